// Package tables reads tables of articles, as archives and scrapers write them:
// CSV with any separator, JSON with a list of objects, or an object a line. A
// row is an article; which column is its title and which its text is guessed,
// and can be said (Columns).
//
// It must not know how the structure of a brief is worked out.
package tables

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"sidelight/app/intake/charset"
	"sidelight/app/intake/format"
	"sidelight/app/intake/web"
	"sidelight/db"
)

// maxColumns is how many columns are looked at.
const maxColumns = 200

// Why a table cannot be read as articles.
var (
	ErrNoTexts  = errors.New("it has no column that holds the texts of articles; say which one does")
	ErrNoColumn = errors.New("it has no column of this name")
)

// Fields are what a column can hold, in the order in which they are offered:
// the names of front matter, and "text", "url" and "id".
var Fields = []string{"title", "text", "author", "date", "publication", "volume", "issue", "series", "tags", "url", "id"}

// Columns say which column holds what: its name by field.
type Columns map[string]string

// Table is a table of articles.
type Table struct {
	Header    []string
	Rows      [][]string // as long as Header
	MediaType string
	Encoding  string
	loss      int
	named     map[string]bool // the header's, while it grows
}

// Known reports a table by its name, or a list of objects by how it begins.
func Known(name string, data []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv":
		return true
	case ".json", ".jsonl", ".ndjson":
		return begins(data) != 0
	case ".txt", ".md", ".markdown", ".text":
		// A text may begin with a bracket; a list of objects does not look like one.
		return begins(data) == '[' && json.Valid(data)
	}
	return false
}

// begins is the first letter of a list of objects or of an object; 0 for
// anything else.
func begins(data []byte) byte {
	s := strings.TrimLeft(string(data[:min(len(data), 4096)]), "\ufeff \t\r\n")
	switch {
	case strings.HasPrefix(s, "{") && strings.HasPrefix(strings.TrimLeft(s[1:], " \t\r\n"), `"`):
		return '{'
	case strings.HasPrefix(s, "[") && strings.HasPrefix(strings.TrimLeft(s[1:], " \t\r\n"), "{"):
		return '['
	}
	return 0
}

// Parse reads the rows of a table. The errors are those of package format, and
// the context's.
func Parse(ctx context.Context, name string, data []byte) (*Table, error) {
	text := charset.Decode(data, "")
	t := &Table{Encoding: text.Name, loss: text.Loss}
	var err error
	if begins(data) != 0 && !strings.EqualFold(path.Ext(name), ".csv") {
		t.MediaType = "application/json"
		err = t.readJSON(ctx, text.String)
	} else {
		t.MediaType = "text/csv"
		err = t.readCSV(ctx, text.String)
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Sample is the beginning of the first two cells of a column that are not empty,
// short enough for both to stand on a line.
func (t *Table) Sample(column int) []string {
	var all []string
	for _, row := range t.Rows {
		if s := strings.Join(strings.Fields(strings.ReplaceAll(row[column], "\x1f", ", ")), " "); s != "" && len(all) < 2 {
			if r := []rune(s); len(r) > 24 {
				s = string(r[:23]) + "…"
			}
			all = append(all, s)
		}
	}
	return all
}

// synonyms are the names that columns have for a field, without signs and in
// small letters, the surest first.
var synonyms = map[string][]string{
	"title":       {"title", "headline", "articletitle", "heading", "subject", "titel", "titre", "titulo", "título", "überschrift", "schlagzeile", "kopfzeile", "name"},
	"text":        {"text", "body", "content", "fulltext", "articletext", "articlebody", "bodytext", "maintext", "contenttext", "plaintext", "article", "story", "texte", "contenu", "inhalt", "volltext", "contenthtml", "html", "markdown"},
	"author":      {"author", "authors", "byline", "creator", "writer", "auteur", "autor", "authorname"},
	"date":        {"date", "published", "publicationdate", "datepublished", "pubdate", "publisheddate", "publishedat", "publishdate", "dateofpublication", "datum", "time", "timestamp", "createdat", "created", "year"},
	"publication": {"publication", "source", "outlet", "journal", "newspaper", "publisher", "media", "sitename", "site", "sourcename", "medium", "quelle"},
	"volume":      {"volume", "vol"},
	"issue":       {"issue", "issuenumber", "no"},
	"series":      {"series", "type", "section", "product"},
	"tags":        {"tags", "keywords", "topics", "categories", "category", "subjects", "labels"},
	"url":         {"url", "link", "href", "weburl", "articleurl", "permalink", "address", "canonicalurl"},
	"id":          {"id", "uid", "guid", "uuid", "articleid", "docid", "documentid", "key", "slug"},
}

// bare is a column's name without signs, in small letters.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= utf8.RuneSelf:
			return r
		}
		return -1
	}, strings.ToLower(name))
}

// textLength is the mean length in bytes from which on the cells of a column
// that no name gives away are taken for texts.
const textLength = 200

// Guess finds the columns by their names; where none is named like a text, the
// one with the longest cells is.
func (t *Table) Guess() Columns {
	c := Columns{}
	taken := map[int]bool{}
	for _, field := range Fields {
	names:
		for _, want := range synonyms[field] {
			for i, name := range t.Header {
				if !taken[i] && bare(name) == want && t.filled(i) {
					c[field] = name
					taken[i] = true
					break names
				}
			}
		}
	}
	if c["text"] == "" {
		longest, most := -1, textLength
		for i := range t.Header {
			if mean := t.mean(i); !taken[i] && mean >= most {
				longest, most = i, mean
			}
		}
		if longest >= 0 {
			c["text"] = t.Header[longest]
		}
	}
	return c
}

func (t *Table) filled(column int) bool {
	for _, row := range t.Rows {
		if strings.TrimSpace(row[column]) != "" {
			return true
		}
	}
	return false
}

// mean is the mean length of the cells that are not empty.
func (t *Table) mean(column int) int {
	size, n := 0, 0
	for _, row := range t.Rows[:min(len(t.Rows), 200)] {
		if l := len(strings.TrimSpace(row[column])); l > 0 {
			size += l
			n++
		}
	}
	return size / max(1, n)
}

// Articles reports whether the table plainly holds articles: a column of long
// texts.
func (t *Table) Articles() bool {
	at := t.column(t.Guess()["text"])
	return at >= 0 && t.mean(at) >= textLength
}

// column is the place of a column by its name, letters alike or at least the
// same but for signs; -1 where there is none.
func (t *Table) column(name string) int {
	if name == "" {
		return -1
	}
	for i, h := range t.Header {
		if h == name {
			return i
		}
	}
	for i, h := range t.Header {
		if bare(h) == bare(name) {
			return i
		}
	}
	return -1
}

// Read makes an article of every row that has a text. Chosen says which column
// holds what, by the header; nil, or for fields that it does not name: as
// guessed. ErrNoTexts, ErrNoColumn; those of Parse.
func Read(ctx context.Context, name string, data []byte, chosen func(header []string) Columns) ([]format.Article, error) {
	t, err := Parse(ctx, name, data)
	if err != nil {
		return nil, err
	}
	columns := t.Guess()
	said := Columns(nil)
	if chosen != nil {
		said = chosen(t.Header)
	}
	for field, column := range said {
		columns[field] = column
	}
	at := map[string]int{}
	for field, column := range columns {
		if column == "" {
			continue // said to be none
		}
		i := t.column(column)
		if i < 0 {
			return nil, fmt.Errorf("%w: %s", ErrNoColumn, format.Label(column))
		}
		at[field] = i
	}
	if _, ok := at["text"]; !ok {
		return nil, ErrNoTexts
	}
	return t.articles(ctx, at)
}

// articles makes them by the places of the columns.
func (t *Table) articles(ctx context.Context, at map[string]int) ([]format.Article, error) {
	ids := t.ids(at)
	var all []format.Article
	blank := 0
	for i, row := range t.Rows {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		words := strings.TrimSpace(row[at["text"]])
		if words == "" {
			blank++
			continue
		}
		a := format.Article{Part: "row " + strconv.Itoa(i+1), MediaType: t.MediaType, Encoding: t.Encoding}
		if ids != nil {
			a.Part = format.Label(ids[i])
		}
		for _, field := range Fields {
			column, ok := at[field]
			if !ok || field == "text" || field == "id" {
				continue
			}
			value := strings.Join(strings.Fields(row[column]), " ")
			switch {
			case value == "":
			case field == "url":
				a.Remark(db.RemarkRecognised, "address", "%s", format.Label(value))
			default:
				a.Fields = append(a.Fields, format.Field{Name: field, Values: strings.Split(value, "\x1f"), From: "the column “" + format.Label(t.Header[column]) + "”"})
			}
		}
		if err := write(&a, words); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	if len(all) == 0 {
		return nil, nil
	}
	if blank > 0 {
		all[0].Remark(db.RemarkDropped, "rows", "rows without a text: %d", blank)
	}
	if t.loss > 0 {
		all[0].Remark(db.RemarkDropped, "encoding", "%d characters could not be read and stand as \uFFFD", t.loss)
	}
	return all, nil
}

// ids are the rows' own names, when each has one and no two the same.
func (t *Table) ids(at map[string]int) []string {
	column, ok := at["id"]
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	ids := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		ids[i] = strings.TrimSpace(row[column])
		if ids[i] == "" || len(ids[i]) > 200 || seen[ids[i]] {
			return nil
		}
		seen[ids[i]] = true
	}
	return ids
}

// write puts the words of a cell into an article: plain text, or what is left
// of a page.
func write(a *format.Article, words string) error {
	if len(words) > format.MaxText {
		return format.ErrTooLong
	}
	words = strings.ReplaceAll(strings.ReplaceAll(words, "\r\n", "\n"), "\r", "\n")
	if !strings.Contains(words, "\n") && strings.Count(words, `\n`) >= 2 {
		words = strings.ReplaceAll(words, `\n`, "\n") // line ends that were written out
	}
	for _, tag := range []string{"</p>", "<br", "</div>", "<p>"} {
		if strings.Contains(words, tag) {
			doc, err := web.Parse(words)
			if err != nil {
				return err
			}
			a.Blocks = web.Blocks(doc, nil, nil)
			return nil
		}
	}
	if strings.Contains(words, "&") && !strings.Contains(words, "& ") {
		words = html.UnescapeString(words)
	}
	a.Text = words
	return nil
}
