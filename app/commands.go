package app

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Command is one thing the desk can do. The table of them (Commands) feeds
// the main menu, the shortcuts, the help page and the README, so that they
// cannot disagree.
type Command struct {
	ID    string // stable: "import", "brief.details"
	Title string // English, the key of its translation
	Menu  Menu   // "" for what works only on selected words
	// Key with Mod is the shortcut; an empty Key: none. Ctrl stands for Cmd
	// on macOS.
	Key fyne.KeyName
	Mod Mod
	// Typed is a letter that does the same while words of a brief are
	// selected, or a range such as "1-9".
	Typed string

	separated bool             // a line stands above it in the menu
	enabled   func(*Desk) bool // nil: always
	run       func(*Desk)      // nil: the reader does it itself
}

// Menu names a menu of the main menu, in English.
type Menu string

// The menus, in their order in the bar.
const (
	MenuFile   Menu = "File"
	MenuEdit   Menu = "Edit"
	MenuView   Menu = "View"
	MenuGo     Menu = "Go"
	MenuBrief  Menu = "Brief"
	MenuActor  Menu = "Actor"
	MenuSource Menu = "Source"
	MenuHelp   Menu = "Help"
)

// Menus lists the menus in the order of the bar.
var Menus = []Menu{MenuFile, MenuEdit, MenuView, MenuGo, MenuBrief, MenuActor, MenuSource, MenuHelp}

// Mod is the set of modifier keys of a shortcut.
type Mod uint8

// The modifiers. Ctrl is the platform's own: Cmd on macOS.
const (
	Ctrl Mod = 1 << iota
	Shift
	Alt
)

// ShortcutText returns the shortcut as a person writes it: "Ctrl+Shift+F",
// with Cmd for Ctrl when mac; "" when the command has none.
func (c Command) ShortcutText(mac bool) string {
	if c.Key == "" {
		return ""
	}
	var b strings.Builder
	if c.Mod&Ctrl != 0 {
		if mac {
			b.WriteString("Cmd+")
		} else {
			b.WriteString("Ctrl+")
		}
	}
	if c.Mod&Alt != 0 {
		b.WriteString("Alt+")
	}
	if c.Mod&Shift != 0 {
		b.WriteString("Shift+")
	}
	b.WriteString(keyText(c.Key))
	return b.String()
}

func keyText(k fyne.KeyName) string {
	switch k {
	case fyne.KeyPageDown:
		return "PageDown"
	case fyne.KeyPageUp:
		return "PageUp"
	}
	return string(k)
}

// Commands returns the table of commands in the order of the menus. It needs
// no window and may be called from anywhere.
func Commands() []Command {
	var all []Command
	for _, group := range [][]Command{fileCommands(), editCommands(), searchCommands(), viewCommands(), lensCommands(), lookupCommands(), goCommands(), pairCommands(), compareCommands(), briefCommands(), editionCommands(), mentionCommands(), chronologyCommands(), actorCommands(), sourceCommands(), helpCommands()} {
		all = append(all, group...)
	}
	return all
}

func fileCommands() []Command {
	return []Command{
		{ID: "import", Title: "Import briefs…", Menu: MenuFile, Key: fyne.KeyI, Mod: Ctrl, enabled: (*Desk).canWrite, run: func(d *Desk) { d.importer.ask() }},
		{ID: "import.paste", Title: "Import pasted text…", Menu: MenuFile, Key: fyne.KeyI, Mod: Ctrl | Shift, enabled: (*Desk).canWrite, run: func(d *Desk) { d.importer.askPaste() }},
		{ID: "note.new", Title: "New note", Menu: MenuFile, Key: fyne.KeyN, Mod: Ctrl, enabled: (*Desk).canWrite, run: func(d *Desk) { d.newNote() }},
		{ID: "export", Title: "Export…", Menu: MenuFile, Key: fyne.KeyE, Mod: Ctrl, separated: true, run: func(d *Desk) { d.exporter.ask(d.exportScope()) }},
		{ID: "copy.markdown", Title: "Copy brief as Markdown", Menu: MenuFile, Key: fyne.KeyM, Mod: Ctrl | Shift, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.exporter.copyMarkdown(d.currentBrief()) }},
		{ID: "backups", Title: "Backups…", Menu: MenuFile, separated: true, run: func(d *Desk) { d.showBackups() }},
		{ID: "library.sample", Title: "Load the sample library", Menu: MenuFile, enabled: (*Desk).canWrite, run: func(d *Desk) { d.loadSample() }},
		{ID: "library.open", Title: "Open another library…", Menu: MenuFile, Key: fyne.KeyO, Mod: Ctrl, run: func(d *Desk) { d.openOther() }},
		{ID: "settings", Title: "Settings…", Menu: MenuFile, Key: fyne.KeyComma, Mod: Ctrl, separated: true, run: func(d *Desk) { d.showSettings() }},
		{ID: "tab.close", Title: "Close tab", Menu: MenuFile, Key: fyne.KeyW, Mod: Ctrl, enabled: (*Desk).hasTab, run: func(d *Desk) { d.tabs.closeActive() }},
		{ID: "quit", Title: "Quit", Menu: MenuFile, Key: fyne.KeyQ, Mod: Ctrl, separated: true, run: func(d *Desk) { d.quit() }},
	}
}

func editCommands() []Command {
	return []Command{
		{ID: "undo", Title: "Undo", Menu: MenuEdit, Key: fyne.KeyZ, Mod: Ctrl, run: func(d *Desk) { d.undoOrType() }},
		{ID: "redo", Title: "Redo", Menu: MenuEdit, Key: fyne.KeyZ, Mod: Ctrl | Shift, run: func(d *Desk) { d.redoOrType() }},
		{ID: "cut", Title: "Cut", Menu: MenuEdit, Key: fyne.KeyX, Mod: Ctrl, separated: true, run: func(d *Desk) { d.clip(clipCut) }},
		{ID: "copy", Title: "Copy", Menu: MenuEdit, Key: fyne.KeyC, Mod: Ctrl, run: func(d *Desk) { d.clip(clipCopy) }},
		{ID: "paste", Title: "Paste", Menu: MenuEdit, Key: fyne.KeyV, Mod: Ctrl, run: func(d *Desk) { d.clip(clipPaste) }},
		{ID: "select.all", Title: "Select all", Menu: MenuEdit, Key: fyne.KeyA, Mod: Ctrl, run: func(d *Desk) { d.clip(clipSelectAll) }},
		{ID: "find", Title: "Find in brief", Menu: MenuEdit, Key: fyne.KeyF, Mod: Ctrl, separated: true, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().find.show() }},
		{ID: "find.next", Title: "Find next", Menu: MenuEdit, Key: fyne.KeyG, Mod: Ctrl, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().find.step(1) }},
		{ID: "find.previous", Title: "Find previous", Menu: MenuEdit, Key: fyne.KeyG, Mod: Ctrl | Shift, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().find.step(-1) }},
	}
}

func viewCommands() []Command {
	return []Command{
		{ID: "view.library", Title: "Library", Menu: MenuView, Key: fyne.Key1, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneLibrary) }},
		{ID: "view.actors", Title: "Actors", Menu: MenuView, Key: fyne.Key2, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneActors) }},
		{ID: "view.sources", Title: "Sources", Menu: MenuView, Key: fyne.Key3, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneSources) }},
		{ID: "view.chronology", Title: "Chronology", Menu: MenuView, Key: fyne.Key4, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneChronology) }},
		{ID: "view.notes", Title: "Free notes", Menu: MenuView, Key: fyne.Key5, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneNotes) }},
		{ID: "view.search", Title: "Searches", Menu: MenuView, Key: fyne.Key6, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneSearch) }},
		{ID: "view.trash", Title: "Trash", Menu: MenuView, Key: fyne.Key7, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneTrash) }},
		{ID: "view.comparisons", Title: "Comparisons", Menu: MenuView, Key: fyne.Key8, Mod: Ctrl, run: func(d *Desk) { d.showPane(paneCompare) }},
		{ID: "view.list", Title: "Show or hide the list", Menu: MenuView, Key: fyne.KeyB, Mod: Ctrl, separated: true, run: func(d *Desk) { d.toggleList() }},
		{ID: "view.side", Title: "Show or hide the side pane", Menu: MenuView, Key: fyne.KeyB, Mod: Ctrl | Shift, run: func(d *Desk) { d.toggleSide() }},
		{ID: "side.notes", Title: "Notes beside the page", Menu: MenuView, Key: fyne.Key1, Mod: Alt, run: func(d *Desk) { d.showSide(sideNotes) }},
		{ID: "side.annotations", Title: "Annotations of the brief", Menu: MenuView, Key: fyne.Key2, Mod: Alt, run: func(d *Desk) { d.showSide(sideAnnotations) }},
		{ID: "side.actors", Title: "Actors of the brief", Menu: MenuView, Key: fyne.Key3, Mod: Alt, run: func(d *Desk) { d.showSide(sideActors) }},
		{ID: "notes.preview", Title: "Preview notes", Menu: MenuView, Key: fyne.KeyP, Mod: Ctrl | Shift, enabled: (*Desk).hasNote, run: func(d *Desk) { d.note().togglePreview() }},
		{ID: "view.original", Title: "Show or hide the original", Menu: MenuView, Key: fyne.KeyO, Mod: Alt | Shift, enabled: (*Desk).hasLoneBrief, run: func(d *Desk) { d.page().original.toggle() }},
		{ID: "zoom.in", Title: "Larger text", Menu: MenuView, Key: fyne.KeyEqual, Mod: Ctrl, separated: true, run: func(d *Desk) { d.zoom(1) }},
		{ID: "zoom.out", Title: "Smaller text", Menu: MenuView, Key: fyne.KeyMinus, Mod: Ctrl, run: func(d *Desk) { d.zoom(-1) }},
		{ID: "zoom.reset", Title: "Normal text size", Menu: MenuView, Key: fyne.Key0, Mod: Ctrl, run: func(d *Desk) { d.zoom(0) }},
		{ID: "view.theme", Title: "Switch between light and dark", Menu: MenuView, Key: fyne.KeyD, Mod: Ctrl | Shift, run: func(d *Desk) { d.switchTheme() }},
	}
}

func goCommands() []Command {
	return []Command{
		{ID: "go.pane", Title: "Next pane", Menu: MenuGo, Key: fyne.KeyF6, separated: true, run: func(d *Desk) { d.nextPane() }},
		{ID: "go.filter", Title: "Filter the list", Menu: MenuGo, Key: fyne.KeyL, Mod: Ctrl, run: func(d *Desk) { d.focusFilter() }},
		{ID: "go.reader", Title: "The text", Menu: MenuGo, Key: fyne.KeyR, Mod: Ctrl, enabled: (*Desk).hasTab, run: func(d *Desk) { d.focusPage() }},
		{ID: "go.notes", Title: "The notes", Menu: MenuGo, Key: fyne.KeyJ, Mod: Ctrl, enabled: (*Desk).hasNote, run: func(d *Desk) { d.focusNotes() }},
		{ID: "tab.next", Title: "Next tab", Menu: MenuGo, Key: fyne.KeyPageDown, Mod: Ctrl, separated: true, enabled: (*Desk).hasTab, run: func(d *Desk) { d.tabs.step(1) }},
		{ID: "tab.previous", Title: "Previous tab", Menu: MenuGo, Key: fyne.KeyPageUp, Mod: Ctrl, enabled: (*Desk).hasTab, run: func(d *Desk) { d.tabs.step(-1) }},
		{ID: "mark.next", Title: "Next annotation", Menu: MenuGo, Key: fyne.KeyDown, Mod: Alt, separated: true, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.stepMark(1) }},
		{ID: "mark.previous", Title: "Previous annotation", Menu: MenuGo, Key: fyne.KeyUp, Mod: Alt, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.stepMark(-1) }},
	}
}

func briefCommands() []Command {
	return []Command{
		{ID: "brief.details", Title: "Edit details…", Menu: MenuBrief, Key: fyne.KeyD, Mod: Ctrl, enabled: (*Desk).canEditBrief, run: func(d *Desk) { d.editDetails(d.currentBrief()) }},
		{ID: "brief.trash", Title: "Move brief to trash", Menu: MenuBrief, enabled: (*Desk).canEditBrief, run: func(d *Desk) { d.trashBriefs([]int64{d.currentBrief()}) }},
		{ID: "brief.log", Title: "How this was read…", Menu: MenuBrief, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().showImportLog() }},
		{ID: "mark.label", Title: "Highlight the selection with a label", Typed: "1-9"},
		{ID: "mark.note", Title: "Highlight the selection and write a note", Menu: MenuBrief, Key: fyne.KeyH, Mod: Ctrl, Typed: "N", separated: true, enabled: (*Desk).canEditBrief, run: func(d *Desk) { d.page().annotateWithNote() }},
		{ID: "quote.copy", Title: "Copy the selection with its citation", Menu: MenuBrief, Key: fyne.KeyC, Mod: Ctrl | Shift, Typed: "C", enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().copyCitation() }},
		{ID: "quote.notes", Title: "Quote the selection into the notes", Menu: MenuBrief, Key: fyne.KeyQ, Mod: Ctrl | Shift, Typed: "Q", enabled: (*Desk).canEditBrief, run: func(d *Desk) { d.page().quoteIntoNotes() }},
		{ID: "selection.clear", Title: "Let go of the selection", Typed: "Escape"},
		{ID: "mark.comment", Title: "Edit the annotation’s comment…", Menu: MenuBrief, Key: fyne.KeyT, Mod: Ctrl, separated: true, enabled: (*Desk).canEditMark, run: func(d *Desk) { d.beside.annotations.editActive() }},
		{ID: "mark.relabel", Title: "Change the annotation’s label…", Menu: MenuBrief, Key: fyne.KeyL, Mod: Ctrl | Shift, enabled: (*Desk).canEditMark, run: func(d *Desk) { d.beside.annotations.relabelActive() }},
		{ID: "mark.delete", Title: "Delete the annotation", Menu: MenuBrief, Key: fyne.KeyDelete, Mod: Ctrl, enabled: (*Desk).canEditMark, run: func(d *Desk) { d.beside.annotations.deleteActive() }},
		{ID: "notes.history", Title: "Earlier versions of the notes…", Menu: MenuBrief, separated: true, enabled: (*Desk).hasNote, run: func(d *Desk) { d.note().showHistory() }},
	}
}

func helpCommands() []Command {
	return []Command{
		{ID: "guide", Title: "Guide", Menu: MenuHelp, Key: fyne.KeyF1, Mod: Shift, run: func(d *Desk) { d.showGuide() }},
		{ID: "help", Title: "Keyboard and commands", Menu: MenuHelp, Key: fyne.KeyF1, run: func(d *Desk) { d.showHelp() }},
		{ID: "help.log", Title: "Show the log", Menu: MenuHelp, separated: true, run: func(d *Desk) { d.showLog() }},
		{ID: "help.diagnostics", Title: "Copy diagnostic information", Menu: MenuHelp, run: func(d *Desk) { d.copyDiagnostics() }},
		{ID: "about", Title: "About Sidelight", Menu: MenuHelp, run: func(d *Desk) { d.showAbout() }},
	}
}
