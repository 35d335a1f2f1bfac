package textlayout

// Ink says which of the palette's colours a run is drawn in.
type Ink uint8

// The inks, from loud to quiet.
const (
	InkText Ink = iota
	InkQuiet
	InkAccent // links and actions
)

// setting is how a role is set at the reading size of 16. Lengths are pixels
// at that size; they grow and shrink with it.
type setting struct {
	size, line    float32
	before, after float32 // the greater of two neighbours' counts
	indent        float32
	face          face
	ink           Ink
	rows          bool // line ends of the text are kept
}

// readingSize is the text size that the settings are written for.
const readingSize = 16

// settings follow looks/LOOKS.md: reading 16 on 26 in the serif, title 24 on
// 32, the small sans 12 on 18.
var settings = [roleCount]setting{
	Body:           {size: 16, line: 26, before: 16, after: 16},
	Title:          {size: 24, line: 32, after: 8, face: face{bold: true}},
	Meta:           {size: 12, line: 18, before: 8, after: 20, face: face{family: sans}, ink: InkQuiet},
	Heading1:       {size: 20, line: 28, before: 28, after: 8, face: face{bold: true}},
	Heading2:       {size: 18, line: 26, before: 24, after: 8, face: face{bold: true}},
	Heading3:       {size: 16, line: 26, before: 20, after: 4, face: face{bold: true}},
	Bullet:         {size: 16, line: 26, before: 6, after: 6},
	Quote:          {size: 16, line: 26, before: 16, after: 16, indent: 24},
	Caption:        {size: 14, line: 20, before: 12, after: 16, face: face{italic: true}, ink: InkQuiet},
	Footnote:       {size: 13, line: 20, before: 6, after: 6},
	Table:          {size: 13, line: 20, before: 16, after: 16, face: face{family: mono}, rows: true},
	Byline:         {size: 13, line: 18, before: 4, after: 8, face: face{family: sans}, ink: InkQuiet},
	SummaryHeading: {size: 12, line: 18, before: 16, after: 4, face: face{family: sans, bold: true, caps: true}, ink: InkQuiet},
}

// monoScale makes fixed pitch inside other text look as large as the text.
const monoScale = 0.9

// Lengths at the reading size.
const (
	padTop      = 16 // above the first block
	padBottom   = 96 // below the last, so that the end can be read in the middle
	boxGap      = 16 // around a panel, at least
	boxTop      = 10 // inside a panel, above its first line
	boxBottom   = 16
	boxSide     = 19
	bulletHang  = 14 // from a marker to the text after it
	markerSpace = 6  // between a marker wider than that and its text
	nestIndent  = 20 // a level of bullets

	// minTable is the least size a table shrinks to before its rows wrap.
	minTable = 10
)
