package near_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sidelight/app/near"
)

// words makes a text of so many made-up words.
func words(r *rand.Rand, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("w%d", r.IntN(4000))
	}
	return all
}

// resemblance is the part of runs of three words that two texts share, counted.
func resemblance(a, b []string) float64 {
	runs := func(w []string) map[string]bool {
		all := map[string]bool{}
		for i := 0; i+3 <= len(w); i++ {
			all[strings.Join(w[i:i+3], " ")] = true
		}
		return all
	}
	x, y := runs(a), runs(b)
	both := 0
	for k := range x {
		if y[k] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func TestAlike_EstimatesWhatIsShared(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	var off float64
	const rounds = 200
	for range rounds {
		// given a text of which some words were replaced
		a := words(r, 200+r.IntN(1500))
		b := append([]string(nil), a...)
		for range r.IntN(len(b) / 4) {
			b[r.IntN(len(b))] = "other"
		}
		// when
		got := near.Alike(near.Of(strings.Join(a, " ")), near.Of(strings.Join(b, " ")))
		// then the estimate is near to what is counted
		want := resemblance(a, b)
		if got < want-0.28 || got > want+0.28 {
			t.Errorf("estimated %.2f, counted %.2f", got, want)
		}
		off += (got - want) * (got - want)
	}
	if mean := off / rounds; mean > 0.07*0.07 {
		t.Errorf("off by %.4f squared on average, more than 64 features explain", mean)
	}
}

func TestAlike_OtherTextsAreNot(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		a, b := strings.Join(words(r, 800), " "), strings.Join(words(r, 800), " ")
		if got := near.Alike(near.Of(a), near.Of(b)); got > 0.1 {
			t.Errorf("two texts that share nothing are %.2f alike", got)
		}
	}
}

func TestSketch_MarksAndCaseDoNotCountAndStoringKeepsIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`([a-z]{1,6} ){0,40}`).Draw(rt, "text")
		s := near.Of(text)
		if got := near.Of(strings.ReplaceAll(strings.ToUpper(text), " ", ",  \n")); got != s {
			rt.Fatalf("case or marks changed the sketch of %q", text)
		}
		if kept, ok := near.Parse(s.Bytes()); !ok || kept != s {
			rt.Fatal("storing changed the sketch")
		}
		if alike := near.Alike(s, s); strings.TrimSpace(text) != "" && alike != 1 {
			rt.Fatalf("%q is %.2f alike to itself", text, alike)
		}
	})
}

func TestAlike_NoWordsAreLikeNothing(t *testing.T) {
	t.Parallel()
	if got := near.Alike(near.Of(""), near.Of(" … ")); got != 0 {
		t.Errorf("two texts without words are %.2f alike", got)
	}
}

func BenchmarkOf_ABriefOf1000Words(b *testing.B) {
	text := strings.Join(words(rand.New(rand.NewPCG(1, 2)), 1000), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		near.Of(text)
	}
}

func BenchmarkAlike_100000(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	one := near.Of(strings.Join(words(r, 300), " "))
	all := make([]near.Sketch, 100_000)
	for i := range all {
		for j := range all[i] {
			all[i][j] = r.Uint32()
		}
	}
	for b.Loop() {
		for i := range all {
			near.Alike(one, all[i])
		}
	}
}
