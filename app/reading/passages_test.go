package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

func TestPassages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"a group at the end of its sentence", "One. Two (A, May 3). Three.", "0: One. Two (A, May 3).|-: Three."},
		{"a group in the middle takes its sentence", "One (A, May 3) went on. Two.", "0: One (A, May 3) went on.|-: Two."},
		{"two groups in a sentence", "One (A, May 3), and two (B, May 4) went on. Three.", "0: One (A, May 3)|1: and two (B, May 4) went on.|-: Three."},
		{"two groups side by side", "One (A, May 3) (B, May 4). Two.", "0 1: One (A, May 3) (B, May 4).|-: Two."},
		{"a group after the full stop", "One. Two. (A, May 3) Three. Four (B, May 4).", "0: One. Two. (A, May 3)|1: Three. Four (B, May 4)."},
		{"a group first of all", "(A, May 3) reported it. Two.", "0: (A, May 3) reported it.|-: Two."},
		{"no group", "One. Two.", "-: One. Two."},
		{"blocks are apart", "One (A, May 3).\n\nTwo.\n\nThree (B, May 4).", "0: One (A, May 3).|-: Two.|1: Three (B, May 4)."},
		{"a full stop within the group", "One (A, Aug. 3; B, No. 4, May 5). Two.", "0: One (A, Aug. 3; B, No. 4, May 5).|-: Two."},
	} {
		var groups, blocks []span.Span
		for _, g := range reading.Citations(c.text, reading.Published{}) {
			groups = append(groups, g.Span)
		}
		at := 0
		for _, words := range strings.Split(c.text, "\n\n") {
			blocks = append(blocks, span.Span{Start: at, End: at + len(words)})
			at += len(words) + 2
		}
		var got []string
		for _, p := range reading.Passages(c.text, blocks, groups) {
			indexes := "-"
			if len(p.Groups) > 0 {
				indexes = strings.Trim(fmt.Sprint(p.Groups), "[]")
			}
			got = append(got, indexes+": "+p.Of(c.text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, s, c.want)
		}
	}
}
