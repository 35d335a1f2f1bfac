package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// TLP is a handling mark: to whom what is marked may be passed on, by the
// Traffic Light Protocol, version 2.0 (FIRST, 2022). The zero value is no mark,
// which restricts nothing and is no mark of its own.
//
// A brief has the mark that it was given. Its annotations have no mark of their
// own: they are handled as the brief, whose words they quote. A note has a mark
// of its own and is handled by the strictest of it and of those of what it is
// about: its brief, or both texts of its comparison (see Note.Handling).
type TLP string

// The marks.
const (
	TLPNone        TLP = ""
	TLPClear       TLP = "CLEAR"        // no limit on disclosure
	TLPGreen       TLP = "GREEN"        // the community
	TLPAmber       TLP = "AMBER"        // the organisation and its clients, on a need-to-know basis
	TLPAmberStrict TLP = "AMBER+STRICT" // the organisation only
	TLPRed         TLP = "RED"          // the recipients themselves
)

// TLPs lists the marks from no mark to the strictest.
var TLPs = []TLP{TLPNone, TLPClear, TLPGreen, TLPAmber, TLPAmberStrict, TLPRed}

// Label is the mark as it has to be written, "TLP:AMBER+STRICT", or "".
func (t TLP) Label() string {
	if t == TLPNone {
		return ""
	}
	return "TLP:" + string(t)
}

// Above reports whether the mark is stricter than another.
func (t TLP) Above(other TLP) bool { return slices.Index(TLPs, t) > slices.Index(TLPs, other) }

func (t TLP) valid() error {
	if !slices.Contains(TLPs, t) {
		return invalid("%q is no mark of the Traffic Light Protocol", string(t))
	}
	return nil
}

// Strictest returns the strictest of some marks.
func Strictest(marks ...TLP) TLP {
	strictest := TLPNone
	for _, t := range marks {
		if t.Above(strictest) {
			strictest = t
		}
	}
	return strictest
}

// ParseTLP reads a mark as people write it: "TLP:AMBER", "tlp: amber+strict",
// "red". WHITE is what version 1 called CLEAR. ok is false when it is none.
func ParseTLP(written string) (mark TLP, ok bool) {
	name := strings.ToUpper(strings.Join(strings.Fields(written), ""))
	if rest, labelled := strings.CutPrefix(name, "TLP"); labelled {
		name = strings.TrimLeft(rest, ":：")
	}
	if name == "WHITE" {
		return TLPClear, true
	}
	if mark = TLP(name); mark.valid() != nil {
		return TLPNone, false
	}
	return mark, mark != TLPNone
}

// marks scans marks with blanks between them into the strictest.
type marks struct{ to *TLP }

// Scan implements sql.Scanner.
func (m marks) Scan(value any) error {
	written, ok := value.(string)
	if !ok {
		return fmt.Errorf("handling marks as %T", value)
	}
	*m.to = TLPNone
	for name := range strings.FieldsSeq(written) {
		*m.to = Strictest(*m.to, TLP(name))
	}
	return nil
}

// The marks by which a note n of brief b, and a comparison c, are handled.
const (
	comparisonMarks = `concat_ws(' ', lb.tlp, ln.tlp, lnb.tlp, rb.tlp, rn.tlp, rnb.tlp)`
	noteMarks       = `concat_ws(' ', n.tlp, b.tlp, (SELECT ` + comparisonMarks + comparisonTables + `WHERE c.id = n.comparison_id))`
)

// MarkNote gives a note a mark of its own, or takes it from it. When it has it
// already nothing is written and nobody told. ErrNotFound; ErrInvalid: no such
// mark.
func (l *Library) MarkNote(ctx context.Context, id int64, mark TLP) (Note, error) {
	var n Note
	err := l.update(ctx, fmt.Sprintf("mark note %d", id), func(c *change) (err error) {
		if err := mark.valid(); err != nil {
			return err
		}
		if n, err = findNote(ctx, c, id); err != nil || n.TLP == mark {
			return err
		}
		if _, err = c.ExecContext(ctx, `UPDATE note SET tlp = ?, changed_at = ? WHERE id = ?`, mark, c.now.UnixMicro(), id); err != nil {
			return err
		}
		c.tell(NoteChanged{id, n.BriefID})
		n, err = findNote(ctx, c, id)
		return err
	})
	return n, err
}

// Handled holds for documents that are handled by one of the marks; TLPNone is
// among them where what has no mark is meant.
type Handled struct{ Marks []TLP }

func (Handled) textExpr() {}

// handled asks whether the strictest mark of a record is one of those asked for.
func (k *asker) handled(e Handled) demand {
	var any []demand
	for _, t := range e.Marks {
		all := []demand{}
		if t != TLPNone {
			all = append(all, k.hasMark(t))
		}
		for _, stricter := range TLPs[slices.Index(TLPs, t)+1:] {
			all = append(all, k.negated(k.hasMark(stricter)))
		}
		any = append(any, k.allOf(all))
	}
	return k.anyOf(any)
}

func (k *asker) hasMark(t TLP) demand {
	return demand{where: `instr(' ' || ` + k.of.marks + ` || ' ', ?)`, args: []any{" " + string(t) + " "}}
}

// markWord reads a word of a list's filter that asks for a mark: "tlp:red", or
// "tlp:none".
func markWord(word string) (TLP, bool) {
	name, ok := strings.CutPrefix(word, "tlp:")
	if !ok || name == "none" {
		return TLPNone, ok
	}
	return ParseTLP(name)
}

// splitMarks parts the marks that a filter asks for from its other words.
func splitMarks(words []string) (rest []string, asked []TLP) {
	for _, word := range words {
		if mark, ok := markWord(word); ok {
			asked = append(asked, mark)
		} else {
			rest = append(rest, word)
		}
	}
	return rest, asked
}

func handledAs(handling TLP, asked []TLP) bool {
	return !slices.ContainsFunc(asked, func(t TLP) bool { return t != handling })
}
