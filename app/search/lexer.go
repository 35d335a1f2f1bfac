package search

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// A query beyond these bounds is no longer a person's: the rest is left out,
// with a remark.
const (
	maxTyped    = 64 << 10 // bytes
	maxTerms    = 100      // words, phrases and filters
	maxPhrase   = 400      // words of a phrase
	maxBrackets = 20       // open at once
)

// tokenKind says what a token of a query is.
type tokenKind int

const (
	tokenWord   tokenKind = iota
	tokenQuote            // a phrase in quotes
	tokenField            // text is the field's name, without the colon
	tokenNearOf           // near(text, number)
	tokenOpen
	tokenClose
	tokenOr
	tokenAnd
	tokenNot
	tokenNear // between two terms
)

// token is a piece of a query.
type token struct {
	kind   tokenKind
	text   string
	at     span.Span // the text's place in the query
	whole  span.Span // a phrase's, with its quotes and what follows them
	prefix bool      // a star follows
	open   bool      // its quote or bracket never closes
	typing bool      // the text ends with it: it may go on
	number int       // the words between; -1: not said
}

// quotes are the signs that open and close a phrase.
const quotes = `"“”„‟«»＂`

// nearDistance is how far apart near words are when nothing is said, as in
// the index itself.
const nearDistance = 10

var (
	nearWithin = regexp.MustCompile(`^(?i:near)/(\d+)$`)
	nearSays   = regexp.MustCompile(`,\s*(\d+)\s*$`)
	quoteSays  = regexp.MustCompile(`^~(\d+)`)
	fieldName  = regexp.MustCompile(`^(\p{L}+):`)
)

// lexer takes a query apart.
type lexer struct {
	typed  string
	at     int
	tokens []token
}

// lex takes a query apart; every text falls into tokens somehow.
func lex(typed string) []token {
	l := lexer{typed: typed}
	for l.at < len(typed) {
		r, size := utf8.DecodeRuneInString(typed[l.at:])
		switch {
		case unicode.IsSpace(r):
			l.at += size
		case strings.ContainsRune(quotes, r):
			l.quote(r, size)
		case r == '(':
			l.sign(tokenOpen, size)
		case r == ')':
			l.sign(tokenClose, size)
		case r == '|':
			for l.at+size < len(typed) && typed[l.at+size] == '|' {
				size++
			}
			l.sign(tokenOr, size)
		case (r == '-' || r == '−') && l.excludes():
		default:
			l.chunk()
		}
	}
	return l.tokens
}

// sign adds a token of the next bytes.
func (l *lexer) sign(kind tokenKind, size int) {
	l.add(token{kind: kind}, l.at, l.at+size)
	l.at += size
}

func (l *lexer) add(t token, start, end int) {
	t.at = span.Span{Start: start, End: end}
	t.text = l.typed[start:end]
	l.tokens = append(l.tokens, t)
}

// excludes reads the dash at the start of a chunk if it excludes what follows:
// it stands right before it. Several dashes are one.
func (l *lexer) excludes() bool {
	rest := strings.TrimLeft(l.typed[l.at:], "-−")
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || unicode.IsSpace(r) || r == ')' || r == '|' {
		return false
	}
	l.sign(tokenNot, len(l.typed)-len(rest)-l.at)
	return true
}

// quote reads a phrase. Straight quotes close with straight ones; where none
// follows, and for all others, any quote closes.
func (l *lexer) quote(r rune, size int) {
	sign, start := l.at, l.at+size
	rest := l.typed[start:]
	end := strings.IndexAny(rest, quotes)
	if r == '"' {
		if i := strings.IndexByte(rest, '"'); i >= 0 {
			end = i
		}
	}
	t := token{kind: tokenQuote, number: -1, open: end < 0}
	if t.open {
		l.add(t, start, len(l.typed))
		l.at = len(l.typed)
	} else {
		l.add(t, start, start+end)
		_, size := utf8.DecodeRuneInString(rest[end:])
		l.at = start + end + size
	}
	q := &l.tokens[len(l.tokens)-1]
	if says := quoteSays.FindStringSubmatch(l.typed[l.at:]); says != nil {
		q.number = atMost(says[1])
		l.at += len(says[0])
	}
	if l.at < len(l.typed) && l.typed[l.at] == '*' {
		q.prefix = true
		l.at++
	}
	if strings.HasSuffix(q.text, "*") {
		q.prefix = true
	}
	q.whole = span.Span{Start: sign, End: l.at}
}

// atMost reads a number of words; one too large to read is large.
func atMost(digits string) int {
	const enough = 1000
	n, err := strconv.Atoi(digits)
	if err != nil || n > enough {
		return enough
	}
	return n
}

// chunk reads what stands between blanks, quotes, brackets and bars: a word,
// an operator, or a field and the word after it.
func (l *lexer) chunk() {
	start := l.at
	end := start + strings.IndexFunc(l.typed[start:], endsChunk)
	if end < start {
		end = len(l.typed)
	}
	chunk := l.typed[start:end]
	if kind, ok := operators[chunk]; ok {
		l.at = end
		l.add(token{kind: kind, number: nearDistance}, start, end)
		return
	}
	if strings.EqualFold(chunk, "near") && end < len(l.typed) && l.typed[end] == '(' {
		l.nearOf(end + 1)
		return
	}
	if within := nearWithin.FindStringSubmatch(chunk); within != nil {
		l.at = end
		l.add(token{kind: tokenNear, number: atMost(within[1])}, start, end)
		return
	}
	if name := fieldName.FindStringSubmatch(chunk); name != nil && fields[strings.ToLower(name[1])] != "" {
		l.add(token{kind: tokenField}, start, start+len(name[1]))
		start += len(name[0])
	}
	if start < end {
		l.add(token{kind: tokenWord, prefix: l.typed[end-1] == '*'}, start, end)
	}
	l.at = end
}

// operators are the words that are none. In small letters they are words.
var operators = map[string]tokenKind{"OR": tokenOr, "AND": tokenAnd, "&&": tokenAnd, "NOT": tokenNot, "NEAR": tokenNear}

func endsChunk(r rune) bool {
	return unicode.IsSpace(r) || r == '(' || r == ')' || r == '|' || strings.ContainsRune(quotes, r)
}

// nearOf reads the rest of near(a b, 5), up to the bracket or the end.
func (l *lexer) nearOf(start int) {
	t := token{kind: tokenNearOf, number: nearDistance}
	end := strings.IndexByte(l.typed[start:], ')')
	if end += start; end < start {
		end = len(l.typed)
		t.open = true
	}
	inside := l.typed[start:end]
	l.at = min(end+1, len(l.typed))
	if says := nearSays.FindStringSubmatchIndex(inside); says != nil {
		t.number = atMost(inside[says[2]:says[3]])
		end = start + says[0]
	}
	l.add(t, start, end)
}
