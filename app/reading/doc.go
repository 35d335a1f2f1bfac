// Package reading says what a text says, by rules that can be inspected:
// inline citations with their sources and dates, acronyms and their long
// forms, likelihood terms and hedges. It is pure: text in, spans out (byte
// offsets, see package span). It knows nothing of the library or the window,
// never changes what it reads, and every finding names the words it rests on.
package reading
