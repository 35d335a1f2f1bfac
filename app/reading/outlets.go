package reading

import (
	"slices"
	"strings"
)

// House is the publisher of a known title ("Eurasia Daily Monitor" ->
// "Jamestown Foundation"), or "". Titles of one house are not independent.
func House(title string) string {
	if o := outletOf(title); o != nil {
		return o.house
	}
	return ""
}

// OutletKind guesses what kind of outlet a name is: "news agency", "newspaper
// or magazine", "broadcaster", "social media", "official", "research", or ""
// when not known: by a table of known titles, then by the words of the name.
func OutletKind(name string) string {
	name = oneLine(name)
	host, _ := hostOf(name)
	if socialHosts[host] || isSocial(name) {
		return kindSocial
	}
	if o := outletOf(name); o != nil {
		return o.kind
	}
	if host != "" {
		return kindOfHost(host)
	}
	key := " " + outletKey(name) + " "
	for _, k := range kindWords {
		for _, word := range k.words {
			if strings.Contains(key, word) {
				return k.kind
			}
		}
	}
	return ""
}

// kindWords tell the kind of a name that has them, the first kind first. A
// blank stands for the end of a word.
var kindWords = []struct {
	kind  string
	words []string
}{
	{kindOfficial, []string{" minist", " government ", " gouvernement ", " embassy ", " ambassade ", " white house ", " parliament ", " presidency ", " presidential ",
		" department of ", " state department ", " office of the ", " general staff ", " armed forces ", " united nations ", " un security ", " un panel ",
		" un secretary ", " un human rights ", " un office ", " un mission ", " european commission ", " european parliament ", " security council ", " council of ministers ",
		" supreme court ", " central bank ", " congressional record ", " federal register ", " journal officiel ", " general assembly "}},
	{kindResearch, []string{" institut", " universi", " foundation ", " fondation ", " stiftung ", " think tank ", " centre for ", " center for ", " journal of ", " research cent",
		" studies cent", " policy cent"}},
	{kindAgency, []string{" news agency ", " press agency ", " agence de presse ", " de presse ", " agenzia ", " agencia ", " nachrichtenagentur "}},
	{kindBroadcast, []string{" tv ", "tv ", " television ", " televisi", " radio ", " fm ", " broadcasting ", " channel "}},
	{kindPaper, []string{" times ", " post ", " herald ", " gazette ", " gazeta ", " gazetesi ", " daily ", " weekly ", " monthly ", " tribune ", " chronicle ", " courier ", " courrier ",
		" journal ", " newspaper ", " magazine ", " zeitung ", " diario ", " telegraph ", " inquirer ", " dispatch ", " examiner ", " quotidien ", " mirror ", " shimbun ", " review "}},
	{kindResearch, []string{" centre ", " center "}},
}

// socialHosts are the addresses of platforms.
var socialHosts = words(`x.com twitter.com t.me telegram.me facebook.com fb.com instagram.com youtube.com youtu.be vk.com vk.ru tiktok.com threads.net bsky.app
	weibo.com rumble.com ok.ru truthsocial.com linkedin.com reddit.com rutube.ru substack.com`)

func kindOfHost(host string) string {
	labels := strings.Split(host, ".")
	for i, label := range labels {
		switch {
		case i == 0 || len(labels)-i > 2: // the last two say whose it is
		case label == "gov" || label == "mil" || label == "gouv" || label == "gob" || label == "int":
			return kindOfficial
		case label == "edu" || label == "ac":
			return kindResearch
		}
	}
	if slices.Contains(labels, "gov") || slices.Contains(labels, "gouv") {
		return kindOfficial
	}
	return ""
}

// isSocial: an account, or a platform itself.
func isSocial(name string) bool {
	if i := strings.LastIndexByte(name, '/'); i > 0 && platform.MatchString(strings.TrimSpace(name[i+1:])) {
		return true // "Mariupol City Council/Telegram"
	}
	return atExpr.MatchString(name) || platform.MatchString(name) || postExpr.MatchString(name) || socialOf(name) != nil
}

// outletOf is the title of the table that a name stands for, whatever the name
// says beyond it: "TASS news agency", "BBC Hausa Service", a page of an address.
func outletOf(name string) *outlet {
	if bare := withoutBracket(name); places[strings.Trim(name[len(bare):], " ()[]")] {
		return nil // "The Guardian [Lagos]" is another one
	}
	if o := outletsByKey[outletKey(name)]; o != nil {
		return o
	}
	if host, _ := hostOf(name); host != "" {
		for ; strings.Contains(host, "."); _, host, _ = strings.Cut(host, ".") {
			if o := outletsByKey[host]; o != nil {
				return o
			}
		}
		return nil
	}
	key := outletKey(name)
	if bare := withoutSuffix(key); bare != key {
		if o := outletsByKey[bare]; o != nil {
			return o
		}
	}
	for _, family := range families {
		if strings.HasPrefix(key, family+" ") {
			return outletsByKey[family]
		}
	}
	return nil
}

// families put the name of the house before that of the title.
var families = []string{"bbc", "voa", "al jazeera", "rfe rl", "sputnik", "dw", "cnn", "trt", "nhk", "cgtn", "jane s", "janes"}

// outletKey is the form in which names of outlets are compared: folded words
// without the English article and without a remark in brackets; an address
// without what stands before its name; an account with its sign.
func outletKey(name string) string {
	name = strings.TrimSpace(name)
	if host, path := hostOf(name); host != "" {
		return strings.TrimSuffix(host+path, "/")
	}
	if account := accountOf(name); account != "" {
		return account
	}
	return strings.TrimPrefix(wordsKey(withoutBracket(name)), "the ")
}

// wordsKey are the folded words of a name with single blanks.
func wordsKey(name string) string {
	var key []string
	for _, w := range wordsOf(name) {
		key = append(key, strings.Map(func(r rune) rune {
			if isHyphen(r) {
				return ' '
			}
			return r
		}, foldWord(w.Of(name))))
	}
	return strings.Join(key, " ")
}

// withoutBracket leaves out a remark in brackets: "[Kampala]".
func withoutBracket(name string) string {
	if i := strings.LastIndexAny(name, "[("); i > 0 && strings.ContainsAny(name[len(name)-1:], "])") {
		return strings.TrimSpace(name[:i])
	}
	return name
}

// hostOf is the host of a web address, in lower case and without "www", and
// what follows it.
func hostOf(name string) (host, path string) {
	if !strings.Contains(name, ".") || !webExpr.MatchString(name) {
		return "", ""
	}
	name = strings.ToLower(name)
	if _, rest, ok := strings.Cut(name, "://"); ok {
		name = rest
	}
	name = strings.TrimPrefix(name, "www.")
	if i := strings.IndexByte(name, '/'); i >= 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

// accountOf is the account on X that a name stands for, with its sign.
func accountOf(name string) string {
	for _, platform := range []string{"X/", "Twitter/", "X: ", "Twitter: ", "X.com/", "Twitter.com/"} {
		if rest, ok := strings.CutPrefix(name, platform); ok {
			name = "@" + strings.TrimPrefix(rest, "@")
			break
		}
	}
	if !atExpr.MatchString(name) {
		return ""
	}
	return strings.ToLower(name)
}
