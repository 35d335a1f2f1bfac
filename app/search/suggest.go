package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/lookup/spelling"
	"sidelight/app/span"
	"sidelight/db"
)

// Suggestion is another spelling of a word that was not found, or the words of
// a phrase that was not found as one.
type Suggestion struct {
	Word      string // as typed
	Instead   string
	Documents int    // that have it
	Query     string // the whole query with it in place
}

// The bounds of the search for spellings.
const (
	wordsTried  = 8      // of a query
	wordsRead   = 50_000 // of the index, for each way a word may begin
	likeEach    = 4      // spellings of one word
	nearlyAlike = 0.1    // what is less like the word than the best by more is not told
)

// Suggest returns the nearest spellings in the library of the words of a query
// that found nothing, the commonest first, at most limit. Where every word is
// in the library, it returns the phrases of the query without their quotes.
func Suggest(ctx context.Context, lib *db.Library, q Query, limit int) ([]Suggestion, error) {
	var all []Suggestion
	unknown := false
	for _, w := range q.typedWords() {
		known, err := isWord(ctx, lib, w)
		if err != nil {
			return nil, err
		}
		if known {
			continue
		}
		unknown = true
		like, err := spellingsOf(ctx, lib, w.word)
		if err != nil {
			return nil, err
		}
		for _, l := range like {
			typed := w.at.Of(q.Typed)
			instead := asTyped(l.Word, typed)
			all = append(all, Suggestion{Word: typed, Instead: instead, Documents: l.Documents, Query: replaced(q.Typed, w.at, instead)})
		}
	}
	if !unknown {
		apart, err := phrasesApart(ctx, lib, q)
		if err != nil {
			return nil, err
		}
		all = append(all, apart...)
	}
	slices.SortStableFunc(all, func(a, b Suggestion) int { return cmp.Compare(b.Documents, a.Documents) })
	return all[:min(len(all), max(limit, 0))], nil
}

// typedWord is a word of a query and where it stands there.
type typedWord struct {
	word   string
	prefix bool
	at     span.Span
}

// typedWords are the different words that a query asks for.
func (q Query) typedWords() []typedWord {
	var all []typedWord
	for _, m := range q.marks {
		if m.name {
			continue
		}
		for _, f := range m.phrases {
			for i, word := range f.words {
				known := slices.ContainsFunc(all, func(w typedWord) bool { return w.word == word })
				if !known && len(all) < wordsTried {
					all = append(all, typedWord{word, f.prefix && i == len(f.words)-1, f.at[i]})
				}
			}
		}
	}
	return all
}

func isWord(ctx context.Context, lib *db.Library, w typedWord) (bool, error) {
	first, err := lib.IndexedWords(ctx, w.word, 1)
	return len(first) > 0 && (w.prefix || first[0].Word == w.word), err
}

// soundsLike are the letters with which a name may begin as well, in the ways
// that names are spelt in Latin letters.
var soundsLike = map[byte]string{
	'a': "eo", 'b': "pv", 'c': "ksqt", 'd': "tj", 'e': "aio", 'f': "pv", 'g': "jkqhd", 'h': "jkg", 'i': "ye", 'j': "gdyz", 'k': "cqgh",
	'm': "n", 'n': "m", 'o': "uwa", 'p': "bf", 'q': "kgc", 's': "zct", 't': "dc", 'u': "ow", 'v': "wfb", 'w': "vou", 'x': "ksz", 'y': "ij", 'z': "sjdt",
}

// beginnings are the ways in which a word may have been meant to begin: with
// its first letter, with one that sounds like it, or with its first letters
// swapped, or the first of them missing or one too many.
func beginnings(word string) []string {
	_, size := utf8.DecodeRuneInString(word)
	all := []string{word[:size]}
	if size > 1 || len(word) < 3 || word[1] >= utf8.RuneSelf || word[2] >= utf8.RuneSelf {
		return all
	}
	all = append(all, word[1:3], string([]byte{word[1], word[0]}))
	for _, letter := range []byte(soundsLike[word[0]]) {
		all = append(all, string([]byte{letter, word[1]}), string([]byte{letter, 'h'}))
	}
	return all
}

// spellingsOf returns the words of the briefs that are most like a word.
func spellingsOf(ctx context.Context, lib *db.Library, word string) ([]db.IndexedWord, error) {
	var read []db.IndexedWord
	var words []string
	seen := map[string]bool{}
	for _, begin := range beginnings(word) {
		some, err := lib.IndexedWords(ctx, begin, wordsRead)
		if err != nil {
			return nil, err
		}
		for _, w := range some {
			if !seen[w.Word] && w.Documents > 0 {
				seen[w.Word] = true
				read, words = append(read, w), append(words, w.Word)
			}
		}
	}
	var like []db.IndexedWord
	found := spelling.NewWords(words).Near(word, false, likeEach)
	for _, l := range found {
		if l.Similarity >= found[0].Similarity-nearlyAlike {
			like = append(like, read[l.Index])
		}
	}
	return like, nil
}

// asTyped gives a folded word the capitals of the one it stands for.
func asTyped(word, typed string) string {
	first, size := utf8.DecodeRuneInString(typed)
	switch {
	case !unicode.IsUpper(first):
		return word
	case len(typed) > size && strings.ToUpper(typed) == typed:
		return strings.ToUpper(word)
	}
	letter, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(letter)) + word[size:]
}

func replaced(text string, at span.Span, by string) string {
	return text[:at.Start] + by + text[at.End:]
}

// phrasesApart suggests the words of each phrase without their quotes, where
// documents have them.
func phrasesApart(ctx context.Context, lib *db.Library, q Query) ([]Suggestion, error) {
	var all []Suggestion
	for _, m := range q.marks {
		if m.quotes.Empty() {
			continue
		}
		var apart db.AllOf
		var words []string
		for _, f := range m.phrases {
			for _, word := range f.apart() {
				apart = append(apart, db.Words{Field: m.field, Words: word.words, Prefix: word.prefix})
				words = append(words, unquoted(word.at[0].Of(q.Typed), word.prefix))
			}
		}
		hits, err := lib.FindTexts(ctx, db.TextQuery{Where: apart, Order: db.TextByDate})
		if err != nil {
			return nil, err
		}
		if len(hits) == 0 {
			continue
		}
		instead := strings.Join(words, " ")
		if strings.HasSuffix(q.Typed[:m.quotes.Start], ":") {
			instead = "(" + instead + ")"
		}
		all = append(all, Suggestion{Word: m.quotes.Of(q.Typed), Instead: instead, Documents: len(hits), Query: replaced(q.Typed, m.quotes, instead)})
	}
	return all, nil
}

// unquoted is a word of a phrase as it can stand by itself.
func unquoted(word string, prefix bool) string {
	if _, ok := operators[word]; ok {
		word = strings.ToLower(word)
	}
	if prefix {
		word += "*"
	}
	return word
}
