package reader

import (
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
	"sidelight/widgets/textlayout/longtext"
)

// The measurements of docs/performance.md: 1 MB of text with 8,000 marks in a
// view of 1100 by 750, the reader and Fyne's RichText side by side.
const (
	benchBytes    = 1 << 20
	benchMarks    = 8000
	benchFindings = 20000
	benchW        = 1100
	benchH        = 750
)

func benchDocument() (textlayout.Document, []Mark) {
	text, paragraphs := longtext.Make(benchBytes)
	doc := textlayout.Document{Text: text}
	for _, p := range paragraphs {
		doc.Blocks = append(doc.Blocks, textlayout.Block{Start: p[0], End: p[1]})
	}
	kinds := [][3]string{{"fact", "solid", "F"}, {"judgement", "double", "J"}, {"assumption", "dashed", "A"}, {"gap", "dotted", "G"}, {"question", "thick", "Q"}}
	var marks []Mark
	for i, s := range longtext.Spans(text, benchMarks) {
		k := kinds[i%len(kinds)]
		marks = append(marks, Mark{ID: int64(i + 1), Start: s[0], End: s[1], Colour: k[0], Underline: k[1], Letter: k[2]})
	}
	return doc, marks
}

func benchReader(b *testing.B) *Reader {
	b.Helper()
	doc, marks := benchDocument()
	r, _ := show(b, doc, fyne.NewSize(benchW, benchH))
	r.SetMarks(marks)
	r.draw(benchW, benchH)
	return r
}

func richSegments() []widget.RichTextSegment {
	text, paragraphs := longtext.Make(benchBytes)
	var out []widget.RichTextSegment
	for _, p := range paragraphs {
		out = append(out, &widget.TextSegment{Text: text[p[0]:p[1]], Style: widget.RichTextStyleParagraph})
	}
	return out
}

// steps times each step of a loop and reports the mean and the worst.
type steps struct {
	b     *testing.B
	worst time.Duration
	total time.Duration
	n     int
}

func (s *steps) do(f func()) {
	start := time.Now()
	f()
	took := time.Since(start)
	s.worst, s.total, s.n = max(s.worst, took), s.total+took, s.n+1
}

func (s *steps) report() {
	s.b.ReportMetric(float64(s.total.Microseconds())/1000/float64(max(1, s.n)), "ms/step")
	s.b.ReportMetric(float64(s.worst.Microseconds())/1000, "ms-worst")
	s.b.ReportMetric(0, "ns/op")
}

// BenchmarkFirstLayout is from text to lines; for the reader with no word shaped
// before.
func BenchmarkFirstLayout(b *testing.B) {
	b.Run("reader", func(b *testing.B) {
		doc, _ := benchDocument()
		s := steps{b: b}
		for b.Loop() {
			shaper, err := NewShaper()
			if err != nil {
				b.Fatal(err)
			}
			runtime.GC() // of the round before
			s.do(func() {
				p, err := textlayout.Prepare(b.Context(), doc, shaper)
				if err != nil {
					b.Fatal(err)
				}
				p.Wrap(nil, look.Measure, look.ReadingSize)
			})
		}
		s.report()
	})
	b.Run("richtext", func(b *testing.B) {
		test.NewTempApp(b)
		s := steps{b: b}
		for b.Loop() {
			s.do(func() {
				rich := widget.NewRichText(richSegments()...)
				rich.Wrapping = fyne.TextWrapWord
				rich.Resize(fyne.NewSize(look.Measure, benchH))
				rich.MinSize()
			})
		}
		s.report()
	})
}

// BenchmarkRewrap is a resize by some pixels.
func BenchmarkRewrap(b *testing.B) {
	b.Run("reader", func(b *testing.B) {
		doc, _ := benchDocument()
		p := prepare(b, doc)
		l := p.Wrap(nil, 600, 16)
		s := steps{b: b}
		for b.Loop() {
			s.do(func() { l = p.Wrap(l, float32(500+s.n%100), 16) })
		}
		s.report()
	})
	b.Run("richtext", func(b *testing.B) {
		test.NewTempApp(b)
		rich := widget.NewRichText(richSegments()...)
		rich.Wrapping = fyne.TextWrapWord
		rich.Resize(fyne.NewSize(600, benchH))
		rich.MinSize()
		s := steps{b: b}
		for b.Loop() {
			s.do(func() { rich.Resize(fyne.NewSize(float32(500+s.n%100), benchH)); rich.MinSize() })
		}
		s.report()
	})
}

// benchWarm scrolls within what was seen before.
func benchWarm(b *testing.B, findings int) {
	r := benchReader(b)
	r.SetFindings(benchFound(r.doc.Text(), findings))
	for top := range 200 {
		r.scroll.to(float64(top*75), false)
		r.draw(benchW, benchH)
	}
	s := steps{b: b}
	for b.Loop() {
		top := float64(75 * max(s.n%400-200, 200-s.n%400)) // there and back
		s.do(func() { r.scroll.to(top, false); r.draw(benchW, benchH) })
	}
	s.report()
}

// benchFound spreads findings of all tones over a text, and one over all of it.
func benchFound(text string, n int) []Finding {
	if n == 0 {
		return nil
	}
	found := []Finding{{ID: 1, Tone: ToneCheck, Start: 0, End: len(text)}}
	for i, s := range longtext.Spans(text, n-1) {
		found = append(found, Finding{ID: int64(i + 2), Tone: Tone(i) % toneCount, Start: s[0], End: min(s[1], s[0]+24)})
	}
	return found
}

// BenchmarkSetFindings shows other findings, as after a text was read anew.
func BenchmarkSetFindings(b *testing.B) {
	r := benchReader(b)
	found := benchFound(r.doc.Text(), benchFindings)
	s := steps{b: b}
	for b.Loop() {
		s.do(func() { r.SetFindings(found) })
	}
	s.report()
}

// BenchmarkScrollStep draws the view after a movement. Warm moves a wheel's
// click within what was seen before; cold jumps a view into glyphs never drawn.
func BenchmarkScrollStep(b *testing.B) {
	for _, c := range []struct {
		name     string
		findings int
	}{{"reader warm", 0}, {"reader warm with findings", benchFindings}} {
		b.Run(c.name, func(b *testing.B) { benchWarm(b, c.findings) })
	}
	b.Run("reader page", func(b *testing.B) {
		r := benchReader(b)
		s := steps{b: b}
		for b.Loop() {
			top := float64(s.n%500) * 700
			s.do(func() { r.scroll.to(top, false); r.draw(benchW, benchH) })
		}
		s.report()
	})
	b.Run("reader page with findings", func(b *testing.B) {
		r := benchReader(b)
		r.SetFindings(benchFound(r.doc.Text(), benchFindings))
		s := steps{b: b}
		for b.Loop() {
			top := float64(s.n%500) * 700
			s.do(func() { r.scroll.to(top, false); r.draw(benchW, benchH) })
		}
		s.report()
	})
	b.Run("reader cold", func(b *testing.B) {
		r := benchReader(b)
		s := steps{b: b}
		for b.Loop() {
			r.paint.forget()
			top := float64(s.n%500) * 700
			s.do(func() { r.scroll.to(top, false); r.draw(benchW, benchH) })
		}
		s.report()
	})
	// The whole canvas, drawn in software, is what the two can be compared by.
	b.Run("reader canvas", func(b *testing.B) {
		r := benchReader(b)
		c := fyne.CurrentApp().Driver().CanvasForObject(r)
		s := steps{b: b}
		for b.Loop() {
			top := float64(s.n%200) * 75
			s.do(func() { r.scroll.to(top, false); c.Capture() })
		}
		s.report()
	})
	b.Run("richtext canvas", func(b *testing.B) {
		test.NewTempApp(b)
		rich := widget.NewRichText(richSegments()...)
		rich.Wrapping = fyne.TextWrapWord
		scroll := container.NewVScroll(rich)
		w := test.NewTempWindow(b, scroll)
		w.Resize(fyne.NewSize(benchW, benchH))
		w.Canvas().Capture()
		s := steps{b: b}
		for b.Loop() {
			top := float32(s.n%200) * 75
			s.do(func() { scroll.ScrollToOffset(fyne.NewPos(0, top)); w.Canvas().Capture() })
		}
		s.report()
	})
}

// BenchmarkSelectionDrag moves the end of a selection and draws it. RichText
// cannot select.
func BenchmarkSelectionDrag(b *testing.B) {
	r := benchReader(b)
	r.scroll.to(5000, false)
	r.draw(benchW, benchH)
	press(r, fyne.NewPos(300, 20), 0)
	s := steps{b: b}
	for b.Loop() {
		at := fyne.NewPos(300+float32(s.n%500), 30+float32(s.n*7%690))
		s.do(func() { drag(r, at); r.draw(benchW, benchH) })
	}
	s.report()
}
