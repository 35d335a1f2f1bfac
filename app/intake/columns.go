package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"sidelight/app/intake/tables"
	"sidelight/db"
)

// Columns say which column of a table of articles holds what: its name by field.
type Columns = tables.Columns

// TableFields are what a column of a table of articles can hold.
func TableFields() []string { return slices.Clone(tables.Fields) }

// OpenTable reads the file at path as a table of articles, so that its columns
// can be chosen; nil when it is of another format. The errors are those of
// ReadFile.
func OpenTable(ctx context.Context, path string) (*tables.Table, error) {
	data, err := load(ctx, path)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	if !formatOf(name, data).table {
		return nil, nil
	}
	return tables.Parse(ctx, name, data)
}

// columnsSetting is the setting of a library that keeps the columns chosen for
// tables with this header.
func columnsSetting(header []string) string {
	sum := sha256.Sum256([]byte(strings.Join(header, "\x1f")))
	return "columns." + hex.EncodeToString(sum[:8])
}

// KeepColumns keeps the columns that were chosen for tables with this header.
// The errors are the library's.
func KeepColumns(ctx context.Context, lib *db.Library, header []string, c Columns) error {
	value, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return lib.SetSetting(ctx, columnsSetting(header), string(value))
}

// KeptColumns are the columns that were chosen before for tables with this
// header, or nil; for Reading.Columns.
func KeptColumns(ctx context.Context, lib *db.Library) func(header []string) Columns {
	return func(header []string) Columns {
		value, err := lib.Setting(ctx, columnsSetting(header))
		var c Columns
		if err != nil || json.Unmarshal([]byte(value), &c) != nil {
			return nil // then they are guessed
		}
		return c
	}
}
