package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

// tableOf are the words of the cells of the only table of a document, row by
// row, as a reader of GitHub's Markdown sees them; what was inserted or deleted
// is between braces.
func tableOf(t rapid.TB, markdown string) (rows [][]string) {
	t.Helper()
	source := []byte(markdown)
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	tables := 0
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *east.Table:
			if entering {
				tables++
			}
		case *east.TableHeader, *east.TableRow:
			if entering {
				rows = append(rows, nil)
			}
		case *east.TableCell:
			if entering {
				rows[len(rows)-1] = append(rows[len(rows)-1], cellWords(t, n, source))
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	if err != nil || tables != 1 {
		t.Fatalf("%d tables, %v, in\n%s", tables, err, markdown)
	}
	return rows
}

func cellWords(t rapid.TB, cell ast.Node, source []byte) string {
	var b strings.Builder
	for n := cell.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Value(source)))
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(source))
		case *ast.RawHTML:
			switch tag := string(n.Segments.Value(source)); tag {
			case "<br>":
				b.WriteString("\n")
			case "<ins>", "<del>":
				b.WriteString("{")
			case "</ins>", "</del>":
				b.WriteString("}")
			default:
				t.Fatalf("a tag %s in a cell", tag)
			}
		case *ast.Emphasis:
			b.WriteString("(" + cellWords(t, n, source) + ")")
		default:
			t.Fatalf("a cell has a %s", n.Kind())
		}
	}
	return b.String()
}

// sideWith is a side whose blocks are the lines of its text.
func sideWith(name, words string) comparedSide {
	s := comparedSide{Side: collate.Side{Title: name, Text: words}, name: name, link: "[[" + name + "]]"}
	at := 0
	for line := range strings.SplitAfterSeq(words, "\n") {
		if end := at + len(strings.TrimSuffix(line, "\n")); end > at {
			s.Blocks = append(s.Blocks, db.Block{Kind: db.KindParagraph, Start: at, End: end})
		}
		at += len(line)
	}
	return s
}

func (s comparedSide) at(words string) span.Span {
	start := strings.Index(s.Text, words)
	return span.Span{Start: start, End: start + len(words)}
}

func TestComparisonPage(t *testing.T) {
	t.Parallel()
	// given two texts about the same, with a difference that was kept, one that
	// was dismissed, and one that is not found any more
	left := sideWith("Olive | trees", "Raid\nAt dawn the raid killed 84 people. Ménaka was quiet.")
	right := sideWith("Palms", "The raid in Ménaka killed at least 47.\nNobody came.")
	left.Reference, left.Published = "Sahel Review 7/3", db.Date{Earliest: "2024-08-19", Latest: "2024-08-19"}
	s := comparisonSource{comparison: db.Comparison{UID: "uid"}, left: left, right: right,
		result: collate.Comparison{Kind: collate.KindMatters,
			Aligned: []collate.Aligned{{Left: span.Span{Start: left.Blocks[1].Start, End: left.Blocks[1].End}, Right: span.Span{Start: 0, End: right.Blocks[0].End}}},
			Differences: []collate.Difference{
				{Kind: collate.FiguresDiffer, Left: left.at("84 people"), Right: right.at("at least 47"), LeftSays: "84 people", RightSays: "at least 47", Key: "figures\n84 people\nat least 47",
					About: []collate.Reason{{Rule: collate.SharedPlace, Words: "Ménaka"}, {Rule: collate.SharedWord, Words: "raid"}}},
				{Kind: collate.DatesDiffer, Left: left.at("dawn"), LeftSays: "dawn", Key: "dates\ndawn\n"},
				{Kind: collate.SourcedOnce, Left: left.at("quiet"), LeftSays: "quiet", Key: "source\nquiet\n"},
			}},
		verdicts: map[string]db.DifferenceVerdict{"figures\n84 people\nat least 47": db.DifferenceKept, "dates\ndawn\n": db.DifferenceDismissed,
			"source\nquiet\n": db.DifferenceKept, "actor\nthe *front*\n": db.DifferenceKept},
		note: db.Note{Body: "See [[Palms]].\n\n```\nopen"}}
	// when it is written
	got := renderComparison(s, renderOptions{}).document()
	// then it has all of it
	want := `# Olive \| trees \| Palms

- Left: [[Olive | trees]] · Sahel Review 7/3 · 2024-08-19
- Right: [[Palms]]

Two texts about the same matters; 1 pair of passages.

## Passages that belong together

| Olive \| trees | Palms |
| --- | --- |
| At dawn the raid killed 84 people. Ménaka was quiet. | The raid in Ménaka killed at least 47. |

## Differences kept

### Figures: 84 people / at least 47

> At dawn the raid killed 84 people.
> — [[Olive | trees]]

> The raid in Ménaka killed at least 47.
> — [[Palms]]

Both have: place “Ménaka”, word “raid”.

### Sources: quiet / nothing

> Ménaka was quiet.
> — [[Olive | trees]]

[[Palms]] says nothing of it.

These were kept, and are not in the texts as they are compared now:

- Blame: the \*front\* / nothing

## Notes

See [[Palms]].

` + "```\nopen\n```\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestComparisonPage_SaysPlainly(t *testing.T) {
	t.Parallel()
	for want, result := range map[string]collate.Comparison{
		"Two editions with the same words.":                        {Kind: collate.KindEditions, Aligned: []collate.Aligned{{Left: span.Span{End: 3}, Right: span.Span{End: 3}, Score: 1}}},
		"Nothing in the one belongs to anything in the other.":     {Kind: collate.KindMatters},
		"Two editions of one text; 2 changes.":                     {Kind: collate.KindEditions, Changes: []diff.Change{{Kind: diff.Inserted, New: span.Span{End: 3}}, {Kind: diff.Deleted, Old: span.Span{End: 3}}}},
		"Two texts about the same matters; 2 pairs of passages.\n": {Kind: collate.KindMatters, Aligned: make([]collate.Aligned, 2)},
	} {
		s := comparisonSource{left: sideWith("A", "One"), right: sideWith("B", "Two"), result: result}
		got := renderComparison(s, renderOptions{}).document()
		if !strings.Contains(got, want) {
			t.Errorf("it says\n%s\nwant %q", got, want)
		}
		if strings.HasSuffix(want, ".") && len(result.Changes) == 0 && strings.Contains(got, "|--") {
			t.Errorf("there is a table of nothing in\n%s", got)
		}
	}
}

func TestComparisonPage_Editions(t *testing.T) {
	t.Parallel()
	// given an edition in which words changed, a paragraph moved, and one each
	// came and went
	left := sideWith("Old", "Title\nIt killed 84 | people.\nGone now.\nAn aside.\nThe end.")
	right := sideWith("New", "Title\nAn aside.\nIt killed 47 | people today.\nThe end.\nAdded.")
	block := func(s comparedSide, i int) span.Span {
		return span.Span{Start: s.Blocks[i].Start, End: s.Blocks[i].End}
	}
	pair := func(i, j int) collate.Aligned { return collate.Aligned{Left: block(left, i), Right: block(right, j)} }
	after := left.at("people").End
	s := comparisonSource{left: left, right: right, result: collate.Comparison{Kind: collate.KindEditions,
		Aligned: []collate.Aligned{pair(0, 0), pair(1, 2), pair(3, 1), pair(4, 3)},
		Changes: []diff.Change{
			{Kind: diff.Moved, Old: block(left, 3), New: block(right, 1)},
			{Kind: diff.Changed, Old: left.at("84"), New: right.at("47")},
			{Kind: diff.Inserted, Old: span.Span{Start: after, End: after}, New: right.at(" today")},
			{Kind: diff.Deleted, Old: block(left, 2), New: span.Span{Start: block(right, 2).End, End: block(right, 2).End}},
			{Kind: diff.Inserted, Old: span.Span{Start: len(left.Text), End: len(left.Text)}, New: block(right, 4)},
		}}}
	// then only what changed is in the table, in the order of the new text
	want := [][]string{{"Old", "New"},
		{"An aside.", "(moved:) An aside."},
		{"It killed {84} | people.", "It killed {47} | people{ today}."},
		{"{Gone now.}", ""},
		{"", "{Added.}"}}
	if diff := cmp.Diff(want, tableOf(t, s.table())); diff != "" {
		t.Error(diff, "\n", s.table())
	}
}

// TestComparisonPage_AnyWords puts whatever words there are into the table, and
// wants a reader of it to see them, side by side.
func TestComparisonPage_AnyWords(t *testing.T) {
	t.Parallel()
	words := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("a|\\`*_~=%<>&#;[]^$-:.1( \n\t\r\u2028\ufeff\ue000\ue001é🛰")), 0, 40, -1))
	rapid.Check(t, func(t *rapid.T) {
		left, right := sideWith("L", words.Draw(t, "left")), sideWith("R", words.Draw(t, "right"))
		part := func(s comparedSide, label string) span.Span {
			var bounds []int
			for i := range s.Text {
				bounds = append(bounds, i)
			}
			bounds = append(bounds, len(s.Text))
			a, b := rapid.SampledFrom(bounds).Draw(t, label+" from"), rapid.SampledFrom(bounds).Draw(t, label+" to")
			return span.Span{Start: min(a, b), End: max(a, b)}
		}
		whole := collate.Aligned{Left: span.Span{End: len(left.Text)}, Right: span.Span{End: len(right.Text)}}
		matters := comparisonSource{left: left, right: right, result: collate.Comparison{Kind: collate.KindMatters, Aligned: []collate.Aligned{whole, whole}}}
		row := []string{plainLines(left.Text), plainLines(right.Text)}
		if got, want := tableOf(t, matters.table()), [][]string{{"L", "R"}, row, row}; !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%q, want %q, of\n%s", got, want, matters.table())
		}
		// and with any words marked, all of them are there
		change := diff.Change{Kind: diff.Changed, Old: part(left, "old"), New: part(right, "new")}
		editions := comparisonSource{left: left, right: right, result: collate.Comparison{Kind: collate.KindEditions, Aligned: []collate.Aligned{whole}, Changes: []diff.Change{change}}}
		got := tableOf(t, editions.table())
		if len(got) != 2 || len(got[1]) != 2 {
			t.Fatalf("%q of\n%s", got, editions.table())
		}
		bare := strings.NewReplacer("{", "", "}", "")
		for i, want := range row {
			if squeezed(bare.Replace(got[1][i])) != squeezed(bare.Replace(want)) {
				t.Fatalf("%q, want %q, of\n%s", got[1][i], want, editions.table())
			}
		}
	})
}

// plainLines are the lines of a text without what no file may have.
func plainLines(s string) string {
	var lines []string
	for line := range strings.SplitSeq(clean(s), "\n") {
		if line = strings.TrimSpace(strings.NewReplacer(string(markBegins), "\uFFFD", string(markEnds), "\uFFFD").Replace(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
