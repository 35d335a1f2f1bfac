package app

import (
	"context"

	"sidelight/db"
)

// recordRef names a record of any kind.
type recordRef struct {
	kind db.Kind
	id   int64
}

// recordOf is the record that a tab shows; ok is false when it is none that
// can be looked up.
func recordOf(key tabKey) (r recordRef, ok bool) {
	for kind, tab := range tabOfRecord {
		if tab == key.Kind && key.ID > 0 { // a search may not be saved
			return recordRef{kind, key.ID}, true
		}
	}
	return recordRef{}, false
}

// tabOfRecord says in what tab a record is shown; those without one are shown
// in the tab of something else.
var tabOfRecord = map[db.Kind]tabKind{db.KindBrief: tabBrief, db.KindNote: tabNote, db.KindActor: tabActor, db.KindSource: tabSource,
	db.KindSavedSearch: tabSearch, db.KindComparison: tabComparison}

// record is a record of any kind, as the library has it: the field of its
// kind, and the brief that it belongs to.
type record struct {
	ref        recordRef
	brief      db.Brief // ID 0: of none
	actor      db.Actor // a note's too
	source     db.Source
	note       db.Note
	annotation db.Annotation
	search     db.SavedSearch
	comparison db.Comparison
}

// handling is the mark by which a record is handled.
func (r record) handling() db.TLP {
	switch r.ref.kind {
	case db.KindBrief, db.KindAnnotation:
		return r.brief.TLP
	case db.KindNote:
		return r.note.Handling
	case db.KindComparison:
		return r.comparison.TLP
	}
	return db.TLPNone
}

// readRecord reads a record that is not in the trash, without its texts.
// ErrNotFound.
func readRecord(ctx context.Context, lib *db.Library, ref recordRef) (r record, err error) {
	r.ref = ref
	trashed := false
	switch ref.kind {
	case db.KindBrief:
		r.brief, err = lib.Brief(ctx, ref.id)
		trashed = !r.brief.TrashedAt.IsZero()
	case db.KindActor:
		r.actor, err = lib.Actor(ctx, ref.id)
		trashed = !r.actor.TrashedAt.IsZero()
	case db.KindSource:
		r.source, err = lib.Source(ctx, ref.id)
	case db.KindSavedSearch:
		r.search, err = lib.SavedSearch(ctx, ref.id)
	case db.KindComparison:
		r.comparison, err = lib.Comparison(ctx, ref.id)
	case db.KindNote:
		r.note, err = lib.Note(ctx, ref.id)
		trashed = !r.note.TrashedAt.IsZero()
		if err == nil && r.note.BriefID != 0 {
			r.brief, err = lib.Brief(ctx, r.note.BriefID)
		}
		if err == nil && r.note.ActorID != 0 {
			r.actor, err = lib.Actor(ctx, r.note.ActorID)
		}
	case db.KindAnnotation:
		r.annotation, err = lib.Annotation(ctx, ref.id)
		trashed = !r.annotation.TrashedAt.IsZero()
		if err == nil {
			r.brief, err = lib.Brief(ctx, r.annotation.BriefID)
		}
	default:
		return r, db.ErrNotFound
	}
	if err == nil && trashed {
		err = db.ErrNotFound
	}
	return r, err
}
