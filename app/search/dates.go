package search

import (
	"strconv"
	"strings"
	"time"
)

// months are the English months by their first three letters.
var months = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
	"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// period reads a year, a month or a day, as "2024", "2024-08", "2024-08-19",
// "August 2024", "19 Aug 2024" or "August 19, 2024", or two of them with ".."
// between, and returns its first and its last day.
func period(written string) (from, to time.Time, ok bool) {
	if first, last, two := strings.Cut(written, ".."); two {
		from, _, ok = onePeriod(first)
		_, to, known := onePeriod(last)
		return from, to, ok && known && !to.Before(from)
	}
	return onePeriod(written)
}

func onePeriod(written string) (from, to time.Time, ok bool) {
	words, _ := wordsOf(written)
	year, month, day := "", "", ""
	switch len(words) {
	case 1:
		year = words[0]
	case 2:
		year, month = words[0], words[1]
		if monthOf(year) != 0 {
			year, month = month, year
		}
	case 3:
		year, month, day = words[0], words[1], words[2]
		switch {
		case monthOf(year) != 0: // August 19, 2024
			year, month, day = day, year, month
		case monthOf(month) != 0: // 19 Aug 2024
			year, day = day, year
		}
	}
	y, m, d := numberOf(year), 1, 1
	if len(year) != 4 || y < 1000 {
		return from, to, false
	}
	if month != "" {
		if m = int(monthOf(month)); m == 0 {
			m = numberOf(month)
		}
	}
	if day != "" {
		d = numberOf(strings.TrimRight(day, "sthndr"))
	}
	from = time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if from.Month() != time.Month(m) || from.Day() != d { // no such day
		return from, to, false
	}
	switch {
	case day != "":
		to = from
	case month != "":
		to = from.AddDate(0, 1, -1)
	default:
		to = from.AddDate(1, 0, -1)
	}
	return from, to, true
}

// monthOf returns the month that a folded word names, in full or cut short.
func monthOf(word string) time.Month {
	if len(word) < 3 {
		return 0
	}
	m := months[word[:3]]
	if m == 0 || word != "sept" && !strings.HasPrefix(strings.ToLower(m.String()), word) {
		return 0
	}
	return m
}

// numberOf returns a number of at most four digits, or -1.
func numberOf(word string) int {
	n, err := strconv.ParseUint(word, 10, 16)
	if err != nil {
		return -1
	}
	return int(n)
}
