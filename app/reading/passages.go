package reading

import (
	"sort"
	"strings"

	"sidelight/app/span"
)

// Passage is a run of text that rests on the same citations: from the group before it (or the start of the block) up to its own.
type Passage struct {
	span.Span
	Groups []int // indexes of the citation groups at its end; none: nothing is cited for it
}

// Passages cuts blocks of running text (paragraphs, bullets) at their citation
// groups.
//
// A group supports the words before it, back to the group before it, and the
// rest of its sentence: it may stand in the middle. Of two groups in one
// sentence the first supports only what stands before it. Groups with nothing
// but punctuation between them support the same words. A group after the full
// stop belongs to the sentence before it. What follows the last group of a
// block has no source.
func Passages(text string, blocks []span.Span, groups []span.Span) []Passage {
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return groups[order[i]].Start < groups[order[j]].Start })
	var out []Passage
	for _, block := range blocks {
		first := sort.Search(len(order), func(i int) bool { return groups[order[i]].Start >= block.Start })
		last := first
		for last < len(order) && groups[order[last]].End <= block.End {
			last++
		}
		out = append(out, cutBlock(text, block, groups, order[first:last])...)
	}
	return out
}

// cutBlock cuts one block at the groups in it, which come in their order.
func cutBlock(text string, block span.Span, groups []span.Span, within []int) []Passage {
	var out []Passage
	cut := block.Start
	add := func(end int, at []int) {
		s := trimmed(text, span.Span{Start: cut, End: end})
		if at == nil || len(out) > 0 {
			words := strings.TrimLeft(s.Of(text), ",;:. \n\u00a0")
			s.Start = s.End - len(words)
		}
		if at != nil || hasWords(s.Of(text)) {
			out = append(out, Passage{s, at})
		}
		cut = end
	}
	sentences := Sentences(block.Of(text))
	for i := 0; i < len(within); {
		group := groups[within[i]]
		at := []int{within[i]}
		for i++; i < len(within) && !hasWords(text[group.End:max(group.End, groups[within[i]].Start)]); i++ {
			group.End = max(group.End, groups[within[i]].End)
			at = append(at, within[i])
		}
		end := group.End
		sentence := sentences[min(sentenceOf(sentences, group.End-1-block.Start), len(sentences)-1)]
		rest := block.Start + sentence.End
		began := max(cut, block.Start+sentence.Start)
		switch {
		case rest <= end || i < len(within) && groups[within[i]].Start < rest: // another group ends the sentence
		case began <= group.Start && !hasWords(text[began:group.Start]) && hasWords(text[cut:max(cut, group.Start)]): // after a full stop
		default:
			end = rest
		}
		add(max(end, cut), at)
	}
	add(block.End, nil)
	return out
}

// hasWords says whether there is a letter or a digit.
func hasWords(s string) bool { return strings.IndexFunc(s, isWordRune) >= 0 }
