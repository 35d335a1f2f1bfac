package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// StoreFindings replaces what was found in the texts given, lays the decisions
// over it, and notes that they were read with these rules. Findings of a text
// that is not its brief's current one any more, of a brief that was edited since
// (Findings.AsOf), or of one in the trash, are left out; so are actors that are
// not there any more. All of it is one
// transaction; publishes FindingsChanged. ErrInvalid, and nothing is stored: a
// finding that does not lie on its text, a citation that names no source.
func (l *Library) StoreFindings(ctx context.Context, rules string, all []Findings) error {
	return l.update(ctx, "store what was found", func(c *change) error {
		return storeAll(ctx, c, all, func(s *storing, f Findings, text string) error {
			for _, store := range []func(context.Context, Findings, string) error{s.citations, s.mentions, s.events, s.phrases} {
				if err := store(ctx, f, text); err != nil {
					return err
				}
			}
			if err := layDecisions(ctx, c, f.RevisionID, DecideCitation, DecideMention, DecideEvent); err != nil {
				return err
			}
			_, err := c.ExecContext(ctx, `INSERT OR REPLACE INTO reading (revision_id, rules, read_at) VALUES (?, ?, ?)`,
				f.RevisionID, rules, c.now.UnixMicro())
			return err
		})
	})
}

// StoreMentions is StoreFindings for Mentions and Phrases alone, after names
// have changed.
func (l *Library) StoreMentions(ctx context.Context, all []Findings) error {
	return l.update(ctx, "store the mentions found", func(c *change) error {
		return storeAll(ctx, c, all, func(s *storing, f Findings, text string) error {
			if err := s.mentions(ctx, f, text); err != nil {
				return err
			}
			if err := s.phrases(ctx, f, text); err != nil {
				return err
			}
			return layDecisions(ctx, c, f.RevisionID, DecideMention)
		})
	})
}

// storeAll calls store for the findings of texts that are current, with the
// text, and tells whose findings changed.
func storeAll(ctx context.Context, c *change, all []Findings, store func(*storing, Findings, string) error) error {
	s, err := newStoring(ctx, c)
	if err != nil {
		return err
	}
	defer s.close()
	var stored []int64
	for _, f := range all {
		var text string
		err := c.QueryRowContext(ctx, `SELECT r.text FROM brief b JOIN revision r ON r.id = b.revision_id
			WHERE b.id = ? AND b.revision_id = ? AND b.trashed_at IS NULL AND (? OR b.changed_at = ?)`,
			f.BriefID, f.RevisionID, f.AsOf.IsZero(), f.AsOf.UnixMicro()).Scan(&text)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		if err := store(s, f, text); err != nil {
			return fmt.Errorf("brief %d: %w", f.BriefID, err)
		}
		stored = append(stored, f.BriefID)
	}
	if err := dropUncited(ctx, c, slices.Collect(maps.Keys(s.cited))); err != nil {
		return err
	}
	switch len(stored) {
	case 0:
	case 1:
		c.tell(FindingsChanged{stored[0]})
	default:
		c.tell(FindingsChanged{})
	}
	return nil
}

// storing writes the findings of many texts with the same few statements.
type storing struct {
	c                                *change
	citation, mention, event, phrase *sql.Stmt
	sources                          map[string]int64 // by folded outlet
	cited                            map[int64]bool   // the sources cited before, which may be cited no more
}

func newStoring(ctx context.Context, c *change) (*storing, error) {
	s := &storing{c: c, sources: map[string]int64{}, cited: map[int64]bool{}}
	for statement, query := range map[**sql.Stmt]string{
		&s.citation: `INSERT INTO citation (brief_id, revision_id, group_start, group_end, start_byte, end_byte, signal, outlet, handle,
				written, earliest, latest, rule, source_id, state)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'found')`,
		// An actor may have been deleted since the names were read.
		&s.mention: `INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, actor_id, state)
			SELECT ?, ?, ?, ?, ?, id, 'found' FROM actor WHERE id = ?`,
		&s.event: `INSERT INTO event (brief_id, revision_id, start_byte, end_byte, date_start, date_end, title, written, earliest, latest, rule, state)
			VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, 'found')`,
		&s.phrase: `INSERT INTO phrase (revision_id, name_key, name, uses, start_byte, end_byte) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET uses = uses + excluded.uses`,
	} {
		prepared, err := c.PrepareContext(ctx, query)
		if err != nil {
			s.close()
			return nil, err
		}
		*statement = prepared
	}
	return s, nil
}

func (s *storing) close() {
	for _, statement := range []*sql.Stmt{s.citation, s.mention, s.event, s.phrase} {
		if statement != nil {
			statement.Close()
		}
	}
}

// clear deletes what a table holds of any text of the brief.
func (s *storing) clear(ctx context.Context, table string, briefID int64) error {
	_, err := s.c.ExecContext(ctx, `DELETE FROM `+table+` WHERE brief_id = ?`, briefID)
	return err
}

func (s *storing) citations(ctx context.Context, f Findings, text string) error {
	before, err := collect(ctx, s.c, scanID, `SELECT DISTINCT source_id FROM citation WHERE brief_id = ?`, f.BriefID)
	if err != nil {
		return err
	}
	for _, id := range before {
		s.cited[id] = true
	}
	if err := s.clear(ctx, "citation", f.BriefID); err != nil {
		return err
	}
	for _, n := range f.Citations {
		if err := liesOn(text, "citation", n.GroupStart, n.GroupEnd); err != nil {
			return err
		}
		if err := liesOn(text, "citation", n.Start, n.End); err != nil {
			return err
		}
		source, err := s.source(ctx, n)
		if err != nil {
			return err
		}
		_, err = s.citation.ExecContext(ctx, f.BriefID, f.RevisionID, n.GroupStart, n.GroupEnd, n.Start, n.End, n.Signal, n.Outlet, n.Handle,
			n.Date.Written, n.Date.Earliest, n.Date.Latest, n.Date.Rule, source)
		if err != nil {
			return err
		}
	}
	return nil
}

// source returns the source of a citation, made when it is new.
func (s *storing) source(ctx context.Context, n FoundCitation) (int64, error) {
	key := foldKey(n.Outlet)
	if id, ok := s.sources[key]; ok {
		return id, nil
	}
	id, err := sourceNamed(ctx, s.c, Source{Name: n.Outlet, Kind: n.Kind, Publisher: n.Publisher})
	if err == nil {
		s.sources[key] = id
	}
	return id, err
}

func (s *storing) mentions(ctx context.Context, f Findings, text string) error {
	if err := s.clear(ctx, "mention", f.BriefID); err != nil {
		return err
	}
	for _, n := range f.Mentions {
		if err := liesOn(text, "mention", n.Start, n.End); err != nil {
			return err
		}
		for _, actor := range n.Actors {
			if _, err := s.mention.ExecContext(ctx, f.BriefID, f.RevisionID, n.Start, n.End, n.Alias, actor); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *storing) events(ctx context.Context, f Findings, text string) error {
	if err := s.clear(ctx, "event", f.BriefID); err != nil {
		return err
	}
	for _, n := range f.Events {
		if err := liesOn(text, "event", n.Start, n.End); err != nil {
			return err
		}
		if err := liesOn(text, "date", n.DateStart, n.DateEnd); err != nil {
			return err
		}
		_, err := s.event.ExecContext(ctx, f.BriefID, f.RevisionID, n.Start, n.End, n.DateStart, n.DateEnd,
			n.Date.Written, n.Date.Earliest, n.Date.Latest, n.Date.Rule)
		if err != nil {
			return err
		}
	}
	return nil
}

// phrases stores those that are names, each spelling folded once.
func (s *storing) phrases(ctx context.Context, f Findings, text string) error {
	if err := forgetPhrases(ctx, s.c, f.BriefID); err != nil {
		return err
	}
	for _, n := range f.Phrases {
		if err := liesOn(text, "phrase", n.Start, n.End); err != nil {
			return err
		}
		key := foldKey(n.Name)
		if key == "" || n.Uses < 1 {
			continue
		}
		if _, err := s.phrase.ExecContext(ctx, f.RevisionID, key, n.Name, n.Uses, n.Start, n.End); err != nil {
			return err
		}
	}
	return nil
}

// liesOn returns ErrInvalid when a finding has no words of the text.
func liesOn(text, what string, start, end int) error {
	if start >= end || !onText(text, start, end) {
		return invalid("the %s at %d to %d does not lie on the text", what, start, end)
	}
	return nil
}
