package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/lookup"
)

func lookupCommands() []Command {
	return []Command{
		{ID: lookupCommand, Title: "Look up anything…", Menu: MenuGo, Key: fyne.KeyK, Mod: Ctrl, run: func(d *Desk) { d.lookUp("") }},
		{ID: commandsCommand, Title: "Run a command…", Menu: MenuGo, Key: fyne.KeyK, Mod: Ctrl | Shift, run: func(d *Desk) { d.lookUp(">") }},
	}
}

// The commands that open the look-up box.
const (
	lookupCommand   = "lookup"
	commandsCommand = "lookup.commands"
)

// commandEntries are the commands as they are looked up: by their titles, and
// with their menus before them ("Help: Keyboard and commands"). Those of the
// box itself are left out: it is open.
func commandEntries() []lookup.Entry {
	var all []lookup.Entry
	for _, c := range Commands() {
		if c.run == nil || isLookupCommand(c.ID) {
			continue
		}
		e := lookup.Entry{Kind: lookup.KindCommand, Command: c.ID, Text: commandTitle(c), Context: c.ShortcutText(onMac())}
		all = append(all, e)
		e.Title, e.Text = e.Text, lang.L(string(c.Menu))+": "+e.Text
		all = append(all, e)
	}
	return all
}

func isLookupCommand(id string) bool { return id == lookupCommand || id == commandsCommand }

// commandTitle is a command's title without the dots that promise a sheet.
func commandTitle(c Command) string {
	title := []rune(lang.L(c.Title))
	if n := len(title); n > 0 && title[n-1] == '…' {
		title = title[:n-1]
	}
	return string(title)
}

// usableCommands are the commands that can be run now, by their ids.
func (d *Desk) usableCommands() map[string]Command {
	usable := map[string]Command{}
	for _, c := range Commands() {
		if c.run != nil && (c.enabled == nil || c.enabled(d)) {
			usable[c.ID] = c
		}
	}
	return usable
}
