package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/db"
	"sidelight/widgets/reader"
)

const lensText = `Brief: The river road holds, for now
Publication: Sahel Review Volume: 7 Issue: 9

October 4, 2024

The Niger Bend Guard (NBG) was set up by traders in March 2024 (Le Courrier, March 12). It is likely that the ferry will close.

The union appears to have refused on September 14 (Desert Radio, September 30). A collapse of the road is highly improbable. Niger Bend Guard boats turned back, and the CMA said nothing. The CMA waits.
`

// addActor puts an actor into the library and lets the briefs be searched for
// its names.
func (b *bench) addActor(name, kind string, aliases ...string) db.Actor {
	b.t.Helper()
	a := db.Actor{Name: name, Kind: kind}
	for _, alias := range aliases {
		a.Aliases = append(a.Aliases, db.Alias{Name: alias, Kind: db.AliasAcronym})
	}
	a, err := b.lib.AddActor(context.Background(), a)
	if err != nil {
		b.t.Fatal(err)
	}
	b.rest()
	return a
}

// rest lets everything come to rest that waits for a pause.
func (b *bench) rest() { b.tl.advance(2 * time.Second) }

// at is where words begin in the brief in view, counted from 1.
func (b *bench) at(words string, n int) int {
	b.t.Helper()
	from := 0
	for {
		i := strings.Index(b.page().revision.Text[from:], words)
		if i < 0 {
			b.t.Fatalf("no %q number %d in the text", words, n)
		}
		if n--; n == 0 {
			return from + i
		}
		from += i + len(words)
	}
}

// tones are those of the findings drawn over words.
func (b *bench) tones(words string) []reader.Tone {
	b.t.Helper()
	var tones []reader.Tone
	for _, f := range b.page().reader.FindingsAt(b.at(words, 1)) {
		tones = append(tones, f.Tone)
	}
	return tones
}

// act does one of the things that can be done with words, by its id.
func (b *bench) act(words string, n int, id string) {
	b.t.Helper()
	var offered []string
	for _, s := range b.page().lenses.at(b.at(words, n)) {
		for _, a := range b.page().actionsOf(s) {
			for _, a := range append([]spotAction{a}, a.more...) {
				if a.id == id {
					a.do()
					b.rest()
					return
				}
				offered = append(offered, a.id)
			}
		}
	}
	b.t.Fatalf("%q offers %v, not %q", words, offered, id)
}

func (b *bench) mentions() []db.Mention {
	b.t.Helper()
	all, err := b.lib.Mentions(context.Background(), b.currentBrief())
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func TestLenses_DrawWhatWasReadAndAreRemembered(t *testing.T) {
	path, fa := filepath.Join(t.TempDir(), "test.sidelight"), test.NewTempApp(t)
	b := openBenchAt(t, path, fa)
	brief := b.add(lensText)
	b.addActor("Niger Bend Guard", "armed group")
	p := b.open(brief.ID)
	for words, want := range map[string]reader.Tone{"Niger Bend": reader.ToneActor, "Le Courrier": reader.ToneCitation,
		"September 14": reader.ToneDate, "likely": reader.ToneLikelihood, "appears": reader.ToneHedge, "NBG": reader.ToneUnsettled} {
		if got := b.tones(words); !slices.Contains(got, want) {
			t.Errorf("%q has the tones %v, want %v among them", words, got, want)
		}
	}
	// When a lens is switched off, by its chip or its command
	before := p.reader.ReadingPosition()
	p.lenses.bar.chips[lensActors].Tapped(nil)
	b.do("lens.likelihood")
	// Then what it shows is gone and the rest stays, where it was
	if len(b.tones("Niger Bend")) > 0 || slices.Contains(b.tones("likely"), reader.ToneLikelihood) || len(b.tones("Le Courrier")) == 0 {
		t.Error("the lenses draw what is off, or not what is on")
	}
	if p.lenses.bar.chips[lensLikelihood].On() || p.reader.ReadingPosition() != before {
		t.Error("the chip still says on, or the text moved")
	}
	// And it is so for every brief, at the next start too
	b.sh.close()
	again := openBenchAt(t, path, fa)
	again.tl.settle()
	if len(again.tones("Niger Bend")) > 0 || len(again.tones("September 14")) == 0 {
		t.Error("the next start forgot the lenses")
	}
}

func TestLenses_HighlightsAreOneOfThem(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(lensText).ID)
	b.mark("the ferry", '1')
	b.do("lens.highlights")
	if p.lenses.bar.chips[lensHighlights].On() {
		t.Error("the chip of the highlights is on")
	}
	b.do("lens.highlights")
	if !p.lenses.bar.chips[lensHighlights].On() || len(p.marks) != 1 {
		t.Error("the highlights did not come back")
	}
}

func TestLenses_FollowTheLibraryAlsoBehindAnotherTab(t *testing.T) {
	b := openBench(t)
	first := b.add(lensText)
	second := b.add(strings.ReplaceAll(lensText, "river road", "other road"))
	b.open(first.ID)
	b.open(second.ID)
	// When an actor is made, both briefs show it: the one in view by itself
	b.addActor("Niger Bend Guard", "armed group")
	if got := b.tones("Niger Bend"); !slices.Contains(got, reader.ToneActor) {
		t.Errorf("the brief in view has the tones %v", got)
	}
	// and the other one when it comes into view
	b.open(first.ID)
	if got := b.tones("Niger Bend"); !slices.Contains(got, reader.ToneActor) {
		t.Errorf("the brief behind has the tones %v", got)
	}
}

func TestLensBar_HidesWhatHasNoRoom(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(lensText).ID)
	bar := p.lenses.bar
	bar.content.Resize(fyne.NewSize(170, 22))
	if !bar.chips[lensActors].Visible() || bar.chips[lensLikelihood].Visible() {
		t.Error("in a narrow bar the first chips do not stand alone")
	}
	bar.content.Resize(fyne.NewSize(700, 22))
	if !bar.chips[lensLikelihood].Visible() {
		t.Error("in a wide bar a chip is missing")
	}
}

func TestOpenAt_PointsWhenTheTextIsThereAndKeepsTheWayBack(t *testing.T) {
	b := openBench(t)
	first, second := b.add(lensText), b.add(strings.ReplaceAll(lensText, "river road", "other road"))
	b.openBrief(first.ID, false)
	b.tl.settle()
	b.openAt(second.ID, 10, 15)
	if b.wrote("pointed") {
		t.Error("pointed at a text that is not there")
	}
	b.tl.settle()
	if !b.wrote("pointed 10 15") {
		t.Error("did not point at the passage")
	}
	if keys := b.tabs.keys(); len(keys) != 2 || b.currentBrief() != second.ID {
		t.Errorf("tabs %v", keys)
	}
	// A passage that the text does not have is left alone
	b.openAt(second.ID, 0, 1<<20)
	b.tl.settle()
}

func TestMentionCommands_GoThroughTheMentionsOfTheActorAtTheCursor(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	b.addActor("Niger Bend Guard", "armed group", "NBG")
	p := b.open(brief.ID)
	b.do("mention.next")
	if !b.wrote("said Put the cursor on a name") {
		t.Error("without a name nothing was said")
	}
	p.reader.PlaceCaret(b.at("NBG", 1) + 1)
	b.do("mention.next")
	if !b.wrote("said Niger Bend Guard: 3 of 3") {
		t.Errorf("next from the second: %s", b.lines)
	}
	b.do("mention.next")
	if !b.wrote("said Niger Bend Guard: 1 of 3") || p.reader.Caret() != b.at("Niger", 1) {
		t.Error("next from the last does not go round to the first with the caret")
	}
	b.do("mention.previous")
	if p.reader.Caret() != b.at("Niger", 2) {
		t.Error("previous from the first does not go to the last")
	}
}

func TestSettings_LongFormAsOneMention(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	b.addActor("Niger Bend Guard", "armed group", "NBG")
	b.open(brief.ID)
	if n := len(b.mentions()); n != 3 {
		t.Fatalf("%d mentions at first", n)
	}
	b.setOneMention("one")
	b.rest()
	if n := len(b.mentions()); n != 2 || b.beside.actors.actors[0].Count != 2 {
		t.Errorf("%d mentions, %+v beside, want 2", n, b.beside.actors.actors)
	}
}
