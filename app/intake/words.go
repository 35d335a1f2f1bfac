package intake

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// This file is the vocabulary of the field: the words that briefs use for their
// own parts. All of it is compared folded (see fold).

// fold makes two spellings of one phrase equal: no marks, lower case, straight
// quotes and dashes, single blanks, nothing but the words at the edges.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\ufeff':
			continue
		case unicode.IsSpace(r):
			space = true
			continue
		}
		switch r {
		case '’', '‘', 'ʼ', '`':
			r = '\''
		case '“', '”', '«', '»':
			r = '"'
		case '–', '—', '‑', '−':
			r = '-'
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// foldName folds a phrase that stands alone: stops, colons and markup at its
// edges go too, and a mark of classification before it ("(U) Summary").
func foldName(s string) string {
	s = rePortion.ReplaceAllString(s, "$1")
	return strings.Trim(fold(s), " :.#*_|-\"'[]()")
}

// names is a set of phrases that are compared by foldName.
func names(phrases string) map[string]bool {
	m := map[string]bool{}
	for p := range set(phrases) {
		m[foldName(p)] = true
	}
	return m
}

// set is a set of words, as they are written here.
func set(phrases string) map[string]bool {
	m := map[string]bool{}
	for _, p := range strings.Split(phrases, ",") {
		if p = strings.TrimSpace(p); p != "" {
			m[p] = true
		}
	}
	return m
}

// summaryNames are headings of an executive summary.
var summaryNames = names(`executive summary, summary, summary and key findings, key takeaways, takeaways, main takeaways, the takeaway, the takeaways,
	key points, main points, key point summary, at a glance, key judgments, key judgements, key judgment, key judgement, principal judgments,
	key findings, main findings, principal findings, summary of findings, highlights, key highlights, report highlights, bottom line up front, bluf, bottom line,
	the bottom line, bottom line up front (bluf), bluf (bottom line up front), abstract, synopsis, tl;dr, tldr, key messages, main messages, key insights, key developments,
	key observations, key conclusions, toplines, topline, top line, top lines, key facts, fast facts, quick facts, quick read, what to know, things to know, in short, in summary, overview and key findings, what you need to know,
	in brief, key takeaways and judgments, main judgments, summary points, executive overview, executive brief, scope note and key judgments,
	resume, resume executif, resume analytique, synthese, note de synthese, points cles, points-cles, a retenir, ce qu'il faut retenir, en bref, l'essentiel, messages cles, principaux points,
	zusammenfassung, kernaussagen, resumen, resumen ejecutivo, puntos clave, резюме, краткое содержание, ключевые выводы, 内容摘要, 摘要, 执行摘要, 要点, 核心要点, 概要, الملخص التنفيذي, ملخص تنفيذي, الملخص, ملخص`)

// notesNames are headings under which footnotes stand.
var notesNames = names(`notes, note, footnotes, endnotes, substantive notes, citation notes, end notes, foot notes, references, sources, citations, bibliography, works cited,
	notes and references, notes and sources, sources and notes, references and notes, notes et references, notes de bas de page, references bibliographiques, bibliographie`)

var contentsNames = names(`contents, table of contents, in this report, in this brief, on this page, in this article, sommaire, table des matieres`)

// seriesNames are kinds of product that a house puts before a title.
var seriesNames = names(`in brief, hot issue, hot issues, q&a, op-ed, intsum, intrep, sitrep, sitreps, osint, intelbrief, intel brief, factsheet, explainer, readout, primer, testimony,
	dispatch, dispatches, in depth, in focus, quick take, quick look, first take, deep dive, the big picture, militant leadership monitor, note d'analyse, note d'actualite, analyse, dossier,
	point de situation, flash info, book review, press release, news release, for immediate release, case study, media advisory, media note, in the news, field notes, fact check, blog post, blog, long read, expert comment, expert commentary, web article, event summary, working paper, communique de presse, media release, press statement,
	简报, 分析, 评论, 报告, موجز, تحليل, تقرير`)

// seriesNouns end the name of a kind of product; seriesModifiers may stand before them.
var (
	seriesNouns = set(`brief, briefs, briefing, briefer, commentary, commentaries, analysis, analyses, report, reports, alert, alerts, assessment, assessments, note, notes, paper, papers, memo, memorandum,
	backgrounder, bulletin, insight, insights, spotlight, snapshot, update, updates, review, perspective, perspectives, opinion, profile, profiles, interview, feature, summary, tracker, explainer,
	factsheet, sheet, warning, advisory, release, outlook, forecast, overview, article, essay, dispatch, statement`)
	seriesModifiers = set(`issue, policy, intelligence, intel, threat, security, risk, country, situation, situational, special, weekly, daily, monthly, quarterly, annual, research, flash, field, hot, quick, expert,
	strategic, regional, executive, military, political, economic, background, technical, feature, working, legal, conflict, crisis, terrorism, cyber, maritime, energy, early, morning, evening, news, press,
	data, fact, book, media, humanitarian, campaign, militant, market, sanctions, nuclear, space, arms, peace, election, travel, incident, spot, discussion, occasional, white, position, information, warning, africa, sahel, asia, eurasia, europe, global`)
)

// kickers are the names of sections and regions that stand above a title.
var kickers = names(`africa, asia, europe, middle east, mena, sahel, eurasia, americas, latin america, north america, south asia, central asia, east asia, southeast asia, asia pacific, indo-pacific, world, news, latest news, breaking news, top stories,
	politics, security, defense, defence, defense & security, terrorism, counterterrorism, international, global, opinion, research, publications, publication, policy, featured, exclusive, blog, articles, article, events, intelligence, military, war, conflict, foreign affairs, foreign policy, national security, international security, cyber, cybersecurity, energy, economy, russia, ukraine, china, iran, mali, afrique, monde, actualites`)

// debris are words of a web page that belong to no text.
var debris = names(`home, about, about us, contact, contact us, menu, main menu, navigation, main navigation, search, search this site, close, close menu, open menu, toggle navigation, toggle menu, skip to content, skip to main content, skip navigation, skip to navigation, jump to content,
	share, share this, share this article, share this page, share on facebook, share on twitter, share on x, share on linkedin, share via email, save, share/save, tweet, email, e-mail, email this, print, print this page, print this article, print article, pdf, download, download pdf, download the pdf, download full report, download article, view pdf, read pdf, copy link, link copied, cite, citation, cite this, cite this article, get citation, facebook, twitter, x, linkedin, whatsapp, telegram, reddit, youtube, instagram, bluesky, rss, flipboard, threads, mastodon,
	subscribe, subscribe now, subscribe to our newsletter, subscribe today, sign up, sign up for our newsletter, newsletter, newsletters, log in, login, sign in, sign out, register, my account, account, donate, donate now, support us, give, give now, become a member, membership, join, join us, careers, jobs, shop, cart, press, press room, newsroom, media, media contacts, events, experts, our experts, people, our people, team, staff, programs, programmes, programs & projects, projects, topics, regions, issues, research, publications, all publications, books, podcasts, podcast, videos, video, multimedia, maps, archive, archives, back issues, resources, library, blog, news, language, languages, english, francais, francais english, espanol, arabic, deutsch,
	advertisement, advertising, sponsored, sponsored content, cookie policy, privacy policy, terms of use, terms of service, accept, accept cookies, accept all cookies, manage cookies, decline, listen, listen to this article, listen to article, text size, font size, a a a, back, back to top, back to all publications, return to list, next, previous, read more, show more, see more, view all, see all, more, related, loading, image, follow us, follow, get alerts, site feedback, feedback, hide overview, pdf version history, comments, leave a comment, no comments, 0 comments, bookmark, add to favorites, translate, site map, sitemap, accessibility, faq, help, partager, imprimer, rechercher, accueil, s'abonner, abonnez-vous, connexion, telecharger, aller au contenu, aller au contenu principal, aller au menu, voir l'original, lire la suite, en savoir plus, newsletter signup, go, submit,
	view profile, view bio, full report, read the report, read the full report, research area, research areas, view this email in your browser, view in browser, view online, unsubscribe, update preferences, update your preferences, manage preferences, manage your preferences, forward to a friend, scroll to continue, story continues below, article continues below advertisement, also available in, available in, available languages, read in, read this in, send, read in app, open in app, skip to footer, collapse, expand all, hide footnote, show footnotes, markdown content, paid, like, likes, like loading, comment, restack, upgrade to paid, already a subscriber? sign in, download the report, download report, read more about, telecharger le pdf`)

// metaKeys name what a "Key: value" line at the top is about.
var metaKeys = func() map[string]string {
	m := map[string]string{}
	for field, keys := range map[string]string{
		"title":       `title, subject, subj, re, headline, titre, objet, titel, título, 标题, 题目, العنوان`,
		"subtitle":    `subtitle, sub-title, sous-titre`,
		"publication": `publication, journal, publisher, published by, published in, magazine, outlet, source, site, website, periodical, revue, publikation, zeitschrift, publicación, издание, 出版物, 期刊, 刊物, publication title, originally published in, publication name`,
		"volume":      `volume, vol`,
		"issue":       `issue, number, no, issue number, issue no, numero, num`,
		"author":      `author, authors, author(s), by, byline, written by, prepared by, analyst, analysts, analyst(s), auteur, auteurs, contributor, contributors, drafted by, drafter, compiled by, authored by, autor, autorin, autoren, автор, авторы, 作者, بقلم, الكاتب`,
		"published":   `date, published, publication date, date published, published on, date of publication, pubdate, pub date, published date, posted, posted on, published time, release date, released, date released, issued, issue date, issued on, date of issue, report date, dated, dtg, date/time, date of information, as of, created, publie, publie le, date de publication, paru le, datum, fecha, дата, 日期, 发布日期, 出版日期, التاريخ`,
		"updated":     `updated, last updated, last modified, modified, revised, last reviewed, updated on, mis a jour, mis a jour le`,
		"series":      `series, product type, crs product type, document type, type, report type, product, serie, collection, format`,
		"tags":        `tags, tag, keywords, key words, topics, topic, categories, category, subjects, mots-cles, mots cles, filed under, regions, region`,
		"other": `report no, report number, crs product number, product number, version, url, link, source url, url source, doi, isbn, issn, classification, ref, reference, reference no, document no, document number, serial, serial no, to, cc, bcc, for, attn, copies to,
			language, langue, reading time, read time, location, place, referenced legislation, contact, e-mail, email, tel, telephone, phone, distribution, caveat, caveats, precedence, handling, tlp, status, original, distr, pages, id, editor, editors, edited by, citation, permalink, from, via, reply-to, message-id, list-id, information cutoff, information cut-off, data cutoff, data cut-off`,
	} {
		for k := range names(keys) {
			m[k] = field
		}
	}
	return m
}()

// stopWords keep their small letter in a title.
var stopWords = set(`a, an, the, and, or, but, nor, of, in, on, at, to, for, from, by, with, as, into, over, under, after, before, between, through, vs, vs., via, against, amid, about, its, is, than, that,
	de, du, des, le, la, les, et, en, au, aux, un, une, dans, sur, pour, par, d, l, al, el, bin, ibn, von, van, der, y, e, il, da, di`)

// rePortion is the mark of classification before a portion of a text.
var rePortion = regexp.MustCompile(`^\s*(\d{1,2}[.)]\s+)?\((?:U|C|S|TS|R|CUI|FOUO|U//FOUO|SBU)\)\s+`)

// reBanner is the classification of a whole text, over and under it.
var reBanner = regexp.MustCompile(`^(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET|RESTRICTED|OFFICIAL|CUI|TLP ?: ?[A-Z+]{3,12}|NATO [A-Z]{6,14})(?:(?: ?//| ?/| ?[-–]) ?[A-Z /,-]{2,60})?$`)

var (
	reSeriesNumber = regexp.MustCompile(`(?i)^(.*?)[ ,]*(?:(?:no\.?|number|issue|n[°º]|#) ?)?#?(\d{1,4}(?:[-/]\d{1,4})?)$`)
	reTitleHead    = regexp.MustCompile(`^([^:：|–—]{2,60}?)(\s*[:：|]\s*|\s+[–—-]\s+)(\S.*)$`)
)

// seriesPrefix finds the label of a series before a title: "Brief: ...",
// "SITREP 12 - ...". Rest is where the title itself begins.
func seriesPrefix(title string) (series, number string, rest int) {
	m := reTitleHead.FindStringSubmatchIndex(title)
	if m == nil {
		return "", "", 0
	}
	name, sep := title[m[2]:m[3]], strings.TrimSpace(title[m[4]:m[5]])
	series, number, known := seriesName(name)
	// A dash joins the halves of many titles; only a colon or bar after a
	// phrase of several words, or a plain name of a product, is a label.
	if !known || sep != ":" && sep != "：" && sep != "|" && !seriesNames[foldName(series)] && number == "" && strings.Contains(strings.TrimSpace(series), " ") {
		return "", "", 0
	}
	return series, number, m[6]
}

// seriesName reports whether a phrase as a whole names a kind of product, and
// parts it from its number.
func seriesName(phrase string) (name, number string, ok bool) {
	phrase = strings.TrimFunc(phrase, isSpace)
	if len(phrase) > 60 || phrase == "" {
		return "", "", false
	}
	name = strings.TrimRight(phrase, ":")
	if m := reSeriesNumber.FindStringSubmatch(name); m != nil && m[1] != "" {
		name, number = strings.TrimSpace(m[1]), m[2]
	}
	f := foldName(name)
	if seriesNames[f] || seriesNames[strings.TrimSuffix(f, "s")] {
		return name, number, true
	}
	words := strings.Fields(f)
	if n := len(words) - 1; n >= 0 && !seriesNouns[words[n]] {
		words[n] = strings.TrimSuffix(words[n], "s") // "Press Releases", "Interviews"
	}
	if len(words) == 0 || len(words) > 4 || !seriesNouns[words[len(words)-1]] {
		return "", "", false
	}
	for _, w := range words[:len(words)-1] {
		if !seriesModifiers[w] && !seriesNouns[w] {
			return "", "", false
		}
	}
	return name, number, true
}

// isDebris reports whether a line of a web page is not part of the text.
func isDebris(s string) bool {
	if len(s) > 300 {
		return false
	}
	f := foldName(s)
	if f == "" {
		return true
	}
	// "Full Report (EN)": the language of a file to fetch.
	if bare := foldName(reLanguage.ReplaceAllString(s, "")); bare != f && debris[bare] {
		return true
	}
	if debris[f] || reReadTime.MatchString(f) || reCounter.MatchString(f) || reClick.MatchString(f) {
		return true
	}
	if reURL.MatchString(f) {
		return true
	}
	for _, sep := range []string{" & ", " and "} {
		if a, b, ok := strings.Cut(f, sep); ok && debris[a] && (debris[b] || kickers[b] || seriesNouns[b]) {
			return true
		}
	}
	for _, sep := range []string{" | ", " > ", " » ", " › ", " / ", " • ", " · ", ">", "\t", "  "} {
		var parts []string
		for _, p := range strings.Split(s, sep) {
			if p = strings.TrimFunc(p, isSpace); p != "" {
				parts = append(parts, p)
			}
		}
		if len(parts) < 2 {
			continue
		}
		known, short := 0, 0
		for _, p := range parts {
			if f := foldName(reParens.ReplaceAllString(p, "")); debris[f] || kickers[f] {
				known++
			}
			if wordCount(p, 5) <= 4 {
				short++
			}
		}
		// Most of the parts are words of navigation, or it is a path that
		// begins at the home page.
		if known*2 > len(parts) || short*2 >= len(parts) && debris[foldName(parts[0])] && known > 0 || short == len(parts) && len(parts) >= 4 && sep != "  " && sep != "\t" && !strings.ContainsAny(s, ".!?;") {
			return true
		}
	}
	return false
}

var (
	reLanguage = regexp.MustCompile(`(?i)\s*[(\[](?:pdf|[a-z]{2}|english|french|arabic|français|español)(?:[,/ ]+[a-z]{2,3})*[)\]]$`)
	reReadTime = regexp.MustCompile(`^(?:(?:estimated )?(?:read(?:ing)? time:?|time to read:?) ?)?\d+\+?(?: ?- ?\d+)? ?(?:min(?:ute)?s?\.?)(?: read| de lecture)?$|^(?:reading time|read time):? .{1,12}$|^temps de lecture.{1,20}$`)
	reCounter  = regexp.MustCompile(`^\d+ (?:shares?|comments?|views?|likes?|retweets?)$`)
	reClick    = regexp.MustCompile(`^click (?:here )?to (?:share|print|email|e-mail|download|subscribe|listen|tweet)\b`)
	reURL      = regexp.MustCompile(`^(?:https?://|www\.)\S+$`)
)
