package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// notePage is a free note in a tab: its title over its text.
type notePage struct {
	*noteEditor
	id       int64
	name     string // of the tab until the title is read
	heading  *widgets.Field
	content  fyne.CanvasObject
	retitled func()
}

func newNotePage(k *kit, id int64, name string, gone func(tabKey)) *notePage {
	p := &notePage{id: id, name: name, noteEditor: newNoteEditor(k, noteRef{note: id}, nil)}
	p.noteEditor.gone = func() { gone(p.Key()) }
	p.noteEditor.onTitle = p.showTitle
	p.noteEditor.onMark = func() {
		if p.retitled != nil {
			p.retitled()
		}
	}
	p.heading = widgets.NewField(lang.L("Title"))
	p.heading.TextStyle = fyne.TextStyle{Bold: true}
	p.heading.OnChanged = func(title string) { p.retitle(title); p.renamed() }
	p.heading.OnSubmitted = func(string) { p.focus() }
	if !k.canWrite() {
		p.heading.Disable()
	}
	head := container.New(insets{look.Space16, look.Space12, 0, look.Space12}, p.heading)
	p.content = widgets.NewGround(widgets.GroundPage,
		container.New(column{look.Measure + 2*look.Space24}, widgets.NewDock(head, nil, nil, nil, p.noteEditor.content)))
	return p
}

func (p *notePage) showTitle(title string) {
	if p.heading.Text != title {
		told := p.heading.OnChanged
		p.heading.OnChanged = nil
		p.heading.SetText(title)
		p.heading.OnChanged = told
	}
	p.renamed()
}

func (p *notePage) renamed() {
	p.name = ""
	if p.retitled != nil {
		p.retitled()
	}
}

// Key implements page.
func (p *notePage) Key() tabKey { return tabKey{tabNote, p.id} }

// Title implements page.
func (p *notePage) Title() string {
	if p.name != "" {
		return tabTitle(p.name)
	}
	return tabTitle(noteTitle(db.Note{Title: p.title, Body: p.editor.Text()}))
}

// Handling implements handled.
func (p *notePage) Handling() db.TLP { return p.mark.shown }

// Content implements page.
func (p *notePage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *notePage) OnTitle(f func()) { p.retitled = f }

// Shown implements page.
func (p *notePage) Shown() { p.events.emit("note %d", p.id) }

// Hidden implements page.
func (p *notePage) Hidden() { p.flush() }

// Focus implements page.
func (p *notePage) Focus() { p.focus() }

// Holds implements page.
func (p *notePage) Holds(f fyne.Focusable) bool { return false }

// OnKeyboard implements watchesKeyboard.
func (p *notePage) OnKeyboard(f func()) { p.editor.OnFocus = f }

// Close implements page.
func (p *notePage) Close() { p.close() }

// SetZoom implements page; notes are written in the interface's own type.
func (p *notePage) SetZoom() {}

// Places implements page.
func (p *notePage) Places(to put) {
	whole(to, "note.title", p.heading)
	whole(to, "note.editor", p.editor)
}

// column centres its object in at most a width.
type column struct{ width float32 }

// Layout implements fyne.Layout.
func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, c.width)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-width)/2, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// MinSize implements fyne.Layout.
func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}
