package app

import (
	"fyne.io/fyne/v2/lang"

	"sidelight/app/reading"
	"sidelight/db"
)

// acronymHow says how the long form of an acronym was found.
func acronymHow(a reading.Acronym) string {
	if a.How == reading.HowPhrase {
		return lang.L("as the text says: the capitalised phrase beside the bracket")
	}
	return lang.L("as the text says: its letters stand in the words")
}

// namingOf offers an acronym's long form as a name, with the short form as its
// acronym.
func (p *briefPage) namingOf(a reading.Acronym) naming {
	return naming{name: a.Long, origin: p.brief.Title, also: []db.Alias{{Name: a.Short, Kind: db.AliasAcronym, Origin: p.brief.Title}}}
}

// dismissAcronym says that an acronym is not worth a record.
func (p *briefPage) dismissAcronym(a reading.Acronym) {
	p.decideOn(lang.L("dismiss acronym"), lang.L("{{.Name}} dismissed", map[string]any{"Name": a.Short}),
		db.Decision{Kind: db.DecideAcronym, BriefID: p.id, RevisionID: p.revision.ID, Start: a.Start, End: a.End, Key: a.Short, Verdict: db.StateDismissed})
}
