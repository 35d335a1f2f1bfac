package reading_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// score counts what was found of what there is. A finding is right when its
// place and what it says both agree with the truth.
type score struct{ right, found, wanted int }

func (s score) recall() float64    { return ratio(s.right, s.wanted) }
func (s score) precision() float64 { return ratio(s.right, s.found) }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// aims are what the corpus is held to: recall and precision of each kind.
var aims = []struct {
	kind              string
	recall, precision float64
}{
	{"citation groups", 0.95, 0.98}, {"citation items", 0.95, 0.95}, {"acronyms", 0.95, 0.95},
	{"likelihood terms", 0.98, 0.98}, {"hedges", 0.95, 0.95},
}

// corpusBrief is one text of the corpus with its truth.
type corpusBrief struct {
	name, text string
	published  reading.Published
	truth      truth
}

func corpus(t testing.TB) []corpusBrief {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "briefs", "*.truth.json"))
	if err != nil || len(files) < 12 {
		t.Fatalf("%d truth files, err %v: want at least a dozen", len(files), err)
	}
	var out []corpusBrief
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(file, ".truth.json")
		text, err := os.ReadFile(name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		b := corpusBrief{name: filepath.Base(name), text: string(text)}
		if err := json.Unmarshal(data, &b.truth); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		day := b.truth.Date.Resolved
		b.published = reading.Published{Earliest: day, Latest: day}
		out = append(out, b)
	}
	return out
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	scores := map[string]*score{}
	for _, b := range corpus(t) {
		wanted, found := b.wanted(), b.found()
		for _, aim := range aims {
			s := scores[aim.kind]
			if s == nil {
				s = &score{}
				scores[aim.kind] = s
			}
			s.hold(t, b.name+": "+aim.kind, wanted[aim.kind], found[aim.kind])
		}
	}
	for _, aim := range aims {
		scores[aim.kind].aim(t, aim.kind, aim.recall, aim.precision)
	}
}

// findings are written down as one line each, by kind.
type findings map[string]map[string]bool

func (f findings) add(kind, format string, values ...any) {
	if f[kind] == nil {
		f[kind] = map[string]bool{}
	}
	line := strings.Join(strings.Fields(fmt.Sprintf(format, values...)), " ")
	f[kind][line] = true
}

func (b corpusBrief) wanted() findings {
	f := findings{}
	for _, c := range b.truth.Citations {
		f.add("citation groups", "%d-%d %s", c.Start, c.End, c.Raw)
		for i, item := range c.Items {
			f.add("citation items", "%d.%d %q %s, %s = %s", c.Start, i, item.Signal, item.Outlet, item.Written, item.Resolved)
		}
	}
	for _, a := range b.truth.Acronyms {
		f.add("acronyms", "%d-%d %s = %s", a.Start, a.End, a.Short, a.Long)
	}
	for _, e := range b.truth.Estimative {
		kind := "hedges"
		if e.Kind == "likelihood" {
			kind = "likelihood terms"
		}
		f.add(kind, "%d-%d %s", e.Start, e.End, strings.ToLower(e.Phrase))
	}
	return f
}

func (b corpusBrief) found() findings {
	f := findings{}
	points := span.NewPoints(b.text)
	place := func(s span.Span) string {
		start, end := points.Span(s)
		return fmt.Sprintf("%d-%d", start, end)
	}
	for _, c := range reading.Citations(b.text, b.published) {
		f.add("citation groups", "%s %s", place(c.Span), c.Raw)
		start, _ := points.Span(c.Span)
		for i, item := range c.Items {
			f.add("citation items", "%d.%d %q %s, %s = %s", start, i, item.Signal, item.Source, item.Date.Written, days(item.Date))
		}
	}
	for _, a := range reading.Acronyms(b.text) {
		f.add("acronyms", "%s %s = %s", place(a.Span), a.Short, a.Long)
	}
	terms, hedges, _ := reading.Likelihood(b.text)
	for _, x := range terms {
		f.add("likelihood terms", "%s %s", place(x.Span), strings.ToLower(x.Of(b.text)))
	}
	for _, x := range hedges {
		f.add("hedges", "%s %s", place(x.Span), x.Term)
	}
	return f
}
