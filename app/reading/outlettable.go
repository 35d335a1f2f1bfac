package reading

import "strings"

// The kinds of outlet, as OutletKind tells them.
const (
	kindAgency    = "news agency"
	kindPaper     = "newspaper or magazine"
	kindBroadcast = "broadcaster"
	kindSocial    = "social media"
	kindOfficial  = "official"
	kindResearch  = "research"
)

// outletTable is what is publicly known of houses and their titles: a house a
// line, "house: title; title". Spellings of one title are joined by "=",
// addresses and accounts among them.
var outletTable = map[string]string{
	kindResearch: `
Jamestown Foundation: Jamestown Foundation=Jamestown=jamestown.org; Terrorism Monitor; Eurasia Daily Monitor=EDM; China Brief; Militant Leadership Monitor=MLM; North Caucasus Weekly; North Caucasus Analysis; Terrorism Focus; Chechnya Weekly; Prism; Hot Issue; Jamestown Monitor
Institute for the Study of War: Institute for the Study of War=ISW=understandingwar.org=@TheStudyofWar; Russian Offensive Campaign Assessment; Iran Update; China-Taiwan Weekly Update; Russian Occupation Update; Adversary Entente Task Force Update
Critical Threats Project: Critical Threats Project=Critical Threats=CTP=AEI’s Critical Threats Project=criticalthreats.org=@criticalthreats; Africa File; Salafi-Jihadi Movement Weekly Update; Yemen File
International Crisis Group: International Crisis Group=Crisis Group=ICG=crisisgroup.org=@CrisisGroup; CrisisWatch
Center for Strategic and International Studies: Center for Strategic and International Studies=CSIS=csis.org=@CSIS; Asia Maritime Transparency Initiative=AMTI=CSIS/Asia Maritime Transparency Initiative=amti.csis.org; Beyond Parallel; ChinaPower; Missile Threat; Post-Soviet Post
International Institute for Strategic Studies: International Institute for Strategic Studies=IISS=iiss.org; The Military Balance; Military Balance Blog; Survival; Strategic Survey; Strategic Comments; Armed Conflict Survey
Chatham House: Chatham House=Royal Institute of International Affairs=chathamhouse.org; International Affairs; The World Today
Royal United Services Institute: Royal United Services Institute=RUSI=rusi.org; RUSI Journal; RUSI Defence Systems; RUSI Newsbrief
Combating Terrorism Center at West Point: Combating Terrorism Center at West Point=Combating Terrorism Center=CTC=ctc.usma.edu=ctc.westpoint.edu; CTC Sentinel
ACLED: ACLED=Armed Conflict Location and Event Data=Armed Conflict Location & Event Data Project=acleddata.com=@ACLEDINFO; Conflict Index; Ukraine Conflict Monitor
Foundation for Defense of Democracies: Foundation for Defense of Democracies=FDD=fdd.org; Long War Journal=FDD’s Long War Journal=LWJ=longwarjournal.org
Carnegie Endowment for International Peace: Carnegie Endowment for International Peace=Carnegie Endowment=Carnegie=carnegieendowment.org; Carnegie Politika; Carnegie Moscow Center; Diwan; Sada; Carnegie Middle East Center
Atlantic Council: Atlantic Council=atlanticcouncil.org; UkraineAlert; MENASource; IranSource; New Atlanticist; Digital Forensic Research Lab=DFRLab
Council on Foreign Relations: Council on Foreign Relations=CFR=cfr.org; Global Conflict Tracker; Think Global Health
RAND Corporation: RAND Corporation=RAND=rand.org; RAND Review
Brookings Institution: Brookings Institution=Brookings=brookings.edu; Order from Chaos
Washington Institute for Near East Policy: Washington Institute for Near East Policy=Washington Institute=WINEP=washingtoninstitute.org; Militia Spotlight; Fikra Forum
Middle East Institute: Middle East Institute=mei.edu
Middle East Media Research Institute: Middle East Media Research Institute=MEMRI=memri.org
Stockholm International Peace Research Institute: Stockholm International Peace Research Institute=SIPRI=sipri.org; SIPRI Yearbook
Institute for Security Studies: Institute for Security Studies=issafrica.org; ISS Today; ISS Africa
Foreign Policy Research Institute: Foreign Policy Research Institute=FPRI=fpri.org
European Council on Foreign Relations: European Council on Foreign Relations=ECFR=ecfr.eu
Stiftung Wissenschaft und Politik: Stiftung Wissenschaft und Politik=German Institute for International and Security Affairs=swp-berlin.org
Global Initiative Against Transnational Organized Crime: Global Initiative Against Transnational Organized Crime=Global Initiative=GI-TOC=globalinitiative.net
Soufan Center: Soufan Center=thesoufancenter.org; IntelBrief
Human Rights Watch: Human Rights Watch=HRW=hrw.org
Amnesty International: Amnesty International=amnesty.org
Bellingcat: Bellingcat=bellingcat.com=@bellingcat
Conflict Armament Research: Conflict Armament Research=conflictarm.com
Small Arms Survey: Small Arms Survey=smallarmssurvey.org
SITE Intelligence Group: SITE Intelligence Group=SITE
Janes: Janes=janes.com; Jane’s Intelligence Review; Jane’s Defence Weekly; Jane’s Terrorism and Insurgency Centre
Afghanistan Analysts Network: Afghanistan Analysts Network=AAN=afghanistan-analysts.org
Observer Research Foundation: Observer Research Foundation=ORF=orfonline.org
Centre for Eastern Studies: Centre for Eastern Studies=OSW=osw.waw.pl
Africa Center for Strategic Studies: Africa Center for Strategic Studies=ACSS=africacenter.org
Congressional Research Service: Congressional Research Service=CRS=crsreports.congress.gov`,

	kindAgency: `
TASS: TASS=ITAR-TASS=tass.ru=tass.com
Rossiya Segodnya: Rossiya Segodnya; RIA Novosti=RIA=ria.ru; Sputnik=Sputnik News=sputniknews.com; InoSMI=inosmi.ru; Ukraina.ru; Sputnik Afrique=Sputnik Africa
Interfax: Interfax=interfax.ru; Interfax-Ukraine; Interfax-AVN
Thomson Reuters: Reuters=reuters.com=@Reuters
Agence France-Presse: Agence France-Presse=AFP=afp.com=@AFP
Associated Press: Associated Press=AP=AP News=apnews.com=@AP
United Press International: United Press International=UPI=upi.com
Deutsche Presse-Agentur: Deutsche Presse-Agentur=dpa
Bloomberg: Bloomberg=Bloomberg News=bloomberg.com
EFE: EFE=Agencia EFE=efe.com
ANSA: ANSA=ansa.it
Agenzia Nova: Agenzia Nova=agenzianova.com=nova.news
Xinhua: Xinhua=Xinhua News Agency=New China News Agency=xinhuanet.com=news.cn
China News Service: China News Service=chinanews.com
Central News Agency: Central News Agency; Focus Taiwan=focustaiwan.tw
Anadolu Agency: Anadolu Agency=Anadolu=Anadolu Ajansı=AA=aa.com.tr
Islamic Republic News Agency: Islamic Republic News Agency=IRNA=irna.ir
Iranian Students’ News Agency: Iranian Students’ News Agency=ISNA=isna.ir
Tasnim: Tasnim=Tasnim News=Tasnim News Agency=tasnimnews.com
Fars: Fars=Fars News=Fars News Agency=farsnews.ir
Mehr: Mehr=Mehr News=Mehr News Agency=mehrnews.com
Syrian Arab News Agency: Syrian Arab News Agency=SANA=sana.sy
Saudi Press Agency: Saudi Press Agency=SPA=spa.gov.sa
Emirates News Agency: Emirates News Agency=WAM=wam.ae
Qatar News Agency: Qatar News Agency=QNA=qna.org.qa
Kuwait News Agency: Kuwait News Agency=KUNA=kuna.net.kw
Middle East News Agency: Middle East News Agency=MENA
Algérie Presse Service: Algérie Presse Service=aps.dz
Maghreb Arabe Presse: Maghreb Arabe Presse=mapnews.ma
Kyodo: Kyodo=Kyodo News=kyodonews.net
Yonhap: Yonhap=Yonhap News Agency=yna.co.kr
Korean Central News Agency: Korean Central News Agency=KCNA=kcna.kp
Press Trust of India: Press Trust of India=PTI
Asian News International: Asian News International=ANI
Associated Press of Pakistan: Associated Press of Pakistan=app.com.pk
Ukrinform: Ukrinform=ukrinform.ua=ukrinform.net
UNIAN: UNIAN=unian.ua=unian.info=unian.net
Belta: Belta=belta.by
Azertac: Azertac=azertag.az
Trend: Trend News Agency=trend.az
Armenpress: Armenpress=armenpress.am
Kazinform: Kazinform
Pajhwok: Pajhwok=Pajhwok Afghan News=pajhwok.com
Bakhtar: Bakhtar=Bakhtar News Agency=bakhtarnews.af
Hawar: Hawar News Agency=ANHA=hawarnews.com
Agence Nigérienne de Presse: Agence Nigérienne de Presse
Shahada: Shahada News Agency
Amaq: Amaq=Amaq News Agency`,

	kindPaper: `
Groupe Le Monde: Le Monde=lemonde.fr; Le Monde Afrique; Le Monde diplomatique=monde-diplomatique.fr; Courrier international=courrierinternational.com; Télérama
Le Figaro: Le Figaro=lefigaro.fr
Libération: Libération=liberation.fr
La Croix: La Croix=la-croix.com
Les Échos: Les Échos=lesechos.fr
Mediapart: Mediapart=mediapart.fr
Ouest-France: Ouest-France=ouest-france.fr
Jeune Afrique Media Group: Jeune Afrique=jeuneafrique.com; The Africa Report=theafricareport.com
Indigo Publications: Africa Intelligence=africaintelligence.com; Intelligence Online=intelligenceonline.com; La Lettre du Continent
Guardian Media Group: The Guardian=theguardian.com=guardian.co.uk; The Observer
The New York Times Company: The New York Times=NYT=NY Times=nytimes.com=@nytimes; The Athletic
The Washington Post: The Washington Post=WaPo=washingtonpost.com=@washingtonpost
Dow Jones: The Wall Street Journal=WSJ=wsj.com=@WSJ; Barron’s; MarketWatch
News UK: The Times; The Sunday Times; The Sun
Telegraph Media Group: The Daily Telegraph=The Telegraph=telegraph.co.uk; The Sunday Telegraph
Financial Times: Financial Times=FT=ft.com
Nikkei: Nikkei; Nikkei Asia=Nikkei Asian Review=asia.nikkei.com
The Economist Group: The Economist=economist.com=@TheEconomist; Economist Intelligence Unit=EIU
Axel Springer: Die Welt=welt.de; Bild=bild.de; Politico=politico.com; Politico Europe=politico.eu
Der Spiegel: Der Spiegel=Spiegel Online=spiegel.de
Frankfurter Allgemeine Zeitung: Frankfurter Allgemeine Zeitung=FAZ=faz.net
Süddeutsche Zeitung: Süddeutsche Zeitung=SZ=sueddeutsche.de
Neue Zürcher Zeitung: Neue Zürcher Zeitung=NZZ=nzz.ch
taz: taz=die tageszeitung=taz.de
El País: El País=elpais.com
El Mundo: El Mundo=elmundo.es
Corriere della Sera: Corriere della Sera=corriere.it
La Repubblica: La Repubblica=repubblica.it
The Moscow Times: The Moscow Times=themoscowtimes.com
Kommersant: Kommersant=kommersant.ru
Vedomosti: Vedomosti=vedomosti.ru
Izvestia: Izvestia=Izvestiya=iz.ru
RBC: RBC=RBK=rbc.ru
Rambler: Lenta.ru=Lenta; Gazeta.ru
Novaya Gazeta: Novaya Gazeta=novayagazeta.ru; Novaya Gazeta Europe=novayagazeta.eu
Nezavisimaya Gazeta: Nezavisimaya Gazeta=ng.ru
Rossiyskaya Gazeta: Rossiyskaya Gazeta=Rossiiskaya Gazeta=rg.ru
Meduza: Meduza=meduza.io
The Bell: The Bell=thebell.io
The Insider: The Insider=theins.ru
Important Stories: Important Stories=iStories=Vazhnye Istorii=istories.media
Verstka: Verstka=verstka.media
Mediazona: Mediazona=zona.media
Ukrainska Pravda: Ukrainska Pravda=Ukrayinska Pravda=pravda.com.ua
Kyiv Independent: Kyiv Independent=kyivindependent.com
Kyiv Post: Kyiv Post=kyivpost.com
Militarnyi: Militarnyi=mil.in.ua
Saudi Research and Media Group: Asharq al-Awsat=aawsat.com; Arab News=arabnews.com; Asharq News; Independent Arabia=independentarabia.com; Al-Majalla
Fadaat Media: Al-Araby Al-Jadeed=alaraby.co.uk; The New Arab=newarab.com
Al-Ahram: Al-Ahram; Ahram Online=english.ahram.org.eg; Al-Ahram Weekly
L’Orient-Le Jour: L’Orient-Le Jour=lorientlejour.com; L’Orient Today=today.lorientlejour.com
Naharnet: Naharnet=naharnet.com
Al-Monitor: Al-Monitor=al-monitor.com
Middle East Eye: Middle East Eye=MEE=middleeasteye.net
Haaretz: Haaretz=haaretz.com
The Jerusalem Post: The Jerusalem Post=jpost.com
The Times of Israel: The Times of Israel=timesofisrael.com
Yedioth Ahronoth Group: Yedioth Ahronoth; Ynet=ynetnews.com=ynet.co.il
Jang Group: The News International=thenews.com.pk; Jang
Dawn: Dawn=dawn.com
The Express Tribune: The Express Tribune=tribune.com.pk
People’s Daily: People’s Daily=Renmin Ribao; People’s Daily Online=people.com.cn; Global Times=Huanqiu Shibao=globaltimes.cn
PLA Daily: PLA Daily=Jiefangjun Bao; 81.cn=China Military Online
China Daily: China Daily=chinadaily.com.cn
South China Morning Post: South China Morning Post=SCMP=scmp.com
Caixin: Caixin=caixin.com
Liberty Times Group: Liberty Times=ltn.com.tw; Taipei Times=taipeitimes.com
Asahi Shimbun: Asahi Shimbun=asahi.com
Yomiuri Shimbun: Yomiuri Shimbun=yomiuri.co.jp; The Japan News
The Straits Times: The Straits Times=straitstimes.com
Turkuvaz Media Group: Daily Sabah=dailysabah.com; Sabah
Demirören: Hürriyet=hurriyet.com.tr; Hürriyet Daily News=hurriyetdailynews.com
Nation Media Group: Daily Nation=nation.africa; The East African=The EastAfrican=theeastafrican.co.ke; Daily Monitor
Daily Trust: Daily Trust=dailytrust.com
Premium Times: Premium Times=premiumtimesng.com
The Punch: The Punch=punchng.com
Daily Maverick: Daily Maverick=dailymaverick.co.za
Sudan Tribune: Sudan Tribune=sudantribune.com
Addis Standard: Addis Standard=addisstandard.com
Foreign Affairs: Foreign Affairs=foreignaffairs.com
Foreign Policy: Foreign Policy=foreignpolicy.com
War on the Rocks: War on the Rocks=WOTR=warontherocks.com
The Diplomat: The Diplomat=thediplomat.com
The Atlantic: The Atlantic=theatlantic.com
Axios: Axios=axios.com
Defense News: Defense News=defensenews.com; Military Times; Army Times
Breaking Defense: Breaking Defense=breakingdefense.com
Eurasianet: Eurasianet=eurasianet.org
Maritime Executive: Maritime Executive=maritime-executive.com
Lloyd’s List Intelligence: Lloyd’s List=lloydslist.com; Lloyd’s List Intelligence`,

	kindBroadcast: `
RFE/RL: Radio Free Europe/Radio Liberty=RFE/RL=RFERL=Radio Free Europe=Radio Liberty=rferl.org=@RFERL; Radio Svoboda=Radio Liberty’s Ukrainian Service=radiosvoboda.org; Svoboda=svoboda.org; Radio Azattyk=azattyk.org; Radio Azattyq=azattyq.org; Azatutyun=azatutyun.am; Radio Azadi; Radio Farda=radiofarda.com; Gandhara; Current Time=Nastoyashcheye Vremya=currenttime.tv; Krym.Realii=krymr.com; Donbas.Realii; Kavkaz.Realii=kavkazr.com; Idel.Realii=idelreal.org; Sibir.Realii=sibreal.org; Ekho Kavkaza; Radio Ozodi; Radio Ozodlik; Svaboda; Schemes; Systema
Voice of America: Voice of America=VOA=voanews.com=@VOANews; VOA Afrique; VOA Somali; VOA Hausa
Radio Free Asia: Radio Free Asia=RFA=rfa.org
France Médias Monde: Radio France Internationale=RFI=rfi.fr=@RFI; France 24=france24.com=@FRANCE24; Monte Carlo Doualiya=Radio Monte Carlo Doualiya
Radio France: Radio France=radiofrance.fr; Franceinfo=France Info; France Inter; France Culture
BBC: BBC=BBC News=British Broadcasting Corporation=bbc.com=bbc.co.uk=@BBCNews; BBC World Service; BBC Monitoring; BBC Somali=BBC Somali Service; BBC Russian=BBC Russian Service=BBC News Russian; BBC Arabic=BBC News Arabic; BBC Persian=BBC News Persian; BBC Afrique=BBC News Afrique; BBC Verify; BBC Ukrainian=BBC News Ukraine
Al Jazeera Media Network: Al Jazeera=AlJazeera=aljazeera.net; Al Jazeera English=aljazeera.com=@AJEnglish; Al Jazeera Arabic; Al Jazeera Mubasher; AJ+
MBC Group: Al Arabiya=alarabiya.net; Al Hadath
Sky: Sky News=news.sky.com
Sky News Arabia: Sky News Arabia=skynewsarabia.com
CNN: CNN=Cable News Network=cnn.com=@CNN
NBC: NBC News=NBC=nbcnews.com
CBS: CBS News=CBS=cbsnews.com
Fox News: Fox News=foxnews.com
National Public Radio: NPR=National Public Radio=npr.org
Deutsche Welle: Deutsche Welle=DW=DW News=dw.com
NHK: NHK=nhk.or.jp; NHK World=NHK World-Japan
China Media Group: CCTV=China Central Television=cctv.com; CGTN=cgtn.com; China National Radio
TV-Novosti: RT=rt.com; RT Arabic=arabic.rt.com; RT France
Islamic Republic of Iran Broadcasting: IRIB; Press TV=presstv.ir; Al-Alam
Al Mayadeen: Al Mayadeen=almayadeen.net
Al-Manar: Al-Manar=Al-Manar TV=almanar.com.lb
Al Masirah: Al Masirah=Al-Masirah TV
Rudaw: Rudaw=rudaw.net
Kurdistan 24: Kurdistan 24=kurdistan24.net
TRT: TRT=TRT Haber; TRT World=trtworld.com; TRT Afrika
Suspilne: Suspilne=suspilne.media
Hromadske: Hromadske=hromadske.ua
TV Rain: TV Rain=Dozhd=tvrain.tv
Channel One Russia: Channel One Russia=Pervyi Kanal=1tv.ru
Zvezda: Zvezda=TV Zvezda=tvzvezda.ru
Radio Okapi: Radio Okapi=radiookapi.net
Studio Tamani: Studio Tamani=studiotamani.org
ORTM: ORTM=Office de radio et télévision du Mali
Radio Dabanga: Radio Dabanga=dabangasudan.org
TOLOnews: TOLOnews=Tolo News=tolonews.com
Geo News: Geo News=geo.tv
KBS: KBS=KBS News`,

	kindOfficial: `
Kremlin: Kremlin=Kremlin.ru=President of Russia
United Nations: United Nations=UN=un.org; UN News=news.un.org; UN Security Council; UN Panel of Experts; OCHA=UN OCHA=unocha.org; UNHCR=unhcr.org; UNODC=unodc.org
European Union: European Union=EU=europa.eu; European Commission=ec.europa.eu; European External Action Service=EEAS=eeas.europa.eu; European Council=Council of the European Union=consilium.europa.eu
NATO: NATO=North Atlantic Treaty Organization=nato.int=@NATO
African Union: African Union=AU=au.int
ECOWAS: ECOWAS=Economic Community of West African States=ecowas.int
U.S. Department of State: U.S. Department of State=US Department of State=State Department=state.gov
U.S. Department of Defense: U.S. Department of Defense=US Department of Defense=Pentagon=defense.gov; U.S. Central Command=CENTCOM=centcom.mil; U.S. Africa Command=AFRICOM=africom.mil
U.S. Department of the Treasury: U.S. Department of the Treasury=US Department of the Treasury=US Treasury=treasury.gov; Office of Foreign Assets Control=OFAC=ofac.treasury.gov
CISA: CISA=Cybersecurity and Infrastructure Security Agency=cisa.gov`,
}

// outlet is a title of the table.
type outlet struct {
	title, house, kind string
}

// outletsByKey are the titles of the table by the keys of their spellings.
var outletsByKey = func() map[string]*outlet {
	byKey := map[string]*outlet{}
	for kind, table := range outletTable {
		for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
			house, titles, _ := strings.Cut(line, ": ")
			for _, title := range strings.Split(titles, "; ") {
				spellings := strings.Split(title, "=")
				o := &outlet{spellings[0], house, kind}
				for _, s := range spellings {
					byKey[outletKey(s)] = o
				}
			}
		}
	}
	return byKey
}()
