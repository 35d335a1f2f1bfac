package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// Mention is a place where a text names actors. More than one actor means
// that the name is ambiguous until somebody settles it.
type Mention struct {
	span.Span
	Alias  string // the spelling that matched, as given
	Actors []int64
}

// Find returns the mentions of a text in order, the longest at each place,
// none inside another. Possessives ("Wagner’s"), plurals and hyphenated tails
// ("al-Qaeda-affiliated") count; the mention is the name without them. Web
// addresses and accounts name nobody.
func (n *Names) Find(text string) []Mention {
	var out []Mention
	s := scanner{text: text}
	for s.next() {
		begin := n.begin
		if c := text[s.start]; c >= 'a' && c <= 'z' {
			begin = n.beginLower
		}
		if !begin.has(s.hash) && !(s.plural() && begin.has(s.stem)) {
			continue
		}
		end := s.end
		if m, ok := n.longest(&s); ok {
			out, end = append(out, m), m.End
		}
		s.end = end
	}
	return out
}

// longest is the longest name that starts at the scanner's word; it leaves the
// scanner further on.
func (n *Names) longest(s *scanner) (best Mention, ok bool) {
	first := span.Span{Start: s.start, End: s.end}
	for at := int32(0); ; {
		if s.plural() {
			if child := n.child(at, s.folded[:len(s.folded)-1], s.stem); child > 0 {
				n.match(&best, s.text, span.Span{Start: first.Start, End: s.end}, child, 1)
			}
		}
		if at = n.child(at, s.folded, s.hash); at == 0 {
			break
		}
		n.match(&best, s.text, span.Span{Start: first.Start, End: s.end}, at, 0)
		before := span.Span{Start: s.start, End: s.end}
		if !s.next() || !withinName(s.text, before, s.start) {
			break
		}
	}
	if best.Actors == nil || best.Span == first && shouted(s.text, best.Span) || inAddress(s.text, best.Span) {
		return Mention{}, false
	}
	return best, true
}

// match sets a mention to the names that end at a node, where the capitals of
// any agree with the words of the text. plural is the length of the ending.
func (n *Names) match(m *Mention, text string, s span.Span, at int32, plural int) {
	written := text[s.Start : s.End-plural]
	found := Mention{Span: s}
	for i := n.nodes[at].ending; i > 0; i = n.endings[i].next {
		e := &n.endings[i]
		if !e.agrees(written) || e.exact && plural > 0 && text[s.End-1] == 'S' {
			continue // "ISIS" is no plural of "ISI"
		}
		if found.Alias == "" || e.name == written {
			found.Alias = e.name
		}
		if !slices.Contains(found.Actors, e.actor) {
			found.Actors = append(found.Actors, e.actor)
		}
	}
	if found.Actors != nil {
		*m = found
	}
}

// agrees says whether the capitals are those of the name.
func (e *ending) agrees(written string) bool {
	if e.exact {
		return strings.HasSuffix(letters(e.name), letters(written)) // without the article before it
	}
	return !e.capital || startsUpper(written)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if isWordRune(r) {
			return r
		}
		return -1
	}, s)
}

// isAcronym: one word, 2 to 10 characters, no lower case letter.
func isAcronym(name string) bool {
	n := utf8.RuneCountInString(name)
	return n >= 2 && n <= 10 && !strings.Contains(name, " ") && strings.ToUpper(name) == name &&
		strings.IndexFunc(name, unicode.IsUpper) >= 0
}

// withinName says whether what stands between a word and the next, which
// starts at next, can stand inside a name: blanks, among them the end of a
// line, and one joiner: a hyphen, a slash, a quotation mark, a full stop that
// is not the end of a sentence. No comma, no bracket, no other line than the
// next one.
func withinName(text string, before span.Span, next int) bool {
	between := text[before.End:next]
	if between == " " || between == "-" {
		return true
	}
	joiner, blanks, lines := rune(0), false, 0
	for _, r := range between {
		switch {
		case isInvisible(r):
		case r == '\n':
			lines++
			blanks = true
		case r == ' ' || r != '\t' && unicode.IsSpace(r):
			blanks = true
		case joiner == 0 && lines == 0 && (isHyphen(r) || isApostrophe(r) || strings.ContainsRune("—/.&“”\"«»", r)):
			joiner = r
		default:
			return false
		}
	}
	switch {
	case lines > 1:
		return false
	case joiner == '.' && blanks:
		word := before.Of(text)
		return utf8.RuneCountInString(word) == 1 || abbreviations[strings.ToLower(word)]
	}
	return joiner != '—' || !blanks
}

// shouted: in a line of capitals an everyday word looks like a name; there it
// is none: "RUSSIA IS LOSING" does not name the group IS.
func shouted(text string, s span.Span) bool {
	if !everyday[strings.ToLower(s.Of(text))] {
		return false
	}
	line := text[max(0, s.Start-longestLine):min(len(text), s.End+longestLine)]
	at := min(s.Start, longestLine)
	line = line[strings.LastIndexByte(line[:at], '\n')+1:]
	line, _, _ = strings.Cut(strings.ToValidUTF8(line, ""), "\n")
	return len(strings.Fields(line)) > 2 && strings.ToUpper(line) == line
}

// longestLine is how many bytes of a line are looked at on either side.
const longestLine = 200

// everyday are the words of headings that are also names of somebody.
var everyday = words(`is it us who as at an am all and are for in on or no so to up was if he me we do go by be can may how now new war arm aim
	out not the has had but air alliance army army's base black blue branch brigade call campaign cell center centre charge circle
	coalition command committee congress conquest corps council court crown dawn defence defense delta dragon eagle east falcon faith fire
	flag flame force forces fort free freedom front fury future general gold government group guard hand hawk home honor honour hope house hunter
	islam islamic justice king lead league liberation light lightning lion march mission movement national network night north nation office
	operation order organization party path peace people phoenix police power pride province rapid red resistance revolution rise sea shield
	sky south spear spring star state storm strike sun support sword team thunder tiger tower trust truth union unit unity victory
	vanguard voice watch wave west white will wind wing wolf youth`)

// inAddress: a name within a web address or an account is a part of that.
func inAddress(text string, s span.Span) bool {
	start := max(0, s.Start-longestAddress)
	start += strings.LastIndexAny(text[start:s.Start], " \n\t(<[") + 1
	before := text[start:s.Start]
	return strings.HasSuffix(before, "@") || strings.Contains(before, "://") || strings.HasPrefix(before, "www.") ||
		strings.HasPrefix(text[s.End:], "_") && startsWord(text[s.End+1:]) || strings.HasSuffix(before, "_") && len(before) > 1
}

// longestAddress is how many bytes of an address are looked back at.
const longestAddress = 300

// MergeDefined makes one mention of two where a long form is followed by its
// short form in brackets, or the other way round, and both name the same
// actors. The mentions are in the order of the text; theirs is kept.
func MergeDefined(mentions []Mention, acronyms []Acronym) []Mention {
	var out []Mention
	for _, m := range mentions {
		if len(out) > 0 {
			if both, ok := defined(out[len(out)-1], m, acronyms); ok {
				out[len(out)-1] = both
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

func defined(first, second Mention, acronyms []Acronym) (Mention, bool) {
	var shared []int64
	for _, actor := range first.Actors {
		if slices.Contains(second.Actors, actor) {
			shared = append(shared, actor)
		}
	}
	if shared == nil {
		return Mention{}, false
	}
	for _, a := range acronyms {
		if a.Start <= first.Start && second.End <= a.End {
			end := second.End
			if a.End == end+1 {
				end = a.End // its closing bracket
			}
			return Mention{span.Span{Start: first.Start, End: end}, first.Alias, shared}, true
		}
	}
	return Mention{}, false
}
