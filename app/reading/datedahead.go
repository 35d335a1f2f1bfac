package reading

import (
	"strconv"
	"strings"
	"time"

	"sidelight/app/span"
)

// How long after the publication a date without a year may lie, where the
// sentence looks ahead: clearly ("will"), or so that the day ahead is also the
// likelier one ("would begin on", "ends on").
const (
	farthestAhead = 300 * 24 * time.Hour
	nearAhead     = 150 * 24 * time.Hour
)

// yearAhead is the year of an expression without one in a sentence that
// clearly looks ahead: the next such day on or after the publication. 0: it
// looks back, as dates in briefs do.
func (d *dater) yearAhead(e expression) int {
	p := e.from
	if !e.to.empty() {
		p = e.to
	}
	if !d.published.dayKnown() || e.since || p.empty() || p.year > 0 || p.month == 0 {
		return 0
	}
	if year := d.aheadDays[p.date]; year > 0 {
		return year // the text has spoken of that day before: "the April 11 meeting"
	}
	limit := d.looksAhead(e)
	if limit == 0 {
		return 0
	}
	day := dayOf(d.published.Latest)
	for year := day.Year(); year <= day.Year()+1; year++ {
		if p.last(year) < d.published.Latest || p.day > 0 && !dayExists(year, p.month, p.day) {
			continue
		}
		if dayOf(p.first(year)).Sub(day) <= limit {
			if p.day > 0 {
				d.aheadDays[p.date] = year
			}
			return year
		}
		break
	}
	return 0
}

// wordsAround is how many words around a date are looked at for what looks
// ahead.
const wordsAround = 14

// looksAhead says how far a sentence looks ahead, 0 when it does not: "will meet
// on", "is scheduled for", "plans to leave in", "the upcoming vote on", "next
// May", and "On September 10, the parliament will vote". A past verb right
// before the date looks back: "the pact signed on".
func (d *dater) looksAhead(e expression) time.Duration {
	lead, at := d.lead(e)
	if aheadLeads[lead] {
		return farthestAhead
	}
	if lead == "of" || d.pastVerb(at) {
		return 0
	}
	s := d.sentenceAt(e.Start)
	first := d.firstRun(s)
	for i := e.first - 1; i >= first && i >= e.first-wordsAround; i-- {
		if strings.ContainsAny(d.gap(i), ";:") || clauseWords[d.word(i)] {
			break
		}
		if limit := d.cueAt(i, at); limit > 0 {
			return limit
		}
	}
	if e.first > first+1 {
		return 0
	}
	for i := e.next; i < e.next+wordsAround && i < len(d.runs) && d.runs[i].Start < s.End; i++ {
		w := d.word(i)
		if strings.ContainsAny(d.gap(i-1), ";:") || clauseWords[w] || sayWords[w] || strings.HasSuffix(w, "ed") && !plannedWords[w] {
			return 0
		}
		if limit := d.cueAt(i, at); limit > 0 {
			return limit
		}
	}
	return 0
}

// pastVerb: the word before a date's lead tells of something done.
func (d *dater) pastVerb(lead int) bool {
	verb := d.wordBefore(lead)
	if plannedWords[verb] || !strings.HasSuffix(verb, "ed") && !pastWords[verb] {
		return false
	}
	return d.wordBefore(lead-1) != "be"
}

// cueAt says how far the word at a run looks ahead; lead is the run of what
// introduces the date.
func (d *dater) cueAt(i, lead int) time.Duration {
	before, after := d.wordBefore(i), d.wordAfter(i+1)
	clear := false
	switch w := d.word(i); w {
	case "will", "shall":
		clear = after != "have"
	case "upcoming", "forthcoming":
		clear = true
	case "ahead":
		clear = after == "of"
	case "to":
		clear = after == "be" && presentAuxiliaries[before] // "is to be held"
	case "likely", "unlikely":
		clear = after == "before" || after == "until" || after == "by"
	case "scheduled", "slated":
		clear = !pastAuxiliaries[before]
	case "set", "due", "expected", "planned":
		clear = presentAuxiliaries[before]
	case "plans", "intends", "aims", "hopes", "expects", "plan", "intend", "expect":
		clear = after == "to"
	case "would":
		if after != "have" {
			return nearAhead
		}
	case "ends", "begins", "starts", "expires", "opens", "closes":
		if i == lead-1 {
			return nearAhead
		}
	}
	if clear {
		return farthestAhead
	}
	return 0
}

// relative reads what counts from the publication, or from a day in the same
// sentence.
func (d *dater) relative(i int) int {
	if !d.opens(d.runs[i].Start) {
		return i
	}
	s := d.sentenceAt(d.runs[i].Start)
	word := strings.ToLower(d.word(i))
	switch word {
	case "later", "earlier", "day":
		return d.counted(i, s)
	}
	if !d.published.dayKnown() || d.quoted(i, s) || d.wordBefore(i) == "the" {
		return i
	}
	day := dayOf(d.published.Latest)
	e := expression{first: i, next: i + 1, Span: d.runs[i]}
	var from, to time.Time
	if word == "yesterday" || word == "hier" {
		from = day.AddDate(0, 0, -1)
		to = from
	} else {
		back := 0
		if word == "last" {
			back = 1
		}
		switch unit := d.wordAfter(i + 1); {
		case unit == "year":
			from = time.Date(day.Year()-back, 1, 1, 0, 0, 0, 0, time.UTC)
			to = from.AddDate(1, 0, -1)
		case unit == "month":
			from = time.Date(day.Year(), day.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
			to = from.AddDate(0, 1, -1)
		case unit == "week":
			from = startOfWeek(day).AddDate(0, 0, -7*back)
			to = from.AddDate(0, 0, 6)
		case back == 1 && weekdays[unit] > 0:
			from = day.AddDate(0, 0, -((int(day.Weekday())-weekdays[unit]+13)%7 + 1))
			to = from
		default:
			return i
		}
		if e.next++; d.wordBefore(i) == "earlier" || d.wordBefore(i) == "later" {
			e.first--
		}
		e.Span = span.Span{Start: d.runs[e.first].Start, End: d.runs[i+1].End}
	}
	if e.Start < d.floor || e.End > d.limit {
		return i
	}
	d.keep(e.Span, s, from.Format(time.DateOnly), to.Format(time.DateOnly), "counted from the publication, "+d.published.Latest)
	return e.next
}

// counted reads "two days later", "a week earlier" and "the next day" when the
// sentence has told one day before, and no more. Weeks are taken with two days
// either way.
func (d *dater) counted(i int, s span.Span) int {
	if len(d.out) == 0 || i == 0 {
		return i
	}
	last := d.out[len(d.out)-1]
	if last.Sentence != s || last.Earliest == "" || last.Earliest != last.Latest ||
		len(d.out) > 1 && d.out[len(d.out)-2].Sentence == s {
		return i
	}
	first, count, slack := i, 1, 0
	if d.word(i) == "day" {
		if w := d.wordBefore(i); w != "next" && w != "following" || d.wordBefore(i-1) != "the" {
			return i
		}
		first = i - 2
	} else {
		unit := d.wordBefore(i)
		n, ok := counts[d.wordBefore(i-1)]
		if !ok {
			if n, _ = strconv.Atoi(d.wordBefore(i - 1)); n == 0 {
				return i
			}
		}
		switch unit {
		case "day", "days":
			count = n
		case "week", "weeks":
			count, slack = 7*n, 2
		default:
			return i
		}
		if d.word(i) == "earlier" {
			count = -count
		}
		first = i - 2
	}
	where := span.Span{Start: d.runs[first].Start, End: d.runs[i].End}
	if n := max(count, -count); n > 60 || where.Start < max(last.End, d.floor) || where.End > d.limit {
		return i
	}
	day := dayOf(last.Earliest)
	from, to := day.AddDate(0, 0, count-slack), day.AddDate(0, 0, count+slack)
	rule := "counted from " + last.Written
	if slack > 0 {
		rule += ", weeks with two days either way"
	}
	d.keep(where, s, from.Format(time.DateOnly), to.Format(time.DateOnly), rule)
	return i + 1
}

// quoted: the words are somebody’s own, and count from when they were said.
func (d *dater) quoted(i int, s span.Span) bool {
	before := d.text[s.Start:d.runs[i].Start]
	return strings.Count(before, "“") > strings.Count(before, "”") || strings.Count(before, "\"")%2 == 1
}

var (
	clauseWords        = words("which who that whose when while after because whereas")
	sayWords           = words("said says told wrote announced claimed saw fell took left went began was were had came met struck held")
	pastWords          = words("begun held fell fallen struck taken took met made seen sent given left lost won found brought broken built bought signed read said came went")
	pastAuxiliaries    = words("was were had been originally once")
	aheadLeads         = words("next upcoming forthcoming tentative planned scheduled proposed")
	presentAuxiliaries = words("is are be now still currently also")
	weekdays           = map[string]int{"Monday": 1, "Tuesday": 2, "Wednesday": 3, "Thursday": 4, "Friday": 5, "Saturday": 6, "Sunday": 7}
	counts             = map[string]int{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
)
