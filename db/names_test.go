package db_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func namesOf(tb testing.TB, l *db.Library, kind db.Kind) []db.NameEntry {
	tb.Helper()
	var all []db.NameEntry
	must(tb, l.Names(context.Background(), func(e db.NameEntry) error {
		if e.Kind == kind {
			e.Kind = ""
			all = append(all, e)
		}
		return nil
	}))
	return all
}

// texts are names with what they are names of: "GHB: Herons".
func texts(entries []db.NameEntry) []string {
	all := []string{}
	for _, e := range entries {
		all = append(all, strings.TrimSuffix(e.Text+": "+e.Title, ": "))
	}
	return all
}

func TestNames_Briefs(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, c := newLibrary(t)
	add := func(title string, n db.NewBrief) db.Brief {
		n.Title, n.Text = title, "The text of "+title
		b, err := l.AddBrief(ctx, n)
		must(t, err)
		return b
	}
	// given briefs of which more or less is known
	date := func(written, earliest, latest string) db.Date {
		return db.Date{Written: written, Earliest: earliest, Latest: latest}
	}
	full := add("After the accord", db.NewBrief{Series: "Brief", Publication: "Sahel Review", Volume: "6", Issue: "11", Published: date("December 9, 2023", "2023-12-09", "2023-12-09")})
	month := add("The wells\nof  the north", db.NewBrief{Publication: "Hill Notes", Volume: "4", Published: date("Feb. 2024", "2024-02-01", "2024-02-29")})
	year := add("Coastal patrols", db.NewBrief{Publication: "Gulf Watch", Issue: "3", Published: date("2022", "2022-01-01", "2022-12-31")})
	season := add("A season", db.NewBrief{Published: date("Spring 2021", "2021-03-01", "2021-05-31")})
	bare := add("Bare", db.NewBrief{})
	trashed := add("Gone", db.NewBrief{Publication: "Hill Notes"})
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	added := c.now()
	// and one of them opened
	c.advance(time.Hour)
	must(t, l.NoteOpened(ctx, db.KindBrief, bare.ID))
	// when their names are read, each title is one, and where it appeared another
	want := []db.NameEntry{
		{ID: full.ID, Text: "After the accord", Context: "Sahel Review 6/11 · 2023-12-09 · Brief", Recent: added},
		{ID: full.ID, Text: "Sahel Review 6/11", Title: "After the accord", Context: "2023-12-09", Recent: added},
		{ID: month.ID, Text: "The wells of the north", Context: "Hill Notes 4 · 2024-02", Recent: added},
		{ID: month.ID, Text: "Hill Notes 4", Title: "The wells of the north", Context: "2024-02", Recent: added},
		{ID: year.ID, Text: "Coastal patrols", Context: "Gulf Watch no. 3 · 2022", Recent: added},
		{ID: year.ID, Text: "Gulf Watch no. 3", Title: "Coastal patrols", Context: "2022", Recent: added},
		{ID: season.ID, Text: "A season", Context: "Spring 2021", Recent: added},
		{ID: bare.ID, Text: "Bare", Recent: c.now()},
	}
	if diff := cmp.Diff(want, namesOf(t, l, db.KindBrief)); diff != "" {
		t.Error(diff)
	}
}

func TestNames_Actors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, c := newLibrary(t)
	// given an actor with names of two kinds, mentioned
	herons, err := l.AddActor(ctx, db.Actor{Name: "Herons", Aliases: []db.Alias{
		{Name: "GHB", Kind: db.AliasAcronym}, {Name: "the group", Kind: db.AliasOther, Weak: true}}})
	must(t, err)
	search(t, l, wordsBrief(t, l, "Seen", "2024-01-01", "Herons came. Herons and GHB left."))
	// and one merged into it, and one in the trash
	must(t, second(l.MergeActors(ctx, herons.ID, named(t, l, "Marsh Front", "MF").ID)))
	must(t, l.Trash(ctx, db.KindActor, named(t, l, "Gone", "Gone too").ID))
	at := c.now()
	entry := func(text, title string, kind db.AliasKind) db.NameEntry {
		return db.NameEntry{ID: herons.ID, Text: text, Title: title, Alias: kind, Recent: at, Weight: 3}
	}
	// when the names are read, all lead to the one
	want := []db.NameEntry{
		entry("Herons", "", ""),
		entry("GHB", "Herons", db.AliasAcronym),
		entry("the group", "Herons", db.AliasOther),
		entry("Marsh Front", "Herons", db.AliasOther),
		entry("MF", "Herons", db.AliasOther),
	}
	if diff := cmp.Diff(want, namesOf(t, l, db.KindActor)); diff != "" {
		t.Error(diff)
	}
}

func TestNames_Sources(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	// given a source under two spellings, and one that only the trash cites
	citing(t, l, "A", "Cove Agency", "Cove Agency", "agency of the cove")
	must(t, second(l.MergeSources(ctx, sourceOf(t, l, "Cove Agency").ID, sourceOf(t, l, "agency of the cove").ID)))
	must(t, l.Trash(ctx, db.KindBrief, citing(t, l, "B", "Dune Post").ID))
	// when the names are read, both lead to the one
	got := namesOf(t, l, db.KindSource)
	if diff := cmp.Diff([]string{"Cove Agency", "agency of the cove: Cove Agency"}, texts(got)); diff != "" {
		t.Error(diff)
	}
	for _, e := range got {
		if e.Weight != 3 {
			t.Errorf("%s: cited %d times", e.Text, e.Weight)
		}
	}
}

func TestNames_AnnotationsAndNotes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Kidal")
	gone := mustAddBrief(t, l, "Gone")
	herons := named(t, l, "Herons")
	// given passages with and without comment, one in the trash, one in a brief there
	mark := mustAnnotate(t, l, b, "")
	commented := mustAnnotate(t, l, b, "Look at the *map*\nonce more")
	must(t, l.Trash(ctx, db.KindAnnotation, mustAnnotate(t, l, b, "").ID))
	mustAnnotate(t, l, gone, "")
	// and notes with and without title, in a brief's or an actor's name, and empty
	titled := mustAddNote(t, l, db.Note{Title: "Weekly", Body: "Words"})
	free := mustAddNote(t, l, db.Note{Body: "\n## Units on the move\n\nMore"})
	mustAddNote(t, l, db.Note{Body: " \n# \n"})
	must(t, l.Trash(ctx, db.KindNote, mustAddNote(t, l, db.Note{Title: "Trash"}).ID))
	mustAddNote(t, l, db.Note{BriefID: gone.ID, Title: "Of gone"})
	ofBrief := mustAddNote(t, l, db.Note{BriefID: b.ID, Title: "KIDAL", Body: "- [ ] ask who commands"})
	ofActor := mustAddNote(t, l, db.Note{ActorID: herons.ID, Body: "> Seen in Ménaka"})
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	// when the names are read
	for _, c := range []struct {
		kind db.Kind
		want []db.NameEntry
	}{
		{db.KindAnnotation, []db.NameEntry{
			{ID: mark.ID, BriefID: b.ID, Text: quote, Context: "Kidal", Label: "Fact", Recent: mark.ChangedAt},
			{ID: commented.ID, BriefID: b.ID, Text: quote, Context: "Kidal", Label: "Fact", Recent: mark.ChangedAt},
			{ID: commented.ID, BriefID: b.ID, Text: "Look at the *map* once more", Title: quote, Context: "Kidal", Label: "Fact", Recent: mark.ChangedAt},
		}},
		{db.KindNote, []db.NameEntry{
			{ID: titled.ID, Text: "Weekly", Recent: titled.ChangedAt},
			{ID: free.ID, Text: "Units on the move", Recent: free.ChangedAt},
			{ID: ofBrief.ID, BriefID: b.ID, Text: "[ ] ask who commands", Title: "Kidal", Context: "Kidal", Recent: ofBrief.ChangedAt},
			{ID: ofActor.ID, Text: "Seen in Ménaka", Title: "Herons", Context: "Herons", Recent: ofActor.ChangedAt},
		}},
	} {
		// then each is called by its own words
		if diff := cmp.Diff(c.want, namesOf(t, l, c.kind)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestNames_SavedSearches(t *testing.T) {
	t.Parallel()
	l, c := newLibrary(t)
	wells := mustSave(t, l, db.SavedSearch{Name: "The wells", Query: "wells OR puits"})
	raids := mustSave(t, l, db.SavedSearch{Name: "raid*", Query: "raid*"})
	want := []db.NameEntry{{ID: wells.ID, Text: "The wells", Context: "wells OR puits", Recent: c.now()}, {ID: raids.ID, Text: "raid*", Recent: c.now()}}
	if diff := cmp.Diff(want, namesOf(t, l, db.KindSavedSearch)); diff != "" {
		t.Error(diff)
	}
}

// TestNames_HostileWords: whatever stands in a note, its name is a short line
// of text.
func TestNames_HostileWords(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	for _, body := range []string{strings.Repeat("é🛰 ", 1000), strings.Repeat("[", 5000), "a\xff\xfeb", strings.Repeat(" ", 10_000) + "late",
		"\x00\x01", "\u2028two\u0085lines", strings.Repeat("#", 3000) + " x", "\u200b"} {
		mustAddNote(t, l, db.Note{Body: body})
		mustAddNote(t, l, db.Note{Title: body})
	}
	must(t, l.Names(ctx, func(e db.NameEntry) error {
		if !utf8.ValidString(e.Text) || utf8.RuneCountInString(e.Text) > 200 || e.Text != strings.TrimSpace(e.Text) || strings.ContainsAny(e.Text, "\n\r\u2028\u0085") {
			t.Errorf("a name of %d bytes: %.40q", len(e.Text), e.Text)
		}
		return nil
	}))
}

func TestNames_Stops(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	for i := range 5 {
		mustAddBrief(t, l, fmt.Sprint("Brief ", i))
	}
	// An error ends it and comes back.
	enough := errors.New("enough")
	calls := 0
	err := l.Names(context.Background(), func(db.NameEntry) error {
		if calls++; calls == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || calls != 3 {
		t.Errorf("%d calls, error %v", calls, err)
	}
	// And so does the end of the context.
	ctx, cancel := context.WithCancel(context.Background())
	err = l.Names(ctx, func(db.NameEntry) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, with error %v", err)
	}
}
