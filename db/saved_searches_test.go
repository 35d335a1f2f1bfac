package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func mustSave(tb testing.TB, l *db.Library, s db.SavedSearch) db.SavedSearch {
	tb.Helper()
	s, err := l.AddSavedSearch(context.Background(), s)
	must(tb, err)
	return s
}

func TestSavedSearches_AddUpdateDelete(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	heard := listen(t, l)
	// when searches are saved
	wells := mustSave(t, l, db.SavedSearch{Name: " The wells ", Query: " wells OR puits "})
	raids := mustSave(t, l, db.SavedSearch{Name: "Raids", Query: "label:fact raid*", Order: db.TextByDate})
	// then they are of now, and what is there already is not new
	want := db.SavedSearch{ID: wells.ID, UID: wells.UID, Name: "The wells", Query: "wells OR puits", Order: db.TextByRelevance,
		Position: 1, SeenAt: c.now(), CreatedAt: c.now(), ChangedAt: c.now()}
	if diff := cmp.Diff(want, wells); diff != "" || wells.UID == "" {
		t.Error(diff)
	}
	// when one is edited later
	c.advance(time.Hour)
	edited := wells
	edited.Name, edited.Query, edited.Order = "Wells", "wells", db.TextByDate
	before, err := l.UpdateSavedSearch(ctx, edited)
	must(t, err)
	if diff := cmp.Diff(wells, before); diff != "" {
		t.Error(diff)
	}
	edited.ChangedAt = c.now()
	// and edited to the same once more
	must(t, second(l.UpdateSavedSearch(ctx, edited)))
	// then they are listed in the order of saving
	all, err := l.SavedSearches(ctx)
	must(t, err)
	if diff := cmp.Diff([]db.SavedSearch{edited, raids}, all); diff != "" {
		t.Error(diff)
	}
	// when it is deleted
	deleted, err := l.DeleteSavedSearch(ctx, wells.ID)
	must(t, err)
	if err := second(l.SavedSearch(ctx, wells.ID)); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("deleted, it is read with %v", err)
	}
	// and that is taken back
	c.advance(time.Hour)
	must(t, second(l.AddSavedSearch(ctx, deleted)))
	// then it stands where it stood, as it was
	all, err = l.SavedSearches(ctx)
	must(t, err)
	if diff := cmp.Diff([]db.SavedSearch{edited, raids}, all); diff != "" {
		t.Error(diff)
	}
	ofWells, ofRaids := db.SavedSearchChanged{ID: wells.ID}, db.SavedSearchChanged{ID: raids.ID}
	if diff := cmp.Diff([]db.Notice{ofWells, ofRaids, ofWells, ofWells, ofWells}, heard()); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestSavedSearches_Seen(t *testing.T) {
	t.Parallel()
	// given a search whose results were looked at
	ctx := context.Background()
	l, c := newLibrary(t)
	s := mustSave(t, l, db.SavedSearch{Name: "Wells", Query: "wells"})
	heard := listen(t, l)
	later := c.now().Add(time.Hour)
	must(t, l.SawSearch(ctx, s.ID, later))
	// when an earlier look, or the same, is told afterwards
	must(t, l.SawSearch(ctx, s.ID, later.Add(-time.Minute)))
	must(t, l.SawSearch(ctx, s.ID, later))
	// then the later one stays, and nothing else of it changed
	got, err := l.SavedSearch(ctx, s.ID)
	must(t, err)
	s.SeenAt = later
	if diff := cmp.Diff(s, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.SavedSearchChanged{ID: s.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
}

func TestSavedSearches_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	s := mustSave(t, l, db.SavedSearch{Name: "Wells", Query: "wells"})
	for name, c := range map[string]struct{ err, want error }{
		"add without a name":         {second(l.AddSavedSearch(ctx, db.SavedSearch{Name: " ", Query: "x"})), db.ErrInvalid},
		"add without a query":        {second(l.AddSavedSearch(ctx, db.SavedSearch{Name: "x", Query: "\n"})), db.ErrInvalid},
		"add with a wrong order":     {second(l.AddSavedSearch(ctx, db.SavedSearch{Name: "x", Query: "x", Order: "size"})), db.ErrInvalid},
		"add a number that is taken": {second(l.AddSavedSearch(ctx, db.SavedSearch{ID: s.ID, Name: "x", Query: "x"})), db.ErrExists},
		"add a uid that is taken":    {second(l.AddSavedSearch(ctx, db.SavedSearch{UID: s.UID, Name: "x", Query: "x"})), db.ErrExists},
		"update without a query":     {second(l.UpdateSavedSearch(ctx, db.SavedSearch{ID: s.ID, Name: "x"})), db.ErrInvalid},
		"update none":                {second(l.UpdateSavedSearch(ctx, db.SavedSearch{ID: 99, Name: "x", Query: "x"})), db.ErrNotFound},
		"delete none":                {second(l.DeleteSavedSearch(ctx, 99)), db.ErrNotFound},
		"look at none":               {l.SawSearch(ctx, 99, time.Now()), db.ErrNotFound},
		"read none":                  {second(l.SavedSearch(ctx, 99)), db.ErrNotFound},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: error %v, want %v", name, c.err, c.want)
		}
	}
	all, err := l.SavedSearches(ctx)
	must(t, err)
	if diff := cmp.Diff([]db.SavedSearch{s}, all); diff != "" {
		t.Error(diff)
	}
}
