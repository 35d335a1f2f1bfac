package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestSetting(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	heard := listen(t, l)
	want := func(value string) {
		t.Helper()
		if got, err := l.Setting(ctx, "colour"); err != nil || got != value {
			t.Errorf("setting %q, %v, want %q", got, err, value)
		}
	}
	want("")
	for _, value := range []string{"red", "red", "blue", "", ""} {
		must(t, l.SetSetting(ctx, "colour", value))
		want(value)
	}
	if diff := cmp.Diff([]db.Notice{db.LibraryChanged{}, db.LibraryChanged{}, db.LibraryChanged{}}, heard()); diff != "" {
		t.Error(diff)
	}
	if err := l.SetSetting(ctx, "", "x"); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}
