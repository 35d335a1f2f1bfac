package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"sidelight/db"
)

// printf prints for a person. Words from the library are passed through
// oneLine or terminal first.
func (e *env) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(e.stdout, format, args...)
	return err
}

// printJSON prints one JSON document.
func (e *env) printJSON(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}

// oneLine makes words fit for one line of a terminal.
func oneLine(s string) string {
	return terminal(strings.Join(strings.Fields(s), " "))
}

// terminal takes out what a terminal would obey instead of show: a title may
// hold escape sequences.
func terminal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// why is the reason in an error, without the name of the file and the call,
// which the caller prints.
func why(err error) string {
	var path *fs.PathError
	switch {
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return "no such file or directory" // Windows has other words for it, in any language
	case errors.As(err, &path):
		return path.Err.Error()
	}
	return explain(err)
}

// titled names a brief in a sentence.
func titled(b db.Brief) string {
	if b.Series == "" {
		return oneLine(b.Title)
	}
	return oneLine(b.Series + ": " + b.Title)
}

// shorten cuts words to a number of code points for a line of a list.
func shorten(s string, points int) string {
	s = oneLine(s)
	runes := []rune(s)
	if len(runes) <= points {
		return s
	}
	return strings.TrimSpace(string(runes[:points-1])) + "…"
}

// day is what a list shows of a date.
func day(d db.Date) string {
	switch {
	case d.Earliest != "" && d.Earliest == d.Latest:
		return d.Earliest
	case d.Written != "":
		return d.Written
	case d.Earliest != "" && d.Latest != "":
		return d.Earliest + "/" + d.Latest
	case d.Earliest != "":
		return "from " + d.Earliest
	case d.Latest != "":
		return "until " + d.Latest
	}
	return ""
}
