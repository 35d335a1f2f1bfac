// Package db is the library file: the records of Sidelight (briefs, their
// texts and what was read from them, sources, annotations, notes, labels,
// actors, comparisons) in one SQLite file, its migrations, its queries and its change
// notices.
//
// It knows nothing of the window, of formats or of what a text says; it
// imports nothing else of Sidelight. It holds the promises about data: what a
// method that returned without error has written survives a crash and a power
// cut; deleting is a move to the trash until [Library.EmptyTrash]; a file
// that is damaged, foreign or from a newer version is left as it is.
//
// Every method takes a context first, opens its own transaction, and returns
// errors that [errors.Is] one of the Err values of this package where a caller
// can decide something on them. [Explain] puts any of them into plain English.
package db
