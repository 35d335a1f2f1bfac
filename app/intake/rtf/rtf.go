// Package rtf reads Rich Text documents (Rich Text Format Specification 1.9.1):
// paragraphs, headings, lists, tables, notes, emphasis and links. Pictures,
// headers and footers are left out.
//
// No library that is still kept reads the format, of which only a small part
// carries the words: control words, characters in code pages and in Unicode, and
// groups to be passed over. It must not know how the structure of a brief is
// worked out.
package rtf

import (
	"bytes"
	"context"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// Known reports a Rich Text document by how it begins.
func Known(_ string, data []byte) bool { return bytes.HasPrefix(data, []byte(`{\rtf`)) }

// Read reads a document. format.ErrNested; format.ErrDamaged; the context's.
func Read(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	r := &reader{ctx: ctx, data: data, fonts: map[int]string{}, styles: map[int]string{}, page: "windows-1252", left: map[string]int{}}
	r.main = &story{}
	r.story = r.main
	r.group = group{unicodeSkip: 1}
	if err := r.read(); err != nil {
		return nil, err
	}
	r.endParagraph()
	r.endTable()
	a := format.Article{MediaType: "application/rtf", Encoding: r.page, Fields: r.fields}
	a.Blocks = append(r.main.blocks, r.notes...)
	if r.left["pictures"] > 0 {
		a.Remark(db.RemarkDropped, "images", "pictures: %d", r.left["pictures"])
	}
	if r.left["headers and footers"] > 0 {
		a.Remark(db.RemarkDropped, "document", "headers and footers")
	}
	if r.cut {
		a.Remark(db.RemarkGuessed, "text", "the file ends in the middle of the document; what is there of it is kept")
	}
	return []format.Article{a}, nil
}

// group is the state that a brace opens and its partner restores.
type group struct {
	skip            bool // its words are no text
	into            dest
	strong, slanted bool
	hidden, deleted bool
	font            int
	link            string
	unicodeSkip     int // characters that stand for those without Unicode
	noteStory       *story
	outer           *story
}

// dest is where the words of a group go when they are not text.
type dest int

const (
	text dest = iota
	fontTable
	styleSheet
	title
	author
	keywords
	instruction
	listText
)

// story is a run of paragraphs: the document, or a note.
type story struct {
	run     format.Run
	blocks  []format.Block
	marker  string
	style   int
	outline int // 1 to 9, or 0
	level   int // of a list
	inTable bool
	cell    []format.Block
	row     [][]format.Block
	rows    [][][]format.Block
}

type reader struct {
	ctx    context.Context
	data   []byte
	at     int
	page   string
	fonts  map[int]string // character sets
	styles map[int]string // names
	group  group
	stack  []group
	bytes  []byte // of a code page, not yet decoded
	high   rune   // the first half of a pair
	skip   int    // characters to pass over after one in Unicode
	words  strings.Builder
	fields []format.Field
	left   map[string]int
	main   *story
	story  *story
	notes  []format.Block
	number int // of notes
	style  int // being defined
	cut    bool
	star   bool // "\*": what is not known is passed over
}

func (r *reader) read() error {
	for r.at < len(r.data) {
		if r.at%65536 == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			r.flush()
			if len(r.stack) >= format.MaxDepth {
				return format.ErrNested
			}
			r.stack = append(r.stack, r.group)
			r.group.noteStory = nil
			r.star, r.skip = false, 0
			continue
		case '}':
			r.flush()
			r.endGroup()
			if len(r.stack) == 0 {
				return nil
			}
			r.group = r.stack[len(r.stack)-1]
			r.stack = r.stack[:len(r.stack)-1]
			if len(r.stack) == 0 {
				return nil // what follows the document is not part of it
			}
		case '\\':
			r.control()
			continue
		case '\r', '\n':
			continue
		default:
			r.char(c)
		}
	}
	r.cut = true
	return nil
}

// char is a byte of text in the code page of its font.
func (r *reader) char(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	r.bytes = append(r.bytes, c)
}

// flush decodes the bytes that are due.
func (r *reader) flush() {
	if len(r.bytes) == 0 {
		return
	}
	page := r.page
	if p := r.fonts[r.group.font]; p != "" && r.group.into == text {
		page = p
	}
	s := decode(r.bytes, page)
	r.bytes = r.bytes[:0]
	r.write(s)
}

func decode(data []byte, page string) string {
	ascii := true
	for _, c := range data {
		ascii = ascii && c < 0x80
	}
	if ascii {
		return string(data)
	}
	enc, _ := charset.Lookup(page)
	if enc == nil {
		enc = encoding.Replacement
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		out = data
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// write adds words to the text, or to what the group is for.
func (r *reader) write(s string) {
	g := &r.group
	switch {
	case g.skip:
	case g.into != text:
		if r.words.Len() < 64<<10 {
			r.words.WriteString(s)
		}
	case g.hidden || g.deleted:
	default:
		r.story.run.Write(s, format.Style{Strong: g.strong, Emphasis: g.slanted, Link: g.link})
	}
}

// control reads what a backslash begins.
func (r *reader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	r.at++
	if !letter(c) {
		r.symbol(c)
		return
	}
	from := r.at - 1
	for r.at < len(r.data) && letter(r.data[r.at]) && r.at-from < 40 {
		r.at++
	}
	word := string(r.data[from:r.at])
	from = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && r.data[r.at] >= '0' && r.data[r.at] <= '9' && r.at-from < 11 {
		r.at++
	}
	number, err := strconv.Atoi(string(r.data[from:r.at]))
	given := err == nil
	if !given {
		number = 1
	}
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if r.skip > 0 && word != "u" { // a control word counts as one character to pass over
		r.skip--
	}
	if word == "u" {
		r.flush()
		r.unicode(number)
		return
	}
	if word == "bin" {
		r.at = min(len(r.data), r.at+max(0, number))
		return
	}
	r.flush()
	r.word(word, number, given)
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func (r *reader) symbol(c byte) {
	switch c {
	case '\'':
		if r.at+2 <= len(r.data) {
			if v, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8); err == nil {
				r.char(byte(v))
			}
			r.at += 2
		}
	case '\\', '{', '}':
		r.char(c)
	case '*':
		r.star = true
	case '~':
		r.flush()
		r.write("\u00a0")
	case '_':
		r.flush()
		r.write("\u2011")
	case '\n', '\r':
		r.flush()
		r.endParagraph()
	}
}

// unicode writes a character that is given by its number, halves of a pair one
// after the other.
func (r *reader) unicode(n int) {
	r.skip = r.group.unicodeSkip
	c := rune(uint16(n))
	switch {
	case c >= 0xd800 && c < 0xdc00:
		r.high = c
	case c >= 0xdc00 && c < 0xe000:
		r.write(string(utf16.DecodeRune(r.high, c)))
		r.high = 0
	default:
		r.write(string(c))
	}
}

// characters are the control words that stand for one.
var characters = map[string]string{"tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "line": "\n", "lbr": "\n"}

// passedOver are the groups that hold no text.
var passedOver = map[string]bool{
	"colortbl": true, "pict": true, "object": true, "header": true, "headerl": true, "headerr": true, "headerf": true, "footer": true, "footerl": true, "footerr": true, "footerf": true,
	"themedata": true, "datastore": true, "generator": true, "listtable": true, "listoverridetable": true, "rsidtbl": true, "xmlnstbl": true, "latentstyles": true, "filetbl": true, "revtbl": true,
	"ftnsep": true, "ftnsepc": true, "ftncn": true, "aftnsep": true, "aftnsepc": true, "aftncn": true, "atnid": true, "atnauthor": true, "annotation": true, "xe": true, "tc": true, "nonshppict": true, "operator": true, "company": true, "subject": true, "doccomm": true, "comment": true, "manager": true, "category": true, "hlinkbase": true, "creatim": true, "revtim": true, "printim": true, "buptim": true, "private": true, "fontemb": true, "fontfile": true, "panose": true, "falt": true,
}

func (r *reader) word(word string, n int, given bool) {
	g := &r.group
	star := r.star
	r.star = false
	on := !given || n != 0
	if s, ok := characters[word]; ok {
		r.write(s)
		return
	}
	if passedOver[word] {
		if g.skip {
			return
		}
		g.skip = true
		switch {
		case word == "pict":
			r.left["pictures"]++
		case strings.HasPrefix(word, "header"), strings.HasPrefix(word, "footer"):
			r.left["headers and footers"]++
		}
		return
	}
	if into, ok := map[string]dest{"fonttbl": fontTable, "stylesheet": styleSheet, "title": title, "author": author, "keywords": keywords, "fldinst": instruction, "listtext": listText, "pntext": listText}[word]; ok {
		g.into = into
		r.words.Reset()
		return
	}
	if star && g.into != styleSheet {
		g.skip = true
		if word == "shppict" {
			r.left["pictures"]++
		}
		return
	}
	switch word {
	case "ansicpg":
		if name := codePage(n); name != "" {
			r.page = name
		}
	case "mac":
		r.page = "macintosh"
	case "f":
		g.font = n
	case "fcharset":
		if g.into == fontTable {
			r.fonts[g.font] = codePage(charsets[n])
		}
	case "uc":
		g.unicodeSkip = max(0, min(n, 16))
	case "b":
		g.strong = on
	case "i":
		g.slanted = on
	case "v":
		g.hidden = on
	case "deleted":
		g.deleted = on
	case "plain":
		g.strong, g.slanted, g.hidden, g.deleted = false, false, false, false
	case "s":
		switch g.into {
		case styleSheet:
			r.style = n
		case text:
			r.story.style = n
		}
	case "pard":
		if g.into != text {
			return
		}
		r.story.style, r.story.outline, r.story.level, r.story.inTable = 0, 0, 0, false
	case "outlinelevel":
		r.story.outline = min(max(n, 0), 8) + 1
	case "ilvl":
		r.story.level = min(max(n, 0), 8)
	case "intbl":
		r.story.inTable = true
	case "par", "sect":
		r.endParagraph()
	case "cell", "nestcell":
		r.endCell()
	case "row", "nestrow":
		r.endRow()
	case "chftn":
		if g.noteStory == nil && r.story == r.main {
			r.number++
			s := strconv.Itoa(r.number)
			r.story.run.Write("["+s+"]", format.Style{Link: "#footnote-" + s})
		}
	case "footnote":
		if r.story == r.main {
			g.noteStory, g.outer = &story{}, r.story
			r.story = g.noteStory
			g.strong, g.slanted = false, false
		}
	}
}

// endGroup uses what a group was for.
func (r *reader) endGroup() {
	g := r.group
	outer := group{}
	if len(r.stack) > 0 {
		outer = r.stack[len(r.stack)-1]
	}
	if g.noteStory != nil && r.story == g.noteStory {
		r.endParagraph()
		r.endTable()
		b := format.Row([][]format.Block{g.noteStory.blocks})
		b.Kind = db.KindFootnote
		b.Marker = "[" + strconv.Itoa(max(1, r.number)) + "]"
		if strings.TrimSpace(b.Text) != "" {
			r.notes = append(r.notes, b)
		}
		r.story = g.outer
		return
	}
	s := strings.Join(strings.Fields(r.words.String()), " ")
	switch g.into {
	case styleSheet:
		// "heading 1;" ends every style of the sheet.
		if outer.into == styleSheet && s != "" {
			r.styles[r.style] = strings.ToLower(strings.TrimSuffix(s, ";"))
			r.style = 0
			r.words.Reset()
		}
	case fontTable:
		r.words.Reset()
	case title, author, keywords:
		if outer.into != g.into && s != "" {
			name := map[dest]string{title: "title", author: "author", keywords: "tags"}[g.into]
			r.fields = append(r.fields, format.Field{Name: name, Values: []string{s}, From: "the document’s properties", Weak: true})
			r.words.Reset()
		}
	case instruction:
		if outer.into != instruction {
			if m := reLink.FindStringSubmatch(r.words.String()); m != nil && len(r.stack) > 0 {
				r.stack[len(r.stack)-1].link = m[1]
			}
			r.words.Reset()
		}
	case listText:
		if outer.into != listText {
			r.story.marker = s
			r.words.Reset()
		}
	}
}

var (
	reLink    = regexp.MustCompile(`(?i)HYPERLINK\s+"?((?:https?://|mailto:)[^"\s]+)`)
	reHeading = regexp.MustCompile(`^(?:heading|überschrift|titre|título|titolo|kop|заголовок) ?([1-9])\b`)
	reCounter = regexp.MustCompile(`^\(?[0-9A-Za-z.]{1,8}[.)]$`)
)

// endParagraph makes a block of the paragraph under way.
func (r *reader) endParagraph() {
	s := r.story
	b := s.run.Block()
	s.run = format.Run{}
	marker := s.marker
	s.marker = ""
	name := r.styles[s.style]
	level := s.outline
	if m := reHeading.FindStringSubmatch(name); m != nil && level == 0 {
		level, _ = strconv.Atoi(m[1])
	}
	switch {
	case strings.TrimSpace(b.Text) == "":
		return
	case name == "title":
		b.Kind, b.Level = db.KindHeading, 1
	case level > 0:
		b.Kind, b.Level = db.KindHeading, min(level, 6)
		if marker != "" {
			b.Text = marker + " " + b.Text
			for i := range b.Inlines {
				b.Inlines[i].Start += len(marker) + 1
				b.Inlines[i].End += len(marker) + 1
			}
		}
	case marker != "":
		b.Kind, b.Level, b.Marker = db.KindBullet, s.level, "•"
		if reCounter.MatchString(marker) {
			b.Marker = marker
		}
	case name == "quote" || name == "intense quote":
		b.Kind = db.KindQuote
	case name == "caption":
		b.Kind = db.KindCaption
	}
	if s.inTable {
		s.cell = append(s.cell, b)
		return
	}
	r.endTable()
	s.blocks = append(s.blocks, b)
}

func (r *reader) endCell() {
	s := r.story
	s.inTable = true
	r.endParagraph()
	s.row = append(s.row, s.cell)
	s.cell = nil
}

func (r *reader) endRow() {
	s := r.story
	if len(s.row) > 0 {
		s.rows = append(s.rows, s.row)
	}
	s.row = nil
}

// endTable writes the table that stands before the paragraph, if there is one.
func (r *reader) endTable() {
	s := r.story
	r.endRow()
	if len(s.cell) > 0 {
		s.rows = append(s.rows, [][]format.Block{s.cell})
	}
	if len(s.rows) > 0 {
		s.blocks = append(s.blocks, format.Table(s.rows)...)
	}
	s.rows, s.cell = nil, nil
}

// charsets are the code pages of the character sets of fonts.
var charsets = map[int]int{77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}

// codePage is the name of a code page of Windows, or "".
func codePage(n int) string {
	switch n {
	case 932:
		return "shift_jis"
	case 936:
		return "gbk"
	case 949:
		return "euc-kr"
	case 950:
		return "big5"
	case 10000:
		return "macintosh"
	case 874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258:
		return "windows-" + strconv.Itoa(n)
	case 65001:
		return "utf-8"
	}
	return ""
}
