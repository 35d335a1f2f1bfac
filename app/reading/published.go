package reading

import (
	"strconv"
	"unicode/utf8"

	"sidelight/app/span"
)

// firstVolumes are the years of volume 1 of serials that print a volume and
// no date: volume v appeared in that year + v - 1.
var firstVolumes = map[string]int{
	"Terrorism Monitor": 2003, "Eurasia Daily Monitor": 2004, "China Brief": 2001, "Militant Leadership Monitor": 2010,
}

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
	years := yearsIn(text)
	groups := citedYears(text, years)
	cited, newest := 0, 0
	for _, c := range groups {
		for _, item := range c.Items {
			if year, _ := strconv.Atoi(firstOf(item.Date.Earliest, 4)); year > cited {
				cited = year
			}
		}
	}
	for _, at := range years {
		for len(groups) > 0 && groups[0].End <= at {
			groups = groups[1:]
		}
		if len(groups) > 0 && groups[0].Contains(at) {
			continue
		}
		if year, _ := strconv.Atoi(text[at : at+4]); year > newest {
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

// yearsIn are the places of the years 1900 to 2099.
func yearsIn(text string) []int {
	var out []int
	for i := 0; i+4 <= len(text); i++ {
		if c := text[i]; c != '1' && c != '2' || digits(text[i:]) != 4 {
			i += max(0, digits(text[i:])-1)
			continue
		}
		if century := text[i : i+2]; (century == "19" || century == "20") && !startsWord(text[i+4:]) && !endsWord(text[:i]) {
			out = append(out, i)
		}
		i += 3
	}
	return out
}

func endsWord(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && isWordRune(r)
}

// citedYears are the citations among the outermost brackets that hold a year.
func citedYears(text string, years []int) []Citation {
	var with []bracket
	for _, b := range bracketsOf(text) {
		for len(years) > 0 && years[0] < b.Start {
			years = years[1:]
		}
		if len(years) > 0 && years[0] < b.End {
			with = append(with, b)
		}
	}
	return citationsIn(text, with, Published{})
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
