// Package cli is Sidelight without its window: it reads the command line and
// runs the headless commands over the same library and the same rooms that the
// window uses. It must not know Fyne: what it prints is plain English for
// scripts and terminals, or JSON.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/alecthomas/kong"

	"sidelight/app/intake"
	"sidelight/app/version"
	"sidelight/db"
)

// Exit statuses.
const (
	statusOK     = 0
	statusFailed = 1
	statusUsage  = 2 // the command line makes no sense
)

// Desk says how the window is to be opened.
type Desk struct {
	LibraryPath string   // "" when the command line names none
	Files       []string // to be shown in the import preview
	Events      bool     // print a line for every action (for tests of the window)
	Theme       string   // "light", "dark", or "" for the user's setting
	Fail        string   // how to fail on purpose, for tests of the window
}

// grammar is the command line.
type grammar struct {
	Library string `help:"The library file (default: ${library})." placeholder:"FILE" type:"path"`
	JSON    bool   `name:"json" help:"Print one JSON document."`
	Anyway  bool   `help:"Make a new library even in a folder that is synchronised or on another machine."`

	Version kong.VersionFlag `help:"Print the version, the commit and what it is built on, and stop."`
	Events  bool             `hidden:"" help:"Print a line for every action in the window."`
	Theme   string           `hidden:"" enum:",light,dark" default:"" help:"light or dark."`
	Fail    string           `hidden:"" enum:",callback,background,fatal" default:"" help:"With --events: fail on purpose, to test what happens then."`

	Desk     deskCmd     `cmd:"" default:"withargs" hidden:"" help:"Open the desk."`
	Import   importCmd   `cmd:"" help:"Add files, or those of folders, to the library: ${formats}."`
	List     listCmd     `cmd:"" help:"List the briefs."`
	Show     showCmd     `cmd:"" help:"Show a brief and everything read from it."`
	Editions editionsCmd `cmd:"" help:"List the texts that a brief has had, or use another of them."`
	Lookup   lookupCmd   `cmd:"" help:"Find a brief, actor, source, annotation, note, saved search or comparison by its name, however it is spelt."`
	Search   searchCmd   `cmd:"" help:"Search the texts of briefs, notes and annotations."`
	Searches searchesCmd `cmd:"" help:"List, save and delete searches."`
	Compare  compareCmd  `cmd:"" help:"Hold two briefs against each other: editions of one text, or two texts about the same matters."`
	Annotate annotateCmd `cmd:"" help:"Mark a passage of a brief."`
	Note     noteCmd     `cmd:"" help:"Print the note about a brief, or write it."`
	Mark     markCmd     `cmd:"" help:"Say by a mark of the Traffic Light Protocol how far a brief or its note may be passed on."`
	Export   exportCmd   `cmd:"" help:"Write briefs, annotations and notes as Markdown."`
	Actors   actorsCmd   `cmd:"" help:"Bring in lists of actors, show who is where, write them out."`
	Backup   backupCmd   `cmd:"" help:"Make a backup of the library, or list the backups."`
	Restore  restoreCmd  `cmd:"" help:"Put a backup in the place of the library, which is kept aside."`
	Check    checkCmd    `cmd:"" help:"Check that the library is sound."`

	Completion completionCmd `cmd:"" help:"Print the completion script of a shell."`
	Manual     manualCmd     `cmd:"" hidden:"" help:"Print the manual page."`
}

const description = "An offline desk for people who read briefs. Without a command it opens the window; briefs named are offered for import, and a library is opened.\n\n" +
	"BRIEF is the number, the uid or the title of one brief; the beginning of a title will do."

// env is what a command works with.
type env struct {
	ctx     context.Context
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
	json    bool
	library string // the library's path
	named   bool   // the command line names it
	anyway  bool   // make one at a place that is no good one
	// commands are the names that may have been meant by a word that is neither
	// a command nor a file.
	commands []string
	desk     *Desk // set by the desk command
}

// usageError is a command line that makes no sense.
type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

func usage(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// errReported is a failure of which everything has been said already.
var errReported = errors.New("failed")

// exit carries the status out of kong, whose --help and --version end the
// program.
type exit int

// Run runs one command line, without the program's name. desk is not nil when
// the window is to be opened; otherwise all is done and status is the exit
// status: 0, 1 for a failure, 2 for wrong usage.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (status int, desk *Desk) {
	defer func() {
		if r := recover(); r != nil {
			code, ok := r.(exit)
			if !ok {
				panic(r)
			}
			status, desk = int(code), nil
		}
	}()
	var g grammar
	parser, err := newParser(&g, kong.Vars{"library": defaultLibrary()},
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
	)
	if err != nil {
		panic(err) // the grammar above is wrong
	}
	e := &env{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}
	for _, c := range parser.Model.Children {
		if !c.Hidden {
			e.commands = append(e.commands, c.Name)
		}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return e.report(usage("%s (see sidelight --help)", err)), nil
	}
	e.json, e.anyway = g.JSON, g.Anyway
	e.library, e.named = g.Library, g.Library != ""
	if !e.named {
		e.library = defaultLibrary()
	}
	if err := parsed.Run(e); err != nil {
		return e.report(err), nil
	}
	if e.desk != nil {
		e.desk.Events, e.desk.Theme = g.Events, g.Theme
		if g.Events {
			e.desk.Fail = g.Fail
		}
	}
	return statusOK, e.desk
}

// newParser makes the parser of the grammar.
func newParser(g *grammar, vars kong.Vars, more ...kong.Option) (*kong.Kong, error) {
	return kong.New(g, append([]kong.Option{
		kong.Name("sidelight"),
		kong.Description(description),
		kong.Vars{"version": version.Of().String(), "formats": strings.Join(intake.FormatNames(), ", ")},
		vars,
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	}, more...)...)
}

// libraryFile is the user's library under the folder for user data.
const libraryFile = "sidelight/library.sidelight"

// defaultLibrary is where a user's library is when none is named.
func defaultLibrary() string {
	return filepath.Join(xdg.DataHome, filepath.FromSlash(libraryFile))
}

// report says an error on one line of standard error and gives the status.
func (e *env) report(err error) int {
	var wrong usageError
	switch {
	case errors.Is(err, errReported):
		return statusFailed
	case errors.As(err, &wrong):
		fmt.Fprintf(e.stderr, "sidelight: %s\n", oneLine(wrong.msg))
		return statusUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(e.stderr, "sidelight: stopped")
	default:
		fmt.Fprintf(e.stderr, "sidelight: %s\n", oneLine(explain(err)))
	}
	return statusFailed
}

// plain is an error whose text is made for the user as it is.
type plain struct{ msg string }

func (e plain) Error() string { return e.msg }

func sayf(format string, args ...any) error { return plain{fmt.Sprintf(format, args...)} }

// explain puts an error into one sentence: what happened and what to do.
func explain(err error) string {
	var said plain
	if errors.As(err, &said) {
		return said.msg
	}
	t := db.Explain(err)
	what := strings.TrimSuffix(t.What, ".")
	if t.Do == "" || errors.Is(err, db.ErrInvalid) && !errors.Is(err, db.ErrForeign) {
		return what
	}
	return lowerFirst(what) + "; " + lowerFirst(strings.TrimSuffix(t.Do, "."))
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// open opens the library. Only a command that adds to it makes a new one: a
// misspelt path must not end in an empty library.
func (e *env) open(create bool) (*db.Library, error) {
	_, err := os.Stat(e.library)
	fresh := errors.Is(err, os.ErrNotExist)
	if fresh && !create {
		return nil, sayf("there is no library at %s; sidelight import makes one", e.library)
	}
	if err := e.mindPlace(fresh); err != nil {
		return nil, err
	}
	lib, err := db.Open(e.ctx, e.library, db.Options{})
	if err != nil {
		if said := explain(err); !strings.Contains(said, e.library) {
			return nil, sayf("%s: %s", e.library, said)
		}
		return nil, err
	}
	return lib, nil
}

// openForWriting is open for a command that changes the library.
func (e *env) openForWriting(create bool) (*db.Library, error) {
	lib, err := e.open(create)
	if err != nil {
		return nil, err
	}
	if lib.ReadOnly() {
		_ = lib.Close()
		return nil, sayf("%s: %s", e.library, explain(db.ErrReadOnly))
	}
	return lib, nil
}

// with runs f on an open library and closes it.
func with(lib *db.Library, err error, f func(lib *db.Library) error) error {
	if err != nil {
		return err
	}
	err = f(lib)
	if closeErr := lib.Close(); err == nil {
		err = closeErr
	}
	return err
}
