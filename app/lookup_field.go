package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets"
	"sidelight/widgets/look"
)

// lookupFieldWidth is the width of the field in the tab bar, in Fyne units;
// where the tabs have little room it gives way down to its least.
const lookupFieldWidth float32 = 256

// newLookupField makes the field that opens the look-up box.
func (d *Desk) newLookupField() *widgets.LookupField {
	keys := ""
	for _, c := range lookupCommands() {
		if c.ID == lookupCommand {
			keys = c.ShortcutText(onMac())
		}
	}
	return widgets.NewLookupField(lang.L("Look up anything"), keys, func() { d.lookUp("") })
}

// newTabRow puts a field at the right end of the tabs. It stays where it is
// when there are none.
func newTabRow(tabs, field fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewGround(widgets.GroundBars, container.New(tabRow{}, tabs, field, widget.NewSeparator()))
}

// tabRow lays the tabs out beside a field, under which the line goes on.
type tabRow struct{}

// Layout implements fyne.Layout.
func (tabRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	tabs, field, line := objects[0], objects[1], objects[2]
	wide := min(lookupFieldWidth, max(field.MinSize().Width, size.Width/4))
	high := field.MinSize().Height
	tabs.Move(fyne.NewPos(0, 0))
	tabs.Resize(fyne.NewSize(max(0, size.Width-wide-2*look.Space8), size.Height))
	line.Move(fyne.NewPos(tabs.Size().Width, size.Height-look.Hairline))
	line.Resize(fyne.NewSize(size.Width-tabs.Size().Width, look.Hairline))
	field.Move(fyne.NewPos(size.Width-wide-look.Space8, (size.Height-high)/2))
	field.Resize(fyne.NewSize(wide, high))
}

// MinSize implements fyne.Layout.
func (tabRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	tabs, field := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(tabs.Width+field.Width+2*look.Space8, tabs.Height)
}
