package intake

import (
	"regexp"
	"strings"

	"sidelight/db"
)

// reNote is the mark of a footnote at the start of its line.
var reNote = regexp.MustCompile(`^(?:\[\^?\d{1,3}\][:.]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\^\d{1,3}|\(\d{1,3}\)\s+https?:)\s*\S?`)

func isNote(s string) bool { return reNote.MatchString(s) }

// readBody settles what every piece below the particulars is.
func (u *understanding) readBody() {
	u.settleNumbers()
	citing := u.citesInParentheses()
	notes := false
	for i := range u.pieces {
		if u.decided[i] {
			continue
		}
		p, s := u.pieces[i], u.flat(i)
		name := foldName(s)
		switch {
		case p.kind == db.KindHeading && p.sure:
			notes = notesNames[name]
			continue
		case closingNames[name] && p.kind == "" && i > u.body && u.before[i]*2 > u.words && i+1 < len(u.pieces) && !strings.HasSuffix(s, "."):
			u.settle(i, db.KindHeading)
			u.pieces[i].level = 2
			notes = false
			continue
		case notesNames[name] && p.kind == "" && len(s) <= 40 && i > u.body && u.before[i]*3 > u.words:
			u.settle(i, db.KindHeading)
			u.pieces[i].level = 2
			u.remark(db.RemarkRecognised, "footnotes", "under the heading “%s”", s)
			notes = true
			continue
		}
		if notes && (p.kind == "" || p.kind == db.KindBullet || p.kind == db.KindParagraph) {
			switch {
			case p.kind == "" && !isNote(s) && u.isHeading(i) == headingCaps:
				notes = false
			case i > 0 && u.pieces[i-1].kind == db.KindFootnote && startsNumbered(u.str(i-1)) && p.marker.width == 0 && !startsNumbered(s) && p.gap:
				// Unnumbered after numbered notes: they have ended.
			default:
				u.settle(i, db.KindFootnote)
				u.pieces[i].start = u.lineStart(i)
				continue
			}
		}
		switch {
		case p.kind == "" && isNote(s) && i > u.body:
			u.settle(i, db.KindFootnote)
		case p.kind == "" && summaryNames[name] && (u.front(i, name) || i == 0):
			u.settle(i, db.KindHeading)
			u.pieces[i].level = 2
		case p.kind == "" && isCaption(s, citing) && !(u.prose(i) && i <= u.body && i+1 == len(u.pieces)):
			u.settle(i, db.KindCaption)
		case p.kind == "" && i > u.body && p.indent >= 4 && u.setIn(i):
			u.settle(i, db.KindQuote)
		case p.kind == "" && isDebris(s) && u.mayDrop(i):
			u.drop(i, "not part of the text")
		}
	}
	u.settleHeadings()
	u.settleBullets()
	u.remarkOn(db.KindCaption, "caption", "captions")
	u.remarkOn(db.KindFootnote, "footnotes", "footnotes")
}

// startsNumbered reports a note that carries its number.
func startsNumbered(s string) bool { return isNote(s) || s != "" && s[0] >= '0' && s[0] <= '9' }

// mayDrop guards words that can be real headings: only what a page puts around
// a text for its own ends is left out of the body.
func (u *understanding) mayDrop(i int) bool {
	f := foldName(u.flat(i))
	return strings.HasPrefix(f, "share") || strings.HasPrefix(f, "tweet") || strings.HasPrefix(f, "print") || strings.HasPrefix(f, "advert") ||
		strings.HasPrefix(f, "subscribe") || strings.HasPrefix(f, "sign up") || strings.HasPrefix(f, "back to") || strings.HasPrefix(f, "read more") ||
		strings.HasPrefix(f, "listen to") || strings.HasPrefix(f, "download") || f == "copy link" || f == "see more" || f == "scroll to continue" || f == "view profile" || f == "facebook" || f == "twitter" || f == "linkedin" || f == "whatsapp"
}

func (u *understanding) remarkOn(kind db.BlockKind, field, what string) {
	n := 0
	for i, p := range u.pieces {
		if p.kind == kind && !u.dropped[i] {
			n++
		}
	}
	if n > 0 {
		u.remark(db.RemarkRecognised, field, "%s found: %d", what, n)
	}
}

// lineStart is where the piece begins with its marker.
func (u *understanding) lineStart(i int) int {
	p := u.pieces[i]
	if p.marker.width == 0 {
		return p.start
	}
	start, _ := trim(u.text, p.from, p.end)
	return min(start, p.start)
}

// citesInParentheses reports a text whose paragraphs close with "(Source: ...)":
// there that is a citation and no credit of a picture.
func (u *understanding) citesInParentheses() bool {
	n := 0
	for i := range u.pieces {
		s := u.str(i)
		if k := strings.LastIndexByte(s, '('); len(s) > 250 && k >= 0 && reCaptionEnd.MatchString(s[k:]) {
			n++
		}
	}
	return n >= 2
}

// setIn reports prose that is indented against its neighbours: a block quote.
func (u *understanding) setIn(i int) bool {
	p := u.pieces[i]
	if wordCount(u.str(i), 8) < 8 || p.marker.width > 0 {
		return false
	}
	// Of a quote every line is set in, of a paragraph only the first.
	if _, after, ok := strings.Cut(u.str(i), "\n"); ok && len(after)-len(strings.TrimLeft(after, " \t")) < 2 {
		return false
	}
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(u.pieces) && u.pieces[k].kind == "" && u.pieces[k].indent+4 <= p.indent {
			return true
		}
	}
	return false
}
