package reader

import "sort"

// spanIndex holds things that cover bytes of the text, in order of their start,
// and finds those that touch a span without looking at the others, however
// long some of them are.
type spanIndex[T any] struct {
	all   []T
	span  func(*T) (start, end int)
	reach []int // by item, as node of a balanced tree over all: the greatest end below it
}

// newSpanIndex takes over all, which must be in order of the starts.
func newSpanIndex[T any](all []T, span func(*T) (start, end int)) spanIndex[T] {
	ix := spanIndex[T]{all: all, span: span, reach: make([]int, len(all))}
	ix.grow(0, len(all))
	return ix
}

// grow fills reach for the items [lo, hi), whose root is the middle one.
func (ix *spanIndex[T]) grow(lo, hi int) int {
	if lo == hi {
		return 0
	}
	mid := (lo + hi) / 2
	_, end := ix.span(&ix.all[mid])
	ix.reach[mid] = max(end, ix.grow(lo, mid), ix.grow(mid+1, hi))
	return ix.reach[mid]
}

// touching appends what shares a byte with [start, end) to buf, in order.
func (ix *spanIndex[T]) touching(start, end int, buf []*T) []*T {
	return ix.walk(0, len(ix.all), start, end, buf)
}

func (ix *spanIndex[T]) walk(lo, hi, start, end int, buf []*T) []*T {
	for lo < hi {
		mid := (lo + hi) / 2
		if ix.reach[mid] <= start {
			break
		}
		buf = ix.walk(lo, mid, start, end, buf)
		s, e := ix.span(&ix.all[mid])
		if s >= end {
			break
		}
		if e > start {
			buf = append(buf, &ix.all[mid])
		}
		lo = mid + 1
	}
	return buf
}

// from returns the index of the first item that starts at or after a byte.
func (ix *spanIndex[T]) from(offset int) int {
	return sort.Search(len(ix.all), func(i int) bool {
		start, _ := ix.span(&ix.all[i])
		return start >= offset
	})
}
