package reading

import (
	"strconv"
	"strings"

	"sidelight/app/span"
)

// dateAt takes a date where one stands, in whatever calendar, or a further day
// of a month, and says how many bytes it took: 0 when it dates no source.
func (g *group) dateAt(r *run, rest span.Span) (n int, ok bool) {
	words := rest.Of(g.text)
	lead := 0
	if dateLeads[firstWord(words)] {
		lead = len(beforeDate.FindString(words))
	}
	if d, n := dateAt(words[lead:]); n > 0 && endsItem(words[lead+n:]) && (d.month > 0 || len(r.names) > 0) {
		if lead > 0 && len(r.names) == 0 && len(r.items) > 0 {
			return lead + n, true // "May 4, accessed July 30" is of May 4
		}
		return lead + g.date(r, d, rest.Start+lead, n), true
	}
	if n := otherCalendar(words); n > 0 {
		where := span.Span{Start: rest.Start, End: rest.Start + n}
		return g.dated(r, Day{Span: where, Written: oneLine(where.Of(g.text)), Rule: ruleCalendar}, date{}, n), true
	}
	n = g.day(r, rest)
	return n, n > 0
}

// dateFirst reads "January 3, Daily Nation" when the whole rest is an outlet
// that is known or has an address: a date first is mostly an aside.
func (g *group) dateFirst(r *run, segment span.Span) span.Span {
	d, n := dateAt(segment.Of(g.text))
	if n == 0 || d.day == 0 {
		return segment
	}
	after := segment
	after.Start += n
	after.Start += joinLen(after.Of(g.text))
	if after.Empty() || after.Start == segment.Start+n {
		return segment
	}
	found := sourcesOf(g.text, after, false)
	for _, s := range found {
		if !s.address && !knownOutlet(s.name) {
			return segment
		}
	}
	if found == nil {
		return segment
	}
	where := span.Span{Start: segment.Start, End: segment.Start + n}
	day := Day{Span: where, Written: oneLine(where.Of(g.text))}
	day.Earliest, day.Latest, day.Rule = d.resolve(g.published)
	r.names = found
	r.close(day, d, segment.End)
	for i := range r.items {
		r.items[i].Span = segment
	}
	g.certain = true
	return span.Span{Start: segment.End, End: segment.End}
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
	words := rest.Of(g.text)
	c := cursor{text: words}
	d := date{month: r.last.month, year: r.last.year}
	if d.day = c.day(); d.day == 0 {
		return 0
	}
	first := c.at
	if len(r.names) > 0 {
		if !dayList.MatchString(words) {
			return 0
		}
		r.days = append(r.days, span.Span{Start: rest.Start, End: rest.Start + first})
		return first
	}
	if c.dash() {
		if d.endDay = c.day(); d.endDay == 0 {
			c.at = first
		}
	}
	c.thenYear(&d)
	if len(r.items) == 0 || r.last.day == 0 || !d.valid() || !endsPart(words[c.at:]) {
		return 0
	}
	return g.date(r, d, rest.Start, c.at)
}

// endsPart: what was read is not the start of something longer.
func endsPart(rest string) bool { return rest == "" || strings.ContainsRune(",. \n)]", rune(rest[0])) }
