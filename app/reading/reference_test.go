package reading_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// truth is what a careful reader finds in the reference brief.
type truth struct {
	Citations []struct {
		Raw        string
		Start, End int
		Items      []struct {
			Signal   string
			Outlet   string
			Written  string `json:"date_as_written"`
			Resolved string
		}
	}
	NotCitations []struct{ Start, End int } `json:"not_citations"`
	Acronyms     []struct {
		Short, Long string
		Start, End  int
	}
	Estimative []struct {
		Phrase, Kind string
		Start, End   int
	}
	Publication string
	Volume      int
	Date        struct{ Resolved string }
}

func reference(t *testing.T) (string, truth) {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "briefs")
	text, err := os.ReadFile(filepath.Join(folder, "terrorism-monitor-22-11.txt"))
	if err != nil {
		t.Skip("the reference brief is not here:", err)
	}
	data, err := os.ReadFile(filepath.Join(folder, "terrorism-monitor-22-11.truth.json"))
	if err != nil {
		t.Skip("its truth file is not here:", err)
	}
	var want truth
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	return string(text), want
}

func TestReferenceCitations(t *testing.T) {
	t.Parallel()
	text, want := reference(t)
	points := span.NewPoints(text)
	published := reading.InferPublished(text, want.Publication, "22")

	got := reading.Citations(text, published)

	if len(got) != len(want.Citations) {
		t.Fatalf("found %d groups, want %d", len(got), len(want.Citations))
	}
	for i, w := range want.Citations {
		g := got[i]
		if start, end := points.Span(g.Span); start != w.Start || end != w.End {
			t.Errorf("group %d at %d-%d, want %d-%d %s", i, start, end, w.Start, w.End, w.Raw)
		}
		if len(g.Items) != len(w.Items) {
			t.Errorf("%s: %d items, want %d", w.Raw, len(g.Items), len(w.Items))
			continue
		}
		for j, item := range w.Items {
			h := g.Items[j]
			if h.Signal != item.Signal || h.Source != item.Outlet || h.Date.Written != item.Written ||
				h.Date.Earliest != item.Resolved || h.Date.Latest != item.Resolved {
				t.Errorf("%s: item %+v, want %+v", w.Raw, h, item)
			}
		}
	}
	if credits := reading.Credits(text); len(credits) != 1 || credits[0].Source != "Wikimedia Commons" {
		t.Errorf("credits %+v, want Wikimedia Commons alone", credits)
	}
}

func TestReferenceYearWithoutTheVolume(t *testing.T) {
	t.Parallel()
	text, _ := reference(t)
	p := reading.InferPublished(text, "", "")
	if p.Latest != "2024-12-31" || !strings.Contains(p.From, "2023") {
		t.Errorf("published %+v, want 2024 from the citation that carries 2023", p)
	}
}

func TestReferenceAcronyms(t *testing.T) {
	t.Parallel()
	text, want := reference(t)
	points := span.NewPoints(text)
	type place struct{ start, end int }
	found := map[place]reading.Acronym{}
	for _, a := range reading.Acronyms(text) {
		start, end := points.Span(a.Span)
		found[place{start, end}] = a
	}
	for _, w := range want.Acronyms {
		a, ok := found[place{w.Start, w.End}]
		if !ok || a.Short != w.Short || a.Long != w.Long {
			t.Errorf("%s = %s at %d-%d not found (have %+v)", w.Short, w.Long, w.Start, w.End, found)
		}
	}
	if len(found) != len(want.Acronyms) {
		t.Errorf("found %d definitions, want %d", len(found), len(want.Acronyms))
	}
}

func TestReferenceLikelihood(t *testing.T) {
	t.Parallel()
	text, want := reference(t)
	points := span.NewPoints(text)
	terms, hedges, _ := reading.Likelihood(text)
	var found []span.Span
	for _, x := range terms {
		found = append(found, x.Span)
	}
	for _, x := range hedges {
		found = append(found, x.Span)
	}
	for _, e := range want.Estimative {
		if e.Kind != "probability" && e.Kind != "appearance" && e.Kind != "hearsay" {
			continue
		}
		phrase := span.Span{Start: points.ToByte(e.Start), End: points.ToByte(e.End)}
		hit := false
		for _, s := range found {
			hit = hit || s.Overlaps(phrase)
		}
		if !hit {
			t.Errorf("%s: %q not found", e.Kind, e.Phrase)
		}
	}
}
