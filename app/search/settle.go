package search

import "sidelight/db"

// settle applies what concerns the whole query: in: and a query of exclusions
// alone.
func (p *parser) settle(root *node) *node {
	if root == nil {
		return nil
	}
	titles, own := false, false
	root.each(func(t *term, _ bool) { titles = titles || t.titles }, false)
	root.each(func(t *term, not bool) {
		if titles && t.field == db.FieldAny && t.phrases != nil {
			t.field = db.FieldTitle
		}
		own = own || !not && t.ofDocument()
	}, false)
	parts := []*node{root}
	if root.op == opAll {
		parts = root.kids
	}
	// Several places beside each other are alternatives: nothing is in both.
	var rest []*node
	in := &node{op: opAny}
	onlyNot := true
	for _, part := range parts {
		if part.op == opTerm && part.term.rule == ReadIn && !part.term.titles {
			in.add(part)
		} else {
			rest = append(rest, part)
		}
		onlyNot = onlyNot && (part.op == opNot || part.op == opTerm && part.term.titles)
	}
	all := &node{op: opAll, kids: rest}
	all.add(in.plain())
	switch {
	case all.where() == nil:
	case onlyNot:
		p.remark(RemarkOnlyNot, 0, p.typed, "")
		all.add(filter(ReadIn, "briefs", db.IsKind{Kinds: []db.Kind{db.KindBrief}}))
	case !own:
		n := filter(ReadIn, "", db.IsKind{Kinds: []db.Kind{db.KindBrief, db.KindNote}})
		n.term.silent = true
		all.add(n)
	}
	return all.plain()
}

// ofDocument reports whether a term is about a document itself. Title,
// publication and date of an annotation are those of its brief: where nothing
// else is asked for, the brief says it all.
func (t *term) ofDocument() bool {
	switch t.rule {
	case ReadTitle, ReadPublication, ReadSource, ReadBefore, ReadAfter, ReadOn, ReadHandled:
		return false
	}
	return t.field == db.FieldAny && !t.titles
}
