package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// comparisonSource is a comparison with all that is said of it in an export.
type comparisonSource struct {
	comparison  db.Comparison
	left, right comparedSide
	result      collate.Comparison
	verdicts    map[string]db.DifferenceVerdict
	note        db.Note
}

// comparedSide is a text that is compared.
type comparedSide struct {
	collate.Side
	name string // in plain words
	link string // in Markdown: to its page, or to what it is about
}

// renderComparison makes the page of a comparison.
func renderComparison(s comparisonSource, o renderOptions) page {
	p := page{blocks: map[string]bool{}}
	notes := o.words(s.note.Body, p.blocks)
	mark := db.Strictest(s.left.TLP, s.right.TLP, s.note.Handling, o.handling.markOf(notes))
	if notes != "" {
		notes = join("## Notes", notes)
	}
	title := s.title()
	p.parts = []part{
		{partComparison, join(banner(mark), "# "+heading(title), "- Left: "+s.left.reference()+"\n- Right: "+s.right.reference(), s.finding())},
		{partAligned, s.table()},
		{partDifferences, s.differences()},
		{partNotes, notes},
	}
	p.properties = []property{
		{key: formatKey, values: []string{formatVersion}},
		one("uid", s.comparison.UID),
		one("tlp", mark.Label()),
		one("kind", "comparison"),
		one("title", title),
		many("aliases", title),
		many("texts", s.left.link, s.right.link),
	}
	return p
}

func (s comparisonSource) title() string { return s.left.name + " | " + s.right.name }

// reference links to a text and says where and when it appeared.
func (s comparedSide) reference() string {
	out := s.link
	for _, more := range []string{escapeInline(s.Reference), EDTF(s.Published)} {
		if more != "" {
			out += " · " + more
		}
	}
	return out
}

// finding says in a sentence what the comparison comes to.
func (s comparisonSource) finding() string {
	switch n := len(s.result.Aligned); {
	case s.result.Kind == collate.KindEditions && len(s.result.Changes) == 0:
		return "Two editions with the same words."
	case s.result.Kind == collate.KindEditions:
		return fmt.Sprintf("Two editions of one text; %s.", counted(len(s.result.Changes), "change"))
	case n == 0:
		return "Nothing in the one belongs to anything in the other."
	default:
		return fmt.Sprintf("Two texts about the same matters; %s.", counted(n, "pair of passages", "pairs of passages"))
	}
}

// counted counts things, whose plural ends in -s if none is given.
func counted(n int, word string, plural ...string) string {
	if n != 1 {
		word = append(plural, word+"s")[0]
	}
	return fmt.Sprintf("%d %s", n, word)
}

// tableRow are two passages that belong together; one is empty where only one
// text has it. at is where it stands in the right text.
type tableRow struct {
	left, right string
	at          int
}

// table writes the passages that belong together side by side; of editions
// those in which something changed.
func (s comparisonSource) table() string {
	title, rows := "## Passages that belong together", s.alignedRows()
	if s.result.Kind == collate.KindEditions {
		title, rows = "## What changed", s.changedRows()
	}
	if len(rows) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n| --- | --- |", heading(s.left.name), heading(s.right.name))
	for _, r := range rows {
		fmt.Fprintf(&b, "\n| %s | %s |", r.left, r.right)
	}
	return join(title, b.String())
}

func (s comparisonSource) alignedRows() []tableRow {
	var rows []tableRow
	for _, a := range s.result.Aligned {
		rows = append(rows, tableRow{left: cell(s.left.Text, a.Left), right: cell(s.right.Text, a.Right)})
	}
	return rows
}

// changedRows are in the order of the right text, as the changes are.
func (s comparisonSource) changedRows() []tableRow {
	var rows []tableRow
	inside := make([]bool, len(s.result.Changes))
	for _, a := range s.result.Aligned {
		var taken, put []span.Span
		moved := ""
		for i, c := range s.result.Changes {
			if !within(a.Left, c.Old) || !within(a.Right, c.New) {
				continue
			}
			inside[i] = true
			if c.Kind == diff.Moved {
				moved = "*moved:* "
				continue
			}
			taken, put = append(taken, c.Old), append(put, c.New)
		}
		if taken != nil || moved != "" {
			rows = append(rows, tableRow{cell(s.left.Text, a.Left, taken...), moved + markedCell(s.right.Text, a.Right, "ins", put), a.Right.Start})
		}
	}
	for i, c := range s.result.Changes {
		if !inside[i] {
			rows = append(rows, tableRow{cell(s.left.Text, c.Old, c.Old), markedCell(s.right.Text, c.New, "ins", []span.Span{c.New}), c.New.Start})
		}
	}
	slices.SortStableFunc(rows, func(a, b tableRow) int { return cmp.Compare(a.at, b.at) })
	return rows
}

func within(whole, part span.Span) bool { return whole.Start <= part.Start && part.End <= whole.End }

// cell writes a passage whole into a table, the words that were taken out
// struck through.
func cell(text string, at span.Span, taken ...span.Span) string {
	return markedCell(text, at, "del", taken)
}

// Signs that stand for marks until the words between them are escaped. The texts
// themselves have none of them then.
const (
	markBegins = '\uE000'
	markEnds   = '\uE001'
)

// markedCell writes a passage with some of its words between two tags: signs of
// Markdown mean nothing inside of a word or beside some punctuation.
func markedCell(text string, at span.Span, tag string, marked []span.Span) string {
	marked = slices.Clone(marked)
	slices.SortFunc(marked, func(a, b span.Span) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	plain := func(from, to int) {
		for _, r := range text[from:to] {
			if r == markBegins || r == markEnds {
				r = '\uFFFD'
			}
			b.WriteRune(r)
		}
	}
	done := at.Start
	for _, m := range marked {
		from, to := max(m.Start, done), min(m.End, at.End)
		if from >= to {
			continue
		}
		plain(done, from)
		b.WriteRune(markBegins)
		plain(from, to)
		b.WriteRune(markEnds)
		done = to
	}
	plain(done, at.End)
	lines := strings.Split(strings.TrimSuffix(escapeLines(b.String(), ""), "\n"), "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	return strings.NewReplacer(string(markBegins), "<"+tag+">", string(markEnds), "</"+tag+">").Replace(strings.Join(lines, "<br>"))
}

// differenceTitles are the kinds of difference as headings.
var differenceTitles = map[collate.DifferenceKind]string{
	collate.FiguresDiffer:    "Figures",
	collate.DatesDiffer:      "Dates",
	collate.LikelihoodDiffer: "Likelihood or confidence",
	collate.ActorBlamed:      "Blame",
	collate.SourcedOnce:      "Sources",
}

// differences writes those that the analyst kept: what either text says, where,
// and why both are taken to speak of the same.
func (s comparisonSource) differences() string {
	var out []string
	found := map[string]bool{}
	for _, d := range s.result.Differences {
		v, key := d.Verdict(s.verdicts)
		found[key] = true
		if v != db.DifferenceKept {
			continue
		}
		out = append(out, "### "+cmp.Or(differenceTitles[d.Kind], "Difference")+": "+said(d.LeftSays)+" / "+said(d.RightSays),
			s.left.quote(d.Left), s.right.quote(d.Right), restsOn(d.About))
	}
	var gone []string
	for key, v := range s.verdicts {
		if v == db.DifferenceKept && !found[key] {
			gone = append(gone, key)
		}
	}
	slices.Sort(gone)
	if len(gone) > 0 {
		out = append(out, "These were kept, and are not in the texts as they are compared now:")
		out = append(out, strings.Join(lostLines(gone), "\n"))
	}
	if len(out) == 0 {
		return ""
	}
	return join(append([]string{"## Differences kept"}, out...)...)
}

// said are the words of one side for a heading.
func said(words string) string {
	if words = escapeInline(words); words == "" {
		return "nothing"
	}
	return words
}

// quote writes the sentences around a passage, with what they are from; of an
// empty passage that nothing is said.
func (s comparedSide) quote(at span.Span) string {
	if at.Empty() || !at.Valid(s.Text) {
		return s.link + " says nothing of it."
	}
	at = s.sentencesAround(at)
	words := strings.TrimSuffix(escapeLines(at.Of(s.Text), "> "), "\n")
	if words == "" {
		return ""
	}
	return words + "\n> — " + s.link
}

// sentencesAround widens a passage to the sentences of its block that it is in.
func (s comparedSide) sentencesAround(at span.Span) span.Span {
	for _, b := range s.Blocks {
		block := span.Span{Start: b.Start, End: b.End}
		if !within(block, at) || !block.Valid(s.Text) {
			continue
		}
		wide := at
		for _, sentence := range reading.Sentences(block.Of(s.Text)) {
			sentence.Start, sentence.End = sentence.Start+block.Start, sentence.End+block.Start
			if sentence.Overlaps(at) {
				wide.Start, wide.End = min(wide.Start, sentence.Start), max(wide.End, sentence.End)
			}
		}
		return wide
	}
	return at
}

// restsOn says by what both passages are taken to speak of the same.
func restsOn(about []collate.Reason) string {
	var words []string
	for _, r := range about {
		one := string(r.Rule)
		if w := escapeInline(r.Words); w != "" {
			one += " “" + w + "”"
		}
		words = append(words, one)
	}
	if len(words) == 0 {
		return ""
	}
	return "Both have: " + strings.Join(words, ", ") + "."
}

// lostLines are kept differences of which only the key is left: their kind and
// the words of both sides, line by line.
func lostLines(keys []string) []string {
	var lines []string
	for _, key := range keys {
		kind, says, _ := strings.Cut(key, "\n")
		left, right, _ := strings.Cut(says, "\n")
		lines = append(lines, "- "+cmp.Or(differenceTitles[collate.DifferenceKind(kind)], escapeInline(kind))+": "+said(left)+" / "+said(right))
	}
	return lines
}
