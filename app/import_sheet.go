package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/intake"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// importSheet goes through what was read, one preview at a time: the fields
// at the left, the blocks at the right, both to be corrected.
type importSheet struct {
	*importer
	all    []source
	at     int
	form   *detailsForm
	blocks *blocksList
	which  *widgets.Text
	notes  *fyne.Container
	notice *fyne.Container
	both   fyne.CanvasObject // form and blocks; not shown for what could not be read
	panel  *widgets.Sheet
	skip   *widgets.Button // nil: there is one file
	busy   bool

	added, updated, doubles int
	doubt                   int   // places that editions left to be reviewed
	last                    int64 // the brief that was added last
}

// preview shows the sheet for what was read.
func (im *importer) preview(all []source) {
	s := &importSheet{importer: im, all: all, form: newDetailsForm(), blocks: newBlocksList()}
	s.which = widgets.NewText("", widgets.TextStyle{Quiet: true})
	s.notes = container.NewVBox()
	s.notice = container.NewVBox()
	left := container.NewVBox(s.form.content, s.notes)
	both, width := halves(im.win, left, s.blocks.content)
	s.both = both
	// The sheet keeps its size when the next file has something to show.
	room := container.New(atLeast{both.MinSize()}, both)
	body := container.NewBorder(container.NewVBox(s.which, s.notice), nil, nil, nil, room)
	s.panel = widgets.NewSheet(lang.L("Import"), body)
	s.panel.Width = width
	s.panel.Confirm = lang.L("Save")
	s.panel.CancelText = lang.L("Close")
	s.panel.OnConfirm = func() bool { s.save(); return false }
	s.panel.OnCancel = s.finish
	s.panel.First = s.form.title
	if len(all) > 1 {
		s.panel.AddButton(lang.L("Save all remaining"), s.saveAll)
		s.skip = s.panel.AddButton(lang.L("Skip"), s.next)
	}
	im.shown = s
	im.sheet("import", s.panel, s.form.fields("import."))
	s.show()
}

func (s *importSheet) current() *source { return &s.all[s.at] }

// show fills the sheet with the current source.
func (s *importSheet) show() {
	cur := s.current()
	name := cur.name
	if name == "" {
		name = lang.L("Pasted text")
	}
	if len(s.all) > 1 {
		name = lang.L("{{.N}} of {{.M}}: {{.Name}}", map[string]any{"N": s.at + 1, "M": len(s.all), "Name": name})
	}
	s.which.SetText(name)
	s.notice.Objects = nil
	s.notes.Objects = nil
	setShown(s.both, cur.err == nil)
	if cur.err != nil {
		s.showFailure(cur)
	} else {
		s.form.set(detailsOfNew(cur.draft.NewBrief), cur.draft.Remarks)
		s.blocks.set(cur.draft.Text, cur.draft.Blocks)
		s.showRemarks(cur.draft.Remarks)
		s.panel.SetConfirmEnabled(true)
		switch {
		case cur.there.ID != 0:
			s.showDouble(cur.there)
		case cur.edition != nil:
			s.showEdition(cur.edition)
		}
		s.events.emit("preview %d %s", s.at+1, cur.draft.Title)
	}
	s.notice.Refresh()
	s.notes.Refresh()
}

func (s *importSheet) showFailure(cur *source) {
	s.form.set(details{}, nil)
	s.blocks.set("", nil)
	s.panel.SetConfirmEnabled(false)
	s.notice.Objects = []fyne.CanvasObject{widgets.NewBanner(widgets.BannerError,
		lang.L("{{.Name}} cannot be imported: {{.Why}}.", map[string]any{"Name": cur.name, "Why": reason(cur.err)}),
		lang.L("Nothing of it was stored, and the file is as it was."), "")}
	// The fields are hidden: the keyboard goes to what is left to do.
	if s.skip != nil {
		s.win.Canvas().Focus(s.skip)
	} else {
		s.panel.FocusCancel()
	}
	s.events.emit("trouble %v", cur.err)
}

// reason says why a file could not be read, without the path that an error
// of the file system begins with.
func reason(err error) string {
	for _, known := range intake.Reasons() {
		if errors.Is(err, known) {
			// What is added to it ("it is a picture") stays as it is.
			return strings.Replace(err.Error(), known.Error(), lang.L(known.Error()), 1)
		}
	}
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err.Error()
	}
	return err.Error()
}

// showRemarks lists what is not about one field: encoding, structure, what
// was left out.
func (s *importSheet) showRemarks(remarks []db.Remark) {
	for _, r := range remarks {
		if _, about := s.form.rows[r.Field]; about && r.Kind != db.RemarkDropped {
			continue
		}
		if r.Kind == db.RemarkRecognised && (r.Field != "encoding" || r.Detail == "UTF-8") {
			continue
		}
		text := sentenceOf(r.Detail)
		if r.Kind == db.RemarkDropped {
			text = lang.L("Left out: {{.What}}", map[string]any{"What": r.Detail})
		}
		s.notes.Add(widgets.NewText(text, widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 3}))
	}
}

func (s *importSheet) showDouble(b db.Brief) {
	s.panel.SetConfirmEnabled(false)
	s.events.emit("already-there %d", b.ID)
	if b.TrashedAt.IsZero() {
		banner := widgets.NewBanner(widgets.BannerInfo, lang.L("Already in the library"), lang.L("It is not stored twice."), "")
		banner.AddAction(lang.L("Open it"), func() { s.panel.Hide(); s.finish(); s.open(b.ID) })
		s.notice.Objects = []fyne.CanvasObject{banner}
	} else {
		banner := widgets.NewBanner(widgets.BannerInfo, lang.L("Already in the library, in the trash"), lang.L("It is not stored twice."), "")
		banner.AddAction(lang.L("Restore from trash"), func() { s.restore(b) })
		s.notice.Objects = []fyne.CanvasObject{banner}
	}
	s.notice.Refresh()
}

func (s *importSheet) restore(b db.Brief) {
	store(s.ctx, s.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.lib.Restore(ctx, db.KindBrief, b.ID)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.report(fmt.Errorf("restore: %w", err))
			return
		}
		s.events.emit("restored %s %d", db.KindBrief, b.ID)
		s.last = b.ID
		s.next()
	})
}

// take writes what the form says into the draft.
func (s *importSheet) take() *intake.Draft {
	d := s.current().draft
	s.form.value().into(&d.NewBrief)
	d.Blocks = append([]db.Block(nil), s.blocks.blocks...)
	return d
}

type savedBrief struct {
	brief   db.Brief
	outcome intake.Outcome
}

// save stores the current draft and goes on to the next.
func (s *importSheet) save() {
	if s.busy || s.current().draft == nil || !s.form.check() {
		return
	}
	if e := s.current().asEdition(); e != nil {
		s.saveEdition(e)
		return
	}
	s.busy = true
	draft := s.take()
	store(s.ctx, s.loop, func(ctx context.Context) (savedBrief, error) {
		b, outcome, err := intake.Save(ctx, s.lib, draft)
		return savedBrief{b, outcome}, err
	}, func(got savedBrief, err error) {
		s.busy = false
		if err != nil {
			s.report(fmt.Errorf("import %q: %w", draft.Title, err))
			return
		}
		s.count(got)
		if got.outcome != intake.OutcomeAdded {
			s.showDouble(got.brief)
			return
		}
		s.next()
	})
}

func (s *importSheet) count(got savedBrief) {
	if got.outcome == intake.OutcomeAdded {
		s.added++
		s.last = got.brief.ID
		s.saved()
	} else {
		s.doubles++
	}
	s.events.emit("imported %s %d %s", got.outcome, got.brief.ID, got.brief.Title)
}

// largeImport is from how many things on a backup is made before they are
// brought in at once.
const largeImport = 50

// saveAll stores the current draft and all that follow as they were read.
func (s *importSheet) saveAll() {
	if s.busy {
		return
	}
	if s.current().draft != nil && s.form.check() {
		s.take()
	}
	rest := s.all[s.at:]
	if len(rest) < largeImport {
		s.saveRest(rest)
		return
	}
	s.panel.Hide()
	s.backedUp(db.ReasonImport, func() { s.saveRest(rest) })
}

func (s *importSheet) saveRest(rest []source) {
	var done []savedBrief
	var updated []savedEdition
	failed := 0
	s.busy = s.jobs.start(s.ctx, lang.L("Importing"), func(ctx context.Context, progress func(int, int)) error {
		for i, src := range rest {
			progress(i, len(rest))
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if src.draft == nil {
				failed++
				continue
			}
			e := src.asEdition()
			if e != nil && e.choice == skipEdition {
				continue
			}
			if e != nil {
				saved, err := e.store(ctx, s.lib, src.draft)
				if err == nil {
					updated = append(updated, saved)
					continue
				}
				if !errors.Is(err, db.ErrExists) {
					return fmt.Errorf("import %q: %w", src.draft.Title, err)
				}
			}
			b, outcome, err := intake.Save(ctx, s.lib, src.draft)
			if err != nil {
				return fmt.Errorf("import %q: %w", src.draft.Title, err)
			}
			done = append(done, savedBrief{b, outcome})
		}
		return nil
	}, func(err error) {
		s.busy = false
		for _, got := range done {
			s.count(got)
		}
		for _, saved := range updated {
			s.countEdition(saved)
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			s.report(err)
		}
		s.panel.Hide()
		s.finish()
	})
	if s.busy {
		s.panel.Hide()
	}
}

// next goes to the next source, or ends.
func (s *importSheet) next() {
	if s.at+1 < len(s.all) {
		s.at++
		s.show()
		return
	}
	s.panel.Hide()
	s.finish()
}

// finish says what was imported and opens it.
func (s *importSheet) finish() {
	s.events.emit("sheet-closed import")
	if text := s.result(); text != "" {
		s.say(text)
	}
	if s.last != 0 {
		s.open(s.last)
		s.last = 0
	}
}

// result says what was imported, "" when nothing was.
func (s *importSheet) result() string {
	var parts []string
	if s.added > 0 || s.doubles > 0 && s.updated == 0 {
		parts = append(parts, plural(s.added, "{{.N}} brief imported", "{{.N}} briefs imported"))
	}
	if s.updated > 0 {
		parts = append(parts, plural(s.updated, "{{.N}} new edition", "{{.N}} new editions"))
	}
	if s.doubles > 0 {
		parts = append(parts, plural(s.doubles, "{{.N}} already there", "{{.N}} already there"))
	}
	if s.doubt > 0 {
		parts = append(parts, plural(s.doubt, "{{.N}} place to review", "{{.N}} places to review"))
	}
	return joinNonEmpty(", ", parts...)
}
