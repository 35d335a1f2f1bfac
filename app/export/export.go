// Package export turns what a library holds into Markdown: a folder that
// opens cleanly in Obsidian, a single file, or a document for the clipboard.
//
// The pure core (render.go, escape.go, markup.go, links.go, name.go, merge.go,
// properties.go, sources.go, actorpage.go, comparisonpage.go, edtf.go) takes records and text and gives text; export.go, actors.go,
// comparisons.go, handling.go and resolve.go join it to a library and folder.go to a disk. It must not know the window.
//
// # What survives
//
// A file belongs to its user as soon as it is written. An export finds it
// again by the uid in its front matter, under whatever name and in whatever
// sub-folder it was moved to, and writes only between its own markers. Words
// outside of them, properties of other names, and tags and aliases added to
// ours stay. What was changed between the markers is written anew, and the
// changed lines are kept below as a quote. A file is written only when
// something in it changes. Nothing is ever deleted: the file of a brief that
// went to the trash stays.
//
// # What may be passed on
//
// A page says by which mark of the Traffic Light Protocol it is handled: the
// strictest of all that it holds. An export can be held to a mark (see
// Options.MaxTLP): then what is marked more strictly is left out, and what tells
// of it as well. A folder that still has pages of it is refused.
package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"sidelight/app/findings"
	"sidelight/db"
)

// Where the free notes and the pages of actors and comparisons go.
const (
	notesFolder       = "Notes"
	actorsFolder      = "Actors"
	comparisonsFolder = "Comparisons"
)

// Options says what an export covers.
type Options struct {
	// Briefs are the ids of the briefs to export. Empty: the whole library,
	// with the free notes and all actors. With briefs come the actors that they
	// name, and those in relation with them.
	Briefs []int64
	// Comparisons are the ids of comparisons to export in any case. Without being
	// named come those with differences that were kept or with a note: with the
	// whole library all of them, with briefs those of two of the briefs.
	Comparisons []int64
	// WithText adds the brief's own text. Off by default: the text is mostly
	// somebody else's, and a vault is made to be shared.
	WithText bool
	// WithSuggestions adds to a chronology the dated statements that nobody has
	// judged yet.
	WithSuggestions bool
	// MaxTLP is the strictest mark that is exported; db.TLPNone: any. What is
	// marked more strictly is left out with all that tells of it (see handling).
	MaxTLP db.TLP
	// Progress, if not nil, is called after each file.
	Progress func(done, total int)
}

// Report says what an export did.
type Report struct {
	Written   int            // files made or changed
	Unchanged int            // files that were as they should be, and not touched
	Files     []string       // every file of the export, relative to the folder, with slashes
	LeftOut   map[db.TLP]int // briefs, notes and comparisons, by the mark for which they were left out
	Kept      []string       // those of Files where changes made by hand inside a part were put aside
}

// Vault writes briefs with the actors and comparisons that belong to them, and
// with the whole library the free notes, into a folder, which is made if missing.
// What was not read yet is read first. Errors: db.ErrNotFound for an id that
// names no brief outside the trash, or no comparison; ErrFormat when the folder holds exports of a newer
// Sidelight; ErrForeign when something that is not a folder has the name of
// ours; ErrHandling when pages of an earlier export lie there that MaxTLP leaves
// out. What was written before an error stays, and is whole.
func Vault(ctx context.Context, lib *db.Library, dir string, o Options) (_ Report, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("export to %q: %w", dir, err)
		}
	}()
	if !lib.ReadOnly() {
		if err := findings.CatchUp(ctx, lib, nil); err != nil {
			return Report{}, err
		}
	}
	e, err := open(ctx, lib, o)
	if err != nil {
		return Report{}, err
	}
	h := e.handling
	chosen, err := e.choose(o.Briefs)
	if err != nil {
		return Report{}, err
	}
	f, err := openFolder(dir)
	if err != nil {
		return Report{}, err
	}
	defer func() {
		if closeErr := f.close(); err == nil {
			err = closeErr
		}
	}()
	if err := f.scan(ctx); err != nil {
		return Report{}, err
	}
	notes := e.notes
	if len(o.Briefs) > 0 {
		notes = nil
	}
	actors, err := e.chooseActors(ctx, chosen, len(o.Briefs) == 0)
	if err != nil {
		return Report{}, err
	}
	comparisons, err := e.chooseComparisons(ctx, o)
	if err != nil {
		return Report{}, err
	}
	if err := e.plan(f, chosen, notes, actors, comparisons); err != nil {
		return Report{}, err
	}

	if err := h.refuseStale(f, e.going); err != nil {
		return Report{}, err
	}

	var r Report
	total := len(chosen) + len(notes) + len(actors) + len(comparisons)
	write := func(uid string, p page) error {
		name := e.paths[uid]
		written, kept, err := f.update(name, uid, p)
		if err != nil {
			return err
		}
		if written {
			r.Written++
		} else {
			r.Unchanged++
		}
		r.Files = append(r.Files, name)
		if kept {
			r.Kept = append(r.Kept, name)
		}
		if o.Progress != nil {
			o.Progress(len(r.Files), total)
		}
		return nil
	}
	render := renderOptions{withText: o.WithText, withSuggestions: o.WithSuggestions, handling: h,
		resolve: e.resolver(ctx),
		brief:   func(id int64) string { return e.briefLinks[id] }, actor: func(id int64) string { return e.actorLinks[id] }}
	written := map[int64]bool{} // ids of briefs
	for _, b := range chosen {
		s, err := e.source(ctx, b)
		if err != nil {
			return r, err
		}
		if err := write(b.UID, renderBrief(s, render)); err != nil {
			return r, err
		}
		written[b.ID] = true
	}
	for _, n := range notes {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		if err := write(n.UID, renderNote(n, render)); err != nil {
			return r, err
		}
	}
	for _, a := range actors {
		s, err := e.actorSource(ctx, a, written)
		if err != nil {
			return r, err
		}
		if err := write(a.UID, renderActor(s, render)); err != nil {
			return r, err
		}
	}
	for _, c := range comparisons {
		s, err := e.comparisonSource(ctx, c)
		if err != nil {
			return r, err
		}
		if err := write(c.UID, renderComparison(s, render)); err != nil {
			return r, err
		}
	}
	r.LeftOut = h.told()
	return r, nil
}

// File writes one brief into one file, in the form that Vault writes, and
// merges it in the same way when the file is there. Errors: db.ErrNotFound;
// ErrForeign when the file is there and is not an export of this brief;
// ErrHandling when the brief is marked more strictly than MaxTLP.
func File(ctx context.Context, lib *db.Library, briefID int64, name string, o Options) (_ Report, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("export to %q: %w", name, err)
		}
	}()
	s, render, err := alone(ctx, lib, briefID, o)
	if err != nil {
		return Report{}, err
	}
	r, err := writeFile(name, s.Brief.UID, renderBrief(s, render))
	r.LeftOut = render.handling.told()
	if err == nil && o.Progress != nil {
		o.Progress(1, 1)
	}
	return r, err
}

// writeFile writes one page into one file, merging it with what is there.
func writeFile(name, uid string, p page) (_ Report, err error) {
	f, err := openFolder(filepath.Dir(name))
	if err != nil {
		return Report{}, err
	}
	defer func() {
		if closeErr := f.close(); err == nil {
			err = closeErr
		}
	}()
	base := filepath.Base(name)
	written, kept, err := f.update(base, uid, p)
	if err != nil {
		return Report{}, err
	}
	r := Report{Files: []string{base}}
	if written {
		r.Written = 1
	} else {
		r.Unchanged = 1
	}
	if kept {
		r.Kept = []string{base}
	}
	return r, nil
}

// Markdown gives one brief as one plain document: title, notes, annotations,
// sources and chronology, without front matter and markers. For the clipboard.
func Markdown(ctx context.Context, lib *db.Library, briefID int64) (string, error) {
	return MarkdownWith(ctx, lib, briefID, Options{})
}

// MarkdownWith is Markdown with the brief's text when the options ask for it.
// ErrHandling when the brief is marked more strictly than MaxTLP.
func MarkdownWith(ctx context.Context, lib *db.Library, briefID int64, o Options) (string, error) {
	s, render, err := alone(ctx, lib, briefID, o)
	if err != nil {
		return "", err
	}
	return document(s, render), nil
}

// alone reads a brief that is exported without a vault around it.
func alone(ctx context.Context, lib *db.Library, briefID int64, o Options) (s Source, render renderOptions, err error) {
	e := &exporter{lib: lib, handling: newHandling(o.MaxTLP)}
	b, err := lib.Brief(ctx, briefID)
	if err != nil {
		return s, render, err
	}
	if err := e.handling.refuse(b.TLP); err != nil {
		return s, render, err
	}
	if o.MaxTLP != db.TLPNone {
		// What is to be left out may be anywhere in the library.
		e, err = open(ctx, lib, Options{Briefs: []int64{briefID}, MaxTLP: o.MaxTLP})
	} else {
		err = e.readLabels(ctx)
	}
	if err != nil {
		return s, render, err
	}
	render = renderOptions{withText: o.WithText, withSuggestions: o.WithSuggestions, handling: e.handling}
	if s, err = e.source(ctx, b); err != nil {
		return s, render, err
	}
	return s, render, e.knowLinked(ctx, s.written()...)
}

// exporter is what one export knows of the library.
type exporter struct {
	lib         *db.Library
	handling    *handling
	labels      map[int64]db.Label
	briefs      []db.Brief        // all, the oldest first
	notes       []db.Note         // the free ones, the oldest first
	actors      []db.Actor        // all, the oldest first
	comparisons []db.Comparison   // all, the oldest first
	paths       map[string]string // uid: file, of what is or was exported
	going       map[string]bool   // uids of what is exported now

	// What links to those files name, by uid; and by the ids of briefs and actors.
	links                  map[string]string
	owners                 map[string]string // the uid of the page of a name, by nameKey
	briefLinks, actorLinks map[int64]string
}

func open(ctx context.Context, lib *db.Library, o Options) (*exporter, error) {
	e := &exporter{lib: lib, handling: newHandling(o.MaxTLP)}
	if err := e.readLabels(ctx); err != nil {
		return nil, err
	}
	var err error
	if e.briefs, err = allBriefs(ctx, lib, db.BriefFilter{Order: db.OrderTitle}); err != nil {
		return nil, err
	}
	// A UUIDv7 begins with its time: the order of adding, and always the same.
	slices.SortFunc(e.briefs, func(a, b db.Brief) int { return cmp.Compare(a.UID, b.UID) })
	e.briefs = slices.CompactFunc(e.briefs, func(a, b db.Brief) bool { return a.UID == b.UID })
	free := int64(0)
	notes, err := lib.Notes(ctx, db.NoteFilter{BriefID: &free})
	if err != nil {
		return nil, err
	}
	e.notes = notes
	slices.SortFunc(e.notes, func(a, b db.Note) int { return cmp.Compare(a.UID, b.UID) })
	if e.actors, err = lib.Actors(ctx); err != nil {
		return nil, err
	}
	slices.SortFunc(e.actors, func(a, b db.Actor) int { return cmp.Compare(a.UID, b.UID) })
	if err := e.readComparisons(ctx); err != nil {
		return nil, err
	}
	return e, e.hold(ctx, o.Briefs)
}

// allBriefs reads every page of a list.
func allBriefs(ctx context.Context, lib *db.Library, f db.BriefFilter) (all []db.Brief, err error) {
	f.Limit = 500
	for {
		briefs, total, err := lib.Briefs(ctx, f)
		if err != nil {
			return nil, err
		}
		all = append(all, briefs...)
		f.Offset = len(all)
		if len(briefs) == 0 || len(all) >= total {
			return all, nil
		}
	}
}

func (e *exporter) readLabels(ctx context.Context) error {
	labels, err := e.lib.Labels(ctx)
	if err != nil {
		return err
	}
	e.labels = make(map[int64]db.Label, len(labels))
	for _, l := range labels {
		e.labels[l.ID] = l
	}
	return nil
}

// choose gives the briefs of the ids, or all of them, the oldest first, without
// those that are left out.
func (e *exporter) choose(ids []int64) ([]db.Brief, error) {
	if len(ids) == 0 {
		return e.briefs, nil
	}
	wanted := make(map[int64]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	var chosen []db.Brief
	for _, b := range e.briefs {
		if wanted[b.ID] {
			chosen = append(chosen, b)
			delete(wanted, b.ID)
		}
	}
	for _, id := range ids {
		if wanted[id] && !e.handling.briefs[id] {
			return nil, fmt.Errorf("%w: brief %d", db.ErrNotFound, id)
		}
	}
	return chosen, nil
}

// plan settles which file everything goes to. What was exported before keeps
// its file. New names are given to all records of the library in one order,
// chosen or not, so that a name does not depend on what is exported with it.
//
// Actors and comparisons come last: in a vault made before there were pages of
// them, briefs and notes have their names already.
func (e *exporter) plan(f *folder, chosen []db.Brief, notes []db.Note, actors []db.Actor, comparisons []db.Comparison) error {
	e.paths = map[string]string{}
	exported := map[string]bool{}
	e.going = exported
	for _, b := range chosen {
		exported[b.UID] = true
	}
	for _, n := range notes {
		exported[n.UID] = true
	}
	for _, a := range actors {
		exported[a.UID] = true
	}
	for _, c := range comparisons {
		exported[c.UID] = true
	}
	dirs := map[string]string{"": ""} // as the disk spells them
	name := func(uid, title, dir string) error {
		at, ok := f.found[uid]
		if !ok {
			given := f.names.give(title, uid)
			if !exported[uid] {
				return nil
			}
			if _, made := dirs[dir]; !made {
				spelled, err := f.sub(dir)
				if err != nil {
					return err
				}
				dirs[dir] = spelled
			}
			at = path.Join(dirs[dir], given+".md")
		}
		e.paths[uid] = at
		return nil
	}
	var errs []error
	for _, b := range e.briefs {
		errs = append(errs, name(b.UID, b.Title, ""))
	}
	for _, n := range e.notes {
		errs = append(errs, name(n.UID, n.Title, notesFolder))
	}
	for _, a := range e.actors {
		errs = append(errs, name(a.UID, a.Name, actorsFolder))
	}
	for _, c := range e.comparisons {
		errs = append(errs, name(c.UID, c.LeftTitle+" | "+c.RightTitle, comparisonsFolder))
	}
	e.linkFiles()
	return errors.Join(errs...)
}

// source reads all that the export says of a brief.
func (e *exporter) source(ctx context.Context, b db.Brief) (Source, error) {
	s := Source{Brief: b, Labels: e.labels}
	var err error
	if s.Annotations, err = e.lib.Annotations(ctx, b.ID); err != nil {
		return s, err
	}
	if s.Notes, err = e.lib.Notes(ctx, db.NoteFilter{BriefID: &b.ID}); err != nil {
		return s, err
	}
	s.Notes = e.handling.notesOf(s.Notes)
	original, err := e.lib.Original(ctx, b.RevisionID)
	if err != nil {
		return s, err
	}
	s.SHA256 = original.SHA256
	if s.Found, err = findings.Of(ctx, e.lib, b.ID); err != nil {
		return s, err
	}
	s.Text, s.Blocks, s.Pages = s.Found.Revision.Text, s.Found.Revision.Blocks, s.Found.Revision.Pages
	return s, nil
}
