package collate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
	"sidelight/db"
)

// word is a word of a text in the form in which it is compared.
type word struct {
	span.Span
	stem    string // folded, without the ending that grammar gives it
	common  bool   // one of the words that every text is full of
	general bool   // one that any text may have, whatever it is about
	upper   bool   // written with a capital
	capital bool   // with one inside of a sentence, so probably a name
}

// wordsIn reads the words of a part of a text; at says where it begins.
func wordsIn(text string, part span.Span) []word {
	var all []word
	opens := true // a sentence may begin here
	for i := part.Start; i < part.End; {
		r, size := utf8.DecodeRuneInString(text[i:part.End])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			opens = opens || strings.ContainsRune(".!?:“\"•", r)
			i += size
			continue
		}
		start := i
		for i < part.End {
			r, size := utf8.DecodeRuneInString(text[i:part.End])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !joined(text[i+size:part.End], r) {
				break
			}
			i += size
		}
		raw := text[start:i]
		folded := strings.TrimSuffix(db.Fold(raw), "'s")
		stemmed := stem(folded)
		if len(raw) > 1 && raw == strings.ToUpper(raw) {
			stemmed = raw // "SAF" has nothing to do with "safe"
		}
		all = append(all, word{
			Span:    span.Span{Start: start, End: i},
			stem:    stemmed,
			common:  commonWords[folded] || len(folded) < 3 && !unicode.IsDigit(r),
			general: generalWords[stemmed] && sameThing[stemmed] == "",
			upper:   unicode.IsUpper(r),
			capital: unicode.IsUpper(r) && !opens,
		})
		opens = false
	}
	return all
}

// joined reports whether a sign inside of a word belongs to it.
func joined(rest string, r rune) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\'', '’', '-', '‐', '‑':
		return unicode.IsLetter(next) || unicode.IsDigit(next)
	case '.', ',':
		return unicode.IsDigit(next)
	}
	return false
}

// stem takes the commonest English endings off, so that "attacked" and
// "attacks" are one; words that analysts use for the same thing are one as
// well.
func stem(w string) string {
	if s, ok := sameThing[w]; ok {
		return s
	}
	s := plainStem(w)
	if t, ok := sameThing[s]; ok {
		return t
	}
	return s
}

// plainStem takes the endings off and leaves the word its own.
func plainStem(w string) string {
	s := w
	switch {
	case len(s) > 4 && (strings.HasSuffix(s, "ies") || strings.HasSuffix(s, "ied")):
		s = s[:len(s)-3] + "y"
	case len(s) > 4 && (strings.HasSuffix(s, "sses") || strings.HasSuffix(s, "shes") || strings.HasSuffix(s, "ches")):
		s = s[:len(s)-2]
	case len(s) > 3 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss") && !strings.HasSuffix(s, "us") && !strings.HasSuffix(s, "is"):
		s = s[:len(s)-1]
	}
	switch {
	case len(s) > 6 && strings.HasSuffix(s, "ing"):
		s = undouble(s[:len(s)-3])
	case len(s) > 4 && strings.HasSuffix(s, "ed"):
		s = undouble(s[:len(s)-2])
	}
	if len(s) > 3 {
		s = strings.TrimSuffix(s, "e")
	}
	return s
}

func undouble(s string) string {
	if n := len(s); n > 3 && s[n-1] == s[n-2] && !strings.HasSuffix(s, "ll") && !strings.HasSuffix(s, "ss") {
		return s[:n-1]
	}
	return s
}

// nameEndings make of the name of a country the name of its people.
var nameEndings = []string{"ians", "ian", "ans", "an", "ese", "es", "ia", "a", "i", "e"}

// leastName is what must be left of a name without its ending, in letters.
const leastName = 4

// nameStem makes one of a country and its people: "Rwanda" and "Rwandan".
func nameStem(stem string) string {
	if name, ok := sameName[stem]; ok {
		return name
	}
	for _, ending := range nameEndings {
		if short := strings.TrimSuffix(stem, ending); short != stem && len(short) >= leastName {
			return short
		}
	}
	return stem
}

// sameName are countries whose people bear another name, and such as are
// another country without their ending.
var sameName = stemmed(oneOf(
	"congo: congolese", "turkey: turkish turk ankara", "france: french", "britain: british uk", "spain: spanish", "nigeria: nigerian",
	"niger: nigerien", "guinea: guinean", "poland: polish", "germany: german", "greece: greek", "sweden: swedish", "denmark: danish",
	"netherland: dutch", "america: american washington", "china: chinese beijing", "russia: russian moscow", "iran: iranian tehran",
))

// stemmed has the words by their stems.
func stemmed(names map[string]string) map[string]string {
	all := map[string]string{}
	for word, name := range names {
		all[plainStem(word)] = name
	}
	return all
}

// sameThing makes one of words that stand for one thing in reports of violence
// and politics.
var sameThing = oneOf(
	"kill: died die dead death deaths killed kills killing killings dies slain massacre massacred massacres fatality fatalities casualty casualties murdered",
	"wound: wounded injured injuries injury wounds hurt",
	"capture: captured seized seize captive captives prisoner prisoners detained detain detention arrested arrest arrests hostage hostages custody jailed imprisoned abducted abduction abductions kidnapped kidnapping kidnappings",
	"displac: displaced displace displacement fled uprooted",
	"attack: attacked attacks attacking assault assaulted raid raids raided ambush ambushed ambushes strike strikes struck bombed bombing bombings bombardment violence",
	"attacker: attackers assailant assailants raiders",
	"soldier: soldiers troops troop serviceman servicemen",
	"military: army",
	"mercenary: mercenaries contractor contractors",
	"fighter: fighters militant militants gunman gunmen insurgent insurgents rebel rebels",
	"vehicle: vehicles truck trucks lorry lorries pickup pickups pick-up pick-ups",
	"ship: ships vessel vessels tanker tankers boat boats",
	"police: policeman policemen policewoman",
	"agreement: agree agreed agrees accord accords deal deals pact pacts arrangement arrangements treaty",
	"withdraw: withdrew withdrawn withdrawal withdraws retreat retreated pulled pullout",
	"election: elections vote votes voted ballot poll polls",
	"candidate: candidates candidacy",
	"sanction: sanctions sanctioned",
	"civilian: civilians villager villagers resident residents",
	"family: families relatives",
	"port: ports harbour harbours harbor harbors quay quays",
	"house: residence home houses homes",
	"petrol: gasoline",
	"relief: aid",
	"refuse: refused rejects rejected reject denied denies deny",
	"air: airfield airfields fly flew flown flies flight flights aerial",
	"help: helped ally allies support supported supports",
	"join: joined joins",
	"leader: leaders chief chiefs head heads commander commanders",
	"shut: closed closes close closure",
	"beforehand: prior advance previously",
	"company: companies firm firms",
	"fight: fighting fights fought battle battles combat clash clashes",
	"protest: protests demonstration demonstrations demonstrators protesters march marches rally rallies",
	"parliament: assembly legislature congress",
	"court: tribunal judge judges",
	"crew: sailor sailors seaman seamen crews",
	"border: borders frontier",
	"increase: increased rose rise risen rises grew growth",
	"decrease: decreased fell fallen dropped decline declined",
	"weapon: weapons arms guns",
	"drone: drones uav uavs unmanned",
	"missile: missiles rocket rockets",
	"child: children infant infants pupil pupils schoolchildren",
	"warn: warned warning warnings",
	"negotiate: negotiated negotiations negotiation talks dialogue",
	"ceasefire: cease-fire truce armistice",
	"explosion: explosions blast blasts exploded detonated",
	"destroy: destroyed destruction wrecked",
	"money: funds funding",
)

func oneOf(lines ...string) map[string]string {
	all := map[string]string{}
	for _, line := range lines {
		name, words, _ := strings.Cut(line, ": ")
		all[name] = name
		for _, w := range strings.Fields(words) {
			all[w] = name
		}
	}
	return all
}

// commonWords say nothing about what a passage is about.
var commonWords = setOf(`a about above according across after again against all almost along already also although always am among an and
	another any are around as at away back be became because become been before began begin being below between both brief but by came can cannot
	come could day days did do does done down during each early either else enough even ever every few first for four from full further gave get give given go
	going had has have having he her here him his how however i if in including inside into is it its itself just kept know known large last late later least left less
	like likely little long made make many may me might more most moved much must near never new next no none nor not nothing now of off often old on once one
	only onto or other others our out outside over own part people per perhaps place probably put rather reported reportedly said same say says
	see seen set several shall she should show since small so some soon still such take taken than that the their them themselves then there these they thing things
	this those though three through thus time to today together told too took toward towards turn two under unlikely until up upon us use used very
	was way we week weeks well went were what when where whether which while who whom whose why will with within without would year years yet you your
	month months monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
	group groups source number call called calls speak speaks spoke stand stands stood told tell tells work works
	according account accounts believe believed fact whole north south east west northern southern eastern western town towns city country`)

// generalWords may stand in any text: they tell less than others, by their
// stems.
var generalWords = stemsOf(`able accept account act add admit affect age aim allow alone amount answer apart appear area argue arrive ask assume attempt attention
	avoid aware bad base basis bear begin believe belong benefit better big body book break bring broad build business buy care carry case catch cause
	certain chance change character charge cheap check choice choose clear close collect common compare concern condition consider contain continue
	control correct cost course cover create cross cut date deal decide deep demand depend describe develop difference difficult direct discover discuss
	divide doubt draw drive drop ease easy effect effort empty end enter equal escape establish event evidence exact example except exchange exist expect
	experience explain express extend face fact fail fall familiar far fast father favour fear feel field figure fill final find fine finish fit fix
	follow foot forget form free full future gain general ground grow half hand handle hang happen hard head hear heavy hide high hit hold home hope
	hour human idea imagine important improve include increase indeed inside instead intend interest involve issue job judge keep language
	large lay lead learn leave left length let level lie life lift light limit line list listen live load local lose loss lot love low main man manage mark
	matter mean measure meet member mention middle mind minute miss moment morning move name nature near necessary need night normal note notice
	number obvious occur offer open oppose order ordinary outside pay pass past path pick picture piece place plan play point poor
	position possible power present press prevent probable problem process produce promise proof prove provide publish pull purpose push question
	quick quiet quite raise range reach read ready real reason receive recent record reduce refer regard relate remain remember remove repeat reply report
	request require rest result return rich right rise risk road role room rule run safe save scale seek seem sell send sense separate serve service
	share short show side sign silent similar simple single sit situation size sleep slow small sort sound space speak special spend spread stage start state
	stay step stop story strange street strong subject succeed suffer suggest suppose sure surprise system table talk task teach term test
	therefore thick thin think throw till time top total touch track train travel treat true trust try type understand unit usual value various view
	visible visit wait walk wall want watch wear weight whoever wide win wish woman wonder word work world worry worth write wrong young
	men condemn`)

func stemsOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[stem(w)] = true
	}
	return set
}

// foldedWords are the words of a text, folded, with one space between them.
func foldedWords(text string) string {
	return strings.Join(strings.FieldsFunc(db.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
