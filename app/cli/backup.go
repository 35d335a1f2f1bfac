package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"sidelight/app/backup"
	"sidelight/db"
)

type backupCmd struct {
	Make backupMakeCmd `cmd:"" default:"withargs" help:"Make a backup now (default)."`
	List backupListCmd `cmd:"" help:"List the backups: those made by themselves, before something else, and by hand."`
}

type backupMakeCmd struct {
	To             string `placeholder:"FILE" type:"path" help:"A file of your own (default: the folder of the library's backups). One ending in .age is sealed with a passphrase, which is asked for."`
	Force          bool   `help:"Replace the file when it is a backup."`
	PassphraseFile string `placeholder:"FILE" type:"path" help:"Take the passphrase from the first line of a file."`
}

// contentsJSON is what a library file holds.
type contentsJSON struct {
	Version     int `json:"version"`
	Briefs      int `json:"briefs"`
	Annotations int `json:"annotations"`
	Notes       int `json:"notes"`
	Actors      int `json:"actors"`
}

func shapeContents(c db.Contents) contentsJSON {
	return contentsJSON{c.Version, c.Counts.Briefs, c.Counts.Annotations, c.Counts.Notes, c.Counts.Actors}
}

func (c contentsJSON) String() string {
	return fmt.Sprintf("%s, %s, %s, %s", count(c.Briefs, "brief"), count(c.Annotations, "annotation"), count(c.Notes, "note"), count(c.Actors, "actor"))
}

type backupMadeJSON struct {
	Path     string        `json:"path"`
	Made     bool          `json:"made"` // false: nothing has changed since this one
	Sealed   bool          `json:"sealed"`
	Findings []findingJSON `json:"findings"` // what is wrong in it
}

// Run makes a backup. One of a library in which something is wrong is made, and
// makes the status 1.
func (c *backupMakeCmd) Run(e *env) error {
	if c.To == "" && (c.Force || c.PassphraseFile != "") {
		return usage("--force and --passphrase-file go with --to FILE")
	}
	sealed := backup.SealedName(c.To)
	if c.PassphraseFile != "" && !sealed {
		return usage("%s", backup.ErrName)
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		said := backupMadeJSON{Path: c.To, Made: true, Sealed: sealed, Findings: []findingJSON{}}
		var findings []db.Finding
		if c.To == "" {
			b, made, err := lib.Backup(e.ctx, db.ReasonByHand)
			if err != nil {
				return err
			}
			said.Path, said.Made = b.Path, made
			if b.Damaged {
				if findings, err = lib.Check(e.ctx); err != nil {
					return err
				}
			}
		} else {
			passphrase := ""
			if sealed {
				if passphrase, err = e.newPassphrase(c.PassphraseFile); err != nil {
					return err
				}
			}
			if findings, err = backup.Save(e.ctx, lib, c.To, passphrase, c.Force); err != nil {
				return backupError(c.To, err)
			}
		}
		for _, f := range findings {
			said.Findings = append(said.Findings, findingJSON(f))
		}
		return e.printBackup(said)
	})
}

func (e *env) printBackup(said backupMadeJSON) error {
	var err error
	switch {
	case e.json:
		err = e.printJSON(said)
	case said.Made:
		err = e.printf("backed up: %s\n", oneLine(said.Path))
	default:
		err = e.printf("unchanged since: %s\n", oneLine(said.Path))
	}
	if err != nil || len(said.Findings) == 0 {
		return err
	}
	if !e.json {
		return sayf("the backup was made, but %s is wrong in the library; sidelight check says what", count(len(said.Findings), "thing"))
	}
	return errReported
}

// backupError says what is wrong with the place of a backup.
func backupError(file string, err error) error {
	if errors.Is(err, db.ErrExists) {
		return sayf("%s is there already; --force replaces a backup", file)
	}
	if errors.Is(err, db.ErrInvalid) {
		return sayf("%s is no backup of a library, or the library itself, so it is not replaced", file)
	}
	return sayf("%s: %s", file, explain(err))
}

type backupListCmd struct{}

type backupJSON struct {
	Path    string `json:"path"`
	Reason  string `json:"reason"`
	MadeAt  string `json:"made_at"` // RFC 3339, UTC
	Size    int64  `json:"size"`    // bytes
	Damaged bool   `json:"damaged"` // something in it was wrong when it was made
	contentsJSON
	Why string `json:"why"` // it cannot be opened
}

// Run lists the backups, the newest first.
func (c *backupListCmd) Run(e *env) error {
	all, err := db.Backups(e.library)
	if err != nil {
		return err
	}
	shaped := []backupJSON{}
	for _, b := range all {
		s := backupJSON{Path: b.Path, Reason: string(b.Reason), MadeAt: b.MadeAt.Format(time.RFC3339), Size: b.Size, Damaged: b.Damaged}
		held, err := db.Peek(e.ctx, b.Path)
		if e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		if err != nil {
			s.Why = why(err)
		}
		s.contentsJSON = shapeContents(held)
		shaped = append(shaped, s)
	}
	if e.json {
		return e.printJSON(shaped)
	}
	return e.printTable(func(table io.Writer) {
		for _, s := range shaped {
			state := s.contentsJSON.String()
			switch {
			case s.Why != "":
				state = s.Why
			case s.Damaged:
				state += "; not sound"
			}
			fmt.Fprintf(table, "%s\t%s\t%d KB\t%s\n", oneLine(filepath.Base(s.Path)), s.Reason, (s.Size+1023)/1024, oneLine(state))
		}
	})
}
