package db_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"sidelight/db"
)

// bigLibrary holds so many briefs of about 7 KB, the usual length.
func bigLibrary(b *testing.B, briefs int) *db.Library {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "library.db")
	l := mustOpen(b, path, db.Options{})
	must(b, second(l.AddBrief(ctx, longBrief("Seed", 7000))))
	must(b, l.Close())
	// The rest are copies made by SQLite itself: an import of ten thousand,
	// each safe on the disk, would take longer than what is measured.
	rawly(b, path, fmt.Sprintf(`
		PRAGMA foreign_keys = 0;
		BEGIN;
		CREATE TEMP TABLE number AS WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n;
		INSERT INTO original (id, sha256, name, media_type, encoding, bytes)
			SELECT i, 'h' || i, 'n' || i, 'text/plain', 'utf-8', o.bytes FROM number, original o WHERE o.id = 1;
		INSERT INTO revision (id, uid, brief_id, original_id, imported_at, text_sha256, text)
			SELECT i, 'r' || i, i, i, r.imported_at, 'h' || i, r.text FROM number, revision r WHERE r.id = 1;
		INSERT INTO structure (revision_id, blocks, inlines)
			SELECT i, s.blocks, s.inlines FROM number, structure s WHERE s.revision_id = 1;
		INSERT INTO brief (id, uid, title, series, publication, volume, issue, author, published_written, published_earliest,
				published_latest, published_rule, title_key, folded, words, revision_id, added_at, changed_at)
			SELECT i, 'b' || i, 'Title ' || i, 'Brief', 'Publication ' || (i %% 20), '', '', '', '', date('2000-01-01', (i * 7919 %% 9000) || ' days'),
				'', '', 'title ' || i, 'title ' || i || char(10) || 'publication ' || (i %% 20) || char(10), 1000, i, i, i FROM number;
		INSERT INTO brief_tag SELECT i, 0, 'tag' || (i %% 50) FROM number;
		COMMIT;`, briefs))
	return mustOpen(b, path, db.Options{})
}

// BenchmarkBriefs lists pages of 200 of ten thousand briefs.
func BenchmarkBriefs(b *testing.B) {
	ctx := context.Background()
	l := bigLibrary(b, 10_000)
	for name, f := range map[string]db.BriefFilter{
		"published":   {},
		"title":       {Order: db.OrderTitle},
		"far down":    {Offset: 9800},
		"filtered":    {Text: "publication 7"},
		"filter none": {Text: "nothing at all"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := l.Briefs(ctx, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("counts", func(b *testing.B) {
		for b.Loop() {
			must(b, second(l.Counts(ctx)))
		}
	})
	b.Run("find by title", func(b *testing.B) {
		for b.Loop() {
			must(b, second(l.FindBriefs(ctx, "Brief: Title 77")))
		}
	})
}

// BenchmarkSaveNote saves a note of a page, each time safe on the disk.
func BenchmarkSaveNote(b *testing.B) {
	ctx := context.Background()
	l := mustOpen(b, filepath.Join(b.TempDir(), "library.db"), db.Options{})
	n := mustAddNote(b, l, db.Note{})
	body := longBrief("Note", 3000).Text
	i := 0
	for b.Loop() {
		i++
		must(b, second(l.SaveNote(ctx, n.ID, "", fmt.Sprint(body, i))))
	}
}

// BenchmarkRevision reads a text of 150 KB with its 500 blocks.
func BenchmarkRevision(b *testing.B) {
	ctx := context.Background()
	l := mustOpen(b, filepath.Join(b.TempDir(), "library.db"), db.Options{})
	added, err := l.AddBrief(ctx, longBrief("Long", 150_000))
	must(b, err)
	for b.Loop() {
		must(b, second(l.Revision(ctx, added.RevisionID)))
	}
}

// BenchmarkAddBrief imports texts of 150 KB with their 500 blocks.
func BenchmarkAddBrief(b *testing.B) {
	ctx := context.Background()
	l := mustOpen(b, filepath.Join(b.TempDir(), "library.db"), db.Options{})
	i := 0
	for b.Loop() {
		i++
		must(b, second(l.AddBrief(ctx, longBrief(fmt.Sprint("Long ", i), 150_000))))
	}
}

// BenchmarkOpen opens a library that was closed and closes it again.
func BenchmarkOpen(b *testing.B) {
	path := savedLibrary(b)
	for b.Loop() {
		l, err := db.Open(context.Background(), path, db.Options{Clock: time.Now})
		must(b, err)
		must(b, l.Close())
	}
}
