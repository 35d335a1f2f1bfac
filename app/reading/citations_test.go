package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"sidelight/app/reading"
)

// show writes a citation down compactly: "signal source date; source date".
func show(groups []reading.Citation) string {
	var out []string
	for _, g := range groups {
		var items []string
		for _, i := range g.Items {
			items = append(items, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", i.Signal, i.Source, days(i.Date))), " "))
		}
		out = append(out, strings.Join(items, " + "))
	}
	return strings.Join(out, " | ")
}

func days(d reading.Day) string {
	if d.Earliest == d.Latest {
		return d.Earliest
	}
	return d.Earliest + "/" + d.Latest
}

func TestCitations(t *testing.T) {
	t.Parallel()
	published := reading.Published{Earliest: "2024-08-20", Latest: "2024-08-20"}
	for _, c := range []struct{ text, want string }{
		// what a group holds
		{"It fell (Channel 9, July 27).", "Channel 9 2024-07-27"},
		{"It fell (Desert Radio, July 28; see Frontier Notes, August 2).", "Desert Radio 2024-07-28 + see Frontier Notes 2024-08-02"},
		{"It fell (Reuters, AFP, August 3).", "Reuters 2024-08-03 + AFP 2024-08-03"},
		{"It fell (Reuters and AFP, August 3).", "Reuters 2024-08-03 + AFP 2024-08-03"},
		{"It fell (Reuters, August 3, AFP, August 4).", "Reuters 2024-08-03 + AFP 2024-08-04"},
		{"It fell (Le Monde, May 4; May 6).", "Le Monde 2024-05-04 + Le Monde 2024-05-06"},
		{"It fell (Le Monde, May 4, July 9).", "Le Monde 2024-05-04 + Le Monde 2024-07-09"},
		{"It fell (cf. Gulf Watch, 3 June).", "cf. Gulf Watch 2024-06-03"},
		{"It fell (see also Gulf Watch, 3 June).", "see also Gulf Watch 2024-06-03"},
		{"It fell (Ministry of Foreign Affairs and Cooperation, June 3).", "Ministry of Foreign Affairs and Cooperation 2024-06-03"},
		// dates
		{"It fell (Le Monde, 2 août).", "Le Monde 2024-08-02"},
		{"It fell (Le Monde, 1er mai 2023).", "Le Monde 2023-05-01"},
		{"It fell (Le Monde, December 17, 2023).", "Le Monde 2023-12-17"},
		{"It fell (Le Monde, December 17).", "Le Monde 2023-12-17"},
		{"It fell (Sahel Review, Aug. 3rd).", "Sahel Review 2024-08-03"},
		{"It fell (Sahel Review, May 2023).", "Sahel Review 2023-05-01/2023-05-31"},
		{"It fell (UN Panel of Experts, 2022).", "UN Panel of Experts 2022-01-01/2022-12-31"},
		{"It fell (Sahel Review, July 28–30).", "Sahel Review 2024-07-28/2024-07-30"},
		{"It fell (Sahel Review, 2024-03-01).", "Sahel Review 2024-03-01"},
		{"It fell (TASS August 19).", "TASS 2024-08-19"},
		{"It fell (Sahel Review, February 29).", "Sahel Review 2024-02-29"},
		// addresses and accounts
		{"It fell (X/@DesertWatch, July 31).", "X/@DesertWatch 2024-07-31"},
		{"It fell (Telegram/desertwatch, July 31).", "Telegram/desertwatch 2024-07-31"},
		{"It fell (X, @DesertWatch, July 31).", "X, @DesertWatch 2024-07-31"},
		{"It fell (lemonde.fr, August 2).", "lemonde.fr 2024-08-02"},
		{"It fell (https://t.me/desertwatch/12).", "https://t.me/desertwatch/12"},
		{"It fell (24.kg, June 1).", "24.kg 2024-06-01"},
		{"It fell (al-Akhbar, June 1).", "al-Akhbar 2024-06-01"},
		// not citations
		{"The Group for Supporters (JNIM) fell.", ""},
		{"They met (which began on July 28) again.", ""},
		{"They met (according to Reuters, August 2) again.", ""},
		{"They met (According to Reuters, August 2) again.", ""},
		{"The three (France, Germany, and Italy) left.", ""},
		{"The march (July 28) failed.", ""},
		{"The war (1998–2004) ended.", ""},
		{"The deal (see below) failed.", ""},
		{"The deal (see Figure 2) failed.", ""},
		{"The mission (Operation Serval, January 2013) began.", ""},
		{"A column (Source: Wikimedia Commons)", ""},
		{"The president (born May 4, 1970) left.", ""},
		{"They fled (President Traore visited Kidal on July 3) again.", ""},
		{"It cost much (about $4 million in May 2023) again.", ""},
		{"It fell (Le Monde, August 2 and then it rained.", ""},
		{"It [fell](https://example.org/news)", ""},
	} {
		if got := show(reading.Citations(c.text, published)); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestYearStaysOpenWithoutAnyHint(t *testing.T) {
	t.Parallel()
	got := reading.Citations("It fell (TASS, August 19).", reading.Published{})
	if len(got) != 1 || got[0].Items[0].Date.Earliest != "" || !strings.Contains(got[0].Items[0].Date.Rule, "none can be inferred") {
		t.Errorf("got %+v, want one citation whose year stays open and says why", got)
	}
}

func TestAcronyms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, short, long, how string }{
		{"the private military company (PMC)’s forces", "PMC", "private military company", reading.HowLetters},
		{"by unmanned aerial vehicles (UAVs) at night", "UAVs", "unmanned aerial vehicles", reading.HowLetters},
		{"with the Coordination of Azawad Movements (CMA).", "CMA", "Coordination of Azawad Movements", reading.HowPhrase},
		{"the UN mission, MINUSMA (Multidimensional Integrated Stabilization Mission in Mali).", "MINUSMA", "Multidimensional Integrated Stabilization Mission in Mali", reading.HowPhrase},
		{"talks with ECOWAS (Economic Community of West African States) failed", "ECOWAS", "Economic Community of West African States", reading.HowLetters},
		{"an aside (Mali) and a place", "", "", ""},
		{"Download the Report (386KB) here", "", "", ""},
		{"he said (see AFP, July 3) that", "", "", ""},
		{"it was seen (TASS, August 19).", "", "", ""},
	} {
		got := reading.Acronyms(c.text)
		switch {
		case c.short == "" && len(got) != 0:
			t.Errorf("%s: got %+v, want none", c.text, got)
		case c.short != "" && (len(got) != 1 || got[0].Short != c.short || got[0].Long != c.long || got[0].How != c.how):
			t.Errorf("%s: got %+v, want %s = %s by %s", c.text, got, c.short, c.long, c.how)
		}
	}
}

func TestLikelihoodTakesTheLongestTerm(t *testing.T) {
	t.Parallel()
	text := "It is very unlikely, almost certainly not likely; a remote base has a remote chance. It may, in May, suggest so with high confidence."
	terms, hedges, confidence := reading.Likelihood(text)
	var got []string
	for _, x := range terms {
		got = append(got, x.Term+" "+x.Band)
	}
	if s := strings.Join(got, ", "); s != "very unlikely 05-20, almost certainly 95-99, remote 01-05" {
		t.Errorf("terms %s", s)
	}
	if len(hedges) != 3 || hedges[0].Term != "not likely" || hedges[1].Term != "may" || hedges[2].Term != "suggest" {
		t.Errorf("hedges %+v, want not likely, may and suggest, not the month", hedges)
	}
	if len(confidence) != 1 || confidence[0].Level != "high" {
		t.Errorf("confidence %+v", confidence)
	}
}

func TestDraftingFaults(t *testing.T) {
	t.Parallel()
	faults := reading.DraftingFaults("It is likely. We judge with high confidence that it is probable.")
	if len(faults) != 2 || faults[0].Kind != "both sets" || faults[1].Kind != "likelihood and confidence" {
		t.Errorf("faults %+v, want both sets mixed, and likelihood beside confidence", faults)
	}
	if got := reading.DraftingFaults("It is likely. We have high confidence in the source."); len(got) != 0 {
		t.Errorf("faults %+v in a text without any", got)
	}
}
