package db_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"sidelight/db"
)

// readLibrary holds ten thousand briefs that were read: in each 30 citations
// (of 5,000 sources, ten of them of 50), 60 mentions (of 2,000 actors), 10 dated
// sentences with a citation in them, and 30 phrases.
func readLibrary(b *testing.B) *db.Library {
	b.Helper()
	l := bigLibrary(b, 10_000)
	path := l.Path()
	must(b, l.Close())
	rawly(b, path, `
		BEGIN;
		CREATE TEMP TABLE number AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000) SELECT i FROM n;
		UPDATE revision SET text = replace(text, 'ï', 'i'); -- every place is on a rune
		INSERT INTO reading SELECT i, 'rules 1', 1 FROM number WHERE i <= 10000;
		INSERT INTO source SELECT i, 'u' || i, 'Outlet ' || i, 'outlet ' || i, '', '', '', '', 0, 1, 1 FROM number WHERE i <= 5000;
		INSERT INTO source_variant SELECT i, i, 'Outlet ' || i, 'outlet ' || i FROM number WHERE i <= 5000;
		INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at)
			SELECT i, 'a' || i, 'Actor ' || i, 'actor ' || i, 'other', '', 1, 1 FROM number WHERE i <= 2000;
		INSERT INTO citation SELECT i, (i - 1) / 30 + 1, (i - 1) / 30 + 1, (i % 30) * 200 + 100, (i % 30) * 200 + 130, (i % 30) * 200 + 101, (i % 30) * 200 + 129,
			'', 'Outlet', '', 'May 3', '2024-05-03', '2024-05-03', 'year of publication',
			1 + (i * 7919) % iif(i % 3 = 0, 50, 5000), 'found', 0 FROM number WHERE i <= 300000;
		INSERT INTO mention SELECT i, (i - 1) / 60 + 1, (i - 1) / 60 + 1, (i % 60) * 100 + 10, (i % 60) * 100 + 20, 'Actor',
			1 + (i * 7919) % iif(i % 3 = 0, 50, 2000), 'found', 0 FROM number;
		INSERT INTO event SELECT i, (i - 1) / 10 + 1, (i - 1) / 10 + 1, (i % 10) * 600, (i % 10) * 600 + 200, (i % 10) * 600 + 20, (i % 10) * 600 + 26, '', 'May 3',
			date('2000-01-01', (i * 7919 % 9000) || ' days'), date('2000-01-01', (i * 7919 % 9000) || ' days'), 'year of publication', 'found', 0
			FROM number WHERE i <= 100000;
		INSERT INTO phrase SELECT (i - 1) / 30 + 1, 'phrase ' || ((i * 7919) % (1000 + (i % 7) * 5000)) || ' ' || (i % 30), 'Phrase', 1 + i % 3, 10, 20
			FROM number WHERE i <= 300000;
		COMMIT;`)
	return mustOpen(b, path, db.Options{})
}

// BenchmarkFindings asks a library of ten thousand briefs what the panes show.
func BenchmarkFindings(b *testing.B) {
	ctx := context.Background()
	l := readLibrary(b)
	run := func(name string, ask func() error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must(b, ask())
			}
		})
	}
	for name, f := range map[string]db.SourceFilter{
		"sources, first page": {},
		"sources, far down":   {Offset: 4800},
		"sources, filtered":   {Text: "outlet 77"},
		"sources, none":       {Text: "nothing at all"},
		"sources of a brief":  {BriefID: 5000},
	} {
		run(name, func() error { return thirdOf(l.Sources(ctx, f)) })
	}
	for name, f := range map[string]db.EventFilter{
		"events, first page":   {},
		"events, far down":     {Offset: 99_000},
		"events of a year":     {From: "2010-01-01", To: "2010-12-31"},
		"events of an actor":   {ActorID: 7},
		"events of one brief":  {BriefIDs: []int64{5000}},
		"events, none settled": {States: []db.State{db.StateKept}},
	} {
		run(name, func() error { return thirdOf(l.Events(ctx, f)) })
	}
	run("phrases of the library", func() error { return second(l.Phrases(ctx, 0, 3, 100)) })
	run("phrases of a brief", func() error { return second(l.Phrases(ctx, 5000, 2, 20)) })
	run("passages of a source", func() error { return thirdOf(l.PassagesOf(ctx, 1, 0, 50)) })
	run("citations of a brief", func() error { return second(l.Citations(ctx, db.CitationFilter{BriefID: 5000})) })
	run("count unread", func() error { return second(l.CountUnread(ctx, "rules 1")) })
	run("a page of texts", func() error { return second(l.Texts(ctx, 5000, 100)) })
}

// BenchmarkStoreFindings stores what a thousand words hold, fifty briefs at a
// time, again and again in a library of ten thousand.
func BenchmarkStoreFindings(b *testing.B) {
	ctx := context.Background()
	l := readLibrary(b)
	batch := func(first int64) []db.Findings {
		var all []db.Findings
		for id := first; id < first+50; id++ {
			f := db.Findings{BriefID: id, RevisionID: id}
			for i := range 30 {
				at := i * 200
				f.Citations = append(f.Citations, db.FoundCitation{GroupStart: at, GroupEnd: at + 30, Start: at + 1, End: at + 29, Outlet: fmt.Sprint("Outlet ", int(id)*7%5000+i)})
				f.Phrases = append(f.Phrases, db.FoundPhrase{Name: fmt.Sprint("Phrase ", int(id)*11%3000+i), Uses: 2, Start: at, End: at + 9})
			}
			for i := range 60 {
				f.Mentions = append(f.Mentions, db.FoundMention{Start: i * 100, End: i*100 + 9, Alias: "Actor", Actors: []int64{int64(i + 1)}})
			}
			for i := range 10 {
				f.Events = append(f.Events, db.FoundEvent{Start: i * 600, End: i*600 + 200, DateStart: i*600 + 20, DateEnd: i*600 + 26})
			}
			all = append(all, f)
		}
		return all
	}
	first := int64(1)
	next := func() []db.Findings {
		first = first%9900 + 50
		return batch(first)
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			must(b, l.StoreFindings(ctx, "rules 1", next()))
		}
	})
	b.Run("mentions", func(b *testing.B) {
		for b.Loop() {
			must(b, l.StoreMentions(ctx, next()))
		}
	})
}

// BenchmarkDecide settles a mention and takes it back, each time safe on the
// disk.
func BenchmarkDecide(b *testing.B) {
	ctx := context.Background()
	l := mustOpen(b, filepath.Join(b.TempDir(), "library.db"), db.Options{})
	front := mustAddActor(b, l, "Zaytun Front")
	brief := readStrike(b, l, "Quays", front.ID)
	d := about{b, l, brief}.mention("ZF", db.StateSettled, front.ID)
	for b.Loop() {
		before, err := l.Decide(ctx, d)
		must(b, err)
		must(b, second(l.Decide(ctx, before)))
	}
}
