package reader

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"sidelight/widgets/look"
)

// Tone says how the words of a finding are drawn: those of lenses all more
// quietly than a highlight, those of a comparison on a ground of their own, as
// they are what is looked for.
type Tone int

// The tones.
const (
	ToneActor      Tone = iota // a thin line
	ToneUnsettled              // a thin dashed line: one of several actors
	ToneCitation               // quiet letters, no line
	ToneDate                   // a thin dotted line
	ToneLikelihood             // slanted letters over warm dots
	ToneHedge                  // slanted letters over finer, grey dots
	ToneCheck                  // a thin wave in the colour of warnings
	ToneInserted               // a ground and a line: words that the other text lacks
	ToneDeleted                // a double line: words that are gone from it
	ToneChanged                // dashes and dots: words that read otherwise there
	ToneMoved                  // dashes: words that stand elsewhere there
	ToneDiffers                // dots: words that say another thing than there
	toneCount
)

// Finding is a span of the text that something is known about. What that is
// the reader does not know.
type Finding struct {
	ID         int64
	Tone       Tone
	Start, End int // bytes of the text
}

// loudness ranks the tones by how much they catch the eye.
// Whole sentences are inserted, deleted or moved: what is in them comes first.
var loudness = [toneCount]int{ToneDiffers: 7, ToneCheck: 6, ToneLikelihood: 5, ToneActor: 4, ToneUnsettled: 3, ToneHedge: 2, ToneDate: 1, ToneCitation: 0,
	ToneChanged: -1, ToneInserted: -2, ToneDeleted: -2, ToneMoved: -3}

// lens is a finding with the level its line is drawn at, so that findings on
// the same words can be told apart.
type lens struct {
	Finding
	level int // 0: close under the letters; from 1 on: below the lines of marks
}

// lined reports whether a tone has a line below its words.
func (t Tone) lined() bool { return t != ToneCitation }

// change is the kind of look.Passage whose colours a tone of a comparison has,
// "" for the tones of lenses.
func (t Tone) change() string {
	switch t {
	case ToneInserted:
		return look.Inserted
	case ToneDeleted:
		return look.Deleted
	case ToneChanged:
		return look.Changed
	case ToneMoved:
		return look.Moved
	case ToneDiffers:
		return look.Differs
	}
	return ""
}

// slanted reports whether a tone slants its letters.
func (t Tone) slanted() bool { return t == ToneLikelihood || t == ToneHedge }

// lensIndex holds findings by start.
type lensIndex struct{ spanIndex[lens] }

func newLensIndex(findings []Finding) lensIndex {
	all := make([]lens, 0, len(findings))
	for _, f := range findings {
		if f.Start < f.End && f.Tone >= 0 && f.Tone < toneCount {
			all = append(all, lens{Finding: f})
		}
	}
	slices.SortStableFunc(all, func(a, b lens) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Tone, b.Tone), cmp.Compare(a.ID, b.ID))
	})
	var taken lanes
	for i := range all {
		switch f := &all[i]; {
		case f.Tone == ToneCheck, f.Tone.change() != "":
			// A wave needs more room than there is close to the letters, and the
			// line of a change stands at the foot of its ground.
			f.level = taken.take(1, f.Start, f.End)
		case f.Tone.lined():
			f.level = taken.take(0, f.Start, f.End)
		}
	}
	return lensIndex{newSpanIndex(all, func(f *lens) (int, int) { return f.Start, f.End })}
}

// over returns the findings that share a byte with [start, end), the loudest
// first and among equals the innermost.
func (ix *lensIndex) over(start, end int) []Finding {
	touching := ix.touching(start, end, nil)
	if len(touching) == 0 {
		return nil
	}
	found := make([]Finding, len(touching))
	for i, f := range touching {
		found[i] = f.Finding
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(loudness[b.Tone], loudness[a.Tone]), cmp.Compare(a.End-a.Start, b.End-b.Start))
	})
	return found
}

// SetFindings shows findings in place of those before. They may come in any
// order and overlap each other and the marks.
func (r *Reader) SetFindings(findings []Finding) {
	r.findings = newLensIndex(findings)
	r.hovering.replaced()
	r.changed()
}

// FindingsAt returns the findings over a byte, the quietest last.
func (r *Reader) FindingsAt(offset int) []Finding { return r.findings.over(offset, offset+1) }

// CaretFindings returns the findings that the caret is in, or stands at an end
// of, the quietest last.
func (r *Reader) CaretFindings() []Finding { return r.findings.over(r.head-1, r.head+1) }

// NextFinding returns the first finding of these tones (any, where none is
// given) that starts after a byte.
func (r *Reader) NextFinding(from int, tones ...Tone) (Finding, bool) {
	return r.findings.seek(r.findings.from(from+1), 1, tones)
}

// PreviousFinding is NextFinding towards the start: the last that starts before
// the byte.
func (r *Reader) PreviousFinding(from int, tones ...Tone) (Finding, bool) {
	return r.findings.seek(r.findings.from(from)-1, -1, tones)
}

func (ix *lensIndex) seek(i, step int, tones []Tone) (Finding, bool) {
	for ; i >= 0 && i < len(ix.all); i += step {
		if f := ix.all[i].Finding; len(tones) == 0 || slices.Contains(tones, f.Tone) {
			return f, true
		}
	}
	return Finding{}, false
}

// FindingPlace returns the bottom left corner of a finding's words, on the line
// where they begin, and how high that line is, as OnHover gets them: for a card
// asked for by key. It reports false where that line is not in view.
func (r *Reader) FindingPlace(f Finding) (at fyne.Position, height float32, visible bool) {
	if r.layout == nil {
		return at, 0, false
	}
	line := r.layout.LineOf(f.Start)
	if line < 0 {
		return at, 0, false
	}
	at, height = r.wordsOn(line, f.Start, f.End)
	return at, height, at.Y > 0 && at.Y-height < r.view.Height
}

// wordsOn returns the bottom left corner of the part of a span that stands on a
// line, and the height of the line.
func (r *Reader) wordsOn(line, start, end int) (at fyne.Position, height float32) {
	l := r.layout
	ln := &l.Lines[line]
	height = l.LineHeight(int(ln.Block))
	left := l.Indent(int(ln.Block))
	for i, s := range l.Spans(line, start, end, l.Runs(line, nil), nil) {
		if i == 0 || s[0] < left {
			left = s[0]
		}
	}
	return fyne.NewPos(r.column+left, float32(ln.Y-r.scroll.top)+height), height
}

// Point draws a soft ground behind words until the next click or key, for what
// was asked for elsewhere in the window; equal offsets end it. It does not
// scroll; see Reveal.
func (r *Reader) Point(start, end int) {
	if pointed := [2]int{start, end}; pointed != r.pointed {
		r.pointed = pointed
		r.changed()
	}
}

// disturbed ends what lasts only until the next click or key.
func (r *Reader) disturbed() {
	r.hovering.end()
	r.Point(0, 0)
}

// Caret returns where the caret stands, seen or not: the end of the selection
// that moves.
func (r *Reader) Caret() int { return r.head }

// PlaceCaret puts the caret before a byte and into view, as an arrow key would.
func (r *Reader) PlaceCaret(offset int) {
	if r.layout != nil {
		r.caretTo(r.doc.Snap(offset), false)
	}
}
