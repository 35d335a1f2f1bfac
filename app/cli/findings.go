package cli

import (
	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/app/span"
)

// What is read from a brief's text, in the shapes of show --json. state says
// how a finding came about: "found", or what the analyst said of it.

type citationJSON struct {
	Start int        `json:"start"`
	End   int        `json:"end"`
	Raw   string     `json:"raw"`
	Items []itemJSON `json:"items"`
}

type itemJSON struct {
	Signal       string `json:"signal"`
	Source       string `json:"source"` // as written
	SourceRecord string `json:"source_record"`
	Reliability  string `json:"reliability"` // A to F, or ""
	Handle       string `json:"handle"`
	dateJSON
	State string `json:"state"`
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
	State     string `json:"state"`
}

type briefActorJSON struct {
	ID        int64  `json:"id"`
	UID       string `json:"uid"`
	Name      string `json:"name"`
	Count     int    `json:"count"`
	Ambiguous int    `json:"ambiguous"` // of those, not settled
}

// eventJSON is a dated statement; start and end are those of its sentence.
type eventJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
	dateJSON
	Title   string   `json:"title"`
	State   string   `json:"state"`
	Sources []string `json:"sources"`
	Actors  []string `json:"actors"`
}

// placedDateJSON is a date where it stands in the running text.
type placedDateJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
	dateJSON
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

type confidenceJSON struct {
	Level string `json:"level"`
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

// checkedJSON is something that is worth a second look.
type checkedJSON struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Why   string `json:"why"`
	State string `json:"state"`
}

// passageJSON is a run of text that rests on the same citations, and how many
// independent sources these name.
type passageJSON struct {
	Start   int `json:"start"`
	End     int `json:"end"`
	Sources int `json:"sources"`
}

type nameUsesJSON struct {
	Name string `json:"name"`
	Uses int    `json:"uses"`
}

// suggestionsJSON is what may be worth a record of an actor.
type suggestionsJSON struct {
	Names    []nameUsesJSON `json:"names"`
	Acronyms []acronymJSON  `json:"acronyms"`
}

// findingsJSON is everything that is read from a text beyond its structure.
type findingsJSON struct {
	Citations   []citationJSON   `json:"citations"`
	Acronyms    []acronymJSON    `json:"acronyms"`
	Mentions    []mentionJSON    `json:"mentions"`
	Actors      []briefActorJSON `json:"actors"`
	Events      []eventJSON      `json:"events"`
	Dates       []placedDateJSON `json:"dates"`
	Likelihood  []likelihoodJSON `json:"likelihood"`
	Hedges      []hedgeJSON      `json:"hedges"`
	Confidence  []confidenceJSON `json:"confidence"`
	Credits     []creditJSON     `json:"credits"`
	NoteMarks   []noteMarkJSON   `json:"note_marks"`
	Checks      []checkedJSON    `json:"checks"`
	Passages    []passageJSON    `json:"passages"`
	Suggestions suggestionsJSON  `json:"suggestions"`
}

func shapeFindings(r findings.Report, points *span.Points) findingsJSON {
	f := findingsJSON{Citations: shapeCitations(r, points), Acronyms: shapeAcronyms(r.Acronyms, points), Mentions: []mentionJSON{},
		Actors: []briefActorJSON{}, Events: []eventJSON{}, Dates: []placedDateJSON{}, Likelihood: []likelihoodJSON{}, Hedges: []hedgeJSON{},
		Confidence: []confidenceJSON{}, Credits: []creditJSON{}, NoteMarks: []noteMarkJSON{}, Checks: []checkedJSON{}, Passages: []passageJSON{},
		Suggestions: suggestionsJSON{Names: []nameUsesJSON{}, Acronyms: shapeAcronyms(r.NewAcronyms, points)}}
	place := func(start, end int) (int, int) { return points.FromByte(start), points.FromByte(end) }
	for _, m := range r.Mentions {
		if m.ActorID == 0 {
			continue // words that name nobody
		}
		start, end := place(m.Start, m.End)
		f.Mentions = append(f.Mentions, mentionJSON{m.Actor, m.Alias, start, end, m.Ambiguous, string(m.State)})
	}
	for _, a := range r.Actors {
		f.Actors = append(f.Actors, briefActorJSON{a.Actor.ID, a.Actor.UID, a.Actor.Name, a.Count, a.Ambiguous})
	}
	for _, v := range r.Events {
		start, end := place(v.Start, v.End)
		f.Events = append(f.Events, eventJSON{start, end, dateJSON(v.Date), v.Title, string(v.State),
			append([]string{}, v.Sources...), append([]string{}, v.Actors...)})
		if v.DateEnd > v.DateStart {
			start, end := place(v.DateStart, v.DateEnd)
			f.Dates = append(f.Dates, placedDateJSON{start, end, dateJSON(v.Date)})
		}
	}
	for _, t := range r.Terms {
		start, end := points.Span(t.Span)
		f.Likelihood = append(f.Likelihood, likelihoodJSON{t.Term, t.Band, start, end})
	}
	for _, h := range r.Hedges {
		start, end := points.Span(h.Span)
		f.Hedges = append(f.Hedges, hedgeJSON{h.Term, start, end})
	}
	for _, c := range r.Confidence {
		start, end := points.Span(c.Span)
		f.Confidence = append(f.Confidence, confidenceJSON{c.Level, start, end})
	}
	for _, c := range r.Credits {
		start, end := points.Span(c.Span)
		f.Credits = append(f.Credits, creditJSON{c.Source, start, end})
	}
	for _, m := range r.NoteMarks {
		start, end := points.Span(m.Span)
		noteStart, noteEnd := points.Span(m.Footnote)
		f.NoteMarks = append(f.NoteMarks, noteMarkJSON{m.Number, start, end, noteStart, noteEnd})
	}
	for _, c := range r.Checks {
		start, end := points.Span(c.Span)
		f.Checks = append(f.Checks, checkedJSON{string(c.Kind), start, end, c.Why, string(c.State)})
	}
	for _, p := range r.Passages {
		start, end := points.Span(p.Span)
		f.Passages = append(f.Passages, passageJSON{start, end, p.Sources})
	}
	for _, n := range r.NewNames {
		f.Suggestions.Names = append(f.Suggestions.Names, nameUsesJSON{n.Name, n.Uses})
	}
	return f
}

// shapeCitations puts the citations of one bracket together.
func shapeCitations(r findings.Report, points *span.Points) []citationJSON {
	groups := []citationJSON{}
	last := span.Span{Start: -1}
	for _, c := range r.Citations {
		if group := (span.Span{Start: c.GroupStart, End: c.GroupEnd}); group != last {
			start, end := points.Span(group)
			groups = append(groups, citationJSON{Start: start, End: end, Raw: group.Of(r.Revision.Text)})
			last = group
		}
		items := &groups[len(groups)-1].Items
		*items = append(*items, itemJSON{c.Signal, c.Outlet, c.Source, c.Reliability, c.Handle, dateJSON(c.Date), string(c.State)})
	}
	return groups
}

func shapeAcronyms(acronyms []reading.Acronym, points *span.Points) []acronymJSON {
	out := []acronymJSON{}
	for _, a := range acronyms {
		start, end := points.Span(a.Span)
		out = append(out, acronymJSON{a.Short, a.Long, start, end, a.How})
	}
	return out
}
