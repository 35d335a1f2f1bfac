package diff

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sidelight/app/span"
)

// of compares two texts line by line.
func of(t *testing.T, old, new string) Diff {
	t.Helper()
	d, err := Texts(context.Background(), old, new, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// said writes the changes down: "-old-", "+new+", "[old→new]", "~moved~".
func said(old, new string, d Diff) string {
	var all []string
	for _, c := range d.Changes {
		switch c.Kind {
		case Deleted:
			all = append(all, "-"+c.Old.Of(old)+"-")
		case Inserted:
			all = append(all, "+"+c.New.Of(new)+"+")
		case Changed:
			all = append(all, "["+c.Old.Of(old)+"→"+c.New.Of(new)+"]")
		case Moved:
			all = append(all, "~"+c.New.Of(new)+"~")
		}
	}
	return strings.Join(all, " ")
}

func TestTexts_MarksWhatAPersonWouldMark(t *testing.T) {
	t.Parallel()
	const ridge = "Fighters held the ridge above the well until noon."
	const road = "The road to the north stayed closed for three days."
	const tanker = "A tanker was left behind with an empty tank."
	for _, c := range []struct{ name, old, new, want string }{
		{"the same", ridge, ridge, ""},
		{"white space", ridge + "\n\n" + road, "  " + strings.ReplaceAll(ridge, " ", "  ") + "\n" + road, ""},
		{"shapes of quotes", `He said "no" - twice.`, "He said “no” – twice.", ""},
		{"a figure", "At least 47 contractors died.", "At least 50 contractors died.", "[47→50]"},
		{"a figure with a point", "It cost 1,200 francs.", "It cost 1,300 francs.", "[1,200→1,300]"},
		{"a word more", "It is unlikely that they met.", "It is very unlikely that they met.", "+very+"},
		{"a word less", "It is very unlikely that they met.", "It is unlikely that they met.", "-very-"},
		{"words that belong together", "The junta is likely to keep Kidal at any cost now.", "The junta is very unlikely to hold Kidal at any cost now.",
			"[likely to keep→very unlikely to hold]"},
		{"a sentence put in", ridge + " " + road, ridge + " " + tanker + " " + road, "+" + tanker + "+"},
		{"a sentence that begins like the next", "The army left. The rebels came.", "The army left. The army came back. The rebels came.", "+The army came back.+"},
		{"a sentence reworded", ridge + " Nobody knows who gave the order. " + road, ridge + " Radio traffic shows a colonel was behind it. " + road,
			"[Nobody knows who gave the order.→Radio traffic shows a colonel was behind it.]"},
		{"a paragraph put in", ridge + "\n\n" + road, ridge + "\n\n" + tanker + "\n\n" + road, "+" + tanker + "+"},
		{"a paragraph taken out", ridge + "\n\n" + tanker + "\n\n" + road, ridge + "\n\n" + road, "-" + tanker + "-"},
		{"a paragraph moved", ridge + "\n\n" + road + "\n\n" + tanker, tanker + "\n\n" + ridge + "\n\n" + road, "~" + tanker + "~"},
		{"moved and corrected", ridge + "\n\n" + road + "\n\n" + tanker, strings.Replace(tanker, "empty", "half-full", 1) + "\n\n" + ridge + "\n\n" + road,
			"~A tanker was left behind with an half-full tank.~ [empty→half-full]"},
		{"a paragraph cut in two", ridge + " " + road + " " + tanker, ridge + " " + road + "\n\n" + tanker, ""},
		{"two joined", ridge + "\n\n" + road, ridge + " " + road, ""},
		{"all new", ridge, "Nothing of this is like that.", "-" + ridge + "- +Nothing of this is like that.+"},
		{"nothing before", "", ridge, "+" + ridge + "+"},
		{"nothing after", ridge, "", "-" + ridge + "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := of(t, c.old, c.new)
			if got := said(c.old, c.new, d); got != c.want {
				t.Errorf("marked\n  %s\nwant\n  %s", got, c.want)
			}
		})
	}
}

func TestTexts_BlocksMayBeGiven(t *testing.T) {
	t.Parallel()
	// Given texts whose blocks leave out what stands between them
	old, new := "1. first point here\n2. second point", "a) first point here\nb) second points"
	d, err := Texts(context.Background(), old, new,
		[]span.Span{{Start: 3, End: 19}, {Start: 23, End: len(old)}}, []span.Span{{Start: 3, End: 19}, {Start: 23, End: len(new)}})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(old, new, d); got != "[point→points]" {
		t.Errorf("marked %s", got)
	}
	if len(d.Pairs) != 2 || !d.Pairs[0].Same || d.Pairs[1].Same {
		t.Errorf("pairs %+v", d.Pairs)
	}
}

func TestTexts_StopsWhenAsked(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Texts(ctx, "a b c", "a b d", nil, nil); err == nil {
		t.Error("no error")
	}
}

func TestAlike_TellsEditionsFromTexts(t *testing.T) {
	t.Parallel()
	column, corrected, other := sample(t, "desert-column.txt"), sample(t, "desert-column-corrected.txt"), sample(t, "two-ambushes.txt")
	for _, c := range []struct {
		name, a, b string
		editions   bool
	}{{"editions", column, corrected, true}, {"texts on one matter", column, other, false}, {"nothing", "", other, false}} {
		share, err := Alike(context.Background(), c.a, c.b)
		if err != nil {
			t.Fatal(err)
		}
		if share > 0.5 != c.editions {
			t.Errorf("%s: %.2f alike", c.name, share)
		}
	}
}

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "sample", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The corrected edition of the sample library, with all that its editor
// changed.
func TestTexts_FindsEveryCorrectionOfTheSample(t *testing.T) {
	t.Parallel()
	old, new := sample(t, "desert-column.txt"), sample(t, "desert-column-corrected.txt")
	d := of(t, old, new)
	got := said(old, new, d)
	for _, want := range []string{"(corrected)", "[2→6]", "[47→50]", "[July 30→August 3]", "(Desert Radio, August 3)", "+very+", "[nine→eight]",
		"because the batteries of the radios could not be charged otherwise", "~Fuel had been short since June", "+Correction, 6 August:"} {
		if !strings.Contains(got, want) {
			t.Errorf("not marked: %s", want)
		}
	}
	if t.Failed() {
		t.Log(strings.ReplaceAll(got, "] ", "]\n"))
	}
	if len(d.Changes) > 14 {
		t.Errorf("%d changes, so some are in pieces:\n%s", len(d.Changes), got)
	}
}

// The words outside of the changes are the same in both texts, in the order
// of the blocks that belong together; and every change is one.
func TestTexts_NothingIsMissed(t *testing.T) {
	t.Parallel()
	words := rapid.SampledFrom(strings.Fields("the the army army left held ridge ridge 47 84 . . , ( ) “ Kidal N’Djamena co-op 1.5 \n \n é"))
	rapid.Check(t, func(t *rapid.T) {
		old := strings.Join(rapid.SliceOfN(words, 0, 60).Draw(t, "old"), " ")
		new := edited(t, old, words)
		d, err := Texts(context.Background(), old, new, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		left, right := rest(old, d, func(c Change) span.Span { return c.Old }), rest(new, d, func(c Change) span.Span { return c.New })
		if !sameCounts(left, right) {
			t.Fatalf("%q\n%q\n%s\nleaves %v\nand    %v", old, new, said(old, new, d), left, right)
		}
		for _, c := range d.Changes {
			if !c.Old.Valid(old) || !c.New.Valid(new) {
				t.Fatalf("%+v does not lie on the texts", c)
			}
			if c.Kind == Inserted != c.Old.Empty() || c.Kind == Deleted != c.New.Empty() {
				t.Fatalf("%+v: %s with these spans", c, c.Kind)
			}
		}
	})
}

// edited changes a text here and there.
func edited(t *rapid.T, text string, words *rapid.Generator[string]) string {
	all := strings.Split(text, " ")
	for range rapid.IntRange(0, 6).Draw(t, "edits") {
		at := rapid.IntRange(0, len(all)-1).Draw(t, "at")
		switch rapid.IntRange(0, 3).Draw(t, "edit") {
		case 0:
			all[at] = words.Draw(t, "word")
		case 1:
			all = append(all[:at:at], all[min(at+3, len(all)):]...)
		case 2:
			all = append(all[:at:at], append([]string{words.Draw(t, "word")}, all[at:]...)...)
		case 3:
			all = append(all[at:len(all):len(all)], all[:at]...)
		}
		if len(all) == 0 {
			return ""
		}
	}
	return strings.Join(all, " ")
}

// rest counts the words outside of the changes; moved blocks are no change of
// words.
func rest(text string, d Diff, of func(Change) span.Span) map[string]int {
	count := map[string]int{}
	words := newVocabulary().read(text, nil)
	for _, k := range words.tokens {
		inside := false
		for _, c := range d.Changes {
			s := of(c)
			inside = inside || c.Kind != Moved && s.Start <= int(k.start) && int(k.end) <= s.End
		}
		if !inside {
			count[plain(text[k.start:k.end])]++
		}
	}
	return count
}

func sameCounts(a, b map[string]int) bool {
	if len(a) != len(b) {
		return false
	}
	for k, n := range a {
		if b[k] != n {
			return false
		}
	}
	return true
}

func FuzzTexts(f *testing.F) {
	f.Add("a b c\n\nd", "a c\nd e")
	f.Add("\xff\xfe", "(((")
	f.Add("x.y.z", "x-y-z")
	f.Fuzz(func(t *testing.T, old, new string) {
		d, err := Texts(context.Background(), old, new, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Changes {
			if c.Old.Start < 0 || c.Old.End > len(old) || c.Old.Start > c.Old.End || c.New.Start < 0 || c.New.End > len(new) || c.New.Start > c.New.End {
				t.Fatalf("%+v", c)
			}
		}
	})
}
