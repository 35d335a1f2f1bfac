package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"sidelight/app/findings"
	"sidelight/db"
	"sidelight/widgets/reader"
)

func TestCard_TellsOfTheWordsAndGoes(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	b.addActor("Niger Bend Guard", "armed group", "NBG")
	p := b.open(brief.ID)
	show := func(words string) string {
		at := b.at(words, 1)
		p.reader.OnHover(p.reader.FindingsAt(at), fyne.NewPos(100, 100), 26)
		b.tl.settle()
		if !p.card.card.Visible() {
			t.Fatalf("no card for %q", words)
		}
		text, _ := p.cardOf(p.lenses.of(p.reader.FindingsAt(at)), mustFacts(t, p, at))
		lines := []string{text.Title, text.Detail}
		for _, l := range text.Lines {
			lines = append(lines, l.Text)
		}
		return strings.Join(lines, "\n")
	}
	for words, wants := range map[string][]string{
		"Niger Bend":   {"Niger Bend Guard", "Armed group", "also: NBG", "3 mentions here, 3 in 1 brief"},
		"Le Courrier":  {"Le Courrier", "12 March 2024", "“March 12”"},
		"likely":       {"likely", "55–80 %", "ICD 203"},
		"appears":      {"appears", "off the scale"},
		"September 14": {"14 September 2024", "“September 14”", "Suggested"},
	} {
		got := show(words)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("the card of %q says %q, not %q", words, got, want)
			}
		}
	}
	p.reader.OnHoverEnd()
	if p.card.card.Visible() {
		t.Error("the card stays after the pointer has left")
	}
}

func mustFacts(t *testing.T, p *briefPage, at int) cardFacts {
	t.Helper()
	facts, err := p.cardFacts(context.Background(), p.lenses.of(p.reader.FindingsAt(at)))
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func TestCard_ByKeyAndBackByEscape(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(lensText).ID)
	// Given the cursor on words that nothing is known about
	p.reader.PlaceCaret(b.at("set up by", 1))
	b.do("lens.explain")
	if p.card.card.Visible() || !b.wrote("said Nothing is known") {
		t.Error("nothing was said about words that nothing is known about")
	}
	// When it is on a hedge, the card comes and has the keyboard
	p.reader.PlaceCaret(b.at("appears", 1) + 2)
	b.do("lens.explain")
	if !p.card.card.Visible() || b.win.Canvas().Focused() != fyne.Focusable(p.card.card) {
		t.Fatal("the card did not come, or has not the keyboard")
	}
	// And Escape goes back to the text
	p.card.card.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.tl.settle()
	if p.card.card.Visible() || b.win.Canvas().Focused() != fyne.Focusable(p.reader) {
		t.Error("Escape did not go back to the text")
	}
}

func TestCard_GoesWithItsPage(t *testing.T) {
	b := openBench(t)
	first, second := b.add(lensText), b.add(strings.ReplaceAll(lensText, "river road", "other road"))
	p := b.open(first.ID)
	p.reader.PlaceCaret(b.at("appears", 1) + 2)
	b.do("lens.explain")
	b.open(second.ID)
	if p.card.card.Visible() {
		t.Error("the card is still there behind the other tab")
	}
}

func TestMention_AmbiguousIsSettledAloneOrForTheBriefAndTakenBack(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	north := b.addActor("Coordination of Movements", "armed group", "CMA")
	coast := b.addActor("Coastal Maritime Authority", "government body", "CMA")
	b.open(brief.ID)
	if got := b.tones("CMA"); !slices.Contains(got, reader.ToneUnsettled) {
		t.Fatalf("an ambiguous name has the tones %v", got)
	}
	actors := func() (ids []int64) {
		for _, m := range b.mentions() {
			ids = append(ids, m.ActorID)
		}
		return ids
	}
	// When the first is settled, the second stays open
	b.act("CMA", 1, "this.1")
	if got := actors(); len(got) != 3 || got[0] != coast.ID {
		t.Errorf("after settling one the mentions are of %v", got)
	}
	b.do("undo")
	b.rest()
	if got := actors(); len(got) != 4 {
		t.Errorf("after undo the mentions are of %v", got)
	}
	// When all of the name are settled, each has one actor
	b.act("CMA", 1, "all.2")
	if got := actors(); len(got) != 2 || got[0] != north.ID || got[1] != north.ID {
		t.Errorf("after settling all the mentions are of %v", got)
	}
	// And each can be decided anew
	b.act("CMA", 2, "again")
	if got := actors(); len(got) != 3 {
		t.Errorf("after deciding anew the mentions are of %v", got)
	}
}

func TestMention_ThatNamesNobodyIsNotDrawnAndCanBeDecidedAnew(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	b.addActor("Niger Bend Guard", "armed group")
	b.open(brief.ID)
	b.act("Niger Bend Guard", 1, "not.brief")
	if got := b.tones("Niger Bend"); len(got) != 0 {
		t.Errorf("words that name nobody have the tones %v", got)
	}
	if n := len(b.beside.actors.actors); n != 0 {
		t.Errorf("%d actors beside the brief", n)
	}
	b.act("Niger Bend Guard", 1, "again")
	if got := b.tones("Niger Bend"); !slices.Contains(got, reader.ToneActor) {
		t.Errorf("decided anew, the words have the tones %v", got)
	}
}

func TestCitationEventAndCheck_Decisions(t *testing.T) {
	b := openBench(t)
	b.open(b.add(lensText).ID)
	report := func() findings.Report { return b.page().lenses.report }
	b.act("Le Courrier", 1, "not")
	if report().Citations[0].State != db.StateDismissed || len(b.tones("Le Courrier")) != 0 {
		t.Error("a citation that is none is still drawn")
	}
	b.act("Le Courrier", 1, "again")
	if report().Citations[0].State != db.StateFound {
		t.Error("the citation did not come back")
	}
	b.act("September 14", 1, "keep")
	if !slices.ContainsFunc(report().Events, func(e db.Event) bool { return e.State == db.StateKept }) {
		t.Error("the event was not kept")
	}
	b.do("undo")
	b.rest()
	if slices.ContainsFunc(report().Events, func(e db.Event) bool { return e.State == db.StateKept }) {
		t.Error("undo did not take keeping back")
	}
	// A corrected citation says so and has the date given
	b.act("Le Courrier", 1, "correct")
	b.fill("citation.date", "14 March 2024")
	b.confirm()
	b.rest()
	if c := report().Citations[0]; c.State != db.StateCorrected || c.Date.Earliest != "2024-03-14" || c.Source != "Le Courrier" {
		t.Errorf("corrected: %+v", c)
	}
	// and correcting its source keeps that date
	b.act("Le Courrier", 1, "correct")
	b.fill("citation.source", "Le Courrier du Fleuve")
	b.confirm()
	b.rest()
	if c := report().Citations[0]; c.Date.Earliest != "2024-03-14" || c.Source != "Le Courrier du Fleuve" {
		t.Errorf("corrected twice: %+v", c)
	}
}

func TestCorrectCitation_ADateThatCannotBeReadKeepsTheSheet(t *testing.T) {
	b := openBench(t)
	b.open(b.add(lensText).ID)
	b.act("Le Courrier", 1, "correct")
	b.fill("citation.date", "the day after")
	b.confirm()
	if !b.Desk.open.Shown() {
		t.Error("the sheet closed over a date that cannot be read")
	}
}

func TestMention_ADecisionThatFailsSaysSoAndChangesNothing(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	b.addActor("Niger Bend Guard", "armed group")
	p := b.open(brief.ID)
	before := b.mentions()
	// When one of two mentions cannot be settled, since nobody has that id
	good, bad := before[0], before[1]
	p.decideOn("settle mention", "Settled", p.mentionDecision(good, db.StateNobody, 0), p.mentionDecision(bad, db.StateSettled, 999))
	b.rest()
	// Then a banner says so, nothing can be undone, and both are as they were
	if !b.wrote("trouble") || len(b.undo.done) != 0 {
		t.Error("a failing decision was not told, or can be undone")
	}
	if got := b.mentions(); !slices.EqualFunc(got, before, func(a, b db.Mention) bool { return a.State == b.State && a.ActorID == b.ActorID }) {
		t.Errorf("mentions %+v, want %+v", got, before)
	}
}

func TestMenu_OffersWhatCanBeDoneWithTheWords(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	b.addActor("Coordination of Movements", "armed group", "CMA")
	b.addActor("Coastal Maritime Authority", "government body", "CMA")
	p := b.open(brief.ID)
	items := p.spotItems(b.at("CMA", 1))
	if len(items) != 4 || items[0].Label != "This is Coastal Maritime Authority" || items[2].ChildMenu == nil {
		t.Errorf("%d items, the first %+v", len(items), items[0])
	}
	if n := len(p.spotItems(b.at("set up by", 1))); n != 0 {
		t.Errorf("%d items for words that nothing is known about", n)
	}
	// With the lens off, the words are words
	b.do("lens.actors")
	if n := len(p.spotItems(b.at("CMA", 1))); n != 0 {
		t.Errorf("%d items though the lens is off", n)
	}
}
