package export

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// property is one entry of the front matter. A property with no value is not
// written: nothing is made up about a brief.
type property struct {
	key    string
	values []string
	list   bool
	odd    bool // read from a file: neither one value nor a plain list
}

// formatKey marks a file as ours; its value is the version of the format.
const (
	formatKey     = "sidelight"
	formatVersion = "1"
)

// owns reports whether a property is among those of a page, with or without a
// value; all others of its file are the user's.
func owns(ours []property, key string) bool {
	return slices.ContainsFunc(ours, func(p property) bool { return p.key == key })
}

// one is a property with a single value, clean and on one line.
func one(key, value string) property {
	value = strings.Join(strings.Fields(clean(value)), " ")
	if value == "" {
		return property{key: key}
	}
	return property{key: key, values: []string{value}}
}

// many is a property with a list of values, none twice.
func many(key string, values ...string) property {
	p := property{key: key, list: true}
	for _, v := range values {
		v = strings.Join(strings.Fields(clean(v)), " ")
		if v != "" && !slices.Contains(p.values, v) {
			p.values = append(p.values, v)
		}
	}
	return p
}

// yamlLines writes a property, every string quoted: an unquoted volume is a
// number, an unquoted "No" a truth value, an unquoted colon an error.
func (p property) yamlLines() string {
	if len(p.values) == 0 {
		return ""
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Value: p.key}
	quoted := func(v string) *yaml.Node {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: v}
	}
	var value *yaml.Node
	switch {
	case p.key == formatKey:
		value = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: p.values[0]}
	case p.list:
		value = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for _, v := range p.values {
			value.Content = append(value.Content, quoted(v))
		}
	default:
		value = quoted(p.values[0])
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	// Encoding nodes of strings into a buffer has no way to fail.
	_ = enc.Encode(&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{key, value}})
	_ = enc.Close()
	return b.String()
}

// hashProperties gives one hash of the single values and one of the lists, by
// which the next export sees whether somebody changed them in the file. They
// are taken in the order of ours, whatever the file's.
func hashProperties(ours, props []property) (scalars, lists string) {
	var s, l strings.Builder
	for _, our := range ours {
		for _, p := range props {
			if p.key != our.key || len(p.values) == 0 {
				continue
			}
			b := &s
			if p.list {
				b = &l
			}
			b.WriteString(our.key + "\x00" + strings.Join(p.values, "\x00") + "\x01")
		}
	}
	return shortHash(s.String()), shortHash(l.String())
}

// entry is a property of a file's front matter as it stands there, line ends
// included. An entry without key holds comments and empty lines.
type entry struct {
	key, lines string
}

// plainKey matches a line that begins a property, for front matter that is
// not YAML any more.
var plainKey = regexp.MustCompile(`^([A-Za-z0-9_-]+):(?:[ \t]|$)`)

// splitFrontMatter takes a file's front matter from its body. head is without
// the lines of three dashes; ok is false where there is none.
func splitFrontMatter(file string) (head, body string, ok bool) {
	first, rest, found := strings.Cut(file, "\n")
	if !found || strings.TrimRight(first, " \t") != "---" {
		return "", file, false
	}
	at := 0
	for line := range strings.SplitAfterSeq(rest, "\n") {
		end := at + len(line)
		if strings.TrimRight(line, " \t\n") == "---" {
			return rest[:at], rest[end:], true
		}
		at = end
	}
	return "", file, false
}

// splitEntries cuts front matter into its properties without changing a byte.
// Comments of the outermost level are entries of their own.
func splitEntries(head string) []entry {
	keys := keyLines(head)
	var entries []entry
	number := 0
	for line := range strings.SplitAfterSeq(head, "\n") {
		if line == "" {
			continue
		}
		number++
		key, begins := keys[number]
		if keys == nil {
			if m := plainKey.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
				key, begins = m[1], true
			}
		}
		switch {
		case begins:
			entries = append(entries, entry{key, line})
		case strings.HasPrefix(line, "#") || len(entries) == 0:
			entries = append(entries, entry{"", line})
		default:
			entries[len(entries)-1].lines += line
		}
	}
	return entries
}

// keyLines says on which line, from 1, which property begins; nil when the
// front matter is not a YAML mapping.
func keyLines(head string) map[int]string {
	root, ok := parseMapping(head)
	if !ok || root == nil {
		return nil
	}
	lines := map[int]string{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		lines[root.Content[i].Line] = root.Content[i].Value
	}
	return lines
}

// parseMapping parses front matter. root is nil when it is empty; ok is false
// when it is not YAML, or not a mapping with a line for each property.
func parseMapping(head string) (root *yaml.Node, ok bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(head), &doc); err != nil {
		return nil, false
	}
	if len(doc.Content) == 0 {
		return nil, true
	}
	root = doc.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		return nil, false
	}
	return root, true
}

// readProperties reads the properties of front matter. ok is false when it is
// not a YAML mapping.
func readProperties(head string) (props []property, ok bool) {
	root, ok := parseMapping(head)
	if !ok || root == nil {
		return nil, ok
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		p, value := property{key: root.Content[i].Value}, root.Content[i+1]
		switch value.Kind {
		case yaml.SequenceNode:
			p.list = true
			for _, v := range value.Content {
				p.odd = p.odd || v.Kind != yaml.ScalarNode
				p.values = append(p.values, v.Value)
			}
		case yaml.ScalarNode:
			if value.Tag != "!!null" && value.Value != "" {
				p.values = []string{value.Value}
			}
		default:
			p.odd = true
		}
		props = append(props, p)
	}
	return props, true
}

// frontMatter is what mergeProperties makes of ours and the file's.
type frontMatter struct {
	text           string // with its dashes
	scalars, lists string // hashes of ours, for the marker
	kept           []string
}

// mergeProperties writes our properties and keeps the user's: entries of other
// keys stay as they stand, byte for byte; words added to our lists stay in
// them; another value given to one of ours is handed back in kept. scalars and
// lists are the hashes that the last export left, "" if unknown.
func mergeProperties(ours []property, head string, scalars, lists string) frontMatter {
	fm := frontMatter{}
	fm.scalars, fm.lists = hashProperties(ours, ours)
	if strings.TrimSpace(head) == "" {
		fm.text = writeProperties(ours, "")
		return fm
	}
	there, ok := readProperties(head)
	if !ok {
		// Not YAML any more: a fresh one, and the lines are kept aside.
		fm.text = writeProperties(ours, "")
		fm.kept = keepLines(head, fm.text)
		return fm
	}
	there = slices.DeleteFunc(there, func(p property) bool { return !owns(ours, p.key) })
	mine := slices.Clone(ours)
	at := func(key string) int {
		return slices.IndexFunc(mine, func(p property) bool { return p.key == key })
	}
	for i, old := range there {
		there[i].list = mine[at(old.key)].list // a list may be written as its only value
	}
	nowScalars, nowLists := hashProperties(ours, there)
	entries := splitEntries(head)
	keep := map[string]bool{}
	for _, old := range there {
		our := &mine[at(old.key)]
		switch {
		case old.key == formatKey || old.key == "uid":
			continue
		case old.odd && len(our.values) == 0:
			keep[old.key] = true
		case old.odd:
			for _, e := range entries {
				if e.key == old.key {
					fm.kept = append(fm.kept, keepLines(e.lines, "")...)
				}
			}
		case old.list && nowLists == lists, !old.list && nowScalars == scalars:
			continue // as we wrote it
		case len(old.values) == 0:
			continue
		case len(our.values) == 0:
			keep[old.key] = true
		case our.list:
			*our = many(old.key, append(slices.Clone(our.values), old.values...)...)
		case !slices.Equal(our.values, old.values):
			fm.kept = append(fm.kept, old.key+": "+strings.Join(old.values, ", "))
		}
	}
	var theirs strings.Builder
	for _, e := range entries {
		if keep[e.key] || !owns(ours, e.key) {
			theirs.WriteString(e.lines)
		}
	}
	fm.text = writeProperties(mine, theirs.String())
	if !wellFormed(fm.text, head, ours) {
		fm.text = writeProperties(ours, "")
		fm.kept = keepLines(head, fm.text)
	}
	return fm
}

// wellFormed reports whether front matter is YAML and has every property, of
// whatever value, of the one that it replaces but those that were ours.
func wellFormed(text, before string, ours []property) bool {
	head, _, ok := splitFrontMatter(text)
	if !ok {
		return false
	}
	now, ok := readProperties(head)
	if !ok {
		return false
	}
	old, _ := readProperties(before)
	for _, p := range old {
		if !owns(ours, p.key) && !owns(now, p.key) {
			return false
		}
	}
	return true
}

func writeProperties(props []property, theirs string) string {
	var b strings.Builder
	b.WriteString("---\n")
	for _, p := range props {
		b.WriteString(p.yamlLines())
	}
	b.WriteString(theirs)
	if theirs != "" && !strings.HasSuffix(theirs, "\n") {
		b.WriteByte('\n')
	}
	b.WriteString("---\n")
	return b.String()
}

// identity reads which record a file was exported from, "" if none, and by
// which version of the format: even from front matter that is not YAML any
// more, so that a broken line does not lead to a second file.
func identity(head string) (uid, version string) {
	for _, e := range splitEntries(head) {
		if e.key != formatKey && e.key != "uid" {
			continue
		}
		// A value of the wrong kind is no identity.
		var v map[string]yaml.Node
		if err := yaml.Unmarshal([]byte(e.lines), &v); err != nil {
			continue
		}
		node := v[e.key]
		if node.Kind != yaml.ScalarNode {
			continue
		}
		if e.key == "uid" {
			uid = node.Value
		} else {
			version = node.Value
		}
	}
	if version == "" {
		return "", ""
	}
	return uid, version
}
