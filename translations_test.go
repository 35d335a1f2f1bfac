package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sidelight/app"
	"sidelight/app/intake"
	"sidelight/assets"
	"sidelight/db"
)

// update rewrites what is derived from the code instead of checking it
// ("make generate").
var update = flag.Bool("update", false, "rewrite assets/translations/en.json and the README's keyboard table")

const englishFile = "assets/translations/en.json"

// keyArguments says which arguments of which functions are keys of
// translations: those of Fyne's lang package, and our helpers that pass
// theirs on.
var keyArguments = map[string][]int{
	"lang.L": {0}, "lang.Localize": {0},
	"lang.N": {0}, "lang.LocalizePlural": {0},
	"lang.X": {0}, "lang.LocalizeKey": {0},
	"lang.XN": {0}, "lang.LocalizePluralKey": {0},
	"plural": {1, 2},
}

// computedKeys says where the keys come from that are no literals at the call.
var computedKeys = map[string]func(t *testing.T) []string{
	"c.Title":                   commandTitles,
	"string(name)":              menuTitles,
	"string(m)":                 menuTitles,
	"string(c.Menu)":            menuTitles,
	"m.String()":                func(*testing.T) []string { return months(0) },
	"from.Month().String()[:3]": func(*testing.T) []string { return months(3) },
	"t.What":                    troubles,
	"t.Safe":                    troubles,
	"t.Do":                      troubles,
	"s":                         troubles, // error_page.go: the sentences of a Trouble in turn
	"known.Error()":             importFailures,
	"formats[i]":                func(*testing.T) []string { return intake.FormatNames() },
	"m.title":                   func(t *testing.T) []string { return tableStrings(t, "app/settings.go", "themeModes") },
	"one":                       nil, // the helper plural: its callers' literals count
	"many":                      nil,
}

// troubles gives the sentences that db explains its errors with.
func troubles(*testing.T) (sentences []string) {
	for _, err := range []error{db.ErrNotFound, db.ErrExists, db.ErrBusy, db.ErrReadOnly, db.ErrFull, db.ErrCorrupt, db.ErrNewer, db.ErrForeign, fs.ErrPermission} {
		t := db.Explain(err)
		sentences = append(sentences, t.What, t.Safe, t.Do)
	}
	for _, err := range []error{db.ErrNotFound, db.ErrExists, db.ErrBusy, db.ErrReadOnly, db.ErrFull, db.ErrCorrupt} {
		t := db.Explain(fmt.Errorf("%w: %w", db.ErrBackup, err))
		sentences = append(sentences, t.What, t.Safe, t.Do)
	}
	for _, err := range []error{db.ErrNotFound, db.ErrInvalid, db.ErrBusy, db.ErrReadOnly, db.ErrFull, db.ErrCorrupt, db.ErrNewer, db.ErrForeign} {
		t := db.Explain(fmt.Errorf("%w: %w", db.ErrRestore, err))
		sentences = append(sentences, t.What, t.Safe, t.Do)
	}
	t := db.Explain(db.ErrInvalid) // says what is wrong in its own words, so only the rest is a key
	return append(sentences, t.Safe, t.Do)
}

func importFailures(*testing.T) (sentences []string) {
	for _, err := range intake.Reasons() {
		sentences = append(sentences, err.Error())
	}
	return sentences
}

// tableStrings gives the strings with a capital in a table of a Go file: the
// titles, not the words that settings are kept under.
func tableStrings(t *testing.T, path, table string) (titles []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != table {
			return true
		}
		ast.Inspect(spec, func(n ast.Node) bool {
			if e, ok := n.(*ast.BasicLit); ok {
				if s, ok := literal(e); ok && s != strings.ToLower(s) {
					titles = append(titles, s)
				}
			}
			return true
		})
		return false
	})
	if len(titles) == 0 {
		t.Errorf("%s has no titles in %s", path, table)
	}
	return titles
}

func commandTitles(*testing.T) (titles []string) {
	for _, c := range app.Commands() {
		titles = append(titles, c.Title)
	}
	return titles
}

func menuTitles(*testing.T) (titles []string) {
	for _, m := range app.Menus {
		titles = append(titles, string(m))
	}
	return titles
}

// months gives the English names, cut to so many letters (0: whole).
func months(letters int) (names []string) {
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if letters > 0 {
			name = name[:letters]
		}
		names = append(names, name)
	}
	return names
}

// reservedKeys may not be keys of a translation file: go-i18n takes them for
// parts of a message, and Fyne then refuses the whole file.
var reservedKeys = []string{"id", "description", "hash", "leftdelim", "rightdelim",
	"zero", "one", "two", "few", "many", "other", "translation"}

// TestTranslations holds assets/translations/en.json to be the full list of
// what the window says, so that translating the program is copying one file
// and writing the right-hand sides.
func TestTranslations(t *testing.T) {
	t.Parallel()
	// given every key that the code speaks
	spoken := map[string]bool{}
	for _, folder := range []string{"app", "widgets"} {
		collectKeys(t, folder, spoken)
	}
	// when the list is to be rewritten
	if *update {
		writeEnglish(t, spoken)
		return
	}
	// then it is the list kept
	kept := map[string]string{}
	data, err := assets.Translations().ReadFile("translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(err)
	}
	for _, key := range slices.Sorted(maps.Keys(spoken)) {
		if _, there := kept[key]; !there {
			t.Errorf("%s lacks %q: run \"make generate\"", englishFile, key)
		}
		if slices.Contains(reservedKeys, strings.ToLower(key)) {
			t.Errorf("%q may not be a key alone: Fyne's translation files reserve the word; say it with another word beside it", key)
		}
		if strings.Contains(key, "!") {
			t.Errorf("%q: no exclamation marks in the interface", key)
		}
	}
	for key := range kept {
		if !spoken[key] {
			t.Errorf("%s has %q, which nothing says any more: run \"make generate\"", englishFile, key)
		}
	}
}

// collectKeys adds the keys that the Go files below a folder speak.
func collectKeys(t *testing.T, folder string, spoken map[string]bool) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := types.ExprString(call.Fun)
			for _, i := range keyArguments[name] {
				if i >= len(call.Args) {
					continue
				}
				if key, ok := literal(call.Args[i]); ok {
					spoken[key] = true
					continue
				}
				expr := types.ExprString(call.Args[i])
				source, known := computedKeys[expr]
				if !known {
					t.Errorf("%s: %s(%s): the key is no literal; say in translations_test.go where its values come from", path, name, expr)
				}
				if source != nil {
					for _, key := range source(t) {
						spoken[key] = true
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// literal returns the value of a string literal, or of literals joined by +.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		left, ok := literal(e.X)
		right, ok2 := literal(e.Y)
		return left + right, ok && ok2 && e.Op == token.ADD
	case *ast.ParenExpr:
		return literal(e.X)
	}
	return "", false
}

// writeEnglish writes the list: every key with itself as its English text.
func writeEnglish(t *testing.T, spoken map[string]bool) {
	t.Helper()
	list := map[string]string{}
	for key := range spoken {
		list[key] = key
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(list); err != nil { // sorts the keys
		t.Fatal(err)
	}
	if err := os.WriteFile(englishFile, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
