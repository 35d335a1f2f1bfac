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
)

// Why a document cannot be read.
var (
	errPassword  = errors.New("the PDF file is protected by a password; save a copy without one and import that")
	errDamaged   = errors.New("the PDF file is damaged or cut short, and cannot be read")
	errNoPages   = errors.New("the PDF file has no pages")
	errScanned   = errors.New("the PDF file holds pictures of pages and no text, as a scanner makes them; make its text readable with a program for text recognition first")
	errEmpty     = errors.New("there is no text in it")
	errNoLetters = errors.New("the PDF file draws its letters without saying which they are; make its text readable with a program for text recognition first")
	errTooLong   = fmt.Errorf("the PDF file has more than %d pages, the most that are read", maxPages)
	errTooSlow   = errors.New("reading the PDF file takes too long, so it was stopped")
	errTooMuch   = errors.New("the PDF file needs more memory or holds more text than a document should")
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
		return errDamaged
	}
	return d.try(func() error {
		opened, err := d.pdfium.OpenDocument(&requests.OpenDocument{File: &data})
		switch {
		case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
			return errPassword
		case err != nil:
			return errDamaged
		}
		d.ref = opened.Document
		count, err := d.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
		switch {
		case err != nil:
			return errDamaged
		case count.PageCount <= 0:
			return errNoPages
		case count.PageCount > maxPages:
			return errTooLong
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
			err = errTooMuch
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
