package reading

import (
	"regexp"
	"strconv"

	"sidelight/app/span"
)

// firstVolumes are the years of volume 1 of serials that print a volume and
// no date: volume v appeared in that year + v - 1.
var firstVolumes = map[string]int{
	"Terrorism Monitor": 2003, "Eurasia Daily Monitor": 2004, "China Brief": 2001, "Militant Leadership Monitor": 2010,
}

var yearInText = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// InferPublished says when a text without a publication date appeared, as a
// year, and what that rests on: the volume number of a known serial, else the
// years written in the text. A house that leaves the year out of a citation
// does so for the year of publication, so the newest year that it writes out
// in a citation lies before it.
func InferPublished(text, publication, volume string) Published {
	if first := firstVolumes[publication]; first > 0 {
		if v, err := strconv.Atoi(volume); err == nil && v > 0 && v < 200 {
			return yearOf(first+v-1, "volume "+volume+" of "+publication)
		}
	}
	cited, newest := 0, 0
	var groups []span.Span
	for _, c := range Citations(text, Published{}) {
		groups = append(groups, c.Span)
		for _, item := range c.Items {
			if year, _ := strconv.Atoi(firstOf(item.Date.Earliest, 4)); year > cited {
				cited = year
			}
		}
	}
	for _, m := range yearInText.FindAllStringIndex(text, -1) {
		if within(groups, m[0]) {
			continue
		}
		if year, _ := strconv.Atoi(text[m[0]:m[1]]); year > newest {
			newest = year
		}
	}
	switch {
	case cited > 0 && cited+1 >= newest:
		return yearOf(cited+1, "the newest year written in a citation, "+strconv.Itoa(cited))
	case newest > 0:
		return yearOf(newest, "the newest year in the text")
	}
	return Published{}
}

func yearOf(year int, from string) Published {
	return Published{Earliest: iso(year, 1, 1), Latest: iso(year, 12, 31), From: from}
}

func firstOf(s string, n int) string { return s[:min(n, len(s))] }

func within(spans []span.Span, offset int) bool {
	for _, s := range spans {
		if s.Contains(offset) {
			return true
		}
	}
	return false
}
