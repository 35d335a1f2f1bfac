package roster

import "sidelight/db"

// field is what a column of a table, or a key of a record, holds.
type field int

const (
	fieldNone field = iota
	fieldName
	fieldListed // the name with what else the list says in brackets behind it
	fieldKind
	fieldAliases
	fieldAcronyms
	fieldTranslations
	fieldTransliterations
	fieldFormer
	fieldNicknames
	fieldWeak
	fieldSummary
	fieldUID  // ours: the row was written by Sidelight and is taken to the letter
	fieldUUID // of whoever made the list
)

// fields are the headers and keys that are known, as keyOf has them.
var fields = map[string]field{
	"name": fieldName, "names": fieldName, "actor": fieldName, "actorname": fieldName, "group": fieldName, "groupname": fieldName, "entity": fieldName,
	"entityname": fieldName, "organization": fieldName, "organisation": fieldName, "fullname": fieldName, "primaryname": fieldName, "nom": fieldName,
	"aslisted": fieldListed,
	"kind":     fieldKind, "type": fieldKind, "category": fieldKind, "actortype": fieldKind, "actorkind": fieldKind, "class": fieldKind,
	"aliases": fieldAliases, "alias": fieldAliases, "aka": fieldAliases, "alsoknownas": fieldAliases, "othernames": fieldAliases, "othername": fieldAliases,
	"synonyms": fieldAliases, "alternativenames": fieldAliases, "alternatenames": fieldAliases, "variants": fieldAliases, "spellings": fieldAliases,
	"acronym": fieldAcronyms, "acronyms": fieldAcronyms, "abbreviation": fieldAcronyms, "abbreviations": fieldAcronyms, "shortname": fieldAcronyms,
	"shortform": fieldAcronyms, "acronymsinname": fieldAcronyms, "acronymes": fieldAcronyms,
	"translation": fieldTranslations, "translations": fieldTranslations,
	"transliteration": fieldTransliterations, "transliterations": fieldTransliterations,
	"formername": fieldFormer, "formernames": fieldFormer, "former": fieldFormer, "formerly": fieldFormer, "formerlyknownas": fieldFormer, "fka": fieldFormer,
	"previousname": fieldFormer, "previousnames": fieldFormer, "oldname": fieldFormer, "oldnames": fieldFormer,
	"nickname": fieldNicknames, "nicknames": fieldNicknames,
	"weakalias": fieldWeak, "weakaliases": fieldWeak,
	"summary": fieldSummary, "description": fieldSummary, "notes": fieldSummary, "note": fieldSummary, "remarks": fieldSummary, "comment": fieldSummary,
	"comments": fieldSummary, "about": fieldSummary, "details": fieldSummary,
	"uid": fieldUID, "uuid": fieldUUID,
}

// fieldOf is what a header or key stands for.
func fieldOf(header string) field { return fields[keyOf(header)] }

// aliasKinds are the kinds that a column of its own gives to aliases.
var aliasKinds = map[field]db.AliasKind{
	fieldAcronyms: db.AliasAcronym, fieldTranslations: db.AliasTranslation, fieldTransliterations: db.AliasTransliteration,
	fieldFormer: db.AliasFormerName, fieldNicknames: db.AliasNickname,
}
