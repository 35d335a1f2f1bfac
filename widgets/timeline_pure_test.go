package widgets

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// sevenPixels measures words as if every letter were 7 pixels wide.
func sevenPixels(s string) float32 { return 7 * float32(utf8.RuneCountInString(s)) }

func english(d time.Time) string { return d.Month().String()[:3] }

func texts(ticks []axisTick) (all []string) {
	for _, t := range ticks {
		if t.text != "" {
			all = append(all, t.text)
		}
	}
	return all
}

func TestTheAxisNamesWhatItsScaleShows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		from         time.Time
		days         float64
		fine, coarse string
	}{
		{"days", day(2024, 7, 27), 6, "27 28 29 30 31 1", "Jul 2024 Aug 2024"},
		{"fives of days", day(2024, 7, 18), 55, "20 25 1 5 10 15 20 25 1 5", "Jul 2024 Aug 2024 Sep 2024"},
		{"tens of days", day(2024, 2, 15), 100, "21 1 11 21 1 11 21 1 11 21", "Feb 2024 Mar 2024 Apr 2024 May 2024"},
		{"months", day(2023, 10, 20), 300, "Nov Dec Jan Feb Mar Apr May Jun Jul Aug", "2023 2024"},
		{"quarters", day(2022, 11, 20), 800, "Jan Apr Jul Oct Jan Apr Jul Oct", "2023 2024"},
		{"years", day(2016, 3, 1), 3650, "2016 2017 2018 2019 2020 2021 2022 2023 2024 2025", ""},
		{"tens of years", day(1957, 1, 1), 40000, "1960 1970 1980 1990 2000 2010 2020 2030 2040 2050 2060", ""},
	} {
		// given a window of 600 pixels onto so many days
		s := timeScale{from: float64(dayOf(c.from)), perDay: 600 / c.days}
		// when the axis is made
		fine, coarse := s.axis(600, sevenPixels, english)
		// then it counts in the unit that has room, and names the larger one
		if got := strings.Join(texts(fine), " "); got != c.fine {
			t.Errorf("%s: %q, want %q", c.name, got, c.fine)
		}
		if got := strings.Join(texts(coarse), " "); got != c.coarse {
			t.Errorf("%s: above %q, want %q", c.name, got, c.coarse)
		}
	}
}

// scales draws any scale between single days and centuries.
func scales(t *rapid.T) (s timeScale, width float32) {
	width = float32(rapid.IntRange(120, 2400).Draw(t, "width"))
	days := math.Exp(rapid.Float64Range(math.Log(4), math.Log(300_000)).Draw(t, "log of days"))
	return timeScale{from: rapid.Float64Range(-90_000, 40_000).Draw(t, "from"), perDay: min(mostPerDay, float64(width)/days)}, width
}

func TestWordsOfTheAxisNeverCollide(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, width := scales(t)
		fine, coarse := s.axis(width, sevenPixels, english)
		if len(fine) > int(width) {
			t.Fatalf("%d ticks in %.0f pixels", len(fine), width)
		}
		for _, row := range [][]axisTick{fine, coarse} {
			free := float32(0)
			for i, tick := range row {
				if i > 0 && tick.x <= row[i-1].x {
					t.Fatalf("tick %d stands at %.1f, the one before at %.1f", i, tick.x, row[i-1].x)
				}
				if tick.text == "" {
					continue
				}
				if tick.textX < free || tick.textX+sevenPixels(tick.text) > width {
					t.Fatalf("%q stands at %.1f, where the one before ends at %.1f and the window at %.0f", tick.text, tick.textX, free, width)
				}
				free = tick.textX + sevenPixels(tick.text) + 1
			}
		}
	})
}

func TestZoomingKeepsTheDayUnderThePointer(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, width := scales(t)
		x := float32(rapid.Float64Range(0, float64(width)).Draw(t, "x"))
		factor := rapid.Float64Range(0.05, 20).Draw(t, "factor")
		first := int(s.from)
		after := s.zoomed(x, factor, first, first+100, width)
		if d := math.Abs(after.day(x) - s.day(x)); d*after.perDay > 0.01 {
			t.Fatalf("day %.3f became %.3f", s.day(x), after.day(x))
		}
		if after.perDay > mostPerDay || float64(width)/after.perDay > leastYears*366 {
			t.Fatalf("%.5f pixels a day", after.perDay)
		}
	})
}

// events draws up to some hundred events of some years, most of few days.
func drawEvents(t *rapid.T) []timelineEvent {
	n := rapid.IntRange(1, 300).Draw(t, "events")
	spread := rapid.IntRange(1, 4000).Draw(t, "days")
	events := make([]TimelineEvent, n)
	for i := range events {
		d := day(2020, 1, 1).AddDate(0, 0, rapid.IntRange(0, spread).Draw(t, "day"))
		long := 0
		if rapid.IntRange(0, 4).Draw(t, "long") == 0 {
			long = rapid.IntRange(-2, 200).Draw(t, "length")
		}
		events[i] = TimelineEvent{ID: int64(i + 1), Earliest: d, Latest: d.AddDate(0, 0, long),
			Label: strings.Repeat("x", rapid.IntRange(0, 60).Draw(t, "label")), Strong: rapid.Bool().Draw(t, "strong")}
	}
	return sortedEvents(events, sevenPixels)
}

func TestEveryEventHasItsPlaceAndNoneOverlap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		events := drawEvents(t)
		s, _ := scales(t)
		lanes := rapid.IntRange(2, 20).Draw(t, "lanes")
		marks, clustered := timeMarks(events, s.perDay, lanes)

		seen := make([]int, len(events))
		byLane := map[int][]timeMark{}
		for _, m := range marks {
			if m.lane < 0 || m.lane >= lanes {
				t.Fatalf("lane %d of %d", m.lane, lanes)
			}
			if len(m.events) > 1 && (m.lane != 0 || !clustered) {
				t.Fatalf("a cluster in lane %d (told of clusters: %v)", m.lane, clustered)
			}
			byLane[m.lane] = append(byLane[m.lane], m)
			for _, i := range m.events {
				seen[i]++
				// A mark stands where its event does: a bar on its days, a dot
				// within them or around them, a cluster on the stretch of its start.
				x0, x1 := float64(events[i].first)*s.perDay, float64(events[i].last+1)*s.perDay
				if m.x0 > x1+bucketSide || m.x1 < x0-bucketSide || m.bar && (m.x0 != x0 || m.x1 != x1) {
					t.Fatalf("days from %.1f to %.1f are drawn from %.1f to %.1f", x0, x1, m.x0, m.x1)
				}
			}
		}
		for i, n := range seen {
			if n != 1 {
				t.Fatalf("event %d of %d is drawn %d times", i, len(events), n)
			}
		}
		for lane, row := range byLane {
			slices.SortFunc(row, func(a, b timeMark) int { return cmp.Compare(a.x0, b.x0) })
			if end := row[len(row)-1]; lane > 0 && !math.IsInf(end.until, 1) {
				t.Fatalf("in lane %d the last label may only reach to %.1f", lane, end.until)
			}
			for i := 1; i < len(row); i++ {
				if row[i-1].x1+markGap > row[i].x0+1e-6 {
					t.Fatalf("in lane %d a mark ends at %.1f and the next begins at %.1f", lane, row[i-1].x1, row[i].x0)
				}
				if until := row[i-1].until; until > row[i].x0+1e-6 || lane > 0 && until != row[i].x0 {
					t.Fatalf("in lane %d a label may reach to %.1f, where the next mark begins at %.1f", lane, until, row[i].x0)
				}
			}
		}
	})
}

func TestAFewEventsAreNeverACluster(t *testing.T) {
	t.Parallel()
	events := sortedEvents(chronology(), sevenPixels)
	marks, clustered := timeMarks(events, 4, 8)
	if clustered || len(marks) != len(events) {
		t.Errorf("%d marks for %d events, clustered: %v", len(marks), len(events), clustered)
	}
}

func TestWhatWasKeptStaysOutOfAClusterWhileItHasRoom(t *testing.T) {
	t.Parallel()
	// given twenty events of a day, of which two were kept
	var all []TimelineEvent
	for i := range 20 {
		d := day(2024, 7, 27)
		all = append(all, TimelineEvent{ID: int64(i + 1), Earliest: d, Latest: d, Strong: i == 4 || i == 11})
	}
	events := sortedEvents(all, sevenPixels)
	// when they are laid into six lanes
	marks, _ := timeMarks(events, 10, 6)
	// then the two stand alone, and the others are one mark
	var kept, together int
	for _, m := range marks {
		if len(m.events) > 1 {
			together = len(m.events)
		} else if events[m.events[0]].Strong {
			kept++
		}
	}
	same(t, "kept events with a mark of their own", kept, 2)
	same(t, "events in the cluster", together, 18)
}

func TestALabelIsCutAtALetter(t *testing.T) {
	r := newRulerOf(7)
	t.Parallel()
	for _, c := range []struct {
		room float32
		want string
	}{{700, "Roads and wells"}, {105, "Roads and wells"}, {104, "Roads and wel…"}, {77, "Roads and…"}, {14, "R…"}, {3, "…"}} {
		if got := r.cut("Roads and wells", c.room); got != c.want {
			t.Errorf("in %v pixels: %q, want %q", c.room, got, c.want)
		}
	}
	// a letter keeps its accent
	if got := r.cut("Cafe\u0301s", 34); got != "Caf…" && got != "Cafe\u0301…" {
		t.Errorf("%q", got)
	}
}

// newRulerOf is a ruler on which every letter has the same width.
func newRulerOf(width float32) *ruler {
	r := newRuler(small)
	for i := range r.latin {
		r.latin[i] = width
	}
	r.others['…'], r.others['\u0301'] = width, width
	return r
}

func BenchmarkTimeMarks(b *testing.B) {
	events := sortedEvents(crowd(5000), sevenPixels)
	for _, perDay := range []float64{0.3, 3, 30} {
		b.Run(strconv.FormatFloat(perDay, 'g', 2, 64)+" pixels a day", func(b *testing.B) {
			for b.Loop() {
				timeMarks(events, perDay, 12)
			}
		})
	}
}
