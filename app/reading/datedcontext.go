package reading

import (
	"strings"

	"sidelight/app/span"
)

// What stands around a date decides whether it is one, and how far it reaches.

func (d *dater) word(i int) string {
	if i < 0 || i >= len(d.runs) {
		return ""
	}
	return d.runs[i].Of(d.text)
}

// gap is what stands between a run and the next.
func (d *dater) gap(i int) string {
	if i < 0 || i+1 >= len(d.runs) {
		return "."
	}
	return d.text[d.runs[i].End:d.runs[i+1].Start]
}

// wordBefore is the word before a run in lower case, only blanks between them,
// or "".
func (d *dater) wordBefore(i int) string { return strings.ToLower(d.nameBefore(i)) }

// nameBefore is wordBefore as written.
func (d *dater) nameBefore(i int) string {
	if !blank(d.gap(i - 1)) {
		return ""
	}
	return d.word(i - 1)
}

// wordAfter is the word at a run, which only blanks part from the one before.
func (d *dater) wordAfter(i int) string {
	if !blank(d.gap(i - 1)) {
		return ""
	}
	return d.word(i)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// lead is the word that introduces an expression, over its article, and the
// run that it is: "since" of "since the end of May".
func (d *dater) lead(e expression) (string, int) {
	i := e.first
	w := d.wordBefore(i)
	if datedArticles[w] {
		i--
		if before := d.wordBefore(i); before != "" {
			return before, i - 1
		}
	}
	return w, i - 1
}

// widen takes the words before a date that name a part of it.
func (d *dater) widen(e *expression) {
	i := e.first
	w := d.wordBefore(i)
	if w == "" && (d.gap(i-1) == "-" || d.gap(i-1) == "- ") { // "mid-July"
		if w = strings.ToLower(d.word(i - 1)); w != "mid" && w != "mi" {
			return
		}
	}
	if p := partWords[w]; p != whole && p.fits(e.from.date) {
		d.widenTo(e, i-1, p)
		return
	}
	if datedArticles[w] {
		i--
		w = d.wordBefore(i)
	}
	if w != "of" && w != "de" && w != "du" {
		return
	}
	noun := d.wordBefore(i - 1)
	if p := numberedParts[d.wordBefore(i-2)+" "+noun]; p != whole && p.fits(e.from.date) {
		d.widenTo(e, i-3, p)
	} else if p := partNouns[noun]; p != whole && p.fits(e.from.date) {
		d.widenTo(e, i-2, p)
	}
}

func (d *dater) widenTo(e *expression, first int, p part) {
	e.first, e.Start, e.from.part = first, d.runs[first].Start, p
}

// widenSince takes the "since" before an expression into its words.
func (d *dater) widenSince(e *expression) {
	if w, i := d.lead(*e); w == "since" || w == "depuis" {
		e.first, e.Start, e.since = i, d.runs[i].Start, true
	}
}

// periodAt reads the other end of a range: "early August", "27".
func (d *dater) periodAt(i int) (p period, next, end int) {
	if part := partWords[strings.ToLower(d.word(i))]; part != whole && (blank(d.gap(i)) || d.gap(i) == "-") {
		if p.date, next, end = d.dateFrom(i + 1); next > 0 && part.fits(p.date) {
			p.part = part
			return p, next, end
		}
	}
	p.date, next, end = d.dateFrom(i)
	return p, next, end
}

// reach takes the end of a range: "from July 25 to August 2", "May–July",
// "2022–23". Years need the "from", or a dash.
func (d *dater) reach(e *expression) {
	if e.from.endDay > 0 || e.from.endMonth > 0 || e.from.endYear > 0 || e.next >= len(d.runs) {
		return
	}
	lead, _ := d.lead(*e)
	c := cursor{text: d.text, at: e.End}
	c.skip(',')
	spaced, ok := c.rangeMark(false)
	if !ok && (lead == "from" || lead == "From") && c.space() {
		ok = c.word("until ") || c.word("till ")
	}
	if !ok {
		return
	}
	other := e.next // "to" is a run of its own, a dash is none
	if other+1 < len(d.runs) && d.runs[other].Start < c.at {
		other++
	}
	if d.runs[other].Start != c.at {
		return
	}
	dashed := !spaced && other == e.next
	to, next, end := d.periodAt(other)
	if next == 0 && e.from.month == 0 && dashed { // "2022–23"
		two := cursor{text: d.word(other)}
		if n := two.number(2, 2); n > 0 && !two.inWord() {
			to.year = e.from.year/100*100 + n
			next, end = other+1, d.runs[other].End
		}
	}
	switch {
	case next == 0, end > d.limit, to.endYear > 0, (to.day > 0) != (e.from.day > 0), (to.month > 0) != (e.from.month > 0):
		return
	case e.from.month == 0 && (lead != "from" && !dashed || to.year <= e.from.year):
		return
	case e.from.part == winter && to.year == e.from.year+1:
		e.from.endYear = to.year
		e.next, e.End = next, end
		return
	case e.from.part >= quarter1:
		return
	}
	e.to, e.next, e.End = to, next, end
}

// between reads "between July 25 and 27", "between May and July", "entre le 25
// et le 27 juillet".
func (d *dater) between(i int) (expression, bool) {
	e := expression{first: i, Span: span.Span{Start: d.runs[i].Start}}
	if !blank(d.gap(i)) || !d.opens(e.Start) {
		return e, false
	}
	i++
	if datedArticles[d.word(i)] {
		i++
	}
	var from, to period
	from, next, _ := d.periodAt(i)
	if next == 0 {
		from.day, next = d.bareDay(i), i+1
	}
	if w := d.wordAfter(next); (w != "and" && w != "et") || from.empty() {
		return e, false
	}
	i = next + 1
	if datedArticles[d.word(i)] {
		i++
	}
	to, next, end := d.periodAt(i)
	if next == 0 && from.month > 0 && from.day > 0 {
		if to.day, to.month = d.bareDay(i), from.month; to.day > from.day {
			next, end = i+1, d.runs[i].End
		}
	}
	if from.month == 0 && from.year == 0 {
		from.month, from.year = to.month, to.year
	}
	if next == 0 || (from.day > 0) != (to.day > 0) || (from.month > 0) != (to.month > 0) || from.day > 0 && !from.valid() ||
		to.month == 0 && (to.year <= from.year || d.countsNext(end)) {
		return e, false
	}
	e.from, e.to, e.next, e.End = from, to, next, end
	return e, true
}

// bareDay reads a day of the month without its month.
func (d *dater) bareDay(i int) int {
	if i >= len(d.runs) || !d.opens(d.runs[i].Start) {
		return 0
	}
	c := cursor{text: d.text, at: d.runs[i].Start}
	day := c.day()
	if c.at != d.runs[i].End {
		return 0
	}
	return day
}

// dayAlone reads the 28 of "July 27 and 28", and the 3 of "3 and 10 June".
func (d *dater) dayAlone(i int) int {
	day := d.bareDay(i)
	if day == 0 {
		return i
	}
	e := expression{first: i, next: i + 1, Span: d.runs[i]}
	if d.last.from.day > 0 && d.listed(e) && !d.countsNext(e.End) {
		e.from = d.last.from
		e.from.day, e.from.endDay, e.from.endMonth = day, 0, 0
		if e.from.valid() && e.from.day > d.last.from.day {
			d.accept(e)
			return i + 1
		}
		return i
	}
	if w := d.wordBefore(i); w != "on" && w != "le" && w != "les" && w != "of" {
		return i
	}
	at := i + 1
	if w := d.word(at); w == "and" || w == "et" {
		at++
	} else if strings.TrimSpace(d.gap(i)) != "," {
		return i
	}
	month, next, _ := d.dateOfRun(at)
	if next == 0 || !startsDigit(d.word(at)) || month.day <= day || month.endDay > 0 || month.month == 0 {
		return i
	}
	e.from.date = month
	e.from.day = day
	d.accept(e)
	return i + 1
}

// listed: the expression goes on a list that the one before it began.
func (d *dater) listed(e expression) bool {
	if d.last.End == 0 || d.last.End > e.Start {
		return false
	}
	switch oneLine(d.text[d.last.End:e.Start]) {
	case ",", "and", ", and", "or", ", or", "&", "et", ", et":
		return true
	}
	return false
}

// countsNext: a word follows that the number counts: "2000 men".
func (d *dater) countsNext(end int) bool {
	rest := strings.TrimLeft(firstOf(d.text[end:], 40), " \n\u00a0")
	if len(rest) == len(firstOf(d.text[end:], 40)) {
		return false
	}
	word := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return !isWordRune(r) }); i >= 0 {
		word = rest[:i]
	}
	return clockWords[word] || startsLower(word) && !functionWords[word]
}

// dates says whether an expression dates something: a day and a month with its
// year do, a month and a year alone need a word that says so.
func (d *dater) dates(e expression) bool {
	if e.from.day > 0 || e.from.month > 0 && (e.from.year > 0 || !e.to.empty()) || e.from.part != whole {
		return true
	}
	lead, at := d.lead(e)
	switch {
	case d.listed(e) && (d.last.from.day > 0) == (e.from.day > 0) && (d.last.from.month > 0) == (e.from.month > 0):
		return true
	case lead == "of":
		return eventNouns[d.wordBefore(at)] && !d.countsNext(e.End)
	case e.from.month == 0 && !e.to.empty():
		return yearLeads[lead] || lead == "the" || strings.HasSuffix(d.text[:e.Start], "(") || d.word(e.first) == "between" || d.word(e.first) == "Between"
	case e.from.month == 0 && lead == "as": // "as early as 2017"
		w := d.wordBefore(at)
		return w == "early" || w == "late"
	case e.from.month == 0:
		return yearLeads[lead] && (firmLeads[lead] && e.from.year >= 1800 || !d.countsNext(e.End)) || d.attributive(e)
	case lead == "for":
		w := d.wordBefore(at)
		return plannedWords[w] || accountWords[w]
	}
	if rest := d.text[e.End:]; strings.HasPrefix(rest, "’s ") || strings.HasPrefix(rest, "'s ") {
		return eventNouns[d.word(e.next+1)] // "May’s vote"
	}
	return monthLeads[lead] && !(looseLeads[lead] && d.isPerson(e)) || d.attributive(e)
}

// attributive: "the 2012 coup", "a May report".
func (d *dater) attributive(e expression) bool {
	before := d.wordBefore(e.first)
	if !attributiveLeads[before] && !strings.HasSuffix(d.text[:d.runs[e.first].Start], "’s ") {
		return false
	}
	return eventNouns[d.wordAfter(e.next)]
}
