package search_test

import (
	"fmt"
	"strings"
	"testing"

	"sidelight/app/search"
	"sidelight/db"
)

func TestSuggestsOtherSpellings(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	addBrief(t, lib, "One", "", "Prigozhin met Gaddafi at the wells of Azawad, and the Wagner Group was there.")
	addBrief(t, lib, "Two", "", "Prigozhin left. Nobody of the Salt Front stayed at the wells; the front of Ménaka held.")
	addBrief(t, lib, "Three", "", "The wells were dry, and the Front of Salt was gone.")
	for typed, want := range map[string]string{
		"Prigojin":            "Prigojin > Prigozhin (2): Prigozhin",
		"prigojin wells":      "prigojin > prigozhin (2): prigozhin wells",
		"WAGNRE":              "WAGNRE > WAGNER (1): WAGNER",
		"title:awgner":        "awgner > wagner (1): title:wagner",
		"Qaddafi":             "Qaddafi > Gaddafi (1): Gaddafi",
		"azaouad OR xyzzy":    "azaouad > azawad (1): azawad OR xyzzy",
		`actor:"wagner grup"`: `grup > group (1): actor:"wagner group"`,
		"wells -wlels":        "",
		"weels wells":         "weels > wells (3): wells wells",
		`"wells of salt"`:     `"wells of salt" > wells of salt (3): wells of salt`,
		`-x "wells OF NOT"`:   "",
		`"dry well*"`:         `"dry well*" > dry well* (1): dry well*`,
		"xyzzy":               "",
		"menak*":              "",
		"":                    "",
	} {
		q := read(t, lib, typed)
		all, err := search.Suggest(t.Context(), lib, q, 3)
		must(t, err)
		var got []string
		for _, s := range all {
			got = append(got, fmt.Sprintf("%s > %s (%d): %s", s.Word, s.Instead, s.Documents, s.Query))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("for %s: %q, not %q", typed, got, want)
		}
		for _, s := range all {
			hits, err := lib.FindTexts(t.Context(), db.TextQuery{Where: read(t, lib, s.Query).Where})
			must(t, err)
			if len(hits) == 0 && !strings.HasPrefix(typed, "title:") {
				t.Errorf("%s suggests %s, which finds nothing", typed, s.Query)
			}
		}
	}
}
