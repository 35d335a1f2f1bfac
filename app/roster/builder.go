package roster

import (
	"slices"
	"strconv"
	"strings"
)

// builder gathers the rows of a list, joining those about the same actor.
type builder struct {
	list   List
	taken  int              // rows, those joined to others too
	kind   string           // of the list's actors, unless they say otherwise
	said   []bool           // the list says the kind of Rows[i]
	byName map[string][]int // folded name -> usable rows
	byUID  map[string]int
	unused []string // headers and keys that mean nothing here
}

func newBuilder(name string) *builder {
	return &builder{list: List{Name: name}, byName: map[string][]int{}, byUID: map[string]int{}}
}

// add takes a row and returns the index it ended in: that of an earlier row
// where both are the same actor, which has the same uid, or the same name and
// no other kind. It fails when the list has too many.
func (b *builder) add(e *entry) (int, error) {
	if b.taken++; b.taken > MaxRows {
		return 0, ErrManyRows
	}
	row := e.done()
	if row.Problem == "" {
		if i := b.same(e); i >= 0 {
			b.join(i, e)
			return i, nil
		}
	}
	i := len(b.list.Rows)
	b.list.Rows = append(b.list.Rows, row)
	b.said = append(b.said, e.said)
	if row.Problem == "" {
		b.byName[nameKey(row.Actor.Name)] = append(b.byName[nameKey(row.Actor.Name)], i)
		if row.Actor.UID != "" {
			b.byUID[row.Actor.UID] = i
		}
	}
	return i, nil
}

// same finds the earlier row about the same actor, or -1.
func (b *builder) same(e *entry) int {
	a := e.row.Actor
	if i, ok := b.byUID[a.UID]; ok && a.UID != "" {
		return i
	}
	for _, i := range b.byName[nameKey(a.Name)] {
		if otherKind := e.said && b.said[i] && a.Kind != b.list.Rows[i].Actor.Kind; !otherKind {
			return i
		}
	}
	return -1
}

// join adds to a row what another says of the same actor.
func (b *builder) join(i int, e *entry) {
	into := &entry{row: b.list.Rows[i]}
	more := e.row.Actor
	names := []alias{{guessAlias(more.Name), true}}
	for _, a := range more.Aliases {
		names = append(names, alias{Alias: a})
	}
	into.addAliases(names)
	if into.row.Actor.Summary == "" {
		into.row.Actor.Summary = more.Summary
	}
	if into.row.Actor.UID == "" {
		into.row.Actor.UID = more.UID
	}
	if e.said && !b.said[i] {
		into.row.Actor.Kind, b.said[i] = more.Kind, true
	}
	into.row.Remarks = append(into.row.Remarks, e.row.Remarks...)
	into.remark(RemarkJoined, "line "+strconv.Itoa(e.row.Line))
	b.list.Rows[i] = into.row
}

// ignore notes a header or key that means nothing here.
func (b *builder) ignore(key string) {
	if key = cut(clean(key), 50); key != "" && len(b.unused) < 20 && !slices.Contains(b.unused, key) {
		b.unused = append(b.unused, key)
	}
}

func (b *builder) remark(kind RemarkKind, detail string) {
	b.list.Remarks = append(b.list.Remarks, Remark{kind, detail})
}

// finish settles what the whole list decides: kinds that it does not say, and
// where the actors come from.
func (b *builder) finish() (List, error) {
	if len(b.list.Rows) == 0 {
		return List{}, ErrNoActors
	}
	if len(b.unused) > 0 {
		b.remark(RemarkNotUsed, strings.Join(b.unused, ", "))
	}
	if b.kind == "" {
		b.kind = kindOfList(b.list.Name)
	}
	for i := range b.list.Rows {
		row := &b.list.Rows[i]
		row.Actor.Origin = b.list.Name
		if b.said[i] {
			continue
		}
		row.Guessed = true
		if row.Actor.Kind == "" {
			row.Actor.Kind = b.kind
		}
		if row.Actor.Kind == "" {
			row.Actor.Kind = guessKind(row.Actor.Name)
		}
	}
	return b.list, nil
}
