// Package place tells places that are no good ones for a library: folders that
// another program synchronises, and file systems that lie on another machine.
// It looks at paths, names in folders and the kinds of mounts, and writes
// nothing. It must not know what a library is.
package place

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Kind says what may go wrong at a place.
type Kind string

// The kinds.
const (
	// Synchronised: another program copies the files there to other machines
	// and back, each by itself, whenever it likes. It may copy a database in the
	// middle of a change, or apart from its log, and put an older file over a
	// newer one.
	Synchronised Kind = "synchronised"
	// Network: the files lie on another machine. Locks, and the shared memory
	// of a write-ahead log, do not reach there (sqlite.org/wal.html,
	// sqlite.org/lockingv3.html).
	Network Kind = "network"
)

// Risk is why a place is no good one.
type Risk struct {
	Kind   Kind
	Name   string // of the program or the file system: "Dropbox", "NFS"
	Folder string // that is synchronised or mounted
}

// Of looks at the place of a file, which need not be there yet, nor its folder.
// ok is false when nothing is known against it.
func Of(file string) (r Risk, ok bool) {
	folder := existing(file)
	home, _ := os.UserHomeDir()
	if r, ok := synchronised(folder, home, os.Getenv, has); ok {
		return r, true
	}
	if name := network(folder); name != "" {
		return Risk{Network, name, folder}, true
	}
	return Risk{}, false
}

// existing is the nearest folder above a file that is there, without links.
func existing(file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		file = abs
	}
	for folder := filepath.Dir(file); ; folder = filepath.Dir(folder) {
		real, err := filepath.EvalSymlinks(folder)
		if err == nil {
			return real
		}
		if folder == filepath.Dir(folder) {
			return folder
		}
	}
}

// has reports whether a folder has something whose name fits a pattern.
func has(folder, pattern string) bool {
	entries, err := fs.Glob(os.DirFS(folder), pattern)
	return err == nil && len(entries) > 0
}
