package db

import "time"

// More kinds of record that are found by name or opened.
const (
	KindSource      Kind = "source"
	KindSavedSearch Kind = "saved search"
)

// TextExpr is a condition on a document: a brief's text with its title and
// publication, a note, or an annotation with its comment.
type TextExpr interface{ textExpr() }

// AllOf holds where every one of its conditions does; of none: everywhere.
type AllOf []TextExpr

// AnyOf holds where one of its conditions does; of none: nowhere.
type AnyOf []TextExpr

// Not holds where its condition does not.
type Not struct{ Expr TextExpr }

// TextField says where in a document words are looked for.
type TextField string

// The fields of a document. A note and an annotation have the publication of
// the brief they belong to; an annotation has the title of its brief.
const (
	FieldAny         TextField = ""
	FieldTitle       TextField = "title"
	FieldPublication TextField = "publication"
)

// Words holds where the words follow one another in a field. They need no
// quoting: each is split and folded as the index does it, and what has neither
// letter nor digit is left out.
type Words struct {
	Field  TextField
	Words  []string
	Prefix bool // the last word may go on
}

// Near holds where its words (each of them perhaps a phrase) stand with at
// most Within other words between them, in any order.
type Near struct {
	Words  []Words
	Within int
}

// Mentions holds for a brief that mentions one of the actors, and for a note
// or annotation that has one of their names in it.
type Mentions struct{ ActorIDs []int64 }

// Cites holds for a brief that cites one of the sources, and for its notes and
// annotations nowhere.
type Cites struct{ SourceIDs []int64 }

// Labelled holds for an annotation with one of the labels, and for nothing
// else.
type Labelled struct{ LabelIDs []int64 }

// Published holds from one day to another, both included (ISO 8601); "" is
// open. A brief has the day it was published, its note and annotations too; a
// free note and the note of an actor or a comparison have the day they were made. What has no
// day is in no period.
type Published struct{ From, To string }

// IsKind holds for documents of one of the kinds: KindBrief, KindNote,
// KindAnnotation.
type IsKind struct{ Kinds []Kind }

func (AllOf) textExpr()     {}
func (AnyOf) textExpr()     {}
func (Not) textExpr()       {}
func (Words) textExpr()     {}
func (Near) textExpr()      {}
func (Mentions) textExpr()  {}
func (Cites) textExpr()     {}
func (Labelled) textExpr()  {}
func (Published) textExpr() {}
func (IsKind) textExpr()    {}

// TextOrder is an order of documents found.
type TextOrder string

// The orders of documents found.
const (
	TextByRelevance TextOrder = "relevance" // by BM25, the better first; where nothing ranks, as by date
	TextByDate      TextOrder = "date"      // newest publication first; without a date last
)

// TextQuery asks for documents.
type TextQuery struct {
	Where TextExpr // nil: nothing is found
	Order TextOrder
	// Newest looks only at so many of the documents that match, of each kind,
	// newest added first; 0: at all of them. It bounds the time that a common
	// word takes. Where there are more and ranking would count them all (many
	// thousands, or a phrase) nothing ranks.
	Newest int
	Since  time.Time // only documents added later; zero: all
}

// TextHit is a document that matches.
type TextHit struct {
	Kind    Kind // KindBrief, KindNote, KindAnnotation
	ID      int64
	BriefID int64 // the brief itself, or the one it belongs to; 0: of none
	ActorID int64 // a note's actor
	// ComparisonID is a note's comparison.
	ComparisonID int64
	Score        float64 // more is better; 0 where nothing ranks
	Day          string  // see Published; ISO 8601, or ""
}

// Facet is a value that documents found share, with the number of briefs that
// have it.
type Facet struct {
	ID     int64  // of an actor or label
	Name   string // as a query names it: "Terrorism Monitor", "2024", "JNIM", "Fact"
	Briefs int
}

// TextFacets are the commonest values among the briefs found, most briefs
// first; years newest first.
type TextFacets struct {
	Publications, Years, Actors, Labels []Facet
}

// IndexedWord is a word of the index, folded.
type IndexedWord struct {
	Word      string
	Documents int
}

// SavedSearch is a search worth asking again.
type SavedSearch struct {
	ID        int64
	UID       string
	Name      string
	Query     string // as typed
	Order     TextOrder
	Position  int       // among the others; 0: at the end
	SeenAt    time.Time // when its results were last looked at
	CreatedAt time.Time
	ChangedAt time.Time
}

// Opened says when a record was last opened in the window.
type Opened struct {
	Kind     Kind
	ID       int64
	OpenedAt time.Time
	Times    int
}

// NameEntry is a name under which a record can be looked up.
type NameEntry struct {
	Kind    Kind   // KindBrief, KindActor, KindSource, KindAnnotation, KindNote, KindSavedSearch, KindComparison
	ID      int64  // of the record
	BriefID int64  // an annotation's or note's brief; 0: none
	Text    string // the name itself: title, name, alias, variant, quote
	Title   string // the record's own name where Text is another one; else ""
	Alias   AliasKind
	Context string // briefs: publication with volume, issue and date; annotations and notes: the name of what they are about
	Label   string // an annotation's
	TLP     TLP    // by which a brief, annotation, note or comparison is handled
	// Recent is when the record was last opened, or else changed; of two
	// that match alike the later comes first.
	Recent time.Time
	Weight int // mentions of an actor, citations of a source
}

// SavedSearchChanged says that a saved search was added, edited, looked at or
// deleted.
type SavedSearchChanged struct{ ID int64 }

func (SavedSearchChanged) notice() {}
