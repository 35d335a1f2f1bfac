package office

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// properties reads what a document says of itself beside its text. It often
// comes from a template or names whoever owned the computer, so that it only
// stands in where the text does not say; the day of its making is not that of
// publication and is not taken.
func properties(ctx context.Context, z *format.Zip, name string) ([]format.Field, error) {
	if !z.Has(name) {
		return nil, nil
	}
	data, err := z.Read(name)
	if err != nil {
		return nil, err
	}
	var fields []format.Field
	add := func(field string, values ...string) {
		var good []string
		for _, v := range values {
			if v = strings.Join(strings.Fields(v), " "); v != "" && !placeholder(field, v) {
				good = append(good, v)
			}
		}
		if len(good) > 0 {
			fields = append(fields, format.Field{Name: field, Values: good, From: "the document’s properties", Weak: true})
		}
	}
	x := format.NewXML(ctx, data)
	var child func(format.Element) error
	child = func(e format.Element) error {
		field := map[string]string{"title": "title", "creator": "author", "initial-creator": "author", "keywords": "tags", "keyword": "tags"}[e.Name]
		if field == "" {
			return x.Each(child, nil)
		}
		s, err := x.Text()
		add(field, s)
		return err
	}
	return fields, x.Each(child, nil)
}

// titled trusts the title among the properties when the text bears it out.
func titled(fields []format.Field, blocks []format.Block) []format.Field {
	for i, f := range fields {
		if f.Name != "title" {
			continue
		}
		for _, b := range blocks[:min(len(blocks), 10)] {
			if strings.EqualFold(strings.Join(strings.Fields(b.Text), " "), f.Values[0]) {
				fields[i].Weak = false
			}
		}
	}
	return fields
}

// placeholder is true of names that programs write in for themselves.
func placeholder(field, value string) bool {
	v := strings.ToLower(value)
	switch field {
	case "author":
		switch v {
		case "user", "admin", "administrator", "microsoft office user", "windows user", "python-docx", "unknown", "author", "owner", "office", "pc", "test":
			return true
		}
		return strings.Contains(v, "microsoft") || strings.Contains(v, "libreoffice")
	case "title":
		return strings.HasPrefix(v, "microsoft word") || strings.HasPrefix(v, "document") && len(v) < 12 || v == "untitled" || strings.HasSuffix(v, ".docx") || strings.HasSuffix(v, ".doc")
	}
	return false
}

// tally counts what was left out, by what it is.
type tally map[string]int

func (t tally) add(what string)  { t[what]++ }
func (t tally) note(what string) { t["+"+what]++ }

// tell writes it into the log.
func (t tally) tell(a *format.Article) {
	var names []string
	for name := range t {
		names = append(names, name)
	}
	sort.Strings(names)
	var left []string
	for _, name := range names {
		if kept, ok := strings.CutPrefix(name, "+"); ok {
			a.Remark(db.RemarkGuessed, "text", "%s are taken as part of the text: %d", kept, t[name])
			continue
		}
		if name == "headers and footers" || name == "tables of contents" { // counted by their lines, which says nothing
			left = append(left, name)
			continue
		}
		left = append(left, fmt.Sprintf("%s (%d)", name, t[name]))
	}
	if len(left) > 0 {
		a.Remark(db.RemarkDropped, "document", "%s", strings.Join(left, ", "))
	}
}
