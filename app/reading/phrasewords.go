package reading

import "strings"

// trait is what a word says about the name it stands in or beside; a word may
// have several.
type trait uint32

const (
	capitalTrait     trait = 1 << iota // it has a capital that makes it a part of a name
	numberTrait                        // 910
	ordinalTrait                       // 155th
	monthTrait                         // a month
	dayTrait                           // a day of the week
	functionTrait                      // an article, a pronoun, a preposition, a form of "be": no part of any name with its capital
	starterTrait                       // begins sentences and names nobody
	nationTrait                        // an adjective of a people, a faith, a region: alone it names nobody
	stateTrait                         // the short form of a state
	titleTrait                         // stands before the name of a person
	postTrait                          // stands before a title: "Prime", "Deputy"
	headTrait                          // the noun of a body, a unit or a place: alone it names nobody
	numberedTrait                      // a head that a number follows: "Unit 910"
	unitTrait                          // a head that a number goes before: "47 Brigade"
	topicTrait                         // what bodies are about: alone, or one beside the other, they name nobody
	genericTrait                       // names nobody when it stands alone
	knownTrait                         // names somebody even where it begins a sentence
	instrumentTrait                    // the noun of a law, a treaty, an event, a piece of writing
	pieceTrait                         // numbered, it names nobody: "Article 5"
	shortTrait                         // a short form that names nobody
	ownerTrait                         // its possessive stands within a name: "People’s Liberation Army"
	companyTrait                       // ends the name of a company: "Ltd"
	particleTrait                      // stands in lower case within the names of people: "bin"
	leadTrait                          // a particle that may begin a name
	joinerTrait                        // stands in lower case within the names of bodies: "of"
	frenchHeadTrait                    // begins the French name of a body
	frenchSmallTrait                   // stands in lower case within it
	frenchTrait                        // a noun or an adjective of French names, which has no capital there
)

func (t trait) has(any trait) bool { return t&any != 0 }

// listedTraits are the words, folded.
var listedTraits = map[trait]string{
	dayTrait: `monday tuesday wednesday thursday friday saturday sunday tues thurs`,

	functionTrait: `a an the this that these those such same other others another each every both either neither all any some many much more most
	few fewer several various numerous enough no none i we you he she it they me him them my our your his her its their who whom whose which what
	where when why how whether there here and but or nor so yet for if then else than though although while whereas because since unless until once as
	in on at by to of from with without within into onto over under above below between among amid across through throughout during before after
	against about around along behind beside besides beyond despite down up upon off out near inside outside toward towards via per like unlike
	except is are was were be been being am has have had do does did can could may might must shall should will would not let`,

	starterTrait: `one two three four five six seven eight nine ten dozens hundreds thousands half concerning regarding considering including following pending
	given according due thanks owing based however moreover furthermore therefore thus hence nevertheless nonetheless meanwhile otherwise
	instead indeed rather also too again still even only just perhaps maybe possibly probably certainly clearly apparently reportedly allegedly
	overall finally lastly first firstly second secondly third thirdly last next later earlier recently currently previously formerly now today
	yesterday tomorrow tonight ever never always often sometimes usually already soon yes former current previous recent early late local senior
	member rebel tribal masked rival wounded captured additional further similar different certain particular specific initial official officials authorities analysts experts observers
	researchers investigators prosecutors residents civilians witnesses survivors sources reports members leaders commanders fighters militants
	soldiers troops rebels insurgents protesters people men women children families attacks strikes airstrikes drones missiles attackers actors
	hackers victims targets satellite satellites insurers negotiators read see click download subscribe note notes source photo image caption
	update updated published publication vol editor author copyright contents summary introduction conclusion background overview tags topics
	keywords executive assessment analysis recommendations findings key takeaways judgements judgments outlook implications mitigations dear
	thank please welcome et al`,

	nationTrait: `afghan albanian algerian american andorran angolan arab arabian arabic argentine argentinian armenian asian australian austrian azerbaijani
	azeri bahraini bangladeshi bashkir basque belarusian belgian beninese bolivian bosnian brazilian british bulgarian burkinabe burmese burundian
	cambodian cameroonian canadian catalan caucasian chadian chechen chilean chinese christian circassian colombian congolese cossack crimean
	croatian cuban cypriot czech dagestani danish djiboutian dutch eastern ecuadorian egyptian emirati english eritrean estonian ethiopian
	eurasian european filipino finnish french gabonese gambian georgian german ghanaian greek guinean haitian hausa hebrew hindu hindi honduran
	hungarian icelandic indian indonesian ingush iranian iraqi irish islamic islamist israeli italian ivorian jamaican japanese jewish jordanian
	kazakh kazakhstani kenyan khmer korean kosovar kurdish kurd kuwaiti kyrgyz lao laotian latin latvian lebanese levantine liberian libyan
	lithuanian macedonian malagasy malawian malaysian malian maltese mandarin mauritanian maghrebi mediterranean mexican moldovan mongolian
	montenegrin moroccan mozambican muslim namibian nepalese nepali nicaraguan nigerian nigerien nordic northern norwegian omani orthodox ottoman
	pakistani palestinian panamanian pashto pashtun persian peruvian philippine polish portuguese qatari roman romanian russian rwandan sahelian
	saharan sahrawi salafi salafist saudi scandinavian scottish senegalese serb serbian shia shiite siberian singaporean slavic slovak slovenian
	somali somalilander southern soviet spanish sudanese sufi sunni swahili swedish swiss syrian taiwanese tajik tajikistani tamil tanzanian
	tatar thai tibetan togolese transatlantic tunisian turkic turkish turkmen ugandan ukrainian urdu uyghur uzbek venezuelan vietnamese welsh
	western yemeni yezidi yazidi yugoslav zambian zimbabwean jihadist jihadi baathist marxist communist maoist zionist
	arabs americans britons christians jews hindus kurds turks serbs germans russians iraqis iranians israelis syrians afghans pakistanis saudis
	yemenis ukrainians europeans africans african asians malians nigeriens nigerians chechens palestinians sunnis shias shiites salafists
	islamists jihadists libyans egyptians somalis ethiopians indians uyghurs uzbeks tajiks poles finns swedes anglo sino russo franco indo
	islam christianity judaism`,

	stateTrait: `us uk eu un usa uae drc prc dprk ussr`,

	titleTrait: `president presidents vice-president minister ministers secretary secretary-general undersecretary chancellor premier governor governors
	mayor senator senators sen rep representative representatives congressman congresswoman speaker ambassador envoy attorney
	general gen lieutenant lt colonel col major maj captain capt commander cmdr brigadier brig admiral adm sergeant sgt corporal marshal
	commodore officer chief chairman chairwoman chairperson deputy director head spokesman spokeswoman spokesperson leader
	mr mrs ms miss dr prof professor judge reverend rev father sir ceo founder correspondent analyst rapporteur commander-in-chief editor-in-chief
	coordinator administrator adviser advisor commissioner`,

	postTrait: `prime foreign defense defence vice deputy press interior acting assistant under interim chief first second third lead
	finance information political military justice health trade energy oil transport intelligence security national economic supreme
	executive presidential managing general attorney brigadier major lieutenant rear crown special former`,

	headTrait: `academy administration agency airport alliance ambassadors archdiocese army arm assembly association authority bank base
	battalion battalions battery bay board branch brigade brigades bureau camp campaign cape capital cartel cell center centers centre centres chamber chiefs
	church city clan coalition coast college command commission committee commonwealth community companies company confederation congress
	consortium consulate coordination corporation corps council court courts dam department detachment diocese directorate district division delegation embassy emirate
	emirates empire endowment enterprise exchange faculty federation fleet flotilla force forces foundation framework front fund garrison gate
	government group groups guard guards gulf headquarters heights hospital horn house inspectorate initiative institute institution
	island islands junta kingdom lake league legion mechanism militia militias ministries ministry mission monarchy mount mountains movement
	movements museum navy network oblast observatory office offices organisation organisations organization organizations panel parliament parties
	partnership party patriarchate patrol peninsula platoon police port ports programme province provinces regiment region regime republic republics resistance river school sea
	secretariat sector senate service services shield shura society squadron staff state states station strait straits
	subcommittee sultanate supporters system team territories territory tribe tribunal troop troops trust union unions unit units mosque temple palace prison airfields square bridge
	university valley vanguard wilayat wing workers brothers sons soldiers lions swords friends doctors reporters facility federations governorate airbase airfield`,

	numberedTrait: `unit brigade battalion division regiment corps army fleet force group team camp directorate department squadron wing bureau zone channel
	platoon base station office site sector front apt fin unc task`,

	unitTrait: `brigade battalion division regiment corps squadron movement organization organisation group army wing fleet bureau`,

	topicTrait: `affairs aerospace agriculture analysis agricultural aid air arms armed assistance atomic aviation border borders budget business civil civilian
	combined commerce communication communications consulting control cooperation counter counter-terrorism counterterrorism crime
	criminal culture customs cyber cybercrime decentralization decentralisation cybersecurity data defense defence democracy democratic development digital disarmament drugs economic economics economy
	education electoral emergency emergencies energy engineering environment environmental explosives export
	federal finance financial firearms fisheries food foreign freedom general global health homeland housing human humanitarian immigration independence
	industrial industries industry information infrastructure innovation insurance intelligence interior internal international investigation investigations investment
	islam islamic jihad joint justice labor labour legal liberation logistics main management marine maritime media medicine migration military mobilization
	monetary municipal muslims national natural naval navigation nuclear oil operations peace people planning policy political politics popular prevention prime
	private production progress prosperity protection provisional public reconciliation reconstruction reform refugees regional relations relief religious research
	resources revenue revolution revolutionary rights safety salvation sanctions sharing science sciences security social solidarity space special stability statistics
	strategic strategy studies support supreme tactical technical technology telecommunications territorial terrorism tobacco torture trade training
	transport transportation tourism trading treasury united unity urban veterans war water welfare youth`,

	genericTrait: `north south east west northeast northwest southeast southwest constitution states sheikh shaykh mullah
	emir amir imam king queen prince princess pope saint sultan shah caliph caliphate ayatollah abu umm bin ibn internet covid-19 covid coronavirus
	earth god allah prophet ramadan eid christmas easter thanksgiving bible quran koran bill law treaty agreement accord accords ceasefire islam
	operation battle conference summit program project euro dollar world western winter summer spring autumn
	victory morning evening marines sailors airmen chair crown corridor free republican republicans democrat democrats web
	phase appendix figure table article section annex chapter resolution issue page volume part eds ibid x`,

	knownTrait: `pentagon kremlin congress bundestag knesset hamas hezbollah hizbullah hizballah taliban daesh wagner fatah houthis peshmerga mossad
	interpol europol frontex gazprom rosneft rosatom microsoft google facebook telegram whatsapp mandiant kaspersky huawei rosgvardia`,

	instrumentTrait: `act acts law laws treaty treaties accord accords agreement agreements resolution resolutions convention protocol declaration amendment
	bill charter decree war wars battle massacre memorandum covenant pact plan doctrine strategy conference summit election elections referendum
	revolution uprising spring crisis prize award medal program waiver communique report handbook order orders
	regulation directive guidance day week year month anniversary ceasefire genocide holocaust insight
	version edition overview question questions advisory alert corridor olympics games cup`,

	pieceTrait: `article section figure fig table annex appendix chapter resolution volume vol issue page part phase step title tier level
	no number round paragraph para exhibit case order type model mark version report line item category rule exercise`,

	shortTrait: `ied ieds vbied svbied uav uas usv rpg atgm gps ngo pmc psc mp ceo cfo coo ciso cto gdp gnp gmt utc est edt pst am pm
	tv ai it id hiv aids lng lpg wmd icbm manpads himars atacms mlrs sam fpv cctv url uri pdf html http https ftp ssh smb rdp dns tcp udp ip vpn api sql
	xml json dll exe vm os pc cpu usb sim sms mfa ttp ioc c2 cve cvss apt rat ddos dos osint humint sigint isr c4isr medevac casevac pow idp
	km kg mm mw gw kv nm ft mph kph mt bn mn usd eur gbp rub vol ed eds pp jr sr ii iii iv vi vii viii ix xi xii xiii fy qa faq tba tbd
	vip pr hr phd ma ba msc mba ot ics scada iot soc llm ml and the but for not all yes ok tnt cbrn eez hq b2b pl usc lgbt lgbtq tlp poc`,

	ownerTrait: `people peoples workers lord lords women children farmers veterans governors peasants attorney prosecutor king queen writers teachers
	students soldiers fighters mothers lawyers doctors journalists reporters lloyd physicians officers owners general men`,

	companyTrait: `inc ltd llc llp plc corp co gmbh ag sa sas sarl srl spa bv nv pte pty oao ooo pao ao jsc pjsc limited incorporated`,

	particleTrait: `al el ul bin ibn bint ben ould ag abu abou umm wal wa de da di du del della dos das der van von la le uz ur zu`,

	leadTrait: `al el bin ibn ould ag abu van von`,

	joinerTrait: `of for and in on to the against a an with from at by as or`,

	frenchHeadTrait: `front mouvement groupe groupement agence ministere conseil comite union parti rassemblement cour forces armee garde coordination coalition alliance
	direction office organisation etat etat-major societe ecole centre commission federation assemblee haut haute autorite service
	communaute republique cadre plateforme banque universite institut`,

	frenchSmallTrait: `de du des la le les l d pour a au aux et en`,

	frenchTrait: `forces locales locale local national nationale nationaux liberation securite defense soutien generale general islam musulmans politique militaire
	populaire populaires salut peuple socialiste republicaine democratique patriotique armees armee republique justice affaires etrangeres interieur
	renseignement renseignements lutte unite unie jihad developpement paix resistance strategique permanent islamique central centrale supreme constitutionnelle
	sociale social ouest est nord sud exterieure territoire comptes etat transition`,
}

var traits = func() map[string]trait {
	table := map[string]trait{}
	for t, list := range listedTraits {
		for _, word := range strings.Fields(list) {
			table[word] |= t
		}
	}
	for month := range months {
		table[month] |= monthTrait
	}
	return table
}()
