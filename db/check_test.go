package db_test

import (
	"context"
	"path/filepath"
	"testing"

	"sidelight/db"
)

func TestCheck_FindsWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	const withoutKeys = `PRAGMA foreign_keys = 0;`
	for name, c := range map[string]struct {
		tamper       string
		kind, record string
	}{
		"a text":                     {`UPDATE revision SET text = replace(text, 'unknown', 'known')`, "hash", "revision 1"},
		"a text that is not UTF-8":   {`UPDATE revision SET text = CAST(x'ff' || CAST(text AS BLOB) AS TEXT)`, "span", "revision 1"},
		"an original":                {`UPDATE original SET bytes = x'00'`, "hash", "original 1"},
		"a block":                    {`UPDATE structure SET blocks = '[["paragraph","",0,0,9999]]'`, "span", "revision 1"},
		"an inline":                  {`UPDATE structure SET inlines = '[["link","",0,5,4]]'`, "span", "revision 1"},
		"blocks that are not JSON":   {`UPDATE structure SET blocks = '[['`, "integrity", "revision 1"},
		"blocks that are not there":  {`DELETE FROM structure`, "integrity", "revision 1"},
		"an annotation's place":      {`UPDATE annotation SET start_byte = 100000, end_byte = 100001`, "span", "annotation 1"},
		"an annotation's rune":       {`UPDATE annotation SET end_byte = instr(CAST((SELECT text FROM revision) AS BLOB), x'9f9bb0')`, "span", "annotation 1"},
		"an annotation's quote":      {`UPDATE annotation SET quote = 'other'`, "span", "annotation 1"},
		"an annotation's label":      {withoutKeys + `UPDATE annotation SET label_id = 99`, "foreign key", "annotation 1"},
		"an annotation's text":       {withoutKeys + `UPDATE annotation SET revision_id = 99`, "foreign key", "annotation 1"},
		"a brief without a revision": {withoutKeys + `UPDATE brief SET revision_id = NULL`, "integrity", "brief 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			path := savedLibrary(t)
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

func TestCheck_DetachedAnnotationsNeedNoQuote(t *testing.T) {
	t.Parallel()
	path := savedLibrary(t)
	rawly(t, path, `UPDATE annotation SET quote = 'words that are gone', state = 'detached', start_byte = 0, end_byte = 0`)
	wantSound(t, mustOpen(t, path, db.Options{}))
}

func TestCheck_LongTexts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := mustOpen(t, filepath.Join(t.TempDir(), "library.db"), db.Options{})
	n := longBrief("Long", 1_000_000)
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	r, err := l.Revision(ctx, b.RevisionID)
	must(t, err)
	if r.Text != n.Text || len(r.Blocks) != len(n.Blocks) || r.Blocks[len(r.Blocks)-1] != n.Blocks[len(n.Blocks)-1] {
		t.Error("the text came back as another")
	}
	if want := len(n.Blocks) * 52; b.Words != want {
		t.Errorf("%d words, want %d", b.Words, want)
	}
	wantSound(t, l)
}
