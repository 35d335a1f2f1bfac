package anchor

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sidelight/app/span"
)

// Find returns every place where text holds the quote, in order; places may
// overlap. Where the very words do not occur, it compares without regard to
// case, accents, the shape of quotes and dashes, and the kind and number of
// blanks and line ends, and gives the spans of the text as it stands. A quote
// without words is found nowhere.
func Find(text, quote string) []span.Span {
	if len(fold(quote).text) == 0 {
		return nil
	}
	if utf8.ValidString(quote) {
		if at := search(text, quote); len(at) > 0 {
			spans := make([]span.Span, len(at))
			for i, start := range at {
				spans[i] = span.Span{Start: start, End: start + len(quote)}
			}
			return spans
		}
	}
	t, q := fold(text), fold(quote)
	var spans []span.Span
	for _, start := range search(string(t.text), string(q.text)) {
		end := start + len(q.text)
		// Not in the middle of a character that folds to several ("½" to "1/2").
		if start > 0 && t.from[start] == t.from[start-1] || end < len(t.text) && t.from[end] == t.from[end-1] {
			continue
		}
		spans = append(spans, span.Span{Start: t.from[start], End: t.to[end-1]})
	}
	return spans
}

// folded is a text made comparable, with the range of the source that each of
// its bytes stands for.
type folded struct {
	text     []byte
	from, to []int
}

// fold lowers case, drops marks and what cannot be seen, makes quotes and
// dashes straight, and runs of blanks one blank; none stand at the edges.
func fold(s string) folded {
	f := folded{text: make([]byte, 0, len(s)), from: make([]int, 0, len(s)), to: make([]int, 0, len(s))}
	blank, blankAt := false, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		start, end := i, i+size
		i = end
		switch {
		case unicode.IsSpace(r):
			if !blank {
				blank, blankAt = true, start
			}
			continue
		case unicode.Is(unicode.Mn, r):
			// The mark belongs to the character before it.
			if n := len(f.to); n > 0 && f.to[n-1] == start {
				for k := n - 1; k >= 0 && f.to[k] == start; k-- {
					f.to[k] = end
				}
			}
			continue
		case unicode.Is(unicode.Cf, r):
			continue
		}
		out := plain(r)
		if out == "-" && !blank && len(f.text) > 0 && f.text[len(f.text)-1] == '-' {
			// "--" is written for a dash.
			f.to[len(f.to)-1] = end
			continue
		}
		if blank && len(f.text) > 0 {
			f.add(" ", blankAt, start)
		}
		blank = false
		f.add(out, start, end)
	}
	return f
}

func (f *folded) add(s string, from, to int) {
	for k := range len(s) {
		f.text = append(f.text, s[k])
		f.from = append(f.from, from)
		f.to = append(f.to, to)
	}
}

// plain is one rune in its comparable form.
func plain(r rune) string {
	if r < utf8.RuneSelf {
		if r == '`' {
			return "'"
		}
		return string(unicode.ToLower(r))
	}
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '′':
		return "'"
	case '“', '”', '„', '‟', '«', '»', '″':
		return `"`
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return "-"
	case utf8.RuneError:
		return string(r)
	}
	var out []rune
	for _, d := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, d) {
			out = append(out, unicode.ToLower(d))
		}
	}
	return string(out)
}

// search gives every offset at which text holds pattern, overlapping ones too,
// in time linear in both (Knuth, Morris and Pratt 1977).
func search(text, pattern string) []int {
	if pattern == "" || len(pattern) > len(text) {
		return nil
	}
	back := make([]int, len(pattern))
	for i, k := 1, 0; i < len(pattern); i++ {
		for k > 0 && pattern[i] != pattern[k] {
			k = back[k-1]
		}
		if pattern[i] == pattern[k] {
			k++
		}
		back[i] = k
	}
	var at []int
	for i, k := 0, 0; i < len(text); i++ {
		for k > 0 && text[i] != pattern[k] {
			k = back[k-1]
		}
		if text[i] == pattern[k] {
			k++
		}
		if k == len(pattern) {
			at = append(at, i+1-k)
			k = back[k-1]
		}
	}
	return at
}
