package app

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
	"sidelight/widgets/look"
)

// filterDelay is how long typing in a filter must rest before it is used.
const filterDelay = 120 * time.Millisecond

// listing is the common part of the panes that list records of the library:
// a head with their number, a filter, and rows that are read as they come
// into view.
type listing[T any] struct {
	*kit
	name    string // as the events and places call it: "library", "actors"
	content fyne.CanvasObject
	head    *widgets.PaneHead
	filter  *widgets.SearchField
	list    *widgets.RowList
	stack   *fyne.Container
	nothing *widgets.EmptyState // no row matches the filter
	empty   *widgets.EmptyState // there are none at all; may be nil
	rows    *pager[T]

	id     func(T) int64
	row    func(T) widgets.RowData
	open   func(id int64, keep bool)
	drawn  func() // the rows have changed; may be nil
	whole  int    // how many there are without the filter
	wanted int64  // to be chosen once it is read; 0: none
	inView bool   // else nothing is read for it
	stale  bool   // it is to be read when it comes into view
	typed  debounce
}

// listingText is the wording of a listing.
type listingText struct {
	title, filter, showAll, failure string
}

// newListing makes a listing; ask makes the query of the words in the filter.
func newListing[T any](k *kit, name string, text listingText, id func(T) int64, row func(T) widgets.RowData,
	ask func(filter string) query[T]) *listing[T] {
	l := &listing[T]{kit: k, name: name, id: id, row: row}
	l.typed = debounce{loop: k.loop, delay: filterDelay}
	l.head = widgets.NewPaneHead(text.title)
	l.filter = widgets.NewSearchField(text.filter)
	l.rows = newPager(k.ctx, k, text.failure, func() query[T] { return ask(l.filter.Text) }, l.show)
	l.filter.OnChanged = func(string) { l.typed.call(l.rows.reset) }
	l.filter.OnSubmitted = func(string) { l.openFirst() }
	l.filter.OnDown = func() { l.win.Canvas().Focus(l.list) }
	l.list = widgets.NewRowList()
	l.list.Length = func() int { return len(l.rows.rows) }
	l.list.Row = l.rowAt
	l.list.OnOpen = func(id int64) { l.open(id, true) }
	l.list.OnSelect = func(id int64) { l.open(id, false) }
	l.nothing = widgets.NewEmptyState("search", lang.L("Nothing found"), "")
	l.nothing.SetPrimary(text.showAll, func() { l.filter.SetText("") })
	l.nothing.Hide()
	field := container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, l.filter)
	l.stack = container.NewStack(l.list, l.nothing)
	l.content = widgets.NewDock(stacked(l.head, field), nil, nil, nil, l.stack)
	return l
}

// setEmpty gives the words for a library that has none of these records.
func (l *listing[T]) setEmpty(e *widgets.EmptyState) {
	e.Hide()
	l.empty = e
	l.stack.Add(e)
}

// changed reads the rows anew, now or when the pane comes into view: counting
// the citations of every source takes seconds in a large library.
func (l *listing[T]) changed() {
	if l.stale = !l.inView; l.inView {
		l.rows.call()
	}
}

// setInView implements listPane.
func (l *listing[T]) setInView(on bool) {
	l.inView = on
	if on && l.stale {
		l.changed()
	}
}

func (l *listing[T]) show() {
	if l.filter.Text == "" {
		l.whole = l.rows.total
	}
	if l.rows.total != l.whole {
		l.head.SetCount(lang.L("{{.N}} of {{.M}}", map[string]any{"N": number(l.rows.total), "M": number(l.whole)}))
	} else {
		l.head.SetCount(number(l.whole))
	}
	none := len(l.rows.rows) == 0
	setShown(l.nothing, none && l.filter.Text != "")
	setShown(l.list, !none)
	if l.empty != nil {
		setShown(l.empty, none && l.filter.Text == "")
	}
	if l.drawn != nil {
		l.drawn()
	}
	l.list.Refresh()
	if l.wanted != 0 {
		l.reveal(l.wanted)
	}
	l.events.listed(l.name, len(l.rows.rows))
}

func (l *listing[T]) rowAt(i int) widgets.RowData {
	r, ok := l.rows.at(i)
	if !ok {
		return widgets.RowData{}
	}
	return l.row(r)
}

func (l *listing[T]) openFirst() {
	if len(l.rows.rows) > 0 {
		l.open(l.id(l.rows.rows[0]), true)
	}
}

// reveal chooses a record's row, as soon as it has been read; 0: none.
func (l *listing[T]) reveal(id int64) {
	l.wanted = id
	for i, r := range l.rows.rows {
		if l.id(r) == id {
			if l.list.Current() == id && contains(l.list.Selected(), id) {
				l.wanted = 0
				return // chosen there, perhaps with others
			}
			l.list.SetSelected(id)
			l.list.ScrollTo(i)
			l.wanted = 0
			return
		}
	}
	l.list.SetSelected()
}

// chosen are the ids that a menu at a row is about: those selected, when the
// row is one of them, or the row alone.
func (l *listing[T]) chosen(id int64) []int64 {
	ids := l.list.Selected()
	if !contains(ids, id) {
		l.list.SetSelected(id)
		ids = []int64{id}
	}
	return ids
}

// object implements listPane.
func (l *listing[T]) object() fyne.CanvasObject { return l.content }

// search implements listPane.
func (l *listing[T]) search() *widgets.SearchField { return l.filter }

// keyboard implements listPane.
func (l *listing[T]) keyboard() fyne.Focusable { return l.list }
