package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode says whether the window follows the system or stays light or dark.
type Mode uint8

// The modes, in the order a chooser shows them.
const (
	ModeSystem Mode = iota
	ModeLight
	ModeDark
)

// Names of the palette's own colours, for widgets that take a theme colour by
// name (text segments, coloured icons).
const (
	ColorNameQuiet        fyne.ThemeColorName = theme.ColorNamePlaceHolder
	ColorNamePage         fyne.ThemeColorName = "sidelightPage"
	ColorNameSurface      fyne.ThemeColorName = "sidelightSurface"
	ColorNameAccentGround fyne.ThemeColorName = "sidelightAccentGround"
)

// Theme is the Fyne theme of the window, made from the palette and the scales.
// Fyne's own widgets come out calm and dense under it. The background is that
// of the bars, since Fyne paints its menu bar with it: a pane paints its page.
type Theme struct{ mode Mode }

// NewTheme returns the theme for a mode.
func NewTheme(mode Mode) *Theme { return &Theme{mode: mode} }

// Mode returns the mode the theme was made for.
func (t *Theme) Mode() Mode { return t.mode }

func (t *Theme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.mode {
	case ModeLight:
		return theme.VariantLight
	case ModeDark:
		return theme.VariantDark
	}
	return system
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	p := palettes[0]
	if t.variant(system) == theme.VariantDark {
		p = palettes[1]
	}
	switch name {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground:
		return p.Bars
	case theme.ColorNameForeground:
		return p.Text
	case theme.ColorNamePlaceHolder:
		return p.Quiet
	case theme.ColorNameDisabled:
		return p.Disabled
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.Accent
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return p.OnAccent
	case theme.ColorNameButton, theme.ColorNameDisabledButton:
		return p.Control
	case theme.ColorNameHover:
		return p.Hover
	case theme.ColorNamePressed:
		return p.Pressed
	case theme.ColorNameFocus:
		// Laid over a button or menu item: strong enough to find, light
		// enough that the text on it stays readable.
		return withAlpha(p.Accent, 0x40)
	case theme.ColorNameSelection:
		return p.Selection
	case theme.ColorNameInputBackground, ColorNamePage:
		return p.Page
	case theme.ColorNameInputBorder, theme.ColorNameSeparator,
		theme.ColorNameInnerWindowBorder, theme.ColorNameInnerWindowBorderInactive:
		return p.Lines
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, ColorNameSurface:
		return p.Surface
	case theme.ColorNameScrollBar:
		return withAlpha(p.Quiet, 0x8C)
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		return p.Shadow
	case theme.ColorNameError:
		return p.Error
	case theme.ColorNameWarning:
		return p.Warning
	case theme.ColorNameSuccess:
		return p.Success
	case ColorNameAccentGround:
		return p.AccentGround
	}
	return theme.DefaultTheme().Color(name, t.variant(system))
}

// Font implements fyne.Theme with Fyne's own Noto Sans, and its monospace face
// at a line height made for writing.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Monospace {
		return monoLed()
	}
	return theme.DefaultTheme().Font(style)
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return TextSize
	case theme.SizeNameCaptionText:
		return SmallSize
	case theme.SizeNameSubHeadingText:
		return 16
	case theme.SizeNameHeadingText:
		return TitleSize
	case theme.SizeNamePadding, theme.SizeNameLineSpacing:
		return Space4
	case theme.SizeNameInnerPadding:
		return 5 // makes fields and buttons FieldHeight high
	case theme.SizeNameInlineIcon:
		return SmallIcon
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return Hairline
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameScrollBarRadius:
		return 5
	case theme.SizeNameSelectionRadius:
		return 2
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameCardRadius:
		return RadiusField
	case theme.SizeNameMenuRadius, theme.SizeNamePopupRadius, theme.SizeNameDialogRadius,
		theme.SizeNameInnerWindowRadius:
		return RadiusPanel
	case theme.SizeNameModalBlurRadius:
		return 0 // blurring the window behind a sheet costs a frame without a GPU
	}
	return theme.DefaultTheme().Size(name)
}

// palettes keeps both for Color, which runs for every widget at every refresh.
var palettes = [2]Palette{Light(), Dark()}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}
