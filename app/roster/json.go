package roster

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sidelight/db"
)

// parseJSON reads one of the JSON formats, told apart by the top of the
// document: an array is a plain list, an object with "objects" a STIX bundle,
// one with "values" a MISP galaxy cluster.
func parseJSON(b *builder, text string) error {
	if err := checkJSON(text); err != nil {
		return err
	}
	if strings.TrimLeft(text, " \t\n")[0] == '[' {
		b.list.Format = FormatJSON
		return elements(text, 1, func(line int, value string) error {
			_, err := b.add(plainEntry(b, line, value))
			return err
		})
	}
	found := false
	err := members(text, 1, func(key string, line int, value string) error {
		isList := strings.HasPrefix(value, "[")
		switch {
		case key == "name" || key == "type":
			b.describe(key, value)
		case key == "values" && isList && !found:
			found, b.list.Format = true, FormatMISP
			return parseMISP(b, line, value)
		case key == "objects" && isList && !found:
			found, b.list.Format = true, FormatSTIX
			return parseSTIX(b, line, value)
		}
		return nil
	})
	if err == nil && !found {
		err = ErrShape
	}
	return err
}

// describe takes what a document says of itself.
func (b *builder) describe(key, value string) {
	text := clean(textOf(value))
	if key == "name" && text != "" {
		b.list.Name = cut(text, MaxName)
	}
	if b.kind == "" {
		b.kind = kindOfList(text)
	}
}

// checkJSON says what is wrong with a document, and on which line.
func checkJSON(text string) error {
	var whole json.RawMessage
	err := json.Unmarshal([]byte(text), &whole)
	if err == nil {
		return nil
	}
	// encoding/json tells its errors apart in words alone.
	at, what := len(text), ErrJSON
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(int(syntax.Offset), len(text))
		if strings.Contains(syntax.Error(), "max depth") {
			what = ErrTooDeep
		}
	}
	// What is wrong at the very end, or with a line end behind it, is that more
	// should come.
	if unfinished := strings.Contains(err.Error(), "unexpected end"); what == ErrJSON && (unfinished || strings.TrimSpace(text[max(0, at-1):]) == "") {
		what = ErrCutShort
	}
	return fmt.Errorf("line %d: %w", 1+strings.Count(strings.TrimRight(text[:at], "\n"), "\n"), what)
}

// elements calls f for each element of an array that is well formed, with the
// line it starts on. line is the line on which the array starts.
func elements(array string, line int, f func(line int, value string) error) error {
	return walk(array, line, func(_ string, line int, value string) error { return f(line, value) })
}

// members is elements for the values of an object and their keys.
func members(object string, line int, f func(key string, line int, value string) error) error {
	return walk(object, line, f)
}

func walk(text string, line int, f func(key string, line int, value string) error) error {
	d := json.NewDecoder(strings.NewReader(text))
	opening, err := d.Token()
	if err != nil {
		return ErrJSON
	}
	counted := 0
	for d.More() {
		key := ""
		if opening == json.Delim('{') {
			token, err := d.Token()
			if err != nil {
				return ErrJSON
			}
			key, _ = token.(string)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return ErrJSON
		}
		start := int(d.InputOffset()) - len(value)
		line += strings.Count(text[counted:start], "\n")
		counted = start
		if err := f(key, line, string(value)); err != nil {
			return err
		}
	}
	return nil
}

// plainEntry reads an element of a plain list: a name, or a record whose keys
// are those of a table's header.
func plainEntry(b *builder, line int, value string) *entry {
	e := &entry{row: Row{Line: line}}
	switch value[0] {
	case '"':
		e.set(fieldName, textOf(value))
	case '{':
		_ = members(value, line, func(key string, _ int, value string) error {
			f := fieldOf(key)
			if f == fieldNone {
				b.ignore(key)
			}
			e.setValue(f, value)
			return nil
		})
	default:
		e.row.Problem = ProblemNotActor
	}
	return e
}

// setValue takes a value of a record: words, a number, or an array of them;
// aliases may be records with a kind.
func (e *entry) setValue(f field, value string) {
	switch {
	case f == fieldNone:
	case value[0] == '[':
		values(value, func(value string) {
			if value[0] == '{' {
				e.tellRecord(f, value)
			} else {
				e.set(f, textOf(value))
			}
		})
	case f == fieldAliases || f == fieldWeak || aliasKinds[f] != "":
		for _, part := range splitCell(textOf(value)) {
			e.set(f, part)
		}
	default:
		e.set(f, textOf(value))
	}
}

// errEnough ends a walk over values of which there are too many.
var errEnough = errors.New("enough")

// values calls f for the values of a list inside a record, no more than are
// looked at.
func values(array string, f func(value string)) {
	n := 0
	_ = elements(array, 0, func(_ int, value string) error {
		if n++; n > maxValues {
			return errEnough
		}
		f(value)
		return nil
	})
}

// tellRecord takes an alias that is a record: its name, kind and strength.
func (e *entry) tellRecord(f field, value string) {
	a := db.Alias{Kind: aliasKinds[f], Weak: f == fieldWeak}
	said := a.Kind != ""
	_ = members(value, 0, func(key string, _ int, value string) error {
		switch key {
		case "name", "value":
			a.Name = clean(textOf(value))
		case "kind", "type":
			if kind := db.AliasKind(textOf(value)); slices.Contains(db.AliasKinds, kind) {
				a.Kind, said = kind, true
			}
		case "weak":
			a.Weak = a.Weak || value == "true"
		}
		return nil
	})
	switch {
	case a.Name == "":
	case said:
		e.tell(a)
	default:
		e.guess(a.Name)
	}
}

// textOf is what a JSON string or number says; nothing else says anything.
func textOf(value string) string {
	switch c := value[0]; {
	case c == '"':
		var s string
		if json.Unmarshal([]byte(value), &s) != nil {
			return ""
		}
		return s
	case c == '-' || '0' <= c && c <= '9':
		return value
	}
	return ""
}
