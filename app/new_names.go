package app

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

const (
	// leastNewName is how often a phrase must recur in the library to be
	// offered as a name, mostNewNames how many are offered at once.
	leastNewName = 3
	mostNewNames = 200
)

func nameRow(n db.Phrase, id int64) widgets.RowData {
	return widgets.RowData{ID: id, Title: n.Name, Quiet: true,
		Detail: joinNonEmpty(" · ", plural(n.Uses, "{{.N}} use", "{{.N}} uses"), plural(n.Briefs, "{{.N}} brief", "{{.N}} briefs"))}
}

// dismissName says that a phrase is nobody's name, in any brief.
func (k *kit) dismissName(n db.Phrase) {
	k.decide(lang.L("dismiss name"), lang.L("{{.Name}} dismissed", map[string]any{"Name": n.Name}), nil,
		db.Decision{Kind: db.DecideNewName, Key: n.Key, Verdict: db.StateDismissed})
}

// newNames lists the names of the whole library that are nobody yet.
type newNames struct {
	*kit
	sheet  *widgets.Sheet
	list   *widgets.RowList
	empty  *widgets.EmptyState
	names  []db.Phrase
	ids    map[string]int64
	reload reloader
	openAt func(brief int64, start, end int)
	gone   bool
	quiet  func()
}

// showNewNames opens the sheet of the names that recur in the library.
func (d *Desk) showNewNames() {
	s := &newNames{kit: d.kit, ids: map[string]int64{}, openAt: d.openAt}
	s.reload = reloader{load: s.load}
	s.list = widgets.NewRowList()
	s.list.Length = func() int { return len(s.names) }
	s.list.Row = func(i int) widgets.RowData { return nameRow(s.names[i], s.id(s.names[i])) }
	s.list.OnOpen = s.makeActorOf
	s.list.OnDelete = func([]int64) { s.dismiss(s.list.Current()) }
	s.list.OnRune = s.typed
	s.list.OnSecondary = s.showMenu
	s.empty = widgets.NewEmptyState("new-name", lang.L("No new names"), lang.L("Names that recur in your briefs and are no actor yet stand here."))
	s.empty.Hide()
	keys := widgets.NewText(lang.L("Enter makes an actor, L adds the name to one, T shows it in the text, Delete dismisses it"),
		widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	body := stacked(container.New(fixedHeight{8 * look.RowHeight}, container.NewStack(widgets.NewGround(widgets.GroundSurface, s.list), s.empty)),
		container.New(insets{look.Space8, 0, 0, 0}, keys))
	s.sheet = widgets.NewSheet(lang.L("New names in the library"), body)
	s.sheet.Width = 560
	s.sheet.CancelText = lang.L("Close")
	s.sheet.First = s.list
	s.sheet.OnCancel = s.close
	s.quiet = s.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.ActorChanged, db.FindingsChanged, db.BriefChanged, db.LibraryChanged:
			s.reload.call()
		}
	})
	d.sheet("new-names", s.sheet, fields{"names.list": s.list})
	s.reload.call()
}

func (s *newNames) close() {
	s.gone = true
	s.quiet()
	s.events.emit("sheet-closed new-names")
}

func (s *newNames) load(done func()) {
	fetch(s.ctx, s.loop, func(ctx context.Context) ([]db.Phrase, error) {
		return s.lib.Phrases(ctx, 0, leastNewName, mostNewNames)
	}, func(names []db.Phrase, err error) {
		defer done()
		if s.gone {
			return
		}
		if err != nil {
			s.report(fmt.Errorf("list the new names: %w", err))
			return
		}
		at := max(0, slices.IndexFunc(s.names, func(n db.Phrase) bool { return s.id(n) == s.list.Current() }))
		s.names = names
		setShown(s.empty, len(names) == 0)
		setShown(s.list, len(names) > 0)
		if _, there := s.name(s.list.Current()); !there && len(names) > 0 {
			s.list.SetSelected(s.id(names[min(at, len(names)-1)])) // the next one takes the place of what is done with
		}
		s.list.Refresh()
		s.events.listed("new-names", len(names))
	})
}

// id is the row id of a name, the same as long as the sheet is up.
func (s *newNames) id(n db.Phrase) int64 {
	if s.ids[n.Key] == 0 {
		s.ids[n.Key] = int64(len(s.ids)) + 1
	}
	return s.ids[n.Key]
}

func (s *newNames) name(id int64) (db.Phrase, bool) {
	for _, n := range s.names {
		if s.id(n) == id {
			return n, true
		}
	}
	return db.Phrase{}, false
}

func (s *newNames) makeActorOf(id int64) {
	if n, ok := s.name(id); ok {
		s.makeActor(naming{name: n.Name}, nil)
	}
}

func (s *newNames) addTo(id int64) {
	if n, ok := s.name(id); ok {
		s.askName(naming{name: n.Name}, nil)
	}
}

func (s *newNames) dismiss(id int64) {
	if n, ok := s.name(id); ok {
		s.dismissName(n)
	}
}

// reveal closes the sheet and shows where the name stands.
func (s *newNames) reveal(id int64) {
	if n, ok := s.name(id); ok {
		s.sheet.Hide()
		s.close()
		s.openAt(n.BriefID, n.Start, n.End)
	}
}

func (s *newNames) typed(r rune) {
	switch r {
	case 'a', 'A':
		s.makeActorOf(s.list.Current())
	case 'l', 'L':
		s.addTo(s.list.Current())
	case 't', 'T':
		s.reveal(s.list.Current())
	}
}

func (s *newNames) showMenu(id int64, at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show in the text"), func() { s.reveal(id) })}
	if s.canWrite() {
		items = append(items, offerItems(func() { s.makeActorOf(id) }, func() { s.addTo(id) }, func() { s.dismiss(id) })...)
	}
	popUp(s.win, at, items...)
}
