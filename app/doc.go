// Package app is the window: it assembles the panes of the desk, keeps their
// tabs and sizes, and runs the commands that menus, shortcuts and the help
// page share.
//
// It draws with the widgets of package widgets and reads and writes through
// db, intake and export. Nothing here parses a brief or writes SQL. Work that
// takes longer than a frame runs beside the drawing goroutine and comes back
// through one Dispatcher (loop.go).
package app
