package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Sheet is a panel over the window that asks for something. Unlike Fyne's
// dialogs it answers the keyboard: Escape cancels, Ctrl+Enter confirms, and so
// does Enter where it has no other meaning. The focus stays in it and starts
// in the first field.
type Sheet struct {
	Width      float32        // of the panel; 0: 480
	Confirm    string         // the filled button's words; empty: there is none
	CancelText string         // empty: "Cancel"
	Danger     bool           // confirming cannot be taken back
	First      fyne.Focusable // nil: the first there is
	OnConfirm  func() bool    // false keeps the sheet open
	OnCancel   func()

	title   string
	content fyne.CanvasObject
	extra   []*Button
	yes, no *Button
	off     bool // confirming is disabled

	overlay     *sheetOverlay
	canvas      fyne.Canvas
	previousKey func(*fyne.KeyEvent)
	tips        *tipLayer
	scroll      *container.Scroll
	scrolling   bool

	scrim, panel *canvas.Rectangle
	heading      *canvas.Text
}

const (
	sheetWidth  float32 = 480
	sheetPad            = look.Space16
	sheetHead   float32 = 44
	sheetFoot   float32 = 52
	sheetMargin         = look.Space24
)

// NewSheet makes a sheet around content; Show brings it up.
func NewSheet(title string, content fyne.CanvasObject) *Sheet {
	s := &Sheet{title: title, content: content, tips: newTipLayer(), scroll: container.NewVScroll(nil),
		scrim: newBox(0), panel: newBox(look.RadiusPanel), heading: canvas.NewText("", nil)}
	s.overlay = &sheetOverlay{sheet: s}
	s.overlay.ExtendBaseWidget(s.overlay)
	return s
}

// Refresh lays the sheet out anew, after its content grew or shrank.
func (s *Sheet) Refresh() { s.overlay.Refresh() }

// SetTitle changes the title.
func (s *Sheet) SetTitle(title string) { s.title = title; s.Refresh() }

// AddButton adds a plain button at the left of Cancel; it does not close the sheet.
func (s *Sheet) AddButton(text string, act func()) *Button {
	b := NewButton(text, act)
	s.extra = append(s.extra, b)
	s.Refresh()
	return b
}

// SetConfirmEnabled says whether confirming is possible now.
func (s *Sheet) SetConfirmEnabled(enabled bool) {
	s.off = !enabled
	if s.yes != nil {
		s.yes.disabled = s.off
		s.yes.Refresh()
	}
}

// FocusCancel gives the keyboard to the button that cancels.
func (s *Sheet) FocusCancel() {
	if s.Shown() {
		s.canvas.Focus(s.no)
	}
}

// Shown reports whether the sheet is up.
func (s *Sheet) Shown() bool { return s.canvas != nil }

// Show brings the sheet up on a canvas.
func (s *Sheet) Show(c fyne.Canvas) {
	if s.canvas != nil {
		return
	}
	s.canvas = c
	if s.CancelText == "" {
		s.CancelText = lang.L("Cancel")
	}
	s.no = NewButton(s.CancelText, s.cancel)
	s.yes = nil
	if s.Confirm != "" {
		s.yes = NewPrimaryButton(s.Confirm, s.confirm)
		if s.Danger {
			s.yes = NewDangerButton(s.Confirm, s.confirm)
		}
		s.yes.disabled = s.off
	}
	c.Overlays().Add(s.overlay)
	s.Refresh()
	s.previousKey = c.OnTypedKey()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { s.takeKey(e) })
	s.listen()
	if s.First != nil {
		c.Focus(s.First)
	} else {
		c.FocusNext()
	}
}

// confirmKeys are the shortcuts that confirm from wherever the focus is.
func confirmKeys() []fyne.Shortcut {
	return []fyne.Shortcut{
		&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault},
		&desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierShortcutDefault},
	}
}

func (s *Sheet) listen() {
	for _, key := range confirmKeys() {
		s.canvas.AddShortcut(key, func(fyne.Shortcut) { s.confirm() })
	}
}

// Hide takes the sheet away without calling OnCancel.
func (s *Sheet) Hide() {
	c := s.canvas
	if c == nil {
		return
	}
	s.canvas = nil
	s.tips.clear()
	c.SetOnTypedKey(s.previousKey)
	for _, key := range confirmKeys() {
		c.RemoveShortcut(key)
	}
	c.Overlays().Remove(s.overlay)
	if below, ok := c.Overlays().Top().(*sheetOverlay); ok {
		below.sheet.listen()
	}
}

func (s *Sheet) confirm() {
	if s.canvas == nil || s.yes == nil || s.off {
		return
	}
	if s.OnConfirm == nil || s.OnConfirm() {
		s.Hide()
	}
}

func (s *Sheet) cancel() {
	if s.canvas == nil {
		return
	}
	s.Hide()
	if s.OnCancel != nil {
		s.OnCancel()
	}
}

// takeKey implements keyTaker.
func (s *Sheet) takeKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		s.cancel()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.yes != nil {
			s.confirm()
			return true
		}
	}
	return false
}

// sheetOverlay is the sheet as Fyne sees it: all of the canvas, so that
// nothing behind the panel can be reached.
type sheetOverlay struct {
	widget.BaseWidget
	sheet *Sheet
}

// takeKey implements keyTaker.
func (o *sheetOverlay) takeKey(e *fyne.KeyEvent) bool { return o.sheet.takeKey(e) }

// tipLayer implements tipHost.
func (o *sheetOverlay) tipLayer() *tipLayer { return o.sheet.tips }

// Tapped implements fyne.Tappable: a click beside the panel does nothing, since
// it must not throw away what was entered.
func (o *sheetOverlay) Tapped(*fyne.PointEvent) {}

// TappedSecondary implements fyne.SecondaryTappable.
func (o *sheetOverlay) TappedSecondary(*fyne.PointEvent) {}

// MouseIn implements desktop.Hoverable.
func (o *sheetOverlay) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (o *sheetOverlay) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (o *sheetOverlay) MouseOut() {}

// buttons returns the buttons from right to left.
func (s *Sheet) buttons() []*Button {
	var all []*Button
	if s.yes != nil {
		all = append(all, s.yes)
	}
	if s.no != nil {
		all = append(all, s.no)
	}
	for i := len(s.extra) - 1; i >= 0; i-- {
		all = append(all, s.extra[i])
	}
	return all
}

// CreateRenderer implements fyne.Widget.
func (o *sheetOverlay) CreateRenderer() fyne.WidgetRenderer {
	s := o.sheet
	return &renderer{owner: o, refresh: func() {}, layout: s.layout,
		min: func() fyne.Size { return fyne.Size{} },
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{s.scrim, s.panel, s.heading}
			if s.scrolling {
				all = append(all, s.scroll)
			} else {
				all = append(all, s.content)
			}
			buttons := s.buttons()
			for i := len(buttons) - 1; i >= 0; i-- { // Tab goes from left to right
				all = append(all, buttons[i])
			}
			return append(all, s.tips)
		}}
}

func (s *Sheet) layout(size fyne.Size) {
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	p := look.Current()
	s.scrim.FillColor = p.Scrim
	lift(s.panel, p)
	s.panel.Shadow.BlurRadius = 24
	place(s.scrim, 0, 0, size.Width, size.Height)
	place(s.tips, 0, 0, size.Width, size.Height)

	want := s.Width
	if want == 0 {
		want = sheetWidth
	}
	least := s.content.MinSize()
	width := min(max(want, least.Width+2*sheetPad), size.Width-2*sheetMargin)
	room := width - 2*sheetPad
	// Text that wraps knows its height only at its width.
	s.content.Resize(fyne.NewSize(room, max(s.content.Size().Height, least.Height)))
	height := s.content.MinSize().Height
	most := size.Height - 2*sheetMargin - sheetHead - sheetFoot
	s.scrolling = height > most
	inner := min(height, most)
	x, y := (size.Width-width)/2, max(sheetMargin, (size.Height-inner-sheetHead-sheetFoot)*0.4)
	place(s.panel, x, y, width, inner+sheetHead+sheetFoot)
	bold.set(s.heading, bold.elide(s.title, room), p.Text)
	s.heading.TextSize = 15
	place(s.heading, x+sheetPad, y, room, sheetHead)
	top := y + sheetHead
	if s.scrolling {
		if s.scroll.Content != s.content {
			s.scroll.Content = s.content
			s.scroll.Refresh()
		}
		place(s.scroll, x+sheetPad, top, room+look.Space12, inner)
		s.content.Resize(fyne.NewSize(room, height))
	} else {
		place(s.content, x+sheetPad, top, room, inner)
	}
	right := x + width - sheetPad
	for _, b := range s.buttons() {
		w := b.MinSize().Width
		place(b, right-w, top+inner+look.Space12, w, look.FieldHeight)
		right -= w + look.Space8
	}
}

// ShowConfirm asks a yes-or-no question; yes runs only when it was confirmed.
func ShowConfirm(c fyne.Canvas, title, sentence, confirm string, danger bool, yes func()) *Sheet {
	s := NewSheet(title, NewText(sentence, TextStyle{Lines: -1}))
	s.Confirm, s.Danger, s.Width = confirm, danger, 420
	s.OnConfirm = func() bool {
		s.Hide()
		call(yes)
		return true
	}
	s.Show(c)
	if danger {
		c.Focus(s.no) // what cannot be taken back should not hang on one Enter
	} else {
		c.Focus(s.yes)
	}
	return s
}
