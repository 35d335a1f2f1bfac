package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// made is a PDF document that a test makes. Its types are those every reader of
// PDF has: R Courier, B Courier bold, I Courier oblique, each letter of which
// is 0.6 of its size wide.
type made struct {
	contents []string // of pages
	current  strings.Builder
	rotate   int
	info     string
	labels   string
}

const (
	madeWidth, madeHeight = 612, 792
)

// at sets words: x from the left, y from the top.
func (m *made) at(x, y, size float64, face, words string) *made {
	words = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`, "ﬁ", "\x01", "ﬂ", "\x02", "•", "\x95", "—", "\x97", "’", "\x92").Replace(words)
	fmt.Fprintf(&m.current, "BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", face, size, x, madeHeight-y, words)
	return m
}

// lines sets words in lines of at most width points, and returns where the next
// line goes.
func (m *made) lines(x, y, width, size float64, face, words string) float64 {
	for _, line := range wrapped(words, int(width/(size*0.6))) {
		m.at(x, y, size, face, line)
		y += size * 1.2
	}
	return y
}

// wrapped breaks words into lines; a soft hyphen is where a word may be parted.
func wrapped(words string, letters int) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(words) {
		whole := strings.ReplaceAll(w, "\u00AD", "")
		switch {
		case line == "":
			line = whole
		case len([]rune(line))+1+len([]rune(whole)) <= letters:
			line += " " + whole
		default:
			if a, b, ok := strings.Cut(w, "\u00AD"); ok && len([]rune(line))+2+len([]rune(a)) <= letters {
				line, whole = line+" "+a+"-", strings.ReplaceAll(b, "\u00AD", "")
			}
			lines = append(lines, line)
			line = whole
		}
	}
	return append(lines, line)
}

// page ends a page.
func (m *made) page() *made {
	m.contents = append(m.contents, m.current.String())
	m.current.Reset()
	return m
}

// bytes writes the document.
func (m *made) bytes() []byte {
	var o objects
	o.add("<< /Type /Catalog /Pages 2 0 R " + m.labels + " >>")
	kids := make([]string, len(m.contents))
	for i := range kids {
		kids[i] = fmt.Sprintf("%d 0 R", 7+2*i)
	}
	o.add(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids)))
	for _, face := range []string{"Courier", "Courier-Bold", "Courier-Oblique"} {
		o.add("<< /Type /Font /Subtype /Type1 /BaseFont /" + face + " /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>")
	}
	o.add("<< " + m.info + " >>")
	for i, c := range m.contents {
		o.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Resources << /Font << /R 3 0 R /B 4 0 R /I 5 0 R >> >> /Contents %d 0 R >>", madeWidth, madeHeight, m.rotate, 8+2*i))
		o.stream("", []byte(c))
	}
	return o.bytes("/Root 1 0 R /Info 6 0 R")
}

// objects are the parts of a PDF file.
type objects struct {
	out bytes.Buffer
	at  []int
}

func (o *objects) begin() {
	if o.out.Len() == 0 {
		o.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	}
	o.at = append(o.at, o.out.Len())
}

func (o *objects) add(body string) {
	o.begin()
	fmt.Fprintf(&o.out, "%d 0 obj\n%s\nendobj\n", len(o.at), body)
}

func (o *objects) stream(entries string, data []byte) {
	o.begin()
	fmt.Fprintf(&o.out, "%d 0 obj\n<< /Length %d %s >>\nstream\n%s\nendstream\nendobj\n", len(o.at), len(data), entries, data)
}

func (o *objects) bytes(trailer string) []byte {
	start := o.out.Len()
	fmt.Fprintf(&o.out, "xref\n0 %d\n0000000000 65535 f \n", len(o.at)+1)
	for _, at := range o.at {
		fmt.Fprintf(&o.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&o.out, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(o.at)+1, trailer, start)
	return o.out.Bytes()
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}
