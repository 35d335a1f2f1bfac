package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/sahilm/fuzzy"

	"sidelight/db"
)

type deskCmd struct {
	Files []string `arg:"" optional:"" name:"file" help:"Briefs to be offered for import, or a library to be opened."`
}

// Run tells libraries from briefs and leaves the window to the caller.
func (c *deskCmd) Run(e *env) error {
	desk := &Desk{}
	for _, name := range c.Files {
		_, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && slices.Contains(e.commands, name):
			return usage("the command %s goes before the files", name)
		case errors.Is(err, fs.ErrNotExist):
			if near := fuzzy.Find(name, e.commands); len(near) > 0 {
				return usage("there is no file or command \"%s\"; was it %s? (see sidelight --help)", name, near[0].Str)
			}
			return usage("there is no file or command \"%s\" (see sidelight --help)", name)
		case err != nil:
			return sayf("%s: %s", name, why(err))
		case !db.IsLibraryFile(name):
			desk.Files = append(desk.Files, name)
		case e.named || desk.LibraryPath != "":
			return usage("the window opens one library at a time")
		default:
			if desk.LibraryPath, err = filepath.Abs(name); err != nil {
				return err
			}
		}
	}
	if e.named {
		desk.LibraryPath = e.library
	}
	e.desk = desk
	return nil
}
