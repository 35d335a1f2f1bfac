package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// The measures of a snippet, in runes.
const (
	snippetLength = 200
	snippetSlack  = 20  // so much more to come to the end of a paragraph
	snippetCore   = 160 // bytes: hits farther apart are not shown in one snippet
	snippetBefore = 70  // before the first hit, where its sentence begins too far away
	mostSnippets  = 3
)

// snippet is a piece of a text in one line.
type snippet struct {
	line  string
	marks []span.Span // in line
	at    span.Span   // the first mark in the text
}

// window is hits that fit into one snippet: hits[from:to].
type window struct{ from, to int }

// snippets shows the hits of a text, which are in order: at most three pieces
// that have as many different marks as possible, in the order of the text.
func snippets(text string, hits []hit, weight func(mark int) int) []snippet {
	const looked = 2000 // hits beyond these are like those before
	chosen := choose(text, hits[:min(len(hits), looked)], weight)
	var all []snippet
	end := 0
	for i, w := range chosen {
		// Marks that overlap may have been shown by the snippet before.
		for w.from < w.to && hits[w.from].at.Start < end {
			w.from++
		}
		if w.from == w.to {
			continue
		}
		ceiling := len(text)
		if i+1 < len(chosen) {
			ceiling = hits[chosen[i+1].from].at.Start
		}
		core := span.Span{Start: hits[w.from].at.Start, End: endOf(hits[w.from:w.to])}
		core.End = forward(text, core.Start, snippetLength, core.End) // a phrase may be long
		around := extent(text, core, end, max(ceiling, core.End))
		end = around.End
		one := oneLine(text, around, spansOf(hits[w.from:]))
		one.at = hits[w.from].at
		all = append(all, one)
	}
	return all
}

func endOf(hits []hit) int {
	end := 0
	for _, h := range hits {
		end = max(end, h.at.End)
	}
	return end
}

// choose picks windows one after another, each time the one that adds most.
func choose(text string, hits []hit, weight func(int) int) []window {
	windows := windowsOf(text, hits)
	var chosen []window
	shown := map[int]bool{}
	for len(chosen) < mostSnippets {
		best, most := window{}, 0
		for _, w := range windows {
			if slices.ContainsFunc(chosen, func(c window) bool { return w.from < c.to && c.from < w.to }) {
				continue
			}
			if worth := worthOf(hits[w.from:w.to], shown, weight); worth > most {
				best, most = w, worth
			}
		}
		if most == 0 {
			break
		}
		for _, h := range hits[best.from:best.to] {
			shown[h.mark] = true
		}
		chosen = append(chosen, best)
	}
	slices.SortFunc(chosen, func(a, b window) int { return a.from - b.from })
	return chosen
}

// worthOf counts what a window would add: what was not shown yet most, then
// different marks, then places.
func worthOf(hits []hit, shown map[int]bool, weight func(int) int) int {
	worth := 0
	for i, h := range hits {
		seen := slices.ContainsFunc(hits[:i], func(o hit) bool { return o.mark == h.mark })
		switch {
		case seen:
			worth++
		case shown[h.mark]:
			worth += 10 * weight(h.mark)
		default:
			worth += 100 * weight(h.mark)
		}
	}
	return worth
}

// windowsOf returns for each hit as many of those after it as fit, in its
// paragraph.
func windowsOf(text string, hits []hit) []window {
	const most = 30 // hits in a window: more say nothing more
	all := make([]window, 0, len(hits))
	end := -1 // of the paragraph
	for i, h := range hits {
		if h.at.Start >= end {
			end = paragraphEnd(text, h.at.Start)
		}
		to := i + 1
		for to < len(hits) && to-i < most && hits[to].at.End <= end && hits[to].at.End-h.at.Start <= snippetCore {
			to++
		}
		all = append(all, window{i, to})
	}
	return all
}

// extent is what is shown around hits, between floor and ceiling: from the
// start of their sentence if that is near, to the end of one if that is.
func extent(text string, core span.Span, floor, ceiling int) span.Span {
	first := max(floor, pastBullet(text, paragraphStart(text, core.Start), core.Start))
	last := min(ceiling, paragraphEnd(text, core.End))
	room := max(0, snippetLength-utf8.RuneCountInString(core.Of(text)))
	start := back(text, core.Start, room, first)
	fits := start == first && (first > floor || first == 0) // with the start of its paragraph
	if s := sentenceStart(text, start, core.Start); s >= 0 && (!fits || runes(text, start, core.Start) > snippetBefore) {
		start = s
	} else if !fits {
		start = wordStart(text, back(text, core.Start, min(snippetBefore, room), first), core.Start)
	}
	room = max(0, snippetLength-runes(text, start, core.End))
	end := forward(text, core.End, room, last)
	if forward(text, end, snippetSlack, last) == last {
		return span.Span{Start: start, End: last}
	}
	if e := sentenceEnd(text, max(core.End, back(text, end, snippetLength/3, core.End)), end); e >= 0 {
		return span.Span{Start: start, End: e}
	}
	if i := strings.LastIndexFunc(text[core.End:end], unicode.IsSpace); i >= 0 {
		end = core.End + i
	}
	return span.Span{Start: start, End: end}
}

func runes(text string, from, to int) int {
	if from >= to {
		return 0
	}
	return utf8.RuneCountInString(text[from:to])
}

// back goes n runes back from at, no further than floor.
func back(text string, at, n, floor int) int {
	for ; n > 0 && at > floor; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return max(at, floor)
}

// forward goes n runes on from at, no further than ceiling.
func forward(text string, at, n, ceiling int) int {
	for ; n > 0 && at < ceiling; n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return max(at, min(at, ceiling))
}

// oneLine makes one line of a piece of a text, with … where a sentence is cut.
func oneLine(text string, of span.Span, marks []span.Span) snippet {
	var s snippet
	var line strings.Builder
	if cutBefore(text, of.Start) {
		line.WriteString("…")
	}
	for len(marks) > 0 && marks[0].End <= of.Start {
		marks = marks[1:]
	}
	space, begun := false, false
	open := -1
	for i := of.Start; i < of.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if len(marks) > 0 && open >= 0 && i >= marks[0].End {
			s.marks = append(s.marks, span.Span{Start: open, End: line.Len()})
			marks, open = marks[1:], -1
		}
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			space = true
		} else {
			if space && begun {
				line.WriteByte(' ')
			}
			space, begun = false, true
			if len(marks) > 0 && open < 0 && i >= marks[0].Start {
				open = line.Len()
			}
			line.WriteString(text[i : i+size])
		}
		i += size
	}
	if open >= 0 {
		s.marks = append(s.marks, span.Span{Start: open, End: line.Len()})
	}
	if cutAfter(text, of.End) {
		line.WriteString("…")
	}
	s.line = line.String()
	return s
}

// cutBefore reports whether a piece begins inside a sentence.
func cutBefore(text string, start int) bool {
	before := strings.TrimRightFunc(text[:start], unicode.IsSpace)
	if before == "" || strings.TrimRightFunc(text[paragraphStart(text, start):start], unicode.IsSpace) == "" {
		return false
	}
	before = strings.TrimRight(before, `"”’»)]`)
	return !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "!") && !strings.HasSuffix(before, "?")
}

// cutAfter reports whether a piece ends inside a sentence.
func cutAfter(text string, end int) bool {
	if strings.TrimSpace(text[end:paragraphEnd(text, end)]) == "" {
		return false
	}
	shown := strings.TrimRight(strings.TrimRightFunc(text[:end], unicode.IsSpace), `"”’»)]`)
	return !strings.HasSuffix(shown, ".") && !strings.HasSuffix(shown, "!") && !strings.HasSuffix(shown, "?")
}

// opening shows how a text begins, from an offset on: its first paragraph that
// is prose, since what stands above that is in every list.
func opening(text string, from int) snippet {
	const prose, looked = 80, 30
	start := from
	for at, n := from, 0; at < len(text) && n < looked; n++ {
		for at < len(text) && (text[at] == '\n' || text[at] == ' ') {
			at++
		}
		end := paragraphEnd(text, at)
		if end-at >= prose {
			start = at
			break
		}
		at = end
	}
	start = pastBullet(text, start, len(text))
	s := oneLine(text, extent(text, span.Span{Start: start, End: start}, start, len(text)), nil)
	s.at = span.Span{Start: start, End: start}
	return s
}
