package collate

import (
	"strings"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// unrecorded are the names in a text that no actor bears. What most often
// stands after "in" or its like is a place.
func unrecorded(s Side) []Mention {
	var skip []span.Span
	for _, m := range s.Mentions {
		skip = append(skip, m.Span)
	}
	for _, c := range s.Citations {
		skip = append(skip, groupSpan(c))
	}
	for _, d := range s.Days {
		skip = append(skip, d.Span)
	}
	for _, b := range s.Blocks {
		if !isRunning(b.Kind) {
			skip = append(skip, span.Span{Start: b.Start, End: b.End})
		}
	}
	var all []Mention
	for _, name := range reading.Phrases(s.Text, skip) {
		kind, within := "", 0
		for _, at := range name.Uses {
			if beforePlaces[wordBefore(s.Text, at.Start)] {
				within++
			}
		}
		if 2*within >= len(name.Uses) {
			kind = kindPlace
		}
		for _, at := range name.Uses {
			all = append(all, Mention{Span: at, Name: name.Name, Kind: kind})
		}
	}
	return lying(s.Text, all, func(m Mention) span.Span { return m.Span })
}

var beforePlaces = setOf("in at near from into outside around towards to off")

func wordBefore(text string, at int) string {
	const longest = 12
	before := strings.Fields(text[max(0, at-longest):at])
	if len(before) == 0 {
		return ""
	}
	return strings.ToLower(before[len(before)-1])
}

// leastNamed is how often one text must use a name without a record that the
// other does not have.
const leastNamed = 2

// recurring are the names without a record that both texts have, or one has
// more than once.
func recurring(mine, theirs []Mention) []Mention {
	count := map[string]int{}
	for _, m := range mine {
		count[m.key()]++
	}
	kinds := map[string]string{}
	for _, m := range theirs {
		count[m.key()] += leastNamed
		kinds[m.key()] = m.Kind
	}
	var kept []Mention
	for _, m := range mine {
		if count[m.key()] < leastNamed {
			continue
		}
		if other, both := kinds[m.key()]; both && other != m.Kind {
			m.Kind = kindPlace // where the two texts differ, as both must list it in one place
		}
		kept = append(kept, m)
	}
	return kept
}

// fullNames gives a name that ends one longer name of the same texts, and no
// other, the longer one: "Kamerhe" is "Vital Kamerhe".
func fullNames(left, right []Mention) {
	full := map[string]string{}
	all := [][]Mention{left, right}
	for _, side := range all {
		for _, m := range side {
			_, last, ok := cutLast(m.Name)
			switch was, known := full[last]; {
			case !ok:
			case known && was != m.Name:
				full[last] = ""
			default:
				full[last] = m.Name
			}
		}
	}
	for _, side := range all {
		for i, m := range side {
			if name := full[m.Name]; name != "" {
				side[i].Name = name
			}
		}
	}
}

// cutLast parts the last word of a name from those before it.
func cutLast(name string) (before, last string, ok bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// withRecurring adds the names that have no record to the mentions of a side.
func withRecurring(s Side, mine, theirs []Mention) Side {
	s.Mentions = append(s.Mentions[:len(s.Mentions):len(s.Mentions)], recurring(mine, theirs)...)
	return s
}
