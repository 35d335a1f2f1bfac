package lookup

import (
	"strings"
	"unicode"

	"sidelight/db"
)

// Query is what was typed.
type Query struct {
	Text  string    // as typed, without a sigil
	Kinds []db.Kind // only these; none: all
	Label string    // only annotations whose label begins so (folded)
	Limit int       // 0: 50
	// Quick leaves misspellings out, for an answer while somebody is still typing.
	Quick bool
}

// Asked is what somebody typed into the box, told apart by its sigil.
type Asked struct {
	Query
	// Texts says that the full text is to be searched for Query.Text ("/").
	Texts bool
}

// Ask reads the sigils: ">" commands, "@" actors, "#" labels ("#fact mali":
// annotations of the label), "/" text. A space may follow a sigil.
func Ask(typed string) Asked {
	text := strings.TrimLeftFunc(typed, unicode.IsSpace)
	if text == "" {
		return Asked{}
	}
	rest := strings.TrimLeftFunc(text[1:], unicode.IsSpace)
	switch text[0] {
	case '>':
		return Asked{Query: Query{Text: rest, Kinds: []db.Kind{KindCommand}}}
	case '@':
		return Asked{Query: Query{Text: rest, Kinds: []db.Kind{db.KindActor}}}
	case '#':
		return Asked{Query: askLabel(rest)}
	case '/':
		return Asked{Query: Query{Text: rest}, Texts: true}
	default:
		return Asked{Query: Query{Text: typed}}
	}
}

// askLabel reads what follows "#": the beginning of a label and, once a space
// has ended it, the words of its annotations.
func askLabel(rest string) Query {
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end < 0 {
		return Query{Label: rest, Kinds: []db.Kind{KindLabel, db.KindAnnotation}}
	}
	return Query{
		Label: rest[:end],
		Text:  strings.TrimLeftFunc(rest[end:], unicode.IsSpace),
		Kinds: []db.Kind{db.KindAnnotation},
	}
}
