package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"sidelight/db"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	seen := map[string]error{}
	for _, sentinel := range []error{db.ErrNotFound, db.ErrExists, db.ErrBusy, db.ErrReadOnly, db.ErrFull, db.ErrCorrupt,
		db.ErrNewer, db.ErrInvalid, db.ErrForeign, os.ErrPermission} {
		err := fmt.Errorf("save note 7: %w (driver says 13)", sentinel)
		trouble := db.Explain(err)
		for _, sentence := range []string{trouble.What, trouble.Safe, trouble.Do} {
			if !strings.HasSuffix(sentence, ".") || strings.ToUpper(sentence[:1]) != sentence[:1] {
				t.Errorf("%v: %q is no sentence", sentinel, sentence)
			}
		}
		if want := trouble.What + " " + trouble.Safe + " " + trouble.Do; trouble.String() != want {
			t.Errorf("%v: %q, want %q", sentinel, trouble, want)
		}
		if other, ok := seen[trouble.What]; ok {
			t.Errorf("%v and %v are explained alike", sentinel, other)
		}
		seen[trouble.What] = sentinel
	}
	if trouble := db.Explain(errors.New("odd")); trouble != (db.Trouble{What: "odd"}) {
		t.Errorf("an unknown error is explained as %+v", trouble)
	}
	if trouble := db.Explain(nil); trouble.String() != "" {
		t.Errorf("no error is explained as %+v", trouble)
	}
}

func TestExplain_InvalidSaysWhy(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	_, err := l.AddLabel(context.Background(), db.Label{Name: "x", Key: "12"})
	if what := db.Explain(err).What; !strings.Contains(what, `not "12"`) {
		t.Errorf("what: %q", what)
	}
}

func TestErrors_SayWhatWasBeingDone(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	_, err := l.SaveNote(context.Background(), 77, "", "x")
	if err == nil || err.Error() != "save note 77: not found: note 77" {
		t.Errorf("error %q", err)
	}
}
