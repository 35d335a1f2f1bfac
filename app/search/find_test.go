package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sidelight/app/search"
	"sidelight/db"
)

func TestFindsWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	wells := addBrief(t, lib, "Wells of the north", "2024-08-19", "The Salt Front took the wells of Ménaka on July 28.")
	addBrief(t, lib, "A march", "2023-01-02", "Front lines of salt moved to N’Djamena, where the counter-offensive began.")
	annotate(t, lib, wells, "Fact", "took the wells", "Hill Radio says springs.")
	_, err := lib.AddNote(t.Context(), db.Note{Title: "Reading list", Body: "Springs and wells."})
	must(t, err)
	for typed, want := range map[string]string{
		"salt front":                    "A march | Wells of the north",
		`"salt front"`:                  "Wells of the north",
		"menaka":                        "Wells of the north",
		"N'Djamena":                     "A march",
		"counter-offensive":             "A march",
		"counteroffensive":              "",
		"salt -menaka":                  "A march",
		"wells OR march":                "A march | Reading list | Wells of the north",
		"wel*":                          "Reading list | Wells of the north",
		"salt NEAR/1 front":             "Wells of the north",
		"salt NEAR/2 front":             "A march | Wells of the north",
		"title:wells":                   "Wells of the north",
		"before:2024":                   "A march",
		"after:2024-08-19 salt":         "Wells of the north",
		"after:2024-08-20 salt":         "",
		"on:2024-08":                    "Wells of the north",
		"pub:road front":                "A march | Wells of the north",
		"-menaka":                       "A march",
		"label:fact":                    "Wells of the north",
		"label:fact springs":            "Wells of the north",
		"label:gap":                     "",
		"springs":                       "Reading list | Wells of the north",
		"springs in:notes":              "Reading list",
		"springs in:annotations":        "Wells of the north",
		"springs in:briefs":             "",
		"springs in:notes in:briefs":    "Reading list",
		"in:title wells":                "Wells of the north",
		"salt (march OR (wells -hotel)": "A march | Wells of the north",
		"":                              "",
	} {
		if got := titles(t, lib, typed); got != want {
			t.Errorf("%s finds %q, not %q", typed, got, want)
		}
	}
}

// passages are all passages found, with their marks, one a line.
func passages(tb testing.TB, lib *db.Library, typed string) []string {
	tb.Helper()
	var all []string
	for _, s := range find(tb, lib, typed) {
		for _, p := range s.Passages {
			all = append(all, fmt.Sprintf("%s %s: %s", p.Kind, p.Label, marked(p.Snippet, p.Marks)))
		}
	}
	return all
}

func TestGroupsByBrief(t *testing.T) {
	t.Parallel()
	// given two briefs, one with an annotation and a note, and a free note
	lib := newLibrary(t)
	other := addBrief(t, lib, "Other wells", "2024-01-01", "The Front has no wells left.")
	b := addBrief(t, lib, "Wells of the north", "2024-08-19", "The Salt Front took the wells of Ménaka on July 28.")
	a := annotate(t, lib, b, "Judgement", "the wells of Ménaka", "Are wells worth it?")
	note, err := lib.AddNote(t.Context(), db.Note{BriefID: b.ID, Body: "Who owns the wells?"})
	must(t, err)
	_, err = lib.AddNote(t.Context(), db.Note{Title: "To read", Body: "On wells."})
	must(t, err)
	// when a word of all of them is searched for
	page := find(t, lib, "wells")
	// then what belongs to a brief is together
	if len(page) != 3 {
		t.Fatalf("%d groups, want 3", len(page))
	}
	var s search.Shown
	for _, one := range page {
		if one.Group.BriefID == b.ID {
			s = one
		}
	}
	var got []string
	for _, p := range s.Passages {
		got = append(got, fmt.Sprintf("%s %d %d %s: %s", p.Kind, p.ID, p.BriefID, p.Label, marked(p.Snippet, p.Marks)))
	}
	want := []string{
		fmt.Sprintf("brief %d %d : The Salt Front took the [wells] of Ménaka on July 28.", b.ID, b.ID),
		fmt.Sprintf("note %d %d : Who owns the [wells]?", note.ID, b.ID),
		fmt.Sprintf("annotation %d %d Judgement: Are [wells] worth it?", a.ID, b.ID),
		fmt.Sprintf("annotation %d %d Judgement: the [wells] of Ménaka", a.ID, b.ID),
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if title := marked(s.Title, s.TitleMarks); title != "[Wells] of the north" || s.Marked != 5 || s.Brief.ID != b.ID {
		t.Errorf("the group is %s with %d marks of brief %d", title, s.Marked, s.Brief.ID)
	}
	// and a passage leads to its words in the text
	rev, err := lib.Revision(t.Context(), b.RevisionID)
	must(t, err)
	for _, p := range s.Passages {
		want := map[db.Kind]string{db.KindBrief: "wells", db.KindAnnotation: "wells"}[p.Kind]
		if p.Kind == db.KindAnnotation && strings.HasPrefix(p.Snippet, "Are") {
			want = a.Quote // its comment is about the whole
		}
		if p.Kind != db.KindNote && p.At.Of(rev.Text) != want {
			t.Errorf("%s %q leads to %q", p.Kind, p.Snippet, p.At.Of(rev.Text))
		}
	}
	// and by date the newest publication comes first
	r, err := search.Find(t.Context(), lib, read(t, lib, "wells in:briefs"), search.Options{Order: db.TextByDate})
	must(t, err)
	if r.Documents != 2 || r.Groups[0].BriefID != b.ID || r.Groups[1].BriefID != other.ID {
		t.Errorf("by date: %+v", r)
	}
}

func TestShowsWhatHasNoMarks(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	b := addBrief(t, lib, "Wells of the north", "2024-08-19", "Executive Summary:",
		"A long first paragraph says what the brief is about, so that somebody who only filters sees more of it than a heading.", "The wells.")
	annotate(t, lib, b, "Fact", "A long first paragraph", "")
	for typed, want := range map[string][]string{
		"in:briefs on:2024": {"brief : A long first paragraph says what the brief is about, so that somebody who only filters sees more of it than a heading."},
		"label:fact":        {"annotation Fact: A long first paragraph"},
		"title:north in:briefs": {
			"brief : A long first paragraph says what the brief is about, so that somebody who only filters sees more of it than a heading."},
	} {
		if got := passages(t, lib, typed); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
	// a hit in the title alone leads to the title
	s := find(t, lib, "title:north in:briefs")[0]
	if at := s.Passages[0].At; at.Start != strings.Index("Wells of the north", "north") || marked(s.Title, s.TitleMarks) != "Wells of the [north]" {
		t.Errorf("it leads to %v, the title is marked %v", at, s.TitleMarks)
	}
}

// What an annotation has from its brief finds it only beside something of its
// own: else the brief is enough.
func TestBriefsSpeakForTheirAnnotations(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	b := addBrief(t, lib, "Wells of the north", "2024-08-19", "The Salt Front took the wells.")
	annotate(t, lib, b, "Fact", "took the wells", "")
	_, err := lib.AddNote(t.Context(), db.Note{Title: "Wells", Body: "To count."})
	must(t, err)
	for typed, want := range map[string]string{
		"title:wells":                   "brief, note",
		"in:title wells":                "brief, note",
		"pub:road on:2024":              "brief",
		"pub:road -hotel":               "brief",
		"title:wells took":              "brief, annotation",
		"title:wells label:fact":        "annotation",
		"on:2024 in:annotations":        "annotation",
		"in:title wells in:annotations": "annotation",
		"pub:road OR took":              "brief, annotation",
	} {
		r, err := search.Find(t.Context(), lib, read(t, lib, typed), search.Options{})
		must(t, err)
		var kinds []string
		for _, g := range r.Groups {
			for _, h := range g.Hits {
				kinds = append(kinds, string(h.Kind))
			}
		}
		slices.SortFunc(kinds, func(a, b string) int { return strings.Compare(order[a], order[b]) })
		if got := strings.Join(kinds, ", "); got != want {
			t.Errorf("%s finds %s, not %s", typed, got, want)
		}
	}
}

var order = map[string]string{"brief": "1", "note": "2", "annotation": "3"}

func TestPagesAreWhatIsThere(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	var ids []int64
	for i := range 7 {
		ids = append(ids, addBrief(t, lib, fmt.Sprint("Well ", i), fmt.Sprintf("2024-01-%02d", 10+i), "Salt.").ID)
	}
	r, err := search.Find(t.Context(), lib, read(t, lib, "salt"), search.Options{Order: db.TextByDate})
	must(t, err)
	must(t, lib.Trash(t.Context(), db.KindBrief, ids[4]))
	for _, c := range []struct {
		offset, limit int
		want          string
	}{{0, 3, "Well 6, Well 5"}, {3, 3, "Well 3, Well 2, Well 1"}, {6, 3, "Well 0"}, {7, 3, ""}, {-1, 1, "Well 6"}, {0, -1, ""}} {
		page, err := r.Page(t.Context(), lib, c.offset, c.limit)
		must(t, err)
		var got []string
		for _, s := range page {
			got = append(got, s.Title)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("from %d, %d groups: %v, want %s", c.offset, c.limit, got, c.want)
		}
	}
}

func TestQuickIsCompleteWhenThereIsLittle(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	for i := range 1001 {
		_, err := lib.AddNote(t.Context(), db.Note{Title: fmt.Sprint("Note ", i), Body: "Salt."})
		must(t, err)
	}
	addBrief(t, lib, "Wells", "", "Salt.")
	for typed, complete := range map[string]bool{"salt": false, "salt in:briefs": true, "nothing": true, "": true} {
		for _, quick := range []bool{true, false} {
			r, err := search.Find(t.Context(), lib, read(t, lib, typed), search.Options{Quick: quick})
			must(t, err)
			if r.Complete != (complete || !quick) {
				t.Errorf("%q, quick %v: complete %v with %d documents", typed, quick, r.Complete, r.Documents)
			}
		}
	}
}

func TestCountsWhatIsNewInASavedSearch(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	old := addBrief(t, lib, "Old wells", "2024-08-19", "Brine here.")
	addBrief(t, lib, "Older wells", "2023-08-19", "Brine there.")
	s, err := lib.AddSavedSearch(t.Context(), db.SavedSearch{Name: "Brine", Query: "brine"})
	must(t, err)
	count := func(want int) {
		t.Helper()
		n, err := search.CountNew(t.Context(), lib, s)
		must(t, err)
		if n != want {
			t.Errorf("%d new, want %d", n, want)
		}
	}
	s.SeenAt = time.Now()
	count(0)
	// a brief published long ago is new, as is an annotation of one that was seen
	addBrief(t, lib, "New wells", "2020-01-01", "Brine everywhere.")
	addBrief(t, lib, "No wells", "2024-01-01", "Sugar.")
	annotate(t, lib, old, "Fact", "Brine here", "")
	annotate(t, lib, old, "Gap", "Brine", "")
	count(2)
	s.SeenAt = time.Now()
	count(0)
}

func TestBriefMarks(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	b := addBrief(t, lib, "Wells of the north", "2024-08-19", "The north has wells.")
	rev, err := lib.Revision(t.Context(), b.RevisionID)
	must(t, err)
	for typed, want := range map[string]string{
		"wells":             "[Wells] of the north\n\nThe north has [wells].",
		"title:north wells": "[Wells] of the [north]\n\nThe north has [wells].",
		"-wells north":      "Wells of the [north]\n\nThe [north] has wells.",
		"on:2024":           "Wells of the north\n\nThe north has wells.",
	} {
		marks, err := search.BriefMarks(t.Context(), lib, read(t, lib, typed), b.ID)
		must(t, err)
		if got := marked(rev.Text, marks); got != want {
			t.Errorf("%s marks %q", typed, got)
		}
	}
	if marks, err := search.BriefMarks(t.Context(), lib, read(t, lib, "wells"), 99); marks != nil || err != nil {
		t.Errorf("a brief that is gone: %v, %v", marks, err)
	}
}
