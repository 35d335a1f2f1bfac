package app

import (
	"cmp"
	"slices"
	"sort"

	"fyne.io/fyne/v2"

	"sidelight/app/collate"
	"sidelight/db"
)

// knot ties a passage of the left text to one of the right: their first lines
// stand beside each other or, of a low one, their last ones.
type knot struct {
	left, right stretch
	weight      float64
	low         bool
}

// stretch is a passage in bytes.
type stretch struct{ start, end int }

// byHand outweighs every alignment.
const byHand = 1e6

// newKnots chooses of the passages that belong together those that follow each
// other in both texts, so that scrolling never runs backwards: the heaviest such
// chain. What the analyst lined up is part of it.
func newKnots(aligned []collate.Aligned, lined []db.LinedUp, left, right int) []knot {
	all := make([]knot, 0, len(aligned)+len(lined)+2)
	for _, a := range aligned {
		all = append(all, knot{left: stretch{a.Left.Start, a.Left.End}, right: stretch{a.Right.Start, a.Right.End}, weight: max(a.Score, 0.01)})
	}
	for _, l := range lined {
		if l.Left <= left && l.Right <= right {
			all = append(all, knot{left: stretch{l.Left, l.Left}, right: stretch{l.Right, l.Right}, weight: byHand})
		}
	}
	chain := append(append([]knot{{}}, heaviest(all)...), knot{left: stretch{left, left}, right: stretch{right, right}})
	var knots []knot
	for i, k := range chain {
		knots = append(knots, k)
		if k.left.start < k.left.end && alike(chain[i+1].left.start-k.left.end, chain[i+1].right.start-k.right.end) {
			k.low = true
			knots = append(knots, k)
		}
	}
	return knots
}

// alike reports whether what lies between two passages is about as long in both
// texts. Where it is not, as where one tells something in between that the other
// leaves out, the last lines are not tied: all of it would rush past at once.
func alike(left, right int) bool {
	const letters, times = 100, 3
	return max(left, right) <= letters+times*min(left, right)
}

// heaviest returns the chain of knots with the greatest weight in which each
// begins, in both texts, where the one before it has ended. It takes n log n
// steps.
func heaviest(all []knot) []knot {
	n := len(all)
	if n == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b knot) int {
		return cmp.Or(cmp.Compare(a.left.start, b.left.start), cmp.Compare(a.left.end, b.left.end), cmp.Compare(a.right.start, b.right.start))
	})
	ends := make([]int, 0, n) // of the right passages, in order
	for _, k := range all {
		ends = append(ends, k.right.end)
	}
	slices.Sort(ends)
	byEnd := make([]int, n) // the knots in the order in which their left passages end
	for i := range byEnd {
		byEnd[i] = i
	}
	slices.SortStableFunc(byEnd, func(a, b int) int { return cmp.Compare(all[a].left.end, all[b].left.end) })

	weight, before := make([]float64, n), make([]int, n)
	best := make([]int, n+1) // a Fenwick tree over ends: the index of the heaviest chain, from 1; 0: none
	next, top := 0, 0
	for i, k := range all {
		for ; next < n && all[byEnd[next]].left.end <= k.left.start && byEnd[next] < i; next++ {
			j := byEnd[next]
			for at := sort.SearchInts(ends, all[j].right.end) + 1; at <= n; at += at & -at {
				if best[at] == 0 || weight[best[at]-1] < weight[j] {
					best[at] = j + 1
				}
			}
		}
		before[i] = -1
		for at := sort.SearchInts(ends, k.right.start+1); at > 0; at -= at & -at {
			if j := best[at] - 1; j >= 0 && (before[i] < 0 || weight[j] > weight[before[i]]) {
				before[i] = j
			}
		}
		weight[i] = k.weight
		if before[i] >= 0 {
			weight[i] += weight[before[i]]
		}
		if weight[i] > weight[top] {
			top = i
		}
	}
	var chain []knot
	for i := top; i >= 0; i = before[i] {
		chain = append(chain, all[i])
	}
	slices.Reverse(chain)
	return chain
}

// stepper keeps two readers in step along the knots.
type stepper struct {
	knots []knot
	// slack is how far the other text stands from where it should, were it to
	// follow a side, as a way to scroll: after a jump to two passages that the
	// knots do not tie, or a change of the layout. Scrolling takes it up, as far
	// as it goes itself.
	slack [2]float32
	laid  [2]laid
	gone  [2]float32 // how far each was scrolled last
}

// laid is what must be known of a text's layout to tell how far it is scrolled.
type laid struct {
	size   fyne.Size
	letter float32
	first  float32 // where the first line stands at the very top
	limit  float32 // how far it can be scrolled
	above  float32 // how far a passage reaches above its first line
}

// ruler tells where the lines of a text stand; a reader is one.
type ruler interface {
	Extent(start, end int) (top, bottom float32, ok bool)
	Size() fyne.Size
	TextSize() float32
	PutAt(offset int, y float32)
}

// tie is a height of one text and its counterpart in the other.
type tie struct{ from, at float32 }

// tieAt is where the i-th knot stands, seen from a side.
func (s *stepper) tieAt(i int, side int, from, to ruler) tie {
	k := &s.knots[i]
	a, b := k.left, k.right
	if side == rightSide {
		a, b = b, a
	}
	aTop, aBottom, _ := from.Extent(a.start, a.end)
	bTop, bBottom, _ := to.Extent(b.start, b.end)
	if k.low {
		return tie{aBottom, bBottom}
	}
	return tie{aTop, bTop}
}

// counterpart is the height at which stands, in the other text, what belongs to
// a height of the text of a side. It never runs backwards.
func (s *stepper) counterpart(y float32, side int, from, to ruler) float32 {
	n := len(s.knots)
	i := sort.Search(n, func(i int) bool { return s.tieAt(i, side, from, to).from > y })
	if i == 0 {
		first := s.tieAt(0, side, from, to)
		return first.at + y - first.from
	}
	a := s.tieAt(i-1, side, from, to)
	if i == n {
		return a.at + y - a.from
	}
	b := s.tieAt(i, side, from, to)
	if b.from <= a.from {
		return a.at
	}
	return a.at + (b.at-a.at)*(y-a.from)/(b.from-a.from)
}

// lineAt is the height at which passages stand beside each other.
func lineAt(r ruler) float32 { return r.Size().Height / 3 }

// wanted is how far the other text is to be scrolled, so that it is in step with
// the one of a side. At the very beginning of the one the other is there, too.
func (s *stepper) wanted(side int, sides [2]ruler) float32 {
	from, to := sides[side], sides[1-side]
	line, gone, other := lineAt(from), s.scrolledBy(side, from), s.scrolledBy(1-side, to)
	by := s.counterpart(line, side, from, to) - lineAt(to)
	if near := line / 2; gone < near {
		there := other + s.counterpart(line+near-gone, side, from, to) - lineAt(to)
		by = max(0, there)*gone/near - other
	}
	return min(max(by, -other), s.laid[1-side].limit-other)
}

// scrolledBy is how far a text is scrolled.
func (s *stepper) scrolledBy(side int, r ruler) float32 { return s.laid[side].first - firstLine(r) }

// firstLine is where the first line with words of the text stands.
func firstLine(r ruler) float32 {
	top, _, _ := r.Extent(0, 1)
	return top
}

// beyond is farther than any text goes.
const beyond = 1e9

// measure looks how far a text goes, by going there and back, where its layout
// is another than before. It reports whether it was.
func (s *stepper) measure(side int, r ruler) bool {
	l := &s.laid[side]
	if l.size == r.Size() && l.letter == r.TextSize() {
		return false
	}
	at := firstLine(r)
	r.PutAt(0, beyond)
	l.first = firstLine(r)
	r.PutAt(0, -beyond)
	l.limit = l.first - firstLine(r)
	half := l.first - l.limit/2
	r.PutAt(0, half)
	l.above = 0
	if l.limit > 0 {
		l.above = half - firstLine(r)
	}
	r.PutAt(0, at+l.above)
	l.size, l.letter = r.Size(), r.TextSize()
	return true
}

// forget says that there are other texts.
func (s *stepper) forget() { s.laid = [2]laid{} }

// ready reports whether both texts are laid out.
func (s *stepper) ready(sides [2]ruler) bool {
	for _, r := range sides {
		if _, _, ok := r.Extent(0, 1); !ok || r.Size().Height <= 0 {
			return false
		}
	}
	return len(s.knots) > 1
}

// settle takes how the texts stand as it is: nothing moves, and what is missing
// to be in step is slack.
func (s *stepper) settle(sides [2]ruler) {
	if !s.ready(sides) {
		return
	}
	for i, r := range sides {
		s.measure(i, r)
		s.gone[i] = s.scrolledBy(i, r)
	}
	for i := range sides {
		s.slack[i] = s.wanted(i, sides)
	}
}

// moved is told that the text of a side was scrolled; it scrolls the other.
func (s *stepper) moved(side int, sides [2]ruler) {
	if !s.ready(sides) {
		return
	}
	if other, own := s.measure(1-side, sides[1-side]), s.measure(side, sides[side]); own || other {
		s.settle(sides)
		return
	}
	went := s.scrolledBy(side, sides[side]) - s.gone[side]
	catch := max(went, -went)
	s.scrollBy(1-side, sides[1-side], s.wanted(side, sides)-s.slack[side]+min(max(s.slack[side], -catch), catch))
	s.settle(sides)
}

// fall brings the other text in step with the one of a side at once.
func (s *stepper) fall(side int, sides [2]ruler) {
	if !s.ready(sides) {
		return
	}
	s.settle(sides)
	s.scrollBy(1-side, sides[1-side], s.slack[side])
	s.settle(sides)
}

// scrollBy moves the text of a side without telling anybody, so that the sides
// cannot chase each other.
func (s *stepper) scrollBy(side int, r ruler, by float32) {
	if by != 0 {
		r.PutAt(0, firstLine(r)+s.laid[side].above-by)
	}
}

// rulers are the readers of both sides.
func (p *comparePage) rulers() [2]ruler { return [2]ruler{p.reader(leftSide), p.reader(rightSide)} }

func (p *comparePage) line(r ruler) float32 { return lineAt(r) }

// scrolled is told that the text of a side was scrolled.
func (p *comparePage) scrolled(side int) {
	switch {
	case !p.onShow() || p.begin():
	case p.record.Apart:
		p.step.settle(p.rulers())
	default:
		p.step.moved(side, p.rulers())
	}
	p.strip.Refresh()
	p.events.moved()
}

// begin brings the sides in step for the first time, as soon as both texts are
// there; it reports whether it was now.
func (p *comparePage) begin() bool {
	if p.begun || !p.onShow() || !p.step.ready(p.rulers()) {
		return false
	}
	p.begun = true
	p.fall(p.working)
	p.settle()
	return true
}

// fall brings the other side in step with one at once, unless they are apart.
func (p *comparePage) fall(side int) {
	if p.onShow() && !p.record.Apart {
		p.step.fall(side, p.rulers())
		p.strip.Refresh()
	}
}

// settle takes how the sides stand as it is.
func (p *comparePage) settle() { p.step.settle(p.rulers()) }
