package cli

import (
	"strings"

	"sidelight/app/findings"
	"sidelight/app/search"
	"sidelight/db"
)

type searchCmd struct {
	Query  []string `arg:"" help:"Words, \"a phrase\", OR, -not, prefix*, near; title: pub: actor: source: label: before: after: in: tlp:. Quote it as one."`
	Order  string   `enum:"relevance,date" default:"relevance" help:"relevance, or date: the newest publication first."`
	Limit  int      `default:"20" placeholder:"N" help:"How many results at most (default: ${default})."`
	Offset int      `placeholder:"N" help:"How many results to pass over."`
}

// Run searches the texts. What was not read before is read first, since actors
// and sources are part of what can be asked for.
func (c *searchCmd) Run(e *env) error {
	typed := strings.Join(c.Query, " ")
	switch {
	case strings.TrimSpace(typed) == "":
		return usage("there is nothing to search for")
	case c.Limit < 1 || c.Offset < 0:
		return usage("--limit counts from 1, --offset from 0")
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
			return err
		}
		q, err := search.Read(e.ctx, lib, typed, true)
		if err != nil {
			return err
		}
		results, err := search.Find(e.ctx, lib, q, search.Options{Order: db.TextOrder(c.Order)})
		if err != nil {
			return err
		}
		page, err := results.Page(e.ctx, lib, c.Offset, c.Limit)
		if err != nil {
			return err
		}
		var suggested []search.Suggestion
		if len(results.Groups) == 0 {
			if suggested, err = search.Suggest(e.ctx, lib, q, maxOffered); err != nil {
				return err
			}
		}
		if !e.json {
			return e.printSearch(c.Offset, results, page, suggested)
		}
		shaped, err := e.shapeSearch(lib, results, page, suggested)
		if err != nil {
			return err
		}
		return e.printJSON(shaped)
	})
}
