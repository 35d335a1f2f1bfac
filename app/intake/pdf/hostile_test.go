package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/app/intake/format"
)

// hostile are documents that are broken or want to do harm, and what reading
// them gives: an error, or nil where there is text in them all the same.
func hostile() map[string]struct {
	data []byte
	want error
} {
	type of = struct {
		data []byte
		want error
	}
	whole := (&made{}).at(72, 72, 12, "R", "Wells of the north").page().bytes()
	return map[string]of{
		"empty":                        {nil, format.ErrDamaged},
		"blank":                        {(&made{}).page().bytes(), ErrNoText},
		"only a head":                  {[]byte("%PDF-1.7\n"), format.ErrDamaged},
		"random":                       {append([]byte("%PDF-1.7\n"), noise(20_000)...), format.ErrDamaged},
		"another format":               {[]byte("<html><body>%PDF-1.4 is the head of a PDF file</body></html>"), format.ErrDamaged},
		"cut short":                    {whole[:len(whole)/3], format.ErrDamaged},
		"no cross reference":           {bytes.ReplaceAll(whole, []byte("startxref"), []byte("startxxxx")), nil},
		"protected":                    {protected(), format.ErrLocked},
		"scanned":                      {scanned(), ErrScanned},
		"loop in the pages":            {pageLoop(), format.ErrDamaged},
		"loop in the cross references": {crossLoop(), nil},
		"content that calls itself":    {contentLoop(), nil},
		"giant page":                   {giant(), nil},
		"deep nesting":                 {deep(), format.ErrDamaged},
		"a bomb":                       {bomb(), format.ErrTooLong},
		"too many pages":               {(manyPages(maxPages + 1)), ErrPages},
		"letters beyond the page":      {(&made{}).at(-5000, 9000, 12, "R", "Nobody sees this").page().bytes(), ErrNoText},
		"letters of no size":           {(&made{}).at(72, 72, 0, "R", "Nobody sees this").at(72, 100, 12, "R", "but this").page().bytes(), nil},
	}
}

func noise(n int) []byte {
	out, x := make([]byte, n), uint32(2463534242)
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = byte(x)
	}
	return out
}

// protected needs a password: the check of the empty one fails.
func protected() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R >>")
	o.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	o.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")
	key := strings.Repeat("5A", 32)
	o.add("<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + key + "> /U <" + key + "> >>")
	id := strings.Repeat("1B", 16)
	return o.bytes("/Root 1 0 R /Encrypt 4 0 R /ID [<" + id + "> <" + id + ">]")
}

// scanned has a picture and no text.
func scanned() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R >>")
	o.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	o.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /P 4 0 R >> >> /Contents 5 0 R >>")
	o.stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray", []byte{0, 255, 255, 0})
	o.stream("", []byte("q 612 0 0 792 0 0 cm /P Do Q"))
	return o.bytes("/Root 1 0 R")
}

func pageLoop() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R >>")
	o.add("<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>")
	o.add("<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>")
	return o.bytes("/Root 1 0 R")
}

// crossLoop has cross references whose earlier version is themselves.
func crossLoop() []byte {
	data := (&made{}).at(72, 72, 12, "R", "Wells of the north").page().bytes()
	at := bytes.LastIndex(data, []byte("xref\n0"))
	return bytes.Replace(data, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Prev %d /Root 1 0 R", at), 1)
}

// contentLoop has a form that draws itself.
func contentLoop() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R >>")
	o.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	o.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources 6 0 R /Contents 5 0 R >>")
	o.stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources 6 0 R", []byte("BT /R 12 Tf 72 700 Td (again) Tj ET /X Do"))
	o.stream("", []byte("BT /R 12 Tf 72 600 Td (once) Tj ET /X Do"))
	o.add("<< /XObject << /X 4 0 R >> /Font << /R << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>")
	return o.bytes("/Root 1 0 R")
}

func giant() []byte {
	return bytes.ReplaceAll((&made{}).at(72, 72, 12, "R", "Wells of the north").page().bytes(), []byte("[0 0 612 792]"), []byte("[0 0 9e9 9e9]"))
}

// deep is an array within an array, and so on.
func deep() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R >>")
	o.add("<< /Type /Pages /Kids " + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000) + " /Count 1 >>")
	return o.bytes("/Root 1 0 R")
}

// bomb is a page of words without end, packed small.
func bomb() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R >>")
	o.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	o.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /R << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> /Contents 4 0 R >>")
	var words strings.Builder
	for i := range 6_000 {
		fmt.Fprintf(&words, "BT /R 9 Tf %d %d Td (0123456789 0123456789 0123456789 0123456789) Tj ET\n", i%7, i*11)
	}
	o.stream("/Filter /FlateDecode", deflated([]byte(words.String())))
	return o.bytes("/Root 1 0 R")
}

func manyPages(n int) []byte {
	m := &made{}
	for range n {
		m.page()
	}
	return m.bytes()
}

func TestRead_HostileDocuments(t *testing.T) {
	t.Parallel()
	for name, h := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// when
			articles, err := Read(t.Context(), "x.pdf", h.data)
			// then
			if !errors.Is(err, h.want) {
				t.Fatalf("got %v, want %v", err, h.want)
			}
			if err == nil && (len(articles) != 1 || len(articles[0].Blocks) == 0) {
				t.Fatalf("no error, but %d articles", len(articles))
			}
		})
	}
}

func TestRead_StopsWhenTheContextEnds(t *testing.T) {
	t.Parallel()
	// given a long document
	m := &made{}
	for range 400 {
		m.lines(72, 72, 400, 10, "R", strings.Repeat("Wells and roads of the north. ", 60))
		m.page()
	}
	data := m.bytes()
	ctx, cancel := context.WithCancel(t.Context())
	read := make(chan error)
	go func() {
		_, err := Read(ctx, "x.pdf", data)
		read <- err
	}()
	// when
	cancel()
	// then
	if err := <-read; !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for name, h := range hostile() {
		if len(h.data) < 20_000 && name != "a bomb" {
			f.Add(h.data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := Read(t.Context(), "x.pdf", data)
		if err == nil && len(articles) != 1 {
			t.Fatalf("%d articles", len(articles))
		}
		for _, a := range articles {
			for _, b := range a.Blocks {
				if !utf8.ValidString(b.Text) {
					t.Fatalf("not UTF-8: %q", b.Text)
				}
			}
		}
	})
}
