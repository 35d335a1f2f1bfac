// Package journal keeps what is needed to understand a failure afterwards: a
// log of what the program did, and reports of crashes, in a folder of the
// user's that nobody else can read.
//
// No word of a brief, a note, a title, a query or the name of a file comes into
// it: of what happens it keeps the program's own words and numbers, of errors
// their kinds (see Redact). It must not know the window, nor a library.
package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"
)

const (
	logName   = "sidelight.log"
	logSize   = 1 // megabytes, after which the log is set aside
	logsKept  = 3 // of those set aside
	lastLines = 60
)

// Journal is the journal of one run of the program. A nil Journal keeps
// nothing.
type Journal struct {
	folder  string
	about   string  // version and system, in lines
	known   []error // whose words may be told
	log     io.WriteCloser
	queue   chan string // on its way to the log: nobody waits for the disk
	written chan struct{}
	mu      sync.Mutex
	last    []string // the last lines, for a report
	closed  bool
	run     *run
	crashes *os.File // what the runtime writes into when all else fails
	before  *Ended
}

// Open opens the journal in a folder, made if missing, and finds out how earlier
// runs ended. What the runtime has to say of its own death goes into a file of
// this run from now on. about are lines that every report begins with; known are
// the errors whose own words may be told.
func Open(folder, about string, known ...error) (*Journal, error) {
	for _, dir := range []string{folder, filepath.Join(folder, runsFolder), filepath.Join(folder, reportsFolder)} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	}
	j := &Journal{folder: folder, about: about, known: known, queue: make(chan string, 256), written: make(chan struct{}),
		log: &lumberjack.Logger{Filename: filepath.Join(folder, logName), MaxSize: logSize, MaxBackups: logsKept}}
	before, err := j.lookBack()
	if err != nil {
		return nil, errors.Join(err, j.log.Close())
	}
	j.before = before
	if j.run, err = beginRun(folder); err != nil {
		return nil, errors.Join(err, j.log.Close())
	}
	go j.write()
	if j.crashes, err = os.OpenFile(j.run.path+traceSuffix, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	if err := debug.SetCrashOutput(j.crashes, debug.CrashOptions{}); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	j.Note("started %s", Safe(strings.ReplaceAll(about, "\n", ", ")))
	return j, nil
}

// Close ends the journal of a run that ends as it should.
func (j *Journal) Close() error {
	if j == nil {
		return nil
	}
	j.Note("ended")
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	j.mu.Lock()
	j.closed = true
	close(j.queue)
	j.mu.Unlock()
	<-j.written
	var errs []error
	if j.crashes != nil {
		errs = append(errs, j.crashes.Close(), os.Remove(j.crashes.Name()))
	}
	return errors.Join(append(errs, j.run.end(), j.log.Close())...)
}

// Safe are words of the program's own that may stand in the journal.
type Safe string

// Note keeps a line: the format, with the numbers and Safe words among its
// arguments. All other words are the user's, and stand as an ellipsis.
func (j *Journal) Note(format string, args ...any) {
	if j == nil {
		return
	}
	kept := make([]any, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case int, int64, Safe:
			kept[i] = arg
		case error:
			kept[i] = Safe(Shape(arg, j.known...))
		default:
			kept[i] = Safe("…")
		}
	}
	j.line(fmt.Sprintf(strings.NewReplacer("%q", "%v", "%s", "%v", "%d", "%v").Replace(format), kept...))
}

func (j *Journal) line(words string) {
	words = time.Now().UTC().Format("2006-01-02T15:04:05.000Z") + " " + strings.ReplaceAll(words, "\n", " ")
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.last = append(j.last, words); len(j.last) > lastLines {
		j.last = j.last[len(j.last)-lastLines:]
	}
	if j.closed {
		return
	}
	select {
	case j.queue <- words:
	default: // the disk does not follow: the newest lines are in memory
	}
}

// write takes the lines to the disk. One that takes no log is no reason to
// trouble the user.
func (j *Journal) write() {
	defer close(j.written)
	for words := range j.queue {
		_, _ = io.WriteString(j.log, words+"\n")
	}
}

// Write takes a line that a library logged, redacted: see Redact.
func (j *Journal) Write(line []byte) (int, error) {
	if j != nil {
		j.line("logged: " + Redact(strings.TrimSpace(string(line))))
	}
	return len(line), nil
}

// Log is the path of the log.
func (j *Journal) Log() string { return filepath.Join(j.folder, logName) }

// Diagnostics are the version, the system and the last lines of the log, to be
// copied into a report of what went wrong.
func (j *Journal) Diagnostics() string {
	if j == nil {
		return ""
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.about + "\n\n" + strings.Join(j.last, "\n") + "\n"
}
