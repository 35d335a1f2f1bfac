// Package pdf reads PDF documents: their text through PDFium, which runs in a
// sandbox of WebAssembly with no files and no connections, and pictures of
// their pages. What stands where on a page is PDFium's to say; what text that
// makes is the work of the room layout.
//
// It knows nothing of libraries and windows.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"sidelight/app/intake/format"
	"sidelight/app/intake/pdf/layout"
	"sidelight/db"
)

// What is read of a document at most. With the memory of its sandbox (see
// memoryPages) these bound what a hostile one can cost.
const (
	maxPages       = 3000
	maxLetters     = 8_000_000 // in a document
	maxPageLetters = 200_000   // on a page
	maxTime        = 5 * time.Minute
)

// Known reports whether the bytes are those of a PDF document, whatever the
// file's name. Some have a few bytes of something else before them.
func Known(_ string, data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// Read is a format.Reader: a document is one article. Besides the context's,
// its errors say in a sentence why there is nothing to read.
func Read(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	limited, cancel := context.WithTimeoutCause(ctx, maxTime, ErrSlow)
	defer cancel()
	a, err := read(limited, data)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, err
	}
	return []format.Article{a}, nil
}

func read(ctx context.Context, data []byte) (format.Article, error) {
	a := format.Article{MediaType: "application/pdf"}
	d, err := open(ctx, data)
	if err != nil {
		return a, err
	}
	defer d.close()
	pages := make([]layout.Page, 0, min(d.pages, 512))
	var t totals
	for i := range d.pages {
		e, err := d.page(i, min(maxPageLetters, maxLetters-t.letters))
		switch {
		case ctx.Err() != nil:
			return a, context.Cause(ctx)
		case errors.Is(err, format.ErrTooLong):
			return a, err
		case err != nil:
			t.broken = append(t.broken, i+1)
		}
		t.add(e)
		pages = append(pages, e.Page)
	}
	if t.letters == 0 {
		return a, t.nothing(d.pages)
	}
	meta := d.properties()
	d.close() // the pages are read: its memory is not needed while they are put in order
	text, err := layout.Compose(ctx, pages)
	if err != nil {
		return a, context.Cause(ctx)
	}
	a.Blocks = text.Blocks
	a.Remark(db.RemarkRecognised, "format", "a PDF document%s", madeBy(meta.producer))
	a.Remarks = append(a.Remarks, text.Remarks...)
	t.remark(&a, text.Empty)
	a.Fields = meta.fields(&a, text.First)
	return a, nil
}

// totals is what was met on the pages.
type totals struct {
	letters, unknown, aslant, pictured int
	broken                             []int // pages, from 1
}

func (t *totals) add(e extracted) {
	t.letters += e.letters
	t.unknown += e.unknown
	t.aslant += e.aslant
	if e.Pictures {
		t.pictured++
	}
}

// nothing says why no page has a letter.
func (t *totals) nothing(pages int) error {
	switch {
	case t.unknown > 20:
		return ErrNoLetters
	case len(t.broken) == pages:
		return format.ErrDamaged
	case t.pictured > 0:
		return ErrScanned
	}
	return ErrNoText
}

func (t *totals) remark(a *format.Article, empty []int) {
	if n := len(empty); n > 0 {
		a.Remark(db.RemarkDropped, "text", "no text on %s: they may be scanned pictures or blank", numbers(empty))
	}
	if len(t.broken) > 0 {
		a.Remark(db.RemarkDropped, "text", "damaged and left out: %s", numbers(t.broken))
	}
	if t.unknown > 0 && t.unknown*200 > t.letters {
		a.Remark(db.RemarkDropped, "text", "%d signs are only drawn: the file does not say which letters they are", t.unknown)
	}
	if t.aslant > 0 {
		a.Remark(db.RemarkDropped, "text", "%d letters set aslant, as watermarks are", t.aslant)
	}
}

// numbers lists pages: "page 3", "pages 3, 7-9".
func numbers(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		k := i
		for k+1 < len(pages) && pages[k+1] == pages[k]+1 {
			k++
		}
		part := fmt.Sprint(pages[i])
		if k > i {
			part += fmt.Sprintf("-%d", pages[k])
		}
		parts = append(parts, part)
		i = k + 1
	}
	if len(parts) > 12 {
		parts = append(parts[:12], "…")
	}
	if len(pages) == 1 {
		return "page " + parts[0]
	}
	return "pages " + strings.Join(parts, ", ")
}

func madeBy(producer string) string {
	if producer == "" {
		return ""
	}
	return " made by " + producer
}
