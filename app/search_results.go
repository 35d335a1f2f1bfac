package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

// resultPage is how many groups are read at a time.
const resultPage = 20

// groupRow is a group that has been read; at is its index in the results.
type groupRow struct {
	search.Shown
	at int
}

// groupKey names a group whatever its place.
type groupKey struct{ brief, document int64 }

func keyOfGroup(g search.Group) groupKey {
	if g.BriefID != 0 || len(g.Hits) == 0 {
		return groupKey{brief: g.BriefID}
	}
	return groupKey{document: g.Hits[0].ID}
}

// readRows reads the groups from one on until there are some to show; those
// that are gone are left out. read is how far it came.
func readRows(ctx context.Context, lib *db.Library, r search.Results, from, limit int) (rows []groupRow, read int, err error) {
	for read = from; read < len(r.Groups) && len(rows) == 0; {
		end := min(read+limit, len(r.Groups))
		shown, err := r.Page(ctx, lib, read, limit)
		if err != nil {
			return rows, read, err
		}
		at := read
		for _, s := range shown {
			for at < end && keyOfGroup(r.Groups[at]) != keyOfGroup(s.Group) {
				at++
			}
			rows = append(rows, groupRow{s, at})
		}
		read = end
	}
	return rows, read, nil
}

// readMore reads the next groups.
func (p *searchPage) readMore() {
	if p.ahead || p.read >= len(p.results.Groups) {
		return
	}
	p.ahead = true
	from, r := p.read, p.results
	type next struct {
		rows []groupRow
		read int
	}
	fetch(p.paging.next(p.ctx), p.loop, func(ctx context.Context) (n next, err error) {
		n.rows, n.read, err = readRows(ctx, p.lib, r, from, resultPage)
		return n, err
	}, func(n next, err error) {
		p.ahead = false
		if err != nil {
			p.report(fmt.Errorf("read what was found: %w", err))
			return
		}
		p.rows, p.read = append(p.rows, n.rows...), n.read
		p.list.Refresh()
	})
}

// group is what the list shows of a group.
func (p *searchPage) group(i int) widgets.ResultGroup {
	if i < 0 || i >= len(p.rows) {
		return widgets.ResultGroup{}
	}
	r := p.rows[i]
	g := widgets.ResultGroup{Title: r.Title, Marks: inTitle(p.results.Query, r.Title), Handling: string(r.TLP), New: p.fresh[keyOfGroup(r.Group)]}
	if g.Title == "" {
		g.Title = lang.L("Untitled note")
	}
	switch {
	case r.Group.BriefID != 0:
		g.Detail = rowDetail(r.Brief)
	case len(r.Group.Hits) > 0 && r.Group.Hits[0].ActorID != 0:
		g.Detail = lang.L("Notes on an actor")
	default:
		g.Detail = lang.L("Free note")
	}
	if r.Marked > 0 {
		g.Count = plural(r.Marked, "{{.N}} hit", "{{.N}} hits")
	}
	for _, at := range r.Passages {
		g.Passages = append(g.Passages, widgets.ResultPassage{Kind: foundAs(at, r.Shown), Text: at.Snippet, Marks: marksOf(at.Marks)})
	}
	return g
}

// foundAs is the kind of a passage, with its mark where that is not the group's.
func foundAs(at search.Passage, r search.Shown) string {
	kind := foundKind(at, r.Group)
	if at.TLP == r.TLP {
		return kind
	}
	return joinNonEmpty(" · ", kind, at.TLP.Label())
}

// foundKind tells the words of the analyst from those of a brief.
func foundKind(at search.Passage, g search.Group) string {
	switch at.Kind {
	case db.KindAnnotation:
		if at.Label != "" {
			return at.Label
		}
		return lang.L("Annotation")
	case db.KindNote:
		if g.BriefID != 0 {
			return lang.L("Note")
		}
	}
	return ""
}

// inTitle marks what was asked for in a title; names of actors too, since a
// title is no text whose mentions are known.
func inTitle(q search.Query, title string) []widgets.Mark { return marksOf(q.Marks(title, true)) }

func marksOf(spans []span.Span) []widgets.Mark {
	marks := make([]widgets.Mark, len(spans))
	for i, s := range spans {
		marks[i] = widgets.Mark{Start: s.Start, End: s.End}
	}
	return marks
}

// open opens a passage of the list, or of a group's head its first one.
func (p *searchPage) open(group, passage int, beside bool) {
	if group < 0 || group >= len(p.rows) {
		return
	}
	p.moved = true // who comes back wants to find it where it was
	p.act.keep(p)
	p.act.open(p.results, p.rows[group].at, p.rows[group].passage(passage), beside)
}

// passage returns one of the passages of a row; of its head, what the row is
// about.
func (r groupRow) passage(i int) search.Passage {
	if i >= 0 && i < len(r.Passages) {
		return r.Passages[i]
	}
	if r.Group.BriefID != 0 || len(r.Group.Hits) == 0 {
		return search.Passage{Kind: db.KindBrief, ID: r.Group.BriefID, BriefID: r.Group.BriefID}
	}
	h := r.Group.Hits[0]
	return search.Passage{Kind: h.Kind, ID: h.ID}
}

// enter opens the passage that is chosen, or the first one; when the query
// has not been answered yet, as soon as it is.
func (p *searchPage) enter(beside bool) {
	if p.blank() {
		return
	}
	if p.typing.cancel != nil || p.busy && len(p.rows) == 0 { // not answered yet
		p.now()
		p.pending = &beside
		return
	}
	p.openChosen(beside)
}

func (p *searchPage) openPending() {
	if p.going && len(p.rows) > 0 {
		p.going = false
		p.goIn()
	}
	if beside := p.pending; beside != nil && len(p.rows) > 0 {
		p.pending = nil
		p.openChosen(*beside)
	}
}

func (p *searchPage) openChosen(beside bool) {
	if len(p.rows) == 0 {
		return
	}
	if at, _ := p.list.Chosen(); at < 0 {
		p.chooseFirst()
	}
	group, passage := p.list.Chosen()
	p.open(group, passage, beside)
}

// choose chooses the passage of a group of the results on show, reading as far
// as it stands.
func (p *searchPage) choose(r search.Results, group int, at search.Passage) {
	if len(r.Groups) != len(p.results.Groups) || group >= len(r.Groups) ||
		keyOfGroup(r.Groups[group]) != keyOfGroup(p.results.Groups[group]) {
		return // other results by now
	}
	for i, row := range p.rows {
		if row.at != group {
			continue
		}
		passage := -1
		for j, have := range row.Passages {
			if have.Kind == at.Kind && have.ID == at.ID && (passage < 0 || have.At.Start <= at.At.Start) {
				passage = j
			}
		}
		p.list.Choose(i, passage)
		return
	}
	if p.read <= group {
		p.readTo(group, func() { p.choose(r, group, at) })
	}
}

// readTo reads the groups up to one in one go.
func (p *searchPage) readTo(group int, then func()) {
	from, r := p.read, p.results
	p.ahead = true
	fetch(p.paging.next(p.ctx), p.loop, func(ctx context.Context) ([]groupRow, error) {
		rows, _, err := readRows(ctx, p.lib, r, from, group+resultPage-from)
		return rows, err
	}, func(rows []groupRow, err error) {
		p.ahead = false
		if err != nil {
			p.report(fmt.Errorf("read what was found: %w", err))
			return
		}
		p.rows, p.read = append(p.rows, rows...), min(group+resultPage, len(r.Groups))
		p.list.Refresh()
		then()
	})
}
