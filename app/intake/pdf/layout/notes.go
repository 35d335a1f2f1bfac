package layout

import "sidelight/db"

// notesOf makes footnotes of the small lines at the feet of the pages; one that
// goes on at the foot of the next page is put together.
func (c *composer) notesOf(lines []line) []paragraph {
	var out []paragraph
	for _, l := range lines {
		mark, rest := l.noteMark()
		if mark != "" && len(out) > 0 && isNumber(mark) && !c.follows(out[len(out)-1].marker, mark) && !l.raised(l.runs[0]) {
			mark = "" // a line that begins with a number
		}
		if mark == "" && len(out) > 0 {
			p := &out[len(out)-1]
			p.lines = append(p.lines, l)
			continue
		}
		p := paragraph{kind: db.KindFootnote, lines: []line{l}}
		if mark != "" {
			p.marker, p.skip = "["+mark+"]", rest
			if !isNumber(mark) {
				p.marker = mark
			}
		}
		out = append(out, p)
	}
	return out
}

// follows reports whether a note's number comes after another's.
func (c *composer) follows(marker, mark string) bool {
	if len(marker) < 3 || !isNumber(marker[1:len(marker)-1]) {
		return true
	}
	last, n := value(marker[1:len(marker)-1]), value(mark)
	return n > last && n <= last+3 || n == 1
}
