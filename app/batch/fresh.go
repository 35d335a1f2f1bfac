package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"

	"sidelight/app/intake"
	"sidelight/db"
)

// Fresh is a file in a folder that the library does not have.
type Fresh struct {
	Path   string
	SHA256 string // hex, of its bytes
}

// FreshFiles lists the files of a folder and its sub-folders that the library
// has not, byte for byte. It reads every file, and imports none. A folder that
// is not there has none.
func FreshFiles(ctx context.Context, lib *db.Library, folder string) ([]Fresh, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil, nil
	}
	var all []Fresh
	var paths []string
	if err := walk(ctx, folder, func(path string) { paths = append(paths, path) }); err != nil {
		return nil, err
	}
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		info, err := os.Stat(path)
		if err != nil || info.Size() == 0 || info.Size() > intake.MaxFile {
			continue // gone, not written yet, or nothing that could be imported
		}
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		sum := sha256.Sum256(data)
		f := Fresh{path, hex.EncodeToString(sum[:])}
		has, err := lib.HasOriginal(ctx, f.SHA256)
		if err != nil {
			return nil, err
		}
		if !has {
			all = append(all, f)
		}
	}
	return all, nil
}
