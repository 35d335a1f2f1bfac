package db_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/db"
)

// model is what the library should hold, as plainly as it can be said: which
// records there are, and which were trashed by themselves.
type model struct {
	briefs, annotations, notes map[int64]*modelRecord
	texts                      map[int64]string // of briefs
}

type modelRecord struct {
	brief   int64
	trashed bool
}

// hidden reports whether a record is in the trash, itself or with its brief.
func (m *model) hidden(r *modelRecord) bool {
	return r.trashed || r.brief != 0 && m.briefs[r.brief].trashed
}

func (m *model) counts() db.Counts {
	var c db.Counts
	for _, b := range m.briefs {
		if b.trashed {
			c.Trashed++
		} else {
			c.Briefs++
		}
	}
	for _, records := range []map[int64]*modelRecord{m.annotations, m.notes} {
		for _, r := range records {
			if r.trashed && (r.brief == 0 || !m.briefs[r.brief].trashed) {
				c.Trashed++
			}
		}
	}
	for _, a := range m.annotations {
		if !m.hidden(a) {
			c.Annotations++
		}
	}
	for _, n := range m.notes {
		if !m.hidden(n) {
			c.Notes++
		}
	}
	return c
}

// emptied takes out what EmptyTrash deletes.
func (m *model) emptied() {
	for _, records := range []map[int64]*modelRecord{m.annotations, m.notes, m.briefs} {
		maps.DeleteFunc(records, func(_ int64, r *modelRecord) bool { return m.hidden(r) })
	}
}

// TestLibrary_AnySequence does any changes in any order and wants the library
// to hold what the model does, and to be sound.
func TestLibrary_AnySequence(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	libraries := 0
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		libraries++
		c := newClock()
		l, err := db.Open(ctx, filepath.Join(folder, fmt.Sprint(libraries), "library.db"), db.Options{Clock: c.now})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		m := &model{briefs: map[int64]*modelRecord{}, annotations: map[int64]*modelRecord{}, notes: map[int64]*modelRecord{}, texts: map[int64]string{}}
		byKind := map[db.Kind]map[int64]*modelRecord{db.KindBrief: m.briefs, db.KindAnnotation: m.annotations, db.KindNote: m.notes}
		// pick draws one of the records there are, or skips the action.
		pick := func(t *rapid.T, records map[int64]*modelRecord) int64 {
			if len(records) == 0 {
				t.Skip("there is none")
			}
			return rapid.SampledFrom(slices.Sorted(maps.Keys(records))).Draw(t, "id")
		}
		check := func(t *rapid.T, err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"add brief": func(t *rapid.T) {
				n := anyBrief(t)
				b, err := l.AddBrief(ctx, n)
				if errors.Is(err, db.ErrExists) {
					if m.texts[b.ID] != n.Text {
						t.Fatalf("brief %d is said to be the same, and is not", b.ID)
					}
					return
				}
				check(t, err)
				m.briefs[b.ID], m.texts[b.ID] = &modelRecord{}, n.Text
				r, err := l.Revision(ctx, b.RevisionID)
				check(t, err)
				if r.Text != n.Text || !slices.Equal(r.Blocks, n.Blocks) || !slices.Equal(r.Inlines, n.Inlines) {
					t.Fatal("the text came back as another")
				}
			},
			"annotate": func(t *rapid.T) {
				id := pick(t, m.briefs)
				text := m.texts[id]
				start, end := anySpan(t, text)
				n := db.NewAnnotation{BriefID: id, LabelID: rapid.Int64Range(0, 5).Draw(t, "label"), Start: start, End: end, Quote: text[start:end]}
				a, err := l.AddAnnotation(ctx, n)
				if start == end || m.briefs[id].trashed {
					if !errors.Is(err, db.ErrInvalid) {
						t.Fatalf("error %v, want ErrInvalid", err)
					}
					return
				}
				check(t, err)
				m.annotations[a.ID] = &modelRecord{brief: id}
			},
			"add note": func(t *rapid.T) {
				var brief int64
				if rapid.Bool().Draw(t, "about a brief") {
					brief = pick(t, m.briefs)
				}
				has := false
				for _, n := range m.notes {
					has = has || brief != 0 && n.brief == brief && !n.trashed
				}
				n, err := l.AddNote(ctx, db.Note{BriefID: brief, Body: rapid.String().Draw(t, "body")})
				if has {
					if !errors.Is(err, db.ErrExists) || m.notes[n.ID].brief != brief {
						t.Fatalf("note %d, error %v, want ErrExists", n.ID, err)
					}
					return
				}
				check(t, err)
				m.notes[n.ID] = &modelRecord{brief: brief}
			},
			"save note": func(t *rapid.T) {
				id := pick(t, m.notes)
				body := rapid.String().Draw(t, "body")
				_, err := l.SaveNote(ctx, id, "", body)
				check(t, err)
				n, err := l.Note(ctx, id)
				check(t, err)
				if n.Body != body || n.TrashedAt.IsZero() == m.hidden(m.notes[id]) {
					t.Fatalf("note %+v, want the body %q", n, body)
				}
			},
			"trash": func(t *rapid.T) {
				kind := rapid.SampledFrom([]db.Kind{db.KindBrief, db.KindAnnotation, db.KindNote}).Draw(t, "kind")
				id := pick(t, byKind[kind])
				check(t, l.Trash(ctx, kind, id))
				byKind[kind][id].trashed = true
			},
			"restore": func(t *rapid.T) {
				kind := rapid.SampledFrom([]db.Kind{db.KindBrief, db.KindAnnotation, db.KindNote}).Draw(t, "kind")
				id := pick(t, byKind[kind])
				err := l.Restore(ctx, kind, id)
				record := byKind[kind][id]
				if kind == db.KindNote && record.trashed {
					for other, n := range m.notes {
						if other != id && record.brief != 0 && n.brief == record.brief && !n.trashed {
							if !errors.Is(err, db.ErrExists) {
								t.Fatalf("error %v, want ErrExists", err)
							}
							return
						}
					}
				}
				check(t, err)
				record.trashed = false
			},
			"delete label": func(t *rapid.T) {
				labels, err := l.Labels(ctx)
				check(t, err)
				if len(labels) < 6 {
					t.Skip("only the defaults are left")
				}
				check(t, l.DeleteLabel(ctx, labels[len(labels)-1].ID))
			},
			"empty trash": func(t *rapid.T) {
				want := m.counts().Trashed
				got, err := l.EmptyTrash(ctx)
				check(t, err)
				if got != want {
					t.Fatalf("emptied %d, want %d", got, want)
				}
				m.emptied()
			},
			"": func(t *rapid.T) {
				c.advance(time.Second)
				m.compare(ctx, t, l)
			},
		})
		findings, err := l.Check(ctx)
		if err != nil || len(findings) > 0 {
			t.Fatalf("check: %v, %v", findings, err)
		}
	})
}

// compare wants every count and list of the library to agree with the model.
func (m *model) compare(ctx context.Context, t *rapid.T, l *db.Library) {
	counts, err := l.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m.counts(), counts); diff != "" {
		t.Fatal("counts: ", diff)
	}
	trash, err := l.TrashList(ctx)
	if err != nil || len(trash) != counts.Trashed {
		t.Fatalf("%d in the trash, %v, want %d", len(trash), err, counts.Trashed)
	}
	notes, err := l.Notes(ctx, db.NoteFilter{})
	if err != nil || len(notes) != counts.Notes {
		t.Fatalf("%d notes, %v, want %d", len(notes), err, counts.Notes)
	}
	annotations := 0
	for _, trashed := range []bool{false, true} {
		// Pages of three hold the same as the whole.
		var paged []int64
		total := 1
		for offset := 0; offset < total; offset += 3 {
			var page []db.Brief
			page, total, err = l.Briefs(ctx, db.BriefFilter{Trashed: trashed, Offset: offset, Limit: 3})
			if err != nil {
				t.Fatal(err)
			}
			paged = append(paged, ids(page)...)
		}
		whole, total, err := l.Briefs(ctx, db.BriefFilter{Trashed: trashed})
		if err != nil || len(whole) != total || !slices.Equal(ids(whole), append([]int64{}, paged...)) {
			t.Fatalf("trashed %t: pages %v, whole %v of %d, %v", trashed, paged, ids(whole), total, err)
		}
		for _, b := range whole {
			if m.briefs[b.ID] == nil || m.briefs[b.ID].trashed != trashed || b.TrashedAt.IsZero() == trashed {
				t.Fatalf("brief %d in the list with trashed %t", b.ID, trashed)
			}
			all, err := l.Annotations(ctx, b.ID)
			if err != nil {
				t.Fatal(err)
			}
			if !trashed && len(all) != b.Annotations || trashed && len(all) != 0 {
				t.Fatalf("brief %d has %d annotations, its row says %d", b.ID, len(all), b.Annotations)
			}
			annotations += len(all)
		}
	}
	if annotations != counts.Annotations {
		t.Fatalf("%d annotations in all, want %d", annotations, counts.Annotations)
	}
}

// anyText draws a canonical text.
func anyText(t *rapid.T) string {
	text := rapid.StringN(1, 80, -1).Draw(t, "text")
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r", "\n")
	text = strings.TrimLeft(text, "\ufeff")
	if strings.TrimSpace(text) == "" {
		text += "words"
	}
	return text
}

// anySpan draws a span on rune boundaries, which may be empty.
func anySpan(t *rapid.T, text string) (start, end int) {
	var at []int
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	i := rapid.IntRange(0, len(at)-1).Draw(t, "start")
	j := rapid.IntRange(i, len(at)-1).Draw(t, "end")
	return at[i], at[j]
}

func anyBrief(t *rapid.T) db.NewBrief {
	n := db.NewBrief{Title: rapid.StringMatching(`[\pL ]{0,20}x`).Draw(t, "title"), Text: anyText(t)}
	for range rapid.IntRange(0, 4).Draw(t, "blocks") {
		start, end := anySpan(t, n.Text)
		n.Blocks = append(n.Blocks, db.Block{Kind: rapid.SampledFrom(db.BlockKinds).Draw(t, "kind"), Level: rapid.IntRange(0, 6).Draw(t, "level"), Start: start, End: end})
	}
	for range rapid.IntRange(0, 2).Draw(t, "inlines") {
		start, end := anySpan(t, n.Text)
		n.Inlines = append(n.Inlines, db.Inline{Kind: db.InlineLink, Target: rapid.String().Draw(t, "target"), Start: start, End: end})
	}
	return n
}

func TestFold_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		folded := db.Fold(s)
		if !utf8.ValidString(folded) {
			t.Fatalf("%q is not UTF-8", folded)
		}
		if again := db.Fold(folded); again != folded {
			t.Fatalf("%q folds to %q and then to %q", s, folded, again)
		}
		if upper := db.Fold(strings.ToLower(s)); !utf8.ValidString(upper) {
			t.Fatalf("%q is not UTF-8", upper)
		}
	})
}
