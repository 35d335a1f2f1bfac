package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sidelight/app/findings"
	"sidelight/db"
)

// Source is a brief with all that is said of it in an export. Text and Blocks
// are those of the current revision and may be left out when the text is not
// exported. Found is what reading found, with what the analyst decided of it.
type Source struct {
	Brief       db.Brief
	SHA256      string // of the original file, hex
	Text        string
	Blocks      []db.Block
	Pages       []db.Page
	Labels      map[int64]db.Label
	Annotations []db.Annotation
	Notes       []db.Note
	Found       findings.Report
}

// written is what the analyst wrote about the brief.
func (s Source) written() []string {
	var all []string
	for _, n := range s.Notes {
		all = append(all, n.Body)
	}
	for _, a := range s.Annotations {
		all = append(all, a.Note)
	}
	return all
}

// mark is the strictest mark of all that the export says of a brief.
func (s Source) mark(h *handling) db.TLP {
	mark := s.Brief.TLP
	for _, n := range s.Notes {
		mark = db.Strictest(mark, n.Handling)
	}
	for _, words := range s.written() {
		mark = db.Strictest(mark, h.markOf(h.words(words)))
	}
	return mark
}

// BlockID is the id, without its caret, under which an annotation's quote
// stands in an exported file: [[file#^id]] leads to it. It is made of the last
// twelve digits of the uid, which are random.
func BlockID(uid string) string {
	id := plainID(uid)
	return "a-" + id[max(0, len(id)-12):]
}

// document writes a brief as one plain Markdown document, without front
// matter, markers and block ids: for the clipboard and for other programs.
func document(s Source, o renderOptions) string {
	o.plain = true
	return renderParts(s, o).document()
}

// document are the parts of a page alone.
func (p page) document() string {
	var parts []string
	for _, q := range p.parts {
		parts = append(parts, q.body)
	}
	return join(parts...) + "\n"
}

// renderOptions says in which of its forms a brief is written.
type renderOptions struct {
	withText        bool
	withSuggestions bool
	plain           bool      // no block ids
	handling        *handling // nil: knows of no marks but those of the records
	resolve         resolver
	// The files of a brief and of an actor in the vault, to link to, by their
	// ids; "" where there is none. nil: there is no vault around the page.
	brief, actor func(id int64) string
}

// words is what an analyst wrote, fit to stand in a page with these block ids.
func (o renderOptions) words(body string, blocks map[string]bool) string {
	return uniqueBlocks(rewriteLinks(enclose(o.handling.words(body)), o.resolve), blocks, true)
}

// linkActor links to the page of an actor, by the name that the page would
// have where there is none.
func (o renderOptions) linkActor(a db.Actor) string {
	if o.actor != nil {
		if file := o.actor(a.ID); file != "" {
			return linkTo(file, a.Name)
		}
	}
	return linkTo(FileName(a.Name), a.Name)
}

// renderBrief makes the page of a brief.
func renderBrief(s Source, o renderOptions) page {
	p := renderParts(s, o)
	b := s.Brief
	var actors []string
	for _, a := range s.Found.Actors {
		actors = append(actors, o.linkActor(a.Actor))
	}
	p.properties = []property{
		{key: formatKey, values: []string{formatVersion}},
		one("uid", b.UID),
		one("tlp", s.mark(o.handling).Label()),
		one("title", b.Title),
		many("aliases", b.Title, fullTitle(b)),
		one("series", b.Series),
		one("publication", b.Publication),
		one("volume", b.Volume),
		one("issue", b.Issue),
		one("author", b.Author),
		one("date", EDTF(b.Published)),
		many("tags", mapTags(b.Tags)...),
		many("actors", actors...),
		one("sha256", s.SHA256),
	}
	return p
}

// renderNote makes the page of a free note.
func renderNote(n db.Note, o renderOptions) page {
	p := page{blocks: map[string]bool{}}
	body := o.words(n.Body, p.blocks)
	mark := db.Strictest(n.Handling, o.handling.markOf(body))
	p.parts = []part{{partNote, join(banner(mark), "# "+heading(n.Title), body)}}
	p.properties = []property{
		{key: formatKey, values: []string{formatVersion}},
		one("uid", n.UID),
		one("tlp", mark.Label()),
		one("kind", "note"),
		one("title", n.Title),
		many("aliases", n.Title),
	}
	return p
}

func renderParts(s Source, o renderOptions) page {
	p := page{blocks: map[string]bool{}}
	annotations := slices.Clone(s.Annotations)
	slices.SortStableFunc(annotations, func(a, b db.Annotation) int {
		// As they stand in the text; the outer one of two first.
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.UID, b.UID))
	})
	ids := make([]string, len(annotations))
	for i, a := range annotations {
		ids[i] = BlockID(a.UID)
		if p.blocks[ids[i]] {
			ids[i] = "a-" + plainID(a.UID)
		}
		for n := 2; p.blocks[ids[i]]; n++ {
			ids[i] = BlockID(a.UID) + "-" + strconv.Itoa(n)
		}
		p.blocks[ids[i]] = true
	}

	words := func(body string) string { return o.words(body, p.blocks) }
	p.parts = []part{
		{partHead, join(banner(s.mark(o.handling)), "# "+heading(s.Brief.Title), metaLine(s.Brief))},
		{partNotes, renderNotes(s.Notes, words)},
		{partAnnotations, renderAnnotations(s, annotations, ids, words, o.plain)},
		{partSources, renderSources(s.Found)},
		{partChronology, renderChronology(s.Found.Events, o.withSuggestions)},
		{partText, ""},
	}
	if o.withText {
		p.parts[len(p.parts)-1].body = renderText(s.Text, s.Blocks)
	}
	return p
}

// renderNotes writes the notes of a brief, the oldest first.
func renderNotes(notes []db.Note, words func(string) string) string {
	notes = slices.Clone(notes)
	slices.SortStableFunc(notes, func(a, b db.Note) int { return cmp.Compare(a.UID, b.UID) })
	var out []string
	for _, n := range notes {
		body := words(n.Body)
		if body == "" {
			continue
		}
		if len(notes) > 1 && strings.TrimSpace(n.Title) != "" {
			out = append(out, "### "+heading(n.Title))
		}
		out = append(out, body)
	}
	if len(out) == 0 {
		return ""
	}
	return join(append([]string{"## Notes"}, out...)...)
}

// renderAnnotations writes each annotation as its label, the quote, the block
// id that belongs to the quote, and the comment.
func renderAnnotations(s Source, list []db.Annotation, ids []string, words func(string) string, plain bool) string {
	if len(list) == 0 {
		return ""
	}
	out := []string{"## Annotations"}
	for i, a := range list {
		label := "Highlight"
		if l, ok := s.Labels[a.LabelID]; ok && a.LabelID != 0 {
			label = escapeInline(l.Name)
		}
		label = "**" + label + "**"
		if pages := db.PagesOf(s.Pages, a.Start, a.End); pages != "" && a.RevisionID == s.Brief.RevisionID && a.State != db.AnchorDetached {
			label += ", " + pageWords(pages)
		}
		switch a.State {
		case db.AnchorReview:
			label += " (its place in the text is to be reviewed)"
		case db.AnchorDetached:
			label += " (these words are no longer in the text)"
		}
		out = append(out, label, strings.TrimSuffix(escapeLines(a.Quote, "> "), "\n"))
		if !plain {
			out = append(out, "^"+ids[i])
		}
		if note := words(a.Note); note != "" {
			out = append(out, note)
		}
	}
	return join(out...)
}

// pageWords is how a citation gives the pages of a passage.
func pageWords(pages string) string {
	if strings.Contains(pages, "–") {
		return "pp. " + escapeInline(pages)
	}
	return "p. " + escapeInline(pages)
}

// renderText writes the brief's own text. Title, byline and publication line
// are left out: they stand at the top.
func renderText(text string, blocks []db.Block) string {
	blocks = slices.Clone(blocks)
	slices.SortStableFunc(blocks, func(a, b db.Block) int { return cmp.Compare(a.Start, b.Start) })
	out := []string{"## Text"}
	top := 6 // the outermost level there is; it goes right below "Text"
	for _, b := range blocks {
		if b.Kind == db.KindHeading {
			top = max(1, min(top, b.Level))
		}
	}
	list, depth := "", -1 // bullets in a row form one list
	for _, b := range blocks {
		if b.Start < 0 || b.End > len(text) || b.Start >= b.End {
			continue
		}
		words := text[b.Start:b.End]
		if b.Kind == db.KindBullet {
			item := escapeInline(words)
			if item == "" {
				continue
			}
			// Deeper by one at most: by two would be code, not a list.
			depth = max(0, min(b.Level, depth+1))
			list += strings.Repeat("  ", depth) + "- " + item + "\n"
			continue
		}
		depth = -1
		if list != "" {
			out = append(out, strings.TrimSuffix(list, "\n"))
			list = ""
		}
		switch b.Kind {
		case db.KindTitle, db.KindByline, db.KindPublication:
		case db.KindHeading:
			out = append(out, strings.Repeat("#", min(6, 3+max(0, b.Level-top)))+" "+heading(words))
		case db.KindQuote:
			out = append(out, strings.TrimSuffix(escapeLines(words, "> "), "\n"))
		case db.KindCaption:
			out = append(out, emphasised(escapeInline(words)))
		default:
			out = append(out, strings.TrimSuffix(escapeLines(words, ""), "\n"))
		}
	}
	if list != "" {
		out = append(out, strings.TrimSuffix(list, "\n"))
	}
	if len(out) == 1 {
		return ""
	}
	return join(out...)
}

func emphasised(words string) string {
	if words == "" {
		return ""
	}
	return "*" + words + "*"
}

// metaLine says on one line where and when a brief appeared.
func metaLine(b db.Brief) string {
	var out []string
	add := func(before, value string) {
		if value = escapeInline(value); value != "" {
			out = append(out, before+value)
		}
	}
	add("", b.Series)
	add("", b.Publication)
	add("Volume ", b.Volume)
	add("Issue ", b.Issue)
	add("by ", b.Author)
	if b.Published.Written != "" {
		add("", b.Published.Written)
	} else {
		add("", EDTF(b.Published))
	}
	line := strings.Join(out, " · ")
	// The line as a whole may begin like a list ("22. ").
	return escapeOrdinal(line)
}

// heading is words for a heading line.
func heading(title string) string {
	if words := escapeInline(title); words != "" {
		return words
	}
	return untitled
}

// fullTitle is the title as printed, with its series before it.
func fullTitle(b db.Brief) string {
	if b.Series == "" || b.Title == "" {
		return b.Title
	}
	return b.Series + ": " + b.Title
}

// mapTags writes tags as Obsidian allows them: no spaces, only letters,
// digits, "_", "-" and "/", and not digits alone.
func mapTags(tags []string) []string {
	var out []string
	for _, tag := range tags {
		tag = strings.Join(strings.Fields(clean(tag)), "-")
		digits := true
		tag = strings.Map(func(r rune) rune {
			switch {
			case wordRune(r) || r == '_' || r == '-' || r == '/' || markRune(r):
				digits = digits && '0' <= r && r <= '9'
				return r
			}
			return -1
		}, tag)
		tag = strings.Trim(tag, "-/")
		if tag == "" {
			continue
		}
		if digits {
			tag = "_" + tag
		}
		out = append(out, tag)
	}
	return out
}

// join puts an empty line between parts of a text; empty ones are left out.
func join(parts ...string) string {
	parts = slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" })
	return strings.Join(parts, "\n\n")
}
