package lookup

import (
	"slices"

	"sidelight/app/span"
	"sidelight/db"
)

// show tells what there is to tell about rows.
func (ix *Index) show(rows []found, matchers map[Tier]matcher) []Match {
	matches := make([]Match, len(rows))
	var f folder
	for i, row := range rows {
		var hits []hit
		if match := matchers[row.tier]; match != nil {
			_, hits, _ = match(row.id, nil)
		}
		matches[i] = ix.showRow(row, hits, &f)
	}
	return matches
}

func (ix *Index) showRow(row found, hits []hit, f *folder) Match {
	m := Match{Entry: ix.entry(row.id), Tier: row.tier, Score: int(row.score)}
	places := f.foldPlaces(m.Entry.Text)
	m.Spans = spansOf(places, hits, false)
	around := slices.ContainsFunc(hits, func(h hit) bool { return h.context })
	if around {
		m.ContextSpans = spansOf(f.foldPlaces(m.Entry.Context), hits, true)
	}
	if k := m.Entry.Kind; m.Entry.Title != "" && (k == db.KindActor || k == db.KindSource) {
		m.Why = append(m.Why, Why{Rule: RuleAlias, Of: m.Entry.Title})
	}
	for _, h := range hits {
		if h.how != likeWord {
			continue
		}
		w := Why{Rule: RuleLetters, N: h.apart, Typed: h.typed}
		if h.sounds {
			w = Why{Rule: RuleSounds, Typed: h.typed}
		}
		if spans := spansOf(places, []hit{h}, false); len(spans) > 0 {
			w.Found = m.Entry.Text[spans[0].Start:spans[len(spans)-1].End]
		}
		m.Why = append(m.Why, w)
	}
	if m.Tier == TierFuzzy {
		m.Why = append(m.Why, Why{Rule: RuleOrder})
	}
	if around {
		m.Why = append(m.Why, Why{Rule: RuleContext, Of: m.Entry.Context})
	}
	return m
}

// spansOf are the runs of letters of the original that hits cover; what was
// dropped between two letters of a run is covered too.
func spansOf(places []span.Span, hits []hit, context bool) []span.Span {
	covered := make([]bool, len(places))
	for _, h := range hits {
		if h.context == context {
			for i := h.start; i < h.end; i++ {
				covered[i] = true
			}
		}
	}
	var spans []span.Span
	going := false
	for i, p := range places {
		switch {
		case p.Empty(): // a gap: what goes on behind it is one run
		case !covered[i]:
			going = false
		case going:
			spans[len(spans)-1].End = max(spans[len(spans)-1].End, p.End)
		default:
			// One letter may have become several, of which only some are covered.
			if n := len(spans); n > 0 && spans[n-1].End > p.Start {
				spans[n-1].End = p.End
			} else {
				spans = append(spans, p)
			}
			going = true
		}
	}
	return spans
}
