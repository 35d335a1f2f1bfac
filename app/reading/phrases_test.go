package reading_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// namedText is a text with the names in it, counted by hand.
type namedText struct {
	title, text string
	names       map[string]int
}

// namedTexts reads a file of texts: "# title", the text, "--", and a line a
// name with its count.
func namedTexts(t testing.TB, file string) []namedText {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "phrases", file))
	if err != nil {
		t.Fatal(err)
	}
	var out []namedText
	for _, section := range strings.Split("\n"+string(data), "\n# ")[1:] {
		title, rest, _ := strings.Cut(section, "\n")
		text, list, _ := strings.Cut(rest, "\n--\n")
		n := namedText{title, text, map[string]int{}}
		for _, line := range strings.Split(strings.TrimSpace(list), "\n") {
			count, name, _ := strings.Cut(line, " ")
			if n.names[name], err = strconv.Atoi(count); err != nil {
				t.Fatalf("%s: %s: %v", file, line, err)
			}
		}
		out = append(out, n)
	}
	return out
}

// phrasesOf are the uses of each phrase outside citations and credits.
func phrasesOf(text string) map[string]int {
	var skip []span.Span
	for _, c := range reading.Citations(text, reading.Published{}) {
		skip = append(skip, c.Span)
	}
	for _, c := range reading.Credits(text) {
		skip = append(skip, c.Span)
	}
	found := map[string]int{}
	for _, p := range reading.Phrases(text, skip) {
		found[p.Name] = len(p.Uses)
	}
	return found
}

// TestPhrasesAgainstTruth counts uses: a use is right when its name is written
// in full and in the measure that it occurs.
func TestPhrasesAgainstTruth(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file              string
		recall, precision float64
	}{{"first.txt", 0.95, 0.95}, {"second.txt", 0.95, 0.95}, {"third.txt", 0.90, 0.90}} {
		s := score{}
		for _, n := range namedTexts(t, c.file) {
			found := phrasesOf(n.text)
			for name, count := range found {
				s.found += count
				s.right += min(count, n.names[name])
				if count > n.names[name] {
					t.Logf("%s: false: %d %s", n.title, count-n.names[name], name)
				}
			}
			for name, count := range n.names {
				s.wanted += count
				if found[name] < count {
					t.Logf("%s: missed: %d %s", n.title, count-found[name], name)
				}
			}
		}
		t.Logf("%s: recall %.3f precision %.3f (%d right of %d found, %d wanted)", c.file, s.recall(), s.precision(), s.right, s.found, s.wanted)
		if s.recall() < c.recall || s.precision() < c.precision {
			t.Errorf("%s: recall %.3f and precision %.3f, want %.2f and %.2f", c.file, s.recall(), s.precision(), c.recall, c.precision)
		}
	}
}

// TestPhrases holds single rules.
func TestPhrases(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"In Gao, Malian troops met Malians.", "Gao"},
		{"He met Iyad Ag Ghali on Monday, July 28.", "Iyad Ag Ghali"},
		{"Rivals left. Later the Rivals left.", "Rivals"}, // it recurs within a sentence
		{"Rivals left. The rivals met Rivals.", ""},       // and is a word of its own
		{"Iran’s Islamic Revolutionary Guard Corps and Russia’s Unit 910.", "Iran|Islamic Revolutionary Guard Corps|Russia|Unit 910"},
		{"the People’s Liberation Army and the Kurdistan Workers’ Party (PKK).", "People’s Liberation Army|Kurdistan Workers’ Party|PKK"},
		{"the 23 March Movement and the March 23 Movement of the 47 Brigade.", "23 March Movement|March 23 Movement|47 Brigade"},
		{"the pro-Wagner, U.S.-Iraq and al-Qaeda-affiliated men of Wagner–JNIM", "Wagner|U.S.|Iraq|al-Qaeda|JNIM"},
		{"met Prime Minister Haider al-Abadi and Secretary of State Antony Blinken.", "Haider al-Abadi|Antony Blinken"},
		{"by the Attorney General’s Office and the General Staff.", "Attorney General’s Office|General Staff"},
		{"In the spring the men of the newly founded Wagner\nGroup arrived in the towns of the north of the country of\nMali.", "Wagner Group|Mali"},
		{"The Wag\u00adner Group met the Wagner\u00a0Group.", "Wagner Group"},
		{"the al-Qa'ida and the al-Qa’ida.", "al-Qa'ida"},
		{"under the Jones Act, Resolution 2254 and Article 5", ""},
		{"two IEDs, an RPG-7, a Su-34 and CVE-2021-44228", ""},
		{"at https://example.org/Wagner/Mali and X/@Wagner of Wagner.com", ""},
		{"GROUP LEAVES NORTHERN TOWN\n\nThe group left Kidal.", "Kidal"},
		{"Kidal Falls to the Azawad Front\n\nThe town of Kidal fell to the Azawad Front.", "Kidal|Azawad Front"},
		{"Bahrain left. So did Acme Corp., Ltd. of Ghent.", "Bahrain|Acme Corp., Ltd|Ghent"},
	} {
		var got []string
		for _, p := range reading.Phrases(c.text, nil) {
			got = append(got, p.Name)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: found %q, want %q", c.text, s, c.want)
		}
	}
}

func TestPhrasesOutsideSkippedSpans(t *testing.T) {
	t.Parallel()
	text := "The men of Wagner (Le Monde, August 2) left Gao. Wagner men stayed."
	cited := span.Span{Start: strings.Index(text, "("), End: strings.Index(text, ")") + 1}

	got := reading.Phrases(text, []span.Span{cited})

	if len(got) != 2 || got[0].Name != "Wagner" || len(got[0].Uses) != 2 || got[1].Name != "Gao" {
		t.Errorf("%+v, want Wagner twice and Gao", got)
	}
	if last := got[0].Uses[1]; last.Of(text) != "Wagner" || last.Start < cited.End {
		t.Errorf("the second use is %v", last)
	}
}

// FuzzPhrases: whatever the text, every use lies on it, in order and apart.
func FuzzPhrases(f *testing.F) {
	for _, seed := range []string{
		"The Front for the Liberation of Azawad (FLA), led by Ag Intalla’s U.S.-backed men.", "Minister of of the of", "’s ’ l’ d’A-l-B",
		"• A\n• B Corp., Ltd.\n• 23 March Movement\n\nHEADING\n\nal-", "\u00ad\u200bA\u00ad.B.-C’s", "“The “A” B” C. D. E", "ʼ İ ǅ 1st May 4 Unit 9",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("a canonical text is valid UTF-8")
		}
		var skip []span.Span
		if n := len(text) / 2; n > 0 && utf8.RuneStart(text[n]) {
			skip = append(skip, span.Span{Start: n, End: len(text)}, span.Span{Start: 0, End: 0})
		}
		for _, p := range reading.Phrases(text, skip) {
			last := 0
			for _, s := range p.Uses {
				if !s.Valid(text) || s.Empty() || s.Start < last || p.Name == "" {
					t.Errorf("%q: use %v of %q", text, s, p.Name)
				}
				if len(skip) > 0 && s.Overlaps(skip[0]) {
					t.Errorf("%q: use %v lies in what is skipped", text, s)
				}
				last = s.End
			}
		}
		a, b, _ := strings.Cut(text, "|")
		why, ok := reading.SameOutlet(a, b)
		if again, same := reading.SameOutlet(b, a); ok != same || why != again {
			t.Errorf("SameOutlet(%q, %q) = %q, the other way %q", a, b, why, again)
		}
		reading.House(a)
		reading.OutletKind(a)
	})
}
