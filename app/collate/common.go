package collate

import (
	"cmp"
	"slices"

	"sidelight/app/span"
)

// inCommon lists what two texts have: both, and one without the other.
func inCommon(left, right Side) (shared, onlyLeft, onlyRight Common) {
	actors, places, sources, dates := newItems(), newItems(), newItems(), newItems()
	for i, s := range []Side{left, right} {
		onRight := i == 1
		for _, m := range s.Mentions {
			to := actors
			if m.Kind == kindPlace {
				to = places
			}
			to.add(m.key(), m.ActorID, m.Name, m.Span, onRight)
		}
		for _, c := range s.Citations {
			to := cmp.Or(c.Source, c.Outlet, c.Handle)
			if key := sourceKey(c); key != "" {
				sources.add(key, c.SourceID, to, citationSpan(c), onRight)
			}
		}
		for _, d := range s.Days {
			if d.Earliest != "" && d.Earliest == d.Latest {
				dates.add(d.Earliest, 0, d.Earliest, d.Span, onRight)
			}
		}
	}
	for _, each := range []struct {
		from *items
		to   func(*Common) *[]Item
	}{
		{actors, func(c *Common) *[]Item { return &c.Actors }},
		{places, func(c *Common) *[]Item { return &c.Places }},
		{sources, func(c *Common) *[]Item { return &c.Sources }},
		{dates, func(c *Common) *[]Item { return &c.Dates }},
	} {
		both, l, r := each.from.parted()
		*each.to(&shared), *each.to(&onlyLeft), *each.to(&onlyRight) = both, l, r
	}
	slices.SortStableFunc(shared.Dates, byName)
	slices.SortStableFunc(onlyLeft.Dates, byName)
	slices.SortStableFunc(onlyRight.Dates, byName)
	return shared, onlyLeft, onlyRight
}

func byName(x, y Item) int { return cmp.Compare(x.Name, y.Name) }

// items collects things by their key, in the order in which they come.
type items struct {
	by  map[string]int
	all []Item
}

func newItems() *items { return &items{by: map[string]int{}} }

func (t *items) add(key string, id int64, name string, at span.Span, onRight bool) {
	i, ok := t.by[key]
	if !ok {
		i = len(t.all)
		t.by[key] = i
		t.all = append(t.all, Item{ID: id, Name: name})
	}
	if onRight {
		t.all[i].Right = append(t.all[i].Right, at)
	} else {
		t.all[i].Left = append(t.all[i].Left, at)
	}
}

// parted tells what is on both sides from what is on one, the most named
// first.
func (t *items) parted() (both, left, right []Item) {
	for _, one := range t.all {
		switch {
		case len(one.Left) > 0 && len(one.Right) > 0:
			both = append(both, one)
		case len(one.Left) > 0:
			left = append(left, one)
		default:
			right = append(right, one)
		}
	}
	for _, list := range [][]Item{both, left, right} {
		slices.SortStableFunc(list, func(x, y Item) int {
			return cmp.Or(cmp.Compare(len(y.Left)+len(y.Right), len(x.Left)+len(x.Right)), byName(x, y))
		})
	}
	return both, left, right
}
