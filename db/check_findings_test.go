package db_test

import (
	"context"
	"path/filepath"
	"testing"

	"sidelight/db"
)

func TestCheck_FindsFindingsThatWereTamperedWith(t *testing.T) {
	t.Parallel()
	const insideDash = `(SELECT instr(CAST(text AS BLOB), x'e28093') FROM revision)`
	for name, c := range map[string]struct{ tamper, kind, record string }{
		"a bracket":               {`UPDATE citation SET group_end = 100000 WHERE id = 1`, "span", "citation 1"},
		"a citation":              {`UPDATE citation SET start_byte = end_byte + 1 WHERE id = 1`, "span", "citation 1"},
		"a mention inside a rune": {`UPDATE mention SET end_byte = ` + insideDash + ` WHERE id = 1`, "span", "mention 1"},
		"a sentence":              {`UPDATE event SET start_byte = -1 WHERE id = 2`, "span", "event 2"},
		"a date":                  {`UPDATE event SET date_end = 100000 WHERE id = 2`, "span", "event 2"},
		"a phrase":                {`UPDATE phrase SET end_byte = 100000`, "span", "revision 1"},
		"a decision's place":      {`UPDATE decision SET start_byte = start_byte + 1`, "span", "decision 1"},
		"a decision's end":        {`UPDATE decision SET end_byte = 100000`, "span", "decision 1"},
		"a decision's quote":      {`UPDATE decision SET quote = 'other'`, "span", "decision 1"},
		"a citation's source":     {`PRAGMA foreign_keys = 0; UPDATE citation SET source_id = 99 WHERE id = 1`, "foreign key", "citation 1"},
		"a mention's actor":       {`PRAGMA foreign_keys = 0; UPDATE mention SET actor_id = 99 WHERE id = 1`, "foreign key", "mention 1"},
		"the text of it all":      {`PRAGMA foreign_keys = 0; UPDATE event SET revision_id = 99 WHERE id = 1`, "foreign key", "event 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			path := filepath.Join(t.TempDir(), "library.db")
			l := mustOpen(t, path, db.Options{})
			front := mustAddActor(t, l, "Zaytun Front")
			b := readStrike(t, l, "Quays", front.ID)
			mustDecide(t, l, about{t, l, b}.words(db.DecideMention, "ZF", db.StateNobody))
			wantSound(t, l)
			must(t, l.Close())
			rawly(t, path, c.tamper)
			// when
			findings, err := mustOpen(t, path, db.Options{}).Check(context.Background())
			must(t, err)
			// then
			for _, f := range findings {
				if f.Kind == c.kind && f.Record == c.record && f.Detail != "" {
					return
				}
			}
			t.Errorf("findings %+v, want %s of %s", findings, c.kind, c.record)
		})
	}
}
