package reading

import "strings"

// The word lists by which the name of a source is told from an aside.

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// plainWords may stand in lower case within the name of a source.
var plainWords = words(`of the and for in on at to a an de la le les du des et en d l al el ul ash as an bin & y e da do das der die das und von van
	daily weekly monthly magazine website web newspaper paper press release report statement blog channel interview video account page post
	news online radio tv agency service podcast transcript data database communiqué documentary editorial op-ed author author's authors with by
	article briefing bulletin newsletter speech remarks testimony letter survey poll study hearing edition broadcast conference livestream
	morning evening afternoon international print special annual comptes nationale national`)

// detailWords describe a piece after its source: "Chatham House, expert comment".
var detailWords = words(`expert comment commentary analysis print online column opinion feature factsheet readout readouts update accessed subscription
	required live forthcoming unpublished archived translated original minutes footnote note working full text background emailed
	internal leaked version chinese english french russian arabic`)

// lowerBodies start a name in lower case, as French writes a ministry.
var lowerBodies = words(`ministère ministry présidence gouvernement préfecture ambassade assemblée parlement état-major office agence`)

// lowerOutlets write their own names in lower case.
var lowerOutlets = words(`dpa taz bne heise ntv n-tv tagesschau nzz hromadske lrytas delfi theins zona.media`)

// notSources begin what is dated without being a source.
var notSources = words(`according since until from between during before after as by on in at about around circa born died killed
	operation battle treaty act resolution law article figure table appendix chapter section annex map box note part article
	amendment accord agreement decree season week day page pages equation q1 q2 q3 q4 early late mid spring summer autumn fall winter
	exercise exercises eid tabaski ramadan christmas easter nowruz ashura above below ibid exhibit class age aged`)

// instruments are the nouns of laws, treaties and events.
var instruments = words(`accord accords agreement agreements act law decree order treaty convention protocol resolution memorandum declaration constitution
	amendment bill pact charter directive regulation ordinance summit battle war offensive operation campaign coup election elections
	referendum massacre attack attacks bombing ceasefire exercise exercises uprising revolution mutiny conference article`)

// institutes begin names that may end like those of events: "Institute for the Study of War".
var institutes = words(`institute institut institution center centre museum council office ministry department college academy school university observatory
	journal review foundation fund society`)

// billWords number a bill or a resolution: "H.R. 2212", "UNSCR 2231".
var billWords = words(`h.r. s. h.res. s.res. p.l. pub.l. unscr unsc/res a/res s/res u.s.c. c.f.r. eo e.o.`)

// places are states and the cities that reports are filed from. With a date
// they say where and when something was signed or happened, not who reported.
var places = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Split(strings.ReplaceAll(placeNames, "\n", ""), ",") {
		set[strings.TrimSpace(name)] = true
	}
	return set
}()

const placeNames = `Abidjan,Abu Dhabi,Abuja,Accra,Addis Ababa,Aden,Afghanistan,Africa,Albania,Aleppo,Algeria,Algiers,Almaty,Amman,Angola,Ankara,Antananarivo,
Argentina,Armenia,Arusha,Ashgabat,Asia,Asmara,Astana,Athens,Australia,Austria,Azerbaijan,Baghdad,Bahrain,Baku,Bamako,Bangkok,Bangladesh,Bangui,Banjul,
Basra,Beijing,Beirut,Belarus,Belgium,Belgrade,Benghazi,Benin,Berlin,Bern,Bishkek,Bosnia,Brazil,Brazzaville,Britain,Brussels,Bucharest,Budapest,
Buenos Aires,Bujumbura,Bulgaria,Burkina Faso,Burma,Burundi,Cairo,Cambodia,Cameroon,Canada,Canberra,Cape Town,Caracas,Central African Republic,Chad,Chile,
China,Colombia,Colombo,Conakry,Congo,Copenhagen,Crimea,Croatia,Cuba,Cyprus,Dakar,Damascus,Delhi,Denmark,Dhaka,Djibouti,Doha,Donetsk,Dubai,Dublin,Dushanbe,
Egypt,Erbil,Eritrea,Estonia,Ethiopia,Europe,Finland,France,Freetown,Gabon,Gambia,Gaza,Geneva,Georgia,Germany,Ghana,Goma,Greece,Grozny,Guinea,Guinea-Bissau,
Hague,The Hague,Haiti,Hanoi,Harare,Havana,Helsinki,Hong Kong,Hungary,Iceland,India,Indonesia,Iran,Iraq,Ireland,Islamabad,Israel,Istanbul,Italy,Jakarta,
Japan,Jerusalem,Johannesburg,Jordan,Juba,Kabul,Kampala,Kandahar,Karachi,Kazakhstan,Kenya,Khartoum,Kherson,Kidal,Kigali,Kinshasa,Kosovo,Kuala Lumpur,
Kuwait,Kyiv,Kiev,Kyrgyzstan,Lagos,Lahore,Laos,Latvia,Lebanon,Liberia,Libreville,Libya,Lisbon,Lithuania,Lomé,London,Luanda,Luhansk,Lusaka,Madagascar,Madrid,
Makhachkala,Malawi,Malaysia,Mali,Malta,Manila,Maputo,Mauritania,Mexico,Minsk,Mogadishu,Moldova,Mongolia,Monrovia,Montenegro,Morocco,Moscow,Mosul,Mozambique,
Muscat,Myanmar,Nairobi,Namibia,Ndjamena,N’Djamena,Nepal,Netherlands,New Delhi,New York,New Zealand,Niamey,Nicaragua,Niger,Nigeria,North Korea,Norway,
Nouakchott,Oman,Oslo,Ottawa,Ouagadougou,Pakistan,Palestine,Panama,Paris,Peru,Peshawar,Philippines,Phnom Penh,Poland,Port-au-Prince,Portugal,Prague,Pretoria,
Pyongyang,Qatar,Quetta,Rabat,Riga,Riyadh,Romania,Rome,Russia,Rwanda,Saint Petersburg,St. Petersburg,Sanaa,Sana’a,Sarajevo,Saudi Arabia,Senegal,Seoul,Serbia,
Sevastopol,Shanghai,Sierra Leone,Singapore,Skopje,Sochi,Sofia,Somalia,Somaliland,South Africa,South Korea,South Sudan,Soviet Union,Spain,Sri Lanka,Stockholm,
Sudan,Sweden,Switzerland,Syria,Taipei,Taiwan,Tajikistan,Tallinn,Tanzania,Tashkent,Tbilisi,Tehran,Tel Aviv,Thailand,Timbuktu,Togo,Tokyo,Tripoli,Tunis,
Tunisia,Turkey,Türkiye,Turkmenistan,Uganda,Ukraine,United Arab Emirates,United Kingdom,United States,Uzbekistan,Vatican,Venezuela,Vienna,Vietnam,Vilnius,
Warsaw,Washington,Yangon,Yaoundé,Yemen,Yerevan,Zagreb,Zambia,Zimbabwe`
