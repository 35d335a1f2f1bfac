package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// themeModes pairs the words of the session with the modes of the look, in
// the chooser's order.
var themeModes = []struct {
	word  string
	title string
	mode  look.Mode
}{
	{"", "As the system", look.ModeSystem},
	{"light", "Light", look.ModeLight},
	{"dark", "Dark", look.ModeDark},
}

func modeOf(word string) look.Mode {
	for _, m := range themeModes {
		if m.word == word {
			return m.mode
		}
	}
	return look.ModeSystem
}

// showSettings opens the sheet of settings. Everything in it takes effect at
// once; there is nothing to confirm.
func (d *Desk) showSettings() {
	words, themes := make([]string, len(themeModes)), make([]string, len(themeModes))
	for i, m := range themeModes {
		words[i], themes[i] = m.word, lang.L(m.title)
	}
	theme := newChoice(words, themes, d.session.Theme, d.setTheme)
	chosen := "serif"
	if d.session.Sans {
		chosen = "sans"
	}
	face := newChoice([]string{"serif", "sans"}, []string{lang.L("Serif"), lang.L("Sans")}, chosen, func(f string) { d.setSans(f == "sans") })
	labels := newLabelEditor(d.kit)
	body := formOf(
		widgets.NewFormRow(lang.L("Theme"), theme.content),
		widgets.NewFormRow(lang.L("Reading typeface"), face.content),
		widgets.NewFormRow(lang.L("Reading size"), d.sizeChooser()),
		d.watcher.chooser(),
		widgets.NewFormRow(lang.L("“Long form (SF)” counts as"), d.mentionChooser()),
		container.New(insets{look.Space8, 0, 0, 0}, heading(lang.L("Labels"))),
		labels.content)
	sheet := widgets.NewSheet(lang.L("Settings"), body)
	sheet.Width = 680
	sheet.CancelText = lang.L("Close")
	sheet.OnCancel = func() { labels.close(); d.events.emit("sheet-closed settings") }
	named := fields{}
	for i, chip := range theme.chips {
		named["settings.theme."+[]string{"system", "light", "dark"}[i]] = chip
	}
	d.sheet("settings", sheet, named)
}

func (d *Desk) sizeChooser() fyne.CanvasObject {
	names := make([]string, len(textSizes))
	for i, s := range textSizes {
		names[i] = strconv.Itoa(int(s))
	}
	size := widgets.NewChoice(names, slices.Index(textSizes, d.session.TextSize))
	size.OnChanged = func(i int) { d.setTextSize(textSizes[i]) }
	return container.NewHBox(size)
}

// labelEditor edits the labels in rows: name, key, letter, colour, underline.
// Every change is stored when a field is left.
type labelEditor struct {
	*kit
	content *fyne.Container
	rows    *fyne.Container
	stop    func()
}

// underlines are the ways a label can be told without its colour.
var underlines = []string{"solid", "double", "dashed", "dotted", "thick"}

func underlineTitles() []string {
	return []string{lang.L("solid"), lang.L("double"), lang.L("dashed"), lang.L("dotted"), lang.L("thick")}
}

// colourTitles names the palette's label colours by what is seen; the palette
// names them by the label they were made for.
func colourTitles() []string {
	seen := map[string]string{"fact": lang.L("green"), "judgement": lang.L("amber"), "assumption": lang.L("violet"),
		"gap": lang.L("red"), "question": lang.L("blue"), "teal": lang.L("teal"), "rose": lang.L("rose"), "slate": lang.L("slate")}
	titles := make([]string, len(look.LabelNames))
	for i, name := range look.LabelNames {
		titles[i] = seen[name]
		if titles[i] == "" {
			titles[i] = name
		}
	}
	return titles
}

func newLabelEditor(k *kit) *labelEditor {
	e := &labelEditor{kit: k, rows: container.NewVBox()}
	scroll := container.NewVScroll(e.rows)
	scroll.SetMinSize(fyne.NewSize(0, 176))
	e.content = container.NewVBox(e.head(), scroll)
	if k.canWrite() {
		e.content.Add(container.NewHBox(widgets.NewButton(lang.L("Add a label"), e.add)))
	}
	e.stop = k.labels.watch(e.fill)
	e.fill()
	return e
}

func (e *labelEditor) close() { e.stop() }

// labelColumns are the widths of the fields of a row.
var labelColumns = []float32{190, 52, 52, 132, 120, 28}

func labelRow(fields ...fyne.CanvasObject) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(fields))
	for i, f := range fields {
		cells[i] = container.New(atLeast{fyne.NewSize(labelColumns[i], 0)}, f)
	}
	return container.NewHBox(cells...)
}

func (e *labelEditor) head() fyne.CanvasObject {
	word := func(s string) fyne.CanvasObject {
		return widgets.NewText(s, widgets.TextStyle{Size: look.SmallSize, Quiet: true})
	}
	return labelRow(word(lang.L("Name")), word(lang.L("Key")), word(lang.L("Letter")), word(lang.L("Colour")), word(lang.L("Underline")))
}

func (e *labelEditor) fill() {
	e.rows.RemoveAll()
	for _, l := range e.labels.all {
		e.rows.Add(e.row(l))
	}
	e.rows.Refresh()
}

func (e *labelEditor) row(l db.Label) fyne.CanvasObject {
	name, key, letter := widgets.NewField(""), widgets.NewField(""), widgets.NewField("")
	name.SetText(l.Name)
	key.SetText(l.Key)
	letter.SetText(l.Letter)
	now := l
	leave := func() {
		now.Name, now.Key, now.Letter = oneLine(name.Text), oneLine(key.Text), strings.ToUpper(oneLine(letter.Text))
		e.change(l, now)
	}
	for _, f := range []*widgets.Field{name, key, letter} {
		f.OnBlur = leave
		f.OnSubmitted = func(string) { leave() }
	}
	colour := chooser(look.LabelNames, colourTitles(), l.Colour, func(s string) { now.Colour = s; leave() })
	underline := chooser(underlines, underlineTitles(), l.Underline, func(s string) { now.Underline = s; leave() })
	remove := widgets.NewIconButton("trash", lang.L("Remove the label; what is marked with it stays marked"), func() { e.remove(l) })
	if !e.canWrite() {
		for _, w := range []interface{ Disable() }{name, key, letter, colour, underline} {
			w.Disable()
		}
		remove.Disable()
	}
	return labelRow(name, key, letter, colour, underline, remove)
}

// chooser is a select of words that are stored and titles that are shown.
func chooser(words, titles []string, chosen string, done func(string)) *widgets.Choice {
	c := widgets.NewChoice(titles, slices.Index(words, chosen))
	c.OnChanged = func(i int) { done(words[i]) }
	return c
}

func (e *labelEditor) change(before, after db.Label) {
	if after == before || after.Name == "" {
		return
	}
	e.store(lang.L("change label"), func(ctx context.Context) error { return e.lib.UpdateLabel(ctx, after) })
}

func (e *labelEditor) remove(l db.Label) {
	e.sheet("confirm", widgets.ShowConfirm(e.win.Canvas(), lang.L("Remove the label {{.Name}}?", map[string]any{"Name": l.Name}),
		lang.L("Passages marked with it stay marked, without a label."), lang.L("Remove"), true, func() {
			e.store(lang.L("remove label"), func(ctx context.Context) error { return e.lib.DeleteLabel(ctx, l.ID) })
		}), nil)
}

// add makes a label with the first key and colour that are free.
func (e *labelEditor) add() {
	l := db.Label{Name: lang.L("New label"), Letter: "N", Colour: look.LabelNames[len(e.labels.all)%len(look.LabelNames)], Underline: "solid", Position: len(e.labels.all) + 1}
	for n := 1; n <= 9 && l.Key == ""; n++ {
		if _, taken := e.labels.byKey(strconv.Itoa(n)); !taken {
			l.Key = strconv.Itoa(n)
		}
	}
	e.store(lang.L("add label"), func(ctx context.Context) error {
		_, err := e.lib.AddLabel(ctx, l)
		return err
	})
}

func (e *labelEditor) store(what string, f func(context.Context) error) {
	store(e.ctx, e.loop, func(ctx context.Context) (struct{}, error) { return struct{}{}, f(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			e.report(fmt.Errorf("%s: %w", what, err))
			e.fill()
			return
		}
		e.saved()
	})
}
