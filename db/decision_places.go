package db

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
)

// carry remembers what became of the decisions about the text before, and
// repeats those that were found beyond doubt, in the order of deciding.
func (s switching) carry(ctx context.Context, c *change, places []PlacedDecision) error {
	all, err := collect(ctx, c, scanDecision, `SELECT `+decisionColumns+` FROM decision d
		WHERE d.brief_id = ? AND d.revision_id = ? ORDER BY d.decided_at, d.id`, s.brief.ID, s.from)
	if err != nil {
		return err
	}
	for _, d := range all {
		i := slices.IndexFunc(places, func(p PlacedDecision) bool { return p.ID == d.ID })
		if i < 0 {
			return fmt.Errorf("%w: decision %d has no place in the other text", ErrStale, d.ID)
		}
		if err := s.carryOne(ctx, c, d, places[i]); err != nil {
			return fmt.Errorf("decision %d: %w", d.ID, err)
		}
	}
	return nil
}

func (s switching) carryOne(ctx context.Context, c *change, d Decision, p PlacedDecision) error {
	if !onText(s.text, p.Start, p.End) {
		return invalid("its passage at %d to %d does not lie on the text", p.Start, p.End)
	}
	_, err := c.ExecContext(ctx, `INSERT OR REPLACE INTO decision_place (decision_id, revision_id, start_byte, end_byte, state, quote_fit, context_fit, overlap, lead)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, d.ID, s.to, p.Start, p.End, p.State, p.Fit.Quote, p.Fit.Context, p.Fit.Overlap, p.Fit.Lead)
	if err != nil || p.State != AnchorAnchored && p.State != AnchorMoved {
		return err
	}
	d.ID, d.UID, d.RevisionID, d.Start, d.End, d.Key = 0, "", s.to, p.Start, p.End, cmp.Or(p.Key, d.Key)
	d.Quote = s.text[d.Start:d.End]
	d.Prefix, d.Suffix = around(s.text, d.Start, d.End)
	standing, err := standingDecision(ctx, c, d)
	if err != nil || standing.Verdict != "" {
		return err // two of them on the same words now, or decided there before
	}
	return insertDecision(ctx, c, d, Decision{})
}

// LeftDecisions returns the decisions about earlier texts of a brief that were
// not found again beyond doubt in its current one, nor decided there since, in
// the order of their places.
func (l *Library) LeftDecisions(ctx context.Context, briefID int64) ([]LeftDecision, error) {
	all, err := collect(ctx, l.read, scanLeft, `SELECT `+decisionColumns+`, p.start_byte, p.end_byte, p.state, p.quote_fit, p.context_fit, p.overlap, p.lead
		FROM brief b JOIN decision_place p ON p.revision_id = b.revision_id JOIN decision d ON d.id = p.decision_id
		WHERE b.id = ? AND p.state IN ('review', 'detached')
		ORDER BY p.start_byte, p.end_byte, d.id`, briefID)
	return all, doing("list the decisions left behind", err)
}

func scanLeft(row scanner) (LeftDecision, error) {
	var left LeftDecision
	d, p := &left.Decision, &left.Place
	err := row.Scan(&d.ID, &d.UID, &d.Kind, &d.BriefID, &d.RevisionID, &d.Start, &d.End,
		&d.Quote, &d.Prefix, &d.Suffix, &d.Key, &d.Verdict, &d.ActorID, &d.Text,
		&d.Date.Written, &d.Date.Earliest, &d.Date.Latest, &d.Date.Rule, moment{&d.DecidedAt},
		&p.Start, &p.End, &p.State, &p.Fit.Quote, &p.Fit.Context, &p.Fit.Overlap, &p.Fit.Lead)
	p.ID, p.Key = d.ID, d.Key
	return left, err
}

// SettleDecision says what became of a decision that was left behind when its
// brief's text changed, and returns what was said before: AnchorMoved when it
// was decided again on other words, LetGo when nothing is to come of it.
// ErrNotFound: the current text has no place for it.
func (l *Library) SettleDecision(ctx context.Context, decisionID int64, state AnchorState) (before AnchorState, err error) {
	err = l.update(ctx, fmt.Sprintf("settle decision %d", decisionID), func(c *change) error {
		var brief int64
		err := c.QueryRowContext(ctx, `SELECT p.state, b.id FROM decision_place p JOIN brief b ON b.revision_id = p.revision_id WHERE p.decision_id = ?`, decisionID).
			Scan(&before, &brief)
		if errors.Is(mapError(err), ErrNotFound) {
			return notFound("decision", decisionID)
		}
		if err != nil || before == state {
			return err
		}
		c.tell(FindingsChanged{brief})
		_, err = c.ExecContext(ctx, `UPDATE decision_place SET state = ? WHERE decision_id = ?
			AND revision_id = (SELECT revision_id FROM brief WHERE id = ?)`, state, decisionID, brief)
		return err
	})
	return before, err
}
