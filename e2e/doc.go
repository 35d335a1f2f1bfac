// Package e2e drives the real program in a real window on a virtual display,
// with a real mouse and keyboard, the way a person would.
//
// The program is started with --events, under which it prints one line for
// each thing that has happened ("opened 3 Two ambushes...") and one for where
// each named control stands ("at 12 40 96 24 list.filter"). The driver acts,
// then waits for the line that says the action arrived; it never sleeps, and
// it holds no coordinates of its own.
//
// It knows the program from outside only: its window, its events, its files
// and its headless commands. It imports none of the program's rooms.
package e2e
