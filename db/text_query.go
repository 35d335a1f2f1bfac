package db

import (
	"slices"
	"strconv"
	"strings"
)

// deepestText is how deeply conditions may be nested, and deepestMatch how
// deeply brackets in an expression of FTS5, whose parser gives up at about
// forty. What is deeper is asked for around it.
const (
	deepestText  = 100
	deepestMatch = 20
)

// farthest bounds Near.Within.
const farthest = 1_000_000

// demand is what an expression asks of the documents of one kind, in the words
// of SQLite: that match holds of the index (with not: does not), and where of
// the record, which is d. Where one is "" nothing is asked of it.
type demand struct {
	match string
	not   bool
	depth int // of the brackets in match
	where string
	args  []any // of where
	never bool  // no document can hold it
}

// always reports whether nothing is asked.
func (a demand) always() bool { return !a.never && a.match == "" && a.where == "" }

// onlyMatch reports whether all that is asked is asked of the index.
func (a demand) onlyMatch() bool { return !a.never && a.match != "" && a.where == "" }

// asker puts expressions in the words of SQLite for one kind of document.
type asker struct {
	of     *textTable
	actors map[int64]askedActor
	// speaking are the expressions for words that speak for a document; phrases
	// says that some are of several words, which take long to count.
	speaking []string
	phrases  bool
}

// askedActor is an actor that is asked for: itself, or the one it was merged
// into, and its names as phrases.
type askedActor struct {
	id    int64
	names []string
}

// ask returns what an expression asks of the documents. speaksFor says that
// it is not one that a Not takes back. ErrInvalid.
func (k *asker) ask(e TextExpr, speaksFor bool, depth int) (demand, error) {
	if depth > deepestText {
		return demand{}, invalid("a search with more than %d conditions inside each other", deepestText)
	}
	switch e := e.(type) {
	case AllOf:
		return k.askEach(e, speaksFor, depth, k.allOf)
	case AnyOf:
		return k.askEach(e, speaksFor, depth, k.anyOf)
	case Not:
		a, err := k.ask(e.Expr, !speaksFor, depth+1)
		return k.negated(a), err
	case Words:
		return k.words(e.Field, []Words{e}, 0, speaksFor)
	case Near:
		return k.near(e, speaksFor)
	case Mentions:
		return k.mentions(e, speaksFor), nil
	case Cites:
		return k.cites(e), nil
	case Labelled:
		if k.of != annotationTexts {
			return demand{never: true}, nil
		}
		return demand{where: `(d.label_id IS NOT NULL AND d.label_id IN (SELECT value FROM json_each(?)))`, args: []any{jsonList(e.LabelIDs)}}, nil
	case Published:
		return k.published(e), nil
	case Handled:
		return k.handled(e), nil
	case IsKind:
		return demand{never: !slices.Contains(e.Kinds, k.of.kind)}, nil
	}
	return demand{}, invalid("a search for %T", e)
}

// askEach asks every one of the expressions and joins what they ask.
func (k *asker) askEach(all []TextExpr, speaksFor bool, depth int, join func([]demand) demand) (demand, error) {
	if len(all) != 1 {
		depth++ // brackets around a single one are none
	}
	parts := make([]demand, 0, len(all))
	for _, e := range all {
		a, err := k.ask(e, speaksFor, depth)
		if err != nil {
			return demand{}, err
		}
		parts = append(parts, a)
	}
	return join(parts), nil
}

// allOf asks all at once: for the words among them in one expression.
func (k *asker) allOf(parts []demand) demand {
	var match, unmatch, where []string
	var args []any
	depth := 0
	for _, a := range parts {
		if a.never {
			return a
		}
		if a.match != "" {
			depth = max(depth, a.depth)
			if a.not {
				unmatch = append(unmatch, a.match)
			} else {
				match = append(match, a.match)
			}
		}
		if a.where != "" {
			where, args = append(where, a.where), append(args, a.args...)
		}
	}
	all := demand{where: balanced(where, " AND "), args: args}
	all.match, all.not, all.depth = matchAll(match, unmatch, depth)
	return k.shallow(all)
}

// anyOf asks whether one holds, again for the words in one expression.
func (k *asker) anyOf(parts []demand) demand {
	var match, unmatch, where []string
	var args []any
	depth := 0
	for _, a := range parts {
		switch {
		case a.never:
		case a.always():
			return a
		case a.onlyMatch():
			depth = max(depth, a.depth)
			// One of them holds where it is not so that none does.
			if a.not {
				match = append(match, a.match)
			} else {
				unmatch = append(unmatch, a.match)
			}
		default:
			a = k.aroundMatch(a)
			where, args = append(where, a.where), append(args, a.args...)
		}
	}
	var words demand
	words.match, words.not, words.depth = matchAll(match, unmatch, depth)
	words.not = !words.not
	switch {
	case words.match == "" && where == nil:
		return demand{never: true}
	case words.match == "":
		return demand{where: balanced(where, " OR "), args: args}
	case where == nil:
		return k.shallow(words)
	}
	words = k.aroundMatch(words)
	return demand{where: balanced(append(where, words.where), " OR "), args: append(args, words.args...)}
}

// matchAll asks the index for all of match and none of unmatch. FTS5 takes
// away only from what there is: where nothing is to be there, the answer is
// the words of which none may be.
func matchAll(match, unmatch []string, depth int) (expression string, not bool, newDepth int) {
	match, unmatch = distinct(match), distinct(unmatch)
	if len(match)+len(unmatch) > 1 {
		depth++
	}
	switch {
	case unmatch == nil:
		return matchJoined(match, " AND "), false, depth
	case match == nil:
		return matchJoined(unmatch, " OR "), true, depth
	}
	return "(" + matchJoined(match, " AND ") + ") NOT (" + matchJoined(unmatch, " OR ") + ")", false, depth + 1
}

// distinct drops what is asked twice.
func distinct(all []string) []string {
	var once []string
	seen := map[string]bool{}
	for _, s := range all {
		if !seen[s] {
			seen[s], once = true, append(once, s)
		}
	}
	return once
}

func matchJoined(all []string, by string) string {
	if len(all) == 1 {
		return all[0]
	}
	bracketed := make([]string, len(all))
	for i, m := range all {
		bracketed[i] = "(" + m + ")"
	}
	return strings.Join(bracketed, by)
}

// balanced joins conditions by pairs of pairs: a chain of thousands would be
// deeper than SQLite allows.
func balanced(all []string, by string) string {
	switch len(all) {
	case 0:
		return ""
	case 1:
		return all[0]
	}
	half := len(all) / 2
	return "(" + balanced(all[:half], by) + by + balanced(all[half:], by) + ")"
}

func (k *asker) negated(a demand) demand {
	switch {
	case a.never:
		return demand{}
	case a.always():
		return demand{never: true}
	case a.onlyMatch():
		a.not = !a.not
		return a
	}
	a = k.aroundMatch(a)
	return demand{where: "NOT " + a.where, args: a.args}
}

// shallow asks for words in brackets of brackets around the expression.
func (k *asker) shallow(a demand) demand {
	if a.depth < deepestMatch {
		return a
	}
	return k.aroundMatch(a)
}

// aroundMatch asks all of the record.
func (k *asker) aroundMatch(a demand) demand {
	if a.match == "" {
		return a
	}
	not := ""
	if a.not {
		not = "NOT "
	}
	in := k.of.matching("d.id "+not+"IN", a.match)
	if a.where != "" {
		in.where, in.args = "("+a.where+" AND "+in.where+")", append(slices.Clip(a.args), in.args...)
	}
	return in
}

// matching asks whether what comes before names a row of the index that
// matches.
func (t *textTable) matching(in, match string) demand {
	return demand{where: in + ` (SELECT rowid FROM ` + t.name + ` WHERE ` + t.name + ` MATCH ?)`, args: []any{match}}
}

// words asks for words that follow one another in a field, or for several of
// such near each other.
func (k *asker) words(field TextField, near []Words, within int, speaksFor bool) (demand, error) {
	var phrases []string
	var lengths []int
	for _, w := range near {
		words := phraseWords(w.Words)
		if len(words) == 0 {
			return demand{}, invalid("a search for no words: %q", w.Words)
		}
		phrases, lengths = append(phrases, phrase(words, w.Prefix)), append(lengths, len(words))
	}
	k.phrases = k.phrases || slices.Max(lengths) > 1 || len(lengths) > 1
	match := phrases[0]
	if len(phrases) > 1 {
		match = "NEAR(" + strings.Join(phrases, " ") + ", " + strconv.Itoa(between(lengths, within)) + ")"
	}
	switch {
	case field == FieldAny:
	case field != FieldTitle && field != FieldPublication:
		return demand{}, invalid("a search in the field %q", field)
	default:
		match = string(field) + " : " + match
	}
	// What a note or annotation has from its brief is in the brief's index.
	if field == FieldPublication && k.of == noteTexts {
		return briefTexts.matching("ifnull(d.brief_id, 0) IN", match), nil
	}
	if field != FieldAny && k.of == annotationTexts {
		return briefTexts.matching("d.brief_id IN", match), nil
	}
	return k.inIndex(match, speaksFor), nil
}

// inIndex asks the index of the documents themselves.
func (k *asker) inIndex(match string, speaksFor bool) demand {
	if speaksFor {
		k.speaking = append(k.speaking, match)
	}
	return demand{match: match}
}

// between turns the number of other words that may stand between the first and
// the last phrase into FTS5's, which counts the phrases between them as well.
func between(lengths []int, within int) int {
	sorted := slices.Sorted(slices.Values(lengths))
	for _, n := range sorted[:len(sorted)-2] {
		within += n
	}
	return min(within, farthest)
}

func (k *asker) near(e Near, speaksFor bool) (demand, error) {
	if len(e.Words) == 0 || e.Within < 0 {
		return demand{}, invalid("a search for %d words at most %d apart", len(e.Words), e.Within)
	}
	field, apart := FieldAny, false
	for _, w := range e.Words {
		apart = apart || field != FieldAny && w.Field != FieldAny && w.Field != field
		if w.Field != FieldAny {
			field = w.Field
		}
	}
	a, err := k.words(field, e.Words, min(e.Within, farthest), speaksFor && !apart)
	if apart {
		a = demand{never: true} // words of two fields are not near each other
	}
	return a, err
}

// phraseWords splits and folds words as the index does.
func phraseWords(all []string) []string {
	var words []string
	for _, w := range all {
		words = append(words, SplitWords(w)...)
	}
	return words
}

// phrase asks FTS5 for words one after another. They have neither quotes nor
// anything else that would need care.
func phrase(words []string, prefix bool) string {
	quoted := `"` + strings.Join(words, " ") + `"`
	if prefix {
		quoted += " *"
	}
	return quoted
}

func (k *asker) mentions(e Mentions, speaksFor bool) demand {
	var listed []int64
	var names []demand
	for _, id := range e.ActorIDs {
		a, ok := k.actors[id]
		if !ok {
			continue
		}
		listed = append(listed, a.id)
		if k.of != briefTexts {
			for _, name := range a.names {
				names = append(names, k.inIndex(name, speaksFor))
			}
		}
	}
	if k.of != briefTexts {
		return k.anyOf(names)
	}
	return demand{where: `d.id IN (SELECT m.brief_id FROM mention m JOIN brief x ON x.id = m.brief_id AND x.revision_id = m.revision_id
		WHERE m.hidden = 0 AND m.actor_id IN (SELECT value FROM json_each(?)))`, args: []any{jsonList(listed)}}
}

func (k *asker) cites(e Cites) demand {
	if k.of != briefTexts {
		return demand{never: true}
	}
	return demand{where: `d.id IN (SELECT c.brief_id FROM citation c JOIN brief x ON x.id = c.brief_id AND x.revision_id = c.revision_id
		WHERE c.hidden = 0 AND c.state <> 'dismissed' AND c.source_id IN (SELECT value FROM json_each(?)))`, args: []any{jsonList(e.SourceIDs)}}
}

func (k *asker) published(e Published) demand {
	all := []demand{{where: k.of.day + ` <> ''`}}
	if e.From != "" {
		all = append(all, demand{where: k.of.day + ` >= ?`, args: []any{e.From}})
	}
	if e.To != "" {
		all = append(all, demand{where: k.of.day + ` <= ?`, args: []any{e.To}})
	}
	return k.allOf(all)
}
