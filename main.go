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
	leaveConsole := joinConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	var said strings.Builder
	status, desk := cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, io.MultiWriter(&said, os.Stderr))
	// The window has its own way to end: a signal stops it as usual.
	stop()
	if desk == nil {
		if status != 0 && !heard() {
			alert(said.String())
		}
		return status
	}
	if trouble := noScreen(runtime.GOOS, os.Getenv); trouble != "" {
		fmt.Fprintln(os.Stderr, "sidelight: "+trouble)
		return 1
	}
	leaveConsole()
	kept, err := app.OpenJournal()
	if err != nil {
		fmt.Fprintln(os.Stderr, "sidelight: no log is kept: "+err.Error())
	}
	// The log comes first: on Windows standard error may lead nowhere.
	out := io.MultiWriter(kept, os.Stderr)
	log.SetOutput(&windowTrouble{out: out, end: func(trouble string) {
		fmt.Fprintln(out, "sidelight: "+strings.ReplaceAll(trouble, "\n", " "))
		alert("Sidelight: " + strings.ReplaceAll(trouble, "\n", "\n\n"))
		os.Exit(1)
	}})
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
