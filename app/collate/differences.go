package collate

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sidelight/app/span"
	"sidelight/db"
)

// mostTold bounds the differences of one kind: of a long list none is read.
const mostTold = 10

// mostAbout bounds the reasons for which two passages are about the same.
const mostAbout = 4

// suggestion is a difference with how telling it is.
type suggestion struct {
	Difference
	strength float64
	topic    string // of suggestions about one only the most telling is told; "": of its own
}

// differences finds what two texts tell differently where they tell the same.
func (a aligner) differences(ctx context.Context, pairs []pairing, kind Kind) ([]Difference, error) {
	var told []Difference
	for _, find := range []func([]pairing) []suggestion{
		func(pairs []pairing) []suggestion { return a.figuresDiffer(pairs, kind) },
		a.datesDiffer, a.likelihoodDiffers, a.actorsBlamed, a.sourcedOnce,
	} {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		found := find(pairs)
		slices.SortStableFunc(found, func(x, y suggestion) int {
			return cmp.Or(cmp.Compare(y.strength, x.strength), cmp.Compare(x.Left.Start+x.Right.Start, y.Left.Start+y.Right.Start))
		})
		told = append(told, once(found)...)
	}
	return told, nil
}

// once keeps of the suggestions of one kind, the strongest first, those that
// say something new: no words of either text are told twice.
func once(found []suggestion) []Difference {
	var told []Difference
	topics := map[string]bool{"": false}
	seen := func(s suggestion) bool {
		return slices.ContainsFunc(told, func(d Difference) bool {
			return d.Key == s.Key || d.Left.Overlaps(s.Left) || d.Right.Overlaps(s.Right)
		})
	}
	for _, s := range found {
		s.Key = key(s.Kind, s.LeftSays, s.RightSays)
		if len(told) < mostTold && !topics[s.topic] && !seen(s) {
			told = append(told, s.Difference)
			topics[s.topic] = s.topic != ""
		}
	}
	return told
}

// key names a difference by its words, so that it is known again when the
// texts are read anew.
func key(kind DifferenceKind, left, right string) string {
	plain := func(s string) string {
		return strings.Join(strings.Fields(plainSigns(db.Fold(s))), " ")
	}
	return string(kind) + "\n" + plain(left) + "\n" + plain(right)
}

func about(of Aligned) []Reason { return slices.Clone(of.Reasons[:min(len(of.Reasons), mostAbout)]) }

// What it is worth that two figures count the same.
const (
	sameAction = 3.0
	sameUnit   = 2.0
	sameClause = 1.0
	sameWord   = 0.5 // the unit in the same word
	mostTimes  = 10  // how many times a number may be the other and count the same thing, where nothing but the unit says so
	inSummary  = -1  // better told where the text tells it
)

// figuresDiffer finds different numbers of the same thing. Those who were
// killed, wounded, captured or driven out, and what has a unit of its own, are
// compared wherever two blocks belong together, all else in sentences that do.
// Of editions every other number is a difference; of two texts one that the
// other does not have as well, see figure.agrees.
func (a aligner) figuresDiffer(pairs []pairing, kind Kind) []suggestion {
	var found []suggestion
	for _, p := range pairs {
		scores := map[[2]int]float64{}
		for _, m := range p.best {
			scores[[2]int{m.left, m.right}] = m.score
		}
		a.eachPair(p, func(m matched, l, r passage) {
			score, belong := scores[[2]int{m.left, m.right}]
			for _, x := range l.figures {
				for _, y := range r.figures {
					same := sameCount(x, y)
					if same == 0 || kind == KindMatters && x.agrees(y) || x.Value == y.Value {
						continue
					}
					if kind == KindMatters && (a.right.alsoSays(x) || a.left.alsoSays(y)) {
						continue
					}
					pair := a.pair(l, r, score)
					if !belong && !x.specific(same) && weight(pair.Reasons) < leastForWord || len(pair.Reasons) == 0 {
						continue
					}
					found = append(found, suggestion{Difference{Kind: FiguresDiffer, Left: x.Clause, Right: y.Clause,
						LeftSays: says(a.left.Text, x.Clause), RightSays: says(a.right.Text, y.Clause), About: about(pair)},
						same + score + a.summed(p), ""})
				}
			}
		})
	}
	return found
}

// summed takes from the strength of what is told in a summary.
func (a aligner) summed(p pairing) float64 {
	if a.left.summary[p.left] || a.right.summary[p.right] {
		return inSummary
	}
	return 0
}

// eachPair calls f with every two sentences of two blocks.
func (a aligner) eachPair(p pairing, f func(m matched, l, r passage)) {
	lFrom, lTo := a.left.compared(p.left)
	rFrom, rTo := a.right.compared(p.right)
	for i := lFrom; i < lTo; i++ {
		for j := rFrom; j < rTo; j++ {
			f(matched{left: i, right: j}, a.left.sentences[i], a.right.sentences[j])
		}
	}
}

// sameCount says how surely two figures count the same, 0: they do not.
func sameCount(x, y figure) float64 {
	if x.Value < 2 && y.Value < 2 || timeUnits[x.unit] || timeUnits[y.unit] {
		return 0
	}
	anybody := people[x.unit] && people[y.unit]
	loose := x.unit == "" || y.unit == "" || people[x.unit] || people[y.unit]
	partOfTold := max(x.share, y.share) == ofTold && min(x.share, y.share) == ofNothing
	near := max(x.Value, y.Value) <= mostTimes*min(x.Value, y.Value)
	same := 0.0
	if x.counted == y.counted && x.counted != "" {
		same = sameWord
	}
	switch {
	case x.action != "" && y.action != "" && (x.action != y.action || partOfTold):
		return 0
	case x.action == "" || y.action == "": // what they count must tell
	case anybody || x.unit == y.unit && x.unit != "":
		return same + sameAction + sameUnit
	case loose:
		return same + sameAction
	default:
		return 0
	}
	switch {
	case !near:
	case x.unit == y.unit && x.unit != "" && !persons[x.unit] && !partOfTold:
		return same + sameUnit
	case x.action != y.action:
	case loose && min(x.Value, y.Value) > 2 && slices.ContainsFunc(x.around, func(w string) bool { return slices.Contains(y.around, w) }):
		if slices.Contains(y.around, x.verb) || slices.Contains(x.around, y.verb) {
			same += sameWord
		}
		return same + sameClause
	}
	return 0
}

// specific reports whether two figures that count the same need no sentences
// that are alike: what happens to people, and a unit that not everything is
// counted in.
func (f figure) specific(same float64) bool {
	return same >= sameAction || same >= sameUnit+sameWord && !measures[f.unit]
}

// alsoSays reports whether a text has a figure too: then what differs is something
// else.
func (p prose) alsoSays(x figure) bool {
	for _, s := range p.sentences {
		for _, y := range s.figures {
			if y.Value == x.Value && sameCount(x, y) > 0 {
				return true
			}
		}
	}
	return false
}

// says quotes words on one line.
func says(text string, at span.Span) string { return strings.Join(strings.Fields(at.Of(text)), " ") }

// leastForDates is how alike two sentences must be to tell of one event.
const leastForDates = 0.12

// datesDiffer finds sentences about one event that put it on different days.
func (a aligner) datesDiffer(pairs []pairing) []suggestion {
	var found []suggestion
	for _, p := range pairs {
		for i, m := range p.best {
			if m.score < leastForDates {
				continue
			}
			x, okL := a.left.onlyDay(a.left.sentences[m.left])
			y, okR := a.right.onlyDay(a.right.sentences[m.right])
			if !okL || !okR || a.right.has(p.right, x) || a.left.has(p.left, y) {
				continue
			}
			if !a.shareBeside(m, x, y) {
				continue
			}
			found = append(found, suggestion{Difference{Kind: DatesDiffer, Left: x.Span, Right: y.Span,
				LeftSays: says(a.left.Text, x.Span), RightSays: says(a.right.Text, y.Span), About: about(p.Sentences[i])}, m.score, ""})
		}
	}
	return found
}

// beside is how far from a date what happened on it stands, in bytes.
const beside = 45

// shareBeside reports whether two sentences share something that stands beside
// both dates: else the dates may be those of different things in them.
func (a aligner) shareBeside(m matched, x, y Day) bool {
	near := func(date, at span.Span) bool { return at.End+beside >= date.Start && at.Start <= date.End+beside }
	l, r := a.left.sentences[m.left].has, a.right.sentences[m.right].has
	for i, j := 0, 0; i < len(l) && j < len(r); {
		switch {
		case l[i].id < r[j].id:
			i++
		case l[i].id > r[j].id:
			j++
		default:
			if near(x.Span, l[i].at) && near(y.Span, r[j].at) {
				return true
			}
			i, j = i+1, j+1
		}
	}
	return false
}

// has reports whether a block tells of a day.
func (p prose) has(block int, day Day) bool {
	return slices.ContainsFunc(p.Days, func(d Day) bool {
		return d.Earliest == day.Earliest && d.Latest == day.Latest && holds(p.blocks[block].Span, d.Span)
	})
}

// onlyDay is the day of a sentence that has one.
func (p prose) onlyDay(s passage) (Day, bool) {
	days := newCursor(p.Days, func(d Day) span.Span { return d.Span }).within(s.Span)
	if len(days) != 1 || days[0].Earliest == "" || days[0].Earliest != days[0].Latest {
		return Day{}, false
	}
	return days[0], true
}
