// Package format is what the readers of file formats have in common: they turn
// the bytes of a file into articles, each the blocks of text that a reader of
// the file sees, with what the file says of itself beside its text.
//
// A reader takes no guess at the structure of a brief (which line is the title,
// where the summary is): intake does that, the same way for every format. It
// knows nothing of libraries and opens nothing but the bytes it is given: no
// other file, and never an address.
package format

import (
	"context"
	"fmt"

	"sidelight/db"
)

// Reader reads a file of one format. The name is the file's without folder;
// data is its bytes, at most intake.MaxFile of them, and hostile. A file that
// cannot be read is an error in one clear sentence that begins in small letters;
// a reader stops with the context's error when the context ends.
type Reader func(ctx context.Context, name string, data []byte) ([]Article, error)

// Article is one text of a file: most files have one, a book has one for each
// chapter.
type Article struct {
	Part      string // its stable name within the file: "OEBPS/chapter-3.xhtml"; "" when the file is one article
	MediaType string // of the file
	Encoding  string // of the file, when it is text: "utf-8"; otherwise ""
	Fields    []Field
	Blocks    []Block
	Text      string      // instead of Blocks: plain text with LF line ends, whose paragraphs are yet to be found
	Remarks   []db.Remark // what the reader guessed or left out
	// Inner is a file within the file that is an article, or several, of its
	// own: an entry of an archive, an attachment. It is yet to be read; nothing
	// else of the article counts but its Part.
	Inner *File
}

// File is a file within a file.
type File struct {
	Name string // without folder
	// Open gives its bytes. It takes no more than limit of them: ErrUnpacked.
	Open func(limit int64) ([]byte, error)
}

// Field is something that a file says of its article beside the text, under
// the name that front matter has for it: "title", "author", "date",
// "publication", "volume", "issue", "series", "tags".
type Field struct {
	Name   string
	Values []string
	From   string // where it stands, for the log: "the page's JSON-LD", "the document's properties"
	Weak   bool   // it only stands in where the text itself does not say
}

// Block is a paragraph, heading, list item, table or note.
type Block struct {
	Kind db.BlockKind // "": a paragraph as far as the format can tell
	// Level is 1 to 6 for headings, the depth from 0 for bullets.
	Level int
	// Marker stands before the words and is part of the text: "•" or "3." of a
	// bullet, "12" of a footnote.
	Marker string
	// Text is valid UTF-8 without line ends, except in tables, which have a
	// line a row with cells parted by " | ", and where lines are the author's own.
	Text string
	// Inlines are byte offsets into Text.
	Inlines []db.Inline
	// Pages are the pages that begin within the block, byte offsets into Text;
	// a page that begins with the block begins at 0.
	Pages []db.Page
	// Strong: wholly set in bold. Nav: nothing but links of a page.
	Strong, Nav bool
}

// Remark adds a line to the article's log.
func (a *Article) Remark(kind db.RemarkKind, field, text string, args ...any) {
	a.Remarks = append(a.Remarks, db.Remark{Kind: kind, Field: field, Detail: fmt.Sprintf(text, args...)})
}
