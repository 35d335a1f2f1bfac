package db

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"modernc.org/sqlite"
)

// ofWord reports whether a folded letter is part of a word.
func ofWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// SplitWords returns the words of a text as they are searched for: folded, and
// split at all that is neither letter nor number.
func SplitWords(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !ofWord(r) })
}

// indexWords is a text as the index takes it: folded, with spaces for the signs
// that are not ASCII. At those that are, the index splits by itself.
func indexWords(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf || ofWord(r) {
			return r
		}
		return ' '
	}, Fold(s))
}

// registerWords gives indexWords to SQL as words(), once for the process: the
// driver has one list of functions for all connections.
var registerWords = sync.OnceValue(func() error {
	return sqlite.RegisterDeterministicScalarFunction("words", 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		s, ok := args[0].(string)
		if !ok {
			return nil, fmt.Errorf("words() takes a text, not %T", args[0])
		}
		return indexWords(s), nil
	})
})
