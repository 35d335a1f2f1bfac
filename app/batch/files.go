package batch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"sidelight/app/intake"
)

// ErrNoFiles says that a folder holds nothing that can be imported.
var ErrNoFiles = errors.New("there are no files in this folder that can be imported")

// Files lists what is to be imported: files as they are given, and of folders
// those that import takes, with all sub-folders, in the order of their names.
// Hidden ones are passed over, and so are links to folders, which could lead
// round in a circle. What cannot be looked into, and a folder with nothing to
// import, is listed too: importing it says what is wrong. The error is the
// context's.
func Files(ctx context.Context, paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		before := len(files)
		if err := walk(ctx, path, func(file string) { files = append(files, file) }); err != nil {
			return nil, err
		}
		if len(files) == before {
			files = append(files, path)
		}
	}
	return files, nil
}

func walk(ctx context.Context, path string, f func(file string)) error {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		f(path)
		return nil
	}
	// A link to a folder that is named itself is meant.
	top, err := filepath.EvalSymlinks(path)
	if err != nil {
		f(path)
		return nil
	}
	return filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		rel, relErr := filepath.Rel(top, at)
		if relErr != nil {
			return relErr
		}
		shown := filepath.Join(path, rel)
		if err != nil {
			f(shown)
			return nil
		}
		if rel == "." {
			return nil
		}
		if d.IsDir() {
			if d.Name()[0] == '.' {
				return fs.SkipDir
			}
			return nil
		}
		if !intake.Sniffable(at) {
			return nil
		}
		if info, err := os.Stat(at); err != nil || !info.Mode().IsRegular() {
			return nil // a dangling link, a link to a folder, a pipe
		}
		f(shown)
		return nil
	})
}
