package lookup

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"sidelight/db"
)

func TestWhatWasTypedBeforeChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		ix := NewIndex(rapid.SliceOfN(someEntry, 0, 60).Draw(rt, "entries"))
		typing := ix.NewTyping()
		letters := []rune(someQuery.Draw(rt, "first") + " " + someQuery.Draw(rt, "second"))
		// Typed letter by letter, then all but the first letters taken back.
		for i := 1; i < 2*len(letters); i++ {
			q := Query{Text: string(letters[:min(i, 2*len(letters)-i)])}
			got, err := typing.Find(t.Context(), q)
			if err != nil {
				rt.Fatal(err)
			}
			want, err := ix.Find(t.Context(), q)
			if err != nil {
				rt.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				rt.Fatalf("%q finds %+v, and by itself %+v", q.Text, got, want)
			}
		}
	})
}

// endsAfter is a context that ends when it was asked so many times.
type endsAfter struct {
	context.Context
	left *atomic.Int64
}

func (c endsAfter) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestANewerKeystrokeEndsTheOlderOne(t *testing.T) {
	t.Parallel()
	var entries []Entry
	for i := range 5000 {
		entries = append(entries, Entry{Kind: db.KindActor, ID: int64(i + 1), Text: fmt.Sprintf("Ivan Petrov %d of the northern brigade", i), Recent: int64(i)})
	}
	ix := NewIndex(entries)
	for _, text := range []string{"iv", "brigade north", "rother", "inb", "petrow", "ivna brigada", "ivanpetrow", ""} {
		want, err := ix.Find(t.Context(), Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		typing := ix.NewTyping()
		ended := 0
		for asked := int64(0); ; asked++ {
			left := &atomic.Int64{}
			left.Store(asked)
			got, err := typing.Find(endsAfter{t.Context(), left}, Query{Text: text})
			if err == nil {
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%q finds other rows after it was broken off", text)
				}
				break
			}
			if !errors.Is(err, context.Canceled) || len(got.Matches) > 0 {
				t.Fatalf("%q broken off: %v and %d rows", text, err, len(got.Matches))
			}
			ended++
		}
		if ended == 0 {
			t.Errorf("%q never looks whether it is still wanted", text)
		}
	}
}

func TestManyUseOneIndex(t *testing.T) {
	t.Parallel()
	var entries []Entry
	for i := range 3000 {
		entries = append(entries, Entry{Kind: db.KindBrief, ID: int64(i + 1), Text: fmt.Sprintf("Drones over Kharkiv %d", i), Context: "Terrorism Monitor"})
	}
	ix := NewIndex(entries)
	var wait sync.WaitGroup
	for _, text := range []string{"drones", "kharkow", "dok", "harki mon", "terrorism 77"} {
		for range 3 {
			wait.Go(func() {
				if r, err := ix.Find(t.Context(), Query{Text: text}); err != nil || len(r.Matches) == 0 {
					t.Errorf("%q: %d rows, %v", text, len(r.Matches), err)
				}
			})
		}
	}
	wait.Wait()
}

func TestOfTooManyRowsTheLatestAreSeen(t *testing.T) {
	t.Parallel()
	var entries []Entry
	for i := range 3 * most {
		entries = append(entries, Entry{Kind: db.KindBrief, ID: int64(i + 1), Text: fmt.Sprintf("Old and new militias %05d", i*7919%(3*most)), Recent: int64(i)})
	}
	ix := NewIndex(entries)
	for _, text := range []string{"militias", "militias new", "ilitia", "oanm", "millitias", "old militias new"} {
		r, err := ix.Find(t.Context(), Query{Text: text, Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Matches) != 3 {
			t.Fatalf("%q: %d rows", text, len(r.Matches))
		}
		for i, m := range r.Matches {
			if m.Entry.ID != int64(3*most-i) {
				t.Errorf("%q: row %d is number %d", text, i, m.Entry.ID)
			}
		}
	}
}

func TestHostileNamesAndQueries(t *testing.T) {
	t.Parallel()
	hostile := []string{
		"", " ", "\x00", "\xff\xfe", strings.Repeat("a", 100_000), strings.Repeat("a ", 50_000), strings.Repeat("(", 10_000),
		strings.Repeat("a-", 5_000), strings.Repeat("́", 5_000), "a" + strings.Repeat("́", 5_000), strings.Repeat("马", 5_000), "\u202e\u200b\u00ad",
		strings.Repeat("ﷺ", 2_000), strings.Repeat("ab", 40), "a\x80\x80b", strings.Repeat("\xf0\x9f", 999),
	}
	var entries []Entry
	for i, h := range hostile {
		entries = append(entries, Entry{Kind: db.KindBrief, ID: int64(i + 1), Text: h, Context: h, Title: h})
	}
	ix := NewIndex(entries)
	for _, h := range append(hostile, "aaaaaaaa b", "abababab", "a a a a b", "ba", "aab") {
		r, err := ix.Find(t.Context(), Query{Text: h})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range r.Matches {
			for _, s := range m.Spans {
				if !s.Valid(m.Entry.Text) {
					t.Errorf("%.20q: %v is no span of %.20q", h, s, m.Entry.Text)
				}
			}
		}
	}
}
