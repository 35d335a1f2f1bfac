package intake

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// maxFrontMatter is how many bytes of front matter are read; more is no list
// of particulars.
const maxFrontMatter = 64 << 10

// maxValues bounds the values taken from one front matter, so that aliases
// that refer to each other cannot multiply.
const maxValues = 2000

// splitFrontMatter parts the block between fences at the top from the text.
// Fence is "---" (YAML), "+++" (TOML), or "" when there is none.
func splitFrontMatter(text string) (fence, front, body string) {
	for _, f := range []string{"---", "+++"} {
		rest, ok := strings.CutPrefix(text, f)
		if !ok {
			continue
		}
		head, rest, ok := strings.Cut(rest, "\n")
		if !ok || strings.TrimSpace(head) != "" {
			return "", "", text
		}
		limit := rest[:min(len(rest), maxFrontMatter)]
		for at := 0; at < len(limit); {
			end := strings.IndexByte(limit[at:], '\n')
			next := len(limit)
			if end >= 0 {
				end += at
				next = end + 1
			} else {
				if len(limit) < len(rest) {
					break // the fence, if any, lies beyond the limit
				}
				end = len(limit)
			}
			if l := strings.TrimRight(limit[at:end], " \t"); l == f || f == "---" && l == "..." {
				return f, limit[:at], rest[next:]
			}
			at = next
		}
	}
	return "", "", text
}

// pair is one key of the front matter and its values.
type pair struct {
	key    string
	values []string
}

// readFrontMatter takes the particulars from the front matter and returns the
// text below it. What cannot be read as YAML is read line by line; what is no
// list of keys at all belongs to the text.
func readFrontMatter(d *Draft, text string) string {
	fence, front, body := splitFrontMatter(text)
	if fence == "" {
		return text
	}
	var pairs []pair
	if fence == "---" {
		var err error
		if pairs, err = yamlPairs(front); err != nil {
			pairs = linePairs(front, ":")
			if len(pairs) == 0 {
				return text
			}
			d.remark(db.RemarkGuessed, "front matter", "it is not valid YAML (%s) and was read line by line", yamlProblem(err))
		}
	} else {
		pairs = linePairs(front, "=")
		d.remark(db.RemarkGuessed, "front matter", "it is TOML; its plain keys were read, the rest was left out")
	}
	if len(pairs) == 0 && strings.TrimSpace(front) != "" {
		return text
	}
	takePairs(d, pairs, "the front matter")
	return body
}

func yamlProblem(err error) string {
	return strings.TrimPrefix(strings.Join(strings.Fields(err.Error()), " "), "yaml: ")
}

// yamlPairs reads the top level of a YAML mapping. It works on the nodes, not
// on decoded values, so that dates and numbers stay as they were written and
// an alias is followed, never expanded.
func yamlPairs(front string) (pairs []pair, err error) {
	defer func() {
		// The parser reports some malformed input by panicking.
		if r := recover(); r != nil {
			pairs, err = nil, fmt.Errorf("%v", r)
		}
	}()
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(front), &root); err != nil {
		return nil, err
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) == 0 {
		return nil, nil
	}
	top := root.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("it is not a list of keys and values")
	}
	left := maxValues
	for i := 0; i+1 < len(top.Content) && left > 0; i += 2 {
		var values []string
		scalars(top.Content[i+1], 0, &left, &values)
		pairs = append(pairs, pair{top.Content[i].Value, values})
	}
	return pairs, nil
}

// scalars collects the plain values of a node; of a mapping in a list (an
// author with an address) only its name.
func scalars(n *yaml.Node, depth int, left *int, out *[]string) {
	if *left <= 0 || depth > 6 || n == nil {
		return
	}
	*left--
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" && strings.TrimSpace(n.Value) != "" {
			*out = append(*out, strings.TrimSpace(n.Value))
		}
	case yaml.AliasNode:
		scalars(n.Alias, depth+1, left, out)
	case yaml.SequenceNode:
		for _, c := range n.Content {
			if *left <= 0 {
				return
			}
			scalars(c, depth+1, left, out)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			switch foldName(n.Content[i].Value) {
			case "name", "title", "full name", "full_name", "display_name", "label", "value", "date":
				scalars(n.Content[i+1], depth+1, left, out)
				return
			}
		}
	}
}

var (
	reFrontLine = regexp.MustCompile(`^["']?([A-Za-z][\w .-]{0,40}?)["']?\s*([:=])\s*(.*)$`)
	reFrontItem = regexp.MustCompile(`^\s*-\s+(.+)$`)
)

// linePairs reads "key: value" or "key = value" line by line, with lists in
// brackets or as dashed lines below their key.
func linePairs(front, sign string) []pair {
	var pairs []pair
	for _, l := range strings.Split(front, "\n") {
		if strings.HasPrefix(l, "[") { // a TOML table: its keys are not the brief's own
			break
		}
		if m := reFrontItem.FindStringSubmatch(l); m != nil && len(pairs) > 0 {
			p := &pairs[len(pairs)-1]
			p.values = append(p.values, unquote(m[1]))
			continue
		}
		m := reFrontLine.FindStringSubmatch(l)
		if m == nil || m[2] != sign {
			continue
		}
		p := pair{key: m[1]}
		if value := strings.TrimSpace(m[3]); strings.HasPrefix(value, "[") && strings.HasSuffix(value, "]") {
			for _, v := range strings.Split(value[1:len(value)-1], ",") {
				if v = unquote(v); v != "" {
					p.values = append(p.values, v)
				}
			}
		} else if value != "" {
			p.values = []string{unquote(value)}
		}
		pairs = append(pairs, p)
	}
	return pairs
}

func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		s = s[1 : len(s)-1]
	}
	return strings.TrimSpace(s)
}

// frontRank orders the keys that can stand for one field: the lower wins.
var frontRank = map[string]map[string]int{
	"title":       {"title": 0, "headline": 1, "titre": 2},
	"publication": {"publication": 0, "journal": 1, "publication_title": 1, "publication_name": 1, "container_title": 1, "magazine": 2, "publisher": 3, "organization": 4, "organisation": 4, "institution": 4, "think_tank": 4, "site": 5, "site_name": 5, "sitename": 5, "website": 6, "source": 7, "outlet": 3},
	"volume":      {"volume": 0, "vol": 1},
	"issue":       {"issue": 0, "number": 1, "issue_number": 1, "no": 2, "num": 2},
	"author":      {"author": 0, "authors": 0, "byline": 1, "by": 2, "auteur": 2, "auteurs": 2, "creator": 3, "creators": 3, "contributors": 4},
	"published":   {"published": 0, "date_published": 0, "datepublished": 0, "publication_date": 0, "publicationdate": 0, "pubdate": 0, "pub_date": 0, "publishdate": 0, "publish_date": 0, "date": 1, "issued": 1, "release_date": 1, "created": 4, "year": 5},
	"series":      {"series": 0, "product_type": 1, "type": 3, "collection": 2},
	"handling":    {"tlp": 0, "tlp_marking": 0, "handling": 1, "marking": 1, "markings": 1, "classification": 2},
	"tags":        {"tags": 0, "tag": 1, "keywords": 0, "topics": 1, "topic": 1, "categories": 2, "category": 2, "subjects": 3},
}

// takePairs takes the particulars that one place of a file states. What the
// draft has already stays.
func takePairs(d *Draft, pairs []pair, from string) {
	best := map[string]int{}
	var left []string
	values := map[string][]string{}
	for _, p := range pairs {
		key := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(strings.TrimSpace(p.key)))
		field, rank := "", 0
		for f, keys := range frontRank {
			if r, ok := keys[key]; ok {
				field, rank = f, r
			}
		}
		if field == "" {
			left = append(left, p.key)
			continue
		}
		if len(p.values) == 0 {
			continue
		}
		if field == "handling" {
			mark := false
			for _, v := range p.values {
				if _, ok := db.ParseTLP(v); ok {
					d.handle(v, "from "+from)
					mark = true
				}
			}
			if !mark {
				left = append(left, p.key)
			}
			continue
		}
		if field == "publication" && reURL.MatchString(strings.ToLower(p.values[0])) {
			left = append(left, p.key)
			continue
		}
		if field == "tags" { // every list of words counts
			values[field] = append(values[field], p.values...)
			continue
		}
		if field == "published" && !readableDate(p.values[0]) {
			rank += 100 // "published: true" says that a page is public, not when
		}
		if r, was := best[field]; !was || rank < r {
			best[field] = rank
			values[field] = p.values
		}
	}
	one := func(field string, into *string) {
		if v := values[field]; len(v) > 0 && *into == "" {
			if *into = format.Visible(strings.Join(strings.Fields(html.UnescapeString(v[0])), " ")); *into == "" {
				return
			}
			if number := numberOf[field]; number != nil {
				if m := number.FindStringSubmatch(*into); m != nil { // "No. 17"
					*into = m[1]
				}
			}
			d.remark(db.RemarkRecognised, field, "“%s”, from %s", short(*into, 80), from)
		}
	}
	one("title", &d.Title)
	one("publication", &d.Publication)
	one("volume", &d.Volume)
	one("issue", &d.Issue)
	one("series", &d.Series)
	if v := values["author"]; len(v) > 0 && d.Author == "" {
		d.Author = joinNames(v)
		d.remark(db.RemarkRecognised, "author", "“%s”, from %s", short(d.Author, 80), from)
	}
	if v := values["published"]; len(v) > 0 && d.Published.Earliest == "" {
		if date, ok := anyDate(v[0], orderUnknown); ok {
			date.Written = v[0]
			d.Published = date
			d.remark(db.RemarkRecognised, "published", "“%s”, from %s (%s)", v[0], from, date.Rule)
		} else {
			d.remark(db.RemarkDropped, "published", "“%s” in %s is no date that could be read", short(v[0], 60), from)
		}
	}
	seen := map[string]bool{}
	for _, t := range d.Tags {
		seen[fold(t)] = true
	}
	had := len(d.Tags)
	for _, v := range values["tags"] {
		for _, t := range splitTags(v) {
			if f := fold(t); !seen[f] {
				seen[f] = true
				d.Tags = append(d.Tags, t)
			}
		}
	}
	if len(d.Tags) > had {
		d.remark(db.RemarkRecognised, "tags", "%s, from %s", short(strings.Join(d.Tags[had:], ", "), 80), from)
	}
	if len(left) > 0 {
		d.remark(db.RemarkDropped, strings.TrimPrefix(from, "the "), "keys that a brief has no place for: %s", short(strings.Join(left, ", "), 120))
	}
}

// numberOf reads the number of a volume or issue that is written with its name.
var numberOf = map[string]*regexp.Regexp{"volume": reVolume, "issue": reIssue}

func readableDate(s string) bool {
	_, ok := anyDate(s, orderUnknown)
	return ok
}

// joinNames makes one line of several names; names with a comma in them
// ("Blanchard, Christopher") are parted by semicolons.
func joinNames(names []string) string {
	for i, n := range names {
		names[i] = strings.Join(strings.Fields(html.UnescapeString(n)), " ")
	}
	if len(names) > 1 && strings.Contains(strings.Join(names, ""), ",") {
		return strings.Join(names, "; ")
	}
	return strings.Join(names, ", ")
}

// frontDate reads a date of the front matter again once the text has shown
// which way round it writes days.
func frontDate(d db.Date, o order) db.Date {
	if d.Written == "" || d.Earliest == d.Latest || o == orderUnknown {
		return d
	}
	if again, ok := parseDate(d.Written, o); ok {
		return again
	}
	return d
}
