package db

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// textTables are all that is searched, in the order of what is alike otherwise.
var textTables = []*textTable{briefTexts, annotationTexts, noteTexts}

// FindTexts returns every document that a query asks for, the best first.
// Nothing of the texts themselves is read. ErrInvalid: an expression of no
// words, an unknown field or order.
func (l *Library) FindTexts(ctx context.Context, q TextQuery) ([]TextHit, error) {
	const what = "search the texts"
	q.Order = cmp.Or(q.Order, TextByRelevance)
	if err := q.valid(); err != nil || q.Where == nil {
		return nil, doing(what, err)
	}
	var hits []TextHit
	err := l.view(ctx, what, func(v querier) (err error) {
		hits, err = findTexts(ctx, v, q)
		return err
	})
	return hits, err
}

func (q TextQuery) valid() error {
	if q.Order != TextByRelevance && q.Order != TextByDate || q.Newest < 0 {
		return invalid("no such order or number of texts: %q, %d", q.Order, q.Newest)
	}
	return nil
}

func findTexts(ctx context.Context, v querier, q TextQuery) ([]TextHit, error) {
	actors, err := findAskedActors(ctx, v, q.Where)
	if err != nil {
		return nil, err
	}
	var hits []TextHit
	for _, t := range textTables {
		found, ranked, err := t.find(ctx, v, q, actors)
		if err != nil {
			return nil, err
		}
		if !ranked { // then nothing is, so that the others do not all stand before these
			q.Order = TextByDate
		}
		hits = append(hits, found...)
	}
	slices.SortFunc(hits, compareHits)
	return hits, nil
}

// compareHits puts the better first, then what was published last and what was
// added last. It compares hundreds of thousands of times in a search.
func compareHits(a, b TextHit) int {
	switch {
	case a.Score != b.Score:
		return cmp.Compare(b.Score, a.Score)
	case a.Day != b.Day:
		return strings.Compare(b.Day, a.Day) // without a day last
	case a.Kind != b.Kind:
		return cmp.Compare(a.Kind.place(), b.Kind.place())
	}
	return cmp.Compare(b.ID, a.ID)
}

// place is where documents of a kind stand among others that are alike.
func (k Kind) place() int {
	return slices.IndexFunc(textTables, func(t *textTable) bool { return t.kind == k })
}

// find returns the documents of one kind, newest added first. They are not
// ranked where a bounded search would take much longer by it.
func (t *textTable) find(ctx context.Context, v querier, q TextQuery, actors map[int64]askedActor) (hits []TextHit, ranked bool, err error) {
	k := &asker{of: t, actors: actors}
	a, err := k.ask(q.Where, true, 0)
	if err != nil || a.never {
		return nil, true, err
	}
	driven := a.match != "" && !a.not
	from, id, score := t.record+` d`+t.beside, `d.id`, `0`
	where := []string{t.where}
	var args []any
	if driven {
		// The index leads. SQLite may neither begin elsewhere (CROSS JOIN) nor
		// look up row after row in it, which takes ten times as long (+).
		from, id = t.name+` CROSS JOIN `+t.record+` d ON d.id = +`+t.name+`.rowid`+t.beside, t.name+`.rowid`
		where, args = []string{t.name + ` MATCH ?`}, append(args, a.match)
		if q.Order == TextByRelevance && q.Newest == 0 {
			score = t.score()
		}
	} else {
		a = k.aroundMatch(a)
	}
	if a.where != "" {
		where, args = append(where, a.where), append(args, a.args...)
	}
	if !q.Since.IsZero() {
		first, err := t.firstSince(ctx, v, q.Since)
		if err != nil || first == 0 {
			return nil, true, err
		}
		where, args = append(where, id+` >= ?`, `d.`+t.added+` > ?`), append(args, first, q.Since.UnixMicro())
	}
	limit := -1 // SQLite's word for no limit
	if q.Newest > 0 {
		limit = q.Newest
	}
	hits, err = t.packedHits(ctx, v, `SELECT d.id AS id, `+t.brief+` AS brief, `+t.actor+` AS actor, `+t.comparison+` AS comparison, `+t.day+` AS day, `+score+` AS score FROM `+from+
		` WHERE `+strings.Join(where, " AND ")+` ORDER BY `+id+` DESC LIMIT ?`, append(args, limit)...)
	if err != nil || q.Order != TextByRelevance || len(hits) == 0 || len(k.speaking) == 0 {
		return hits, true, err
	}
	if len(hits) == q.Newest && (k.phrases || probable(hits) > rankedQuickly) {
		return hits, false, nil
	}
	switch {
	case !driven:
		err = t.rank(ctx, v, hits, matchJoined(distinct(k.speaking), " OR "))
	case q.Newest > 0:
		err = t.rank(ctx, v, hits, a.match)
	}
	if err == nil && t != briefTexts {
		err = t.likeBriefs(ctx, v, hits, k.speaking)
	}
	return hits, true, err
}

// rankedQuickly is how many documents may match for a bounded search to be
// ranked: BM25 counts them all.
const rankedQuickly = 20_000

// probable estimates how many documents match from how close to each other the
// newest do.
func probable(hits []TextHit) int64 {
	newest, oldest := hits[0].ID, hits[len(hits)-1].ID
	return int64(len(hits)) * newest / (newest - oldest + 1)
}

// rank scores documents, newest first, by the words of theirs that match.
func (t *textTable) rank(ctx context.Context, v querier, hits []TextHit, match string) error {
	at := make(map[int64]int, len(hits))
	for i, h := range hits {
		at[h.ID] = i
	}
	ranked, err := t.packedHits(ctx, v, `SELECT rowid AS id, 0 AS brief, 0 AS actor, 0 AS comparison, '' AS day, `+t.score()+` AS score
		FROM `+t.name+` WHERE `+t.name+` MATCH ? AND rowid >= ? ORDER BY rowid DESC LIMIT -1`,
		match, hits[len(hits)-1].ID)
	for _, h := range ranked {
		if i, ok := at[h.ID]; ok {
			hits[i].Score = h.Score
		}
	}
	return err
}

// firstSince is the first document added after a moment, or 0: ids ascend with
// time, so that the index has to look no further back.
func (t *textTable) firstSince(ctx context.Context, v querier, since time.Time) (id int64, err error) {
	err = v.QueryRowContext(ctx, `SELECT ifnull(min(+id), 0) FROM `+t.record+` WHERE trashed_at IS NULL AND `+t.added+` > ?`,
		since.UnixMicro()).Scan(&id)
	return id, err
}

// findAskedActors finds the actors that an expression names and that lists
// know. One that was merged into another is that one.
func findAskedActors(ctx context.Context, v querier, e TextExpr) (map[int64]askedActor, error) {
	ids := askedActorIDs(e, nil)
	if len(ids) == 0 {
		return nil, nil
	}
	actors := map[int64]askedActor{}
	_, err := collect(ctx, v, func(row scanner) (struct{}, error) {
		var asked, id int64
		var name string
		err := row.Scan(&asked, &id, &name)
		a := actors[asked]
		a.id = id
		if words := SplitWords(name); len(words) > 0 {
			a.names = append(a.names, phrase(words, false))
		}
		actors[asked] = a
		return struct{}{}, err
	}, `WITH RECURSIVE led (asked, id) AS (SELECT DISTINCT value, value FROM json_each(?)
			UNION SELECT led.asked, a.merged_into FROM led JOIN actor a ON a.id = led.id WHERE a.merged_into IS NOT NULL)
		SELECT led.asked, a.id, s.name FROM led JOIN actor a ON a.id = led.id AND `+listedActor+`
			JOIN (SELECT id, name FROM actor UNION ALL SELECT actor_id, name FROM alias WHERE NOT weak) s ON s.id = a.id`, jsonList(ids))
	return actors, err
}

func askedActorIDs(e TextExpr, ids []int64) []int64 {
	switch e := e.(type) {
	case AllOf:
		for _, part := range e {
			ids = askedActorIDs(part, ids)
		}
	case AnyOf:
		for _, part := range e {
			ids = askedActorIDs(part, ids)
		}
	case Not:
		ids = askedActorIDs(e.Expr, ids)
	case Mentions:
		ids = append(ids, e.ActorIDs...)
	}
	return ids
}

// IndexedWords returns the words of the briefs that begin with a prefix
// (folded), in alphabetical order, at most limit.
func (l *Library) IndexedWords(ctx context.Context, prefix string, limit int) ([]IndexedWord, error) {
	words, err := collect(ctx, l.read, func(row scanner) (IndexedWord, error) {
		var w IndexedWord
		err := row.Scan(&w.Word, &w.Documents)
		return w, err
	}, `SELECT term, doc FROM brief_word WHERE term >= ?1 AND term < ?1 || ?2 ORDER BY term LIMIT ?3`, Fold(prefix), string(utf8.MaxRune), limit)
	return words, doing("list words", err)
}
