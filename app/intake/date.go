package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sidelight/app/reading"
	"sidelight/db"
)

// order says how a text writes days in numbers.
type order int

const (
	orderUnknown    order = iota
	orderMonthFirst       // 04/09/2026 is April 9
	orderDayFirst         // 04/09/2026 is 4 September
)

// ParseDate reads a date as people write it: "August 19, 2024", "19 August
// 2024", "Mon., 19 Aug. 2024", "2024-08-19", "19 août 2024", "191400ZAUG24". A
// month, season, quarter or year alone becomes the range of its days, and so
// do "July 28 - August 2, 2024" and a date in numbers that can be read two ways
// (04/09/2026). The second result is false when no day or range with a year can
// be made of it. Written is the argument without blanks around it; Rule says in
// plain words how it was read.
func ParseDate(written string) (db.Date, bool) {
	return parseDate(written, orderUnknown)
}

func parseDate(written string, o order) (db.Date, bool) {
	written = strings.TrimFunc(written, isSpace)
	if written == "" || len(written) > 120 {
		return db.Date{Written: written}, false
	}
	s := norm.NFC.String(written)
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
	s = strings.TrimRight(s, ".,;")
	s = trailingTime.ReplaceAllString(s, "")
	s = leadingDay.ReplaceAllString(s, "")
	if m := yearAlone.FindStringSubmatch(s); m != nil {
		y, _ := strconv.Atoi(m[1])
		if first, last, ok := days(y, 0, 0); ok {
			return db.Date{Written: written, Earliest: first, Latest: last, Rule: "a year alone: from its first to its last day"}, true
		}
	}
	for _, r := range dateRules {
		if m := r.whole.FindStringSubmatch(s); m != nil {
			if first, last, rule, ok := r.read(m, o); ok {
				return db.Date{Written: written, Earliest: first, Latest: last, Rule: rule}, true
			}
		}
	}
	return db.Date{Written: written}, false
}

// findDate finds the first date with a year in a line, and where it stands.
func findDate(s string, o order) (d db.Date, start, end int, ok bool) {
	if len(s) > 400 || !strings.ContainsFunc(s, func(r rune) bool { return r >= '0' && r <= '9' }) {
		return db.Date{}, 0, 0, false
	}
	start = -1
	for _, r := range dateRules {
		for _, m := range r.part.FindAllStringSubmatchIndex(s, -1) {
			if !standsAlone(s, m[0], m[1]) {
				continue
			}
			groups := make([]string, len(m)/2)
			for g := range groups {
				if m[2*g] >= 0 {
					groups[g] = s[m[2*g]:m[2*g+1]]
				}
			}
			first, last, rule, good := r.read(groups, o)
			// The earliest in the line; of two that begin together the longer.
			if good && (start < 0 || m[0] < start || m[0] == start && m[1] > end) {
				d = db.Date{Written: s[m[0]:m[1]], Earliest: first, Latest: last, Rule: rule}
				start, end, ok = m[0], m[1], true
			}
		}
	}
	return d, start, end, ok
}

// anyDate reads a text that is a date, or else the first date in it.
func anyDate(s string, o order) (db.Date, bool) {
	d, ok := parseDate(s, o)
	if !ok {
		d, _, _, ok = findDate(s, o)
	}
	return d, ok
}

// standsAlone reports that no letter or digit touches the range.
func standsAlone(s string, start, end int) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	// A month glued to the word before it ("ShippersApril 10, 2026") is what is
	// left where a web page had a line break: a capital after a small letter.
	first, _ := utf8.DecodeRuneInString(s[start:])
	glued := unicode.IsLower(before) && unicode.IsUpper(first)
	return (!word(before) || glued) && !word(after) &&
		!(before == '/' || before == '-' || before == '.') && !(after == '/' || after == '-')
}

const (
	reMonth = `(jan(?:uary|vier|v)?|feb(?:ruary)?|f[ée]v(?:rier|r)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[eé]c(?:ember|embre)?)\.?`
	reDay   = `(\d{1,2})(?:st|nd|rd|th|er|e|\.)?`
	reYear  = `(\d{4})`
	reDash  = ` ?(?:-|–|—|to|au|until|through) ?`
)

var (
	trailingTime = regexp.MustCompile(`(?i)(?:,| at| à|T|\s[-–|·])?\s*\(?\d{1,2}(?::|h)\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?\)?$`)
	leadingDay   = regexp.MustCompile(`(?i)^(?:(?:on|le|the) )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?[.,]*\s*(?:le |the )?`)
	yearAlone    = regexp.MustCompile(`^\(?([12]\d{3})\)?$`)
)

// dateRule reads one way of writing a date.
type dateRule struct {
	whole, part *regexp.Regexp
	read        func(m []string, o order) (first, last, rule string, ok bool)
}

func rule(pattern string, read func(m []string, o order) (first, last, rule string, ok bool)) dateRule {
	return dateRule{regexp.MustCompile(`(?i)^` + pattern + `$`), regexp.MustCompile(`(?i)` + pattern), read}
}

const (
	ruleDay   = "a full date"
	ruleRange = "a range of days"
)

// dateRules, the longer forms first.
var dateRules = []dateRule{
	// July 28, 2024 - August 2, 2024
	rule(reMonth+` ?`+reDay+`(?:, ?| )?`+reYear+`?`+reDash+reMonth+` ?`+reDay+`,? ?`+reYear, func(m []string, _ order) (string, string, string, bool) {
		return dayRange(m[3], reading.Month(m[1]), m[2], m[6], reading.Month(m[4]), m[5])
	}),
	// 28 July (2024) - 2 August 2024
	rule(reDay+` `+reMonth+`(?:,? `+reYear+`)?`+reDash+reDay+` `+reMonth+`,? `+reYear, func(m []string, _ order) (string, string, string, bool) {
		return dayRange(m[3], reading.Month(m[2]), m[1], m[6], reading.Month(m[5]), m[4])
	}),
	// August 19-21, 2024
	rule(reMonth+` `+reDay+reDash+reDay+`,? `+reYear, func(m []string, _ order) (string, string, string, bool) {
		return dayRange(m[4], reading.Month(m[1]), m[2], m[4], reading.Month(m[1]), m[3])
	}),
	// 19-21 August 2024
	rule(reDay+reDash+reDay+` `+reMonth+`,? `+reYear, func(m []string, _ order) (string, string, string, bool) {
		return dayRange(m[4], reading.Month(m[3]), m[1], m[4], reading.Month(m[3]), m[2])
	}),
	// 2024-08-19T10:00:00Z
	rule(reYear+`[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?`, func(m []string, _ order) (string, string, string, bool) {
		mm, _ := strconv.Atoi(m[2])
		return oneDay(m[1], mm, m[3], ruleDay)
	}),
	// 2024年8月19日
	rule(reYear+` ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日`, func(m []string, _ order) (string, string, string, bool) {
		return oneDay(m[1], atoi(m[2]), m[3], ruleDay)
	}),
	// Military: 191400ZAUG24
	rule(`(\d{2})(\d{4})([A-Z]) ?`+reMonth+` ?(\d{4}|\d{2})`, func(m []string, _ order) (string, string, string, bool) {
		return oneDay(century(m[5]), reading.Month(m[4]), m[1], "a military date and time group")
	}),
	// August 19, 2024; Aug. 19th 2024
	rule(reMonth+` ?`+reDay+`(?:, ?| )`+reYear, func(m []string, _ order) (string, string, string, bool) {
		return oneDay(m[3], reading.Month(m[1]), m[2], ruleDay)
	}),
	// 19 August 2024; 19th of August, 2024; 19-Aug-2024; 1er août 2024
	rule(reDay+`(?: of | de |[ -])?`+reMonth+`(?:, ?|[ -])?`+reYear, func(m []string, _ order) (string, string, string, bool) {
		return oneDay(m[3], reading.Month(m[2]), m[1], ruleDay)
	}),
	// 19 AUG 24
	rule(`(\d{1,2})[ -]?`+reMonth+`[ -]?[’']?(\d{2})`, func(m []string, _ order) (string, string, string, bool) {
		return oneDay(century(m[3]), reading.Month(m[2]), m[1], "a full date; a year of two digits is taken to lie in this century")
	}),
	// 04/09/2026, 19.08.2024
	rule(`(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4})`, numbers),
	// July/August 2024
	rule(reMonth+`(?: ?/ ?|`+reDash+`)`+reMonth+`,? `+reYear, func(m []string, _ order) (string, string, string, bool) {
		y, _ := strconv.Atoi(m[3])
		a, b := reading.Month(m[1]), reading.Month(m[2])
		from := y
		if a > b { // December/January 2025
			from--
		}
		first, _, ok1 := days(from, a, 0)
		_, last, ok2 := days(y, b, 0)
		return first, last, "months alone: from the first day of the first to the last day of the last", ok1 && ok2
	}),
	// August 2024
	rule(reMonth+`(?:,? (?:of )?|/|-)`+reYear, func(m []string, _ order) (string, string, string, bool) {
		y, _ := strconv.Atoi(m[2])
		first, last, ok := days(y, reading.Month(m[1]), 0)
		return first, last, "a month alone: from its first to its last day", ok
	}),
	// 2024-08
	rule(reYear+`[-/](\d{2})`, func(m []string, _ order) (string, string, string, bool) {
		y, _ := strconv.Atoi(m[1])
		mm, _ := strconv.Atoi(m[2])
		first, last, ok := days(y, mm, 0)
		return first, last, "a month alone: from its first to its last day", ok && mm > 0
	}),
	// Q3 2024, 3rd quarter 2024
	rule(`(?:Q([1-4])|([1-4])(?:st|nd|rd|th) quarter)(?: of)?[, ]+`+reYear, func(m []string, _ order) (string, string, string, bool) {
		y, _ := strconv.Atoi(m[3])
		q, _ := strconv.Atoi(m[1] + m[2])
		first, _, ok1 := days(y, 3*q-2, 0)
		_, last, ok2 := days(y, 3*q, 0)
		return first, last, "a quarter: from its first to its last day", ok1 && ok2
	}),
	// Summer 2024
	rule(`(spring|summer|autumn|fall|winter|printemps|été|automne|hiver),? `+reYear+`([–/-]\d{2,4})?`, func(m []string, _ order) (string, string, string, bool) {
		y, _ := strconv.Atoi(m[2])
		from := map[string]int{"spring": 3, "printemps": 3, "summer": 6, "été": 6, "autumn": 9, "fall": 9, "automne": 9}[strings.ToLower(m[1])]
		if from == 0 && m[3] != "" { // Winter 2011–2012
			first, _, ok1 := days(y, 12, 0)
			_, last, ok2 := days(y+1, 2, 0)
			return first, last, "a winter: from December to February", ok1 && ok2
		}
		if from == 0 {
			// A winter issue comes out at either end of the year it names.
			first, last, ok := days(y, 0, 0)
			return first, last, "a winter: any day of the year it names", ok
		}
		first, _, ok1 := days(y, from, 0)
		_, last, ok2 := days(y, from+2, 0)
		return first, last, "a season of the northern half of the world, three whole months", ok1 && ok2
	}),
}

// numbers reads a date written in numbers alone.
func numbers(m []string, o order) (first, last, rule string, ok bool) {
	if m[2] != m[4] {
		return "", "", "", false
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[3])
	monthFirst, _, mOK := days(atoi(m[5]), a, b)
	dayFirst, _, dOK := days(atoi(m[5]), b, a)
	mOK, dOK = mOK && a > 0 && b > 0, dOK && a > 0 && b > 0
	switch {
	case mOK && dOK && a == b:
		return dayFirst, dayFirst, "numbers that mean the same day in either order", true
	case dOK && (m[2] == "." || m[2] == "-" && o != orderMonthFirst):
		return dayFirst, dayFirst, "numbers parted by stops or dashes: the day first", true
	case mOK && !dOK:
		return monthFirst, monthFirst, fmt.Sprintf("numbers: %d cannot be a month, so the month comes first", b), true
	case dOK && !mOK:
		return dayFirst, dayFirst, fmt.Sprintf("numbers: %d cannot be a month, so the day comes first", a), true
	case !mOK:
		return "", "", "", false
	case o == orderMonthFirst:
		return monthFirst, monthFirst, "numbers: month first, as the text writes its dates elsewhere", true
	case o == orderDayFirst:
		return dayFirst, dayFirst, "numbers: day first, as the text writes its dates elsewhere", true
	}
	rule = fmt.Sprintf("numbers that can be read two ways: %s or %s", monthFirst, dayFirst)
	return min(monthFirst, dayFirst), max(monthFirst, dayFirst), rule, true
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func century(year string) string {
	if len(year) == 2 {
		return "20" + year
	}
	return year
}

// days gives the first and last day of a year (month 0), a month (day 0) or a
// day; false when there is no such day or the year is out of all likelihood.
func days(year, month, day int) (first, last string, ok bool) {
	if year < 1500 || year > 2200 || month < 0 || month > 12 || day < 0 {
		return "", "", false
	}
	iso := func(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }
	length := func(m int) int { return time.Date(year, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() }
	switch {
	case month == 0:
		return iso(year, 1, 1), iso(year, 12, 31), true
	case day == 0:
		return iso(year, month, 1), iso(year, month, length(month)), true
	case day > length(month):
		return "", "", false
	}
	return iso(year, month, day), iso(year, month, day), true
}

func oneDay(year string, month int, day, rule string) (string, string, string, bool) {
	d := atoi(day)
	first, last, ok := days(atoi(year), month, d)
	return first, last, rule, ok && month > 0 && d > 0
}

// dayRange reads two days; the first may leave out its year.
func dayRange(y1 string, m1 int, d1, y2 string, m2 int, d2 string) (string, string, string, bool) {
	to, _, _, ok2 := oneDay(y2, m2, d2, "")
	if y1 == "" {
		y1 = y2
		if m1 > m2 { // December 30 - January 2, 2025
			y1 = strconv.Itoa(atoi(y2) - 1)
		}
	}
	from, _, _, ok1 := oneDay(y1, m1, d1, "")
	return from, to, ruleRange, ok1 && ok2 && from <= to
}

// monthNames are the spellings that a text is searched for by dateOrder.
var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	"Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// dateOrder tells from dates that name their month whether the text writes the
// month or the day first. It looks at the first 64 kB.
func dateOrder(text string) order {
	text = text[:min(len(text), 64<<10)]
	digit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	monthFirst, dayFirst := false, false
	for _, name := range monthNames {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(name)
			from = end
			switch {
			case end < len(text) && text[end] == ' ' && digit(end+1) && !(digit(end+2) && digit(end+3)):
				monthFirst = true
			case start > 1 && text[start-1] == ' ' && digit(start-2) && !(digit(start-3) && digit(start-4)):
				dayFirst = true
			}
		}
	}
	switch {
	case monthFirst && !dayFirst:
		return orderMonthFirst
	case dayFirst && !monthFirst:
		return orderDayFirst
	}
	return orderUnknown
}

// reLongMonth is a month in English as citations write it.
const reLongMonth = `(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)`
