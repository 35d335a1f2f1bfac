package search

import (
	"cmp"
	"context"
	"unicode/utf8"

	"sidelight/db"
)

// Read reads a query. Actors, sources and labels are looked up in the library
// by name or alias, folded; whole says that the last word is complete (a
// person who still types may be in the middle of it, so that it counts as the
// beginning of a word). The error is one of the library.
//
// Words side by side must all be there; OR and | stand between two of them and
// bind closer, as in web searches: a b OR c is a and one of b and c.
func Read(ctx context.Context, lib *db.Library, typed string, whole bool) (Query, error) {
	q := Query{Typed: typed}
	p := parser{ctx: ctx, lib: lib, typed: typed}
	if len(typed) > maxTyped {
		end := maxTyped
		for !utf8.RuneStart(typed[end]) {
			end--
		}
		p.typed = typed[:end]
		p.remark(RemarkTooLong, end, "", "")
	}
	tokens := lex(p.typed)
	if n := len(tokens); n > 0 && !whole {
		tokens[n-1].typing = tokens[n-1].at.End == len(typed)
	}
	p.tokens = p.balance(tokens)
	root := p.all()
	if err := cmp.Or(p.err, ctx.Err()); err != nil {
		return Query{}, err
	}
	root = p.settle(root)
	q.Where = root.where()
	q.Readings = root.readings(nil, false, false, false)
	q.marked = root.marked()
	q.Remarks = p.remarks()
	return q, nil
}
