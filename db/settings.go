package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting returns a choice kept in the library, or "".
func (l *Library) Setting(ctx context.Context, name string) (string, error) {
	value, err := setting(ctx, l.read, name)
	return value, doing(fmt.Sprintf("read the setting %q", name), err)
}

func setting(ctx context.Context, q querier, name string) (value string, err error) {
	err = q.QueryRowContext(ctx, `SELECT value FROM setting WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// SetSetting keeps a choice in the library; "" takes it out. When nothing
// differs it writes nothing and tells nobody. Publishes LibraryChanged.
// ErrInvalid: no name.
func (l *Library) SetSetting(ctx context.Context, name, value string) error {
	return l.update(ctx, fmt.Sprintf("keep the setting %q", name), func(c *change) error {
		if name == "" {
			return invalid("a setting needs a name")
		}
		before, err := setting(ctx, c, name)
		if err != nil || before == value {
			return err
		}
		if _, err := c.ExecContext(ctx, `DELETE FROM setting WHERE name = ?`, name); err != nil {
			return err
		}
		if value != "" {
			if _, err := c.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES (?, ?)`, name, value); err != nil {
				return err
			}
		}
		c.tell(LibraryChanged{})
		return nil
	})
}
