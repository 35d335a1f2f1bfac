package db

import "time"

// Edition is a text that a brief has or had.
type Edition struct {
	RevisionID int64
	Number     int // from 1, in the order of import
	UID        string
	ImportedAt time.Time
	File       string // the name of the imported file, "" when pasted
	Current    bool
	// Anchors counts where the annotations that are not in the trash stand in it.
	Anchors AnchorCounts
}

// AnchorCounts counts annotations by the state of their places.
type AnchorCounts struct{ Anchored, Moved, Review, Detached int }

// Fit is what a place in another edition rests on: how much of the words and of
// what stands around them is there, how far the ways of finding it agree, and
// how much better it is than the next best; all from 0 to 1.
type Fit struct{ Quote, Context, Overlap, Lead float64 }

// Place is where the words of an annotation stand in a revision (byte offsets).
// Under review it is a proposal, and the quote has the words of the edition
// before; detached it is empty, where they would stand.
type Place struct {
	RevisionID            int64
	Start, End            int
	Quote, Prefix, Suffix string
	State                 AnchorState
	Fit                   Fit
}

// PlacedAnnotation is an annotation with its place in another edition.
type PlacedAnnotation struct {
	ID int64
	Place
}

// PlacedDecision is a decision with its place in another edition. Key is its
// key there.
type PlacedDecision struct {
	ID         int64
	Key        string
	Start, End int
	State      AnchorState
	Fit        Fit
}

// NewEdition is another text for a brief, with the places of all that was said
// of the one it has.
type NewEdition struct {
	BriefID int64
	After   int64 // the revision that the places were found from: the current one
	// Text, Blocks, Inlines and Original are stored; the brief keeps the title and
	// all else it is known by.
	Brief       NewBrief
	Annotations []PlacedAnnotation
	Decisions   []PlacedDecision
}

// LetGo is the state of a decision's place when the analyst wants nothing to
// come of it in this edition.
const LetGo AnchorState = "let go"

// LeftDecision is a decision about the edition before that was not found again
// beyond doubt.
type LeftDecision struct {
	Decision // about the edition before
	Place    PlacedDecision
}
