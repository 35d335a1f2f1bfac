package export

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"sidelight/db"
)

// Errors that a caller decides on.
var (
	// ErrForeign: the file is there and is not an export of this record.
	ErrForeign = errors.New("there is another file with this name")
	// ErrFormat: the file was written by a newer Sidelight.
	ErrFormat = errors.New("the file was exported by a newer version of Sidelight")
)

// maxFile is the largest file that is looked into. A note of this size is no
// note.
const maxFile = 64 << 20

// folder is the folder that an export writes into. All access goes through an
// os.Root, so that no name and no symbolic link leads out of it.
type folder struct {
	root  *os.Root
	names names             // names in use, without .md, in all sub-folders
	found map[string]string // uid: path of the file exported for it
	marks map[string]db.TLP // uid: the mark in that file
	dirty map[string]bool   // folders with new or renamed files
}

// openFolder opens a folder, made if it is missing, without looking into it.
func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folder{root: root, names: names{}, found: map[string]string{}, marks: map[string]db.TLP{}, dirty: map[string]bool{}}, nil
}

// scan reads which names are taken and which files are exports of which
// record. Hidden folders (.obsidian, .git) and symbolic links are passed over.
func (f *folder) scan(ctx context.Context) error {
	return fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			if name != "." && errors.Is(err, fs.ErrPermission) {
				return nil // somebody else's folder inside ours
			}
			return err
		}
		if name == "." {
			return nil
		}
		base := d.Name()
		f.names.take(base)
		f.names.take(strings.TrimSuffix(base, path.Ext(base)))
		if strings.HasPrefix(base, ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || !strings.EqualFold(path.Ext(base), ".md") {
			return nil
		}
		uid, mark, err := f.identify(name)
		if err != nil || uid == "" {
			return err
		}
		// A copy made by the user: the file nearest to the top is the one
		// that we keep up to date.
		if other, ok := f.found[uid]; !ok || strings.Count(name, "/") < strings.Count(other, "/") {
			f.found[uid], f.marks[uid] = name, mark
		}
		return nil
	})
}

// identify reads which record a file was exported from, "" if none, and the mark
// that it bears.
func (f *folder) identify(name string) (uid string, mark db.TLP, err error) {
	file, err := f.root.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
			return "", "", nil
		}
		return "", "", err
	}
	defer file.Close()
	// Most files of a vault are not ours: their beginning says so.
	start := make([]byte, 16)
	n, err := io.ReadFull(file, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", "", err
	}
	if !bytes.HasPrefix(bytes.TrimPrefix(start[:n], []byte("\uFEFF")), []byte("---")) {
		return "", "", nil
	}
	rest, err := io.ReadAll(io.LimitReader(file, maxFile))
	if err != nil {
		return "", "", err
	}
	text := string(start[:n]) + string(rest)
	uid, version := identityOf(text)
	if version != "" && version != formatVersion && newerFormat(version) {
		return "", "", fmt.Errorf("%q: %w", name, ErrFormat)
	}
	return uid, markIn(text), nil
}

// identityOf reads the identity from a whole file.
func identityOf(text string) (uid, version string) {
	if !utf8.ValidString(text) {
		return "", "" // we never wrote it, and could not write it back
	}
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\uFEFF")
	head, _, ok := splitFrontMatter(text)
	if !ok {
		return "", ""
	}
	return identity(head)
}

// markIn reads the mark in the front matter of a file.
func markIn(text string) db.TLP {
	head, _, _ := splitFrontMatter(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\uFEFF"))
	props, _ := readProperties(head)
	for _, p := range props {
		if p.key == "tlp" && len(p.values) == 1 {
			mark, _ := db.ParseTLP(p.values[0])
			return mark
		}
	}
	return db.TLPNone
}

// newerFormat reports whether a format version is a number above ours.
func newerFormat(version string) bool {
	for _, r := range version {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(version) > len(formatVersion) || version > formatVersion
}

// sub gives the name of a sub-folder, made if missing, as the file system
// spells it.
func (f *folder) sub(name string) (string, error) {
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if nameKey(e.Name()) != nameKey(name) {
			continue
		}
		if !e.IsDir() {
			return "", fmt.Errorf("%q: %w", e.Name(), ErrForeign)
		}
		return e.Name(), nil
	}
	if err := f.root.Mkdir(name, 0o700); err != nil {
		return "", err
	}
	f.dirty["."] = true
	return name, nil
}

// update merges a page into the file of the record. written is false when the
// file is as it should be already; it is not touched then. A file that is there
// and belongs to something else is ErrForeign, by a newer format ErrFormat.
func (f *folder) update(name, uid string, p page) (written, kept bool, err error) {
	for attempt := 0; ; attempt++ {
		old, before, err := f.read(name)
		if err != nil {
			return false, false, err
		}
		if strings.TrimSpace(old) != "" {
			switch there, version := identityOf(old); {
			case there != uid:
				return false, false, fmt.Errorf("%q: %w", name, ErrForeign)
			case newerFormat(version):
				return false, false, fmt.Errorf("%q: %w", name, ErrFormat)
			}
		}
		text, kept := merge(old, p)
		if before != nil && text == old {
			return false, kept, nil
		}
		err = f.replace(name, text, before)
		if errors.Is(err, errChanged) && attempt < 4 {
			continue // somebody saved it meanwhile: merge with what they wrote
		}
		return err == nil, kept, err
	}
}

// errChanged: the file is not the one that was read.
var errChanged = errors.New("the file is being changed by another program")

// read returns a file's text, and what it was like when read; nil if it is
// not there. Anything but a regular file is ErrForeign.
func (f *folder) read(name string) (string, fs.FileInfo, error) {
	info, err := f.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return "", nil, fmt.Errorf("%q: %w", name, ErrForeign)
	}
	data, err := f.root.ReadFile(name)
	if err != nil {
		return "", nil, err
	}
	if !utf8.Valid(data) {
		return "", nil, fmt.Errorf("%q: %w", name, ErrForeign)
	}
	return string(data), info, nil
}

// replace writes a file as a whole or not at all: beside it, to the disk, and
// then into its place. before is the file that is replaced, nil for none.
func (f *folder) replace(name, text string, before fs.FileInfo) (err error) {
	dir := path.Dir(name)
	temp := path.Join(dir, ".sidelight-"+rand.Text()+".tmp")
	file, err := f.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = f.root.Remove(temp)
		}
	}()
	if before != nil {
		if err := file.Chmod(before.Mode().Perm()); err != nil && runtime.GOOS != "windows" {
			return err
		}
	}
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	now, err := f.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && before == nil:
	case errors.Is(err, fs.ErrNotExist):
		// Taken away meanwhile: writing it anew is what an export does.
	case err != nil:
		return err
	case before == nil || now.Size() != before.Size() || !now.ModTime().Equal(before.ModTime()):
		return errChanged
	}
	if err := f.root.Rename(temp, name); err != nil {
		return err
	}
	f.dirty[dir] = true
	return nil
}

// close sees to it that new names reach the disk, and closes the folder.
func (f *folder) close() error {
	var errs []error
	dirs := make([]string, 0, len(f.dirty))
	for dir := range f.dirty {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	for _, dir := range dirs {
		errs = append(errs, f.syncDir(dir))
	}
	errs = append(errs, f.root.Close())
	return errors.Join(errs...)
}

func (f *folder) syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // has no such thing; the rename is in the journal
	}
	d, err := f.root.Open(filepath.FromSlash(dir))
	if err != nil {
		return err
	}
	// Some network folders refuse this; the files themselves are on the disk.
	_ = d.Sync()
	return d.Close()
}
