package main_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
)

// neverDrawn are signs in strings that the rooms compare and never draw: the
// pen becomes an icon, the others are rules for breaking lines.
func neverDrawn(r rune) bool { return strings.ContainsRune("✎≤", r) || r >= 0x3000 }

// TestInterfaceNeedsNoFontOfTheSystem: a bare system has no fonts, and there
// what the window says is drawn with those that the program brings. A sign that
// they lack would be a box.
func TestInterfaceNeedsNoFontOfTheSystem(t *testing.T) {
	t.Parallel()
	// given Fyne's own fonts
	var faces []*font.Face
	for _, file := range [][]byte{theme.DefaultTextFont().Content(), theme.DefaultSymbolFont().Content()} {
		face, err := font.ParseTTF(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		faces = append(faces, face)
	}
	drawn := func(r rune) bool {
		for _, face := range faces {
			if _, has := face.NominalGlyph(r); has {
				return true
			}
		}
		return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector)
	}
	// then they have every sign of the strings in the rooms that draw
	for _, room := range []string{"app", "widgets"} {
		if err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && path != room && room == "app", d.IsDir() && d.Name() == "testdata":
				return fs.SkipDir // the rooms below app draw nothing
			case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			for _, text := range literals(t, path) {
				for _, r := range text {
					if !drawn(r) && !neverDrawn(r) {
						t.Errorf("%s: no font of the program has %q (%U), in %q", path, r, r, text)
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// literals are the strings in a Go file.
func literals(t *testing.T, path string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if text, err := strconv.Unquote(l.Value); err == nil {
				found = append(found, text)
			}
		}
		return true
	})
	return found
}
