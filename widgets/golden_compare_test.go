package widgets

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"sidelight/widgets/look"
	"sidelight/widgets/reader"
	"sidelight/widgets/textlayout"
)

// comparedText is a side of a comparison for a reader: a title, a line about
// it, then paragraphs.
func comparedText(title, meta string, paragraphs ...string) textlayout.Document {
	var text strings.Builder
	text.WriteString(title)
	doc := textlayout.Document{Blocks: []textlayout.Block{{Role: textlayout.Title, End: len(title)},
		{Role: textlayout.Meta, Start: len(title), End: len(title), Extra: meta}}}
	for _, p := range paragraphs {
		text.WriteString("\n\n")
		doc.Blocks = append(doc.Blocks, textlayout.Block{Role: textlayout.Body, Start: text.Len(), End: text.Len() + len(p)})
		text.WriteString(p)
	}
	doc.Text = text.String()
	return doc
}

func comparedSides() (left, right textlayout.Document) {
	return comparedText("What the desert column lost", "Frontier Notes 12/8 · 2 August 2024",
			"The convoy was caught at the wadi on 27 July, and the survivors walked for two days. At least 47 of the foreign contractors died, by the count of the men who buried them (Desert Radio, July 30).",
			"Fuel had been short since June, and the last supply flight turned back on the 24th (Le Courrier, July 25).",
			"The two groups probably agreed beforehand who would hold the ridge and who the valley.",
			"Families in the home towns learned of it from videos."),
		comparedText("Two ambushes, one retreat: the road to Tinzaouaten", "Sahel Review 7/3 · 9 August 2024",
			"Fighters of the CMA opened fire from the ridge before noon on July 27. A second force closed the valley behind the trucks; 84 contractors were killed, the group said (Channel 9, July 27).",
			"The army answered with strikes from the air that reportedly hit a market (Le Courrier, August 1).",
			"Neither side admits to the other, and a prior agreement is unlikely, since each would pay for the company it kept.",
			"What remains is a garrison that can hold the towns but not the roads between them.")
}

// compared is two readers with the strip between them.
type compared struct {
	left, right *reader.Reader
	strip       *Ribbons
	pairs       []pair
}

// pair is two passages that belong together.
type pair struct {
	left, right [2]int
	strength    float32
	active      bool
	kind        string
}

func span(t testing.TB, text, from, to string) [2]int {
	t.Helper()
	start := strings.Index(text, from)
	end := strings.Index(text, to)
	if start < 0 || end < start {
		t.Fatalf("no passage from %q to %q", from, to)
	}
	return [2]int{start, end + len(to)}
}

func newCompared(t testing.TB, left, right textlayout.Document, pairs []pair) *compared {
	t.Helper()
	shaper, err := reader.NewShaper()
	if err != nil {
		t.Fatal(err)
	}
	c := &compared{left: reader.New(), right: reader.New(), strip: NewRibbons(), pairs: pairs}
	for _, side := range []struct {
		r   *reader.Reader
		doc textlayout.Document
		to  reader.Side
		of  func(pair) [2]int
	}{{c.left, left, reader.RightSide, func(p pair) [2]int { return p.left }}, {c.right, right, reader.LeftSide, func(p pair) [2]int { return p.right }}} {
		p, err := textlayout.Prepare(context.Background(), side.doc, shaper)
		if err != nil {
			t.Fatal(err)
		}
		side.r.SetPrepared(p)
		side.r.SetTextSize(15)
		side.r.SetGroundSide(side.to)
		var grounds []reader.Ground
		for _, p := range pairs {
			s := side.of(p)
			grounds = append(grounds, reader.Ground{Start: s[0], End: s[1], Active: p.active, Kind: p.kind})
		}
		slices.SortFunc(grounds, func(a, b reader.Ground) int { return a.Start - b.Start })
		side.r.SetGrounds(grounds)
		side.r.OnScrolled = c.strip.Refresh
	}
	c.strip.InView = func(float32) (all []Ribbon) {
		for _, p := range c.pairs {
			lt, lb, ok := c.left.Extent(p.left[0], p.left[1])
			rt, rb, also := c.right.Extent(p.right[0], p.right[1])
			if ok && also {
				all = append(all, Ribbon{LeftTop: lt, LeftBottom: lb, RightTop: rt, RightBottom: rb, Strength: p.strength, Active: p.active, Kind: p.kind, Tip: "27 July 2024"})
			}
		}
		return all
	}
	return c
}

// page lays the three out as the page of a comparison does.
func (c *compared) page() fyne.CanvasObject {
	return container.New(threeColumns{}, c.left, c.strip, c.right)
}

type threeColumns struct{}

func (threeColumns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 200) }

func (threeColumns) Layout(o []fyne.CanvasObject, s fyne.Size) {
	side := float32(int((s.Width - RibbonsWidth) / 2))
	place(o[0], 0, 0, side, s.Height)
	place(o[2], side+RibbonsWidth, 0, s.Width-side-RibbonsWidth, s.Height)
	place(o[1], side, 0, RibbonsWidth, s.Height)
}

func TestGoldenCompareMatters(t *testing.T) {
	left, right := comparedSides()
	golden(t, "compare_matters", 932, 520, func(fyne.Window) fyne.CanvasObject {
		c := newCompared(t, left, right, []pair{
			{left: span(t, left.Text, "The convoy", "July 30)."), right: span(t, right.Text, "Fighters", "July 27)."), strength: 0.9, active: true},
			{left: span(t, left.Text, "The two groups", "valley."), right: span(t, right.Text, "Neither", "it kept."), strength: 0.3},
		})
		tone(t, c.left, left.Text, reader.ToneDiffers, "At least 47 of the foreign contractors died", "probably agreed beforehand who would hold the ridge")
		tone(t, c.right, right.Text, reader.ToneDiffers, "84 contractors were killed, the group said", "a prior agreement is unlikely")
		return c.page()
	})
}

// tone shows words of a reader in a tone.
func tone(t testing.TB, r *reader.Reader, text string, tone reader.Tone, words ...string) {
	t.Helper()
	var found []reader.Finding
	for _, w := range words {
		s := span(t, text, w, w)
		found = append(found, reader.Finding{ID: int64(len(found) + 1), Tone: tone, Start: s[0], End: s[1]})
	}
	r.SetFindings(found)
}

func TestGoldenCompareEditions(t *testing.T) {
	first := comparedText("Two ambushes, one retreat", "Sahel Review 7/3 · 9 August 2024",
		"Fighters of the CMA opened fire from the ridge before noon on July 27.",
		"A second force closed the valley behind the trucks; 84 contractors were killed, the group said.",
		"The army answered with strikes from the air that reportedly hit a market.",
		"Neither side admits to the other.",
		"What remains is a garrison that can hold the towns.")
	second := comparedText("Two ambushes, one retreat", "Sahel Review 7/3 · corrected 12 August 2024",
		"What remains is a garrison that can hold the towns.",
		"Fighters of the CMA opened fire from the ridge before noon on July 27.",
		"A second force closed the valley behind the trucks; at least 47 contractors were killed, by the count of those who buried them.",
		"The review has since spoken with two of the survivors.",
		"Neither side admits to the other.")
	golden(t, "compare_editions", 932, 440, func(fyne.Window) fyne.CanvasObject {
		after := strings.Index(second.Text, "Neither side")
		gone := strings.Index(second.Text, "47 contractors") - len("at least ")
		here := strings.Index(first.Text, "The army")
		c := newCompared(t, first, second, []pair{
			{left: span(t, first.Text, "A second", "group said."), right: span(t, second.Text, "A second", "buried them."), strength: 1, kind: look.Changed, active: true},
			{left: [2]int{here, here}, right: span(t, second.Text, "The review", "survivors."), strength: 1, kind: look.Inserted},
			{left: span(t, first.Text, "The army", "a market."), right: [2]int{after, after}, strength: 1, kind: look.Deleted},
			{left: span(t, first.Text, "What remains", "towns."), right: span(t, second.Text, "What remains", "towns."), strength: 1, kind: look.Moved},
		})
		tone(t, c.left, first.Text, reader.ToneChanged, "84", ", the group said")
		tone(t, c.right, second.Text, reader.ToneChanged, second.Text[gone:gone+len("at least 47")], "by the count of those who buried them")
		return c.page()
	})
}

func TestGoldenRibbons(t *testing.T) {
	golden(t, "ribbons", 72, 560, func(fyne.Window) fyne.CanvasObject {
		s := NewRibbons()
		s.InView = func(float32) (all []Ribbon) {
			for i, kind := range []string{"", look.Inserted, look.Deleted, look.Changed, look.Moved} {
				y := float32(20 + i*70)
				b := Ribbon{LeftTop: y, LeftBottom: y + 40, RightTop: y + 20, RightBottom: y + 50, Strength: 1, Kind: kind}
				switch kind {
				case look.Inserted:
					b.LeftTop, b.LeftBottom = y+20, y+20
				case look.Deleted:
					b.RightTop, b.RightBottom = y+20, y+20
				case look.Moved:
					b.RightTop, b.RightBottom = 480, 520
				}
				all = append(all, b)
			}
			return append(all, Ribbon{LeftTop: 500, LeftBottom: 540, RightTop: 400, RightBottom: 430, Strength: 0.5, Active: true})
		}
		return s
	})
}

// differences are the cards of a comparison: one chosen, one kept, one set
// aside.
func differences() []CardData {
	judge := []CardAction{{"keep", "Keep"}, {"dismiss", "Dismiss"}, {"note", "To note"}}
	return []CardData{
		{ID: 1, Colour: "gap", Title: "Figures differ", Note: "at least 47 killed · 84 killed", Meta: "same event: 27 July, CMA, contractors", Links: true, Actions: judge},
		{ID: 2, Colour: "judgement", Title: "Likelihood differs", Note: "probably (55–80%) · unlikely (20–45%)", Meta: "prior agreement between the two groups", Links: true, Actions: judge},
		{ID: 3, Colour: "assumption", Title: "Only on the left", Note: "Fuel shortage since June", Meta: "Le Courrier, 25 July 2024", Links: true, Kept: true, Actions: []CardAction{{"open", "Undo"}, {"note", "To note"}}},
		{ID: 4, Colour: "question", Title: "Sourced there, not here", Note: "who closed the valley", Links: true},
		{ID: 5, Colour: "slate", Title: "Dates differ for the road that was closed by the second force behind the trucks", Note: "27 July · 28 July", Meta: "one more reason that is too long for the line that it has in a pane so narrow", Links: true, Faint: true, Actions: []CardAction{{"open", "Bring back"}}},
	}
}

func TestGoldenDifferences(t *testing.T) {
	golden(t, "differences", 299, 520, func(fyne.Window) fyne.CanvasObject {
		l := NewCardList()
		l.SetCards(differences())
		l.SetActive(2)
		l.focused, l.picked = true, 1
		return l
	})
}

func TestGoldenCompareTools(t *testing.T) {
	golden(t, "compare_tools", 932, 100, func(fyne.Window) fyne.CanvasObject {
		line := func(words string, steps bool) (*StepCount, fyne.CanvasObject) {
			quiet := TextStyle{Size: look.SmallSize, Quiet: true}
			count := NewStepCount([2]string{"F7", "F8"}, [2]string{"The difference before", "The difference after"})
			count.SetCount(words, steps)
			return count, padded(8, container.NewBorder(nil, nil,
				container.NewHBox(NewText("Compare", quiet), NewChip("Same matters", true), NewChip("Editions", false),
					NewText("   Scroll", quiet), NewChip("In step", true), NewChip("Apart", false)),
				container.NewHBox(count, NewQuietButton("Swap", nil), NewIconButton("more", "More", nil))))
		}
		some, first := line("2 of 5 differences", true)
		some.focused, some.hovered = true, 1
		_, second := line("These two have the same words", false)
		return NewGround(GroundPage, NewStrip(first, second))
	})
}
