package search_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"sidelight/app/search"
	"sidelight/db"
)

// said is how a query was read, in one line.
func said(q search.Query) string {
	var parts []string
	for _, r := range q.Readings {
		parts = append(parts, r.String())
	}
	return strings.Join(parts, "; ")
}

// remarked are the rules of a query's remarks and what they are about.
func remarked(q search.Query) string {
	var parts []string
	for _, r := range q.Remarks {
		parts = append(parts, strings.TrimSuffix(fmt.Sprintf("%s: %s > %s", r.Rule, r.Of, r.As), " > "))
	}
	return strings.Join(parts, "; ")
}

func TestSaysHowAQueryWasRead(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	for _, a := range []db.Actor{
		{Name: "Wagner Group", Kind: "company", Aliases: []db.Alias{{Name: "Africa Corps"}, {Name: "PMC", Kind: db.AliasAcronym}}},
		{Name: "JNIM", Kind: "armed group", Aliases: []db.Alias{{Name: "Support for Islam"}}},
		{Name: "Côte Group", Kind: "company"},
	} {
		_, err := lib.AddActor(t.Context(), a)
		must(t, err)
	}
	_, err := lib.AddLabel(t.Context(), db.Label{Name: "Fact check", Letter: "C", Colour: "fact", Underline: "solid"})
	must(t, err)
	for _, c := range []struct{ typed, said, remarked string }{
		{"salt wells", "the word “salt”; the word “wells”", ""},
		{"salt AND wells", "the word “salt”; the word “wells”", ""},
		{"salt or wells", "the word “salt”; the word “or”; the word “wells”", ""},
		{"salt wells OR springs | ponds", "the word “salt”; the word “wells”; or the word “springs”; or the word “ponds”", ""},
		{"(salt wells) OR springs", "(the word “salt”; the word “wells”); or the word “springs”", ""},
		{"“Salt Front” «of Mali» „hier“", "the phrase “Salt Front”; the phrase “of Mali”; the word “hier”", ""},
		{"salt -wells NOT springs -\"two ponds\" -title:x", "the word “salt”; not the word “wells”; not the word “springs”; not the phrase “two ponds”; not in the title “x”", ""},
		{"salt -(wells springs)", "the word “salt”; not the word “wells”; or not the word “springs”", ""},
		{"salt -(wells OR springs)", "the word “salt”; not the word “wells”; not the word “springs”", ""},
		{"sal*", "words that begin with “sal”", ""},
		{"salt NEAR wells", "near each other: salt … wells (≤ 10)", ""},
		{"near(salt \"two wells\", 5)", "near each other: salt … two wells (≤ 5)", ""},
		{"\"salt wells\"~3", "near each other: salt … wells (≤ 3)", ""},
		{"title:(salt OR \"two wells\")", "in the title “salt”; or in the title “two wells”", ""},
		{"TITLE:salt pub:terror*", "in the title “salt”; published in “terror*”", ""},
		{"actor:\"africa corps\"", "mentions Wagner Group", ""},
		{"actor:wagn", "mentions Wagner Group", ""},
		{"actor:group", "mentions Côte Group, Wagner Group", ""},
		{"actor:(jnim OR pmc)", "mentions JNIM; or mentions Wagner Group", ""},
		{"actor:\"islam support\"", "mentions JNIM", ""},
		{"label:judg label:\"fact check\" label:FACT", "labelled Judgement; labelled Fact check; labelled Fact", ""},
		{"after:2024 before:2024-08", "published on or after 2024-01-01; published before 2024-08-01", ""},
		{"after:19 Aug 2024 salt", "published on or after 2024-08-19; the word “salt”", ""},
		{"after:\"August 19, 2024\"", "published on or after 2024-08-19", ""},
		{"on:August 2024 year:2023..2024", "published during August 2024; published during 2023..2024", ""},
		{"salt in:notes in:briefs", "the word “salt”; only in notes; or only in briefs", ""},
		{"salt -in:notes", "the word “salt”; not in notes", ""},
		{"N'Djamena C++ a:b 10:30 https://x.org/y al-Qaeda R&D", "the word “N'Djamena”; the word “C++”; the word “a:b”; the word “10:30”; the word “https://x.org/y”; the word “al-Qaeda”; the word “R&D”", ""},
		{"salt - wells & springs", "the word “salt”; the word “wells”; the word “springs”", ""},

		{"", "", ""},
		{"salt \"two wells", "the word “salt”; the phrase “two wells”", "the quote never closes: two wells > two wells"},
		{"(salt OR (wells", "the word “salt”; or the word “wells”", "the bracket never closes: ("},
		{"salt) wells", "the word “salt”; the word “wells”", "the bracket never closes: )"},
		{"foo:bar", "the word “foo:bar”", "there is no such field: foo > foo bar"},
		{"foo:\"two wells\"", "the word “foo:”; the phrase “two wells”", "there is no such field: foo > foo"},
		{"actor:nobody", "the word “nobody”", "no actor has this name: nobody > nobody"},
		{"actor:\"the nobodies\"", "the phrase “the nobodies”", "no actor has this name: the nobodies > the nobodies"},
		{"source:tass", "the word “tass”", "no source has this name: tass > tass"},
		{"label:rumour", "the word “rumour”", "no label has this name: rumour > rumour"},
		{"salt after:yesterday", "the word “salt”", "this is no date: yesterday"},
		{"on:2024-02-30", "", "this is no date: 2024-02-30"},
		{"in:mali", "the word “mali”", "there is no such place to look in: mali > mali"},
		{"salt OR", "the word “salt”", "nothing follows: OR"},
		{"salt title:", "the word “salt”", "nothing follows: title:"},
		{"-", "", "nothing follows: -"},
		{"()", "", "nothing follows: ()"},
		{"near()", "", "nothing follows: near()"},
		{"salt NEAR", "the word “salt”", "nothing follows: NEAR"},
		{"-salt", "not the word “salt”; only in briefs", "only exclusions: all other briefs are shown: -salt"},
		{"s*", "the word “s”", "too short to be the beginning of a word: s* > s"},
		{"salt ***", "the word “salt”", "only signs, no words: ***"},
		{"(salt wells) NEAR springs", "the word “salt”; the word “wells”; the word “springs”", "only words and phrases can be near each other: NEAR > AND"},
	} {
		q := read(t, lib, c.typed)
		if got := said(q); got != c.said {
			t.Errorf("%s is read as %s, not %s", c.typed, got, c.said)
		}
		if got := remarked(q); got != c.remarked {
			t.Errorf("%s has the remarks %q, not %q", c.typed, got, c.remarked)
		}
	}
}

// What is still being typed counts as the beginning of a word, from four
// letters on.
func TestReadsWhatIsBeingTyped(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	for typed, want := range map[string]string{
		"wel":            "the word “wel”",
		"well":           "words that begin with “well”",
		"well ":          "the word “well”",
		"wel*":           "words that begin with “wel”",
		"(salt well":     "the word “salt”; words that begin with “well”",
		"title:well":     "in the title “well*”",
		`"two well`:      "the phrase “two well*”",
		`"two wells"`:    "the phrase “two wells”",
		"-well":          "not words that begin with “well”; only in briefs",
		"well -":         "the word “well”",
		"N'Djam":         "words that begin with “N'Djam”",
		"before:202":     "",
		"before:2024-01": "published before 2024-01-01",
	} {
		q, err := search.Read(t.Context(), lib, typed, false)
		must(t, err)
		if got := said(q); got != want {
			t.Errorf("%s is read as %s, not %s", typed, got, want)
		}
	}
}

func TestReadStopsWhenNobodyWaits(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := search.Read(ctx, lib, "salt actor:x", false); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A query beyond all measure is read as far as it goes, and quickly.
func TestReadsWhatNobodyTypes(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	for _, typed := range []string{
		strings.Repeat("(", 10_000) + "salt", strings.Repeat("-(salt OR ", 10_000), strings.Repeat("salt ", 100_000),
		strings.Repeat(`"a" NEAR `, 5_000), strings.Repeat("actor:x ", 1_000), `"` + strings.Repeat("salt ", 10_000), "near(salt " + strings.Repeat("near(", 10_000),
		`"` + strings.Repeat("salt ", 10_000) + `"~5`, "near(" + strings.Repeat("salt wells ", 10_000) + ")",
	} {
		q := read(t, lib, typed)
		if len(q.Readings) == 0 || len(q.Readings) > 101 || len(q.Remarks) == 0 || len(q.Remarks) > 20 {
			t.Errorf("%.20s…: %d readings, %d remarks", typed, len(q.Readings), len(q.Remarks))
		}
		_, err := search.Find(t.Context(), lib, q, search.Options{})
		must(t, err)
	}
}
