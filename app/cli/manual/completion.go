package manual

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"
)

// Shells are those that Completion can write for.
var Shells = []string{"bash", "zsh", "fish"}

//go:embed shells/*.tmpl
var shells embed.FS

// Completion writes the completion script of a program for one of Shells. The
// script holds the whole grammar: a press of Tab starts no program.
func Completion(w io.Writer, app *kong.Application, shell string) error {
	if !slices.Contains(Shells, shell) {
		return fmt.Errorf("there is no completion for %q, only for %s", shell, strings.Join(Shells, ", "))
	}
	t, err := template.New(shell+".tmpl").Funcs(template.FuncMap{
		"quote":   quote,
		"action":  zshAction,
		"brief":   brief,
		"zsh":     zshText,
		"words":   func(v []string) string { return strings.Join(v, " ") },
		"isFiles": func(v value) bool { return v.Takes == files }, "isFolders": func(v value) bool { return v.Takes == folders },
		"isOneOf": func(v value) bool { return v.Takes == oneOf },
	}).ParseFS(shells, "shells/"+shell+".tmpl")
	if err != nil {
		return err
	}
	top := read(app.Node, nil, nil)
	return t.Execute(w, struct {
		Program string
		All     []command
		Values  []values
	}{app.Name, top.all(), valuesOf(top.all())})
}

// values are the options, of whichever commands, whose value is completed in
// one way. Patterns are those of a shell's case: 'export|--to'|'note|--set'.
type values struct {
	Value    value
	Patterns string
}

func valuesOf(all []command) []values {
	var list []values
	for _, c := range all {
		for _, f := range c.Flags {
			if f.Hint == "" {
				continue
			}
			pattern := quote(c.Path() + "|--" + f.Name)
			at := slices.IndexFunc(list, func(v values) bool { return v.Value.Takes == f.Takes && slices.Equal(v.Value.Words, f.Words) })
			if at < 0 {
				list = append(list, values{f, pattern})
				continue
			}
			list[at].Patterns += "|" + pattern
		}
	}
	return list
}

// Options are the command's flags as they are typed.
func (c command) Options() []string {
	var list []string
	for _, f := range c.Flags {
		list = append(list, "--"+f.Name)
	}
	return list
}

// Offers are the words that may stand next: commands, and the words of an
// argument that takes only some.
func (c command) Offers() []string {
	var list []string
	for _, sub := range c.Commands {
		list = append(list, sub.Name())
	}
	for _, a := range c.Args {
		list = append(list, a.Words...)
	}
	return list
}

// TakesFiles: a file may stand where the next argument does.
func (c command) TakesFiles() bool {
	return slices.ContainsFunc(c.Args, func(v value) bool { return v.Takes == files })
}

// Above is the path of the command that this one belongs to.
func (c command) Above() string { return strings.Join(c.Words[:len(c.Words)-1], " ") }

// Ident is a name for a shell function: "_actors_import".
func (c command) Ident() string {
	return strings.ReplaceAll(strings.Join(append([]string{""}, c.Words...), "_"), "-", "_")
}

// brief is the first clause of a help text, for a line beside the word.
func brief(help string) string {
	if at := strings.IndexAny(help, ";:("); at > 0 {
		help = help[:at]
	}
	help, _, _ = strings.Cut(help, ". ")
	return strings.TrimRight(help, " .")
}

// quote makes one word of a text, for every one of the shells.
func quote(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// zshText is a text within a specification of _arguments.
func zshText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, ":", `\:`).Replace(text)
}

// zshAction is what zsh does to complete a value.
func zshAction(v value) string {
	switch v.Takes {
	case files:
		return "_files"
	case folders:
		return "_files -/"
	case oneOf:
		return "(" + strings.Join(v.Words, " ") + ")"
	}
	return " "
}
