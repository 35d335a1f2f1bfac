package db_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/db"
)

// olderLibrary is a library of the version before full text: a brief with an
// annotation and a note, one in the trash with the same, a free note, the note
// of an actor in the trash, and that of one that was merged.
func olderLibrary(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "library.db")
	old, err := db.OpenWith(context.Background(), path, db.Options{}, firstMigrations(tb, 2))
	must(tb, err)
	must(tb, old.Close())
	var statements []string
	for id, trashed := range []string{1: "NULL", 2: "7"} {
		if id == 0 {
			continue
		}
		text := fmt.Sprintf("Olive trees %d\n\nThe Côte d’Or — unshaken.\n", id)
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
		quoted := "'" + text + "'"
		for _, s := range []string{
			`INSERT INTO original (id, sha256, name, media_type, encoding, bytes) VALUES (%[1]d, '` + sum + `', '', 'text/plain', 'utf-8', CAST(` + quoted + ` AS BLOB))`,
			`INSERT INTO brief (id, uid, title, series, publication, volume, issue, author, published_written, published_earliest, published_latest,
				published_rule, title_key, folded, words, revision_id, added_at, changed_at, trashed_at)
				VALUES (%[1]d, 'b%[1]d', 'Olive trees %[1]d', '', 'Grove Letter', '3', '4', '', '', '', '', '', 'olive trees', 'olive trees', 7, NULL, 5, 6, %[2]s)`,
			`INSERT INTO revision (id, uid, brief_id, original_id, imported_at, text_sha256, text) VALUES (%[1]d, 'r%[1]d', %[1]d, %[1]d, 5, '` + sum + `', ` + quoted + `)`,
			`UPDATE brief SET revision_id = %[1]d WHERE id = %[1]d`,
			`INSERT INTO structure (revision_id, blocks, inlines) VALUES (%[1]d, '[]', '[]')`,
			`INSERT INTO annotation (id, uid, brief_id, revision_id, label_id, start_byte, end_byte, quote, prefix, suffix, state, note, created_at, changed_at)
				VALUES (%[1]d, 'a%[1]d', %[1]d, %[1]d, 1, 0, 5, 'Olive', '', ' trees', 'anchored', 'Łódź?', 7, 7)`,
			`INSERT INTO note (id, uid, brief_id, created_at, changed_at, title, body) VALUES (%[1]d, 'n%[1]d', %[1]d, 8, 9, '', 'An olive note.')`,
		} {
			statements = append(statements, fmt.Sprintf(strings.ReplaceAll(s, "%[2]s", trashed), id))
		}
	}
	rawly(tb, path, append(statements,
		`INSERT INTO note (id, uid, created_at, changed_at, title, body) VALUES (3, 'n3', 8, 9, 'Free', 'olive')`,
		`INSERT INTO note (id, uid, created_at, changed_at, trashed_at, title, body) VALUES (4, 'n4', 8, 9, 9, '', 'olive')`,
		`INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at, trashed_at) VALUES (1, 'g1', 'Gone', 'gone', 'other', '', 9, 9, 9)`,
		`INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at) VALUES (2, 'g2', 'Stays', 'stays', 'other', '', 9, 9)`,
		`INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at, merged_into) VALUES (3, 'g3', 'Merged', 'merged', 'other', '', 9, 9, 2)`,
		`INSERT INTO note (id, uid, actor_id, created_at, changed_at, title, body) VALUES (5, 'n5', 1, 8, 9, '', 'olive'), (6, 'n6', 2, 8, 9, '', 'olive'), (7, 'n7', 3, 8, 9, '', 'olive')`)...)
	return path
}

func TestMigrate_IndexesWhatIsThere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := mustOpen(t, olderLibrary(t), db.Options{})
	brief, annotation := document{db.KindBrief, 1}, document{db.KindAnnotation, 1}
	wantTexts(t, l, inWords("olive"), brief, annotation, document{db.KindNote, 1}, document{db.KindNote, 3}, document{db.KindNote, 6})
	wantTexts(t, l, inWords("cote", "d'or", "unshaken"), brief)
	wantTexts(t, l, inWords("lodz"), annotation)
	wantTexts(t, l, inWords("Grove Letter 3 4"), brief)
	wantSound(t, l)
	// and what comes back from the trash is found again
	must(t, l.Restore(ctx, db.KindBrief, 2))
	wantTexts(t, l, inWords("lodz"), annotation, document{db.KindAnnotation, 2})
	// and what is indexed is taken out again
	must(t, l.Trash(ctx, db.KindBrief, 1))
	must(t, second(l.SaveNote(ctx, 3, "", "no more")))
	wantTexts(t, l, inWords("lodz"), document{db.KindAnnotation, 2})
	wantTexts(t, l, inWords("olive"), document{db.KindBrief, 2}, document{db.KindAnnotation, 2}, document{db.KindNote, 2}, document{db.KindNote, 6})
	wantSound(t, l)
}

func TestIndex_NothingStaysOfWhatIsDeleted(t *testing.T) {
	t.Parallel()
	// given two briefs with a word of their own, and a note that is rewritten
	ctx := context.Background()
	l, _ := newLibrary(t)
	n := newBrief("Gone")
	n.Text += "\nqqxanadu\n"
	gone, err := l.AddBrief(ctx, n)
	must(t, err)
	mustAddBrief(t, l, "Stays")
	note := mustAddNote(t, l, db.Note{Body: "qqatlantis"})
	// when
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	must(t, l.Trash(ctx, db.KindNote, note.ID))
	if deleted, err := l.EmptyTrash(ctx); err != nil || deleted != 2 {
		t.Fatalf("deleted %d, %v", deleted, err)
	}
	must(t, l.Close())
	// then the file has no trace of them
	data, err := os.ReadFile(l.Path())
	must(t, err)
	for _, word := range []string{"qqxanadu", "xanadu", "qqatlantis", "atlantis"} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("the file still has %q", word)
		}
	}
}

func TestCheck_Index(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ tamper, kind, record string }{
		"a brief that is not indexed":      {`UPDATE brief SET trashed_at = NULL`, "search", "brief 2"},
		"a brief that should not be":       {`UPDATE brief SET trashed_at = 5 WHERE id = 1`, "search", "brief 1"},
		"a note that should not be":        {`UPDATE note SET trashed_at = 5 WHERE id = 3`, "search", "note 3"},
		"an annotation that is not there":  {`DELETE FROM annotation WHERE id = 1`, "search", "annotation 1"},
		"an index that was written across": {`UPDATE brief_text_data SET block = x'00000000' WHERE id > 100`, "integrity", "file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			path := olderLibrary(t)
			must(t, mustOpen(t, path, db.Options{}).Close())
			rawly(t, path, c.tamper)
			// when
			findings, err := mustOpen(t, path, db.Options{}).Check(context.Background())
			must(t, err)
			// then
			if !slices.ContainsFunc(findings, func(f db.Finding) bool { return f.Kind == c.kind && f.Record == c.record && f.Detail != "" }) {
				t.Errorf("findings %+v, want %s of %s", findings, c.kind, c.record)
			}
		})
	}
}

func TestIndexedWords(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	mustAddBrief(t, l, "Kidal")
	mustAddBrief(t, l, "Ménaka")
	mustAddNote(t, l, db.Note{Body: "monitored"})
	for _, row := range []struct {
		prefix string
		limit  int
		want   []db.IndexedWord
	}{
		{"m", 10, []db.IndexedWord{{Word: "menaka", Documents: 2}, {Word: "monitor", Documents: 2}}},
		{"Mén", 10, []db.IndexedWord{{Word: "menaka", Documents: 2}}},
		{"", 2, []db.IndexedWord{{Word: "11", Documents: 2}, {Word: "22", Documents: 2}}},
		{"kidal", 10, []db.IndexedWord{{Word: "kidal", Documents: 2}}},
		{"xyz", 10, nil},
		{"m", 0, nil},
		{"\x00'\xff", 10, nil},
	} {
		got, err := l.IndexedWords(ctx, row.prefix, row.limit)
		if err != nil || !slices.Equal(got, row.want) {
			t.Errorf("%q: %v, %v, want %v", row.prefix, got, err, row.want)
		}
	}
}
