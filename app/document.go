package app

import (
	"strings"

	"sidelight/db"
	"sidelight/widgets/textlayout"

	"fyne.io/fyne/v2/lang"
)

// layoutDocument says how a brief is set: the title, one quiet line made of
// its fields, the executive summary in a panel, the body. The blocks of the
// text keep their spans, so that every offset is the library's.
func layoutDocument(b db.Brief, rev db.Revision, sans bool) textlayout.Document {
	doc := textlayout.Document{Text: rev.Text, Sans: sans}
	meta := textlayout.Block{Role: textlayout.Meta, Extra: metaLine(b) + " ·", Action: lang.L("Edit details")}
	if !hasTitleBlock(rev.Blocks) {
		doc.Blocks = append(doc.Blocks, textlayout.Block{Role: textlayout.Title, Extra: b.Title}, meta)
		meta.Role = textlayout.Body // used
	}
	for _, blk := range rev.Blocks {
		if blk.Kind == db.KindPublication && b.Publication != "" {
			continue // its fields stand in the quiet line
		}
		set := layoutBlock(rev.Text, blk)
		if blk.Kind == db.KindTitle {
			set.Start = afterSeries(rev.Text, blk, b.Series)
		}
		doc.Blocks = append(doc.Blocks, set)
		if blk.Kind == db.KindTitle && meta.Role == textlayout.Meta {
			doc.Blocks = append(doc.Blocks, meta)
			meta.Role = textlayout.Body
		}
	}
	for _, in := range rev.Inlines {
		doc.Styles = append(doc.Styles, textlayout.Style{
			Start: in.Start, End: in.End,
			Italic: in.Kind == db.InlineEmphasis, Bold: in.Kind == db.InlineStrong,
			Mono: in.Kind == db.InlineCode, Link: in.Kind == db.InlineLink,
		})
	}
	return doc
}

// afterSeries is where the title begins behind its series prefix ("Brief: "),
// which stands in the quiet line instead.
func afterSeries(text string, title db.Block, series string) int {
	words := text[title.Start:title.End]
	if series == "" || !strings.HasPrefix(words, series+":") {
		return title.Start
	}
	rest := strings.TrimLeft(words[len(series)+1:], " \t\u00a0")
	if rest == "" {
		return title.Start
	}
	return title.End - len(rest)
}

func hasTitleBlock(blocks []db.Block) bool {
	for _, b := range blocks {
		if b.Kind == db.KindTitle {
			return true
		}
	}
	return false
}

func layoutBlock(text string, b db.Block) textlayout.Block {
	out := textlayout.Block{Role: layoutRole(b), Start: b.Start, End: b.End, Boxed: b.Section == db.SectionSummary}
	if b.Kind == db.KindBullet {
		out.Level = b.Level
		out.Marker = listMarker(text, b.Start)
	}
	return out
}

func layoutRole(b db.Block) textlayout.Role {
	switch b.Kind {
	case db.KindTitle:
		return textlayout.Title
	case db.KindByline, db.KindPublication:
		return textlayout.Byline
	case db.KindCaption:
		return textlayout.Caption
	case db.KindHeading:
		switch {
		case b.Section == db.SectionSummary:
			return textlayout.SummaryHeading
		case b.Level <= 1:
			return textlayout.Heading1
		case b.Level == 2:
			return textlayout.Heading2
		}
		return textlayout.Heading3
	case db.KindBullet:
		return textlayout.Bullet
	case db.KindQuote:
		return textlayout.Quote
	case db.KindTable:
		return textlayout.Table
	case db.KindFootnote:
		return textlayout.Footnote
	}
	return textlayout.Body
}

// listMarker gives a bullet its dot, or the number that stands before it in
// the text ("1.", "(a)").
func listMarker(text string, start int) string {
	end := start
	for end > 0 && (text[end-1] == ' ' || text[end-1] == '\t') {
		end--
	}
	from := end
	for from > 0 && text[from-1] != '\n' && text[from-1] != ' ' && text[from-1] != '\t' && end-from < 5 {
		from--
	}
	for i := from; i < end; i++ {
		if '0' <= text[i] && text[i] <= '9' {
			return text[from:end]
		}
	}
	return "•"
}
