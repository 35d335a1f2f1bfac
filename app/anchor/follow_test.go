package anchor_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/anchor"
	"sidelight/app/sample/made"
	"sidelight/app/span"
)

const (
	ridge = "Fighters held the ridge above the well until noon."
	road  = "The road to the north stayed closed for three days, and nobody came."
	tank  = "A tanker was left behind with an empty tank."
	night = "At night the column turned back towards the river."
)

// followed follows the words of a quote, which stand once in old, into new.
func followed(t *testing.T, old, new, quote string) anchor.Placement {
	t.Helper()
	at := strings.Index(old, quote)
	if at < 0 {
		t.Fatalf("%q does not stand in %q", quote, old)
	}
	return ours(old, new, span.Span{Start: at, End: at + len(quote)})
}

func TestFollow(t *testing.T) {
	t.Parallel()
	all := ridge + " " + road + " " + tank + " " + night
	for name, c := range map[string]struct {
		old, new, quote string
		state           anchor.State
		want            string
	}{
		"the same text":             {all, all, "the ridge", anchor.Anchored, "the ridge"},
		"a sentence before":         {all, "Rain fell. " + all, "stayed closed", anchor.Anchored, "stayed closed"},
		"a misprint mended":         {all, strings.Replace(all, "closed", "shut", 1), "The road to the north stayed closed for three days", anchor.Anchored, "The road to the north stayed shut for three days"},
		"capitals and quotes":       {`He called it "a nuisance" and went - twice.`, "HE CALLED IT “A NUISANCE” AND WENT – TWICE.", `"a nuisance" and`, anchor.Anchored, "“A NUISANCE” AND"},
		"an accent":                 {"They left Ménaka before dawn, in two groups.", "They left Menaka before dawn, in two groups.", "Ménaka", anchor.Anchored, "Menaka"},
		"a paragraph moved":         {ridge + "\n\n" + road + "\n\n" + tank, tank + "\n\n" + ridge + "\n\n" + road, "left behind", anchor.Anchored, "left behind"},
		"the same word elsewhere":   {all, "The well was dry. " + all, "well", anchor.Anchored, "well"},
		"taken out":                 {all, strings.Replace(all, road+" ", "", 1), "stayed closed", anchor.Detached, ""},
		"taken out, a word remains": {all, strings.Replace(all, road+" ", "", 1), "the", anchor.Anchored, "the"},
		"all of it new":             {all, "Nothing here is like what stood there before.", "the ridge", anchor.Detached, ""},
		"to the last letter":        {"the end", "the end", "the end", anchor.Anchored, "the end"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := followed(t, c.old, c.new, c.quote)
			if p.State != c.state || p.Span.Of(c.new) != c.want {
				t.Errorf("%q: %s %q (quote %.2f, context %.2f), want %s %q", c.quote, p.State, p.Span.Of(c.new), p.Quote, p.Context, c.state, c.want)
			}
		})
	}
}

func TestFollow_LinesWrappedAnew(t *testing.T) {
	t.Parallel()
	// Given a paragraph in lines, which are broken elsewhere now
	old := strings.ReplaceAll(ridge+" "+road+" "+tank, "the ", "the\n")
	new := strings.ReplaceAll(ridge+" "+road+" "+tank, "and ", "and\n")
	at := strings.Index(old, "north stayed closed")
	s := span.Span{Start: at, End: at + len("north stayed closed")}
	whole := func(text string) anchor.Edition {
		return anchor.Edition{Text: text, Blocks: []span.Span{{Start: 0, End: len(text)}}}
	}
	// then the block says that it is one
	all, err := anchor.Follow(t.Context(), whole(old), whole(new), []span.Span{s})
	if err != nil || all[0].State != anchor.Anchored || all[0].Span.Of(new) != "north stayed closed" {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestFollow_SaysWhereWhatIsGoneWouldStand(t *testing.T) {
	t.Parallel()
	// Given a sentence that was taken out from between two others
	old, new := ridge+" "+road+" "+tank, ridge+" "+tank
	// then a passage of it would stand between these
	p := followed(t, old, new, "stayed closed for three days")
	if p.State != anchor.Detached || !p.Span.Empty() || p.Span.Start != len(ridge) {
		t.Errorf("%+v", p)
	}
}

func TestFollow_AsksAboutWhatIsInDoubt(t *testing.T) {
	t.Parallel()
	// Given half of the words that were quoted
	old := ridge + " " + road + " " + tank
	new := ridge + " The road to the coast was open for many days, and everybody came. " + tank
	p := followed(t, old, new, "stayed closed for three days, and nobody came")
	// then the place is proposed, not taken
	if p.State != anchor.Review || p.Span.Empty() {
		t.Errorf("%+v: %q", p, p.Span.Of(new))
	}
}

func TestFollow_LongPassagesByTheirEnds(t *testing.T) {
	t.Parallel()
	text := made.Brief(3).Text
	s := span.Span{Start: strings.Index(text, "\n\n") + 2, End: len(text) - 100}
	new := "A line before.\n" + strings.Replace(text, " an ", " another ", 3)
	p := ours(text, new, s)
	if p.State != anchor.Anchored || p.Span.Start != s.Start+len("A line before.\n") || p.Span.End != len(new)-100 {
		t.Errorf("%v is at %+v of %d", s, p, len(new))
	}
}

func TestFollow_StopsWhenAsked(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := anchor.Follow(ctx, anchor.Edition{Text: "a b c"}, anchor.Edition{Text: "a b d"}, []span.Span{{Start: 0, End: 1}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestFollow_StaysOnTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		old := rapid.OneOf(words(), rapid.String()).Draw(t, "old")
		new := rapid.OneOf(words(), rapid.String(), rapid.Just(old)).Draw(t, "new")
		s := drawSpan(t, old)
		p := ours(old, new, s)
		if !p.Span.Valid(new) {
			t.Fatalf("%v becomes %+v, which is not on %q", s, p, new)
		}
		if p.State == anchor.Detached != p.Span.Empty() {
			t.Fatalf("%+v: detached and empty go together", p)
		}
		for _, score := range []float64{p.Quote, p.Context, p.Overlap, p.Lead} {
			if score < 0 || score > 1 {
				t.Fatalf("scores %+v", p)
			}
		}
	})
}

// A text that did not change keeps every passage that is longer than what
// could stand there by chance.
func TestFollow_TheSameTextKeepsEverything(t *testing.T) {
	t.Parallel()
	texts := ownTexts(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(t, "text")
		e := editor{rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))}
		runes := []rune(text)
		from, to := e.selection(runes, 1, 25)
		start := len(string(runes[:from]))
		s := span.Span{Start: start, End: start + len(string(runes[from:to]))}
		if p := ours(text, text, s); p.State != anchor.Anchored || p.Span != s {
			t.Fatalf("%q at %v becomes %+v", s.Of(text), s, p)
		}
	})
}

func FuzzFollow(f *testing.F) {
	f.Add("the “Africa Corps” left", `the "Africa Corps" had left`, 4, 20)
	f.Add("a\nb\nc", "c\nb\na", 2, 3)
	f.Add("\xff\xfe", "\xff", 0, 1)
	f.Fuzz(func(t *testing.T, old, new string, start, end int) {
		p := ours(old, new, span.Span{Start: start, End: end})
		if p.Span.Start < 0 || p.Span.End > len(new) || p.Span.Start > p.Span.End {
			t.Fatalf("%+v in a text of %d", p, len(new))
		}
		if utf8.ValidString(new) && !p.Span.Valid(new) {
			t.Fatalf("%+v is not on runes", p)
		}
	})
}

// BenchmarkFollow follows 500 passages through a text of 1 MB of which every
// fiftieth word is another one.
func BenchmarkFollow(b *testing.B) {
	var parts []string
	for n, size := 0, 0; size < 1<<20; n++ {
		parts = append(parts, made.Brief(n).Text)
		size += len(parts[n])
	}
	old := strings.Join(parts, "\n\n")
	random := editor{rand.New(rand.NewPCG(1, 2))}
	words := strings.SplitAfter(old, " ")
	for i := range words {
		if random.IntN(50) == 0 {
			words[i] = otherWords[random.IntN(len(otherWords))] + " "
		}
	}
	new := strings.Join(words, "")
	runes := []rune(old)
	var spans []span.Span
	for range 500 {
		from, to := random.selection(runes, 1, 25)
		start := len(string(runes[:from]))
		spans = append(spans, span.Span{Start: start, End: start + len(string(runes[from:to]))})
	}
	b.ReportAllocs()
	for b.Loop() {
		placed, err := anchor.Follow(context.Background(), anchor.Edition{Text: old}, anchor.Edition{Text: new}, spans)
		if err != nil {
			b.Fatal(err)
		}
		kept := 0
		for _, p := range placed {
			if p.State == anchor.Anchored || p.State == anchor.Moved {
				kept++
			}
		}
		b.ReportMetric(float64(kept), "kept")
	}
}

// BenchmarkQuality prints the table of the quality test; -seed and -times
// choose other selections.
func BenchmarkQuality(b *testing.B) {
	for b.Loop() {
		b.Log("\n" + printed(measure(ownTexts(b), *seed, *times)))
	}
}
