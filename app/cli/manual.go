package cli

import (
	"github.com/alecthomas/kong"

	"sidelight/app/cli/manual"
	"sidelight/app/version"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints the script that the shell is to read at its start.
func (c *completionCmd) Run(e *env, app *kong.Kong) error {
	return manual.Completion(e.stdout, app.Model, c.Shell)
}

type manualCmd struct{}

// Run prints the manual page. It is the same for every user: the default
// library stands in it under the home of whoever reads it.
func (c *manualCmd) Run(e *env) error {
	app, err := newParser(&grammar{}, kong.Vars{"library": "~/.local/share/" + libraryFile})
	if err != nil {
		return err
	}
	return manual.Page(e.stdout, app.Model, version.Program, sections...)
}

// sections are what the manual page says beyond the grammar.
var sections = []manual.Section{
	{Title: "EXIT STATUS", Paragraphs: []string{
		"0\tAll was done.",
		"1\tSomething failed; standard error says in one sentence what happened and what to do.",
		"2\tThe command line makes no sense.",
	}},
	{Title: "FILES", Paragraphs: []string{
		"~/.local/share/" + libraryFile + "\tThe library, unless --library names another: an SQLite database that holds the briefs, the annotations and the notes.",
		"~/.config/fyne/net.sidelight.desk/\tWindow sizes, open tabs and the theme. Nothing of your work.",
	}},
	{Title: "ENVIRONMENT", Paragraphs: []string{
		"XDG_DATA_HOME\tWhere user data lies, in place of ~/.local/share.",
		"DISPLAY, WAYLAND_DISPLAY\tThe screen that the window is opened on. The commands need none.",
	}},
	{Title: "EXAMPLES", Paragraphs: []string{
		"sidelight briefs/*.txt\tOpen the window and offer these files for import.",
		"sidelight import ~/briefs\tAdd every brief of a folder.",
		"sidelight search 'wells OR \"salt road\" after:2024'\tFind passages.",
		"sidelight export --to ~/vault\tWrite the library as linked Markdown pages.",
	}},
}
