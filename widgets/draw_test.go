package widgets

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func TestElideKeepsWhatFits(t *testing.T) {
	test.NewTempApp(t)
	same(t, "short text", plain.elide("JNIM", 200), "JNIM")
	long := "What the desert column lost and never found again"
	short := plain.elide(long, 120)
	if !strings.HasSuffix(short, "…") || !strings.HasPrefix(long, strings.TrimSuffix(short, "…")) {
		t.Errorf("%q", short)
	}
	if w := plain.width(short); w > 120 || w < 90 {
		t.Errorf("%q is %.0f wide, of 120", short, w)
	}
	same(t, "nothing fits", plain.elide(long, 1), "…")
}

func TestElideDoesNotPartALetterFromItsAccent(t *testing.T) {
	test.NewTempApp(t)
	word := strings.Repeat("e\u0301", 60)
	for max := float32(10); max < 200; max += 7 {
		short := strings.TrimSuffix(plain.elide(word, max), "…")
		if strings.HasSuffix(short, "e") {
			t.Fatalf("at %.0f px a letter lost its accent: %q", max, short)
		}
	}
}

func TestWrapKeepsEveryWordInOrder(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-zA-Zéü,]{1,24}[ \n]{1,2}){0,30}`).Draw(t, "text")
		width := rapid.Float32Range(30, 300).Draw(t, "width")
		lines := plain.wrap(text, width, 0)
		joined := strings.Join(strings.Fields(strings.Join(lines, "")), "")
		if want := strings.Join(strings.Fields(text), ""); joined != want {
			t.Fatalf("wrapped to %q", lines)
		}
		for _, line := range lines {
			if w := plain.width(line); w > width+1 && utf8.RuneCountInString(line) > 1 {
				t.Fatalf("%q is %.1f wide, of %.1f", line, w, width)
			}
		}
	})
}

func TestWrapMarksWhatItLeftOut(t *testing.T) {
	test.NewTempApp(t)
	text := strings.Repeat("words and more words ", 20)
	lines := plain.wrap(text, 120, 3)
	same(t, "lines", len(lines), 3)
	if !strings.HasSuffix(lines[2], "…") || plain.width(lines[2]) > 120 {
		t.Errorf("last line %q", lines[2])
	}
	for _, line := range plain.wrap("two lines only, no more", 120, 3) {
		if strings.HasSuffix(line, "…") {
			t.Errorf("%q is marked as cut", line)
		}
	}
}

func TestViewport(t *testing.T) {
	t.Parallel()
	v := newViewport()
	v.fit(100, 1000)
	v.scrollTo(5000)
	same(t, "beyond the end", v.offset, float32(900))
	v.reveal(450, 500)
	same(t, "a stretch above", v.offset, float32(450))
	v.reveal(500, 550)
	same(t, "a stretch in view", v.offset, float32(450))
	v.reveal(540, 560)
	same(t, "a stretch that ends below", v.offset, float32(460))
	v.reveal(300, 600)
	same(t, "a stretch taller than the view", v.offset, float32(300))
	v.fit(100, 50)
	same(t, "content that fits", v.offset, float32(0))
	same(t, "the bar is caught", v.overBar(fyne.NewPos(98, 10), 100), false)
}
