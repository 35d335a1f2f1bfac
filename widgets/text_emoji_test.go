package widgets

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestText_SerifWordsHaveTheirEmoji(t *testing.T) {
	// given a title in the reading typeface, which has no emoji
	text := NewText("🦊", TextStyle{Size: 24, Serif: true})
	w := test.NewTempWindow(t, text)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(60, 40))
	// when it is drawn
	picture := w.Canvas().Capture()
	// then there is colour in it, and not the sign of what is missing
	colours := 0
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			c := color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
			if int(c.R) > int(c.B)+60 {
				colours++
			}
		}
	}
	if colours < 20 {
		t.Errorf("%d points of the fox are orange", colours)
	}
}
