// Package look is how Sidelight looks: one palette for light and one for
// dark, the scales of type and space, and the Fyne theme made from them.
//
// It knows colours, sizes and fonts. It must not know a widget, a brief or the
// library: everything that draws takes its colours from here, so that the
// contrast test of this package speaks for the whole window.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Pair is the colour of a label: the ground behind marked words, the edge for
// its underline and card, and the ink for its letter and name. Ink is the edge
// brought towards the text colour just as far as words on the fill need.
type Pair struct{ Fill, Edge, Ink color.NRGBA }

// Palette holds every colour of one variant. The fields from OnAccent on are
// derived from the first group, so that there is one place to change a hue.
type Palette struct {
	Page         color.NRGBA // ground of what is read, and of fields
	Surface      color.NRGBA // lists, side panes, panels, menus
	Bars         color.NRGBA // rail, menu, tabs, status
	Lines        color.NRGBA // hairlines and field borders
	Text         color.NRGBA
	Quiet        color.NRGBA // second-rank text: never on Selection, use Text there
	Accent       color.NRGBA
	AccentGround color.NRGBA // ground of the chosen row, card, chip
	ActiveGround color.NRGBA // ground of the passage in hand among others on AccentGround
	Selection    color.NRGBA // ground of selected text

	// Labels maps a label's colour name (fact, judgement, assumption, gap,
	// question, and the spare ones in LabelNames) to its pair.
	Labels map[string]Pair

	OnAccent color.NRGBA // text on a ground of Accent
	Control  color.NRGBA // ground of a plain button
	Hover    color.NRGBA // laid over any ground, translucent
	Pressed  color.NRGBA // laid over any ground, translucent
	Disabled color.NRGBA // text of what cannot be used now
	Error    color.NRGBA // "Not saved", failures
	Warning  color.NRGBA
	Success  color.NRGBA
	Warm     color.NRGBA // dots under words of likelihood
	Shadow   color.NRGBA // translucent
	Scrim    color.NRGBA // laid over the window behind a sheet, translucent
}

// LabelNames lists the label colours in the order a chooser offers them: the
// five of the default labels, then spare ones for labels of the user's own.
var LabelNames = []string{"fact", "judgement", "assumption", "gap", "question", "teal", "rose", "slate"}

// Label returns the pair of a label colour; a name not in the palette (from a
// newer library, say) gets the neutral pair, so that a mark is never invisible.
func (p Palette) Label(name string) Pair {
	if pair, ok := p.Labels[name]; ok {
		return pair
	}
	return p.Labels["slate"]
}

// Light returns the light palette. Quiet is one step darker than in the
// drawings (#5F646C), so that quiet words keep 4.5:1 on every label's fill too.
func Light() Palette {
	text := hex(0x1F2328)
	return Palette{
		Page: hex(0xFBFAF7), Surface: hex(0xFFFFFF), Bars: hex(0xEFECE6), Lines: hex(0xDCD8CF),
		Text: text, Quiet: hex(0x5E636B),
		Accent: hex(0x1F5FA8), AccentGround: hex(0xE3EDF9), ActiveGround: hex(0xD2E1F3), Selection: hex(0xCFE1F7),
		Labels: map[string]Pair{
			"fact":       pair(0xD3EBD8, 0x2B7A4B, text),
			"judgement":  pair(0xFBE6B1, 0x9A6200, text),
			"assumption": pair(0xE4DAF6, 0x6A45B0, text),
			"gap":        pair(0xF8D7D7, 0xB0323B, text),
			"question":   pair(0xD2E6F8, 0x1B6AAD, text),
			"teal":       pair(0xCDEBEA, 0x0F7276, text),
			"rose":       pair(0xF8DAEC, 0xA63280, text),
			"slate":      pair(0xE2E5EA, 0x535B66, text),
		},
		OnAccent: hex(0xFFFFFF), Control: hex(0xF1EFEA),
		Hover: alpha(0x1F2328, 0x0F), Pressed: alpha(0x1F2328, 0x1E),
		Disabled: hex(0x9A9EA4), Error: hex(0xB0323B), Warning: hex(0x9A6200), Success: hex(0x2B7A4B), Warm: hex(0xA07630),
		Shadow: alpha(0x1F2328, 0x2E), Scrim: alpha(0x1F2328, 0x52),
	}
}

// Dark returns the dark palette. Quiet is one step lighter than in the
// drawings (#9BA0A8), for the same reason as in Light.
func Dark() Palette {
	text := hex(0xE6E5E1)
	return Palette{
		Page: hex(0x17191C), Surface: hex(0x1E2125), Bars: hex(0x121416), Lines: hex(0x33373D),
		Text: text, Quiet: hex(0x9EA3AB),
		Accent: hex(0x82B6F0), AccentGround: hex(0x22344A), ActiveGround: hex(0x263A52), Selection: hex(0x2C4A6B),
		Labels: map[string]Pair{
			"fact":       pair(0x213F2D, 0x74C593, text),
			"judgement":  pair(0x463812, 0xE2B654, text),
			"assumption": pair(0x362C4E, 0xB9A0F2, text),
			"gap":        pair(0x4B262A, 0xF18F94, text),
			"question":   pair(0x1F3A53, 0x82BDF0, text),
			"teal":       pair(0x153D3E, 0x6CC7C6, text),
			"rose":       pair(0x4A2340, 0xEE93CC, text),
			"slate":      pair(0x343941, 0xB4BAC4, text),
		},
		OnAccent: hex(0x121416), Control: hex(0x2A2E33),
		Hover: alpha(0xE6E5E1, 0x12), Pressed: alpha(0xE6E5E1, 0x22),
		Disabled: hex(0x666B73), Error: hex(0xF18F94), Warning: hex(0xE2B654), Success: hex(0x74C593), Warm: hex(0xAF8F46),
		Shadow: alpha(0x000000, 0x80), Scrim: alpha(0x000000, 0x8C),
	}
}

// For returns the palette of a Fyne theme variant.
func For(v fyne.ThemeVariant) Palette {
	if v == theme.VariantDark {
		return Dark()
	}
	return Light()
}

// Current returns the palette the running app shows: that of its look.Theme,
// or, under any other theme, the one of the system's light or dark variant.
// Without an app it is the light one.
func Current() Palette {
	return For(CurrentVariant())
}

// CurrentVariant returns the light or dark variant the running app shows.
func CurrentVariant() fyne.ThemeVariant {
	a := fyne.CurrentApp()
	if a == nil {
		return theme.VariantLight
	}
	v := a.Settings().ThemeVariant()
	if t, ok := a.Settings().Theme().(*Theme); ok {
		v = t.variant(v)
	}
	return v
}

// pair makes a label's colours; see Pair for the ink.
func pair(fill, edge uint32, text color.NRGBA) Pair {
	p := Pair{Fill: hex(fill), Edge: hex(edge), Ink: hex(edge)}
	for share := 1; share <= 50 && Contrast(p.Ink, p.Fill) < textContrast; share++ {
		top := text
		top.A = uint8(share * 255 / 50)
		p.Ink = Over(top, p.Edge)
	}
	return p
}

// textContrast is what WCAG 2.2 asks of text at success criterion 1.4.3 (AA).
const textContrast = 4.5

func hex(rgb uint32) color.NRGBA { return alpha(rgb, 0xFF) }

func alpha(rgb uint32, a uint8) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: a}
}
