package reader

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// Each picture is held in light and in dark; testdata/failed has what differed.
func TestPictures(t *testing.T) {
	wide := fyne.NewSize(656, 676) // the reader's pane in looks/reader-light.png
	pictures := map[string]struct {
		doc   textlayout.Document
		size  fyne.Size
		setup func(r *Reader)
	}{
		"empty": {size: fyne.NewSize(300, 200), setup: func(*Reader) {}},
		"brief": {brief(), wide, func(r *Reader) {
			text := r.doc.Text()
			r.SetMarks([]Mark{
				mark(t, 1, text, "the second one lost most of its fuel there", "fact", "solid", "F"),
				mark(t, 2, text, "its account is unlikely to be complete", "judgement", "double", "J"),
				mark(t, 3, text, "A second party closed the road behind the tankers", "gap", "dotted", "G"),
				mark(t, 4, text, "Neither side admits to the other, since each would pay for the company it kept", "assumption", "dashed", "A"),
				mark(t, 5, text, "pay for the company it kept in the eyes of its own supporters", "question", "thick", "Q"),
			})
			r.marks.all[3].HasNote = true
			start, end := at(t, text, "but not the roads")
			r.Select(start, end)
		}},
		"overlap": {brief(), fyne.NewSize(520, 420), func(r *Reader) {
			text := r.doc.Text()
			r.SetMarks([]Mark{
				mark(t, 1, text, "Neither side admits to the other, since each would pay for the company it kept", "assumption", "dashed", "A"),
				mark(t, 2, text, "since each would pay for the company it kept in the eyes of its own supporters", "question", "solid", "Q"),
				mark(t, 3, text, "would pay for the company", "judgement", "double", "J"),
				mark(t, 4, text, "patrols that reportedly reached the market", "gap", "dotted", "G"),
			})
			r.SetActiveMark(4)
			start, _ := at(t, text, "Neither side")
			r.SetReadingPosition(start)
		}},
		"find": {brief(), fyne.NewSize(520, 420), func(r *Reader) {
			r.SetFinds(everywhere(r.doc.Text(), "the"), 2)
		}},
		"parts": {parts(), fyne.NewSize(656, 760), func(*Reader) {}},
		"scripts": {scripts(), fyne.NewSize(480, 460), func(r *Reader) {
			start, end := at(t, r.doc.Text(), "👩‍👩‍👧‍👦 and")
			r.Select(start, end)
		}},
		"caret": {brief(), fyne.NewSize(400, 200), func(r *Reader) {
			fyne.CurrentApp().Driver().CanvasForObject(r).Focus(r)
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}},
		"zoomed": {brief(), fyne.NewSize(656, 300), func(r *Reader) { r.SetTextSize(22) }},
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
				p.setup(r)
				// then
				test.AssertRendersToImage(t, name+"-"+mode.name+".png", w.Canvas())
			})
		}
	}
}

// parts is a document of the roles that brief lacks.
func parts() textlayout.Document {
	var b builder
	b.add(textlayout.Title, "Fuel on the river: a survey")
	b.add(textlayout.Byline, "Prepared by the river desk")
	b.add(textlayout.Caption, "Tankers at the lower ford, seen from the east bank.")
	b.add(textlayout.Heading1, "What was counted")
	b.add(textlayout.Body, "The survey counted tankers at three fords, with bold care and some code like ford_3.csv, and a link to its tables.")
	b.add(textlayout.Heading2, "Tankers by ford")
	b.add(textlayout.Table, "Ford        April    May\nNorthern       14     31\nLower           9      2\nMarket          0      7")
	b.add(textlayout.Heading3, "In their words")
	b.add(textlayout.Quote, "We cross where the water lets us, and where nobody writes it down.\nThat is all I will say.")
	b.add(textlayout.Bullet, "A point of the first rank, long enough to run on to a second line so that its hanging indent shows.").Marker = "•"
	nested := b.add(textlayout.Bullet, "A point below it.")
	nested.Marker, nested.Level = "–", 1
	b.add(textlayout.Bullet, "A numbered point.").Marker = "9."
	b.add(textlayout.Bullet, "The next, with a wider number.").Marker = "10."
	b.add(textlayout.Footnote, "1 Counts are of tankers seen by daylight.").Marker = ""
	b.style(textlayout.Style{Bold: true}, "bold care")
	b.style(textlayout.Style{Mono: true}, "ford_3.csv")
	b.style(textlayout.Style{Link: true}, "its tables")
	return b.document()
}

// scripts is a document of what is hard to draw.
func scripts() textlayout.Document {
	var b builder
	b.add(textlayout.Body, "Emoji 👍🏽, a family 👩‍👩‍👧‍👦 and flags 🇲🇱🇳🇪 in a line; keycaps 1️⃣ and a heart ❤️.")
	b.add(textlayout.Body, "Accents Kïdal, Zürich, Łódź, Ångström, and one set apart: e\u0301te\u0301, n\u0303.")
	b.add(textlayout.Body, "Greek Ελληνικά, Russian Вагнер, Ukrainian Київ.")
	b.add(textlayout.Body, "An address: https://example.org/"+strings.Repeat("reports/2024/", 9)+"index.html ends here.")
	b.add(textlayout.Body, "Unbroken "+strings.Repeat("abcdefghij", 11)+" word.")
	b.add(textlayout.Body, "Arrows → and signs № ± × ÷ § ¶ † ‡ • … ‰ €.")
	return b.document()
}
