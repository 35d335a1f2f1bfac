package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The test binary plays a program that ends in one of several ways.
const (
	howVariable    = "SIDELIGHT_TEST_END"
	folderVariable = "SIDELIGHT_TEST_FOLDER"
)

func TestMain(m *testing.M) {
	how := os.Getenv(howVariable)
	if how == "" {
		os.Exit(m.Run())
	}
	j, err := Open(os.Getenv(folderVariable), "Sidelight test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(9)
	}
	j.Note("opened %d %s", 12, "Secret title")
	for logged := ""; !strings.Contains(logged, "opened"); runtime.Gosched() { // the disk is not waited for
		data, _ := os.ReadFile(j.Log())
		logged = string(data)
	}
	switch how {
	case "well":
		if err := j.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(9)
		}
	case "panic":
		done := make(chan bool)
		go func() { defer close(done); panic(`the brief "Secret title" has no text`) }()
		<-done
		select {}
	case "map":
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%7] = i
				}
			}()
		}
		select {}
	case "caught":
		func() {
			defer func() {
				if _, err := j.Crash(recover()); err != nil {
					os.Exit(9)
				}
			}()
			panic(fmt.Errorf("import %q: %w", "Secret title", fs.ErrInvalid))
		}()
		os.Exit(3)
	case "killed":
		os.Exit(137)
	}
	os.Exit(0)
}

func end(t *testing.T, folder, how string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Env = append(os.Environ(), howVariable+"="+how, folderVariable+"="+folder)
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || exit != nil && exit.ExitCode() == 9 {
		t.Fatalf("%v\n%s", err, out)
	}
}

func open(t *testing.T, folder string) *Journal {
	t.Helper()
	j, err := Open(folder, "Sidelight test")
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestEnds(t *testing.T) {
	for how, words := range map[string][]string{
		"well":   nil,
		"panic":  {"panic: the brief “…” has no text", "journal.TestMain.func", "opened 12 …"},
		"map":    {"maps.fatal", "journal.TestMain.func", "opened 12 …"},
		"caught": {"*fmt.wrapError > *errors.errorString", "journal.TestMain.func", "opened 12 …"},
		"killed": {"ended from outside"},
	} {
		t.Run(how, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "state")
			// when a program has ended so
			end(t, folder, how)
			// then the next start knows, and the one after it does no more
			j := open(t, folder)
			defer j.Close()
			ended := j.Before()
			again := open(t, folder)
			defer again.Close()
			if again.Before() != nil {
				t.Error("told twice, or of a program that runs")
			}
			if words == nil {
				if ended != nil {
					t.Errorf("it ended as it should: %+v", ended)
				}
				return
			}
			if ended == nil {
				t.Fatal("nothing is known of it")
			}
			data, err := os.ReadFile(ended.Report)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range append(words, "Sidelight test") {
				if !strings.Contains(string(data), w) {
					t.Errorf("the report lacks %q:\n%s", w, data)
				}
			}
			if strings.Contains(string(data), "Secret") {
				t.Errorf("the report tells a title:\n%s", data)
			}
			for _, name := range []string{ended.Report, j.Log()} {
				if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
					t.Errorf("%s: %v, %v", name, info, err)
				}
			}
		})
	}
}

func TestLogHasNoWords(t *testing.T) {
	folder := t.TempDir()
	j := open(t, folder)
	j.Note("opened %d %s of %v", 7, "Secret title", []string{"Secret"})
	j.Note("failed: %s", fmt.Errorf("import %q: Secret: %w", "Secret.txt", fs.ErrNotExist))
	j.Note("command %s", Safe("export"))
	fmt.Fprintln(j, `Cause: open /home/me/Secret notes/My Secret.txt: no such file, "Secret"`)
	fmt.Fprintln(j, "At: fyne.io/fyne/v2@v2.8.1/app/cache.go:28")
	told := j.Diagnostics()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j.Note("after the end")
	data, err := os.ReadFile(filepath.Join(folder, logName))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(data), told} {
		if strings.Contains(text, "Secret") || strings.Contains(text, "home") {
			t.Errorf("it tells words:\n%s", text)
		}
		for _, kept := range []string{"opened 7 … of …", "command export", "open <path>: no such file, “…”", "At: cache.go:28", "*fmt.wrapError"} {
			if !strings.Contains(text, kept) {
				t.Errorf("it lacks %q:\n%s", kept, text)
			}
		}
	}
}

// Old logs and reports do not fill the disk.
func TestLogIsRotated(t *testing.T) {
	folder := t.TempDir()
	j := open(t, folder)
	line := Safe(strings.Repeat("x", 64<<10))
	for range 100 {
		j.line(string(line))
		for len(j.queue) > 100 {
			runtime.Gosched()
		}
	}
	for range reportsKept + 5 {
		if _, err := j.Crash("again"); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	logs, _ := filepath.Glob(filepath.Join(folder, "*.log"))
	reports, _ := filepath.Glob(filepath.Join(folder, reportsFolder, "*"))
	if len(logs) < 2 || len(logs) > logsKept+2 || len(reports) > reportsKept {
		t.Errorf("%d logs, %d reports", len(logs), len(reports))
	}
	for _, name := range logs {
		if info, err := os.Stat(name); err != nil || info.Size() > logSize<<20 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestNilJournal(t *testing.T) {
	var j *Journal
	j.Note("x")
	fmt.Fprintln(j, "x")
	if report, err := j.Crash("x"); report != "" || err != nil || j.Diagnostics() != "" || j.Before() != nil || j.Close() != nil {
		t.Error("a journal that is not there does something")
	}
}
