package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// reSpeaker is the name of a speaker before what is said: "Jane Roe: ...", "JR: ...".
var reSpeaker = regexp.MustCompile(`^(\p{Lu}[\p{L}.’'-]*(?: [\p{L}.’'-]+){0,3}):\s+\S`)

// speaks reports a line of an interview. Its speaker, by name or initials,
// speaks at least twice; a question of his is then no heading.
func (u *understanding) speaks(s string) bool {
	if u.speakers == nil {
		u.speakers = map[string]bool{}
		count := map[string]int{}
		for i := range u.pieces {
			if m := reSpeaker.FindStringSubmatch(u.str(i)[:min(60, len(u.str(i)))]); m != nil {
				count[m[1]]++
			}
		}
		for name, n := range count {
			short := ""
			for _, w := range strings.Fields(name) {
				r, _ := utf8.DecodeRuneInString(w)
				short += string(r)
			}
			if n >= 2 || len(short) > 1 && count[short] > 0 {
				u.speakers[name] = true
			}
		}
	}
	m := reSpeaker.FindStringSubmatch(s)
	return m != nil && u.speakers[m[1]]
}
