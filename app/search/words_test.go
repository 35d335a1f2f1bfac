package search

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sidelight/app/span"
	"sidelight/db"
)

// A text has the words that the library gives it, each from bytes of its own.
func TestWordsAreThoseOfTheLibrary(t *testing.T) {
	t.Parallel()
	anything := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("aZ 9-’ʼéßﬁ½²\u0301\u00ad\u200b\u0327ािκΣς한글ÅŁ⁄"))))
	rapid.Check(t, func(t *rapid.T) {
		text := anything.Draw(t, "text")
		var words []string
		end := 0
		newWordReader().read(text, func(word []byte, at span.Span) bool {
			words = append(words, string(word))
			if at.Empty() || at.End < end || !at.Valid(text) {
				t.Fatalf("%q: %q has the place %v after %d", text, word, at, end)
			}
			end = at.End
			return true
		})
		if want := db.SplitWords(text); !slices.Equal(words, want) {
			t.Fatalf("%+q: %+q, not %+q", text, words, want)
		}
	})
}

func TestWordsOfBytesThatAreNoText(t *testing.T) {
	t.Parallel()
	words, at := wordsOf("salt\xff\xfefront\xc3")
	if !slices.Equal(words, []string{"salt", "front"}) || at[1] != (span.Span{Start: 6, End: 11}) {
		t.Errorf("%q, %v", words, at)
	}
}
