package app

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/lookup"
	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

// lookupRow is a row of the look-up box with what it leads to.
type lookupRow struct {
	shown   widgets.LookupRow
	ref     recordRef // a record or label
	command string    // a command's id
	texts   string    // what the texts are to be searched for, in the Search tab
	found   *foundRow // a passage that a search of the texts found
}

// foundRow is a passage among all that was found.
type foundRow struct {
	results search.Results
	group   int
	passage search.Passage
}

// same reports whether two rows lead to the same.
func (r lookupRow) same(o lookupRow) bool {
	if r.shown.Head || o.shown.Head || r.ref != o.ref || r.command != o.command || (r.texts == "") != (o.texts == "") {
		return false
	}
	if r.found == nil || o.found == nil {
		return r.found == o.found
	}
	a, b := r.found.passage, o.found.passage
	return a.Kind == b.Kind && a.ID == b.ID && a.At == b.At
}

// linked is what a link to the row leads to: the record, or that in which the
// passage stands.
func (r lookupRow) linked() recordRef {
	if r.found != nil {
		return recordRef{r.found.passage.Kind, r.found.passage.ID}
	}
	return r.ref
}

func lookupKindName(kind db.Kind) string {
	switch kind {
	case db.KindBrief:
		return lang.L("Brief")
	case db.KindActor:
		return lang.L("Actor")
	case db.KindSource:
		return lang.L("Source")
	case db.KindAnnotation:
		return lang.L("Annotation")
	case db.KindNote:
		return lang.L("Note")
	case db.KindSavedSearch:
		return lang.L("Search")
	case db.KindComparison:
		return lang.L("Comparison")
	case lookup.KindCommand:
		return lang.L("Command")
	case lookup.KindLabel:
		return lang.L("Label")
	}
	return string(kind)
}

// headRow is a quiet heading.
func headRow(title string) lookupRow {
	return lookupRow{shown: widgets.LookupRow{Title: title, Head: true}}
}

// textsRow offers to search the texts for the words that were looked up.
func textsRow(words string) lookupRow {
	title := lang.L("Search the texts for “{{.Words}}”", map[string]any{"Words": shorten(words, 60)})
	return lookupRow{texts: words, shown: widgets.LookupRow{Kind: lang.L("Texts"), Title: title, Detail: lang.L("in the Search tab")}}
}

// matchRow words a match. label is the beginning of a label that was asked
// for; now tells a day from another.
func matchRow(m lookup.Match, label string, now time.Time) lookupRow {
	e := m.Entry
	title, marks := onOneLine(e.Text, m.Spans)
	if begun := firstRunes(title, utf8.RuneCountInString(label)); e.Kind == lookup.KindLabel && len(marks) == 0 && db.Fold(begun) == db.Fold(label) {
		marks = []widgets.Mark{{End: len(begun)}}
	}
	if e.Kind == db.KindAnnotation && e.Title == "" {
		title, marks = inQuotes(title, marks)
	}
	return lookupRow{
		ref:     recordRef{e.Kind, e.ID},
		command: e.Command,
		shown: widgets.LookupRow{Kind: lookupKindName(e.Kind), Title: title, Marks: marks, Handling: string(e.TLP),
			Detail: joinNonEmpty(" · ", whyText(m), factText(e, now))},
	}
}

// firstRunes is the beginning of a text, so many code points long.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// whyText says why a row matched when the marks do not show it.
func whyText(m lookup.Match) string {
	var whys []string
	letters := 0 // in all its words
	for _, w := range m.Why {
		switch w.Rule {
		case lookup.RuleAlias:
			whys = append(whys, aliasText(m.Entry, w.Of))
		case lookup.RuleLetters:
			letters += w.N
		case lookup.RuleSounds:
			whys = append(whys, w.Typed+" ~ "+w.Found)
		case lookup.RuleOrder:
			whys = append(whys, lang.L("letters in order"))
		}
		// What was found in the context stands at the right for all to see.
	}
	if letters > 0 {
		whys = append(whys, plural(letters, "one letter apart", "{{.N}} letters apart"))
	}
	return joinNonEmpty(", ", whys...)
}

// aliasText says whose other name was matched.
func aliasText(e lookup.Entry, of string) string {
	switch e.Kind {
	case db.KindAnnotation:
		return lang.L("comment")
	case db.KindBrief: // by its publication
		return shorten(of, 44)
	case db.KindNote, lookup.KindCommand: // it is told anyway
		return ""
	}
	return lang.L("alias of {{.Name}}", map[string]any{"Name": shorten(of, 44)})
}

// factText is what helps to tell a row from its likes.
func factText(e lookup.Entry, now time.Time) string {
	switch e.Kind {
	case db.KindBrief:
		return issueAndDay(e.Context)
	case db.KindActor:
		return mentionCount(e.Weight)
	case db.KindSource:
		return citationCount(e.Weight)
	case db.KindAnnotation:
		return joinNonEmpty(" · ", e.Label, shorten(e.Context, 32))
	case db.KindNote:
		return joinNonEmpty(" · ", shorten(e.Context, 40), dayWords(time.UnixMicro(e.Recent), now))
	}
	return e.Context
}

// issueAndDay is the context of a brief with its day the way lists write it.
func issueAndDay(context string) string {
	parts := strings.Split(context, " · ")
	for i, p := range parts {
		if _, err := time.Parse(isoDay, p); err == nil {
			parts[i] = dateText(db.Date{Earliest: p, Latest: p}, true)
		} else if from, err := time.Parse("2006-01", p); err == nil {
			parts[i] = dateText(db.Date{Earliest: from.Format(isoDay), Latest: from.AddDate(0, 1, -1).Format(isoDay)}, true)
		}
	}
	return strings.Join(parts, " · ")
}

func mentionCount(n int) string {
	if n == 0 {
		return ""
	}
	return plural(n, "{{.N}} mention", "{{.N}} mentions")
}

func citationCount(n int) string {
	if n == 0 {
		return ""
	}
	return plural(n, "{{.N}} citation", "{{.N}} citations")
}

// dayWords says a moment the way one remembers it: "12:03" of today,
// "yesterday", "9 Aug 2024".
func dayWords(t, now time.Time) string {
	if t.Unix() <= 0 {
		return ""
	}
	from, now := t.Local(), now.Local()
	switch from.Format(isoDay) {
	case now.Format(isoDay):
		return from.Format("15:04")
	case now.AddDate(0, 0, -1).Format(isoDay):
		return lang.L("yesterday")
	}
	return fmt.Sprintf("%d %s %d", from.Day(), lang.L(from.Month().String()[:3]), from.Year())
}

// recordRow words a record that was opened before.
func recordRow(r record, label db.Label, now time.Time) lookupRow {
	row := lookupRow{ref: r.ref, shown: widgets.LookupRow{Kind: lookupKindName(r.ref.kind), Handling: string(r.handling())}}
	switch r.ref.kind {
	case db.KindBrief:
		row.shown.Title, row.shown.Detail = r.brief.Title, rowDetail(r.brief)
	case db.KindActor:
		row.shown.Title, row.shown.Detail = r.actor.Name, actorKindName(r.actor.Kind)
	case db.KindSource:
		row.shown.Title, row.shown.Detail = r.source.Name, sourceKindName(r.source.Kind)
	case db.KindSavedSearch:
		row.shown.Title, row.shown.Detail = r.search.Name, r.search.Query
	case db.KindComparison:
		row.shown.Title = r.comparison.LeftTitle + " | " + r.comparison.RightTitle
		row.shown.Detail = dayWords(r.comparison.OpenedAt, now)
	case db.KindNote:
		row.shown.Title = noteTitle(r.note)
		row.shown.Detail = joinNonEmpty(" · ", shorten(joinNonEmpty(" ", r.brief.Title, r.actor.Name), 40), dayWords(r.note.ChangedAt, now))
	case db.KindAnnotation:
		words, _ := onOneLine(r.annotation.Quote, nil)
		row.shown.Title, _ = inQuotes(words, nil)
		row.shown.Detail = joinNonEmpty(" · ", label.Name, shorten(r.brief.Title, 40))
	}
	row.shown.Title = oneLine(row.shown.Title)
	return row
}

// passageRow words a passage that a search of the texts found.
func passageRow(f foundRow, title string) lookupRow {
	p := f.passage
	kind := lookupKindName(p.Kind)
	if p.Kind == db.KindAnnotation && p.Label != "" {
		kind = p.Label
	}
	words, marks := onOneLine(p.Snippet, p.Marks)
	return lookupRow{found: &f, shown: widgets.LookupRow{Kind: kind, Title: words, Marks: marks, Detail: shorten(title, 36), Handling: string(p.TLP)}}
}

// commandRow words a command.
func commandRow(c Command) lookupRow {
	return lookupRow{command: c.ID, shown: widgets.LookupRow{Kind: lookupKindName(lookup.KindCommand), Title: commandTitle(c), Detail: c.ShortcutText(onMac())}}
}

// lineBreaks makes one line of a text without moving its bytes.
var lineBreaks = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")

// rowLead is how many bytes of a long text stand before its first mark.
const rowLead = 32

// onOneLine writes a text on one line. One whose first mark lies far in begins
// a few words before it, so that what matched is in view.
func onOneLine(text string, spans []span.Span) (string, []widgets.Mark) {
	cut := 0
	if len(spans) > 0 && spans[0].Start > 2*rowLead && spans[0].Start <= len(text) {
		cut = spans[0].Start - rowLead
		if at := strings.IndexAny(text[cut:spans[0].Start], " \n\t"); at >= 0 {
			cut += at + 1
		}
		for cut < len(text) && !utf8.RuneStart(text[cut]) {
			cut++
		}
	}
	line := lineBreaks.Replace(text[cut:])
	lead := ""
	if cut > 0 {
		lead = "… "
	}
	marks := make([]widgets.Mark, 0, len(spans))
	for _, s := range spans {
		marks = append(marks, widgets.Mark{Start: s.Start - cut + len(lead), End: s.End - cut + len(lead)})
	}
	return lead + line, marks
}

// inQuotes puts a text between quotation marks.
func inQuotes(text string, marks []widgets.Mark) (string, []widgets.Mark) {
	const open, closed = "“", "”"
	for i := range marks {
		marks[i].Start += len(open)
		marks[i].End += len(open)
	}
	return open + text + closed, marks
}
