package app

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/db"
	"sidelight/widgets/reader"
)

// undrawn is the tone of a spot that is not shown, but can still be asked for:
// what the analyst said is nothing.
const undrawn reader.Tone = -1

// spot is a place of a text with what is known of it.
type spot struct {
	lens       lens
	tone       reader.Tone
	start, end int // bytes of the text
	// of is what stands there: []db.Mention (one, or a row for each actor it
	// may be), []db.Citation (one, or all that a bracket holds), db.Event,
	// reading.Term, reading.Hedge, reading.Confidence, reading.Acronym or
	// findings.Check.
	of any
}

// spotsOf lists the places of a brief's text that something is known of.
func spotsOf(r findings.Report) []spot {
	spots := mentionSpots(r.Mentions)
	spots = append(spots, citationSpots(r.Citations)...)
	for _, e := range r.Events {
		if e.DateStart < e.DateEnd {
			spots = append(spots, spot{lensDates, reader.ToneDate, e.DateStart, e.DateEnd, e})
		}
	}
	for _, t := range r.Terms {
		spots = append(spots, spot{lensLikelihood, reader.ToneLikelihood, t.Start, t.End, t})
	}
	for _, h := range r.Hedges {
		spots = append(spots, spot{lensLikelihood, reader.ToneHedge, h.Start, h.End, h})
	}
	for _, c := range r.Confidence {
		spots = append(spots, spot{lensLikelihood, reader.ToneLikelihood, c.Start, c.End, c})
	}
	spots = append(spots, acronymSpots(r)...)
	for _, c := range r.Checks {
		if c.State != db.StateDismissed {
			spots = append(spots, spot{lensOfCheck(c.Kind), reader.ToneCheck, c.Span.Start, c.Span.End, c})
		}
	}
	return spots
}

// mentionSpots makes one spot of the rows that an ambiguous mention has.
func mentionSpots(all []db.Mention) []spot {
	var spots []spot
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].Start == all[i].Start && all[j].End == all[i].End {
			j++
		}
		tone := reader.ToneActor
		switch m := all[i]; {
		case m.ActorID == 0:
			tone = undrawn
		case m.Ambiguous:
			tone = reader.ToneUnsettled
		}
		spots = append(spots, spot{lensActors, tone, all[i].Start, all[i].End, slices.Clone(all[i:j])})
		i = j
	}
	return spots
}

// citationSpots makes a spot of each citation, and one of the bracket around
// them.
func citationSpots(all []db.Citation) []spot {
	var spots []spot
	for i := 0; i < len(all); {
		var standing []db.Citation
		group := all[i]
		for ; i < len(all) && all[i].GroupStart == group.GroupStart; i++ {
			c := all[i]
			if c.State == db.StateDismissed {
				spots = append(spots, spot{lensCitations, undrawn, c.Start, c.End, []db.Citation{c}})
				continue
			}
			standing = append(standing, c)
			spots = append(spots, spot{lensCitations, reader.ToneCitation, c.Start, c.End, []db.Citation{c}})
		}
		if len(standing) > 0 {
			spots = append(spots, spot{lensCitations, reader.ToneCitation, group.GroupStart, group.GroupEnd, standing})
		}
	}
	return spots
}

// acronymSpots are the uses of the short forms that the text defines and no
// actor bears, outside of names and citations.
func acronymSpots(r findings.Report) []spot {
	var spots []spot
	taken := func(start, end int) bool {
		return slices.ContainsFunc(r.Mentions, func(m db.Mention) bool { return m.Start < end && m.End > start }) ||
			slices.ContainsFunc(r.Citations, func(c db.Citation) bool { return c.GroupStart < end && c.GroupEnd > start })
	}
	seen := map[string]bool{}
	for _, a := range r.NewAcronyms {
		if seen[a.Short] {
			continue // the text gives it two long forms: the first is told
		}
		seen[a.Short] = true
		for _, at := range wordsAt(r.Revision.Text, a.Short) {
			if end := at + len(a.Short); !taken(at, end) {
				spots = append(spots, spot{lensActors, reader.ToneUnsettled, at, end, a})
			}
		}
	}
	return spots
}

// wordsAt finds where words stand whole in a text.
func wordsAt(text, words string) []int {
	var found []int
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 || words == "" {
			return found
		}
		at := from + i
		from = at + len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[from:])
		if !isWordRune(before) && !isWordRune(after) {
			found = append(found, at)
		}
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// sameName are the mentions of a brief that bear a name, one for each place.
func sameName(all []db.Mention, alias string) []db.Mention {
	key := db.Fold(alias)
	var same []db.Mention
	for _, m := range all {
		if n := len(same); db.Fold(m.Alias) == key && (n == 0 || same[n-1].Start != m.Start || same[n-1].End != m.End) {
			same = append(same, m)
		}
	}
	return same
}

// mentionsOfActor are an actor's mentions in the order of the text.
func mentionsOfActor(all []db.Mention, actor int64) []db.Mention {
	var own []db.Mention
	for _, m := range all {
		if m.ActorID == actor {
			own = append(own, m)
		}
	}
	return own
}

// sentenceAt is the sentence of a text that a byte stands in.
func sentenceAt(text string, offset int) (start, end int) {
	for _, s := range reading.Sentences(text) {
		if s.Start <= offset && offset < s.End {
			return s.Start, s.End
		}
	}
	return offset, offset
}
