package export

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// A file has parts of ours between markers, Obsidian comments that nobody
// sees when reading:
//
//	%% sidelight:begin notes 0f1e2d3c4b5a %%
//	...
//	%% sidelight:end notes %%
//
// Whatever stands outside of them belongs to the user and survives. The
// marker carries a hash of the part, so that the next export sees whether it
// was changed by hand; lines so changed are kept below the part as a quote.

// The parts, in the order in which a new file has them.
const (
	partHead        = "brief"
	partNotes       = "notes"
	partAnnotations = "annotations"
	partSources     = "sources"
	partChronology  = "chronology"
	partText        = "text"
	partNote        = "note" // of a free note

	// Those of an actor, with its notes behind them.
	partActor     = "actor"
	partSummary   = "summary"
	partNames     = "names"
	partRelations = "relations"
	partMentions  = "mentions"

	// Those of a comparison, with its notes behind them.
	partComparison  = "comparison"
	partAligned     = "aligned"
	partDifferences = "differences"
)

// heads reports whether a part stands at the top of its file: its marker has
// the hashes of the front matter too.
func heads(name string) bool {
	return name == partHead || name == partNote || name == partActor || name == partComparison
}

// part is one of our parts of a file. An empty body: the part is not there.
type part struct {
	name, body string
}

// page is what we have to say in a file.
type page struct {
	properties []property
	parts      []part
	blocks     map[string]bool // the block ids in the parts, in lower case
}

// piece is a part as found in a file, or, with no name, the user's words.
type piece struct {
	name   string
	hashes []string // from the marker
	body   string   // between the markers; or the words
}

var marker = regexp.MustCompile(`^%% sidelight:(begin|end) ([a-z]+)((?: [0-9a-f]{12})*) %%[ \t]*$`)

// merge writes a page into what a file holds already ("" for a new file). The
// result is the same when merged again. kept reports that something changed
// by hand was put aside.
func merge(file string, p page) (out string, kept bool) {
	crlf := strings.Contains(file, "\r\n")
	file = strings.TrimPrefix(strings.ReplaceAll(file, "\r\n", "\n"), "\uFEFF")
	head, rest, found := splitFrontMatter(file)
	if !found {
		head, rest = "", file
	}
	pieces := splitPieces(rest)
	fresh := strings.TrimSpace(file) == ""
	if fresh {
		pieces = nil
	}

	var scalars, lists string
	for _, q := range pieces {
		if len(q.hashes) == 3 {
			scalars, lists = q.hashes[1], q.hashes[2]
			break
		}
	}
	fm := mergeProperties(p.properties, head, scalars, lists)

	for i := range pieces {
		if pieces[i].name == "" {
			pieces[i].body = uniqueBlocks(pieces[i].body, p.blocks, false)
		}
	}
	pieces, kept = placeParts(pieces, p.parts, fm)

	var b strings.Builder
	b.WriteString(fm.text)
	if fresh || !found {
		b.WriteByte('\n')
	}
	for _, q := range pieces {
		b.WriteString(q.String())
	}
	out = b.String()
	if crlf {
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	return out, kept
}

// String writes a piece into a file.
func (q piece) String() string {
	if q.name == "" {
		return q.body
	}
	begin := strings.Join(append([]string{"%% sidelight:begin", q.name}, q.hashes...), " ") + " %%\n\n"
	return begin + q.body + "\n\n%% sidelight:end " + q.name + " %%\n"
}

// placeParts puts our parts among the pieces of a file: each where it was, or
// behind the one that comes before it in a new file.
func placeParts(pieces []piece, parts []part, fm frontMatter) (out []piece, kept bool) {
	for _, q := range parts {
		at := slices.IndexFunc(pieces, func(x piece) bool { return x.name == q.name })
		if q.body == "" || at >= 0 {
			continue
		}
		pieces = insertPart(pieces, parts, q.name)
	}
	done := map[string]bool{}
	for _, old := range pieces {
		if old.name == "" {
			out = appendWords(out, old.body)
			continue
		}
		at := slices.IndexFunc(parts, func(x part) bool { return x.name == old.name })
		body := ""
		if at >= 0 && !done[old.name] {
			body = parts[at].body
		}
		var lines []string
		if heads(old.name) {
			if !done[old.name] {
				lines = fm.kept
			}
		}
		if len(old.hashes) == 0 || shortHash(normal(old.body)) != old.hashes[0] {
			against := body
			if at >= 0 {
				against = parts[at].body
			}
			lines = append(slices.Clone(lines), keepLines(old.body, against)...)
		}
		if body != "" {
			hashes := []string{shortHash(normal(body))}
			if heads(old.name) {
				hashes = append(hashes, fm.scalars, fm.lists)
			}
			out = append(out, piece{old.name, hashes, body})
		}
		done[old.name] = true
		if len(lines) > 0 {
			out = appendWords(out, "\n"+keptQuote(old.name, lines))
			kept = true
		}
	}
	return out, kept
}

// insertPart makes room for a part that the file has not got.
func insertPart(pieces []piece, parts []part, name string) []piece {
	order := slices.IndexFunc(parts, func(x part) bool { return x.name == name })
	behind := -1
	for i, old := range pieces {
		at := slices.IndexFunc(parts, func(x part) bool { return x.name == old.name })
		if old.name != "" && at >= 0 && at < order {
			behind = i
		}
	}
	add := []piece{{name: name, hashes: []string{shortHash("")}}}
	if behind >= 0 {
		add = append([]piece{{body: "\n"}}, add...)
	}
	return slices.Insert(pieces, behind+1, add...)
}

// appendWords adds words of the user's, with an empty line between them and a
// part before them, so that they are a paragraph of their own.
func appendWords(out []piece, words string) []piece {
	if words == "" {
		return out
	}
	if n := len(out); n > 0 && !strings.HasPrefix(words, "\n") {
		if out[n-1].name != "" {
			words = "\n" + words
		}
	}
	if n := len(out); n > 0 && out[n-1].name == "" {
		if !strings.HasSuffix(out[n-1].body, "\n") {
			words = "\n" + words
		}
		out[n-1].body += words
		return out
	}
	return append(out, piece{body: words})
}

// splitPieces finds our parts in the body of a file. A part without its end
// reaches to the next part or the end of the file; an end without its
// beginning is dropped.
func splitPieces(body string) []piece {
	var pieces []piece
	var words strings.Builder
	open := piece{}
	flush := func() {
		if open.name != "" {
			open.body = strings.Trim(words.String(), "\n")
			pieces = append(pieces, open)
		} else if words.Len() > 0 {
			pieces = append(pieces, piece{body: words.String()})
		}
		words.Reset()
		open = piece{}
	}
	for line := range strings.SplitAfterSeq(body, "\n") {
		m := marker.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		switch {
		case m == nil:
			words.WriteString(line)
		case m[1] == "begin":
			flush()
			open = piece{name: m[2], hashes: strings.Fields(m[3])}
		case open.name == m[2]:
			flush()
		}
	}
	flush()
	return pieces
}

// keepLines gives the lines of a changed part that its new form has not got.
func keepLines(old, now string) []string {
	have := map[string]int{}
	for line := range strings.SplitSeq(now, "\n") {
		have[strings.TrimSpace(line)]++
	}
	var lines []string
	for line := range strings.SplitSeq(strings.Trim(old, "\n"), "\n") {
		key := strings.TrimSpace(line)
		switch {
		case key == "" && (len(lines) == 0 || lines[len(lines)-1] == ""):
		case key == "":
			lines = append(lines, "")
		case have[key] > 0:
			have[key]--
		default:
			lines = append(lines, strings.TrimRight(line, " \t"))
		}
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// keptQuote sets lines aside as a quote: visible, and part of no list, code
// or comment around it.
func keptQuote(name string, lines []string) string {
	var b strings.Builder
	b.WriteString("> **Your changes, kept by Sidelight.** These lines stood inside the part \"" + name +
		"\", which every export writes anew. What you write outside the parts stays where it is.\n>\n")
	for _, line := range lines {
		line = strings.ReplaceAll(line, "%%", `%\%`)
		if m := blockID.FindStringSubmatchIndex(line); m != nil {
			line = line[:m[3]] + `\` + line[m[3]:]
		}
		b.WriteString(strings.TrimRight("> "+line, " ") + "\n")
	}
	return b.String()
}

// normal is the form of a part that is hashed: what editors change by
// themselves, white space at the ends of lines, does not count.
func normal(body string) string {
	lines := strings.Split(strings.Trim(body, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// shortHash is the beginning of a SHA-256, enough to notice a change.
func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}
