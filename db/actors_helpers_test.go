package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func actorIDs(actors []db.Actor) []int64 {
	var all []int64
	for _, a := range actors {
		all = append(all, a.ID)
	}
	return all
}

func named(tb testing.TB, l *db.Library, name string, aliases ...string) db.Actor {
	tb.Helper()
	a := db.Actor{Name: name, Kind: "armed group"}
	for _, alias := range aliases {
		a.Aliases = append(a.Aliases, db.Alias{Name: alias})
	}
	a, err := l.AddActor(context.Background(), a)
	must(tb, err)
	return a
}

func actorNow(tb testing.TB, l *db.Library, id int64) db.Actor {
	tb.Helper()
	a, err := l.Actor(context.Background(), id)
	must(tb, err)
	return a
}

// wantNameChanges wants these names, in any order, to have changed since it was
// last called.
func wantNameChanges(tb testing.TB, l *db.Library, want ...string) {
	tb.Helper()
	ctx := context.Background()
	changes, err := l.NameChanges(ctx)
	must(tb, err)
	var got []string
	var last int64
	for _, c := range changes {
		got, last = append(got, c.Name), c.ID
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		tb.Errorf("names that changed: %s", diff)
	}
	must(tb, l.ForgetNameChanges(ctx, last))
}

// wordsText is a text whose words are names, each a sentence of its own unless
// they are joined by "and".
func wordsBrief(tb testing.TB, l *db.Library, title, published, text string) db.Brief {
	tb.Helper()
	n := db.NewBrief{Title: title, Text: text, Published: db.Date{Earliest: published, Latest: published},
		Blocks: []db.Block{{Kind: db.KindParagraph, Start: 0, End: len(text)}}}
	b, err := l.AddBrief(context.Background(), n)
	must(tb, err)
	return b
}

// search reads the words of briefs as names, as far as actors bear them: what
// reading does, for names of one word.
func search(tb interface {
	Helper()
	Fatal(...any)
}, l *db.Library, briefs ...db.Brief) {
	tb.Helper()
	ctx := context.Background()
	names, err := l.ActorNames(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	var all []db.Findings
	for _, b := range briefs {
		r, err := l.Revision(ctx, b.RevisionID)
		if err != nil {
			tb.Fatal(err)
		}
		f := db.Findings{BriefID: b.ID, RevisionID: b.RevisionID}
		at := 0
		for _, word := range strings.FieldsFunc(r.Text, func(r rune) bool { return strings.ContainsRune(" .,\n", r) }) {
			start := at + strings.Index(r.Text[at:], word)
			at = start + len(word)
			m := db.FoundMention{Start: start, End: at}
			for _, n := range names {
				if n.Weak || db.Fold(n.Name) != db.Fold(word) {
					continue
				}
				if m.Alias == "" || n.Name == word {
					m.Alias = n.Name
				}
				if !slices.Contains(m.Actors, n.ActorID) {
					m.Actors = append(m.Actors, n.ActorID)
				}
			}
			if m.Alias != "" {
				f.Mentions = append(f.Mentions, m)
			}
		}
		all = append(all, f)
	}
	if err := l.StoreFindings(ctx, rules, all); err != nil {
		tb.Fatal(err)
	}
}

// plain is a mention as short as can be told: "3 Ash: Ash Front?".
func plain(mentions []db.Mention) []string {
	var all []string
	for _, m := range mentions {
		s := fmt.Sprintf("%d %s: %s", m.Start, m.Alias, m.Actor)
		if m.Ambiguous {
			s += "?"
		}
		if m.State != db.StateFound {
			s += " " + string(m.State)
		}
		all = append(all, s)
	}
	return all
}

func wantMentions(tb testing.TB, l *db.Library, b db.Brief, want ...string) {
	tb.Helper()
	mentions, err := l.Mentions(context.Background(), b.ID)
	must(tb, err)
	if diff := cmp.Diff(want, plain(mentions)); diff != "" {
		tb.Errorf("mentions: %s", diff)
	}
}

// actorTables is all that the library holds about actors, but for moments of
// changing and for the ids of mentions.
func actorTables(path string) (string, error) {
	raw, err := sql.Open("sqlite", "file:"+path+"?_busy_timeout=5000")
	if err != nil {
		return "", err
	}
	defer raw.Close()
	var all strings.Builder
	for _, query := range []string{
		`SELECT 'actor', id, uid, name, name_key, kind, summary, origin, looked_at, created_at, trashed_at, merged_into FROM actor ORDER BY id`,
		`SELECT 'alias', id, actor_id, position, name, name_key, kind, weak, origin FROM alias ORDER BY id`,
		`SELECT 'relation', id, actor_id, other_id, kind, since_earliest, annotation_id, remark FROM relation ORDER BY id`,
		`SELECT 'note', id, uid, actor_id, title, body, trashed_at FROM note ORDER BY id`,
		`SELECT 'decision', id, uid, kind, revision_id, start_byte, end_byte, verdict, actor_id FROM decision ORDER BY id`,
		`SELECT 'mention', revision_id, start_byte, end_byte, alias, actor_id, state, hidden FROM mention
			ORDER BY revision_id, start_byte, end_byte, actor_id, state`,
	} {
		rows, err := raw.Query(query)
		if err != nil {
			return "", err
		}
		columns, err := rows.Columns()
		if err != nil {
			return "", err
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				return "", err
			}
			for i, v := range values {
				fmt.Fprintf(&all, "%s=%v ", columns[i], *v.(*any))
			}
			all.WriteByte('\n')
		}
		if err := rows.Err(); err != nil {
			return "", err
		}
	}
	return all.String(), nil
}

func tablesNow(tb testing.TB, l *db.Library) string {
	tb.Helper()
	tables, err := actorTables(l.Path())
	must(tb, err)
	return tables
}

func sqlID(id int64) string { return fmt.Sprint(id) }
