package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"sidelight/widgets/look"
)

// Mark is a run of bytes of a text that is set off from the rest: the letters
// of a name that match, a word found.
type Mark struct{ Start, End int }

// LookupRow is a row of a LookupBox.
type LookupRow struct {
	Kind     string // quiet, at the left: "Actor"
	Title    string
	Marks    []Mark // in Title
	Handling string // a handling mark, at the right edge: "AMBER"
	Detail   string // quiet, at the right edge: why it matched, how often it is mentioned
	Head     bool   // no row to choose but a quiet heading: "Opened last"
}

// LookupHow says how a row is to be opened.
type LookupHow int

// The ways to open a row.
const (
	LookupOpen   LookupHow = iota // Enter, a click
	LookupBeside                  // Ctrl+Enter, Ctrl and a click
	LookupLink                    // Alt+Enter
)

// LookupPreview is what stands beside the rows about the highlighted one.
type LookupPreview struct {
	Title  string
	Detail string // quiet, under the title
	Body   string // wrapped; cut at the end of the room
	Marks  []Mark // in Body
}

// LookupEmpty is shown in the place of rows when nothing was found.
type LookupEmpty struct {
	Title  string        // "Nothing is called “prigoshin”"
	Detail string        // where it was looked
	Offers []LookupOffer // other spellings, other places
}

// LookupOffer is a link in a LookupEmpty.
type LookupOffer struct {
	Text string
	Run  func()
}

// LookupBox is the box over the window in which anything is looked up: a
// field, the rows found, a preview of the highlighted row, and a line about
// the keys. The field keeps the keyboard all the time; up, down, page up, page
// down, Ctrl+Home and Ctrl+End move the highlight.
//
// Its size depends on the window alone: on neither how many rows there are nor
// whether there is a preview.
type LookupBox struct {
	Hint        string // stands in the empty field
	Keys        string // the line at the bottom
	NoPreview   bool   // the rows have all the width; set before Show
	OnChanged   func(text string)
	OnHighlight func(i int) // the user moved the highlight; -1: no row
	OnOpen      func(i int, how LookupHow)
	OnClose     func() // by Escape or a click beside it

	overlay       *lookupOverlay
	canvas        fyne.Canvas // nil while it is not shown
	previousKey   func(*fyne.KeyEvent)
	previousRune  func(rune)
	tips          *tipLayer
	field         *lookupEntry
	framed        *container.ThemeOverride
	rows          *lookupRows
	preview       *lookupPreview
	busy          *lookupBusy
	panel         *canvas.Rectangle
	line, footing *canvas.Rectangle
	keys          *canvas.Text
}

// NewLookupBox makes a box that is not shown yet.
func NewLookupBox() *LookupBox {
	b := &LookupBox{tips: newTipLayer(), panel: newBox(look.RadiusPanel),
		line: newBox(0), footing: newBox(0), keys: canvas.NewText("", nil)}
	b.field = newLookupEntry(b)
	b.framed = container.NewThemeOverride(b.field, lookupTheme{})
	b.rows = newLookupRows(b)
	b.preview = newLookupPreview()
	b.busy = newLookupBusy()
	b.overlay = &lookupOverlay{box: b}
	b.overlay.ExtendBaseWidget(b.overlay)
	return b
}

// Show brings the box up over a canvas and gives it the keyboard. Escape
// closes it and gives the keyboard back to what had it.
func (b *LookupBox) Show(c fyne.Canvas) {
	if b.canvas == nil {
		b.canvas = c
		b.field.PlaceHolder = b.Hint
		c.Overlays().Add(b.overlay)
		// A click takes the keyboard from the field until it is let go; what is
		// typed meanwhile comes here.
		b.previousKey, b.previousRune = c.OnTypedKey(), c.OnTypedRune()
		c.SetOnTypedKey(func(e *fyne.KeyEvent) { b.focusField(); b.field.TypedKey(e) })
		c.SetOnTypedRune(func(r rune) { b.focusField(); b.field.TypedRune(r) })
		b.overlay.Refresh()
	}
	b.focusField()
}

// Hide closes the box without calling OnClose.
func (b *LookupBox) Hide() {
	c := b.canvas
	if c == nil {
		return
	}
	b.canvas = nil
	b.tips.clear()
	b.busy.set(false)
	b.rows.leave()
	c.SetOnTypedKey(b.previousKey)
	c.SetOnTypedRune(b.previousRune)
	c.Overlays().Remove(b.overlay)
}

// Shown reports whether the box is up.
func (b *LookupBox) Shown() bool { return b.canvas != nil }

func (b *LookupBox) close() {
	if b.canvas != nil {
		b.Hide()
		call(b.OnClose)
	}
}

func (b *LookupBox) focusField() {
	if b.canvas != nil {
		b.canvas.Focus(b.field)
	}
}

// Text is what was typed.
func (b *LookupBox) Text() string { return b.field.Text }

// SetText replaces what was typed; the caret goes to its end.
func (b *LookupBox) SetText(text string) { b.field.setQuiet(text) }

// SetRows shows rows. The highlight stays on the row that keep says is the
// same as the one highlighted before (an index in the new rows), and that row
// stays where it is in view; or it goes to the first when keep is -1. The box
// does not change its size while it is open. OnHighlight is not called.
func (b *LookupBox) SetRows(rows []LookupRow, keep int) { b.rows.set(rows, keep) }

// SetEmpty says that nothing was found; the rows go.
func (b *LookupBox) SetEmpty(e LookupEmpty) { b.rows.setEmpty(e) }

// SetBusy shows that better answers are under way, quietly: only after a
// moment, so that a quick answer shows nothing.
func (b *LookupBox) SetBusy(busy bool) { b.busy.set(busy && b.canvas != nil) }

// Highlighted is the index of the highlighted row, or -1.
func (b *LookupBox) Highlighted() int { return b.rows.highlighted() }

// SetPreview shows what is known about the highlighted row; nil: nothing.
func (b *LookupBox) SetPreview(p *LookupPreview) { b.preview.set(p) }

func (b *LookupBox) open(i int, how LookupHow) {
	if b.OnOpen != nil {
		b.OnOpen(i, how)
	}
}

func (b *LookupBox) tell() {
	if b.OnHighlight != nil {
		b.OnHighlight(b.rows.highlighted())
	}
}

// Places tells where the field and the rows stand, from the canvas's corner:
// "field", "row.0" and so on for those in view, "offer.0", "preview".
func (b *LookupBox) Places() []Place {
	all := []Place{spotOf("field", b.framed)}
	for _, p := range b.rows.places() {
		p.Pos = p.Pos.Add(b.rows.Position())
		all = append(all, p)
	}
	if b.preview.Visible() {
		all = append(all, spotOf("preview", b.preview))
	}
	return all
}
