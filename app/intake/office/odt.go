package office

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sidelight/app/intake/format"
	"sidelight/db"
)

const typeODT = "application/vnd.oasis.opendocument.text"

// KnownODT reports an OpenDocument text by what is in the archive.
func KnownODT(_ string, data []byte) bool {
	if !format.IsZip(data) {
		return false
	}
	z, err := format.OpenZip(data)
	if err != nil || !z.Has("content.xml") {
		return false
	}
	kind, err := z.ReadAtMost("mimetype", 200)
	return err != nil || strings.HasPrefix(string(kind), typeODT)
}

// ReadODT reads an OpenDocument text. The errors are those of package format,
// and the context's.
func ReadODT(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	z, err := format.OpenZip(data)
	if err != nil {
		return nil, err
	}
	d := &odt{ctx: ctx, styles: map[string]odtStyle{}, lists: map[string][]levelFormat{}, left: tally{}}
	for _, name := range []string{"styles.xml", "content.xml"} {
		if !z.Has(name) {
			continue
		}
		part, err := z.Read(name)
		if err != nil {
			return nil, err
		}
		if strings.Contains(string(part[:min(len(part), 4096)]), "encryption-data") {
			return nil, format.ErrLocked
		}
		if err := d.readStyles(format.NewXML(ctx, part)); err != nil {
			return nil, err
		}
		if name == "content.xml" {
			if err := d.readBody(format.NewXML(ctx, part)); err != nil {
				return nil, err
			}
		}
	}
	a := format.Article{MediaType: typeODT, Blocks: append(d.blocks, d.notes...)}
	if a.Fields, err = properties(ctx, z, "meta.xml"); err != nil {
		return nil, err
	}
	a.Fields = titled(a.Fields, a.Blocks)
	d.left.tell(&a)
	return []format.Article{a}, nil
}

// odtStyle is what a style says.
type odtStyle struct {
	based            string
	strong, emphasis bool
	list             string
}

type odt struct {
	ctx    context.Context
	styles map[string]odtStyle
	lists  map[string][]levelFormat
	blocks []format.Block
	notes  []format.Block
	left   tally
	noted  int // notes that have no number of their own
}

func (d *odt) readStyles(x *format.XML) error {
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "body":
			return x.Skip()
		case "style":
			name := e.Attr("name")
			s := odtStyle{based: e.Attr("parent-style-name"), list: e.Attr("list-style-name")}
			err := x.Each(func(e format.Element) error {
				if e.Name == "text-properties" {
					s.strong = e.Attr("font-weight") == "bold"
					s.emphasis = e.Attr("font-style") == "italic"
				}
				return x.Skip()
			}, nil)
			d.styles[name] = s
			return err
		case "list-style":
			levels := make([]levelFormat, 10)
			d.lists[e.Attr("name")] = levels
			return x.Each(func(e format.Element) error {
				l := &levels[bounded(e.Attr("level"), 9)]
				switch e.Name {
				case "list-level-style-bullet":
					l.format = "bullet"
				case "list-level-style-number":
					l.format = map[string]string{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}[e.Attr("num-format")]
					l.text = e.Attr("num-prefix") + "%" + e.Attr("num-suffix")
					l.start = max(1, bounded(e.Attr("start-value"), 1<<20))
				}
				return x.Skip()
			}, nil)
		}
		return x.Each(child, nil)
	}
	return x.Each(child, nil)
}

func (d *odt) readBody(x *format.XML) error {
	return x.Find("text", func(e format.Element) error {
		blocks, err := d.story(x, item{})
		d.blocks = append(d.blocks, blocks...)
		return err
	})
}

// item is the list that a paragraph lies in.
type item struct {
	style  string
	deep   int // from 1; 0 outside of lists
	number int
	first  *bool // the next paragraph is the first of its item
}

func (d *odt) story(x *format.XML, in item) ([]format.Block, error) {
	var blocks []format.Block
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "p", "h":
			all, err := d.paragraph(x, e, in)
			blocks = append(blocks, all...)
			return err
		case "list":
			all, err := d.list(x, e, in)
			blocks = append(blocks, all...)
			return err
		case "table":
			rows, err := d.table(x)
			blocks = append(blocks, format.Table(rows)...)
			return err
		case "table-of-content", "alphabetical-index", "illustration-index":
			d.left.add("tables of contents")
			return x.Skip()
		case "tracked-changes":
			return x.Each(func(e format.Element) error {
				return x.Each(func(e format.Element) error {
					if e.Name == "deletion" {
						d.left.add("tracked deletions")
					}
					return x.Skip()
				}, nil)
			}, nil)
		case "annotation":
			d.left.add("comments")
			return x.Skip()
		case "image":
			d.left.add("pictures")
			return x.Skip()
		case "sequence-decls", "forms", "variable-decls", "user-field-decls":
			return x.Skip()
		}
		return x.Each(child, nil)
	}
	err := x.Each(child, nil)
	return blocks, err
}

func (d *odt) list(x *format.XML, e format.Element, in item) ([]format.Block, error) {
	inner := item{style: e.Attr("style-name"), deep: in.deep + 1}
	if inner.style == "" {
		inner.style = in.style
	}
	if l, ok := d.level(inner); ok {
		inner.number = l.start - 1
	}
	var blocks []format.Block
	err := x.Each(func(e format.Element) error {
		if e.Name != "list-item" {
			return x.Skip()
		}
		inner.number++
		if v := bounded(e.Attr("start-value"), 1<<20); v > 0 {
			inner.number = v
		}
		first := true
		inner.first = &first
		all, err := d.story(x, inner)
		blocks = append(blocks, all...)
		return err
	}, nil)
	return blocks, err
}

func (d *odt) level(in item) (levelFormat, bool) {
	levels := d.lists[in.style]
	if in.deep == 0 || in.deep >= len(levels) {
		return levelFormat{}, false
	}
	return levels[in.deep], true
}

// marker is what stands before the words of an item.
func (d *odt) marker(in item) string {
	l, ok := d.level(in)
	switch {
	case !ok || l.format == "bullet" || l.format == "":
		return "•"
	case l.format == "none":
		return ""
	}
	return strings.TrimSpace(strings.Replace(l.text, "%", counted(max(1, in.number), l.format), 1))
}

func (d *odt) table(x *format.XML) ([][][]format.Block, error) {
	var rows [][][]format.Block
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "table-row":
			rows = append(rows, nil)
		case "table-cell":
			cell, err := d.story(x, item{})
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

// odtWords are the words of a paragraph under way.
type odtWords struct {
	run    format.Run
	beside []format.Block // from text boxes
}

func (d *odt) paragraph(x *format.XML, e format.Element, in item) ([]format.Block, error) {
	w := &odtWords{}
	if err := d.words(x, w, format.Style{}); err != nil {
		return nil, err
	}
	b := w.run.Block()
	name := d.chain(e.Attr("style-name"))
	style := d.styles[e.Attr("style-name")]
	switch {
	case strings.TrimSpace(b.Text) == "":
		return w.beside, nil
	case name("Title"):
		b.Kind, b.Level = db.KindHeading, 1
	case e.Name == "h":
		b.Kind, b.Level = db.KindHeading, max(1, bounded(e.Attr("outline-level"), 6))
	case in.first != nil && *in.first:
		*in.first = false
		if b.Marker = d.marker(in); b.Marker != "" {
			b.Kind, b.Level = db.KindBullet, in.deep-1
		}
	case name("Quotations") || name("Quote"):
		b.Kind = db.KindQuote
	case name("Caption") || name("Illustration") || name("Table_20_Caption"):
		b.Kind = db.KindCaption
	}
	b.Strong = b.Strong || style.strong
	if b.Kind == db.KindHeading {
		b.Inlines = without(b.Inlines, db.InlineStrong)
	}
	return append([]format.Block{b}, w.beside...), nil
}

// chain reports whether a style or one that it is based on has a name.
func (d *odt) chain(style string) func(name string) bool {
	return func(name string) bool {
		for s, steps := style, 0; s != "" && steps < 12; s, steps = d.styles[s].based, steps+1 {
			if s == name {
				return true
			}
		}
		return false
	}
}

func (d *odt) words(x *format.XML, w *odtWords, style format.Style) error {
	return x.Each(func(e format.Element) error {
		inner := style
		switch e.Name {
		case "span":
			for s, steps := e.Attr("style-name"), 0; s != "" && steps < 12; s, steps = d.styles[s].based, steps+1 {
				inner.Strong = inner.Strong || d.styles[s].strong || s == "Strong_20_Emphasis"
				inner.Emphasis = inner.Emphasis || d.styles[s].emphasis || s == "Emphasis"
			}
		case "a":
			if to := followable(e.Attr("href")); to != "" {
				inner.Link = to
			}
		case "s":
			w.run.Write(strings.Repeat(" ", max(1, bounded(e.Attr("c"), 100))), style)
		case "tab":
			w.run.Write(" ", style)
		case "line-break":
			w.run.Write("\n", style)
		case "note":
			return d.note(x, w, style)
		case "annotation":
			d.left.add("comments")
			return x.Skip()
		case "text-box":
			blocks, err := d.story(x, item{})
			w.beside = append(w.beside, blocks...)
			return err
		case "image":
			d.left.add("pictures")
			return x.Skip()
		case "page-number", "page-count", "desc", "title", "svg-desc":
			return x.Skip()
		case "change-start":
			d.left.note("tracked insertions")
		}
		return d.words(x, w, inner)
	}, func(s string) { w.run.Write(strings.Map(visible, blanks(s)), style) })
}

// blanks makes one of blanks in a row, as OpenDocument does (ISO 26300, 5.1.1).
func blanks(s string) string {
	if !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") {
		return s
	}
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		return " "
	}
	if s[0] == ' ' || s[0] == '\n' || s[0] == '\t' {
		out = " " + out
	}
	if l := s[len(s)-1]; l == ' ' || l == '\n' || l == '\t' {
		out += " "
	}
	return out
}

func (d *odt) note(x *format.XML, w *odtWords, style format.Style) error {
	number := ""
	return x.Each(func(e format.Element) error {
		switch e.Name {
		case "note-citation":
			s, err := x.Text()
			if number = strings.TrimSpace(s); number == "" {
				d.noted++
				number = strconv.Itoa(d.noted)
			}
			style.Link = "#footnote-" + number
			w.run.Write("["+number+"]", style)
			return err
		case "note-body":
			blocks, err := d.story(x, item{})
			b := format.Row([][]format.Block{blocks})
			b.Kind, b.Marker = db.KindFootnote, fmt.Sprintf("[%s]", number)
			if strings.TrimSpace(b.Text) != "" {
				d.notes = append(d.notes, b)
			}
			return err
		}
		return x.Skip()
	}, nil)
}
