package cli

import (
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// What is read from a brief's text, in the shapes of show --json.

type citationJSON struct {
	Start int        `json:"start"`
	End   int        `json:"end"`
	Raw   string     `json:"raw"`
	Items []itemJSON `json:"items"`
}

type itemJSON struct {
	Signal   string `json:"signal"`
	Source   string `json:"source"`
	Handle   string `json:"handle"`
	Written  string `json:"written"`
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
	Rule     string `json:"rule"`
}

type acronymJSON struct {
	Short string `json:"short"`
	Long  string `json:"long"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	How   string `json:"how"`
}

// mentionJSON is a place where the text names an actor. A name that several
// actors share gives a row for each of them, marked as ambiguous.
type mentionJSON struct {
	Actor     string `json:"actor"`
	Alias     string `json:"alias"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Ambiguous bool   `json:"ambiguous"`
}

type likelihoodJSON struct {
	Term  string `json:"term"`
	Band  string `json:"band"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type hedgeJSON struct {
	Term  string `json:"term"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type creditJSON struct {
	Source string `json:"source"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

type noteMarkJSON struct {
	Number        int `json:"number"`
	Start         int `json:"start"`
	End           int `json:"end"`
	FootnoteStart int `json:"footnote_start"` // equal to footnote_end: the text has no such footnote
	FootnoteEnd   int `json:"footnote_end"`
}

// faultJSON is something in the drafting that is worth a look.
type faultJSON struct {
	Kind  string `json:"kind"` // "acronym before its definition", "both sets", "likelihood and confidence"
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// findingsJSON is everything that is read from a text beyond its structure.
type findingsJSON struct {
	Citations  []citationJSON   `json:"citations"`
	Acronyms   []acronymJSON    `json:"acronyms"`
	Mentions   []mentionJSON    `json:"mentions"`
	Likelihood []likelihoodJSON `json:"likelihood"`
	Hedges     []hedgeJSON      `json:"hedges"`
	Credits    []creditJSON     `json:"credits"`
	NoteMarks  []noteMarkJSON   `json:"note_marks"`
	Checks     []faultJSON      `json:"checks"`
}

func shapeFindings(b db.Brief, rev db.Revision, actors []db.Actor, points *span.Points) findingsJSON {
	text := rev.Text
	f := findingsJSON{Citations: []citationJSON{}, Acronyms: []acronymJSON{}, Mentions: shapeMentions(text, actors, points),
		Likelihood: []likelihoodJSON{}, Hedges: []hedgeJSON{}, Credits: []creditJSON{}, NoteMarks: []noteMarkJSON{},
		Checks: shapeFaults(text, points)}
	for _, c := range reading.Citations(text, published(b, text)) {
		start, end := points.Span(c.Span)
		group := citationJSON{Start: start, End: end, Raw: c.Raw, Items: []itemJSON{}}
		for _, i := range c.Items {
			group.Items = append(group.Items, itemJSON{i.Signal, i.Source, i.Handle, i.Date.Written, i.Date.Earliest, i.Date.Latest, i.Date.Rule})
		}
		f.Citations = append(f.Citations, group)
	}
	for _, a := range reading.Acronyms(text) {
		start, end := points.Span(a.Span)
		f.Acronyms = append(f.Acronyms, acronymJSON{a.Short, a.Long, start, end, a.How})
	}
	terms, hedges, _ := reading.Likelihood(text)
	for _, t := range terms {
		start, end := points.Span(t.Span)
		f.Likelihood = append(f.Likelihood, likelihoodJSON{t.Term, t.Band, start, end})
	}
	for _, h := range hedges {
		start, end := points.Span(h.Span)
		f.Hedges = append(f.Hedges, hedgeJSON{h.Term, start, end})
	}
	for _, c := range reading.Credits(text) {
		start, end := points.Span(c.Span)
		f.Credits = append(f.Credits, creditJSON{c.Source, start, end})
	}
	for _, m := range reading.NoteMarks(text, footnotes(rev)) {
		start, end := points.Span(m.Span)
		noteStart, noteEnd := points.Span(m.Footnote)
		f.NoteMarks = append(f.NoteMarks, noteMarkJSON{m.Number, start, end, noteStart, noteEnd})
	}
	return f
}

func footnotes(rev db.Revision) []span.Span {
	var all []span.Span
	for _, b := range rev.Blocks {
		if b.Kind == db.KindFootnote {
			all = append(all, span.Span{Start: b.Start, End: b.End})
		}
	}
	return all
}

func shapeFaults(text string, points *span.Points) []faultJSON {
	out := []faultJSON{}
	add := func(kind string, s span.Span) {
		start, end := points.Span(s)
		out = append(out, faultJSON{kind, start, end})
	}
	for _, use := range reading.UsedBeforeDefined(text) {
		add("acronym before its definition", use.Span)
	}
	for _, fault := range reading.DraftingFaults(text) {
		for _, s := range fault.Spans {
			add(fault.Kind, s)
		}
	}
	return out
}

// published is the brief's publication date, or what the text says of its
// year where the date is not known.
func published(b db.Brief, text string) reading.Published {
	if b.Published.Latest != "" {
		return reading.Published{Earliest: b.Published.Earliest, Latest: b.Published.Latest, From: "the publication date"}
	}
	return reading.InferPublished(text, b.Publication, b.Volume)
}

func shapeMentions(text string, actors []db.Actor, points *span.Points) []mentionJSON {
	byID := map[int64]string{}
	var names []reading.Name
	for _, a := range actors {
		byID[a.ID] = a.Name
		names = append(names, reading.Name{Actor: a.ID, Name: a.Name})
		for _, alias := range a.Aliases {
			if !alias.Weak { // a weak alias never links by itself
				names = append(names, reading.Name{Actor: a.ID, Name: alias.Name})
			}
		}
	}
	out := []mentionJSON{}
	for _, m := range reading.NewNames(names).Find(text) {
		start, end := points.Span(m.Span)
		for _, actor := range m.Actors {
			out = append(out, mentionJSON{byID[actor], m.Alias, start, end, len(m.Actors) > 1})
		}
	}
	return out
}
