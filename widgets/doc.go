// Package widgets holds the chrome of the window: rail, lists, tabs, cards,
// bars, sheets and the notes editor.
//
// A widget here knows text, colours and callbacks. It must not know the
// library: never import db or anything of app. Its manners are the same
// everywhere:
//
//   - New… makes it; exported On… fields are callbacks and may be nil; Set…
//     methods change what is shown and never fire a callback.
//   - Everything runs on the drawing goroutine.
//   - What acts can be reached with Tab and shows a ring when it was reached by
//     keyboard; Enter and Space do what a click does.
//   - Colours and sizes come from widgets/look, read again at every Refresh, so
//     that a change of theme reaches all of it.
package widgets
