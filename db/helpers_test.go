package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sidelight/db"
)

// children are what the test binary does when a test starts it again as
// another process: they are picked by an environment variable, take one
// argument from another, and leave with the status they return.
var children = map[string]func(arg string) int{}

const (
	childVariable    = "SIDELIGHT_TEST_CHILD"
	childArgVariable = "SIDELIGHT_TEST_CHILD_ARG"
)

func TestMain(m *testing.M) {
	if name := os.Getenv(childVariable); name != "" {
		child, ok := children[name]
		if !ok {
			fmt.Fprintln(os.Stderr, "no such child:", name)
			os.Exit(2)
		}
		os.Exit(child(os.Getenv(childArgVariable)))
	}
	os.Exit(m.Run())
}

// clock is a time that a test moves by hand.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock {
	return &clock{t: time.Date(2024, 8, 19, 12, 0, 0, 0, time.UTC)}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// mustOpen opens the library at path until the test ends.
func mustOpen(tb testing.TB, path string, opts db.Options) *db.Library {
	tb.Helper()
	l, err := db.Open(context.Background(), path, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := l.Close(); err != nil {
			tb.Error(err)
		}
	})
	return l
}

// newLibrary opens a new library with a clock of its own.
func newLibrary(tb testing.TB) (*db.Library, *clock) {
	tb.Helper()
	c := newClock()
	return mustOpen(tb, filepath.Join(tb.TempDir(), "library.db"), db.Options{Clock: c.now}), c
}

// testText is a text with letters of one to four bytes; quote is in it.
func testText(title string) string {
	return title + "\n\nExecutive Summary:\n\nThe N’Djamena raid 🛰 widened the gap between Kidal and Ménaka.\n\nIts planners are unknown.\n"
}

const quote = "widened the gap"

// newBrief is a brief whose blocks are the lines of its text.
func newBrief(title string) db.NewBrief {
	text := testText(title)
	n := db.NewBrief{Title: title, Series: "Brief", Publication: "Sahel Monitor", Volume: "22", Issue: "11", Author: "A. Reader",
		Published: db.Date{Written: "August 19, 2024", Earliest: "2024-08-19", Latest: "2024-08-19", Rule: "full date"},
		Tags:      []string{"sahel", "raids"},
		Text:      text,
		Original:  db.Original{Name: title + ".txt", MediaType: "text/plain", Encoding: "utf-8", Bytes: []byte(text)}}
	start := 0
	for line := range strings.Lines(text) {
		if words := strings.TrimSuffix(line, "\n"); words != "" {
			n.Blocks = append(n.Blocks, db.Block{Kind: db.KindParagraph, Start: start, End: start + len(words)})
		}
		start += len(line)
	}
	n.Blocks[0].Kind = db.KindTitle
	n.Blocks[1].Section = db.SectionSummary
	at := strings.Index(text, quote)
	n.Inlines = []db.Inline{{Kind: db.InlineLink, Target: "https://example.org/a?b=1", Start: at, End: at + len(quote)}}
	return n
}

func mustAddBrief(tb testing.TB, l *db.Library, title string) db.Brief {
	tb.Helper()
	b, err := l.AddBrief(context.Background(), newBrief(title))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// passage is an annotation on quote in the text of newBrief.
func passage(b db.Brief, note string) db.NewAnnotation {
	at := strings.Index(testText(b.Title), quote)
	return db.NewAnnotation{BriefID: b.ID, LabelID: 1, Start: at, End: at + len(quote), Quote: quote, Prefix: "🛰 ", Suffix: " between", Note: note}
}

func mustAnnotate(tb testing.TB, l *db.Library, b db.Brief, note string) db.Annotation {
	tb.Helper()
	a, err := l.AddAnnotation(context.Background(), passage(b, note))
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func mustAddNote(tb testing.TB, l *db.Library, n db.Note) db.Note {
	tb.Helper()
	n, err := l.AddNote(context.Background(), n)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// wantSound fails when Check finds anything.
func wantSound(tb testing.TB, l *db.Library) {
	tb.Helper()
	findings, err := l.Check(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range findings {
		tb.Errorf("check: %s, %s: %s", f.Kind, f.Record, f.Detail)
	}
}

// listen collects the notices from now on.
func listen(tb testing.TB, l *db.Library) (heard func() []db.Notice) {
	tb.Helper()
	var mu sync.Mutex
	var all []db.Notice
	tb.Cleanup(l.Subscribe(func(n db.Notice) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, n)
	}))
	return func() []db.Notice {
		mu.Lock()
		defer mu.Unlock()
		defer func() { all = nil }()
		return slices.Clone(all)
	}
}

// rawly runs SQL on the file behind the library's back.
func rawly(tb testing.TB, path string, statements ...string) {
	tb.Helper()
	raw, err := sql.Open("sqlite", "file:"+path+"?_busy_timeout=5000")
	if err != nil {
		tb.Fatal(err)
	}
	defer raw.Close()
	for _, s := range statements {
		if _, err := raw.Exec(s); err != nil {
			tb.Fatalf("%s: %v", s, err)
		}
	}
}

func ids(briefs []db.Brief) []int64 {
	all := []int64{}
	for _, b := range briefs {
		all = append(all, b.ID)
	}
	return all
}

// longBrief is a brief of about so many bytes in paragraphs of 300.
func longBrief(title string, size int) db.NewBrief {
	n := db.NewBrief{Title: title}
	var text strings.Builder
	for i := 0; text.Len() < size; i++ {
		start := text.Len()
		fmt.Fprintf(&text, "%s %d: %s", title, i, strings.Repeat("words of a naïve paragraph, ", 10))
		n.Blocks = append(n.Blocks, db.Block{Kind: db.KindParagraph, Start: start, End: text.Len()})
		text.WriteString("\n\n")
	}
	n.Text = text.String()
	return n
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	must(t, err)
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	must(t, err)
	_, err = io.Copy(out, in)
	must(t, err)
	must(t, out.Close())
}
