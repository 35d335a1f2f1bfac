package layout

import (
	"cmp"
	"math"
	"slices"
)

// region is a part of a page that is read from its top to its bottom.
type region struct {
	fragments []fragment
	table     bool
	x0, x1    float64
}

// regionsOf finds the regions of a page in the order in which they are read. A
// page is parted along its tallest gutter: first what lies above it, then the
// left side, the right side, and what lies below; each is parted in its turn.
func regionsOf(all []fragment) []region {
	var out []region
	if len(all) > maxFragments {
		return []region{regionOf(all, false)}
	}
	leftwards := 0
	for _, f := range all {
		if f.leftwards {
			leftwards++
		}
	}
	part(all, leftwards*2 > len(all), 0, &out)
	return out
}

func regionOf(all []fragment, table bool) region {
	r := region{fragments: all, table: table, x0: math.Inf(1), x1: math.Inf(-1)}
	for _, f := range all {
		r.x0, r.x1 = min(r.x0, f.x0), max(r.x1, f.x1)
	}
	return r
}

// maxParts bounds how deep a page is parted.
const maxParts = 12

func part(all []fragment, leftwards bool, deep int, out *[]region) {
	if len(all) == 0 {
		return
	}
	g, found := gutterOf(all)
	if !found || deep >= maxParts {
		*out = append(*out, regionOf(all, false))
		return
	}
	var above, left, right, below []fragment
	for _, f := range all {
		mid := (f.top + f.bottom) / 2
		switch {
		case mid < g.top:
			above = append(above, f)
		case mid > g.bottom:
			below = append(below, f)
		case f.x1 <= g.x+g.slack:
			left = append(left, f)
		default:
			right = append(right, f)
		}
	}
	part(above, leftwards, deep+1, out)
	if leftwards {
		left, right = right, left
	}
	if g.table {
		*out = append(*out, regionOf(byLine(slices.Concat(left, right)), true))
	} else {
		part(left, leftwards, deep+1, out)
		part(right, leftwards, deep+1, out)
	}
	part(below, leftwards, deep+1, out)
}

// gutter is an upright stripe of white with text on both sides.
type gutter struct {
	x, slack    float64
	top, bottom float64
	table       bool // what it parts are cells that are read across
}

// gutterOf finds the tallest gutter.
func gutterOf(all []fragment) (best gutter, found bool) {
	size := typical(all)
	width := max(size*0.7, 5)
	byTop := slices.Clone(all)
	slices.SortStableFunc(byTop, func(a, b fragment) int { return cmp.Compare(a.top, b.top) })
	tallest := 0.0
	for _, x := range stripes(byTop, width) {
		// The fragments that cross the stripe bound where it is white.
		from := math.Inf(-1)
		start := 0
		for i := 0; i <= len(byTop); i++ {
			crosses := i < len(byTop) && byTop[i].x0 < x-width/2+0.1 && byTop[i].x1 > x+width/2-0.1
			if i < len(byTop) && !crosses {
				continue
			}
			to := math.Inf(1)
			if i < len(byTop) {
				to = byTop[i].top
			}
			if g, tall := weigh(byTop[start:i], x, from, to, size); tall > tallest {
				best, tallest, found = g, tall, true
			}
			if i < len(byTop) {
				from, start = max(from, byTop[i].bottom), i+1
			}
		}
	}
	return best, found
}

// stripes are the places where a gutter can be: right of a fragment and left
// of the next one beside it.
func stripes(all []fragment, width float64) []float64 {
	seen := map[int]bool{}
	var out []float64
	for i, a := range all {
		next := math.Inf(1)
		for k := i - 1; k >= 0 && k > i-60; k-- {
			if b := all[k]; b.x0 >= a.x1+width && b.bottom > a.top && b.top < a.bottom {
				next = min(next, b.x0)
			}
		}
		for k := i + 1; k < len(all) && all[k].top < a.bottom; k++ {
			if b := all[k]; b.x0 >= a.x1+width && b.bottom > a.top {
				next = min(next, b.x0)
			}
		}
		if math.IsInf(next, 1) {
			continue
		}
		for _, x := range []float64{next - width/2, (a.x1 + next) / 2} {
			if key := int(x); !seen[key] && len(out) < 400 {
				seen[key] = true
				out = append(out, x)
			}
		}
	}
	return out
}

// weigh says how tall a stripe of white is that has text on both sides, and
// whether what it parts are the columns of a text or the cells of a table. A
// stripe that parts nothing has no height.
func weigh(within []fragment, x, from, to, size float64) (gutter, float64) {
	var left, right []fragment
	for _, f := range within {
		if mid := (f.top + f.bottom) / 2; mid < from || mid > to {
			continue
		}
		if (f.x0+f.x1)/2 < x {
			left = append(left, f)
		} else {
			right = append(right, f)
		}
	}
	if len(left) < 2 || len(right) < 2 {
		return gutter{}, 0
	}
	l, r := sideOf(left), sideOf(right)
	top, bottom := max(l.top, r.top), min(l.bottom, r.bottom)
	if bottom-top < size*1.6 || l.signs > 0.6 || r.words < 1 {
		return gutter{}, 0
	}
	g := gutter{x: x, slack: size * 0.35, top: from, bottom: to}
	across := inStep(left, right, size)
	cells := min(l.fill, r.fill) < 0.55 || min(l.words, r.words) < 2.6
	if across > 0.75 && cells {
		g.table = true
		g.top, g.bottom = rowsWithin(within, x)
		return g, g.bottom - g.top
	}
	// Columns of prose: some lines, some of them full; or blocks far apart.
	if r.x0-l.x1 > size*3 && across > 0.9 && min(l.words, r.words) >= 1.5 {
		g.top, g.bottom = rowsWithin(within, x)
		return g, g.bottom - g.top
	}
	if min(l.lines, r.lines) < 3 || min(l.words, r.words) < 1.5 || bottom-top < size*3 {
		return gutter{}, 0
	}
	g.top, g.bottom = max(from, above(right, l.top)), min(to, below(left, r.bottom, to))
	return g, bottom - top
}

// above is where a column begins below a line or two that stand above it on the
// right alone, such as a date: these are read first.
func above(right []fragment, top float64) float64 {
	from, n := math.Inf(-1), 0
	for _, f := range right {
		if f.bottom < top {
			from, n = max(from, f.bottom), n+1
		}
	}
	if n > 2 {
		return math.Inf(-1)
	}
	return from
}

// below is where a column ends above a line or two that belong to what follows:
// the heading of a text that takes the whole width.
func below(left []fragment, bottom, to float64) float64 {
	byTop := slices.SortedStableFunc(slices.Values(left), func(a, b fragment) int { return cmp.Compare(a.top, b.top) })
	for n := 1; n <= 2 && n < len(byTop); n++ {
		f, over := byTop[len(byTop)-n], byTop[len(byTop)-n-1]
		if f.top < bottom {
			break
		}
		if gap := f.top - over.bottom; gap > f.size && gap > to-byTop[len(byTop)-1].bottom {
			return f.top
		}
	}
	return math.Inf(1)
}

// side is one side of a stripe.
type side struct {
	top, bottom float64
	x0, x1      float64
	lines       int
	fill        float64 // how far its lines fill its width, on the average
	words       float64 // in a line
	signs       float64 // the share of lines that are but a sign or number
}

func sideOf(all []fragment) side {
	s := side{top: math.Inf(1), bottom: math.Inf(-1), x0: math.Inf(1), x1: math.Inf(-1), lines: len(all)}
	for _, f := range all {
		s.top, s.bottom = min(s.top, f.top), max(s.bottom, f.bottom)
		s.x0, s.x1 = min(s.x0, f.x0), max(s.x1, f.x1)
		s.words += float64(f.words)
		if f.words == 1 && f.letters <= 4 && isMarker(textOf(f.runs)) {
			s.signs++
		}
	}
	for _, f := range all {
		s.fill += (f.x1 - f.x0) / max(s.x1-s.x0, 1)
	}
	n := float64(len(all))
	s.fill, s.words, s.signs = s.fill/n, s.words/n, s.signs/n
	return s
}

// inStep is the share of the lines of the shorter side that stand level with
// one of the other side.
func inStep(left, right []fragment, size float64) float64 {
	if len(left) > len(right) {
		left, right = right, left
	}
	n := 0
	for _, a := range left {
		if slices.ContainsFunc(right, func(b fragment) bool { return math.Abs(a.base-b.base) < size*0.2 }) {
			n++
		}
	}
	return float64(n) / float64(len(left))
}

// rowsWithin is the height over which a table stands: from its first row with
// cells on both sides to its last.
func rowsWithin(all []fragment, x float64) (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	for _, a := range all {
		if a.x1 > x {
			continue
		}
		for _, b := range all {
			if b.x0 >= x && math.Abs(a.base-b.base) < a.size*0.3 {
				from, to = min(from, a.top, b.top), max(to, a.bottom, b.bottom)
			}
		}
	}
	// The last cells may run over several lines.
	for more := true; more; {
		more = false
		for _, f := range all {
			if f.top >= to-1 && f.top < to+f.size*0.5 && f.x0 > x && f.bottom > to {
				to, more = f.bottom, true
			}
		}
	}
	return from, to
}

// typical is the size in which most letters are set.
func typical(all []fragment) float64 {
	count := map[float64]int{}
	for _, f := range all {
		count[f.size] += f.letters
	}
	best, most := 10.0, -1
	for size, n := range count {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return best
}

// byLine sorts fragments from the top, those of a line from the left.
func byLine(all []fragment) []fragment {
	slices.SortStableFunc(all, func(a, b fragment) int { return cmp.Compare(a.base, b.base) })
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].base-all[from].base < min(all[from].size, all[to].size)*0.3 {
			to++
		}
		slices.SortStableFunc(all[from:to], func(a, b fragment) int { return cmp.Compare(a.x0, b.x0) })
		from = to
	}
	return all
}
