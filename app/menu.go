package app

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/journal"
)

// menu makes Fyne's main menu of the command table and keeps its enabled
// states and the names of what undo and redo would do up to date.
type menu struct {
	desk  *Desk
	main  *fyne.MainMenu
	items map[string]*fyne.MenuItem // by command ID
	// plain are the shortcuts that Fyne's menus do not take. Commands that share
	// a key are never enabled at the same time.
	plain map[plainKey][]Command
}

func newMenu(d *Desk) *menu {
	m := &menu{desk: d, main: fyne.NewMainMenu(), items: map[string]*fyne.MenuItem{}, plain: map[plainKey][]Command{}}
	for _, name := range Menus {
		fm := fyne.NewMenu(lang.L(string(name)))
		for _, c := range Commands() {
			if c.Menu != name {
				continue
			}
			if c.separated && len(fm.Items) > 0 {
				fm.Items = append(fm.Items, fyne.NewMenuItemSeparator())
			}
			item := m.item(c)
			fm.Items = append(fm.Items, item)
			m.items[c.ID] = item
		}
		m.main.Items = append(m.main.Items, fm)
	}
	return m
}

func (m *menu) item(c Command) *fyne.MenuItem {
	item := fyne.NewMenuItem(lang.L(c.Title), func() { m.desk.perform(c) })
	item.IsQuit = c.ID == "quit"
	switch {
	case c.Key == "":
	case c.Mod&^Shift == 0:
		k := plainKey{c.Key, c.Mod}
		m.plain[k] = append(m.plain[k], c)
		item.Label = item.Label + "   " + c.ShortcutText(false)
	default:
		item.Shortcut = c.shortcut()
	}
	return item
}

// shortcut returns what Fyne's driver makes of the keys: it has names of its
// own for the keys of the clipboard and of undo.
func (c Command) shortcut() fyne.Shortcut {
	if c.Mod == Ctrl {
		switch c.Key {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	var mod fyne.KeyModifier
	if c.Mod&Ctrl != 0 {
		mod |= fyne.KeyModifierShortcutDefault
	}
	if c.Mod&Shift != 0 {
		mod |= fyne.KeyModifierShift
	}
	if c.Mod&Alt != 0 {
		mod |= fyne.KeyModifierAlt
	}
	return &desktop.CustomShortcut{KeyName: c.Key, Modifier: mod}
}

// plainKey is a key alone or with Shift. A key event does not say whether
// Shift is held.
type plainKey struct {
	key fyne.KeyName
	mod Mod
}

// typedKey runs the command of a key without a modifier other than Shift; it
// reports whether there is one.
func (m *menu) typedKey(key fyne.KeyName) bool {
	var mod Mod
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		mod = Shift
	}
	all := m.plain[plainKey{key, mod}]
	if len(all) == 0 {
		all = m.plain[plainKey{key, 0}]
	}
	for _, c := range all {
		if c.enabled == nil || c.enabled(m.desk) {
			m.desk.perform(c)
			break
		}
	}
	return len(all) > 0
}

// refresh brings enabled states and the undo names up to date. Fyne builds
// its whole menu bar anew for a change, so nothing is touched without one.
func (m *menu) refresh() {
	changed := false
	for _, c := range Commands() {
		item, ok := m.items[c.ID]
		if !ok {
			continue
		}
		if off := c.enabled != nil && !c.enabled(m.desk); off != item.Disabled {
			item.Disabled = off
			changed = true
		}
	}
	undo, redo := m.desk.undo.next()
	changed = m.rename("undo", undoTitle(undo)) || changed
	changed = m.rename("redo", redoTitle(redo)) || changed
	if changed {
		m.main.Refresh()
	}
}

func (m *menu) rename(id, title string) bool {
	item := m.items[id]
	if item.Label == title {
		return false
	}
	item.Label = title
	return true
}

func undoTitle(what string) string {
	if what == "" {
		return lang.L("Undo")
	}
	return lang.L("Undo: {{.What}}", map[string]any{"What": what})
}

func redoTitle(what string) string {
	if what == "" {
		return lang.L("Redo")
	}
	return lang.L("Redo: {{.What}}", map[string]any{"What": what})
}

// perform runs a command when it may run now: Fyne runs shortcuts of
// disabled menu items too, and under an open sheet.
func (d *Desk) perform(c Command) {
	if c.run == nil || d.win.Canvas().Overlays().Top() != nil && !worksOverSheets(c.ID) {
		return
	}
	if c.enabled != nil && !c.enabled(d) {
		return
	}
	d.events.journal.Note("command %s", journal.Safe(c.ID))
	c.run(d)
}

// worksOverSheets lists what is about the focused field and so is wanted in
// sheets too, and what opens and closes the look-up box, which minds sheets
// itself.
func worksOverSheets(id string) bool {
	switch id {
	case lookupCommand, commandsCommand, "undo", "redo", "cut", "copy", "paste", "select.all", "quit":
		return true
	}
	return false
}

// onMac reports whether shortcuts are shown with Cmd.
func onMac() bool { return runtime.GOOS == "darwin" }
