package export

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sidelight/db"
)

// ErrHandling says that what was to be exported, or lies in the folder from an earlier
// export, is marked more strictly than asked for.
var ErrHandling = errors.New("marked more strictly than this export may be")

// handling holds an export to a ceiling: what is marked more strictly is left
// out, with all that tells of it elsewhere. Without a ceiling it only knows
// which mark a page must bear, which is the strictest of all that it holds.
//
// What is not marked is in every export.
type handling struct {
	max  db.TLP          // db.TLPNone: no ceiling
	left map[db.TLP]int  // how many briefs, notes and comparisons were left out
	uids map[string]bool // of what is left out and may have a page of an earlier export
	// By linkKey what a link can mean: the mark that it is handled by, and
	// whether it is left out.
	marks map[string]db.TLP
	gone  map[string]bool
	// titles are those of what is left out, folded, as far as they are long
	// enough to be nothing else.
	titles []string

	briefs map[int64]bool // that are left out, by id
	actors map[int64]bool // likewise
	// names are the names that only briefs left out use, by actor.
	names map[int64]map[string]bool
}

func newHandling(maximum db.TLP) *handling {
	return &handling{max: maximum, left: map[db.TLP]int{}, uids: map[string]bool{}, marks: map[string]db.TLP{}, gone: map[string]bool{},
		briefs: map[int64]bool{}, actors: map[int64]bool{}, names: map[int64]map[string]bool{}}
}

// passes reports whether what has a mark is exported.
func (h *handling) passes(mark db.TLP) bool { return h.max == db.TLPNone || !mark.Above(h.max) }

// telling is a title that is not a word of any text by chance.
func telling(title string) bool { return strings.Contains(title, " ") && len(title) >= 12 }

// know takes a record in under the names that links may call it by. It
// reports whether the record is exported.
func (h *handling) know(uid string, mark db.TLP, names ...string) bool {
	passes := h.passes(mark)
	for _, name := range append(names, uid) {
		key := linkKey(name)
		if key == "" {
			continue
		}
		h.marks[key] = db.Strictest(h.marks[key], mark)
		if !passes {
			h.gone[key] = true
			if telling(key) {
				h.titles = append(h.titles, key)
			}
		}
	}
	if !passes {
		h.uids[uid] = true
	}
	return passes
}

// knowLinked takes in the briefs that some words link to, where an export is of
// one thing and reads no lists.
func (e *exporter) knowLinked(ctx context.Context, bodies ...string) error {
	for _, body := range bodies {
		for _, link := range anyLink.FindAllStringSubmatch(body, -1) {
			found, err := e.lib.FindBriefs(ctx, link[1])
			if err != nil && !errors.Is(err, db.ErrNotFound) {
				return err
			}
			for _, b := range found {
				e.handling.know(b.UID, b.TLP, b.Title, fullTitle(b))
			}
		}
	}
	return nil
}

// hold leaves out of what an export knows of a library what is marked too
// strictly: briefs, free notes, and the actors of which it knows from such
// briefs alone. Of briefs chosen by their ids it counts only those. Words may
// also speak of a brief in the trash.
func (e *exporter) hold(ctx context.Context, chosen []int64) error {
	h := e.handling
	var hidden []db.Brief
	e.briefs = slices.DeleteFunc(e.briefs, func(b db.Brief) bool {
		passes := h.know(b.UID, b.TLP, b.Title, fullTitle(b), FileName(b.Title))
		if !passes {
			h.briefs[b.ID] = true
			hidden = append(hidden, b)
			if len(chosen) == 0 || slices.Contains(chosen, b.ID) {
				h.left[b.TLP]++
			}
		}
		return !passes
	})
	e.notes = slices.DeleteFunc(e.notes, func(n db.Note) bool {
		passes := h.know(n.UID, n.Handling, n.Title)
		if !passes && len(chosen) == 0 {
			h.left[n.Handling]++
		}
		return !passes
	})
	for _, c := range e.comparisons {
		h.know(c.UID, c.TLP)
	}
	if h.max == db.TLPNone {
		return nil
	}
	trashed, err := allBriefs(ctx, e.lib, db.BriefFilter{Trashed: true, Order: db.OrderTitle})
	if err != nil {
		return err
	}
	for _, b := range trashed {
		if !h.know(b.UID, b.TLP, b.Title, fullTitle(b), FileName(b.Title)) {
			h.briefs[b.ID] = true
			hidden = append(hidden, b)
		}
	}
	return e.holdActors(ctx, hidden)
}

// holdActors leaves out the actors, and the names of actors, that only briefs
// use which are left out, or that come from such a brief.
func (e *exporter) holdActors(ctx context.Context, hidden []db.Brief) error {
	if len(hidden) == 0 {
		return nil
	}
	h := e.handling
	suspects, origins := map[int64]bool{}, map[string]bool{}
	for _, b := range hidden {
		origins[b.Title] = true
		actors, err := e.namedIn(ctx, b)
		if err != nil {
			return err
		}
		for _, a := range actors {
			suspects[a.Actor.ID] = true
		}
	}
	var err error
	e.actors = slices.DeleteFunc(e.actors, func(a db.Actor) bool {
		fromHidden := origins[a.Origin] || slices.ContainsFunc(a.Aliases, func(x db.Alias) bool { return origins[x.Origin] })
		if err != nil || !suspects[a.ID] && !fromHidden {
			return false
		}
		var told bool
		if told, err = e.holdNames(ctx, a, origins); err != nil || told || !suspects[a.ID] && !origins[a.Origin] {
			return false
		}
		h.actors[a.ID] = true
		h.uids[a.UID] = true
		for _, name := range append(namesOf(a), a.UID) {
			h.gone[linkKey(name)] = true
		}
		return true
	})
	return err
}

func namesOf(a db.Actor) []string {
	names := []string{a.Name}
	for _, alias := range a.Aliases {
		names = append(names, alias.Name)
	}
	return names
}

// holdNames finds the names of an actor that are left out. told says that a
// brief which is exported names the actor.
func (e *exporter) holdNames(ctx context.Context, a db.Actor, origins map[string]bool) (told bool, err error) {
	h := e.handling
	used, usedHere := map[string]bool{}, map[string]bool{}
	err = e.eachMention(ctx, a.ID, func(m db.MentionInContext) {
		name := linkKey(m.Alias)
		used[name] = true
		if !h.briefs[m.Brief.ID] {
			told, usedHere[name] = true, true
		}
	})
	if err != nil {
		return told, err
	}
	h.names[a.ID] = map[string]bool{}
	for _, alias := range a.Aliases {
		if name := linkKey(alias.Name); !usedHere[name] && (used[name] || origins[alias.Origin]) {
			h.names[a.ID][name] = true
			h.gone[name] = true
		}
	}
	return told, nil
}

// without is an actor without the names that are left out. Where names are
// from is not told either then: it may be the title of such a brief.
func (h *handling) without(a db.Actor) db.Actor {
	if h.max == db.TLPNone {
		return a
	}
	a.Aliases = slices.DeleteFunc(slices.Clone(a.Aliases), func(x db.Alias) bool { return h.names[a.ID][linkKey(x.Name)] })
	if len(h.briefs) > 0 {
		for i := range a.Aliases {
			a.Aliases[i].Origin = ""
		}
	}
	return a
}

// relations leaves out those with an actor that is left out, and those of which
// the evidence is in a brief that is, or in the trash, with what cannot be told.
func (h *handling) relations(all []db.Relation) []db.Relation {
	return slices.DeleteFunc(all, func(r db.Relation) bool {
		trashed := h.max != db.TLPNone && r.AnnotationID != 0 && r.EvidenceOf == 0
		return trashed || h.briefs[r.EvidenceOf] || h.actors[r.ActorID] || h.actors[r.OtherID]
	})
}

// notesOf leaves out the notes that are marked too strictly.
func (h *handling) notesOf(all []db.Note) []db.Note {
	return slices.DeleteFunc(all, func(n db.Note) bool {
		passes := h.passes(n.Handling) || strings.TrimSpace(n.Body) == ""
		if !passes {
			h.left[n.Handling]++
		}
		return !passes
	})
}

// noteOf is a note, or none where it is marked too strictly.
func (h *handling) noteOf(n db.Note) db.Note {
	if len(h.notesOf([]db.Note{n})) == 0 {
		return db.Note{}
	}
	return n
}

var (
	// anyLink matches [[target#part|shown]], and ![[...]], in code too.
	anyLink = regexp.MustCompile(`!?\[\[([^\[\]\n|#\\]+)[^\[\]\n]*\]\]`)
	// writtenMark is a mark that came with a quotation.
	writtenMark = regexp.MustCompile(`TLP:(?:CLEAR|GREEN|AMBER\+STRICT|AMBER|RED)`)
)

// leftOut stands where a paragraph was left out.
const leftOut = "*(Left out: marked more strictly than this export.)*"

// words are what an analyst wrote, without the paragraphs that link to what is
// left out, name it by its title, or bear a stricter mark: they tell of it. A
// quotation goes with the line that says where it is from.
func (h *handling) words(body string) string {
	if h == nil || h.max == db.TLPNone || len(h.gone) == 0 && !strings.Contains(body, "TLP:") {
		return body
	}
	paragraphs := paragraphsOf(body)
	held := false
	for i, p := range paragraphs {
		if !h.tells(p) {
			continue
		}
		if i > 0 && strings.HasPrefix(p, "—") {
			paragraphs[i-1] = leftOut + "\n"
		}
		paragraphs[i], held = leftOut+"\n", true
	}
	if !held {
		return body
	}
	paragraphs = slices.CompactFunc(paragraphs, func(a, b string) bool { return a == leftOut+"\n" && a == b })
	return strings.Join(paragraphs, "\n")
}

// paragraphsOf cuts Markdown at its empty lines. A line of a quotation is not
// empty, so that it stays with the line that says where it is from.
func paragraphsOf(body string) []string {
	var all []string
	open := false
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n", "\n")) {
		blank := strings.TrimSpace(line) == ""
		switch {
		case blank:
			open = false
			continue
		case open:
			all[len(all)-1] += line
		default:
			all, open = append(all, line), true
		}
	}
	return all
}

// tells reports whether a paragraph tells of what is left out.
func (h *handling) tells(paragraph string) bool {
	for _, mark := range writtenMark.FindAllString(paragraph, -1) {
		if t, ok := db.ParseTLP(mark); ok && t.Above(h.max) {
			return true
		}
	}
	for _, link := range anyLink.FindAllStringSubmatch(paragraph, -1) {
		if h.gone[linkKey(link[1])] {
			return true
		}
	}
	if len(h.titles) == 0 {
		return false
	}
	folded := linkKey(paragraph)
	return slices.ContainsFunc(h.titles, func(title string) bool { return strings.Contains(folded, title) })
}

// markOf is the strictest mark of what some words link to, or were quoted with.
func (h *handling) markOf(bodies ...string) db.TLP {
	mark := db.TLPNone
	if h == nil {
		return mark
	}
	for _, body := range bodies {
		for _, link := range anyLink.FindAllStringSubmatch(body, -1) {
			mark = db.Strictest(mark, h.marks[linkKey(link[1])])
		}
		for _, written := range writtenMark.FindAllString(body, -1) {
			t, _ := db.ParseTLP(written)
			mark = db.Strictest(mark, t)
		}
	}
	return mark
}

// told is what was left out, or nil.
func (h *handling) told() map[db.TLP]int {
	if len(h.left) == 0 {
		return nil
	}
	return h.left
}

// refuse says that a single thing is marked too strictly.
func (h *handling) refuse(mark db.TLP) error {
	if h.passes(mark) {
		return nil
	}
	return fmt.Errorf("%w: it is %s, the most allowed is %s", ErrHandling, mark.Label(), h.max.Label())
}

// refuseStale refuses a folder in which an earlier export left pages of what is
// left out now: nothing there is ever deleted, and beside the new pages they
// would be taken for some of them.
func (h *handling) refuseStale(f *folder, written map[string]bool) error {
	if h.max == db.TLPNone {
		return nil
	}
	var stale []string
	for uid, name := range f.found {
		if h.uids[uid] || !written[uid] && !h.passes(f.marks[uid]) {
			stale = append(stale, name)
		}
	}
	if len(stale) == 0 {
		return nil
	}
	slices.Sort(stale)
	const told = 5
	names := strings.Join(stale[:min(len(stale), told)], ", ")
	if more := len(stale) - told; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf("%w: an earlier export left pages here that are above %s (%s); take them away or choose another folder", ErrHandling, h.max.Label(), names)
}

// banner is the line at the top of a page that bears a mark.
func banner(mark db.TLP) string {
	if mark == db.TLPNone {
		return ""
	}
	return "**" + mark.Label() + "**"
}
