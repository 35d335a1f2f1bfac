package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// gathered is what a merge gave to an actor, by row. What the one that gave
// bears twice over (a name or a relation that the other has as well) stays with
// it, as do its own names and its note; while it is merged nobody sees it.
type gathered struct {
	Aliases      []int64 // the names it got
	Strengthened []int64 // names of its own that were weak
	Decisions    []int64 // about mentions of it now
	First        []int64 // relations in which it stands first now
	Second       []int64 // relations in which it stands second now
	Trash        []int64 // notes in the trash
	Note         appended
}

// appended is what a merge wrote into the note of an actor.
type appended struct {
	ID   int64 // 0: nothing
	Made bool  // there was no note before
	Text string
}

// MergeActors gives the names of from to into, with "merged from" it as their
// origin, and its decisions, mentions and relations; its note is appended to
// into's under a heading with the name. from leaves the lists. Relations
// between the two, and those that into has already, are not seen while the
// merge is in force. UndoRearrangement takes it back. ErrNotFound; ErrInvalid:
// an actor and itself, one in the trash or merged into another already.
func (l *Library) MergeActors(ctx context.Context, into, from int64) (Rearrangement, error) {
	var r Rearrangement
	err := l.update(ctx, fmt.Sprintf("merge actor %d into %d", from, into), func(c *change) (err error) {
		r, err = mergeActors(ctx, c, into, from)
		return err
	})
	return r, err
}

func mergeActors(ctx context.Context, c *change, intoID, fromID int64) (Rearrangement, error) {
	if intoID == fromID {
		return Rearrangement{}, invalid("an actor cannot be merged into itself")
	}
	into, err := findListedActor(ctx, c, intoID)
	if err != nil {
		return Rearrangement{}, err
	}
	from, err := findListedActor(ctx, c, fromID)
	if err != nil {
		return Rearrangement{}, err
	}
	var got gathered
	for _, gather := range []func(ctx context.Context, c *change, into, from Actor, got *gathered) error{
		gatherNames, gatherDecisions, gatherRelations, gatherNotes,
	} {
		if err := gather(ctx, c, into, from, &got); err != nil {
			return Rearrangement{}, err
		}
	}
	if err := joinMentions(ctx, c, into.ID, from.ID); err != nil {
		return Rearrangement{}, err
	}
	err = reindexTexts(ctx, c, func() error {
		_, err := c.ExecContext(ctx, `UPDATE actor SET merged_into = ? WHERE id = ?`, into.ID, from.ID)
		return err
	}, textsOf(KindActor, from.ID)...)
	if err != nil {
		return Rearrangement{}, err
	}
	if err := rearranged(ctx, c, into.ID, from.ID, spellings(from)); err != nil {
		return Rearrangement{}, err
	}
	return addRearrangement(ctx, c, MergeOfActors, into.ID, from.ID, from.Name, got)
}

// rearranged tells that names went from one actor to another, or came back.
func rearranged(ctx context.Context, c *change, into, from int64, names []string) error {
	if _, err := c.ExecContext(ctx, `UPDATE actor SET changed_at = ? WHERE id = ?`, c.now.UnixMicro(), into); err != nil {
		return err
	}
	c.tell(ActorChanged{into})
	c.tell(ActorChanged{from})
	c.tell(FindingsChanged{})
	return noteNameChanges(ctx, c, names...)
}

func gatherNames(ctx context.Context, c *change, into, from Actor, got *gathered) error {
	return gatherAliases(ctx, c, into, namesAsAliases(from), mergedFrom(from), got)
}

// gatherAliases adds the names that into lacks. One that is weak there links by
// itself from now on, as it did: its mentions come along.
func gatherAliases(ctx context.Context, c *change, into Actor, names []Alias, origin string, got *gathered) error {
	var strong []string
	for _, alias := range names {
		if !alias.Weak {
			strong = append(strong, alias.Name)
		}
	}
	ids, err := collect(ctx, c, scanID, `UPDATE alias SET weak = 0 WHERE actor_id = ? AND weak AND name IN (SELECT value FROM json_each(?)) RETURNING id`,
		into.ID, jsonList(strong))
	if err != nil {
		return err
	}
	got.Strengthened = append(got.Strengthened, ids...)
	w, err := newActorWriter(ctx, c)
	if err != nil {
		return err
	}
	defer w.close()
	gained, err := w.give(ctx, into, names, origin)
	for _, alias := range gained {
		got.Aliases = append(got.Aliases, alias.ID)
	}
	return err
}

func mergedFrom(from Actor) string { return "merged from " + from.Name }

func gatherDecisions(ctx context.Context, c *change, into, from Actor, got *gathered) (err error) {
	got.Decisions, err = collect(ctx, c, scanID, `UPDATE decision SET actor_id = ? WHERE actor_id = ? RETURNING id`, into.ID, from.ID)
	return err
}

// gatherRelations adds to what was got the relations of from that are neither
// with into nor what into has already.
func gatherRelations(ctx context.Context, c *change, into, from Actor, got *gathered) error {
	for _, end := range []struct {
		ids          *[]int64
		this, across string
	}{
		{&got.First, "actor_id", "other_id"},
		{&got.Second, "other_id", "actor_id"},
	} {
		ids, err := collect(ctx, c, scanID, `UPDATE relation SET `+end.this+` = ?1 WHERE `+end.this+` = ?2 AND `+end.across+` <> ?1
			AND NOT EXISTS (SELECT 1 FROM relation o WHERE o.`+end.this+` = ?1 AND o.`+end.across+` = relation.`+end.across+`
				AND o.kind = relation.kind AND o.annotation_id IS relation.annotation_id AND o.remark = relation.remark
				AND (o.since_written, o.since_earliest, o.since_latest, o.until_written, o.until_earliest, o.until_latest)
				= (relation.since_written, relation.since_earliest, relation.since_latest,
					relation.until_written, relation.until_earliest, relation.until_latest))
			RETURNING id`, into.ID, from.ID)
		if err != nil {
			return err
		}
		*end.ids = append(*end.ids, ids...)
	}
	return nil
}

// gatherNotes appends the words of a note to another. The note itself stays
// with its actor; those in the trash go along, so that restoring them shows
// them. The stricter mark of both stays, also when the merge is taken back.
func gatherNotes(ctx context.Context, c *change, into, from Actor, got *gathered) (err error) {
	got.Trash, err = collect(ctx, c, scanID, `UPDATE note SET actor_id = ? WHERE actor_id = ? AND trashed_at IS NOT NULL RETURNING id`, into.ID, from.ID)
	if err != nil {
		return err
	}
	n, err := findActorNote(ctx, c, from.ID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	words := strings.TrimSpace(n.Title + "\n\n" + n.Body)
	if words == "" {
		return nil
	}
	words = "## " + from.Name + "\n\n" + words
	c.tell(NoteChanged{ID: n.ID})
	to, err := findActorNote(ctx, c, into.ID)
	if errors.Is(err, ErrNotFound) {
		to, err = addNote(ctx, c, Note{ActorID: into.ID, Body: words, TLP: n.TLP})
		got.Note = appended{ID: to.ID, Made: true, Text: words}
		return err
	}
	if err != nil {
		return err
	}
	to.TLP = Strictest(to.TLP, n.TLP)
	got.Note = appended{ID: to.ID, Text: blankLineAfter(to.Body) + words}
	return rewriteNote(ctx, c, to, to.Body+got.Note.Text)
}

// blankLineAfter is what has to follow the words of a note so that a heading
// can.
func blankLineAfter(body string) string {
	switch {
	case body == "" || strings.HasSuffix(body, "\n\n"):
		return ""
	case strings.HasSuffix(body, "\n"):
		return "\n"
	}
	return "\n\n"
}

// rewriteNote saves a note, with the version before in its history.
func rewriteNote(ctx context.Context, c *change, n Note, body string) error {
	if err := keepVersion(ctx, c, n, true); err != nil {
		return err
	}
	n.Body = body
	return writeNote(ctx, c, n)
}
