package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// noteRef names the note that an editor works on: a note by its id, or the
// one note of a brief, an actor or a comparison, which is made when the first
// words are saved.
type noteRef struct {
	note       int64
	brief      int64
	actor      int64
	comparison int64
}

func (r noteRef) name() string {
	switch {
	case r.brief != 0:
		return fmt.Sprintf("brief:%d", r.brief)
	case r.actor != 0:
		return fmt.Sprintf("actor:%d", r.actor)
	case r.comparison != 0:
		return fmt.Sprintf("comparison:%d", r.comparison)
	}
	return fmt.Sprintf("note:%d", r.note)
}

// read reads the note from the library. ErrNotFound: it is not made yet, or
// gone.
func (r noteRef) read(ctx context.Context, lib *db.Library) (db.Note, error) {
	switch {
	case r.brief != 0:
		return lib.BriefNote(ctx, r.brief)
	case r.actor != 0:
		return lib.ActorNote(ctx, r.actor)
	case r.comparison != 0:
		return lib.ComparisonNote(ctx, r.comparison)
	}
	return lib.Note(ctx, r.note)
}

// about reports whether a change of a note is about this one.
func (r noteRef) about(n db.NoteChanged) bool {
	return r.note != 0 && n.ID == r.note || r.brief != 0 && n.BriefID == r.brief || (r.actor != 0 || r.comparison != 0) && n.BriefID == 0
}

// noteEditor writes one note: Markdown with preview, saved by itself, with
// its earlier versions.
type noteEditor struct {
	*kit
	content fyne.CanvasObject
	editor  *widgets.MarkdownEditor
	preview *widgets.IconButton
	mark    *noteMark
	quote   *widgets.TextLink // inserts the selection of the brief; nil for free notes

	ref    noteRef
	saver  *saver
	noteID int64 // 0 until the note exists
	ctx    context.Context
	cancel context.CancelFunc
	stop   func()
	reload reloader

	touched bool     // the user has had the cursor in it
	waiting []func() // what was to be written before the note was read

	title   string
	onMark  func()             // it is handled otherwise now
	onTitle func(title string) // the title was read or changed elsewhere
	insert  func()             // "Insert quote" was pressed
	gone    func()             // the note is in the trash
}

func newNoteEditor(k *kit, ref noteRef, insert func()) *noteEditor {
	e := &noteEditor{kit: k, ref: ref, insert: insert, noteID: ref.note}
	e.ctx, e.cancel = context.WithCancel(k.ctx)
	e.reload = reloader{load: e.load}
	e.editor = widgets.NewMarkdownEditor(lang.L("Write in Markdown. Everything is saved as you type."))
	e.editor.OnChanged = e.changed
	e.editor.OnBlur = func() { e.touched = true; e.flush() }
	e.editor.OnSave = e.flush
	e.editor.OnComplete = k.names
	e.editor.OnLink = k.follow
	e.preview = widgets.NewIconButton("eye", lang.L("Preview (Ctrl+Shift+P)"), e.togglePreview)
	history := widgets.NewIconButton("history", lang.L("Earlier versions"), e.showHistory)
	e.mark = newNoteMark(e)
	tools := []fyne.CanvasObject{e.mark.chip, container.NewWithoutLayout(), e.mark.button, e.preview, history}
	if insert != nil && k.canWrite() {
		e.quote = widgets.NewQuietButton(lang.L("Insert quote"), insert)
		tools = []fyne.CanvasObject{e.mark.chip, e.quote, container.NewWithoutLayout(), e.mark.button, e.preview, history}
	}
	bar := container.New(insets{look.Space4, look.Space8, look.Space4, look.Space12},
		container.New(row{gap: look.Space4, grow: len(tools) - 4}, tools...))
	e.content = widgets.NewDock(bar, nil, nil, nil, container.New(insets{0, look.Space12, look.Space12, look.Space12}, e.editor))
	e.editor.Disable()
	e.stop = k.feed.listen(e.hear)
	e.reload.call()
	return e
}

func (e *noteEditor) hear(n db.Notice) {
	switch n := n.(type) {
	case db.NoteChanged:
		if n.ID == e.noteID || e.ref.about(n) {
			e.reload.call()
		}
	case db.LibraryChanged:
		e.reload.call()
	}
}

// load reads the note. What is being written here wins over what comes from
// elsewhere.
func (e *noteEditor) load(done func()) {
	edits := 0
	if e.saver != nil {
		edits = e.saver.edits
	}
	fetch(e.ctx, e.loop, func(ctx context.Context) (db.Note, error) {
		return e.ref.read(ctx, e.lib)
	}, func(n db.Note, err error) {
		defer done()
		missing := errors.Is(err, db.ErrNotFound)
		switch {
		case missing && e.ref.note != 0, err == nil && !n.TrashedAt.IsZero():
			if e.gone != nil {
				e.gone()
			}
			return
		case err != nil && !missing:
			e.report(fmt.Errorf("open the note: %w", err))
			return
		}
		e.know(n)
		if e.saver != nil && e.saver.edits != edits {
			return // written here meanwhile; the notice of that save brings the next reading
		}
		e.take(n)
	})
}

// know takes over what is not written here: the note's number and its mark.
func (e *noteEditor) know(n db.Note) {
	e.noteID = n.ID
	if e.mark.set(n) {
		e.content.Refresh()
		if e.onMark != nil {
			e.onMark()
		}
	}
}

func (e *noteEditor) take(n db.Note) {
	text := joinNote(n.Title, n.Body)
	if e.saver == nil {
		e.saver = e.savers.get(e.ref.name(), func() *saver {
			return newSaver(e.loop, text, noteWriter(e.lib, e.ref, n))
		})
		e.saver.refresh(text)
		e.saver.OnState = e.state
		e.set(e.saver.text)
		if e.canWrite() {
			e.editor.Enable()
		} else {
			e.editor.SetPreview(true)
		}
		waiting := e.waiting
		e.waiting = nil
		for _, write := range waiting {
			write()
		}
		return
	}
	if e.saver.refresh(text) {
		e.set(text)
	}
}

// set shows a note's text.
func (e *noteEditor) set(text string) {
	title, body := splitNote(text)
	e.title = title
	e.editor.SetText(body)
	if e.onTitle != nil {
		e.onTitle(title)
	}
}

// joinNote puts title and body into the one text that is saved: the title is
// its first line. splitNote takes it apart.
func joinNote(title, body string) string { return oneLine(title) + "\n" + body }

func splitNote(text string) (title, body string) {
	title, body, _ = strings.Cut(text, "\n")
	return title, body
}

// noteWriter saves a note, and makes it at the first words. It is called by
// one saver only, so one write at a time.
func noteWriter(lib *db.Library, ref noteRef, n db.Note) func(context.Context, string) error {
	id := n.ID
	return func(ctx context.Context, text string) error {
		title, body := splitNote(text)
		if id == 0 {
			made, err := lib.AddNote(ctx, db.Note{BriefID: ref.brief, ActorID: ref.actor, ComparisonID: ref.comparison, Title: title, Body: body})
			if !errors.Is(err, db.ErrExists) {
				id = made.ID
				return err
			}
			// Made elsewhere meanwhile: what is written here wins, and the
			// words it replaces stay among the earlier versions.
			if made, err = ref.read(ctx, lib); err != nil {
				return err
			}
			id = made.ID
		}
		_, err := lib.SaveNote(ctx, id, title, body)
		return err
	}
}

func (e *noteEditor) state(s saveState, at time.Time, err error) {
	e.saving(lang.L("notes"), s, at, err)
	if s == saveDone {
		e.events.emit("saved note %d", e.noteID)
	}
}

func (e *noteEditor) changed(body string) {
	e.touched = true
	if e.saver != nil {
		e.saver.changed(joinNote(e.title, body))
	}
}

// retitle takes a new title of a free note.
func (e *noteEditor) retitle(title string) {
	e.title = title
	if e.saver != nil {
		e.saver.changed(joinNote(title, e.editor.Text()))
	}
}

func (e *noteEditor) flush() {
	if e.saver != nil {
		e.saver.flush()
	}
}

// insertQuote puts a quote at the cursor, on lines of its own.
func (e *noteEditor) insertQuote(quote string) {
	if !e.canWrite() {
		return
	}
	if e.saver == nil { // the note is still being read
		e.waiting = append(e.waiting, func() { e.insertQuote(quote) })
		return
	}
	e.editor.SetPreview(false)
	e.preview.SetActive(false)
	e.whenDrawn(e.editor, func() {
		e.takeFocus()
		if t := e.editor.Text(); t != "" && !strings.HasSuffix(t, "\n\n") {
			quote = "\n\n" + quote
		}
		e.editor.InsertAtCursor(quote)
		e.say(lang.L("Quoted into the notes"))
		e.events.emit("quoted %d", len(quote))
		e.events.emit("focus notes")
	})
}

func (e *noteEditor) togglePreview() {
	e.editor.SetPreview(!e.editor.Preview())
	e.preview.SetActive(e.editor.Preview())
}

func (e *noteEditor) focus() {
	e.whenDrawn(e.editor, func() {
		e.takeFocus()
		e.events.emit("focus notes")
	})
}

// takeFocus puts the cursor where the user left it, or at the end when it
// never was in the text.
func (e *noteEditor) takeFocus() {
	e.editor.FocusField()
	if f := e.win.Canvas().Focused(); !e.touched && f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
}

// close saves what is written and lets go of the note.
func (e *noteEditor) close() {
	e.stop()
	e.cancel()
	if e.saver != nil {
		e.saver.flush()
		e.savers.release(e.ref.name())
	}
}
