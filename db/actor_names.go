package db

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// looksLikeAcronym: one word of 2 to 10 characters, no lower case letter.
func looksLikeAcronym(name string) bool {
	n := utf8.RuneCountInString(name)
	return n >= 2 && n <= 10 && !strings.ContainsFunc(name, unicode.IsSpace) && strings.ToUpper(name) == name && strings.ContainsFunc(name, unicode.IsUpper)
}

// nameAsAlias is an actor's name as an alias of another.
func nameAsAlias(name string) Alias {
	if looksLikeAcronym(name) {
		return Alias{Name: name, Kind: AliasAcronym}
	}
	return Alias{Name: name, Kind: AliasOther}
}

// namesAsAliases are all names of an actor as aliases of another.
func namesAsAliases(a Actor) []Alias {
	return append([]Alias{nameAsAlias(a.Name)}, a.Aliases...)
}

// cleanAliases leaves out the aliases of an actor that have no name, its own,
// or one given before; spellings that differ only in marks or case are names
// of their own.
func cleanAliases(name string, aliases []Alias) []Alias {
	var clean []Alias
	seen := map[string]bool{"": true, name: true}
	for _, alias := range aliases {
		alias.Name = strings.TrimSpace(alias.Name)
		if seen[alias.Name] {
			continue
		}
		seen[alias.Name] = true
		if alias.Kind == "" {
			alias.Kind = AliasOther
		}
		clean = append(clean, alias)
	}
	return clean
}

// spellings are the names of an actor, its own first.
func spellings(a Actor) []string {
	names := []string{a.Name}
	for _, alias := range a.Aliases {
		names = append(names, alias.Name)
	}
	return names
}

// lacking are those of the aliases that an actor does not bear.
func lacking(a Actor, aliases []Alias) []Alias {
	own := spellings(a)
	return slices.DeleteFunc(cleanAliases(a.Name, aliases), func(alias Alias) bool { return slices.Contains(own, alias.Name) })
}

// changedNames are the names that came or went between two states of an actor,
// became weak or strong, or changed kind to or from acronym.
func changedNames(before, after Actor) []string {
	type role struct {
		name          string
		acronym, weak bool
	}
	roles := func(a Actor) map[role]bool {
		all := map[role]bool{{name: a.Name}: true}
		for _, alias := range a.Aliases {
			all[role{alias.Name, alias.Kind == AliasAcronym, alias.Weak}] = true
		}
		return all
	}
	was, is := roles(before), roles(after)
	var names []string
	for r := range was {
		if !is[r] {
			names = append(names, r.name)
		}
	}
	for r := range is {
		if !was[r] {
			names = append(names, r.name)
		}
	}
	return names // noted once each, in any order
}
