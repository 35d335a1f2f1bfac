package db

import "context"

// asked picks rows by a list of ids, as jsonList makes it.
const asked = ` IN (SELECT value FROM json_each(?))`

// listedAnnotation is true of annotations that are not in the trash, neither
// themselves nor with their brief.
const (
	annotationTables = ` FROM annotation a JOIN brief b ON b.id = a.brief_id `
	listedAnnotation = `a.trashed_at IS NULL AND b.trashed_at IS NULL`
)

// BriefsOf returns briefs by id, without their texts, in the order asked for;
// those that are gone or in the trash are left out.
func (l *Library) BriefsOf(ctx context.Context, ids []int64) ([]Brief, error) {
	all, err := collect(ctx, l.read, scanBrief, `SELECT `+briefColumns+` FROM brief b
		WHERE b.trashed_at IS NULL AND b.id`+asked, jsonList(ids))
	return inOrder(ids, all, func(b Brief) int64 { return b.ID }), doing("read briefs", err)
}

// TextsOf returns the current texts of briefs by id, in the order asked for;
// those that are gone or in the trash are left out.
func (l *Library) TextsOf(ctx context.Context, ids []int64) ([]BriefText, error) {
	all, err := collect(ctx, l.read, func(row scanner) (BriefText, error) {
		var t BriefText
		err := row.Scan(&t.BriefID, &t.RevisionID, &t.Text)
		return t, err
	}, `SELECT b.id, r.id, r.text FROM brief b JOIN revision r ON r.id = b.revision_id WHERE b.trashed_at IS NULL AND b.id`+asked, jsonList(ids))
	return inOrder(ids, all, func(t BriefText) int64 { return t.BriefID }), doing("read texts", err)
}

// NotesOf returns notes by id, in the order asked for; those that are gone or
// in the trash, themselves or with what they are about, are left out.
func (l *Library) NotesOf(ctx context.Context, ids []int64) ([]Note, error) {
	all, err := collect(ctx, l.read, scanNote, `SELECT `+noteColumns+noteTables+`WHERE `+listedNote+` AND n.id`+asked, jsonList(ids))
	return inOrder(ids, all, func(n Note) int64 { return n.ID }), doing("read notes", err)
}

// AnnotationsOf returns annotations by id, in the order asked for; those that
// are gone or in the trash, themselves or with their brief, are left out.
func (l *Library) AnnotationsOf(ctx context.Context, ids []int64) ([]Annotation, error) {
	all, err := collect(ctx, l.read, scanAnnotation, `SELECT `+annotationColumns+annotationTables+
		`WHERE `+listedAnnotation+` AND a.id`+asked, jsonList(ids))
	return inOrder(ids, all, func(a Annotation) int64 { return a.ID }), doing("read annotations", err)
}

// inOrder puts records in the order of their ids.
func inOrder[T any](ids []int64, all []T, id func(T) int64) []T {
	byID := make(map[int64]T, len(all))
	for _, one := range all {
		byID[id(one)] = one
	}
	ordered := all[:0]
	for _, id := range ids {
		if one, ok := byID[id]; ok {
			ordered = append(ordered, one)
			delete(byID, id)
		}
	}
	return ordered
}
