package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"

	"sidelight/widgets/look"
)

// Place says where a part of a widget stands, from the widget's top left
// corner. Tests that drive the real window find by it what to click; nothing
// in the window depends on it.
type Place struct {
	Name string
	Pos  fyne.Position
	Size fyne.Size
}

func spot(name string, x, y, w, h float32) Place {
	return Place{name, fyne.NewPos(x, y), fyne.NewSize(w, h)}
}

func spotOf(name string, o fyne.CanvasObject) Place { return Place{name, o.Position(), o.Size()} }

// Places lists the items by their ID.
func (r *Rail) Places() []Place {
	var all []Place
	for i, item := range r.items {
		all = append(all, spot(item.ID, railInset, r.itemTop(i), look.RailItem, look.RailItem))
	}
	return all
}

// Places lists the tabs by their ID.
func (s *SideTabs) Places() []Place {
	var all []Place
	for i, t := range s.tabs {
		x, w := s.box(i)
		all = append(all, spot(t.ID, x, 0, w, s.Size().Height))
	}
	return all
}

// Places lists the rows in view by their ID.
func (l *RowList) Places() []Place {
	var all []Place
	n := l.length()
	for i := firstBelow(n, func(i int) float32 { return l.top(i) + look.RowHeight }, l.view.offset); i < n; i++ {
		y := l.top(i) - l.view.offset
		if y >= l.view.height {
			break
		}
		all = append(all, spot(strconv.FormatInt(l.Row(i).ID, 10), 0, y, l.Size().Width, look.RowHeight))
	}
	return all
}

// Places lists the cards in view by their ID, and the actions that show on
// them: "7.edit", "7.relabel", "7.delete", or those of the card's own.
func (l *CardList) Places() []Place {
	var all []Place
	for i, f := range l.shown {
		if i >= len(l.tops) {
			continue
		}
		id, y := strconv.FormatInt(l.cards[i].ID, 10), l.tops[i]-l.view.offset
		all = append(all, spot(id, look.Space12, y, cardWidth(l.Size().Width), l.shapes[i].height))
		for n, a := range f.actions {
			all = append(all, spot(id+"."+a.ID, look.Space12+f.actionsX[n], y+f.actionsY, small.width(a.Text), lineHeight))
		}
	}
	return all
}

// Places lists the items by their ID.
func (b *SelectionBar) Places() []Place {
	var all []Place
	at, widths, _ := b.boxes()
	for i, it := range b.items {
		all = append(all, spot(it.ID, at[i].X, at[i].Y, widths[i], barItemH))
	}
	return all
}

// Places lists the two buttons: "primary", "secondary".
func (e *EmptyState) Places() []Place {
	var all []Place
	if e.primary != nil {
		all = append(all, spotOf("primary", e.primary))
	}
	if e.secondary != nil {
		all = append(all, spotOf("secondary", e.secondary))
	}
	return all
}

// Places lists the buttons, from the canvas's corner: "confirm", "cancel",
// and "button.1" and so on for those that were added.
func (s *Sheet) Places() []Place {
	var all []Place
	if s.yes != nil {
		all = append(all, spotOf("confirm", s.yes))
	}
	if s.no != nil {
		all = append(all, spotOf("cancel", s.no))
	}
	for i, b := range s.extra {
		all = append(all, spotOf("button."+strconv.Itoa(i+1), b))
	}
	return all
}
