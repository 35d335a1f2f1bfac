package app

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// commentHeight is the height of the open comment box in Fyne units.
const commentHeight = 148

// commentBox is where the comment of one annotation is written: under the
// cards, so that text and cards stay in view. It saves by itself like notes.
type commentBox struct {
	*kit
	content fyne.CanvasObject
	title   *widgets.Text
	entry   *widgets.Field
	back    func()
	onFold  func() // its height changed

	id     int64 // 0: closed
	before string
	saver  *saver
}

func newCommentBox(k *kit, back func()) *commentBox {
	b := &commentBox{kit: k, back: back}
	b.title = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true})
	b.entry = widgets.NewArea("", 3)
	b.entry.SetPlaceHolder(lang.L("Your comment (Markdown)"))
	b.entry.OnChanged = b.changed
	b.entry.OnBlur = func() {
		if b.saver != nil {
			b.saver.flush()
		}
	}
	b.entry.OnEscape = func() { b.close(); b.back() }
	done := widgets.NewIconButton("close", lang.L("Close the comment (Esc)"), func() { b.close(); b.back() })
	head := container.New(insets{look.Space4, look.Space8, look.Space4, look.Space12}, container.New(row{gap: look.Space8, grow: 0}, b.title, done))
	body := container.New(insets{0, look.Space12, look.Space12, look.Space12}, b.entry)
	box := widgets.NewDock(stacked(widget.NewSeparator(), head), nil, nil, nil, body)
	b.content = widgets.NewGround(widgets.GroundSurface, container.New(fixedHeight{commentHeight}, box))
	b.content.Hide()
	return b
}

// open shows the comment of an annotation and puts the cursor behind it.
func (b *commentBox) open(a db.Annotation) {
	if b.id != a.ID {
		b.close()
		b.id, b.before = a.ID, a.Note
		b.saver = b.savers.get(commentName(a.ID), func() *saver { return b.newSaver(a) })
		b.saver.refresh(a.Note)
		b.saver.OnState = b.state
		b.title.SetText(lang.L("Comment on “{{.Quote}}”", map[string]any{"Quote": shorten(a.Quote, 60)}))
		b.entry.SetText(b.saver.text)
	}
	b.content.Show()
	b.onFold()
	b.win.Canvas().Focus(b.entry)
	b.entry.CursorRow = len(b.entry.Text) // clamped by the key that follows
	b.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	b.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	b.events.emit("focus comment")
}

func (b *commentBox) newSaver(a db.Annotation) *saver {
	return newSaver(b.loop, a.Note, func(ctx context.Context, text string) error {
		_, err := b.lib.UpdateAnnotation(ctx, a.ID, db.AnnotationUpdate{Note: &text})
		return err
	})
}

func (b *commentBox) state(s saveState, at time.Time, err error) {
	b.saving(lang.L("comment"), s, at, err)
	if s == saveDone {
		b.events.emit("annotation-changed %d", b.id)
	}
}

func (b *commentBox) changed(text string) {
	if b.saver != nil {
		b.saver.changed(text)
	}
}

// close saves, and makes the whole edit one step that can be taken back.
func (b *commentBox) close() {
	if b.id == 0 {
		return
	}
	id, before, after := b.id, b.before, b.saver.text
	b.saver.flush()
	b.savers.release(commentName(id))
	b.id, b.saver = 0, nil
	b.content.Hide()
	b.onFold()
	if before == after {
		return
	}
	set := func(text string) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := b.lib.UpdateAnnotation(ctx, id, db.AnnotationUpdate{Note: &text})
			return err
		}
	}
	b.undo.add(step{What: lang.L("edit comment"), Do: set(after), Undo: set(before)})
}

func (b *commentBox) closeIf(id int64) {
	if b.id == id {
		b.close()
	}
}

// refresh closes the box when its annotation is gone, and takes a comment
// that was changed elsewhere.
func (b *commentBox) refresh(marks []db.Annotation) {
	if b.id == 0 {
		return
	}
	for _, a := range marks {
		if a.ID != b.id {
			continue
		}
		if b.saver.text == b.before && b.saver.refresh(a.Note) {
			b.before = a.Note
			b.entry.SetText(a.Note)
		}
		return
	}
	b.close()
}
