package roster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// guessAlias tells the kind of an alias where a list says nothing: one word of
// 2 to 10 characters without a lower case letter is an acronym, all else is
// "other". An alias like "the group", a word behind a small article, is weak.
func guessAlias(name string) db.Alias {
	a := db.Alias{Name: name, Kind: db.AliasOther}
	if isAcronym(name) {
		a.Kind = db.AliasAcronym
	}
	if word, ok := strings.CutPrefix(name, "the "); ok && !strings.Contains(word, " ") {
		a.Weak = true
	}
	return a
}

func isAcronym(s string) bool {
	return isShort(s) && strings.IndexFunc(s, unicode.IsLower) < 0 && strings.IndexFunc(s, unicode.IsUpper) >= 0
}

// inBracketsAcronym is isAcronym for what stands in brackets behind its long
// form, where some small letters are no objection: "(JeM)".
func inBracketsAcronym(s string) bool {
	capitals, small := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			small++
		}
	}
	return isShort(s) && capitals > small
}

func isShort(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 10 && strings.IndexFunc(s, unicode.IsSpace) < 0
}

// apart takes the brackets off the end of a name: "Front (F) (Avant-garde)"
// gives "Front" and what stood in them, in order. A name that is all bracket
// loses the bracket.
func apart(s string) (name string, asides []string) {
	for {
		s = strings.TrimSpace(s)
		inner, ok := strings.CutSuffix(s, ")")
		if !ok {
			break
		}
		open := strings.LastIndexByte(inner, '(')
		if open < 0 || strings.Contains(inner[open:], ")") {
			break
		}
		aside, before := strings.TrimSpace(inner[open+1:]), strings.TrimSpace(inner[:open])
		if before == "" {
			if aside != "" {
				s = aside
			}
			break
		}
		s = before
		if aside != "" {
			asides = append(asides, aside)
		}
	}
	slices.Reverse(asides)
	return s, asides
}

// withoutAcronym takes the acronyms in brackets off the end of a name; other
// words in brackets stay, as they may tell two actors apart.
func withoutAcronym(s string) (name string, acronyms []string) {
	base, asides := apart(s)
	if len(asides) == 0 || slices.ContainsFunc(asides, func(a string) bool { return !inBracketsAcronym(a) }) {
		return s, nil
	}
	return base, asides
}

// An alias that would not be read back as what it is carries its kind in a
// cell: "Grey Wolves [nickname, weak]".

// aliasCell writes aliases into one cell, "; " between them. What would part
// them is escaped with a backslash.
func aliasCell(aliases []db.Alias) string {
	parts := make([]string, len(aliases))
	for i, a := range aliases {
		text := strings.NewReplacer(`\`, `\\`, ";", `\;`, "|", `\|`).Replace(a.Name)
		guess := guessAlias(a.Name)
		kind := a.Kind
		if !slices.Contains(db.AliasKinds, kind) {
			kind = db.AliasOther
		}
		if _, tagged := cutTag(a.Name); guess.Kind != kind || guess.Weak != a.Weak || tagged {
			text += " [" + string(kind)
			if a.Weak {
				text += ", weak"
			}
			text += "]"
		}
		parts[i] = text
	}
	return strings.Join(parts, "; ")
}

// maxValues is how many values in one cell, or in one list of a record, are
// looked at.
const maxValues = 10 * MaxAliases

// splitCell parts a cell at semicolons, bars and line ends that no backslash
// escapes.
func splitCell(cell string) []string {
	var parts []string
	var part strings.Builder
	end := func() {
		if s := clean(part.String()); s != "" {
			parts = append(parts, s)
		}
		part.Reset()
	}
	escaped := false
	for _, r := range cell {
		if len(parts) == maxValues {
			return parts
		}
		switch {
		case escaped && r != ';' && r != '|' && r != '\\':
			part.WriteRune('\\')
			part.WriteRune(r)
			escaped = false
		case escaped:
			part.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == ';' || r == '|' || r == '\n':
			end()
		default:
			part.WriteRune(r)
		}
	}
	if escaped {
		part.WriteRune('\\')
	}
	end()
	return parts
}

// cutTag takes the kind off the end of an alias.
func cutTag(s string) (db.Alias, bool) {
	inner, closed := strings.CutSuffix(s, "]")
	open := strings.LastIndex(inner, " [")
	if !closed || open <= 0 {
		return db.Alias{}, false
	}
	kind, weak := strings.CutSuffix(inner[open+2:], ", weak")
	if !slices.Contains(db.AliasKinds, db.AliasKind(kind)) {
		return db.Alias{}, false
	}
	return db.Alias{Name: strings.TrimSpace(inner[:open]), Kind: db.AliasKind(kind), Weak: weak}, true
}
