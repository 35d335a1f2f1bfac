//go:build ci

package reader

import "github.com/go-text/typesetting/font"

// systemFonts is off in tests: golden images must not depend on the machine.
func systemFonts() func(r rune, serif bool) *font.Font { return nil }
