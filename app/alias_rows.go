package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// aliasRows edits the names of an actor, a row each.
type aliasRows struct {
	content *fyne.Container
	rows    []*aliasRow
	grown   func() // a row came or went
}

type aliasRow struct {
	alias db.Alias
	line  fyne.CanvasObject
	name  *widgets.Field
	kind  *widgets.Choice
	weak  *widgets.Tick
}

func newAliasRows(aliases []db.Alias, grown func()) *aliasRows {
	r := &aliasRows{content: formOf(), grown: grown}
	for _, a := range aliases {
		r.add(a)
	}
	r.content.Add(container.New(row{grow: -1}, widgets.NewTextLink(lang.L("Add a name"), func() {
		r.add(db.Alias{Kind: db.AliasOther})
		r.grown()
		fyne.CurrentApp().Driver().CanvasForObject(r.content).Focus(r.rows[len(r.rows)-1].name)
	})))
	return r
}

// add puts a row before the link that adds one.
func (r *aliasRows) add(a db.Alias) {
	kinds := make([]string, len(db.AliasKinds))
	chosen := len(kinds) - 1
	for i, k := range db.AliasKinds {
		kinds[i] = aliasKindName(k)
		if k == a.Kind {
			chosen = i
		}
	}
	one := &aliasRow{alias: a, name: widgets.NewField(lang.L("Name")), kind: widgets.NewChoice(kinds, chosen),
		weak: widgets.NewTick(lang.L("weak"), a.Weak)}
	one.name.SetText(a.Name)
	remove := widgets.NewIconButton("close", lang.L("Remove this name"), nil)
	one.line = container.New(row{gap: look.Space8, grow: 0}, one.name,
		container.New(atLeast{fyne.NewSize(128, 0)}, one.kind), one.weak, remove)
	remove.OnTapped = func() { r.remove(one) }
	r.rows = append(r.rows, one)
	last := len(r.content.Objects) - 1
	if last < 0 || len(r.rows) > last+1 {
		r.content.Add(one.line)
		return
	}
	link := r.content.Objects[last]
	r.content.Objects = append(r.content.Objects[:last:last], one.line, link)
	r.content.Refresh()
}

func (r *aliasRows) remove(gone *aliasRow) {
	for i, one := range r.rows {
		if one == gone {
			r.rows = append(r.rows[:i:i], r.rows[i+1:]...)
			r.content.Remove(one.line)
			r.grown()
			return
		}
	}
}

// value is the names as they are now; rows without one are left out.
func (r *aliasRows) value() []db.Alias {
	all := []db.Alias{}
	for _, one := range r.rows {
		a := one.alias
		a.Name, a.Kind, a.Weak = oneLine(one.name.Text), db.AliasKinds[one.kind.Chosen()], one.weak.On()
		if a.Name != "" {
			all = append(all, a)
		}
	}
	return all
}
