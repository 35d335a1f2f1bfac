package roster

import (
	"slices"
	"strings"
	"unicode"

	"sidelight/db"
)

// kindOther is the kind of an actor of whom nothing else is known.
const kindOther = "other"

// kindWords are words that lists use for kinds, besides the kinds' own names.
// They are compared as keyOf has them.
var kindWords = map[string]string{
	"group": "armed group", "armedgroup": "armed group", "militia": "armed group", "terroristgroup": "armed group", "terroristorganization": "armed group",
	"terroristorganisation": "armed group", "terrorist": "armed group", "terroristentity": "armed group", "insurgentgroup": "armed group",
	"rebelgroup": "armed group", "militantgroup": "armed group", "nonstatearmedgroup": "armed group", "cartel": "armed group", "gang": "armed group",
	"country": "state", "nation": "state", "nationstate": "state",
	"government": "government body", "ministry": "government body", "agency": "government body", "governmentagency": "government body", "authority": "government body",
	"army": "military", "armedforces": "military", "militaryunit": "military",
	"corporation": "company", "business": "company", "firm": "company", "enterprise": "company",
	"individual": "person", "people": "person", "human": "person",
	"location": "place", "city": "place", "region": "place", "town": "place", "territory": "place",
	"newspaper": "media", "outlet": "media", "mediaoutlet": "media", "newsagency": "media", "broadcaster": "media",
	"organization": kindOther, "organisation": kindOther, "entity": kindOther, "unknown": kindOther,
}

// kindOf is the kind that a list's word means; known is false for a word that
// means nothing here.
func kindOf(word string) (kind string, known bool) {
	for _, k := range db.ActorKinds {
		if keyOf(k) == keyOf(word) {
			return k, true
		}
	}
	kind, known = kindWords[keyOf(word)]
	return kind, known
}

// nameWords are words of names that tell the kind, in the order in which they
// are tried.
var nameWords = []struct {
	kind  string
	words []string
}{
	{"company", []string{"ltd", "limited", "inc", "llc", "gmbh", "plc", "corp", "corporation", "company"}},
	{"government body", []string{"ministry", "department", "directorate", "police", "parliament", "senate", "court", "embassy"}},
	{"media", []string{"news", "newspaper", "radio", "television", "tv", "gazette"}},
	{"armed group", []string{"brigade", "brigades", "battalion", "battalions", "katiba", "militia", "militias", "mujahideen", "mujahidin", "jihad", "guerrilla", "guerrillas"}},
	{"military", []string{"navy", "forces"}},
	{"state", []string{"kingdom", "republic"}},
}

// guessKind tells the kind by the words of a name, where a list says nothing:
// "Harbour Brigades" is an armed group, "Harbour Shipping Ltd" a company. A
// name without such a word is "other".
func guessKind(name string) string {
	words := strings.FieldsFunc(db.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, row := range nameWords {
		for _, w := range row.words {
			if slices.Contains(words, w) {
				return row.kind
			}
		}
	}
	return kindOther
}

// kindOfList is the kind of the actors of a list that calls itself so, or "":
// a list of terrorists or of armed groups says with its name what they are.
func kindOfList(name string) string {
	folded := db.Fold(name)
	for _, word := range []string{"terroris", "armed group", "militia", "insurgen"} {
		if strings.Contains(folded, word) {
			return "armed group"
		}
	}
	return ""
}

// keyOf reduces a word to its letters and digits, folded: "Former name(s)" and
// "former_names" are one header.
func keyOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, db.Fold(s))
}

// nameKey is the form in which names are compared: folded, with single spaces.
func nameKey(s string) string {
	return strings.Join(strings.Fields(db.Fold(s)), " ")
}
