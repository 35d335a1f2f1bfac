package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/sahilm/fuzzy"

	"sidelight/db"
)

// maxOffered is how many briefs a message names at most.
const maxOffered = 5

// findBrief finds the one brief that ref names: its id, its uid, or its title
// or the beginning of it.
func (e *env) findBrief(lib *db.Library, ref string) (db.Brief, error) {
	found, err := lib.FindBriefs(e.ctx, ref)
	switch {
	case errors.Is(err, db.ErrNotFound):
		return db.Brief{}, e.unknownBrief(lib, ref)
	case err != nil:
		return db.Brief{}, err
	case len(found) == 1:
		return found[0], nil
	}
	return db.Brief{}, sayf("%q names %d briefs: %s; give the number of one", ref, len(found), offer(found))
}

// unknownBrief says what may have been meant.
func (e *env) unknownBrief(lib *db.Library, ref string) error {
	briefs, err := allBriefs(e, lib)
	if err != nil {
		return err
	}
	if len(briefs) == 0 {
		return sayf("there is no brief %q: the library is empty", ref)
	}
	titles := make([]string, len(briefs))
	for i, b := range briefs {
		titles[i] = db.Fold(titled(b))
	}
	var near []db.Brief
	for _, m := range fuzzy.Find(db.Fold(ref), titles) {
		if near = append(near, briefs[m.Index]); len(near) == maxOffered {
			break
		}
	}
	if len(near) == 0 {
		return sayf("there is no brief %q; sidelight list shows them all", ref)
	}
	return sayf("there is no brief %q; the closest: %s", ref, offer(near))
}

// offer names briefs in a message.
func offer(briefs []db.Brief) string {
	var out []string
	for i, b := range briefs {
		if i == maxOffered {
			out = append(out, fmt.Sprintf("and %d more", len(briefs)-i))
			break
		}
		name := fmt.Sprintf("%d %q", b.ID, shorten(titled(b), 70))
		if d := day(b.Published); d != "" {
			name += " (" + oneLine(d) + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// allBriefs reads the whole list, in the order of publication.
func allBriefs(e *env, lib *db.Library) ([]db.Brief, error) {
	const page = 500
	var all []db.Brief
	for {
		briefs, total, err := lib.Briefs(e.ctx, db.BriefFilter{Offset: len(all), Limit: page})
		if err != nil {
			return nil, err
		}
		all = append(all, briefs...)
		if len(briefs) == 0 || len(all) >= total {
			return all, nil
		}
	}
}
