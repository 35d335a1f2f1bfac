package db

import (
	"context"
	"strings"
)

// EventCounts says how many events there are of each kind.
type EventCounts struct {
	Kept      int // kept, edited or added by the analyst
	Suggested int // found by reading alone
	Dismissed int
}

// BriefEvents is a brief with the number of its events.
type BriefEvents struct {
	Brief Brief
	EventCounts
}

// CountEvents counts the events that a filter picks, of every state: the
// filter's own states and page do not matter.
func (l *Library) CountEvents(ctx context.Context, f EventFilter) (n EventCounts, err error) {
	f.States = []State{StateFound, StateKept, StateEdited, StateAdded, StateDismissed}
	tables, args := eventTables(f)
	err = l.read.QueryRowContext(ctx, `SELECT coalesce(sum(e.state IN ('kept', 'edited', 'added')), 0), coalesce(sum(e.state = 'found'), 0),
		coalesce(sum(e.state = 'dismissed'), 0)`+tables, args...).Scan(&n.Kept, &n.Suggested, &n.Dismissed)
	return n, doing("count events", err)
}

// BriefsWithEvents returns a page of the briefs that have events, newest
// published first, and how many they are; briefs whose events were all
// dismissed are left out. The order of the filter does not matter, and the
// trash has none. ErrInvalid: a negative page.
func (l *Library) BriefsWithEvents(ctx context.Context, f BriefFilter) (rows []BriefEvents, total int, err error) {
	if f.Offset < 0 || f.Limit < 0 {
		return nil, 0, doing("list briefs with events", invalid("no such page: %d, %d", f.Offset, f.Limit))
	}
	if f.Limit == 0 {
		f.Limit = pageOfBriefs
	}
	tables := ` FROM (SELECT e.revision_id, sum(e.state IN ('kept', 'edited', 'added')) AS kept, sum(e.state = 'found') AS suggested,
			sum(e.state = 'dismissed') AS dismissed
		FROM event e NOT INDEXED WHERE e.hidden = 0 GROUP BY e.revision_id) n
		JOIN brief b ON b.revision_id = n.revision_id
		WHERE b.trashed_at IS NULL AND n.kept + n.suggested > 0`
	var args []any
	for word := range strings.FieldsSeq(Fold(f.Text)) {
		tables += ` AND instr(b.folded, ?)`
		args = append(args, word)
	}
	err = l.view(ctx, "list briefs with events", func(q querier) error {
		err := q.QueryRowContext(ctx, `SELECT count(*)`+tables, args...).Scan(&total)
		if err != nil || total <= f.Offset {
			return err
		}
		rows, err = collect(ctx, q, scanBriefEvents, `SELECT n.kept, n.suggested, n.dismissed, `+briefColumns+tables+
			` ORDER BY `+briefOrders[OrderPublished]+` LIMIT ? OFFSET ?`, append(args, f.Limit, f.Offset)...)
		return err
	})
	return rows, total, err
}

// scanBriefEvents reads the counts that stand before a brief's columns.
func scanBriefEvents(row scanner) (r BriefEvents, err error) {
	r.Brief, err = scanBrief(behind{row, []any{&r.Kept, &r.Suggested, &r.Dismissed}})
	return r, err
}

// behind is a row of which the first columns go elsewhere.
type behind struct {
	row   scanner
	first []any
}

// Scan implements scanner.
func (b behind) Scan(dest ...any) error { return b.row.Scan(append(b.first, dest...)...) }
