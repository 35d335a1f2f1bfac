package widgets

import (
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// proseSize is the type size of prose, larger than that of controls.
const proseSize float32 = 15

// NewProse shows a short text in Markdown for reading: a page of the guide,
// not a brief. Links call open with their address and go nowhere by themselves.
func NewProse(markdown string, open func(target string)) fyne.CanvasObject {
	text := widget.NewRichText(previewSegments(boldCode(markdown), open)...)
	text.Wrapping = fyne.TextWrapWord
	return container.NewThemeOverride(text, proseTheme{})
}

var inlineCode = regexp.MustCompile("`[^`\n]+`")

// boldCode sets keys and commands in bold: the monospace face is made for
// writing, with a line height of its own, and would hang below the words.
func boldCode(markdown string) string {
	return inlineCode.ReplaceAllStringFunc(markdown, func(s string) string {
		return "**" + strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`).Replace(strings.Trim(s, "`")) + "**"
	})
}

// proseTheme sets the sizes of prose.
type proseTheme struct{ currentTheme }

// Size implements fyne.Theme.
func (proseTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return proseSize
	case theme.SizeNameSubHeadingText, theme.SizeNameHeadingText:
		return look.TitleSize - 4
	case theme.SizeNameLineSpacing:
		return 6
	case theme.SizeNameInnerPadding:
		return 0
	}
	return appTheme().Size(name)
}
