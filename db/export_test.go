package db

import (
	"context"
	"io/fs"
)

// OpenWith opens a library with the migrations of a folder instead of those
// that are shipped.
func OpenWith(ctx context.Context, path string, opts Options, folder fs.FS) (*Library, error) {
	migrations, err := readMigrations(folder)
	if err != nil {
		return nil, err
	}
	return openPatiently(ctx, path, opts, migrations)
}

// ShippedMigrations is the folder that Open uses.
func ShippedMigrations() fs.FS {
	sub, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		panic(err)
	}
	return sub
}
