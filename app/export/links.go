package export

import (
	"regexp"
	"strings"
)

// resolver says where a [[link]] leads. target is what stands before any "#"
// or "|"; block is the block id after "#^", or "". file is the name to link
// to; ok is false when nothing in the vault goes by the target. lost is true
// when the block is one of our annotations and is not there any more.
type resolver func(target, block string) (file string, lost, ok bool)

// wikiLink matches [[target#part|shown]] and the embedding ![[...]].
var wikiLink = regexp.MustCompile(`\[\[([^\[\]\n]+)\]\]`)

// rewriteLinks makes the links of a note lead to the exported files. A title
// is not always a file name, so the link names the file and shows the words
// as they were written. Links that lead nowhere stay as they are.
func rewriteLinks(body string, resolve resolver) string {
	if resolve == nil || !strings.Contains(body, "[[") {
		return body
	}
	return outsideCode(body, func(s string) string {
		return wikiLink.ReplaceAllStringFunc(s, func(link string) string {
			return rewriteLink(link, resolve)
		})
	})
}

func rewriteLink(link string, resolve resolver) string {
	inner := link[2 : len(link)-2]
	// In a table the bar is written with a backslash.
	bar := "|"
	target, shown, named := strings.Cut(inner, "|")
	if named && strings.HasSuffix(target, `\`) {
		bar, target = `\|`, strings.TrimSuffix(target, `\`)
	}
	target, part, _ := strings.Cut(target, "#")
	target = strings.TrimSpace(target)
	if target == "" {
		return link // [[#heading]] of the same note
	}
	block := ""
	if at := strings.LastIndexByte(part, '^'); at >= 0 {
		block = part[at+1:]
	}
	file, lost, ok := resolve(target, block)
	if !ok || (!lost && nameKey(file) == nameKey(target)) {
		return link
	}
	if !named {
		shown = target
	}
	if part != "" && !lost {
		file += "#" + part
	}
	if !named && file == target {
		return "[[" + file + "]]"
	}
	return "[[" + file + bar + shown + "]]"
}

// linkTo writes a link to a file of the vault that shows a record's name.
func linkTo(file, shown string) string {
	shown = linkWords(shown)
	if shown == "" || shown == file {
		return "[[" + file + "]]"
	}
	return "[[" + file + "|" + shown + "]]"
}

// linkReplacer replaces what would end a link, or begin code, a comment or
// HTML in it, by what reads closest: nothing can be escaped there.
var linkReplacer = strings.NewReplacer("[", "(", "]", ")", "<", "(", ">", ")", "|", "-", `\`, "-", "`", "'")

// linkWords makes a name fit to be shown by a link.
func linkWords(name string) string {
	name = linkReplacer.Replace(strings.Join(strings.Fields(strings.Map(visible, clean(name))), " "))
	for strings.Contains(name, "%%") {
		name = strings.ReplaceAll(name, "%%", "%")
	}
	return name
}
