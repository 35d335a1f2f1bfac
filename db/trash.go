package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// trashTables names the table of each kind that can go to the trash.
var trashTables = map[Kind]string{
	KindBrief:      "brief",
	KindAnnotation: "annotation",
	KindNote:       "note",
	KindActor:      "actor",
}

// Trash moves a record to the trash. A brief takes its annotations and notes
// with it, an actor its note, and what was merged into it; what they were
// compared with hides that comparison and its note. Trashing what is
// there already does nothing. ErrNotFound; ErrInvalid: an unknown kind, an
// actor that was merged into another.
func (l *Library) Trash(ctx context.Context, kind Kind, id int64) error {
	return l.update(ctx, fmt.Sprintf("trash %s %d", kind, id), func(c *change) error {
		return setTrashed(ctx, c, kind, id, true)
	})
}

// Restore takes a record out of the trash. A brief brings back the annotations
// and notes it took with it, but not those that were trashed by themselves.
// Restoring what is not there does nothing. ErrNotFound; ErrExists: the brief,
// actor or comparison of a note has another note by now; ErrInvalid: an unknown
// kind.
func (l *Library) Restore(ctx context.Context, kind Kind, id int64) error {
	return l.update(ctx, fmt.Sprintf("restore %s %d", kind, id), func(c *change) error {
		return setTrashed(ctx, c, kind, id, false)
	})
}

func setTrashed(ctx context.Context, c *change, kind Kind, id int64, trashed bool) error {
	table, ok := trashTables[kind]
	if !ok {
		return invalid("there is no trash for %q", kind)
	}
	var at sql.NullInt64
	err := c.QueryRowContext(ctx, `SELECT trashed_at FROM `+table+` WHERE id = ?`, id).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound(table, id)
	}
	if err != nil || at.Valid == trashed {
		return err
	}
	at = sql.NullInt64{Int64: c.now.UnixMicro(), Valid: trashed}
	err = reindexTexts(ctx, c, func() error {
		_, err := c.ExecContext(ctx, `UPDATE `+table+` SET trashed_at = ? WHERE id = ?`, at, id)
		return err
	}, textsOf(kind, id)...)
	if err != nil {
		return err
	}
	if err := trashFindings(ctx, c, kind, id); err != nil {
		return err
	}
	return tellChanged(ctx, c, kind, id)
}

// trashFindings keeps what was read in step with the trash. The names that
// changed meanwhile are not searched for in a brief there, so that it is read
// again once it is back; its phrases are not counted. A decision that names an
// actor there says nothing.
func trashFindings(ctx context.Context, c *change, kind Kind, id int64) error {
	switch kind {
	case KindBrief:
		return errors.Join(forgetReading(ctx, c, id), forgetPhrases(ctx, c, id))
	case KindActor:
		return errors.Join(nameChangesOf(ctx, c, id), layMentionsOf(ctx, c, id))
	}
	return nil
}

// nameChangesOf notes that an actor and all its names went to the trash or came
// back. One that was merged into another goes there with that only.
func nameChangesOf(ctx context.Context, c *change, id int64) error {
	a, err := findActor(ctx, c, id)
	if err != nil {
		return err
	}
	if into, err := mergedInto(ctx, c, id); err != nil {
		return err
	} else if into != 0 {
		return invalid("%s was merged into another actor; take that back first", a.Name)
	}
	return noteNameChanges(ctx, c, spellings(a)...)
}

// tellChanged publishes the notice of a record of any kind.
func tellChanged(ctx context.Context, c *change, kind Kind, id int64) error {
	switch kind {
	case KindBrief:
		c.tell(BriefChanged{id})
	case KindActor:
		c.tell(ActorChanged{id})
	case KindAnnotation:
		a, err := findAnnotation(ctx, c, id)
		if err != nil {
			return err
		}
		c.tell(AnnotationChanged{id, a.BriefID})
	case KindNote:
		n, err := findNote(ctx, c, id)
		if err != nil {
			return err
		}
		c.tell(NoteChanged{id, n.BriefID})
	}
	return nil
}

// trashQuery lists what a user sees in the trash: not what went there with its
// brief, nor what lies there by itself while its brief does too, since
// restoring it would show nothing.
const trashQuery = `
	SELECT 'brief' AS kind, id, title, tlp AS marks, trashed_at FROM brief WHERE trashed_at IS NOT NULL
	UNION ALL
	SELECT 'annotation', a.id, a.quote, b.tlp, a.trashed_at FROM annotation a JOIN brief b ON b.id = a.brief_id
		WHERE a.trashed_at IS NOT NULL AND b.trashed_at IS NULL
	UNION ALL
	SELECT 'note', n.id, n.title, ` + noteMarks + `, n.trashed_at FROM note n LEFT JOIN brief b ON b.id = n.brief_id LEFT JOIN actor a ON a.id = n.actor_id
		WHERE n.trashed_at IS NOT NULL AND b.trashed_at IS NULL AND a.trashed_at IS NULL
			AND (n.comparison_id IS NULL OR EXISTS (` + thereIsComparison + `n.comparison_id))
	UNION ALL
	SELECT 'actor', id, name, '', trashed_at FROM actor WHERE trashed_at IS NOT NULL`

// TrashList returns what is in the trash, last trashed first. What went there
// with its brief is part of the brief.
func (l *Library) TrashList(ctx context.Context) ([]Trashed, error) {
	all, err := collect(ctx, l.read, scanTrashed, trashQuery+` ORDER BY trashed_at DESC, kind, id`)
	return all, doing("list the trash", err)
}

func scanTrashed(row scanner) (Trashed, error) {
	var t Trashed
	err := row.Scan(&t.Kind, &t.ID, &t.Title, marks{&t.TLP}, moment{&t.TrashedAt})
	return t, err
}

// emptiedActors are the actors in the trash and those merged into them.
const emptiedActors = `(WITH RECURSIVE gone (id) AS (
	SELECT id FROM actor WHERE trashed_at IS NOT NULL UNION SELECT a.id FROM actor a JOIN gone ON a.merged_into = gone.id) SELECT id FROM gone)`

const namesOfEmptied = `SELECT name FROM actor WHERE id IN ` + emptiedActors + ` UNION SELECT name FROM alias WHERE actor_id IN ` + emptiedActors

// EmptyTrash deletes what TrashList shows, for good, and returns how many
// records that were. The text of a brief, its original (unless another
// revision shares it), its annotations and its notes go with it; with an actor
// its note, its relations, the decisions that name it and what was merged into
// it; with any text the comparisons of it.
func (l *Library) EmptyTrash(ctx context.Context) (int, error) {
	count := 0
	err := l.update(ctx, "empty the trash", func(c *change) error {
		if err := c.QueryRowContext(ctx, `SELECT count(*) FROM (`+trashQuery+`)`).Scan(&count); err != nil || count == 0 {
			return err
		}
		for _, query := range []string{
			`DELETE FROM annotation WHERE trashed_at IS NOT NULL`,
			`DELETE FROM note WHERE trashed_at IS NOT NULL`,
			`INSERT INTO name_change (name) ` + namesOfEmptied,
			`DELETE FROM actor WHERE id IN ` + emptiedActors,
			// Nothing of them may stay in what undoing takes.
			`DELETE FROM rearrangement WHERE kind IN ('merge actors', 'split actor')
				AND NOT (into_id IN (SELECT id FROM actor) AND from_id IN (SELECT id FROM actor))`,
			`DELETE FROM brief WHERE trashed_at IS NOT NULL`, // the rest cascades
			`DELETE FROM source WHERE ` + uncited,
			`DELETE FROM original WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.original_id = original.id)`,
		} {
			if _, err := c.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		c.tell(LibraryChanged{})
		return nil
	})
	if err != nil || count == 0 {
		return 0, err
	}
	// The log beside the file still holds the deleted pages. Where another
	// process is reading, they go when it is moved into the file next.
	if err := l.Checkpoint(ctx); err != nil && !errors.Is(err, ErrBusy) {
		return count, err
	}
	return count, nil
}

// Counts says how much the library holds.
func (l *Library) Counts(ctx context.Context) (Counts, error) {
	n, err := countsOf(ctx, l.read)
	return n, doing("count", err)
}

func countsOf(ctx context.Context, q querier) (n Counts, err error) {
	err = q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM brief WHERE trashed_at IS NULL),
		(SELECT count(*) FROM actor a WHERE `+listedActor+`),
		(SELECT count(*) FROM annotation a JOIN brief b ON b.id = a.brief_id WHERE a.trashed_at IS NULL AND b.trashed_at IS NULL),
		(SELECT count(*)`+noteTables+`WHERE `+listedNote+`),
		(SELECT count(*) FROM (`+trashQuery+`)),
		(SELECT count(*) FROM annotation a JOIN brief b ON b.id = a.brief_id WHERE a.state = 'review' AND a.trashed_at IS NULL AND b.trashed_at IS NULL)`).
		Scan(&n.Briefs, &n.Actors, &n.Annotations, &n.Notes, &n.Trashed, &n.Review)
	return n, mapError(err)
}
