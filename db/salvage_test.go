package db_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sidelight/db"
)

// fullLibrary is a closed library with something in every table: twelve briefs
// with annotations and notes, an actor, findings and decisions, a comparison, a
// search.
func fullLibrary(tb testing.TB) (path string) {
	tb.Helper()
	ctx := context.Background()
	path = filepath.Join(tb.TempDir(), "library.db")
	l, err := db.Open(ctx, path, db.Options{})
	must(tb, err)
	front := mustAddActor(tb, l, "Zaytun Front")
	read := readStrike(tb, l, "Quays", front.ID)
	var briefs []db.Brief
	for i := range 12 {
		b := mustAddBrief(tb, l, fmt.Sprint("Brief number ", i))
		mustAnnotate(tb, l, b, fmt.Sprint("remark ", i))
		mustAddNote(tb, l, db.Note{BriefID: b.ID, Body: fmt.Sprint("note on ", i, strings.Repeat(" and more", 100))})
		briefs = append(briefs, b)
	}
	for i := range 3 {
		_, err := l.AddBrief(ctx, longBrief(fmt.Sprint("Long ", i), 30_000))
		must(tb, err)
	}
	_, err = l.OpenComparison(ctx, db.SideRef{Kind: db.KindBrief, ID: briefs[0].ID}, db.SideRef{Kind: db.KindBrief, ID: read.ID})
	must(tb, err)
	_, err = l.AddSavedSearch(ctx, db.SavedSearch{Name: "kept", Query: "raid"})
	must(tb, err)
	wantSound(tb, l)
	must(tb, l.Close())
	return path
}

// salvaged saves what is left of a damaged file and looks that the file is not
// changed, and that what was saved is sound.
func salvaged(tb testing.TB, path string) (db.Salvage, error) {
	tb.Helper()
	before, err := os.ReadFile(path)
	must(tb, err)
	s, err := db.SalvageFile(context.Background(), path, time.Now())
	if after, readErr := os.ReadFile(path); readErr != nil || !bytes.Equal(before, after) {
		tb.Error("the damaged file was changed")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part*")); len(left) > 0 {
		tb.Errorf("left behind: %v", left)
	}
	if err != nil {
		return s, err
	}
	if len(s.Left) > 0 {
		tb.Errorf("not sound: %+v", s.Left)
	}
	c, findings, err := db.Examine(context.Background(), s.Path)
	if err != nil || len(findings) > 0 || c.Counts != s.Saved {
		tb.Errorf("%+v, %v, %v", c, findings, err)
	}
	if info, err := os.Stat(s.Path); err != nil || info.Mode().Perm() != 0o600 {
		tb.Errorf("%v, %v", info.Mode(), err)
	}
	report, err := os.ReadFile(s.Report)
	if err != nil || !strings.Contains(string(report), "The damaged file was not changed") {
		tb.Errorf("report %q, %v", report, err)
	}
	for _, l := range s.Lost {
		if !strings.Contains(string(report), l.String()) {
			tb.Errorf("the report does not say: %s", l)
		}
	}
	return s, nil
}

func TestSalvage_OfAWholeFileLosesNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := fullLibrary(t)
	whole, err := db.Peek(ctx, path)
	must(t, err)
	s, err := salvaged(t, path)
	must(t, err)
	if s.Saved != whole.Counts || len(s.Lost) > 0 || s.BadPages > 0 {
		t.Errorf("saved %+v of %+v, lost %v, %d bad pages", s.Saved, whole.Counts, s.Lost, s.BadPages)
	}
	// and every record is the same
	before, after := mustOpen(t, path, db.Options{ReadOnly: true}), mustOpen(t, s.Path, db.Options{ReadOnly: true})
	all, _, err := before.Briefs(ctx, db.BriefFilter{})
	must(t, err)
	for _, b := range all {
		got, err := after.Brief(ctx, b.ID)
		must(t, err)
		if got.UID != b.UID || got.Title != b.Title || got.Published != b.Published || got.Words != b.Words {
			t.Errorf("brief %+v, want %+v", got, b)
		}
		r, err := before.Revision(ctx, b.RevisionID)
		must(t, err)
		if s, err := after.Revision(ctx, b.RevisionID); err != nil || s.Text != r.Text || len(s.Blocks) != len(r.Blocks) || s.UID != r.UID {
			t.Errorf("text of %q: %v", b.Title, err)
		}
	}
	if searches, err := after.SavedSearches(ctx); err != nil || len(searches) != 1 {
		t.Errorf("%d searches, %v", len(searches), err)
	}
}

func TestSalvage_ChangesInTheLog(t *testing.T) {
	t.Parallel()
	// given a file without its header whose last changes are in its log
	l := mustOpen(t, fullLibrary(t), db.Options{})
	mustAddBrief(t, l, "Only in the log")
	path := filepath.Join(t.TempDir(), "library.db")
	copyFile(t, l.Path(), path)
	copyFile(t, l.Path()+"-wal", path+"-wal")
	damage(t, path, 0, make([]byte, 100))
	s, err := salvaged(t, path)
	must(t, err)
	if whole, err := l.Counts(context.Background()); err != nil || s.Saved.Briefs != whole.Briefs {
		t.Errorf("saved %+v of %+v, %v", s.Saved, whole, err)
	}
}

func TestSalvage_TheBeginningIsLost(t *testing.T) {
	t.Parallel()
	for _, size := range []int{100, 4096} {
		path := fullLibrary(t)
		whole := briefsIn(t, path)
		damage(t, path, 0, make([]byte, size))
		s, err := salvaged(t, path)
		must(t, err)
		if s.Saved.Briefs != whole || s.Saved.Annotations < 12 || s.Saved.Notes < 12 {
			t.Errorf("%d bytes: saved %+v, lost %v", size, s.Saved, s.Lost)
		}
	}
}

func TestSalvage_OfAnEarlierVersion(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	first, err := db.OpenWith(ctx, path, db.Options{}, firstMigrations(t, 1))
	must(t, err)
	must(t, first.Close())
	rawly(t, path, `INSERT INTO note (id, uid, brief_id, created_at, changed_at, title, body) VALUES (1, '0192f0c1-0000-7000-8000-000000000001', NULL, 8, 9, 'Old', 'A note.')`)
	s, err := salvaged(t, path)
	must(t, err)
	l := mustOpen(t, s.Path, db.Options{})
	if n, err := l.Note(ctx, 1); err != nil || n.Title != "Old" || n.Body != "A note." {
		t.Errorf("%+v, %v", n, err)
	}
}

func TestSalvage_Refuses(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	folder := t.TempDir()
	text := filepath.Join(folder, "text")
	must(t, os.WriteFile(text, bytes.Repeat([]byte("words "), 5000), 0o600))
	newer := savedLibrary(t)
	rawly(t, newer, `PRAGMA user_version = 9999`)
	foreign := filepath.Join(folder, "foreign")
	rawly(t, foreign, `CREATE TABLE x (y)`, `INSERT INTO x VALUES (1)`)
	for path, want := range map[string]error{text: db.ErrCorrupt, newer: db.ErrNewer, foreign: db.ErrForeign, filepath.Join(folder, "none"): db.ErrNotFound} {
		if _, err := db.SalvageFile(ctx, path, time.Now()); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %v", filepath.Base(path), err, want)
		}
	}
	only(t, folder, "foreign", "text")
}

// TestSalvage_RandomDamage: whatever is overwritten or cut off, what is saved is
// sound, the file stays as it is, and what was not touched is not lost.
func TestSalvage_RandomDamage(t *testing.T) {
	t.Parallel()
	path := fullLibrary(t)
	whole, err := os.ReadFile(path)
	must(t, err)
	held := briefsIn(t, path)
	rounds := 32
	if testing.Short() {
		rounds = 12
	}
	saved, refused := 0, 0
	for seed := range rounds {
		rnd := rand.New(rand.NewPCG(uint64(seed), 7))
		data := bytes.Clone(whole)
		for range 1 + rnd.IntN(12) { // pieces of up to a page, anywhere
			at, size := rnd.IntN(len(data)), 1+rnd.IntN(4096)
			for i := at; i < min(at+size, len(data)); i++ {
				data[i] = byte(rnd.Uint32())
			}
		}
		if seed%4 == 3 {
			data = data[:rnd.IntN(len(data))]
		}
		damaged := filepath.Join(t.TempDir(), "library.db")
		must(t, os.WriteFile(damaged, data, 0o600))
		s, err := salvaged(t, damaged)
		switch {
		case err == nil:
			saved += s.Saved.Briefs
		case errors.Is(err, db.ErrCorrupt), errors.Is(err, db.ErrForeign), errors.Is(err, db.ErrNewer):
			refused++
		default:
			t.Errorf("seed %d: %v", seed, err)
		}
		if t.Failed() {
			t.Fatalf("seed %d: lost %v", seed, s.Lost)
		}
	}
	t.Logf("%d of %d briefs saved in %d rounds, %d files refused", saved, held*rounds, rounds, refused)
	if saved < held*rounds/2 || refused > rounds/10 {
		t.Errorf("%d of %d briefs saved, %d of %d files refused", saved, held*rounds, refused, rounds)
	}
}

func TestRepair_RebuildsWhatIsDerived(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, tamper := range map[string]string{
		"the index of words":     `INSERT INTO brief_text (brief_text) VALUES ('delete-all')`,
		"a shadow of the index":  `DELETE FROM note_text_data WHERE id > 10`,
		"a folded name":          `UPDATE brief SET title_key = 'x', folded = 'x'; UPDATE actor SET name_key = 'y'`,
		"a count":                `UPDATE brief SET words = 1`,
		"a mention off the text": `UPDATE mention SET end_byte = 100000`,
		"an annotation's place":  `UPDATE annotation SET start_byte = 3, end_byte = 4`,
		"an annotation's words":  `UPDATE annotation SET quote = 'gone'`,
		"an original":            `UPDATE original SET bytes = x'00'`,
		"a text":                 `UPDATE revision SET text = 'other'`,
		"blocks":                 `UPDATE structure SET blocks = '[["paragraph","",0,0,9999999]]'`,
		"a decision's place":     `UPDATE decision SET start_byte = 100000, end_byte = 100001`,
		"a reference":            `PRAGMA foreign_keys = 0; UPDATE annotation SET label_id = 99; UPDATE citation SET source_id = 99`,
		"a brief without a text": `PRAGMA foreign_keys = 0; UPDATE brief SET revision_id = NULL`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := fullLibrary(t)
			held := briefsIn(t, path)
			rawly(t, path, tamper)
			l := mustOpen(t, path, db.Options{})
			lost, err := l.Repair(ctx)
			must(t, err)
			wantSound(t, l)
			counts, err := l.Counts(ctx)
			if err != nil || counts.Briefs != held || counts.Annotations < 12 {
				t.Errorf("%+v, %v; lost %v", counts, err, lost)
			}
			if b, total, err := l.Briefs(ctx, db.BriefFilter{Text: "number 7"}); err != nil || total != 1 || b[0].Words < 10 {
				t.Errorf("found %+v, %v", b, err)
			}
		})
	}
}

func TestRepair_ATextIsTakenFromItsOriginal(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := savedLibrary(t)
	rawly(t, path, `UPDATE revision SET text = replace(text, 'unknown', 'known')`)
	l := mustOpen(t, path, db.Options{})
	lost, err := l.Repair(ctx)
	must(t, err)
	if r, err := l.Revision(ctx, 1); err != nil || r.Text != testText("Saved") || len(lost) > 0 {
		t.Errorf("%q, %v; lost %v", r.Text, err, lost)
	}
	wantSound(t, l)
}
