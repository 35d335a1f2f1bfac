package intake

import (
	"regexp"
	"strings"
)

// rePage is a page number alone on its line.
var rePage = regexp.MustCompile(`(?i)^(?:[-–—|] ?)?(?:page |p\. ?)?(\d{1,4})(?: ?(?:of|/|sur) ?\d{1,4})?(?: ?[-–—|]| ?\| ?page)?$`)

// dropPages leaves out what the pages of a printed text carry: their numbers,
// and the title or name that runs along their heads. A lone number may be part
// of the text; it counts as a page's where a page ends (form feed) or where the
// numbers go on.
func (u *understanding) dropPages() {
	type number struct{ piece, n int }
	var numbers []number
	running := map[string][]int{}
	for i := range u.pieces {
		p, s := u.pieces[i], u.flat(i)
		if p.kind != "" || len(s) > 120 {
			continue
		}
		if m := rePage.FindStringSubmatch(s); m != nil {
			numbers = append(numbers, number{i, atoi(m[1])})
			continue
		}
		if u.newPage(i) && wordCount(s, 15) <= 14 && !terminal(s) {
			running[foldName(s)] = append(running[foldName(s)], i)
		}
	}
	for k, a := range numbers {
		goesOn := k > 0 && numbers[k-1].n+1 == a.n || k+1 < len(numbers) && a.n+1 == numbers[k+1].n
		if goesOn || u.newPage(a.piece) || u.newPage(a.piece+1) {
			u.drop(a.piece, "a page number")
		}
	}
	title := foldName(u.fixed.title)
	if u.title >= 0 {
		title = foldName(u.flat(u.title))
	}
	for f, at := range running {
		if len(at) < 2 && (len(f) < 12 || !strings.HasPrefix(title, f)) {
			continue
		}
		for _, i := range at {
			if i != u.title {
				u.drop(i, "the head of a page")
			}
		}
	}
}

// newPage reports a form feed between a piece and the one before it.
func (u *understanding) newPage(i int) bool {
	return i > 0 && i < len(u.pieces) && u.pieces[i-1].end <= u.pieces[i].start && strings.IndexByte(u.text[u.pieces[i-1].end:u.pieces[i].start], '\f') >= 0
}
