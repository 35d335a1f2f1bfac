package db

import (
	"context"
	"strings"
)

// textTable is the full-text index of a kind of document. Its SQL calls a
// record d, its brief b and its actor a.
type textTable struct {
	kind    Kind
	name    string
	columns []string
	weights string // of the columns, for BM25
	// values are what the columns hold of a record with its text, and where
	// finds the records that are searched: those that lists know.
	values, record, beside, text, where string
	// added is the column that says when a record was added; the others are
	// what a hit has of it beside its id.
	added, brief, actor, comparison, day string
	marks                                string // by which a record is handled
}

var (
	briefTexts = &textTable{
		kind: KindBrief, name: "brief_text", columns: []string{"title", "publication", "text"}, weights: `8, 2, 1`,
		values: `words(d.title), words(d.publication || ' ' || d.volume || ' ' || d.issue), words(r.text)`,
		record: `brief`, text: ` JOIN revision r ON r.id = d.revision_id`,
		where: `d.trashed_at IS NULL`,
		added: `added_at`, brief: `d.id`, actor: `0`, comparison: `0`, day: `d.published_earliest`, marks: `d.tlp`}
	noteTexts = &textTable{
		kind: KindNote, name: "note_text", columns: []string{"title", "text"}, weights: `4, 1`,
		values: `words(d.title), words(d.body)`,
		record: `note`, beside: ` LEFT JOIN brief b ON b.id = d.brief_id LEFT JOIN actor a ON a.id = d.actor_id`,
		where: `d.trashed_at IS NULL AND b.trashed_at IS NULL AND ` + listedActor + ` AND (d.comparison_id IS NULL OR EXISTS (` + thereIsComparison + `d.comparison_id))`,
		added: `created_at`, brief: `ifnull(d.brief_id, 0)`, actor: `ifnull(d.actor_id, 0)`, comparison: `ifnull(d.comparison_id, 0)`,
		day:   `iif(d.brief_id IS NULL, date(d.created_at / 1000000, 'unixepoch'), ifnull(b.published_earliest, ''))`,
		marks: `concat_ws(' ', d.tlp, b.tlp, (SELECT ` + comparisonMarks + comparisonTables + `WHERE c.id = d.comparison_id))`}
	annotationTexts = &textTable{
		kind: KindAnnotation, name: "annotation_text", columns: []string{"quote", "note"}, weights: `1, 1`,
		values: `words(d.quote), words(d.note)`,
		record: `annotation`, beside: ` JOIN brief b ON b.id = d.brief_id`,
		where: `d.trashed_at IS NULL AND b.trashed_at IS NULL`,
		added: `created_at`, brief: `d.brief_id`, actor: `0`, comparison: `0`, day: `b.published_earliest`, marks: `b.tlp`}
)

// texts are the documents of a kind of which a condition on the record, d, holds;
// ?1 in it is the id.
type texts struct {
	of    *textTable
	where string
	id    int64
}

// Notes of comparisons go with the texts that are compared: a brief, a note, the
// notes of a brief or an actor.
const (
	ofComparedBrief = `d.comparison_id IN (SELECT id FROM comparison WHERE left_brief = ?1 OR right_brief = ?1 UNION ` + comparedNotes + `n.brief_id = ?1)`
	ofComparedActor = `d.comparison_id IN (` + comparedNotes + `n.actor_id = ?1)`
	ofComparedNote  = `d.comparison_id IN (` + comparedNotes + `n.id = ?1)`
	comparedNotes   = `SELECT c.id FROM note n JOIN comparison c ON c.left_note = n.id OR c.right_note = n.id WHERE `
)

// textsOf are the documents that go to the trash with a record.
func textsOf(kind Kind, id int64) []texts {
	switch kind {
	case KindBrief:
		return []texts{{briefTexts, `d.id = ?1`, id}, {noteTexts, `d.brief_id = ?1`, id}, {annotationTexts, `d.brief_id = ?1`, id},
			{noteTexts, ofComparedBrief, id}}
	case KindNote:
		return []texts{{noteTexts, `d.id = ?1`, id}, {noteTexts, ofComparedNote, id}}
	case KindAnnotation:
		return []texts{{annotationTexts, `d.id = ?1`, id}}
	case KindActor:
		return []texts{{noteTexts, `d.actor_id = ?1`, id}, {noteTexts, ofComparedActor, id}}
	case KindComparison:
		return []texts{{noteTexts, `d.comparison_id = ?1`, id}}
	}
	return nil
}

// indexTexts puts documents into the index, as far as they are searched.
func indexTexts(ctx context.Context, c *change, all ...texts) error {
	for _, t := range all {
		if err := t.write(ctx, c, `rowid`, `d.id`); err != nil {
			return err
		}
	}
	return nil
}

// reindexTexts does a change to documents: what they were leaves the index, and
// what they are then enters it.
func reindexTexts(ctx context.Context, c *change, change func() error, all ...texts) error {
	for _, t := range all {
		if err := t.write(ctx, c, t.of.name+`, rowid`, `'delete', d.id`); err != nil {
			return err
		}
	}
	if err := change(); err != nil {
		return err
	}
	return indexTexts(ctx, c, all...)
}

func (t texts) write(ctx context.Context, c *change, into, from string) error {
	_, err := c.ExecContext(ctx, `INSERT INTO `+t.of.name+` (`+into+`, `+strings.Join(t.of.columns, ", ")+`)
		SELECT `+from+`, `+t.of.values+` FROM `+t.of.record+` d`+t.of.beside+t.of.text+` WHERE (`+t.where+`) AND `+t.of.where, t.id)
	return err
}
