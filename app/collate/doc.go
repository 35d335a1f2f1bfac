// Package collate holds two texts against each other: two editions of one
// text, or two texts about the same matters. It says which passages belong
// together and why, what they share, and which differences are worth an
// analyst's time. Every score can be explained by what is on the page.
//
// The comparison itself is pure: two sides in, spans and reasons out. The
// library is known only to make a side of a brief or a note.
package collate
