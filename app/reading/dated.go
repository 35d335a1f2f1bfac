package reading

import (
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"sidelight/app/span"
)

// Dated is an expression in running text that dates what a sentence says. Of
// "since July 28" the day is July 28, and the words keep the "since", so that an
// open interval can be told from a day.
type Dated struct {
	Day
	Sentence span.Span
}

// Dates finds the dated expressions of running text ("on July 28", "since May",
// "in early 2023") outside the spans to skip (citations, credits, footnotes),
// resolved against the publication. What is relative ("a week later") is left
// alone unless it is certain.
//
// A month or a year alone needs a word that makes it a date ("in", "since",
// "late", "the end of"). Early, mid and late are thirds: days 1 to 10, 11 to
// 20 and from 21; months 1 to 4, 5 to 8 and 9 to 12. Seasons are those of the
// north. "Yesterday", "last month" and the like count from the publication day
// and need it. Dates that became names are left alone ("March 23 Movement",
// "the September 11 attacks").
func Dates(text string, published Published, skip []span.Span) []Dated {
	d := dater{text: text, published: published, runs: runsOf(text), sentences: Sentences(text), named: map[date]bool{}, aheadDays: map[date]int{}}
	skip = append([]span.Span(nil), skip...)
	sort.Slice(skip, func(i, j int) bool { return skip[i].Start < skip[j].Start })
	skipped := 0 // the end of what is skipped
	for i := 0; i < len(d.runs); {
		for len(skip) > 0 && skip[0].Start < d.runs[i].End {
			skipped = max(skipped, skip[0].End)
			skip = skip[1:]
		}
		if d.runs[i].Start < skipped {
			i++
			continue
		}
		d.floor, d.limit = skipped, len(text)
		if len(skip) > 0 {
			d.limit = skip[0].Start
		}
		i = max(i+1, d.read(i))
	}
	return d.out
}

// dater reads the dated expressions of one text from left to right.
type dater struct {
	text      string
	published Published
	runs      []span.Span
	sentences []span.Span
	floor     int           // where the last span to skip ends
	limit     int           // where the next one starts
	named     map[date]bool // dates that are names here: "17 November"
	aheadDays map[date]int  // days that lie after the publication, and their year
	last      expression    // the one accepted last
	cue       expression    // "In 2021" at the start of the sentence read last
	out       []Dated
}

// period is a date, or an early, middle or late part of it.
type period struct {
	date
	part part
}

// expression is a dated expression before it is resolved.
type expression struct {
	first, next int // runs: its first one, and the one after it
	span.Span
	from, to period // to is empty unless it is a range
	since    bool
}

func (p period) empty() bool { return p.date == date{} }

// read reads what starts at a run and returns the run to go on with.
func (d *dater) read(i int) int {
	word := d.runs[i].Of(d.text)
	switch {
	case startsDigit(word):
		if e, ok := d.expressionAt(i); ok {
			return d.take(e)
		}
		return d.dayAlone(i)
	case word[0] >= utf8.RuneSelf || !dateWords[word]:
		return i
	case word == "between" || word == "Between" || word == "entre" || word == "Entre":
		if e, ok := d.between(i); ok {
			return d.take(e)
		}
	case relativeWords[word]:
		return d.relative(i)
	default:
		if e, ok := d.expressionAt(i); ok {
			return d.take(e)
		}
	}
	return i
}

// expressionAt reads the date that starts at a run with what stands around it.
func (d *dater) expressionAt(i int) (expression, bool) {
	p, next, end := d.dateOfRun(i)
	if next == 0 {
		return expression{}, false
	}
	e := expression{first: i, next: next, Span: span.Span{Start: d.runs[i].Start, End: end}, from: period{date: p}}
	d.widen(&e)
	d.reach(&e)
	return e, true
}

// dateOfRun parses the date that starts at a run: a day, a month with or
// without its year, a year, a decade. next is 0 when there is none.
func (d *dater) dateOfRun(i int) (p date, next, end int) {
	if i >= len(d.runs) || !d.opens(d.runs[i].Start) {
		return date{}, 0, 0
	}
	return d.dateFrom(i)
}

// dateFrom is dateOfRun where a dash may stand before the date.
func (d *dater) dateFrom(i int) (p date, next, end int) {
	if i >= len(d.runs) {
		return date{}, 0, 0
	}
	at := d.runs[i].Start
	p, n := dateAt(d.text[at:])
	if p.either {
		if earliest, latest, _ := p.resolve(d.published); earliest != latest {
			return date{}, 0, 0 // only what is certain
		}
	}
	word := d.runs[i].Of(d.text)
	switch {
	case n == 0 && len(word) == 5 && word[4] == 's' && word[3] == '0' && digits(word) == 4: // "1990s"
		c := cursor{text: word[:4]}
		if p.year = c.year(); p.year > 0 {
			p.endYear, n = p.year+9, 5
		}
	case n == 0, p.day > 0 && p.year == 0 && !startsDigit(word) && monthOnly[d.wordBefore(i)]: // "in May 20 men"
		c := cursor{text: d.text[at:]}
		p = date{month: c.month()}
		n = c.at
	}
	if n == 0 || at+n > d.limit || !d.closes(at+n, p) {
		return date{}, 0, 0
	}
	for next = i + 1; next < len(d.runs) && d.runs[next].Start < at+n; {
		next++
	}
	return p, next, at + n
}

// opens: nothing before a place makes what stands there a part of something
// else: an address, a model number, a sum of money.
func (d *dater) opens(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(d.text[:at])
	if at == 0 || strings.ContainsRune(" \n\t\u00a0\u202f([“\"'’‘«—–", r) {
		return true
	}
	return r == '-' && (strings.HasSuffix(d.text[:at], "mid-") || strings.HasSuffix(d.text[:at], "mi-"))
}

// closes: nothing after a place makes what ends there a part of something else.
func (d *dater) closes(at int, p date) bool {
	if at == len(d.text) {
		return true
	}
	rest := d.text[at:]
	if strings.ContainsRune("/@_=%", rune(rest[0])) && !(rest[0] == '/' && p.day > 0) {
		return false
	}
	if (rest[0] == '-' || rest[0] == '.' || rest[0] == ',') && len(rest) > 1 && p.day == 0 {
		return rest[0] == '-' && startsDigit(rest[1:]) || !startsWord(rest[1:]) // "2019-style", "2024.5"
	}
	return true
}

// take accepts an expression when it dates something, and returns the run to
// go on with.
func (d *dater) take(e expression) int {
	if d.isName(e) || d.isMetadata(e) {
		return e.next
	}
	if !d.dates(e) {
		return e.first
	}
	d.widenSince(&e)
	d.accept(e)
	return e.next
}

// accept resolves an expression and keeps it.
func (d *dater) accept(e expression) {
	if e.Start < d.floor || e.End > d.limit || len(d.out) > 0 && e.Start < d.out[len(d.out)-1].End {
		return
	}
	s := d.sentenceAt(e.Start)
	d.yearFromSentence(&e, s)
	from, to, rule := d.resolve(e)
	d.keep(e.Span, s, from, to, rule)
	if e.first == d.firstRun(s)+1 && sentenceLeads[d.word(e.first-1)] && e.from.year > 0 && e.from.day == 0 && e.to.empty() {
		d.cue = e
	}
	d.yearForLast(e, s)
	d.last = e
}

func (d *dater) keep(where, sentence span.Span, from, to, rule string) {
	d.out = append(d.out, Dated{Day{where, oneLine(where.Of(d.text)), from, to, rule}, sentence})
}

func (d *dater) sentenceAt(at int) span.Span {
	return d.sentences[min(sentenceOf(d.sentences, at), len(d.sentences)-1)]
}

// firstRun is the first run of a sentence.
func (d *dater) firstRun(s span.Span) int {
	return sort.Search(len(d.runs), func(i int) bool { return d.runs[i].Start >= s.Start })
}

// yearFromSentence: in "In 2021, the army left on August 15" the year of the
// day is told, as long as no new clause begins between the two.
func (d *dater) yearFromSentence(e *expression, s span.Span) {
	cue := d.cue.from
	if cue.empty() || d.cue.Start < s.Start || e.from.year > 0 || e.from.month == 0 || !e.to.empty() || cue.month > 0 && cue.month != e.from.month {
		return
	}
	between := d.text[d.cue.End:e.Start]
	for _, clause := range []string{";", " but ", " while ", " and on ", " and in ", ", on ", ". "} {
		if strings.Contains(between, clause) {
			return
		}
	}
	e.from.year = cue.year
}

// yearForLast: in "on January 12 and March 6, 2022" the year is that of both.
func (d *dater) yearForLast(e expression, s span.Span) {
	n := len(d.out) - 2
	if n < 0 || e.from.year == 0 || e.from.day == 0 || d.last.from.year > 0 || d.last.from.day == 0 || d.out[n].Start < s.Start || !d.listed(e) {
		return
	}
	last := d.last.from
	if last.year = e.from.startYear(); last.valid() && last.first(last.year) < e.from.first(last.year) {
		d.out[n].Earliest, d.out[n].Latest, _ = last.date.resolve(Published{})
		d.out[n].Rule = "the year of the date after it"
	}
}

// resolve settles years and parts.
func (d *dater) resolve(e expression) (from, to, rule string) {
	ahead := d.yearAhead(e)
	if e.to.empty() {
		return e.from.resolve(d.published, ahead)
	}
	a, b := e.from, e.to
	switch { // one end tells the year of the other
	case a.year > 0 && b.year == 0:
		if b.year = a.year; b.first(b.year) < a.first(a.year) {
			b.year++
		}
	case a.year == 0 && b.year > 0 && a.month > 0:
		if a.year = b.startYear(); a.first(a.year) > b.first(b.startYear()) {
			a.year--
		}
	}
	_, to, rule = b.resolve(d.published, ahead)
	if to == "" {
		return "", "", rule
	}
	from, _, _ = a.resolve(Published{Earliest: to, Latest: to}, 0) // the latest such day before the end
	return from, to, rule
}

// resolve settles the year, which is given where the sentence looks ahead, and
// narrows the days to the part.
func (p period) resolve(published Published, ahead int) (from, to, rule string) {
	if ahead > 0 && p.year == 0 {
		from, to = p.first(ahead), p.last(ahead)
		rule = "year inferred: the sentence looks ahead, so the next such day after the publication, " + published.Latest
	} else {
		from, to, rule = p.date.resolve(published)
	}
	if from == "" || p.part == whole {
		return from, to, rule
	}
	from, to = p.part.of(p.date, from, to)
	return from, to, rule + "; " + p.part.rule()
}

// dayOf parses an ISO day.
func dayOf(written string) time.Time {
	t, _ := time.Parse(time.DateOnly, written)
	return t
}
