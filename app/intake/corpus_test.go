package intake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake"
)

// truth is what a careful reader finds in a brief of testdata/briefs or a saved
// page of testdata/pages; each was judged by hand, line by line.
type truth struct {
	Title, Series, Publication, Volume, Issue, Author string
	Earliest, Latest                                  string
	Tags                                              []string
	Blocks                                            []truthBlock
}

type truthBlock struct {
	Kind, Section, Text string
}

// score counts one field over the whole corpus.
type score struct{ right, claimed, expected int }

func (s score) precision() float64 { return share(s.right, s.claimed) }
func (s score) recall() float64    { return share(s.right, s.expected) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"testdata/briefs", "testdata/pages"} {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			checkCorpus(t, folder)
		})
	}
}

func checkCorpus(t *testing.T, folder string) {
	files, err := filepath.Glob(filepath.Join(folder, "*.truth.json"))
	if err != nil || len(files) < 12 {
		t.Fatalf("corpus: %d truth files, %v", len(files), err)
	}
	scores := map[string]*score{}
	at := func(field string) *score {
		if scores[field] == nil {
			scores[field] = &score{}
		}
		return scores[field]
	}
	for _, file := range files {
		want := readTruth(t, file)
		d := readBrief(t, strings.TrimSuffix(file, ".truth.json"))
		got := truth{Title: d.Title, Series: d.Series, Publication: d.Publication, Volume: d.Volume, Issue: d.Issue, Author: d.Author,
			Earliest: d.Published.Earliest, Latest: d.Published.Latest, Tags: d.Tags}
		for _, b := range d.Blocks {
			got.Blocks = append(got.Blocks, truthBlock{string(b.Kind), b.Section, d.Text[b.Start:b.End]})
		}
		for _, f := range []struct{ name, got, want string }{
			{"title", got.Title, want.Title}, {"series", got.Series, want.Series}, {"publication", got.Publication, want.Publication},
			{"volume", got.Volume, want.Volume}, {"issue", got.Issue, want.Issue}, {"author", got.Author, want.Author},
			{"date", got.Earliest + "/" + got.Latest, want.Earliest + "/" + want.Latest},
			{"tags", strings.Join(got.Tags, ","), strings.Join(want.Tags, ",")},
		} {
			s := at(f.name)
			if f.got != "" && f.got != "/" {
				s.claimed++
			}
			if f.want != "" && f.want != "/" {
				s.expected++
			}
			if f.got == f.want && f.want != "" && f.want != "/" {
				s.right++
			}
			if f.got != f.want {
				t.Errorf("%s: %s is %q, want %q", filepath.Base(file), f.name, f.got, f.want)
			}
		}
		left := slices.Clone(want.Blocks)
		for _, b := range got.Blocks {
			s := at("block " + b.Kind)
			s.claimed++
			if i := slices.Index(left, b); i >= 0 {
				s.right++
				left = slices.Delete(left, i, i+1)
			}
		}
		for _, b := range want.Blocks {
			at("block "+b.Kind).expected++
		}
		if diff := cmp.Diff(want.Blocks, got.Blocks); diff != "" {
			t.Errorf("%s: blocks (-want +got):\n%s", filepath.Base(file), diff)
		}
	}
	var names []string
	for name := range scores {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	for _, name := range names {
		s := scores[name]
		fmt.Fprintf(&b, "%-18s precision %5.1f%%  recall %5.1f%%  (%d of %d)\n", name, 100*s.precision(), 100*s.recall(), s.right, s.expected)
	}
	t.Logf("over %d briefs:\n%s", len(files), b.String())
}

func readTruth(t *testing.T, file string) truth {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want truth
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return want
}

// readBrief reads the brief with this path but for its extension.
func readBrief(t *testing.T, stem string) *intake.Draft {
	t.Helper()
	for _, ext := range []string{".txt", ".md", ".html", ".htm", ".mhtml"} {
		if _, err := os.Stat(stem + ext); err == nil {
			return readOne(t, stem+ext)
		}
	}
	t.Fatalf("no brief beside %s.truth.json", stem)
	return nil
}

// readOne reads a file that is one article.
func readOne(t *testing.T, path string) *intake.Draft {
	t.Helper()
	all, err := intake.ReadFile(context.Background(), path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if len(all) != 1 {
		t.Fatalf("%s: %d articles, not one", path, len(all))
	}
	return all[0]
}
