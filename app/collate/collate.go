package collate

import (
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

// Kind is a kind of comparison.
type Kind string

// The kinds of comparison.
const (
	KindEditions Kind = "editions" // of one text
	KindMatters  Kind = "matters"  // two texts about the same matters
)

// Side is a text with what is known of it.
type Side struct {
	Ref       db.SideRef
	Title     string
	Reference string // "Sahel Review 7/3"
	Published db.Date
	TLP       db.TLP // by which it is handled
	Text      string
	Blocks    []db.Block
	Mentions  []Mention
	Citations []db.Citation
	Days      []Day
	Terms     []Term
}

// Mention is a place that names an actor.
type Mention struct {
	span.Span
	ActorID int64
	Name    string // the actor's
	Kind    string // the actor's: "place", "person", ...
}

// Day is a dated statement: Span covers the words of the date.
type Day struct {
	span.Span
	Sentence         span.Span
	Earliest, Latest string // ISO 8601
}

// Term is a likelihood term, a hedge or a statement of confidence.
type Term struct {
	span.Span
	Words     string
	Low, High int  // percent; 0, 0 for what is on no scale
	Hedge     bool // "reportedly"
	// Confidence is "low", "moderate" or "high" where it is a statement of
	// confidence, else "".
	Confidence string
}

// Comparison is two sides held against each other.
type Comparison struct {
	Kind  Kind
	Guess Kind // what the texts themselves suggest
	// Changes, of editions.
	Changes []diff.Change
	// Aligned are the passages that belong together, in the order of the left
	// text: blocks, with their sentences.
	Aligned []Aligned
	// Shared, Left and Right are what both have, and what only one has.
	Shared, Left, Right Common
	// Copied are runs of eight words or more that both have.
	Copied []Copied
	// Differences, the most telling first.
	Differences []Difference
}

// Aligned are two passages that belong together.
type Aligned struct {
	Left, Right span.Span
	Score       float64 // 0 to 1
	Reasons     []Reason
	Sentences   []Aligned // within; they have none of their own
}

// Reason is one thing two passages share, with its part of the score.
type Reason struct {
	Rule  ReasonRule
	Words string // "CMA", "27 July 2024", "84"
	Part  float64
}

// ReasonRule names a kind of thing that passages share.
type ReasonRule string

// The rules of a Reason.
const (
	SharedActor  ReasonRule = "actor"
	SharedPlace  ReasonRule = "place"
	SharedDate   ReasonRule = "date"
	SharedNumber ReasonRule = "number"
	SharedSource ReasonRule = "source"
	SharedWord   ReasonRule = "word"
	SharedText   ReasonRule = "the same words" // copied, or the same block of another edition
)

// Common lists what texts have, each with its places in either text.
type Common struct {
	Actors, Places, Sources, Dates []Item
}

// Item is one thing that texts have.
type Item struct {
	ID          int64  // of the actor or source; 0: none
	Name        string // "CMA", "27 July 2024" is written by ISO day: "2024-07-27"
	Left, Right []span.Span
}

// Copied is a run of words that both texts have.
type Copied struct {
	Left, Right span.Span
	Words       int
}

// DifferenceKind says what differs.
type DifferenceKind string

// The kinds of difference in the order of what they are worth.
const (
	FiguresDiffer    DifferenceKind = "figures"    // for the same thing
	DatesDiffer      DifferenceKind = "dates"      // for the same event
	LikelihoodDiffer DifferenceKind = "likelihood" // or confidence, for the same subject
	ActorBlamed      DifferenceKind = "actor"      // blamed in one, absent in the other
	SourcedOnce      DifferenceKind = "source"     // a claim with a source in one and none in the other
)

// Difference is a suggestion: two passages that do not say the same.
type Difference struct {
	Kind        DifferenceKind
	Left, Right span.Span // the words that differ; an empty span where one side says nothing
	LeftSays    string    // "at least 47", "probably (55–80%)"
	RightSays   string
	About       []Reason // what makes them be about the same thing
	// Key names the difference in the library's decisions: its kind and the
	// words of both sides.
	Key string
}
