// Package office reads the documents of word processors: Word's .docx (ECMA-376)
// and OpenDocument's .odt (ISO 26300). Both are archives of XML; headings,
// lists, notes, tables and emphasis are read from their styles, tracked
// deletions, comments, headers and footers are left out and told.
//
// It must not know how the structure of a brief is worked out.
package office

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"sidelight/app/intake/format"
	"sidelight/db"
)

const typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// KnownDOCX reports a document of Word by what is in the archive.
func KnownDOCX(_ string, data []byte) bool {
	if !format.IsZip(data) {
		return false
	}
	z, err := format.OpenZip(data)
	return err == nil && z.Has("[Content_Types].xml") && mainPart(z) != ""
}

// mainPart is the entry that holds the text, or "".
func mainPart(z *format.Zip) string {
	for _, name := range z.Names() {
		if strings.HasPrefix(name, "word/document") && strings.HasSuffix(name, ".xml") {
			return name
		}
	}
	return ""
}

// ReadDOCX reads a document of Word. The errors are those of package format, and
// the context's.
func ReadDOCX(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	z, err := format.OpenZip(data)
	if err != nil {
		return nil, err
	}
	d := &docx{ctx: ctx, zip: z, links: map[string]string{}, styles: map[string]*style{}, notes: map[string]string{}, counters: map[string][]int{}, left: tally{}}
	name := mainPart(z)
	if err := d.prepare(name); err != nil {
		return nil, err
	}
	main, err := z.Read(name)
	if err != nil {
		return nil, err
	}
	x := format.NewXML(ctx, main)
	if err := x.Find("body", func(format.Element) error {
		blocks, err := d.story(x)
		d.blocks = blocks
		return err
	}); err != nil {
		return nil, err
	}
	if err := d.readNotes(); err != nil {
		return nil, err
	}
	a := format.Article{MediaType: typeDOCX, Blocks: d.blocks}
	if a.Fields, err = properties(ctx, z, "docProps/core.xml"); err != nil {
		return nil, err
	}
	a.Fields = titled(a.Fields, a.Blocks)
	for _, n := range z.Names() {
		if strings.HasPrefix(n, "word/header") || strings.HasPrefix(n, "word/footer") {
			d.left.add("headers and footers")
			break
		}
	}
	d.left.tell(&a)
	return []format.Article{a}, nil
}

// docx is a document of Word under way.
type docx struct {
	ctx      context.Context
	zip      *format.Zip
	styles   map[string]*style
	lists    lists
	links    map[string]string // addresses by their relation's id
	notes    map[string]string // the numbers of notes by kind and id, as the text refers to them
	order    []string          // of notes: kind and id
	counters map[string][]int  // of numbered lists
	blocks   []format.Block
	left     tally
	beside   []format.Block // from text boxes, to follow the paragraph under way
}

// prepare reads the parts that the text refers to.
func (d *docx) prepare(main string) error {
	for _, part := range []struct {
		name string
		read func(*format.XML) error
	}{
		{"word/styles.xml", d.readStyles},
		{"word/numbering.xml", d.readLists},
		{"word/_rels/" + path.Base(main) + ".rels", d.readLinks},
	} {
		if !d.zip.Has(part.name) {
			continue
		}
		data, err := d.zip.Read(part.name)
		if err != nil {
			return err
		}
		if err := part.read(format.NewXML(d.ctx, data)); err != nil {
			return err
		}
	}
	return nil
}

func (d *docx) readLinks(x *format.XML) error {
	return x.Find("Relationship", func(e format.Element) error {
		if strings.HasSuffix(e.Attr("Type"), "/hyperlink") {
			d.links[e.Attr("Id")] = followable(e.Attr("Target"))
		}
		return x.Skip()
	})
}

// followable is an address that a reader may follow, or "".
func followable(address string) string {
	for _, scheme := range []string{"http://", "https://", "mailto:"} {
		if len(address) > len(scheme) && len(address) < 2000 && strings.EqualFold(address[:len(scheme)], scheme) {
			return address
		}
	}
	return ""
}

// story reads paragraphs and tables up to the end of the element that has begun.
func (d *docx) story(x *format.XML) ([]format.Block, error) {
	var blocks []format.Block
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "p":
			b, err := d.paragraph(x)
			if err != nil {
				return err
			}
			if strings.TrimSpace(b.Text) != "" {
				blocks = append(blocks, b)
			}
			blocks, d.beside = append(blocks, d.beside...), nil
			return nil
		case "tbl":
			rows, err := d.table(x)
			blocks = append(blocks, format.Table(rows)...)
			return err
		case "docPartGallery":
			if e.Attr("val") == "Table of Contents" {
				d.left.add("tables of contents")
			}
			return x.Skip()
		case "del", "moveFrom":
			d.left.add("tracked deletions")
			return x.Skip()
		case "Fallback", "sdtEndPr", "sectPr":
			return x.Skip()
		}
		return x.Each(child, nil)
	}
	err := x.Each(child, nil)
	return blocks, err
}

func (d *docx) table(x *format.XML) ([][][]format.Block, error) {
	var rows [][][]format.Block
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "tr":
			rows = append(rows, nil)
		case "tc":
			cell, err := d.story(x)
			if len(rows) > 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], cell)
			}
			return err
		}
		return x.Each(child, nil)
	}
	err := x.Each(child, nil)
	return rows, err
}

// paragraph is a paragraph under way.
type paragraph struct {
	run      format.Run
	style    *style
	list     string // numId
	level    int    // of the list
	outline  int    // 1 to 9, or 0
	link     string
	field    []string // the instructions of the fields that are open
	instruct bool     // within the instruction of the last of them
	contents bool     // a line of a table of contents
}

func (d *docx) paragraph(x *format.XML) (format.Block, error) {
	p := &paragraph{}
	if err := x.Each(func(e format.Element) error { return d.inParagraph(x, p, e) }, nil); err != nil {
		return format.Block{}, err
	}
	b := p.run.Block()
	name := p.style.named()
	if strings.HasPrefix(name, "toc ") || name == "toc heading" || p.contents {
		d.left.add("tables of contents")
		return format.Block{}, nil
	}
	if p.list == "" && p.style != nil {
		p.list, p.level = p.style.list, p.style.level
	}
	marker, numbered := "", false
	if p.list != "" && p.list != "0" && strings.TrimSpace(b.Text) != "" {
		marker, numbered = d.marker(p.list, p.level)
	}
	outline := p.outline
	if outline == 0 && p.style != nil {
		outline = p.style.outline
	}
	switch {
	case name == "title":
		b.Kind, b.Level = db.KindHeading, 1
	case outline > 0:
		b.Kind, b.Level = db.KindHeading, min(outline, 6)
		if numbered && marker != "" {
			b = prefixed(marker+" ", b)
		}
	case marker != "":
		b.Kind, b.Level, b.Marker = db.KindBullet, p.level, marker
	case name == "quote" || name == "intense quote" || name == "block text":
		b.Kind = db.KindQuote
	case name == "caption":
		b.Kind = db.KindCaption
	}
	if b.Kind == db.KindHeading {
		b.Inlines = without(b.Inlines, db.InlineStrong)
	}
	return b, nil
}

func without(all []db.Inline, kind db.InlineKind) []db.Inline {
	var kept []db.Inline
	for _, n := range all {
		if n.Kind != kind {
			kept = append(kept, n)
		}
	}
	return kept
}

func prefixed(words string, b format.Block) format.Block {
	b.Text = words + b.Text
	for i := range b.Inlines {
		b.Inlines[i].Start += len(words)
		b.Inlines[i].End += len(words)
	}
	return b
}

func (d *docx) inParagraph(x *format.XML, p *paragraph, e format.Element) error {
	inside := func(e format.Element) error { return d.inParagraph(x, p, e) }
	switch e.Name {
	case "pPr":
		return d.paragraphStyle(x, p)
	case "r":
		return d.words(x, p)
	case "hyperlink":
		before := p.link
		if to := d.links[e.AttrIn("relationships", "id")]; to != "" {
			p.link = to
		}
		err := x.Each(inside, nil)
		p.link = before
		return err
	case "fldSimple":
		if skipped(e.Attr("instr")) {
			return x.Skip()
		}
		return x.Each(inside, nil)
	case "del", "moveFrom":
		d.left.add("tracked deletions")
		return x.Skip()
	case "ins":
		d.left.note("tracked insertions")
		return x.Each(inside, nil)
	case "oMath", "oMathPara":
		words, err := x.Text()
		p.run.Write(strings.Join(strings.Fields(words), ""), format.Style{})
		return err
	case "Fallback", "rPr", "sdtPr":
		return x.Skip()
	}
	return x.Each(inside, nil)
}

// skipped are fields whose result is no part of the text.
func skipped(instruction string) bool {
	f := strings.Fields(strings.ToUpper(instruction))
	return len(f) > 0 && (f[0] == "PAGE" || f[0] == "NUMPAGES" || f[0] == "TC" || f[0] == "XE")
}

func (d *docx) paragraphStyle(x *format.XML, p *paragraph) error {
	return x.Each(func(e format.Element) error {
		switch e.Name {
		case "pStyle":
			p.style = d.styles[e.Attr("val")]
		case "outlineLvl":
			if n, err := strconv.Atoi(e.Attr("val")); err == nil && n >= 0 && n < 9 {
				p.outline = n + 1
			}
		case "numPr":
			return x.Each(func(e format.Element) error {
				switch e.Name {
				case "ilvl":
					p.level = bounded(e.Attr("val"), 8)
				case "numId":
					p.list = e.Attr("val")
				}
				return x.Skip()
			}, nil)
		}
		return x.Skip()
	}, nil)
}

// bounded is a number from 0 to most, whatever is written.
func bounded(s string, most int) int {
	n, _ := strconv.Atoi(s)
	return max(0, min(n, most))
}

// words reads a run: words in one style.
func (d *docx) words(x *format.XML, p *paragraph) error {
	style, hidden := format.Style{Link: p.link}, false
	if p.link == "" {
		style.Link = p.fieldLink()
	}
	write := func(s string) {
		if !hidden && !p.inInstruction() {
			p.run.Write(strings.Map(visible, s), style)
		}
	}
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "rPr":
			return d.runStyle(x, &style, &hidden)
		case "t":
			s, err := x.Text()
			write(s)
			return err
		case "tab", "ptab":
			write(" ")
		case "br":
			if kind := e.Attr("type"); kind == "" || kind == "textWrapping" {
				write("\n")
			}
		case "cr":
			write("\n")
		case "noBreakHyphen":
			write("\u2011")
		case "instrText":
			s, err := x.Text()
			if n := len(p.field); n > 0 {
				p.field[n-1] += s
				p.contents = p.contents || strings.HasPrefix(strings.TrimSpace(p.field[n-1]), "TOC ")
			}
			return err
		case "fldChar":
			p.fieldChar(e.Attr("fldCharType"))
		case "footnoteReference", "endnoteReference":
			if e.Attr("customMarkFollows") == "" {
				number := d.noteMark(strings.TrimSuffix(e.Name, "Reference"), e.Attr("id"))
				before := style
				style.Link = "#footnote-" + number
				write("[" + number + "]")
				style = before
			}
		case "commentReference":
			d.left.add("comments")
		case "txbxContent":
			return d.textBox(x)
		case "pic", "imagedata":
			d.left.add("pictures")
		case "Fallback", "delText":
			return x.Skip()
		case "drawing", "pict", "AlternateContent", "Choice", "object":
			return x.Each(child, nil)
		}
		return x.Each(child, nil)
	}
	return x.Each(child, nil)
}

// visible leaves out what word processors put between letters for themselves.
func visible(r rune) rune {
	switch r {
	case '\u00ad', '\ufeff', '\u200b':
		return -1
	}
	return r
}

func (d *docx) textBox(x *format.XML) error {
	outer := d.beside
	d.beside = nil
	blocks, err := d.story(x)
	d.beside = append(append(outer, blocks...), d.beside...)
	return err
}

func (d *docx) runStyle(x *format.XML, s *format.Style, hidden *bool) error {
	return x.Each(func(e format.Element) error {
		on := e.Attr("val") != "0" && e.Attr("val") != "false" && e.Attr("val") != "off"
		switch e.Name {
		case "b":
			s.Strong = on
		case "i":
			s.Emphasis = on
		case "vanish":
			*hidden = on
		case "rStyle":
			if named := d.styles[e.Attr("val")]; named != nil {
				s.Strong, s.Emphasis = s.Strong || named.strong, s.Emphasis || named.emphasis
			}
		case "del":
			*hidden = true
		}
		return x.Skip()
	}, nil)
}

// fieldChar opens, turns and closes a field: first its instruction, then its
// result.
func (p *paragraph) fieldChar(kind string) {
	switch kind {
	case "begin":
		if len(p.field) < 32 {
			p.field = append(p.field, "")
		}
		p.instruct = true
	case "separate":
		p.instruct = false
	case "end":
		if n := len(p.field); n > 0 {
			p.field = p.field[:n-1]
		}
		p.instruct = false
	}
}

func (p *paragraph) inInstruction() bool {
	if p.instruct {
		return true
	}
	n := len(p.field)
	return n > 0 && skipped(p.field[n-1])
}

// fieldLink is where the field under way leads: HYPERLINK "https://...".
func (p *paragraph) fieldLink() string {
	for _, f := range p.field {
		words := strings.Fields(f)
		if len(words) >= 2 && strings.EqualFold(words[0], "HYPERLINK") {
			return followable(strings.Trim(words[1], `"“”`))
		}
	}
	return ""
}

// noteMark numbers a note by the place where the text first refers to it:
// footnotes 1, 2, 3, endnotes i, ii, iii, as Word does.
func (d *docx) noteMark(kind, id string) string {
	key := kind + " " + id
	if d.notes[key] == "" {
		n := 1
		for _, k := range d.order {
			if strings.HasPrefix(k, kind+" ") {
				n++
			}
		}
		d.notes[key] = strconv.Itoa(n)
		if kind == "endnote" {
			d.notes[key] = roman(n)
		}
		d.order = append(d.order, key)
	}
	return d.notes[key]
}

func roman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.sign)
		}
	}
	return b.String()
}

// readNotes adds the notes that the text refers to, in its order.
func (d *docx) readNotes() error {
	found := map[string][]format.Block{}
	for _, kind := range []string{"footnote", "endnote"} {
		name := "word/" + kind + "s.xml"
		if !d.zip.Has(name) {
			continue
		}
		data, err := d.zip.Read(name)
		if err != nil {
			return err
		}
		x := format.NewXML(d.ctx, data)
		if err := x.Find(kind, func(e format.Element) error {
			key := kind + " " + e.Attr("id")
			if d.notes[key] == "" {
				return x.Skip()
			}
			blocks, err := d.story(x)
			found[key] = blocks
			return err
		}); err != nil {
			return err
		}
	}
	for i := 0; i < len(d.order); i++ {
		key := d.order[i]
		b := format.Row([][]format.Block{found[key]})
		b.Kind, b.Marker = db.KindFootnote, fmt.Sprintf("[%s]", d.notes[key])
		if strings.TrimSpace(b.Text) != "" {
			d.blocks = append(d.blocks, b)
		}
	}
	return nil
}
