package manual

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// Section is a part of a manual page that the grammar cannot tell: a title and
// paragraphs. In a paragraph that holds a tab, what stands before it is a term
// and the rest says what it means.
type Section struct {
	Title      string
	Paragraphs []string
}

// Page writes the manual page of a program in the man macros of roff: what the
// grammar says, then the sections. version stands at its foot. The first
// sentence of the description of the program is its name line.
func Page(w io.Writer, app *kong.Application, version string, sections ...Section) error {
	top := read(app.Node, nil, nil)
	var p page
	p.macro("TH", strings.ToUpper(app.Name), "1", "", app.Name+" "+version, "User commands")
	summary, rest, _ := strings.Cut(top.Help, ". ")
	p.macro("SH", "NAME")
	p.text(app.Name + ` \- ` + lowerFirst(escape(strings.TrimSuffix(summary, "."))))
	p.macro("SH", "SYNOPSIS")
	p.synopsis(app.Name, top)
	p.macro("br")
	p.text(`\fB` + escape(app.Name) + `\fR \fIcommand\fR [\fIoptions\fR] ...`)
	p.macro("SH", "DESCRIPTION")
	for i, paragraph := range strings.Split(rest, "\n\n") {
		if i > 0 {
			p.macro("PP")
		}
		p.text(escape(paragraph))
	}
	p.macro("SH", "OPTIONS")
	p.flags(top.Flags)
	p.macro("SH", "COMMANDS")
	for _, c := range top.all() {
		if len(c.Words) > 0 && len(c.Commands) == 0 {
			p.command(app.Name, c)
		}
	}
	for _, s := range sections {
		p.section(s)
	}
	_, err := w.Write(p.Bytes())
	return err
}

// page is roff on its way.
type page struct{ bytes.Buffer }

func (p *page) macro(name string, args ...string) {
	p.WriteString("." + name)
	for _, arg := range args {
		p.WriteString(` "` + strings.ReplaceAll(escape(arg), `"`, `\(dq`) + `"`)
	}
	p.WriteByte('\n')
}

// text writes lines that are escaped already.
func (p *page) text(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			line = `\&` + line
		}
		p.WriteString(line + "\n")
	}
}

func (p *page) synopsis(program string, c command) {
	words := []string{`\fB` + escape(strings.Join(append([]string{program}, c.Words...), " ")) + `\fR`}
	for _, f := range c.Flags {
		if !f.Optional {
			words = append(words, flagText(f))
		}
	}
	words = append(words, `[\fIoptions\fR]`)
	for _, a := range c.Args {
		word := `\fI` + escape(a.Name) + `\fR`
		if a.Many {
			word += " ..."
		}
		if a.Optional {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	p.text(strings.Join(words, " "))
}

func (p *page) command(program string, c command) {
	p.macro("SS", c.Path())
	p.synopsis(program, c)
	p.macro("PP")
	p.text(escape(c.Help))
	for _, a := range c.Args {
		p.macro("TP")
		p.text(`\fI` + escape(a.Name) + `\fR`)
		p.text(escape(a.Help))
	}
	p.flags(c.Flags[:c.Own])
}

func (p *page) flags(flags []value) {
	for _, f := range flags {
		p.macro("TP")
		p.text(flagText(f))
		p.text(escape(f.Help))
	}
}

func flagText(f value) string {
	text := `\fB` + escape("--"+f.Name) + `\fR`
	if f.Short != "" {
		text = `\fB` + escape("-"+f.Short) + `\fR, ` + text
	}
	if f.Hint != "" {
		text += `=\fI` + escape(f.Hint) + `\fR`
	}
	return text
}

func (p *page) section(s Section) {
	p.macro("SH", s.Title)
	for i, paragraph := range s.Paragraphs {
		term, meaning, found := strings.Cut(paragraph, "\t")
		switch {
		case found:
			p.macro("TP")
			p.text(`\fB` + escape(term) + `\fR`)
			p.text(escape(meaning))
		default:
			if i > 0 {
				p.macro("PP")
			}
			p.text(escape(paragraph))
		}
	}
}

// signs are what roff would take for its own.
var signs = strings.NewReplacer(`\`, `\e`, "-", `\-`)

// escape makes roff print the text as it is, with hyphens that can be copied.
func escape(text string) string {
	var b strings.Builder
	for _, r := range signs.Replace(text) {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\[u%04X]`, r)
	}
	return b.String()
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
