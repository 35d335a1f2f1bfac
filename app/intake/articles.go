package intake

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// readers are the formats beside plain text and Markdown, each known by the
// first bytes of a file or, where these do not tell, by its name.
var readers = []struct {
	name       string // for a sentence: "a PDF document"
	extensions []string
	begins     func(name string, data []byte) bool
	read       format.Reader
}{}

// readerOf finds the reader for a file, or nil for plain text and Markdown.
func readerOf(name string, data []byte) format.Reader {
	for _, r := range readers {
		if r.begins(name, data) {
			return r.read
		}
	}
	return nil
}

// ReadArticles understands the bytes of a file of any format: one draft for
// each article in it, at least one. For plain text and Markdown it is Read.
// The errors are those of Read and of the format's reader.
func ReadArticles(ctx context.Context, name string, data []byte) ([]*Draft, error) {
	read := readerOf(name, data)
	if read == nil {
		d, err := Read(ctx, name, data)
		if err != nil {
			return nil, err
		}
		return []*Draft{d}, nil
	}
	articles, err := read(ctx, baseName(name), data)
	if err != nil {
		return nil, err
	}
	var drafts []*Draft
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := &Draft{}
		d.Original = db.Original{Name: baseName(name), MediaType: a.MediaType, Encoding: a.Encoding, Bytes: data}
		d.Part, d.Remarks = a.Part, a.Remarks
		takeFields(d, a.Fields)
		doc := joinBlocks(d, a.Blocks)
		if isBlank(doc.text) {
			continue
		}
		if err := finish(ctx, d, doc); err != nil {
			return nil, err
		}
		drafts = append(drafts, d)
	}
	if len(drafts) == 0 {
		return nil, ErrEmpty
	}
	return drafts, nil
}

// takeFields takes the particulars that stand beside the text, from each place
// in turn: what an earlier one says wins.
func takeFields(d *Draft, fields []format.Field) {
	var places []string
	byPlace := map[string][]pair{}
	for _, f := range fields {
		if !slices.Contains(places, f.From) {
			places = append(places, f.From)
		}
		byPlace[f.From] = append(byPlace[f.From], pair{f.Name, f.Values})
	}
	for _, from := range places {
		takePairs(d, byPlace[from], from)
	}
}

// joinBlocks writes the canonical text of an article: blocks parted by a blank
// line, the items of a list and notes in a row by a line end.
func joinBlocks(d *Draft, blocks []format.Block) document {
	var doc document
	var out strings.Builder
	last := db.BlockKind("")
	for _, b := range blocks {
		text := strings.ToValidUTF8(unixLines(b.Text), "\uFFFD")
		lead := len(text) - len(strings.TrimLeftFunc(text, isSpace))
		text = strings.TrimRightFunc(text[min(lead, len(text)):], isSpace)
		if text == "" {
			d.Pages = movePages(d.Pages, b.Pages, out.Len(), out.Len(), out.Len())
			continue
		}
		p := piece{kind: b.Kind, level: b.Level, sure: b.Kind != "", gap: true, lines: 1, strong: b.Strong, nav: b.Nav}
		if out.Len() > 0 {
			out.WriteByte('\n')
			if b.Kind != last || b.Kind != db.KindBullet && b.Kind != db.KindFootnote {
				out.WriteByte('\n')
			}
		}
		last = b.Kind
		p.from = out.Len()
		if b.Marker != "" {
			if b.Kind == db.KindBullet {
				out.WriteString(strings.Repeat("  ", min(b.Level, 12)))
				p.marker, _ = markerOf(b.Marker + " x")
			}
			out.WriteString(b.Marker)
			out.WriteByte(' ')
			p.marker.glyph, p.marker.width = b.Marker, out.Len()-p.from
		}
		p.start = out.Len()
		out.WriteString(text)
		p.end = out.Len()
		base := p.start - lead
		for _, n := range b.Inlines {
			if n.Start, n.End = trimInline(text, max(0, n.Start-lead), min(n.End-lead, len(text))); n.Start < n.End && onRunes(text, n.Start, n.End) {
				n.Start, n.End = n.Start+p.start, n.End+p.start
				doc.inlines = append(doc.inlines, n)
			}
		}
		d.Pages = movePages(d.Pages, b.Pages, base, p.start, p.end)
		if p.kind == db.KindFootnote {
			p.start = p.from
		}
		doc.pieces = append(doc.pieces, p)
	}
	doc.text = out.String()
	d.Pages = onText(doc.text, d.Pages)
	return doc
}

// movePages adds the pages of a block at its place in the text.
func movePages(all, pages []db.Page, base, start, end int) []db.Page {
	for _, p := range pages {
		p.Start = min(max(p.Start+base, start), max(end, start))
		all = append(all, p)
	}
	return all
}

// onText brings the starts of pages onto rune boundaries, in order.
func onText(text string, pages []db.Page) []db.Page {
	last := 0
	for i := range pages {
		at := min(max(pages[i].Start, last), len(text))
		for at < len(text) && !utf8.RuneStart(text[at]) {
			at++
		}
		pages[i].Start, last = at, at
	}
	return pages
}

func onRunes(text string, start, end int) bool {
	return utf8.RuneStart(text[start]) && (end == len(text) || utf8.RuneStart(text[end]))
}
