package app

import (
	"context"
	"errors"
	"fmt"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// hit is one place of what a search found: words of a brief, an annotation, or
// a note.
type hit struct {
	kind db.Kind
	id   int64     // of the annotation or note
	at   span.Span // of words of a brief
}

// hitWalk goes through all the hits of a search, document after document in
// the order of the results. A bar below the page tells where one is.
type hitWalk struct {
	desk    *Desk
	content fyne.CanvasObject
	where   *widgets.Text
	back    *widgets.TextLink

	on       bool
	origin   tabKey // the page to go back to
	results  search.Results
	group    int
	key      tabKey // of the page that shows the group
	hits     []hit
	at       int            // in hits; they may be none
	wanted   search.Passage // where to begin in the group
	backward bool           // it was come to from behind: begin at its last hit
	ready    bool           // the hits have been read
	revision int64          // of the text that they were read for; 0: not known yet
	marked   *briefPage     // has the words marked
	asked    latest
}

func newHitWalk(d *Desk) *hitWalk {
	w := &hitWalk{desk: d}
	w.where = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize})
	w.back = widgets.NewTextLink(lang.L("Back to the results"), w.leave)
	previous := widgets.NewIconButton("up", lang.L("Previous hit (Shift+F3)"), func() { w.step(-1) })
	next := widgets.NewIconButton("down", lang.L("Next hit (F3)"), func() { w.step(1) })
	end := widgets.NewIconButton("close", lang.L("Remove the marks and stay here"), w.end)
	bar := container.New(row{gap: look.Space4, grow: 0}, w.where,
		container.New(insets{0, look.Space8, 0, 0}, w.back), previous, next, end)
	w.content = widgets.NewGround(widgets.GroundBars, widgets.NewDock(widgets.NewRule(), nil, nil, nil,
		container.New(insets{look.Space4, look.Space8, look.Space4, look.Space16}, bar)))
	w.content.Hide()
	return w
}

// openFound opens a passage that a search found, with every hit of the query
// marked; F3 goes on from there through all of the results.
func (d *Desk) openFound(r search.Results, group int, p search.Passage, beside bool) {
	w := d.hits
	if group < 0 || group >= len(r.Groups) {
		return
	}
	here := d.tabs.current()
	switch {
	case here == nil:
		w.origin = tabKey{}
	case !w.on || here.Key() != w.key: // else it goes on from there
		w.origin = here.Key()
		d.tabs.keep(here)
	}
	w.unmark()
	w.on, w.results = true, r
	w.enter(group, p, false, beside)
}

// enter opens the document of a group and reads its hits.
func (w *hitWalk) enter(group int, p search.Passage, backward, beside bool) {
	w.unmark()
	g := w.results.Groups[group]
	w.group, w.wanted, w.backward = group, p, backward
	w.hits, w.at, w.ready, w.revision = nil, 0, false, 0
	before := w.key
	w.key = keyOfFound(g)
	w.bring(before, beside)
	w.desk.events.emit("found %d %d", group+1, len(w.results.Groups))
	w.read()
	w.focus()
}

// bring brings the page of the group into view. Where the one before stands in
// a pair, it takes its place.
func (w *hitWalk) bring(before tabKey, beside bool) {
	d := w.desk
	pair := d.tabs.pairInView()
	switch {
	case pair != nil && pair.sideOf(before) >= 0 && (beside || pair.sideOf(w.origin) >= 0):
		pair.work(1 - pair.sideOf(before))
		d.openBeside(w.key)
	case beside:
		d.openBeside(w.key)
	default:
		d.show(w.key, "", false)
	}
}

// keyOfFound is the tab in which a group is read.
func keyOfFound(g search.Group) tabKey {
	if g.BriefID != 0 || len(g.Hits) == 0 {
		return tabKey{tabBrief, g.BriefID}
	}
	if h := g.Hits[0]; h.ActorID != 0 {
		return tabKey{tabActor, h.ActorID}
	}
	return tabKey{tabNote, g.Hits[0].ID}
}

// page is the page of the group, or nil when it is closed.
func (w *hitWalk) page() page {
	if !w.on {
		return nil
	}
	p, _ := w.desk.tabs.find(w.key)
	return p
}

// read reads the hits of the group.
func (w *hitWalk) read() {
	d, r, group := w.desk, w.results, w.group
	fetch(w.asked.next(d.ctx), d.loop, func(ctx context.Context) ([]hit, error) {
		return hitsOf(ctx, d.lib, r.Query, r.Groups[group])
	}, func(hits []hit, err error) {
		switch {
		case errors.Is(err, db.ErrNotFound):
			hits = nil // the page says so, or closes itself
		case err != nil:
			d.report(fmt.Errorf("mark what was found: %w", err))
			return
		}
		first := !w.ready
		w.hits, w.ready, w.revision = hits, true, 0
		w.at = min(w.at, max(0, len(hits)-1))
		if first {
			w.at = w.begin()
		}
		w.draw(true)
	})
}

// hitsOf lists the hits of a group in the order in which they are gone
// through: words of the text, annotations, notes.
func hitsOf(ctx context.Context, lib *db.Library, q search.Query, g search.Group) ([]hit, error) {
	var words, marks, notes []hit
	for _, h := range g.Hits {
		switch h.Kind {
		case db.KindBrief:
			spans, err := search.BriefMarks(ctx, lib, q, h.ID)
			if err != nil {
				return nil, err
			}
			for _, s := range spans {
				words = append(words, hit{kind: db.KindBrief, id: h.ID, at: s})
			}
		case db.KindAnnotation:
			marks = append(marks, hit{kind: db.KindAnnotation, id: h.ID})
		case db.KindNote:
			notes = append(notes, hit{kind: db.KindNote, id: h.ID})
		}
	}
	if len(marks) > 1 { // in the order of the text
		ids := make([]int64, len(marks))
		for i, m := range marks {
			ids[i] = m.id
		}
		all, err := lib.AnnotationsOf(ctx, ids)
		if err != nil {
			return nil, err
		}
		sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
		marks = marks[:0]
		for _, a := range all {
			marks = append(marks, hit{kind: db.KindAnnotation, id: a.ID})
		}
	}
	return append(append(words, marks...), notes...), nil
}

// begin is the hit to begin with: that of the passage chosen, or the first; the
// last, when the group was come to from behind.
func (w *hitWalk) begin() int {
	if w.backward {
		return max(0, len(w.hits)-1)
	}
	for i, h := range w.hits {
		if h.kind != w.wanted.Kind {
			continue
		}
		if h.kind == db.KindBrief && h.at.End > w.wanted.At.Start || h.kind != db.KindBrief && h.id == w.wanted.ID {
			return i
		}
	}
	return 0
}

// textRead is told that the text of a brief's page was read anew.
func (w *hitWalk) textRead(p *briefPage) {
	if !w.on || !w.ready || p.Key() != w.key {
		return
	}
	if w.revision != 0 && w.revision != p.revision.ID {
		w.read() // the words stand elsewhere now
		return
	}
	w.draw(w.revision == 0)
}

// draw marks the hits in the page, and goes to the current one if it is
// wanted.
func (w *hitWalk) draw(reveal bool) {
	w.tell()
	p, ok := w.page().(*briefPage)
	if !w.ready {
		return
	}
	if !ok {
		if len(w.hits) > 0 && w.key.Kind == tabActor && w.inView() {
			w.desk.unfold(true)
			w.desk.side.choose(sideNotes)
		}
		return
	}
	if !p.loaded {
		return // draws once it is
	}
	w.revision, w.marked = p.revision.ID, p
	spans, current := w.spans(p)
	p.showFound(spans, current)
	if !reveal || len(w.hits) == 0 {
		return
	}
	w.follow()
	switch h := w.hits[w.at]; h.kind {
	case db.KindBrief:
		if h.at.Valid(p.revision.Text) {
			p.bar.Hide()
			p.reader.Reveal(h.at.Start, h.at.End)
		}
	case db.KindAnnotation:
		p.reveal(h.id)
		if w.inView() {
			w.desk.unfold(true)
			w.desk.showMark(h.id)
		}
	case db.KindNote:
		if w.inView() {
			w.desk.unfold(true)
			w.desk.side.choose(sideNotes)
		}
	}
	w.desk.events.emit("hit %d %d of %d %d", w.at+1, len(w.hits), w.group+1, len(w.results.Groups))
}

// reached is the passage where one is.
func (w *hitWalk) reached() search.Passage {
	if w.at >= len(w.hits) {
		return w.wanted
	}
	h := w.hits[w.at]
	return search.Passage{Kind: h.kind, ID: h.id, At: h.at}
}

// follow chooses the passage in the results, where they stand beside.
func (w *hitWalk) follow() {
	if p, _ := w.desk.tabs.find(w.origin); p != nil && w.desk.tabs.shows(w.origin) {
		if results, ok := p.(*searchPage); ok {
			results.choose(w.results, w.group, w.reached())
		}
	}
}

// leaves reports whether Escape goes back from here: whoever has the keyboard
// elsewhere in the window comes to the text first.
func (w *hitWalk) leaves(focused fyne.Focusable) bool {
	p := w.page()
	if p == nil || !w.inView() {
		return false
	}
	_, brief := p.(*briefPage)
	return !brief || focused == nil || p.Holds(focused)
}

// spans are the words to mark in a brief, and the index of the current ones;
// -1 when the current hit is no words of the text.
func (w *hitWalk) spans(p *briefPage) (spans [][2]int, current int) {
	current = -1
	for i, h := range w.hits {
		if h.kind != db.KindBrief || !h.at.Valid(p.revision.Text) {
			continue
		}
		if i == w.at {
			current = len(spans)
		}
		spans = append(spans, [2]int{h.at.Start, h.at.End})
	}
	return spans, current
}

// inView reports whether the page of the group is the one in view.
func (w *hitWalk) inView() bool {
	return w.on && w.desk.tabs.shows(w.key)
}

// tell says in the bar where one is.
func (w *hitWalk) tell() {
	shown := w.inView()
	if shown {
		place := map[string]any{"N": number(w.group + 1), "M": number(len(w.results.Groups))}
		result := lang.L("result {{.N}} of {{.M}}", place)
		if !w.results.Complete {
			result = lang.L("result {{.N}}", place)
		}
		text := lang.L("Reading what was found…")
		switch {
		case !w.ready:
		case len(w.hits) == 0:
			text = lang.L("Found without words to mark")
		case w.key.Kind != tabBrief:
			text = lang.L("Found in this note")
		default:
			text = w.hitText()
		}
		back := lang.L("Back")
		if w.origin.Kind == tabSearch {
			back = lang.L("Back to the results")
		}
		w.back.SetText(back)
		w.where.SetText(joinNonEmpty(" · ", text, result, lang.L("F3 next")))
		w.content.Refresh()
	}
	if w.content.Visible() != shown {
		setShown(w.content, shown)
		w.desk.middle.Refresh()
	}
}

// hitText says which of the hits of a brief is the current one.
func (w *hitWalk) hitText() string {
	at := map[string]any{"N": number(w.at + 1), "M": number(len(w.hits))}
	switch w.hits[w.at].kind {
	case db.KindAnnotation:
		return lang.L("Hit {{.N}} of {{.M}}, an annotation", at)
	case db.KindNote:
		return lang.L("Hit {{.N}} of {{.M}}, in the notes", at)
	}
	return lang.L("Hit {{.N}} of {{.M}} in this brief", at)
}

// step goes to the next hit or the one before, into the documents before and
// after, and round the ends.
func (w *hitWalk) step(by int) {
	d := w.desk
	if w.page() != nil && !w.inView() {
		d.tabs.bring(w.key)
		w.draw(true)
		w.focus()
		return
	}
	if !w.ready && w.page() != nil {
		return // on the way
	}
	if next := w.at + by; w.page() != nil && next >= 0 && next < len(w.hits) {
		w.at = next
		w.draw(true)
		return
	}
	n := len(w.results.Groups)
	group := w.group + by
	switch {
	case n == 1 && len(w.hits) > 0 && w.page() != nil:
		w.at = (w.at + by + len(w.hits)) % len(w.hits)
		w.draw(true)
		d.say(lang.L("Round to the other end"))
		return
	case group < 0 || group >= n:
		group = (group + n) % n
		d.say(lang.L("Round to the other end of the results"))
	}
	w.enter(group, search.Passage{}, by < 0, false)
}

// focus gives the keyboard to the text: its keys, F3 and Escape among them,
// are what one reads with.
func (w *hitWalk) focus() {
	if p := w.page(); p != nil {
		w.desk.whenDrawn(p.Content(), func() {
			if b, ok := p.(*briefPage); ok && w.inView() {
				b.reader.TakeFocus()
			} else if w.inView() {
				p.Focus()
			}
		})
	}
}

// unmark takes the marks out of the page that has them.
func (w *hitWalk) unmark() {
	if w.marked != nil && !w.marked.closed {
		w.marked.showFound(nil, -1)
	}
	w.marked = nil
}

// end removes the marks; the page stays.
func (w *hitWalk) end() {
	if !w.on {
		return
	}
	w.asked.stop()
	w.unmark()
	w.on = false
	w.tell()
	w.desk.focusPage()
	w.desk.events.emit("hits-closed")
}

// leave removes the marks and goes back to where the walk began, with the
// passage chosen that was reached.
func (w *hitWalk) leave() {
	if !w.on {
		return
	}
	reached := w.reached()
	w.asked.stop()
	w.unmark()
	w.on = false
	d := w.desk
	if back := d.tabs.bring(w.origin); back != nil {
		if p, ok := back.(*searchPage); ok {
			p.choose(w.results, w.group, reached)
		}
		back.Focus()
	}
	w.tell()
	d.events.emit("hits-left")
}

// showFound marks what a search found in the text; current -1: none of it is
// the current one. The words of the find bar, while it is open, come first.
func (p *briefPage) showFound(spans [][2]int, current int) {
	p.found, p.foundAt = spans, current
	if !p.find.content.Visible() {
		p.reader.SetFinds(spans, current)
	}
}
