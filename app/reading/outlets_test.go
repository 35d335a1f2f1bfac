package reading_test

import (
	"testing"

	"sidelight/app/reading"
)

func TestHouse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, want string }{
		{"Eurasia Daily Monitor", "Jamestown Foundation"}, {"EDM", "Jamestown Foundation"}, {"Terrorism Monitor", "Jamestown Foundation"},
		{"Militant Leadership Monitor", "Jamestown Foundation"}, {"china brief", "Jamestown Foundation"}, {"North Caucasus Weekly", "Jamestown Foundation"},
		{"ISW", "Institute for the Study of War"}, {"Iran Update", "Institute for the Study of War"}, {"X/@TheStudyofWar", "Institute for the Study of War"},
		{"Africa File", "Critical Threats Project"}, {"Crisis Group", "International Crisis Group"}, {"CTC Sentinel", "Combating Terrorism Center at West Point"},
		{"CSIS/Asia Maritime Transparency Initiative", "Center for Strategic and International Studies"}, {"The Military Balance", "International Institute for Strategic Studies"},
		{"Radio Azattyk", "RFE/RL"}, {"RFERL", "RFE/RL"}, {"Radio Free Europe/Radio Liberty", "RFE/RL"}, {"Krym.Realii", "RFE/RL"}, {"www.svoboda.org", "RFE/RL"},
		{"RFI", "France Médias Monde"}, {"France 24", "France Médias Monde"}, {"Radio France Internationale", "France Médias Monde"},
		{"RIA Novosti", "Rossiya Segodnya"}, {"Sputnik", "Rossiya Segodnya"}, {"Sputnik Arabic", "Rossiya Segodnya"}, {"RT", "TV-Novosti"},
		{"BBC Somali Service", "BBC"}, {"BBC Hausa", "BBC"}, {"bbc.co.uk", "BBC"}, {"https://www.bbc.com/news/articles/c1", "BBC"},
		{"The Observer", "Guardian Media Group"}, {"Guardian", "Guardian Media Group"}, {"Le Monde Afrique", "Groupe Le Monde"}, {"lemonde.fr", "Groupe Le Monde"},
		{"NYT", "The New York Times Company"}, {"Al Jazeera Arabic", "Al Jazeera Media Network"}, {"Al-Jazeera English", "Al Jazeera Media Network"},
		{"Xinhua News Agency", "Xinhua"}, {"Xinhua [新华]", "Xinhua"}, {"TASS news agency", "TASS"}, {"Kommersant newspaper", "Kommersant"},
		{"english.aawsat.com", "Saudi Research and Media Group"}, {"Asharq Al-Awsat", "Saudi Research and Media Group"}, {"Hurriyet", "Demirören"},
		{"Sahel Review", ""}, {"Monitor", ""}, {"", ""}, {"X/@MyLordBebo", ""}, {"New Vision [Kampala]", ""}, {"The Guardian [Lagos]", ""}, {"The Guardian [in Arabic]", "Guardian Media Group"},
	} {
		if got := reading.House(c.title); got != c.want {
			t.Errorf("House(%q) = %q, want %q", c.title, got, c.want)
		}
	}
}

func TestOutletKind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, want string }{
		{"X/@MyLordBebo", "social media"}, {"@reuters", "social media"}, {"Telegram/rybar", "social media"}, {"t.me/rybar", "social media"}, {"Telegram", "social media"},
		{"Facebook/Gao Infos", "social media"}, {"X post", "social media"}, {"Mariupol City Council/Telegram", "social media"}, {"https://x.com/IDF/status/1", "social media"},
		{"TASS", "news agency"}, {"Agenzia Nova", "news agency"}, {"Trend News Agency", "news agency"}, {"Agence Ivoirienne de Presse", "news agency"},
		{"Le Monde", "newspaper or magazine"}, {"Port Gazette", "newspaper or magazine"}, {"Daily Trust", "newspaper or magazine"}, {"Sahel Review", "newspaper or magazine"},
		{"Vedomosti", "newspaper or magazine"}, {"nytimes.com", "newspaper or magazine"}, {"The Straits Times", "newspaper or magazine"},
		{"Al Arabiya", "broadcaster"}, {"Desert Radio", "broadcaster"}, {"Channel 9", "broadcaster"}, {"Al-Manar TV", "broadcaster"}, {"1TV", "broadcaster"},
		{"Radio Kulmiye", "broadcaster"}, {"BBC Monitoring", "broadcaster"}, {"Radio Free Europe/Radio Liberty", "broadcaster"},
		{"Ministry of National Defense", "official"}, {"ministère des Armées", "official"}, {"Kremlin.ru", "official"}, {"White House", "official"}, {"cisa.gov", "official"},
		{"moha.gov.vn", "official"}, {"Government of Canada", "official"}, {"U.S. Embassy in Bamako", "official"}, {"UN Security Council", "official"}, {"centcom.mil", "official"},
		{"US Department of the Treasury", "official"}, {"General Staff of the Armed Forces of Ukraine", "official"}, {"defense.gouv.fr", "official"},
		{"Institute for the Study of War", "research"}, {"Rojava Information Center", "research"}, {"Jamestown Foundation", "research"}, {"University of Oslo", "research"},
		{"Chatham House", "research"}, {"Terrorism Monitor", "research"}, {"Journal of Strategic Studies", "research"}, {"ox.ac.uk", "research"},
		{"Verstka Q", ""}, {"Hetq", ""}, {"example.org", ""}, {"", ""},
	} {
		if got := reading.OutletKind(c.name); got != c.want {
			t.Errorf("OutletKind(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSameOutlet(t *testing.T) {
	t.Parallel()
	const (
		address, accents, article, word = "the address of the same name", "accents or spelling", "with and without the article", "with and without a word such as “News”"
		known, short, account, bracket  = "the address of the same title", "the short form of the long name", "the same account", "a remark in brackets"
	)
	for _, c := range []struct{ a, b, why string }{
		{"lemonde.fr", "Le Monde", known}, {"www.lemonde.fr", "Le Monde", known}, {"tass.ru", "TASS", known}, {"tass.com", "tass.ru", known},
		{"bbc.co.uk", "BBC News", known}, {"rfi.fr", "Radio France Internationale", known}, {"nytimes.com", "The New York Times", known}, {"aljazeera.net", "Al Jazeera", known},
		{"portgazette.com", "Port Gazette", address}, {"theportgazette.co.uk", "Port Gazette", ""}, {"theportgazette.co.uk", "The Port Gazette", address},
		{"maliweb.net", "Maliweb", address}, {"studio-kidal.org", "Studio Kidal", address}, {"hetq.am", "Hetq Online", address}, {"n1info.rs", "n1info.com", "the same name at another address"},
		{"Port Gazette", "The Port Gazette", article}, {"Courrier du Nord", "Le Courrier du Nord", article}, {"Al Ayyam", "Ayyam", article},
		{"The Moscow Times", "Moscow Times", article}, {"The Guardian", "Guardian", article},
		{"Naharnet News", "Naharnet", word}, {"Maliweb", "Maliweb Online", word}, {"Anadolu", "Anadolu Agency", word}, {"Goobjoog", "Goobjoog News", word},
		{"The Port Gazette newspaper", "Port Gazette", word}, {"Fars", "Fars News Agency", word}, {"CBS", "CBS News", word}, {"Xinhua", "Xinhua News Agency", word},
		{"Mada Masr", "Mada Masr website", word}, {"Al-Manar", "Al-Manar TV", word},
		{"Hürriyet", "Hurriyet", accents}, {"Al Jazeera", "Al-Jazeera", accents}, {"Izvestia", "Izvestiya", accents}, {"Al-Akhbar", "Al-Akhbaar", accents}, {"Tuổi Trẻ", "Tuoi Tre", accents},
		{"L’Orient Today", "L'Orient Today", accents}, {"Asharq al-Awsat", "Alsharq al-Awsat", accents},
		{"RFI", "Radio France Internationale", short}, {"ISW", "Institute for the Study of War", short}, {"CSIS", "Center for Strategic and International Studies", short},
		{"NYT", "The New York Times", short}, {"EDM", "Eurasia Daily Monitor", short}, {"OPG", "Office of the Prosecutor General", short}, {"MLM", "Militant Leadership Monitor", short},
		{"DW", "Deutsche Welle", "two names of one title"}, {"AP", "Associated Press", "two names of one title"}, {"iStories", "Vazhnye Istorii", "two names of one title"},
		{"RFE/RL", "Radio Free Europe/Radio Liberty", "two names of one title"}, {"WaPo", "Washington Post", "two names of one title"},
		{"X/@PortGazette", "Twitter/@PortGazette", account}, {"X/@PortGazette", "@portgazette", account}, {"Twitter/PortGazette", "X/@PortGazette", account},
		{"X/@Reuters", "Reuters", "the account of the same title"},
		{"New Vision [Kampala]", "New Vision", bracket}, {"The National (Abu Dhabi)", "The National", bracket}, {"Anadolu Agency [AA]", "Anadolu Agency", bracket},

		{"Daily Monitor", "Eurasia Daily Monitor", ""}, {"The Times", "The New York Times", ""}, {"The Times", "The Sunday Times", ""}, {"Terrorism Monitor", "Eurasia Daily Monitor", ""},
		{"Le Monde", "Le Monde Afrique", ""}, {"Le Monde", "Le Monde diplomatique", ""}, {"Al Jazeera English", "Al Jazeera Arabic", ""}, {"BBC", "BBC Somali", ""},
		{"Washington Post", "Washington Times", ""}, {"Press TV", "Press", ""}, {"France 24", "France 2", ""}, {"Channel 8", "Channel 9", ""}, {"RIA Novosti", "Sputnik", ""},
		{"The Nation", "The National", ""}, {"China Daily", "China Brief", ""}, {"Daily News", "Daily", ""}, {"The Guardian", "The Observer", ""}, {"lemonde.fr", "Le Figaro", ""},
		{"The Standard [Nairobi]", "The Standard [London]", ""}, {"X/@rybar", "Telegram/rybar", ""}, {"AA", "Arab Affairs", ""}, {"Sky News", "Sky News Arabia", ""},
		{"https://www.lemonde.fr/afrique/", "Le Monde", ""}, {"TASS", "TASS", ""}, {"", "TASS", ""}, {"Sudan Tribune", "Sudan Times", ""}, {"RT", "RTS", ""}, {"news.com", "times.com", ""},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			why, ok := reading.SameOutlet(pair[0], pair[1])
			if ok != (c.why != "") || ok && why != c.why {
				t.Errorf("SameOutlet(%q, %q) = %q, %v, want %q", pair[0], pair[1], why, ok, c.why)
			}
		}
	}
}
