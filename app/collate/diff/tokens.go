package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// token is a word, or a sign by itself.
type token struct {
	start, end int32
	word       bool // letters or digits, not a sign
	ends       bool // a sentence may end here
}

// text is a text in words. White space is no token.
type text struct {
	raw    string
	tokens []token
	ids    []int32 // equal for equal words
	blocks []int   // the first token of each block, and the number of tokens at the end
}

// vocabulary numbers different words. Quotes and dashes of all shapes are one:
// setting a text anew changes them everywhere, and says nothing.
type vocabulary struct{ ids map[string]int32 }

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]int32{}} }

func (v *vocabulary) id(word string) int32 {
	id, ok := v.ids[word]
	if !ok {
		id = int32(len(v.ids) + 1)
		v.ids[word] = id
	}
	return id
}

// read cuts a text into words, block by block.
func (v *vocabulary) read(raw string, blocks []span.Span) *text {
	t := &text{raw: raw}
	if len(blocks) == 0 {
		blocks = lines(raw)
	}
	t.tokens = make([]token, 0, len(raw)/5)
	t.ids = make([]int32, 0, len(raw)/5)
	at := 0
	for _, b := range blocks {
		b.Start, b.End = max(b.Start, at), min(b.End, len(raw))
		t.blocks = append(t.blocks, len(t.tokens))
		if b.Start >= b.End {
			continue
		}
		v.cut(t, b.Start, b.End)
		at = b.End
	}
	t.blocks = append(t.blocks, len(t.tokens))
	return t
}

func lines(raw string) []span.Span {
	var all []span.Span
	for at := 0; at < len(raw); {
		end := strings.IndexByte(raw[at:], '\n')
		if end < 0 {
			end = len(raw) - at
		}
		if strings.TrimSpace(raw[at:at+end]) != "" {
			all = append(all, span.Span{Start: at, End: at + end})
		}
		at += end + 1
	}
	return all
}

// cut appends the tokens of raw[start:end].
func (v *vocabulary) cut(t *text, start, end int) {
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(t.raw[i:end])
		switch {
		case unicode.IsSpace(r):
			i += size
		case inWord(r):
			at := i
			i = wordEnd(t.raw, i+size, end)
			t.add(v, token{start: int32(at), end: int32(i), word: true})
		default:
			t.add(v, token{start: int32(i), end: int32(i + size), ends: r == '.' || r == '!' || r == '?'})
			i += size
		}
	}
}

func (t *text) add(v *vocabulary, k token) {
	t.tokens = append(t.tokens, k)
	t.ids = append(t.ids, v.id(plain(t.raw[k.start:k.end])))
}

// wordEnd finds where a word ends. An apostrophe, a hyphen or the point of a
// number inside belongs to it.
func wordEnd(raw string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(raw[i:end])
		if inWord(r) {
			i += size
			continue
		}
		if !strings.ContainsRune("'’-‐‑.,", r) {
			return i
		}
		next, _ := utf8.DecodeRuneInString(raw[i+size : end])
		before, _ := utf8.DecodeLastRuneInString(raw[:i])
		joins := inWord(next)
		if r == '.' || r == ',' {
			joins = unicode.IsDigit(next) && unicode.IsDigit(before)
		}
		if !joins {
			return i
		}
		i += size
	}
	return i
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// plain makes the shapes of quotes and dashes one.
func plain(word string) string {
	if isASCII(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '‘', '’', '‚', '‛', 'ʼ', '′':
			return '\''
		case '“', '”', '„', '‟', '«', '»', '″':
			return '"'
		case '‐', '‑', '‒', '–', '—', '―', '−':
			return '-'
		}
		return r
	}, word)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// run is a half-open range of tokens.
type run struct{ from, to int }

func (r run) len() int { return r.to - r.from }

// count is the number of blocks.
func (t *text) count() int { return len(t.blocks) - 1 }

// tokensOf are the tokens of blocks first to end.
func (t *text) tokensOf(first, end int) run { return run{t.blocks[first], t.blocks[end]} }

// spanOf is where a run of tokens stands; of none the place where it would.
func (t *text) spanOf(r run) span.Span {
	switch {
	case r.len() > 0:
		return span.Span{Start: int(t.tokens[r.from].start), End: int(t.tokens[r.to-1].end)}
	case r.from > 0:
		at := int(t.tokens[r.from-1].end)
		return span.Span{Start: at, End: at}
	}
	return span.Span{}
}
