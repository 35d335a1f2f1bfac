package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sidelight/app/export"
	"sidelight/db"
)

type exportCmd struct {
	To       string   `required:"" placeholder:"DIR" help:"The folder; or, for one brief, a file ending in .md, or - for standard output."`
	Briefs   []string `arg:"" optional:"" name:"brief" help:"Numbers, uids or titles (default: the whole library)."`
	WithText bool     `help:"Include the text of the briefs."`

	MaxTLP tlp `name:"max-tlp" default:"none" placeholder:"MARK" help:"Leave out what is marked more strictly than CLEAR, GREEN, AMBER or AMBER+STRICT, and what tells of it."`

	WithSuggestions bool `help:"Include dated statements that nobody has judged yet."`
}

type exportJSON struct {
	Written   int      `json:"written"`
	Unchanged int      `json:"unchanged"`
	Files     []string `json:"files"`
	Kept      []string `json:"kept"` // files in which changes made by hand were put aside

	LeftOut map[string]int `json:"left_out"` // briefs, notes and comparisons, by the mark for which they were left out
}

// Run writes Markdown.
func (c *exportCmd) Run(e *env) error {
	single := c.To == "-" || isMarkdownFile(c.To)
	if single && len(c.Briefs) != 1 {
		return usage("a file takes one brief; name it, or give a folder with --to")
	}
	if strings.TrimSpace(c.To) == "" {
		return usage("--to is empty")
	}
	if c.To == "-" && e.json {
		return usage("--json has no place where the Markdown itself is printed")
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		o := export.Options{WithText: c.WithText, WithSuggestions: c.WithSuggestions, MaxTLP: db.TLP(c.MaxTLP)}
		for _, ref := range c.Briefs {
			b, err := e.findBrief(lib, ref)
			if err != nil {
				return err
			}
			o.Briefs = append(o.Briefs, b.ID)
		}
		if c.To == "-" {
			text, err := export.MarkdownWith(e.ctx, lib, o.Briefs[0], o)
			if err != nil {
				return exportError(c.To, err)
			}
			return e.printf("%s", text)
		}
		var r export.Report
		var err error
		if single {
			r, err = export.File(e.ctx, lib, o.Briefs[0], c.To, o)
		} else {
			r, err = export.Vault(e.ctx, lib, c.To, o)
		}
		if err != nil {
			return exportError(c.To, err)
		}
		return e.exported(r, c.To)
	})
}

// exported says what an export did.
func (e *env) exported(r export.Report, to string) error {
	if e.json {
		left := map[string]int{}
		for mark, n := range r.LeftOut {
			left[mark.Label()] = n
		}
		return e.printJSON(exportJSON{r.Written, r.Unchanged, append([]string{}, r.Files...), append([]string{}, r.Kept...), left})
	}
	for _, name := range r.Kept {
		if err := e.printf("kept: changes made by hand in %s\n", oneLine(name)); err != nil {
			return err
		}
	}
	if len(r.LeftOut) > 0 {
		if err := e.printf("left out: %s\n", leftOut(r.LeftOut)); err != nil {
			return err
		}
	}
	return e.printf("exported: %d written, %d unchanged, to %s\n", r.Written, r.Unchanged, oneLine(to))
}

// leftOut counts by mark, the strictest first.
func leftOut(counts map[db.TLP]int) string {
	var all []string
	for _, mark := range slices.Backward(db.TLPs) {
		if n := counts[mark]; n > 0 {
			all = append(all, fmt.Sprintf("%d marked %s", n, mark.Label()))
		}
	}
	return strings.Join(all, ", ")
}

// exportError says what is wrong with the place that the export went to; an
// error of the library speaks for itself.
func exportError(to string, err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, export.ErrForeign), errors.Is(err, export.ErrFormat), errors.Is(err, export.ErrHandling):
		return plain{err.Error()}
	case errors.As(err, &path):
		return sayf("export to \"%s\": %s: %s", to, path.Path, why(err))
	}
	return err
}

// isMarkdownFile reports whether a place is meant to be a file: by its
// extension, unless a folder has that name.
func isMarkdownFile(to string) bool {
	switch strings.ToLower(filepath.Ext(to)) {
	case ".md", ".markdown":
		info, err := os.Stat(to)
		return err != nil || !info.IsDir()
	}
	return false
}
