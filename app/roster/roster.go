// Package roster brings lists of actors into a library and out of it: CSV, the
// JSON of plain lists, MISP galaxy clusters and STIX 2.1 bundles in, CSV and
// JSON out.
//
// Parse is pure: bytes in, rows out, each with what is wrong with it. Plan
// holds the rows against a library and changes nothing; Apply does what was
// chosen. A row that may be an actor who is there already is offered for
// merging and left out unless somebody says otherwise. The package must not
// know the window, nor how texts are searched.
package roster

import (
	"errors"
	"path/filepath"
	"strings"

	"sidelight/db"
)

// The bounds of what is taken from a list. Lengths are in characters (code
// points).
const (
	MaxFile    = 64 << 20 // bytes of a list
	MaxRows    = 200_000
	MaxColumns = 1_000
	MaxName    = 300 // of an alias too
	MaxAliases = 500 // of a row
	MaxSummary = 20_000
)

// What can be wrong with a list as a whole. Where a line is to blame, Parse
// says which one before it.
var (
	ErrEmpty     = errors.New("there is nothing in it")
	ErrTooLarge  = errors.New("it is larger than 64 MB")
	ErrNotText   = errors.New("it is not text; a spreadsheet can be saved as CSV and imported then")
	ErrMarkup    = errors.New("it is a web page or XML, not a list of actors")
	ErrJSON      = errors.New("the JSON is not well formed")
	ErrCutShort  = errors.New("the JSON ends in the middle")
	ErrTooDeep   = errors.New("the JSON is nested too deeply")
	ErrShape     = errors.New("the JSON is no list of actors, no MISP galaxy cluster and no STIX bundle")
	ErrNoName    = errors.New("no column is headed “name”")
	ErrNoHeader  = errors.New("there are several columns and no header that names them; let the first line say name, kind, aliases")
	ErrNoActors  = errors.New("there are no actors in it")
	ErrManyRows  = errors.New("it has more than 200,000 rows")
	ErrWideTable = errors.New("it has more than 1,000 columns")
)

// Format says what a list is written in.
type Format string

// The formats that Parse knows.
const (
	FormatCSV   Format = "CSV"
	FormatNames Format = "list of names"
	FormatJSON  Format = "JSON"
	FormatMISP  Format = "MISP galaxy cluster"
	FormatSTIX  Format = "STIX bundle"
)

// List is a list of actors as it was read.
type List struct {
	Name    string // what it calls itself, else the name of its file
	Format  Format
	Rows    []Row
	Remarks []Remark // about the list as a whole
}

// Row is one actor of a list.
type Row struct {
	Line      int // in the file, from 1
	Actor     db.Actor
	Guessed   bool    // the list does not say the actor's kind
	Problem   Problem // why the row cannot be used, or ""
	Remarks   []Remark
	Relations []Relation
}

// Relation is how the actor of a row stands to that of another.
type Relation struct {
	To           int // the other's index in Rows
	Kind         db.RelationKind
	Since, Until db.Date
	Remark       string // the list's own words
}

// Problem is why a row cannot be used.
type Problem string

// The problems of rows.
const (
	ProblemNoName    Problem = "there is no name"
	ProblemLongName  Problem = "the name is longer than 300 characters"
	ProblemQuotes    Problem = "a quotation mark that opens a cell is not closed at its end"
	ProblemCells     Problem = "the row has more cells than the header has columns"
	ProblemColumns   Problem = "the row has more than 1,000 cells"
	ProblemNotActor  Problem = "this is no name and no record"
	ProblemWithdrawn Problem = "the publisher of the list has withdrawn it"
)

// Remark is something worth knowing of a row or list that is usable all the
// same: one of the kinds below, and what it is about.
type Remark struct {
	Kind   RemarkKind
	Detail string
}

// String is the remark for a line of text.
func (r Remark) String() string { return string(r.Kind) + ": " + r.Detail }

// RemarkKind is what a remark says.
type RemarkKind string

// The kinds of remark.
const (
	RemarkJoined      RemarkKind = "named again, and joined"                    // the line
	RemarkMoreAliases RemarkKind = "more aliases than are taken"                // how many were left out
	RemarkLongAliases RemarkKind = "too long for an alias, and left out"        // how many
	RemarkCutSummary  RemarkKind = "the summary is cut"                         // how many characters it had
	RemarkUnknownKind RemarkKind = "a kind that is not known here"              // the word
	RemarkNotUsed     RemarkKind = "not used"                                   // columns, keys
	RemarkNotTaken    RemarkKind = "other objects, not taken"                   // how many of which type
	RemarkNoEnds      RemarkKind = "relations to others than actors, not taken" // how many
)

// Parse reads a list and tells its format by what is in it. name is the file's;
// it serves where the list has no name of its own. The error is one of those
// above, with the line where one is to blame; what is wrong with single rows
// stands in them.
func Parse(name string, data []byte) (List, error) {
	text, err := decode(data)
	if err != nil {
		return List{}, err
	}
	b := newBuilder(fileName(name))
	switch first := strings.TrimLeft(text, " \t\n")[0]; first {
	case '{', '[':
		err = parseJSON(b, text)
	case '<':
		err = ErrMarkup
	default:
		err = parseTable(b, text)
	}
	if err != nil {
		return List{}, err
	}
	return b.finish()
}

// fileName is a file's name without its folder and extension.
func fileName(path string) string {
	base := filepath.Base(path)
	if short := strings.TrimSuffix(base, filepath.Ext(base)); short != "" {
		return short
	}
	return base
}
