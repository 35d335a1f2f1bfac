package db

import (
	"context"
	"database/sql"
	"strconv"
)

// RuleByHand is the Rule of a date that the analyst set.
const RuleByHand = "set by hand"

// layDecisions lays the decisions of these kinds about a text over what was
// found in it, in the order of deciding.
func layDecisions(ctx context.Context, c *change, revisionID int64, kinds ...DecisionKind) error {
	for _, kind := range kinds {
		all, err := collect(ctx, c, scanDecision, `SELECT `+decisionColumns+` FROM decision d
			WHERE d.revision_id = ? AND d.kind = ? ORDER BY d.decided_at, d.id`, revisionID, kind)
		if err != nil {
			return err
		}
		for _, d := range all {
			if err := layDecision(ctx, c, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// layMentionsOf lays the decisions that name an actor over the texts again,
// after the actor went or came back.
func layMentionsOf(ctx context.Context, c *change, actorID int64) error {
	all, err := collect(ctx, c, scanDecision, `SELECT `+decisionColumns+` FROM decision d JOIN brief b ON b.revision_id = d.revision_id
		WHERE d.actor_id = ? AND d.kind = ?`, actorID, DecideMention)
	if err != nil {
		return err
	}
	for _, d := range all {
		if err := layMention(ctx, c, d); err != nil {
			return err
		}
	}
	return nil
}

// layDecision takes off the rows that a decision about the same words made,
// shows what was found there, and lays this one over it. With the verdict "" it
// only takes off. Decisions of other kinds have no rows.
func layDecision(ctx context.Context, c *change, d Decision) error {
	switch d.Kind {
	case DecideMention:
		return layMention(ctx, c, d)
	case DecideCitation:
		return layCitation(ctx, c, d)
	case DecideEvent:
		return layEvent(ctx, c, d)
	}
	return nil
}

// uncover takes the decided rows at a place off, and shows the found ones.
// where says the place.
func uncover(ctx context.Context, c *change, table, where string, args ...any) error {
	if _, err := c.ExecContext(ctx, `DELETE FROM `+table+` WHERE `+where+` AND state <> 'found'`, args...); err != nil {
		return err
	}
	_, err := c.ExecContext(ctx, `UPDATE `+table+` SET hidden = 0 WHERE `+where+` AND hidden = 1`, args...)
	return err
}

// cover hides the found rows at a place, and reports whether there are any.
func cover(ctx context.Context, c *change, table, where string, args ...any) (bool, error) {
	result, err := c.ExecContext(ctx, `UPDATE `+table+` SET hidden = 1 WHERE `+where, args...)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// layMention makes one mention of all that were found on the same words. The
// row keeps the name that matched; words that none matched count under the
// actor's own. While the actor is in the trash, the decision says nothing.
func layMention(ctx context.Context, c *change, d Decision) error {
	const place = `revision_id = ? AND start_byte = ? AND end_byte = ?`
	at := []any{d.RevisionID, d.Start, d.End}
	if err := uncover(ctx, c, "mention", place, at...); err != nil || d.Verdict == "" {
		return err
	}
	var result sql.Result
	var err error
	if d.Verdict == StateNobody {
		result, err = c.ExecContext(ctx, `INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, state)
			SELECT brief_id, revision_id, start_byte, end_byte, alias, 'nobody' FROM mention WHERE `+place+` LIMIT 1`, at...)
	} else {
		result, err = c.ExecContext(ctx, `INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, actor_id, state)
			SELECT ?, ?, ?, ?, coalesce((SELECT alias FROM mention WHERE `+place+` ORDER BY actor_id <> a.id LIMIT 1), a.name), a.id, ?
			FROM actor a WHERE a.id = ? AND `+listedActor,
			d.BriefID, d.RevisionID, d.Start, d.End, d.RevisionID, d.Start, d.End, d.Verdict, d.ActorID)
	}
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	_, err = cover(ctx, c, "mention", place+` AND state = 'found'`, at...)
	return err
}

// layCitation replaces the source and the date that the analyst gave. Words
// that are no citation any more take no correction.
func layCitation(ctx context.Context, c *change, d Decision) error {
	const place = `revision_id = ? AND start_byte = ? AND end_byte = ?`
	at := []any{d.RevisionID, d.Start, d.End}
	if err := uncover(ctx, c, "citation", place, at...); err != nil || d.Verdict == "" {
		return err
	}
	if found, err := cover(ctx, c, "citation", place, at...); err != nil || !found {
		return err
	}
	var source any // NULL: as found
	if d.Text != "" {
		id, err := sourceNamed(ctx, c, Source{Name: d.Text})
		if err != nil {
			return err
		}
		source = id
	}
	dated := d.Date != Date{}
	_, err := c.ExecContext(ctx, `INSERT INTO citation (brief_id, revision_id, group_start, group_end, start_byte, end_byte, signal, outlet, handle,
			written, earliest, latest, rule, source_id, state)
		SELECT brief_id, revision_id, group_start, group_end, start_byte, end_byte, signal, outlet, handle,
			iif(?1, ?2, written), iif(?1, ?3, earliest), iif(?1, ?4, latest), iif(?1, ?5, rule), coalesce(?6, source_id), ?7
		FROM citation WHERE revision_id = ?8 AND start_byte = ?9 AND end_byte = ?10 ORDER BY id`,
		append([]any{dated, d.Date.Written, d.Date.Earliest, d.Date.Latest, d.Date.Rule, source, d.Verdict}, at...)...)
	return err
}

// layEvent gives the statement of a date the analyst's title and date. A date
// that was left as found follows what is found, for as long as it is; what was
// kept, edited or added stands without it as well.
func layEvent(ctx context.Context, c *change, d Decision) error {
	dateStart, err := strconv.Atoi(d.Key)
	if err != nil {
		return invalid("decision %d is about no date", d.ID)
	}
	const place = `revision_id = ? AND start_byte = ? AND date_start = ?`
	at := []any{d.RevisionID, d.Start, dateStart}
	if err := uncover(ctx, c, "event", place, at...); err != nil || d.Verdict == "" {
		return err
	}
	found, err := cover(ctx, c, "event", place, at...)
	if err != nil || !found && d.Verdict == StateDismissed {
		return err
	}
	if !found {
		return layEventAlone(ctx, c, d, dateStart)
	}
	byHand := d.Date.Rule == RuleByHand
	_, err = c.ExecContext(ctx, `INSERT INTO event (brief_id, revision_id, start_byte, end_byte, date_start, date_end,
			title, written, earliest, latest, rule, state)
		SELECT brief_id, revision_id, start_byte, end_byte, date_start, date_end,
			?2, iif(?1, ?3, written), iif(?1, ?4, earliest), iif(?1, ?5, latest), iif(?1, ?6, rule), ?7
		FROM event WHERE revision_id = ?8 AND start_byte = ?9 AND date_start = ?10 ORDER BY id`,
		append([]any{byHand, d.Text, d.Date.Written, d.Date.Earliest, d.Date.Latest, d.Date.Rule, d.Verdict}, at...)...)
	return err
}

// layEventAlone makes the event of a decision where none is found. The words of
// its date are marked where they still stand.
func layEventAlone(ctx context.Context, c *change, d Decision, dateStart int) error {
	_, err := c.ExecContext(ctx, `INSERT INTO event (brief_id, revision_id, start_byte, end_byte, date_start, date_end,
			title, written, earliest, latest, rule, state)
		SELECT ?1, ?2, ?3, ?4, ?5, ?5 + iif(substr(CAST(text AS BLOB), ?5 + 1, length(w)) = w, length(w), 0),
			?7, ?6, ?8, ?9, ?10, ?11
		FROM revision, (SELECT CAST(?6 AS BLOB) AS w) WHERE id = ?2`,
		d.BriefID, d.RevisionID, d.Start, d.End, dateStart, d.Date.Written,
		d.Text, d.Date.Earliest, d.Date.Latest, d.Date.Rule, d.Verdict)
	return err
}
