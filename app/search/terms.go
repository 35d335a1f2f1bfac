package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// leaf reads a word or phrase, in the field whose bracket it stands in.
func (p *parser) leaf(t token) *node {
	if p.terms == maxTerms {
		p.remark(RemarkTooLong, t.at.Start, "", "")
		return nil
	}
	p.terms++
	if p.field != "" {
		return p.value(p.field, t)
	}
	return p.text(t, db.FieldAny, ReadWord)
}

// text reads words to be looked for in a field.
func (p *parser) text(t token, field db.TextField, rule ReadingRule) *node {
	f := p.phrase(t)
	if len(f.words) == 0 {
		p.noWords(t)
		return nil
	}
	leaf := term{rule: rule, of: told(strings.TrimRight(t.text, "*")), field: field, phrases: []phrase{f}}
	if t.kind == tokenQuote && len(f.words) > 1 {
		leaf.quotes = t.whole
	}
	if rule == ReadWord {
		switch {
		case !leaf.quotes.Empty():
			leaf.rule = ReadPhrase
		case f.prefix:
			leaf.rule = ReadPrefix
		case t.kind == tokenWord:
			p.noField(t, f)
		}
	}
	if f.prefix && leaf.rule != ReadPrefix {
		leaf.of += "*"
	}
	if !leaf.quotes.Empty() && t.number >= 0 {
		leaf.phrases = f.apart()
		leaf.within = t.number
		leaf.sayNear()
	}
	return &node{op: opTerm, term: &leaf}
}

// phrase returns the words of a token.
func (p *parser) phrase(t token) phrase {
	words, at := wordsOf(t.text)
	for i := range at {
		at[i].Start += t.at.Start
		at[i].End += t.at.Start
	}
	f := phrase{words: words, at: at}
	if len(words) == 0 {
		return f
	}
	if len(words) == maxPhrase {
		p.remark(RemarkTooLong, t.at.End, "", "")
	}
	letters := utf8.RuneCountInString(words[len(words)-1])
	switch {
	case t.prefix && letters < 2:
		p.remark(RemarkShortPrefix, t.at.Start, strings.TrimRight(t.text, "*")+"*", words[len(words)-1])
	case t.prefix, t.typing && letters >= leastTyped:
		f.prefix = true
	}
	return f
}

// leastTyped is how many letters of a word must have been typed before it is
// completed in every way: the library has an index of beginnings of so many.
const leastTyped = 4

// noWords remarks on signs, but not on those that stand between words in any
// text.
func (p *parser) noWords(t token) {
	switch text := strings.TrimSpace(t.text); {
	case text == "":
		p.remark(RemarkEmpty, t.at.Start, `""`, "")
	case strings.Trim(text, "-−") == "" && p.ended():
		p.remark(RemarkEmpty, t.at.Start, text, "")
	case strings.Trim(text, "-−–—&+/•·…,;.") == "" && t.kind == tokenWord && len(p.tokens) > 1:
	default:
		p.remark(RemarkPunctuation, t.at.Start, text, "")
	}
}

// noField remarks on what looks like a field and is none; times and addresses
// do not.
func (p *parser) noField(t token, f phrase) {
	name := fieldName.FindStringSubmatch(t.text)
	if name == nil || utf8.RuneCountInString(name[1]) < 2 {
		return
	}
	rest := t.text[len(name[0]):]
	if strings.HasPrefix(rest, "//") {
		return
	}
	if rest == "" { // only before a phrase or bracket: otherwise it is prose
		r, _ := utf8.DecodeRuneInString(p.typed[t.at.End:])
		if t.at.End == len(p.typed) || unicode.IsSpace(r) {
			return
		}
	}
	p.remark(RemarkNoField, t.at.Start, name[1], strings.Join(f.words, " "))
}

// nearOf reads the words of near(a b, 5).
func (p *parser) nearOf(t token) *node {
	var n *node
	for _, inner := range lex(t.text) {
		if inner.kind != tokenWord && inner.kind != tokenQuote {
			continue // operators are left out: nothing but words can stand near others
		}
		inner.at.Start += t.at.Start
		inner.at.End += t.at.Start
		inner.whole.Start += t.at.Start
		inner.whole.End += t.at.Start
		inner.number = -1
		other := p.leaf(inner)
		switch {
		case n == nil:
			n = other
		case other != nil:
			n = nearEachOther(n, other, t.number)
		}
		if n != nil && n.term.phrases == nil { // the value of a field that holds no words
			return n
		}
	}
	if n == nil {
		p.remark(RemarkEmpty, t.at.Start, "near()", "")
	}
	return n
}
