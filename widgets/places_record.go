package widgets

import (
	"strconv"

	"sidelight/widgets/look"
)

// Places lists the links of the quiet line by their ID.
func (t *PageTitle) Places() []Place {
	var all []Place
	for i, l := range t.links {
		if l != nil {
			all = append(all, spotOf(t.meta[i].ID, l))
		}
	}
	return all
}

// Places lists the links beside the title: "action.1" and so on.
func (h *SectionHead) Places() []Place {
	var all []Place
	for i, l := range h.actions {
		all = append(all, spotOf("action."+strconv.Itoa(i+1), l))
	}
	return all
}

// Places lists the chips by their ID.
func (f *ChipFlow) Places() []Place {
	var all []Place
	boxes, _ := f.boxes(f.Size().Width)
	for i, b := range boxes {
		all = append(all, spot(strconv.FormatInt(f.chips[i].ID, 10), b.x, b.y, b.w, look.ChipHeight))
	}
	return all
}

// Places lists the months that are shown by their index.
func (s *MonthStrip) Places() []Place {
	var all []Place
	first, x, step := s.fit(s.Size().Width)
	for i := first; i < len(s.months); i++ {
		all = append(all, spot(strconv.Itoa(i), x+float32(i-first)*step, 0, step, stripHeight))
	}
	return all
}

// Places lists the rows in view by their index.
func (r *pageRows) Places() []Place {
	var all []Place
	for i := r.rowFrom(); i < r.count; i++ {
		y := r.top(i)
		if y >= r.Size().Height {
			break
		}
		all = append(all, spot(strconv.Itoa(i), 0, y, r.Size().Width, r.rowHeight()))
	}
	return all
}

// Places lists the rows in view by their index, and their choices: "7.choice".
func (t *ChoiceTable) Places() []Place {
	var all []Place
	for _, row := range t.pageRows.Places() {
		i, _ := strconv.Atoi(row.Name)
		_, x, _, _, w := t.columns(t.Row(i), t.Size().Width)
		all = append(all, row, spot(row.Name+".choice", x, row.Pos.Y, w, row.Size.Height))
	}
	return all
}

// Places lists the events in view by their ID, clusters by that of their first
// event: "cluster.7"; and the "axis".
func (t *Timeline) Places() []Place {
	all := []Place{spot("axis", 0, 0, t.Size().Width, axisHeight)}
	for _, m := range t.drawing.shown {
		name := strconv.FormatInt(t.events[m.events[0]].ID, 10)
		if len(m.events) > 1 {
			name = "cluster." + name
		}
		all = append(all, spot(name, m.x, m.y, m.w, m.h))
	}
	return all
}
