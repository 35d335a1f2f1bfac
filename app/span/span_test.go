package span_test

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/span"
)

func TestPointsAgreeWithRuneSlices(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 3000, -1).Draw(t, "text")
		runes := []rune(text)
		p := span.NewPoints(text)
		point := rapid.IntRange(0, len(runes)).Draw(t, "point")
		want := len(string(runes[:point]))
		if !utf8.ValidString(text) {
			t.Skip("only valid text has code points")
		}
		if got := p.ToByte(point); got != want {
			t.Fatalf("ToByte(%d) = %d, want %d", point, got, want)
		}
		if got := p.FromByte(want); got != point {
			t.Fatalf("FromByte(%d) = %d, want %d", want, got, point)
		}
	})
}

func TestPointsBeyondTheText(t *testing.T) {
	t.Parallel()
	p := span.NewPoints("aé")
	if got := p.ToByte(99); got != 3 {
		t.Errorf("ToByte(99) = %d, want the end, 3", got)
	}
	if got := p.FromByte(99); got != 2 {
		t.Errorf("FromByte(99) = %d, want the end, 2", got)
	}
	if got := p.ToByte(-1); got != 0 {
		t.Errorf("ToByte(-1) = %d, want 0", got)
	}
}

func TestSpanValid(t *testing.T) {
	t.Parallel()
	text := "né"
	for _, c := range []struct {
		span span.Span
		want bool
	}{
		{span.Span{Start: 0, End: 3}, true},
		{span.Span{Start: 1, End: 1}, true},
		{span.Span{Start: 1, End: 2}, false}, // inside the é
		{span.Span{Start: 2, End: 3}, false},
		{span.Span{Start: 2, End: 1}, false},
		{span.Span{Start: 0, End: 4}, false},
		{span.Span{Start: -1, End: 1}, false},
	} {
		if got := c.span.Valid(text); got != c.want {
			t.Errorf("%v on %q: valid %t, want %t", c.span, text, got, c.want)
		}
	}
}
