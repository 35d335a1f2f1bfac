package search

import (
	"slices"
	"strings"

	"sidelight/db"
)

// actor reads the name of an actor: of all who bear it, or else of those who
// have a name that begins so, or else the words of it in any order.
func (p *parser) actor(t token, f phrase) *node {
	actors, err := p.lib.ActorsNamed(p.ctx, strings.TrimSpace(strings.TrimRight(t.text, "*")))
	if err == nil && len(actors) == 0 {
		actors, err = p.actorsLike(f)
	}
	if err != nil {
		p.err = err
		return nil
	}
	if len(actors) == 0 {
		return p.plainly(t, RemarkNoActor)
	}
	var names []string
	var ids []int64
	n := filter(ReadActor, "", nil)
	for _, a := range actors {
		names, ids = append(names, a.Name), append(ids, a.ID)
		for _, name := range namesOf(a) {
			if words, _ := wordsOf(name); words != nil {
				n.term.names = append(n.term.names, phrase{words: words})
			}
		}
	}
	n.term.of, n.term.actors, n.term.filter = some(names), ids, db.Mentions{ActorIDs: ids}
	return n
}

// actorsLike are the actors of whom only a part of a name is known.
func (p *parser) actorsLike(f phrase) ([]db.Actor, error) {
	// The library looks for letters anywhere; the longest word leaves least.
	longest := slices.MaxFunc(f.words, func(a, b string) int { return len(a) - len(b) })
	rows, _, err := p.lib.FindActors(p.ctx, db.ActorFilter{Text: longest, Limit: mostNamed})
	var begin, have []db.Actor
	for _, row := range rows {
		begins, has := false, false
		for _, name := range namesOf(row.Actor) {
			words, _ := wordsOf(name)
			begins = begins || strings.HasPrefix(strings.Join(words, " "), strings.Join(f.words, " "))
			has = has || hasWords(words, f)
		}
		if begins {
			begin = append(begin, row.Actor)
		} else if has {
			have = append(have, row.Actor)
		}
	}
	if begin != nil {
		return begin, err
	}
	return have, err
}

// hasWords reports whether a name has the words in any order.
func hasWords(name []string, f phrase) bool {
	for i, word := range f.words {
		goesOn := f.prefix && i == len(f.words)-1
		if !slices.ContainsFunc(name, func(of string) bool { return of == word || goesOn && strings.HasPrefix(of, word) }) {
			return false
		}
	}
	return true
}

// namesOf are the names of an actor by which texts are searched: not the weak
// ones ("the group"), which may be anybody's.
func namesOf(a db.Actor) []string {
	names := []string{a.Name}
	for _, alias := range a.Aliases {
		if !alias.Weak {
			names = append(names, alias.Name)
		}
	}
	return names
}
