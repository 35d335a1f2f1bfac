package lookup_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"sidelight/app/lookup"
	"sidelight/db"
)

var (
	givenNames = strings.Fields(`Ahmed Mohamed Ali Omar Hassan Ibrahim Yusuf Abdullah Khalid Mustafa Fatima Aisha Ivan Sergei Dmitri Vladimir
		Mikhail Yevgeny Oleksandr Andriy Olena Natalia Jean Pierre François Amadou Moussa Ousmane Seydou Issa Li Wang Zhang Chen Reza Hossein Farid
		Abebe Tadesse Haile Kwame Kofi Thomas Michael Andrew Anna Maria Jürgen Søren José Luís Aliou Boubacar Mariam Zeynep Mehmet`)
	surnameStarts = strings.Fields(`al- ben Abd Kara Petro Volko Boga Doste Ham Sali Tra Dial Keï Cou Gueb Mah Rah Kha Zia Osma Bay Erdo Kili Ivan Sido
		Proko Shev Kova Bond Mel Lysen Tim Gra Schu Mül Berg Lind Nguy Tran Wei Zhao Xi Qadd Taw Far`)
	surnameMiddles = strings.Fields(`a e i o u ou ai ei ra ri ro la li lo na ni no ma mi mo da di do sha chi kha gha zo zi re le ne te ta ti to va vi`)
	surnameEnds    = strings.Fields(`ov ova enko sky dze shvili yan oğlu i awi ani our oud eddine ullah zai pour nejad ko ne ré té lo ng ez es son mann er ic vić ak`)
	groupHeads     = strings.Fields(`Movement Front Army Council Coalition Brigade Battalion League Union Party Congress Alliance Group Organisation Committee Network Ministry Agency`)
	groupAims      = strings.Fields(`Liberation Salvation Defence Unity Justice Reform Islam Democracy Independence Resistance Dignity Change Support Security Development Agriculture`)
	places         = strings.Fields(`Mali Niger Azawad Sahel Libya Chad Sudan Darfur Somalia Puntland Yemen Aden Idlib Aleppo Deir-ez-Zor Mosul Kirkuk Kurdistan Khorasan Kunduz
		Balochistan Waziristan Kashmir Xinjiang Donbas Crimea Kherson Kharkiv Kursk Belgorod Dagestan Chechnya Ingushetia Abkhazia Transnistria Sinaloa Chiapas Kivu Ituri
		Cabo-Delgado Mindanao Rakhine N'Djamena Ménaka Kidal Gao Tessalit Agadez Diffa Bosso Benghazi Sirte Derna`)
	subjects = strings.Fields(`militants jihadists rebels mercenaries drones smugglers militias pirates clans elders officers ministers envoys engineers contractors tankers refineries
		pipelines ports convoys garrisons checkpoints elections sanctions protests coups talks ceasefires offensives raids ambushes kidnappings airstrikes networks routes`)
	verbs  = strings.Fields(`seize abandon contest rebuild threaten encircle tax recruit exploit infiltrate court divide rearm patrol reshape test evade supply outflank pressure`)
	tails  = []string{"a year on", "what comes next", "and its rivals", "after the withdrawal", "in the shadow of war", "despite the ceasefire", "under pressure", "with Russian help", "and the gold trade"}
	papers = []string{"Terrorism Monitor", "Eurasia Daily Monitor", "China Brief", "Militant Leadership Monitor", "Sahel Dispatch"}
)

// madeEntries makes n names of persons, groups, places and titles, always the
// same ones.
func madeEntries(n int) []lookup.Entry {
	r := rand.New(rand.NewPCG(4, uint64(n)))
	of := func(list []string) string { return list[r.IntN(len(list))] }
	surname := func() string {
		s := of(surnameStarts)
		for range 1 + r.IntN(2) {
			s += of(surnameMiddles)
		}
		s += of(surnameEnds)
		return strings.ToUpper(s[:1]) + s[1:]
	}
	person := func() string { return of(givenNames) + " " + surname() }
	place := func() string {
		if r.IntN(3) > 0 {
			return of(places)
		}
		return surname()
	}
	group := func() string {
		switch r.IntN(3) {
		case 0:
			return of(groupHeads) + " for the " + of(groupAims) + " of " + place()
		case 1:
			return place() + " " + of(groupAims) + " " + of(groupHeads)
		default:
			return "National " + of(groupHeads) + " for " + of(groupAims) + " and " + of(groupAims) + " (" + surname() + ")"
		}
	}
	title := func() string {
		subject := of(subjects)
		subject = strings.ToUpper(subject[:1]) + subject[1:]
		switch r.IntN(4) {
		case 0:
			return fmt.Sprintf("%s %s %s near %s: %s", subject, of(verbs), of(subjects), place(), of(tails))
		case 1:
			return fmt.Sprintf("%s: %s %s in %s", person(), of(subjects), of(verbs), place())
		case 2:
			return fmt.Sprintf("The %s of %s %s %s", of(groupHeads), place(), of(tails), of(subjects))
		default:
			return fmt.Sprintf("%s’s %s and %s’s %s, %d", place(), of(subjects), place(), of(subjects), 2010+r.IntN(16))
		}
	}
	entries := make([]lookup.Entry, n)
	for i := range entries {
		e := lookup.Entry{ID: int64(i + 1), Recent: int64(r.IntN(1 << 30)), Weight: r.IntN(100)}
		switch k := r.IntN(100); {
		case k < 25:
			e.Kind, e.Text = db.KindActor, person()
		case k < 40:
			e.Kind, e.Text = db.KindActor, group()
		case k < 50:
			e.Kind, e.Text, e.Title, e.ID = db.KindActor, surname(), "another name", int64(max(1, i))
		case k < 60:
			e.Kind, e.Text = db.KindSource, place()+" "+of([]string{"Times", "Post", "Online", "Tribune", "News"})
		default:
			e.Kind, e.Text = db.KindBrief, title()
			volume, issue := 1+r.IntN(22), r.IntN(48)
			e.Context = fmt.Sprintf("%s, Volume %d Issue %d, %d-%02d-%02d", of(papers), volume, 1+issue, 2002+volume, 1+issue/4, 1+issue%4*7)
		}
		entries[i] = e
	}
	return entries
}

// typedQueries are what is typed letter by letter in the benchmarks: names,
// beginnings, words in any order, misspellings, letters in order, noise.
var typedQueries = strings.Split(`mali
yevgeny prigo
prigojin
national movement
movement for the liberation of azawad
azawad liberation
liberaton front
jihadists
drones khar
kharkov drones
ndjamena
n'djamena militants
menaka
the council of idlib
terrorism monitor mali
monitor 2019 drones
ahmed
ahmed al-
mohamed karara
smuglers
smugglers gao
gao smugglers what comes
nmlj
mfla
aaa
eeee
e
xyz
zzyzx
srei
tneh
aeiou
qq
rakhine network
cabo delgado
cabodelgado
deirezzor
deir ez zor
donbass
kristalina
oleksandr shevchenko
shevchneko
muller
müller
françois
zhang wei
vladimir putin
a year on
in the shadow of war
militants near
convoys and elections 2024
sanctions evade
balochistan unity army
balouchistan
waziristan pirates clans elders
ministry of agriculture
mnistry agricltre
wagner
islamic
the the the
a b c d e f g h i j k l m n o p q r s t
militants seize drones near kunduz with russian help and more`, "\n")
