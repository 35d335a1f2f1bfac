package db_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"sidelight/db"
)

// namedLibrary holds so many briefs without texts, as many actors with three
// other names each and twenty mentions, a tenth as many sources with ten
// citations each, and half as many annotations.
func namedLibrary(b *testing.B, briefs int) *db.Library {
	b.Helper()
	path := filepath.Join(b.TempDir(), "library.db")
	must(b, mustOpen(b, path, db.Options{}).Close())
	rawly(b, path, fmt.Sprintf(`
		BEGIN;
		CREATE TEMP TABLE number AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %[1]d * 20) SELECT i FROM n;
		INSERT INTO brief (id, uid, title, series, publication, volume, issue, author, published_written, published_earliest,
				published_latest, published_rule, title_key, folded, words, added_at, changed_at)
			SELECT i, 'b' || i, 'What the column of the north lost in week ' || i, 'Brief', 'Review of the south ' || (i %% 20), i %% 30, i %% 12, 'A. Reader',
				'', date('2000-01-01', (i * 7919 %% 9000) || ' days'), date('2000-01-01', (i * 7919 %% 9000) || ' days'), '',
				'what the column of the north lost in week ' || i, 'what the column of the north lost in week ' || i || char(10) || 'review of the south', 1000, i, i
			FROM number WHERE i <= %[1]d;
		INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at)
			SELECT i, 'a' || i, 'Front of the valley ' || i, 'front of the valley ' || i, 'armed group',
				'A sentence or two that say who this is and what is known of it.', 1, i FROM number WHERE i <= %[1]d;
		INSERT INTO alias (actor_id, position, name, name_key, kind, weak)
			SELECT 1 + i %% %[1]d, i, 'Movement of the plain ' || i, 'movement of the plain ' || i, 'other', 0 FROM number WHERE i <= %[1]d * 3;
		INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, actor_id, state)
			SELECT 1 + i / 20, 1 + i / 20, i %% 6000, i %% 6000 + 5, 'Front', 1 + i * 7919 %% %[1]d, 'found' FROM number;
		INSERT INTO source (id, uid, name, name_key, kind, reliability, publisher, notes, kept, created_at, changed_at)
			SELECT i, 's' || i, 'Radio of the hills ' || i, 'radio of the hills ' || i, '', '', '', '', 1, 1, i FROM number WHERE i <= %[1]d / 10;
		INSERT INTO source_variant (source_id, name, name_key)
			SELECT i, 'Radio of the hills ' || i, 'radio of the hills ' || i FROM number WHERE i <= %[1]d / 10;
		INSERT INTO citation (brief_id, revision_id, group_start, group_end, start_byte, end_byte, signal, outlet, handle, written, earliest, latest, rule, source_id, state)
			SELECT i, i, 1, 20, 1, 20, '', 'Radio', '', '', '', '', '', 1 + i %% (%[1]d / 10), 'found' FROM number WHERE i <= %[1]d;
		INSERT INTO annotation (uid, brief_id, revision_id, label_id, start_byte, end_byte, quote, prefix, suffix, state, note, created_at, changed_at)
			SELECT 'n' || i, i, i, 1, 1, 60, 'the wells of the valley were never held by anybody for long, ' || i, '', '', 'anchored', '', 1, i FROM number WHERE i <= %[1]d / 2;
		COMMIT;`, briefs))
	return mustOpen(b, path, db.Options{})
}

// BenchmarkNames reads the names of 100,000 briefs, 100,000 actors with 300,000
// other names and two million mentions, 10,000 sources and 50,000 annotations.
func BenchmarkNames(b *testing.B) {
	ctx := context.Background()
	l := namedLibrary(b, 100_000)
	names := 0
	b.ReportAllocs()
	for b.Loop() {
		names = 0
		must(b, l.Names(ctx, func(db.NameEntry) error { names++; return nil }))
	}
	b.ReportMetric(float64(names), "names")
}
