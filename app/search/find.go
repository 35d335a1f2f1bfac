package search

import (
	"cmp"
	"context"
	"slices"

	"sidelight/db"
)

// Options says how results are wanted.
type Options struct {
	Order db.TextOrder
	// Quick looks only at the newest matches, so that a common word takes no
	// longer than a rare one; Results.Complete says whether that was all.
	Quick bool
}

// quickly is how many matches of each kind a quick search looks at.
const quickly = 1000

// Results are the groups of a query in their order. They hold ids only;
// Page reads what is shown.
type Results struct {
	Query     Query
	Groups    []Group
	Documents int  // in all groups
	Complete  bool // false: there may be more, and the order may change
}

// Group is a brief with all that matches in it and about it, or a free note,
// or the note of an actor. Its hits are the brief, its note, its annotations.
type Group struct {
	BriefID int64 // 0: not of a brief
	Hits    []db.TextHit
}

// Find finds the groups.
func Find(ctx context.Context, lib *db.Library, q Query, o Options) (Results, error) {
	ask := db.TextQuery{Where: q.Where, Order: o.Order}
	if o.Quick {
		ask.Newest = quickly
	}
	hits, err := lib.FindTexts(ctx, ask)
	if err != nil {
		return Results{}, err
	}
	r := Results{Query: q, Groups: groupsOf(hits), Documents: len(hits), Complete: true}
	if o.Quick {
		found := map[db.Kind]int{}
		for _, h := range hits {
			found[h.Kind]++
			r.Complete = r.Complete && found[h.Kind] < quickly
		}
	}
	if o.Order != db.TextByDate {
		byScore(r.Groups)
	}
	return r, nil
}

// groupsOf puts what belongs to one brief together, where the best of it is.
func groupsOf(hits []db.TextHit) []Group {
	var groups []Group
	at := map[int64]int{}
	for _, h := range hits {
		i, known := at[h.BriefID]
		if h.BriefID == 0 || !known {
			i = len(groups)
			at[h.BriefID] = i
			groups = append(groups, Group{BriefID: h.BriefID})
		}
		groups[i].Hits = append(groups[i].Hits, h)
	}
	for _, g := range groups {
		slices.SortStableFunc(g.Hits, func(a, b db.TextHit) int {
			return cmp.Or(cmp.Compare(rankOf(a.Kind), rankOf(b.Kind)), cmp.Compare(a.ID, b.ID))
		})
	}
	return groups
}

func rankOf(kind db.Kind) int {
	return slices.Index([]db.Kind{db.KindBrief, db.KindNote, db.KindAnnotation}, kind)
}

// byScore sorts groups by their best hit and a little of the others, so that
// of two briefs alike the one that was worked on comes first.
func byScore(groups []Group) {
	const little, most = 0.1, 5
	type scored struct {
		Group
		score float64
	}
	all := make([]scored, len(groups))
	for i, g := range groups {
		best, sum := 0.0, 0.0
		for j, h := range g.Hits {
			best = max(best, h.Score)
			if j <= most {
				sum += h.Score
			}
		}
		all[i] = scored{g, best + little*max(0, sum-best)}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	for i, s := range all {
		groups[i] = s.Group
	}
}

// CountNew says how many groups of a saved search have something added since
// it was last looked at.
func CountNew(ctx context.Context, lib *db.Library, s db.SavedSearch) (int, error) {
	q, err := Read(ctx, lib, s.Query, true)
	if err != nil {
		return 0, err
	}
	hits, err := lib.FindTexts(ctx, db.TextQuery{Where: q.Where, Order: db.TextByDate, Since: s.SeenAt})
	return len(groupsOf(hits)), err
}
