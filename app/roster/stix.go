package roster

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"sidelight/db"
)

// stixKinds are the kinds of the objects that are actors. An identity's kind
// is in its class.
var stixKinds = map[string]string{
	"identity": "", "threat-actor": "armed group", "intrusion-set": "", "location": "place",
}

// stixRelationship is a relationship object; its ends are the ids of objects.
type stixRelationship struct {
	word                  string // its type
	from, to, description string
	since, until          db.Date
}

// parseSTIX reads the objects of a STIX 2.1 bundle: identities, threat actors,
// intrusion sets and locations become rows, relationships between two of them
// relations. The rest (malware, campaigns, ...) is counted.
func parseSTIX(b *builder, line int, objects string) error {
	byID := map[string]int{}
	var relationships []stixRelationship
	others := map[string]int{}
	err := elements(objects, line, func(line int, value string) error {
		if value[0] != '{' {
			others["not an object"]++
			return nil
		}
		o := readSTIX(value)
		if o.kind == "relationship" {
			if len(relationships) == MaxRows {
				return ErrManyRows
			}
			relationships = append(relationships, o.stixRelationship)
			return nil
		}
		kind, isActor := stixKinds[o.kind]
		if !isActor {
			if len(others) < 100 {
				others[cut(clean(o.kind), 50)]++
			}
			return nil
		}
		e := &o.entry
		e.row.Line = line
		if kind == "" {
			kind = o.identityKind()
		}
		e.row.Actor.Kind = kind
		e.set(fieldUUID, strings.TrimPrefix(o.id, o.kind+"--"))
		if o.revoked {
			e.row.Problem = ProblemWithdrawn
		}
		i, err := b.add(e)
		if e.row.Problem == "" {
			byID[o.id] = i
		}
		return err
	})
	if err != nil {
		return err
	}
	b.relate(byID, relationships)
	if len(others) > 0 {
		var counts []string
		for _, kind := range slices.Sorted(maps.Keys(others)) {
			counts = append(counts, fmt.Sprintf("%d %s", others[kind], kind))
		}
		b.remark(RemarkNotTaken, strings.Join(counts, ", "))
	}
	return nil
}

// stixObject is what is looked at of an object.
type stixObject struct {
	entry
	stixRelationship
	id, kind string
	class    string
	sectors  []string
	revoked  bool
}

func readSTIX(value string) *stixObject {
	o := &stixObject{}
	_ = members(value, 0, func(key string, _ int, value string) error {
		switch key {
		case "type":
			o.kind = textOf(value)
		case "id":
			o.id = textOf(value)
		case "name":
			o.setValue(fieldName, value)
		case "description":
			o.description = clean(textOf(value))
			o.setValue(fieldSummary, value)
		case "identity_class":
			o.class = textOf(value)
		case "sectors":
			values(value, func(value string) { o.sectors = append(o.sectors, textOf(value)) })
		case "revoked":
			o.revoked = value == "true"
		case "relationship_type":
			o.word = textOf(value)
		case "source_ref":
			o.from = textOf(value)
		case "target_ref":
			o.to = textOf(value)
		case "start_time":
			o.since = stixDay(textOf(value))
		case "stop_time":
			o.until = stixDay(textOf(value))
		default:
			if key == "aliases" || strings.HasPrefix(key, "x_") && strings.HasSuffix(key, "aliases") {
				o.setValue(fieldAliases, value)
			}
		}
		return nil
	})
	return o
}

// identityKind is the kind that an identity's class and sectors tell, or "".
func (o *stixObject) identityKind() string {
	switch {
	case o.class == "individual":
		return "person"
	case slices.ContainsFunc(o.sectors, func(s string) bool { return strings.HasPrefix(s, "government") }):
		return "government body"
	}
	return ""
}

// stixDay is the day of a timestamp; what is none gives no date.
func stixDay(timestamp string) db.Date {
	t, err := time.Parse(time.RFC3339, timestamp)
	if err != nil {
		return db.Date{}
	}
	day := t.Format(time.DateOnly)
	return db.Date{Written: day, Earliest: day, Latest: day}
}

// relate gives the rows the relations between them. Relationships to what is
// no row, and of a row to itself, are counted.
func (b *builder) relate(rows map[string]int, relationships []stixRelationship) {
	lost := 0
	for _, r := range relationships {
		from, ok := rows[r.from]
		to, ok2 := rows[r.to]
		if !ok || !ok2 || from == to {
			lost++
			continue
		}
		kind, remark := r.relation()
		b.list.Rows[from].Relations = append(b.list.Rows[from].Relations,
			Relation{To: to, Kind: kind, Since: r.since, Until: r.until, Remark: remark})
	}
	if lost > 0 {
		b.remark(RemarkNoEnds, strconv.Itoa(lost))
	}
}

// relation is our kind of relation and what else the list says of it. STIX
// has no word for most of ours: a type or a description that is one of ours,
// as in "related-to" described as "allied with", counts as that kind.
func (r stixRelationship) relation() (db.RelationKind, string) {
	word := clean(strings.ReplaceAll(r.word, "-", " "))
	for _, kind := range db.RelationKinds {
		switch {
		case kind == db.RelationOther:
		case word == string(kind):
			return kind, cut(r.description, MaxName)
		case word == "related to" && db.Fold(strings.TrimSuffix(r.description, ".")) == string(kind):
			return kind, ""
		}
	}
	return db.RelationOther, cut(strings.Trim(word+": "+r.description, ": "), MaxName)
}
