package journal

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	runsFolder  = "running"
	traceSuffix = ".trace"  // what the runtime wrote of its death
	nameSuffix  = ".report" // the name of the report that the program wrote itself
)

// run is the mark of a running program: a file that it holds locked. A file that
// nobody holds is of a run that ended before it could take it away; several
// programs at once do not see each other's.
type run struct {
	path string
	lock *flock.Flock
}

func beginRun(folder string) (*run, error) {
	r := &run{path: filepath.Join(folder, runsFolder, time.Now().UTC().Format("20060102T150405")+"-"+rand.Text()[:8])}
	r.lock = flock.New(r.path, flock.SetPermissions(0o600))
	if held, err := r.lock.TryLock(); err != nil || !held {
		return nil, fmt.Errorf("mark the running program: %w", errors.Join(err, errNotHeld))
	}
	return r, nil
}

var errNotHeld = errors.New("another program holds it")

func (r *run) end() error {
	if r == nil {
		return nil
	}
	_ = os.Remove(r.path + nameSuffix)
	return release(r.path, r.lock)
}

// release takes a mark away before another program can hold it, where a file that
// is open can be taken away.
func release(path string, lock *flock.Flock) error {
	err := os.Remove(path)
	if unlockErr := lock.Unlock(); unlockErr != nil {
		return unlockErr
	}
	if err != nil {
		return os.Remove(path)
	}
	return nil
}

// Ended says how an earlier run ended that did not end as it should.
type Ended struct {
	Report string // the path of its report
}

// Before is how an earlier run ended unexpectedly, since the last start that
// looked back; nil: none did.
func (j *Journal) Before() *Ended {
	if j == nil {
		return nil
	}
	return j.before
}

// lookBack finds the runs that ended unexpectedly, writes a report of each that
// has none, and clears away what they left.
func (j *Journal) lookBack() (*Ended, error) {
	dir := filepath.Join(j.folder, runsFolder)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var last *Ended
	for _, e := range entries {
		if filepath.Ext(e.Name()) != "" || !e.Type().IsRegular() {
			continue
		}
		mark := filepath.Join(dir, e.Name())
		lock := flock.New(mark, flock.SetFlag(os.O_RDWR))
		held, err := lock.TryLock()
		if err != nil || !held {
			continue // it runs, or was taken away this moment
		}
		report, err := j.reportOf(mark)
		err = errors.Join(err, release(mark, lock))
		_, _ = os.Remove(mark+traceSuffix), os.Remove(mark+nameSuffix)
		if err != nil {
			return nil, err
		}
		last = &Ended{Report: report}
	}
	return last, nil
}

// reportOf returns the report of a run that has ended, made now from what the
// runtime wrote of its death unless the program wrote one itself.
func (j *Journal) reportOf(mark string) (string, error) {
	if named, err := os.ReadFile(mark + nameSuffix); err == nil && len(named) > 0 {
		return filepath.Join(j.folder, reportsFolder, filepath.Base(string(named))), nil
	}
	trace, _ := os.ReadFile(mark + traceSuffix)
	what := "Sidelight was ended from outside (killed, or the computer went down), or crashed without a word."
	if len(trace) > 0 {
		what = "Sidelight crashed."
	}
	return j.writeReport(what, redactTrace(string(trace)), tail(filepath.Join(j.folder, logName), lastLines))
}

// tail are the last lines of a file.
func tail(name string, lines int) []string {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	all := slices.Collect(strings.Lines(string(data)))
	for i := range all {
		all[i] = strings.TrimSuffix(all[i], "\n")
	}
	return all[max(0, len(all)-lines):]
}
