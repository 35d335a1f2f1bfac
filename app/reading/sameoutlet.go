package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SameOutlet says why two spellings may be one outlet ("the address of the
// same name"), or ok false. It is never sure: a question to the analyst.
func SameOutlet(a, b string) (why string, ok bool) {
	a, b = oneLine(a), oneLine(b)
	keyA, keyB := outletKey(a), outletKey(b)
	if a == b || keyA == "" || keyB == "" {
		return "", false
	}
	hostA, pathA := hostOf(a)
	hostB, pathB := hostOf(b)
	known, other := outletsByKey[keyA], outletsByKey[keyB]
	switch {
	case pathA+pathB != "":
		return "", false // one page says nothing of the rest
	case strings.HasPrefix(keyA, "@") && keyA == keyB:
		return "the same account", true
	case known != nil && other != nil:
		if known != other {
			return "", false // sister titles, or strangers
		}
		return whySame(a, b, hostA+hostB != ""), true
	case hostA != "" && hostB != "":
		if nameOfHost(hostA) == nameOfHost(hostB) && nameOfHost(hostA) != "" {
			return "the same name at another address", true
		}
		return "", false
	case hostA != "":
		return addressOf(hostA, b)
	case hostB != "":
		return addressOf(hostB, a)
	}
	return sameName(a, b)
}

// whySame says how two spellings of one known title differ.
func whySame(a, b string, address bool) string {
	switch {
	case address:
		return "the address of the same title"
	case strings.HasPrefix(a, "@") || accountOf(a) != "" || accountOf(b) != "":
		return "the account of the same title"
	}
	if why, ok := sameName(a, b); ok {
		return why
	}
	return "two names of one title"
}

// addressOf: a host is named after the outlet: "lemonde.fr".
func addressOf(host, name string) (string, bool) {
	label := nameOfHost(host)
	if len(label) < 3 || accountOf(name) != "" {
		return "", false
	}
	key := wordsKey(withoutBracket(name))
	for _, k := range []string{key, withoutArticle(key), withoutSuffix(key), withoutSuffix(withoutArticle(key))} {
		if joined := strings.ReplaceAll(k, " ", ""); joined == strings.ReplaceAll(label, "-", "") {
			return "the address of the same name", true
		}
	}
	return "", false
}

// nameOfHost is the label that names whose address it is: "lemonde" of
// "www.lemonde.fr", "bbc" of "bbc.co.uk".
func nameOfHost(host string) string {
	labels := strings.Split(host, ".")
	at := len(labels) - 2
	if at > 0 && (len(labels[at]) <= 3 && secondLevels[labels[at]]) {
		at--
	}
	if at < 0 {
		return ""
	}
	return labels[at]
}

var secondLevels = words("co com org net gov gob ac edu or ne gouv")

func sameName(a, b string) (string, bool) {
	keyA, keyB := wordsKey(a), wordsKey(b)
	bareA, bareB := wordsKey(withoutBracket(a)), wordsKey(withoutBracket(b))
	switch {
	case keyA == "" || keyB == "":
		return "", false
	case keyA == keyB:
		return "accents or spelling", true
	case bareA == bareB:
		return "a remark in brackets", a == withoutBracket(a) || b == withoutBracket(b)
	case withoutArticle(bareA) == withoutArticle(bareB):
		return "with and without the article", true
	case withoutSuffix(withoutArticle(bareA)) == withoutSuffix(withoutArticle(bareB)):
		return "with and without a word such as “News”", true
	case isShortOf(withoutBracket(a), bareB), isShortOf(withoutBracket(b), bareA):
		return "the short form of the long name", true
	case oneLetterApart(strings.TrimPrefix(bareA, "the "), strings.TrimPrefix(bareB, "the ")):
		return "accents or spelling", true
	}
	return "", false
}

// withoutArticle leaves out the article before a folded name of an outlet.
func withoutArticle(key string) string {
	first, rest, ok := strings.Cut(key, " ")
	if ok && outletArticles[first] {
		return rest
	}
	return key
}

var outletArticles = words("the le la les l el los las al il lo der die das de het o os a")

// withoutSuffix leaves out the words that a name is written with and without.
func withoutSuffix(key string) string {
	for {
		i := strings.LastIndexByte(key, ' ')
		if i < 0 || !outletSuffixes[key[i+1:]] || outletSuffixes[withoutArticle(key[:i])] || tooPlain[withoutArticle(key[:i])] {
			return key
		}
		key = key[:i]
	}
}

var (
	outletSuffixes = words("news online newspaper magazine website web site agency network channel tv com service daily")
	// tooPlain are no names when they are left alone.
	tooPlain = words("press national state radio times post standard nation sun star mirror world global local central first daily weekly today africa asia russia")
)

// isShortOf says whether a short form is made of the first letters of a name,
// its small words counted or not. Two letters say too little.
func isShortOf(short, key string) bool {
	n := utf8.RuneCountInString(short)
	if n < 3 || n > 6 || strings.IndexFunc(short, func(r rune) bool { return !unicode.IsUpper(r) }) >= 0 {
		return false
	}
	all, content := "", ""
	for _, w := range strings.Fields(key) {
		r, _ := utf8.DecodeRuneInString(w)
		all += string(r)
		if !traits[w].has(joinerTrait | frenchSmallTrait | particleTrait) {
			content += string(r)
		}
	}
	folded := strings.ToLower(short)
	return folded == all || folded == content
}

// oneLetterApart: two longer names with the same numbers differ in a letter,
// as transcriptions do.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(strings.ReplaceAll(a, " ", "")) < 7 || len(b)-len(a) > 1 || digitsOf(a) != digitsOf(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:] && i > 0
	}
	return i > 0 && a[i:] == b[i+1:]
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
