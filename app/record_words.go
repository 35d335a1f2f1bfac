package app

import (
	"fyne.io/fyne/v2/lang"

	"sidelight/app/reading"
	"sidelight/db"
)

// What the window calls the kinds of records.

func actorKindName(kind string) string {
	switch kind {
	case "armed group":
		return lang.L("Armed group")
	case "state":
		return lang.L("State")
	case "government body":
		return lang.L("Government body")
	case "military":
		return lang.L("Military")
	case "company":
		return lang.L("Company")
	case "person":
		return lang.L("Person")
	case "place":
		return lang.L("Place")
	case "media":
		return lang.L("Media")
	case "other":
		return lang.L("Other kind")
	case "":
		return lang.L("Kind not set")
	}
	return kind // from a library of another make
}

func aliasKindName(kind db.AliasKind) string {
	switch kind {
	case db.AliasAcronym:
		return lang.L("acronym")
	case db.AliasTranslation:
		return lang.L("translated name")
	case db.AliasTransliteration:
		return lang.L("transliteration")
	case db.AliasFormerName:
		return lang.L("former name")
	case db.AliasNickname:
		return lang.L("nickname")
	case db.AliasOther:
		return lang.L("other name")
	}
	return string(kind)
}

func sourceKindName(kind db.SourceKind) string {
	switch kind {
	case db.SourceUnknown:
		return lang.L("Kind not set")
	case db.SourceAgency:
		return lang.L("News agency")
	case db.SourcePaper:
		return lang.L("Newspaper or magazine")
	case db.SourceBroadcast:
		return lang.L("Broadcaster")
	case db.SourceSocial:
		return lang.L("Social media")
	case db.SourceOfficial:
		return lang.L("Official")
	case db.SourceResearch:
		return lang.L("Research")
	case db.SourceOther:
		return lang.L("Other kind")
	}
	return string(kind)
}

// reliabilityName spells a grade of the Admiralty code out. F means unknown,
// not worst.
func reliabilityName(grade string) string {
	switch grade {
	case "A":
		return lang.L("A · completely reliable")
	case "B":
		return lang.L("B · usually reliable")
	case "C":
		return lang.L("C · fairly reliable")
	case "D":
		return lang.L("D · not usually reliable")
	case "E":
		return lang.L("E · unreliable")
	case "F":
		return lang.L("F · cannot be judged")
	}
	return lang.L("Not graded")
}

func relationKindName(kind db.RelationKind) string {
	switch kind {
	case db.RelationPartOf:
		return lang.L("part of")
	case db.RelationSuccessorOf:
		return lang.L("successor of")
	case db.RelationAlliedWith:
		return lang.L("allied with")
	case db.RelationFights:
		return lang.L("fights")
	case db.RelationSupports:
		return lang.L("supports")
	case db.RelationCommands:
		return lang.L("commands")
	case db.RelationOther:
		return lang.L("other relation to")
	}
	return string(kind)
}

// relationFrom is the relation read from its other end.
func relationFrom(kind db.RelationKind) string {
	switch kind {
	case db.RelationPartOf:
		return lang.L("has as part")
	case db.RelationSuccessorOf:
		return lang.L("succeeded by")
	case db.RelationSupports:
		return lang.L("supported by")
	case db.RelationCommands:
		return lang.L("commanded by")
	}
	return relationKindName(kind)
}

func checkName(kind reading.CheckKind) string {
	switch kind {
	case reading.CheckSourceBeforeEvent:
		return lang.L("Source older than the event")
	case reading.CheckYearMissing:
		return lang.L("Year missing")
	case reading.CheckSisterTitles:
		return lang.L("Sister titles")
	case reading.CheckAcronymUndefined:
		return lang.L("Acronym before its definition")
	case reading.CheckBothSets:
		return lang.L("Likelihood terms of both sets")
	case reading.CheckConfidence:
		return lang.L("Likelihood and confidence together")
	}
	return string(kind)
}
