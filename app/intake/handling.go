package intake

import (
	"regexp"
	"strings"

	"sidelight/db"
)

// reMark is a handling mark of the Traffic Light Protocol where it marks a
// text: at the beginning of a line or of a part of it, perhaps behind the name
// of what it is ("Classification: TLP:GREEN"), or at the end of a line. Within
// a sentence it may be another text's.
var reMark = regexp.MustCompile(`(?im)(?:(?:^|[|•·/\[(])[\s*_>#]*(?:[a-z]{4,14} ?[:：]\s*)?TLP ?[:：] ?([a-z]+(?: ?\+ ?strict)?)\b|\bTLP ?[:：] ?([a-z]+(?: ?\+ ?strict)?)[\s*_\])]*$)`)

// markedLines are how many lines at the end are looked at for a mark: the
// protocol wants it at the foot of a page too.
const markedLines = 3

// readHandling finds the mark of a text in its head and at its foot. Of several
// the strictest counts; a stricter one than in the front matter does as well.
func (u *understanding) readHandling() {
	for i := range u.pieces {
		if i > u.body && i < len(u.pieces)-markedLines {
			continue
		}
		line := u.str(i)
		for _, m := range reMark.FindAllStringSubmatch(line[:min(len(line), 400)], -1) {
			written := m[1] + m[2]
			u.handle(written, "from the line “"+short(u.flat(i), 80)+"”")
		}
	}
}

// handle takes over a mark as it was written, if it is the strictest so far.
func (d *Draft) handle(written, from string) {
	mark, ok := db.ParseTLP(written)
	switch {
	case !ok:
		d.remark(db.RemarkDropped, "handling", "“TLP:%s” is no mark of the Traffic Light Protocol, %s", short(written, 20), from)
	case mark.Above(d.TLP):
		d.TLP = mark
		old := ""
		if strings.EqualFold(strings.TrimSpace(written), "white") {
			old = ", which was called WHITE before"
		}
		d.remark(db.RemarkRecognised, "handling", "%s%s, %s", mark.Label(), old, from)
	}
}
