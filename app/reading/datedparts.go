package reading

import "time"

// part is a part of a month, a year or a decade.
type part int

const (
	whole part = iota
	early
	middle
	late
	firstHalf
	secondHalf
	week1
	week2
	week3
	week4
	lastWeek
	quarter1
	quarter2
	quarter3
	quarter4
	spring
	summer
	autumn
	winter
)

// partWords stand right before a date: "late July", "mid-2023", "summer 2024",
// "Q2 2023".
var partWords = map[string]part{
	"early": early, "mid": middle, "late": late, "début": early, "debut": early, "fin": late, "mi": middle,
	"spring": spring, "summer": summer, "autumn": autumn, "fall": autumn, "winter": winter,
	"q1": quarter1, "q2": quarter2, "q3": quarter3, "q4": quarter4,
}

// partNouns stand before "of" and a date: "the end of July".
var partNouns = map[string]part{
	"end": late, "close": late, "beginning": early, "start": early, "outset": early, "middle": middle,
	"spring": spring, "summer": summer, "autumn": autumn, "fall": autumn, "winter": winter,
}

// numberedParts stand before "of" after a number: "the second half of 2023".
var numberedParts = map[string]part{
	"first half": firstHalf, "second half": secondHalf, "latter half": secondHalf,
	"first week": week1, "second week": week2, "third week": week3, "fourth week": week4, "last week": lastWeek, "final week": lastWeek,
	"first quarter": quarter1, "second quarter": quarter2, "third quarter": quarter3, "fourth quarter": quarter4, "last quarter": quarter4,
}

// fits says whether a date has such a part: weeks are of months, quarters and
// seasons of years.
func (p part) fits(d date) bool {
	switch {
	case d.day > 0:
		return false
	case d.endYear > 0: // a decade
		return p <= late
	case p >= quarter1:
		return d.month == 0
	case p >= week1:
		return d.month > 0
	}
	return true
}

// of narrows the days of a date to the part.
func (p part) of(d date, from, to string) (string, string) {
	start := dayOf(from)
	year, month := start.Year(), int(start.Month())
	if d.endYear > 0 && p <= late { // thirds of a decade
		first, last := [...]int{0, 0, 4, 7}[p], [...]int{9, 3, 6, 9}[p]
		return iso(year+first, 1, 1), iso(year+last, 12, 31)
	}
	days := func(first, last int) (string, string) { return iso(year, month, first), iso(year, month, last) }
	months := func(first, last int) (string, string) { return iso(year, first, 1), lastOfMonth(year, last) }
	inMonth := d.month > 0
	end := dayOf(lastOfMonth(year, month)).Day()
	switch p {
	case early:
		if inMonth {
			return days(1, 10)
		}
		return months(1, 4)
	case middle:
		if inMonth {
			return days(11, 20)
		}
		return months(5, 8)
	case late:
		if inMonth {
			return days(21, end)
		}
		return months(9, 12)
	case firstHalf:
		if inMonth {
			return days(1, 15)
		}
		return months(1, 6)
	case secondHalf:
		if inMonth {
			return days(16, end)
		}
		return months(7, 12)
	case week1, week2, week3, week4:
		n := int(p - week1)
		return days(7*n+1, 7*n+7)
	case lastWeek:
		return days(end-6, end)
	case quarter1, quarter2, quarter3, quarter4:
		n := int(p - quarter1)
		return months(3*n+1, 3*n+3)
	case spring, summer, autumn:
		n := int(p - spring)
		return months(3*n+3, 3*n+5)
	case winter: // which of two winters is not said
		if to > iso(year, 12, 31) { // "winter of 2022–23"
			return iso(year, 12, 1), lastOfMonth(year+1, 2)
		}
		return iso(year-1, 12, 1), lastOfMonth(year+1, 2)
	}
	return from, to
}

func (p part) rule() string {
	switch {
	case p <= late:
		return "early, mid and late are thirds"
	case p == winter:
		return "either winter of that year"
	case p >= spring:
		return "a season of the north"
	}
	return "the part that is named"
}

// startOfWeek is the Monday of a day's week.
func startOfWeek(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}
