package spelling_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/lookup/spelling"
)

// someWord draws short words of few letters, so that many are alike.
func someWord() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringMatching(`[abcэ]{0,8}`), rapid.StringMatching(`[a-z]{0,12}`), rapid.StringN(0, 12, -1))
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"prigojin", "prigozhin", 2}, {"zelenksy", "zelensky", 1}, {"ca", "abc", 3},
		{"menaka", "ménaka", 1}, {"пригожин", "прихожин", 1}, {"raqa", "raqqa", 1},
	} {
		if got := spelling.Distance(c.a, c.b); got != c.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestDistance_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, end := someWord().Draw(t, "a"), someWord().Draw(t, "b"), someWord().Draw(t, "end")
		la, lb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)

		d := spelling.Distance(a, b)

		if d != spelling.Distance(b, a) {
			t.Fatalf("%q and %q are not as far apart as %q and %q", a, b, b, a)
		}
		if (d == 0) != (a == b) {
			t.Fatalf("%q and %q are %d apart", a, b, d)
		}
		if d < max(la, lb)-min(la, lb) || d > max(la, lb) {
			t.Fatalf("%q and %q are %d apart", a, b, d)
		}
		if more := spelling.Distance(a+end, b+end); more > d {
			t.Fatalf("with %q behind, %q and %q are %d apart, not %d", end, a, b, more, d)
		}
	})
}

func TestSimilarity_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := someWord().Draw(t, "a"), someWord().Draw(t, "b")

		s := spelling.Similarity(a, b)

		if s < 0 || s > 1 || (s == 1) != (a == b) {
			t.Fatalf("%q and %q are %v alike", a, b, s)
		}
		if back := spelling.Similarity(b, a); back < s-0.1 || back > s+0.1 {
			t.Fatalf("%q and %q are %v alike, the other way round %v", a, b, s, back)
		}
	})
}

func TestSimilarity(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ word, nearer, farther string }{
		{"bakhmut", "bakmut", "baku"},
		{"sadr", "sadar", "sard"},
		{"prigozhin", "prigojin", "pushilin"},
		{"menaka", "menakka", "tanaka"},
		{"donetsk", "donetks", "lipetsk"},
	} {
		near, far := spelling.Similarity(c.word, c.nearer), spelling.Similarity(c.word, c.farther)
		if near <= far {
			t.Errorf("%s is %.2f like %s and %.2f like %s", c.word, near, c.nearer, far, c.farther)
		}
	}
	long := strings.Repeat("a", 300)
	if s := spelling.Similarity(long, long+"b"); s < 0.99 {
		t.Errorf("long words are %v alike", s)
	}
}
