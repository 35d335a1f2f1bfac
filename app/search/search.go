package search

import "sidelight/db"

// Query is a query as it was read. Nothing typed is an error.
type Query struct {
	Typed string
	// Where is nil when nothing was asked for.
	Where db.TextExpr
	// Readings are the parts of the query in plain words, in their order.
	Readings []Reading
	// Remarks say where the query was read otherwise than it may have been
	// meant: a bracket that never closes, a field that does not exist, an
	// actor that the library does not know.
	Remarks []Remark

	marked
}

// Reading is a part of a query and what it asks for.
type Reading struct {
	Rule ReadingRule
	Of   string // the words, the actor's name, the day
	Not  bool
	Or   bool // an alternative to the one before
	// Open and Close are how many brackets open before it and close after it.
	// They are told only where alternatives have several parts.
	Open, Close int
}

// ReadingRule names what a part asks for.
type ReadingRule string

// The rules of a Reading.
const (
	ReadWord        ReadingRule = "the word"
	ReadPhrase      ReadingRule = "the phrase"
	ReadPrefix      ReadingRule = "words that begin with"
	ReadNear        ReadingRule = "near each other"
	ReadTitle       ReadingRule = "in the title"
	ReadPublication ReadingRule = "published in"
	ReadActor       ReadingRule = "mentions"
	ReadSource      ReadingRule = "cites"
	ReadLabel       ReadingRule = "labelled"
	ReadBefore      ReadingRule = "published before"
	ReadAfter       ReadingRule = "published on or after"
	ReadOn          ReadingRule = "published during"
	ReadIn          ReadingRule = "only in"
	ReadHandled     ReadingRule = "handled as"
)

// Remark is one thing about a query that the reader should know.
type Remark struct {
	Rule RemarkRule
	Of   string // the words in question
	As   string // what they were read as instead
}

// RemarkRule names what a remark is about.
type RemarkRule string

// The rules of a Remark.
const (
	RemarkUnclosedQuote   RemarkRule = "the quote never closes"
	RemarkUnclosedBracket RemarkRule = "the bracket never closes"
	RemarkNoField         RemarkRule = "there is no such field"
	RemarkNoActor         RemarkRule = "no actor has this name"
	RemarkNoSource        RemarkRule = "no source has this name"
	RemarkNoLabel         RemarkRule = "no label has this name"
	RemarkNoDate          RemarkRule = "this is no date"
	RemarkNoPlace         RemarkRule = "there is no such place to look in"
	RemarkNoMark          RemarkRule = "there is no such handling mark"
	RemarkEmpty           RemarkRule = "nothing follows"
	RemarkOnlyNot         RemarkRule = "only exclusions: all other briefs are shown"
	RemarkShortPrefix     RemarkRule = "too short to be the beginning of a word" // read as the word
	RemarkPunctuation     RemarkRule = "only signs, no words"
	RemarkNotNear         RemarkRule = "only words and phrases can be near each other" // read as AND
	RemarkTooLong         RemarkRule = "too long: the rest is left out"
)
