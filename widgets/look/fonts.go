package look

import (
	"sync"

	"fyne.io/fyne/v2"

	"sidelight/assets"
)

// serifs holds the four faces, made once: Fyne tells fonts apart by the
// resource, so a fresh one at every call would defeat its caches.
var serifs = sync.OnceValue(func() map[fyne.TextStyle]fyne.Resource {
	m := map[fyne.TextStyle]fyne.Resource{}
	for style, name := range map[fyne.TextStyle]string{
		{}:                         "NotoSerif-Regular.ttf",
		{Bold: true}:               "NotoSerif-Bold.ttf",
		{Italic: true}:             "NotoSerif-Italic.ttf",
		{Bold: true, Italic: true}: "NotoSerif-BoldItalic.ttf",
	} {
		m[style] = fyne.NewStaticResource(name, assets.Font(name))
	}
	return m
})

// Serif returns the embedded Noto Serif face of a weight and slant. The same
// resource comes back each time.
func Serif(bold, italic bool) fyne.Resource {
	return serifs()[fyne.TextStyle{Bold: bold, Italic: italic}]
}
