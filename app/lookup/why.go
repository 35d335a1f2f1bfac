package lookup

import "fmt"

// Rule names a reason that is told with a row.
type Rule string

// The rules of a Why.
const (
	RuleAlias   Rule = "alias of"      // Of is the record's own name
	RuleLetters Rule = "letters apart" // N letters between Typed and Found
	RuleSounds  Rule = "sounds like"   // Typed and Found are one name in two transliterations
	RuleOrder   Rule = "letters in order"
	RuleContext Rule = "found in" // Of is the context that has some of the words
)

// Why is one reason why a row matched that a reader does not see at once.
type Why struct {
	Rule         Rule
	Of           string
	N            int
	Typed, Found string
}

// String says it in English: "alias of X", "one letter apart: Prigojin ≈ Prigozhin".
func (w Why) String() string {
	switch w.Rule {
	case RuleAlias, RuleContext:
		return string(w.Rule) + " " + w.Of
	case RuleLetters:
		return fmt.Sprintf("%s apart: %s ≈ %s", letters(w.N), w.Typed, w.Found)
	case RuleSounds:
		return fmt.Sprintf("sounds like: %s ≈ %s", w.Typed, w.Found)
	default:
		return string(w.Rule)
	}
}

func letters(n int) string {
	switch n {
	case 1:
		return "one letter"
	case 2:
		return "two letters"
	case 3:
		return "three letters"
	default:
		return fmt.Sprintf("%d letters", n)
	}
}
