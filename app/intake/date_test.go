package intake_test

import (
	"testing"

	"pgregory.net/rapid"

	"sidelight/app/intake"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"August 19, 2024":               "2024-08-19",
		"august 19 2024":                "2024-08-19",
		"Aug. 19, 2024":                 "2024-08-19",
		"Sept. 3rd, 2024":               "2024-09-03",
		"19 August 2024":                "2024-08-19",
		"19th of August, 2024":          "2024-08-19",
		"Monday, August 19, 2024":       "2024-08-19",
		"Mon., 19 Aug. 2024":            "2024-08-19",
		"Fri, 6 Dec 2024 08:30:00 UTC":  "2024-12-06",
		"Fri, 6 Dec 2024 08:30 +0000":   "2024-12-06",
		"August 19, 2024, 7:30pm ET":    "2024-08-19",
		"August 19, 2024 at 10:00 AM":   "2024-08-19",
		"2024-08-19":                    "2024-08-19",
		"2024/08/19":                    "2024-08-19",
		"2024-08-19T10:00:00Z":          "2024-08-19",
		"2024-08-19 10:00:00 +02:00":    "2024-08-19",
		"191400ZAUG24":                  "2024-08-19",
		"191400Z AUG 24":                "2024-08-19",
		"19 AUG 24":                     "2024-08-19",
		"19-Aug-2024":                   "2024-08-19",
		"19 août 2024":                  "2024-08-19",
		"19 aou\u0302t 2024":            "2024-08-19",
		"le 1er mars 2023":              "2023-03-01",
		"lundi 19 août 2024":            "2024-08-19",
		"3 févr. 2021":                  "2021-02-03",
		"14 décembre 2022":              "2022-12-14",
		"19.08.2024":                    "2024-08-19",
		"04/19/2026":                    "2026-04-19",
		"19/04/2026":                    "2026-04-19",
		"04/04/2026":                    "2026-04-04",
		"04/09/2026":                    "2026-04-09..2026-09-04",
		"August 2024":                   "2024-08-01..2024-08-31",
		"août 2024":                     "2024-08-01..2024-08-31",
		"Feb 2024":                      "2024-02-01..2024-02-29",
		"February 2023":                 "2023-02-01..2023-02-28",
		"2024-08":                       "2024-08-01..2024-08-31",
		"2024":                          "2024-01-01..2024-12-31",
		"July/August 2024":              "2024-07-01..2024-08-31",
		"July–August 2024":              "2024-07-01..2024-08-31",
		"December/January 2025":         "2024-12-01..2025-01-31",
		"July 28 – August 2, 2024":      "2024-07-28..2024-08-02",
		"December 30, 2024-Jan 2, 2025": "2024-12-30..2025-01-02",
		"August 19-21, 2024":            "2024-08-19..2024-08-21",
		"19–21 August 2024":             "2024-08-19..2024-08-21",
		"28 July - 2 August 2024":       "2024-07-28..2024-08-02",
		"Q3 2024":                       "2024-07-01..2024-09-30",
		"Summer 2024":                   "2024-06-01..2024-08-31",
		"printemps 2024":                "2024-03-01..2024-05-31",
		"Winter 2024":                   "2024-01-01..2024-12-31",
		"  August 19, 2024. ":           "2024-08-19",
		"2024\u00a0août":                "",
		"August 19":                     "",
		"February 30, 2024":             "",
		"31 avril 2024":                 "",
		"13/13/2024":                    "",
		"00/10/2024":                    "",
		"2024-13-01":                    "",
		"August":                        "",
		"yesterday":                     "",
		"0999":                          "",
		"9999":                          "",
		"":                              "",
		"Volume 22":                     "",
	} {
		t.Run(written, func(t *testing.T) {
			t.Parallel()
			got, ok := intake.ParseDate(written)
			text := ""
			if ok {
				if text = got.Earliest; got.Latest != got.Earliest {
					text += ".." + got.Latest
				}
				if got.Rule == "" {
					t.Error("no rule is given")
				}
			}
			if text != want {
				t.Errorf("got %q, want %q (%s)", text, want, got.Rule)
			}
		})
	}
}

func TestParseDateNeverGivesHalfARange(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9]{1,4}[ /.-](Aug|mai|July|[0-9]{1,2})[ /.,-]{1,2}[0-9]{1,4}`)).Draw(t, "written")
		d, ok := intake.ParseDate(s)
		if ok != (len(d.Earliest) == 10 && len(d.Latest) == 10 && d.Earliest <= d.Latest) {
			t.Fatalf("ParseDate(%q) = %+v, %t", s, d, ok)
		}
	})
}
