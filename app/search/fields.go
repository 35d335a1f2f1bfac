package search

import (
	"slices"
	"strings"
	"time"

	"sidelight/db"
)

// fields are the fields of a query by the names that people try.
var fields = map[string]string{
	"title": "title", "pub": "pub", "publication": "pub", "actor": "actor", "source": "source", "label": "label",
	"before": "before", "after": "after", "since": "after", "on": "on", "date": "on", "year": "on", "in": "in", "tlp": "tlp", "handling": "tlp",
}

// places are the values of in:, each told by its beginning.
var places = []struct {
	name string
	kind db.Kind // "" for titles
}{
	{"briefs", db.KindBrief}, {"notes", db.KindNote}, {"annotations", db.KindAnnotation}, {"titles", ""},
}

// mostNamed is how many actors or sources a part of a name is compared with.
const mostNamed = 1000

// value reads the value of a field.
func (p *parser) value(field string, t token) *node {
	switch field {
	case "title":
		return p.text(t, db.FieldTitle, ReadTitle)
	case "pub":
		return p.text(t, db.FieldPublication, ReadPublication)
	case "before", "after", "on":
		return p.date(field, t)
	case "tlp":
		return p.handling(t)
	}
	f := p.phrase(t)
	if len(f.words) == 0 {
		p.noWords(t)
		return nil
	}
	switch field {
	case "actor":
		return p.actor(t, f)
	case "source":
		return p.source(t, f)
	case "label":
		return p.label(t, f)
	default:
		return p.place(t, f)
	}
}

// plainly reads a value as words, since it names nothing that the field knows.
func (p *parser) plainly(t token, rule RemarkRule) *node {
	p.remark(rule, t.at.Start, strings.TrimSpace(t.text), strings.TrimSpace(t.text))
	return p.text(t, db.FieldAny, ReadWord)
}

// filter is a term that has no words to look for.
func filter(rule ReadingRule, of string, where db.TextExpr) *node {
	return &node{op: opTerm, term: &term{rule: rule, of: of, filter: where}}
}

// place reads in:notes.
func (p *parser) place(t token, f phrase) *node {
	for _, place := range places {
		if len(f.words) > 1 || !strings.HasPrefix(place.name, f.words[0]) {
			continue
		}
		n := filter(ReadIn, place.name, db.IsKind{Kinds: []db.Kind{place.kind}})
		if place.kind == "" {
			n.term.titles, n.term.filter = true, nil
		}
		return n
	}
	return p.plainly(t, RemarkNoPlace)
}

// date reads before:, after: and on:. The months of "19 Aug 2024" may stand
// beside the field without quotes. What is no date asks for nothing, since as
// a word it would hide what is looked for.
func (p *parser) date(field string, t token) *node {
	from, to, ok := period(t.text)
	written := t.text
	if t.kind == tokenWord {
		for n := 1; n < 3 && p.at+n <= len(p.tokens) && p.tokens[p.at+n-1].kind == tokenWord; n++ {
			longer := p.typed[t.at.Start:p.tokens[p.at+n-1].at.End]
			if f, l, more := period(longer); more {
				from, to, ok, written = f, l, true, longer
				p.at += n
				break
			}
		}
	}
	if !ok {
		p.remark(RemarkNoDate, t.at.Start, strings.TrimSpace(t.text), "")
		return nil
	}
	first, last := from.Format(time.DateOnly), to.Format(time.DateOnly)
	switch field {
	case "before":
		return filter(ReadBefore, first, db.Published{To: from.AddDate(0, 0, -1).Format(time.DateOnly)})
	case "after":
		return filter(ReadAfter, first, db.Published{From: first})
	default:
		return filter(ReadOn, strings.TrimSpace(written), db.Published{From: first, To: last})
	}
}

// label reads the beginning of a label's name.
func (p *parser) label(t token, f phrase) *node {
	labels, err := p.lib.Labels(p.ctx)
	if err != nil {
		p.err = err
		return nil
	}
	var ids []int64
	var names []string
	typed := strings.Join(f.words, " ")
	if i := slices.IndexFunc(labels, func(l db.Label) bool { return joined(l.Name) == typed }); i >= 0 {
		labels = labels[i : i+1]
	}
	for _, label := range labels {
		if strings.HasPrefix(joined(label.Name), typed) {
			ids, names = append(ids, label.ID), append(names, label.Name)
		}
	}
	if ids == nil {
		return p.plainly(t, RemarkNoLabel)
	}
	return filter(ReadLabel, some(names), db.Labelled{LabelIDs: ids})
}

// handling reads a mark of the Traffic Light Protocol, "none" for none.
func (p *parser) handling(t token) *node {
	written := strings.TrimSpace(t.text)
	mark, ok := db.ParseTLP(written)
	if !ok && !strings.EqualFold(written, "none") {
		return p.plainly(t, RemarkNoMark)
	}
	of := mark.Label()
	if of == "" {
		of = "none"
	}
	return filter(ReadHandled, of, db.Handled{Marks: []db.TLP{mark}})
}

// joined is a name with nothing but its words, folded.
func joined(name string) string {
	words, _ := wordsOf(name)
	return strings.Join(words, " ")
}

// some names the first of several.
func some(names []string) string {
	const told = 3
	if len(names) > told {
		names = append(slices.Clone(names[:told]), "…")
	}
	return strings.Join(names, ", ")
}

// source reads words of a source's name, or of a spelling under which it is
// cited.
func (p *parser) source(t token, f phrase) *node {
	found, _, err := p.lib.Sources(p.ctx, db.SourceFilter{Text: strings.Join(f.words, " "), Limit: mostNamed})
	if err != nil {
		p.err = err
		return nil
	}
	var ids []int64
	var names []string
	for _, s := range found {
		ids, names = append(ids, s.ID), append(names, s.Name)
	}
	if ids == nil {
		return p.plainly(t, RemarkNoSource)
	}
	n := filter(ReadSource, some(names), db.Cites{SourceIDs: ids})
	n.term.sources = ids
	return n
}
