package db

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// pageOfEvents is the page size of Events when the filter names none.
const pageOfEvents = 500

// eventQuery reads the events of a page: the sources of the brackets that lie
// in the sentence or right after it, and the actors whose mentions do. The page
// itself is picked by event_by_date alone.
const eventQuery = `WITH page AS (SELECT e.id%s` + eventOrder + ` LIMIT ? OFFSET ?)
	SELECT e.id, e.brief_id, e.revision_id, e.start_byte, e.end_byte, e.date_start, e.date_end,
		e.title, e.written, e.earliest, e.latest, e.rule, e.state, b.title, b.publication,
		(SELECT json_group_array(name) FROM (SELECT s.name FROM citation c JOIN source s ON s.id = c.source_id
			WHERE c.revision_id = e.revision_id AND c.group_start BETWEEN e.start_byte AND e.end_byte + 2
				AND c.hidden = 0 AND c.state <> 'dismissed'
			GROUP BY s.id ORDER BY min(c.group_start), min(c.start_byte))),
		(SELECT json_group_array(name) FROM (SELECT a.name FROM mention m JOIN actor a ON a.id = m.actor_id
			WHERE m.revision_id = e.revision_id AND m.start_byte BETWEEN e.start_byte AND e.end_byte AND m.end_byte <= e.end_byte
				AND ` + visibleMention + `
			GROUP BY a.id ORDER BY min(m.start_byte), a.id))
	FROM page JOIN event e ON e.id = page.id JOIN brief b ON b.id = e.brief_id ` + eventOrder

const eventOrder = ` ORDER BY e.earliest, e.latest, e.brief_id, e.start_byte, e.date_start`

func scanEvent(row scanner) (Event, error) {
	var e Event
	var sources, actors string
	err := row.Scan(&e.ID, &e.BriefID, &e.RevisionID, &e.Start, &e.End, &e.DateStart, &e.DateEnd,
		&e.Title, &e.Date.Written, &e.Date.Earliest, &e.Date.Latest, &e.Date.Rule, &e.State,
		&e.BriefTitle, &e.Publication, &sources, &actors)
	if err != nil {
		return Event{}, err
	}
	if err := json.Unmarshal([]byte(sources), &e.Sources); err != nil {
		return Event{}, err
	}
	return e, json.Unmarshal([]byte(actors), &e.Actors)
}

// Events returns a page of the dated statements of briefs that are not in the
// trash, by earliest day, then latest, then brief and place, and how many there
// are. From and To pick those whose days overlap them. Statements without a day
// are in no such span. ErrInvalid: a negative page.
func (l *Library) Events(ctx context.Context, f EventFilter) (rows []Event, total int, err error) {
	if f.Offset < 0 || f.Limit < 0 {
		return nil, 0, doing("list events", invalid("no such page: %d, %d", f.Offset, f.Limit))
	}
	if f.Limit == 0 {
		f.Limit = pageOfEvents
	}
	tables, args := eventTables(f)
	counted := tables
	if len(f.BriefIDs) == 0 && f.ActorID == 0 && f.From == "" && f.To == "" {
		// All are counted brief by brief, not day by day: a quarter of the time.
		counted = strings.Replace(tables, "event e", "event e NOT INDEXED", 1)
	}
	err = l.view(ctx, "list events", func(q querier) error {
		err := q.QueryRowContext(ctx, `SELECT count(*)`+counted, args...).Scan(&total)
		if err != nil || total <= f.Offset {
			return err
		}
		rows, err = collect(ctx, q, scanEvent, fmt.Sprintf(eventQuery, tables), append(args, f.Limit, f.Offset)...)
		if err != nil {
			return err
		}
		return readSentences(ctx, q, rows)
	})
	return rows, total, err
}

// eventTables is the FROM and WHERE of a filter, with its arguments.
func eventTables(f EventFilter) (tables string, args []any) {
	tables = ` FROM event e JOIN brief b ON b.id = e.brief_id AND b.revision_id = e.revision_id
		WHERE b.trashed_at IS NULL AND e.hidden = 0`
	if len(f.BriefIDs) > 0 {
		tables, args = tables+` AND e.brief_id IN (SELECT value FROM json_each(?))`, append(args, jsonList(f.BriefIDs))
	}
	if f.States == nil {
		tables += ` AND e.state <> 'dismissed'`
	} else {
		tables, args = tables+` AND e.state IN (SELECT value FROM json_each(?))`, append(args, jsonList(f.States))
	}
	if f.ActorID != 0 {
		// From the mentions to the sentences around them: an actor has few.
		tables += ` AND e.id IN (SELECT s.id FROM mention m CROSS JOIN event s ON s.revision_id = m.revision_id
				AND s.start_byte <= m.start_byte AND s.end_byte >= m.end_byte
			WHERE m.actor_id = ? AND m.hidden = 0)`
		args = append(args, f.ActorID)
	}
	if f.From != "" {
		tables, args = tables+` AND max(e.earliest, e.latest) >= ?`, append(args, f.From)
	}
	if f.To != "" { // and not those without a day, which are ''
		tables, args = tables+` AND e.earliest BETWEEN '0' AND ?`, append(args, f.To)
	}
	return tables, args
}

// readSentences fills in the sentences of events, a text at a time.
func readSentences(ctx context.Context, q querier, events []Event) error {
	places := map[int64][]int{} // of events, by revision
	for i, e := range events {
		places[e.RevisionID] = append(places[e.RevisionID], i)
	}
	for revision, all := range places {
		var text string
		if err := q.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, revision).Scan(&text); err != nil {
			return err
		}
		for _, i := range all {
			if e := &events[i]; onText(text, e.Start, e.End) {
				// A copy, lest the page hold every text whole.
				e.Sentence = strings.Clone(text[e.Start:e.End])
			}
		}
	}
	return nil
}
