package export

import (
	"fmt"
	"strings"

	"sidelight/db"
)

// actorSource is an actor with all that is said of it in an export.
type actorSource struct {
	actor     db.Actor
	aliases   []string // those that lead to its page and to no other
	first     db.Brief // the earliest that names it; ID 0: none does
	relations []db.Relation
	evidence  map[int64]string // the block ids of their evidence, by relation
	mentions  []briefCount     // newest brief first
	note      db.Note

	evidenceMark db.TLP // the strictest of the briefs that evidence is quoted from
}

// briefCount is how often a brief names an actor.
type briefCount struct {
	brief db.Brief
	count int
}

// mark is the strictest mark of all that the page of an actor tells of.
func (s actorSource) mark(h *handling) db.TLP {
	mark := db.Strictest(s.first.TLP, s.note.Handling, h.markOf(h.words(s.note.Body)), s.evidenceMark)
	for _, m := range s.mentions {
		mark = db.Strictest(mark, m.brief.TLP)
	}
	return mark
}

// renderActor makes the page of an actor.
func renderActor(s actorSource, o renderOptions) page {
	a := s.actor
	p := page{blocks: map[string]bool{}}
	notes := o.words(s.note.Body, p.blocks)
	if notes != "" {
		notes = join("## Notes", notes)
	}
	p.parts = []part{
		{partActor, join(banner(s.mark(o.handling)), "# "+heading(a.Name), actorLine(s, o))},
		{partSummary, strings.TrimSuffix(escapeLines(a.Summary, ""), "\n")},
		{partNames, bullets("## Names", a.Aliases, renderAlias)},
		{partRelations, bullets("## Relations", s.relations, func(r db.Relation) string { return renderRelation(r, s, o) })},
		{partMentions, bullets("## Mentions", s.mentions, func(m briefCount) string {
			line := fmt.Sprintf("%s (%d)", briefLink(m.brief, o), m.count)
			if day := EDTF(m.brief.Published); day != "" {
				line += ", " + day
			}
			return line
		})},
		{partNotes, notes},
	}
	p.properties = []property{
		{key: formatKey, values: []string{formatVersion}},
		one("uid", a.UID),
		one("tlp", s.mark(o.handling).Label()),
		one("kind", "actor"),
		one("title", a.Name),
		many("aliases", s.aliases...),
		one("actor_kind", a.Kind),
		one("summary", a.Summary),
	}
	return p
}

// bullets writes a line for each of what it is given, below a heading.
func bullets[T any](title string, all []T, line func(T) string) string {
	if len(all) == 0 {
		return ""
	}
	lines := make([]string, len(all))
	for i, one := range all {
		lines[i] = "- " + line(one)
	}
	return join(title, strings.Join(lines, "\n"))
}

// actorLine says on one line what an actor is and where it was first seen.
func actorLine(s actorSource, o renderOptions) string {
	var out []string
	if kind := escapeInline(s.actor.Kind); kind != "" {
		out = append(out, kind)
	}
	if s.first.ID != 0 {
		first := "first seen in " + briefLink(s.first, o)
		if day := EDTF(s.first.Published); day != "" {
			first += ", " + day
		}
		out = append(out, first)
	}
	return strings.Join(out, " · ")
}

// briefLink links to a brief, or names it where its page is not in the vault.
func briefLink(b db.Brief, o renderOptions) string {
	if file := o.brief(b.ID); file != "" {
		return linkTo(file, b.Title)
	}
	return heading(b.Title)
}

// renderAlias writes a name with what kind of name it is and where it is from.
func renderAlias(a db.Alias) string {
	var more []string
	if a.Kind != db.AliasOther && a.Kind != "" {
		more = append(more, escapeInline(string(a.Kind)))
	}
	if a.Weak {
		more = append(more, "weak")
	}
	if origin := escapeInline(a.Origin); origin != "" {
		more = append(more, origin)
	}
	if len(more) == 0 {
		return heading(a.Name)
	}
	return heading(a.Name) + " (" + strings.Join(more, ", ") + ")"
}

// relationWords is a kind of relation as it is read from the other end.
var relationWords = map[db.RelationKind]string{
	db.RelationPartOf:      "has as part",
	db.RelationSuccessorOf: "succeeded by",
	db.RelationSupports:    "supported by",
	db.RelationCommands:    "commanded by",
}

// renderRelation writes a relation as it is seen from the page's actor.
func renderRelation(r db.Relation, s actorSource, o renderOptions) string {
	words, other, name := string(r.Kind), r.OtherID, r.Other
	if other == s.actor.ID {
		other, name = r.ActorID, r.Actor
		if from := relationWords[r.Kind]; from != "" {
			words = from
		}
	}
	if r.Kind == db.RelationOther {
		words = "other relation to"
	}
	line := words + " "
	if file := o.actor(other); file != "" {
		line += linkTo(file, name)
	} else {
		line += heading(name)
	}
	for _, bound := range []struct {
		words string
		date  db.Date
	}{{" since ", r.Since}, {" until ", r.Until}} {
		if day := EDTF(bound.date); day != "" {
			line += bound.words + day
		} else if day := escapeInline(bound.date.Written); day != "" {
			line += bound.words + day
		}
	}
	if r.EvidenceOf != 0 {
		line += " (" + evidenceLink(r, s, o) + ")"
	}
	if remark := escapeInline(r.Remark); remark != "" {
		line += ": " + remark
	}
	return line
}

// evidenceLink leads to the quote that is the evidence, or to its brief where
// it may not be in the file yet, or gives the words themselves.
func evidenceLink(r db.Relation, s actorSource, o renderOptions) string {
	file := o.brief(r.EvidenceOf)
	if file == "" {
		return "evidence: “" + escapeInline(r.Evidence) + "”"
	}
	if block := s.evidence[r.ID]; block != "" {
		file += "#^" + block
	}
	return linkTo(file, "evidence")
}
