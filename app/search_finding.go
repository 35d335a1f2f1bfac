package app

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/db"
)

const (
	// queryDelay is how long typing must rest before the newest matches are
	// shown, settleDelay before everything is looked at.
	queryDelay  = 40 * time.Millisecond
	settleDelay = 250 * time.Millisecond
	// renewDelay lets a burst of changes of the library end.
	renewDelay = 1500 * time.Millisecond
)

// finding is what a page has found, and the way to it: the newest matches at
// once, all of them when typing rests.
type finding struct {
	results search.Results
	rows    []groupRow
	read    int // groups that have been read
	kinds   foundKinds
	fresh   map[groupKey]bool // groups of a saved search that are new

	answered bool    // something was asked and came back
	whole    bool    // all was looked at
	busy     bool    // more is being looked at
	moved    bool    // the user has chosen a passage: nothing may jump
	ahead    bool    // the next groups are being read
	stale    bool    // the library has changed since
	waiting  *answer // better or newer results that would make the list jump
	since    time.Time
	askedAt  time.Time // when all was asked for; zero: told to the library

	typing  debounce
	resting debounce
	renew   debounce
	asked   latest
	paging  latest
	going   bool  // the keyboard is wanted in the results
	pending *bool // Enter was pressed before there was something to open: beside
}

// answer is what one asking brings.
type answer struct {
	results search.Results
	rows    []groupRow
	read    int
	kinds   foundKinds
	fresh   map[groupKey]bool
	whole   bool
	at      time.Time
}

func newFinding(l *Loop) finding {
	return finding{typing: debounce{loop: l, delay: queryDelay}, resting: debounce{loop: l, delay: settleDelay},
		renew: debounce{loop: l, delay: renewDelay}}
}

func (f *finding) end() {
	f.typing.stop()
	f.resting.stop()
	f.renew.stop()
	f.asked.stop()
	f.paging.stop()
}

// changed is called at every keystroke: what was asked before is wanted no
// more.
func (p *searchPage) changed() {
	p.halt()
	p.typing.call(p.quick)
	p.drawSaving()
	p.act.keep(p)
	if p.retitled != nil {
		p.retitled()
	}
}

// halt forgets what is under way.
func (p *searchPage) halt() {
	p.end()
	p.shared.asked.stop()
	p.pending, p.waiting, p.busy, p.ahead = nil, nil, false, false
	p.newer.Hide()
}

// now searches for what is in the field without waiting for more of it.
func (p *searchPage) now() {
	p.halt()
	p.quick()
}

// quick shows the newest matches, and looks at all of them when typing rests.
func (p *searchPage) quick() {
	p.find(search.Options{Order: p.orderChosen(), Quick: true}, resultPage, func(a answer) {
		p.replace(a)
		if a.whole {
			p.busy = false
			p.completed(a)
		} else {
			p.resting.call(p.all)
		}
		p.draw()
		p.openPending()
	})
}

// all looks at everything that matches. The results take the place of those
// on show unless the user is among them already.
func (p *searchPage) all() {
	p.find(search.Options{Order: p.orderChosen()}, max(resultPage, len(p.rows)), p.refined)
}

// endsWhole reports whether the last word is complete: something follows it.
// Until then it is the beginning of words: who types "amb" is in the middle of
// it, and who types "ambush" would like to see the ambushes.
func endsWhole(typed string) bool {
	return typed == "" || strings.ContainsAny(typed[len(typed)-1:], " \t\")*”")
}

// spelledOut is a query with a star where its last word counts as a beginning
// only because nothing follows it, so that it asks for the same with something
// behind it.
func spelledOut(ctx context.Context, lib *db.Library, typed string) (string, error) {
	if endsWhole(typed) {
		return typed, nil
	}
	var asks [3]db.TextExpr
	for i, o := range []struct {
		typed string
		whole bool
	}{{typed, false}, {typed, true}, {typed + "*", true}} {
		q, err := search.Read(ctx, lib, o.typed, o.whole)
		if err != nil {
			return typed, err
		}
		asks[i] = q.Where
	}
	if !reflect.DeepEqual(asks[0], asks[1]) && reflect.DeepEqual(asks[0], asks[2]) {
		return typed + "*", nil
	}
	return typed, nil
}

// spelled calls then with the query spelled out.
func (p *searchPage) spelled(then func(query string)) {
	typed := p.query()
	fetch(p.ctx, p.loop, func(ctx context.Context) (string, error) {
		return spelledOut(ctx, p.lib, typed)
	}, func(query string, err error) {
		if err != nil {
			p.report(fmt.Errorf("read the search: %w", err))
			return
		}
		then(query)
	})
}

func (p *searchPage) refined(a answer) {
	p.busy = false
	switch {
	case p.sameRows(a):
		if n := len(a.rows); n < len(p.rows) { // more was read meanwhile
			a.rows, a.read = append(a.rows, p.rows[n:]...), p.read
		}
		p.take(a)
		p.list.Refresh()
	case !p.moved && p.atTop():
		p.replace(a)
	default:
		p.waiting = &a
		words := lang.L("Better order ready · Show")
		if p.whole {
			words = lang.L("There are new results · Show")
		}
		p.newer.SetText(words)
		p.newer.Show()
		p.countShared()
		p.draw()
		return
	}
	p.completed(a)
	p.draw()
}

// atTop reports whether nobody has scrolled the results.
func (p *searchPage) atTop() bool {
	all := p.list.Places()
	return len(all) == 0 || all[0].Name == "group.0" && all[0].Pos.Y >= 0
}

// completed does what waits for all results.
func (p *searchPage) completed(a answer) {
	p.whole = true
	p.askedAt = a.at
	p.countShared()
	p.look()
	p.act.typed()
	p.events.emit("searched %d %s", len(a.results.Groups), p.query())
}

// showWaiting puts the results that wait in the place of those on show.
func (p *searchPage) showWaiting() {
	a := p.waiting
	if a == nil {
		return
	}
	p.waiting = nil
	p.newer.Hide()
	p.replace(*a)
	p.completed(*a)
	p.draw()
	p.intoList()
}

// find asks in the background, for so many groups to show at once.
func (p *searchPage) find(o search.Options, rows int, done func(answer)) {
	typed, since, saved := p.field.Text, p.since, p.named.ID != 0
	whole := endsWhole(typed) || saved && p.asksSaved()
	p.busy, p.stale = true, false
	fetch(p.asked.next(p.ctx), p.loop, func(ctx context.Context) (answer, error) {
		a, err := ask(ctx, p.lib, typed, whole, o)
		if err != nil {
			return a, err
		}
		a.whole = !o.Quick || a.results.Complete
		a.kinds = kindsFound(a.results)
		if saved && !since.IsZero() {
			if a.fresh, err = freshGroups(ctx, p.lib, a.results, since); err != nil {
				return a, err
			}
		}
		a.rows, a.read, err = readRows(ctx, p.lib, a.results, 0, rows)
		return a, err
	}, func(a answer, err error) {
		if err != nil {
			p.busy = false
			p.draw()
			p.report(fmt.Errorf("search the texts: %w", err))
			return
		}
		done(a)
	})
}

func ask(ctx context.Context, lib *db.Library, typed string, whole bool, o search.Options) (a answer, err error) {
	a.at = time.Now()
	q, err := search.Read(ctx, lib, typed, whole)
	if err != nil || q.Where == nil {
		a.results = search.Results{Query: q, Complete: true}
		return a, err
	}
	a.results, err = search.Find(ctx, lib, q, o)
	return a, err
}

// freshGroups finds the groups that have something added since a moment.
func freshGroups(ctx context.Context, lib *db.Library, r search.Results, since time.Time) (map[groupKey]bool, error) {
	if r.Query.Where == nil {
		return nil, nil
	}
	hits, err := lib.FindTexts(ctx, db.TextQuery{Where: r.Query.Where, Order: db.TextByDate, Since: since})
	fresh := map[groupKey]bool{}
	for _, h := range hits {
		if h.BriefID != 0 {
			fresh[groupKey{brief: h.BriefID}] = true
		} else {
			fresh[groupKey{document: h.ID}] = true
		}
	}
	return fresh, err
}

// sameRows reports whether what is on show is how the new results begin.
func (p *searchPage) sameRows(a answer) bool {
	for _, r := range p.rows {
		if r.at >= len(a.results.Groups) || keyOfGroup(a.results.Groups[r.at]) != keyOfGroup(r.Group) {
			return false
		}
	}
	return len(p.rows) > 0
}

// take keeps the place in the list, replace begins at its top.
func (p *searchPage) take(a answer) {
	p.paging.stop()
	p.ahead = false
	p.results, p.rows, p.read, p.kinds, p.fresh = a.results, a.rows, a.read, a.kinds, a.fresh
	p.answered, p.whole = true, a.whole
	setShown(p.list, len(p.rows) > 0)
	p.guide.show()
}

func (p *searchPage) replace(a answer) {
	p.take(a)
	p.moved = false
	p.list.Reset()
	p.shared.busy = len(p.rows) > 0 // until the values of these are counted, those before stand
	p.act.beside(p)
	p.events.listed("search", len(a.results.Groups))
}

// countText says how much was found, as far as it is known.
func (p *searchPage) countText() string {
	if len(p.rows) == 0 {
		if p.busy {
			return lang.L("Searching…")
		}
		return ""
	}
	switch {
	case p.waiting != nil:
		return foundText(p.waiting.kinds)
	case !p.whole:
		return lang.L("The newest first · counting…")
	}
	return foundText(p.kinds)
}
