package layout

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of a column as it stands on the page.
type line struct {
	runs         []Run
	page         int // from 0
	x0, x1       float64
	base, size   float64
	bold         bool
	leftwards    bool    // read from right to left
	left, right  float64 // the edges of its column
	leading      float64 // from one baseline of the column to the next
	firstOf      bool    // the first of its region
	height       float64 // of the page
	table, aside bool
}

// linesOf makes the lines of a region, from the top.
func linesOf(r region, page int, height float64) []line {
	var out []line
	all := byLine(r.fragments)
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[from].level(all[to].base, all[to].size, all[to].letters) && all[to].x0 > all[to-1].x1-all[from].size {
			to++
		}
		out = append(out, lineOf(all[from:to], page, height))
		from = to
	}
	if len(out) == 0 {
		return nil
	}
	left, right := edges(out)
	leading := leadingOf(out)
	for i := range out {
		out[i].left, out[i].right, out[i].leading = left, out[i].rightAmong(out, right), leading
	}
	out[0].firstOf = true
	return out
}

// rightAmong is where full lines end of those that begin where this one does: a
// list may keep off the right edge of its column.
func (l line) rightAmong(all []line, right float64) float64 {
	begin := func(l line) float64 {
		_, skip := l.markerOf()
		return l.runs[skip].X0
	}
	x, n, far := begin(l), 0, 0.0
	for _, o := range all {
		if d := begin(o) - x; d > -l.size*0.5 && d < l.size*0.5 {
			n, far = n+1, max(far, o.x1)
		}
	}
	if n < 4 {
		return right
	}
	return min(far, max(right, l.x1))
}

func lineOf(parts []fragment, page int, height float64) line {
	l := line{page: page, height: height, x0: parts[0].x0, x1: parts[0].x1, base: parts[0].base, size: parts[0].size}
	letters, bold, most := 0, 0, 0
	for i, f := range parts {
		for k, r := range f.runs {
			if k == 0 && i > 0 {
				r.Spaced = true
			}
			l.runs = append(l.runs, r)
			n := utf8.RuneCountInString(r.Text)
			letters += n
			if r.Bold {
				bold += n
			}
		}
		if f.letters > most {
			most, l.base, l.size, l.leftwards = f.letters, f.base, f.size, f.leftwards
		}
		l.x0, l.x1 = min(l.x0, f.x0), max(l.x1, f.x1)
	}
	l.bold = letters > 0 && bold*10 >= letters*9
	return l
}

// edges are those of a column: where most lines begin, and where full ones end.
func edges(all []line) (left, right float64) {
	var x0, x1 []float64
	for _, l := range all {
		x0, x1 = append(x0, l.x0), append(x1, l.x1)
	}
	slices.Sort(x0)
	slices.Sort(x1)
	return x0[len(x0)/10], x1[len(x1)-1-len(x1)/20]
}

// leadingOf is the distance between baselines that most lines of a column keep.
func leadingOf(all []line) float64 {
	var gaps []float64
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if gap := b.base - a.base; sameSize(a.size, b.size) && gap > a.size*0.7 && gap < a.size*2.2 {
			gaps = append(gaps, gap)
		}
	}
	if len(gaps) == 0 {
		return all[0].size * 1.2
	}
	slices.Sort(gaps)
	return gaps[len(gaps)*2/5]
}

func sameSize(a, b float64) bool { return max(a, b) < min(a, b)*1.07 }

// raised reports whether a run of a line is set as the mark of a note.
func (l line) raised(r Run) bool {
	up := l.base - r.Base
	return r.Size < l.size*0.93 && up > l.size*0.12 || up > l.size*0.25
}

// marked gives the number of a note that a run is the mark of.
func (l line) marked(r Run) (number string, ok bool) {
	s := strings.Trim(r.Text, ",;[]()")
	return s, l.raised(r) && isNumber(s)
}

func isNumber(s string) bool {
	if s == "" || len(s) > 3 || s[0] == '0' {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// textOf is the words of runs with the blanks between them.
func textOf(runs []Run) string {
	var b strings.Builder
	f := fragment{runs: runs}
	for _, r := range runs {
		f.size = max(f.size, r.Size)
	}
	for i, r := range runs {
		if i > 0 && f.blank(i) {
			b.WriteByte(' ')
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

func (l line) text() string { return textOf(l.runs) }

var (
	reMarker = regexp.MustCompile(`^(?:[•‣▪■□●○◦◾▸►➢➤✓❖⁃∙·–—*-]|[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)\]])$`)
	reSign   = regexp.MustCompile(`^[•‣▪■□●○◦◾▸►➢➤✓❖⁃∙·–—*-]$`)
)

func isMarker(s string) bool { return reMarker.MatchString(s) || s == "o" || s == "§" || isNumber(s) }

// markerOf finds the sign or number before an item of a list, and the run that
// its words begin with.
func (l line) markerOf() (marker string, rest int) {
	if len(l.runs) < 2 || l.raised(l.runs[0]) {
		return "", 0
	}
	first := l.runs[0]
	gap := l.runs[1].X0 - first.X1
	switch {
	case reSign.MatchString(first.Text) && gap > l.size*0.15:
	case (first.Text == "o" || first.Text == "§") && gap > l.size*0.6:
	case reMarker.MatchString(first.Text) && gap > l.size*0.45 || isListNumber(first.Text) && gap > l.size*0.15:
	default:
		return "", 0
	}
	if first.Text == "o" || first.Text == "§" {
		return "•", 1
	}
	return first.Text, 1
}

var reListNumber = regexp.MustCompile(`^(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-z]\)|\([a-z]\)|\([ivx]{1,4}\))$`)

func isListNumber(s string) bool { return reListNumber.MatchString(s) }

// terminal reports whether a line ends as a sentence does.
func terminal(s string) bool {
	s = strings.TrimRight(s, `"'”’»)]`+"\u00AD")
	for s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' { // the mark of a note
		cut := strings.TrimRight(s, "0123456789")
		if cut == "" || !strings.ContainsRune(".!?", rune(cut[len(cut)-1])) && !strings.HasSuffix(cut, "”") {
			break
		}
		s = strings.TrimRight(cut, `"'”’»)]`)
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…。！？؟", r)
}

func startsLower(s string) bool {
	s = strings.TrimLeft(s, `"'“‘«([`)
	return unicode.IsLower(firstRune(s))
}
