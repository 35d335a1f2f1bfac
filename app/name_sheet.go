package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// offeredActors is how many actors the sheet about a name lists at once.
const offeredActors = 40

// nameSheet asks who is meant by a name: an actor that is there, or a new
// one. What is most likely meant is chosen at first, so that Enter will do.
type nameSheet struct {
	*kit
	n     naming
	sheet *widgets.Sheet
	then  func(actor int64)

	filter *widgets.SearchField
	list   *widgets.RowList
	title  *widgets.Field
	row    *widgets.FormRow
	kind   *widgets.Choice
	scope  *choice
	parts  *fyne.Container // what is asked about the row chosen
	fresh  fyne.CanvasObject
	where  fyne.CanvasObject
	hint   *widgets.Text

	bearers map[int64]bool
	actors  []db.Actor // the rows but the last, which is the new actor
	typed   debounce
	asked   latest
	busy    bool
}

// newActorRow is the id of the row for a new actor.
const newActorRow int64 = -1

// askName opens the sheet; then, when not nil, hears of the actor.
func (k *kit) askName(n naming, then func(actor int64)) {
	n.name = oneLine(n.name)
	if n.name == "" || !k.canWrite() {
		return
	}
	s := &nameSheet{kit: k, n: n, then: then}
	s.typed = debounce{loop: k.loop, delay: 100 * time.Millisecond}
	s.build()
	s.find(func() {
		k.sheet("name", s.sheet, fields{"name.filter": s.filter, "name.list": s.list, "name.title": s.title, "name.kind": s.kind,
			"name.everywhere": s.scope.chips[0], "name.here": s.scope.chips[1]})
	})
}

func (s *nameSheet) build() {
	s.filter = widgets.NewSearchField(lang.L("Find an actor"))
	s.filter.OnChanged = func(string) { s.typed.call(func() { s.find(nil) }) }
	s.filter.OnSubmitted = func(string) { s.confirm() }
	s.filter.OnDown = func() { s.win.Canvas().Focus(s.list) }
	s.list = widgets.NewRowList()
	s.list.Length = func() int { return len(s.actors) + 1 }
	s.list.Row = s.rowAt
	s.list.OnSelect = func(int64) { s.draw() }
	s.list.OnOpen = func(int64) { s.confirm() }
	s.list.OnRune = func(r rune) {
		s.win.Canvas().Focus(s.filter)
		s.filter.TypedRune(r)
	}
	s.title = widgets.NewField("")
	s.title.SetText(s.n.name)
	s.title.OnChanged = func(string) { s.row.SetError(""); s.list.Refresh() }
	s.row = widgets.NewFormRow(lang.L("Name"), s.title)
	kinds := []string{actorKindName("")}
	for _, kind := range db.ActorKinds {
		kinds = append(kinds, actorKindName(kind))
	}
	s.kind = widgets.NewChoice(kinds, 0)
	s.fresh = container.New(row{gap: look.Space12, grow: 0}, s.row,
		container.New(atLeast{fyne.NewSize(190, 0)}, widgets.NewFormRow(lang.L("Kind"), s.kind)))
	scope := "everywhere"
	if s.n.here {
		scope = "here"
	}
	s.scope = newChoice([]string{"everywhere", "here"}, []string{lang.L("In every brief"), lang.L("Only here")}, scope, func(string) { s.draw() })
	s.where = widgets.NewFormRow(lang.L("“{{.Name}}” stands for it", map[string]any{"Name": shorten(s.n.name, 40)}), s.scope.content)
	s.hint = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true})
	s.parts = stacked()
	room := float32(56) // so that nothing jumps when another row is chosen
	if s.n.place.BriefID != 0 {
		room = 112
	}
	frame := widgets.NewGround(widgets.GroundSurface, s.list)
	body := formOf(s.filter,
		container.New(fixedHeight{3 * look.RowHeight}, frame),
		container.New(atLeast{fyne.NewSize(0, room)}, s.parts),
		s.hint)
	s.sheet = widgets.NewSheet(lang.L("Who is “{{.Name}}”?", map[string]any{"Name": shorten(s.n.name, 44)}), body)
	s.sheet.Width = 520
	s.sheet.Confirm = lang.L("Save")
	s.sheet.First = s.list
	s.sheet.OnConfirm = func() bool { s.confirm(); return false }
	s.sheet.OnCancel = func() { s.asked.stop(); s.typed.stop(); s.events.emit("sheet-closed name") }
	s.filter.OnEscape = func() { s.sheet.Hide(); s.sheet.OnCancel() }
}

// find lists the actors that bear the name and those that are like it, or what
// the filter asks for.
func (s *nameSheet) find(then func()) {
	wanted := oneLine(s.filter.Text)
	type found struct{ bearers, others []db.Actor }
	fetch(s.asked.next(s.ctx), s.loop, func(ctx context.Context) (f found, err error) {
		if f.bearers, err = s.lib.ActorsNamed(ctx, s.n.name); err != nil {
			return f, err
		}
		words := wanted
		if words == "" {
			words = s.n.name
			for _, alias := range s.n.also {
				more, err := s.lib.ActorsNamed(ctx, alias.Name)
				if err != nil {
					return f, err
				}
				f.others = append(f.others, more...)
			}
		}
		rows, _, err := s.lib.FindActors(ctx, db.ActorFilter{Text: words, Order: db.OrderMentions, Limit: offeredActors})
		for _, r := range rows {
			f.others = append(f.others, r.Actor)
		}
		return f, err
	}, func(f found, err error) {
		if err != nil {
			s.report(fmt.Errorf("find actors: %w", err))
			return
		}
		s.bearers = map[int64]bool{}
		for _, a := range f.bearers {
			s.bearers[a.ID] = true
		}
		all := f.others
		if wanted == "" {
			all = append(f.bearers, f.others...)
		}
		s.actors = nil
		seen := map[int64]bool{}
		for _, a := range all {
			if !seen[a.ID] {
				seen[a.ID] = true
				s.actors = append(s.actors, a)
			}
		}
		s.list.SetSelected(s.rowAt(0).ID)
		s.list.ScrollTo(0)
		s.draw()
		if then != nil {
			then()
		}
	})
}

func (s *nameSheet) rowAt(i int) widgets.RowData {
	if i >= len(s.actors) {
		detail := lang.L("nobody in the list is meant")
		if i == 0 {
			detail = lang.L("no actor has a name like it")
		}
		return widgets.RowData{ID: newActorRow, Detail: detail,
			Title: lang.L("New actor “{{.Name}}”", map[string]any{"Name": oneLine(s.title.Text)})}
	}
	a := s.actors[i]
	title := lang.L("Link to {{.Name}}", map[string]any{"Name": a.Name})
	return widgets.RowData{ID: a.ID, Title: title, Detail: joinNonEmpty(" · ", actorKindName(a.Kind), namesText(a))}
}

// namesText lists an actor's other names.
func namesText(a db.Actor) string {
	names := make([]string, 0, len(a.Aliases))
	for _, alias := range a.Aliases {
		if !alias.Weak {
			names = append(names, alias.Name)
		}
	}
	return joinNonEmpty(", ", names...)
}

// chosen is the actor of the row in hand; ok is false for the new one.
func (s *nameSheet) chosen() (a db.Actor, ok bool) {
	for _, a := range s.actors {
		if a.ID == s.list.Current() {
			return a, true
		}
	}
	return db.Actor{}, false
}

func (s *nameSheet) everywhere() bool {
	return s.n.place.BriefID == 0 || s.scope.value() == "everywhere"
}

// draw shows what is asked about the row chosen, and says what will happen.
func (s *nameSheet) draw() {
	a, linked := s.chosen()
	borne := linked && !slices.ContainsFunc(s.n.aliases(), func(alias db.Alias) bool { return !bears(a, alias.Name) })
	placed := s.n.place.BriefID != 0
	who := map[string]any{"Actor": a.Name}
	hint := ""
	switch {
	case borne && placed:
		hint = lang.L("{{.Actor}} has that name already: it is settled for these words.", who)
	case borne:
		hint = lang.L("{{.Actor}} has that name already.", who)
	case linked && s.everywhere():
		hint = lang.L("{{.Actor}} gains the name, and every brief is searched for it.", who)
	case s.everywhere() || !linked && db.Fold(oneLine(s.title.Text)) == db.Fold(s.n.name):
		hint = lang.L("Every brief is searched for the new name.")
	default:
		hint = lang.L("Only these words are meant; other places stay as they are.")
	}
	s.parts.RemoveAll()
	if !linked {
		s.parts.Add(s.fresh)
	}
	if placed && !borne {
		s.parts.Add(container.New(insets{look.Space4, 0, 0, 0}, s.where))
	}
	s.hint.SetText(hint)
	s.parts.Refresh()
	s.sheet.Refresh()
}

// confirm stores what was chosen; the sheet closes when that is done.
func (s *nameSheet) confirm() {
	into, linked := s.chosen()
	if !linked {
		into = db.Actor{Name: oneLine(s.title.Text), Origin: s.n.origin}
		if i := s.kind.Chosen(); i > 0 {
			into.Kind = db.ActorKinds[i-1]
		}
		if into.Name == "" {
			s.row.SetError(lang.L("An actor needs a name"))
			s.sheet.Refresh()
			return
		}
	}
	crowded := false
	for id := range s.bearers {
		crowded = crowded || id != into.ID
	}
	plan := planName(s.lib, s.n, into, s.everywhere(), crowded)
	if plan.nothing() {
		s.close()
		s.say(lang.L("{{.Actor}} has that name already.", map[string]any{"Actor": into.Name}))
		return
	}
	if s.busy {
		return
	}
	s.busy = true
	s.runName(plan, func(err error) {
		s.busy = false
		if errors.Is(err, db.ErrExists) {
			s.row.SetError(lang.L("An actor of this name and kind is there already, perhaps in the trash"))
			s.sheet.Refresh()
			return
		}
		if err != nil {
			s.report(fmt.Errorf("save the name: %w", err))
			return
		}
		s.close()
		if s.then != nil {
			s.then(plan.into.ID)
		}
	})
}

func (s *nameSheet) close() {
	s.sheet.Hide()
	s.sheet.OnCancel()
}

// runName does a step about a name and remembers it when it worked.
func (k *kit) runName(plan *nameStep, done func(error)) {
	fresh := plan.into.ID == 0
	store(k.ctx, k.loop, func(ctx context.Context) (struct{}, error) { return struct{}{}, plan.do(ctx) }, func(_ struct{}, err error) {
		if err == nil {
			what, said := lang.L("link name"), lang.L("Linked to {{.Actor}}", map[string]any{"Actor": plan.into.Name})
			if fresh {
				what, said = lang.L("make actor"), lang.L("{{.Actor}} is an actor now", map[string]any{"Actor": plan.into.Name})
			}
			k.undo.add(step{What: what, Do: plan.do, Undo: plan.undo})
			k.saved()
			k.say(said)
			k.events.emit("named %d %s", plan.into.ID, plan.into.Name)
		}
		done(err)
	})
}

// makeActor makes an actor of a name without a question, unless somebody bears
// one of the names: then the sheet asks who is meant.
func (k *kit) makeActor(n naming, then func(actor int64)) {
	n.name = oneLine(n.name)
	if n.name == "" || !k.canWrite() {
		return
	}
	fetch(k.ctx, k.loop, func(ctx context.Context) (bearers int, err error) {
		for _, alias := range n.aliases() {
			there, err := k.lib.ActorsNamed(ctx, alias.Name)
			if err != nil {
				return 0, err
			}
			bearers += len(there)
		}
		return bearers, nil
	}, func(bearers int, err error) {
		switch {
		case err != nil:
			k.report(fmt.Errorf("find actors: %w", err))
			return
		case bearers > 0:
			k.askName(n, then)
			return
		}
		plan := planName(k.lib, n, db.Actor{Name: n.name, Origin: n.origin}, true, false)
		k.runName(plan, func(err error) {
			switch {
			case errors.Is(err, db.ErrExists):
				k.askName(n, then) // one is in the trash
			case err != nil:
				k.report(fmt.Errorf("make an actor: %w", err))
			case then != nil:
				then(plan.into.ID)
			}
		})
	})
}
