package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"sidelight/app/span"
)

// group reads the segments of one bracket, the passages between semicolons.
type group struct {
	text      string
	published Published
	items     []CitationItem
	open      int  // items from here on have no date yet and may share the next one
	certain   bool // something in it can only be a citation
}

// run is what is being read of one segment: names that wait for their date.
type run struct {
	signal  string
	names   []source
	days    []span.Span // "3" of "3 and 10 June"
	items   []CitationItem
	dated   []date // the date of each item
	last    date   // the date read last, with its month
	details bool   // an interview: what follows until the date belongs to it
}

var (
	signalExpr = regexp.MustCompile(`^(?i:(see also|but see|also see|and see|see, e\.g\.|see e\.g\.|see, for example|see for example|see|voir aussi|voir|cf\.?|compare|also|e\.g\.|` +
		`(?:for|on|regarding|about)\s[^;()\d]{0,60}\bsee(?: also)?|for example|for instance|quoted in|as quoted in|cited in|via|and|` +
		`(?:as )?(?:first |originally )?(?:reported|published|broadcast) (?:by|in|on)))(?:[,:]\s*|[*_]*\s+)`)
	undated     = regexp.MustCompile(`^(?i:n\.d\.|undated|no date|s\.d\.)`)
	dayList     = regexp.MustCompile(`^\d{1,2}(?:\s?(?:,|and|&|et)\s?\d{1,2})+\s\p{L}`) // before its month
	beforeDate  = regexp.MustCompile(`^(?i:(?:last |first )?(?:accessed|retrieved|consulted|updated|modified|visited|published|posted|dated|consulté)(?:\s(?:on|le))?:?\s+)`)
	otherMonths = regexp.MustCompile(`^(?:\d{1,2}\s` + calendars + `\b[\p{L}’' \-]{0,14}\s|` + calendars + `\s\d{1,2},?\s)1[34]\d\d\b`)
)

// calendars are the months of the Persian and the Muslim calendar.
const calendars = `(?:Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand|` +
	`Muharram|Safar|Rabi|Jumada|Rajab|Sha[’']?ban|Ramadan|Shawwal|Dhu)`

// The first words of what the expressions above match: most parts begin with
// another one and need no look.
var (
	signals    = words("see but also and voir cf cf. compare e.g. for on regarding about quoted as cited via first originally reported published broadcast")
	references = words("see but also voir cf cf. compare")
	dateLeads  = words("last first accessed retrieved consulted updated modified visited published posted dated consulté")
)

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \n,:"); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.Trim(s, "*_"))
}

func signalOf(s string) []string {
	if !signals[firstWord(s)] {
		return nil
	}
	return signalExpr.FindStringSubmatch(s)
}

func undatedAt(s string) string {
	if s == "" || !strings.ContainsRune("nNuUsS", rune(s[0])) {
		return ""
	}
	return undated.FindString(s)
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func otherCalendar(s string) int {
	if start := firstOf(s, 40); !strings.Contains(start, " 13") && !strings.Contains(start, " 14") {
		return 0
	}
	return len(otherMonths.FindString(s))
}

// read reads one segment: names that share the date after them, then perhaps
// further names with further dates. Prose leaves no items.
func (g *group) read(segment span.Span) {
	r := run{}
	for segment.Start < segment.End && strings.ContainsRune("*_", rune(g.text[segment.Start])) {
		segment.Start++ // emphasis left from another format
	}
	if m := signalOf(segment.Of(g.text)); m != nil {
		r.signal = signalName(m[1])
		segment.Start += len(m[0])
	}
	for rest := g.dateFirst(&r, segment); !rest.Empty(); {
		n := g.step(&r, rest)
		if n <= 0 {
			break // prose: what was read before it stands
		}
		rest.Start += n
		rest.Start += joinLen(rest.Of(g.text))
	}
	g.settle(&r)
}

// joinLen measures what stands between the parts of a segment: punctuation,
// blanks, "and".
func joinLen(rest string) int {
	n := 0
	for n < len(rest) {
		if strings.IndexByte(",. \n\t", rest[n]) >= 0 {
			n++
			continue
		}
		before := n
		for _, word := range []string{"and", "et", "&"} {
			if after, ok := strings.CutPrefix(rest[n:], word); ok && after != "" && (after[0] == ' ' || after[0] == '\n') {
				n += len(word)
			}
		}
		if n == before {
			break
		}
	}
	return n
}

// step reads one part of a segment and says how many bytes it took, 0 when
// it cannot be a part of a citation.
func (g *group) step(r *run, rest span.Span) int {
	words := rest.Of(g.text)
	if m := undatedAt(words); m != "" {
		r.close(Day{}, date{}, rest.Start+len(m))
		g.certain = g.certain || len(r.items) > 0
		g.open = len(g.items) // it says so itself: it waits for no date
		return len(m)
	}
	if n, ok := g.dateAt(r, rest); ok {
		return n
	}
	if len(r.names)+len(r.items) == 0 {
		if n := quotedName(words); n > 0 && g.names(r, span.Span{Start: rest.Start, End: rest.Start + n}) {
			return n
		}
	}
	if n := remark(words); n > 0 {
		return n
	}
	if len(r.items)+len(r.names) > 0 && references[firstWord(words)] {
		if m := signalExpr.FindStringSubmatch(words); m != nil {
			r.signal = signalName(m[1])
			return len(m[0])
		}
	}
	part := trimmed(g.text, firstPart(g.text, rest, ','))
	part.End = part.Start + nameEnd(part.Of(g.text))
	if part = trimmed(g.text, part); part.Empty() {
		return 0
	}
	if (len(r.names) > 0 || len(r.items) > 0) && (r.details || isDetail(part.Of(g.text))) {
		return part.End - rest.Start
	}
	if !g.names(r, span.Span{Start: part.Start, End: part.Start + ownName(part.Of(g.text))}) {
		r.names = nil // prose: the names before it were a part of it
		return 0
	}
	return part.End - rest.Start
}

// names takes the names of a part; they wait for their date.
func (g *group) names(r *run, part span.Span) bool {
	found := sourcesOf(g.text, part, r.signal != "")
	for _, s := range found {
		if n := len(r.names); n > 0 && s.handle != "" && platform.MatchString(r.names[n-1].name) {
			joined := span.Span{Start: r.names[n-1].Start, End: s.End}
			s.Span, s.name = joined, oneLine(joined.Of(g.text))
			r.names = r.names[:n-1]
		}
		r.names = append(r.names, s)
		r.details = s.private
	}
	return found != nil
}

// republishers stand between an outlet and where its piece was read: "AFP via
// Barron’s" is AFP.
var republishers = []string{" via ", " citing ", " quoting ", " accessed ", " updated ", " retrieved "}

// ownName is where the name of the outlet itself ends.
func ownName(part string) int {
	end := len(part)
	for _, word := range republishers {
		if i := strings.Index(part[:end]+" ", word); i > 0 {
			end = i
		}
	}
	return end
}

// quotedName measures an outlet in quotation marks, which its date follows; a
// title is followed by its outlet.
func quotedName(words string) int {
	if r, _ := utf8.DecodeRuneInString(words); !strings.ContainsRune("“«\"", r) {
		return 0
	}
	n := len(quotation.FindString(words))
	if _, k := dateAt(words[n+joinLen(words[n:]):]); k == 0 {
		return 0
	}
	return n
}

// nameEnd is where a name without a comma after it gives way to its date:
// "TASS August 19".
func nameEnd(part string) int {
	for i := 1; i < len(part); i++ {
		if part[i-1] != ' ' && part[i-1] != '\n' {
			continue
		}
		if undatedAt(part[i:]) != "" {
			return i
		}
		if d, n := dateAt(part[i:]); n > 0 && (d.month > 0 || authors(part[:i])) && endsItem(part[i+n:]) {
			return i
		}
	}
	return len(part)
}

// authors: names as a bibliography writes them, before a year ("Raleigh et al. 2010").
func authors(names string) bool { return strings.Contains(names, " et al") }

// close gives the waiting names their date.
func (r *run) close(day Day, d date, end int) {
	for _, s := range r.names {
		whole := span.Span{Start: s.Start, End: end}
		if s.Empty() { // the source that was named before
			whole.Start = day.Start
		}
		r.items = append(r.items, CitationItem{Span: whole, Signal: r.signal, Source: s.name, Handle: s.handle, Date: day})
		r.dated = append(r.dated, d)
	}
	r.names, r.details = nil, false
}

// settle takes over what was read of a segment.
func (g *group) settle(r *run) {
	r.yearsBackwards()
	if len(r.items) > 0 && r.items[0].Date.Written != "" {
		g.share(r.items[0].Date)
	}
	g.items = append(g.items, r.items...)
	if len(r.items) > 0 {
		g.open = len(g.items)
	}
	for _, s := range r.names {
		if s.private {
			continue // an interview without a date is prose
		}
		g.items = append(g.items, CitationItem{Span: s.Span, Signal: r.signal, Source: s.name, Handle: s.handle})
		g.certain = g.certain || s.address && (s.handle == "" || strings.ContainsAny(s.name, "@/")) || r.signal != "" && s.words > 1
		if s.page {
			g.open = len(g.items)
		}
	}
}

// share gives the items that wait for a date the one that comes next:
// "(Vedomosti; Izvestia, June 1)".
func (g *group) share(day Day) {
	for i := g.open; i < len(g.items); i++ {
		g.items[i].Date = day
	}
	g.open = len(g.items)
}

// yearsBackwards settles "November 17, December 8, 2020" of one source: a
// date takes the year of the one after it, not that of the publication.
func (r *run) yearsBackwards() {
	for i := len(r.items) - 2; i >= 0; i-- {
		here, next := &r.items[i], r.items[i+1]
		if here.Source != next.Source || r.dated[i].year > 0 || r.dated[i].day == 0 || r.dated[i+1].year == 0 || next.Date.Latest == "" {
			continue
		}
		r.dated[i].year = r.dated[i+1].year
		here.Date.Earliest, here.Date.Latest, _ = r.dated[i].resolve(Published{})
		here.Date.Rule = "the year of the date after it"
	}
}

func sameAs(last CitationItem) source { return source{name: last.Source, handle: last.Handle} }

func signalName(written string) string {
	switch s := strings.ToLower(written); {
	case strings.HasPrefix(s, "see also"), s == "also", s == "also see":
		return "see also"
	case strings.HasPrefix(s, "see"), strings.HasSuffix(s, " see"):
		return "see"
	case strings.HasPrefix(s, "cf"), s == "compare":
		return "cf."
	case s == "and", strings.HasSuffix(s, " by"), strings.HasSuffix(s, " on"), strings.Contains(s, "reported "), strings.Contains(s, "published "), strings.Contains(s, "broadcast "):
		return ""
	default:
		return s
	}
}

func endsItem(rest string) bool {
	rest = strings.TrimLeft(rest, " \n\u00a0")
	if rest == "" || rest[0] == '.' && len(rest) == 1 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(",:[(&", r) || strings.HasPrefix(rest, "and ") || strings.HasPrefix(rest, "et ")
}

// oneLine is the passage with single blanks, as a line end may stand within.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
