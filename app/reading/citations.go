package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// Citation is one bracketed group of references in running text.
type Citation struct {
	span.Span // brackets included
	Raw       string
	Items     []CitationItem
}

// CitationItem is one source of a group with its date.
type CitationItem struct {
	span.Span        // the source and its own date
	Signal    string // "see", "see also", "cf." or ""
	Source    string // as written: "TASS", "X/@Name", "lemonde.fr"
	Handle    string // the account on a social platform, "@Name"
	Date      Day    // Written is "" where no date is given
}

// Credit is an image credit: "(Source: Wikimedia Commons)". It names where a
// picture comes from and supports no sentence.
type Credit struct {
	span.Span
	Source string
}

var (
	signalExpr = regexp.MustCompile(`^(?i:(see also|see, e\.g\.|see, for example|see|cf\.?|compare|also|e\.g\.|for example|quoted in|as quoted in|cited in|via|and))[,:]?\s+`)
	creditExpr = regexp.MustCompile(`^(?i:(?:photo|image|picture|map|graphic|photograph)?\s*(?:source|credit|courtesy|photo|image|picture|photograph)s?(?: credit| of| by| courtesy of)?)\s*[:/]\s*|^(?i:courtesy of|photo by|image by)\s+`)
	socialExpr = regexp.MustCompile(`^(?:X|Twitter|Telegram|Facebook|Instagram|YouTube|VK|VKontakte|TikTok|Threads|Bluesky|Mastodon|WhatsApp|Rumble|Weibo|WeChat|LinkedIn|Odnoklassniki|Truth Social)(?:\.com)?\s*(?:[/:,]\s*|\s+)(@?[\p{L}\p{N}_.\-+/@ ]+)$`)
	platform   = regexp.MustCompile(`^(?:X|Twitter|Telegram|Facebook|Instagram|YouTube|VK|VKontakte|TikTok|Threads|Bluesky|Mastodon|WhatsApp|Rumble|Weibo|WeChat|Odnoklassniki|Truth Social)$`)
	atExpr     = regexp.MustCompile(`^@[\p{L}\p{N}_.]+$`)
	webExpr    = regexp.MustCompile(`^(?:https?://\S+|(?:[\p{L}\p{N}-]+\.)+[a-z]{2,12}(?:/\S*)?)$`)
	undated    = regexp.MustCompile(`^(?i:n\.d\.|undated|no date)`)
)

// Citations finds every inline citation of a text. Dates without a year are
// resolved against the publication.
func Citations(text string, published Published) []Citation {
	var out []Citation
	for _, aside := range parentheses(text) {
		if aside.Start > 0 && text[aside.Start-1] == ']' {
			continue // the address of a Markdown link
		}
		if items := itemsOf(text, aside, published); len(items) > 0 {
			out = append(out, Citation{Span: aside, Raw: aside.Of(text), Items: items})
		}
	}
	return out
}

// Credits finds the image credits of a text.
func Credits(text string) []Credit {
	var out []Credit
	for _, aside := range parentheses(text) {
		inner := inside(text, aside)
		if m := creditExpr.FindString(inner.Of(text)); m != "" {
			out = append(out, Credit{aside, strings.TrimSpace(inner.Of(text)[len(m):])})
		}
	}
	return out
}

func inside(text string, aside span.Span) span.Span {
	return trimmed(text, span.Span{Start: aside.Start + 1, End: aside.End - 1})
}

// itemsOf reads the items of a group, or nothing when the bracket is no
// citation: at least one item must carry a date or an address of its own.
func itemsOf(text string, aside span.Span, published Published) []CitationItem {
	inner := inside(text, aside)
	if inner.Empty() || creditExpr.MatchString(inner.Of(text)) {
		return nil
	}
	var items []CitationItem
	certain := false
	for _, segment := range split(text, inner, ';') {
		found, sure := segmentItems(text, segment, items, published)
		items = append(items, found...)
		certain = certain || sure
	}
	if !certain {
		return nil
	}
	return items
}

// segmentItems reads what stands between two semicolons: sources that share
// the date after them, then perhaps further sources with further dates.
func segmentItems(text string, segment span.Span, before []CitationItem, published Published) (items []CitationItem, certain bool) {
	signal := ""
	if m := signalExpr.FindStringSubmatch(segment.Of(text)); m != nil {
		signal = signalName(m[1])
		segment.Start += len(m[0])
	}
	for rest := segment; !rest.Empty(); {
		names, day, end, dated := untilDate(text, rest, published)
		sources := sourcesOf(text, names)
		switch {
		case names.Empty() && dated && len(before)+len(items) > 0:
			sources = []source{sameAs(append(before, items...))}
		case sources == nil:
			return items, certain
		}
		for _, s := range sources {
			if !dated && !s.address && signal == "" && len(before) == 0 {
				return items, certain
			}
			whole := span.Span{Start: s.Start, End: end}
			if s.Empty() {
				whole.Start = day.Start
			}
			items = append(items, CitationItem{Span: whole, Signal: signal, Source: s.name, Handle: s.handle, Date: day})
			certain = certain || dated || s.address || signal != "" && s.words > 1
		}
		rest = trimmed(text, span.Span{Start: end, End: segment.End})
		for !rest.Empty() && strings.ContainsRune(",.", rune(text[rest.Start])) {
			rest = trimmed(text, span.Span{Start: rest.Start + 1, End: rest.End})
		}
	}
	return items, certain
}

func signalName(written string) string {
	switch s := strings.ToLower(written); {
	case strings.HasPrefix(s, "see also"), s == "also":
		return "see also"
	case strings.HasPrefix(s, "see"):
		return "see"
	case strings.HasPrefix(s, "cf"), s == "compare":
		return "cf."
	case s == "and":
		return ""
	default:
		return s
	}
}

// untilDate finds the first date of a passage that ends an item, and what
// stands before it. Without one, names is the whole passage.
func untilDate(text string, s span.Span, published Published) (names span.Span, day Day, end int, dated bool) {
	for i := s.Start; i < s.End; i++ {
		if i > s.Start && !strings.ContainsRune(" ,\n(", rune(text[i-1])) {
			continue
		}
		if m := undated.FindString(text[i:s.End]); m != "" {
			return cutComma(text, span.Span{Start: s.Start, End: i}), Day{}, i + len(m), true
		}
		d, n := dateAt(text[i:s.End])
		if n == 0 || !endsItem(text[i+n:s.End]) {
			continue
		}
		names := trimmed(text, span.Span{Start: s.Start, End: i})
		if d.month == 0 && (names.Empty() || text[names.End-1] != ',') {
			continue // a bare year dates a source only after a comma
		}
		where := span.Span{Start: i, End: i + n}
		day := Day{Span: where, Written: where.Of(text)}
		day.Earliest, day.Latest, day.Rule = d.resolve(published)
		return cutComma(text, names), day, i + n, true
	}
	return s, Day{}, s.End, false
}

func endsItem(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || rest[0] == ',' || rest[0] == '.' && len(rest) == 1 || strings.HasPrefix(rest, "and ") || strings.HasPrefix(rest, "[")
}

func cutComma(text string, s span.Span) span.Span {
	s = trimmed(text, s)
	for !s.Empty() && strings.ContainsRune(",:", rune(text[s.End-1])) {
		s.End--
		s = trimmed(text, s)
	}
	return s
}

type source struct {
	span.Span
	name    string
	handle  string
	address bool // a handle or web address: a source even without a date
	words   int
}

func sameAs(items []CitationItem) source {
	last := items[len(items)-1]
	return source{name: last.Source, handle: last.Handle}
}

// sourcesOf reads the names before a date. Nothing at all comes back when one
// of them cannot be the name of a source: then the bracket is prose.
func sourcesOf(text string, names span.Span) []source {
	if names.Empty() {
		return nil
	}
	if s, ok := sourceOf(text, names); ok && (s.address || !strings.Contains(s.name, ",")) {
		if parts := listed(text, names); len(parts) < 2 || s.address {
			return []source{s}
		}
	}
	var out []source
	for _, part := range listed(text, names) {
		s, ok := sourceOf(text, part)
		if !ok {
			return nil
		}
		if n := len(out); n > 0 && platform.MatchString(out[n-1].name) {
			joined := span.Span{Start: out[n-1].Start, End: s.End}
			if j, ok := sourceOf(text, joined); ok && j.address {
				out[n-1] = j
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// bodies hold "and" in their own names: the list is not cut there.
var bodies = regexp.MustCompile(`(?i)\b(?:minist|department|institut|cent(?:re|er)|office|council|bureau|agency|committee|foundation|commission|association|society|journal|review|studies|affairs)`)

// listed cuts "Reuters, AFP and Le Monde" into its names.
func listed(text string, s span.Span) []span.Span {
	var out []span.Span
	for _, part := range split(text, s, ',') {
		if part.Empty() {
			continue
		}
		words := part.Of(text)
		for _, lead := range []string{"and ", "& "} {
			if strings.HasPrefix(words, lead) {
				part.Start += len(lead)
			}
		}
		words = part.Of(text)
		i := strings.Index(words, " and ")
		if i > 0 && !bodies.MatchString(words) && startsUpper(words[i+5:]) {
			out = append(out, span.Span{Start: part.Start, End: part.Start + i}, span.Span{Start: part.Start + i + 5, End: part.End})
			continue
		}
		out = append(out, part)
	}
	return out
}

// plainWords may stand in lower case within the name of a source.
var plainWords = words(`of the and for in on at to a an de la le les du des et en d l al el ul ash as an bin & y e da do das der die das und von van
	daily weekly monthly magazine website web newspaper paper press release report statement blog channel interview video account page post
	news online radio tv agency service podcast transcript data database communiqué documentary editorial op-ed author author's authors with by
	article briefing bulletin newsletter speech remarks testimony letter survey poll study hearing edition broadcast conference livestream`)

// notSources begin what is dated without being a source.
var notSources = words(`according since until from between during before after as by on in at about around circa born died
	operation battle treaty act resolution law article figure table appendix chapter section annex map box note part article
	amendment accord agreement decree season week day page pages equation q1 q2 q3 q4 early late mid spring summer autumn fall winter`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// mostSourceWords is the length of the longest name taken for a source.
const mostSourceWords = 12

func sourceOf(text string, s span.Span) (source, bool) {
	name := strings.TrimFunc(s.Of(text), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("“”\"*_", r) })
	switch {
	case name == "":
		return source{}, false
	case webExpr.MatchString(name), atExpr.MatchString(name):
		handle := ""
		if name[0] == '@' {
			handle = name
		}
		return source{s, name, handle, true, 1}, true
	}
	if m := socialExpr.FindStringSubmatch(name); m != nil {
		return source{s, name, strings.TrimSpace(m[1]), true, 1}, true
	}
	fields := strings.Fields(name)
	if len(fields) > mostSourceWords || notSources[strings.ToLower(strings.Trim(fields[0], ".,"))] || !startsName(name) {
		return source{}, false
	}
	for _, w := range fields {
		bare := strings.Trim(w, "“”\"'’().,:")
		if bare != "" && !startsUpper(bare) && !plainWords[strings.ToLower(bare)] && !particle(bare) {
			return source{}, false
		}
	}
	return source{s, name, "", false, len(fields)}, true
}

// particle admits "al-Akhbar", "d’Ivoire", "iStories", "24.kg" and numbers.
func particle(word string) bool {
	if strings.ContainsAny(word, ".@/") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(word)
	if unicode.IsDigit(r) {
		return true
	}
	i := strings.IndexFunc(word, unicode.IsUpper)
	return i > 0 && i <= 4
}

func startsName(name string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(name, "“\"'’‘("))
	if unicode.IsDigit(r) {
		first, rest, _ := strings.Cut(name, " ")
		return strings.ContainsAny(first, ".") || startsUpper(rest)
	}
	return startsUpper(name) || unicode.IsLetter(r) && !unicode.IsLower(r) || particle(strings.Fields(name)[0])
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"'’‘("))
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
