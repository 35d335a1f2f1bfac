package textlayout

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-text/typesetting/segmenter"
	"pgregory.net/rapid"
)

// samples are the words that generated texts are made of.
var samples = []string{
	"the", "convoy", "left", "Kidal", "U.S.", "“cut", "run”", "(CMA)", "well-known", "and/or", "3,000", "2024.", "it’s", "—", "–", "...",
	"foo!bar", "a.b", "x.(y)", "$5", "100%", "\"quoted\"", "(", ")", "‘so’",
	"Kïdal", "e\u0301te\u0301", "Łódź", "Вагнер", "Ελλάς",
	"👩‍👩‍👧‍👦", "👍🏽", "🇲🇱🇳🇪", "1️⃣", "❤️",
	"नमस्ते", "हिन्दी", "สวัสดี", "中文字符", "日本語です。", "「引用」", "שלום", "עולם", "مرحبا", "العالم",
	"averyveryverylongwordthatnolinecanholdbecauseitgoesonandonandonwithoutanybreak",
	"https://example.org/a/b/c?d=e", "\u00AD", "a\u00ADb", "\u200B", "\u00A0",
}

var spacesBetween = []string{" ", " ", " ", " ", "  ", "\n", "\n   ", "\t", "", "-"}

// text generates the words of one block.
func text(t *rapid.T, label string) string {
	var b strings.Builder
	for range rapid.IntRange(0, 25).Draw(t, label) {
		b.WriteString(rapid.SampledFrom(samples).Draw(t, "word"))
		b.WriteString(rapid.SampledFrom(spacesBetween).Draw(t, "space"))
	}
	return b.String()
}

// document generates a document with blocks of all roles and some styles.
func document(t *rapid.T) Document {
	var doc Document
	var b strings.Builder
	for range rapid.IntRange(1, 5).Draw(t, "blocks") {
		role := Role(rapid.IntRange(0, int(roleCount)-1).Draw(t, "role"))
		start := b.Len()
		b.WriteString(text(t, "words"))
		block := Block{Role: role, Start: start, End: b.Len(), Boxed: rapid.Bool().Draw(t, "boxed")}
		if role == Bullet {
			block.Marker = "•"
		}
		if role == Meta {
			block.Extra, block.Action = "Harbour Notes", "Edit"
		}
		doc.Blocks = append(doc.Blocks, block)
		b.WriteString("\n\n")
	}
	doc.Text = b.String()
	for range rapid.IntRange(0, 3).Draw(t, "styles") {
		from := rapid.IntRange(0, len(doc.Text)).Draw(t, "from")
		to := rapid.IntRange(from, len(doc.Text)).Draw(t, "to")
		doc.Styles = append(doc.Styles, Style{Start: runeStart(doc.Text, from), End: runeStart(doc.Text, to),
			Italic: rapid.Bool().Draw(t, "italic"), Bold: rapid.Bool().Draw(t, "bold")})
	}
	return doc
}

func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func wrapped(t *rapid.T, tb testing.TB) (*Prepared, *Layout) {
	p := prepare(tb, document(t))
	width := float32(rapid.IntRange(40, 700).Draw(t, "width"))
	size := float32(rapid.IntRange(10, 30).Draw(t, "size"))
	return p, p.Wrap(nil, width, size)
}

// boundaries returns the grapheme boundaries of a text (UAX #29).
func boundaries(text string, at int, into map[int]bool) {
	off := at
	into[off] = true
	for it := graphemes.FromString(text); it.Next(); {
		off += len(it.Value())
		into[off] = true
	}
}

func TestEveryByteOfABlockIsInExactlyOneLine(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		// given
		p, l := wrapped(rt, t)
		// then
		for i, b := range p.doc.Blocks {
			if b.derived() || b.Start == b.End {
				continue
			}
			at := b.Start
			for _, ln := range l.Lines {
				if int(ln.Block) != i {
					continue
				}
				if int(ln.Start) != at || ln.End < ln.Start {
					rt.Fatalf("block %d: line [%d, %d) after %d", i, ln.Start, ln.End, at)
				}
				at = int(ln.End)
			}
			if at != b.End {
				rt.Fatalf("block %d: lines end at %d, want %d", i, at, b.End)
			}
		}
	})
}

func TestLinesFollowEachOtherDownThePage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		_, l := wrapped(rt, t)
		y := 0.0
		for i, ln := range l.Lines {
			if ln.Y < y {
				rt.Fatalf("line %d at %v overlaps the one before, which ends at %v", i, ln.Y, y)
			}
			y = ln.Y + float64(l.LineHeight(int(ln.Block)))
		}
		if y > l.Height {
			rt.Fatalf("the last line ends at %v, beyond the height %v", y, l.Height)
		}
	})
}

func TestLinesBreakOnlyAtGraphemesAndFitWhereTheyCan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p, l := wrapped(rt, t)
		whole := map[int]bool{}
		for _, b := range p.doc.Blocks {
			boundaries(p.doc.Text[b.Start:b.End], b.Start, whole)
		}
		for i, ln := range l.Lines {
			if !whole[int(ln.Start)] || !whole[int(ln.End)] {
				rt.Fatalf("line %d [%d, %d) of %q splits a grapheme", i, ln.Start, ln.End, p.doc.Text)
			}
			runs := l.Runs(i, nil)
			width, graphemes := float32(0), 0
			for k, r := range runs {
				width += r.Width
				if k+1 < len(runs) {
					width += r.Space
				}
				if r.Word != nil {
					graphemes += len(r.Word.stops) - 1
				}
			}
			if avail := l.avail(int(ln.Block)); width > avail+0.5 && graphemes > 1 {
				inside := 0
				for b := range whole {
					if b > int(ln.Start) && b < int(ln.End) {
						inside++
					}
				}
				if inside > 0 && !l.derived(i) && strings.TrimSpace(p.doc.Text[ln.Start:ln.End]) != "" && inside > strings.Count(p.doc.Text[ln.Start:ln.End], " ")+1 {
					rt.Fatalf("line %d %q is %.1f wide, %.1f would fit", i, p.doc.Text[ln.Start:ln.End], width, avail)
				}
			}
		}
	})
}

func TestAPointAtACaretIsThatCaret(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p, l := wrapped(rt, t)
		for _, b := range p.doc.Blocks {
			if b.derived() || b.Start == b.End {
				continue
			}
			for o := b.Start; o <= b.End; o = p.NextGrapheme(o) {
				c := l.Caret(o)
				got, ok := l.Hit(c.X, c.Top+float64(c.Height)/2)
				if !ok {
					rt.Fatalf("nothing at the caret of %d", o)
				}
				// Some offsets share a place (white space that wraps or is folded,
				// marks without width, the edge between scripts); the caret must
				// not move.
				if got != o {
					if again := l.Caret(got); abs(again.X-c.X) > 0.02 || again.Line != c.Line {
						ln := l.Lines[c.Line]
						if !hanging(p.doc.Text[ln.Start:ln.End]) {
							rt.Fatalf("offset %d at %.2f of line %d is hit as %d at %.2f of line %d in %q", o, c.X, c.Line, got, again.X, again.Line, p.doc.Text[ln.Start:ln.End])
						}
					}
				}
				if o == b.End {
					break
				}
			}
		}
	})
}

// hanging reports whether a line has places that are shown twice: white space
// hanging over its end, or scripts of both directions, where a caret between
// them has two sides.
func hanging(line string) bool {
	both := false
	for _, r := range line {
		both = both || r >= 0x590 && r < 0x700
	}
	return both || strings.HasSuffix(line, " ") || strings.HasSuffix(line, "\n") || strings.HasSuffix(line, "\t")
}

func TestHitsLandOnGraphemeBoundaries(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		// given
		p, l := wrapped(rt, t)
		whole := map[int]bool{}
		for _, b := range p.doc.Blocks {
			boundaries(p.doc.Text[b.Start:b.End], b.Start, whole)
		}
		for range 20 {
			x := float32(rapid.IntRange(-50, 800).Draw(rt, "x"))
			y := rapid.Float64Range(-50, l.Height+50).Draw(rt, "y")
			// when
			o, ok := l.Hit(x, y)
			// then
			if ok && !whole[o] {
				rt.Fatalf("hit %d splits a grapheme of %q", o, p.doc.Text)
			}
		}
		// and any span that is selected is widened to whole graphemes
		a := rapid.IntRange(0, len(p.doc.Text)).Draw(rt, "a")
		b := rapid.IntRange(0, len(p.doc.Text)).Draw(rt, "b")
		start, end := p.SnapSpan(a, b)
		if start > min(a, b) || end < max(a, b) || !utf8.ValidString(p.doc.Text[start:end]) {
			rt.Fatalf("span %d-%d became %d-%d", a, b, start, end)
		}
	})
}

func TestRewrappingKeepsTheWords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := prepare(t, document(rt))
		words := func(l *Layout) []string {
			var out []string
			for i := range l.Lines {
				for _, r := range l.Runs(i, nil) {
					if !l.derived(i) {
						out = append(out, p.doc.Text[r.Start:r.Next])
					}
				}
			}
			return out
		}
		wide, narrow := p.Wrap(nil, 5000, 16), p.Wrap(nil, 90, 16)
		if a, b := strings.Join(words(wide), ""), strings.Join(words(narrow), ""); a != b {
			rt.Fatalf("wide %q, narrow %q", a, b)
		}
		// A layout used again is the same as a new one.
		again := p.Wrap(narrow, 5000, 16)
		if !slices.Equal(again.Lines, wide.Lines) || again.Height != wide.Height {
			rt.Fatal("a reused layout differs from a new one")
		}
	})
}

// breaks lists the offsets a line can break at, as the pieces say.
func breaks(p *Prepared, block int) []int {
	var out []int
	for i := p.blocks[block].first; i+1 < p.blocks[block].last; i++ {
		if p.pieces.flags[i]&glued == 0 {
			out = append(out, int(p.pieces.start[i+1]))
		}
	}
	return out
}

func TestQuickCuttingEqualsTheSegmenter(t *testing.T) {
	t.Parallel()
	signs := []rune("abcXYZ019.,;:!?()“”‘’'\"-–—/%$&é中文 ו \n")
	rapid.Check(t, func(rt *rapid.T) {
		// given a text of letters and signs, and the same through the rules alone
		s := string(rapid.SliceOfN(rapid.SampledFrom(signs), 1, 40).Draw(rt, "text"))
		p := prepare(t, paragraphs(s))
		var want []int
		var seg segmenter.Segmenter
		seg.Init([]rune(s))
		off := 0
		for it := seg.LineIterator(); it.Next(); {
			off += len(string(it.Line().Text))
			want = append(want, off)
		}
		want = want[:len(want)-1]
		// White space at the start and after a line end is joined in quick.
		keep := func(all []int) []int {
			return slices.DeleteFunc(slices.Clone(all), func(o int) bool {
				return o < len(s) && isSpace(s[o]) || strings.TrimSpace(s[:o]) == ""
			})
		}
		if got := keep(breaks(p, 0)); !slices.Equal(got, keep(want)) {
			rt.Fatalf("%q breaks at %v, want %v", s, got, keep(want))
		}
	})
}

func TestQuickShapesEqualHarfBuzz(t *testing.T) {
	t.Parallel()
	w := shaper(t).takeWorker()
	compare := func(word string) {
		for i := range 8 {
			f := face{family: family(i & 1), bold: i&2 != 0, italic: i&4 != 0}
			got, want := w.shape(f, word), func() *Word {
				defer func(l map[pairKey]letter) { w.letters = l }(w.letters)
				w.letters = map[pairKey]letter{} // none is known to be plain...
				for _, r := range word {
					for id := range FontID(8) {
						w.letters[pairKey{font: id, a: uint16(r)}] = letter{} // ...so HarfBuzz is asked
					}
				}
				return w.shape(f, word)
			}()
			same := len(got.Glyphs) == len(want.Glyphs) && len(got.stops) == len(want.stops) && abs(got.width-want.width) < 1e-4
			for k := 0; same && k < len(got.Glyphs); k++ {
				a, b := got.Glyphs[k], want.Glyphs[k]
				same = a.ID == b.ID && a.Font == b.Font && a.Off == b.Off && abs(a.X-b.X) < 1e-4 && abs(a.Y-b.Y) < 1e-4
			}
			for k := 0; same && k < len(got.stops); k++ {
				same = got.stops[k].off == want.stops[k].off && abs(got.stops[k].x-want.stops[k].x) < 1e-4
			}
			if !same {
				t.Errorf("%q in %+v is shaped differently", word, f)
			}
		}
	}
	// given the words of a long text, and letters put together at random
	seen := map[string]bool{}
	for _, word := range strings.Fields(longText(100_000).Text) {
		if !seen[word] {
			seen[word] = true
			compare(word)
		}
	}
	for _, word := range []string{"office", "AVATAR", "To.", "“Yes,”", "f’s", "fjord", "ffi", "fi", "Tyl", "L’Œuvre", "Łódź", "3/4", "1st", "(f)", "i̇"} {
		compare(word)
	}
	letters := []rune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?()[]/-–—’“”éöŁđßþ")
	rapid.Check(t, func(rt *rapid.T) {
		compare(string(rapid.SliceOfN(rapid.SampledFrom(letters), 1, 12).Draw(rt, "word")))
	})
}

func TestWordsLongerThanALineBreakAtGraphemes(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"latin":      strings.Repeat("abcdefghij", 40),
		"families":   strings.Repeat("👩‍👩‍👧‍👦", 40),
		"flags":      strings.Repeat("🇲🇱", 60),
		"combining":  strings.Repeat("e\u0301", 200),
		"devanagari": strings.Repeat("क्षि", 100),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			p := prepare(t, paragraphs("a "+text+" b"))
			// when
			l := p.Wrap(nil, 200, 16)
			// then
			if len(l.Lines) < 4 {
				t.Fatalf("%d lines", len(l.Lines))
			}
			whole := map[int]bool{}
			boundaries(p.doc.Text, 0, whole)
			for i, ln := range l.Lines {
				if !whole[int(ln.Start)] {
					t.Errorf("line %d starts at %d, inside a grapheme", i, ln.Start)
				}
			}
		})
	}
}

func TestIdeographsBreakBetweenCharacters(t *testing.T) {
	t.Parallel()
	// given a text without spaces
	p := prepare(t, paragraphs(strings.Repeat("这是一个没有空格的句子", 10)))
	// when
	l := p.Wrap(nil, 300, 16)
	// then the lines are filled
	if len(l.Lines) < 4 {
		t.Fatalf("%d lines", len(l.Lines))
	}
	first := l.Lines[0].End - l.Lines[0].Start
	for i, ln := range l.Lines[:len(l.Lines)-1] {
		if ln.End-ln.Start != first {
			t.Errorf("line %d has %d bytes, the first %d", i, ln.End-ln.Start, first)
		}
	}
	// and a closing sign does not begin a line
	p = prepare(t, paragraphs(strings.Repeat("文", 200)+"。"))
	for w := float32(100); w < 200; w += 3 {
		l := p.Wrap(nil, w, 16)
		if last := l.Lines[len(l.Lines)-1]; last.End-last.Start == 3 {
			t.Errorf("at width %v the full stop stands alone", w)
		}
	}
}

func TestLineEndsInsideAParagraphAreSpaces(t *testing.T) {
	t.Parallel()
	// given the same words wrapped by hand, with indents, and in one line
	hard := prepare(t, paragraphs("one two\n   three\nfour"))
	soft := prepare(t, paragraphs("one two three four"))
	// then they are as wide, on one line
	a, b := hard.Wrap(nil, 600, 16), soft.Wrap(nil, 600, 16)
	if len(a.Lines) != 1 {
		t.Fatalf("%d lines", len(a.Lines))
	}
	ra, rb := a.Runs(0, nil), b.Runs(0, nil)
	if x, y := ra[len(ra)-1], rb[len(rb)-1]; abs(x.X+x.Width-y.X-y.Width) > 0.01 {
		t.Errorf("%.2f wide by hand, %.2f in one line", x.X+x.Width, y.X+y.Width)
	}
	// but the rows of a table stay rows
	doc := paragraphs("one two\n   three\nfour")
	doc.Blocks[0].Role = Table
	if l := prepare(t, doc).Wrap(nil, 600, 16); len(l.Lines) != 3 || l.Runs(1, nil)[0].Width < 10 {
		t.Errorf("the table has %d lines, or has lost an indent", len(l.Lines))
	}
}

func TestATableShrinksBeforeItsRowsWrap(t *testing.T) {
	t.Parallel()
	doc := paragraphs(strings.Repeat("abcdefgh  ", 9))
	doc.Blocks[0].Role = Table
	p := prepare(t, doc)
	if l := p.Wrap(nil, 900, 16); len(l.Lines) != 1 || l.BlockSize(0) != 13 {
		t.Errorf("with room: %d lines at %v", len(l.Lines), l.BlockSize(0))
	}
	if l := p.Wrap(nil, 600, 16); len(l.Lines) != 1 || l.BlockSize(0) >= 13 || l.BlockSize(0) < 10 {
		t.Errorf("narrow: %d lines at %v", len(l.Lines), l.BlockSize(0))
	}
	if l := p.Wrap(nil, 200, 16); len(l.Lines) < 2 || l.BlockSize(0) != 10 {
		t.Errorf("too narrow: %d lines at %v", len(l.Lines), l.BlockSize(0))
	}
}

func TestRightToLeftWordsStandInVisualOrder(t *testing.T) {
	t.Parallel()
	// given two Hebrew words between English ones
	p := prepare(t, paragraphs("first שלום עולם last"))
	l := p.Wrap(nil, 600, 16)
	// when
	runs := l.Runs(0, nil)
	// then the second Hebrew word stands left of the first
	if !(runs[0].X < runs[2].X && runs[2].X < runs[1].X && runs[1].X < runs[3].X) {
		t.Errorf("words at %.1f %.1f %.1f %.1f", runs[0].X, runs[1].X, runs[2].X, runs[3].X)
	}
	// and the caret before a Hebrew letter is on its right
	start := strings.Index(p.Text(), "ש")
	if a, b := l.Caret(start+2), l.Caret(start+4); a.X <= b.X {
		t.Errorf("carets at %.1f and %.1f run left to right", a.X, b.X)
	}
	// and a Hebrew paragraph stands at the right
	l = prepare(t, paragraphs("שלום עולם")).Wrap(nil, 600, 16)
	if r := l.Runs(0, nil)[0]; abs(r.X+r.Width-600) > 0.5 {
		t.Errorf("the first word ends at %.1f, want 600", r.X+r.Width)
	}
}

func TestDerivedBlocksCannotBeHit(t *testing.T) {
	t.Parallel()
	// given a title from the record, a quiet line, and one paragraph
	doc := paragraphs("A paragraph of text.")
	doc.Blocks = append([]Block{{Role: Title, Extra: "A title"}, {Role: Meta, Extra: "Notes ·", Action: "Edit details"}}, doc.Blocks...)
	l := prepare(t, doc).Wrap(nil, 600, 16)
	// when
	o, ok := l.Hit(0, 20)
	// then the nearest text is hit
	if !ok || o != 0 {
		t.Errorf("hit %d, %v", o, ok)
	}
	// and the action is found under the pointer
	var found bool
	for x := float32(0); x < 200; x += 2 {
		if run, line, ok := l.RunAt(x, l.Lines[1].Y+5); ok && run.Style.Action {
			found = line == 1
		}
	}
	if !found {
		t.Error("no action in the quiet line")
	}
}

func TestPreparingStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Prepare(ctx, longText(100_000), shaper(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOneShaperServesManyDocumentsAtOnce(t *testing.T) {
	t.Parallel()
	doc := longText(60_000)
	want := prepare(t, doc)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got := prepare(t, doc)
			if !slices.Equal(got.pieces.width, want.pieces.width) {
				t.Error("the same text was measured differently")
			}
		})
	}
	wg.Wait()
}

func TestTheCacheIsBoundedAndKeepsWhatIsUsed(t *testing.T) {
	t.Parallel()
	// given a small history of words
	var c wordCache
	c.init()
	kept := c.put(face{}, "kept", &Word{})
	for i := range 3 * cacheWords {
		c.put(face{}, string(rune(i+0x10000))+"x", &Word{})
		if i%1000 == 0 && c.get(face{}, "kept") != kept {
			t.Fatalf("a word in use was forgotten after %d others", i)
		}
	}
	// then
	n := 0
	for i := range c.young {
		n += len(c.young[i]) + len(c.old[i])
	}
	if n > 2*cacheWords {
		t.Errorf("%d words are kept", n)
	}
}

func TestHostileTextsAreLaidOut(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"marks on one letter": "a" + strings.Repeat("\u0301", 20000),
		"joined emoji":        strings.Repeat("👩\u200D", 5000),
		"invalid bytes":       "ab\xff\xfe cd \xe2\x82 ef",
		"controls":            "a\x00b\x01c\td\u2028e\u2029f\vg",
		"only spaces":         "      \n\n   ",
		"one long word":       strings.Repeat("x", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := prepare(t, paragraphs(text))
			l := p.Wrap(nil, 300, 16)
			end := 0
			for _, ln := range l.Lines {
				if int(ln.Start) != end {
					t.Fatalf("a line starts at %d, want %d", ln.Start, end)
				}
				end = int(ln.End)
			}
			if end != len(text) {
				t.Errorf("lines end at %d of %d", end, len(text))
			}
			l.Hit(10, 10)
		})
	}
}
