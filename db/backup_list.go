package db

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// What the name of a backup is made of: 2024-08-19T120000Z-daily.sidelight,
// with a number where there is one of that name.
const (
	backupTime    = "2006-01-02T150405Z"
	backupSuffix  = ".sidelight"
	damagedSuffix = "-damaged"
)

var backupName = regexp.MustCompile(`^(\d{4}-\d\d-\d\dT\d{6}Z)-([a-z-]+?)(` + damagedSuffix + `)?(?:-\d+)?` + regexp.QuoteMeta(backupSuffix) + `$`)

// freeName is a path for a backup that nothing has yet.
func freeName(folder string, b Backup) string {
	stem := b.MadeAt.Format(backupTime) + "-" + strings.ReplaceAll(string(b.Reason), " ", "-")
	if b.Damaged {
		stem += damagedSuffix
	}
	name := filepath.Join(folder, stem+backupSuffix)
	for i := 2; ; i++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name = filepath.Join(folder, fmt.Sprintf("%s-%d%s", stem, i, backupSuffix))
	}
}

// Backups lists the backups of the library at path, the newest first: those in
// its folder and the copies that earlier versions left beside it when they
// migrated it. It opens none of them; see Examine. The library need not be
// there, and no folder is no backups.
func Backups(path string) ([]Backup, error) {
	folder := BackupFolder(path)
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, mapError(err)
	}
	library, _ := os.Stat(path)
	var all []Backup
	for _, e := range entries {
		parts := backupName.FindStringSubmatch(e.Name())
		if parts == nil {
			continue
		}
		at, err := time.Parse(backupTime, parts[1])
		info, infoErr := e.Info()
		if err != nil || infoErr != nil || !info.Mode().IsRegular() || library != nil && os.SameFile(library, info) {
			continue
		}
		all = append(all, Backup{Path: filepath.Join(folder, e.Name()), Reason: Reason(strings.ReplaceAll(parts[2], "-", " ")),
			MadeAt: at, Size: info.Size(), Damaged: parts[3] != ""})
	}
	real := strings.TrimSuffix(folder, "-backups")
	earlier, _ := filepath.Glob(quoteGlob(strings.TrimSuffix(real, filepath.Ext(real))) + ".before-*.db")
	for _, name := range earlier {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && name != real {
			all = append(all, Backup{Path: name, Reason: ReasonMigration, MadeAt: info.ModTime().UTC().Truncate(time.Second), Size: info.Size()})
		}
	}
	slices.SortStableFunc(all, func(a, b Backup) int {
		// Of two names of one second, the one with a number is longer and later.
		return cmp.Or(b.MadeAt.Compare(a.MadeAt), cmp.Compare(len(b.Path), len(a.Path)), cmp.Compare(b.Path, a.Path))
	})
	return all, nil
}

// quoteGlob keeps filepath.Glob from reading signs in a path.
func quoteGlob(path string) string {
	if filepath.Separator == '\\' {
		return path // there a backslash quotes nothing
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// How many backups are kept.
const (
	keptDays   = 7
	keptWeeks  = 4
	keptBefore = 3 // of each thing that they were made before
)

// outdated picks those of all backups that are no longer wanted. The newest
// daily one of each of the last days and weeks (ISO 8601) that have one stays.
// The days are those of UTC, as in the names.
func outdated(all []Backup) []Backup {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Backup) int { return b.MadeAt.Compare(a.MadeAt) })
	var gone []Backup
	days, weeks, before := map[string]bool{}, map[string]bool{}, map[Reason]int{}
	for _, b := range all {
		switch b.Reason {
		case ReasonByHand, ReasonRestore:
		case ReasonDaily:
			if b.Damaged {
				// The new one is sound.
				gone = append(gone, b)
				continue
			}
			year, week := b.MadeAt.ISOWeek()
			wanted := first(days, day(b.MadeAt), keptDays)
			wanted = first(weeks, fmt.Sprint(year, "-", week), keptWeeks) || wanted
			if !wanted {
				gone = append(gone, b)
			}
		default:
			if before[b.Reason]++; before[b.Reason] > keptBefore {
				gone = append(gone, b)
			}
		}
	}
	return gone
}

// first reports whether a key is new and within the first so many.
func first(seen map[string]bool, key string, most int) bool {
	if seen[key] || len(seen) == most {
		return false
	}
	seen[key] = true
	return true
}
