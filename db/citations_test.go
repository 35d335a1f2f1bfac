package db_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// bracketed is a brief of one block whose brackets all cite, and whose source
// is what stands in them.
func bracketed(tb testing.TB, l *db.Library, title string, blocks ...string) db.Brief {
	tb.Helper()
	n := db.NewBrief{Title: title, Text: strings.Join(blocks, "\n\n")}
	start := 0
	for _, b := range blocks {
		n.Blocks = append(n.Blocks, db.Block{Kind: db.KindParagraph, Start: start, End: start + len(b)})
		start += len(b) + 2
	}
	b, err := l.AddBrief(context.Background(), n)
	must(tb, err)
	f := db.Findings{BriefID: b.ID, RevisionID: b.RevisionID}
	for _, at := range regexp.MustCompile(`\(cf [^)]*\)`).FindAllStringIndex(n.Text, -1) {
		f.Citations = append(f.Citations, db.FoundCitation{GroupStart: at[0], GroupEnd: at[1], Start: at[0] + 1, End: at[1] - 1,
			Outlet: n.Text[at[0]+len("(cf ") : at[1]-1]})
	}
	mustStore(tb, l, f)
	return b
}

func TestPassagesOf_Sentence(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("naïve wörds go on ", 30) + "to the end"
	for name, c := range map[string]struct{ text, want string }{
		"before the full stop":       {"Rain fell. The quay is shut (cf X). Wind blew.", "The quay is shut."},
		"after the full stop":        {"Rain fell. The quay is shut. (cf X) Wind blew.", "The quay is shut."},
		"after a closing quotation":  {"Rain fell. “The quay is shut.” (cf X) Wind blew.", "“The quay is shut.”"},
		"inside a sentence":          {"Rain fell. The quay (cf X) is shut, they say. Wind blew.", "The quay is shut, they say."},
		"after another bracket":      {"The quay is shut (cf Y), and the mole is closed (cf X).", "and the mole is closed."},
		"before another bracket":     {"The quay is shut (cf X), and the mole is closed (cf Y).", "The quay is shut"},
		"right after another":        {"Rain fell. The quay is shut (cf Y) (cf X).", "The quay is shut."},
		"an abbreviation":            {"Rain fell. The U.S. Navy met Gen. Tide on No. 5 (cf X).", "The U.S. Navy met Gen. Tide on No. 5."},
		"a figure with a point":      {"Rain fell. It cost 3.5 million (cf X).", "It cost 3.5 million."},
		"another question":           {"Who rules? The port does! It is so (cf X).", "It is so."},
		"on several lines":           {"Rain fell. The quay\nis   shut\n(cf X).", "The quay is shut."},
		"a bracket that cites none":  {"The quay (the old one) is shut (cf X).", "The quay (the old one) is shut."},
		"alone":                      {"(cf X)", ""},
		"at the start":               {"(cf X) The quay is shut.", "The quay is shut."},
		"longer than is shown":       {long + " (cf X) and more.", "…"},
		"longer with what follows":   {"The quay is shut (cf X) " + long + ".", "The quay is shut"},
		"other letters than Latin":   {"Дождь шёл. Порт закрыт (cf X).", "Порт закрыт."},
		"an ellipsis and small word": {"Rain… and the quay is shut (cf X).", "Rain… and the quay is shut."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			l, _ := newLibrary(t)
			b := bracketed(t, l, "Brackets", "A heading of its own.", c.text, "Another paragraph.")
			// when
			rows, total, err := l.PassagesOf(context.Background(), sourceOf(t, l, "X").ID, 0, 0)
			must(t, err)
			// then
			if total != 1 || len(rows) != 1 || rows[0].Brief.ID != b.ID || rows[0].Paragraph != 2 {
				t.Fatalf("%d passages: %+v", total, rows)
			}
			got := rows[0].Sentence
			if c.want == "…" {
				if !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "to the end") || utf8.RuneCountInString(got) != 300 || !utf8.ValidString(got) {
					t.Errorf("%d characters: %q", utf8.RuneCountInString(got), got)
				}
				return
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestPassagesOf_OrderAndPages(t *testing.T) {
	t.Parallel()
	// given three briefs that cite a source, one of them twice
	ctx := context.Background()
	l, c := newLibrary(t)
	var all []db.Brief
	for _, title := range []string{"Old", "New", "Undated"} {
		c.advance(24 * 60 * 60 * 1e9)
		all = append(all, bracketed(t, l, title, title+" one (cf X).", title+" two (cf Y).", title+" three (cf X)."))
	}
	for i, iso := range []string{"2020-01-01", "2024-12-01", ""} { // undated: counts as added, in August 2024
		published := db.Date{Earliest: iso, Latest: iso}
		must(t, second(l.UpdateBrief(ctx, all[i].ID, db.BriefUpdate{Published: &published})))
	}
	x := sourceOf(t, l, "X").ID
	cited, err := l.Citations(ctx, db.CitationFilter{BriefID: all[0].ID, SourceID: x})
	must(t, err)
	mustDecide(t, l, db.Decision{Kind: db.DecideCitation, BriefID: all[0].ID, Start: cited[1].Start, End: cited[1].End, Verdict: db.StateDismissed})
	// when
	var got []string
	for offset := 0; ; offset += 2 {
		rows, total, err := l.PassagesOf(ctx, x, offset, 2)
		must(t, err)
		if total != 5 {
			t.Errorf("%d passages, want 5", total)
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			got = append(got, r.Sentence)
		}
	}
	// then the newest brief comes first, and the dismissed one is left out
	if diff := cmp.Diff([]string{"New one.", "New three.", "Undated one.", "Undated three.", "Old one."}, got); diff != "" {
		t.Error(diff)
	}
	// but it is listed with the citations of the source
	of, err := l.Citations(ctx, db.CitationFilter{SourceID: x, Offset: 4, Limit: 5})
	if must(t, err); len(of) != 2 || of[1].State != db.StateDismissed {
		t.Errorf("citations %+v", of)
	}
	for name, err := range map[string]error{
		"passages before the first":  thirdOf(l.PassagesOf(ctx, x, -1, 2)),
		"citations of nothing":       second(l.Citations(ctx, db.CitationFilter{})),
		"citations before the first": second(l.Citations(ctx, db.CitationFilter{SourceID: x, Offset: -1})),
	} {
		if !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", name, err)
		}
	}
}

func thirdOf[A, B any](_ A, _ B, err error) error { return err }
