// Package textlayout measures and wraps long texts and says where every byte
// of them stands: words are shaped once with HarfBuzz, lines broken after
// UAX #14, offsets and points converted both ways without ever splitting a
// grapheme (UAX #29).
//
// It knows text, fonts and numbers. It must not know Fyne, colours, highlights
// or the library: the reader widget draws what is laid out here.
//
// A text goes through three steps. Prepare shapes it, which costs about a
// hundred milliseconds a megabyte and belongs off the drawing goroutine. Wrap
// breaks the prepared text into lines for a width and a text size, which costs
// about a millisecond a megabyte and happens on every resize. The geometry
// functions of Layout then answer where things are.
//
// Offsets are bytes into Document.Text; lengths are in device-independent
// pixels unless a name says em, which is a fraction of the text size.
package textlayout

// Role says what a block is, and so how it is set.
type Role uint8

// The roles a block can have.
const (
	Body Role = iota
	Title
	Meta // quiet line made from the brief's fields, such as "Sahel Review · 9 August 2024"
	Heading1
	Heading2
	Heading3
	Bullet
	Quote
	Caption
	Footnote
	Table // rows on lines of their own, in a fixed pitch
	Byline
	SummaryHeading // small letter-spaced capitals over the summary
	roleCount
)

// Block is one block of a document: a span of its text, or words of its own.
type Block struct {
	Role       Role
	Start, End int // bytes of Document.Text, on rune boundaries

	// Level nests bullets, from 0.
	Level int
	// Marker is drawn in the hanging indent: "•", "1.".
	Marker string
	// Boxed sets the block off in a panel together with its boxed neighbours.
	Boxed bool
	// Extra, where not empty, is shown instead of text from the document; it
	// cannot be selected.
	Extra string
	// Action, where not empty, is shown after Extra as words to click.
	Action string
}

// derived reports whether the block shows words that are not in the text.
func (b Block) derived() bool { return b.Extra != "" || b.Action != "" }

// Style sets a span of the text apart inside its block. Spans may overlap.
type Style struct {
	Start, End               int
	Italic, Bold, Mono, Link bool
}

// Document is a text with its blocks, in the order of the text. Blocks do not
// overlap; text between them (blank lines, markers) is not laid out.
type Document struct {
	Text   string
	Blocks []Block
	Styles []Style

	// Sans sets reading text in the sans instead of the serif.
	Sans bool
}
