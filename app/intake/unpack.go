package intake

import (
	"context"
	"strings"

	"sidelight/app/intake/format"
	"sidelight/app/intake/tables"
	"sidelight/db"
)

// unpacking reads a file with the files that lie within it.
type unpacking struct {
	columns func(header []string) tables.Columns
	left    int64 // bytes that the files within may still come to
	drafts  []*Draft
	failed  PartErrors
}

// read adds the drafts of a file. Inside is where it lies in the file that was
// opened, deep in how many files it lies. The error is why nothing of it can be
// read, or the context's.
func (u *unpacking) read(ctx context.Context, name, inside string, deep int, data []byte) error {
	if len(data) > MaxFile {
		return ErrTooLarge
	}
	f := formatOf(name, data)
	read := f.read
	if f.table {
		read = func(ctx context.Context, name string, data []byte) ([]format.Article, error) {
			return tables.Read(ctx, name, data, u.columns)
		}
	}
	if read == nil {
		d, err := Read(ctx, name, data)
		if err == nil {
			err = u.add(d, inside)
		}
		return err
	}
	articles, err := read(ctx, baseName(name), data)
	if err != nil {
		return err
	}
	var own *Draft // the first article of the file that is not a file itself
	var strange []string
	found := 0
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if a.Inner != nil {
			if !Sniffable(a.Inner.Name) {
				strange = append(strange, a.Inner.Name)
				continue
			}
			found++
			if err := u.inner(ctx, a, inside, deep+1); err != nil {
				return err
			}
			continue
		}
		d, err := draftOf(ctx, name, data, a)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && len(articles) == 1:
			return err
		case err != nil:
			u.fail(within(inside, a.Part), err)
		case d != nil:
			if err := u.add(d, inside); err != nil {
				return err
			}
			if own == nil {
				own = d
			}
		}
		found++
	}
	switch {
	case own != nil && len(strange) > 0:
		own.remark(db.RemarkDropped, "attachments", "not in a format that can be imported: %s", short(strings.Join(strange, ", "), 200))
	case found == 0 && len(strange) > 0:
		return ErrNoTexts
	case found == 0:
		return ErrEmpty
	}
	return nil
}

// inner reads a file within a file. What is wrong with it alone is kept with
// what failed; the error ends the reading of the whole.
func (u *unpacking) inner(ctx context.Context, a format.Article, inside string, deep int) error {
	at := within(inside, a.Part)
	if deep > format.MaxNested {
		u.fail(at, format.ErrNested)
		return nil
	}
	data, err := a.Inner.Open(u.left)
	u.left -= int64(len(data))
	if err == nil {
		err = u.read(ctx, a.Inner.Name, at, deep, data)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		u.fail(at, err)
	}
	return nil
}

func (u *unpacking) fail(part string, err error) {
	u.failed = append(u.failed, PartError{part, err})
}

func (u *unpacking) add(d *Draft, inside string) error {
	if len(u.drafts) == format.MaxArticles {
		return format.ErrTooMany
	}
	d.Inside = inside
	u.drafts = append(u.drafts, d)
	return nil
}

// within names a part of a file that itself lies in another.
func within(inside, part string) string {
	switch {
	case inside == "":
		return part
	case part == "":
		return inside
	}
	return inside + ", " + part
}

// Place names the text within the file that was opened: its file there, and
// which part of that it is. "": it is all of the file.
func (d *Draft) Place() string { return within(d.Inside, d.Part) }

// draftOf works out one article of a file; nil when there is no text in it.
func draftOf(ctx context.Context, name string, data []byte, a format.Article) (*Draft, error) {
	if len(a.Blocks) > format.MaxBlocks {
		return nil, format.ErrTooLong
	}
	size := len(a.Text)
	for _, b := range a.Blocks {
		size += len(b.Text)
	}
	if size > format.MaxText {
		return nil, format.ErrTooLong
	}
	d := &Draft{}
	d.Original = db.Original{Name: baseName(name), MediaType: a.MediaType, Encoding: a.Encoding, Bytes: data}
	d.Part, d.Remarks = a.Part, a.Remarks
	takeFields(d, a.Fields, false)
	doc := joinBlocks(d, a.Blocks)
	if a.Text != "" {
		doc = readPlain(ctx, strings.ReplaceAll(a.Text, "\x00", "\uFFFD"))
	}
	if isBlank(doc.text) {
		return nil, nil
	}
	if err := finish(ctx, d, doc); err != nil {
		return nil, err
	}
	takeFields(d, a.Fields, true)
	d.cleanFields()
	return d, nil
}
