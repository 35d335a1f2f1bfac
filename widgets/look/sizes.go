package look

// Space, in Fyne's device-independent pixels: the only gaps in the window.
const (
	Space4  float32 = 4
	Space8  float32 = 8
	Space12 float32 = 12
	Space16 float32 = 16
	Space24 float32 = 24
)

// Corner radii and lines.
const (
	RadiusField float32 = 4 // fields, buttons, cards
	RadiusPanel float32 = 6 // panels, menus, sheets
	RadiusChip  float32 = 11
	Hairline    float32 = 1
	AccentLine  float32 = 2 // under the chosen side tab, above the chosen document tab
	AccentBar   float32 = 3 // at the left of the chosen row
	CardEdge    float32 = 4
)

// Type sizes; the numbers in comments are the line heights that go with them.
const (
	TextSize         float32 = 13 // 18
	SmallSize        float32 = 12 // 18
	MarkSize         float32 = 10 // words of handling marks
	LetterSize       float32 = 11 // letters in margin marks and keys
	TitleSize        float32 = 22 // 30, page titles
	QuoteSize        float32 = 13 // 19, a card's quote in serif
	ReadingSize      float32 = 16 // 26
	ReadingLine      float32 = 26
	ReadingTitle     float32 = 24 // 32
	ReadingTitleLine float32 = 32
	Measure          float32 = 600 // width of a line of reading text, about 70 characters
	MarginMark       float32 = 24  // how far left of the column margin marks stand
)

// Bars and rows.
const (
	MenuHeight   float32 = 28
	TabHeight    float32 = 36
	HeadHeight   float32 = 36
	StatusHeight float32 = 24
	FieldHeight  float32 = 28
	RowHeight    float32 = 53
	GroupHeight  float32 = 31
	ChipHeight   float32 = 22
	RailWidth    float32 = 48
	RailItem     float32 = 36
	IconSize     float32 = 20
	SmallIcon    float32 = 16
)
