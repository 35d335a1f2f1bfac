package look

import (
	"encoding/binary"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// monoLeading is how much taller than the face's own a line of Markdown source
// is: 15 px at size 13 becomes 20. Fyne's entry has no line spacing, it sets a
// line as high as its font says; so the font is made to say more. The whole
// theme has it, since Fyne measures an entry's lines by the app's theme even
// where another is laid over the entry.
const monoLeading = 20.0 / 15.13

// monoLed is Fyne's monospace face with that leading.
var monoLed = sync.OnceValue(func() fyne.Resource {
	own := theme.DefaultTextMonospaceFont()
	return fyne.NewStaticResource("led-"+own.Name(), lead(own.Content(), monoLeading))
})

// lead returns a copy of a TrueType font whose lines are so many times as high,
// the room being added above and below alike. A font it cannot read comes back
// as it is.
func lead(font []byte, times float64) []byte {
	const header, record = 12, 16
	if len(font) < header {
		return font
	}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		at := header + i*record
		if at+record > len(font) || string(font[at:at+4]) != "hhea" {
			continue
		}
		// hhea: version (4 bytes), ascender, descender (both int16); the
		// descender is negative.
		table := int(binary.BigEndian.Uint32(font[at+8:]))
		if table+8 > len(font) {
			return font
		}
		ascender := float64(int16(binary.BigEndian.Uint16(font[table+4:])))
		descender := float64(int16(binary.BigEndian.Uint16(font[table+6:])))
		more := (ascender - descender) * (times - 1) / 2
		out := append([]byte(nil), font...)
		binary.BigEndian.PutUint16(out[table+4:], uint16(int16(math.Round(ascender+more))))
		binary.BigEndian.PutUint16(out[table+6:], uint16(int16(math.Round(descender-more))))
		return out
	}
	return font
}
