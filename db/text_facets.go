package db

import (
	"cmp"
	"context"
	"slices"
)

// facetsShown is how many values of a facet FindTextFacets returns.
const facetsShown = 12

// FindTextFacets counts what the briefs found have in common; a brief counts
// when it or one of its notes or annotations matches. The twelve commonest
// values of each are returned, and all years. Errors as FindTexts.
func (l *Library) FindTextFacets(ctx context.Context, q TextQuery) (TextFacets, error) {
	const what = "count what the texts found have in common"
	q.Order = cmp.Or(q.Order, TextByDate)
	if err := q.valid(); err != nil || q.Where == nil {
		return TextFacets{}, doing(what, err)
	}
	q.Order = TextByDate // nothing is to be ranked
	var f TextFacets
	err := l.view(ctx, what, func(v querier) error {
		hits, err := findTexts(ctx, v, q)
		if err != nil {
			return err
		}
		f, err = facetsOf(ctx, v, briefsAmong(hits))
		return err
	})
	return f, err
}

// briefsAmong are the briefs that documents are or belong to, in order.
func briefsAmong(hits []TextHit) []int64 {
	ids := make([]int64, 0, len(hits))
	for _, h := range hits {
		if h.BriefID != 0 {
			ids = append(ids, h.BriefID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func facetsOf(ctx context.Context, v querier, briefs []int64) (f TextFacets, err error) {
	list := jsonList(briefs)
	if f.Publications, f.Years, err = countAppearances(ctx, v, list); err != nil {
		return f, err
	}
	if f.Actors, err = collect(ctx, v, scanFacet, `SELECT a.id, a.name, count(*)
		FROM (SELECT DISTINCT b.id, m.actor_id FROM json_each(?) j CROSS JOIN brief b ON b.id = j.value
			CROSS JOIN mention m ON m.brief_id = b.id AND m.hidden = 0 AND m.revision_id = b.revision_id) named
		JOIN actor a ON a.id = named.actor_id WHERE `+listedActor+`
		GROUP BY a.id ORDER BY count(*) DESC, a.name_key, a.id LIMIT ?`, list, facetsShown); err != nil {
		return f, err
	}
	f.Labels, err = collect(ctx, v, scanFacet, `SELECT l.id, l.name, count(DISTINCT d.brief_id)
		FROM json_each(?) j CROSS JOIN annotation d ON d.brief_id = j.value AND d.trashed_at IS NULL JOIN label l ON l.id = d.label_id
		GROUP BY l.id ORDER BY count(DISTINCT d.brief_id) DESC, l.position, l.id LIMIT ?`, list, facetsShown)
	return f, err
}

func scanFacet(row scanner) (Facet, error) {
	var f Facet
	err := row.Scan(&f.ID, &f.Name, &f.Briefs)
	return f, err
}

// countAppearances counts briefs by where and in which year they appeared. Of
// several spellings of a publication the commonest stands for all.
func countAppearances(ctx context.Context, v querier, briefs string) (publications, years []Facet, err error) {
	type appearance struct {
		publication, year string
		briefs            int
	}
	all, err := collect(ctx, v, func(row scanner) (appearance, error) {
		var a appearance
		err := row.Scan(&a.publication, &a.year, &a.briefs)
		return a, err
	}, `SELECT b.publication, substr(b.published_earliest, 1, 4), count(*)
		FROM json_each(?) j CROSS JOIN brief b ON b.id = j.value GROUP BY 1, 2`, briefs)
	if err != nil {
		return nil, nil, err
	}
	spellings := map[string]map[string]int{} // by folded name
	byYear := map[string]int{}
	for _, a := range all {
		if key := foldKey(a.publication); key != "" {
			if spellings[key] == nil {
				spellings[key] = map[string]int{}
			}
			spellings[key][a.publication] += a.briefs
		}
		if a.year != "" {
			byYear[a.year] += a.briefs
		}
	}
	for _, counts := range spellings {
		var f Facet
		most := 0
		for name, n := range counts {
			f.Briefs += n
			if n > most || n == most && name < f.Name {
				f.Name, most = name, n
			}
		}
		publications = append(publications, f)
	}
	for year, n := range byYear {
		years = append(years, Facet{Name: year, Briefs: n})
	}
	slices.SortFunc(publications, func(a, b Facet) int {
		return cmp.Or(cmp.Compare(b.Briefs, a.Briefs), cmp.Compare(foldKey(a.Name), foldKey(b.Name)))
	})
	slices.SortFunc(years, func(a, b Facet) int { return cmp.Compare(b.Name, a.Name) })
	return publications[:min(len(publications), facetsShown)], years, nil
}
