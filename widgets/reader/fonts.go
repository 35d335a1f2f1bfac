package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// NewShaper returns a shaper over the embedded fonts: Noto Serif and Noto Sans,
// the fixed pitch, symbols and emoji of Fyne, and after them what the system
// has. One is made for the whole window: documents share the words it knows.
// The system's fonts are listed only when a text needs one. The error tells
// which font cannot be read.
func NewShaper() (*textlayout.Shaper, error) {
	content := func(r fyne.Resource) []byte {
		if r == nil { // built without emoji
			return nil
		}
		return r.Content()
	}
	return textlayout.NewShaper(textlayout.Fonts{
		Serif: [4][]byte{
			content(look.Serif(false, false)), content(look.Serif(true, false)),
			content(look.Serif(false, true)), content(look.Serif(true, true)),
		},
		Sans: [4][]byte{
			content(theme.DefaultTextFont()), content(theme.DefaultTextBoldFont()),
			content(theme.DefaultTextItalicFont()), content(theme.DefaultTextBoldItalicFont()),
		},
		Mono:     content(theme.DefaultTextMonospaceFont()),
		Fallback: [][]byte{content(theme.DefaultSymbolFont()), content(theme.DefaultEmojiFont())},
		System:   systemFonts(),
	})
}
