package db_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/db"
)

// actorLibrary holds so many actors with three other names each, and mentions
// of them in the briefs of bigLibrary: the first actors are named most, the
// first in a tenth of all.
func actorLibrary(b *testing.B, actors, briefs, mentions int) *db.Library {
	b.Helper()
	l := bigLibrary(b, briefs)
	first, err := l.Revision(context.Background(), 1) // the texts are all the same
	must(b, err)
	var starts []string
	for _, block := range first.Blocks {
		for at := block.Start; len(starts) < 60; at += len("words of a naïve paragraph, ") {
			i := strings.Index(first.Text[at:block.End], "words")
			if i < 0 {
				break
			}
			at += i
			starts = append(starts, fmt.Sprint(at))
		}
	}
	rawly(b, l.Path(), fmt.Sprintf(`
		BEGIN;
		CREATE TEMP TABLE number AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < max(%[1]d * 3, %[3]d)) SELECT i FROM n;
		INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at, looked_at)
			SELECT i, 'a' || i, 'Front ' || (i * 7919 %% 1000003), 'front ' || (i * 7919 %% 1000003), iif(i %% 9, 'armed group', 'state'),
				'A sentence or two that say who this is and what is known of it.', 1, 1, 1 FROM number WHERE i <= %[1]d;
		INSERT INTO alias (actor_id, position, name, name_key, kind, weak)
			SELECT 1 + i %% %[1]d, i, 'Movement ' || (i * 7919 %% 1000003), 'movement ' || (i * 7919 %% 1000003), 'other', 0 FROM number WHERE i <= %[1]d * 3;
		INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, actor_id, state)
			SELECT 1 + (i - 1) * %[2]d / %[3]d, 1 + (i - 1) * %[2]d / %[3]d, place.value, place.value + 5, 'Front',
				1 + CAST(%[1]d * pow((i * 7919 %% 100003) / 100003.0, 4) AS INTEGER), 'found' FROM number JOIN json_each('[%[4]s]') place ON place.key = i %% 60 WHERE i <= %[3]d;
		COMMIT;`, actors, briefs, mentions, strings.Join(starts, ", ")))
	return l
}

// BenchmarkFindActors lists pages of 200 of ten thousand actors with 200,000
// mentions in ten thousand briefs.
func BenchmarkFindActors(b *testing.B) {
	ctx := context.Background()
	l := actorLibrary(b, 10_000, 10_000, 200_000)
	find := func(name string, f db.ActorFilter) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := l.FindActors(ctx, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	find("name", db.ActorFilter{})
	find("mentions", db.ActorFilter{Order: db.OrderMentions})
	find("far down", db.ActorFilter{Offset: 9800})
	find("kind", db.ActorFilter{Kind: "state"})
	find("filtered", db.ActorFilter{Text: "front 77"})
	find("filtered by mentions", db.ActorFilter{Text: "front 77", Order: db.OrderMentions})
	find("filter none", db.ActorFilter{Text: "nothing at all"})
	must(b, l.Trash(ctx, db.KindBrief, 5000))
	find("mentions, some in the trash", db.ActorFilter{Order: db.OrderMentions})
}

// BenchmarkActorPage reads what the page shows of the actor named most, in a
// tenth of all mentions.
func BenchmarkActorPage(b *testing.B) {
	ctx := context.Background()
	l := actorLibrary(b, 10_000, 10_000, 200_000)
	must(b, second(l.AddRelation(ctx, db.Relation{ActorID: 1, OtherID: 2, Kind: db.RelationFights})))
	for name, read := range map[string]func() error{
		"mentions in context": func() error { _, _, err := l.MentionsOf(ctx, 1, 0, 50); return err },
		"months":              func() error { return second(l.MentionsByMonth(ctx, 1)) },
		"first seen":          func() error { return second(l.FirstSeen(ctx, 1)) },
		"relations":           func() error { return second(l.Relations(ctx, 1)) },
		"names":               func() error { return second(l.ActorNames(ctx)) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must(b, read())
			}
		})
	}
	b.Run("merge and undo", func(b *testing.B) {
		for b.Loop() {
			r, err := l.MergeActors(ctx, 2, 1)
			must(b, err)
			must(b, l.UndoRearrangement(ctx, r.ID))
		}
	})
}

// BenchmarkImportActors stores a list of 100,000 actors with two other names
// each.
func BenchmarkImportActors(b *testing.B) {
	ctx := context.Background()
	rows := make([]db.ActorImport, 100_000)
	for i := range rows {
		rows[i].Actor = db.Actor{Name: fmt.Sprint("Front of number ", i), Kind: "armed group", Origin: "list.csv",
			Aliases: []db.Alias{{Name: fmt.Sprint("FN", i), Kind: db.AliasAcronym}, {Name: fmt.Sprint("Numéro ", i), Kind: db.AliasTranslation}}}
	}
	for i := 0; b.Loop(); i++ {
		l := mustOpen(b, filepath.Join(b.TempDir(), fmt.Sprint(i, ".db")), db.Options{})
		must(b, second(l.ImportActors(ctx, rows)))
	}
}
