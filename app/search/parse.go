package search

import (
	"context"
	"strings"

	"sidelight/db"
)

// parser reads the tokens of a query.
type parser struct {
	ctx    context.Context
	lib    *db.Library
	typed  string
	tokens []token
	at     int    // the token to be read
	field  string // whose bracket is being read, or ""
	terms  int
	noted  []noted
	err    error
}

// balance gives every bracket its other half: what closes nothing and what is
// too deep is left out, what never closes does so at the end.
func (p *parser) balance(tokens []token) []token {
	kept, depth, deeper := tokens[:0], 0, 0
	for _, t := range tokens {
		switch {
		case t.kind == tokenOpen && depth == maxBrackets:
			p.remark(RemarkTooLong, t.at.Start, t.text, "")
			deeper++
			continue
		case t.kind == tokenOpen:
			depth++
		case t.kind == tokenClose && deeper > 0:
			deeper--
			continue
		case t.kind == tokenClose && depth == 0:
			p.remark(RemarkUnclosedBracket, t.at.Start, t.text, "")
			continue
		case t.kind == tokenClose:
			depth--
		case t.open && t.kind == tokenQuote:
			p.remark(RemarkUnclosedQuote, t.at.Start, t.text, t.text)
		case t.open:
			p.remark(RemarkUnclosedBracket, t.at.Start, "near(", t.text)
		}
		kept = append(kept, t)
	}
	if depth+deeper > 0 {
		p.remark(RemarkUnclosedBracket, len(p.typed), "(", "")
	}
	for ; depth > 0; depth-- {
		kept = append(kept, token{kind: tokenClose})
	}
	return kept
}

// ended reports whether no term can come next.
func (p *parser) ended() bool { return p.at == len(p.tokens) || p.is(tokenClose) }

func (p *parser) is(kind tokenKind) bool { return p.at < len(p.tokens) && p.tokens[p.at].kind == kind }

func (p *parser) next() token {
	p.at++
	return p.tokens[p.at-1]
}

// nothing remarks on an operator that has nothing on one of its sides.
func (p *parser) nothing(t token) { p.remark(RemarkEmpty, t.at.Start, t.text, "") }

// all reads terms up to the end or the bracket that closes.
func (p *parser) all() *node {
	n := &node{op: opAll}
	for !p.ended() && p.ctx.Err() == nil {
		if p.is(tokenAnd) {
			if t := p.next(); len(n.kids) == 0 || p.ended() {
				p.nothing(t)
			}
			continue
		}
		n.add(p.any())
	}
	return n.plain()
}

// any reads a term and its alternatives.
func (p *parser) any() *node {
	n := &node{op: opAny}
	for {
		if !p.is(tokenOr) {
			n.add(p.not())
		}
		if !p.is(tokenOr) {
			return n.plain()
		}
		t := p.next()
		for p.is(tokenOr) || p.is(tokenAnd) {
			p.nothing(p.next())
		}
		if len(n.kids) == 0 || p.ended() {
			p.nothing(t)
		}
		if p.ended() {
			return n.plain()
		}
	}
}

// not reads a term that may be excluded.
func (p *parser) not() *node {
	excluded := false
	for p.is(tokenNot) || excluded && p.is(tokenAnd) {
		t := p.next()
		if t.kind == tokenNot {
			excluded = !excluded
		}
		if p.ended() || p.is(tokenOr) {
			p.nothing(t)
			return nil
		}
	}
	at := p.tokens[p.at].at.Start
	n := p.near()
	switch {
	case n == nil || !excluded:
		return n
	case n.op == opTerm && n.term.titles:
		p.remark(RemarkNoPlace, at, "-in:"+n.term.of, "")
		return nil
	}
	return &node{op: opNot, kids: []*node{n}}
}

// near reads a term and those that must stand near it.
func (p *parser) near() *node {
	n := p.term()
	for p.is(tokenNear) {
		t := p.next()
		if n == nil || p.ended() || p.is(tokenOr) || p.is(tokenAnd) || p.is(tokenNot) {
			p.nothing(t)
			return n
		}
		other := p.term()
		if other == nil {
			continue // its own remark says why
		}
		if near := nearEachOther(n, other, t.number); near != nil {
			n = near
			continue
		}
		p.remark(RemarkNotNear, t.at.Start, t.text, "AND")
		both := &node{op: opAll}
		both.add(n)
		both.add(other)
		n = both
	}
	return n
}

// term reads one term, or a bracket. It reads one token at least.
func (p *parser) term() *node {
	t := p.next()
	switch t.kind {
	case tokenWord, tokenQuote:
		return p.leaf(t)
	case tokenNearOf:
		return p.nearOf(t)
	case tokenField:
		return p.ofField(t)
	case tokenOpen:
		n := p.all()
		p.next() // brackets are balanced
		if n == nil {
			p.remark(RemarkEmpty, t.at.Start, "()", "")
		}
		return n
	default:
		p.nothing(t)
		return nil
	}
}

// ofField reads what follows a field's name: a word, a phrase, or a bracket of
// them.
func (p *parser) ofField(t token) *node {
	name := fields[strings.ToLower(t.text)]
	if !p.is(tokenWord) && !p.is(tokenQuote) && !p.is(tokenOpen) {
		p.remark(RemarkEmpty, t.at.Start, t.text+":", "")
		return nil
	}
	outer := p.field
	p.field = name
	defer func() { p.field = outer }()
	return p.term()
}
