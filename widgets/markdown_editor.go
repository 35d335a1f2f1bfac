package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Suggestion is one way to complete what was typed after "[[".
type Suggestion struct {
	Title  string
	Detail string // quiet, at the right: what it is
	Insert string // what goes between the brackets; empty: Title
}

// MarkdownEditor is where notes are written: Markdown source in a monospace
// face without a frame, and a preview of it. Fyne's entry serves it, which
// stays quick up to about 20 kB of text.
type MarkdownEditor struct {
	widget.BaseWidget
	OnChanged  func(text string) // the user changed the text, or InsertAtCursor did
	OnSave     func()            // Ctrl+S
	OnFocus    func()            // the keyboard came
	OnBlur     func()            // the keyboard left
	OnEscape   func()            // Escape, when no suggestions are shown
	OnComplete func(prefix string) []Suggestion
	OnLink     func(target string) // a link of the preview: a wiki target or an address

	entry     *noteEntry
	framed    *container.ThemeOverride
	preview   *widget.RichText
	paper     *container.Scroll
	offers    *offerList
	showing   bool // the preview
	rendered  string
	everShown bool
}

// NewMarkdownEditor makes an empty editor.
func NewMarkdownEditor(placeholder string) *MarkdownEditor {
	m := &MarkdownEditor{}
	m.entry = &noteEntry{owner: m}
	m.entry.MultiLine = true
	m.entry.Wrapping = fyne.TextWrapWord
	m.entry.TextStyle = fyne.TextStyle{Monospace: true}
	m.entry.PlaceHolder = placeholder
	m.entry.ExtendBaseWidget(m.entry)
	m.entry.OnChanged = m.typed
	m.entry.OnCursorChanged = m.offer
	m.framed = container.NewThemeOverride(m.entry, frameless{})
	m.preview = widget.NewRichText()
	m.preview.Wrapping = fyne.TextWrapWord
	m.paper = container.NewVScroll(m.preview)
	m.paper.Hide()
	m.offers = newOfferList(m.accept)
	m.offers.Hide()
	m.ExtendBaseWidget(m)
	return m
}

// Text returns the Markdown source.
func (m *MarkdownEditor) Text() string { return m.entry.Text }

// SetText replaces the source without calling OnChanged; what could be undone
// before is forgotten, since it belonged to another text.
func (m *MarkdownEditor) SetText(text string) {
	m.entry.OnChanged = nil
	m.entry.SetText(text)
	m.entry.OnChanged = m.typed
	m.closeOffers()
	m.renderPreview()
}

// InsertAtCursor writes text where the cursor is, as typing it would: it can
// be undone, and OnChanged is called.
func (m *MarkdownEditor) InsertAtCursor(text string) {
	if text == "" || m.entry.Disabled() {
		return
	}
	m.entry.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip(text)})
	m.closeOffers()
}

// SetPreview shows the text as it reads, or the source.
func (m *MarkdownEditor) SetPreview(on bool) {
	m.showing = on
	m.closeOffers()
	show(m.paper, on)
	show(m.framed, !on)
	m.renderPreview()
	m.Refresh()
}

// Preview reports whether the preview is shown.
func (m *MarkdownEditor) Preview() bool { return m.showing }

// Enable lets the text be changed.
func (m *MarkdownEditor) Enable() { m.entry.Enable() }

// Disable shows the text without letting it be changed.
func (m *MarkdownEditor) Disable() { m.entry.Disable() }

// SetPlaceholder changes the words shown in an empty editor.
func (m *MarkdownEditor) SetPlaceholder(text string) { m.entry.SetPlaceHolder(text) }

// FocusField puts the keyboard into the source.
func (m *MarkdownEditor) FocusField() {
	if m.showing {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(m.entry); c != nil {
		c.Focus(m.entry)
	}
}

func (m *MarkdownEditor) typed(text string) {
	if m.OnChanged != nil {
		m.OnChanged(text)
	}
}

// CreateRenderer implements fyne.Widget.
func (m *MarkdownEditor) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: m, refresh: func() { m.offers.Refresh() },
		objects: fixed(m.framed, m.paper, m.offers),
		min:     func() fyne.Size { return fyne.NewSize(120, 80) },
		layout: func(s fyne.Size) {
			place(m.framed, 0, 0, s.Width, s.Height)
			place(m.paper, 0, 0, s.Width, s.Height)
			m.placeOffers()
		}}
}

// renderPreview rebuilds the preview when it is seen and out of date.
func (m *MarkdownEditor) renderPreview() {
	if !m.showing || (m.everShown && m.rendered == m.entry.Text) {
		return
	}
	m.rendered, m.everShown = m.entry.Text, true
	m.preview.Segments = previewSegments(m.entry.Text, func(target string) {
		if m.OnLink != nil {
			m.OnLink(target)
		}
	})
	m.preview.Refresh()
	m.paper.Refresh()
}

// openLink returns what was typed since the last "[[" of the cursor's line, if
// that is still open.
func openLink(text string, cursor int) (prefix string, open bool) {
	runes := []rune(text)
	before := string(runes[:max(0, min(cursor, len(runes)))])
	line := before[strings.LastIndexByte(before, '\n')+1:]
	at := strings.LastIndex(line, "[[")
	if at < 0 || strings.Contains(line[at:], "]]") {
		return "", false
	}
	return line[at+2:], true
}

// offer shows or hides the suggestions for where the cursor is.
func (m *MarkdownEditor) offer() {
	if m.OnComplete == nil || m.entry.completing || m.entry.Disabled() {
		return
	}
	prefix, open := openLink(m.entry.Text, m.entry.CursorTextOffset())
	if !open {
		m.closeOffers()
		return
	}
	if m.offers.Visible() && m.offers.prefix == prefix {
		return
	}
	found := m.OnComplete(prefix)
	if len(found) == 0 {
		m.closeOffers()
		return
	}
	m.offers.set(prefix, found)
	m.offers.Show()
	m.placeOffers()
	m.offers.Refresh()
}

func (m *MarkdownEditor) closeOffers() {
	if m.offers.Visible() {
		m.offers.Hide()
	}
}

// placeOffers puts the list under the cursor, or above it where the space
// below is too small.
func (m *MarkdownEditor) placeOffers() {
	if !m.offers.Visible() {
		return
	}
	room := m.Size()
	at := m.entry.CursorPosition()
	if m.entry.scroll != nil {
		at = at.Subtract(m.entry.scroll.Offset)
	}
	want := m.offers.MinSize()
	w := min(want.Width, room.Width)
	x := max(0, min(at.X, room.Width-w))
	y := at.Y + editorLine + look.Space4
	if y+want.Height > room.Height {
		y = max(0, at.Y-want.Height-look.Space4)
	}
	place(m.offers, x, y, w, want.Height)
}

// editorLine is about the height of a line of source.
const editorLine float32 = 20

// accept writes a suggestion over what was typed of it.
func (m *MarkdownEditor) accept(s Suggestion) {
	words := s.Insert
	if words == "" {
		words = s.Title
	}
	m.entry.completing = true
	for range []rune(m.offers.prefix) {
		m.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	runes, at := []rune(m.entry.Text), m.entry.CursorTextOffset()
	closed := strings.HasPrefix(string(runes[min(at, len(runes)):]), "]]")
	if !closed {
		words += "]]"
	}
	m.entry.completing = false
	m.InsertAtCursor(words)
	if closed {
		for range 2 {
			m.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
	}
	m.closeOffers()
}

// noteEntry is the entry of a MarkdownEditor.
type noteEntry struct {
	widget.Entry
	owner      *MarkdownEditor
	scroll     *container.Scroll
	completing bool
}

// CreateRenderer implements fyne.Widget; it keeps hold of the entry's scroll,
// which alone knows where the cursor stands in view.
func (e *noteEntry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			e.scroll = s
		}
	}
	return r
}

// TypedKey implements fyne.Focusable.
func (e *noteEntry) TypedKey(key *fyne.KeyEvent) {
	if passFunctionKey(e, key) {
		return
	}
	offers := e.owner.offers
	if offers.Visible() {
		switch key.Name {
		case fyne.KeyDown:
			offers.move(1)
			return
		case fyne.KeyUp:
			offers.move(-1)
			return
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
			offers.accept()
			return
		case fyne.KeyEscape:
			e.owner.closeOffers()
			return
		}
	} else if key.Name == fyne.KeyEscape {
		if e.owner.OnEscape != nil {
			e.owner.OnEscape()
		} else {
			passOn(e, key)
		}
		return
	}
	e.Entry.TypedKey(key)
}

// TypedShortcut implements fyne.Shortcutable.
func (e *noteEntry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && custom.KeyName == fyne.KeyS && custom.Modifier == fyne.KeyModifierShortcutDefault {
		call(e.owner.OnSave)
		return
	}
	if !relayShortcut(e, s) {
		e.Entry.TypedShortcut(s)
	}
}

// FocusGained implements fyne.Focusable.
func (e *noteEntry) FocusGained() {
	e.Entry.FocusGained()
	call(e.owner.OnFocus)
}

// FocusLost implements fyne.Focusable.
func (e *noteEntry) FocusLost() {
	e.Entry.FocusLost()
	e.owner.closeOffers()
	call(e.owner.OnBlur)
}

// clip is a clipboard that holds one text, for the entry to paste.
type clip string

// Content implements fyne.Clipboard.
func (c clip) Content() string { return string(c) }

// SetContent implements fyne.Clipboard.
func (clip) SetContent(string) {}

// frameless is the app's theme for an entry that is the whole pane: no frame,
// the pane's own ground, text at its edge.
type frameless struct{ currentTheme }

// Color implements fyne.Theme.
func (frameless) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameInputBackground, theme.ColorNameInputBorder:
		return color.Transparent
	case theme.ColorNameDisabled:
		name = theme.ColorNameForeground // read-only text is still there to be read
	}
	return appTheme().Color(name, v)
}

// Size implements fyne.Theme.
func (frameless) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameInputBorder:
		return 0
	case theme.SizeNameInnerPadding:
		return 2
	case theme.SizeNameLineSpacing:
		return 2
	}
	return appTheme().Size(name)
}
