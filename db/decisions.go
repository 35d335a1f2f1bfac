package db

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

const decisionColumns = `d.id, d.uid, d.kind, coalesce(d.brief_id, 0), coalesce(d.revision_id, 0), d.start_byte, d.end_byte,
	d.quote, d.prefix, d.suffix, d.key, d.verdict, coalesce(d.actor_id, 0), d.text, d.written, d.earliest, d.latest, d.rule, d.decided_at`

func scanDecision(row scanner) (Decision, error) {
	var d Decision
	err := row.Scan(&d.ID, &d.UID, &d.Kind, &d.BriefID, &d.RevisionID, &d.Start, &d.End,
		&d.Quote, &d.Prefix, &d.Suffix, &d.Key, &d.Verdict, &d.ActorID, &d.Text,
		&d.Date.Written, &d.Date.Earliest, &d.Date.Latest, &d.Date.Rule, moment{&d.DecidedAt})
	return d, err
}

// EventKey is the Key of a decision about an event: where the words of its
// date begin.
func EventKey(e Event) string { return strconv.Itoa(e.DateStart) }

// SameSourceKey is the Key of a decision that two outlets are not the same,
// in whatever order.
func SameSourceKey(a, b string) string {
	a, b = foldKey(a), foldKey(b)
	return min(a, b) + "\n" + max(a, b)
}

// Decide stores a decision, replacing the one about the same words, lays it
// over the findings, and returns what stood before (Verdict "" when there was
// none), so that Decide(before) takes it back. When nothing differs it writes
// nothing and tells nobody. Publishes FindingsChanged.
//
// RevisionID 0 stands for the brief's current text. Quote, Prefix and Suffix
// are filled in from the text. The Key of an event is EventKey; one that is
// added may leave it out, and has no words for its date then. A date that is
// the one found is taken as found, and follows it; any other has RuleByHand.
// Text is an event's title, or the name of a citation's source.
//
// ErrNotFound: no such brief or revision. ErrInvalid: a verdict that the kind
// does not have, no words, words off the text's rune boundaries, no key where
// the kind needs one, no such actor, a brief in the trash.
func (l *Library) Decide(ctx context.Context, d Decision) (before Decision, err error) {
	err = l.update(ctx, fmt.Sprintf("store a decision (%s)", d.Kind), func(c *change) (err error) {
		before, err = decide(ctx, c, d)
		return err
	})
	return before, err
}

func decide(ctx context.Context, c *change, d Decision) (before Decision, err error) {
	d, current, err := completeDecision(ctx, c, d)
	if err != nil {
		return Decision{}, err
	}
	before, err = standingDecision(ctx, c, d)
	if err != nil {
		return Decision{}, err
	}
	if sameDecision(d, before) {
		return before, nil
	}
	if before.Verdict != "" {
		if _, err := c.ExecContext(ctx, `DELETE FROM decision WHERE id = ?`, before.ID); err != nil {
			return Decision{}, err
		}
	}
	if d.Verdict != "" {
		if err := insertDecision(ctx, c, d, before); err != nil {
			return Decision{}, err
		}
	}
	if current {
		if err := layAlone(ctx, c, d); err != nil {
			return Decision{}, err
		}
	}
	c.tell(FindingsChanged{d.BriefID})
	return before, nil
}

// layAlone lays one decision, and drops the source that only the one before
// it named.
func layAlone(ctx context.Context, c *change, d Decision) error {
	if d.Kind != DecideCitation {
		return layDecision(ctx, c, d)
	}
	cited, err := collect(ctx, c, scanID, `SELECT DISTINCT source_id FROM citation WHERE revision_id = ? AND start_byte = ? AND end_byte = ?`,
		d.RevisionID, d.Start, d.End)
	if err != nil {
		return err
	}
	if err := layDecision(ctx, c, d); err != nil {
		return err
	}
	return dropUncited(ctx, c, cited)
}

// standingDecision returns the decision about the same words (of an event: the
// same date of the same sentence, wherever that was said to end), or one
// without a verdict that takes back whatever will be decided on them.
func standingDecision(ctx context.Context, c *change, d Decision) (Decision, error) {
	before, err := scanDecision(c.QueryRowContext(ctx, `SELECT `+decisionColumns+` FROM decision d
		WHERE d.kind = ? AND ifnull(d.revision_id, 0) = ? AND d.start_byte = ? AND (d.end_byte = ? OR d.kind = 'event') AND d.key = ?`,
		d.Kind, d.RevisionID, d.Start, d.End, d.Key))
	if err = mapError(err); errors.Is(err, ErrNotFound) {
		return Decision{Kind: d.Kind, BriefID: d.BriefID, RevisionID: d.RevisionID, Start: d.Start, End: d.End, Key: d.Key}, nil
	}
	return before, err
}

// sameDecision compares what was decided, not when.
func sameDecision(d, before Decision) bool {
	if d.Verdict == "" && before.Verdict == "" {
		return true
	}
	return d.Verdict == before.Verdict && d.End == before.End && d.ActorID == before.ActorID && d.Text == before.Text && d.Date == before.Date
}

// insertDecision stores d in the place of the one before it, under the same
// uid unless it brings its own.
func insertDecision(ctx context.Context, c *change, d, before Decision) (err error) {
	if d.UID == "" {
		d.UID = before.UID
	}
	if d.UID == "" {
		if d.UID, err = newUID(); err != nil {
			return err
		}
	}
	_, err = c.ExecContext(ctx, `INSERT INTO decision (uid, kind, brief_id, revision_id, start_byte, end_byte, quote, prefix, suffix,
			key, verdict, actor_id, text, written, earliest, latest, rule, decided_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.UID, d.Kind, nullable(d.BriefID), nullable(d.RevisionID), d.Start, d.End, d.Quote, d.Prefix, d.Suffix,
		d.Key, d.Verdict, nullable(d.ActorID), d.Text, d.Date.Written, d.Date.Earliest, d.Date.Latest, d.Date.Rule, c.now.UnixMicro())
	return err
}

// Decisions returns the decisions about a brief (0: about the whole library)
// of a kind ("": of all), in the order of its text. RevisionID says which text
// each was about.
func (l *Library) Decisions(ctx context.Context, briefID int64, kind DecisionKind) ([]Decision, error) {
	all, err := collect(ctx, l.read, scanDecision, `SELECT `+decisionColumns+` FROM decision d
		WHERE d.brief_id IS ? AND (? = '' OR d.kind = ?) ORDER BY d.start_byte, d.end_byte, d.id`, nullable(briefID), kind, kind)
	return all, doing("list decisions", err)
}
