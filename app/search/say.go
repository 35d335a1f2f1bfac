package search

import (
	"fmt"
	"strings"
)

// String says the reading in English.
func (r Reading) String() string {
	of := r.Of
	switch r.Rule {
	case ReadWord, ReadPhrase, ReadPrefix, ReadTitle, ReadPublication:
		of = "“" + of + "”"
	}
	said := string(r.Rule) + " " + of
	switch {
	case r.Rule == ReadNear:
		said = string(r.Rule) + ": " + of
	case r.Rule == ReadIn && r.Not:
		said = "in " + of
	}
	if r.Not {
		said = "not " + said
	}
	said = strings.Repeat("(", r.Open) + said + strings.Repeat(")", r.Close)
	if r.Or {
		said = "or " + said
	}
	return said
}

// String says the remark in English, one sentence.
func (r Remark) String() string {
	switch r.Rule {
	case RemarkUnclosedQuote:
		return fmt.Sprintf("The quote never closes, so that the phrase goes to the end: “%s”.", strings.TrimSpace(r.Of))
	case RemarkUnclosedBracket:
		if r.Of == ")" {
			return "A bracket closes that was never opened; it is left out."
		}
		return "A bracket never closes, so that it goes to the end."
	case RemarkNoField:
		return fmt.Sprintf("There is no field “%s:”, so that these are words: “%s”.", r.Of, r.As)
	case RemarkNoActor:
		return fmt.Sprintf("No actor has a name like “%s”, so that it is looked for as words.", r.Of)
	case RemarkNoSource:
		return fmt.Sprintf("No source has a name like “%s”, so that it is looked for as words.", r.Of)
	case RemarkNoLabel:
		return fmt.Sprintf("No label has a name that begins with “%s”, so that it is looked for as words.", r.Of)
	case RemarkNoDate:
		return fmt.Sprintf("“%s” is no date, so that it is left out; write 2024, 2024-08 or 19 August 2024.", r.Of)
	case RemarkNoPlace:
		if r.As == "" {
			return fmt.Sprintf("“%s” cannot be left out of a search; it does nothing.", r.Of)
		}
		return fmt.Sprintf("“%s” is no place to look in (briefs, notes, annotations, titles), so that it is looked for as words.", r.Of)
	case RemarkNoMark:
		return fmt.Sprintf("“%s” is no handling mark (clear, green, amber, amber+strict, red, none), so that it is looked for as words.", r.Of)
	case RemarkEmpty:
		return fmt.Sprintf("There is nothing for “%s” to work on; it is left out.", r.Of)
	case RemarkOnlyNot:
		return "The search only leaves out: all other briefs are shown."
	case RemarkShortPrefix:
		return fmt.Sprintf("“%s” is too short to be the beginning of a word, so that it is looked for as the word “%s”.", r.Of, r.As)
	case RemarkPunctuation:
		return fmt.Sprintf("“%s” is only signs, no words; it is left out.", r.Of)
	case RemarkNotNear:
		return fmt.Sprintf("Only words and phrases can be near each other, so that “%s” is read as %s.", r.Of, r.As)
	case RemarkTooLong:
		return "The search is too long; the rest of it is left out."
	}
	return string(r.Rule) + ": " + r.Of
}
