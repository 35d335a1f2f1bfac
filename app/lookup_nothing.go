package app

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/lookup"
	"sidelight/app/search"
	"sidelight/db"
	"sidelight/widgets"
)

// suggestedWords is how many other spellings are offered where nothing was
// found, suggestedNames how many names that have some of the words.
const (
	suggestedWords = 3
	suggestedNames = 3
)

// instead is what comes nearest to words that no name has.
type instead struct {
	names []string
	words []search.Suggestion
}

// askInstead looks for what comes nearest to words that no name has: names
// with some of them, and words of the texts that are spelt much like them.
func (b *lookupBox) askInstead(ctx context.Context, asked lookup.Asked) {
	t, plain := b.typist, lookupSigil(b.typed) == ""
	fetch(ctx, b.loop, func(ctx context.Context) (i instead, err error) {
		if i.names, err = namesWithout(ctx, t, asked.Query); err != nil || !plain {
			return i, err
		}
		q, err := search.Read(ctx, b.lib, asked.Text, true)
		if err == nil {
			i.words, err = search.Suggest(ctx, b.lib, q, suggestedWords)
		}
		return i, err
	}, func(i instead, err error) {
		if err != nil {
			b.fail(err)
			return
		}
		b.nothing(b.noName(asked, i))
	})
}

// namesWithout finds the names that have all of the words but one.
func namesWithout(ctx context.Context, t *typist, q lookup.Query) ([]string, error) {
	words := strings.Fields(q.Text)
	if len(words) < 2 || len(words) > 8 {
		return nil, nil
	}
	var names []string
	for left := len(words) - 1; left >= 0 && len(names) < suggestedNames; left-- {
		fewer := q
		fewer.Text = strings.Join(slices.Delete(slices.Clone(words), left, left+1), " ")
		fewer.Limit = suggestedNames
		found, err := t.find(ctx, fewer)
		if err != nil {
			return nil, err
		}
		for _, m := range found.Matches {
			if m.Tier == lookup.TierFuzzy && !compact(m, fewer.Text) {
				continue
			}
			name := m.Entry.Text
			if m.Entry.Title != "" {
				name = m.Entry.Title
			}
			if !slices.Contains(names, name) && len(names) < suggestedNames {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// compact reports whether letters that a name has in order stand close together
// in it: scattered ones are in too many names to be near.
func compact(m lookup.Match, typed string) bool {
	n := len(m.Spans)
	return n > 0 && m.Spans[n-1].End-m.Spans[0].Start <= len(typed)+len(typed)/2
}

// noName is what is shown where no name has the words.
func (b *lookupBox) noName(asked lookup.Asked, i instead) widgets.LookupEmpty {
	words := strings.TrimSpace(asked.Text)
	sigil := lookupSigil(b.typed)
	called := words
	if called == "" {
		called = strings.TrimSpace(b.typed)
	}
	e := widgets.LookupEmpty{
		Title:  lang.L("Nothing is called “{{.Name}}”", map[string]any{"Name": shorten(called, 60)}),
		Detail: b.lookedThrough(sigil),
	}
	for _, name := range i.names {
		e.Offers = append(e.Offers, widgets.LookupOffer{Text: lang.L("Near: {{.Name}}", map[string]any{"Name": shorten(name, 60)}), Run: b.put(sigil + oneLine(name))})
	}
	for _, s := range i.words {
		e.Offers = append(e.Offers, b.spelling(s, s.Instead))
	}
	if sigil != "" && words != "" {
		e.Offers = append(e.Offers, widgets.LookupOffer{Text: lang.L("Look up “{{.Words}}” everywhere", map[string]any{"Words": shorten(words, 60)}), Run: b.put(words)})
	}
	if sigil != ">" && words != "" {
		e.Offers = append(e.Offers, widgets.LookupOffer{Text: textsRow(words).shown.Title, Run: func() { b.hide(); b.act.texts(words) }})
	}
	return e
}

// noPassage is what is shown where no text has the words.
func (b *lookupBox) noPassage(typed string, others []search.Suggestion) widgets.LookupEmpty {
	words := strings.TrimSpace(typed)
	e := widgets.LookupEmpty{
		Title:  lang.L("No text has “{{.Words}}”", map[string]any{"Words": shorten(words, 60)}),
		Detail: lang.L("Looked through the texts of the briefs, the notes and the annotations."),
	}
	for _, s := range others {
		e.Offers = append(e.Offers, b.spelling(s, s.Query))
	}
	e.Offers = append(e.Offers, widgets.LookupOffer{Text: lang.L("Look up “{{.Words}}” among the names", map[string]any{"Words": shorten(words, 60)}), Run: b.put(words)})
	return e
}

// spelling offers another spelling of a word, which the texts have, and what
// is then searched for.
func (b *lookupBox) spelling(s search.Suggestion, query string) widgets.LookupOffer {
	in := plural(s.Documents, "in {{.N}} text", "in {{.N}} texts")
	return widgets.LookupOffer{Text: lang.L("Perhaps “{{.Word}}”", map[string]any{"Word": s.Instead}) + ", " + in, Run: b.put("/" + query)}
}

// put writes words into the field, as if they were typed.
func (b *lookupBox) put(typed string) func() {
	return func() {
		b.box.SetText(typed)
		b.change(typed)
	}
}

// lookedThrough says where it was looked.
func (b *lookupBox) lookedThrough(sigil string) string {
	n := b.index.now.counts
	briefs := plural(n[db.KindBrief], "{{.N}} brief", "{{.N}} briefs")
	actors := plural(n[db.KindActor], "{{.N}} actor under all its names", "{{.N}} actors under all their names")
	sources := plural(n[db.KindSource], "{{.N}} source", "{{.N}} sources")
	annotations := plural(n[db.KindAnnotation], "{{.N}} annotation", "{{.N}} annotations")
	notes := plural(n[db.KindNote], "{{.N}} note", "{{.N}} notes")
	labels := plural(n[lookup.KindLabel], "{{.N}} label", "{{.N}} labels")
	switch sigil {
	case ">":
		return lang.L("Looked through the commands that can be run now.")
	case "@":
		return lang.L("Looked through {{.What}}.", map[string]any{"What": actors})
	case "#":
		return lang.L("Looked through {{.What}}.", map[string]any{"What": strings.Join([]string{labels, annotations}, ", ")})
	}
	return lang.L("Looked through {{.What}}, the saved searches and the commands.", map[string]any{
		"What": strings.Join([]string{briefs, actors, sources, annotations, notes}, ", ")})
}
