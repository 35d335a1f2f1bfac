package reading

import (
	"regexp"
	"strconv"
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
	signalExpr  = regexp.MustCompile(`^(?i:(see also|but see|also see|and see|see, e\.g\.|see e\.g\.|see, for example|see for example|see|voir aussi|voir|cf\.?|compare|also|e\.g\.|for example|for instance|quoted in|as quoted in|cited in|via|and))(?:[,:]\s*|\s+)`)
	joinExpr    = regexp.MustCompile(`^(?:[,.\s]+|(?:and|et)\s+|&\s+)+`)
	undated     = regexp.MustCompile(`^(?i:n\.d\.|undated|no date|s\.d\.)`)
	moreDays    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?(?:[-–](\d{1,2}))?(?:,?\s` + yearExpr + `)?(?:$|[,.\s\])])`)
	dayList     = regexp.MustCompile(`^\d{1,2}(?:\s?(?:,|and|&|et)\s?\d{1,2})+\s\p{L}`) // before its month
	beforeDate  = regexp.MustCompile(`^(?i:(?:last |first )?(?:accessed|retrieved|consulted|updated|modified|visited|published|posted|dated|consulté)(?:\s(?:on|le))?:?\s+)`)
	otherMonths = regexp.MustCompile(`^\d{1,2}\s(?:Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand|` +
		`Muharram|Safar|Rabi|Jumada|Rajab|Sha[’']?ban|Ramadan|Shawwal|Dhu)\b[\p{L}’' \-]{0,14}\s1[34]\d\d\b`)
)

// The first words of what the expressions above match: most parts begin with
// another one and need no look.
var (
	signals    = words("see but also and voir cf cf. compare e.g. for quoted as cited via")
	references = words("see but also voir cf cf. compare")
	dateLeads  = words("last first accessed retrieved consulted updated modified visited published posted dated consulté")
)

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \n,:"); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(s)
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
	if !startsDigit(s) {
		return 0
	}
	return len(otherMonths.FindString(s))
}

// read reads one segment: names that share the date after them, then perhaps
// further names with further dates. Prose leaves no items.
func (g *group) read(segment span.Span) {
	r := run{}
	if m := signalOf(segment.Of(g.text)); m != nil {
		r.signal = signalName(m[1])
		segment.Start += len(m[0])
	}
	for rest := segment; !rest.Empty(); {
		n := g.step(&r, rest)
		if n <= 0 {
			break // prose: what was read before it stands
		}
		rest.Start += n
		rest.Start += len(joinExpr.FindString(firstOf(rest.Of(g.text), 24)))
	}
	g.settle(&r)
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
	lead := 0
	if dateLeads[firstWord(words)] {
		lead = len(beforeDate.FindString(words))
	}
	if d, n := dateAt(words[lead:]); n > 0 && endsItem(words[lead+n:]) && (d.month > 0 || len(r.names) > 0) {
		return lead + g.date(r, d, rest.Start+lead, n)
	}
	if n := otherCalendar(words); n > 0 {
		where := span.Span{Start: rest.Start, End: rest.Start + n}
		return g.dated(r, Day{Span: where, Written: oneLine(where.Of(g.text)), Rule: "another calendar: left as written"}, date{}, n)
	}
	if n := g.day(r, rest); n > 0 {
		return n
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
	part := split(g.text, rest, ',')[0]
	part.End = part.Start + nameEnd(part.Of(g.text))
	if part = trimmed(g.text, part); part.Empty() {
		return 0
	}
	if (len(r.names) > 0 || len(r.items) > 0) && (r.details || isDetail(part.Of(g.text))) {
		return part.End - rest.Start
	}
	found := sourcesOf(g.text, part, r.signal != "")
	if found == nil {
		r.names = nil // prose: the names before it were a part of it
		return 0
	}
	for _, s := range found {
		if n := len(r.names); n > 0 && s.handle != "" && platform.MatchString(r.names[n-1].name) {
			joined := span.Span{Start: r.names[n-1].Start, End: s.End}
			s.Span, s.name = joined, oneLine(joined.Of(g.text))
			r.names = r.names[:n-1]
		}
		r.names = append(r.names, s)
		r.details = s.private
	}
	return part.End - rest.Start
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
		if d, n := dateAt(part[i:]); n > 0 && d.month > 0 && endsItem(part[i+n:]) {
			if m := beforeDate.FindStringIndex(part[max(0, i-20):]); m == nil {
				return i
			}
		}
	}
	return len(part)
}

// date takes a date: of the names before it, or one more of the source that
// was read last.
func (g *group) date(r *run, d date, start, n int) int {
	where := span.Span{Start: start, End: start + n}
	day := Day{Span: where, Written: oneLine(where.Of(g.text))}
	day.Earliest, day.Latest, day.Rule = d.resolve(g.published)
	for _, s := range r.days { // "3 and 10 June"
		one := d
		one.day, _ = strconv.Atoi(s.Of(g.text))
		one.endDay, one.endMonth = 0, 0
		if !one.valid() {
			continue
		}
		earlier := Day{Span: s, Written: s.Of(g.text)}
		earlier.Earliest, earlier.Latest, earlier.Rule = one.resolve(g.published)
		names := r.names
		g.dated(r, earlier, one, 0)
		r.names = names
	}
	r.days = nil
	return g.dated(r, day, d, n)
}

func (g *group) dated(r *run, day Day, d date, n int) int {
	if len(r.names) == 0 {
		switch {
		case len(r.items) > 0:
			r.names = []source{sameAs(r.items[len(r.items)-1])}
		case len(g.items) > 0 && g.open == len(g.items):
			last := g.items[len(g.items)-1]
			r.names = []source{sameAs(last)}
			if r.signal == "" {
				r.signal = last.Signal
			}
		default:
			return 0
		}
	}
	g.certain = true
	r.close(day, d, day.End)
	r.last = d
	return n
}

// day takes a further day of the month: the 10 of "June 3, 10", or keeps the
// 3 of "3 and 10 June" until the month comes.
func (g *group) day(r *run, rest span.Span) int {
	if !startsDigit(rest.Of(g.text)) {
		return 0
	}
	m := moreDays.FindStringSubmatchIndex(rest.Of(g.text))
	if m == nil {
		return 0
	}
	first, _ := strconv.Atoi(rest.Of(g.text)[m[2]:m[3]])
	end := m[3]
	d := date{month: r.last.month, year: r.last.year, day: first}
	for i, number := range []*int{&d.endDay, &d.year} {
		if at := 2*i + 4; m[at] >= 0 {
			*number, _ = strconv.Atoi(rest.Of(g.text)[m[at]:m[at+1]])
			end = m[at+1]
		}
	}
	switch {
	case len(r.names) > 0:
		if first < 1 || first > 31 || !dayList.MatchString(rest.Of(g.text)) {
			return 0
		}
		r.days = append(r.days, span.Span{Start: rest.Start, End: rest.Start + m[3]})
		return m[3]
	case len(r.items) == 0 || r.last.day == 0 || !d.valid() || d.day == 0:
		return 0
	}
	return g.date(r, d, rest.Start, end)
}

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
	case s == "and":
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
