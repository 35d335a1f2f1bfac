package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"sidelight/app/reading"
)

func TestReferenceMentions(t *testing.T) {
	t.Parallel()
	text, _ := reference(t)
	names := reading.NewNames([]reading.Name{
		{Actor: 1, Name: "Wagner"}, {Actor: 1, Name: "Wagner/Africa Corps"}, {Actor: 1, Name: "Africa Corps"},
		{Actor: 2, Name: "JNIM"}, {Actor: 2, Name: "Group for Supporters of Islam and Muslims"},
		{Actor: 3, Name: "CMA"}, {Actor: 3, Name: "Coordination of Azawad Movements"},
		{Actor: 4, Name: "al-Qaeda"}, {Actor: 5, Name: "Mali"}, {Actor: 5, Name: "Malian"}, {Actor: 6, Name: "Russia"}, {Actor: 6, Name: "Russian"},
	})
	counts := map[string]int{}
	for _, m := range names.Find(text) {
		counts[fmt.Sprint(m.Actors[0], " ", m.Alias)]++
	}
	for alias, want := range map[string]int{
		"1 Wagner": 14, "1 Wagner/Africa Corps": 1, "1 Africa Corps": 1,
		"2 JNIM": 13, "2 Group for Supporters of Islam and Muslims": 2,
		"3 CMA": 9, "3 Coordination of Azawad Movements": 2, "4 al-Qaeda": 2, "5 Mali": 7, "5 Malian": 4,
		"6 Russia": 5, "6 Russian": 4, // "Russians" is its plural
	} {
		if counts[alias] != want {
			t.Errorf("%s: %d mentions, want %d", alias, counts[alias], want)
		}
	}
}

func TestMentions(t *testing.T) {
	t.Parallel()
	names := reading.NewNames([]reading.Name{
		{Actor: 1, Name: "Azawad Front"}, {Actor: 1, Name: "Azawad"}, {Actor: 2, Name: "AQ"}, {Actor: 3, Name: "Base"}, {Actor: 4, Name: "Kïdal"},
		{Actor: 10, Name: "the Brigades of Azzam"}, {Actor: 11, Name: "The Base Society"}, {Actor: 12, Name: "Jama'at Ansar"}, {Actor: 13, Name: "IS"},
		{Actor: 14, Name: "Houthi"}, {Actor: 15, Name: "Wagner"}, {Actor: 16, Name: "UN"}, {Actor: 17, Name: "U.S. Army"}, {Actor: 18, Name: "al-Nusra Front"},
		{Actor: 19, Name: "Qa’ida in Yemen"}, {Actor: 20, Name: "Azawad"}, {Actor: 21, Name: "The Base"},
		{Actor: 5, Name: "GSIM"}, {Actor: 6, Name: "GSIM"}, {Actor: 7, Name: "al-Qaeda"}, {Actor: 8, Name: "UAV"}, {Actor: 9, Name: "N'Djamena"},
	})
	for _, c := range []struct{ text, want string }{
		{"the Azawad Front’s men", "Azawad Front"},
		{"Azawad, Front of", "Azawad"},
		{"AQ and aq", "AQ"},
		{"a base at some Base", "Base"},
		{"Kidal fell", "Kidal"},
		{"the al-Qaeda-affiliated Al-Qaeda", "al-Qaeda|Al-Qaeda"},
		{"two UAVs", "UAVs"},
		{"N’Djamena", "N’Djamena"},
		{"Azawadian", ""},
		{"by Brigades of Azzam", "Brigades of Azzam"},
		{"by the base society", ""},
		{"a Base Society", "Base Society"},
		{"the group The Base", "The Base"},
		{"Jama’at Ansar, Jamaat Ansar and JAMA'AT ANSAR’S", "Jama’at Ansar|Jamaat Ansar|JAMA'AT ANSAR"},
		{"RUSSIA IS LOSING", ""},
		{"how IS lost", "IS"},
		{"the Houthis’ drones, pro-Houthi and Houthi-run", "Houthis|Houthi|Houthi"},
		{"Wagner-linked and anti-Wagner", "Wagner|Wagner"},
		{"AZAWAD FRONT TAKES KIDAL", "AZAWAD FRONT|KIDAL"},
		{"at the U.N. and the UN", "U.N.|UN"},
		{"a U.S. Army base", "U.S. Army"},
		{"US Army", "US Army"},
		{"alQaeda, Al Qaeda, el-Qaeda", "alQaeda|Al Qaeda|el-Qaeda"},
		{"an-Nusra Front and Al Nusra Front", "an-Nusra Front|Al Nusra Front"},
		{"Qaʿida in Yemen", "Qaʿida in Yemen"},
		{"the flag of l’Azawad", "Azawad"},
		{"The Azawad\nFront line-broken", "Azawad\nFront"},
	} {
		var got []string
		for _, m := range names.Find(c.text) {
			got = append(got, m.Of(c.text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: found %q, want %q", c.text, s, c.want)
		}
	}
	if m := names.Find("GSIM said"); len(m) != 1 || len(m[0].Actors) != 2 {
		t.Errorf("%+v: a name of two actors names both", m)
	}
}

// TestMentionsAsAPersonCounts holds what stands around names in reports.
func TestMentionsAsAPersonCounts(t *testing.T) {
	t.Parallel()
	names := reading.NewNames([]reading.Name{
		{Actor: 1, Name: "Wagner"}, {Actor: 1, Name: "Wagner Group"}, {Actor: 1, Name: "Africa Corps"}, {Actor: 2, Name: "JNIM"}, {Actor: 3, Name: "al-Qaeda"},
		{Actor: 4, Name: "ISIS"}, {Actor: 5, Name: "ISI"}, {Actor: 6, Name: "IS-K", Acronym: true}, {Actor: 7, Name: "MoD", Acronym: true},
		{Actor: 8, Name: "Islamic State"}, {Actor: 8, Name: "Islamic State–Khorasan Province"}, {Actor: 9, Name: "Lions"}, {Actor: 10, Name: "Storm"},
		{Actor: 11, Name: "The al-Nusra Front"}, {Actor: 12, Name: "Organization"}, {Actor: 13, Name: "the U.S.", Acronym: true}, {Actor: 14, Name: "APT28"},
		{Actor: 15, Name: "Wałęsa Brigade"}, {Actor: 16, Name: "23 March Movement"}, {Actor: 17, Name: "St. Jude Brigade"}, {Actor: 18, Name: "DoD"},
	})
	for _, c := range []struct{ text, want string }{
		{"ISIS’s men, ISIS's men and the ISIS-linked men", "ISIS|ISIS|ISIS"},
		{"the ISI and ISIS", "ISI|ISIS"},
		{"pro-Wagner, ex-Wagner, the non-Wagner, counter-ISIS", "Wagner|Wagner|Wagner|ISIS"},
		{"Wagner/Africa Corps", "Wagner|Africa Corps"},
		{"Wagner–JNIM, Wagner—JNIM, Wagner-JNIM", "Wagner|JNIM|Wagner|JNIM|Wagner|JNIM"},
		{"“Wagner”, 'Wagner', «Wagner» and the “Wagner Group”", "Wagner|Wagner|Wagner|Wagner Group"},
		{"the Wagner “Group”", "Wagner “Group"},
		{"JNIM[1] and JNIM¹, JNIM.[2] (JNIM)", "JNIM|JNIM|JNIM|JNIM"},
		{"WAGNER GROUP IN MALI", "WAGNER GROUP"},
		{"WAGNER LEAVES MALI", "WAGNER"},
		{"STORM HITS THE COAST", ""},
		{"the group Storm hit", "Storm"},
		{"the mod, the MOD and the MoD", "MoD"},
		{"the DoD and dod", "DoD"},
		{"IS-K, Is-K, IS–K and is-k", "IS-K|IS–K"},
		{"the Wag\u00adner Gr\u00adoup", "Wag\u00adner Gr\u00adoup"},
		{"the Wagner\u00a0Group and Wagner\u202fGroup", "Wagner\u00a0Group|Wagner\u202fGroup"},
		{"the Wag\u200bner and \u200eWagner\u200e Group\ufeff", "Wag\u200bner|Wagner\u200e Group"},
		{"of the Wagner\nGroup and al-\nQaeda", "Wagner\nGroup|al-\nQaeda"},
		{"of the Wagner\n    Group", "Wagner\n    Group"},
		{"of the Wagner\n\nGroup", "Wagner"},
		{"met Wagner.\nGroup", "Wagner"},
		{"met Wagner. Group talks", "Wagner"},
		{"- Wagner\n- Group", "Wagner"},
		{"the Wagner, Group", "Wagner"},
		{"Islamic State-Khorasan Province, Islamic State – Khorasan Province", "Islamic State-Khorasan Province|Islamic State – Khorasan Province"},
		{"the Islamic state", "Islamic state"},
		{"al Qaeda, al-Qaeda, Al Qaeda", "al Qaeda|al-Qaeda|Al Qaeda"},
		{"al-Qa'ida", ""}, // another spelling: an alias of its own
		{"Lions and a Lion", "Lions"},
		{"the al-Nusra Front, al Nusra Front", "al-Nusra Front|al Nusra Front"},
		{"the U.S.-led and U.S.-Iraq, the U.S and the US; tell us", "U.S.|U.S.|U.S|US"},
		{"APT28’s, APT280, apt28", "APT28"},
		{"a Walesa Brigade", "Walesa Brigade"},
		{"the M23 or 23 March Movement", "23 March Movement"},
		{"the St. Jude Brigade", "St. Jude Brigade"},
		{"https://example.org/Wagner/Africa-Corps and www.example.org/Wagner, @Wagner, @Wagner_news, Wagner_news", ""},
		{"#Wagner (https://example.org) Wagner", "Wagner|Wagner"},
		{"_Wagner_ and *Wagner*", "Wagner|Wagner"},
	} {
		var got []string
		for _, m := range names.Find(c.text) {
			got = append(got, m.Of(c.text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: found %q, want %q", c.text, s, c.want)
		}
	}
}

func TestMergeDefined(t *testing.T) {
	t.Parallel()
	names := reading.NewNames([]reading.Name{
		{Actor: 1, Name: "Azawad Front"}, {Actor: 1, Name: "AF"}, {Actor: 2, Name: "AF"}, {Actor: 3, Name: "River Council"}, {Actor: 4, Name: "RC"},
	})
	for _, c := range []struct{ text, want string }{
		{"The Azawad Front (AF) met the AF.", "Azawad Front (AF) [1]|AF [1 2]"},
		{"The “Azawad Front” (AF) met.", "Azawad Front” (AF) [1]"},
		{"The AF (Azawad Front) met.", "AF (Azawad Front) [1]"},
		{"The Azawad Front, or AF, met.", "Azawad Front, or AF [1]"},
		{"The River Council (RC) met.", "River Council [3]|RC [4]"}, // two actors
		{"The Azawad Front met the AF.", "Azawad Front [1]|AF [1 2]"},
	} {
		var got []string
		for _, m := range reading.MergeDefined(names.Find(c.text), reading.Acronyms(c.text)) {
			got = append(got, fmt.Sprint(m.Of(c.text), " ", m.Actors))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}
