package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"sidelight/db"
)

// understanding works out the structure of a document, whatever format it came from.
type understanding struct {
	*Draft
	text    string
	pieces  []piece
	order   order
	decided []bool // by piece: what it is has been settled

	fixed   headLine // from front matter: wins over the text
	found   headLine // from the text
	title   int      // the piece that is the title, or -1
	body    int      // the first piece after the particulars
	dropped []bool   // by piece: not part of the text
	words   int      // in all pieces
	before  []int    // by piece: words before it

	speakers map[string]bool // who speaks in an interview; nil before speaks
}

// understand fills the draft from the document.
func understand(d *Draft, doc document) {
	u := &understanding{Draft: d, text: doc.text, order: dateOrder(doc.text), title: -1}
	d.Text, d.Inlines = doc.text, doc.inlines
	for _, p := range doc.pieces {
		if p.start, p.end = trim(u.text, p.start, p.end); p.start < p.end {
			u.pieces = append(u.pieces, p)
		}
	}
	u.decided = make([]bool, len(u.pieces))
	u.dropped = make([]bool, len(u.pieces))
	u.before = make([]int, len(u.pieces))
	for i := range u.pieces {
		u.before[i] = u.words
		u.words += wordCount(u.str(i), 1<<30)
	}
	u.fixed = headLine{title: d.Title, series: d.Series, publication: d.Publication, volume: d.Volume, issue: d.Issue,
		author: d.Author, tags: d.Tags, date: d.Published, dated: d.Published.Earliest != ""}
	u.readHead()
	u.dropPages()
	u.dropRelated()
	u.readTail()
	u.readHandling()
	u.dropTail()
	u.bareNotes()
	u.cutLabels()
	u.readBody()
	u.readSections()
	u.finish()
}

// str is the piece as it lies in the text.
func (u *understanding) str(i int) string { return u.text[u.pieces[i].start:u.pieces[i].end] }

// flat is the piece on one line; long pieces are cut short, as only what fits a
// line is ever matched.
func (u *understanding) flat(i int) string {
	s := u.str(i)
	if len(s) > 2000 {
		cut := 2000
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

func (u *understanding) settle(i int, kind db.BlockKind) {
	u.pieces[i].kind = kind
	u.decided[i] = true
	if kind == db.KindTitle || kind == db.KindPublication || kind == db.KindByline || kind == db.KindCaption {
		u.pieces[i].level = 0
	}
}

func (u *understanding) drop(i int, why string) {
	u.dropped[i], u.decided[i] = true, true
	u.remark(db.RemarkDropped, "text", "%s: %s", why, short(u.flat(i), 60))
}

// short cuts a text for a remark.
func short(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	r := []rune(s)
	return strings.TrimRightFunc(string(r[:limit]), isSpace) + "…"
}

// prose reports a piece that is plainly part of the running text.
func (u *understanding) prose(i int) bool {
	p := u.pieces[i]
	if p.kind != "" && p.kind != db.KindParagraph && p.kind != db.KindBullet || p.nav {
		return false
	}
	s := u.str(i)
	if len(s) > 320 && terminal(s) || len(s) > 600 {
		return true
	}
	words := wordCount(s, 40)
	return words >= 35 || words >= 12 && terminal(s)
}

// summaryLabel finds the name of a summary before its first words: "BLUF: ...".
// Rest is where these begin.
func summaryLabel(s string) (label string, rest int) {
	m := reLabel.FindStringSubmatchIndex(s[:min(len(s), 90)])
	if m == nil || !summaryNames[foldName(s[m[2]:m[3]])] {
		return "", 0
	}
	rest = m[1]
	if isBlank(s[rest:]) {
		return "", 0
	}
	return s[m[2]:m[3]], rest
}

var reLabel = regexp.MustCompile(`^([\p{L}][\p{L}\p{M};'’() -]{2,50}?)(?:\s*[:：]|\.?\s+[–—-])\s+`)

// strictSummary are names that never head anything else, wherever they stand.
func strictSummary(f string) bool {
	return strings.Contains(f, "takeaway") || strings.Contains(f, "executive") || strings.Contains(f, "judg") || strings.Contains(f, "bluf") ||
		strings.HasPrefix(f, "key ") || strings.HasPrefix(f, "bottom line up front") || strings.HasPrefix(f, "topline") || f == "abstract"
}

// front reports whether a piece stands where a summary can stand.
func (u *understanding) front(i int, name string) bool {
	return strictSummary(name) || u.before[i] <= 150 || u.before[i]*4 <= u.words
}

// cutLabels parts "BLUF: ..." into a heading and a paragraph.
func (u *understanding) cutLabels() {
	var pieces []piece
	var decided, dropped []bool
	var before []int
	title, body := u.title, u.body
	for i, p := range u.pieces {
		if i == u.title {
			title = len(pieces)
		}
		if i == u.body {
			body = len(pieces)
		}
		if p.kind == "" && !u.decided[i] {
			s := u.str(i)
			if label, rest := summaryLabel(s); rest > 0 && u.front(i, foldName(label)) {
				head := p
				head.kind, head.level, head.strong, head.sure = db.KindHeading, 2, false, false
				_, head.end = trim(u.text, p.start, p.start+rest)
				// A dash between belongs to neither.
				head.end = p.start + len(strings.TrimRight(u.text[p.start:head.end], " –—-"))
				pieces = append(pieces, head)
				decided, dropped, before = append(decided, true), append(dropped, false), append(before, u.before[i])
				p.start, p.end = trim(u.text, p.start+rest, p.end)
				p.gap, p.strong = false, false
				pieces[len(pieces)-1].runIn = true
			}
		}
		pieces = append(pieces, p)
		decided, dropped, before = append(decided, u.decided[i]), append(dropped, u.dropped[i]), append(before, u.before[i])
	}
	if u.body >= len(u.pieces) {
		body = len(pieces)
	}
	u.pieces, u.decided, u.dropped, u.before, u.title, u.body = pieces, decided, dropped, before, title, body
}

// finish resolves the fields and makes the blocks.
func (u *understanding) finish() {
	pick := func(fixed, found string) string {
		if fixed != "" {
			return fixed
		}
		return found
	}
	u.Publication = pick(u.fixed.publication, u.found.publication)
	u.Volume = pick(u.fixed.volume, u.found.volume)
	u.Issue = pick(u.fixed.issue, u.found.issue)
	u.Author = pick(u.fixed.author, u.found.author)
	u.Series = pick(u.fixed.series, u.found.series)
	if len(u.Tags) == 0 {
		u.Tags = u.found.tags
	}
	u.finishTitle()
	switch {
	case u.fixed.dated:
		u.Published = frontDate(u.fixed.date, u.order)
	case u.found.dated:
		u.Published = u.found.date
	default:
		u.guessDate()
	}
	for i, p := range u.pieces {
		if u.dropped[i] {
			continue
		}
		if p.kind == "" {
			p.kind = db.KindParagraph
		}
		b := db.Block{Kind: p.kind, Level: p.level, Start: p.start, End: p.end}
		if p.section {
			b.Section = db.SectionSummary
		}
		if b.Kind != db.KindHeading && b.Kind != db.KindBullet {
			b.Level = 0
		}
		u.Blocks = append(u.Blocks, b)
	}
}

// guessDate takes the date from the title or the name of the file.
func (u *understanding) guessDate() {
	if d, _, _, ok := findDate(u.Title, u.order); ok {
		u.Published = d
		u.remark(db.RemarkGuessed, "published", "the date in the title (%s)", d.Rule)
		return
	}
	name := strings.NewReplacer("_", " ", ".md", "", ".txt", "").Replace(u.Original.Name)
	if m := reNameDate.FindString(name); m != "" {
		if d, ok := parseDate(m, u.order); ok {
			u.Published = d
			u.remark(db.RemarkGuessed, "published", "the date in the name of the file")
		}
	}
}

var reNameDate = regexp.MustCompile(`\b(?:19|20)\d{2}-\d{2}-\d{2}`)
