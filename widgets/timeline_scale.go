package widgets

import (
	"math"
	"strconv"
	"time"
)

// The scale of a timeline: which day stands where, and what the axis says.
// Nothing here draws. Days are counted from 1 January 1970; a day reaches from
// its number to the next.

// timeScale maps days to pixels.
type timeScale struct {
	from   float64 // the day at the left edge
	perDay float64 // pixels that a day takes
}

const (
	mostPerDay = 120 // a single day is wide enough
	fitPerDay  = 24  // as close as fitting goes, so that one event has a month around it
	leastYears = 40  // how far zooming out goes, or half as far again as the events reach
)

// dayOf counts the days of a date, whatever its time zone.
func dayOf(t time.Time) int {
	return int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

const secondsPerDay = 24 * 60 * 60

func dateOf(day int) time.Time { return time.Unix(int64(day)*secondsPerDay, 0).UTC() }

func (s timeScale) x(day float64) float32 { return float32((day - s.from) * s.perDay) }

func (s timeScale) day(x float32) float64 { return s.from + float64(x)/s.perDay }

// fitScale shows all days from first to last in a width, with some room at the
// ends: more at the right, where the last label stands.
func fitScale(first, last int, width float32) timeScale {
	days := float64(last - first + 1)
	s := timeScale{perDay: min(fitPerDay, float64(width)*0.82/days)}
	s.from = float64(first) - 0.3*(float64(width)/s.perDay-days)
	return s
}

// zoomed returns the scale so many times as close, with the day at x in place.
// It stays between single days and some decades, or what the events from first
// to last need.
func (s timeScale) zoomed(x float32, factor float64, first, last int, width float32) timeScale {
	days := max(leastYears*365, float64(last-first+1)*1.5)
	day := s.day(x)
	s.perDay = max(float64(width)/days, min(s.perDay*factor, mostPerDay))
	s.from = day - float64(x)/s.perDay
	return s
}

// kept returns the scale moved so far that some of the days from first to last
// stay in view.
func (s timeScale) kept(first, last int, width float32) timeScale {
	view := float64(width) / s.perDay
	s.from = max(float64(first)-0.9*view, min(s.from, float64(last+1)-0.1*view))
	return s
}

// axisTick is a line of the axis and the words at its right.
type axisTick struct {
	x     float32 // of the line
	text  string  // "" where the words have no room
	textX float32
}

type timeUnit uint8

const (
	unitDay timeUnit = iota
	unitMonth
	unitYear
)

// tickStep is a spacing of ticks: every n days of a month, months or years.
type tickStep struct {
	unit  timeUnit
	n     int
	least float64 // days between two of them, where they are closest
}

// tickSteps lists the spacings, finest first. Every five days means the 1st,
// 5th, 10th and so on to the 25th, so that ticks stand on round numbers.
var tickSteps = []tickStep{
	{unitDay, 1, 1}, {unitDay, 5, 4}, {unitDay, 10, 8}, {unitMonth, 1, 28}, {unitMonth, 3, 90},
	{unitYear, 1, 365}, {unitYear, 2, 730}, {unitYear, 5, 1826}, {unitYear, 10, 3652}, {unitYear, 20, 7305},
	{unitYear, 50, 18262}, {unitYear, 100, 36524}, {unitYear, 500, 182621},
}

const (
	tickInset float32 = 4 // from a tick to its words
	tickGap   float32 = 8 // from words to the next tick
)

// on reports whether a tick of a step by days stands on a day.
func (t tickStep) on(day int) bool {
	n := dateOf(day).Day()
	switch t.n {
	case 1:
		return true
	case 5:
		return n == 1 || n%5 == 0 && n <= 25
	}
	return n == 1 || n == 11 || n == 21
}

// start returns the last tick that is not after a day.
func (t tickStep) start(day int) int {
	d := dateOf(day)
	switch t.unit {
	case unitDay:
		for !t.on(day) {
			day--
		}
		return day
	case unitMonth:
		return dayOf(time.Date(d.Year(), d.Month()-(d.Month()-1)%time.Month(t.n), 1, 0, 0, 0, 0, time.UTC))
	}
	return dayOf(time.Date(d.Year()-((d.Year()%t.n)+t.n)%t.n, time.January, 1, 0, 0, 0, 0, time.UTC))
}

// next returns the tick after a tick.
func (t tickStep) next(tick int) int {
	switch t.unit {
	case unitDay:
		for tick++; !t.on(tick); {
			tick++
		}
		return tick
	case unitMonth:
		return dayOf(dateOf(tick).AddDate(0, t.n, 0))
	}
	return dayOf(dateOf(tick).AddDate(t.n, 0, 0))
}

// axis returns the ticks of a scale: fine ones with their numbers, and the
// months or years that these are of. measure gives the width of words, month
// the short name of a date's month.
func (s timeScale) axis(width float32, measure func(string) float32, month func(time.Time) string) (fine, coarse []axisTick) {
	widest := [3]float32{unitDay: measure("28"), unitYear: measure("2000")}
	for m := time.January; m <= time.December; m++ {
		widest[unitMonth] = max(widest[unitMonth], measure(month(time.Date(2000, m, 1, 0, 0, 0, 0, time.UTC))))
	}
	step := tickSteps[len(tickSteps)-1]
	for _, t := range tickSteps {
		if t.least*s.perDay >= float64(tickInset+widest[t.unit]+tickGap) {
			step = t
			break
		}
	}
	fine = s.ticks(step, width, measure, func(d time.Time) string {
		switch step.unit {
		case unitDay:
			return strconv.Itoa(d.Day())
		case unitMonth:
			return month(d)
		}
		return strconv.Itoa(d.Year())
	})
	switch step.unit {
	case unitDay:
		coarse = s.ticks(tickStep{unitMonth, 1, 28}, width, measure, func(d time.Time) string {
			return month(d) + " " + strconv.Itoa(d.Year())
		})
	case unitMonth:
		coarse = s.ticks(tickStep{unitYear, 1, 365}, width, measure, func(d time.Time) string { return strconv.Itoa(d.Year()) })
	}
	return fine, coarse
}

// ticks returns the ticks of one step in view. Of periods that follow each other
// without a gap the one at the left edge is among them: its words stay at the
// edge until the next push them out.
func (s timeScale) ticks(step tickStep, width float32, measure func(string) float32, words func(time.Time) string) (ticks []axisTick) {
	for day := step.start(int(math.Floor(s.from))); ; {
		x, next := s.x(float64(day)), step.next(day)
		if x >= width {
			return ticks
		}
		if x >= 0 || step.n == 1 {
			t := axisTick{x: x, textX: max(x, 0) + tickInset}
			text := words(dateOf(day))
			if end := t.textX + measure(text); end <= width && end+tickGap <= s.x(float64(next))+tickInset {
				t.text = text
			}
			ticks = append(ticks, t)
		}
		day = next
	}
}
