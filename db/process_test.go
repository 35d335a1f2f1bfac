package db_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"sidelight/db"
)

func init() {
	children["notes"] = childAddsNotes
	children["hold"] = childHolds
	children["keep"] = childKeepsWriting
}

// startChild starts the test binary again; its standard error is the test's.
func startChild(tb testing.TB, name, arg string) (cmd *exec.Cmd, in io.WriteCloser, out *bufio.Reader) {
	tb.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+name, childArgVariable+"="+arg)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	must(tb, err)
	pipe, err := cmd.StdoutPipe()
	must(tb, err)
	must(tb, cmd.Start())
	return cmd, in, bufio.NewReader(pipe)
}

const notesOfEach = 40

// childAddsNotes adds notesOfEach notes to the library.
func childAddsNotes(path string) int {
	ctx := context.Background()
	l, err := db.Open(ctx, path, db.Options{Wait: time.Minute})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer l.Close()
	for i := range notesOfEach {
		if _, err := l.AddNote(ctx, db.Note{Title: fmt.Sprintf("%d of process %d", i, os.Getpid())}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return 0
}

func TestTwoProcesses_BothWriteAndRead(t *testing.T) {
	t.Parallel()
	// given a library that is open here
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	l := mustOpen(t, path, db.Options{Wait: time.Minute})
	// when two other processes and this one write at once, and this one reads
	var group sync.WaitGroup
	for range 2 {
		cmd, _, _ := startChild(t, "notes", path)
		group.Go(func() {
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Go(func() {
		for i := range notesOfEach {
			if _, err := l.AddNote(ctx, db.Note{Title: fmt.Sprintf("%d from here", i)}); err != nil {
				t.Error(err)
			}
			if _, err := l.Notes(ctx, db.NoteFilter{}); err != nil {
				t.Error(err)
			}
		}
	})
	group.Wait()
	// then nothing is lost
	if counts, err := l.Counts(ctx); err != nil || counts.Notes != 3*notesOfEach {
		t.Errorf("%d notes, %v, want %d", counts.Notes, err, 3*notesOfEach)
	}
	wantSound(t, l)
}

// childHolds takes the lock that the argument names before the path, says so,
// and keeps it until its standard input ends.
func childHolds(arg string) int {
	kind, path, _ := strings.Cut(arg, " ")
	raw, err := sql.Open("sqlite", "file:"+path)
	if err == nil {
		raw.SetMaxOpenConns(1)
		if kind == "exclusive" {
			_, err = raw.Exec(`PRAGMA locking_mode = EXCLUSIVE`)
		}
	}
	statement := `BEGIN IMMEDIATE; UPDATE note SET title = 'held'`
	if kind == "read" {
		statement = `PRAGMA journal_mode = WAL; SELECT count(*) FROM note`
	}
	if err == nil {
		_, err = raw.Exec(statement)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("held")
	io.Copy(io.Discard, os.Stdin)
	return 0
}

func holdElsewhere(tb testing.TB, kind, path string) (release func()) {
	tb.Helper()
	child := "hold"
	if kind == "backups" {
		child = kind
	}
	cmd, in, out := startChild(tb, child, kind+" "+path)
	if line, err := out.ReadString('\n'); err != nil || line != "held\n" {
		tb.Fatalf("the child says %q, %v", line, err)
	}
	return func() {
		in.Close()
		if err := cmd.Wait(); err != nil {
			tb.Error(err)
		}
	}
}

func TestBusy_WhileAnotherProcessWrites(t *testing.T) {
	t.Parallel()
	// given a library open here while another process is in the middle of a change
	ctx := context.Background()
	path := savedLibrary(t)
	l := mustOpen(t, path, db.Options{Wait: 50 * time.Millisecond})
	release := holdElsewhere(t, "write", path)
	// when
	_, err := l.SaveNote(ctx, 1, "", "mine")
	// then the change has to wait, and gives up
	if !errors.Is(err, db.ErrBusy) {
		t.Errorf("error %v, want ErrBusy", err)
	}
	// and reading goes on, without the other's half change
	if n, err := l.Note(ctx, 1); err != nil || n.Title != "" || n.Body != "x" {
		t.Errorf("note %+v, %v", n, err)
	}
	// and so does reading from the start
	reader := mustOpen(t, path, db.Options{ReadOnly: true, Wait: 50 * time.Millisecond})
	if n, err := reader.Note(ctx, 1); err != nil || n.Body != "x" {
		t.Errorf("note %+v, %v", n, err)
	}
	// and opening for writing says so
	if _, err := db.Open(ctx, path, db.Options{Wait: 50 * time.Millisecond}); !errors.Is(err, db.ErrBusy) {
		t.Errorf("open: error %v, want ErrBusy", err)
	}
	// when the other process is done
	release()
	// then the same change is saved
	if n, err := l.SaveNote(ctx, 1, "", "mine"); err != nil || n.Body != "mine" {
		t.Errorf("note %+v, %v", n, err)
	}
	wantSound(t, l)
}

func TestBusy_LockedExclusively(t *testing.T) {
	t.Parallel()
	// given a file that another process has for itself alone
	ctx := context.Background()
	path := savedLibrary(t)
	release := holdElsewhere(t, "exclusive", path)
	for _, readOnly := range []bool{false, true} {
		// when
		_, err := db.Open(ctx, path, db.Options{ReadOnly: readOnly, Wait: 50 * time.Millisecond})
		// then
		if !errors.Is(err, db.ErrBusy) {
			t.Errorf("read only %t: error %v, want ErrBusy", readOnly, err)
		}
	}
	release()
	wantSound(t, mustOpen(t, path, db.Options{}))
}

// childKeepsWriting writes until it is killed, and says what was saved once
// the library has said so: "note ID NUMBER" when a note of its own holds the
// number, "brief ID", "annotation ID", and "saved NUMBER" when the first note
// holds at least the number.
func childKeepsWriting(path string) int {
	ctx := context.Background()
	if err := keepWriting(ctx, path); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return 1
}

func keepWriting(ctx context.Context, path string) error {
	l, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return err
	}
	notes, err := l.Notes(ctx, db.NoteFilter{})
	if err != nil {
		return err
	}
	var first db.Note
	if len(notes) == 0 {
		first, err = l.AddNote(ctx, db.Note{Title: "first", Body: "0"})
	} else {
		first, err = l.Note(ctx, 1)
	}
	if err != nil {
		return err
	}
	number := 0
	if _, err := fmt.Sscan(first.Body, &number); err != nil {
		return err
	}
	for {
		number++
		if _, err := l.SaveNote(ctx, 1, "first", fmt.Sprint(number)); err != nil {
			return err
		}
		fmt.Printf("saved %d\n", number)
		n, err := l.AddNote(ctx, db.Note{Title: "own", Body: fmt.Sprint(number)})
		if err != nil {
			return err
		}
		fmt.Printf("note %d %d\n", n.ID, number)
		if number%5 != 0 {
			continue
		}
		b, err := l.AddBrief(ctx, newBrief(fmt.Sprintf("Brief %d of process %d", number, os.Getpid())))
		if err != nil {
			return err
		}
		fmt.Printf("brief %d\n", b.ID)
		a, err := l.AddAnnotation(ctx, passage(b, ""))
		if err != nil {
			return err
		}
		fmt.Printf("annotation %d\n", a.ID)
	}
}

// TestKill kills a process that writes at random moments, from before it has
// opened the library to the middle of its work, and wants everything it said
// was saved to be there.
func TestKill(t *testing.T) {
	t.Parallel()
	rounds := 100
	if testing.Short() {
		rounds = 10
	}
	ctx := context.Background()
	var path string
	var acknowledged, killedEarly int
	for round := range rounds {
		// given now and then a new library, so that making one is killed too
		if round%20 < 5 {
			path = filepath.Join(t.TempDir(), fmt.Sprint(round), "library.db")
		}
		// when
		delay := time.Duration(rand.Int64N(int64(80 * time.Millisecond)))
		lines := killAfter(t, path, delay, round%2 == 0)
		// then
		if len(lines) == 0 {
			killedEarly++
		}
		acknowledged += len(lines)
		l, err := db.Open(ctx, path, db.Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for _, line := range lines {
			if err := isThere(ctx, l, line); err != nil {
				t.Errorf("round %d: %q was acknowledged: %v", round, line, err)
			}
		}
		wantSound(t, l)
		if labels, err := l.Labels(ctx); err != nil || len(labels) != 5 {
			t.Errorf("round %d: %d labels, %v", round, len(labels), err)
		}
		must(t, l.Close())
	}
	t.Logf("%d rounds, %d acknowledged changes, %d killed before the first", rounds, acknowledged, killedEarly)
	if acknowledged == 0 {
		t.Error("nothing was acknowledged, so nothing was tried")
	}
}

// killAfter lets a child write for so long, counted from its start or from the
// first thing it said, and returns the whole lines it said.
func killAfter(t *testing.T, path string, delay time.Duration, fromStart bool) (lines []string) {
	cmd, _, out := startChild(t, "keep", path)
	for {
		if fromStart || len(lines) == 1 {
			fromStart = false
			timer := time.AfterFunc(delay, func() { cmd.Process.Kill() })
			defer timer.Stop()
		}
		line, err := out.ReadString('\n')
		if err != nil {
			break
		}
		lines = append(lines, strings.TrimSuffix(line, "\n"))
	}
	var exit *exec.ExitError
	// On Windows 1 is also the status of what was killed.
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() == 1 && runtime.GOOS != "windows" {
		t.Errorf("the child ended by itself: %v", err)
	}
	return lines
}

// isThere looks for what a line of childKeepsWriting says.
func isThere(ctx context.Context, l *db.Library, line string) error {
	var kind string
	var id int64
	var number, stored int
	if _, err := fmt.Sscan(line, &kind, &id); err != nil {
		return err
	}
	switch kind {
	case "brief":
		return second(l.Brief(ctx, id))
	case "annotation":
		return second(l.Annotation(ctx, id))
	case "saved":
		number, id = int(id), 1
	case "note":
		if _, err := fmt.Sscan(line, &kind, &id, &number); err != nil {
			return err
		}
	}
	n, err := l.Note(ctx, id)
	if err != nil {
		return err
	}
	if _, err := fmt.Sscan(n.Body, &stored); err != nil {
		return err
	}
	if stored < number || kind == "note" && stored != number {
		return fmt.Errorf("the note holds %d", stored)
	}
	return nil
}
