package journal

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

var (
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|“[^”]*”|‘[^’]*’|` + "`[^`]*`")
	// anyPath is what looks like the name of a file or folder, with all that
	// follows it up to a colon: there may be blanks in it.
	anyPath = regexp.MustCompile(`(?:[A-Za-z]:)?[^\s:(=]*[/\\][^:\n]*`)
	// logTime is what the standard library's log puts before a line.
	logTime = regexp.MustCompile(`^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d +`)
)

// Redact takes out of a line of a library's what may be the user's words: all
// that is quoted, and the names of files, but for those of the program's source.
func Redact(line string) string {
	line = quoted.ReplaceAllString(logTime.ReplaceAllString(line, ""), "“…”")
	return anyPath.ReplaceAllStringFunc(line, func(path string) string {
		if strings.HasSuffix(path, ".go") {
			return path[strings.LastIndexByte(path, '/')+1:]
		}
		return "<path>"
	})
}

// Shape tells an error by which of the known ones it is, and by the kinds of the
// errors in it, outermost first; not by its words, which may name anything.
func Shape(err error, known ...error) string {
	var parts []string
	for _, k := range known {
		if errors.Is(err, k) {
			parts = append(parts, k.Error())
		}
	}
	var walk func(err error)
	walk = func(err error) {
		if err == nil || len(parts) > 20 {
			return
		}
		parts = append(parts, fmt.Sprintf("%T", err))
		switch e := err.(type) {
		case interface{ Unwrap() []error }:
			for _, inner := range e.Unwrap() {
				walk(inner)
			}
		default:
			walk(errors.Unwrap(err))
		}
	}
	walk(err)
	return strings.Join(parts, " > ")
}
