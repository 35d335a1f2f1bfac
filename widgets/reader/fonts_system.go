//go:build !ci

package reader

import (
	"io"
	"log"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// systemFonts returns a look-up in the fonts of the system. The first call of
// it lists them, which can take a second; the list is kept in the user's cache
// folder for the next start.
func systemFonts() func(r rune, serif bool) *font.Font {
	var fonts *fontscan.FontMap
	return func(r rune, serif bool) *font.Font {
		if fonts == nil {
			fonts = fontscan.NewFontMap(log.New(io.Discard, "", 0))
			if err := fonts.UseSystemFonts(""); err != nil {
				// Without them the rune shows as an empty box, which is all that
				// can be done, and it is asked again at the next start.
				fonts = fontscan.NewFontMap(log.New(io.Discard, "", 0))
			}
		}
		family := fontscan.SansSerif
		if serif {
			family = fontscan.Serif
		}
		fonts.SetQuery(fontscan.Query{Families: []string{family}})
		fonts.SetScript(language.LookupScript(r))
		face := fonts.ResolveFace(r)
		if face == nil {
			return nil
		}
		return face.Font
	}
}
