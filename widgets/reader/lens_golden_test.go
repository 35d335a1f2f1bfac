package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// studied is the brief with what was found in it.
func studied(t *testing.T, r *Reader) []Finding {
	t.Helper()
	text := r.doc.Text()
	var found []Finding
	add := func(tone Tone, words string) {
		start, end := at(t, text, words)
		found = append(found, Finding{ID: int64(len(found) + 1), Tone: tone, Start: start, End: end})
	}
	add(ToneActor, "Northern Haulage Guild")
	add(ToneActor, "NHG")
	add(ToneUnsettled, "district council")
	add(ToneUnsettled, "garrison")
	add(ToneDate, "in April")
	add(ToneDate, "on April 27")
	add(ToneCitation, "(Harbour Radio, April 28; see Coastal Ledger, May 2)")
	add(ToneCitation, "(Channel 4, April 27)")
	add(ToneCheck, "(Channel 4, April 27)")
	add(ToneLikelihood, "unlikely")
	add(ToneHedge, "reportedly")
	add(ToneHedge, "were expected to")
	return found
}

// lensed is a page of every tone in every surrounding: the title, a heading,
// the summary box, a table, a link, right-to-left words, each kind of mark.
func lensed() textlayout.Document {
	var b builder
	b.add(textlayout.Title, "Harbour League pays twice")
	b.add(textlayout.SummaryHeading, "Summary").Boxed = true
	item := b.add(textlayout.Bullet, "The Harbour League is likely to pay; it may be late (Quay Post, May 2).")
	item.Boxed, item.Marker = true, "•"
	b.add(textlayout.Heading2, "Why the League is unlikely to stop in May")
	b.add(textlayout.Body, "Fact: the League (Quay Post) on May 2 will probably agree with the Guard and might say so.")
	b.add(textlayout.Body, "Judgement: the League (Quay Post) on May 2 will probably agree with the Guard and might say so.")
	b.add(textlayout.Body, "Assumption: the League (Quay Post) on May 2 will probably agree with the Guard and might say so.")
	b.add(textlayout.Body, "Gap: the League (Quay Post) on May 2 will probably agree with the Guard and might say so.")
	b.add(textlayout.Body, "Question: the League (Quay Post) on May 2 will probably agree with the Guard and might say so.")
	b.add(textlayout.Body, "A link to the League, and the League under three marks that overlap; mixed مرحبا بالعالم words.")
	b.add(textlayout.Table, "League    4 May    likely\nGuard     5 May    may be")
	b.style(textlayout.Style{Link: true}, "to the League")
	b.style(textlayout.Style{Mono: true}, "مرحبا بالعالم") // of the embedded fonts only this one has Arabic
	return b.document()
}

func lensedFindings(text string) (found []Finding) {
	for _, w := range []struct {
		tone  Tone
		words string
	}{
		{ToneActor, "Harbour League"}, {ToneActor, "League"}, {ToneUnsettled, "Guard"},
		{ToneCitation, "(Quay Post, May 2)"}, {ToneCitation, "(Quay Post)"}, {ToneCheck, "(Quay Post, May 2)"},
		{ToneDate, "in May"}, {ToneDate, "on May 2"}, {ToneDate, "4 May"}, {ToneDate, "5 May"},
		{ToneLikelihood, "unlikely"}, {ToneLikelihood, " likely"}, {ToneLikelihood, "will probably"},
		{ToneHedge, "may be"}, {ToneHedge, "might say"}, {ToneCheck, "agree with the Guard"},
		{ToneActor, "مرحبا بالعالم"},
	} {
		for from := 0; ; {
			i := indexFrom(text, w.words, from)
			if i < 0 {
				break
			}
			start, end := i, i+len(w.words)
			if text[start] == ' ' {
				start++
			}
			found = append(found, Finding{ID: int64(len(found) + 1), Tone: w.tone, Start: start, End: end})
			from = end
		}
	}
	return found
}

func lensedMarks(t *testing.T, text string) []Mark {
	const rest = "the League (Quay Post) on May 2 will probably agree with the Guard"
	kinds := [][3]string{{"fact", "solid", "F"}, {"judgement", "double", "J"}, {"assumption", "dashed", "A"}, {"gap", "dotted", "G"}, {"question", "thick", "Q"}}
	var marks []Mark
	for i, prefix := range []string{"Fact: ", "Judgement: ", "Assumption: ", "Gap: ", "Question: "} {
		start, end := at(t, text, prefix+rest)
		marks = append(marks, Mark{ID: int64(i + 1), Start: start + len(prefix), End: end, Colour: kinds[i][0], Underline: kinds[i][1], Letter: kinds[i][2]})
	}
	return append(marks,
		mark(t, 6, text, "the League under three marks that overlap", "fact", "solid", "F"),
		mark(t, 7, text, "League under three marks", "judgement", "double", "J"),
		mark(t, 8, text, "under three", "gap", "dotted", "G"))
}

// Each picture is held in light and in dark.
func TestLensPictures(t *testing.T) {
	pictures := map[string]struct {
		doc   textlayout.Document
		size  fyne.Size
		text  float32
		setup func(r *Reader)
	}{
		"lenses": {brief(), fyne.NewSize(656, 676), 16, func(r *Reader) {
			text := r.doc.Text()
			r.SetFindings(studied(t, r))
			r.SetMarks([]Mark{
				mark(t, 1, text, "the second one lost most of its fuel there", "fact", "solid", "F"),
				mark(t, 2, text, "its account is unlikely to be complete", "judgement", "double", "J"),
				mark(t, 4, text, "Neither side admits to the other, since each would pay for the company it kept", "assumption", "dashed", "A"),
				mark(t, 5, text, "pay for the company it kept in the eyes of its own supporters", "question", "thick", "Q"),
			})
			start, end := at(t, text, "but not the roads")
			r.Select(start, end)
		}},
		"lens-kinds": {lensed(), fyne.NewSize(656, 780), 16, func(r *Reader) {
			text := r.doc.Text()
			r.SetFindings(lensedFindings(text))
			r.SetMarks(lensedMarks(t, text))
			r.SetActiveMark(3)
		}},
		"lens-small": {lensed(), fyne.NewSize(520, 640), 12, func(r *Reader) {
			r.SetFindings(lensedFindings(r.doc.Text()))
			r.SetMarks(lensedMarks(t, r.doc.Text()))
		}},
		"lens-large": {lensed(), fyne.NewSize(980, 1180), 24, func(r *Reader) {
			r.SetFindings(lensedFindings(r.doc.Text()))
			r.SetMarks(lensedMarks(t, r.doc.Text()))
		}},
		"lens-covered": {brief(), fyne.NewSize(520, 420), 16, func(r *Reader) {
			text := r.doc.Text()
			r.SetFindings(studied(t, r))
			r.SetFinds(everywhere(text, "april"), 2)
			start, end := at(t, text, "garrison answered with patrols that reportedly reached")
			r.Select(start, end)
			start, end = at(t, text, "Northern Haulage Guild (NHG)")
			r.Point(start, end)
			start, _ = at(t, text, "Drivers")
			r.SetReadingPosition(start)
		}},
	}
	for _, mode := range []struct {
		name string
		mode look.Mode
	}{{"light", look.ModeLight}, {"dark", look.ModeDark}} {
		for name, p := range pictures {
			t.Run(name+" "+mode.name, func(t *testing.T) {
				test.NewTempApp(t).Settings().SetTheme(look.NewTheme(mode.mode))
				// when
				r, w := showIn(t, p.doc, p.size)
				r.SetTextSize(p.text)
				p.setup(r)
				// then
				test.AssertRendersToImage(t, name+"-"+mode.name+".png", w.Canvas())
			})
		}
	}
}
