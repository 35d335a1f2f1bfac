package app

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/db"
)

// How much is told of a query that is longer than anybody types, in bytes and
// in code points of one part.
const (
	longestReading = 600
	longestPart    = 200
)

// readAs says how a query was read: "Read as: the word “azawad”, published on
// or after 1 January 2024"; "" when it asks for nothing.
func readAs(readings []search.Reading) string {
	var b strings.Builder
	for i, r := range readings {
		if b.Len() > longestReading {
			b.WriteString(" …")
			break
		}
		r.Of = shorten(r.Of, longestPart)
		switch {
		case i == 0:
		case r.Or:
			b.WriteString(" " + lang.L("or") + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(strings.Repeat("(", r.Open) + readingText(r) + strings.Repeat(")", r.Close))
	}
	if b.Len() == 0 {
		return ""
	}
	return lang.L("Read as: {{.What}}", map[string]any{"What": b.String()})
}

// readingText says what one part of a query asks for.
func readingText(r search.Reading) string {
	text := readingOf(r)
	if r.Not {
		return lang.L("not {{.What}}", map[string]any{"What": text})
	}
	return text
}

func readingOf(r search.Reading) string {
	of := map[string]any{"Of": r.Of}
	switch r.Rule {
	case search.ReadWord:
		return lang.L("the word “{{.Of}}”", of)
	case search.ReadPhrase:
		return lang.L("the phrase “{{.Of}}”", of)
	case search.ReadPrefix:
		return lang.L("words that begin with “{{.Of}}”", of)
	case search.ReadNear:
		words, within, _ := strings.Cut(r.Of, " (≤ ")
		return lang.L("“{{.Of}}” with at most {{.N}} words between", map[string]any{"Of": strings.ReplaceAll(words, " … ", "”, “"), "N": strings.TrimSuffix(within, ")")})
	case search.ReadTitle:
		return lang.L("“{{.Of}}” in the title", of)
	case search.ReadPublication:
		return lang.L("published in {{.Of}}", of)
	case search.ReadActor:
		return lang.L("mentions {{.Of}}", of)
	case search.ReadSource:
		return lang.L("cites {{.Of}}", of)
	case search.ReadLabel:
		return lang.L("labelled {{.Of}}", of)
	case search.ReadBefore:
		return lang.L("published before {{.Day}}", map[string]any{"Day": readDay(r.Of)})
	case search.ReadAfter:
		return lang.L("published on or after {{.Day}}", map[string]any{"Day": readDay(r.Of)})
	case search.ReadOn:
		return lang.L("published during {{.Day}}", map[string]any{"Day": readDay(r.Of)})
	case search.ReadHandled:
		if r.Of == "none" {
			return lang.L("without a handling mark")
		}
		return lang.L("marked {{.Of}}", of)
	case search.ReadIn:
		return lang.L("only in {{.Of}}", map[string]any{"Of": readPlace(r.Of)})
	}
	return r.Of
}

// readDay writes a day of a query as dates are written elsewhere.
func readDay(day string) string {
	return dateText(db.Date{Written: day, Earliest: day, Latest: day}, false)
}

// readPlace names what is looked in.
func readPlace(place string) string {
	switch strings.ToLower(place) {
	case "brief", "briefs":
		return lang.L("briefs")
	case "note", "notes":
		return lang.L("notes")
	case "annotation", "annotations":
		return lang.L("annotations")
	case "title", "titles":
		return lang.L("titles")
	}
	return place
}

// remarkText says where a query was read otherwise than it may have been
// meant.
func remarkText(r search.Remark) string {
	args := map[string]any{"Of": shorten(r.Of, longestPart), "As": shorten(r.As, longestPart)}
	switch r.Rule {
	case search.RemarkUnclosedQuote:
		return lang.L("The quote never closes, so the phrase goes to the end.")
	case search.RemarkUnclosedBracket:
		if r.Of == ")" {
			return lang.L("A bracket closes that was never opened; it is left out.")
		}
		return lang.L("A bracket never closes, so it goes to the end.")
	case search.RemarkNoField:
		return lang.L("There is no field “{{.Of}}:”, so “{{.As}}” are words to look for.", args)
	case search.RemarkNoActor:
		return lang.L("No actor has a name like “{{.Of}}”; it is looked for as words.", args)
	case search.RemarkNoSource:
		return lang.L("No source has a name like “{{.Of}}”; it is looked for as words.", args)
	case search.RemarkNoLabel:
		return lang.L("No label begins with “{{.Of}}”; it is looked for as words.", args)
	case search.RemarkNoDate:
		return lang.L("“{{.Of}}” is no date, so it is left out. Write 2024, 2024-08 or 19 August 2024.", args)
	case search.RemarkNoPlace:
		if r.As == "" {
			return lang.L("“{{.Of}}” cannot be left out of a search; it does nothing.", args)
		}
		return lang.L("One can look in briefs, notes, annotations or titles. “{{.Of}}” is looked for as words.", args)
	case search.RemarkNoMark:
		return lang.L("The marks are clear, green, amber, amber+strict, red and none. “{{.Of}}” is looked for as words.", args)
	case search.RemarkEmpty:
		return lang.L("There is nothing for “{{.Of}}” to work on; it is left out.", args)
	case search.RemarkOnlyNot:
		return lang.L("The search only leaves out, so all other briefs are shown.")
	case search.RemarkShortPrefix:
		return lang.L("“{{.Of}}” is too short to be the beginning of a word; it is looked for as the word “{{.As}}”.", args)
	case search.RemarkPunctuation:
		return lang.L("“{{.Of}}” has no words in it; it is left out.", args)
	case search.RemarkNotNear:
		return lang.L("Only words and phrases can be near each other, so “{{.Of}}” is read as {{.As}}.", args)
	case search.RemarkTooLong:
		return lang.L("The search is too long; the rest of it is left out.")
	}
	return r.Of
}

// foundKinds is how many groups and documents of each kind a search found.
type foundKinds struct {
	briefs, notes, annotations int
	free                       int // groups that belong to no brief
}

func kindsFound(r search.Results) foundKinds {
	var n foundKinds
	for _, g := range r.Groups {
		if g.BriefID != 0 {
			n.briefs++
		} else {
			n.free++
		}
		for _, h := range g.Hits {
			switch h.Kind {
			case db.KindNote:
				n.notes++
			case db.KindAnnotation:
				n.annotations++
			}
		}
	}
	return n
}

// foundText says how much was found: "23 briefs · 2 notes · 4 annotations".
func foundText(n foundKinds) string {
	var briefs, notes, marks string
	if n.briefs > 0 {
		briefs = plural(n.briefs, "{{.N}} brief", "{{.N}} briefs")
	}
	if n.notes > 0 {
		notes = plural(n.notes, "{{.N}} note", "{{.N}} notes")
	}
	if n.annotations > 0 {
		marks = plural(n.annotations, "{{.N}} annotation", "{{.N}} annotations")
	}
	return joinNonEmpty(" · ", briefs, notes, marks)
}
