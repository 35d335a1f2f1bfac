package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// FindBar finds words in the text in view. Enter goes to the next place,
// Shift+Enter to the one before, Escape closes.
type FindBar struct {
	widget.BaseWidget
	OnQuery    func(text string)
	OnNext     func()
	OnPrevious func()
	OnClose    func()

	field                       *findField
	count                       string
	none                        bool
	label                       *canvas.Text
	ground, line                *canvas.Rectangle
	previous, next, closeButton *IconButton
}

const findFieldWidth float32 = 240

// findField is the entry of a FindBar.
type findField struct {
	widget.Entry
	bar   *FindBar
	shift bool
}

// NewFindBar makes an empty bar.
func NewFindBar() *FindBar {
	b := &FindBar{label: canvas.NewText("", nil), ground: newBox(0), line: newBox(0)}
	b.field = &findField{bar: b}
	b.field.PlaceHolder = lang.L("Find in this text")
	b.field.OnChanged = func(s string) {
		if b.OnQuery != nil {
			b.OnQuery(s)
		}
	}
	b.field.ExtendBaseWidget(b.field)
	b.previous = NewIconButton("up", lang.L("Previous (Shift+Enter)"), func() { call(b.OnPrevious) })
	b.next = NewIconButton("down", lang.L("Next (Enter)"), func() { call(b.OnNext) })
	b.closeButton = NewIconButton("close", lang.L("Close (Escape)"), func() { call(b.OnClose) })
	b.ExtendBaseWidget(b)
	b.SetCount(0, -1)
	return b
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// SetCount shows which of the places found is the current one, from 1; a total
// below 0 means that nothing was asked.
func (b *FindBar) SetCount(current, total int) {
	b.none = total == 0
	switch {
	case total < 0:
		b.count = ""
	case total == 0:
		b.count = lang.L("Not found")
	default:
		b.count = lang.L("{{.N}} of {{.M}}", map[string]any{"N": current, "M": total})
	}
	for _, button := range []*IconButton{b.previous, b.next} {
		button.disabled = total <= 0
		button.Refresh()
	}
	b.Refresh()
}

// Query returns the words looked for.
func (b *FindBar) Query() string { return b.field.Text }

// SetQuery changes the words without calling OnQuery.
func (b *FindBar) SetQuery(text string) {
	told := b.field.OnChanged
	b.field.OnChanged = nil
	b.field.SetText(text)
	b.field.OnChanged = told
}

// FocusField puts the keyboard into the field with all of it selected.
func (b *FindBar) FocusField() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.field); c != nil {
		c.Focus(b.field)
		b.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// CreateRenderer implements fyne.Widget.
func (b *FindBar) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: b, refresh: func() {}, layout: b.layout,
		objects: fixed(b.ground, b.line, b.field, b.label, b.previous, b.next, b.closeButton),
		min:     func() fyne.Size { return fyne.NewSize(320, look.HeadHeight) }}
}

func (b *FindBar) layout(s fyne.Size) {
	p := look.Current()
	b.ground.FillColor, b.line.FillColor = p.Surface, p.Lines
	place(b.ground, 0, 0, s.Width, s.Height)
	place(b.line, 0, s.Height-look.Hairline, s.Width, look.Hairline)
	buttons := 3*iconButtonSize + look.Space8
	w := max(80, min(findFieldWidth, s.Width-buttons-90-2*look.Space12))
	y := (s.Height - look.Hairline - look.FieldHeight) / 2
	place(b.field, look.Space12, y, w, look.FieldHeight)
	ink := p.Quiet
	if b.none {
		ink = p.Error
	}
	x := look.Space12 + w + look.Space8
	small.set(b.label, b.count, ink)
	place(b.label, x, y, 76, look.FieldHeight)
	x += 76 + look.Space8
	y = (s.Height - look.Hairline - iconButtonSize) / 2
	place(b.previous, x, y, iconButtonSize, iconButtonSize)
	place(b.next, x+iconButtonSize, y, iconButtonSize, iconButtonSize)
	place(b.closeButton, s.Width-iconButtonSize-look.Space8, y, iconButtonSize, iconButtonSize)
}

// TypedKey implements fyne.Focusable.
func (f *findField) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(f, e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		call(f.bar.OnClose)
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.shift {
			call(f.bar.OnPrevious)
		} else {
			call(f.bar.OnNext)
		}
	case fyne.KeyDown:
		call(f.bar.OnNext)
	case fyne.KeyUp:
		call(f.bar.OnPrevious)
	default:
		f.Entry.TypedKey(e)
	}
}

// KeyDown implements desktop.Keyable: a key event does not say whether Shift is held.
func (f *findField) KeyDown(e *fyne.KeyEvent) {
	f.shift = f.shift || e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight
	f.Entry.KeyDown(e)
}

// KeyUp implements desktop.Keyable.
func (f *findField) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		f.shift = false
	}
	f.Entry.KeyUp(e)
}

// FocusLost implements fyne.Focusable.
func (f *findField) FocusLost() { f.shift = false; f.Entry.FocusLost() }
