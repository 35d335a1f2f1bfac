package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"sidelight/app/collate"
	"sidelight/app/span"
	"sidelight/db"
)

// sampleBrief finds a brief of the sample library by words of its title.
func (b *bench) sampleBrief(words string, nth int) db.Brief {
	b.t.Helper()
	all, _, err := b.lib.Briefs(context.Background(), db.BriefFilter{Text: words, Order: db.OrderAdded})
	if err != nil || len(all) <= nth {
		b.t.Fatalf("%d briefs called %q, %v", len(all), words, err)
	}
	return all[nth]
}

// comparing opens the comparison of two briefs of the sample library.
func comparing(t *testing.T) (b *bench, p *comparePage) {
	t.Helper()
	b = openBench(t)
	b.do("library.sample")
	b.win.Resize(fyne.NewSize(1280, 800))
	b.compareBriefs([]int64{b.sampleBrief("desert column", 1).ID, b.sampleBrief("two ambushes", 0).ID})
	b.tl.settle()
	b.tl.advance(time.Second)
	p = b.comparisonInView()
	if p == nil || !p.onShow() {
		t.Fatalf("no comparison in view: %v", b.tabs.keys())
	}
	return b, p
}

func TestCompare_SaysWhatTwoBriefsShareAndPointsAtBoth(t *testing.T) {
	b, p := comparing(t)
	if p.result.Kind != collate.KindMatters || len(p.result.Aligned) == 0 || len(p.stops) == 0 {
		t.Fatalf("%s, %d aligned, %d differences", p.result.Kind, len(p.result.Aligned), len(p.stops))
	}
	if !b.wrote("compared matters ") {
		t.Errorf("no compared line in %s", b.lines)
	}
	// When going to the next difference, then both passages stand in view, pointed at
	b.do("compare.next")
	for i, at := range [2]struct{ start, end int }{{p.stops[0].left.Start, p.stops[0].left.End}, {p.stops[0].right.Start, p.stops[0].right.End}} {
		top, bottom, ok := p.reader(i).Extent(at.start, at.end)
		if !ok || top < 0 || bottom > p.reader(i).Size().Height {
			t.Errorf("side %d: the passage stands at %v to %v", i, top, bottom)
		}
	}
	if got := p.standing(); !strings.HasPrefix(got, "1 of ") {
		t.Errorf("the tool line says %q", got)
	}
	// And round the ends
	b.do("compare.previous")
	if p.at != len(p.stops)-1 && len(p.stops) > 1 {
		t.Errorf("at %d of %d, want the last", p.at, len(p.stops))
	}
}

func TestCompare_RibbonsAreThoseInView(t *testing.T) {
	_, p := comparing(t)
	height := p.strip.Size().Height
	shown := p.ribbons(height)
	if len(shown) == 0 {
		t.Fatal("no ribbons")
	}
	for i, r := range shown {
		if (r.LeftBottom <= 0 || r.LeftTop >= height) && (r.RightBottom <= 0 || r.RightTop >= height) {
			t.Errorf("ribbon %d is out of view: %+v", i, r)
		}
		if r.Tip == "" {
			t.Errorf("ribbon %d does not say what it rests on", i)
		}
	}
	p.strip.OnChoose(0)
	active := 0
	for _, r := range p.ribbons(height) {
		if r.Active {
			active++
		}
	}
	if active != 1 {
		t.Errorf("%d ribbons are the active one", active)
	}
}

// aligned is how far apart the tops of the passages stand that are nearest to a
// third of the view.
func (p *comparePage) outOfStep() (off float32, ok bool) {
	line := lineAt(p.reader(leftSide))
	for _, k := range p.step.knots[1 : len(p.step.knots)-1] {
		top, bottom, _ := p.reader(leftSide).Extent(k.left.start, k.left.end)
		if top <= line && line < bottom {
			return p.step.counterpart(line, leftSide, p.reader(leftSide), p.reader(rightSide)) - line, true
		}
	}
	return 0, false
}

func TestCompare_TheOtherSideFollowsInStep(t *testing.T) {
	_, p := comparing(t)
	left, right := p.reader(leftSide), p.reader(rightSide)
	before, checked := firstLine(right), 0
	for range 150 {
		left.ScrollBy(10)
		now := firstLine(right)
		if now > before+1 {
			t.Fatalf("scrolling down moved the other side up by %v", now-before)
		}
		if before-now > 60 {
			t.Fatalf("a small step made the other side jump by %v", before-now)
		}
		before = now
		if off, ok := p.outOfStep(); ok && p.step.gone[leftSide] > left.Size().Height/3 && p.step.gone[rightSide] < p.step.laid[rightSide].limit-1 {
			checked++
			if off > 2 || off < -2 {
				t.Errorf("the passages stand %v apart", off)
			}
		}
	}
	if checked == 0 {
		t.Errorf("no passage was seen beside its own, after %v of scrolling", p.step.gone)
	}
	// When they scroll apart, then the other stays
	p.setApart(true)
	stays := firstLine(right)
	left.ScrollBy(-15)
	if firstLine(right) != stays {
		t.Error("apart, the other side moved")
	}
	// And in step again nothing jumps
	p.setApart(false)
	if firstLine(right) != stays {
		t.Error("the change of the setting moved a side")
	}
}

func TestCompare_ComesBackAtTheNextStartAsItWasPut(t *testing.T) {
	b, p := comparing(t)
	id, left := p.id, p.record.Left
	b.do("pair.swap")
	b.do("compare.step")
	b.tl.settle()
	if p.record.Right != left || p.sides[rightSide].Key().ID != left.ID || !p.onShow() {
		t.Errorf("after the swap %v stands on the right, compared: %t", p.record.Right, p.onShow())
	}
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	again := openBenchAt(t, b.path, b.fa)
	p = again.comparisonInView()
	if p == nil || p.id != id || p.record.Right != left || !p.record.Apart {
		t.Fatalf("tabs %v", again.tabs.keys())
	}
}

func TestCompare_ASideThatIsClosedLeavesAPlainBrief(t *testing.T) {
	b, p := comparing(t)
	stays := p.sides[rightSide].(*briefPage)
	p.onAlone(rightSide)
	b.tl.settle()
	if b.comparisonInView() != nil || b.page() != stays || !stays.toolbar.Visible() || stays.reader.OnScrolled != nil {
		t.Errorf("in view %v", b.tabs.keys())
	}
	if b.side.group != sideGroup(b.beside) {
		t.Error("what belongs to the brief does not stand beside it")
	}
}

func TestCompare_AnEditionShowsItsChanges(t *testing.T) {
	b := openBench(t)
	first := b.add(briefText)
	second := b.add(strings.NewReplacer("struck twice", "struck three times", "before noon.", "before noon, in fog.").Replace(briefText) + "\nOne more line of words at the end.\n")
	same := b.add(strings.ReplaceAll(briefText, "Two ambushes, one retreat", "Two  ambushes, one retreat"))
	b.win.Resize(fyne.NewSize(1280, 800))
	b.compareBriefs([]int64{first.ID, second.ID})
	b.tl.settle()
	p := b.comparisonInView()
	if p == nil || p.result.Kind != collate.KindEditions || len(p.stops) < 3 {
		t.Fatalf("%+v", p)
	}
	if got := p.standing(); !strings.HasSuffix(got, " changes") {
		t.Errorf("the tool line says %q", got)
	}
	// When a side is replaced by the same words, then the tool line says so
	b.replaceSide(p, rightSide, briefSideRef(same.ID))
	b.tl.settle()
	p = b.comparisonInView()
	if len(b.tabs.pages) != 1 || p.standing() != "These two have the same words" {
		t.Errorf("%d tabs, the tool line says %q", len(b.tabs.pages), p.standing())
	}
	// When there is nothing in common, then it says that
	b.replaceSide(p, rightSide, briefSideRef(b.add(otherText).ID))
	b.tl.settle()
	if got := b.comparisonInView().standing(); got != "Nothing in these two belongs together" {
		t.Errorf("the tool line says %q", got)
	}
}

func TestCompare_OpensFromABriefFromTheListAndBeside(t *testing.T) {
	b := openBench(t)
	first, second := b.add(briefText), b.add(otherText)
	b.open(first.ID)
	// When asked for from a brief, then the other is asked for
	b.do("compare.open")
	if !b.wrote("sheet compare") {
		t.Fatal("nothing was asked")
	}
	b.win.Canvas().Overlays().Remove(b.win.Canvas().Overlays().Top())
	// When opened beside the brief in view
	b.openBeside(tabKey{tabBrief, second.ID})
	b.tl.settle()
	p := b.comparisonInView()
	if p == nil || p.record.Left.ID != first.ID || p.record.Right.ID != second.ID {
		t.Fatalf("tabs %v", b.tabs.keys())
	}
	id := p.id
	b.do("tab.close")
	// When two are chosen in the list
	b.win.Canvas().Focus(b.briefs.list)
	b.briefs.list.SetSelected(second.ID, first.ID)
	b.do("compare.open")
	if p := b.comparisonInView(); p == nil || p.id != id {
		t.Errorf("tabs %v, want the comparison that there is", b.tabs.keys())
	}
}

func TestCompare_LinedUpByHandStandsBesideEachOther(t *testing.T) {
	b, p := comparing(t)
	left, right := len(p.left.Text)/2, len(p.right.Text)/3
	p.reader(leftSide).PlaceCaret(left)
	p.reader(rightSide).PlaceCaret(right)
	b.do("compare.lineup")
	if len(p.record.LinedUp) != 1 {
		t.Fatalf("lined up %v", p.record.LinedUp)
	}
	stored, err := b.lib.Comparison(context.Background(), p.id)
	if err != nil || len(stored.LinedUp) != 1 {
		t.Errorf("stored %v, %v", stored.LinedUp, err)
	}
	found := false
	for _, k := range p.step.knots {
		found = found || k.left.start == stored.LinedUp[0].Left && k.right.start == stored.LinedUp[0].Right
	}
	if !found {
		t.Error("the texts are not in step there")
	}
	leftTop, _, _ := p.reader(leftSide).Extent(left, left+1)
	rightTop, _, _ := p.reader(rightSide).Extent(right, right+1)
	if off := leftTop - rightTop; off > 1 || off < -1 {
		t.Errorf("the lines stand %v apart", off)
	}
}

func TestCompare_ADismissedDifferenceIsNoStop(t *testing.T) {
	b, p := comparing(t)
	n := len(p.stops)
	if _, err := b.lib.DecideDifference(context.Background(), p.id, p.stops[0].key, db.DifferenceDismissed); err != nil {
		t.Fatal(err)
	}
	b.tl.settle()
	if len(p.stops) != n-1 {
		t.Errorf("%d stops, want %d", len(p.stops), n-1)
	}
}

func TestCompare_IsCopiedAndExportedAsMarkdown(t *testing.T) {
	b, p := comparing(t)
	p.act.copyAll(p.asShown())
	b.tl.settle()
	if got := b.fa.Clipboard().Content(); !strings.Contains(got, "|") || !strings.Contains(got, "47") {
		t.Errorf("copied %d bytes", len(got))
	}
	// When a file is named
	p.act.export(p.asShown())
	path := filepath.Join(t.TempDir(), "both.md")
	b.openFields["compare.to"].(interface{ SetText(string) }).SetText(path)
	b.Desk.open.OnConfirm()
	b.tl.settle()
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "47") {
		t.Errorf("written %d bytes, %v", len(data), err)
	}
}

func TestCompare_ABriefInTheTrashLeavesTheOther(t *testing.T) {
	b, p := comparing(t)
	right := p.record.Right.ID
	b.trashBriefs([]int64{p.record.Left.ID})
	b.tl.settle()
	if b.comparisonInView() != nil || b.currentBrief() != right {
		t.Errorf("tabs %v", b.tabs.keys())
	}
}

func TestCompare_ANoteIsReadBesideABrief(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	note, err := b.lib.AddNote(context.Background(), db.Note{Title: "Weekly", Body: "Of the wells.\n\nFighters opened fire from the ridge before noon."})
	if err != nil {
		t.Fatal(err)
	}
	b.win.Resize(fyne.NewSize(1280, 800))
	b.compare(briefSideRef(brief.ID), db.SideRef{Kind: db.KindNote, ID: note.ID})
	b.tl.settle()
	p := b.comparisonInView()
	if p == nil || !p.onShow() || p.reader(rightSide).Size().Height == 0 {
		t.Fatalf("tabs %v, compared %t", b.tabs.keys(), p != nil && p.known)
	}
	// When the brief's side is closed, then the note can be written again
	p.onAlone(rightSide)
	b.tl.settle()
	if _, ok := b.tabs.current().(*notePage); !ok || len(b.tabs.pages) != 1 {
		t.Errorf("in view %v", b.tabs.keys())
	}
}

func TestCompare_TheChooserTakesTheFirstOtherBrief(t *testing.T) {
	b := openBench(t)
	first, second := b.add(briefText), b.add(otherText)
	b.open(first.ID)
	b.do("compare.open")
	field, ok := b.openFields["compare.filter"].(interface{ SetText(string) })
	if !ok {
		t.Fatal("no filter in the sheet")
	}
	// When Enter follows the words at once, before the list shows what they find
	field.SetText("wells")
	b.openFields["compare.filter"].(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.tl.settle()
	p := b.comparisonInView()
	if p == nil || p.record.Right.ID != second.ID {
		t.Fatalf("tabs %v", b.tabs.keys())
	}
	// When F8 is pressed in a comparison, then it is the next difference that is meant
	b.typedKey(&fyne.KeyEvent{Name: fyne.KeyF8})
	if p := b.page(); p.round != nil {
		t.Error("F8 went through mentions")
	}
}

// BenchmarkCompare_Frame measures what a step of scrolling costs besides
// painting: the other side follows and the ribbons in view are found.
func BenchmarkCompare_Frame(b *testing.B) {
	const blocks = 8000
	var aligned []collate.Aligned
	for i := range blocks {
		at := span.Span{Start: i * 120, End: i*120 + 118}
		aligned = append(aligned, collate.Aligned{Left: at, Right: at, Score: 0.5, Reasons: []collate.Reason{{Rule: collate.SharedWord, Words: "words", Part: 0.5}}})
	}
	p := &comparePage{known: true, matched: true}
	p.passages = newPassages(collate.Comparison{Kind: collate.KindMatters, Aligned: aligned}, collate.Side{}, collate.Side{})
	p.step.knots = newKnots(aligned, nil, blocks*120, blocks*120)
	sides := [2]ruler{&ruled{}, &ruled{}}
	p.step.settle(sides)
	for b.Loop() {
		sides[leftSide].(*ruled).by += 20
		p.step.moved(leftSide, sides)
		p.passages.look(900, func(s span.Span) (float32, float32) { t, e, _ := sides[leftSide].Extent(s.Start, s.End); return t, e },
			func(s span.Span) (float32, float32) { t, e, _ := sides[rightSide].Extent(s.Start, s.End); return t, e })
	}
}

// ruled is a text in which a byte takes a fifth of a unit.
type ruled struct{ by float32 }

func (r *ruled) Extent(start, end int) (top, bottom float32, ok bool) {
	return float32(start)/5 - r.by, float32(end)/5 - r.by, true
}
func (r *ruled) Size() fyne.Size             { return fyne.NewSize(400, 900) }
func (r *ruled) TextSize() float32           { return 16 }
func (r *ruled) PutAt(offset int, y float32) { r.by = min(max(0, float32(offset)/5-y), 200000) }

func TestCompare_TheListGivesItsRoomWhereThereIsLittle(t *testing.T) {
	b, p := comparing(t)
	if !b.outer.Collapsed() {
		t.Fatalf("the list stands beside texts %v wide", p.reader(leftSide).Size().Width)
	}
	// When another page comes into view, then the list is back
	b.win.Resize(fyne.NewSize(1920, 1080))
	b.tl.settle()
	if b.outer.Collapsed() {
		t.Error("the list stays folded where there is room")
	}
	b.win.Resize(fyne.NewSize(1280, 800))
	b.tl.settle()
	if !b.outer.Collapsed() {
		t.Error("the list takes the room of the texts")
	}
	b.openBrief(p.record.Left.ID, true)
	b.tl.settle()
	if b.outer.Collapsed() || b.session.ListHidden {
		t.Error("the list stays folded")
	}
	// When the list is asked for beside the comparison, then it stays
	b.compare(p.record.Left, p.record.Right)
	b.tl.settle()
	b.do("view.list")
	if b.outer.Collapsed() {
		t.Error("the list did not come")
	}
}
