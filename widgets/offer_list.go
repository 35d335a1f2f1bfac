package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

const (
	offerRow   float32 = 26
	offerMost          = 8
	offerWidth float32 = 300
)

// offerList is the small list of suggestions of a MarkdownEditor. It never has
// the focus: the editor moves it. It is not Scrollable, since Fyne would then
// clip its shadow.
type offerList struct {
	widget.BaseWidget
	prefix string
	items  []Suggestion
	chosen int
	first  int // the topmost in view
	choose func(Suggestion)

	panel, mark *canvas.Rectangle
	titles      []*canvas.Text
	details     []*canvas.Text
}

func newOfferList(choose func(Suggestion)) *offerList {
	l := &offerList{choose: choose, panel: newBox(look.RadiusPanel), mark: newBox(look.RadiusField)}
	for range offerMost {
		l.titles = append(l.titles, canvas.NewText("", nil))
		l.details = append(l.details, canvas.NewText("", nil))
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *offerList) set(prefix string, items []Suggestion) {
	l.prefix, l.items, l.chosen, l.first = prefix, items, 0, 0
}

func (l *offerList) rows() int { return min(offerMost, len(l.items)) }

func (l *offerList) move(by int) {
	n := len(l.items)
	l.chosen = (l.chosen + by + n) % n
	l.first = max(min(l.first, l.chosen), l.chosen-l.rows()+1)
	l.Refresh()
}

func (l *offerList) accept() {
	if l.chosen < len(l.items) {
		l.choose(l.items[l.chosen])
	}
}

// CreateRenderer implements fyne.Widget.
func (l *offerList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: l, refresh: func() {}, layout: l.layout,
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{l.panel, l.mark}
			for i := range l.rows() {
				all = append(all, l.titles[i], l.details[i])
			}
			return all
		},
		min: func() fyne.Size { return fyne.NewSize(offerWidth, float32(l.rows())*offerRow+look.Space8) }}
}

func (l *offerList) layout(s fyne.Size) {
	p := look.Current()
	lift(l.panel, p)
	l.mark.FillColor = p.AccentGround
	place(l.panel, 0, 0, s.Width, s.Height)
	const inset = look.Space12
	for i := range l.rows() {
		item := l.items[l.first+i]
		y := look.Space4 + float32(i)*offerRow
		if l.first+i == l.chosen {
			place(l.mark, look.Space4, y, s.Width-2*look.Space4, offerRow)
		}
		detail := min(small.width(item.Detail), s.Width*0.4)
		small.set(l.details[i], small.elide(item.Detail, detail+0.5), p.Quiet)
		place(l.details[i], s.Width-inset-detail, y, detail, offerRow)
		room := s.Width - 2*inset - detail - look.Space12
		plain.set(l.titles[i], plain.elide(item.Title, room), p.Text)
		place(l.titles[i], inset, y, room, offerRow)
	}
}

// MouseDown implements desktop.Mouseable. It acts at once: by the time of a
// tap the editor has lost the focus and the list is gone.
func (l *offerList) MouseDown(e *desktop.MouseEvent) {
	if i := int((e.Position.Y - look.Space4) / offerRow); i >= 0 && i < l.rows() {
		l.chosen = l.first + i
		l.accept()
	}
}

// MouseUp implements desktop.Mouseable.
func (l *offerList) MouseUp(*desktop.MouseEvent) {}
