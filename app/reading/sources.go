package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// source is the name of one source within a group.
type source struct {
	span.Span
	name    string
	handle  string
	address bool // a handle or web address: a source even without a date
	page    bool // the address of one page, which shares no date with others
	private bool // an interview or a letter: what follows describes it
	words   int
}

const platforms = `(?:X \(formerly(?: known as)? Twitter\)|X|Twitter|Telegram|Facebook|Instagram|YouTube|Youtube|VK|VKontakte|TikTok|Threads|Bluesky|Mastodon|WhatsApp|Rumble|Sina Weibo|Weibo|WeChat|Weixin|Douyin|Bilibili|LinkedIn|Odnoklassniki|OK|Reddit|Discord|Signal|Rutube|Dzen|Substack|Truth Social|Element|Rocket\.Chat|Hoop|Chirpwire|TamTam)`

var (
	// An account follows its platform after a slash or a colon; with only a
	// comma or a blank between, it needs its @.
	socialExpr = regexp.MustCompile(`^` + platforms + `(?:\.com|\.ru)?\s*(?:[/:]\s*(@?[\p{L}\p{M}\p{N}_.\-+/@’' ]+)|[, ]\s*(@[\p{L}\p{N}_.\-]+)|\s+[Cc]hannel\s+(@?[\p{L}\p{N}_.\- ]+))$`)
	platform   = regexp.MustCompile(`^` + platforms + `$`)
	postExpr   = regexp.MustCompile(`^` + platforms + `\s(?i:posts?|channels?|accounts?|pages?|videos?|messages?|groups?|threads?|story|livestream|statements?|user)\b`)
	atExpr     = regexp.MustCompile(`^(@[\p{L}\p{N}_.]+)(?: on ` + platforms + `)?$`)
	webExpr    = regexp.MustCompile(`^(?:https?://\S+|(?:[\p{L}\p{N}-]+\.)+[a-z]{2,12}(?:/\S*)?)$`)

	// An interview, whoever led it: "Author’s interview", "Crisis Group telephone interviews".
	privateExpr = regexp.MustCompile(`^(?:\p{Lu}[\p{L}.&’'-]*\s){0,4}?(?i:(?:telephone |phone |personal |private |e-?mail )?(?:the )?(?:authors?[’']?s?[’']?s? )?(?:own )?(?:telephone |phone |personal |private |e-?mail |whatsapp |online |field )*(?:interviews?|entretiens?|entrevues?|correspond[ae]nces?|communications?|conversations?|discussions?|fieldwork|field notes?|observations?)\b)`)
	quotation   = regexp.MustCompile(`^(?:“[^”]*”|«[^»]*»|"[^"]*")`)
	ownWork     = regexp.MustCompile(`^(?i:(?:the )?authors?[’']?s?[’']? (?:own )?(?:translation|calculations?|emphasis|estimates?|analysis|compilation|tally|count|italics)\b|emphasis added|translated by\b|translation by\b)`)
	mediaNoun   = regexp.MustCompile(`(?i)\b(?:interviews?|reports?|articles?|statements?|speech|analysis|briefs?|commentary|press release)\b`)

	languages  = `(?:Arabic|Chinese|Mandarin|Dari|English|Farsi|Persian|French|German|Hausa|Hebrew|Hindi|Indonesian|Italian|Japanese|Korean|Kurdish|Pashto|Polish|Portuguese|Russian|Serbian|Somali|Spanish|Swahili|Turkish|Ukrainian|Urdu|Uzbek|Vietnamese|Armenian|Azerbaijani|Azeri|Georgian|Bambara|Malay|Thai|Dutch|Romanian|Bulgarian|Greek|Amharic|Tigrinya|Burmese|Tibetan|Uyghur|Kazakh|Tajik)`
	remarkExpr = regexp.MustCompile(`^(?:“[^”]*”|«[^»]*»|"[^"]*"|[\[(](?:in ` + languages + `[^\])]*|[^\])a-zA-Z]+)[\])]|in ` + languages + `\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}[:.h]\d\d(?: ?(?:a\.?m\.?|p\.?m\.?|UTC|GMT|[A-Z]{2,4})\b)*)`)
	glossExpr  = regexp.MustCompile(`\s*[\[(](?:in ` + languages + `|[^\])a-zA-Z]+)[\])]$`)
	detailExpr = regexp.MustCompile(`^(?i:(?:(?:policy )?(?:report|brief|briefing|paper)s? )?(?:no|nos|nr|n°|issue|vol|volume|number|edition|episode|ep|part|pp?|pages?|paras?|paragraphs?|chapter|ch|section|sec|min|minute|series|doc|document|file|ref)\b\.? ?#?[\divxlc].*|#\d+|[A-Z]?\d{1,3}(?:[-–][A-Z]?\d{1,3})?|Q&A|op-?ed|citing .*|quoting .*|via .*|re-?published .*|quoted (?:in|by) .*|cited (?:in|by) .*|as (?:reported|quoted|cited) .*|archived.*)$|^[A-Z]{1,5}/[A-Z0-9./\-]*\d[\w./\-]*$`)
)

// remark measures what describes a reference and names nothing: a title in
// quotation marks, the language, the weekday, the hour.
func remark(words string) int {
	if r, _ := utf8.DecodeRuneInString(words); strings.ContainsRune("“«\"[(0123456789", r) || strings.HasPrefix(words, "in ") || strings.HasSuffix(firstWord(words), "day") {
		if n := len(remarkExpr.FindString(words)); n > 0 {
			return n
		}
	}
	if strings.Contains("aAtTeE", words[:1]) && ownWork.MatchString(words) {
		return len(words)
	}
	return 0
}

// isDetail says whether a part after a source tells where in it the words
// stand or what kind of piece they are, instead of naming a further source.
func isDetail(part string) bool {
	first := firstWord(part)
	numbered := strings.ContainsAny(part, "0123456789#")
	if (numbered || detailLeads[first]) && detailExpr.MatchString(part) || places[part] {
		return true
	}
	for _, w := range strings.Fields(part) {
		if startsUpper(w) || !plainWords[w] && !detailWords[w] {
			return false
		}
	}
	return true
}

// detailLeads begin the details without a number.
var detailLeads = words("q&a op-ed oped citing quoting via republished re-published quoted cited as archived")

// sourcesOf reads the names of a part: one, or two or more joined by "and".
// Nothing comes back when one of them cannot be the name of a source: then
// the bracket is prose.
func sourcesOf(text string, part span.Span, signalled bool) []source {
	var out []source
	for _, name := range listed(text, part) {
		s, ok := sourceOf(text, name, signalled)
		if !ok {
			return nil
		}
		out = append(out, s)
	}
	return out
}

var (
	// bodies hold "and" in their names: "Ministry of Labour and Trade".
	bodies = regexp.MustCompile(`(?i)\b(?:minist\w*|department|directorate|institut\w*|cent(?:re|er)|office|council|bureau|agency|committee|foundation|commission|association|society|journal|review|studies|affairs|faculty|school|service|house)\b.*\b(?:of|for|on|in|to|des?|du)\b`)
	// studies ends a name whose "and" is its own: "Terrorism and Insurgency Centre".
	studies = regexp.MustCompile(`(?i)\b(?:minist\w*|department|institut\w*|cent(?:re|er)|office|council|bureau|committee|foundation|commission|association|society|journal|review|studies|affairs|project|programme?|reporting|security|observatory|initiative|monitor|report)$`)
)

// wholeNames are outlets with an "and" of their own.
var wholeNames = map[string]bool{"Stars and Stripes": true, "Stars & Stripes": true, "Defence and Foreign Affairs": true}

// listed cuts "Reuters and Le Monde" into its names.
func listed(text string, s span.Span) []span.Span {
	words := s.Of(text)
	for _, and := range []string{" and ", " & ", " et "} {
		i := strings.Index(words, and)
		if i <= 0 || isPrivate(words) || outletsByKey[outletKey(words)] != nil || wholeNames[words] {
			continue
		}
		right := words[i+len(and):]
		if startsUpper(right) && !bodies.MatchString(words[:i]) && !studies.MatchString(right) {
			at := s.Start + i
			return append([]span.Span{{Start: s.Start, End: at}}, listed(text, trimmed(text, span.Span{Start: at + len(and), End: s.End}))...)
		}
	}
	return []span.Span{s}
}

// mostSourceWords is the length of the longest name taken for a source.
const mostSourceWords = 12

func sourceOf(text string, s span.Span, signalled bool) (source, bool) {
	if last := text[s.End-1]; last == ']' || last == ')' {
		if loc := glossExpr.FindStringIndex(s.Of(text)); loc != nil && loc[0] > 0 {
			s.End = s.Start + loc[0]
		}
	}
	name := strings.TrimFunc(s.Of(text), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("“”«»\"*_", r) })
	name = oneLine(strings.TrimRight(name, " \n,:–—-")) // "Daily Nation: January 3"
	fields := strings.Fields(name)
	plain := source{Span: s, name: name, words: len(fields)}
	switch {
	case name == "" || len(fields) > mostSourceWords:
		return source{}, false
	case strings.Contains(name, ".") && webExpr.MatchString(name):
		plain.address, plain.page = true, strings.Contains(name, "://")
		return plain, true
	case name[0] == '@' && atExpr.MatchString(name):
		plain.address, plain.handle = true, atExpr.FindStringSubmatch(name)[1]
		return plain, true
	case isPrivate(name):
		plain.private = true
		return plain, true
	case name[0] == 'X' && platform.MatchString(name):
		return plain, true
	case len(fields) > 1 && strings.Contains(platforms, fields[0]) && postExpr.MatchString(name), signalled && len(fields) > 2 && mediaNoun.MatchString(name):
		return plain, true
	}
	if m := socialOf(name); m != nil {
		plain.address, plain.handle = true, strings.TrimSpace(m[1]+m[2]+m[3])
		return plain, true
	}
	return plain, isSourceName(name, fields)
}

// isPrivate: an interview, a letter, what the author saw.
func isPrivate(name string) bool {
	for _, w := range []string{"nterview", "ntretien", "ntrevue", "orrespond", "ommunicat", "onversat", "iscussion", "ield", "bservation"} {
		if strings.Contains(name, w) {
			return privateExpr.MatchString(name)
		}
	}
	return false
}

func socialOf(name string) []string {
	if !strings.ContainsAny(name, "/:@") && !strings.Contains(name, "hannel ") {
		return nil
	}
	return socialExpr.FindStringSubmatch(name)
}

// isSourceName judges a name by its words: capitals, and the small words that
// stand between them; none that begins an aside, and none that names a place,
// a legal instrument or an event.
func isSourceName(name string, fields []string) bool {
	first := strings.Trim(fields[0], ".,")
	if lowerOutlets[first] {
		return true
	}
	if notSources[strings.ToLower(first)] || monthForms[first] > 0 || !startsName(name) && !lowerBodies[first] || places[name] || isInstrument(fields) {
		return false
	}
	for _, w := range fields {
		bare := strings.Trim(w, "“”\"'’().,:[]")
		if bare != "" && !startsUpper(bare) && !plainWords[strings.ToLower(bare)] && !particle(bare) && !lowerBodies[bare] && !otherScript(bare) {
			return false
		}
	}
	return true
}

// isInstrument: the name of a law, a treaty or an event is dated without being
// a source; the noun that says so stands last, numbers aside.
func isInstrument(fields []string) bool {
	last := len(fields) - 1
	numbered := false
	for last > 0 && strings.ContainsAny(fields[last], "0123456789") {
		last--
		numbered = true
	}
	if abbreviation := strings.ToLower(fields[0]); numbered && billWords[abbreviation] {
		return true
	}
	noun := strings.ToLower(strings.Trim(fields[last], ".,"))
	return instruments[noun] && (len(fields) > 1 || numbered) && !institutes[strings.ToLower(fields[0])]
}

// otherScript: in names in Cyrillic and the like only the first word has a capital.
func otherScript(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r)
}

// knownOutlet: the name of an outlet, whatever is said of it.
func knownOutlet(name string) bool { return agencies[name] || OutletKind(name) != "" }

// particle admits "al-Akhbar", "d’Ivoire", "iStories", "i24", "24.kg" and numbers.
func particle(word string) bool {
	if strings.ContainsAny(word, ".@/") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(word)
	if unicode.IsDigit(r) || len(word) <= 4 && strings.ContainsAny(word, "0123456789") {
		return true
	}
	i := strings.IndexFunc(word, unicode.IsUpper)
	return i > 0 && i <= 4
}

func startsName(name string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(name, "“\"'’‘([+"))
	if unicode.IsDigit(r) {
		first, rest, _ := strings.Cut(name, " ")
		return strings.ContainsAny(first, ".") || startsUpper(rest)
	}
	return startsUpper(name) || unicode.IsLetter(r) && !unicode.IsLower(r) || particle(strings.Fields(name)[0])
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"'’‘([«"))
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
