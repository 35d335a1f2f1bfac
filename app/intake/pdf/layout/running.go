package layout

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sidelight/db"
)

// running finds what pages carry for their own ends: the title that runs along
// their heads, the name of the house, page numbers.
type running struct {
	pages   int
	places  map[string][]place // by words with numbers masked
	numbers []pageNumber
}

// place is where a text stands in the margin of a page.
type place struct {
	page     int
	base     float64
	fragment int
	words    string
	size     float64
	edge     bool // within the margin, not only near it
}

// pageNumber is a number that stands in the margin of a page.
type pageNumber struct {
	place
	label string
	n     int  // 0: not a number that counts
	alone bool // nothing else stands on the line
}

const (
	margin    = 0.13 // of the height of a page, at its head and at its foot
	nearby    = 0.24 // where a text that runs along the margin of others may stand on a first page
	placeSlop = 3.0  // points by which what runs along may shift
)

var (
	reDigits = regexp.MustCompile(`\d+`)
	// A page's number, alone or with the little that is put around it.
	rePageNumber = regexp.MustCompile(`(?i)^[-–—|\[( ]*(?:page|p\.?|seite|pg\.?)?\s*(\d{1,4}|[ivxl]{1,7})\s*(?:(?:of|/|de|sur|von)\s*\d{1,4})?[-–—|\]) ]*$`)
	// At the end or the beginning of a line that runs along.
	reNumberBeside = regexp.MustCompile(`^(\d{1,4})\s*[|·•–—]?\s+\S|\S\s*(?:[|·•–—]|page|p\.)?\s+(\d{1,4})$`)
)

func mask(s string) string {
	return strings.ToLower(reDigits.ReplaceAllString(strings.Join(strings.Fields(s), " "), "#"))
}

// note looks at the margins of a page.
func (r *running) note(page int, p Page, all []fragment) {
	for i, f := range all {
		depth := max(p.Height-f.top, 0)
		if head := max(f.bottom, 0); head < depth {
			depth = head
		}
		if depth > p.Height*nearby || f.letters > 200 {
			continue
		}
		words := textOf(f.runs)
		at := place{page, f.base, i, words, f.size, depth < p.Height*margin}
		key := mask(words)
		if r.places == nil {
			r.places = map[string][]place{}
		}
		r.places[key] = append(r.places[key], at)
		if !at.edge {
			continue
		}
		if m := rePageNumber.FindStringSubmatch(words); m != nil {
			r.numbers = append(r.numbers, pageNumber{place: at, label: m[1], n: value(m[1]), alone: true})
		} else if m := reNumberBeside.FindStringSubmatch(words); m != nil {
			r.numbers = append(r.numbers, pageNumber{place: at, label: m[1] + m[2], n: value(m[1] + m[2])})
		}
	}
}

// value is the number that a page number says, in digits or Roman.
func value(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	digit := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		d := digit[strings.ToLower(s)[i]]
		if d < last {
			d = -d
		} else {
			last = d
		}
		total += d
	}
	return total
}

// found is what runs along, by page and fragment.
type found map[[2]int]bool

// settle says what is to be left out, the printed number of each page ("" where
// none is found), and the lines for the log.
func (r *running) settle() (found, []string, []db.Remark) {
	out := found{}
	var remarks []db.Remark
	keys := make([]string, 0, len(r.places))
	for k := range r.places {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		at := r.places[k]
		pages := r.repeated(at)
		if pages == 0 || rePageNumber.MatchString(at[0].words) {
			continue
		}
		for _, p := range at {
			// The title itself is larger than where it runs along.
			if slices.ContainsFunc(at, func(o place) bool { return o.edge && o.page != p.page && p.size < o.size*1.2 && counts(o, p) }) {
				out[[2]int{p.page, p.fragment}] = true
			}
		}
		remarks = append(remarks, db.Remark{Kind: db.RemarkDropped, Field: "text",
			Detail: fmt.Sprintf("what runs along the margin of %d pages: %s", pages, short(at[0].words, 60))})
	}
	labels, count := r.labels(out)
	if count > 0 {
		remarks = append(remarks, db.Remark{Kind: db.RemarkDropped, Field: "text", Detail: fmt.Sprintf("the numbers printed on %d pages", count)})
	}
	return out, labels, remarks
}

// repeated counts the pages that have a text in their margin at the same
// height; 0 when they are too few to say that it runs along. Numbers in it may
// differ only by counting the pages: a footnote has others.
func (r *running) repeated(at []place) int {
	best := 0
	for _, a := range at[:min(len(at), 100)] {
		level := map[int]bool{}
		for _, b := range at {
			if a.edge && b.edge && max(a.size, b.size) < min(a.size, b.size)*1.2 && math.Abs(a.base-b.base) < placeSlop && counts(a, b) {
				level[b.page] = true
			}
		}
		best = max(best, len(level))
	}
	if best >= 3 || best == 2 && r.pages <= 4 {
		return best
	}
	return 0
}

// counts reports whether the numbers in two texts differ only as their pages do.
func counts(a, b place) bool {
	if a.words == b.words {
		return true
	}
	x, y := reDigits.FindAllString(a.words, -1), reDigits.FindAllString(b.words, -1)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] && value(x[i])-a.page != value(y[i])-b.page {
			return false
		}
	}
	return true
}

// labels finds the numbers that count the pages, and leaves them out.
func (r *running) labels(out found) (labels []string, count int) {
	labels = make([]string, r.pages)
	shifts := map[string]int{}
	series := func(n pageNumber) string {
		return fmt.Sprint(n.label[0] >= '0' && n.label[0] <= '9', n.n-n.page)
	}
	seen := map[[2]int]bool{}
	for _, n := range r.numbers {
		if key := [2]int{n.page, n.n}; n.n > 0 && !seen[key] {
			seen[key] = true
			shifts[series(n)]++
		}
	}
	for _, n := range r.numbers {
		times := shifts[series(n)]
		ran := out[[2]int{n.page, n.fragment}]
		if n.n == 0 || times < 2 && !(r.pages == 1 && n.alone && n.n == 1) || times == 2 && r.pages > 8 || !n.alone && !ran && times < 3 {
			continue
		}
		if labels[n.page] == "" {
			labels[n.page] = n.label
		}
		if !ran {
			out[[2]int{n.page, n.fragment}] = true
		}
		count++
	}
	return labels, count
}

func short(s string, limit int) string {
	r := []rune(s)
	if len(r) <= limit {
		return s
	}
	return strings.TrimSpace(string(r[:limit])) + "…"
}
