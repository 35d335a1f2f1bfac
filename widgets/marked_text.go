package widgets

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text with marks in it, broken into lines: the letters of a name that match,
// the words of a passage that were found. Nothing here draws.

// markedLetters is how such a text is set.
type markedLetters struct{ plain, marked lettering }

var (
	wordLetters  = markedLetters{plain, bold} // of a name, a passage
	titleLetters = markedLetters{bold, bold}
)

func (l markedLetters) of(marked bool) lettering {
	if marked {
		return l.marked
	}
	return l.plain
}

// markedPiece is a stretch of a line that is set in one way.
type markedPiece struct {
	line   int
	x, w   float32
	text   string
	marked bool
	way    direction
}

// direction is how letters run.
type direction uint8

const (
	leftToRight direction = iota
	rightToLeft
	eitherWay // signs and figures, in a text that has letters from right to left
)

// markedWord is what a line is made of.
type markedWord struct {
	text   string
	marked bool
	spaced bool // a space stands before it
	breaks bool // a line may begin with it
	way    direction
}

// The bytes of a text that are looked at: more than any room here has place
// for. Where the first mark is further in, they begin a little before it.
const (
	markedMost = 4000
	markedLead = 400
)

// lines breaks text into at most so many lines of a width, the first of which
// begins indent further in. What has no room is left out at the end; but where
// the first mark would be left out, what is before it gives way.
func (l markedLetters) lines(text string, marks []Mark, width, indent float32, limit int) []markedPiece {
	if width <= 0 {
		return nil
	}
	words, begun := markedWords(text, marks)
	pieces := l.flow(words, width, indent, limit)
	first := slices.IndexFunc(words, func(w markedWord) bool { return w.marked })
	if first < 0 || !begun && marksSeen(pieces) {
		orderPieces(pieces)
		return pieces
	}
	room := width*(float32(limit)-0.2*float32(limit-1)) - indent // lines do not fill up
	after := l.plain.width("…")
	for _, w := range words[first:] {
		after += l.wide(w)
	}
	for lead := max(room/3, room-after); ; lead /= 2 {
		if lead < 20 {
			lead = 0
		}
		pieces = l.flow(l.from(words, first, lead, begun), width, indent, limit)
		if lead == 0 || marksSeen(pieces) {
			break
		}
	}
	orderPieces(pieces)
	return pieces
}

// marksSeen reports whether a mark is in the pieces and not cut.
func marksSeen(pieces []markedPiece) bool {
	return slices.ContainsFunc(pieces, func(p markedPiece) bool { return p.marked && !strings.HasSuffix(p.text, "…") })
}

// from returns the words with no more before the first marked one than lead is
// wide, and an ellipsis for the others.
func (l markedLetters) from(words []markedWord, first int, lead float32, begun bool) []markedWord {
	cut := first
	for before := float32(0); cut > 0; cut-- {
		if before += l.wide(words[cut-1]); before > lead {
			break
		}
	}
	for cut < first && !words[cut].breaks {
		cut++
	}
	if cut == 0 && !begun {
		return words
	}
	shown := slices.Concat([]markedWord{{text: "…", breaks: true}}, words[cut:])
	shown[1].spaced, shown[1].breaks = false, false
	return shown
}

// wide is the room a word takes with the space before it.
func (l markedLetters) wide(w markedWord) float32 {
	n := l.of(w.marked).width(w.text)
	if w.spaced {
		n += l.plain.width(" ")
	}
	return n
}

// markedWords parts a text into words, and words where a mark begins or ends.
// Begun reports whether it does not start with the start of the text.
func markedWords(text string, marks []Mark) (words []markedWord, begun bool) {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b Mark) int { return a.Start - b.Start })
	marks = slices.DeleteFunc(marks, func(m Mark) bool { return m.End <= m.Start || m.End <= 0 || m.Start >= len(text) })
	from := 0
	if len(marks) > 0 && marks[0].Start > markedMost-markedLead {
		from = marks[0].Start - markedLead
		for from > 0 && !utf8.RuneStart(text[from]) {
			from--
		}
	}
	window := text[from:min(len(text), from+markedMost)]
	mixed := strings.IndexFunc(window, fromRight) >= 0
	var word []markedCell
	spaced := false
	end := func() {
		words = appendWord(words, word, spaced, mixed)
		word, spaced = word[:0], false
	}
	for at, r := range window {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			if len(word) > 0 {
				end()
			}
			spaced = len(words) > 0
			continue
		}
		if unicode.Is(unicode.Cf, r) && r != zeroWidthJoiner && r != zeroWidthNonJoiner {
			continue // what turns the direction round must not turn the row round
		}
		for len(marks) > 0 && marks[0].End <= from+at {
			marks = marks[1:]
		}
		word = append(word, markedCell{r: r, marked: len(marks) > 0 && marks[0].Start <= from+at})
	}
	if len(word) > 0 {
		end()
	}
	return words, from > 0
}

const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
)

// markedCell is a letter of a word.
type markedCell struct {
	r      rune
	marked bool
	way    direction
}

// appendWord adds a word, in parts where its marks change, where a line may be
// broken in it and, in a text that is mixed, where its direction changes.
// Letters that change their form beside others are marked with their whole
// word, since parting them would misspell it.
func appendWord(words []markedWord, word []markedCell, spaced, mixed bool) []markedWord {
	bound, anyMarked := false, false
	for i, c := range word {
		bound = bound || bindsLetters(c.r)
		anyMarked = anyMarked || c.marked
		if mixed {
			word[i].way = wayOf(c.r)
		}
	}
	for i := range word {
		if i > 0 && (joins(word[i-1].r, word[i].r) || word[i].r == zeroWidthNonJoiner) {
			word[i].marked, word[i].way = word[i-1].marked, word[i-1].way
		} else if bound && word[i].way != eitherWay {
			word[i].marked = anyMarked
		}
	}
	var text strings.Builder
	breaks := spaced || len(words) == 0
	for i, c := range word {
		text.WriteRune(c.r)
		mayBreak := false
		if i+1 < len(word) {
			next := word[i+1]
			mayBreak = breaksBetween(c.r, next.r)
			if joins(c.r, next.r) || c.marked == next.marked && c.way == next.way && !mayBreak {
				continue
			}
		}
		words = append(words, markedWord{text.String(), c.marked, spaced, breaks, c.way})
		spaced, breaks = false, mayBreak
		text.Reset()
	}
	return words
}

func fromRight(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

func wayOf(r rune) direction {
	switch {
	case fromRight(r):
		return rightToLeft
	case unicode.IsLetter(r):
		return leftToRight
	}
	return eitherWay
}

// bindsLetters reports whether a letter is of a script whose letters join or
// change places: those from Hebrew to Myanmar, and Arabic's older forms.
func bindsLetters(r rune) bool {
	return r >= 0x590 && r < 0x1100 || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r < 0xfeff
}

// breaksBetween reports whether a line may be broken between two letters with
// no space between them: beside an ideograph, though not before a closing mark
// or after an opening one.
func breaksBetween(a, b rune) bool {
	if a < 0x2e80 && b < 0x2e80 {
		return false
	}
	ideograph := unicode.In(a, unicode.Han, unicode.Hiragana, unicode.Katakana) || unicode.In(b, unicode.Han, unicode.Hiragana, unicode.Katakana)
	return ideograph && !strings.ContainsRune("、。，．！？：；」』）》】〉”’…ー々", b) && !strings.ContainsRune("「『（《【〈“‘", a)
}

// flow sets words into lines; what has no room is left out.
func (l markedLetters) flow(words []markedWord, width, indent float32, limit int) (pieces []markedPiece) {
	line, x := 0, indent
	fresh := true // nothing is on this line
	space := l.plain.width(" ")
	for i := 0; i < len(words); {
		next := i + 1
		first := l.of(words[i].marked).width(words[i].text)
		group := first
		for ; next < len(words) && !words[next].breaks; next++ {
			group += l.wide(words[next])
		}
		gap := float32(0)
		if words[i].spaced && !fresh {
			gap = space
		}
		switch {
		case x+gap+group <= width+0.5:
			for n, w := range words[i:next] {
				if n > 0 {
					gap = 0
				}
				wide := l.of(w.marked).width(w.text)
				pieces = putPiece(pieces, markedPiece{line, x + gap, wide, w.text, w.marked, w.way}, gap > 0)
				x += gap + wide
			}
			fresh, i = false, next
		case line+1 == limit:
			return l.finish(pieces, words[i:next], line, x, gap, width)
		case !fresh || x > 0:
			line, x, fresh = line+1, 0, true
		case first <= width: // what is glued to the word is broken off
			words = slices.Clone(words)
			words[i+1].breaks = true
		default: // wider than a line: broken where it must be
			head, tail := l.of(words[i].marked).split(words[i].text, width)
			if tail == "" { // one letter alone
				return l.finish(pieces, words[i:next], line, x, gap, width)
			}
			words = slices.Concat(words[:i+1], words[i:])
			words[i].text, words[i+1].text = head, tail
			words[i+1].spaced, words[i+1].breaks = false, true
		}
	}
	return pieces
}

// putPiece adds a word to the last piece where it is set alike, or begins one.
func putPiece(pieces []markedPiece, p markedPiece, spaced bool) []markedPiece {
	if n := len(pieces); n > 0 && pieces[n-1].line == p.line && pieces[n-1].marked == p.marked && pieces[n-1].way == p.way {
		last := &pieces[n-1]
		if spaced {
			last.text += " "
		}
		last.text += p.text
		last.w = p.x + p.w - last.x
		return pieces
	}
	return append(pieces, p)
}

// finish ends the last line with as much of the words that come next as has
// room, and an ellipsis.
func (l markedLetters) finish(pieces []markedPiece, words []markedWord, line int, x, gap, width float32) []markedPiece {
	const stub = 4 // fewer letters, with their ellipsis, say nothing
	for n, w := range words {
		letters := l.of(w.marked)
		wide := letters.width(w.text)
		if x+gap+wide+l.plain.width("…") <= width && n < len(words)-1 {
			pieces = putPiece(pieces, markedPiece{line, x + gap, wide, w.text, w.marked, w.way}, gap > 0)
			x, gap = x+gap+wide, 0
			continue
		}
		cut := letters.elide(w.text+"…", width-x-gap)
		if utf8.RuneCountInString(cut) >= stub || len(pieces) == 0 || pieces[len(pieces)-1].line != line {
			return putPiece(pieces, markedPiece{line, x + gap, letters.width(cut), cut, w.marked, w.way}, gap > 0)
		}
		break
	}
	last := &pieces[len(pieces)-1]
	if dots := l.plain.width("…"); x+dots <= width+0.5 {
		return putPiece(pieces, markedPiece{line, x, dots, "…", false, last.way}, false)
	}
	letters := l.of(last.marked)
	last.text = strings.Replace(letters.elide(last.text+" …", width-last.x), " …", "…", 1)
	last.w = letters.width(last.text)
	return pieces
}

// orderPieces turns round the order of neighbours that are written from right
// to left, with the signs between them; each is shaped on its own, so that
// inside it the letters are right.
func orderPieces(pieces []markedPiece) {
	for i := 0; i < len(pieces); i++ {
		if pieces[i].way != rightToLeft {
			continue
		}
		end := i
		for j := i + 1; j < len(pieces) && pieces[j].line == pieces[i].line && pieces[j].way != leftToRight; j++ {
			if pieces[j].way == rightToLeft {
				end = j
			}
		}
		run := pieces[i : end+1]
		left, right := run[0].x, run[len(run)-1].x+run[len(run)-1].w
		for n := range run {
			run[n].x = left + right - run[n].x - run[n].w
			if run[n].way == eitherWay {
				run[n].text = mirrored.Replace(run[n].text)
			}
		}
		i = end
	}
}

// mirrored turns round the signs that open and close.
var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "«", "»", "»", "«")

// cutPieces reports whether text was left out.
func cutPieces(pieces []markedPiece) bool {
	return slices.ContainsFunc(pieces, func(p markedPiece) bool {
		return strings.HasPrefix(p.text, "…") || strings.HasSuffix(p.text, "…")
	})
}

// oneLine is as much of a text as a line in a list may need: what has no room
// anyway is not measured, and what breaks lines does not.
func oneLine(s string) string {
	const most = 600
	if len(s) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "…"
	}
	if strings.IndexFunc(s, unicode.IsControl) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
