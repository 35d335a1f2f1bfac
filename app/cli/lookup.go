package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"sidelight/app/lookup"
	"sidelight/app/span"
	"sidelight/db"
)

type lookupCmd struct {
	Query []string `arg:"" help:"Letters of a name, misspelt or not; @ before it looks among actors, # among annotations of a label."`
	Limit int      `default:"20" placeholder:"N" help:"How many rows at most (default: ${default})."`
}

type lookupJSON struct {
	Query string        `json:"query"`
	Rows  []lookedUpRow `json:"rows"` // best first
}

// lookedUpRow is a record found. The spans are code points of matched.
type lookedUpRow struct {
	Kind    string   `json:"kind"`
	ID      int64    `json:"id"`
	Brief   int64    `json:"brief,omitempty"` // an annotation's or note's
	Title   string   `json:"title"`           // the record's own name
	Matched string   `json:"matched"`         // the name that was found
	Spans   [][2]int `json:"spans"`
	Tier    string   `json:"tier"`
	Why     []string `json:"why"`
	Context string   `json:"context"`
	Label   string   `json:"label,omitempty"`
	TLP     string   `json:"tlp,omitempty"` // by which the record is handled
}

func shapeLookedUp(m lookup.Match) lookedUpRow {
	n := m.Entry
	row := lookedUpRow{Kind: string(n.Kind), ID: n.ID, Brief: n.BriefID, Title: ownName(n), Matched: n.Text,
		Spans: shapeSpans(n.Text, m.Spans), Tier: m.Tier.String(), Why: []string{}, Context: n.Context, Label: n.Label, TLP: n.TLP.Label()}
	for _, why := range m.Why {
		row.Why = append(row.Why, why.String())
	}
	return row
}

// shapeSpans counts spans of a text in code points.
func shapeSpans(text string, spans []span.Span) [][2]int {
	points := span.NewPoints(text)
	shaped := [][2]int{}
	for _, s := range spans {
		start, end := points.Span(s)
		shaped = append(shaped, [2]int{start, end})
	}
	return shaped
}

// ownName is the name of an entry's record.
func ownName(n lookup.Entry) string {
	if n.Title != "" {
		return n.Title
	}
	return n.Text
}

// Run looks a name up among all that the library holds.
func (c *lookupCmd) Run(e *env) error {
	typed := strings.Join(c.Query, " ")
	asked := lookup.Ask(typed)
	asked.Limit = c.Limit
	switch {
	case c.Limit < 1:
		return usage("--limit counts from 1")
	case asked.Texts:
		return usage("/ searches the texts: sidelight search does that here")
	case slices.Contains(asked.Kinds, lookup.KindCommand):
		return usage("> is for the commands of the window; those of the command line are in sidelight --help")
	case asked.Text == "" && asked.Label == "":
		return usage("there is nothing to look up")
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		entries, err := lookup.Entries(e.ctx, lib)
		if err != nil {
			return err
		}
		ix := lookup.NewIndex(entries)
		found, err := ix.Find(e.ctx, asked.Query)
		if err != nil {
			return err
		}
		if e.json {
			shaped := lookupJSON{Query: typed, Rows: []lookedUpRow{}}
			for _, m := range found.Matches {
				shaped.Rows = append(shaped.Rows, shapeLookedUp(m))
			}
			return e.printJSON(shaped)
		}
		if len(found.Matches) == 0 {
			return e.printNotFound(ix, asked.Query)
		}
		return e.printLookedUp(found.Matches)
	})
}

// printLookedUp prints a line a record: what it is, the name that was found,
// why where that is not plain, and where it belongs.
func (e *env) printLookedUp(matches []lookup.Match) error {
	return e.printTable(func(table io.Writer) {
		for _, m := range matches {
			row := shapeLookedUp(m)
			if row.Label != "" {
				row.Context = row.Label + " · " + row.Context
			}
			why := strings.Join(row.Why, "; ")
			if row.Title != row.Matched && !slices.ContainsFunc(m.Why, func(w lookup.Why) bool { return w.Rule == lookup.RuleAlias }) {
				why = strings.TrimSuffix(row.Title+"; "+why, "; ")
			}
			fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\n", row.Kind, row.ID, shorten(row.Matched, 70), shorten(why, 70), shorten(row.Context, 70))
		}
	})
}

// printNotFound says so, with the names that come closest.
func (e *env) printNotFound(ix *lookup.Index, q lookup.Query) error {
	near, err := e.nearestNames(ix, q)
	if err != nil {
		return err
	}
	asked := shorten(strings.TrimSpace(q.Label+" "+q.Text), 70)
	if len(near) == 0 {
		return e.printf("nothing has a name like %q\n", asked)
	}
	return e.printf("nothing has a name like %q; the closest: %s\n", asked, strings.Join(near, ", "))
}

// nearestNames are names that have one of the words asked for or, where none
// does, that begin as one of them does.
func (e *env) nearestNames(ix *lookup.Index, q lookup.Query) ([]string, error) {
	const leastLetters, mostWords = 3, 8
	words := slices.DeleteFunc(strings.Fields(q.Text), func(word string) bool { return utf8.RuneCountInString(word) < leastLetters })
	words = words[:min(len(words), mostWords)]
	if len(words) > 0 && words[0] != q.Text {
		near, err := e.namesWith(ix, q, words, lookup.TierSpelling)
		if err != nil || len(near) > 0 {
			return near, err
		}
	}
	var beginnings []string
	for _, word := range words {
		if half := utf8.RuneCountInString(word) / 2; half >= leastLetters {
			beginnings = append(beginnings, string([]rune(word)[:half]))
		}
	}
	return e.namesWith(ix, q, beginnings, lookup.TierWordPrefix)
}

// namesWith are the names of a few records that are found by one of the words
// in a tier as good as the worst; letters in order somewhere do not count.
func (e *env) namesWith(ix *lookup.Index, q lookup.Query, words []string, worst lookup.Tier) ([]string, error) {
	var names []string
	for _, q.Text = range words {
		found, err := ix.Find(e.ctx, q)
		if err != nil {
			return nil, err
		}
		for _, m := range found.Matches {
			name := fmt.Sprintf("%q", shorten(ownName(m.Entry), 70))
			if m.Tier <= worst && m.Tier != lookup.TierFuzzy && !slices.Contains(names, name) && len(names) < maxOffered {
				names = append(names, name)
			}
		}
	}
	return names, nil
}
