package app

import (
	"time"

	"sidelight/widgets"
)

// mostMonths bounds a strip: a misread year must not make thousands of bars.
const mostMonths = 600

// monthBars fills the months ("2024-08") from the first to the last counted;
// those with more than half of the greatest count stand out.
func monthBars(counts map[string]int) []widgets.MonthBar {
	first, last, most := "", "", 0
	for month, n := range counts {
		if first == "" || month < first {
			first = month
		}
		last, most = max(last, month), max(most, n)
	}
	from, err := time.Parse("2006-01", first)
	if err != nil {
		return nil
	}
	var bars []widgets.MonthBar
	for at := from; at.Format("2006-01") <= last && len(bars) < mostMonths; at = at.AddDate(0, 1, 0) {
		name, n := monthName(at.Month()), counts[at.Format("2006-01")]
		bars = append(bars, widgets.MonthBar{Label: string([]rune(name)[:1]), Tip: name + " " + at.Format("2006"), Count: n, Strong: 2*n > most})
	}
	return bars
}
