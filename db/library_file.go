package db

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Extension is what the name of a library file ends in.
const Extension = ".sidelight"

// Where an SQLite file says whose it is (section 1.3 of SQLite's "Database
// File Format"): the first bytes of every one, and the application's number.
var sqliteMagic = []byte("SQLite format 3\x00")

const applicationIDAt = 68

// NamedAsLibrary reports whether the file's name is that of a library. It does
// not look at the file.
func NamedAsLibrary(path string) bool { return strings.EqualFold(filepath.Ext(path), Extension) }

// IsLibraryFile reports whether the file is meant to be opened as a library:
// by its name, whatever is in it, so that a damaged one is explained and never
// taken for a brief; or by its first bytes, whatever it is called.
func IsLibraryFile(path string) bool {
	if NamedAsLibrary(path) {
		return true
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, applicationIDAt+4)
	if _, err := io.ReadFull(f, head); err != nil {
		return false
	}
	return bytes.HasPrefix(head, sqliteMagic) && binary.BigEndian.Uint32(head[applicationIDAt:]) == applicationID
}
