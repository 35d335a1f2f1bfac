package pdf

import (
	"context"
	"errors"
	"image"
	"testing"
)

func TestPictures_DrawAPage(t *testing.T) {
	t.Parallel()
	// given
	m := (&made{}).at(72, 100, 40, "B", "Wells")
	p := NewPictures(m.page().page().bytes())
	t.Cleanup(p.Close)
	// when
	sizes, err := p.Sizes(t.Context())
	if err != nil || len(sizes) != 2 || sizes[0] != image.Pt(612, 792) {
		t.Fatal(sizes, err)
	}
	drawn, err := p.Page(t.Context(), 0, 306)
	// then the words are black on white, where they stand
	if err != nil || drawn.Bounds() != image.Rect(0, 0, 306, 396) {
		t.Fatal(drawn.Bounds(), err)
	}
	dark := func(r image.Rectangle) (n int) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if c := drawn.NRGBAAt(x, y); c.R < 100 {
					n++
				}
			}
		}
		return n
	}
	if words, below := dark(image.Rect(36, 30, 100, 52)), dark(image.Rect(0, 60, 306, 396)); words < 100 || below > 0 {
		t.Errorf("%d dark points where the words stand, %d below", words, below)
	}
}

func TestPictures_WhatIsNotWantedAnyMoreHarmsNothing(t *testing.T) {
	t.Parallel()
	// given a picture that is called off
	p := NewPictures((&made{}).at(72, 100, 40, "B", "Wells").page().bytes())
	t.Cleanup(p.Close)
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := p.Page(ctx, 0, 100); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := p.Page(ctx, 0, 100); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	// when, then
	if _, err := p.Page(t.Context(), 0, 100); err != nil {
		t.Error(err)
	}
	if _, err := p.Page(t.Context(), 7, 100); err == nil {
		t.Error("a page that is not there was drawn")
	}
}
