package search

import (
	"strconv"
	"strings"

	"sidelight/app/span"
	"sidelight/db"
)

// op says how the parts of a node go together.
type op int

const (
	opTerm op = iota
	opAll
	opAny
	opNot
)

// node is a query, or a part of it, as it was read. Nil asks for nothing.
type node struct {
	op   op
	kids []*node
	term *term
}

// term is one thing that a query asks for: words (phrases is not empty), or a
// filter.
type term struct {
	rule    ReadingRule
	of      string
	field   db.TextField
	phrases []phrase // several: near each other
	within  int
	quotes  span.Span // where a phrase of several words stands in the query, with its quotes
	filter  db.TextExpr
	actors  []int64
	names   []phrase // of the actors
	sources []int64
	titles  bool // in:title, which is no condition of its own
	silent  bool // no part of what was typed
}

// phrase is words that follow one another, folded.
type phrase struct {
	words  []string
	prefix bool        // the last word may go on
	at     []span.Span // of each word in the query
}

// apart makes a phrase of each word.
func (f phrase) apart() []phrase {
	all := make([]phrase, len(f.words))
	for i := range f.words {
		all[i] = phrase{words: f.words[i : i+1], at: f.at[i : i+1]}
	}
	all[len(all)-1].prefix = f.prefix
	return all
}

// add adds a part that asks for something; parts of the same kind become one.
func (n *node) add(kid *node) {
	switch {
	case kid == nil:
	case kid.op == n.op:
		n.kids = append(n.kids, kid.kids...)
	default:
		n.kids = append(n.kids, kid)
	}
}

// plain is the node without what is around a single part, or nil.
func (n *node) plain() *node {
	switch len(n.kids) {
	case 0:
		return nil
	case 1:
		return n.kids[0]
	}
	return n
}

// nearEachOther joins the words of two terms, or returns nil: only words can
// stand near each other, and only in one field.
func nearEachOther(a, b *node, within int) *node {
	if a.op != opTerm || b.op != opTerm || a.term.phrases == nil || b.term.phrases == nil || a.term.field != b.term.field {
		return nil
	}
	near := *a.term
	near.phrases = append(near.phrases[:len(near.phrases):len(near.phrases)], b.term.phrases...)
	near.within, near.quotes = within, span.Span{}
	for _, t := range []*term{a.term, b.term} {
		if len(t.phrases) > 1 {
			near.within = min(near.within, t.within)
		}
	}
	near.sayNear()
	return &node{op: opTerm, term: &near}
}

// sayNear words the reading of a term whose words stand near each other.
func (t *term) sayNear() {
	t.rule = ReadNear
	names := make([]string, len(t.phrases))
	for i, f := range t.phrases {
		if names[i] = strings.Join(f.words, " "); f.prefix {
			names[i] += "*"
		}
	}
	t.of = told(strings.Join(names, " … ")) + " (≤ " + strconv.Itoa(t.within) + ")"
	if t.field != db.FieldAny {
		t.of = string(t.field) + ": " + t.of
	}
}

// where is the condition that a node makes, or nil.
func (n *node) where() db.TextExpr {
	if n == nil {
		return nil
	}
	if n.op == opTerm {
		return n.term.where()
	}
	var kids []db.TextExpr
	for _, kid := range n.kids {
		if expr := kid.where(); expr != nil {
			kids = append(kids, expr)
		}
	}
	switch {
	case len(kids) == 0:
		return nil
	case n.op == opNot:
		return db.Not{Expr: kids[0]}
	case len(kids) == 1:
		return kids[0]
	case n.op == opAny:
		return db.AnyOf(kids)
	default:
		return db.AllOf(kids)
	}
}

func (t *term) where() db.TextExpr {
	switch {
	case t.titles:
		return nil
	case t.phrases == nil:
		return t.filter
	case len(t.phrases) == 1:
		return t.words(t.phrases[0])
	}
	near := db.Near{Within: t.within}
	for _, f := range t.phrases {
		near.Words = append(near.Words, t.words(f))
	}
	return near
}

func (t *term) words(f phrase) db.Words {
	return db.Words{Field: t.field, Words: f.words, Prefix: f.prefix}
}

// readings are the parts in plain words. What a bracket excludes is told part
// by part (neither a nor b), so that each reading says by itself what it asks
// for. Brackets are told where alternatives have several parts.
func (n *node) readings(all []Reading, not, or, among bool) []Reading {
	switch {
	case n == nil, n.op == opTerm && n.term.silent:
		return all
	case n.op == opTerm:
		return append(all, Reading{Rule: n.term.rule, Of: n.term.of, Not: not, Or: or})
	case n.op == opNot:
		return n.kids[0].readings(all, !not, or, among)
	}
	first := len(all)
	alternatives := (n.op == opAny) != not
	for i, kid := range n.kids {
		all = kid.readings(all, not, or && i == 0 || alternatives && i > 0, alternatives)
	}
	if among && !alternatives {
		all[first].Open++
		all[len(all)-1].Close++
	}
	return all
}

// marked is what a node marks in texts; what is excluded marks nothing.
func (n *node) marked() (m marked) {
	if n == nil {
		return m
	}
	n.each(func(t *term, not bool) {
		if not {
			return
		}
		if t.phrases != nil {
			m.marks = append(m.marks, mark{field: t.field, phrases: t.phrases, within: t.within, quotes: t.quotes})
		}
		for _, name := range t.names {
			m.marks = append(m.marks, mark{phrases: []phrase{name}, name: true})
		}
		m.actors = append(m.actors, t.actors...)
		m.sources = append(m.sources, t.sources...)
	}, false)
	return m
}

// each calls f with every term and whether it is excluded.
func (n *node) each(f func(t *term, not bool), not bool) {
	if n.op == opTerm {
		f(n.term, not)
	}
	for _, kid := range n.kids {
		kid.each(f, not != (n.op == opNot))
	}
}
