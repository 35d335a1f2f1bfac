package cli

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/sahilm/fuzzy"
)

type deskCmd struct {
	Files []string `arg:"" optional:"" name:"file" help:"Files to be offered for import."`
}

// Run checks the files and leaves the window to the caller.
func (c *deskCmd) Run(e *env) error {
	for _, name := range c.Files {
		_, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && slices.Contains(e.commands, name):
			return usage("the command %s goes before the files", name)
		case errors.Is(err, fs.ErrNotExist):
			if near := fuzzy.Find(name, e.commands); len(near) > 0 {
				return usage("there is no file or command %q; was it %s? (see sidelight --help)", name, near[0].Str)
			}
			return usage("there is no file or command %q (see sidelight --help)", name)
		case err != nil:
			return sayf("%s: %s", name, why(err))
		}
	}
	e.desk = &Desk{Files: c.Files}
	return nil
}
