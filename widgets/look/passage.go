package look

import "image/color"

// Passage is how a passage that belongs to one in another text is coloured, in
// both texts and on the strip between them. All are opaque and keep the
// contrast of words on them.
type Passage struct {
	Ground color.NRGBA
	Active color.NRGBA // ground of the one in hand
	Edge   color.NRGBA
}

// The kinds of passage that have colours of their own; any other name, "" too,
// is one that simply belongs to another.
const (
	Inserted = "inserted"
	Deleted  = "deleted"
	Changed  = "changed"
	Moved    = "moved"
	Differs  = "differs"
)

// ChangeLabel returns the label whose colours a kind of passage borrows, "" for
// those that borrow none.
func ChangeLabel(kind string) string {
	switch kind {
	case Inserted:
		return "fact"
	case Deleted, Differs:
		return "gap"
	case Changed:
		return "judgement"
	case Moved:
		return "assumption"
	}
	return ""
}

// How much of its label's fill a passage has on the page: little enough for the
// words that changed, which have all of it, to stand out.
const (
	passageWash = 0x70
	activeWash  = 0x98
)

// Passage returns the colours of a kind of passage.
func (p Palette) Passage(kind string) Passage {
	label := ChangeLabel(kind)
	if label == "" {
		return Passage{Ground: p.AccentGround, Active: p.ActiveGround, Edge: p.Accent}
	}
	pair := p.Label(label)
	return Passage{Ground: wash(pair.Fill, passageWash, p.Page), Active: wash(pair.Fill, activeWash, p.Page), Edge: pair.Edge}
}

// wash lays as much of a colour over a ground.
func wash(c color.NRGBA, share uint8, ground color.NRGBA) color.NRGBA {
	c.A = share
	return Over(c, ground)
}
