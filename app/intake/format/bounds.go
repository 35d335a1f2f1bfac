package format

import "errors"

// The bounds that hold for every format, so that a hostile file costs no more
// than a large one. intake.MaxFile bounds the file itself; time is bounded by
// the context, which every reader asks between articles and blocks.
const (
	// MaxUnpacked is how many bytes the files within one file may come to.
	MaxUnpacked = 128 << 20
	// MaxEntries is how many files one archive or package may hold.
	MaxEntries = 10_000
	// MaxRatio is how many times its packed size a file within an archive may
	// have once it is larger than ratioFrom: texts pack to a tenth, long tables
	// to a fiftieth.
	MaxRatio = 200
	// MaxNested is how deep files may lie within files: a document in an archive
	// in an archive.
	MaxNested = 2
	// MaxDepth is how deep the elements of a document may be nested.
	MaxDepth = 400
	// MaxText is how many bytes the text of one article may have.
	MaxText = 16 << 20
	// MaxBlocks is how many paragraphs, headings, list items, tables and notes
	// one article may have.
	MaxBlocks = 100_000
	// MaxArticles is how many articles one file may hold.
	MaxArticles = 20_000
)

const ratioFrom = 4 << 20

// Why a file cannot be read; each is one clear sentence.
var (
	ErrDamaged  = errors.New("it is damaged, or only a part of it is there")
	ErrLocked   = errors.New("it is protected by a password")
	ErrUnpacked = errors.New("it unpacks to more than is safe to open (128 MiB, 10,000 files, or 200 times its size)")
	ErrNested   = errors.New("it is nested deeper than any real text")
	ErrTooLong  = errors.New("its text is longer than 16 MiB or 100,000 paragraphs, the most that a brief can have")
	ErrTooMany  = errors.New("it holds more than 20,000 articles, the most that one file can have")
)
