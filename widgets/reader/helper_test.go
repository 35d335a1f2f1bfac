package reader

import (
	"context"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

var testShaper = sync.OnceValues(NewShaper)

func prepare(t testing.TB, doc textlayout.Document) *textlayout.Prepared {
	t.Helper()
	shaper, err := testShaper()
	if err != nil {
		t.Fatal(err)
	}
	p, err := textlayout.Prepare(context.Background(), doc, shaper)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// builder puts a document together block by block.
type builder struct {
	text strings.Builder
	doc  textlayout.Document
}

// add appends a block of text after a blank line.
func (b *builder) add(role textlayout.Role, text string) *textlayout.Block {
	if b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	start := b.text.Len()
	b.text.WriteString(text)
	b.doc.Blocks = append(b.doc.Blocks, textlayout.Block{Role: role, Start: start, End: b.text.Len()})
	return &b.doc.Blocks[len(b.doc.Blocks)-1]
}

func (b *builder) extra(role textlayout.Role, extra, action string) {
	b.doc.Blocks = append(b.doc.Blocks, textlayout.Block{Role: role, Start: b.text.Len(), End: b.text.Len(), Extra: extra, Action: action})
}

func (b *builder) style(s textlayout.Style, words string) {
	s.Start = strings.Index(b.text.String(), words)
	s.End = s.Start + len(words)
	b.doc.Styles = append(b.doc.Styles, s)
}

func (b *builder) document() textlayout.Document {
	b.doc.Text = b.text.String()
	return b.doc
}

// brief is a short brief with every part a brief usually has.
func brief() textlayout.Document {
	var b builder
	b.add(textlayout.Title, "Two convoys, one crossing: what the river towns saw in spring")
	b.extra(textlayout.Meta, "Harbour Notes · volume 4, issue 2 · 3 May 2024 · 540 words", "Edit details")
	b.add(textlayout.SummaryHeading, "Executive Summary:").Boxed = true
	for _, s := range []string{
		"Both convoys that left the depot in April used the northern crossing; the second one lost most of its fuel there.",
		"The district council says it was not told, and its account is unlikely to be complete.",
	} {
		item := b.add(textlayout.Bullet, s)
		item.Boxed, item.Marker = true, "•"
	}
	b.add(textlayout.Body, "Drivers of the Northern Haulage Guild (NHG) waited at the ford before noon on April 27 "+
		"(Harbour Radio, April 28; see Coastal Ledger, May 2). A second party closed the road behind the tankers, "+
		"and by evening the guild had posted the first pictures of the wreck (Channel 4, April 27).")
	b.add(textlayout.Body, "Neither side admits to the other, since each would pay for the company it kept in the eyes of its own supporters. "+
		"The garrison answered with patrols that reportedly reached the market, and the drivers were expected to leave the smaller posts first.")
	b.add(textlayout.Body, "What remains is a detachment that can hold the towns but not the roads between them.")
	b.style(textlayout.Style{Italic: true}, "reportedly")
	b.style(textlayout.Style{Italic: true}, "unlikely")
	return b.document()
}

// at returns the span of words in a text.
func at(t testing.TB, text, words string) (start, end int) {
	t.Helper()
	start = strings.Index(text, words)
	if start < 0 {
		t.Fatalf("no %q in the text", words)
	}
	return start, start + len(words)
}

// everywhere returns the spans of lower-case words in a text, whatever its case.
func everywhere(text, words string) (spans [][2]int) {
	folded := strings.ToLower(text)
	for at := strings.Index(folded, words); at >= 0; {
		spans = append(spans, [2]int{at, at + len(words)})
		next := strings.Index(folded[at+len(words):], words)
		if next < 0 {
			break
		}
		at += len(words) + next
	}
	return spans
}

func mark(t testing.TB, id int64, text, words, colour, underline, letter string) Mark {
	t.Helper()
	start, end := at(t, text, words)
	return Mark{ID: id, Start: start, End: end, Colour: colour, Underline: underline, Letter: letter}
}

// show puts a reader with a document into a window of a size.
func show(t testing.TB, doc textlayout.Document, size fyne.Size) (*Reader, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	return showIn(t, doc, size)
}

func showIn(t testing.TB, doc textlayout.Document, size fyne.Size) (*Reader, fyne.Window) {
	t.Helper()
	r := New()
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(size)
	if doc.Text != "" || len(doc.Blocks) > 0 {
		r.SetPrepared(prepare(t, doc))
	}
	return r, w
}

// indexFrom is strings.Index from an offset on.
func indexFrom(text, words string, from int) int {
	if i := strings.Index(text[from:], words); i >= 0 {
		return from + i
	}
	return -1
}
