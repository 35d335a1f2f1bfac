package app

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"sidelight/widgets"
)

// finder finds words in the brief of a page: the bar, the hits and the one
// that is current.
type finder struct {
	page    *briefPage
	content fyne.CanvasObject
	bar     *widgets.FindBar
	folded  *foldedText // of the text on show; nil until asked for
	hits    [][2]int
	current int // index in hits
	typed   debounce
	asked   latest
}

func newFinder(p *briefPage) *finder {
	f := &finder{page: p, bar: widgets.NewFindBar()}
	f.typed = debounce{loop: p.loop, delay: 100 * time.Millisecond}
	f.bar.OnQuery = func(string) { f.typed.call(f.search) }
	f.bar.OnNext = func() { f.step(1) }
	f.bar.OnPrevious = func() { f.step(-1) }
	f.bar.OnClose = f.hide
	f.content = container.NewStack(f.bar)
	f.content.Hide()
	return f
}

// show opens the bar with the selected words, when they are few, as query.
func (f *finder) show() {
	f.content.Show()
	f.page.frame.Refresh()
	if s := oneLine(f.page.reader.SelectedText()); s != "" && len(s) <= 80 {
		f.bar.SetQuery(s)
		f.search()
	}
	f.page.whenDrawn(f.bar, func() {
		f.bar.FocusField()
		f.page.events.emit("focus find")
	})
}

// hide closes the bar and leaves the current hit selected.
func (f *finder) hide() {
	f.typed.stop()
	f.asked.stop()
	f.content.Hide()
	f.page.frame.Refresh()
	hits := f.hits
	f.page.reader.SetFinds(f.page.found, f.page.foundAt)
	f.page.Focus()
	if f.current < len(hits) {
		f.page.reader.Select(hits[f.current][0], hits[f.current][1])
	}
	f.hits = nil
}

// forget drops what was found: the text has changed.
func (f *finder) forget() {
	f.folded, f.hits = nil, nil
	if f.content.Visible() && f.bar.Query() != "" {
		f.search()
	}
}

// search finds the query beside the drawing goroutine; the text is folded
// once.
func (f *finder) search() {
	f.typed.stop()
	query, text, folded := f.bar.Query(), f.page.revision.Text, f.folded
	if query == "" {
		f.asked.stop()
		f.hits = nil
		f.page.reader.SetFinds(nil, 0)
		f.bar.SetCount(0, -1)
		return
	}
	type result struct {
		folded *foldedText
		hits   [][2]int
	}
	fetch(f.asked.next(f.page.ctx), f.page.loop, func(context.Context) (result, error) {
		if folded == nil {
			folded = foldText(text)
		}
		return result{folded, folded.find(query)}, nil
	}, func(r result, _ error) {
		f.folded = r.folded
		f.found(query, r.hits)
	})
}

func (f *finder) found(query string, hits [][2]int) {
	f.hits, f.current = hits, 0
	from := f.page.reader.ReadingPosition()
	for i, h := range hits {
		if h[0] >= from {
			f.current = i
			break
		}
	}
	f.draw(query)
}

// step goes to the next hit, or the one before, round the ends.
func (f *finder) step(by int) {
	if !f.content.Visible() {
		f.show()
		return
	}
	if len(f.hits) == 0 {
		f.search()
		return
	}
	f.current = (f.current + by + len(f.hits)) % len(f.hits)
	f.draw(f.bar.Query())
}

func (f *finder) draw(query string) {
	f.page.reader.SetFinds(f.hits, f.current)
	shown := 0
	if len(f.hits) > 0 {
		shown = f.current + 1
		f.page.reader.Reveal(f.hits[f.current][0], f.hits[f.current][1])
	}
	f.bar.SetCount(shown, len(f.hits))
	f.page.events.emit("find %d %d %s", shown, len(f.hits), query)
}
