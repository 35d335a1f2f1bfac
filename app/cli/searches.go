package cli

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"sidelight/app/findings"
	"sidelight/app/search"
	"sidelight/db"
)

type searchesCmd struct {
	List   searchesListCmd   `cmd:"" help:"List the saved searches, each with what is new since it was last looked at."`
	Save   searchesSaveCmd   `cmd:"" help:"Save a search under a name."`
	Delete searchesDeleteCmd `cmd:"" help:"Delete a saved search."`
}

type savedSearchJSON struct {
	ID        int64  `json:"id"`
	UID       string `json:"uid"`
	Name      string `json:"name"`
	Query     string `json:"query"`
	Order     string `json:"order"`
	New       int    `json:"new"` // results with something added since seen_at
	SeenAt    string `json:"seen_at"`
	CreatedAt string `json:"created_at"`
	ChangedAt string `json:"changed_at"`
}

func shapeSavedSearch(s db.SavedSearch, news int) savedSearchJSON {
	return savedSearchJSON{s.ID, s.UID, s.Name, s.Query, string(s.Order), news, shapeTime(s.SeenAt), shapeTime(s.CreatedAt), shapeTime(s.ChangedAt)}
}

type searchesListCmd struct{}

// Run lists the saved searches.
func (c *searchesListCmd) Run(e *env) error {
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
			return err
		}
		saved, err := lib.SavedSearches(e.ctx)
		if err != nil {
			return err
		}
		shaped := []savedSearchJSON{}
		for _, s := range saved {
			news, err := search.CountNew(e.ctx, lib, s)
			if err != nil {
				return err
			}
			shaped = append(shaped, shapeSavedSearch(s, news))
		}
		if e.json {
			return e.printJSON(shaped)
		}
		return e.printTable(func(table io.Writer) {
			for _, s := range shaped {
				news := ""
				if s.New > 0 {
					news = fmt.Sprintf("%d new", s.New)
				}
				fmt.Fprintf(table, "%d\t%s\t%s\t%s\n", s.ID, oneLine(s.Name), oneLine(s.Query), news)
			}
		})
	})
}

type searchesSaveCmd struct {
	Name  string   `arg:"" help:"What to call it."`
	Query []string `arg:"" help:"As sidelight search takes it."`
	Order string   `enum:"relevance,date" default:"relevance" help:"relevance, or date: the newest publication first."`
}

// Run saves a search. What is there already is not new to it.
func (c *searchesSaveCmd) Run(e *env) error {
	lib, err := e.openForWriting(false)
	return with(lib, err, func(lib *db.Library) error {
		same, err := e.searchesNamed(lib, c.Name)
		if err != nil {
			return err
		}
		if len(same) > 0 {
			return sayf("there is a saved search %q already; delete it first, or choose another name", oneLine(same[0].Name))
		}
		s, err := lib.AddSavedSearch(e.ctx, db.SavedSearch{Name: c.Name, Query: strings.Join(c.Query, " "), Order: db.TextOrder(c.Order)})
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeSavedSearch(s, 0))
		}
		return e.printf("saved: %s\n", oneLine(s.Name))
	})
}

type searchesDeleteCmd struct {
	Search string `arg:"" help:"Number or name."`
}

// Run deletes a saved search.
func (c *searchesDeleteCmd) Run(e *env) error {
	lib, err := e.openForWriting(false)
	return with(lib, err, func(lib *db.Library) error {
		s, err := e.findSavedSearch(lib, c.Search)
		if err != nil {
			return err
		}
		if s, err = lib.DeleteSavedSearch(e.ctx, s.ID); err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeSavedSearch(s, 0))
		}
		return e.printf("deleted: %s\n", oneLine(s.Name))
	})
}

// searchesNamed are the saved searches of a name, folded.
func (e *env) searchesNamed(lib *db.Library, name string) ([]db.SavedSearch, error) {
	all, err := lib.SavedSearches(e.ctx)
	var named []db.SavedSearch
	for _, s := range all {
		if db.Fold(s.Name) == db.Fold(strings.TrimSpace(name)) {
			named = append(named, s)
		}
	}
	return named, err
}

// findSavedSearch finds the one saved search that ref names.
func (e *env) findSavedSearch(lib *db.Library, ref string) (db.SavedSearch, error) {
	if id, err := strconv.ParseInt(ref, 10, 64); err == nil {
		if s, err := lib.SavedSearch(e.ctx, id); !errors.Is(err, db.ErrNotFound) {
			return s, err
		}
	}
	named, err := e.searchesNamed(lib, ref)
	switch {
	case err != nil:
		return db.SavedSearch{}, err
	case len(named) == 0:
		return db.SavedSearch{}, sayf("there is no saved search %q; sidelight searches list shows them all", ref)
	case len(named) > 1:
		return db.SavedSearch{}, sayf("%q names %d saved searches; give the number of one", ref, len(named))
	}
	return named[0], nil
}
