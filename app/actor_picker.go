package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// pickerRows is how many actors a picker offers at once.
const pickerRows = 5

// actorPicker chooses an actor by typing part of any of its names.
type actorPicker struct {
	*kit
	content  fyne.CanvasObject
	field    *widgets.Field
	offers   *widgets.FactTable
	not      int64 // an actor that may not be chosen
	rows     []db.ActorRow
	chosen   db.Actor // ID 0: none
	typed    debounce
	asked    latest
	onChange func()
}

func newActorPicker(k *kit, not int64, onChange func()) *actorPicker {
	p := &actorPicker{kit: k, not: not, onChange: onChange}
	p.typed = debounce{loop: k.loop, delay: filterDelay}
	p.field = widgets.NewField(lang.L("Type a name"))
	p.field.OnChanged = func(string) { p.typed.call(p.search) }
	p.field.OnSubmitted = func(string) { p.take(0) }
	p.offers = widgets.NewFactTable()
	p.offers.OnChoose = p.take
	p.content = stacked(p.field, p.offers)
	p.search()
	return p
}

// search offers the actors whose names hold what was typed.
func (p *actorPicker) search() {
	if p.chosen.ID != 0 && p.field.Text == p.chosen.Name {
		return
	}
	p.chosen = db.Actor{}
	filter := db.ActorFilter{Text: p.field.Text, Order: db.OrderMentions, Limit: pickerRows + 1}
	fetch(p.asked.next(p.ctx), p.loop, func(ctx context.Context) ([]db.ActorRow, error) {
		rows, _, err := p.lib.FindActors(ctx, filter)
		return rows, err
	}, func(rows []db.ActorRow, err error) {
		if err != nil {
			p.report(fmt.Errorf("look for actors: %w", err))
			return
		}
		p.rows = p.rows[:0]
		for _, r := range rows {
			if r.Actor.ID != p.not && len(p.rows) < pickerRows {
				p.rows = append(p.rows, r)
			}
		}
		p.show()
	})
}

func (p *actorPicker) show() {
	facts := make([]widgets.Fact, len(p.rows))
	for i, r := range p.rows {
		facts[i] = widgets.Fact{Name: actorKindName(r.Actor.Kind), Text: r.Actor.Name, Detail: plural(r.Mentions, "{{.N}} mention", "{{.N}} mentions")}
	}
	p.offers.SetFacts(facts...)
	p.changed()
}

// take chooses one of those offered.
func (p *actorPicker) take(i int) {
	if i < 0 || i >= len(p.rows) {
		return
	}
	p.set(p.rows[i].Actor)
}

// set chooses an actor.
func (p *actorPicker) set(a db.Actor) {
	p.asked.stop()
	p.typed.stop()
	p.chosen = a
	p.field.SetText(a.Name)
	p.typed.stop() // setting the words is no typing
	p.rows = nil
	p.offers.SetFacts()
	p.changed()
}

func (p *actorPicker) changed() {
	if p.onChange != nil {
		p.onChange()
	}
}
