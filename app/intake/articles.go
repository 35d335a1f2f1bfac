package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// PartError is why a part of a file could not be read.
type PartError struct {
	Part string // its name within the file
	Err  error
}

// PartErrors are the parts of a file that could not be read, where others could,
// or could have been: ReadArticles returns it beside the drafts of the others.
type PartErrors []PartError

// Error implements error.
func (all PartErrors) Error() string {
	if len(all) == 1 {
		return fmt.Sprintf("%s: %v", all[0].Part, all[0].Err)
	}
	return fmt.Sprintf("%d parts of it cannot be read, the first of them %s: %v", len(all), all[0].Part, all[0].Err)
}

// ReadArticles understands the bytes of a file of any format: one draft for
// each article in it, at least one. For plain text and Markdown it is Read.
// The errors are those of Read, of the format's reader, of package format, or
// PartErrors.
func ReadArticles(ctx context.Context, name string, data []byte) ([]*Draft, error) {
	return Reading{}.Articles(ctx, name, data)
}

// Reading says how files are read, where it is not left to the files.
type Reading struct {
	// Columns says of a table of articles which of its columns holds what; nil,
	// or for fields that it does not name: as guessed.
	Columns func(header []string) Columns
}

// Articles is ReadArticles as the reading says.
func (r Reading) Articles(ctx context.Context, name string, data []byte) ([]*Draft, error) {
	u := &unpacking{columns: r.Columns, left: format.MaxUnpacked}
	if err := u.read(ctx, name, "", 0, data); err != nil {
		return nil, err
	}
	switch {
	case len(u.failed) > 0:
		return u.drafts, u.failed
	case len(u.drafts) == 0:
		return nil, ErrEmpty
	}
	return u.drafts, nil
}

// takeFields takes the particulars that stand beside the text, from each place
// in turn: what an earlier one says wins. Weak ones are for when the text has
// been read.
func takeFields(d *Draft, fields []format.Field, weak bool) {
	var places []string
	byPlace := map[string][]pair{}
	for _, f := range fields {
		if f.Weak != weak {
			continue
		}
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
		text := strings.ReplaceAll(strings.ToValidUTF8(unixLines(b.Text), "\uFFFD"), "\x00", "\uFFFD")
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
