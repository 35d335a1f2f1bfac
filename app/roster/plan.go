package roster

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sidelight/db"
)

// Action says what a row is to the library.
type Action string

// What a row can be to the library.
const (
	ActionAdd   Action = "add"    // nobody there bears one of its names
	ActionSame  Action = "same"   // the actor is there, with all that the row says
	ActionMerge Action = "merge?" // an actor there may be the same: somebody must say so
	ActionSkip  Action = "skip"   // the row has a problem, or its actor is in the trash
)

// Choice says what is to be done with a row.
type Choice struct {
	Do   Do
	Into int64 // the actor to merge into
}

// Do is what can be done with a row.
type Do string

// What can be done with a row.
const (
	DoLeave Do = "leave out"
	DoAdd   Do = "add"
	DoMerge Do = "merge"
)

// Match is an actor of the library that a row may be.
type Match struct {
	Actor   db.Actor
	SameUID bool
	Shared  []string // names of the row that the actor bears too, weak aliases aside
}

// Planned is a row held against the library. Choice is what Apply will do: a
// row that is new is added, all others are left out until somebody chooses
// otherwise.
type Planned struct {
	Row
	Action Action
	With   []Match // the likeliest first
	Why    string  // "" for a row that is simply added
	CanAdd bool    // nobody in the library, or in its trash, is of that name and kind
	Choice Choice
}

// What Planned.Why says of rows that are neither new nor offered for merging.
const (
	WhySame    = "the library has it"
	WhyTrashed = "an actor of this name is in the trash; restore it, or empty the trash"
)

// maxBearers is how many actors that bear one name are looked at.
const maxBearers = 20

// Plan holds the rows of a list against the actors of the library, one
// Planned a row, and changes nothing. An actor matches a row that has its uid,
// or whose name or alias is one of its own, folded; weak aliases of either do
// not count.
func Plan(ctx context.Context, lib *db.Library, list List) ([]Planned, error) {
	actors, err := lib.Actors(ctx)
	if err != nil {
		return nil, err
	}
	trash, err := lib.TrashList(ctx)
	if err != nil {
		return nil, err
	}
	who := newDirectory(actors, trash)
	planned := make([]Planned, len(list.Rows))
	for i, row := range list.Rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		planned[i] = who.plan(row)
	}
	return planned, nil
}

// directory finds actors by their uid and by their names.
type directory struct {
	actors []db.Actor
	byUID  map[string]int
	byName map[string][]int // folded, strong names
	// taken are the folded names, with the kind behind them, that a new actor
	// cannot have; trashed the folded names in the trash, where the kind is not
	// told.
	taken, trashed map[string]bool
}

func newDirectory(actors []db.Actor, trash []db.Trashed) directory {
	d := directory{actors, map[string]int{}, map[string][]int{}, map[string]bool{}, map[string]bool{}}
	for _, t := range trash {
		if t.Kind == db.KindActor {
			d.trashed[nameKey(t.Title)] = true
		}
	}
	for i, a := range actors {
		d.byUID[a.UID] = i
		d.taken[nameAndKind(a)] = true
		for _, name := range strongNames(a) {
			if bearers := d.byName[name.key]; len(bearers) < maxBearers && !slices.Contains(bearers, i) {
				d.byName[name.key] = append(bearers, i)
			}
		}
	}
	return d
}

type keyedName struct{ name, key string }

func strongNames(a db.Actor) []keyedName {
	names := []keyedName{{a.Name, nameKey(a.Name)}}
	for _, alias := range a.Aliases {
		if !alias.Weak {
			names = append(names, keyedName{alias.Name, nameKey(alias.Name)})
		}
	}
	return names
}

func nameAndKind(a db.Actor) string { return nameKey(a.Name) + "\n" + a.Kind }

func (d directory) plan(row Row) Planned {
	p := Planned{Row: row, Choice: Choice{Do: DoLeave}}
	if row.Problem != "" {
		p.Action, p.Why = ActionSkip, string(row.Problem)
		return p
	}
	p.With = d.matches(row)
	trashed := d.trashed[nameKey(row.Actor.Name)]
	p.CanAdd = !trashed && !d.taken[nameAndKind(row.Actor)]
	switch {
	case len(p.With) > 0:
	case trashed:
		p.Action, p.Why = ActionSkip, WhyTrashed
		return p
	default:
		p.Action, p.Choice.Do = ActionAdd, DoAdd
		return p
	}
	for i, m := range p.With {
		if saysNothingNew(row, m) {
			p.Action, p.With = ActionSame, p.With[i:i+1]
			p.Why = WhySame
			return p
		}
	}
	p.Action, p.Why = ActionMerge, whyMerge(p.With)
	return p
}

// matches are the actors that the row may be: the one of its uid first, then
// those of its name, then those that share most names.
func (d directory) matches(row Row) []Match {
	found := map[int]*Match{}
	match := func(i int) *Match {
		if found[i] == nil {
			found[i] = &Match{Actor: d.actors[i]}
		}
		return found[i]
	}
	if i, ok := d.byUID[row.Actor.UID]; ok && row.Actor.UID != "" {
		match(i).SameUID = true
	}
	seen := map[string]bool{}
	for _, name := range strongNames(row.Actor) {
		if seen[name.key] {
			continue
		}
		seen[name.key] = true
		for _, i := range d.byName[name.key] {
			m := match(i)
			m.Shared = append(m.Shared, name.name)
		}
	}
	matches := make([]Match, 0, len(found))
	for _, m := range found {
		matches = append(matches, *m)
	}
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.rank(row), a.rank(row)), cmp.Compare(len(b.Shared), len(a.Shared)), cmp.Compare(a.Actor.ID, b.Actor.ID))
	})
	return matches
}

// rank says how much speaks for a match being the row's actor: its uid, its
// name, or no more than an alias.
func (m Match) rank(row Row) int {
	switch {
	case m.SameUID:
		return 2
	case nameKey(m.Actor.Name) == nameKey(row.Actor.Name):
		return 1
	}
	return 0
}

// saysNothingNew reports whether merging the row into the actor of its name,
// or uid, would change nothing: all its names are there, and it has no summary
// where that lacks one. One that is said to be of another kind is another.
func saysNothingNew(row Row, m Match) bool {
	a := m.Actor
	if m.rank(row) == 0 || !m.SameUID && !row.Guessed && row.Actor.Kind != a.Kind || a.Summary == "" && row.Actor.Summary != "" {
		return false
	}
	there := map[string]bool{nameKey(a.Name): true}
	for _, alias := range a.Aliases {
		there[nameKey(alias.Name)] = true
	}
	if !there[nameKey(row.Actor.Name)] {
		return false
	}
	return !slices.ContainsFunc(row.Actor.Aliases, func(alias db.Alias) bool { return !there[nameKey(alias.Name)] })
}

// whyMerge says which names are shared with whom.
func whyMerge(with []Match) string {
	const most = 3
	var parts []string
	for _, m := range with[:min(len(with), most)] {
		names := m.Shared[:min(len(m.Shared), most)]
		what := "the uid"
		if !m.SameUID {
			what = "“" + strings.Join(names, "”, “") + "”"
			if more := len(m.Shared) - len(names); more > 0 {
				what += fmt.Sprintf(" and %d more", more)
			}
		}
		parts = append(parts, fmt.Sprintf("it shares %s with %s (%s)", what, m.Actor.Name, m.Actor.Kind))
	}
	if more := len(with) - most; more > 0 {
		parts = append(parts, fmt.Sprintf("and names with %d more", more))
	}
	return strings.Join(parts, "; ")
}

// TakeOffers chooses merging for the rows where one actor is meant: the only
// match, or the only one of the row's uid or name. The others stay as they
// are.
func TakeOffers(planned []Planned) {
	for i := range planned {
		p := &planned[i]
		if p.Action != ActionMerge {
			continue
		}
		if len(p.With) == 1 || p.With[0].rank(p.Row) > p.With[1].rank(p.Row) {
			p.Choice = Choice{DoMerge, p.With[0].Actor.ID}
		}
	}
}
