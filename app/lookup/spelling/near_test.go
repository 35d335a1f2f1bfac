package spelling_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/lookup/spelling"
)

var vocabulary = strings.Fields(`
	prigozhin pushilin pasechnik putin peskov patrushev lavrov lukashenko navalny zelensky zaluzhnyi kadyrov medvedev shoigu gerasimov surovikin
	bakhmut donetsk luhansk lipetsk kharkiv kherson mariupol zaporizhzhia kyiv lviv sumy crimea kursk minsk omsk tomsk
	azawad menaka kidal gao timbuktu bamako mali malawi male niger nigeria ouagadougou burkina agadez tillaberi tinzaouaten
	iran iraq sudan sedan syria serbia austria australia oman yemen aden houthi hezbollah hamas homs hama raqqa mosul assad sadr saud
	qaeda shabaab jnim iswap isis fatah taliban haqqani khamenei khomeini soleimani gaddafi haftar sirte brigade army front movement liberation state council
	пригожин киев`)

func near(word string, prefix bool) []string {
	var found []string
	for _, like := range spelling.NewWords(vocabulary).Near(word, prefix, 10) {
		found = append(found, vocabulary[like.Index])
	}
	return found
}

func TestNear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want string }{
		{"prigozhin", "prigozhin"}, {"prigojine", "prigozhin"}, {"prigozin", "prigozhin"}, {"prigohzin", "prigozhin"}, {"pirgozhin", "prigozhin"},
		{"selenskyj", "zelensky"}, {"guerassimow", "gerasimov"}, {"chamenei", "khamenei"}, {"azaouad", "azawad"}, {"wagadugu", "ouagadougou"},
		{"zaporozhye", "zaporizhzhia"}, {"kadhafi", "gaddafi"}, {"hisbollah", "hezbollah"}, {"rakka", "raqqa"}, {"kaida", "qaeda"}, {"chebab", "shabaab"},
		{"lugansk", "luhansk"}, {"soumy", "sumy"}, {"kiew", "kyiv"}, {"путин", "putin"}, {"iarn", "iran"}, {"omann", "oman"}, {"прегожин", "пригожин"},
	} {
		if got := near(c.typed, false); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s: found %v, want %s first", c.typed, got, c.want)
		}
	}
}

func TestNear_TypedInPart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want string }{
		{"prigosz", "prigozhin"}, {"zaporoj", "zaporizhzhia"}, {"solaim", "soleimani"}, {"tinzawa", "tinzaouaten"}, {"ouagg", "ouagadougou"},
	} {
		if got := near(c.typed, true); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s: found %v, want %s first", c.typed, got, c.want)
		}
		if got := near(c.typed, false); slices.Contains(got, c.want) {
			t.Errorf("%s was typed to its end and is no %s", c.typed, c.want)
		}
	}
	if got := near("iranx", true); len(got) == 0 || got[0] != "iran" {
		t.Errorf("a whole word comes before one that goes on: %v", got)
	}
}

func TestNear_Order(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, first, second string }{
		{"marioupo", "mariupol", "mariupolskyi"},
		{"lokheed", "lockheed", "loqadou"},
		{"kadhafi", "kadafi", "qaddafi"},
		{"hafter", "haftar", "after"},
		{"chebab", "shabaab", "shibao"},
	} {
		words := []string{c.second, c.first}
		if found := spelling.NewWords(words).Near(c.typed, true, 2); len(found) == 0 || words[found[0].Index] != c.first {
			t.Errorf("%s: %+v, want %s before %s", c.typed, found, c.first, c.second)
		}
	}
	if found := spelling.NewWords([]string{"makhachkala"}).Near("bakh", true, 1); len(found) > 0 {
		t.Errorf("what was typed in part begins with another letter: %+v", found)
	}
}

// TestNear_NothingAlike has words that no reader takes for one another.
func TestNear_NothingAlike(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, other string }{
		{"mali", "malawi"}, {"bali", "mali"}, {"mali", "mil"}, {"gao", "goma"}, {"gao", "mao"}, {"iran", "oman"}, {"hamas", "homs"}, {"niger", "nigeria"}, {"iraq", "iwad"},
		{"sadr", "assad"}, {"aden", "yemen"}, {"army", "arming"}, {"un", "in"}, {"us", "usa"}, {"isis", "iswap"}, {"donetsk", "lipetsk"}, {"minsk", "omsk"}, {"putin", "pushilin"},
		{"state", "estonia"}, {"front", "fano"}, {"kursk", "minsk"}, {"brigade", "bridgehead"}, {"council", "conflict"}, {"movement", "momentum"}, {"sudan", "soudure"},
		{"kabul", "istanbul"}, {"hezbollah", "nasrallah"}, {"chechnya", "china"}, {"m23", "m24"}, {"idf", "idfa"}, {"2019", "1920"},
	} {
		found := spelling.NewWords([]string{c.other}).Near(c.typed, false, 5)
		if len(found) > 0 {
			t.Errorf("%s is taken for %s: %+v", c.typed, c.other, found)
		}
	}
}

func TestNear_Says(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed, word string
		prefix      bool
		distance    int
		sounds      bool
	}{
		{"prigozin", "prigozhin", false, 1, false},
		{"prigojine", "prigozhin", false, 3, true},
		{"wagadugu", "ouagadougou", false, 4, true},
		{"prigosz", "prigozhin", true, 1, false},
		{"wagadu", "ouagadougou", true, 3, true},
		{"iran", "iran", false, 0, true},
	} {
		found := spelling.NewWords([]string{c.word}).Near(c.typed, c.prefix, 1)
		if len(found) != 1 || found[0].Distance != c.distance || found[0].Sounds != c.sounds {
			t.Errorf("%s, %s: %+v, want %d letters apart, sounding alike %v", c.typed, c.word, found, c.distance, c.sounds)
		}
	}
}

func TestNear_Hostile(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("прa", 500)
	list := spelling.NewWords([]string{"", "a", long, "\xff\xfe", "word", strings.Repeat("x", 70), "'", "🙂🙂🙂🙂🙂"})
	for _, word := range []string{"", "a", long, "\xff\xfe", "\xff\xff\xff\xff\xff", "'", "''''''", "🙂🙂🙂🙂🙃", strings.Repeat("x", 32), strings.Repeat("w", 32), strings.Repeat("w", 33), "wordy"} {
		for _, prefix := range []bool{false, true} {
			list.Near(word, prefix, 3)
			list.Near(word, prefix, 0)
			list.Near(word, prefix, -1)
		}
	}
	if found := spelling.NewWords(nil).Near("word", true, 3); len(found) != 0 {
		t.Errorf("found %v in nothing", found)
	}
	if found := list.Near("wrod", false, 3); len(found) != 1 || found[0].Index != 4 {
		t.Errorf("found %v", found)
	}
}

// TestNear_FindsEveryWordOneLetterApart compares with looking at every word.
func TestNear_FindsEveryWordOneLetterApart(t *testing.T) {
	t.Parallel()
	words := slices.Concat(madeUp(3000), vocabulary)
	list := spelling.NewWords(words)
	letter := rapid.SampledFrom([]rune("abcdefghijklmnopqrstuvwxyzжб"))
	rapid.Check(t, func(t *rapid.T) {
		asked := []rune(rapid.SampledFrom(words).Draw(t, "word"))
		i := rapid.IntRange(0, len(asked)-1).Draw(t, "at")
		switch rapid.IntRange(0, 4).Draw(t, "slip") {
		case 0:
			asked[i] = letter.Draw(t, "letter")
		case 1:
			asked = slices.Insert(asked, i, letter.Draw(t, "letter"))
		case 2:
			asked = slices.Delete(asked, i, i+1)
		case 3:
			if i > 0 {
				asked[i-1], asked[i] = asked[i], asked[i-1]
			}
		}
		word, prefix := string(asked), rapid.Bool().Draw(t, "prefix")
		if len(asked) < 5 {
			t.Skip("short")
		}

		found := list.Near(word, prefix, len(words))

		have := map[int]bool{}
		for n, like := range found {
			have[like.Index] = true
			if !prefix && like.Distance != spelling.Distance(word, words[like.Index]) {
				t.Fatalf("%s and %s are said to be %d apart", word, words[like.Index], like.Distance)
			}
			if n > 0 && like.Similarity > found[n-1].Similarity {
				t.Fatalf("%v comes after %v", like, found[n-1])
			}
		}
		for n, other := range words {
			if utf8.RuneCountInString(other) >= 5 && spelling.Distance(word, other) <= 1 && !have[n] {
				t.Fatalf("%q is not found for %q", other, word)
			}
		}
	})
}

// TestNear_ManyWords has so many words that several goroutines share them.
func TestNear_ManyWords(t *testing.T) {
	t.Parallel()
	words := madeUp(150_003)
	list := spelling.NewWords(words)
	for _, i := range []int{0, 1, 49_999, 50_000, 74_999, 75_001, 75_002, 100_000, 149_999, 150_001, 150_002} {
		found := list.Near(words[i], true, 20)
		if len(found) == 0 || found[0].Index != i || found[0].Similarity != 1 {
			t.Errorf("%s, word %d: found %+v", words[i], i, found)
		}
		for n := 1; n < len(found); n++ {
			if found[n].Similarity > found[n-1].Similarity {
				t.Errorf("%s: %+v is not in order", words[i], found)
			}
		}
	}
}

func TestNear_FromManyGoroutines(t *testing.T) {
	t.Parallel()
	list := spelling.NewWords(vocabulary)
	var wait sync.WaitGroup
	for _, word := range vocabulary {
		wait.Go(func() {
			if found := list.Near(word, true, 1); len(found) != 1 || vocabulary[found[0].Index] != word {
				t.Errorf("%s: found %v", word, found)
			}
		})
	}
	wait.Wait()
}
