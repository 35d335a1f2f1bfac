package collate

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
	"sidelight/db"
)

// leastCopied is how many words in a row are copied rather than met by chance.
const leastCopied = 8

// mostPlaces bounds the places at which a run that one text repeats over and
// over is looked up.
const mostPlaces = 32

// plainWord is a word as it is looked for: quotes, dashes and case are no
// difference.
type plainWord struct {
	span.Span
	id    int32
	named bool // part of a name: two texts that name somebody did not copy
}

// copied finds the longest runs of words that both texts have outside of
// citations, each word of the left text once, in the order of the left text.
func copied(ctx context.Context, left, right Side) ([]Copied, error) {
	ids := map[string]int32{}
	l, r := plainWords(left, ids), plainWords(right, ids)
	at := map[[leastCopied]int32][]int{}
	for j := 0; j+leastCopied <= len(r); j++ {
		if k, ok := run(r[j:]); ok && len(at[k]) < mostPlaces {
			at[k] = append(at[k], j)
		}
	}
	var all []Copied
	for i := 0; i+leastCopied <= len(l); i++ {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		k, ok := run(l[i:])
		if !ok {
			continue
		}
		most, where := 0, 0
		for _, j := range at[k] {
			n := leastCopied
			for i+n < len(l) && j+n < len(r) && l[i+n].id == r[j+n].id && l[i+n].id != stop {
				n++
			}
			if n > most {
				most, where = n, j
			}
		}
		if most == 0 {
			continue
		}
		if free := unnamed(l[i : i+most]); free >= leastCopied {
			all = append(all, Copied{Left: cover(l[i : i+most]), Right: cover(r[where : where+most]), Words: most})
		}
		i += most - 1
	}
	slices.SortStableFunc(all, func(x, y Copied) int { return cmp.Compare(x.Left.Start, y.Left.Start) })
	return all, nil
}

// stop parts words that do not follow each other.
const stop = 0

func run(words []plainWord) (k [leastCopied]int32, ok bool) {
	for i := range k {
		if k[i] = words[i].id; k[i] == stop {
			return k, false
		}
	}
	return k, true
}

func unnamed(words []plainWord) int {
	n := 0
	for _, w := range words {
		if !w.named {
			n++
		}
	}
	return n
}

func cover(words []plainWord) span.Span {
	return span.Span{Start: words[0].Start, End: words[len(words)-1].End}
}

// plainWords reads the words of the running text. A citation, and the end of a
// block, part them.
func plainWords(s Side, ids map[string]int32) []plainWord {
	var all []plainWord
	citation, mention := 0, 0
	for _, b := range s.Blocks {
		if !isRunning(b.Kind) {
			continue
		}
		for _, w := range wordsIn(s.Text, span.Span{Start: b.Start, End: b.End}) {
			for citation < len(s.Citations) && s.Citations[citation].GroupEnd <= w.Start {
				citation++
			}
			if citation < len(s.Citations) && groupSpan(s.Citations[citation]).Overlaps(w.Span) {
				if n := len(all); n > 0 && all[n-1].id != stop {
					all = append(all, plainWord{})
				}
				continue
			}
			for mention < len(s.Mentions) && s.Mentions[mention].End <= w.Start {
				mention++
			}
			plain := plainSigns(db.Fold(w.Of(s.Text)))
			id, ok := ids[plain]
			if !ok {
				id = int32(len(ids) + 1)
				ids[plain] = id
			}
			named := w.capital || mention < len(s.Mentions) && s.Mentions[mention].Overlaps(w.Span)
			all = append(all, plainWord{w.Span, id, named})
		}
		all = append(all, plainWord{})
	}
	return all
}

// plainSigns makes one of the shapes of apostrophes and hyphens.
func plainSigns(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				switch {
				case strings.ContainsRune("‘’‛ʼ′", r):
					return '\''
				case unicode.Is(unicode.Pd, r):
					return '-'
				}
				return r
			}, w)
		}
	}
	return w
}
