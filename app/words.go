package app

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
)

// isoDay is the form of db.Date's days.
const isoDay = "2006-01-02"

// dateText says a date as precisely as it is known: "9 August 2024" (short:
// "9 Aug 2024"), "August 2024", "2024", or as it was written.
func dateText(d db.Date, short bool) string {
	from, err := time.Parse(isoDay, d.Earliest)
	if err != nil {
		return d.Written
	}
	to, err := time.Parse(isoDay, d.Latest)
	if err != nil {
		to = from
	}
	month := monthName(from.Month())
	if short {
		month = lang.L(from.Month().String()[:3])
	}
	lastOfMonth := to.AddDate(0, 0, 1).Day() == 1
	switch {
	case from.Equal(to):
		return fmt.Sprintf("%d %s %d", from.Day(), month, from.Year())
	case from.Day() == 1 && lastOfMonth && from.Month() == to.Month() && from.Year() == to.Year():
		return fmt.Sprintf("%s %d", month, from.Year())
	case from.YearDay() == 1 && lastOfMonth && to.Month() == time.December && from.Year() == to.Year():
		return strconv.Itoa(from.Year())
	}
	if d.Written != "" {
		return d.Written
	}
	return d.Earliest + "–" + d.Latest
}

// monthName is the name of a month.
func monthName(m time.Month) string { return lang.L(m.String()) }

// yearOf is the year a brief is filed under; "" when it is not known.
func yearOf(d db.Date) string {
	if len(d.Earliest) >= 4 {
		return d.Earliest[:4]
	}
	return ""
}

// issueText is volume and issue as lists and citations show them: "7/3", "7",
// "no. 3".
func issueText(b db.Brief) string {
	switch {
	case b.Volume != "" && b.Issue != "":
		return b.Volume + "/" + b.Issue
	case b.Volume != "":
		return b.Volume
	case b.Issue != "":
		return lang.L("no. {{.N}}", map[string]any{"N": b.Issue})
	}
	return ""
}

// rowDetail is the second line of a brief in a list: "Sahel Review 7/3 · 9
// Aug 2024", or how long it is where neither is known.
func rowDetail(b db.Brief) string {
	detail := joinNonEmpty(" · ", joinNonEmpty(" ", b.Publication, issueText(b)), dateText(b.Published, true))
	if detail == "" {
		return plural(b.Words, "{{.N}} word", "{{.N}} words")
	}
	return detail
}

// metaLine is the quiet line under a brief's title.
func metaLine(b db.Brief) string {
	volume := ""
	switch {
	case b.Volume != "" && b.Issue != "":
		volume = lang.L("volume {{.V}}, issue {{.I}}", map[string]any{"V": b.Volume, "I": b.Issue})
	case b.Volume != "":
		volume = lang.L("volume {{.V}}", map[string]any{"V": b.Volume})
	case b.Issue != "":
		volume = lang.L("issue {{.I}}", map[string]any{"I": b.Issue})
	}
	words := plural(b.Words, "{{.N}} word", "{{.N}} words")
	return joinNonEmpty(" · ", b.TLP.Label(), b.Series, b.Publication, volume, dateText(b.Published, false), b.Author, words)
}

// citation is the source of a quote in brackets after it: "(Sahel Review,
// Vol. 7, Issue 3, 9 August 2024, p. 12, TLP:GREEN)". Pages are those of the passage, "" for
// none.
func citation(b db.Brief, pages string) string {
	volume, issue := "", ""
	if b.Volume != "" {
		volume = lang.L("Vol. {{.V}}", map[string]any{"V": b.Volume})
	}
	if b.Issue != "" {
		issue = lang.L("Issue {{.I}}", map[string]any{"I": b.Issue})
	}
	source := b.Publication
	if source == "" {
		source = b.Title
	}
	return joinNonEmpty(", ", source, volume, issue, dateText(b.Published, false), pageText(pages), b.TLP.Label())
}

// pageText is how a citation gives the pages of a passage: "p. 7", "pp. 7–8".
func pageText(pages string) string {
	switch {
	case pages == "":
		return ""
	case strings.Contains(pages, "–"):
		return lang.L("pp. {{.P}}", map[string]any{"P": pages})
	}
	return lang.L("p. {{.P}}", map[string]any{"P": pages})
}

// quoteWithCitation is what C copies.
func quoteWithCitation(quote string, b db.Brief, pages string) string {
	return "“" + oneLine(quote) + "” (" + citation(b, pages) + ")"
}

// quoteBlock is a quote as it goes into notes: Markdown's quote signs on
// every line and the source beneath.
func quoteBlock(quote string, b db.Brief, pages string) string {
	source := joinNonEmpty(" ", b.Publication, issueText(b))
	if source == "" {
		source = b.Title
	}
	return quoteOf(quote, joinNonEmpty(", ", source, dateText(b.Published, false), pageText(pages), b.TLP.Label()))
}

// quoteOf is a quote with the words that say where it is from.
func quoteOf(quote, source string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(quote), "\n") {
		out.WriteString(strings.TrimRight("> "+line, " ") + "\n")
	}
	out.WriteString(">\n> — " + source + "\n\n")
	return out.String()
}

func joinNonEmpty(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// oneLine folds all white space to single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// shorten cuts a text to at most n code points at a word's end, with an
// ellipsis.
func shorten(s string, n int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:n]
	cut := string(r)
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// number writes a count with thin spaces between thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// plural picks the words for a count; both are keys of translations and hold
// {{.N}}.
func plural(n int, one, many string) string {
	if n == 1 {
		return lang.L(one, map[string]any{"N": number(n)})
	}
	return lang.L(many, map[string]any{"N": number(n)})
}

// splitTags reads a comma-separated list.
func splitTags(s string) []string {
	tags := []string{}
	for t := range strings.SplitSeq(s, ",") {
		if t = oneLine(t); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}
