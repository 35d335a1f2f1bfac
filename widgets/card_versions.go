package widgets

import (
	"fmt"

	"sidelight/widgets/look"
)

// CardVersion is how a passage reads in one edition, on a card that asks which
// words are meant. What the editions do not share is marked.
type CardVersion struct {
	Head  string // quiet, before the words: "Was"
	Text  string
	Marks []Mark
}

// versionLimit is how many lines a version takes at most.
const versionLimit = 3

// headRoom is what stands before the words of a version in their first line.
func (v CardVersion) headRoom() float32 { return small.width(v.Head) + look.Space8 }

// versionLines breaks the versions of a card into lines.
func (d CardData) versionLines(room float32) (all [][]markedPiece) {
	for _, v := range d.Versions {
		all = append(all, wordLetters.lines(v.Text, v.Marks, room, v.headRoom(), versionLimit))
	}
	return all
}

// linesOf is how many lines the pieces take.
func linesOf(pieces []markedPiece) int {
	most := 0
	for _, p := range pieces {
		most = max(most, p.line)
	}
	return most + 1
}

// versionKey is what the lines of the versions depend on.
func (d CardData) versionKey() string {
	if len(d.Versions) == 0 {
		return ""
	}
	return fmt.Sprint(d.Versions)
}

// versions draws the versions of a card from a place down, and returns how far
// down that was. Words that went are in the colour of failures, words that came
// in that of success; both are bold, so that they do not depend on it.
func (f *cardFace) versions(d CardData, t cardText, x, y, room float32, p look.Palette) (down float32) {
	for i, v := range d.Versions {
		tone := p.Error
		if i > 0 {
			tone = p.Success
		}
		ink := p.Text
		if d.Faint {
			ink = p.Quiet
		}
		f.parts = f.marked.line(f.parts, small, v.Head, x, y+down, v.headRoom(), lineHeight, p.Quiet)
		f.parts = f.marked.draw(f.parts, wordLetters, t.versions[i], x, y+down, lineHeight, ink, tone)
		down += float32(linesOf(t.versions[i])) * lineHeight
	}
	return down
}
