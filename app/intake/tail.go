package intake

import (
	"regexp"
	"strings"

	"sidelight/db"
)

// readTail looks at the last lines for a publication line or date that the top
// did not give.
func (u *understanding) readTail() {
	for i := max(u.body+1, len(u.pieces)-4); i < len(u.pieces); i++ {
		s := u.flat(i)
		if u.decided[i] || u.pieces[i].kind != "" || wordCount(s, 16) > 15 {
			continue
		}
		if reBanner.MatchString(s) {
			u.settle(i, db.KindPublication)
			continue
		}
		h, ok := publicationLine(s, u.order)
		if !ok {
			h, ok = metaLine(s, u.order)
			ok = ok && (h.dated || h.author != "" || h.publication != "") && !reCaptionEnd.MatchString(s)
		}
		if ok && (h.publication != "" && u.found.publication == "" || h.dated && !u.found.dated || h.author != "" && u.found.author == "" || h.volume != "" && u.found.volume == "") {
			u.take(i, h)
			continue
		}
		// "Nairobi/Brussels, 31 July 2025": place and day of signing.
		if h, ok := dateLine(s, u.order, true); ok && !terminal(s) && strings.Contains(s, ",") && h.publication == "" && h.author == "" {
			u.take(i, h)
		}
	}
}

// dropRelated leaves out the links to other texts of the house, from their
// heading to the end: nothing below it is prose.
func (u *understanding) dropRelated() {
	from := -1
	for i := len(u.pieces) - 1; i > u.body && len(u.pieces)-i <= 60; i-- {
		s := u.flat(i)
		if p := u.pieces[i]; u.decided[i] && !u.dropped[i] || u.prose(i) && !reCopyright.MatchString(s) || isNote(s) || p.kind == db.KindQuote || p.kind == db.KindTable {
			break
		}
		if relatedNames[foldName(s)] {
			from = i
		}
	}
	if from < 0 || u.before[from]*2 < u.words {
		return
	}
	for i := from; i < len(u.pieces); i++ {
		if !u.dropped[i] {
			u.drop(i, "not part of the text")
		}
	}
}

// relatedNames head the links that a page puts under a text.
var relatedNames = names(`related articles, related article, related posts, related publications, related content, related stories, related analysis, related research, related reading, related topics, related news, related insights, related reports, related commentary,
	more from this author, more from this series, more on this topic, more like this, you may also like, you might also like, latest articles, latest publications, latest analysis, recent articles, recent posts, most read, most popular, recommended, recommended for you, up next, keep reading, read next, topics, tags, files, filed under, share this article,
	articles similaires, articles lies, a lire aussi, sur le meme sujet`)

// endMarks close a press release and are no part of it.
var endMarks = names(`ends, end, -30-, fin, ends.`)

// dropTail leaves out what a page or message puts under a text: its links and
// the mark that it ends.
func (u *understanding) dropTail() {
	for i := len(u.pieces) - 1; i > u.body; i-- {
		s := u.flat(i)
		if u.decided[i] {
			continue
		}
		if p := u.pieces[i]; p.kind != "" && !(p.kind == db.KindBullet && p.nav) || !isDebris(s) || reURL.MatchString(foldName(s)) {
			break
		}
		u.drop(i, "not part of the text")
	}
	for i := u.body + 1; i < len(u.pieces); i++ {
		if s := u.flat(i); u.pieces[i].kind == "" && !u.decided[i] && len(s) <= 12 && endMarks[foldName(s)] && (isUpper(s) || strings.HasPrefix(s, "-")) {
			u.drop(i, "the mark that the text ends")
		}
	}
}

var (
	// A note that carries only its number: "12 See annex 1."
	reBareNote = regexp.MustCompile(`^(\d{1,3})\s+[\p{Lu}“"‘]`)
	// The mark of a note in the text: "... their help.12"
	reGlued = regexp.MustCompile(`\p{L}[.,;:)”’"]{0,2}(\d{1,3})(?:\s|$)`)
)

// bareNotes finds footnotes at the end of the text whose numbers stand without
// brackets. They count up, and where there is only one the text refers to it.
func (u *understanding) bareNotes() {
	first, want := len(u.pieces), 0
	for i := len(u.pieces) - 1; i > u.body; i-- {
		if u.dropped[i] {
			continue
		}
		m := reBareNote.FindStringSubmatch(u.str(i))
		if m == nil || u.pieces[i].kind != "" || u.decided[i] || want > 0 && atoi(m[1]) != want-1 {
			break
		}
		first, want = i, atoi(m[1])
	}
	if want != 1 {
		return
	}
	notes := 0
	for i := first; i < len(u.pieces); i++ {
		if !u.dropped[i] {
			notes++
		}
	}
	if notes == 1 {
		referred := false
		for i := u.body; i < first && !referred; i++ {
			for _, m := range reGlued.FindAllStringSubmatch(u.str(i), -1) {
				referred = referred || m[1] == "1"
			}
		}
		if !referred {
			return
		}
	}
	for i := first; i < len(u.pieces); i++ {
		if !u.dropped[i] {
			u.settle(i, db.KindFootnote)
		}
	}
}

// closingNames head what stands under a text about itself.
var closingNames = names(`notes to editors, note to editors, editor's note, media contact, media contacts, press contact, contact, contacts, for more information, for further information, further information, background information,
	about the author, about the authors, about the contributors, about the institute, written by, author, authors, acknowledgements, acknowledgments, methodology, disclaimer, further reading, related content, related reading, recommended reading, more on this topic, contact presse, a propos de l'auteur, pour en savoir plus`)
