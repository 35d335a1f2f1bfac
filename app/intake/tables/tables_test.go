package tables_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/app/intake/tables"
)

var prose = strings.Repeat("The wells of the north have been dry since Monday, and nobody says when they will fill again. ", 3)

func lines(all []format.Article) []string {
	var out []string
	for _, a := range all {
		s := a.Part
		for _, f := range a.Fields {
			s += fmt.Sprintf(" %s=%s", f.Name, strings.Join(f.Values, "+"))
		}
		words := a.Text
		for _, b := range a.Blocks {
			words += "<" + b.Text + ">"
		}
		out = append(out, s+" "+strings.ReplaceAll(words, strings.TrimSpace(prose), "PROSE"))
	}
	return out
}

func TestRead(t *testing.T) {
	t.Parallel()
	p := strings.TrimSpace(prose)
	for name, c := range map[string]struct {
		file, data string
		chosen     tables.Columns
		want       []string
	}{
		"commas":                  {"x.csv", "Headline,Body,Author,Date,Source\nWells,\"" + p + "\nMore.\",\"Marlow, R.\",2024-05-06,Basin Weekly\nRoads,,,,\nGates," + strings.ReplaceAll(p, ",", "") + ",,,\n", nil, []string{"row 1 title=Wells author=Marlow, R. date=2024-05-06 publication=Basin Weekly PROSE\nMore.", "row 3 title=Gates " + strings.ReplaceAll(p, ",", "")}},
		"semicolons":              {"x.csv", "\ufeffid;Titel;Text\nw1;Wells;\"" + p + "\"\nr1;Roads;\"" + p + "\"\n", nil, []string{"w1 title=Wells PROSE", "r1 title=Roads PROSE"}},
		"tabs, ids not their own": {"x.tsv", "id\ttitle\tcontent\n1\tWells\t" + p + "\n1\tRoads\t" + p + "\n", nil, []string{"row 1 title=Wells PROSE", "row 2 title=Roads PROSE"}},
		"by length":               {"x.csv", "a,b,c\nx,\"" + p + "\",y\n", nil, []string{"row 1 PROSE"}},
		"no header":               {"x.csv", "Wells,\"" + p + "\"\n", nil, []string{"row 1 PROSE"}},
		"chosen":                  {"x.csv", "Head Line,Was,Text\nWells,\"" + p + "\",no\n", tables.Columns{"title": "head_line", "text": "Was", "author": ""}, []string{"row 1 title=Wells PROSE"}},
		"list":                    {"x.json", `[{"title":"Wells","author":{"name":"R. Marlow"},"authors":[{"name":"R. Marlow"},"S. Oduya"],"tags":["a","b"],"n":3,"text":"<p>` + p + `</p><p>More <b>here</b>.</p>"}]`, nil, []string{"row 1 title=Wells author=R. Marlow+S. Oduya tags=a+b <PROSE><More here.>"}},
		"wrapped":                 {"x.json", `{"status":"ok","response":{"docs":[{"headline":"Wells","body":"` + p + `"}]}}`, nil, []string{"row 1 title=Wells PROSE"}},
		"lines":                   {"x.jsonl", `{"id":"a","title":"Wells","text":"` + p + `"}` + "\n" + `{"id":"b","title":"Roads","text":"` + p + `"}`, nil, []string{"a title=Wells PROSE", "b title=Roads PROSE"}},
		"one object":              {"x.json", `{"title":"Wells","text":"` + p + `\n\nMore."}`, nil, []string{"row 1 title=Wells PROSE\n\nMore."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, err := tables.Read(context.Background(), c.file, []byte(c.data), func([]string) tables.Columns { return c.chosen })
			if err != nil {
				t.Fatal(err)
			}
			formattest.Sound(t, all)
			if diff := cmp.Diff(c.want, lines(all)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRead_Refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file, data string
		chosen     tables.Columns
		want       error
	}{
		"no texts":  {"x.csv", "name,kind\nJNIM,group\n", nil, tables.ErrNoTexts},
		"no column": {"x.csv", "title,text\na,b\n", tables.Columns{"text": "Body"}, tables.ErrNoColumn},
		"said none": {"x.csv", "title,text\na,b\n", tables.Columns{"text": ""}, tables.ErrNoTexts},
		"deep":      {"x.json", `[{"a":` + strings.Repeat("[", 100_000), nil, format.ErrNested},
		"cut":       {"x.json", `[{"a":"b"`, nil, format.ErrDamaged},
		"many":      {"x.csv", "title,text\n" + strings.Repeat("a,b\n", format.MaxArticles+1), nil, format.ErrTooMany},
	} {
		_, err := tables.Read(context.Background(), c.file, []byte(c.data), func([]string) tables.Columns { return c.chosen })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, data string
		want       bool
	}{{"x.csv", "a,b", true}, {"x.json", ` [ {"a":1}]`, true}, {"x.json", `[1,2]`, false}, {"x.txt", `[{"a":1}]`, true}, {"x.txt", "[{sic} he wrote]", false}, {"x.md", "{\"a\": not", false}} {
		if got := tables.Known(c.name, []byte(c.data)); got != c.want {
			t.Errorf("Known(%s, %s) = %t", c.name, c.data, got)
		}
	}
}

func TestArticles_TellsTextsFromListsOfNames(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]bool{"title,text\na,\"" + prose + "\"\n": true, "name,aliases\nJNIM,GSIM\n": false} {
		table, err := tables.Parse(context.Background(), "x.csv", []byte(data))
		if err != nil {
			t.Fatal(err)
		}
		if table.Articles() != want {
			t.Errorf("%.30s: %t", data, !want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	fuzz(f, "x.csv", "title,text\nWells,\"a\n\"\"b\"\n", "a;b\n\"open", "\xff\xfea\x00,\x00b\x00")
}

func FuzzJSON(f *testing.F) {
	fuzz(f, "x.json", `[{"title":"a","text":"b"}]`, `{"items":[{"text":{"a":{"b":{"c":1}}}}]}`, `{"a":"b"}{"a":null}`, `[{"":""}]`)
}

func fuzz(f *testing.F, name string, seeds ...string) {
	var all [][]byte
	for _, s := range seeds {
		all = append(all, []byte(s))
	}
	formattest.Fuzz(f, func(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
		return tables.Read(ctx, name, data, nil)
	}, all...)
}
