package db_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/db"
)

func TestSplitWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"":                                    nil,
		" … – ?! 🛰":                           nil,
		"N’Djamena, don't":                    {"n", "djamena", "don", "t"},
		"counter-offensive C++ a:b U.S.":      {"counter", "offensive", "c", "a", "b", "u", "s"},
		"Łódź—Ménaka\u00a0(2024) No. 5½":      {"lodz", "menaka", "2024", "no", "51", "2"},
		"Вагнер; داعش / 华为":                   {"вагнер", "داعش", "华为"},
		"soft\u00adhyphen under_score\x00nul": {"softhyphen", "under", "score", "nul"},
		"\xff\xfebroken":                      {"broken"},
	} {
		if got := db.SplitWords(in); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestSplitWords_AsIndexed pins how words are folded and split. What is in the
// index of a library was folded so, and is taken out again by its old words:
// whoever changes Fold or SplitWords, or has them changed by new Unicode
// tables, adds a migration that empties the index ('delete-all') and fills it
// anew, and then pins the new sum here.
func TestSplitWords_AsIndexed(t *testing.T) {
	t.Parallel()
	sum := sha256.New()
	for r := rune(0); r < 0x20000; r++ {
		if utf8.ValidRune(r) {
			fmt.Fprintln(sum, strings.Join(db.SplitWords("a"+string(r)+"b"), " "))
		}
	}
	const want = "ad16063f801e32c0dc306b68524b59f69b28354591085b4353c7c6114a362bc9"
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("words are folded or split otherwise than they were: sum %s, want %s", got, want)
	}
}
