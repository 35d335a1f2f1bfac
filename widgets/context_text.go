package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words in their context: how a passage is cut so that what it is about can be
// seen in it. Nothing here draws.

// contextPiece is a stretch of a line set in one weight.
type contextPiece struct {
	line int
	x    float32
	text string
	bold bool
}

// contextWord is a word that may be broken before, unless it is glued to the
// one before it.
type contextWord struct {
	text  string
	bold  bool
	glued bool
}

// contextLines sets words between what comes before and after them into so
// many lines of a width. The text before is cut at its left, so that the words
// begin in the first third of the room, or later where what follows is short;
// the text after is cut at its right. The words are in it whole, unless they
// alone have no room.
func contextLines(before, words, after string, width float32, lines int) []contextPiece {
	before, words, after = oneSpace(before), oneSpace(words), oneSpace(after)
	if words == "" {
		before, after = "", before+after
	}
	room := width * (float32(lines) - 0.2*float32(lines-1)) // lines do not fill up
	lead := max(room/3, room-bold.width(words)-plain.width(after))
	for shown := before; ; {
		if before != "" {
			shown = plain.elideLeft(before, lead)
		}
		pieces, complete := flow(contextWords(shown, words, after), width, lines)
		if complete || lead == 0 {
			return pieces
		}
		if lead *= 0.7; lead < 30 { // long words leave gaps: the text before gives way
			lead = 0
		}
	}
}

// oneSpace folds white space to single spaces, at the ends too.
func oneSpace(s string) string {
	if s == "" {
		return ""
	}
	folded := strings.Join(strings.Fields(s), " ")
	if folded == "" {
		return " "
	}
	if first, _ := utf8.DecodeRuneInString(s); unicode.IsSpace(first) {
		folded = " " + folded
	}
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsSpace(last) {
		folded += " "
	}
	return folded
}

// contextWords breaks the three parts into words.
func contextWords(before, words, after string) []contextWord {
	var all []contextWord
	spaced := true // after a space, or at the start
	for i, part := range []string{before, words, after} {
		if part == "" {
			continue
		}
		for j, word := range strings.Split(part, " ") {
			if j > 0 {
				spaced = true
			}
			if word == "" {
				continue
			}
			all = append(all, contextWord{word, i == 1, !spaced})
			spaced = false
		}
	}
	return all
}

func letteringOf(isBold bool) lettering {
	if isBold {
		return bold
	}
	return plain
}

// flow sets words into lines. It reports whether all bold ones are in them.
func flow(words []contextWord, width float32, lines int) (pieces []contextPiece, complete bool) {
	space := plain.width(" ")
	line, x := 0, float32(0)
	complete = true
	for i := 0; i < len(words); i++ {
		w := words[i]
		wide := letteringOf(w.bold).width(w.text)
		gap := space
		if w.glued || x == 0 {
			gap = 0
		}
		// Words glued to each other stay on one line.
		group := wide
		for j := i + 1; j < len(words) && words[j].glued; j++ {
			group += letteringOf(words[j].bold).width(words[j].text)
		}
		if x > 0 && !w.glued && x+gap+group > width && line+1 < lines {
			line, x, gap = line+1, 0, 0
		}
		if x+gap+wide <= width+0.5 {
			pieces = put(pieces, w, line, x, gap)
			x += gap + wide
			continue
		}
		for _, rest := range words[i:] {
			complete = complete && !rest.bold
		}
		return finish(pieces, w, line, x, gap, width), complete
	}
	return pieces, complete
}

// put adds a word to the last piece, or begins one.
func put(pieces []contextPiece, w contextWord, line int, x, gap float32) []contextPiece {
	if n := len(pieces); n > 0 && pieces[n-1].line == line && pieces[n-1].bold == w.bold {
		if gap > 0 {
			pieces[n-1].text += " "
		}
		pieces[n-1].text += w.text
		return pieces
	}
	return append(pieces, contextPiece{line, x + gap, w.text, w.bold})
}

// finish ends the last line with as much of a word as has room and an ellipsis.
func finish(pieces []contextPiece, w contextWord, line int, x, gap, width float32) []contextPiece {
	letters := letteringOf(w.bold)
	if cut := letters.elide(w.text, width-x-gap); utf8.RuneCountInString(cut) > 3 || x == 0 {
		w.text = cut
		return put(pieces, w, line, x, gap)
	}
	last := &pieces[len(pieces)-1]
	if last.bold && !w.bold { // the words stay as they are
		if x+plain.width("…") <= width+0.5 {
			pieces = append(pieces, contextPiece{line, x, "…", false})
		}
		return pieces
	}
	last.text = letteringOf(last.bold).elide(last.text+" …", width-last.x)
	if trimmed, ok := strings.CutSuffix(last.text, " …"); ok {
		last.text = trimmed + "…"
	}
	return pieces
}

// elideLeft returns s, or as much of its end as fits into max behind an
// ellipsis: from a word's start, where one is near.
func (l lettering) elideLeft(s string, max float32) string {
	if l.width(s) <= max {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes) // dropping low runes is too few, high is enough
	for high-low > 1 {
		mid := (low + high) / 2
		if l.width("…"+string(runes[mid:])) <= max {
			high = mid
		} else {
			low = mid
		}
	}
	for near := high; near < len(runes) && near < high+14; near++ {
		if near > 0 && unicode.IsSpace(runes[near-1]) {
			return "…" + string(runes[near:])
		}
	}
	for high < len(runes) && high > 0 && joins(runes[high-1], runes[high]) {
		high++
	}
	return "…" + string(runes[high:])
}
