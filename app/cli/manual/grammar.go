// Package manual writes a command line's grammar down: as a manual page, and
// as completion for the shells bash, zsh and fish. Both are made from the
// grammar that the program itself parses with, so that they cannot drift from
// it. It knows kong's model of a grammar and nothing of what commands do.
//
// It is our own because what is there falls short: mango-kong leaves positional
// arguments out and shows hidden flags, and the completion libraries for kong
// run the program at every press of Tab.
package manual

import (
	"strings"

	"github.com/alecthomas/kong"
)

// takes says what a value is, so that a shell knows what to offer for it.
type takes int

const (
	anything takes = iota
	files
	folders
	oneOf // the words of an enum
)

// value is a flag or a positional argument as a user types it.
type value struct {
	Name     string // "to"; "brief"
	Short    string // of a flag: "h", or ""
	Help     string
	Hint     string // what stands for a flag's value, "FILE"; "" when it takes none
	Takes    takes
	Words    []string // of oneOf
	Optional bool
	Many     bool
}

// command is the program or one of its commands, without what is hidden.
type command struct {
	Words    []string // "actors", "import"; empty for the program itself
	Help     string
	Flags    []value // with those of the commands above it; its own first
	Own      int     // how many of Flags are its own
	Args     []value
	Commands []command
}

// Path is the words of a command as they are typed after the program's name.
func (c command) Path() string { return strings.Join(c.Words, " ") }

// Name is the last of a command's words.
func (c command) Name() string { return c.Words[len(c.Words)-1] }

// all is the command and every one below it.
func (c command) all() []command {
	list := []command{c}
	for _, sub := range c.Commands {
		list = append(list, sub.all()...)
	}
	return list
}

// read takes what a user can type from kong's model. The arguments of a hidden
// default command are those of the command above it.
func read(n *kong.Node, words []string, above []value) command {
	c := command{Words: words, Help: n.Help}
	for _, f := range n.Flags {
		if !f.Hidden {
			c.Flags = append(c.Flags, flagValue(f))
		}
	}
	c.Own = len(c.Flags)
	c.Flags = append(c.Flags, above...)
	for _, p := range n.Positional {
		c.Args = append(c.Args, argument(p))
	}
	for _, sub := range n.Children {
		switch {
		case sub == n.DefaultCmd && sub.Hidden:
			for _, p := range sub.Positional {
				c.Args = append(c.Args, argument(p))
			}
		case !sub.Hidden:
			c.Commands = append(c.Commands, read(sub, append(words[:len(words):len(words)], sub.Name), c.Flags))
		}
	}
	return c
}

func flagValue(f *kong.Flag) value {
	v := value{Name: f.Name, Help: f.Help, Optional: !f.Required}
	if f.Short != 0 {
		v.Short = string(f.Short)
	}
	if !f.IsBool() && !f.IsCounter() {
		v.Hint = strings.Trim(f.FormatPlaceHolder(), `"`)
	}
	v.fill(f.Value, v.Hint)
	return v
}

func argument(p *kong.Positional) value {
	v := value{Name: p.Name, Help: p.Help, Optional: !p.Required, Many: p.IsCumulative()}
	v.fill(p, strings.ToUpper(p.Name))
	return v
}

// fill finds out what a value is: its words, or by what stands for it.
func (v *value) fill(of *kong.Value, hint string) {
	if of.Enum != "" {
		v.Takes = oneOf
		for _, word := range of.EnumSlice() {
			if word != "" {
				v.Words = append(v.Words, word)
			}
		}
		return
	}
	switch hint {
	case "FILE", "PATH":
		v.Takes = files
	case "DIR":
		v.Takes = folders
	}
}
