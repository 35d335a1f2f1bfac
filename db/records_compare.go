package db

import "time"

// KindComparison is a comparison of two texts.
const KindComparison Kind = "comparison"

// SideRef names a text that can be compared: a brief's current text, an earlier
// revision of a brief, or a note.
type SideRef struct {
	Kind       Kind // KindBrief or KindNote
	ID         int64
	RevisionID int64 // 0: the current one
}

// Comparison is two texts that the analyst held against each other.
type Comparison struct {
	ID          int64 // 0: not stored
	UID         string
	Left, Right SideRef
	LeftTitle   string // as they are now
	RightTitle  string
	View        string    // "editions", "matters", or "" for what fits the texts
	Apart       bool      // the sides scroll apart
	LinedUp     []LinedUp // by hand, in the order of the left text
	Kept        int       // differences kept
	TLP         TLP       // the strictest by which one of the texts is handled
	OpenedAt    time.Time
	CreatedAt   time.Time
}

// LinedUp are two places that the analyst put side by side by hand: byte
// offsets.
type LinedUp struct{ Left, Right int }

// DifferenceVerdict is what the analyst made of a difference.
type DifferenceVerdict string

// The verdicts.
const (
	DifferenceOpen      DifferenceVerdict = "" // not looked at yet
	DifferenceKept      DifferenceVerdict = "kept"
	DifferenceDismissed DifferenceVerdict = "dismissed"
	DifferenceNoted     DifferenceVerdict = "noted" // turned into a note
)

// ComparisonChanged says that a comparison was made, changed, decided about or
// deleted. Opening one that is there tells no one.
type ComparisonChanged struct{ ID int64 }

func (ComparisonChanged) notice() {}
