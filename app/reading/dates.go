package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

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

// date is a parsed expression before its year is settled. Zero means absent.
type date struct {
	year, month, day int
	endMonth, endDay int
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

const (
	monthExpr = `((?:January|February|March|April|May|June|July|August|September|October|November|December|` +
		`Janvier|Février|Fevrier|Mars|Avril|Mai|Juin|Juillet|Août|Aout|Septembre|Octobre|Novembre|Décembre|Decembre|` +
		`janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)\b|` +
		`(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?|(?:janv|févr|avr|juil|déc)\b\.)`
	dayExpr   = `(\d{1,2})(?:st|nd|rd|th|er)?`
	yearExpr  = `((?:1[5-9]|20)\d\d)`
	spaceExpr = `[\s\x{a0}\x{202f}]{1,3}` // a line may end within a date
	dashExpr  = `(?:\s?[-–—]\s?| to )`
	thenYear  = `(?:,?` + spaceExpr + yearExpr + `)?`
)

// dateForms are tried in this order, the most telling first. The letters say
// which group is which.
var dateForms = []struct {
	re    *regexp.Regexp
	order string // a letter a group: y m d, upper case for the end of a range
	named bool   // it starts with the name of a month, else with a digit
}{
	{regexp.MustCompile(`^` + yearExpr + `-(\d\d)-(\d\d)\b`), "ymd", false},
	{regexp.MustCompile(`^` + monthExpr + spaceExpr + dayExpr + dashExpr + monthExpr + spaceExpr + dayExpr + thenYear + `\b`), "mdMDy", true},
	{regexp.MustCompile(`^` + monthExpr + spaceExpr + dayExpr + dashExpr + dayExpr + thenYear + `\b`), "mdDy", true},
	{regexp.MustCompile(`^` + dayExpr + spaceExpr + monthExpr + dashExpr + dayExpr + spaceExpr + monthExpr + thenYear + `(?:\b|$)`), "dmDMy", false},
	{regexp.MustCompile(`^` + dayExpr + dashExpr + dayExpr + spaceExpr + `(?:of |de )?` + monthExpr + thenYear + `(?:\b|$)`), "dDmy", false},
	{regexp.MustCompile(`^` + monthExpr + spaceExpr + dayExpr + thenYear + `\b`), "mdy", true},
	{regexp.MustCompile(`^` + dayExpr + spaceExpr + `(?:of |de )?` + monthExpr + thenYear + `(?:\b|$)`), "dmy", false},
	{regexp.MustCompile(`^` + monthExpr + dashExpr + monthExpr + `,?` + spaceExpr + yearExpr + `\b`), "mMy", true},
	{regexp.MustCompile(`^` + monthExpr + `,?` + spaceExpr + `(?:of |de )?` + yearExpr + `\b`), "my", true},
	{regexp.MustCompile(`^(\d{1,2})[./](\d{1,2})[./]` + yearExpr + `\b`), "??y", false},
	{regexp.MustCompile(`^` + yearExpr + `\b`), "y", false},
}

// longestDate bounds a date expression, in bytes.
const longestDate = 64

// dateAt parses the longest date expression at the start of text and says how
// many bytes it takes, 0 when there is none.
func dateAt(text string) (date, int) {
	if !mayStartDate(text) {
		return date{}, 0
	}
	text = firstOf(text, longestDate) // the expressions cost by the length of what they are given
	for _, form := range dateForms {
		if form.named == startsDigit(text) {
			continue
		}
		m := form.re.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		d, ok := dateOf(text, m, form.order)
		if ok {
			return d, m[1]
		}
	}
	return date{}, 0
}

// mayStartDate spares most words the expressions: a date starts with a digit
// or with a month, written in full or with its full stop.
func mayStartDate(text string) bool {
	if text == "" || text[0] >= '0' && text[0] <= '9' {
		return text != ""
	}
	n := 0
	for n < len(text) && (text[n] >= utf8.RuneSelf || asciiWord[text[n]]) {
		n++
	}
	return n > 2 && n < 12 && Month(text[:n]) > 0
}

func dateOf(text string, m []int, order string) (date, bool) {
	var d date
	var unknown []int
	for i, role := range order {
		if m[2*i+2] < 0 {
			continue
		}
		word := text[m[2*i+2]:m[2*i+3]]
		n := Month(word)
		if n == 0 {
			n, _ = strconv.Atoi(word)
		}
		switch role {
		case 'y':
			d.year = n
		case 'm':
			d.month = n
		case 'd':
			d.day = n
		case 'M':
			d.endMonth = n
		case 'D':
			d.endDay = n
		case '?':
			unknown = append(unknown, n)
		}
	}
	if len(unknown) == 2 { // 04/09/2026: whichever can be a month; both: left to the range
		a, b := unknown[0], unknown[1]
		switch {
		case a > 12:
			d.day, d.month = a, b
		case b > 12 || a == b:
			d.month, d.day = a, b
		default:
			return date{}, false
		}
	}
	return d, d.valid()
}

func (d date) valid() bool {
	return d.month <= 12 && d.day <= 31 && d.endDay <= 31 && (d.month > 0 || d.day == 0) &&
		(d.day == 0 || d.year == 0 || dayExists(d.year, d.month, d.day)) && (d.year > 0 || d.day > 0)
}

func dayExists(y, m, d int) bool {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() == d
}

// resolve settles the year and returns the days the words can mean. The rule
// is the field's: a date without a year is the latest such day on or before
// the publication, never before today.
func (d date) resolve(p Published) (earliest, latest, rule string) {
	if d.year > 0 {
		return d.first(d.year), d.last(d.year), "as written"
	}
	if p.Latest == "" {
		return "", "", "no year written, and none can be inferred"
	}
	limit, err := time.Parse(time.DateOnly, p.Latest)
	if err != nil {
		return "", "", "no year written, and none can be inferred"
	}
	year := limit.Year()
	for tries := 0; tries < 8 && (d.first(year) > p.Latest || !dayExists(year, d.month, d.day)); tries++ {
		year--
	}
	if p.Earliest == p.Latest {
		rule = "year inferred: the latest such day on or before the publication, " + p.Latest
	} else {
		rule = "year inferred from " + p.From
	}
	return d.first(year), d.last(year), rule
}

func (d date) first(year int) string {
	return iso(year, max(d.month, 1), max(d.day, 1))
}

func (d date) last(year int) string {
	month, day := d.month, d.day
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
		return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return iso(year, month, day)
}

func iso(y, m, d int) string {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
