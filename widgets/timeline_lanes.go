package widgets

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// TimelineEvent is something that happened on a day, or between two days.
type TimelineEvent struct {
	ID               int64
	Earliest, Latest time.Time // days; Latest before Earliest counts as the same day
	Label            string    // what happened
	When             string    // the date in words, shown under the pointer
	Strong           bool      // kept by the analyst; the others are drawn quietly
	Uncertain        bool      // it happened some time between the days, not all the time
	Tone             string    // a label colour of the palette; "": the accent
}

// timelineEvent is an event as laying out sees it.
type timelineEvent struct {
	TimelineEvent
	first, last int     // days
	label       float32 // width of the label
}

// sortedEvents puts events in order of date.
func sortedEvents(events []TimelineEvent, measure func(string) float32) []timelineEvent {
	all := make([]timelineEvent, len(events))
	for i, e := range events {
		first, last := dayOf(e.Earliest), dayOf(e.Latest)
		all[i] = timelineEvent{e, first, max(first, last), measure(e.Label)}
	}
	slices.SortFunc(all, func(a, b timelineEvent) int {
		return cmp.Or(a.first-b.first, a.last-b.last, cmp.Compare(a.ID, b.ID))
	})
	return all
}

// timeMark is what is drawn for an event, or for several that stand too close
// together. Its x are pixels from day 0, so that moving the view changes none.
type timeMark struct {
	events []int // indexes; more than one: a cluster
	lane   int
	x0, x1 float64
	bar    bool    // a stretch of days wide enough to be seen as one
	until  float64 // where the next mark in the lane begins
}

const (
	dotSide      float64 = 10
	barLeastSide float64 = 14  // a stretch narrower than this is a dot
	markGap      float64 = 6   // between marks in a lane
	labelGap     float64 = 5   // from a mark to its label
	labelMost    float64 = 190 // the widest a label makes room for
	labelLeast   float64 = 44  // a label is not cut below this
	labelPad     float64 = 7   // within a bar
	bucketSide   float64 = 84  // of the stretch whose events are drawn as one mark
)

// markOf returns the mark of one event at a scale, without a lane.
func (e timelineEvent) markOf(index int, perDay float64) timeMark {
	x0, x1 := float64(e.first)*perDay, float64(e.last+1)*perDay
	if e.last > e.first && x1-x0 >= barLeastSide {
		return timeMark{events: []int{index}, x0: x0, x1: x1, bar: true, until: math.Inf(1)}
	}
	centre := (x0 + x1) / 2
	return timeMark{events: []int{index}, x0: centre - dotSide/2, x1: centre + dotSide/2, until: math.Inf(1)}
}

// reach returns how far to the right a mark would like to have for its label:
// inside a bar where it fits there, else beside it.
func (m timeMark) reach(label float64) float64 {
	if m.bar && label+2*labelPad <= m.x1-m.x0 {
		return m.x1
	}
	return m.x1 + labelGap + min(label, labelMost)
}

// laneFiller puts marks into lanes from left to right.
type laneFiller struct {
	events []timelineEvent
	perDay float64
	marks  []timeMark
	ends   []laneEnd
}

// laneEnd is how far a lane is taken.
type laneEnd struct {
	mark  int     // index of the last mark, -1: none
	x     float64 // where that ends
	reach float64 // where its label would like to end
}

// add puts an event into a lane: the first where no label is cut by it, else
// the one where the label before it keeps the most room. It reports false when
// every lane is taken.
func (f *laneFiller) add(index int) bool {
	m := f.events[index].markOf(index, f.perDay)
	best := -1
	for lane, end := range f.ends {
		if end.x+markGap > m.x0 {
			continue
		}
		if end.reach+markGap <= m.x0 {
			best = lane
			break
		}
		if best < 0 || end.x < f.ends[best].x {
			best = lane
		}
	}
	if best < 0 {
		return false
	}
	m.lane = best
	if before := f.ends[best].mark; before >= 0 {
		f.marks[before].until = m.x0
	}
	f.ends[best] = laneEnd{len(f.marks), m.x1, m.reach(float64(f.events[index].label))}
	f.marks = append(f.marks, m)
	return true
}

// all adds events, or none of them.
func (f *laneFiller) all(indexes []int) bool {
	marks, ends := len(f.marks), slices.Clone(f.ends)
	for _, i := range indexes {
		if !f.add(i) {
			f.marks, f.ends = f.marks[:marks], ends
			for _, end := range ends {
				if end.mark >= 0 {
					f.marks[end.mark].until = math.Inf(1)
				}
			}
			return false
		}
	}
	return true
}

// timeMarks lays events, sorted by date, into so many lanes at a scale. Where a
// stretch has more events than lanes, they become one cluster in lane 0, which
// then holds clusters alone; what the analyst kept stays out of it while it has
// room. clustered reports whether there is one.
func timeMarks(events []timelineEvent, perDay float64, lanes int) (marks []timeMark, clustered bool) {
	buckets := bucketsOf(events, perDay)
	f := newLaneFiller(events, perDay, lanes)
	if !slices.ContainsFunc(buckets, func(b []int) bool { return len(b) > lanes || !f.all(b) }) {
		return f.marks, false
	}
	f = newLaneFiller(events, perDay, max(1, lanes-1))
	var clusters []timeMark
	for _, bucket := range buckets {
		if len(bucket) < lanes && f.all(bucket) {
			continue
		}
		kept, rest := f.strongOf(bucket)
		if len(kept) >= lanes || !f.all(kept) {
			rest = bucket
		}
		clusters = append(clusters, f.cluster(rest))
	}
	for i := range f.marks {
		f.marks[i].lane++
	}
	return append(clusters, f.marks...), true
}

func newLaneFiller(events []timelineEvent, perDay float64, lanes int) *laneFiller {
	f := &laneFiller{events: events, perDay: perDay, ends: make([]laneEnd, lanes)}
	for i := range f.ends {
		f.ends[i] = laneEnd{-1, math.Inf(-1), math.Inf(-1)}
	}
	return f
}

// bucketsOf groups events by the stretch of the scale that they begin in.
func bucketsOf(events []timelineEvent, perDay float64) (buckets [][]int) {
	last := math.Inf(-1)
	for i, e := range events {
		if b := math.Floor(float64(e.first) * perDay / bucketSide); b != last {
			buckets, last = append(buckets, nil), b
		}
		n := len(buckets) - 1
		buckets[n] = append(buckets[n], i)
	}
	return buckets
}

// strongOf parts the events the analyst kept from the rest.
func (f *laneFiller) strongOf(bucket []int) (kept, rest []int) {
	for _, i := range bucket {
		if f.events[i].Strong {
			kept = append(kept, i)
		} else {
			rest = append(rest, i)
		}
	}
	return kept, rest
}

// cluster makes one mark of the events of a stretch. It fills the stretch; an
// event that is alone in it is a dot there.
func (f *laneFiller) cluster(bucket []int) timeMark {
	left := math.Floor(float64(f.events[bucket[0]].first)*f.perDay/bucketSide) * bucketSide
	m := timeMark{events: bucket, x0: left + markGap/2, x1: left + bucketSide - markGap/2, until: left + bucketSide}
	if len(bucket) == 1 {
		m.x0 = max(m.x0, min(f.events[bucket[0]].markOf(bucket[0], f.perDay).x0, m.x1-dotSide))
		m.x1 = m.x0 + dotSide
	}
	return m
}
