package db

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"sidelight/db/pages"
)

// derivedTables are made again from the texts.
var derivedTables = map[string]bool{"citation": true, "mention": true, "event": true, "phrase": true, "reading": true, "name_change": true}

// salvagedTable is a table of the new library that takes rows.
type salvagedTable struct {
	name    string
	columns []salvagedColumn
	keyed   bool // WITHOUT ROWID
	insert  *sql.Stmt
}

type salvagedColumn struct {
	name, kind string // kind: INTEGER, TEXT, BLOB
	notNull    bool
	usual      any // what it has where a row is older than the column
	id         bool
}

// tablesToFill reads from the new library what its tables look like.
func (w *salvager) tablesToFill(ctx context.Context) error {
	names, err := collect(ctx, w.tx, func(row scanner) (*salvagedTable, error) {
		t := &salvagedTable{}
		err := row.Scan(&t.name, &t.keyed)
		return t, err
	}, `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict ORDER BY name`)
	if err != nil {
		return err
	}
	for _, t := range names {
		if derivedTables[t.name] {
			continue
		}
		t.columns, err = collect(ctx, w.tx, func(row scanner) (salvagedColumn, error) {
			var c salvagedColumn
			var usual *string
			var key int
			err := row.Scan(&c.name, &c.kind, &c.notNull, &usual, &key)
			c.id = key == 1 && c.kind == "INTEGER" && !t.keyed
			if usual != nil {
				if n, err := strconv.ParseInt(*usual, 10, 64); err == nil {
					c.usual = n
				} else {
					c.usual = strings.Trim(*usual, "'")
				}
			}
			return c, err
		}, `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)`, t.name)
		if err != nil {
			return err
		}
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.columns)), ", ")
		t.insert, err = w.tx.PrepareContext(ctx, `INSERT OR IGNORE INTO `+t.name+` VALUES (`+marks+`)`)
		if err != nil {
			return err
		}
		w.tables = append(w.tables, t)
	}
	return nil
}

// fit makes of the values of a row those of the table; ok is false when they
// cannot be its.
func (t *salvagedTable) fit(r pages.Row) (values []any, ok bool) {
	if len(r.Values) > len(t.columns) || len(r.Values) == 0 {
		return nil, false
	}
	values = make([]any, len(t.columns))
	for i, c := range t.columns {
		var v any = c.usual
		switch {
		case c.id:
			if i >= len(r.Values) || r.Values[i] != nil || r.ID <= 0 {
				return nil, false
			}
			v = r.ID
		case i < len(r.Values):
			v = r.Values[i]
		}
		switch x := v.(type) {
		case nil:
			ok = !c.notNull
		case int64:
			ok = c.kind == "INTEGER"
		case string:
			ok = c.kind == "TEXT"
			v = strings.ToValidUTF8(x, "\uFFFD")
		case []byte:
			ok = c.kind == "BLOB"
		default:
			ok = false
		}
		if !ok {
			return nil, false
		}
		values[i] = v
	}
	return values, true
}

// likely reports whether values that fit are those of the table beyond doubt,
// for rows of which only the page is known.
func (t *salvagedTable) likely(values []any) bool {
	for i, c := range t.columns {
		if c.name == "uid" {
			s, _ := values[i].(string)
			_, err := uuid.Parse(s)
			return err == nil
		}
	}
	return true
}

func (t *salvagedTable) add(ctx context.Context, values []any) (bool, error) {
	result, err := t.insert.ExecContext(ctx, values...)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// copyRows takes the rows of every table that the first page knows, and then
// those that were on pages to which the way is lost.
func (w *salvager) copyRows(ctx context.Context) error {
	if err := w.tablesToFill(ctx); err != nil {
		return err
	}
	byName := map[string]*salvagedTable{}
	for _, t := range w.tables {
		byName[t.name] = t
	}
	seen := map[uint32]bool{}
	entries := w.file.Schema(seen)
	known := len(entries) == 0
	if known {
		w.lose("file", "", "its beginning is lost; the rows were found page by page, and nothing says what was on the pages that cannot be read")
	}
	for _, e := range entries {
		known = known || e.Name == "brief" || e.Name == "revision"
	}
	if !known {
		return ErrForeign
	}
	var failed error
	took := 0
	for _, e := range entries {
		t := byName[e.Name]
		bad, rows := w.file.Walk(e.Root, seen, func(rows []pages.Row) {
			if failed == nil {
				failed = ctx.Err()
			}
			for _, r := range rows {
				switch {
				case failed != nil:
				case e.Type == "table" && t != nil:
					values, ok := t.fit(r)
					if !ok {
						w.lose(t.name, "", "a row could not be read")
						continue
					}
					took++
					_, failed = t.add(ctx, values)
				case e.Name == "brief_by_title" && len(r.Values) == 2:
					w.nameBrief(r.Values)
				}
			}
		})
		w.bad += bad
		if t != nil && e.Type == "table" {
			if bad > 0 {
				w.lose(t.name, "", "%d pages of the table could not be read", bad)
			}
			if rows > 0 {
				w.lose(t.name, "", "%d rows could not be read", rows)
			}
		}
		if failed != nil {
			return failed
		}
	}
	w.file.Strays(seen, func(_ uint32, rows []pages.Row) {
		t := w.whose(rows)
		for _, r := range rows {
			if t == nil || failed != nil {
				return
			}
			if values, ok := t.fit(r); ok && t.likely(values) {
				took++
				_, failed = t.add(ctx, values)
			}
		}
	})
	if failed == nil && took == 0 {
		failed = fmt.Errorf("%w: nothing in it can be read", ErrCorrupt)
	}
	return failed
}

// nameBrief keeps the title of a brief as its index has it, in case that the
// brief itself is lost.
func (w *salvager) nameBrief(values []any) {
	title, ok := values[0].(string)
	if id, isID := values[1].(int64); ok && isID {
		w.titles[id] = strings.ToValidUTF8(title, "\uFFFD")
	}
}

// whose finds the one table that the rows of a page fit.
func (w *salvager) whose(rows []pages.Row) *salvagedTable {
	var found *salvagedTable
	most, tie := 0, false
	for _, t := range w.tables {
		if t.keyed {
			continue
		}
		fits := 0
		for _, r := range rows {
			if values, ok := t.fit(r); ok && t.likely(values) && 2*len(r.Values) > len(t.columns) {
				fits++
			}
		}
		switch {
		case fits > most:
			found, most, tie = t, fits, false
		case fits == most && fits > 0:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return found
}
