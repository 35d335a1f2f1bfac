package look

import (
	"math"

	"fyne.io/fyne/v2"
)

// CanvasScale is how many device pixels one of ours is on the canvas that shows
// o; 0 where there is none.
func CanvasScale(o fyne.CanvasObject) float32 {
	if app := fyne.CurrentApp(); app != nil {
		if c := app.Driver().CanvasForObject(o); c != nil {
			const far = 10000
			x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
			return float32(x) / far
		}
	}
	return 0
}

// PixelScale is the scale at which a picture of o is asked for, w device pixels
// wide for a width of ours. The quotient of the two is not it, because the
// picture's width is rounded.
func PixelScale(o fyne.CanvasObject, w int, width float32) float32 {
	// A canvas that is not drawn at its scale (a test's) is told by the size it
	// asks for.
	if scale := CanvasScale(o); scale > 0 && math.Abs(float64(scale*width)-float64(w)) <= 1 {
		return scale
	}
	if width > 0 {
		return float32(w) / width
	}
	return 1
}
