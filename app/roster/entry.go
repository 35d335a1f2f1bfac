package roster

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"sidelight/db"
)

// entry is a row while its fields come in, in whatever order the list has
// them.
type entry struct {
	row     Row
	said    bool   // the list says the actor's kind
	literal bool   // written by Sidelight: nothing is taken apart
	listed  string // the name with what the list says in brackets behind it
	summary []string
	aliases []alias
}

type alias struct {
	db.Alias
	guessed bool // the list gives the name alone
}

// maxLine is how much of a value that is one line is looked at, in characters;
// maxParts of how many values a summary is made.
const (
	maxLine  = 10 * MaxName
	maxParts = 100
)

// set takes a value of a field. Where there may be one alone, the first counts.
func (e *entry) set(f field, value string) {
	line := clean(cut(value, maxLine))
	if line == "" {
		return
	}
	switch f {
	case fieldName:
		if e.row.Actor.Name == "" {
			e.row.Actor.Name = line
		} else {
			e.guess(line)
		}
	case fieldListed:
		e.listed = line
	case fieldKind:
		kind, known := kindOf(line)
		if !known {
			e.remark(RemarkUnknownKind, cut(line, 100))
		} else if !e.said {
			e.row.Actor.Kind, e.said = kind, true
		}
	case fieldAliases:
		e.guess(line)
	case fieldWeak:
		a := guessAlias(line)
		a.Weak = true
		e.tell(a)
	case fieldSummary:
		if text := cleanLines(value); len(e.summary) < maxParts && !slices.Contains(e.summary, text) {
			e.summary = append(e.summary, text)
		}
	case fieldUID, fieldUUID:
		if id, err := uuid.Parse(line); err == nil && e.row.Actor.UID == "" {
			e.row.Actor.UID = id.String()
			e.literal = f == fieldUID
		}
	default:
		if kind, ok := aliasKinds[f]; ok {
			e.tell(db.Alias{Name: line, Kind: kind})
		}
	}
}

// guess takes an alias of which the list says no more than the name.
func (e *entry) guess(name string) { e.aliases = append(e.aliases, alias{guessAlias(name), true}) }

// tell takes an alias whose kind the list says.
func (e *entry) tell(a db.Alias) {
	a.Name = clean(a.Name)
	if !slices.Contains(db.AliasKinds, a.Kind) {
		a.Kind = db.AliasOther
	}
	e.aliases = append(e.aliases, alias{a, false})
}

func (e *entry) remark(kind RemarkKind, detail string) {
	e.row.Remarks = append(e.row.Remarks, Remark{kind, detail})
}

// done makes the row of what came in.
func (e *entry) done() Row {
	given := e.aliases
	if !e.literal {
		given = e.takeApart()
	}
	a := &e.row.Actor
	switch {
	case e.row.Problem != "":
	case nameKey(a.Name) == "":
		e.row.Problem = ProblemNoName
	case utf8.RuneCountInString(a.Name) > MaxName:
		e.row.Problem = ProblemLongName
	}
	a.Name = cut(a.Name, MaxName)
	e.addAliases(given)
	e.setSummary(strings.Join(e.summary, "\n\n"))
	return e.row
}

// takeApart moves acronyms in brackets behind the name and the aliases to
// aliases of their own. Where a list tells the name as listed, other words in
// its brackets are names too, and those behind an alias explain it: they are
// kept as weak ones.
func (e *entry) takeApart() []alias {
	var out []alias
	aside := func(s string, weak bool) {
		a := guessAlias(s)
		if inBracketsAcronym(s) {
			a.Kind = db.AliasAcronym
		} else {
			a.Weak = a.Weak || weak
		}
		out = append(out, alias{Alias: a})
	}
	name := &e.row.Actor.Name
	base, asides := withoutAcronym(*name)
	*name = base
	if e.listed != "" {
		var more []string
		if base, more = apart(e.listed); *name == "" {
			*name = base
		}
		asides = append(asides, more...)
	}
	for _, s := range asides {
		aside(s, false)
	}
	for _, a := range e.aliases {
		if !a.guessed {
			out = append(out, a)
			continue
		}
		take := withoutAcronym
		if e.listed != "" {
			take = apart
		}
		base, asides := take(a.Name)
		out = append(out, alias{guessAlias(base), true})
		for _, s := range asides {
			aside(s, true)
		}
	}
	return out
}

// addAliases gives the actor its aliases: each once, none its own name, no
// more and no longer ones than are taken.
func (e *entry) addAliases(given []alias) {
	a := &e.row.Actor
	at := map[string]int{}
	for i, have := range a.Aliases {
		at[have.Name] = i
	}
	long, more := 0, 0
	for _, add := range given {
		i, have := at[add.Name]
		switch {
		case add.Name == "" || add.Name == a.Name:
		case have:
			a.Aliases[i] = sum(a.Aliases[i], add.Alias)
		case utf8.RuneCountInString(add.Name) > MaxName:
			long++
		case len(a.Aliases) == MaxAliases:
			more++
		default:
			at[add.Name] = len(a.Aliases)
			a.Aliases = append(a.Aliases, add.Alias)
		}
	}
	if long > 0 {
		e.remark(RemarkLongAliases, strconv.Itoa(long))
	}
	if more > 0 {
		e.remark(RemarkMoreAliases, strconv.Itoa(more))
	}
}

// sum is one alias of two: the kind that says more, and weak only if both are.
func sum(a, b db.Alias) db.Alias {
	if a.Kind == db.AliasOther {
		a.Kind = b.Kind
	}
	a.Weak = a.Weak && b.Weak
	return a
}

func (e *entry) setSummary(s string) {
	if n := utf8.RuneCountInString(s); n > MaxSummary {
		s = cut(s, MaxSummary)
		e.remark(RemarkCutSummary, strconv.Itoa(n))
	}
	e.row.Actor.Summary = s
}
