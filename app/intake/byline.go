package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// byline reads "By X and Y".
func byline(s string, o order, titled bool) (headLine, bool) {
	m := reByline.FindStringSubmatch(s)
	if m == nil || wordCount(s, 41) > 40 {
		return headLine{}, false
	}
	h := headLine{kind: db.KindByline}
	rest := m[1]
	if d, start, end, ok := findDate(rest, o); ok {
		h.date, h.dated = d, true
		if strings.TrimFunc(rest[end:], isSpace) != "" && start == 0 {
			rest = rest[end:]
		} else {
			rest = rest[:start]
		}
		rest = reDateLabel.ReplaceAllString(rest, "")
		rest = reWeekday.ReplaceAllString(rest, "")
	}
	rest = strings.Trim(rest, " ,;|–—-·•\t")
	names := namesIn(h.cutBehind(rest))
	if names == "" {
		return headLine{}, false
	}
	// "By Land and Sea" can be a title: before the title only whole names count.
	if !titled && !isNames(names, 2) {
		return headLine{}, false
	}
	h.author, h.guess = names, false
	return h, true
}

// cutBehind takes off what stands behind the names of a byline: "Jane Roe –
// Belgrade", "Jane Roe | Harbour Watch".
func (h *headLine) cutBehind(names string) string {
	for _, cut := range []string{" | ", " – ", " — ", " - ", " • ", " · ", " // "} {
		if i := strings.Index(names, cut); i > 0 {
			h.place(names[i+len(cut):])
			names = names[:i]
		}
	}
	return names
}

// namesIn takes the names of people or desks from the words after "By",
// leaving out what they are ("Senior Fellow") and whom they work for.
func namesIn(s string) string {
	s = strings.TrimSuffix(strings.TrimFunc(s, isSpace), ",")
	var names []string
	parts := splitNames(s)
	for _, part := range parts {
		switch {
		case !isName(part, 1) && len(names) == 0:
			return ""
		case !isName(part, 1), len(names) > 0 && (reRole.MatchString(part) || rePubWord.MatchString(part)):
		default:
			names = append(names, part)
		}
	}
	if len(names) == len(parts) {
		return s
	}
	return strings.Join(names, ", ")
}

// namedRole reads "Jane Roe, Senior Fellow": a name with what its bearer is.
func namedRole(s string) string {
	name, role, ok := strings.Cut(s, ", ")
	if !ok || terminal(s) || wordCount(s, 21) > 20 || !isNames(name, 2) || rePubWord.MatchString(name) || !startsUpper(role) || !reRole.MatchString(role) {
		return ""
	}
	return namesIn(s[:len(name)])
}

// withoutAddress takes the e-mail address behind a name off.
func withoutAddress(s string) string {
	return strings.TrimSpace(reAddress.ReplaceAllString(s, ""))
}

var reAddress = regexp.MustCompile(`\s*[(<\[]?\S+@\S+\.\p{L}{2,}[)>\]]?$`)

// aboveRole reports a name with what its bearer is on the very next line.
func (u *understanding) aboveRole(i int) bool {
	s := withoutAddress(u.flat(i))
	if i+1 >= len(u.pieces) || u.pieces[i+1].gap || u.pieces[i+1].kind != "" || !isNames(s, 2) || wordCount(s, 5) > 4 || rePubWord.MatchString(s) || reRole.MatchString(s) {
		return false
	}
	role := u.flat(i + 1)
	return reRole.MatchString(role) && !terminal(role) && startsUpper(role) && wordCount(role, 16) <= 15
}

// authorKeys stand alone above the names of authors.
var authorKeys = names(`author, authors, author(s), by, written by, byline, analysts, prepared by, auteur, auteurs`)

var reNameSplit = regexp.MustCompile(`(?i)\s*[,;]\s*(?:(?:and|et)\s+|&\s*)?|\s+(?:and|et|with)\s+|\s*&\s*`)

func splitNames(s string) []string { return reNameSplit.Split(s, -1) }

// isNames reports a list of names and nothing else; each has at least so many words.
func isNames(s string, words int) bool {
	if len(s) > 300 {
		return false
	}
	parts := splitNames(s)
	for _, p := range parts {
		if !isName(p, words) && !(p == "Jr." || p == "PhD" || p == "Ph.D." || p == "Sr.") {
			return false
		}
	}
	return true
}

var nameParticles = set(`de, da, di, del, della, dos, du, des, le, la, von, van, der, den, ter, bin, bint, ibn, al, el, ul, abu, y, e, st., ben, ould, ag, ap, the`)

// neverNames are words of a headline that no name holds.
var neverNames = set(`how, why, what, when, where, who, which, they, their, them, we, our, you, your, he, she, it, this, these, those, will, would, can, could, should, must, may, might, not, no, new, more,
	are, was, were, be, been, has, have, had, do, does, did, go, goes, going, all, some, any, what's, here, there, still, now, next, say, says, said, against, without, war, peace, security, crisis, attack, attacks, forces, troops, government, army`)

// isName reports words that can be a person's name: capitalised, two to five,
// particles between.
func isName(s string, words int) bool {
	tokens := strings.Fields(s)
	if len(tokens) < words || len(tokens) > 6 {
		return false
	}
	capitals := 0
	for i, t := range tokens {
		if nameParticles[strings.ToLower(t)] && i < len(tokens)-1 && strings.ToLower(t) == t {
			continue
		}
		lower := strings.ToLower(t)
		if strings.HasPrefix(lower, "al-") || strings.HasPrefix(lower, "el-") || strings.HasPrefix(lower, "d'") || strings.HasPrefix(lower, "d’") {
			continue
		}
		r, size := utf8.DecodeRuneInString(t)
		if !unicode.IsUpper(r) && !unicode.In(r, unicode.Arabic, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return false
		}
		if words > 1 && (stopWords[lower] || neverNames[lower]) {
			return false
		}
		if capitals++; capitals > 4 {
			return false
		}
		for _, r := range t[size:] {
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’.-‐‑", r) {
				return false
			}
		}
	}
	return true
}
