package export

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/findings"
	"sidelight/db"
)

// understood is the sample with what was found in it.
func understood() Source {
	s := sample()
	s.Found = findings.Report{
		Actors:    []db.BriefActor{{Actor: db.Actor{ID: 1, Name: "Hill Front"}}},
		Citations: []db.Citation{{Source: "Hill Radio", Outlet: "Hill Radio", Date: db.Date{Written: "July 27", Earliest: "2024-07-27", Latest: "2024-07-27", Rule: "as written"}}},
		Events: []db.Event{{State: db.StateKept, Sentence: "The wells fell on July 28, 2024.",
			Date: db.Date{Written: "July 28, 2024", Earliest: "2024-07-28", Latest: "2024-07-28", Rule: "as written"}}},
	}
	return s
}

// TestVaultFromBeforeActors merges into a file that was exported when there
// were no actors, sources and chronologies, and written into by its user.
func TestVaultFromBeforeActors(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/before-actors.md")
	if err != nil {
		t.Fatal(err)
	}
	old := strings.ReplaceAll(string(data), "\r\n", "\n")

	// when it is exported now
	got, kept := merge(old, render(understood()))

	// then it has the new parts in their places, and everything it had
	want := old
	for _, change := range [][2]string{
		{"  - \"mine\"\n", "  - \"mine\"\nactors:\n  - \"[[Hill Front]]\"\n"},
		{"%% sidelight:end annotations %%\n", `%% sidelight:end annotations %%

%% sidelight:begin sources HASH %%

## Sources

- **Hill Radio**: 2024-07-27 (July 27)

%% sidelight:end sources %%

%% sidelight:begin chronology HASH %%

## Chronology

- 2024-07-28: The wells fell on July 28, 2024.

%% sidelight:end chronology %%
`},
	} {
		want = strings.Replace(want, change[0], change[1], 1)
	}
	if diff := cmp.Diff(hideHashes(want), hideHashes(got)); diff != "" || kept {
		t.Errorf("kept %t\n%s", kept, diff)
	}
	if again, kept := merge(got, render(understood())); again != got || kept {
		t.Errorf("kept %t\n%s", kept, cmp.Diff(got, again))
	}
}

// TestActorsOfTheUser keeps what a user had under the name that is ours now.
func TestActorsOfTheUser(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/before-actors.md")
	if err != nil {
		t.Fatal(err)
	}
	old := strings.ReplaceAll(string(data), "\r\n", "\n")
	for name, c := range map[string]struct{ given, want string }{
		"a list":      {"actors:\n  - \"[[Mine]]\"\n", "actors:\n  - \"[[Hill Front]]\"\n  - \"[[Mine]]\"\n"},
		"a word":      {"actors: Mine\n", "actors:\n  - \"[[Hill Front]]\"\n  - \"Mine\"\n"},
		"not quoted":  {"actors:\n  - [[Mine]]\n", ">   - [[Mine]]\n"},
		"not a list":  {"actors:\n  first: Mine\n", ">   first: Mine\n"},
		"other words": {"summary2: Mine\n", "summary2: Mine\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := strings.Replace(old, "sha256:", c.given+"sha256:", 1)
			got, _ := merge(file, render(understood()))
			if !strings.Contains(got, c.want) || !strings.Contains(got, `  - "[[Hill Front]]"`) {
				t.Errorf("no %q in\n%s", c.want, got)
			}
			if again, kept := merge(got, render(understood())); again != got || kept {
				t.Errorf("kept %t\n%s", kept, cmp.Diff(got, again))
			}
			// and it stays where the brief names nobody
			got, _ = merge(file, render(sample()))
			if !strings.Contains(got, "Mine") {
				t.Errorf("lost in\n%s", got)
			}
		})
	}
}

func TestEDTFOfWhatWasRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		date db.Date
		want string
	}{
		{db.Date{Written: "July 28, 2024", Earliest: "2024-07-28", Latest: "2024-07-28", Rule: "as written"}, "2024-07-28"},
		{db.Date{Written: "July 28", Earliest: "2024-07-28", Latest: "2024-07-28", Rule: "year inferred from volume 22"}, "2024-07-28?"},
		{db.Date{Written: "July", Earliest: "2024-07-01", Latest: "2024-07-31", Rule: "year inferred: the latest"}, "2024-07?"},
		{db.Date{Written: "July 1-3", Earliest: "2024-07-01", Latest: "2024-07-03", Rule: "year inferred: the latest"}, "2024-07-01?/2024-07-03?"},
		{db.Date{Written: "since July 1", Earliest: "2024-07-01", Rule: "year inferred: the latest"}, "2024-07-01?/.."},
		{db.Date{Written: "04/09/2026", Earliest: "2026-04-09", Latest: "2026-09-04", Rule: "day and month cannot be told apart: 2026-04-09 or 2026-09-04"}, "2026-XX-XX"},
		{db.Date{Written: "1 Muharram", Rule: "another calendar: left as written"}, ""},
		{db.Date{Rule: "day and month cannot be told apart"}, ""},
	} {
		if got := edtfRead(c.date); got != c.want {
			t.Errorf("%q: %q, want %q", c.date.Written, got, c.want)
		}
	}
}
