package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"sidelight/app/intake/format"
)

// Why a document has no text to be read, beside what can be wrong with a file of
// any format; each is one clear sentence.
var (
	ErrScanned   = errors.New("its pages are pictures, as a scanner makes them, without text; have the text recognised by another program first")
	ErrNoLetters = errors.New("it draws its letters without saying which they are; have the text recognised by another program first")
	ErrNoText    = errors.New("its pages are empty")
	ErrPages     = fmt.Errorf("it has more than %d pages, the most that are read", maxPages)
	ErrSlow      = errors.New("reading it takes too long, so it was stopped")
)

// document is a PDF file opened in a sandbox of its own. It is for one
// goroutine at a time.
type document struct {
	ctx    context.Context
	pdfium pdfium.Pdfium
	ref    references.FPDF_DOCUMENT
	pages  int
	watch  func() bool // ends the watch over the context
	once   sync.Once
}

// open opens a file; when the context ends, everything that is done with the
// document stops at once with its error. The caller closes it.
func open(ctx context.Context, data []byte) (*document, error) {
	p, err := shared.sandbox(ctx)
	if err != nil {
		return nil, err
	}
	d := &document{ctx: ctx, pdfium: p}
	// What runs in the sandbox knows no context: it is cut off.
	d.watch = context.AfterFunc(ctx, func() { _ = p.Kill() })
	if err := d.load(data); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *document) load(data []byte) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return format.ErrDamaged
	}
	return d.try(func() error {
		opened, err := d.pdfium.OpenDocument(&requests.OpenDocument{File: &data})
		switch {
		case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
			return format.ErrLocked
		case err != nil:
			return format.ErrDamaged
		}
		d.ref = opened.Document
		count, err := d.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
		switch {
		case err != nil:
			return format.ErrDamaged
		case count.PageCount <= 0:
			return ErrNoText
		case count.PageCount > maxPages:
			return ErrPages
		}
		d.pages = count.PageCount
		return nil
	})
}

// try runs what may fail in the sandbox; a sandbox that broke down, for want of
// memory or because the context ended, gives an error like any other.
func (d *document) try(do func() error) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = format.ErrTooLong
		}
		if cause := context.Cause(d.ctx); err != nil && cause != nil {
			err = cause
		}
	}()
	return do()
}

// close lets the document and its sandbox go. It may be called twice.
func (d *document) close() {
	d.once.Do(func() {
		if d.watch() {
			_ = d.try(func() error { return d.pdfium.Close() })
		}
		shared.done()
	})
}
