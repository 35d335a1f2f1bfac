package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"sidelight/db"
	"sidelight/widgets"
)

// correctedText is an edition of briefText: one sentence is reworded, one gone.
var correctedText = strings.NewReplacer(
	"A second force closed the valley behind the trucks.", "A force of many closed off the valley at the trucks.",
	"\n• Both accounts are unlikely to be complete.", "").Replace(briefText)

// offer brings a file with the text into the import preview.
func (b *bench) offer(text string) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "corrected.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.importer.paths([]string{path})
	b.tl.settle()
}

// quotes are the annotations of the brief in view as "state quote".
func (b *bench) quotes() (all []string) {
	b.t.Helper()
	for _, a := range b.annotations() {
		all = append(all, string(a.State)+" "+a.Quote)
	}
	return all
}

// marked is a brief in view with three annotations: one on words that the
// corrected edition has, one on words that it rewords, one on words it lacks.
func (b *bench) marked() db.Brief {
	b.t.Helper()
	brief := b.add(briefText)
	b.open(brief.ID)
	b.mark("Both accounts are unlikely", '4')
	b.mark("Fighters opened fire", '1')
	b.mark("A second force closed the valley behind the trucks", '2')
	return brief
}

func TestEdition_ImportAsksAndTheWholeIsOneStep(t *testing.T) {
	b := openBench(t)
	brief := b.marked()
	before := b.annotations()
	// When a corrected text is offered
	b.offer(correctedText)
	// Then the preview says what it is and what would happen
	src := b.importer.shown.current()
	if src.edition == nil || src.edition.plan.Brief.ID != brief.ID {
		t.Fatalf("not recognised: %+v", src)
	}
	if got, want := becomesText(src.edition.plan.Annotations), "3 annotations: 1 stay, 1 to review, 1 detached."; got != want {
		t.Errorf("the preview says %q, want %q", got, want)
	}
	// When it is saved
	b.confirm()
	// Then the brief has the new text, and its annotations their places in it
	if n := len(b.briefsThere()); n != 1 {
		t.Fatalf("%d briefs", n)
	}
	p := b.page()
	if !strings.Contains(p.revision.Text, "A force of many") || len(p.editions) != 2 || !p.texts.Visible() {
		t.Errorf("the page shows %q, %d editions", p.revision.Text, len(p.editions))
	}
	after := b.quotes()
	want := []string{"detached Both accounts are unlikely", "anchored Fighters opened fire", "review A second force closed the valley behind the trucks"}
	if !slices.Equal(after, want) {
		t.Errorf("annotations %q", after)
	}
	// And undo brings all of it back, redo does it again
	b.do("undo")
	if diff := cmp.Diff(before, b.annotations()); diff != "" || b.page().revision.Text != briefText {
		t.Errorf("after undo: %s", diff)
	}
	b.do("redo")
	if got := b.quotes(); !slices.Equal(got, after) {
		t.Errorf("after redo: %q", got)
	}
}

func TestEdition_KeptBesideOrPassedOver(t *testing.T) {
	for choice, want := range map[int]int{keepBoth: 2, skipEdition: 1} {
		b := openBench(t)
		brief := b.marked()
		b.offer(correctedText)
		b.importer.shown.current().edition.choice = choice
		b.confirm()
		if n := len(b.briefsThere()); n != want {
			t.Errorf("choice %d: %d briefs, want %d", choice, n, want)
		}
		if r, err := b.lib.Editions(t.Context(), brief.ID); err != nil || len(r) != 1 {
			t.Errorf("choice %d: editions %+v, %v", choice, r, err)
		}
	}
}

// edited is a bench whose brief has another edition, with something to review.
func edited(t *testing.T) *bench {
	t.Helper()
	b := openBench(t)
	b.marked()
	b.offer(correctedText)
	b.confirm()
	if len(b.page().review) != 2 {
		t.Fatalf("%d to review", len(b.page().review))
	}
	return b
}

func TestReview_AcceptedPlacedAndDetachedByOneKeyEach(t *testing.T) {
	b := edited(t)
	list := b.beside.annotations.list
	// Given the second place that is in doubt, with the keyboard on its card
	b.do("review.next")
	b.do("review.next")
	first, _ := b.beside.annotations.review.byID(list.Active())
	if first.was.Text != "A second force closed the valley behind the trucks" || first.now.Text == "" {
		t.Fatalf("in hand is %+v", first)
	}
	if b.win.Canvas().Focused() != fyne.Focusable(list) || !b.wrote("pointed ") {
		t.Error("the keyboard is not on the card, or its place is not shown")
	}
	// When it is accepted, it stands there, and the next is in hand
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.tl.settle()
	if got := b.quotes(); !slices.Contains(got, "anchored "+first.now.Text) {
		t.Errorf("accepted: %q", got)
	}
	second, ok := b.beside.annotations.review.byID(list.Active())
	if !ok || second.proposed() || second.was.Text != "Both accounts are unlikely" {
		t.Errorf("then in hand is %+v", second)
	}
	// When words are selected and P is typed, it stands on them
	b.mark("struck twice", 'P')
	if got := b.quotes(); !slices.Contains(got, "anchored struck twice") || len(b.page().review) != 0 {
		t.Errorf("placed: %q", got)
	}
	// And both are taken back one by one
	b.do("undo")
	if got := b.quotes(); !slices.Contains(got, "detached Both accounts are unlikely") {
		t.Errorf("the second taken back: %q", got)
	}
	b.do("undo")
	if got := b.quotes(); !slices.Contains(got, "review "+first.was.Text) {
		t.Errorf("the first taken back: %q", got)
	}
	// When the first is detached, its words stay with it
	list.ShowActive(first.id)
	list.TypedRune('d')
	b.tl.settle()
	if got := b.quotes(); !slices.Contains(got, "detached "+first.was.Text) {
		t.Errorf("detached: %q", got)
	}
}

func TestReview_SaysWhatIsMissing(t *testing.T) {
	b := edited(t)
	// Given no card that was chosen
	b.beside.annotations.list.SetActive(0)
	b.mark("struck twice", 'P')
	if !b.wrote("said Choose what to place") {
		t.Error("P placed something that nobody chose")
	}
	// Given a card and no selection
	b.do("review.next")
	b.page().reader.Select(0, 0)
	b.do("review.place")
	if !b.wrote("said Select some words first") {
		t.Error("nothing was said about the missing selection")
	}
}

func TestEdition_EarlierOneIsReadWithItsMarksAndCompared(t *testing.T) {
	b := edited(t)
	earlier := b.page().editions[1]
	// When the edition before is opened
	b.page().act.edition(earlier)
	b.tl.settle()
	p, ok := b.tabs.inFront().(*editionPage)
	if !ok || p.words != briefText {
		t.Fatalf("in front is %T", b.tabs.inFront())
	}
	// Then it has its marks, and the current one keeps its tab
	if !b.wrote("edition 1 3") || len(b.tabs.pages) != 2 {
		t.Errorf("%d tabs, marks as in %q", len(b.tabs.pages), b.lines)
	}
	// When it is compared, both stand side by side
	b.compareEdition(p.ref.ID, earlier.RevisionID)
	b.tl.settle()
	b.rest()
	c := b.comparisonInView()
	if c == nil || c.left.Text != briefText || c.right.Text != correctedText {
		t.Fatalf("compared is %+v", c)
	}
	// When it is made the current one, its annotations are as they were
	b.open(p.ref.ID)
	b.useEdition(p.ref.ID, earlier.RevisionID)
	b.tl.settle()
	if got := b.quotes(); len(b.page().review) != 0 || !slices.Contains(got, "anchored Both accounts are unlikely") {
		t.Errorf("annotations %q", got)
	}
	b.do("undo")
	if got := b.quotes(); len(b.page().review) != 2 {
		t.Errorf("after undo: %q", got)
	}
}

func TestEdition_TabComesBack(t *testing.T) {
	b := edited(t)
	b.page().act.edition(b.page().editions[1])
	b.tl.settle()
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	again := openBenchAt(t, b.path, b.fa)
	p, ok := again.tabs.inFront().(*editionPage)
	if !ok || !p.loaded || p.words != briefText {
		t.Errorf("in front is %T", again.tabs.inFront())
	}
}

func TestReview_DecisionIsAcceptedOrLetGo(t *testing.T) {
	b := openBench(t)
	north := b.addActor("Coordination of Movements", "armed group", "CMA")
	text := strings.Replace(briefText, "A second force closed the valley", "A second force, part of the forces of Azawad, closed the valley", 1)
	brief := b.add(text)
	b.open(brief.ID)
	at := b.at("the forces of Azawad", 1)
	if _, err := b.lib.Decide(t.Context(), db.Decision{Kind: db.DecideMention, BriefID: brief.ID, Start: at, End: at + len("the forces of Azawad"),
		Verdict: db.StateAdded, ActorID: north.ID}); err != nil {
		t.Fatal(err)
	}
	// Given an edition that names them otherwise
	b.offer(strings.Replace(text, "the forces of Azawad", "the troops around Azawad", 1))
	b.confirm()
	if len(b.page().review) != 1 {
		t.Fatalf("%d to review", len(b.page().review))
	}
	one := b.page().review[0]
	if one.what != "Actor: Coordination of Movements" || one.now.Text != "the troops around Azawad" {
		t.Fatalf("to review is %+v", one)
	}
	if cards := b.beside.annotations.review.cards(); len(cards) != 2 || len(cards[1].Versions) != 2 || len(cards[1].Versions[1].Marks) != 1 ||
		!slices.Contains(cards[1].Actions, widgets.CardAction{ID: reviewAccept, Text: "Accept"}) {
		t.Errorf("cards %+v", cards)
	}
	// When it is accepted, the words there are the actor's
	b.do("review.accept")
	if all, err := b.lib.Decisions(t.Context(), brief.ID, db.DecideMention); err != nil || len(all) != 2 || len(b.page().review) != 0 {
		t.Errorf("decisions %+v, %v; %d to review", all, err, len(b.page().review))
	}
	b.do("undo")
	if all, err := b.lib.Decisions(t.Context(), brief.ID, db.DecideMention); err != nil || len(all) != 1 || len(b.page().review) != 1 {
		t.Errorf("taken back: decisions %+v, %v", all, err)
	}
	// When it is let go, it is out of the list
	b.beside.annotations.review.act(b.page().review[0].id, reviewLetGo)
	b.tl.settle()
	if len(b.page().review) != 0 {
		t.Error("it is still in the list")
	}
}

// A command has its key only while its menu item is enabled, and what there is
// to review is known only once the brief has been read.
func TestReview_ItsKeyWorksOnceTheBriefIsRead(t *testing.T) {
	b := edited(t)
	if item := b.menu.items["review.next"]; item.Disabled {
		t.Error("there is something to review, and the menu does not let it be reached")
	}
	other := b.add(foundTexts[0])
	b.openBrief(other.ID, true)
	b.rest()
	if item := b.menu.items["review.next"]; !item.Disabled {
		t.Error("there is nothing to review, and the menu offers it")
	}
}
