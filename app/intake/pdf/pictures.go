package pdf

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"

	"sidelight/app/intake/format"
)

// The bounds of a picture of a page: its sides in pixels, and how long drawing
// it may take.
const (
	maxSide     = 4096
	maxDrawing  = 20 * time.Second
	leastPoints = 8.0    // the sides of a page that are believed
	mostPoints  = 14_400 // the most that the format itself allows: 200 inches
)

// Pictures draws the pages of a document. The document is opened when the first
// picture is wanted, and stays open until Close. It may be used from several
// goroutines, one of which draws at a time.
type Pictures struct {
	mu   sync.Mutex
	data []byte
	doc  *document
	end  context.CancelFunc
}

// NewPictures draws the pages of the document in data.
func NewPictures(data []byte) *Pictures { return &Pictures{data: data} }

// Close lets the document go; the next picture opens it again.
func (p *Pictures) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.close()
}

func (p *Pictures) close() {
	if p.doc != nil {
		p.doc.close()
		p.end()
		p.doc = nil
	}
}

// use runs do with the open document. What takes too long or is not wanted any
// more is cut off with the document, which the next call opens again.
func (p *Pictures) use(ctx context.Context, do func(*document) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.doc == nil {
		own, end := context.WithCancel(context.WithoutCancel(ctx))
		doc, err := open(own, p.data)
		if err != nil {
			end()
			return err
		}
		p.doc, p.end = doc, end
	}
	limited, cancel := context.WithTimeoutCause(ctx, maxDrawing, ErrSlow)
	defer cancel()
	stop := context.AfterFunc(limited, p.end)
	err := p.doc.try(func() error { return do(p.doc) })
	if !stop() {
		p.close()
		return context.Cause(limited)
	}
	return err
}

// Sizes are the sizes of all pages in points, as a reader holds them.
func (p *Pictures) Sizes(ctx context.Context) (sizes []image.Point, err error) {
	err = p.use(ctx, func(d *document) error {
		for i := range d.pages {
			s, err := d.pdfium.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.ref, Index: i})
			if err != nil || !(s.Width >= leastPoints && s.Width <= mostPoints && s.Height >= leastPoints && s.Height <= mostPoints) {
				sizes = append(sizes, image.Pt(612, 792)) // a page that is damaged has a place all the same
				continue
			}
			sizes = append(sizes, image.Pt(int(s.Width), int(s.Height)))
		}
		return nil
	})
	return sizes, err
}

// Page draws a page, from 0, as wide as asked for in pixels, on white.
func (p *Pictures) Page(ctx context.Context, index, width int) (picture *image.NRGBA, err error) {
	width = max(1, min(width, maxSide))
	err = p.use(ctx, func(d *document) error {
		drawn, err := d.pdfium.RenderPageInPixels(&requests.RenderPageInPixels{
			Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: index}},
			Width: width, Height: maxSide, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
		if err != nil {
			return errors.Join(format.ErrDamaged, err)
		}
		defer drawn.CleanupFunc()
		picture = image.NewNRGBA(drawn.Result.RenderedImage.Bounds())
		draw.Draw(picture, picture.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(picture, picture.Bounds(), drawn.Result.RenderedImage, picture.Bounds().Min, draw.Over)
		return nil
	})
	return picture, err
}
