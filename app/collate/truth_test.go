package collate

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/span"
)

// tally counts what was found of what should be.
type tally struct{ wanted, hit, found, wrong int }

func (t tally) recall() float64    { return part(t.hit, t.wanted) }
func (t tally) precision() float64 { return part(t.found-t.wrong, t.found) }

func (t *tally) add(o tally) {
	t.wanted, t.hit, t.found, t.wrong = t.wanted+o.wanted, t.hit+o.hit, t.found+o.found, t.wrong+o.wrong
}

func part(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

func (t tally) String() string {
	return fmt.Sprintf("P %.2f (%d of %d)  R %.2f (%d of %d)", t.precision(), t.found-t.wrong, t.found, t.recall(), t.hit, t.wanted)
}

// where is where the words stand in a text.
func where(t *testing.T, text, quote string) span.Span {
	t.Helper()
	start := strings.Index(text, quote)
	if start < 0 || strings.Contains(text[start+1:], quote) {
		t.Fatalf("%q does not stand once in the text", quote)
	}
	return span.Span{Start: start, End: start + len(quote)}
}

// alignedTally holds the aligned blocks against the truth.
func alignedTally(t *testing.T, want truth, l, r Side, c Comparison) (n tally, remarks []string) {
	t.Helper()
	type pair struct{ left, right span.Span }
	read := func(quotes [][2]string) (all []pair) {
		for _, q := range quotes {
			all = append(all, pair{where(t, l.Text, q[0]), where(t, r.Text, q[1])})
		}
		return all
	}
	among := func(a Aligned, all []pair) int {
		for i, p := range all {
			if a.Left.Overlaps(p.left) && a.Right.Overlaps(p.right) {
				return i
			}
		}
		return -1
	}
	must, maybe := read(want.Aligned), read(want.Maybe)
	hit := make([]bool, len(must))
	n.wanted, n.found = len(must), len(c.Aligned)
	for _, a := range c.Aligned {
		if i := among(a, must); i >= 0 {
			hit[i] = true
		} else if among(a, maybe) < 0 {
			n.wrong++
			remarks = append(remarks, fmt.Sprintf("wrong %.2f %q / %q %v", a.Score, start(a.Left.Of(l.Text)), start(a.Right.Of(r.Text)), a.Reasons))
		}
	}
	for i, ok := range hit {
		if ok {
			n.hit++
		} else {
			remarks = append(remarks, fmt.Sprintf("missed %q", want.Aligned[i]))
		}
	}
	return n, remarks
}

func start(s string) string { return s[:min(len(s), 60)] }

// differencesTally holds the differences against the truth, by kind.
func differencesTally(t *testing.T, want truth, l, r Side, c Comparison) (by map[DifferenceKind]tally, remarks []string) {
	t.Helper()
	by = map[DifferenceKind]tally{}
	matches := func(d Difference, w trueDifference) bool {
		return d.Kind == w.Kind && touches(t, l.Text, d.Left, w.Left) && touches(t, r.Text, d.Right, w.Right)
	}
	hit := make([]bool, len(want.Differences))
	for _, d := range c.Differences {
		n := by[d.Kind]
		n.found++
		right := false
		for i, w := range want.Differences {
			if matches(d, w) {
				hit[i], right = true, true
			}
		}
		if !right {
			n.wrong++
			remarks = append(remarks, fmt.Sprintf("wrong %s %q / %q about %v", d.Kind, d.LeftSays, d.RightSays, d.About))
		}
		by[d.Kind] = n
	}
	for i, w := range want.Differences {
		if w.Maybe {
			continue
		}
		n := by[w.Kind]
		n.wanted++
		ok := hit[i]
		for k, other := range want.Differences {
			ok = ok || w.Or != "" && hit[k] && other.Or == w.Or
		}
		if ok {
			n.hit++
		} else {
			remarks = append(remarks, fmt.Sprintf("missed %s %q / %q", w.Kind, w.Left, w.Right))
		}
		by[w.Kind] = n
	}
	return by, remarks
}

func touches(t *testing.T, text string, found span.Span, quote string) bool {
	t.Helper()
	if quote == "" {
		return found.Empty()
	}
	return found.Overlaps(where(t, text, quote))
}

var allKinds = []DifferenceKind{FiguresDiffer, DatesDiffer, LikelihoodDiffer, ActorBlamed, SourcedOnce}

// TestAgainstTruth prints how much of what a reader finds the rules find, and
// holds it above what was reached before.
func TestAgainstTruth(t *testing.T) {
	t.Parallel()
	var blocks, told tally
	byKind := map[DifferenceKind]tally{}
	measure := func(name string, want truth, l, r Side) {
		c, err := Compare(context.Background(), l, r, "")
		if err != nil {
			t.Fatal(err)
		}
		if c.Kind != want.Kind {
			t.Errorf("%s: %s, want %s", name, c.Kind, want.Kind)
		}
		line := fmt.Sprintf("%-28s", name)
		var remarks []string
		if want.Kind == KindMatters {
			n, more := alignedTally(t, want, l, r, c)
			blocks.add(n)
			remarks = more
			line += fmt.Sprintf("blocks %v  ", n)
		}
		by, more := differencesTally(t, want, l, r, c)
		remarks = append(remarks, more...)
		var all tally
		for kind, n := range by {
			all.add(n)
			sum := byKind[kind]
			sum.add(n)
			byKind[kind] = sum
		}
		told.add(all)
		t.Logf("%sdifferences %v\n\t%s", line, all, strings.Join(remarks, "\n\t"))
	}
	lib := sampleLibrary(t)
	for _, path := range []string{"sample_truth.json", "editions_truth.json"} {
		want := readTruth(t, filepath.Join("testdata", path))
		measure(path, want, sideOf(t, lib, want.Left), sideOf(t, lib, want.Right))
	}
	paths, err := filepath.Glob(filepath.Join("testdata", "pairs", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no pairs: ", err)
	}
	for _, path := range paths {
		want := readTruth(t, path)
		for _, withActors := range []bool{true, false} {
			l, r := sidesOf(t, want, withActors)
			name := filepath.Base(path)
			if !withActors {
				name += ", no actors"
			}
			measure(name, want, l, r)
		}
	}
	for _, kind := range allKinds {
		t.Logf("%-12s %v", kind, byKind[kind])
	}
	t.Logf("blocks       %v", blocks)
	t.Logf("differences  %v", told)
	for _, floor := range []struct {
		what              string
		of                tally
		precision, recall float64
	}{
		{"blocks", blocks, 0.93, 0.86},
		{"differences", told, 0.97, 0.90},
		{"figures", byKind[FiguresDiffer], 0.95, 0.95},
		{"dates", byKind[DatesDiffer], 0.95, 0.66},
		{"likelihood", byKind[LikelihoodDiffer], 0.95, 0.70},
		{"actors", byKind[ActorBlamed], 0.95, 0.95},
		{"sources", byKind[SourcedOnce], 0.95, 0.95},
	} {
		if floor.of.precision() < floor.precision || floor.of.recall() < floor.recall {
			t.Errorf("%s: %v is below P %.2f R %.2f, which was reached before", floor.what, floor.of, floor.precision, floor.recall)
		}
	}
}
