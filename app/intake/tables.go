package intake

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"

	"sidelight/db"
)

func (m *markdown) table(t *extast.Table) {
	var rows []row
	for r := t.FirstChild(); r != nil; r = r.NextSibling() {
		var cells row
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			w := &inlineWriter{m: m}
			w.walk(c, 0)
			cells = append(cells, w)
		}
		rows = append(rows, cells)
	}
	m.rows(rows)
}

type row []*inlineWriter

// rows writes a table: a line a row, its cells parted by bars.
func (m *markdown) rows(rows []row) {
	m.gap()
	from := m.out.Len()
	var captions []string
	for _, r := range rows {
		if m.out.Len() > from {
			m.out.WriteByte('\n')
		}
		for i, w := range r {
			if i > 0 {
				m.out.WriteString(" | ")
			}
			raw := strings.ReplaceAll(w.b.String(), "\n", " ")
			text := strings.TrimFunc(raw, isSpace)
			lead := strings.Index(raw, text)
			base := m.out.Len()
			m.out.WriteString(text)
			for _, n := range w.inlines {
				if n.Start, n.End = trimInline(text, max(0, n.Start-lead), min(n.End-lead, len(text))); n.Start < n.End {
					n.Start += base
					n.End += base
					m.inlines = append(m.inlines, n)
				}
			}
			captions = append(captions, w.captions...)
		}
	}
	start, end := trim(m.out.String()[from:], 0, m.out.Len()-from)
	if start < end {
		m.push(piece{kind: db.KindTable, sure: true, from: from, start: from + start, end: from + end, gap: true, lines: len(rows)})
	}
	m.caption(captions)
}

// barTable writes a table without its rule of dashes, which other converters
// make: every line begins with a bar.
func (m *markdown) barTable(lines *gmtext.Segments) bool {
	for i := range lines.Len() {
		seg := lines.At(i)
		s := strings.TrimSpace(string(seg.Value(m.src)))
		if !strings.HasPrefix(s, "|") || strings.Count(s, "|") < 2 {
			return false
		}
	}
	var rows []row
	for i := range lines.Len() {
		seg := lines.At(i)
		s := strings.Trim(strings.TrimSpace(string(seg.Value(m.src))), "|")
		var cells row
		for _, c := range strings.Split(s, "|") {
			if strings.Trim(c, " -:") == "" && strings.Contains(c, "--") {
				continue
			}
			cells = append(cells, m.inlineOf(strings.TrimSpace(c)))
		}
		if len(cells) > 0 {
			rows = append(rows, cells)
		}
	}
	if m.noteRows(rows) {
		return true
	}
	m.rows(rows)
	return true
}

var reNoteCell = regexp.MustCompile(`^\[?\d{1,3}[.\])]{0,2}$`)

// noteRows writes footnotes that a converter put into a table: a number and a text.
func (m *markdown) noteRows(rows []row) bool {
	if len(rows) < 2 {
		return false
	}
	for _, r := range rows {
		if len(r) != 2 || !reNoteCell.MatchString(strings.TrimSpace(r[0].b.String())) || isBlank(r[1].b.String()) {
			return false
		}
	}
	for _, r := range rows {
		m.gap()
		m.tight = true
		from := m.out.Len()
		m.out.WriteString(strings.TrimSpace(r[0].b.String()) + " ")
		raw := strings.ReplaceAll(r[1].b.String(), "\n", " ")
		text := strings.TrimFunc(raw, isSpace)
		lead, base := strings.Index(raw, text), m.out.Len()
		m.out.WriteString(text)
		for _, n := range r[1].inlines {
			if n.Start, n.End = trimInline(text, max(0, n.Start-lead), min(n.End-lead, len(text))); n.Start < n.End {
				n.Start += base
				n.End += base
				m.inlines = append(m.inlines, n)
			}
		}
		m.push(piece{kind: db.KindFootnote, sure: true, from: from, start: from, end: m.out.Len(), lines: 1})
	}
	m.tight = false
	return true
}

// inlineOf reads one cell on its own.
func (m *markdown) inlineOf(source string) *inlineWriter {
	cell := &markdown{ctx: m.ctx, src: []byte(source), labels: m.labels}
	w := &inlineWriter{m: cell}
	for n := m.parser.Parse(gmtext.NewReader(cell.src)).FirstChild(); n != nil; n = n.NextSibling() {
		if p, ok := n.(*ast.Paragraph); ok {
			w.walk(p, 0)
		} else {
			// "22." alone is an empty list, "# x" a heading: in a cell they are words.
			w = &inlineWriter{m: cell}
			w.b.WriteString(source)
			break
		}
	}
	m.html += cell.html
	m.images += cell.images
	return w
}
