package cli

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"sidelight/app/backup"
	"sidelight/db"
)

type restoreCmd struct {
	File           string `arg:"" help:"A backup: a file, or a name that backup list shows."`
	PassphraseFile string `placeholder:"FILE" type:"path" help:"Take the passphrase of a sealed backup from the first line of a file."`
}

type restoreJSON struct {
	Library string `json:"library"`
	Aside   string `json:"aside"` // where the library is that it took the place of; "": there was none
	contentsJSON
}

// Run restores a backup.
func (c *restoreCmd) Run(e *env) error {
	file := c.find(e)
	sealed, err := backup.Sealed(file)
	if errors.Is(err, os.ErrNotExist) {
		return sayf("there is no backup %s; sidelight backup list shows them", c.File)
	}
	if err != nil {
		return sayf("%s: %s", c.File, why(err))
	}
	passphrase := ""
	if sealed {
		if passphrase, err = e.passphrase(c.PassphraseFile); err != nil {
			return err
		}
	}
	aside, err := backup.Restore(e.ctx, e.library, file, passphrase, time.Now())
	for _, known := range []error{backup.ErrPassphrase, backup.ErrTruncated} {
		if errors.Is(err, known) {
			return sayf("%s: %s; the library is as it was", c.File, known)
		}
	}
	switch {
	case errors.Is(err, db.ErrCorrupt):
		return sayf("%s: it is damaged, so it was not restored; choose another, or see what can be saved with sidelight --library %s check --repair", c.File, c.File)
	case err != nil:
		return sayf("%s: %s", c.File, explain(err))
	}
	held, err := db.Peek(e.ctx, e.library)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(restoreJSON{e.library, aside.Path, shapeContents(held)})
	}
	if err := e.printf("restored: %s (%s)\n", oneLine(e.library), shapeContents(held)); err != nil {
		return err
	}
	if aside.Path == "" {
		return nil
	}
	return e.printf("kept aside: %s\n", oneLine(aside.Path))
}

// find finds the file: one in the folder of the backups may be given by its
// name alone.
func (c *restoreCmd) find(e *env) string {
	if _, err := os.Stat(c.File); err == nil || filepath.Base(c.File) != c.File {
		return c.File
	}
	inside := filepath.Join(db.BackupFolder(e.library), c.File)
	if _, err := os.Stat(inside); err == nil {
		return inside
	}
	return c.File
}
