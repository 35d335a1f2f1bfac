package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// keepEvery is how long a session of writing goes on before the version
// before the next save is kept.
const keepEvery = 10 * time.Minute

// NoteFilter picks and pages notes.
type NoteFilter struct {
	BriefID *int64 // nil: all; 0: free notes, which are of no brief, actor or comparison
	Text    string // words that title or body must hold, folded, and "tlp:red" for what it is handled by; "" for all
	Offset  int
	Limit   int // 0: all
}

// A note is in the trash when it is there itself, or with its brief or actor, or
// with a text of its comparison.
const noteColumns = `n.id, n.uid, coalesce(n.brief_id, 0), coalesce(n.actor_id, 0), coalesce(n.comparison_id, 0), n.title, n.body, n.tlp, ` + noteMarks + `, n.created_at, n.changed_at,
	coalesce(n.trashed_at, b.trashed_at, a.trashed_at, (SELECT ` + comparisonTrashed + comparisonTables + `WHERE c.id = n.comparison_id))`

const noteTables = ` FROM note n LEFT JOIN brief b ON b.id = n.brief_id LEFT JOIN actor a ON a.id = n.actor_id `

// listedNote is true of notes that lists know: not those in the trash, nor
// those of an actor that was merged into another, whose note has their words,
// nor those of a hidden comparison.
const listedNote = `n.trashed_at IS NULL AND b.trashed_at IS NULL AND ` + listedActor + ` AND (n.comparison_id IS NULL OR EXISTS (` + thereIsComparison + `n.comparison_id))`

func scanNote(row scanner) (Note, error) {
	var n Note
	err := row.Scan(&n.ID, &n.UID, &n.BriefID, &n.ActorID, &n.ComparisonID, &n.Title, &n.Body, &n.TLP, marks{&n.Handling}, moment{&n.CreatedAt}, moment{&n.ChangedAt}, moment{&n.TrashedAt})
	return n, err
}

// Notes returns the notes that are not in the trash, last changed first.
// ErrInvalid: a negative page.
func (l *Library) Notes(ctx context.Context, f NoteFilter) ([]Note, error) {
	notes, err := findNotes(ctx, l.read, f)
	return notes, doing("list notes", err)
}

func findNotes(ctx context.Context, q querier, f NoteFilter) ([]Note, error) {
	if f.Offset < 0 || f.Limit < 0 {
		return nil, invalid("no such page: %d, %d", f.Offset, f.Limit)
	}
	where, args := listedNote, []any{}
	switch {
	case f.BriefID == nil:
	case *f.BriefID == 0:
		where += ` AND n.brief_id IS NULL AND n.actor_id IS NULL AND n.comparison_id IS NULL`
	default:
		where, args = where+` AND n.brief_id = ?`, append(args, *f.BriefID)
	}
	query := `SELECT ` + noteColumns + noteTables + `WHERE ` + where + ` ORDER BY n.changed_at DESC, n.id DESC`
	words := strings.Fields(Fold(f.Text))
	if len(words) == 0 {
		limit := f.Limit
		if limit == 0 {
			limit = -1 // SQLite's word for no limit
		}
		return collect(ctx, q, scanNote, query+` LIMIT ? OFFSET ?`, append(args, limit, f.Offset)...)
	}
	return searchNotes(ctx, q, words, f, query, args)
}

// searchNotes folds each note as it is read; the page is counted in those
// that hold the words.
func searchNotes(ctx context.Context, q querier, words []string, f NoteFilter, query string, args []any) ([]Note, error) {
	words, asked := splitMarks(words)
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []Note
	skipped := 0
	for rows.Next() && (f.Limit == 0 || len(found) < f.Limit) {
		n, err := scanNote(rows)
		if err != nil {
			return nil, err
		}
		if !handledAs(n.Handling, asked) || !holdsWords(Fold(n.Title+"\n"+n.Body), words) {
			continue
		}
		if skipped < f.Offset {
			skipped++
			continue
		}
		found = append(found, n)
	}
	return found, rows.Err()
}

// Note returns a note, also when it is in the trash, itself or with what it is
// about (see Note.TrashedAt). ErrNotFound.
func (l *Library) Note(ctx context.Context, id int64) (Note, error) {
	n, err := findNote(ctx, l.read, id)
	return n, doing("read note", err)
}

func findNote(ctx context.Context, q querier, id int64) (Note, error) {
	n, err := scanNote(q.QueryRowContext(ctx, `SELECT `+noteColumns+noteTables+`WHERE n.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Note{}, notFound("note", id)
	}
	return n, mapError(err)
}

// BriefNote returns the note about a brief. A brief has one at most outside
// the trash. ErrNotFound when there is none yet.
func (l *Library) BriefNote(ctx context.Context, briefID int64) (Note, error) {
	n, err := findBriefNote(ctx, l.read, briefID)
	return n, doing(fmt.Sprintf("read the note of brief %d", briefID), err)
}

// findBriefNote also finds the note of a brief in the trash, whose TrashedAt
// says so.
func findBriefNote(ctx context.Context, q querier, briefID int64) (Note, error) {
	n, err := scanNote(q.QueryRowContext(ctx, `SELECT `+noteColumns+noteTables+`WHERE n.brief_id = ? AND n.trashed_at IS NULL`, briefID))
	return n, mapError(err)
}

// ActorNote returns the note about an actor, also of one in the trash. Where
// there is none yet it is empty and has no ID: AddNote makes it, when there are
// words to keep. ErrNotFound: no such actor.
func (l *Library) ActorNote(ctx context.Context, actorID int64) (Note, error) {
	var n Note
	err := l.view(ctx, fmt.Sprintf("read the note of actor %d", actorID), func(q querier) (err error) {
		if n, err = findActorNote(ctx, q, actorID); !errors.Is(err, ErrNotFound) {
			return err
		}
		n = Note{ActorID: actorID}
		_, err = findActor(ctx, q, actorID)
		return err
	})
	return n, err
}

func findActorNote(ctx context.Context, q querier, actorID int64) (Note, error) {
	n, err := scanNote(q.QueryRowContext(ctx, `SELECT `+noteColumns+noteTables+`WHERE n.actor_id = ? AND n.trashed_at IS NULL`, actorID))
	return n, mapError(err)
}

// AddNote stores a new note with the BriefID, ActorID or ComparisonID, Title,
// Body and TLP given. ErrExists, with the note that is there: the brief, actor or
// comparison has one. ErrNotFound: no such brief, actor or comparison.
// ErrInvalid: several are given, or a mark that is none.
func (l *Library) AddNote(ctx context.Context, n Note) (Note, error) {
	var added Note
	err := l.update(ctx, "add note", func(c *change) (err error) {
		added, err = addNote(ctx, c, n)
		return err
	})
	if err == nil {
		l.sessions.add(added.ID)
	}
	return added, err
}

func addNote(ctx context.Context, c *change, n Note) (Note, error) {
	existing, err := noteBeside(ctx, c, n)
	if err != nil {
		return Note{}, err
	}
	if existing.ID != 0 {
		return existing, fmt.Errorf("%w as note %d", ErrExists, existing.ID)
	}
	if err := n.TLP.valid(); err != nil {
		return Note{}, err
	}
	uid, err := newUID()
	if err != nil {
		return Note{}, err
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO note (uid, brief_id, actor_id, comparison_id, title, body, tlp, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		uid, nullable(n.BriefID), nullable(n.ActorID), nullable(n.ComparisonID), n.Title, n.Body, n.TLP, c.now.UnixMicro(), c.now.UnixMicro())
	if err != nil {
		return Note{}, err
	}
	if err := indexTexts(ctx, c, texts{noteTexts, `d.id = ?1`, id}); err != nil {
		return Note{}, err
	}
	c.tell(NoteChanged{id, n.BriefID})
	return findNote(ctx, c, id)
}

// noteBeside returns the note that the brief, actor or comparison of a new one
// has, if any.
func noteBeside(ctx context.Context, q querier, n Note) (existing Note, err error) {
	switch {
	case n.BriefID != 0 && n.ActorID != 0, n.BriefID != 0 && n.ComparisonID != 0, n.ActorID != 0 && n.ComparisonID != 0:
		return Note{}, invalid("a note is about a brief, an actor or a comparison, not about two of them")
	case n.BriefID != 0:
		if _, err := findBrief(ctx, q, n.BriefID); err != nil {
			return Note{}, err
		}
		existing, err = findBriefNote(ctx, q, n.BriefID)
	case n.ActorID != 0:
		if _, err := findActor(ctx, q, n.ActorID); err != nil {
			return Note{}, err
		}
		existing, err = findActorNote(ctx, q, n.ActorID)
	case n.ComparisonID != 0:
		if _, err := findComparison(ctx, q, n.ComparisonID); err != nil {
			return Note{}, err
		}
		existing, err = findComparisonNote(ctx, q, n.ComparisonID)
	}
	if errors.Is(err, ErrNotFound) {
		return Note{}, nil
	}
	return existing, err
}

// SaveNote stores a note's title and body; when it returns without error they
// are on the disk. When nothing differs it writes nothing and tells nobody.
// The version before is kept in the history when this Library changes the note
// for the first time, and from then on when the last one was kept ten minutes
// ago. A note in the trash is saved too, so that words typed late are not
// lost. ErrNotFound.
func (l *Library) SaveNote(ctx context.Context, id int64, title, body string) (Note, error) {
	var n Note
	changed := false
	err := l.update(ctx, fmt.Sprintf("save note %d", id), func(c *change) error {
		before, err := findNote(ctx, c, id)
		if err != nil {
			return err
		}
		n = before
		if n.Title == title && n.Body == body {
			return nil
		}
		if err := keepVersion(ctx, c, before, !l.sessions.has(id)); err != nil {
			return err
		}
		n.Title, n.Body, n.ChangedAt = title, body, c.now
		changed = true
		return writeNote(ctx, c, n)
	})
	if err != nil {
		return Note{}, err
	}
	if changed {
		l.sessions.add(id)
	}
	return n, nil
}

// writeNote stores the title, body and mark of a note as changed now.
func writeNote(ctx context.Context, c *change, n Note) error {
	c.tell(NoteChanged{n.ID, n.BriefID})
	return reindexTexts(ctx, c, func() error {
		_, err := c.ExecContext(ctx, `UPDATE note SET title = ?, body = ?, tlp = ?, changed_at = ? WHERE id = ?`, n.Title, n.Body, n.TLP, c.now.UnixMicro(), n.ID)
		return err
	}, texts{noteTexts, `d.id = ?1`, n.ID})
}

// keepVersion sets the note's present words aside when it is time to. An
// empty note is no version.
func keepVersion(ctx context.Context, c *change, n Note, first bool) error {
	if n.Title == "" && n.Body == "" {
		return nil
	}
	if !first {
		// A note that was added in this session counts from its start.
		var last int64
		err := c.QueryRowContext(ctx, `SELECT coalesce(max(kept_at), ?) FROM note_version WHERE note_id = ?`,
			n.CreatedAt.UnixMicro(), n.ID).Scan(&last)
		if err != nil {
			return err
		}
		if c.now.Sub(time.UnixMicro(last)) < keepEvery {
			return nil
		}
	}
	_, err := c.ExecContext(ctx, `INSERT INTO note_version (note_id, saved_at, kept_at, title, body) VALUES (?, ?, ?, ?, ?)`,
		n.ID, n.ChangedAt.UnixMicro(), c.now.UnixMicro(), n.Title, n.Body)
	return err
}

// NoteHistory returns the versions of a note that were kept, newest first,
// without the present one. ErrNotFound: no such note.
func (l *Library) NoteHistory(ctx context.Context, id int64) ([]NoteVersion, error) {
	var versions []NoteVersion
	err := l.view(ctx, "read the history of a note", func(q querier) (err error) {
		if _, err := findNote(ctx, q, id); err != nil {
			return err
		}
		versions, err = collect(ctx, q, scanNoteVersion,
			`SELECT id, note_id, title, body, saved_at FROM note_version WHERE note_id = ? ORDER BY id DESC`, id)
		return err
	})
	return versions, err
}

func scanNoteVersion(row scanner) (NoteVersion, error) {
	var v NoteVersion
	err := row.Scan(&v.ID, &v.NoteID, &v.Title, &v.Body, moment{&v.SavedAt})
	return v, err
}
