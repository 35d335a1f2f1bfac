package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// currentTheme is the theme of the window as it is at each moment: what a part
// of the window with some sizes or colours of its own goes on from.
type currentTheme struct{}

// Color implements fyne.Theme.
func (currentTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return appTheme().Color(name, v)
}

// Font implements fyne.Theme.
func (currentTheme) Font(s fyne.TextStyle) fyne.Resource { return appTheme().Font(s) }

// Icon implements fyne.Theme.
func (currentTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return appTheme().Icon(n) }

// Size implements fyne.Theme.
func (currentTheme) Size(name fyne.ThemeSizeName) float32 { return appTheme().Size(name) }

func appTheme() fyne.Theme {
	if t := fyne.CurrentApp().Settings().Theme(); t != nil {
		return t
	}
	return theme.DefaultTheme()
}
