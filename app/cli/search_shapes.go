package cli

import (
	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
)

// searchJSON is what a search found. A result is a brief with all that matches
// in it and about it, or a note that is of no brief.
type searchJSON struct {
	Query          string           `json:"query"`
	ReadAs         []string         `json:"read_as"`
	Remarks        []string         `json:"remarks"`
	TotalDocuments int              `json:"total_documents"`
	Total          int              `json:"total"` // of results; those below are a page of them
	Results        []foundJSON      `json:"results"`
	Facets         facetsJSON       `json:"facets"`
	Suggestions    []suggestionJSON `json:"suggestions"` // when nothing was found
}

type foundJSON struct {
	Brief       int64         `json:"brief"`           // 0: a note of no brief
	Actor       int64         `json:"actor,omitempty"` // whose note it is
	UID         string        `json:"uid"`             // the brief's
	Title       string        `json:"title"`
	TitleMarks  [][2]int      `json:"title_marks"` // code points of the title
	Series      string        `json:"series"`
	Publication string        `json:"publication"`
	Volume      string        `json:"volume"`
	Issue       string        `json:"issue"`
	Published   dateJSON      `json:"published"`
	TLP         string        `json:"tlp"`   // by which the brief or note is handled
	Score       float64       `json:"score"` // more is better
	Marked      int           `json:"marked"`
	Passages    []snippetJSON `json:"passages"`
}

// snippetJSON is a place where a document matches. marks are code points of
// the snippet; start and end, those of the first mark, are code points of the
// brief's text, or of the note's.
type snippetJSON struct {
	Kind    string   `json:"kind"` // brief, note, annotation
	ID      int64    `json:"id"`
	Label   string   `json:"label,omitempty"`
	TLP     string   `json:"tlp,omitempty"`
	Snippet string   `json:"snippet"`
	Marks   [][2]int `json:"marks"`
	Start   int      `json:"start"`
	End     int      `json:"end"`
}

type facetsJSON struct {
	Publications []facetJSON `json:"publications"`
	Years        []facetJSON `json:"years"`
	Actors       []facetJSON `json:"actors"`
	Labels       []facetJSON `json:"labels"`
}

type facetJSON struct {
	Name   string `json:"name"`
	Briefs int    `json:"briefs"`
}

func shapeFacets(f db.TextFacets) facetsJSON {
	shape := func(all []db.Facet) []facetJSON {
		shaped := []facetJSON{}
		for _, one := range all {
			shaped = append(shaped, facetJSON{one.Name, one.Briefs})
		}
		return shaped
	}
	return facetsJSON{shape(f.Publications), shape(f.Years), shape(f.Actors), shape(f.Labels)}
}

type suggestionJSON struct {
	Word      string `json:"word"`
	Instead   string `json:"instead"`
	Documents int    `json:"documents"`
	Query     string `json:"query"`
}

func (e *env) shapeSearch(lib *db.Library, results search.Results, page []search.Shown, suggested []search.Suggestion) (searchJSON, error) {
	q := results.Query
	s := searchJSON{Query: q.Typed, ReadAs: readAs(q), Remarks: remarks(q), TotalDocuments: results.Documents, Total: len(results.Groups),
		Results: []foundJSON{}, Suggestions: []suggestionJSON{}}
	facets, err := lib.FindTextFacets(e.ctx, db.TextQuery{Where: q.Where})
	if err != nil {
		return s, err
	}
	s.Facets = shapeFacets(facets)
	points, err := e.pointsOf(lib, page)
	if err != nil {
		return s, err
	}
	for _, shown := range page {
		s.Results = append(s.Results, shapeFound(shown, points))
	}
	for _, other := range suggested {
		s.Suggestions = append(s.Suggestions, suggestionJSON(other))
	}
	return s, nil
}

func readAs(q search.Query) []string {
	all := []string{}
	for _, r := range q.Readings {
		all = append(all, r.String())
	}
	return all
}

func remarks(q search.Query) []string {
	all := []string{}
	for _, r := range q.Remarks {
		all = append(all, r.String())
	}
	return all
}

func shapeFound(shown search.Shown, points map[document]*span.Points) foundJSON {
	b := shown.Brief
	f := foundJSON{Brief: shown.Group.BriefID, UID: b.UID, Title: shown.Title, TitleMarks: shapeSpans(shown.Title, shown.TitleMarks), Series: b.Series, Publication: b.Publication,
		Volume: b.Volume, Issue: b.Issue, Published: dateJSON(b.Published), TLP: shown.TLP.Label(), Marked: shown.Marked, Passages: []snippetJSON{}}
	for _, hit := range shown.Group.Hits {
		f.Score, f.Actor = max(f.Score, hit.Score), max(f.Actor, hit.ActorID)
	}
	for _, p := range shown.Passages {
		passage := snippetJSON{Kind: string(p.Kind), ID: p.ID, Label: p.Label, TLP: p.TLP.Label(), Snippet: p.Snippet, Marks: shapeSpans(p.Snippet, p.Marks)}
		if of := points[documentOf(p)]; of != nil {
			passage.Start, passage.End = of.Span(p.At)
		}
		f.Passages = append(f.Passages, passage)
	}
	return f
}

// document is a text that passages stand in: a brief's, or a note's.
type document struct {
	kind db.Kind
	id   int64
}

func documentOf(p search.Passage) document {
	if p.Kind == db.KindNote {
		return document{db.KindNote, p.ID}
	}
	return document{db.KindBrief, p.BriefID}
}

// pointsOf reads the texts that passages stand in, to count their code points.
func (e *env) pointsOf(lib *db.Library, page []search.Shown) (map[document]*span.Points, error) {
	points := map[document]*span.Points{}
	var briefs, notes []int64
	for _, shown := range page {
		for _, p := range shown.Passages {
			if d := documentOf(p); d.kind == db.KindNote {
				notes = append(notes, d.id)
			} else {
				briefs = append(briefs, d.id)
			}
		}
	}
	texts, err := lib.TextsOf(e.ctx, briefs)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		points[document{db.KindBrief, t.BriefID}] = span.NewPoints(t.Text)
	}
	read, err := lib.NotesOf(e.ctx, notes)
	if err != nil {
		return nil, err
	}
	for _, n := range read {
		points[document{db.KindNote, n.ID}] = span.NewPoints(n.Body)
	}
	return points, nil
}
