package cli

import (
	"sidelight/app/collate"
	"sidelight/app/span"
)

// comparisonJSON is two texts held against each other. Spans are code points of
// the side's text.
type comparisonJSON struct {
	Kind        string           `json:"kind"` // editions, matters
	LeftText    comparedJSON     `json:"left_text"`
	RightText   comparedJSON     `json:"right_text"`
	Changes     []changeJSON     `json:"changes"` // of editions
	Aligned     []alignedJSON    `json:"aligned"`
	Shared      commonJSON       `json:"shared"`
	Left        commonJSON       `json:"left"`  // only there
	Right       commonJSON       `json:"right"` // only there
	Copied      []copiedJSON     `json:"copied"`
	Differences []differenceJSON `json:"differences"`
}

// comparedJSON names a side.
type comparedJSON struct {
	Kind  string `json:"kind"` // brief, note
	ID    int64  `json:"id"`
	Title string `json:"title"`
	TLP   string `json:"tlp"`
}

type changeJSON struct {
	Kind      string `json:"kind"` // inserted, deleted, changed, moved
	Left      [2]int `json:"left"`
	Right     [2]int `json:"right"`
	LeftText  string `json:"left_text"`
	RightText string `json:"right_text"`
}

type alignedJSON struct {
	Left      [2]int        `json:"left"`
	Right     [2]int        `json:"right"`
	Score     float64       `json:"score"` // 0 to 1
	Reasons   []reasonJSON  `json:"reasons"`
	Sentences []alignedJSON `json:"sentences,omitempty"`
}

// reasonJSON is a thing that two passages share, with its part of the score.
type reasonJSON struct {
	Kind  string  `json:"kind"`
	Words string  `json:"words"`
	Part  float64 `json:"part"`
}

type commonJSON struct {
	Actors  []sharedJSON `json:"actors"`
	Places  []sharedJSON `json:"places"`
	Sources []sharedJSON `json:"sources"`
	Dates   []sharedJSON `json:"dates"`
}

type sharedJSON struct {
	ID    int64    `json:"id,omitempty"`
	Name  string   `json:"name"`
	Left  [][2]int `json:"left"`
	Right [][2]int `json:"right"`
}

type copiedJSON struct {
	Left  [2]int `json:"left"`
	Right [2]int `json:"right"`
	Words int    `json:"words"`
}

type differenceJSON struct {
	Kind      string       `json:"kind"` // figures, dates, likelihood, actor, source
	Left      [2]int       `json:"left"`
	Right     [2]int       `json:"right"`
	LeftSays  string       `json:"left_says"`
	RightSays string       `json:"right_says"`
	Why       []reasonJSON `json:"why"` // what makes them be about the same thing
}

// shaper turns the spans of two texts into code points.
type shaper struct {
	collate.Side
	points *span.Points
}

func (s shaper) span(at span.Span) [2]int {
	start, end := s.points.Span(at)
	return [2]int{start, end}
}

func (s shaper) spans(all []span.Span) [][2]int {
	shaped := [][2]int{}
	for _, at := range all {
		shaped = append(shaped, s.span(at))
	}
	return shaped
}

func (s shaper) name() comparedJSON {
	return comparedJSON{string(s.Ref.Kind), s.Ref.ID, s.Title, s.TLP.Label()}
}

func shapeComparison(left, right collate.Side, c collate.Comparison) comparisonJSON {
	l, r := shaper{left, span.NewPoints(left.Text)}, shaper{right, span.NewPoints(right.Text)}
	out := comparisonJSON{Kind: string(c.Kind), LeftText: l.name(), RightText: r.name(), Changes: []changeJSON{}, Aligned: shapeAligned(l, r, c.Aligned),
		Shared: shapeCommon(l, r, c.Shared), Left: shapeCommon(l, r, c.Left), Right: shapeCommon(l, r, c.Right), Copied: []copiedJSON{}, Differences: []differenceJSON{}}
	for _, ch := range c.Changes {
		out.Changes = append(out.Changes, changeJSON{string(ch.Kind), l.span(ch.Old), r.span(ch.New), ch.Old.Of(left.Text), ch.New.Of(right.Text)})
	}
	for _, run := range c.Copied {
		out.Copied = append(out.Copied, copiedJSON{l.span(run.Left), r.span(run.Right), run.Words})
	}
	for _, d := range c.Differences {
		out.Differences = append(out.Differences, differenceJSON{string(d.Kind), l.span(d.Left), r.span(d.Right), d.LeftSays, d.RightSays, shapeReasons(d.About)})
	}
	return out
}

func shapeAligned(l, r shaper, all []collate.Aligned) []alignedJSON {
	shaped := []alignedJSON{}
	for _, a := range all {
		one := alignedJSON{Left: l.span(a.Left), Right: r.span(a.Right), Score: a.Score, Reasons: shapeReasons(a.Reasons)}
		if len(a.Sentences) > 0 {
			one.Sentences = shapeAligned(l, r, a.Sentences)
		}
		shaped = append(shaped, one)
	}
	return shaped
}

func shapeReasons(all []collate.Reason) []reasonJSON {
	shaped := []reasonJSON{}
	for _, reason := range all {
		shaped = append(shaped, reasonJSON{string(reason.Rule), reason.Words, reason.Part})
	}
	return shaped
}

func shapeCommon(l, r shaper, c collate.Common) commonJSON {
	shape := func(all []collate.Item) []sharedJSON {
		shaped := []sharedJSON{}
		for _, i := range all {
			shaped = append(shaped, sharedJSON{i.ID, i.Name, l.spans(i.Left), r.spans(i.Right)})
		}
		return shaped
	}
	return commonJSON{shape(c.Actors), shape(c.Places), shape(c.Sources), shape(c.Dates)}
}
