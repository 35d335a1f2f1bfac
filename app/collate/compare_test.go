package collate

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

func compare(t testing.TB, l, r Side, kind Kind) Comparison {
	t.Helper()
	c, err := Compare(context.Background(), l, r, kind)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheCorrectedEditionIsTold(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	want := readTruth(t, "testdata/editions_truth.json")
	l, r := sideOf(t, lib, want.Left), sideOf(t, lib, want.Right)
	c := compare(t, l, r, "")
	if len(c.Changes) != len(want.Changes) {
		t.Errorf("%d changes, want %d", len(c.Changes), len(want.Changes))
	}
	for _, w := range want.Changes {
		if !slices.ContainsFunc(c.Changes, func(c diff.Change) bool {
			return string(c.Kind) == w.Kind && touches(t, l.Text, c.Old, w.Old) && touches(t, r.Text, c.New, w.New)
		}) {
			t.Errorf("not told: %s %q / %q", w.Kind, w.Old, w.New)
		}
	}
	for _, a := range c.Aligned {
		if a.Left.Of(l.Text) == a.Right.Of(r.Text) != (a.Score == 1) {
			t.Errorf("%q: %.2f of it is the same", start(a.Left.Of(l.Text)), a.Score)
		}
	}
}

func TestIdenticalTextsAreEditionsWithoutChanges(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	for _, title := range []string{"What the desert column lost", "Two ambushes", "Gold, fuel", "Coastal patrols"} {
		s := sideOf(t, lib, title)
		c := compare(t, s, s, "")
		if c.Kind != KindEditions || len(c.Changes) > 0 || len(c.Differences) > 0 || len(c.Aligned) == 0 {
			t.Errorf("%s: %s, %d changes, %d differences", title, c.Kind, len(c.Changes), len(c.Differences))
		}
		if c := compare(t, s, s, KindMatters); len(c.Differences) > 0 {
			t.Errorf("%s: as matters %d differences: %q", title, len(c.Differences), c.Differences[0].Key)
		}
	}
	if c := compare(t, Side{}, Side{}, ""); c.Kind != KindEditions || len(c.Aligned) > 0 {
		t.Errorf("two empty texts: %+v", c)
	}
}

func TestTextsWithNothingInCommonShareNothing(t *testing.T) {
	t.Parallel()
	l, r := sidesOf(t, readTruth(t, "testdata/pairs/apart.json"), true)
	c := compare(t, l, r, "")
	if c.Kind != KindMatters || len(c.Aligned)+len(c.Differences)+len(c.Copied) > 0 ||
		len(c.Shared.Actors)+len(c.Shared.Dates)+len(c.Shared.Sources)+len(c.Shared.Places) > 0 {
		t.Errorf("found something: %+v", c)
	}
}

func TestTheKindCanBeChosen(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	l, r := sideOf(t, lib, "What the desert column lost"), sideOf(t, lib, "Two ambushes")
	if c := compare(t, l, r, KindEditions); c.Kind != KindEditions || c.Guess != KindMatters || len(c.Changes) == 0 {
		t.Errorf("as editions: %s, guessed %s, %d changes", c.Kind, c.Guess, len(c.Changes))
	}
	r = sideOf(t, lib, "What the desert column lost (corrected)")
	if c := compare(t, l, r, KindMatters); c.Kind != KindMatters || c.Guess != KindEditions || len(c.Changes) > 0 || len(c.Aligned) == 0 {
		t.Errorf("as matters: %s, guessed %s", c.Kind, c.Guess)
	}
}

func TestANoteThatQuotesIsNoEdition(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	l := sideOf(t, lib, "Two ambushes")
	at := strings.Index(l.Text, "What remains is a garrison")
	note := Side{Text: l.Text[at : at+200]}
	c := compare(t, l, note, "")
	if c.Kind != KindMatters || len(c.Copied) == 0 || !strings.HasPrefix(c.Copied[0].Left.Of(l.Text), "What remains is a garrison") {
		t.Errorf("%s, copied %v", c.Kind, c.Copied)
	}
}

func TestEveryPairSaysWhatItRestsOn(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	l, r := sideOf(t, lib, "What the desert column lost"), sideOf(t, lib, "Two ambushes")
	check := func(a Aligned) {
		sum := 0.0
		for _, reason := range a.Reasons {
			sum += reason.Part
			if reason.Words == "" || reason.Part <= 0 {
				t.Errorf("empty reason in %v", a.Reasons)
			}
		}
		if sum > a.Score+1e-9 || len(a.Reasons) < mostReasons && sum < a.Score-1e-9 || a.Score > 1 {
			t.Errorf("score %.3f rests on %.3f: %v", a.Score, sum, a.Reasons)
		}
	}
	c := compare(t, l, r, "")
	for _, a := range c.Aligned {
		check(a)
		for _, s := range a.Sentences {
			check(s)
			if !holds(a.Left, s.Left) || !holds(a.Right, s.Right) || len(s.Sentences) > 0 {
				t.Errorf("a sentence lies outside of its block")
			}
		}
	}
}

func TestAnAmbiguousNameCountsForTheActorThatTheTextNames(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	c := compare(t, sideOf(t, lib, "What the desert column lost"), sideOf(t, lib, "Two ambushes"), "")
	var shared []string
	for _, i := range c.Shared.Actors {
		shared = append(shared, i.Name)
	}
	slices.Sort(shared)
	if want := []string{"Coordination of Azawad Movements", "JNIM", "Wagner Group"}; !slices.Equal(shared, want) {
		t.Errorf("shared %q, want %q", shared, want)
	}
}

func TestWhatBothAndWhatOneHas(t *testing.T) {
	t.Parallel()
	lib := sampleLibrary(t)
	l, r := sideOf(t, lib, "What the desert column lost"), sideOf(t, lib, "Two ambushes")
	c := compare(t, l, r, "")
	names := func(all []Item) (n []string) {
		for _, i := range all {
			n = append(n, i.Name)
		}
		return n
	}
	if got := names(c.Shared.Dates); !slices.Equal(got, []string{"2024-07-27"}) {
		t.Errorf("shared dates %q", got)
	}
	if got := names(c.Right.Sources); !slices.Contains(got, "Le Monde") || slices.Contains(names(c.Shared.Sources), "Le Monde") {
		t.Errorf("sources only right %q", got)
	}
	if got := names(c.Shared.Places); !slices.Contains(got, "Kidal") {
		t.Errorf("shared places %q", got)
	}
	for _, i := range c.Shared.Sources {
		for _, s := range i.Left {
			if !s.Valid(l.Text) {
				t.Errorf("%s stands nowhere", i.Name)
			}
		}
	}
}

func TestCopiedWording(t *testing.T) {
	t.Parallel()
	text := func(s string) Side { return Side{Text: s} }
	for _, c := range []struct {
		name, left, right string
		want              []string
	}{
		{"eight words", "Then he said the rains would come too late for them all.", "It is true: The rains would come too late for them.", []string{"the rains would come too late for them"}},
		{"seven words", "Then the rains would come too late for us.", "But the rains would come too late for them.", nil},
		{"quotes and case", "She’d never have thought that it could happen here", "“SHE'D never have thought that it could happen here”", []string{"She’d never have thought that it could happen here"}},
		{"two paragraphs", "one two three four\nfive six seven eight", "one two three four five six seven eight", nil},
		{"said twice", "a b c d e f g h. a b c d e f g h.", "a b c d e f g h", []string{"a b c d e f g h", "a b c d e f g h"}},
		{"a long name", "He met the Deputy Head of the National Office for Roads and Bridges.", "She is the Deputy Head of the National Office for Roads and Bridges.", nil},
	} {
		l, r := text(c.left), text(c.right)
		got := compare(t, l, r, KindMatters).Copied
		var words []string
		for _, g := range got {
			words = append(words, g.Left.Of(l.Text))
		}
		if !slices.Equal(words, c.want) {
			t.Errorf("%s: %q, want %q", c.name, words, c.want)
		}
	}
}

func TestWhatIsCitedIsNotCopied(t *testing.T) {
	t.Parallel()
	l := Side{Text: "They left (A very long name of a radio in nine words).", Citations: []db.Citation{{GroupStart: 10, GroupEnd: 53, Start: 11, End: 52}}}
	r := l
	if got := compare(t, l, r, "").Copied; len(got) > 0 {
		t.Errorf("copied %v", got)
	}
}

func TestAStoppedComparisonStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	lib := sampleLibrary(t)
	l, r := sideOf(t, lib, "What the desert column lost"), sideOf(t, lib, "Two ambushes")
	for _, kind := range []Kind{"", KindEditions, KindMatters} {
		if _, err := Compare(ctx, l, r, kind); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: %v", kind, err)
		}
	}
}

// mirrored turns a comparison round. What quotes the left text first is left
// out, and so is the order of what is equally telling.
func mirrored(c Comparison) Comparison {
	c.Changes = nil // how one became the other is not how the other became it
	c.Left, c.Right = c.Right, c.Left
	for _, common := range []*Common{&c.Shared, &c.Left, &c.Right} {
		for _, items := range []*[]Item{&common.Actors, &common.Places, &common.Sources, &common.Dates} {
			*items = slices.Clone(*items)
			for i := range *items {
				(*items)[i].Left, (*items)[i].Right = (*items)[i].Right, (*items)[i].Left
			}
		}
	}
	c.Copied = slices.Clone(c.Copied)
	for i := range c.Copied {
		c.Copied[i].Left, c.Copied[i].Right = c.Copied[i].Right, c.Copied[i].Left
	}
	c.Aligned = mirroredPairs(c.Aligned)
	c.Differences = slices.Clone(c.Differences)
	for i, d := range c.Differences {
		c.Differences[i] = Difference{Kind: d.Kind, Left: d.Right, Right: d.Left, LeftSays: d.RightSays, RightSays: d.LeftSays}
	}
	return c
}

func mirroredPairs(all []Aligned) []Aligned {
	var turned []Aligned
	for _, a := range all {
		turned = append(turned, Aligned{Left: a.Right, Right: a.Left, Score: a.Score, Sentences: mirroredPairs(a.Sentences)})
	}
	return turned
}

var unordered = cmp.Options{
	cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-9),
	cmpopts.SortSlices(func(x, y Aligned) bool {
		return x.Left.Start < y.Left.Start || x.Left == y.Left && x.Right.Start < y.Right.Start
	}),
	cmpopts.SortSlices(func(x, y Copied) bool { return x.Left.Start < y.Left.Start }),
	cmpopts.SortSlices(func(x, y Item) bool { return x.Name < y.Name }),
	cmpopts.SortSlices(func(x, y Difference) bool {
		return x.Kind < y.Kind || x.Kind == y.Kind && x.Left.Start < y.Left.Start
	}),
}

func TestTurnedRoundItSaysTheSame(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"coup", "ports", "election", "sanctions", "long", "haiti", "cable"} {
		for _, withActors := range []bool{true, false} {
			l, r := sidesOf(t, readTruth(t, "testdata/pairs/"+name+".json"), withActors)
			there, back := compare(t, l, r, ""), compare(t, r, l, "")
			if d := cmp.Diff(mirrored(mirrored(there)), mirrored(back), unordered); d != "" {
				t.Errorf("%s: %s", name, d)
			}
		}
	}
}

// anySide draws a side that may be all wrong: spans out of the text, inside of
// a rune, upside down.
func anySide(t *rapid.T, name string) Side {
	word := rapid.SampledFrom([]string{"47", "at least", "killed", "soldiers", "Kidal", "é", "“", "(", ")", ".", "\n", "\n\n", " ", "likely", "the", "CMA", "attacked", "by",
		"three", "million", "\xff", "of them", "trucks", "Gao", ",", "said"})
	text := strings.Join(rapid.SliceOfN(word, 0, 60).Draw(t, name), rapid.SampledFrom([]string{" ", ""}).Draw(t, "space"))
	edge := rapid.IntRange(-3, len(text)+3)
	at := func() span.Span { return span.Span{Start: edge.Draw(t, "start"), End: edge.Draw(t, "end")} }
	n := func() int { return rapid.IntRange(0, 6).Draw(t, "n") }
	s := Side{Text: text}
	for range n() {
		b := at()
		s.Blocks = append(s.Blocks, db.Block{Kind: rapid.SampledFrom([]db.BlockKind{db.KindParagraph, db.KindBullet, db.KindTitle}).Draw(t, "kind"), Start: b.Start, End: b.End})
	}
	for range n() {
		s.Mentions = append(s.Mentions, Mention{Span: at(), ActorID: int64(n()), Name: "Gao", Kind: rapid.SampledFrom([]string{"place", "military", ""}).Draw(t, "kind")})
	}
	for range n() {
		c, g := at(), at()
		s.Citations = append(s.Citations, db.Citation{Start: c.Start, End: c.End, GroupStart: g.Start, GroupEnd: g.End, Outlet: "Radio", SourceID: int64(n())})
	}
	for range n() {
		day := rapid.SampledFrom([]string{"", "2024-07-27", "2024-07-28"}).Draw(t, "day")
		s.Days = append(s.Days, Day{Span: at(), Sentence: at(), Earliest: day, Latest: day})
	}
	for range n() {
		s.Terms = append(s.Terms, Term{Span: at(), Words: "likely", Low: 55, High: 80, Hedge: rapid.Bool().Draw(t, "hedge")})
	}
	return s
}

func checkSpans(t interface{ Errorf(string, ...any) }, l, r Side, c Comparison) {
	on := func(what string, left, right span.Span) {
		if !left.Valid(l.Text) || !right.Valid(r.Text) {
			t.Errorf("%s lies off the text: %v %v", what, left, right)
		}
	}
	for _, x := range c.Changes {
		on("change", x.Old, x.New)
	}
	for _, a := range c.Aligned {
		on("block", a.Left, a.Right)
		for _, s := range a.Sentences {
			on("sentence", s.Left, s.Right)
		}
	}
	for _, x := range c.Copied {
		on("copied", x.Left, x.Right)
	}
	seen := map[string]bool{}
	for _, d := range c.Differences {
		on("difference", d.Left, d.Right)
		if seen[d.Key] || d.Key == "" {
			t.Errorf("key %q is not one of its own", d.Key)
		}
		seen[d.Key] = true
	}
	if !slices.IsSortedFunc(c.Differences, func(x, y Difference) int {
		return slices.Index(allKinds, x.Kind) - slices.Index(allKinds, y.Kind)
	}) {
		t.Errorf("the kinds are not in their order")
	}
	for _, common := range []Common{c.Shared, c.Left, c.Right} {
		for _, items := range [][]Item{common.Actors, common.Places, common.Sources, common.Dates} {
			for _, i := range items {
				for _, s := range i.Left {
					on("item", s, span.Span{})
				}
				for _, s := range i.Right {
					on("item", span.Span{}, s)
				}
			}
		}
	}
}

func TestHostileSidesAreCompared(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l, r := anySide(t, "left"), anySide(t, "right")
		kind := rapid.SampledFrom([]Kind{"", KindEditions, KindMatters}).Draw(t, "kind")
		c, err := Compare(context.Background(), l, r, kind)
		if err != nil {
			t.Fatal(err)
		}
		checkSpans(t, l, r, c)
		if c.Kind == KindMatters {
			back, err := Compare(context.Background(), r, l, kind)
			if err != nil {
				t.Fatal(err)
			}
			there, back := mirrored(mirrored(c)), mirrored(back)
			if d := cmp.Diff(there.Aligned, back.Aligned, unordered); d != "" {
				t.Errorf("turned round it is not the same: %s", d)
			}
		}
	})
}

func FuzzCompare(f *testing.F) {
	f.Add("At least 47 men were killed on 27 July.", "84 men were killed, Radio said.", 0, 20, 5, 9)
	f.Add("", "\xff\xfe", -1, 4, 2, 1)
	f.Add(strings.Repeat("(", 300), strings.Repeat("1 million ", 40), 3, 1000, 0, 0)
	f.Fuzz(func(t *testing.T, left, right string, a, b, c, d int) {
		l := Side{Text: left, Blocks: []db.Block{{Kind: db.KindParagraph, Start: a, End: b}, {Kind: db.KindBullet, Start: c, End: d}},
			Mentions: []Mention{{Span: span.Span{Start: a, End: d}, ActorID: 1}}, Days: []Day{{Span: span.Span{Start: c, End: b}, Earliest: "2024-01-01", Latest: "2024-01-01"}}}
		r := Side{Text: right, Citations: []db.Citation{{Start: a, End: b, GroupStart: c, GroupEnd: d}}, Terms: []Term{{Span: span.Span{Start: b, End: c}, Hedge: true}}}
		for _, kind := range []Kind{KindMatters, KindEditions} {
			c := compare(t, l, r, kind)
			if utf8.ValidString(left) && utf8.ValidString(right) { // as all texts of the library are
				checkSpans(t, l, r, c)
			}
		}
	})
}
