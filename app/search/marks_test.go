package search_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/search"
	"sidelight/db"
)

func TestMarksWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	for _, c := range []struct{ typed, text, want string }{
		{"mali", "Mali’s army in MALI, not Malian.", "[Mali]’s army in [MALI], not Malian."},
		{"mali*", "Mali’s Malians", "[Mali]’s [Malians]"},
		{"menaka", "In Ménaka, Me\u0301naka and MÉNAKA.", "In [Ménaka], [Me\u0301naka] and [MÉNAKA]."},
		{`"salt front"`, "salt, Salt Front and front; salt\n front", "salt, [Salt Front] and front; [salt\n front]"},
		{`"salt front" front`, "Salt Front and front", "[Salt Front] and [front]"},
		{`"a b" "b c"`, "a b c, b c", "[a b c], [b c]"},
		{"N'Djamena", "N’Djamena, N'Djamena, n Djamena", "[N’Djamena], [N'Djamena], [n Djamena]"},
		{"counter-insurgency", "counter–insurgency and co\u00adunter insurgency", "[counter–insurgency] and [co\u00adunter insurgency]"},
		{"salt -front", "salt front", "[salt] front"},
		{"-(salt -front)", "salt front", "salt [front]"},
		{"wells OR front", "front of wells", "[front] of [wells]"},
		{"salt NEAR/2 front", "salt x x front; x x x salt x x x front", "[salt] x x [front]; x x x salt x x x front"},
		{"near(a b c, 1)", "a b x c, x x a, b and d", "[a] [b] x [c], x x a, b and d"},
		{`"salt of earth"~1`, "earth of y all salt; x x of earth x salt", "earth of y all salt; x x [of] [earth] x [salt]"},
		{"ﬁn", "The final ﬁn, or FIN", "The final [ﬁn], or [FIN]"},
		{"strasse lodz", "Straße in Łódź", "[Straße] in [Łódź]"},
		{"title:wells", "wells", "wells"},
		{"кидаль", "Город Кидаль.", "Город [Кидаль]."},
		{"2", "½ x² 2", "[½] x² [2]"},
		{"before:2024", "2024", "2024"},
		{"", "nothing", "nothing"},
	} {
		if got := marked(c.text, read(t, lib, c.typed).Marks(c.text, false)); got != c.want {
			t.Errorf("%s marks %s, not %s", c.typed, got, c.want)
		}
	}
}

func TestMarksTheNamesOfActorsInNotes(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	_, err := lib.AddActor(t.Context(), db.Actor{Name: "Salt Front", Kind: "armed group", Aliases: []db.Alias{{Name: "FSL"}, {Name: "the group", Weak: true}}})
	must(t, err)
	q := read(t, lib, "actor:fsl wells")
	text := "The group called Salt Front, or FSL, has wells."
	if got, want := marked(text, q.Marks(text, true)), "The group called [Salt Front], or [FSL], has [wells]."; got != want {
		t.Errorf("in a note: %s, not %s", got, want)
	}
	if got, want := marked(text, q.Marks(text, false)), "The group called Salt Front, or FSL, has [wells]."; got != want {
		t.Errorf("in a brief: %s, not %s", got, want)
	}
}

// words to make texts and queries of: few, so that they meet, in spellings that
// fold alike, and signs that join or part them.
var (
	someWords  = []string{"salt", "Salt", "sält", "sa\u0308lt", "SALTS", "front", "fronts", "ﬁn", "fin", "final", "N’Djamena", "2", "½", "x²", "al-Qaeda", "قائد", "किताब", "co\u00adop", "coop", "ß", "ss", "Ł"}
	someBreaks = []string{" ", " ", " ", ", ", "-", "’", "\n\n", "\u00ad", "\u200b", "\u0301", "/", " — ", "_", "ʼ", "\U000e0041", "\ue000"}
)

func aText(t *rapid.T, label string, most int) string {
	var b strings.Builder
	for range rapid.IntRange(1, most).Draw(t, label+" length") {
		b.WriteString(rapid.SampledFrom(someWords).Draw(t, label))
		b.WriteString(rapid.SampledFrom(someBreaks).Draw(t, label+" break"))
	}
	return b.String()
}

// A text has marks exactly when the library finds it: the two must have the
// same idea of a word.
func TestMarksAgreeWithTheIndex(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		n, err := lib.AddNote(ctx, db.Note{Body: aText(t, "text", 12)})
		if err != nil {
			t.Fatal(err)
		}
		var parts []string
		for range rapid.IntRange(1, 2).Draw(t, "terms") {
			words := strings.Map(withoutQuotes, aText(t, "words", 3))
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
				parts = append(parts, rapid.SampledFrom(someWords).Draw(t, "word"))
			case 1:
				parts = append(parts, `"`+words+`"`)
			case 2:
				parts = append(parts, rapid.SampledFrom(someWords).Draw(t, "word")+"*")
			case 3:
				parts = append(parts, fmt.Sprintf("near(%s, %d)", words, rapid.IntRange(0, 4).Draw(t, "within")))
			case 4:
				parts = append(parts, fmt.Sprintf(`"%s"~%d*`, words, rapid.IntRange(0, 4).Draw(t, "within")))
			}
		}
		typed := strings.Join(parts, " OR ")
		q, err := search.Read(ctx, lib, typed, true)
		if err != nil {
			t.Fatal(err)
		}
		hits, err := lib.FindTexts(ctx, db.TextQuery{Where: q.Where})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, h := range hits {
			found = found || h.ID == n.ID
		}
		marks := q.Marks(n.Body, true)
		if found != (len(marks) > 0) {
			t.Fatalf("%q in %q: found %v, marks %v (%#v)", typed, n.Body, found, marked(n.Body, marks), q.Where)
		}
		for _, m := range marks {
			if !m.Valid(n.Body) || m.Empty() || !utf8.ValidString(m.Of(n.Body)) {
				t.Fatalf("%q in %q: %v is no place", typed, n.Body, m)
			}
		}
	})
}

func withoutQuotes(r rune) rune {
	if strings.ContainsRune(`"“”„»«)(`, r) {
		return ' '
	}
	return r
}
