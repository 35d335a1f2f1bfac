package intake_test

import (
	"context"
	"testing"

	"sidelight/app/intake"
)

// body is prose that closes the head of a text.
const body = "\n\nThe road to the mines stayed shut for a third week, and the traders who had waited for it to open began to sell their lorries. Two of them said that they would not come back, whatever the governor promised.\n\nNobody else expects the road to open before the rains end.\n"

func read(t *testing.T, name, text string) *intake.Draft {
	t.Helper()
	d, err := intake.Read(context.Background(), name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPublicationLine(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][5]string{ // publication, volume, issue, date, series
		"Publication: Terrorism Monitor Volume: 22 Issue: 11":       {"Terrorism Monitor", "22", "11"},
		"Publication: Eurasia Daily Monitor Volume: 21 Issue: 120 ": {"Eurasia Daily Monitor", "21", "120"},
		"Terrorism Monitor, Volume 22, Issue 11":                    {"Terrorism Monitor", "22", "11"},
		"Terrorism Monitor Volume 22 Issue 11":                      {"Terrorism Monitor", "22", "11"},
		"Harbour Watch, Vol. 22, No. 11":                            {"Harbour Watch", "22", "11"},
		"Harbour Watch, vol. 22 no. 11, August 19, 2024":            {"Harbour Watch", "22", "11", "2024-08-19"},
		"Harbour Watch | Vol. XXII No. 3 | August 2024":             {"Harbour Watch", "XXII", "3", "2024-08-01"},
		"Harbour Watch (Vol. 22, Issue 11), 19 August 2024":         {"Harbour Watch", "22", "11", "2024-08-19"},
		"Harbour Watch, August 19, 2024, Volume 22, Issue 11":       {"Harbour Watch", "22", "11", "2024-08-19"},
		"Harbour Watch Vol. 22(11)":                                 {"Harbour Watch", "22", "11"},
		"Volume 22, Issue 11":                                       {"", "22", "11"},
		"Volume: 22 Issue: 11 Publication: Harbour Watch":           {"Harbour Watch", "22", "11"},
		"Revue des rivages, n° 11":                                  {"Revue des rivages", "", "11"},
		"Revue des rivages, vol. 4, n° 11, mars 2024":               {"Revue des rivages", "4", "11", "2024-03-01"},
		"Harbour Watch, Issue 11, 2024":                             {"Harbour Watch", "", "11", "2024-01-01"},
		"Publication: Harbour Watch":                                {"Harbour Watch"},
		"Journal: Harbour Watch":                                    {"Harbour Watch"},
		"Published in: Harbour Watch":                               {"Harbour Watch"},
		"Policy Brief No. 45":                                       {"", "", "45", "", "Policy Brief"},
		"Issue Brief #12 | May 3, 2024":                             {"", "", "12", "2024-05-03", "Issue Brief"},
		"Volume: 22":                                                {"", "22"},
		"Publication Date: August 19, 2024":                         {"", "", "", "2024-08-19"},
		"Published: 19 August 2024":                                 {"", "", "", "2024-08-19"},
		"Posted on August 19, 2024 at 10:00 AM EST":                 {"", "", "", "2024-08-19"},
		"Date: 2024-08-19":                                          {"", "", "", "2024-08-19"},
		"Monday, August 19, 2024":                                   {"", "", "", "2024-08-19"},
		"April 10, 2026 (R48903)":                                   {"", "", "", "2026-04-10"},
		"August 19, 2024 | 5 min read":                              {"", "", "", "2024-08-19"},
		"Washington, D.C., August 19, 2024":                         {"", "", "", "2024-08-19"},
		"Harbour Monitor | August 19, 2024":                         {"Harbour Monitor", "", "", "2024-08-19"},
		"Updated April 9, 2026":                                     {"", "", "", "2026-04-09"},
		"Published April 2, 2026 | Updated April 9, 2026":           {"", "", "", "2026-04-02"},
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", "The Road to the Mines Stays Shut\n\n"+line+body)
			got := [5]string{d.Publication, d.Volume, d.Issue, d.Published.Earliest, d.Series}
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if d.Title != "The Road to the Mines Stays Shut" {
				t.Errorf("title %q", d.Title)
			}
			if len(d.Blocks) != 4 || d.Blocks[1].Kind != "publication" {
				t.Errorf("blocks %+v", d.Blocks)
			}
		})
	}
}

func TestNoPublicationLine(t *testing.T) {
	t.Parallel()
	for _, title := range []string{
		"Army Says It Killed Al-Qaida’s No. 2",
		"Coalition Kills Islamic State No. 2",
		"Five Issues for the New Minister",
		"Turning Up the Volume: Radio Wars in the Delta",
		"Resolution 1373 at 20",
		"Northern Front Campaign Assessment, February 3, 2025",
		"Iran Update, August 19, 2024",
		"By Land and Sea",
		"By the Numbers: A Year of Raids",
		"Summary Justice in the Hill Towns",
		"Valley Weekly Vol. 4 Issue 22: Recovering the Valley",
		"Home and Away: Foreign Fighters Return",
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", title+body)
			if d.Title != title || d.Publication != "" || d.Issue != "" || d.Volume != "" || d.Author != "" {
				t.Errorf("title %q, publication %q, volume %q, issue %q, author %q", d.Title, d.Publication, d.Volume, d.Issue, d.Author)
			}
		})
	}
}

func TestSeriesPrefix(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][3]string{ // series, title, issue
		"Brief: Wagner Leaves the Mines":                         {"Brief", "Wagner Leaves the Mines"},
		"BRIEF: Wagner Leaves the Mines":                         {"BRIEF", "Wagner Leaves the Mines"},
		"Commentary: Wagner Leaves the Mines":                    {"Commentary", "Wagner Leaves the Mines"},
		"Analysis | Wagner Leaves the Mines":                     {"Analysis", "Wagner Leaves the Mines"},
		"Issue Brief: Wagner Leaves the Mines":                   {"Issue Brief", "Wagner Leaves the Mines"},
		"In Brief: Wagner Leaves the Mines":                      {"In Brief", "Wagner Leaves the Mines"},
		"SITREP: Wagner Leaves the Mines":                        {"SITREP", "Wagner Leaves the Mines"},
		"SITREP 12: Wagner Leaves the Mines":                     {"SITREP", "Wagner Leaves the Mines", "12"},
		"SITREP #12 – Wagner Leaves the Mines":                   {"SITREP", "Wagner Leaves the Mines", "12"},
		"Policy Brief No. 7: Wagner Leaves the Mines":            {"Policy Brief", "Wagner Leaves the Mines", "7"},
		"Intelligence Brief: Wagner Leaves the Mines":            {"Intelligence Brief", "Wagner Leaves the Mines"},
		"Threat Assessment: Wagner Leaves the Mines":             {"Threat Assessment", "Wagner Leaves the Mines"},
		"Hot Issue — Wagner Leaves the Mines":                    {"Hot Issue", "Wagner Leaves the Mines"},
		"Update: Wagner Leaves the Mines":                        {"Update", "Wagner Leaves the Mines"},
		"Note d’analyse : Le départ de Wagner":                   {"Note d’analyse", "Le départ de Wagner"},
		"DoD Spokesman: U.S. Airstrikes Weaken the Front":        {"", "DoD Spokesman: U.S. Airstrikes Weaken the Front"},
		"The Strait in Brief: What Passes and What Does Not":     {"", "The Strait in Brief: What Passes and What Does Not"},
		"Russia: Wagner Leaves the Mines":                        {"", "Russia: Wagner Leaves the Mines"},
		"Wagner Report Says Mines Are Empty":                     {"", "Wagner Report Says Mines Are Empty"},
		"The Mali Report: What It Missed":                        {"", "The Mali Report: What It Missed"},
		"Security – and Its Price in the North":                  {"", "Security – and Its Price in the North"},
		"U.S.-Iran Ceasefire: Assessment, Reactions, and Issues": {"", "U.S.-Iran Ceasefire: Assessment, Reactions, and Issues"},
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", line+body)
			if got := [3]string{d.Series, d.Title, d.Issue}; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if b := d.Blocks[0]; b.Kind != "title" || d.Text[b.Start:b.End] != line {
				t.Errorf("the title block is %q", d.Text[b.Start:b.End])
			}
		})
	}
}

func TestByline(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"By Jane Roe":                                  "Jane Roe",
		"By Jane Roe and John Doe":                     "Jane Roe and John Doe",
		"by Jane A. Roe, John Doe and Richard Roe":     "Jane A. Roe, John Doe and Richard Roe",
		"BY JANE ROE":                                  "JANE ROE",
		"By: Jane Roe":                                 "Jane Roe",
		"Written by Jane Roe":                          "Jane Roe",
		"Author: Jane Roe":                             "Jane Roe",
		"Authors: Jane Roe; John Doe":                  "Jane Roe; John Doe",
		"Par Jean Dupont":                              "Jean Dupont",
		"By Jane Roe | August 19, 2024":                "Jane Roe",
		"By Jane Roe, August 19, 2024":                 "Jane Roe",
		"By Jane Roe – August 19, 2024":                "Jane Roe",
		"August 19, 2024 | By Jane Roe":                "Jane Roe",
		"By Jane Roe, Senior Fellow":                   "Jane Roe",
		"By Jane Roe, Harbour Institute | May 2024":    "Jane Roe",
		"By Abu Bakr al-Doe and Jean-Pierre de la Roe": "Abu Bakr al-Doe and Jean-Pierre de la Roe",
		"Jane Roe | August 19, 2024":                   "Jane Roe",
		"By Associated Press":                          "Associated Press",
		"Story by Jane Roe":                            "Jane Roe",
		"Prepared by: Jane Roe":                        "Jane Roe",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", "The Road to the Mines Stays Shut\n"+line+body)
			if d.Author != want {
				t.Errorf("author %q, want %q", d.Author, want)
			}
			if d.Title != "The Road to the Mines Stays Shut" {
				t.Errorf("title %q", d.Title)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	const title = "The Road to the Mines Stays Shut"
	for name, head := range map[string]string{
		"first line":               title,
		"blank lines before":       "\n\n  \n" + title,
		"navigation before":        "Skip to content\nHome | About | Contact\nMenu\nSearch\n\n" + title,
		"breadcrumb before":        "Home > Publications > Harbour Watch\n\n" + title,
		"menu lines before":        "Programs\nRegions\nOur Fellows\nHistory\n\n" + title,
		"date before":              "August 19, 2024\n\n" + title,
		"byline before":            "By Jane Roe\n\n" + title,
		"publication line before":  "Harbour Watch, Volume 2, Issue 1\n\n" + title,
		"section before":           "Africa\n\n" + title,
		"page name and heading":    title + " | Harbour Watch\n\nHarbour Watch\n\n" + title,
		"page name with dash":      title + " - Harbour Watch\n\nShare\n\n" + title,
		"twice":                    title + "\n\nHome | About | Donate\n\n" + title + "\n\nBy Jane Roe",
		"masthead":                 "Harbour Watch\nVolume 2, Issue 1\n\n" + title,
		"share line after":         title + "\nShare\nFacebook\nTwitter",
		"reading time after":       title + "\n6 min read",
		"hashes in a plain text":   "# " + title,
		"underlined":               title + "\n================================",
		"subject of a message":     "From: desk\nSubject: " + title + "\nDate: 19 August 2024",
		"wrapped title and author": title + "\nBy Jane Roe\nAugust 19, 2024",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", head+body)
			if d.Title != title {
				t.Errorf("title %q, want %q", d.Title, title)
			}
			titles := 0
			for _, b := range d.Blocks {
				if b.Kind == "title" {
					titles++
				}
			}
			if titles != 1 {
				t.Errorf("%d title blocks in %+v", titles, d.Blocks)
			}
		})
	}
}

func TestCaptions(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Lorries waiting at the gate. (Source: Wikimedia Commons)":                  true,
		"Lorries waiting at the gate (Photo: Harbour Watch)":                        true,
		"Lorries waiting at the gate. (AP Photo/Jane Roe)":                          true,
		"Photo: Lorries waiting at the gate":                                        true,
		"Image: Lorries waiting at the gate.":                                       true,
		"Photo by Jane Roe":                                                         true,
		"Figure 1. Lorries a day, by gate":                                          true,
		"Fig. 2: Lorries a day":                                                     true,
		"Map 1 – The gates":                                                         true,
		"Table 3: Tolls at the gates":                                               true,
		"Image credit: Jane Roe/Harbour Watch":                                      true,
		"(Source: Harbour Watch)":                                                   true,
		"The gates have reopened (Source: TASS, August 19).":                        false,
		"Figure 1 shows how many lorries passed the gates on each day of the week.": false,
		"The picture changed after the rains ended in the north.":                   false,
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", "The Road to the Mines Stays Shut\n\n"+line+body)
			if got := d.Blocks[1].Kind == "caption"; got != want {
				t.Errorf("%q is a %s", line, d.Blocks[1].Kind)
			}
		})
	}
}
