package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"time"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration brings a library from version-1 to version.
type migration struct {
	version int
	name    string // the file's
	sql     string
}

var migrationName = regexp.MustCompile(`^(\d{4})_[a-z0-9_]+\.sql$`)

func shippedMigrations() ([]migration, error) {
	sub, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	return readMigrations(sub)
}

// readMigrations reads the files NNNN_name.sql of a folder, numbered from
// 0001 without gaps.
func readMigrations(folder fs.FS) ([]migration, error) {
	entries, err := fs.ReadDir(folder, ".") // sorted by name
	if err != nil {
		return nil, err
	}
	var migrations []migration
	for _, e := range entries {
		parts := migrationName.FindStringSubmatch(e.Name())
		if parts == nil {
			return nil, fmt.Errorf("migration %q: the name is not NNNN_name.sql", e.Name())
		}
		version, err := strconv.Atoi(parts[1])
		if err != nil {
			return nil, err
		}
		if version != len(migrations)+1 {
			return nil, fmt.Errorf("migration %q: number %04d was expected", e.Name(), len(migrations)+1)
		}
		text, err := fs.ReadFile(folder, e.Name())
		if err != nil {
			return nil, err
		}
		migrations = append(migrations, migration{version, e.Name(), string(text)})
	}
	return migrations, nil
}

// migrate brings the library to the newest version. A new library gets all
// migrations and the default labels in one transaction, so that it is never
// half made. Of an older one a backup is made first, and it gets each migration in a
// transaction of its own together with its version record (user_version).
func migrate(ctx context.Context, db *sql.DB, path string, migrations []migration, now time.Time) error {
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return err
	}
	switch {
	case version == len(migrations):
		return nil
	case version > len(migrations):
		return newer(version, len(migrations))
	case version == 0:
		return create(ctx, db, migrations)
	}
	if _, _, err := backUp(ctx, path, ReasonMigration, now, len(migrations)); err != nil {
		return doing("back up the library before migrating it", noBackup(err))
	}
	for _, m := range migrations[version:] {
		err := inTransaction(ctx, db, func(tx *sql.Tx) error { return apply(ctx, tx, m) })
		if err != nil {
			return doing("migrate to version "+strconv.Itoa(m.version), err)
		}
	}
	return nil
}

// create makes a library in an empty file.
func create(ctx context.Context, db *sql.DB, migrations []migration) error {
	err := inTransaction(ctx, db, func(tx *sql.Tx) error {
		// Another process may have made it since we looked.
		if version, err := schemaVersion(ctx, tx); err != nil || version > 0 {
			return err
		}
		if _, err := tx.ExecContext(ctx, `PRAGMA application_id = `+strconv.Itoa(applicationID)); err != nil {
			return err
		}
		for _, m := range migrations {
			if err := apply(ctx, tx, m); err != nil {
				return err
			}
		}
		return addDefaultLabels(ctx, tx)
	})
	return doing("make a new library", err)
}

// apply runs one migration and records it, unless it has been run since.
func apply(ctx context.Context, tx *sql.Tx, m migration) error {
	version, err := schemaVersion(ctx, tx)
	if err != nil || version >= m.version {
		return err
	}
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	broken, err := foreignKeyFindings(ctx, tx)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return fmt.Errorf("%w: %s leaves %s: %s", ErrCorrupt, m.name, broken[0].Record, broken[0].Detail)
	}
	_, err = tx.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(m.version))
	return err
}

// inTransaction commits what f did when f returns no error.
func inTransaction(ctx context.Context, db *sql.DB, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}
