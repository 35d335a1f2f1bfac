// Package search reads what an analyst types to search the texts, says how it
// was read, finds the documents, and marks the words in them. The library
// has the index; the language of queries, grouping, snippets and marks are
// here. It knows nothing of the window.
//
// The language is what people know from web searches and reference managers:
//
//	salt wells            both words, anywhere in the document
//	"salt wells"          one after the other; typographic quotes do as well
//	salt OR wells, a | b  one of them; OR binds closer than words side by side
//	-salt, NOT salt       not this: a word, phrase, field or bracket
//	well*                 words that begin so
//	salt NEAR wells       with at most ten other words between them;
//	                      NEAR/5, near(salt wells, 5) and "salt wells"~5 say how many
//	(salt OR wells) front brackets
//	title: pub:           words of the title, of the publication
//	actor: source: label: an actor by any of its names, a source by words of one
//	                      of its names, a label by the beginning of its name
//	before: after: on:    2024, 2024-08, 2024-08-19, August 2024, 19 Aug 2024;
//	                      on:2023..2024
//	in:                   briefs, notes, annotations, titles
//	tlp:                  what is handled by a mark of the Traffic Light Protocol:
//	                      clear, green, amber, amber+strict, red, none
//
// The value of a field is a word, a phrase, or a bracket of them. Case,
// accents, typographic signs and marks do not matter. Nothing is an error: what
// cannot be meant as it stands is read as words or left out, and a Remark says
// so.
package search
