package textlayout

import (
	"strings"
	"testing"
)

func TestWordsUnderAClick(t *testing.T) {
	t.Parallel()
	text := "It’s the U.S. desk, at Kïdal (CMA)  — 世界."
	p := prepare(t, paragraphs(text))
	for _, c := range []struct{ at, want string }{
		{"It’s", "It’s"}, {"’s", "It’s"}, {"desk", "desk"}, {"sk,", "desk"}, {"ïdal", "Kïdal"}, {"CMA", "CMA"}, {"MA)", "CMA"},
		{"  —", "  "}, {"—", "—"}, {"界", "界"},
	} {
		start, end := p.WordAt(strings.Index(text, c.at))
		if got := text[start:end]; got != c.want {
			t.Errorf("at %q: %q, want %q", c.at, got, c.want)
		}
	}
}

func TestJumpingByWords(t *testing.T) {
	t.Parallel()
	// given two blocks
	p := prepare(t, paragraphs("One two,", "three."))
	// when going right and left through them
	var right, left []int
	for o := 0; len(right) < 4; {
		o = p.NextWord(o)
		right = append(right, o)
	}
	for o := len(p.Text()); len(left) < 4; {
		o = p.PrevWord(o)
		left = append(left, o)
	}
	// then
	if got := right; got[0] != 3 || got[1] != 7 || got[2] != 15 || got[3] != 16 {
		t.Errorf("right: %v", got)
	}
	if got := left; got[0] != 10 || got[1] != 4 || got[2] != 0 || got[3] != 0 {
		t.Errorf("left: %v", got)
	}
}

func TestStepsGoFromBlockToBlock(t *testing.T) {
	t.Parallel()
	// given an emoji of several code points at a block's end
	p := prepare(t, paragraphs("a👩‍👩‍👧‍👦", "b"))
	family := len("👩‍👩‍👧‍👦")
	want := []int{1, 1 + family, 3 + family, 4 + family, 4 + family}
	o := 0
	for i, w := range want {
		if o = p.NextGrapheme(o); o != w {
			t.Fatalf("step %d right: %d, want %d", i, o, w)
		}
	}
	for i, w := range []int{3 + family, 1 + family, 1, 0, 0} {
		if o = p.PrevGrapheme(o); o != w {
			t.Fatalf("step %d left: %d, want %d", i, o, w)
		}
	}
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	p := prepare(t, paragraphs("One.", "Two."))
	for o, want := range map[int][2]int{0: {0, 4}, 3: {0, 4}, 6: {6, 10}, 10: {6, 10}, 5: {0, 4}} {
		if s, e := p.Paragraph(o); s != want[0] || e != want[1] {
			t.Errorf("around %d: %d-%d, want %v", o, s, e, want)
		}
	}
}

func TestTwoFamiliesInARowAreTwoSteps(t *testing.T) {
	t.Parallel()
	// given two emoji of several code points with nothing between them
	const family = "👩‍👩‍👧‍👦"
	p := prepare(t, paragraphs(family+family))
	// then the caret stands before, between and behind them, nowhere else
	if o := p.NextGrapheme(0); o != len(family) {
		t.Errorf("first step to %d, want %d", o, len(family))
	}
	if o := p.NextGrapheme(len(family)); o != 2*len(family) {
		t.Errorf("second step to %d, want %d", o, 2*len(family))
	}
}
