package layout

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// pagesOf makes pages of a stream of bytes: whatever a hostile file can say of
// where its letters stand.
func pagesOf(data []byte) []Page {
	take := func() float64 {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return float64(b)
	}
	words := []string{"the", "wells", "of-", "•", "1", "12", "Caf\u00e9", "قال", "水", "North.", "roa\u00AD", "....", "a", "—", "Table 1.", "https://a.b/c-", "*", "(a)"}
	var pages []Page
	for len(data) > 0 && len(pages) < 6 {
		p := Page{Width: 100 + take()*4, Height: 100 + take()*4}
		for n := int(take()); n > 0 && len(data) > 0; n-- {
			x, size := take()*3-40, 1+take()/8
			word := words[int(take())%len(words)]
			flags := int(take())
			r := Run{Text: word, X0: x, X1: x + size*float64(len(word))/2, Base: take() * 4, Size: size,
				Bold: flags&1 > 0, Italic: flags&2 > 0, Spaced: flags&4 > 0, Place: len(p.Runs)}
			if flags&0x70 == 0x70 {
				p.Aside = append(p.Aside, r)
			} else {
				p.Runs = append(p.Runs, r)
			}
		}
		pages = append(pages, p)
	}
	return pages
}

// holds checks what is true of every text that is made of pages.
func holds(t interface{ Fatalf(string, ...any) }, pages []Page, text Text) {
	seen := map[string]bool{}
	for _, b := range text.Blocks {
		if !utf8.ValidString(b.Text) {
			t.Fatalf("not UTF-8: %q", b.Text)
		}
		if b.Kind != "table" && strings.Contains(b.Text, "\n") {
			t.Fatalf("a line end in %q", b.Text)
		}
		last := 0
		for _, p := range b.Pages {
			if p.Start < last || p.Start > len(b.Text) {
				t.Fatalf("page %q begins at %d of %q", p.Label, p.Start, b.Text)
			}
			last, seen[p.Label] = p.Start, true
		}
		for _, n := range b.Inlines {
			if n.Start < 0 || n.Start >= n.End || n.End > len(b.Text) {
				t.Fatalf("%s at %d to %d of %q", n.Kind, n.Start, n.End, b.Text)
			}
		}
	}
	if len(seen) != len(pages) {
		t.Fatalf("%d pages of %d begin in the text", len(seen), len(pages))
	}
}

func FuzzCompose(f *testing.F) {
	f.Add([]byte("\x80\xC0\x20" + strings.Repeat("\x20\x50\x01\x04\x30\x40\x50\x01\x04\x30", 16)))
	f.Add([]byte(strings.Repeat("\x80\xC0\x06\x20\x50\x04\x00\x30\xB0\x20\x01\x04\xBF", 8)))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := pagesOf(data)
		if len(pages) == 0 {
			return
		}
		text, err := Compose(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, pages, text)
	})
}

func TestCompose_EveryPageBeginsAndNoWordIsLostTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pages := pagesOf(rapid.SliceOfN(rapid.Byte(), 1, 600).Draw(t, "data"))
		text, err := Compose(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, pages, text)
	})
}
