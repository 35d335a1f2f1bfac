package intake

import (
	"strings"

	"sidelight/db"
)

// metaLine reads "Key: value" where the key is one that briefs carry.
func metaLine(s string, o order) (headLine, bool) {
	m := reMetaKey.FindStringSubmatch(s)
	if m == nil {
		return headLine{}, false
	}
	return metaField(m[1], m[2], o)
}

// metaField understands one key and its value, from a line or a table row.
func metaField(key, value string, o order) (headLine, bool) {
	value = strings.TrimFunc(value, isSpace)
	field := metaKeys[foldName(key)]
	h := headLine{kind: db.KindPublication}
	if field == "" || value == "" {
		return headLine{}, false
	}
	switch field {
	case "title":
		h.title, h.kind = value, db.KindTitle
		return h, wordCount(value, 45) <= 40
	case "subtitle":
		h.subtitle, h.kind = value, db.KindHeading
		return h, true
	case "publication":
		if !reURL.MatchString(value) {
			h.publication = strings.TrimSuffix(value, ".")
		}
		return h, wordCount(value, 16) <= 15
	case "volume", "issue":
		number := strings.Trim(value, " #.")
		if len(number) > 12 || !regexpNumber.MatchString(number) {
			return headLine{}, false
		}
		if field == "volume" {
			h.volume = number
		} else {
			h.issue = number
		}
	case "author":
		if wordCount(value, 41) > 40 || terminal(value) && wordCount(value, 13) > 12 {
			return headLine{}, false
		}
		h.author, h.kind = strings.TrimSuffix(h.cutBehind(value), ";"), db.KindByline
	case "published", "updated":
		d, ok := anyDate(value, o)
		if !ok || wordCount(value, 16) > 15 {
			return headLine{}, false
		}
		h.date, h.dated, h.updated = d, true, field == "updated"
	case "series":
		h.series = value
		return h, wordCount(value, 7) <= 6
	case "tags":
		h.tags = splitTags(value)
		return h, wordCount(value, 61) <= 60
	default:
		return h, wordCount(value, 31) <= 30
	}
	return h, true
}

func splitTags(s string) []string {
	cut := func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '·' || r == '•' }
	var tags []string
	for _, t := range strings.FieldsFunc(s, cut) {
		if t = strings.Trim(strings.TrimFunc(t, isSpace), "#"); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}
