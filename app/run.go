package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"github.com/adrg/xdg"

	"sidelight/app/journal"
	"sidelight/assets"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// Options says how the window starts.
type Options struct {
	LibraryPath string           // "": the library of last time, or the user's default one
	Files       []string         // shown in the import preview once the library is open
	Events      io.Writer        // one line for everything that happens; nil: silent
	Theme       string           // "light", "dark"; "": as set by the user
	Journal     *journal.Journal // nil: none is kept
	Fail        string           // makes the program fail once it is ready, for tests: "callback", "background", "fatal"
}

// Run opens the window and returns when it is closed. A library that cannot
// be opened is explained in the window; the error is of closing, or says that
// the program failed. The journal is closed when it ends as it should.
func Run(fa fyne.App, o Options) (err error) {
	if err := lang.AddTranslationsFS(assets.Translations(), "translations"); err != nil {
		fyne.LogError("read the translations", err)
	}
	sh := newShell(fa, o, NewLoop())
	sh.loop.Caught = sh.caught
	defer func() {
		if v := recover(); v != nil {
			err = sh.died(v)
		}
	}()
	sh.start()
	sh.win.ShowAndRun()
	sh.ended()
	return errors.Join(sh.closeErr, o.Journal.Close())
}

// DefaultLibrary is where a user's library lies when nothing else is said.
func DefaultLibrary() string {
	return filepath.Join(xdg.DataHome, "sidelight", "library.sidelight")
}

// shell is the window around the desk: it opens libraries, shows why one
// cannot be opened, and closes without losing words.
type shell struct {
	app      fyne.App
	win      fyne.Window
	loop     *Loop
	options  Options
	session  session
	events   *events
	fonts    *typeset
	desk     *Desk       // nil: no library is open
	opened   func(*Desk) // hears of the next desk once it is ready, and of no other
	closeErr error
	crashed  bool           // a message about it is on show
	before   *journal.Ended // how the program ended last time; nil: as it should, or asked already
}

func newShell(fa fyne.App, o Options, loop *Loop) *shell {
	sh := &shell{app: fa, loop: loop, options: o, session: loadSession(fa.Preferences()), before: o.Journal.Before()}
	sh.events = newEvents(o.Events, loop, o.Journal)
	if o.Theme != "" {
		sh.session.Theme = o.Theme
	}
	sh.fonts = newTypeset(&sh.session)
	sh.applyTheme()
	fa.SetIcon(fyne.NewStaticResource("icon.png", assets.AppIcon()))
	sh.win = fa.NewWindow("Sidelight")
	sh.win.SetPadded(false)
	sh.win.SetMaster()
	sh.win.SetContent(widgets.NewGround(widgets.GroundPage, blank()))
	sh.win.Resize(fyne.NewSize(sh.session.Width, sh.session.Height))
	sh.win.SetCloseIntercept(sh.close)
	return sh
}

func (sh *shell) applyTheme() {
	sh.app.Settings().SetTheme(look.NewTheme(modeOf(sh.session.Theme)))
}

func (sh *shell) start() {
	path := sh.options.LibraryPath
	if path == "" {
		path = sh.session.Library
	}
	if path == "" {
		path = DefaultLibrary()
	}
	sh.open(path)
}

// open opens a library in the background: bringing an older one up to date
// can take a while. Where a new one would be at a place that may harm it, it asks
// first.
func (sh *shell) open(path string) { sh.openAt(path, false) }

// openedLibrary is a library, or nil where the user has to agree to its place.
type openedLibrary struct {
	lib   *db.Library
	place whereabouts
}

func (sh *shell) openAt(path string, agreed bool) {
	quiet := sh.loop.After(openingDelay, func() { sh.showOpening(path) })
	fetch(context.Background(), sh.loop, func(ctx context.Context) (o openedLibrary, err error) {
		if o.place = whereaboutsOf(path); o.place.risky && o.place.fresh && !agreed {
			return o, nil
		}
		o.lib, err = db.Open(ctx, path, db.Options{})
		return o, err
	}, func(o openedLibrary, err error) {
		quiet()
		switch {
		case err != nil:
			sh.opened = nil
			sh.showError(path, err)
		case o.lib == nil:
			sh.askPlace(path, o.place.risk)
		default:
			sh.show(o.lib)
			sh.desk.mindPlace(o.place)
		}
	})
}

// openingDelay is how long opening a library may take before the window says
// what it is waiting for.
const openingDelay = 500 * time.Millisecond

// showOpening says that a library is being opened, which takes long only when
// it comes from an earlier version.
func (sh *shell) showOpening(path string) {
	wait := widgets.NewEmptyState("library", lang.L("Opening {{.Name}}", map[string]any{"Name": libraryName(path)}),
		lang.L("A library from an earlier version is copied and brought up to date first. That can take minutes; nothing in it is lost if you close the window."))
	sh.win.SetContent(widgets.NewGround(widgets.GroundPage, wait))
	sh.events.emit("opening")
}

// show puts a desk for the library into the window.
func (sh *shell) show(lib *db.Library) {
	sh.session.Library = lib.Path()
	sh.desk = newDesk(sh, lib)
	sh.win.SetTitle(libraryName(lib.Path()) + " — Sidelight")
	sh.win.SetMainMenu(sh.desk.menu.main)
	sh.win.SetContent(widgets.WithTips(sh.desk.content))
	sh.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { sh.dropped(uris) })
	sh.win.Canvas().SetOnTypedKey(sh.desk.typedKey)
	opened := sh.opened
	sh.opened = nil
	sh.desk.begin(func() {
		if opened != nil {
			opened(sh.desk)
		}
		if files := sh.options.Files; len(files) > 0 {
			sh.options.Files = nil
			sh.desk.importer.given(absolute(files))
		}
		sh.failOnPurpose(sh.options.Fail)
		sh.options.Fail = ""
	})
}

// dropped takes what was dropped on the window: a library is opened, all else
// is for import.
func (sh *shell) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) == 1 && db.NamedAsLibrary(paths[0]) {
		sh.switchTo(paths[0])
		return
	}
	sh.desk.importer.dropped(paths)
}

func absolute(files []string) []string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = f
		if abs, err := filepath.Abs(f); err == nil {
			out[i] = abs
		}
	}
	return out
}

// libraryName is how a library is called in the window: its file's name.
func libraryName(path string) string { return filepath.Base(path) }

// switchTo closes the library that is open and opens another.
func (sh *shell) switchTo(path string) {
	sh.leave(func() {
		if err := sh.endDesk(); err != nil {
			sh.showError(path, err)
			return
		}
		sh.open(path)
	})
}

// leave calls then when every word is on the disk, or when the user prefers
// losing some to staying.
func (sh *shell) leave(then func()) {
	if sh.desk == nil {
		then()
		return
	}
	err := sh.desk.flush()
	if err == nil {
		then()
		return
	}
	t := db.Explain(err)
	text := widgets.NewArea("", 3)
	text.SetText(sh.desk.unsavedText())
	sheet := widgets.NewSheet(lang.L("Some words are not saved"), lossContent(t, text))
	sheet.Width = 560
	sheet.Confirm = lang.L("Close without saving")
	sheet.Danger = true
	sheet.CancelText = lang.L("Stay")
	sheet.AddButton(lang.L("Copy the words"), func() {
		sh.app.Clipboard().SetContent(text.Text)
		sh.desk.say(lang.L("Copied"))
	})
	sheet.OnConfirm = func() bool {
		sh.desk.savers.dropAll()
		then()
		return true
	}
	sheet.Show(sh.win.Canvas())
	sh.events.emit("trouble %s", t.What)
}

// endDesk saves the session and closes the library.
func (sh *shell) endDesk() error {
	if sh.desk == nil {
		return nil
	}
	d := sh.desk
	sh.desk = nil
	sh.rememberSize()
	return d.end()
}

func (sh *shell) rememberSize() {
	size := sh.win.Canvas().Size()
	if size.Width >= 640 && size.Height >= 400 {
		sh.session.Width, sh.session.Height = size.Width, size.Height
	}
	sh.session.save(sh.app.Preferences())
}

// ended saves and closes what a signal left open: when a session ends, Fyne
// stops the loop without asking the window.
func (sh *shell) ended() {
	if sh.desk == nil {
		return
	}
	err := sh.desk.flush()
	if end := sh.endDesk(); err == nil {
		err = end
	}
	if err != nil {
		sh.closeErr = fmt.Errorf("save and close the library: %w", err)
	}
}

// close ends the program.
func (sh *shell) close() {
	sh.leave(func() {
		if err := sh.endDesk(); err != nil {
			sh.closeErr = fmt.Errorf("close the library: %w", err)
			fmt.Fprintln(os.Stderr, sh.closeErr)
		}
		sh.events.emit("closed")
		sh.win.Close()
	})
}
