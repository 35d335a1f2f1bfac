package reading

import (
	"strings"
	"time"

	"sidelight/app/span"
)

// Day is what is known of a date: the words as written, the earliest and the
// latest day they can mean (ISO 8601, or "" when nothing can be said) and the
// rule that was used, in plain words.
type Day struct {
	span.Span
	Written  string
	Earliest string
	Latest   string
	Rule     string
}

// Published is when a text appeared, as far as is known: the days that years
// are inferred from. From names what the year was taken from when the day
// itself is not known.
type Published struct {
	Earliest string // ISO 8601, or ""
	Latest   string
	From     string // "the explicit year of a citation", "volume 22"
}

// dayKnown says whether the day itself is known.
func (p Published) dayKnown() bool { return p.Latest != "" && p.Earliest == p.Latest }

// The rules by which a date is read, as they are shown.
const (
	ruleWritten  = "as written"
	ruleNoYear   = "no year written, and none can be inferred"
	ruleCalendar = "another calendar: left as written"
)

// date is a parsed expression before its year is settled. Zero means absent.
// The year of a range is that of its end unless the end carries its own.
type date struct {
	year, month, day          int
	endYear, endMonth, endDay int
	either                    bool // day and month may stand the other way round: 04/09/2026
}

// months knows their names in English and French, whole and shortened, without
// accents.
var months = func() map[string]int {
	numbers := map[string]int{}
	for number, names := range map[int]string{
		1: "january jan janvier janv", 2: "february feb fevrier fev fevr", 3: "march mar mars",
		4: "april apr avril avr", 5: "may mai", 6: "june jun juin", 7: "july jul juillet juil",
		8: "august aug aout", 9: "september sept sep septembre", 10: "october oct octobre",
		11: "november nov novembre", 12: "december dec decembre",
	} {
		for _, name := range strings.Fields(names) {
			numbers[name] = number
		}
	}
	return numbers
}()

// Month gives the number of a month by its English or French name, whole or
// shortened, in any case, with or without accents and full stop; 0 when it is
// no month.
func Month(name string) int { return months[foldWord(strings.TrimSuffix(name, "."))] }

// leapYear stands in for a year that is not known, so that February 29 exists.
const leapYear = 2024

func (d date) valid() bool {
	if d.month == 0 {
		return d.day == 0 && d.year > 0
	}
	if d.day == 0 {
		return d.year > 0
	}
	year := d.year
	if year == 0 {
		year = leapYear
	}
	switch {
	case !dayExists(year, d.month, d.day):
		return false
	case d.endDay == 0:
		return true
	case d.endMonth == 0:
		return d.endDay > d.day && dayExists(year, d.month, d.endDay)
	}
	return dayExists(leapYear, d.endMonth, d.endDay)
}

func dayExists(y, m, d int) bool {
	return m >= 1 && m <= 12 && d >= 1 && time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() == d
}

// resolve settles the year and returns the days the words can mean. The rule
// is the field's: a date without a year is the latest such day on or before
// the publication, never before today.
func (d date) resolve(p Published) (earliest, latest, rule string) {
	switch {
	case d.either:
		return d.eitherWay(p)
	case d.year > 0:
		return d.first(d.startYear()), d.last(d.startYear()), ruleWritten
	}
	limit, err := time.Parse(time.DateOnly, p.Latest)
	if err != nil {
		return "", "", ruleNoYear
	}
	year := limit.Year()
	for tries := 0; tries < 8 && (d.first(year) > p.Latest || d.day > 0 && !dayExists(year, d.month, d.day)); tries++ {
		year--
	}
	if p.dayKnown() {
		rule = "year inferred: the latest such day on or before the publication, " + p.Latest
	} else {
		rule = "year inferred from " + p.From
	}
	return d.first(year), d.last(year), rule
}

// eitherWay reads 04/09/2026 both ways: one that lies after the publication
// cannot be meant.
func (d date) eitherWay(p Published) (earliest, latest, rule string) {
	a, b := iso(d.year, d.month, d.day), iso(d.year, d.day, d.month)
	if b < a {
		a, b = b, a
	}
	if p.Latest != "" && a <= p.Latest && p.Latest < b {
		return a, a, "day and month the way that does not lie after the publication"
	}
	return a, b, "day and month cannot be told apart: " + a + " or " + b
}

// crosses says whether a range runs over the end of a year.
func (d date) crosses() bool { return d.endMonth > 0 && d.endMonth < d.month }

func (d date) startYear() int {
	if d.endYear == 0 && d.crosses() {
		return d.year - 1
	}
	return d.year
}

// first is the first day that is meant when the range starts in that year.
func (d date) first(year int) string {
	return iso(year, max(d.month, 1), max(d.day, 1))
}

// last is the last day that is meant when the range starts in that year.
func (d date) last(year int) string {
	month, day := d.month, d.day
	switch {
	case d.endYear > 0:
		year = d.endYear
	case d.crosses():
		year++
	}
	if d.endMonth > 0 {
		month = d.endMonth
	}
	if d.endDay > 0 {
		day = d.endDay
	}
	switch {
	case month == 0:
		return iso(year, 12, 31)
	case day == 0: // a month: its last day
		return lastOfMonth(year, month)
	}
	return iso(year, month, day)
}

func lastOfMonth(year, month int) string { return iso(year, month+1, 0) }

func iso(y, m, d int) string {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
