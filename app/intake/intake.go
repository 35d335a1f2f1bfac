// Package intake turns a file or a pasted text into a brief: first the format
// (bytes to a canonical text with what the markup says), then the structure
// (title, publication, author, date, executive summary, headings, paragraphs,
// footnotes).
//
// What it recognises it also explains: every field that was read, guessed or
// left out has a Remark, so that a preview can show why and let the reader
// correct it. It knows nothing of windows, and of the library only how to hand
// it a finished brief (Save).
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"sidelight/app/intake/format"
	"sidelight/app/intake/pdf"
	"sidelight/app/intake/tables"
	"sidelight/db"
)

// MaxFile is the largest file in bytes that is read: 64 MiB, some thousand
// times a long brief.
const MaxFile = 64 << 20

// Why a file cannot be imported; each is one clear sentence.
var (
	ErrEmpty    = errors.New("there is no text in it")
	ErrBinary   = errors.New("it holds binary data, not text")
	ErrTooLarge = errors.New("it is larger than 64 MiB, the most that can be imported")
	ErrNotText  = errors.New("it is in no format that can be imported")
	ErrNoTexts  = errors.New("there is no file in it that can be imported")
)

// Reasons are all that can be wrong with a file, also by its format; what is
// said of a file begins with one of them, or is the file system's.
func Reasons() []error {
	return []error{ErrEmpty, ErrBinary, ErrTooLarge, ErrNotText, ErrNoTexts,
		pdf.ErrScanned, pdf.ErrNoLetters, pdf.ErrNoText, pdf.ErrPages, pdf.ErrSlow,
		format.ErrDamaged, format.ErrLocked, format.ErrUnpacked, format.ErrNested, format.ErrTooLong, format.ErrTooMany, tables.ErrNoTexts, tables.ErrNoColumn}
}

// Draft is a brief as it was understood, before it is saved; the preview shows
// it and lets the reader correct it.
type Draft struct {
	db.NewBrief
	// Inside is where the text's file lies within the file that was opened:
	// "reports/north.docx" in an archive. "": it is that file.
	Inside string
}

func (d *Draft) remark(kind db.RemarkKind, field, text string, args ...any) {
	d.Remarks = append(d.Remarks, db.Remark{Kind: kind, Field: field, Detail: fmt.Sprintf(text, args...)})
}

// markdownName reports whether the file name stands for Markdown.
func markdownName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

// ReadFile reads the articles of the file at path. Besides the errors of
// ReadArticles it returns those of the file system.
func ReadFile(ctx context.Context, path string) ([]*Draft, error) {
	return Reading{}.File(ctx, path)
}

// File is ReadFile as the reading says.
func (r Reading) File(ctx context.Context, path string) ([]*Draft, error) {
	data, err := load(ctx, path)
	if err != nil {
		return nil, err
	}
	return r.Articles(ctx, filepath.Base(path), data)
}

// load reads the bytes of a file. ErrNotText for a folder, ErrTooLarge, and the
// errors of the file system.
func load(ctx context.Context, path string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%w: it is a folder", ErrNotText)
	}
	if info.Size() > MaxFile {
		return nil, ErrTooLarge
	}
	// A file can grow while it is read, and a device has no size: the limit
	// holds for what comes out.
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err == nil && len(data) > MaxFile {
		return nil, ErrTooLarge
	}
	return data, err
}

// Read understands the bytes of a text. The name decides the format by its
// extension: .md and .markdown are Markdown, all else is plain text. A pasted
// text has the name ""; it counts as Markdown only when it opens with front
// matter or is plainly written in it. The errors are ErrEmpty, ErrBinary,
// ErrTooLarge, ErrNotText, or the context's.
func Read(ctx context.Context, name string, data []byte) (*Draft, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	text, encoding, err := decode(data)
	if err != nil {
		return nil, err
	}
	d := &Draft{}
	d.Original = db.Original{Name: baseName(name), MediaType: "text/plain", Encoding: encoding.name, Bytes: data}
	d.remark(db.RemarkRecognised, "encoding", "%s", encoding.detail)
	if encoding.loss > 0 {
		d.remark(db.RemarkDropped, "encoding", "%d characters could not be read and stand as \uFFFD", encoding.loss)
	}

	markdown := markdownName(name)
	if name == "" && looksLikeMarkdown(text) {
		markdown = true
		d.remark(db.RemarkGuessed, "format", "pasted text written in Markdown")
	}
	var doc document
	if markdown {
		d.Original.MediaType = "text/markdown"
		doc = readMarkdown(ctx, d, text)
	} else {
		doc = readPlain(ctx, text)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch {
	case isBlank(doc.text) && doc.nested:
		return nil, format.ErrNested
	case isBlank(doc.text):
		return nil, ErrEmpty
	}
	if err := finish(ctx, d, doc); err != nil {
		return nil, err
	}
	return d, nil
}

// finish works out the structure of a document. The error is the context's.
func finish(ctx context.Context, d *Draft, doc document) error {
	understand(d, doc)
	d.cleanFields()
	if n := strings.Count(d.Text, "\u202a") + strings.Count(d.Text, "\u202b") + strings.Count(d.Text, "\u202d") + strings.Count(d.Text, "\u202e"); n > 0 {
		d.remark(db.RemarkGuessed, "text", "%d characters in it turn the direction of a line, so that it may read otherwise than it is written", n)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := Check(d.Text, d.Blocks, d.Inlines); err != nil {
		// A rule went wrong. The text is worth more than its structure: keep it
		// whole, as paragraphs, and say so.
		d.Blocks, d.Inlines = plainBlocks(d.Text), nil
		d.remark(db.RemarkDropped, "structure", "the structure could not be worked out (%v); the text is kept as paragraphs", err)
	}
	return nil
}

// cleanFields takes what shows nothing or turns a line round out of the fields:
// they stand in lists and in the names of files.
func (d *Draft) cleanFields() {
	for _, f := range []*string{&d.Title, &d.Series, &d.Publication, &d.Volume, &d.Issue, &d.Author, &d.Published.Written} {
		if shown := format.Visible(*f); !isBlank(shown) {
			*f = shown
		}
	}
	for i, t := range d.Tags {
		d.Tags[i] = format.Visible(t)
	}
}

func baseName(name string) string {
	if name == "" {
		return ""
	}
	// Either separator: a file dropped on the window may name a Windows path.
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// Check reports the first place where blocks or inlines break the ground rule:
// blocks in order, not overlapping, not blank, inside the text and on rune
// boundaries; inlines inside the text and not empty.
func Check(text string, blocks []db.Block, inlines []db.Inline) error {
	if !utf8.ValidString(text) {
		return errors.New("the text is not valid UTF-8")
	}
	inside := func(start, end int) bool {
		return 0 <= start && start < end && end <= len(text) &&
			utf8.RuneStart(text[start]) && (end == len(text) || utf8.RuneStart(text[end]))
	}
	last := 0
	for i, b := range blocks {
		switch {
		case !inside(b.Start, b.End):
			return fmt.Errorf("block %d (%s) lies outside the text", i, b.Kind)
		case b.Start < last:
			return fmt.Errorf("block %d (%s) overlaps the one before", i, b.Kind)
		case isBlank(text[b.Start:b.End]):
			return fmt.Errorf("block %d (%s) is blank", i, b.Kind)
		}
		last = b.End
	}
	for i, n := range inlines {
		if !inside(n.Start, n.End) {
			return fmt.Errorf("inline %d (%s) lies outside the text", i, n.Kind)
		}
	}
	return nil
}

// plainBlocks makes a paragraph of every line that is not blank.
func plainBlocks(text string) []db.Block {
	var blocks []db.Block
	for _, l := range splitLines(text) {
		if l.start < l.end {
			blocks = append(blocks, db.Block{Kind: db.KindParagraph, Start: l.start, End: l.end})
		}
	}
	return blocks
}
