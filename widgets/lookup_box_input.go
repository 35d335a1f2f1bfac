package widgets

import (
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	lookupType  float32 = 18 // size of the words typed
	lookupInner float32 = 2  // what the entry keeps free around them
)

// lookupOverlay is the box as Fyne sees it: all of the canvas, so that nothing
// behind the panel can be reached.
type lookupOverlay struct {
	widget.BaseWidget
	box *LookupBox
}

// takeKey implements keyTaker.
func (o *lookupOverlay) takeKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	o.box.close()
	return true
}

// tipLayer implements tipHost.
func (o *lookupOverlay) tipLayer() *tipLayer { return o.box.tips }

// Tapped implements fyne.Tappable: a click beside the panel closes.
func (o *lookupOverlay) Tapped(e *fyne.PointEvent) {
	at, size := o.box.panel.Position(), o.box.panel.Size()
	if inside(e.Position, at.X, at.Y, size.Width, size.Height) {
		o.box.focusField()
		return
	}
	o.box.close()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (o *lookupOverlay) TappedSecondary(e *fyne.PointEvent) { o.Tapped(e) }

// lookupTheme makes an entry the field of a LookupBox.
type lookupTheme struct{ frameless }

// Color implements fyne.Theme. The frame of a focused entry has the colour of
// the caret, but the caret that blinks takes the app's own.
func (t lookupTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNamePrimary && fyne.CurrentApp().Settings().ShowAnimations() {
		return color.Transparent
	}
	return t.frameless.Color(name, v)
}

// Size implements fyne.Theme.
func (t lookupTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return lookupType
	case theme.SizeNameInputBorder:
		return 2 // the width of the caret
	}
	return t.frameless.Size(name)
}

// lookupEntry is the field of a LookupBox. It gives what moves the highlight
// to the rows and keeps the rest.
type lookupEntry struct {
	widget.Entry
	box   *LookupBox
	shift bool
}

func newLookupEntry(b *LookupBox) *lookupEntry {
	e := &lookupEntry{box: b}
	e.OnChanged = e.told
	e.ExtendBaseWidget(e)
	return e
}

func (e *lookupEntry) told(text string) {
	if e.box.OnChanged != nil {
		e.box.OnChanged(text)
	}
}

func (e *lookupEntry) setQuiet(text string) {
	if text != e.Text {
		e.OnChanged = nil
		e.SetText(text)
		e.OnChanged = e.told
	}
	e.CursorColumn = utf8.RuneCountInString(e.Text)
	e.Refresh()
}

// AcceptsTab implements fyne.Tabbable: Tab goes along the rows, since there is
// nothing else in the box to go to.
func (e *lookupEntry) AcceptsTab() bool { return true }

// KeyDown implements desktop.Keyable.
func (e *lookupEntry) KeyDown(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		e.shift = true
	}
	e.Entry.KeyDown(key)
}

// KeyUp implements desktop.Keyable.
func (e *lookupEntry) KeyUp(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		e.shift = false
	}
	e.Entry.KeyUp(key)
}

// FocusLost implements fyne.Focusable.
func (e *lookupEntry) FocusLost() {
	e.shift = false
	e.Entry.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (e *lookupEntry) TypedKey(key *fyne.KeyEvent) {
	if passFunctionKey(e, key) {
		return
	}
	rows := e.box.rows
	switch key.Name {
	case fyne.KeyEscape:
		e.box.close()
	case fyne.KeyDown:
		rows.move(1)
	case fyne.KeyUp:
		rows.move(-1)
	case fyne.KeyPageDown:
		rows.movePage(1)
	case fyne.KeyPageUp:
		rows.movePage(-1)
	case fyne.KeyTab:
		if e.shift {
			rows.move(-1)
		} else {
			rows.move(1)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		rows.accept(LookupOpen)
	default:
		e.Entry.TypedKey(key)
	}
}

// TypedShortcut implements fyne.Shortcutable. Keys with Ctrl or Alt come here.
func (e *lookupEntry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok {
		control := custom.Modifier == fyne.KeyModifierControl || custom.Modifier == fyne.KeyModifierShortcutDefault
		switch custom.KeyName {
		case fyne.KeyReturn, fyne.KeyEnter:
			switch {
			case control:
				e.box.rows.accept(LookupBeside)
			case custom.Modifier == fyne.KeyModifierAlt:
				e.box.rows.accept(LookupLink)
			}
			return
		case fyne.KeyHome:
			if control {
				e.box.rows.moveEnd(-1)
				return
			}
		case fyne.KeyEnd:
			if control {
				e.box.rows.moveEnd(1)
				return
			}
		}
	}
	e.Entry.TypedShortcut(s)
}
