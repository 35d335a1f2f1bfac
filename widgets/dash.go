package widgets

import (
	"image/color"

	"sidelight/widgets/look"
)

// dash colours the pixels of a dashed frame; canvas has no dashed strokes.
func dash(x, y, w, h int) color.Color {
	const on, period = 5, 8
	edge := x == 0 || y == 0 || x == w-1 || y == h-1
	if edge && (x+y)%period < on {
		return look.Current().Lines
	}
	return color.Transparent
}
