// Package formattest holds what every reader of a format must keep to, whatever
// it is given. Tests of readers use it.
package formattest

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/app/intake/format"
)

// Fuzz runs a reader over hostile bytes, beginning with the seeds: it must not
// panic, and what it gives must be sound.
func Fuzz(f *testing.F, read format.Reader, seeds ...[]byte) {
	f.Helper()
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := read(context.Background(), "file", data)
		if err != nil {
			Sentence(t, err)
			return
		}
		Sound(t, articles)
	})
}

// Sound checks that articles are what package format says.
func Sound(t *testing.T, articles []format.Article) {
	t.Helper()
	for _, a := range articles {
		for _, b := range a.Blocks {
			if !utf8.ValidString(b.Text) {
				t.Errorf("%q is not valid UTF-8", b.Text)
			}
			for _, n := range b.Inlines {
				if n.Start < 0 || n.End < n.Start || n.Start > len(b.Text) {
					t.Errorf("%s at %d to %d of %q", n.Kind, n.Start, n.End, b.Text)
				}
			}
			for _, p := range b.Pages {
				if p.Start < 0 || p.Start > len(b.Text) {
					t.Errorf("page %s at %d of %q", p.Label, p.Start, b.Text)
				}
			}
			if b.Level < 0 || b.Level > 64 {
				t.Errorf("level %d of %q", b.Level, b.Text)
			}
		}
		if a.Part != format.Label(a.Part) {
			t.Errorf("the part %q cannot be shown as it is", a.Part)
		}
	}
}

// Sentence checks that an error is one clear sentence that begins in small
// letters.
func Sentence(t *testing.T, err error) {
	t.Helper()
	s := err.Error()
	if s == "" || strings.ContainsAny(s, "\n\x00") || s[0] >= 'A' && s[0] <= 'Z' || len(s) > 400 {
		t.Errorf("%q is no clear sentence", s)
	}
}
