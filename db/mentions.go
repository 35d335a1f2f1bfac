package db

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// mentionTables joins mentions to the briefs whose current text they are in,
// those in the trash left out, and to their actors.
const mentionTables = `
	FROM mention m
	JOIN brief b ON b.id = m.brief_id AND b.revision_id = m.revision_id AND b.trashed_at IS NULL
	LEFT JOIN actor a ON a.id = m.actor_id `

// visibleMention is true of mentions that no decision stands before, of actors
// that are listed or of nobody.
const visibleMention = `m.hidden = 0 AND ` + listedActor

// importTable joins the moments at which texts were imported, over an index:
// the texts are not read.
const importTable = `JOIN revision r INDEXED BY revision_imported ON r.id = m.revision_id `

// isNew is true of mentions that were imported since their actor's page was
// last looked at.
const isNew = `r.imported_at > coalesce(a.looked_at, a.created_at)`

// briefDay is the day on which a brief was published, else added.
const briefDay = `coalesce(nullif(b.published_earliest, ''), date(b.added_at / 1000000, 'unixepoch'))`

// mentionColumns are what scanMention reads. A mention is ambiguous when
// reading found other actors by the same words.
const mentionColumns = `m.id, m.brief_id, m.revision_id, m.start_byte, m.end_byte, m.alias, coalesce(m.actor_id, 0), coalesce(a.name, ''), m.state,
	m.state = 'found' AND EXISTS (SELECT 1 FROM mention o JOIN actor x ON x.id = o.actor_id
		WHERE o.revision_id = m.revision_id AND o.start_byte = m.start_byte AND o.end_byte = m.end_byte
			AND o.hidden = 0 AND o.state = 'found' AND o.actor_id <> m.actor_id AND x.trashed_at IS NULL AND x.merged_into IS NULL)`

func scanMention(row scanner) (Mention, error) {
	var m Mention
	err := row.Scan(mentionFields(&m)...)
	return m, err
}

func mentionFields(m *Mention) []any {
	return []any{&m.ID, &m.BriefID, &m.RevisionID, &m.Start, &m.End, &m.Alias, &m.ActorID, &m.Actor, &m.State, &m.Ambiguous}
}

// Mentions returns the mentions of a brief's current text in order, decisions
// laid over: an ambiguous one has a row for each actor, one that the analyst
// said names nobody has a row without. A brief in the trash has none.
func (l *Library) Mentions(ctx context.Context, briefID int64) ([]Mention, error) {
	all, err := findMentions(ctx, l.read, briefID)
	return all, doing("list mentions", err)
}

func findMentions(ctx context.Context, q querier, briefID int64) ([]Mention, error) {
	return collect(ctx, q, scanMention, `SELECT `+mentionColumns+mentionTables+`
		WHERE m.brief_id = ? AND `+visibleMention+` ORDER BY m.start_byte, m.end_byte DESC, a.name_key, m.id`, briefID)
}

// BriefActors returns the actors that a brief's current text names, those
// named most first, then in the order of the text.
func (l *Library) BriefActors(ctx context.Context, briefID int64) ([]BriefActor, error) {
	var all []BriefActor
	err := l.view(ctx, fmt.Sprintf("list the actors of brief %d", briefID), func(q querier) error {
		mentions, err := findMentions(ctx, q, briefID)
		if err != nil {
			return err
		}
		all, err = countActors(ctx, q, mentions)
		return err
	})
	return all, err
}

func countActors(ctx context.Context, q querier, mentions []Mention) ([]BriefActor, error) {
	var all []BriefActor
	var ids []int64
	at := map[int64]int{}
	for _, m := range mentions {
		if m.ActorID == 0 {
			continue
		}
		i, known := at[m.ActorID]
		if !known {
			i = len(all)
			at[m.ActorID] = i
			ids = append(ids, m.ActorID)
			all = append(all, BriefActor{First: m.Start})
		}
		all[i].Count++
		if m.Ambiguous {
			all[i].Ambiguous++
		}
	}
	actors, err := actorsOf(ctx, q, ids)
	for i, id := range ids {
		all[i].Actor = actors[id]
	}
	slices.SortStableFunc(all, func(a, b BriefActor) int { return cmp.Compare(b.Count, a.Count) })
	return all, err
}

// MentionsByMonth counts an actor's mentions by the month in which the brief
// was published, else added, in order; months without any are left out.
func (l *Library) MentionsByMonth(ctx context.Context, actorID int64) ([]MonthCount, error) {
	months, err := collect(ctx, l.read, func(row scanner) (MonthCount, error) {
		var m MonthCount
		err := row.Scan(&m.Month, &m.Count)
		return m, err
	}, `SELECT substr(`+briefDay+`, 1, 7) AS month, count(*)`+mentionTables+`
		WHERE m.actor_id = ? AND `+visibleMention+` GROUP BY month ORDER BY month`, actorID)
	return months, doing("count mentions by month", err)
}

// FirstSeen returns the brief of the earliest publication, else the earliest
// added, that names the actor. ErrNotFound: none does.
func (l *Library) FirstSeen(ctx context.Context, actorID int64) (Brief, error) {
	b, err := scanBriefRow(l.read.QueryRowContext(ctx, `SELECT `+briefColumns+` FROM brief b WHERE b.id = (
		SELECT b.id`+mentionTables+`WHERE m.actor_id = ? AND `+visibleMention+` ORDER BY `+briefDay+`, b.added_at, b.id LIMIT 1)`, actorID))
	return b, doing(fmt.Sprintf("find where actor %d was first seen", actorID), err)
}
