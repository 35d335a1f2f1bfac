// Sidelight is an offline desktop workbench for people who read briefs. This
// file reads the command line and opens the window; it alone imports the one
// Fyne package that needs a screen, so that all else builds and tests without.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	fyneapp "fyne.io/fyne/v2/app"

	"sidelight/app"
	"sidelight/app/cli"
)

// appID names the program to the desktop and its settings; FyneApp.toml has it
// too, for packages.
const appID = "net.sidelight.desk"

func main() {
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status, desk := cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	// The window has its own way to end: a signal stops it as usual.
	stop()
	if desk == nil {
		return status
	}
	if trouble := noScreen(runtime.GOOS, os.Getenv); trouble != "" {
		fmt.Fprintln(os.Stderr, "sidelight: "+trouble)
		return 1
	}
	kept, err := app.OpenJournal()
	if err != nil {
		fmt.Fprintln(os.Stderr, "sidelight: no log is kept: "+err.Error())
	}
	log.SetOutput(&windowTrouble{out: io.MultiWriter(os.Stderr, kept), exit: os.Exit})
	var events io.Writer
	if desk.Events {
		events = os.Stdout
	}
	o := app.Options{LibraryPath: desk.LibraryPath, Files: desk.Files, Events: events, Theme: desk.Theme, Journal: kept, Fail: desk.Fail}
	// Fyne makes its own folder in the user's cache, but not the cache, which a
	// new account lacks, and complains.
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700)
	}
	if err := app.Run(fyneapp.NewWithID(appID), o); err != nil {
		fmt.Fprintln(os.Stderr, "sidelight: "+err.Error())
		return 1
	}
	return 0
}

// noScreen says why no window can be opened, or "". Elsewhere than on X11 and
// Wayland a session always has a screen.
func noScreen(goos string, getenv func(string) string) string {
	switch goos {
	case "linux", "freebsd", "openbsd", "netbsd", "dragonfly":
	default:
		return ""
	}
	if getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != "" {
		return ""
	}
	return "there is no screen to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set); the headless commands work, see sidelight --help"
}

// windowTrouble passes on what is logged, but for Fyne's words on a window that
// cannot be opened. Fyne has no error for that: it logs two or three lines and
// goes on, into a panic or a window that never comes. One sentence and the end
// serve better.
type windowTrouble struct {
	out  io.Writer
	exit func(status int)
	seen bool // the next line has the cause
}

// fatalWords are Fyne v2.8.1's, in internal/driver/glfw.
var fatalWords = []string{"failed to initialise GLFW", "window creation error"}

func (w *windowTrouble) Write(line []byte) (int, error) {
	text := string(line)
	if w.seen {
		_, cause, _ := strings.Cut(strings.TrimSpace(text), "Cause: ")
		fmt.Fprintf(w.out, "sidelight: the window cannot be opened (%s); check the screen that DISPLAY names and the OpenGL driver\n", cause)
		w.exit(1)
		return len(line), nil
	}
	for _, words := range fatalWords {
		if strings.Contains(text, words) {
			w.seen = true
			return len(line), nil
		}
	}
	return w.out.Write(line)
}
