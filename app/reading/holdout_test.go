package reading_test

import (
	"testing"

	"sidelight/app/reading"
)

// TestCitationsHeldOut holds sentences that were written after the rules.
func TestCitationsHeldOut(t *testing.T) {
	t.Parallel()
	published := reading.Published{Earliest: "2024-08-20", Latest: "2024-08-20"}
	for _, c := range []struct{ text, want string }{
		{"It fell (Naharnet, August 1; L’Orient Today, August 2; Al-Manar TV, August 2).", "Naharnet 2024-08-01 + L’Orient Today 2024-08-02 + Al-Manar TV 2024-08-02"},
		{"It fell (Ukrinform.ua; Unian; Suspilne, July 30).", "Ukrinform.ua 2024-07-30 + Unian 2024-07-30 + Suspilne 2024-07-30"},
		{"It fell (Telegram/@GeneralStaffZSU, August 3; Militarnyi, August 4).", "Telegram/@GeneralStaffZSU 2024-08-03 + Militarnyi 2024-08-04"},
		{"It fell (see EDM, July 8, 15, 22).", "see EDM 2024-07-08 + see EDM 2024-07-15 + see EDM 2024-07-22"},
		{"It fell (see Terrorism Monitor, March 8, 2019; June 14).", "see Terrorism Monitor 2019-03-08 + see Terrorism Monitor 2024-06-14"},
		{"It fell (Xinhua, July 3; People’s Daily Online, July 4; Ministry of Foreign Affairs [MFA], July 5).", "Xinhua 2024-07-03 + People’s Daily Online 2024-07-04 + Ministry of Foreign Affairs [MFA] 2024-07-05"},
		{"It fell (The East African, 3 and 10 June).", "The East African 2024-06-03 + The East African 2024-06-10"},
		{"It fell (New Vision [Kampala], June 3).", "New Vision [Kampala] 2024-06-03"},
		{"It fell (SITE Intelligence Group, May 2).", "SITE Intelligence Group 2024-05-02"},
		{"It fell (Reuters, July 3, 2024, 14:20 UTC).", "Reuters 2024-07-03"},
		{"It fell (BBC Monitoring, via Telegram, July 3).", "BBC Monitoring 2024-07-03"},
		{"It fell (El País, 3 August; El Mundo, August 3).", "El País 2024-08-03 + El Mundo 2024-08-03"},
		{"It fell (Institute for War and Peace Reporting, May 2024).", "Institute for War and Peace Reporting 2024-05-01/2024-05-31"},
		{"It fell (Premium Times and The Punch, July 2).", "Premium Times 2024-07-02 + The Punch 2024-07-02"},
		{"It fell (Daily Trust, July 28–August 2).", "Daily Trust 2024-07-28/2024-08-02"},
		{"It fell (Government of Canada, Public Safety, June 19).", "Government of Canada 2024-06-19 + Public Safety 2024-06-19"},
		{"It fell (author’s interview with two officers, July 2024).", "author’s interview with two officers 2024-07-01/2024-07-31"},
		{"It fell (Interview with a trader, Gao, July 2).", "Interview with a trader 2024-07-02"},
		{"It fell (TASS, citing the ministry, July 3).", "TASS 2024-07-03"},
		{"It fell (1TV.ru, July 3; 5.ua, July 4; 20 Minutes, 5 juillet).", "1TV.ru 2024-07-03 + 5.ua 2024-07-04 + 20 Minutes 2024-07-05"},
		{"It fell (n1info.rs, July 3).", "n1info.rs 2024-07-03"},
		{"It fell (but see AFP, July 3).", "see AFP 2024-07-03"},
		{"It fell (as reported elsewhere; AFP, July 3).", "AFP 2024-07-03"},
		{"It fell (a fact that the army denied (AFP, July 3)).", "AFP 2024-07-03"},
		{"The Front (AF; AFP, July 3) fell.", "AFP 2024-07-03"},
		{"The Azawad Front (AF; AFP, July 3) fell.", "AFP 2024-07-03"},
		{"It fell (bne IntelliNews, July 3).", "bne IntelliNews 2024-07-03"},
		{"It fell (dpa, July 3).", "dpa 2024-07-03"},
		{"It fell (taz, July 3; heise.de, July 4).", "taz 2024-07-03 + heise.de 2024-07-04"},
		{"It fell (Federal Ministry of the Interior, “Bericht 2023,” June 18).", "Federal Ministry of the Interior 2024-06-18"},
		{"It fell (Al Jazeera, July 3; Al Jazeera English, updated July 5).", "Al Jazeera 2024-07-03 + Al Jazeera English 2024-07-05"},
		{"It fell (Mariupol City Council/Telegram, July 3).", "Mariupol City Council/Telegram 2024-07-03"},
		{"It fell (X.com/DesertWatch, July 3; Twitter.com/a_b, July 4).", "X.com/DesertWatch 2024-07-03 + Twitter.com/a_b 2024-07-04"},
		// not citations
		{"He came (from May 3 to May 9) home.", ""},
		{"The talks (Istanbul, March–April 2022) failed.", ""},
		{"The ship (built 2003, Turkish flag) sank.", ""},
		{"The plan (presented on July 3, 2023, in Rome) failed.", ""},
		{"The vote (51 to 49, on June 3) passed.", ""},
		{"The group (founded in Kidal, 2012) split.", ""},
		{"The unit (Spetsnaz, GRU, and VDV) left.", ""},
		{"The law (Public Law 117-2, March 11, 2021) holds.", ""},
		{"The clause (Article 5, May 2023) holds.", ""},
		{"The man (34, from Gao) fled.", ""},
		{"The missile (Kh-101) fell.", ""},
		{"The front (now 1,000 km) grew.", ""},
		{"The day (Sunday, June 3) came.", ""},
		{"The deal (signed in Moscow, June 2024) holds.", ""},
		{"The exercise (Zapad-2021) ended.", ""},
		{"The brigade (3rd Assault, since May) moved.", ""},
		{"The office (3 rue Lafayette, Paris) closed.", ""},
		{"The sum ($3 million, May 2023) vanished.", ""},
		{"The date [June 3] slipped.", ""},
	} {
		if got := show(reading.Citations(c.text, published)); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
