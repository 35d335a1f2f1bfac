package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Shown is what the tests read of "show --json". Offsets count code points.
type Shown struct {
	ID                              int64
	UID, Title, Series, Publication string
	Volume, Issue, Author, Text     string
	Published                       struct{ Written, Earliest, Latest string }
	Blocks                          []struct {
		Kind       string
		Start, End int
	}
	Annotations []ShownAnnotation
	Citations   []struct {
		Start, End int
		Items      []struct{ Source, Earliest, Rule string }
	}
	Mentions []struct {
		Actor, Alias string
		Start, End   int
		Ambiguous    bool
	}
	Checks []struct{ Kind, Why, State string }
}

// ShownAnnotation is an annotation of Shown.
type ShownAnnotation struct {
	UID, Label, Quote, State, Note string
	Start, End                     int
}

// Words returns the words of the text from one code point to another.
func (s Shown) Words(start, end int) string {
	runes := []rune(s.Text)
	if start < 0 || end > len(runes) || start > end {
		return ""
	}
	return string(runes[start:end])
}

// Headless runs one headless command on a library and returns what it
// printed.
func Headless(ctx context.Context, binary, home, library string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, binary, append([]string{"--library", library}, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home+"/config", "XDG_DATA_HOME="+home+"/data")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return string(out), fmt.Errorf("sidelight %s: %w: %s", strings.Join(args, " "), err, stderr.String())
	}
	return string(out), nil
}

// Show reads a brief as "show --json" prints it.
func Show(ctx context.Context, binary, home, library, brief string) (Shown, error) {
	var shown Shown
	out, err := Headless(ctx, binary, home, library, "show", brief, "--json")
	if err != nil {
		return shown, err
	}
	return shown, json.Unmarshal([]byte(out), &shown)
}

// ListedActor is an actor as "actors list --json" prints it.
type ListedActor struct {
	ID       int64
	Name     string
	Kind     string
	Mentions int
	Aliases  []struct{ Name string }
}

// Actors reads the actors of a library.
func Actors(ctx context.Context, binary, home, library string) ([]ListedActor, error) {
	out, err := Headless(ctx, binary, home, library, "actors", "list", "--json")
	if err != nil {
		return nil, err
	}
	var actors []ListedActor
	return actors, json.Unmarshal([]byte(out), &actors)
}

// FindBrief returns the number of the brief with exactly this title.
func FindBrief(ctx context.Context, binary, home, library, title string) (int64, error) {
	out, err := Headless(ctx, binary, home, library, "list", "--json")
	if err != nil {
		return 0, err
	}
	var briefs []struct {
		ID    int64
		Title string
	}
	if err := json.Unmarshal([]byte(out), &briefs); err != nil {
		return 0, fmt.Errorf("list --json: %w", err)
	}
	for _, b := range briefs {
		if b.Title == title {
			return b.ID, nil
		}
	}
	return 0, fmt.Errorf("no brief is called %q", title)
}

// LookedUp is a row that "lookup --json" prints. The spans count code points
// of Matched.
type LookedUp struct {
	Kind           string
	ID             int64
	Title, Matched string
	Spans          [][2]int
	Tier           string
	Why            []string
	Context        string
}

// LookUp looks a name up in a library, as the look-up box does.
func LookUp(ctx context.Context, binary, home, library, query string) ([]LookedUp, error) {
	out, err := Headless(ctx, binary, home, library, "lookup", "--json", "--", query)
	if err != nil {
		return nil, err
	}
	var found struct{ Rows []LookedUp }
	return found.Rows, json.Unmarshal([]byte(out), &found)
}

// Searched is what the tests read of "search --json".
type Searched struct {
	ReadAs         []string `json:"read_as"`
	Remarks        []string
	TotalDocuments int `json:"total_documents"`
	Total          int
	Results        []SearchedBrief
	Facets         struct {
		Publications, Years, Actors, Labels []struct {
			Name   string
			Briefs int
		}
	}
	Suggestions []struct{ Word, Instead, Query string }
}

// SearchedBrief is a result of Searched: a brief, or a note of none.
type SearchedBrief struct {
	Brief    int64
	Title    string
	Marked   int
	Passages []struct {
		Kind       string
		ID         int64
		Label      string
		Snippet    string
		Marks      [][2]int // code points of Snippet
		Start, End int      // code points of the text
	}
}

// Search searches the texts of a library.
func Search(ctx context.Context, binary, home, library, query string) (Searched, error) {
	var found Searched
	out, err := Headless(ctx, binary, home, library, "search", "--json", "--", query)
	if err != nil {
		return found, err
	}
	return found, json.Unmarshal([]byte(out), &found)
}

// SavedSearch is a search as "searches list --json" prints it.
type SavedSearch struct {
	ID          int64
	Name, Query string
	New         int
}

// SavedSearches reads the saved searches of a library.
func SavedSearches(ctx context.Context, binary, home, library string) ([]SavedSearch, error) {
	out, err := Headless(ctx, binary, home, library, "searches", "list", "--json")
	if err != nil {
		return nil, err
	}
	var saved []SavedSearch
	return saved, json.Unmarshal([]byte(out), &saved)
}
