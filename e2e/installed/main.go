// Command installed starts Sidelight as a desktop does, where a package has put
// it: in a bare system below a folder, by the line of its desktop entry, as a
// user who is not root. It opens a brief with it, imports it, and opens a
// library with it. It needs root, to enter the system (chroot).
//
//	go run ./e2e/installed --root FOLDER --user NAME --to PICTURES
//
// Windows are shown on a virtual display of this system.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"sidelight/e2e"
)

const entry = "/usr/share/applications/net.sidelight.desk.desktop"

func main() {
	var s system
	flag.StringVar(&s.root, "root", "", "the folder that holds the system")
	flag.StringVar(&s.user, "user", "", "the user in it, with a home of that name in /home")
	flag.StringVar(&s.to, "to", "build/package-test", "the folder for the pictures")
	flag.Parse()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, "installed:", err)
		os.Exit(1)
	}
}

// system is an installed system below a folder, with one user.
type system struct{ root, user, to string }

// patience is how long all of it may take: a guard against a window that never
// comes up.
const patience = 5 * time.Minute

const brief = `Two ambushes, one retreat

Desk Notes, Volume 3, Issue 4, by A. Writer

Executive summary
- The Salt Front left the wells on July 28.

The Salt Front took the wells in spring and left them on July 28 (Hill Radio, July 29).
`

func (s system) run() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	temp, err := os.MkdirTemp("", "sidelight-installed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	start, err := s.starter(temp)
	if err != nil {
		return err
	}
	display, err := e2e.OpenDisplay(ctx, 1280, 800)
	if err != nil {
		return err
	}
	defer display.Close()

	// A brief is opened with Sidelight, and imported.
	home := filepath.Join("/home", s.user)
	if err := os.WriteFile(filepath.Join(s.root, home, "two words.txt"), []byte(brief), 0o644); err != nil {
		return err
	}
	program, err := e2e.Start(ctx, display, start, temp, filepath.Join(home, "two words.txt"))
	if err != nil {
		return err
	}
	err = steps(program,
		func() error { _, err := program.Seen(ctx, "preview 1 Two ambushes, one retreat"); return err },
		func() error { return program.Picture(ctx, filepath.Join(s.to, "preview.png")) },
		func() error { _, err := program.ClickFor(ctx, "sheet.confirm", "imported added 1"); return err },
		func() error { return program.Settle(ctx) },
		func() error { return program.Picture(ctx, filepath.Join(s.to, "imported.png")) },
		func() error { return program.Close(ctx) })
	if err != nil {
		return fmt.Errorf("a brief opened from the desktop: %w", err)
	}

	// The library is opened with Sidelight, under another name.
	if err := s.copyLibrary(home); err != nil {
		return err
	}
	program, err = e2e.Start(ctx, display, start, temp, filepath.Join(home, "copy of it.sidelight"))
	if err != nil {
		return err
	}
	err = steps(program,
		func() error {
			title, err := program.Called(ctx)
			if err == nil && !strings.HasPrefix(title, "copy of it.sidelight") {
				err = fmt.Errorf("the window is called %q", title)
			}
			return err
		},
		func() error { return program.Picture(ctx, filepath.Join(s.to, "library.png")) },
		func() error { return program.Close(ctx) })
	if err != nil {
		return fmt.Errorf("a library opened from the desktop: %w", err)
	}
	return nil
}

// steps takes the steps in their order; the last closes the program. When one
// fails the program is ended.
func steps(program *e2e.Program, all ...func() error) error {
	for _, step := range all {
		if err := step(); err != nil {
			program.Kill()
			return err
		}
	}
	return nil
}

// starter writes a program that enters the system and does what the desktop
// entry says, with the arguments as the files.
func (s system) starter(dir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(s.root, entry))
	if err != nil {
		return "", err
	}
	_, line, found := strings.Cut(string(text), "\nExec=")
	line, _, _ = strings.Cut(line, "\n")
	words := strings.Fields(line)
	if !found || len(words) < 2 || words[len(words)-1] != "%F" {
		return "", errors.New("the desktop entry has no Exec line that takes files")
	}
	path := filepath.Join(dir, "start")
	script := fmt.Sprintf("#!/bin/sh\nexec chroot --userspec=%[1]s:%[1]s %[2]q /usr/bin/env -i DISPLAY=\"$DISPLAY\" HOME=/home/%[1]s PATH=/usr/bin:/bin LANG=C.UTF-8 FYNE_SCALE=1 %[3]s \"$@\"\n",
		s.user, s.root, strings.Join(words[:len(words)-1], " "))
	return path, os.WriteFile(path, []byte(script), 0o700)
}

// copyLibrary copies the user's library to another name, as the user.
func (s system) copyLibrary(home string) error {
	out, err := exec.Command("chroot", "--userspec="+s.user+":"+s.user, s.root,
		"/bin/cp", filepath.Join(home, ".local/share/sidelight/library.sidelight"), filepath.Join(home, "copy of it.sidelight")).CombinedOutput()
	if err != nil {
		return fmt.Errorf("copy the library: %w: %s", err, out)
	}
	return nil
}
