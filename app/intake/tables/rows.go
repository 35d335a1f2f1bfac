package tables

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"sidelight/app/intake/format"
)

// readCSV reads comma-separated values (RFC 4180) with any of the usual
// separators.
func (t *Table) readCSV(ctx context.Context, text string) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = true, -1, true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return format.ErrDamaged
		}
		if len(t.Rows)%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if t.Header == nil {
			if t.Header = header(record); len(t.Header) > 0 && !headed(record) {
				for i := range t.Header {
					t.Header[i] = "column " + strconv.Itoa(i+1)
				}
			} else {
				continue
			}
		}
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			continue
		}
		if len(t.Rows) == format.MaxArticles {
			return format.ErrTooMany
		}
		row := make([]string, len(t.Header))
		for i := range min(len(record), len(row)) {
			row[i] = strings.ToValidUTF8(record[i], "\uFFFD")
		}
		t.Rows = append(t.Rows, row)
	}
	return nil
}

// header names the columns; those without a name or with one that is taken are
// numbered.
func header(record []string) []string {
	var names []string
	seen := map[string]bool{}
	for i, name := range record {
		if i == maxColumns {
			break
		}
		name = format.Label(strings.Join(strings.Fields(name), " "))
		if name == "" || seen[name] {
			name = strings.TrimSpace(name + " " + strconv.Itoa(i+1))
		}
		seen[name] = true
		names = append(names, name)
	}
	return names
}

// headed reports a first row that names columns: short words, not texts.
func headed(record []string) bool {
	for _, cell := range record {
		if len(cell) > 100 {
			return false
		}
	}
	return true
}

// separator is the sign that parts the first lines into the most cells, outside
// of quotes.
func separator(text string) rune {
	best, most := ',', 0
	for _, sep := range []rune{',', ';', '\t', '|'} {
		count, quoted, lines := 0, false, 0
		for _, c := range text[:min(len(text), 64<<10)] {
			switch c {
			case '"':
				quoted = !quoted
			case '\n':
				if !quoted {
					lines++
				}
			case sep:
				if !quoted {
					count++
				}
			}
			if lines == 1 { // the header says it best
				break
			}
		}
		if count > most {
			best, most = sep, count
		}
	}
	return best
}

// readJSON reads a list of objects, an object that holds such a list, or
// objects one after the other.
func (t *Table) readJSON(ctx context.Context, text string) error {
	if deepest(text) > format.MaxDepth {
		return format.ErrNested
	}
	t.named = map[string]bool{}
	var rows []map[string]string
	dec := json.NewDecoder(strings.NewReader(text))
	for {
		var raw json.RawMessage
		if err := dec.Decode(&raw); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return format.ErrDamaged
		}
		if err := collect(ctx, raw, 0, &rows, t); err != nil {
			return err
		}
	}
	for _, cells := range rows {
		row := make([]string, len(t.Header))
		for i, name := range t.Header {
			row[i] = cells[name]
		}
		t.Rows = append(t.Rows, row)
	}
	return nil
}

// deepest is how deep brackets lie in each other.
func deepest(text string) int {
	deep, most, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			deep++
			most = max(most, deep)
		case c == '}' || c == ']':
			deep--
		}
	}
	return most
}

// collect finds the rows in a value: the objects of a list, or of the first list
// within an object, or the object itself.
func collect(ctx context.Context, raw json.RawMessage, deep int, rows *[]map[string]string, t *Table) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	raw = json.RawMessage(strings.TrimSpace(string(raw)))
	if len(raw) == 0 || deep > 3 {
		return nil
	}
	switch raw[0] {
	case '[':
		list := json.NewDecoder(strings.NewReader(string(raw)))
		if _, err := list.Token(); err != nil {
			return format.ErrDamaged
		}
		for list.More() {
			var element json.RawMessage
			if err := list.Decode(&element); err != nil {
				return format.ErrDamaged
			}
			if len(element) > 0 && element[0] == '{' {
				if err := t.object(element, rows); err != nil {
					return err
				}
				if len(*rows)%256 == 0 && ctx.Err() != nil {
					return ctx.Err()
				}
			}
		}
	case '{':
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(raw, &fields); err != nil {
			return format.ErrDamaged
		}
		before := len(*rows)
		for _, name := range []string{"articles", "items", "results", "data", "documents", "docs", "entries", "posts", "records", "response", "briefs", "feed"} {
			if v := fields[name]; len(v) > 0 && (v[0] == '[' || v[0] == '{') {
				if err := collect(ctx, v, deep+1, rows, t); err != nil || len(*rows) > before {
					return err
				}
			}
		}
		return t.object(raw, rows)
	}
	return nil
}

// object makes a row of an object; values within values are named with a dot:
// "author.name".
func (t *Table) object(raw json.RawMessage, rows *[]map[string]string) error {
	if len(*rows) == format.MaxArticles {
		return format.ErrTooMany
	}
	row := map[string]string{}
	if err := t.flatten(raw, "", 0, row); err != nil {
		return err
	}
	*rows = append(*rows, row)
	return nil
}

// maxList is how many bytes a list may have for its values to be joined.
const maxList = 64 << 10

func (t *Table) flatten(raw json.RawMessage, name string, deep int, row map[string]string) error {
	set := func(value string) {
		if _, ok := row[name]; ok || name == "" || value == "" {
			return
		}
		if !t.named[name] {
			if len(t.Header) == maxColumns {
				return
			}
			t.Header = append(t.Header, name)
			t.named[name] = true
		}
		row[name] = value
	}
	switch raw[0] {
	case '{':
		if deep > 2 {
			return nil
		}
		dec := json.NewDecoder(strings.NewReader(string(raw)))
		if _, err := dec.Token(); err != nil {
			return format.ErrDamaged
		}
		for dec.More() { // in the order of the file, which a map would lose
			key, err := dec.Token()
			if err != nil {
				return format.ErrDamaged
			}
			var value json.RawMessage
			if err := dec.Decode(&value); err != nil {
				return format.ErrDamaged
			}
			inner := format.Label(strings.ToValidUTF8(key.(string), "\uFFFD"))
			if name != "" {
				inner = name + "." + inner
			}
			if err := t.flatten(value, inner, deep+1, row); err != nil {
				return err
			}
		}
	case '[':
		if len(raw) > maxList {
			return nil
		}
		var values []json.RawMessage
		if err := json.Unmarshal(raw, &values); err != nil {
			return format.ErrDamaged
		}
		var words []string
		for _, v := range values {
			if s := scalar(v); s != "" {
				words = append(words, s)
			}
		}
		set(strings.Join(words, "\x1f"))
	default:
		set(scalar(raw))
	}
	return nil
}

// scalar is a plain value as words; of an object its name.
func scalar(raw json.RawMessage) string {
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return strings.ReplaceAll(s, "\x1f", " ")
	case '{':
		var named struct{ Name, Title, Value string }
		if json.Unmarshal(raw, &named) != nil {
			return ""
		}
		for _, s := range []string{named.Name, named.Title, named.Value} {
			if s != "" {
				return s
			}
		}
	case '[', 'n':
		return ""
	}
	if raw[0] == '{' {
		return ""
	}
	return string(raw)
}
