package app

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/editions"
	"sidelight/app/intake"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// foundEdition is the brief that a text is another edition of, and what would
// become of all that was said of it.
type foundEdition struct {
	plan   editions.Plan
	of     db.Edition // the one that the brief has now
	choice int
}

// What can be done with another edition of a brief, in the order of the choice.
const (
	takeEdition = iota
	keepBoth
	skipEdition
)

// findEdition looks whether a text is another edition of a brief; nil: it is
// not, as far as can be told.
func findEdition(ctx context.Context, lib *db.Library, d *intake.Draft) *foundEdition {
	b, err := editions.Recognise(ctx, lib, d.NewBrief)
	if err != nil {
		return nil
	}
	found := &foundEdition{}
	if found.plan, err = editions.Prepare(ctx, lib, b.ID, d.NewBrief); err != nil {
		return nil
	}
	all, err := lib.Editions(ctx, b.ID)
	if err != nil {
		return nil
	}
	for _, e := range all {
		if e.Current {
			found.of = e
		}
	}
	return found
}

// showEdition asks what is to be done with another edition of a brief.
func (s *importSheet) showEdition(e *foundEdition) {
	banner := widgets.NewBanner(widgets.BannerInfo,
		lang.L("This looks like a new edition of “{{.Title}}” ({{.Day}})", map[string]any{"Title": shorten(e.plan.Brief.Title, 120), "Day": e.of.ImportedAt.Local().Format("2 Jan 2006")}),
		becomesText(e.plan.Annotations), lang.L("The brief keeps its title and details, and the edition before can be read with its marks."))
	ways := []string{lang.L("New edition"), lang.L("Keep both"), lang.L("Skip")}
	choice := widgets.NewChoice(ways, e.choice)
	choice.OnChanged = func(i int) { e.choice = i; s.events.emit("edition-choice %d", i) }
	s.notice.Objects = []fyne.CanvasObject{banner,
		container.New(row{gap: look.Space12, grow: -1}, widgets.NewText(lang.L("Save as"), widgets.TextStyle{Quiet: true}), container.New(atLeast{fyne.NewSize(220, 0)}, choice))}
	s.notice.Refresh()
	s.events.emit("edition-of %d", e.plan.Brief.ID)
}

// asEdition is the brief that the current source is to be an edition of; nil: it
// is to be a brief of its own.
func (src *source) asEdition() *foundEdition {
	if src.edition == nil || src.edition.choice == keepBoth {
		return nil
	}
	return src.edition
}

// saveEdition stores the current draft as an edition, or passes it over.
func (s *importSheet) saveEdition(e *foundEdition) {
	if e.choice == skipEdition {
		s.next()
		return
	}
	s.busy = true
	draft := s.take()
	store(s.ctx, s.loop, func(ctx context.Context) (savedEdition, error) { return e.store(ctx, s.lib, draft) }, func(saved savedEdition, err error) {
		s.busy = false
		switch {
		case errors.Is(err, db.ErrExists):
			s.count(savedBrief{brief: saved.brief, outcome: intake.OutcomeDuplicate})
			s.showDouble(saved.brief)
		case err != nil:
			s.report(fmt.Errorf("import %q: %w", draft.Title, err))
		default:
			s.countEdition(saved)
			s.next()
		}
	})
}

// countEdition counts an edition that was stored, and makes one step of it that
// can be taken back.
func (s *importSheet) countEdition(saved savedEdition) {
	s.updated++
	s.last = saved.brief.ID
	for _, c := range []editions.Counts{saved.plan.Annotations, saved.plan.Decisions} {
		s.doubt += c.Review + c.Detached
	}
	s.undoEdition(saved)
	s.saved()
	s.events.emit("imported updated %d %s", saved.brief.ID, saved.brief.Title)
}

// savedEdition is an edition that was stored.
type savedEdition struct {
	brief  db.Brief
	former int64
	plan   editions.Plan
}

// store stores a text as the edition that it was found to be, with the places as
// they are now.
func (e *foundEdition) store(ctx context.Context, lib *db.Library, d *intake.Draft) (savedEdition, error) {
	prepared, err := editions.Prepare(ctx, lib, e.plan.Brief.ID, d.NewBrief)
	if err != nil {
		return savedEdition{}, err
	}
	former := prepared.Brief.RevisionID
	b, plan, err := prepared.Store(ctx, lib)
	return savedEdition{b, former, plan}, err
}

// undoEdition remembers how an edition that was stored is taken back.
func (k *kit) undoEdition(saved savedEdition) {
	use := func(revision int64) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := editions.Use(ctx, k.lib, saved.brief.ID, revision)
			return err
		}
	}
	k.undo.add(step{What: lang.L("new edition"), Do: use(saved.brief.RevisionID), Undo: use(saved.former)})
}
