package app

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

// What the window says of a comparison.

// differenceName says what differs: "Figures differ", "Blamed on the left only".
func differenceName(p *comparePage, d collate.Difference) string {
	switch d.Kind {
	case collate.FiguresDiffer:
		return lang.L("Figures differ")
	case collate.DatesDiffer:
		return lang.L("Dates differ")
	case collate.LikelihoodDiffer:
		return lang.L("Likelihood differs")
	case collate.ActorBlamed:
		if d.RightSays == "" {
			return lang.L("Blamed on the left only")
		}
		return lang.L("Blamed on the right only")
	case collate.SourcedOnce:
		switch {
		case endsWithCitation(p.left, d.Left, d.LeftSays):
			return lang.L("Sourced on the left only")
		case endsWithCitation(p.right, d.Right, d.RightSays):
			return lang.L("Sourced on the right only")
		}
		return lang.L("Sourced on one side only")
	}
	return string(d.Kind) // of a library of another make
}

// differenceColour is the colour of the palette that a kind of difference has.
func differenceColour(kind collate.DifferenceKind) string {
	switch kind {
	case collate.FiguresDiffer:
		return "gap"
	case collate.DatesDiffer:
		return "fact"
	case collate.LikelihoodDiffer:
		return "judgement"
	case collate.ActorBlamed:
		return "assumption"
	}
	return "question"
}

// nearCitation is how far behind a claim its citation may stand, in bytes.
const nearCitation = 2000

// endsWithCitation reports whether what a side says ends with the citation that
// stands behind the claim.
func endsWithCitation(side collate.Side, claim span.Span, says string) bool {
	for _, c := range side.Citations {
		at := span.Span{Start: c.GroupStart, End: c.GroupEnd}
		if at.Start >= claim.Start && at.Start <= claim.End+nearCitation && at.Valid(side.Text) && strings.HasSuffix(says, oneLine(at.Of(side.Text))) {
			return true
		}
	}
	return false
}

// shortSays is how long what both sides say may be together, in code points, to
// stand on a line.
const shortSays = 64

// saysText is what the sides say, the left first; long ones stand below each
// other. Where one has all the words of the other, as with a citation behind
// them, it is enough.
func saysText(d collate.Difference) string {
	switch {
	case strings.HasPrefix(d.LeftSays, d.RightSays):
		return d.LeftSays
	case strings.HasPrefix(d.RightSays, d.LeftSays):
		return d.RightSays
	}
	sep := " · "
	if utf8.RuneCountInString(d.LeftSays)+utf8.RuneCountInString(d.RightSays) > shortSays {
		sep = "\n"
	}
	return d.LeftSays + sep + d.RightSays
}

// restsText says what makes both sides be about the same: "In both: 27 July
// 2024, CMA". Figures that differ are told already.
func restsText(d collate.Difference) string {
	var words []string
	for _, r := range d.About {
		if w := reasonText(r); w != "" && !(d.Kind == collate.FiguresDiffer && r.Rule == collate.SharedNumber) {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return lang.L("In both: {{.Words}}", map[string]any{"Words": strings.Join(words, ", ")})
}

// reasonText is what two passages share, as a person writes it.
func reasonText(r collate.Reason) string {
	if r.Rule == collate.SharedDate {
		return dayText(r.Words)
	}
	return oneLine(r.Words)
}

// changeName says what happened to a passage from one edition to the next.
func changeName(kind diff.Kind) string {
	switch kind {
	case diff.Inserted:
		return lang.L("Inserted")
	case diff.Deleted:
		return lang.L("Deleted")
	case diff.Changed:
		return lang.L("Changed")
	case diff.Moved:
		return lang.L("Moved")
	}
	return string(kind)
}

// changesText counts changes by what happened: "9 changed · 3 inserted".
func changesText(all []diff.Change) string {
	n := map[diff.Kind]int{}
	for _, c := range all {
		n[c.Kind]++
	}
	var kinds []string
	for _, k := range []struct {
		kind diff.Kind
		text func(n int) string
	}{
		{diff.Changed, func(n int) string { return lang.L("{{.N}} changed", map[string]any{"N": number(n)}) }},
		{diff.Inserted, func(n int) string { return lang.L("{{.N}} inserted", map[string]any{"N": number(n)}) }},
		{diff.Deleted, func(n int) string { return lang.L("{{.N}} deleted", map[string]any{"N": number(n)}) }},
		{diff.Moved, func(n int) string { return lang.L("{{.N}} moved", map[string]any{"N": number(n)}) }},
	} {
		if n[k.kind] > 0 {
			kinds = append(kinds, k.text(n[k.kind]))
		}
	}
	return strings.Join(kinds, " · ")
}

// sideTitle is the title of a text that is compared.
func sideTitle(title string) string {
	if title = oneLine(title); title != "" {
		return title
	}
	return lang.L("Untitled")
}

// sideName tells an earlier edition from the text as it is now.
func sideName(ref db.SideRef, title string) string {
	if ref.RevisionID != 0 {
		return lang.L("{{.Title}} (earlier edition)", map[string]any{"Title": sideTitle(title)})
	}
	return sideTitle(title)
}

// sameTexts reports whether two editions do not differ in a word.
func sameTexts(p *comparePage) bool {
	return p.result.Kind == collate.KindEditions && len(p.result.Changes) == 0 || p.left.Text == p.right.Text
}

// nothingShared reports whether two texts have nothing to do with each other.
func nothingShared(c collate.Comparison) bool {
	return len(c.Aligned) == 0 && itemsIn(c.Shared) == 0 && len(c.Copied) == 0
}

// itemsIn counts the things that texts have.
func itemsIn(c collate.Common) int {
	return len(c.Actors) + len(c.Places) + len(c.Sources) + len(c.Dates)
}
