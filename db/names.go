package db

import (
	"context"
	"time"
)

// Names calls each with every name under which a record outside the trash can
// be looked up, kind by kind, until each returns an error. It reads no texts.
// Names are one line each, in valid UTF-8:
//   - of a brief its title, and its publication with volume and issue;
//   - of an actor its name and its aliases, weak ones too: it has the names of
//     those that were merged into it;
//   - of a source that lists know its name and the other spellings;
//   - of an annotation its quote, and its comment where there is one;
//   - of a note its title, or else its first words: a note that is called as its
//     brief, actor or comparison is has no other title, and is looked up by its
//     words;
//   - of a saved search its name;
//   - of a comparison the titles of both texts: "Left title | Right title".
func (l *Library) Names(ctx context.Context, each func(NameEntry) error) error {
	return l.view(ctx, "list the names", func(q querier) error {
		n := naming{q: q, each: each, opened: map[openedRecord]int64{}, briefs: map[int64]string{}, actors: map[int64]string{},
			comparisons: map[int64]string{}, briefMarks: map[int64]TLP{}, comparisonMarks: map[int64]TLP{}}
		for _, read := range []func(context.Context) error{
			n.readOpened, n.nameBriefs, n.nameActors, n.nameSources, n.nameAnnotations, n.nameComparisons, n.nameNotes, n.nameSavedSearches,
		} {
			if err := read(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// naming is one run of Names. What belongs to several names is kept by id:
// that costs less than a join does, and the names share it.
type naming struct {
	q           querier
	each        func(NameEntry) error
	opened      map[openedRecord]int64
	briefs      map[int64]string // the titles of those outside the trash
	actors      map[int64]string // the names of those in lists
	comparisons map[int64]string

	briefMarks, comparisonMarks map[int64]TLP // of those that have one
}

type openedRecord struct {
	kind Kind
	id   int64
}

// tell passes a name on, unless it has no words. changed counts as long as the
// record was never opened.
func (n *naming) tell(e NameEntry, changed int64) error {
	if e.Text == "" {
		return nil
	}
	if e.Title == e.Text {
		e.Title = ""
	}
	if at, ok := n.opened[openedRecord{e.Kind, e.ID}]; ok {
		changed = at
	}
	e.Recent = time.UnixMicro(changed).UTC()
	return n.each(e)
}

func (n *naming) readOpened(ctx context.Context) error {
	return eachRow(ctx, n.q, func(row scanner) error {
		var r openedRecord
		var at int64
		err := row.Scan(&r.kind, &r.id, &at)
		n.opened[r] = at
		return err
	}, `SELECT kind, record_id, opened_at FROM opened`)
}

func (n *naming) nameBriefs(ctx context.Context) error {
	return eachRow(ctx, n.q, func(row scanner) error {
		var b Brief
		var changed int64
		err := row.Scan(&b.ID, &b.Title, &b.Series, &b.Publication, &b.Volume, &b.Issue,
			&b.Published.Written, &b.Published.Earliest, &b.Published.Latest, &b.TLP, &changed)
		if err != nil {
			return err
		}
		e := NameEntry{Kind: KindBrief, ID: b.ID, Text: lineOf(b.Title), TLP: b.TLP}
		if b.TLP != TLPNone {
			n.briefMarks[b.ID] = b.TLP
		}
		n.briefs[b.ID] = e.Text
		published, reference := dayOf(b.Published), referenceOf(b)
		// The series is part of the title for many readers; what they type of
		// it is found in the context.
		e.Context = joined(" · ", reference, published, lineOf(b.Series))
		if err := n.tell(e, changed); err != nil {
			return err
		}
		e.Text, e.Title, e.Context = reference, e.Text, published
		return n.tell(e, changed)
	}, `SELECT id, title, series, publication, volume, issue, published_written, published_earliest, published_latest, tlp, changed_at
		FROM brief WHERE trashed_at IS NULL`)
}

func (n *naming) nameActors(ctx context.Context) error {
	// Mentions in the trash count as well: they only weigh.
	mentions, err := weights(ctx, n.q, `SELECT actor_id, count(*) FROM mention INDEXED BY mention_actor
		WHERE actor_id IS NOT NULL AND hidden = 0 GROUP BY actor_id`)
	if err != nil {
		return err
	}
	changes := map[int64]int64{}
	err = eachRow(ctx, n.q, func(row scanner) error {
		var id, changed int64
		var name string
		if err := row.Scan(&id, &name, &changed); err != nil {
			return err
		}
		name = lineOf(name)
		n.actors[id], changes[id] = name, changed
		return n.tell(NameEntry{Kind: KindActor, ID: id, Text: name, Weight: mentions[id]}, changed)
	}, `SELECT a.id, a.name, a.changed_at FROM actor a WHERE `+listedActor)
	if err != nil {
		return err
	}
	return eachRow(ctx, n.q, func(row scanner) error {
		var id int64
		var name string
		var kind AliasKind
		if err := row.Scan(&id, &name, &kind); err != nil {
			return err
		}
		title, listed := n.actors[id]
		if !listed {
			return nil
		}
		return n.tell(NameEntry{Kind: KindActor, ID: id, Text: lineOf(name), Title: title, Alias: kind, Weight: mentions[id]}, changes[id])
	}, `SELECT actor_id, name, kind FROM alias`)
}

func (n *naming) nameSources(ctx context.Context) error {
	citations, err := weights(ctx, n.q, `SELECT source_id, count(*) FROM citation INDEXED BY citation_source
		WHERE hidden = 0 AND state <> 'dismissed' GROUP BY source_id`)
	if err != nil {
		return err
	}
	names, changes := map[int64]string{}, map[int64]int64{}
	err = eachRow(ctx, n.q, func(row scanner) error {
		var id, changed int64
		var name string
		if err := row.Scan(&id, &name, &changed); err != nil {
			return err
		}
		name = lineOf(name)
		names[id], changes[id] = name, changed
		return n.tell(NameEntry{Kind: KindSource, ID: id, Text: name, Weight: citations[id]}, changed)
	}, `SELECT s.id, s.name, s.changed_at FROM (`+listedSources+`) l JOIN source s ON s.id = l.id`)
	if err != nil {
		return err
	}
	return eachRow(ctx, n.q, func(row scanner) error {
		var id int64
		var spelling string
		if err := row.Scan(&id, &spelling); err != nil {
			return err
		}
		title, listed := names[id]
		if spelling = lineOf(spelling); !listed || spelling == title {
			return nil
		}
		return n.tell(NameEntry{Kind: KindSource, ID: id, Text: spelling, Title: title, Weight: citations[id]}, changes[id])
	}, `SELECT source_id, name FROM source_variant`)
}

func (n *naming) nameAnnotations(ctx context.Context) error {
	labels := map[int64]string{}
	err := eachRow(ctx, n.q, func(row scanner) error {
		var id int64
		var name string
		err := row.Scan(&id, &name)
		labels[id] = name
		return err
	}, `SELECT id, name FROM label`)
	if err != nil {
		return err
	}
	return eachRow(ctx, n.q, func(row scanner) error {
		var id, briefID, label, changed int64
		var quote, comment string
		if err := row.Scan(&id, &briefID, &label, &quote, &comment, &changed); err != nil {
			return err
		}
		title, listed := n.briefs[briefID]
		if !listed {
			return nil
		}
		e := NameEntry{Kind: KindAnnotation, ID: id, BriefID: briefID, Text: firstWords(quote), Context: title, Label: labels[label], TLP: n.briefMarks[briefID]}
		if err := n.tell(e, changed); err != nil {
			return err
		}
		e.Text, e.Title = firstWords(comment), e.Text
		return n.tell(e, changed)
	}, `SELECT id, brief_id, coalesce(label_id, 0), quote, note, changed_at FROM annotation WHERE trashed_at IS NULL`)
}

func (n *naming) nameNotes(ctx context.Context) error {
	return eachRow(ctx, n.q, func(row scanner) error {
		var id, briefID, actorID, comparisonID, changed int64
		var title, body string
		var mark TLP
		if err := row.Scan(&id, &briefID, &actorID, &comparisonID, &title, &body, &mark, &changed); err != nil {
			return err
		}
		e := NameEntry{Kind: KindNote, ID: id, BriefID: briefID, Text: firstWords(title),
			TLP: Strictest(mark, n.briefMarks[briefID], n.comparisonMarks[comparisonID])}
		listed := true
		switch {
		case briefID != 0:
			e.Context, listed = n.briefs[briefID]
		case actorID != 0:
			e.Context, listed = n.actors[actorID]
		case comparisonID != 0:
			e.Context, listed = n.comparisons[comparisonID]
		}
		if !listed {
			return nil
		}
		// By the name of what it is about, that itself is meant.
		if e.Context != "" && foldKey(e.Text) == foldKey(e.Context) {
			e.Text = ""
		}
		if e.Text == "" {
			e.Text, e.Title = firstLine(body), e.Context
		}
		return n.tell(e, changed)
	}, `SELECT id, coalesce(brief_id, 0), coalesce(actor_id, 0), coalesce(comparison_id, 0), title, body, tlp, changed_at FROM note WHERE trashed_at IS NULL`)
}

func (n *naming) nameComparisons(ctx context.Context) error {
	return eachRow(ctx, n.q, func(row scanner) error {
		c, err := scanComparison(row)
		if err != nil {
			return err
		}
		n.comparisons[c.ID] = c.LeftTitle + " | " + c.RightTitle
		if c.TLP != TLPNone {
			n.comparisonMarks[c.ID] = c.TLP
		}
		return n.tell(NameEntry{Kind: KindComparison, ID: c.ID, Text: n.comparisons[c.ID], TLP: c.TLP}, c.OpenedAt.UnixMicro())
	}, `SELECT `+comparisonColumns+comparisonTables+`WHERE `+listedComparison)
}

func (n *naming) nameSavedSearches(ctx context.Context) error {
	return eachRow(ctx, n.q, func(row scanner) error {
		var s SavedSearch
		var changed int64
		if err := row.Scan(&s.ID, &s.Name, &s.Query, &changed); err != nil {
			return err
		}
		e := NameEntry{Kind: KindSavedSearch, ID: s.ID, Text: firstWords(s.Name), Context: firstWords(s.Query)}
		if e.Context == e.Text {
			e.Context = ""
		}
		return n.tell(e, changed)
	}, `SELECT id, name, query, changed_at FROM saved_search`)
}

// weights reads a count for each id.
func weights(ctx context.Context, q querier, query string) (map[int64]int, error) {
	all := map[int64]int{}
	err := eachRow(ctx, q, func(row scanner) error {
		var id, count int64
		err := row.Scan(&id, &count)
		all[id] = int(count)
		return err
	}, query)
	return all, err
}
