package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// headLine is what a line near the top of a text says about the text.
type headLine struct {
	kind        db.BlockKind // KindByline, KindPublication or KindCaption; "" for debris
	debris      bool
	title       string
	subtitle    string
	series      string
	publication string
	volume      string
	issue       string
	author      string
	tags        []string
	date        db.Date
	dated       bool
	updated     bool // the date is that of a later change
	guess       bool // publication or author stand there without saying what they are
}

var (
	reVolume = regexp.MustCompile(`(?i)\b(?:volume|vol\.?|tome|jahrgang)\s*:?\s*` + reRomanOrNumber + `\b`)
	reIssue  = regexp.MustCompile(`(?i)(?:\b(?:issue|iss\.|ausgabe|heft|number|no\.?|nr\.?|num\.?|num[ée]ro|nos\.?)(?:\s*(?:no\.?|number))?\s*:?\s*#?\s*|\bn\s?[°ºo]\s*:?\s*|№\s*|#\s?)(\d{1,4}(?:[-–/]\d{1,4})?)\b`)
	// 22(11), 22:11 after the word volume.
	reVolumeIssue = regexp.MustCompile(`(?i)\b(?:volume|vol\.?)\s*:?\s*` + reRomanOrNumber + `\s*(?:\((?:\s*no\.?\s*)?(\d{1,4})\)|[:/]\s?(\d{1,4})\b)`)
	reMetaKey     = regexp.MustCompile(`^([\p{L}][\p{L}\p{M} ./()'’-]{0,38}?)\s*[:：]\s*(\S.*)$`)
	reByline      = regexp.MustCompile(`(?i)^(?:story |report |analysis |interview |text |words |commentary )?(?:by|written by|authored by|prepared by|compiled by|par)\s*:?\s+(\S.*)$`)
	reTime        = regexp.MustCompile(`(?i)\(?\b\d{1,2}(?:[:h.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?\s*(?:\b(?:z|utc|gmt|[ecmp][sd]?t|cest|cet|bst|local time))?\)?|\b\d{1,2}\s?[ap]\.?m\.?\b(?:\s*\b(?:et|est|edt|gmt|utc))?`)
	reParens      = regexp.MustCompile(`\([^()]{0,60}\)`)
	reDateLabel   = regexp.MustCompile(`(?i)\b(?:first |originally |last |date )?(?:published|publication date|posted|released|release date|issued|updated|last modified|modified|revised|reviewed|date|dated|publié|paru|mis à jour|as of|current as of|information cut-?off|data cut-?off|created|on|at|le|the|for immediate release|version \d+)\b[ :]*`)
	reUpdated     = regexp.MustCompile(`(?i)\b(?:updated|modified|revised|reviewed|mis à jour)\b`)
	rePublished   = regexp.MustCompile(`(?i)\b(?:published|posted|released|issued|publié|paru)\b`)
	reWeekday     = regexp.MustCompile(`(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b\.?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)`)
	rePubWord     = regexp.MustCompile(`(?i)\b(?:monitor|review|journal|times|post|daily|weekly|monthly|quarterly|bulletin|sentinel|report|reports|brief|briefs|press|news|programme|program|council|group|institute|institution|center|centre|foundation|magazine|gazette|herald|tribune|agency|observatory|network|affairs|studies|digest|watch|analysis|policy|association|university|service|services|command|ministry|department|office|desk|paper|papers|letter|newsletter|think ?tank|outlook|survey|initiative|project|forum|society|academy|college|commission|committee|united nations|nato|revue|institut|fondation|centre|bureau|le monde)\b`)
	reRole        = regexp.MustCompile(`(?i)\b(?:fellow|consultant|attorney|analyst|director|professor|editor|researcher|correspondent|scholar|associate|reporter|president|officer|manager|lecturer|student|candidate|columnist|contributor|advis[eo]r|expert|chair|intern|specialist|coordinator|economist|colonel|lieutenant|staff|institute|university|center|centre|college|program|programme|team|desk|school|department|research)\b`)
)

// separators part the pieces of a line that says several things.
var separators = []string{" | ", " • ", " · ", " ∙ ", " // ", "\t"}

// recogniseHead reads a line near the top. Titled says that the title stands
// above it, which settles what a place or name beside a date is.
func recogniseHead(s string, o order, titled bool) (headLine, bool) {
	s = strings.TrimFunc(s, isSpace)
	if s == "" || len(s) > 320 {
		return headLine{}, false
	}
	if h, ok := recognisePart(s, o, titled); ok {
		return h, true
	}
	for _, sep := range separators {
		parts := strings.Split(s, sep)
		if len(parts) < 2 {
			continue
		}
		var all headLine
		known := 0
		var unknown []string
		for _, p := range parts {
			h, ok := recognisePart(strings.TrimFunc(p, isSpace), o, true)
			if !ok {
				unknown = append(unknown, strings.TrimFunc(p, isSpace))
				continue
			}
			known++
			all.merge(h)
		}
		if known == 0 || all.kind == "" || len(unknown) > 2 {
			continue
		}
		good := true
		for _, u := range unknown {
			if wordCount(u, 9) > 8 || terminal(u) {
				good = false
			}
		}
		if !good {
			continue
		}
		for _, u := range unknown {
			all.place(u)
		}
		return all, true
	}
	return headLine{}, false
}

// place takes a phrase that stands beside a date or byline for a name, an
// author's or a publication's.
func (h *headLine) place(phrase string) {
	phrase = strings.Trim(phrase, " ,;:|-–—()")
	if m := reByline.FindStringSubmatch(phrase); m != nil {
		if names := namesIn(m[1]); names != "" && h.author == "" {
			h.author = names
			return
		}
	}
	series, number, isSeries := seriesName(phrase)
	day, isDay := parseDate(phrase, orderUnknown)
	switch {
	case phrase == "":
	case isDay && !h.dated:
		h.date, h.dated = day, true
	case isSeries && h.series == "":
		h.series = series
		if h.issue == "" {
			h.issue = number
		}
	case h.publication == "" && rePubWord.MatchString(phrase) && startsUpper(phrase):
		h.publication, h.guess = phrase, true
	case h.author == "" && isNames(phrase, 2) && phrase != strings.ToUpper(phrase): // in capitals it is a place
		h.author, h.guess = phrase, true
	}
}

func (h *headLine) merge(p headLine) {
	pick := func(a *string, b string) {
		if *a == "" {
			*a = b
		}
	}
	pick(&h.publication, p.publication)
	pick(&h.volume, p.volume)
	pick(&h.issue, p.issue)
	pick(&h.author, p.author)
	pick(&h.series, p.series)
	pick(&h.title, p.title)
	h.tags = append(h.tags, p.tags...)
	// Of two dates the first counts, unless the other only makes it more exact
	// (the day beside the month of the issue).
	exact := p.dated && h.dated && !p.updated && p.date.Earliest >= h.date.Earliest && p.date.Latest <= h.date.Latest && p.date.Earliest == p.date.Latest
	if p.dated && (!h.dated || h.updated && !p.updated || exact) {
		h.date, h.dated, h.updated = p.date, true, p.updated
	}
	h.guess = h.guess || p.guess
	if h.kind == "" || p.kind == db.KindByline && p.author != "" {
		h.kind = p.kind
	}
	if p.kind == db.KindPublication && p.volume != "" {
		h.kind = p.kind
	}
}

func recognisePart(s string, o order, titled bool) (headLine, bool) {
	if h, ok := publicationLine(s, o); ok {
		return h, true
	}
	if h, ok := metaLine(s, o); ok {
		return h, true
	}
	if h, ok := byline(s, o, titled); ok {
		return h, true
	}
	if h, ok := dateLine(s, o, titled); ok {
		return h, true
	}
	if reSymbol.MatchString(s) || reBanner.MatchString(s) {
		return headLine{kind: db.KindPublication}, true
	}
	if isDebris(s) {
		return headLine{debris: true}, true
	}
	return headLine{}, false
}

// dateLine reads a line that is a date and little else.
func dateLine(s string, o order, titled bool) (headLine, bool) {
	d, start, end, ok := findDate(s, o)
	if !ok {
		// A month or year alone on its line.
		if d, ok = parseDate(s, o); !ok || yearAlone.MatchString(strings.TrimSpace(s)) && !titled {
			return headLine{}, false
		}
		start, end = 0, len(s)
	}
	h := headLine{kind: db.KindPublication, date: d, dated: true}
	h.updated = reUpdated.MatchString(s[:start]) && !rePublished.MatchString(s[:start])
	left := " " + s[:start] + " \x00 " + s[end:] + " "
	left = reTime.ReplaceAllString(left, " ")
	left = reParens.ReplaceAllString(left, " ")
	left = reDateLabel.ReplaceAllString(left, " ")
	left = reWeekday.ReplaceAllString(left, " ")
	// Another date on the line ("Published ... Updated ...").
	if _, a, b, more := findDate(left, o); more {
		left = left[:a] + left[b:]
	}
	beside := strings.SplitN(left, "\x00", 2)
	before, after := "", ""
	before = strings.Trim(beside[0], " ,;:|·•–—-.\t/\u00a0")
	if len(beside) > 1 {
		after = strings.Trim(beside[1], " ,;:|·•–—-.\t/\u00a0")
	}
	// "Posted on March 2, 2016 by Harriet Cole in Commentary // 3 Comments".
	if m := rePostedBy.FindStringSubmatch(after); m != nil && before == "" {
		if names := namesIn(m[1]); names != "" {
			h.author, h.kind = names, db.KindByline
			return h, true
		}
	}
	if reReadTime.MatchString(foldName(after)) || rePageCount.MatchString(after) {
		after = ""
	}
	if kind, ok := kindAndRegion(before); ok && after == "" {
		h.series = kind // "Report / Africa 31 July 2025"
		return h, true
	}
	words := wordCount(before, 20) + wordCount(after, 20)
	if words == 0 {
		return h, true
	}
	if terminal(s) && words > 4 {
		return headLine{}, false
	}
	// Words joined to the date by a comma are a place or a publication below
	// the title, and part of the title itself otherwise.
	parted := strings.ContainsAny(strings.TrimRight(s[:start], " ")+" ", "|·•") || strings.ContainsAny(s[end:], "|·•–—")
	if !parted && !titled || words > 6 {
		return headLine{}, false
	}
	if !startsUpper(before+after) || !parted && wordCount(before, 6) > 5 {
		return headLine{}, false
	}
	if m := reYearNumber.FindStringSubmatchIndex(before); m != nil && titled {
		h.publication, h.issue = trimName(before[:m[0]]), before[m[2]:m[3]]
		return h, true
	}
	h.place(before)
	h.place(after)
	return h, true
}

var (
	// The symbol of a document of the United Nations and its like: "S/2025/812".
	reSymbol    = regexp.MustCompile(`^[A-Z]{1,5}(?:/[A-Z0-9.()-]{1,12}){0,4}/\d{1,5}(?:/(?:Add|Rev|Corr)\.\d+)?\*{0,2}$`)
	rePostedBy  = regexp.MustCompile(`^by (\p{Lu}.{2,60}?)(?: in \p{Lu}.{1,60}?)?(?:\s*(?://|\||·|•|,)\s*\d+ (?i:comments?))?$`)
	rePageCount = regexp.MustCompile(`(?i)^\d{1,3}\s?(?:pages?|pp?\.?|seiten)$`)
	// The number of a paper in its year: "2025/C 12", "2025/RP 03".
	reYearNumber = regexp.MustCompile(`\s+(?:no\.? ?)?((?:19|20)\d{2}\s?/\s?(?:[A-Z]{1,3}\s?)?\d{1,3})$`)
)

// kindAndRegion reads the line that a page puts above a title: the kind of
// product and the region it is about.
func kindAndRegion(s string) (kind string, ok bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/|·•>", r) })
	if len(parts) < 2 {
		return "", false
	}
	for _, p := range parts {
		p = strings.TrimFunc(p, isSpace)
		name, _, series := seriesName(p)
		switch {
		case series && kind == "":
			kind = name
		case !kickers[foldName(p)] && !(kind != "" && wordCount(p, 4) <= 3 && startsUpper(p)):
			return "", false
		}
	}
	return kind, kind != ""
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsDigit(r)
}
