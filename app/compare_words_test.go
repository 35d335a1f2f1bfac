package app

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

func TestDifferenceName_SaysOnWhichSide(t *testing.T) {
	t.Parallel()
	p := &comparePage{}
	p.left.Text = "A second force stood behind them. The convoy fell (Channel 9, July 27)."
	p.left.Citations = []db.Citation{{GroupStart: strings.Index(p.left.Text, "("), GroupEnd: len(p.left.Text) - 1}}
	p.right.Text = "The convoy fell."
	claim := span.Span{Start: 34, End: 49}
	for want, d := range map[string]collate.Difference{
		"Blamed on the left only":  {Kind: collate.ActorBlamed, LeftSays: "CMA struck"},
		"Blamed on the right only": {Kind: collate.ActorBlamed, RightSays: "CMA struck"},
		"Sourced on the left only": {Kind: collate.SourcedOnce, Left: claim, LeftSays: "The convoy fell (Channel 9, July 27)", Right: span.Span{End: 15}, RightSays: "The convoy fell"},
		"Sourced on one side only": {Kind: collate.SourcedOnce, LeftSays: "The convoy fell"},
		"Figures differ":           {Kind: collate.FiguresDiffer},
	} {
		if got := differenceName(p, d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRestsText_WritesDaysOutAndLeavesOutTheFigures(t *testing.T) {
	t.Parallel()
	about := []collate.Reason{{Rule: collate.SharedDate, Words: "2024-07-27"}, {Rule: collate.SharedNumber, Words: "47 / 84"}, {Rule: collate.SharedActor, Words: "CMA"}, {Rule: collate.SharedWord}}
	for kind, want := range map[collate.DifferenceKind]string{
		collate.FiguresDiffer: "In both: 27 July 2024, CMA",
		collate.ActorBlamed:   "In both: 27 July 2024, 47 / 84, CMA",
	} {
		if got := restsText(collate.Difference{Kind: kind, About: about}); got != want {
			t.Errorf("%s: %q", kind, got)
		}
	}
	if got := restsText(collate.Difference{}); got != "" {
		t.Errorf("resting on nothing: %q", got)
	}
}

func TestSaysText_LongOnesStandBelowEachOther(t *testing.T) {
	t.Parallel()
	if got := saysText(collate.Difference{LeftSays: "at least 47", RightSays: "84"}); got != "at least 47 · 84" {
		t.Errorf("short ones: %q", got)
	}
	long := strings.Repeat("word ", 20)
	if got := saysText(collate.Difference{LeftSays: long, RightSays: "84"}); got != long+"\n84" {
		t.Errorf("long ones: %q", got)
	}
}

func TestSaysText_OneThatHoldsTheOtherIsEnough(t *testing.T) {
	t.Parallel()
	for _, d := range []collate.Difference{{LeftSays: "The convoy fell (Channel 9)", RightSays: "The convoy fell"}, {LeftSays: "The convoy fell", RightSays: "The convoy fell (Channel 9)"},
		{LeftSays: "The convoy fell (Channel 9)"}} {
		if got := saysText(d); got != "The convoy fell (Channel 9)" {
			t.Errorf("%q", got)
		}
	}
}

func TestAround_StaysInTheLineAndOnLetters(t *testing.T) {
	t.Parallel()
	text := "First line.\n" + strings.Repeat("é", 100) + " word " + strings.Repeat("é", 1000) + "\nLast."
	at := strings.Index(text, "word")
	before, after := contextOf(text, span.Span{Start: at, End: at + 4})
	if !utf8.ValidString(before) || !utf8.ValidString(after) || strings.Contains(before+after, "line") || len(before) > rowBefore+1 || len(after) > rowWords {
		t.Errorf("%q, %q", before, after)
	}
	if before, after := contextOf("a\nb c d\ne", span.Span{Start: 4, End: 5}); before != "b " || after != " d" {
		t.Errorf("%q, %q", before, after)
	}
	if before, after := contextOf("short", span.Span{Start: 3, End: 99}); before+after != "" {
		t.Errorf("beyond the text: %q, %q", before, after)
	}
}

func TestSideName_TellsEditionsApart(t *testing.T) {
	t.Parallel()
	now, before := sideName(db.SideRef{ID: 1}, "Two\nambushes"), sideName(db.SideRef{ID: 1, RevisionID: 3}, "Two ambushes")
	if now != "Two ambushes" || before == now || !strings.HasPrefix(before, now) || sideName(db.SideRef{}, " ") == "" {
		t.Errorf("%q and %q", now, before)
	}
}

func TestChangesText_CountsByKind(t *testing.T) {
	t.Parallel()
	got := changesText([]diff.Change{{Kind: diff.Deleted}, {Kind: diff.Changed}, {Kind: diff.Changed}})
	if got != "2 changed · 1 deleted" {
		t.Errorf("%q", got)
	}
}

func TestParagraphs_CallAPlaceByItsNumber(t *testing.T) {
	t.Parallel()
	p := newParagraphs([]db.Block{{Kind: db.KindTitle, Start: 2, End: 9}, {Kind: db.KindBullet, Section: db.SectionSummary, Start: 10, End: 19},
		{Kind: db.KindParagraph, Start: 20, End: 29}, {Kind: db.KindHeading, Start: 30, End: 39}, {Kind: db.KindParagraph, Start: 40, End: 49}})
	for at, want := range map[int]string{0: "", 2: "title", 12: "summary", 20: "¶1", 29: "¶1", 41: "¶2", 900: "¶2"} {
		if got := p.at(at); got != want {
			t.Errorf("at %d: %q, want %q", at, got, want)
		}
	}
	if got := newParagraphs(nil).at(3); got != "" {
		t.Errorf("a text without blocks has %q", got)
	}
}

func TestStartOf_CutsLongPassagesBetweenLetters(t *testing.T) {
	t.Parallel()
	text := "x" + strings.Repeat("é", 1000)
	got := startOf(text, span.Span{End: len(text)})
	if len(got) > rowWords+3 || !strings.HasSuffix(got, "é…") {
		t.Errorf("%d bytes: …%q", len(got), got[len(got)-8:])
	}
	if got := startOf("short", span.Span{Start: 2, End: 99}); got != "" {
		t.Errorf("beyond the text: %q", got)
	}
}

func TestNoteWords_AreTakenBackAsTheyWerePut(t *testing.T) {
	t.Parallel()
	const words = "> quote\n>\n> — Sahel Review\n\n"
	for _, body := range []string{"", "Mine.", "Mine.\n", "Mine.\n\n", "Mine.\n\n" + words} {
		put := addWords(body, words)
		if !strings.HasSuffix(put, words) || body != "" && !strings.HasPrefix(put, strings.TrimRight(body, "\n")+"\n\n") {
			t.Errorf("%q became %q", body, put)
		}
		if back := takeWords(put, words); strings.TrimRight(back, "\n") != strings.TrimRight(body, "\n") {
			t.Errorf("%q came back as %q", body, back)
		}
	}
	if got := takeWords("Rewritten.", words); got != "Rewritten." {
		t.Errorf("words that are gone were taken from %q", got)
	}
	if got := takeWords("Before.\n\n"+words+"After.", words); got != "Before.\n\nAfter." {
		t.Errorf("%q", got)
	}
}
