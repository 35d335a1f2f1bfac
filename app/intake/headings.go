package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// settleNumbers tells numbered items apart: headings ("1. Introduction"),
// paragraphs that are only counted (as in reports of the United Nations), and
// lists.
func (u *understanding) settleNumbers() {
	type total struct {
		items, words, gaps int
		across             bool // the count goes on over a heading
	}
	headed := false
	styles := map[string]*total{}
	for i, p := range u.pieces {
		if p.kind != db.KindBullet || p.marker.n == 0 || p.sure {
			headed = headed || p.kind == db.KindHeading || p.kind == "" && p.gap && u.isHeading(i) != headingNot
			continue
		}
		if u.numberedHeading(i) {
			headed = true
			continue
		}
		t := styles[p.marker.style]
		if t == nil {
			t = &total{}
			styles[p.marker.style] = t
		}
		t.items++
		t.across = t.across || headed && p.marker.n > 1 && t.items > 1
		headed = false
		t.words += wordCount(u.str(i), 200)
		if p.gap {
			t.gaps++
		}
	}
	for i := range u.pieces {
		p := &u.pieces[i]
		if p.kind != db.KindBullet || p.marker.n == 0 || p.sure {
			continue
		}
		t := styles[p.marker.style]
		if t == nil {
			t = &total{}
		}
		switch {
		case u.numberedHeading(i):
			p.start = u.lineStart(i)
			p.kind = db.KindHeading
			p.level = 2
			if p.marker.style == "A." {
				p.level = 3
			}
			u.decided[i] = true
		case t.items >= 2 && (t.words >= 25*t.items || t.across && t.words >= 12*t.items) && t.gaps*10 >= t.items*6 && strings.HasPrefix(p.marker.style, "0"):
			p.counted = true
		}
	}
}

// numberedHeading reports a short numbered line with text of another sort below.
func (u *understanding) numberedHeading(i int) bool {
	p, s := u.pieces[i], u.str(i)
	if p.lines > 2 || wordCount(s, 13) > 12 || terminal(s) && lastMark(s) != '?' || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ":") || startsLower(s) || strings.HasPrefix(p.marker.style, "(") || i+1 >= len(u.pieces) {
		return false
	}
	next := u.pieces[i+1]
	if next.kind == db.KindBullet && next.marker.style == p.marker.style {
		return false
	}
	if isUpper(s) && hasLetters(s, 4) {
		return true
	}
	return u.prose(i+1) || next.kind == "" && strings.HasSuffix(u.str(i+1), ":") || next.kind == db.KindBullet && next.marker.n > 0 || next.kind == "" && terminal(u.str(i+1))
}

type headingForm int

const (
	headingNot headingForm = iota
	headingCaps
	headingNumbered
	headingStrong
	headingTitleCase
	headingSentence
)

var reNumbered = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\p{Lu}|^\d{1,2}[.)]\s+\p{Lu}|^(?:Part|Section|Chapter|Annex|Appendix|Annexe|Partie)\s+(?:\d+|[IVX]+|[A-Z])\b`)

// isHeading reports whether, and by what, a short line heads what follows it.
func (u *understanding) isHeading(i int) headingForm {
	p, s := u.pieces[i], u.flat(i)
	// What a long heading says in parentheses behind it does not count.
	if m := reBehind.FindStringIndex(s); m != nil && wordCount(s[:m[0]], 3) >= 2 {
		s = s[:m[0]]
	}
	if len(s) > 160 || p.lines > 2 || startsLower(s) || !hasLetters(s, 2) || isNote(s) || reURL.MatchString(s) {
		return headingNot
	}
	if i > 0 && isNames(s, 2) && closingNames[foldName(u.flat(i-1))] {
		return headingNot // the name under "About the Author"
	}
	if u.speaks(s) || strings.HasPrefix(s, "©") || reSignOff.MatchString(s) {
		return headingNot
	}
	words := wordCount(s, 20)
	mark := lastMark(s)
	if words > 16 || mark == '.' && !reAbbrevEnd.MatchString(s) || mark == '。' || mark == '؟' || mark == ',' || mark == ';' || mark == '…' || strings.ContainsAny(s[:1], "-—–\"“'(*[") {
		return headingNot
	}
	colon := mark == ':'
	switch {
	case isUpper(s) && hasLetters(s, 4):
		return headingCaps
	case reNumbered.MatchString(s):
		return headingNumbered
	case p.strong && words <= 14:
		return headingStrong
	case words > 14, colon && words > 8:
		return headingNot
	}
	capital, small := 0, 0
	for k, w := range strings.Fields(s) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" || k > 0 && stopWords[strings.ToLower(w)] {
			continue
		}
		// A script without capitals shows nothing by them.
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsDigit(r) {
			capital++
		} else {
			small++
		}
	}
	if small*4 <= capital {
		return headingTitleCase
	}
	if !colon && (words <= 10 || p.gap && i+1 < len(u.pieces) && u.pieces[i+1].gap && u.prose(i+1)) {
		return headingSentence
	}
	return headingNot
}

// reSignOff closes the report of an agency.
var reSignOff = regexp.MustCompile(`(?i)^\(?(?:additional |with )?(?:reporting|editing|writing|compiled|translated|edited|written) (?:and \w+ )?by `)

var reBehind = regexp.MustCompile(`\s+\([^()]{12,160}\)$`)

var reAbbrevEnd = regexp.MustCompile(`(?:\b[A-Z]\.[A-Z]\.|\bet al\.|\betc\.|\bInc\.|\bCo\.)$`)

func isUpper(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }

// settleHeadings finds headings among short lines by what follows them.
func (u *understanding) settleHeadings() {
	forms := make([]headingForm, len(u.pieces)+1)
	capsSeen := false
	for i, p := range u.pieces {
		if u.decided[i] || p.kind != "" {
			continue
		}
		forms[i] = u.isHeading(i)
		capsSeen = capsSeen || forms[i] == headingCaps || forms[i] == headingStrong
	}
	next := func(i int) int {
		for i++; i < len(u.pieces) && (u.dropped[i] || u.pieces[i].kind == db.KindCaption); i++ {
		}
		return i
	}
	for i := len(u.pieces) - 1; i >= 0; i-- {
		f := forms[i]
		if f == headingNot {
			continue
		}
		n := next(i)
		ok := false
		switch {
		case n >= len(u.pieces):
			// Nothing follows: a closing line, not a heading.
		case u.pieces[n].kind == db.KindBullet:
			ok = f != headingSentence && !(lastMark(u.flat(i)) == ':' && f == headingTitleCase && wordCount(u.flat(i), 7) > 6)
		case u.pieces[n].kind == db.KindHeading:
			ok = f != headingSentence || u.pieces[n].sure
			if run := u.headingRun(n); run >= 2 && f > headingStrong && !u.pieces[n].sure {
				ok = false
			}
		case u.pieces[n].kind == "", u.pieces[n].kind == db.KindParagraph, u.pieces[n].counted:
			s := u.str(n)
			leadIn := next(n) < len(u.pieces) && u.pieces[next(n)].kind == db.KindBullet
			ok = terminal(s) || strings.HasSuffix(s, ":") || wordCount(s, 15) >= 15 || leadIn && (wordCount(s, 5) >= 5 || f <= headingTitleCase && forms[n] != headingTitleCase)
			if f == headingSentence {
				ok = ok && (wordCount(s, 12) >= 12 || leadIn) && (i == 0 || i == u.body || u.pieces[i].gap || u.pieces[i].lines == 1) && (i == 0 || !u.sentenceGoesOn(i))
			}
		default:
			ok = f != headingSentence
		}
		if !ok {
			continue
		}
		p := &u.pieces[i]
		u.settle(i, db.KindHeading)
		p.level = 2
		switch {
		case f == headingNumbered:
			p.level = 2 + min(3, strings.Count(strings.TrimRight(strings.Fields(u.str(i))[0], "."), "."))
		case f >= headingTitleCase && capsSeen:
			p.level = 3
		}
	}
	n := 0
	for i := range u.pieces {
		if u.decided[i] && u.pieces[i].kind == db.KindHeading && forms[i] != headingNot {
			n++
		}
	}
	if n > 0 {
		u.remark(db.RemarkGuessed, "headings", "short lines taken for headings: %d", n)
	}
}

// sentenceGoesOn reports that the piece before ends inside a sentence.
func (u *understanding) sentenceGoesOn(i int) bool {
	p := u.pieces[i-1]
	return (p.kind == "" || p.kind == db.KindParagraph) && !u.decided[i-1] && !terminal(u.str(i-1)) && wordCount(u.str(i-1), 15) >= 15
}

// headingRun counts guessed headings in a row from a piece on.
func (u *understanding) headingRun(i int) int {
	n := 0
	for ; i < len(u.pieces) && n < 3 && u.pieces[i].kind == db.KindHeading; i++ {
		n++
	}
	return n
}
