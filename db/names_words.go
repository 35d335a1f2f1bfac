package db

import (
	"strings"
	"time"
	"unicode/utf8"
)

// longestName is how much of a quote, a comment or a note is its name, in code
// points.
const longestName = 200

// lineOf makes words one line of valid UTF-8 without spaces at its ends, as
// most are already.
func lineOf(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		space := s[i] == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ')
		plain = s[i] >= ' ' && s[i] != 0x7f && s[i] < utf8.RuneSelf && !space
	}
	if plain {
		return s
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// firstWords are the first words of a longer text as one line.
func firstWords(s string) string {
	// Of a long text no more is looked at than can be needed.
	s = lineOf(cutRunes(strings.TrimSpace(s), 4*longestName))
	return strings.TrimSpace(cutRunes(s, longestName))
}

// firstLine is the first line of Markdown that has words, without the signs
// that make it a heading, a quote or an item of a list.
func firstLine(s string) string {
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "#>*-+ \t"))
		if line != "" {
			return firstWords(line)
		}
	}
	return ""
}

// cutRunes cuts a text after so many code points.
func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// referenceOf names the issue a brief appeared in: "Sahel Review 7/3"; "" when
// the publication is not known.
func referenceOf(b Brief) string {
	publication, volume, issue := lineOf(b.Publication), lineOf(b.Volume), lineOf(b.Issue)
	switch {
	case publication == "":
		return ""
	case volume != "" && issue != "":
		return publication + " " + volume + "/" + issue
	case issue != "":
		return publication + " no. " + issue
	}
	return joined(" ", publication, volume)
}

// dayOf says a date as precisely as it is known, in figures: "2024-08-19",
// "2024-08", "2024"; else as it was written.
func dayOf(d Date) string {
	if d.Earliest != "" && d.Earliest == d.Latest {
		return d.Earliest
	}
	from, err := time.Parse(time.DateOnly, d.Earliest)
	to, err2 := time.Parse(time.DateOnly, d.Latest)
	if err != nil || err2 != nil {
		return firstWords(d.Written)
	}
	switch {
	case from.Day() == 1 && from.AddDate(0, 1, -1).Equal(to):
		return d.Earliest[:len("2006-01")]
	case from.YearDay() == 1 && from.AddDate(1, 0, -1).Equal(to):
		return d.Earliest[:len("2006")]
	}
	if words := firstWords(d.Written); words != "" {
		return words
	}
	return d.Earliest + "/" + d.Latest
}

// joined joins the parts that are not empty.
func joined(sep string, parts ...string) string {
	all := ""
	for _, part := range parts {
		switch {
		case part == "":
		case all == "":
			all = part
		default:
			all += sep + part
		}
	}
	return all
}
