// Package layout makes text of the letters on pages: words, lines, columns in
// the order in which a reader takes them, paragraphs, headings, lists, tables,
// footnotes; and it leaves out what pages carry for their own ends.
//
// It goes by where the letters stand and how large they are, and by nothing
// else: no file, no library, no dictionary of a language but the words of the
// document itself. Lengths are in points (1/72 inch) from the left and upper
// edge of a page as a reader holds it.
package layout

import (
	"sidelight/app/intake/format"
	"sidelight/db"
)

// Run is a word or part of one, set in one type on one line.
type Run struct {
	Text   string
	X0, X1 float64 // from the left edge of its first letter to the right edge of its last
	Base   float64 // the baseline, from the top of the page
	Size   float64 // of the type
	Bold   bool
	Italic bool
	Spaced bool // a blank stands before it in the file
	Place  int  // its place in the file, counted from the top of the page
}

// Page is what stands on one page. Runs are in the order of the file.
type Page struct {
	Label         string // from the file itself; "": it gives none
	Width, Height float64
	Runs          []Run
	Aside         []Run // set sideways, turned upright
	Pictures      bool  // it has no text, but something is drawn on it
}

// Text is what was made of the pages.
type Text struct {
	Blocks  []format.Block
	Remarks []db.Remark
	First   string // the words of the first page, to check against it what the file says of itself
	Empty   []int  // pages without text, from 1
}
