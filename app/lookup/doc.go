// Package lookup finds a record, an alias or a command by a few letters of
// its name: exactly, by its beginning, by its words in any order, by letters
// in order, and, where little else is found, misspelt or transliterated in
// another way. It says how each row matched, and where.
//
// An Index is made of entries once and then only read. The package knows the
// library only to load entries from it, and nothing of the window.
package lookup
