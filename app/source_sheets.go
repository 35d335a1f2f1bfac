package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// grades are the reliabilities in the order a chooser shows them; F says that
// nothing is known, and stands beside "not graded" rather than below E.
var grades = []string{"", "A", "B", "C", "D", "E", "F"}

// sourceItems are what a menu offers to do with a source.
func (k *kit) sourceItems(s db.Source, open func(id int64, keep bool)) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Edit…"), func() { k.editSource(s) }),
		fyne.NewMenuItem(lang.L("Merge into…"), func() { k.askMergeSource(s, open) }),
	}
}

// editSource opens the sheet in which a source is described and graded.
func (k *kit) editSource(s db.Source) {
	if s.ID == 0 || !k.canWrite() {
		return
	}
	name, house := widgets.NewField(""), widgets.NewField("")
	notes := widgets.NewArea("", 4)
	name.SetText(s.Name)
	house.SetText(s.Publisher)
	notes.SetText(s.Notes)
	var kinds, named []string
	for _, kind := range db.SourceKinds {
		kinds = append(kinds, sourceKindName(kind))
	}
	for _, grade := range grades {
		named = append(named, reliabilityName(grade))
	}
	kind := widgets.NewChoice(kinds, slices.Index(db.SourceKinds, s.Kind))
	grade := widgets.NewChoice(named, slices.Index(grades, s.Reliability))
	nameRow := widgets.NewFormRow(lang.L("Name"), name)
	houseRow := widgets.NewFormRow(lang.L("Publisher"), house)
	houseRow.SetHint(lang.L("The house it belongs to: sources of one house count as one"))
	gradeRow := widgets.NewFormRow(lang.L("Reliability"), grade)
	gradeRow.SetHint(lang.L("The letter of the Admiralty code; F says that it cannot be judged, not that it is worst"))
	sheet := widgets.NewSheet(lang.L("Edit source"), formOf(nameRow, widgets.NewFormRow(lang.L("Kind"), kind), gradeRow, houseRow, widgets.NewFormRow(lang.L("Notes"), notes)))
	sheet.Width = 480
	sheet.Confirm = lang.L("Save")
	sheet.First = name
	sheet.OnCancel = func() { k.events.emit("sheet-closed source") }
	name.OnChanged = func(string) { nameRow.SetError(""); sheet.Refresh() }
	sheet.OnConfirm = func() bool {
		written, publisher, letter, what, text := oneLine(name.Text), oneLine(house.Text), grades[max(0, grade.Chosen())], db.SourceKinds[max(0, kind.Chosen())], notes.Text
		if written == "" {
			nameRow.SetError(lang.L("A source needs a name"))
			sheet.Refresh()
			return false
		}
		k.saveSource(s, db.SourceUpdate{Name: &written, Publisher: &publisher, Reliability: &letter, Kind: &what, Notes: &text}, func(err error) {
			switch {
			case errors.Is(err, db.ErrExists):
				nameRow.SetError(lang.L("Another source is spelled so: merge the two instead"))
				sheet.Refresh()
			case err != nil:
				k.troubled("save the source", err)
			default:
				sheet.Hide()
				sheet.OnCancel()
			}
		})
		return false // closes when it is stored
	}
	k.sheet("source", sheet, fields{"source.name": name, "source.kind": kind, "source.reliability": grade, "source.publisher": house, "source.notes": notes})
}

// saveSource changes a source, as one step that can be taken back; done hears
// how it went.
func (k *kit) saveSource(s db.Source, u db.SourceUpdate, done func(error)) {
	back := db.SourceUpdate{Name: &s.Name, Kind: &s.Kind, Reliability: &s.Reliability, Publisher: &s.Publisher, Notes: &s.Notes}
	set := func(u db.SourceUpdate) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := k.lib.UpdateSource(ctx, s.ID, u)
			return err
		}
	}
	edit := step{What: lang.L("edit source"), Do: set(u), Undo: set(back)}
	store(k.ctx, k.loop, func(ctx context.Context) (struct{}, error) { return struct{}{}, edit.Do(ctx) }, func(_ struct{}, err error) {
		if err == nil {
			k.undo.add(edit)
			k.saved()
			k.say(lang.L("Source saved"))
			k.events.emit("source-saved %d", s.ID)
		}
		done(err)
	})
}

// mergeSources makes one source spellings of another, as one step that can be
// taken back; then, when not nil, is called after a success.
func (k *kit) mergeSources(into, from db.Source, then func()) {
	var merge int64
	k.undo.run(k.ctx, step{
		What: lang.L("merge sources"),
		Do: func(ctx context.Context) error {
			r, err := k.lib.MergeSources(ctx, into.ID, from.ID)
			merge = r.ID
			return err
		},
		Undo: func(ctx context.Context) error { return k.lib.UndoRearrangement(ctx, merge) },
	}, func() {
		k.saved()
		k.say(lang.L("“{{.From}}” is a spelling of {{.Into}} now", map[string]any{"From": from.Name, "Into": into.Name}))
		k.events.emit("merged source %d %d", into.ID, from.ID)
		if then != nil {
			then()
		}
	})
}

// offeredSources is how many sources the merge sheet lists at once.
const offeredSources = 100

// mergeSheet asks which source another one is a spelling of.
type mergeSheet struct {
	*kit
	from   db.Source
	open   func(id int64, keep bool)
	sheet  *widgets.Sheet
	filter *widgets.SearchField
	list   *widgets.RowList
	hint   *widgets.Text
	found  []db.Source
	typed  debounce
	asked  latest
}

// askMergeSource opens the sheet; the source that stays is opened afterwards.
func (k *kit) askMergeSource(from db.Source, open func(id int64, keep bool)) {
	if from.ID == 0 || !k.canWrite() {
		return
	}
	s := &mergeSheet{kit: k, from: from, open: open, typed: debounce{loop: k.loop, delay: filterDelay}}
	s.filter = widgets.NewSearchField(lang.L("Find a source"))
	s.filter.OnChanged = func(string) { s.typed.call(func() { s.find(nil) }) }
	s.filter.OnDown = func() { s.win.Canvas().Focus(s.list) }
	s.filter.OnSubmitted = func(string) { s.confirm() }
	s.list = widgets.NewRowList()
	s.list.Length = func() int { return len(s.found) }
	s.list.Row = func(i int) widgets.RowData { return sourceRow(s.found[i]) }
	s.list.OnSelect = func(int64) { s.draw() }
	s.list.OnOpen = func(int64) { s.confirm() }
	s.hint = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	body := formOf(s.filter,
		container.New(fixedHeight{5 * look.RowHeight}, widgets.NewGround(widgets.GroundSurface, s.list)),
		container.New(atLeast{fyne.NewSize(0, 40)}, s.hint))
	s.sheet = widgets.NewSheet(lang.L("Merge “{{.Name}}” into…", map[string]any{"Name": shorten(from.Name, 40)}), body)
	s.sheet.Width = 480
	s.sheet.Confirm = lang.L("Merge")
	s.sheet.First = s.filter
	s.sheet.OnConfirm = func() bool { s.confirm(); return false }
	s.sheet.OnCancel = func() { s.asked.stop(); s.typed.stop(); s.events.emit("sheet-closed merge-source") }
	s.filter.OnEscape = func() { s.sheet.Hide(); s.sheet.OnCancel() }
	s.find(func() { k.sheet("merge-source", s.sheet, fields{"merge.filter": s.filter, "merge.list": s.list}) })
}

func (s *mergeSheet) find(then func()) {
	words := oneLine(s.filter.Text)
	fetch(s.asked.next(s.ctx), s.loop, func(ctx context.Context) ([]db.Source, error) {
		rows, _, err := s.lib.Sources(ctx, db.SourceFilter{Text: words, Order: db.SourcesByCount, Limit: offeredSources})
		return slices.DeleteFunc(rows, func(o db.Source) bool { return o.ID == s.from.ID }), err
	}, func(found []db.Source, err error) {
		if err != nil {
			s.report(fmt.Errorf("find sources: %w", err))
			return
		}
		s.found = found
		s.list.SetSelected()
		if words != "" && len(found) > 0 { // without a word nothing says which is meant
			s.list.SetSelected(found[0].ID)
		}
		s.list.ScrollTo(0)
		s.draw()
		if then != nil {
			then()
		}
	})
}

func (s *mergeSheet) chosen() (into db.Source, ok bool) {
	for _, o := range s.found {
		if o.ID == s.list.Current() {
			return o, true
		}
	}
	return db.Source{}, false
}

// draw says what will happen.
func (s *mergeSheet) draw() {
	into, ok := s.chosen()
	hint := lang.L("Choose the source that it is a spelling of.")
	switch {
	case len(s.found) == 0:
		hint = lang.L("No source of that name.")
	case ok:
		hint = lang.L("“{{.From}}” becomes a spelling of {{.Into}}, and its {{.N}} go with it.", map[string]any{"From": s.from.Name, "Into": into.Name,
			"N": plural(s.from.Citations, "{{.N}} citation", "{{.N}} citations")})
	}
	s.hint.SetText(hint)
	s.sheet.SetConfirmEnabled(ok)
	s.list.Refresh()
	s.sheet.Refresh()
}

func (s *mergeSheet) confirm() {
	into, ok := s.chosen()
	if !ok {
		return
	}
	s.sheet.Hide()
	s.sheet.OnCancel()
	s.mergeSources(into, s.from, func() { s.open(into.ID, true) })
}
