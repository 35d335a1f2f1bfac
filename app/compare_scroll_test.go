package app

import (
	"testing"

	"sidelight/app/collate"
	"sidelight/app/span"
	"sidelight/db"
)

func belongs(left, right, length int, score float64) collate.Aligned {
	return collate.Aligned{Left: span.Span{Start: left, End: left + length}, Right: span.Span{Start: right, End: right + length}, Score: score}
}

func TestKnots_FollowEachOtherInBothTexts(t *testing.T) {
	t.Parallel()
	aligned := []collate.Aligned{belongs(0, 100, 50, 0.5), belongs(60, 900, 50, 0.8), belongs(60, 200, 50, 0.6), belongs(200, 300, 50, 0.5)}
	for name, c := range map[string]struct {
		lined []db.LinedUp
		want  [][2]int
	}{
		"the heaviest chain":       {nil, [][2]int{{0, 0}, {0, 100}, {60, 200}, {200, 300}, {1000, 1000}}},
		"with what is put by hand": {[]db.LinedUp{{Left: 80, Right: 800}}, [][2]int{{0, 0}, {0, 100}, {80, 800}, {1000, 1000}}},
		"nothing beyond a text":    {[]db.LinedUp{{Left: 5000, Right: 0}}, [][2]int{{0, 0}, {0, 100}, {60, 200}, {200, 300}, {1000, 1000}}},
	} {
		knots := newKnots(aligned, c.lined, 1000, 1000)
		var got [][2]int
		for _, k := range knots {
			if !k.low {
				got = append(got, [2]int{k.left.start, k.right.start})
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", name, got, c.want)
				break
			}
		}
	}
	if got := newKnots(nil, nil, 10, 20); len(got) != 2 {
		t.Errorf("without passages %v", got)
	}
}

func TestStepper_NeverRunsBackwardsAndKeepsPassagesBeside(t *testing.T) {
	t.Parallel()
	// Given a passage that the right text tells at greater length, behind a long beginning
	s := stepper{knots: newKnots([]collate.Aligned{
		{Left: span.Span{Start: 6000, End: 7000}, Right: span.Span{Start: 9000, End: 16000}, Score: 1},
		{Left: span.Span{Start: 20000, End: 21000}, Right: span.Span{Start: 27000, End: 28000}, Score: 1},
	}, nil, 60000, 60000)}
	left, right := &ruled{}, &ruled{}
	sides := [2]ruler{left, right}
	s.settle(sides)
	line := lineAt(left)
	checked := 0
	for left.by < 8000 {
		before := right.by
		left.by += 10
		s.moved(leftSide, sides)
		if right.by < before-0.01 {
			t.Fatalf("at %v the right went back by %v", left.by, before-right.by)
		}
		if top, _, _ := left.Extent(6000, 7000); top <= line && top > line-200 && left.by > line {
			checked++
			other, _, _ := right.Extent(9000, 16000)
			// The last lines are tied as well: it takes seven times as long
			if want := line - (line-top)*7; other-want > 1 || want-other > 1 {
				t.Errorf("at %v the counterpart stands at %v, want %v", left.by, other, want)
			}
		}
	}
	if checked == 0 {
		t.Error("the passage never stood at the line")
	}
	// When the right one is scrolled, then the left follows; back at its top both are
	for right.by > 0 {
		right.by = max(0, right.by-10)
		s.moved(rightSide, sides)
	}
	if left.by > 1 {
		t.Errorf("the left stands at %v, want the top", left.by)
	}
}

func TestStepper_AJumpIsTakenUpLittleByLittle(t *testing.T) {
	t.Parallel()
	s := stepper{knots: newKnots(nil, nil, 60000, 60000)}
	left, right := &ruled{by: 2000}, &ruled{by: 5000}
	sides := [2]ruler{left, right}
	s.settle(sides) // they were put like this
	left.by += 10
	s.moved(leftSide, sides)
	if went := right.by - 5000; went < -11 || went > 11 {
		t.Errorf("a step of 10 moved the other by %v", went)
	}
	for range 500 {
		left.by += 10
		s.moved(leftSide, sides)
	}
	if off := right.by - left.by; off > 1 || off < -1 {
		t.Errorf("after a long way they stand %v apart", off)
	}
}
