package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxFragments on a page are put in order; a page with more is no page of text,
// and is taken in the order of the file.
const maxFragments = 3000

// fragment is a stretch of a line without a wide gap in it: a whole line of a
// column, or a cell of a table.
type fragment struct {
	runs           []Run
	x0, x1         float64
	base, size     float64
	top, bottom    float64
	words, letters int
	longest        int  // letters of its longest run
	leftwards      bool // read from right to left
}

// fragmentsOf puts the runs of a page together to fragments, from the top.
func fragmentsOf(runs []Run) []fragment {
	var all []fragment
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		if n := len(all); n > 0 && all[n-1].takes(r) {
			all[n-1].add(r)
			continue
		}
		f := fragment{}
		f.add(r)
		all = append(all, f)
	}
	if len(all) <= maxFragments {
		all = join(all)
	}
	for i := range all {
		all[i].arrange()
	}
	return attachInitials(all)
}

// takes reports whether a run that follows in the file goes on with a fragment.
func (f *fragment) takes(r Run) bool {
	size := max(f.size, r.Size)
	if !f.level(r.Base, r.Size, len(r.Text)) {
		return false
	}
	gap := max(r.X0-f.x1, f.x0-r.X1)
	return gap < size*1.2 && gap > -size*0.6
}

// level reports whether a baseline is that of the fragment, or is raised from
// it as the mark of a note is.
func (f *fragment) level(base, size float64, letters int) bool {
	small, large := min(f.size, size), max(f.size, size)
	d := math.Abs(base - f.base)
	return d < large*0.3 || d < large*0.6 && (small < large*0.93 || letters <= 2 || f.letters <= 2)
}

func (f *fragment) add(r Run) {
	if len(f.runs) == 0 {
		f.x0, f.x1, f.base, f.size = r.X0, r.X1, r.Base, r.Size
	}
	letters := utf8.RuneCountInString(r.Text)
	if letters > f.longest {
		// Its longest word tells where it stands: short ones may be marks of notes.
		f.base, f.size, f.longest = r.Base, r.Size, letters
	}
	f.runs = append(f.runs, r)
	f.x0, f.x1 = min(f.x0, r.X0), max(f.x1, r.X1)
	f.letters += letters
	f.top, f.bottom = f.base-f.size*0.75, f.base+f.size*0.22
}

// join puts fragments together that lie beside each other on one line, however
// they were ordered in the file.
func join(all []fragment) []fragment {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[a].base, all[b].base) })
	gone := make([]bool, len(all))
	for changed := true; changed; {
		changed = false
		for i, a := range order {
			if gone[a] {
				continue
			}
			for _, b := range order[i+1:] {
				if all[b].base > all[a].base+all[a].size {
					break
				}
				if gone[b] || !all[a].level(all[b].base, all[b].size, all[b].letters) {
					continue
				}
				size := min(all[a].size, all[b].size)
				gap := max(all[b].x0-all[a].x1, all[a].x0-all[b].x1)
				if gap > size*0.55 || gap < -size*0.6 {
					continue
				}
				f := fragment{}
				for _, r := range slices.Concat(all[a].runs, all[b].runs) {
					f.add(r)
				}
				all[a], gone[b], changed = f, true, true
			}
		}
	}
	var kept []fragment
	for _, i := range order {
		if !gone[i] {
			kept = append(kept, all[i])
		}
	}
	return kept
}

// arrange puts the runs of a fragment in the order in which they are read, and
// counts its words.
func (f *fragment) arrange() {
	rightwards, leftwards := 0, 0
	for _, r := range f.runs {
		for _, l := range r.Text {
			switch {
			case RightToLeft(l):
				leftwards++
			case unicode.IsLetter(l):
				rightwards++
			}
		}
	}
	slices.SortStableFunc(f.runs, func(a, b Run) int { return cmp.Compare(a.X0, b.X0) })
	if f.leftwards = leftwards > rightwards; f.leftwards {
		slices.Reverse(f.runs)
		for from := 0; from < len(f.runs); {
			to := from
			for to < len(f.runs) && !strings.ContainsFunc(f.runs[to].Text, RightToLeft) {
				to++
			}
			slices.Reverse(f.runs[from:to])
			from = max(to, from+1)
		}
	}
	f.words, f.letters = 0, 0
	for i, r := range f.runs {
		f.letters += utf8.RuneCountInString(r.Text)
		if i == 0 || f.blank(i) {
			f.words++
		}
	}
}

// blank reports whether a blank stands before run i of a fragment. Between runs
// that follow each other in the file the file says so; letters such as 1 are
// narrower than the room they take, and gaps mislead.
func (f *fragment) blank(i int) bool {
	a, b := f.runs[i-1], f.runs[i]
	gap := max(b.X0-a.X1, a.X0-b.X1)
	if b.Place == a.Place+1 {
		return b.Spaced && gap > -f.size*0.3 || gap > f.size*0.5
	}
	if a.Place == b.Place+1 { // set from right to left
		return a.Spaced || gap > f.size*0.5
	}
	return b.Spaced && gap > f.size*0.08 || gap > f.size*0.19
}

// RightToLeft reports a letter of a script that is read from right to left.
func RightToLeft(l rune) bool {
	return unicode.In(l, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// attachInitials puts a large first letter, which reaches over two or three
// lines, before the first of them.
func attachInitials(all []fragment) []fragment {
	for i := 0; i < len(all); i++ {
		big := all[i]
		if big.letters > 2 || len(big.runs) == 0 || !unicode.IsUpper(firstRune(big.runs[0].Text)) {
			continue
		}
		for k := range all {
			f := &all[k]
			if f.size*1.7 < big.size && f.letters > 10 && f.base > big.top-f.size*0.3 && f.top < big.top+f.size*1.3 && f.x0 > big.x1-big.size*0.2 && f.x0 < big.x1+big.size*0.6 {
				r := big.runs[0]
				r.Base, r.Size, r.X1 = f.base, f.size, min(r.X1, f.x0)
				f.runs = append([]Run{r}, f.runs...)
				f.runs[1].Spaced = f.runs[1].Spaced && len(big.runs[0].Text) == 1 && strings.ContainsAny(big.runs[0].Text, "AI") && f.x0-big.x1 > f.size*0.3
				f.x0 = big.x0
				all = slices.Delete(all, i, i+1)
				i--
				break
			}
		}
	}
	return all
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
