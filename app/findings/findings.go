// Package findings reads the texts of a library and keeps what they say: it
// runs the rules of package reading over each text with its structure in mind,
// stores what they find, searches again when names change, and tells
// everything about one brief with the analyst's decisions laid over.
//
// What it stores can be thrown away and read again at any time; what the
// analyst decided is the library's to keep.
package findings

import (
	"context"

	"sidelight/app/reading"
	"sidelight/db"
)

// version is that of the rules. Raise it when Read, or what it asks of package
// reading, finds something else in the same text than before: every text is
// then read again.
const version = "1"

// SettingOneMention is the library setting that says how "long form (SF)"
// counts: "" as two mentions, "one" as one.
const SettingOneMention = "mention.long-form"

// oneMentionSet is the value of SettingOneMention for one mention.
const oneMentionSet = "one"

// Rules names the rules by which a text is read, as the library notes them
// beside what was found.
func Rules(oneMention bool) string {
	if oneMention {
		return version + " one"
	}
	return version
}

// oneMention reads the setting.
func oneMention(ctx context.Context, lib *db.Library) (bool, error) {
	value, err := lib.Setting(ctx, SettingOneMention)
	return value == oneMentionSet, err
}

// Names are the names of the library's actors, to search texts for. Weak ones
// are left out: they never link by themselves.
func Names(ctx context.Context, lib *db.Library) (*reading.Names, error) {
	list, err := lib.ActorNames(ctx)
	if err != nil {
		return nil, err
	}
	return namesOf(list), nil
}

func namesOf(list []db.ActorName) *reading.Names {
	names := make([]reading.Name, 0, len(list))
	for _, n := range list {
		if !n.Weak {
			names = append(names, reading.Name{Actor: n.ActorID, Name: n.Name, Acronym: n.Acronym})
		}
	}
	return reading.NewNames(names)
}
