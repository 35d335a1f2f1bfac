package app

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"sidelight/widgets"
)

// place is where a put function notes a named thing.
type put = func(name string, pos fyne.Position, size fyne.Size)

// places lists what can be clicked in the window now, for the end-to-end
// test.
func (d *Desk) places(p put) {
	if d.lookup.places(p) {
		return
	}
	if s := d.open; s != nil && s.Shown() {
		for _, at := range s.Places() {
			p("sheet."+at.Name, at.Pos, at.Size)
		}
		for name, field := range d.openFields {
			whole(p, name, field)
		}
		return
	}
	parts(p, "rail.", d.rail)
	whole(p, "lookup.open", d.lookupField)
	if !d.outer.Collapsed() {
		d.panes[d.pane].places(p)
	}
	if !d.inner.Collapsed() {
		d.side.places(p)
	}
	if pair := d.tabs.pairInView(); pair != nil {
		pair.Places(p)
	}
	if page := d.tabs.current(); page != nil {
		page.Places(p)
		return
	}
	if d.welcome.first.Visible() {
		parts(func(name string, pos fyne.Position, size fyne.Size) {
			p(map[string]string{"welcome.primary": "welcome.import", "welcome.secondary": "welcome.sample"}[name], pos, size)
		}, "welcome.", d.welcome.first)
	}
}

// Places implements page.
func (p *briefPage) Places(to put) {
	whole(to, "reader", p.reader)
	if p.toolbar.Visible() {
		p.lenses.bar.places(to)
	}
	parts(to, "explain.", p.card.card)
	if p.find.content.Visible() {
		whole(to, "find", p.find.bar)
	}
	if !p.bar.Visible() {
		return
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.bar)
	for _, at := range p.bar.Places() {
		name := at.Name
		if id, err := strconv.ParseInt(strings.TrimPrefix(name, barLabel), 10, 64); err == nil {
			name = "label." + p.labels.get(id).Key
		}
		to("bar."+name, origin.Add(at.Pos), at.Size)
	}
}

// resized is called when the window has a new size.
func (d *Desk) resized(size fyne.Size) {
	canvas := d.win.Canvas().Size()
	d.events.emit("window %d %d", int(canvas.Width), int(canvas.Height))
	d.fit(d.hasComparison())
	if p := d.page(); p != nil {
		p.placeBar()
	}
}

// printLines tells where the lines of the text in view stand.
func (d *Desk) printLines() {
	p := d.page()
	if p == nil || !p.loaded || d.events.out == nil {
		return
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.reader)
	var b strings.Builder
	b.WriteString("lines")
	for _, l := range p.reader.Lines() {
		fmt.Fprintf(&b, "\nline %d %d %d %d %d %d", int(origin.X+l.X), int(origin.Y+l.Y), int(l.W), int(l.H), l.Start, l.End)
	}
	if now := b.String(); now != d.lines {
		d.lines = now
		d.events.print(now)
	}
}

// showSheet brings a sheet up and remembers it, with its named fields, for
// the places.
func (d *Desk) showSheet(name string, s *widgets.Sheet, named fields) {
	d.open, d.openFields = s, named
	s.Show(d.win.Canvas())
	d.events.emit("sheet %s", name)
}
