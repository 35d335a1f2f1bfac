package cli

import (
	"time"

	"sidelight/app/findings"
	"sidelight/app/span"
	"sidelight/db"
)

// The JSON that the commands print. Offsets are Unicode code points into the
// brief's canonical text. Fields may be added, never renamed.

type dateJSON struct {
	Written  string `json:"written"`
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
	Rule     string `json:"rule"`
}

// briefJSON is a brief as list prints it.
type briefJSON struct {
	ID              int64    `json:"id"`
	UID             string   `json:"uid"`
	Title           string   `json:"title"`
	Series          string   `json:"series"`
	Publication     string   `json:"publication"`
	Volume          string   `json:"volume"`
	Issue           string   `json:"issue"`
	Author          string   `json:"author"`
	Published       dateJSON `json:"published"`
	Tags            []string `json:"tags"`
	TLP             string   `json:"tlp"` // "TLP:AMBER", or "" for no mark
	Words           int      `json:"words"`
	AnnotationCount int      `json:"annotation_count"`
	AddedAt         string   `json:"added_at"`
	ChangedAt       string   `json:"changed_at"`
}

func shapeBrief(b db.Brief) briefJSON {
	return briefJSON{ID: b.ID, UID: b.UID, Title: b.Title, Series: b.Series, Publication: b.Publication, Volume: b.Volume,
		Issue: b.Issue, Author: b.Author, Published: dateJSON(b.Published), Tags: append([]string{}, b.Tags...), TLP: b.TLP.Label(),
		Words: b.Words, AnnotationCount: b.Annotations, AddedAt: shapeTime(b.AddedAt), ChangedAt: shapeTime(b.ChangedAt)}
}

// shapeTime is a moment in RFC 3339, in UTC; "" for none.
func shapeTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

type originalJSON struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Encoding  string `json:"encoding"`
}

type blockJSON struct {
	Kind    string `json:"kind"`
	Section string `json:"section"`
	Level   int    `json:"level"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

type inlineJSON struct {
	Kind   string `json:"kind"`
	Target string `json:"target"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

type pageJSON struct {
	Label string `json:"label"`
	Start int    `json:"start"`
}

type remarkJSON struct {
	Kind   string `json:"kind"` // recognised, guessed, dropped
	Field  string `json:"field"`
	Detail string `json:"detail"`
}

type annotationJSON struct {
	UID       string `json:"uid"`
	Label     string `json:"label"`
	Quote     string `json:"quote"`
	Prefix    string `json:"prefix"`
	Suffix    string `json:"suffix"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	State     string `json:"state"`
	Page      string `json:"page"` // or pages, "7–8"; "" where none are known
	TLP       string `json:"tlp"`  // its brief's
	Note      string `json:"note"`
	CreatedAt string `json:"created_at"`
	ChangedAt string `json:"changed_at"`
}

func shapeAnnotation(a db.Annotation, mark db.TLP, labels map[int64]db.Label, rev db.Revision, points *span.Points) annotationJSON {
	start, end := points.Span(span.Span{Start: a.Start, End: a.End})
	return annotationJSON{UID: a.UID, Label: labels[a.LabelID].Name, Quote: a.Quote, Prefix: a.Prefix, Suffix: a.Suffix,
		Start: start, End: end, State: string(a.State), Page: pagesOf(a, rev), TLP: mark.Label(), Note: a.Note, CreatedAt: shapeTime(a.CreatedAt), ChangedAt: shapeTime(a.ChangedAt)}
}

// pagesOf names the pages of an annotation that stands in the revision.
func pagesOf(a db.Annotation, rev db.Revision) string {
	if a.RevisionID != rev.ID {
		return ""
	}
	return db.PagesOf(rev.Pages, a.Start, a.End)
}

type noteJSON struct {
	UID       string `json:"uid"`
	Title     string `json:"title"`
	Body      string `json:"body"`
	TLP       string `json:"tlp"` // the strictest of its own mark and those of what it is about
	OwnTLP    string `json:"own_tlp"`
	CreatedAt string `json:"created_at"`
	ChangedAt string `json:"changed_at"`
}

func shapeNote(n db.Note) noteJSON {
	return noteJSON{UID: n.UID, Title: n.Title, Body: n.Body, TLP: n.Handling.Label(), OwnTLP: n.TLP.Label(), CreatedAt: shapeTime(n.CreatedAt), ChangedAt: shapeTime(n.ChangedAt)}
}

// showJSON is everything about a brief.
type showJSON struct {
	briefJSON
	SHA256   string       `json:"sha256"` // of the original file
	Original originalJSON `json:"original"`
	Text     string       `json:"text"`
	Blocks   []blockJSON  `json:"blocks"`
	Inlines  []inlineJSON `json:"inlines"`
	Pages    []pageJSON   `json:"pages"` // in the order of the text
	Log      []remarkJSON `json:"log"`   // what was said of the text when it was imported
	findingsJSON
	Annotations []annotationJSON `json:"annotations"`
	Notes       []noteJSON       `json:"notes"`
}

func shapeShow(r findings.Report, original db.Original, log []db.Remark, annotations []db.Annotation, labels map[int64]db.Label, notes []db.Note) showJSON {
	rev := r.Revision
	points := span.NewPoints(rev.Text)
	s := showJSON{briefJSON: shapeBrief(r.Brief), SHA256: original.SHA256,
		Original: originalJSON{original.Name, original.MediaType, original.Encoding}, Text: rev.Text,
		Blocks: []blockJSON{}, Inlines: []inlineJSON{}, Pages: []pageJSON{}, Log: []remarkJSON{}, findingsJSON: shapeFindings(r, points),
		Annotations: []annotationJSON{}, Notes: []noteJSON{}}
	for _, x := range rev.Blocks {
		start, end := points.Span(span.Span{Start: x.Start, End: x.End})
		s.Blocks = append(s.Blocks, blockJSON{string(x.Kind), x.Section, x.Level, start, end})
	}
	for _, x := range rev.Inlines {
		start, end := points.Span(span.Span{Start: x.Start, End: x.End})
		s.Inlines = append(s.Inlines, inlineJSON{string(x.Kind), x.Target, start, end})
	}
	for _, x := range rev.Pages {
		s.Pages = append(s.Pages, pageJSON{x.Label, points.FromByte(x.Start)})
	}
	for _, x := range log {
		s.Log = append(s.Log, remarkJSON{string(x.Kind), x.Field, x.Detail})
	}
	for _, a := range annotations {
		s.Annotations = append(s.Annotations, shapeAnnotation(a, r.Brief.TLP, labels, rev, points))
	}
	for _, n := range notes {
		s.Notes = append(s.Notes, shapeNote(n))
	}
	return s
}
