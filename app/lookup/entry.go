package lookup

import "sidelight/db"

// KindCommand and KindLabel are the kinds of entries that are no record that
// db.Names knows: a command of the window, a label of annotations.
const (
	KindCommand db.Kind = "command"
	KindLabel   db.Kind = "label"
)

// Entry is a name that can be looked up. Several entries may lead to one
// record: an actor has one for each alias.
type Entry struct {
	Kind    db.Kind
	ID      int64  // of the record, or label
	BriefID int64  // an annotation's or note's brief
	Command string // the command's id
	Text    string // what is matched
	Title   string // the record's own name where Text is another one; else ""
	Alias   db.AliasKind
	Context string // told at the right; words of a query may lie here too, but not all of them
	Label   string // an annotation's
	TLP     db.TLP // by which the record is handled
	Recent  int64  // microseconds since 1970; of two that match alike the later comes first
	Weight  int    // then the heavier
}

// kindOrder is the order of kinds where nothing else tells two entries apart.
var kindOrder = []db.Kind{
	db.KindActor, db.KindBrief, db.KindSource, db.KindNote, db.KindAnnotation, db.KindSavedSearch, db.KindComparison, KindCommand, KindLabel,
}

func kindPlace(k db.Kind) int {
	for i, known := range kindOrder {
		if k == known {
			return i
		}
	}
	return len(kindOrder)
}
