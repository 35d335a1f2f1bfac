package look

import (
	"fmt"
	"image/color"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"sidelight/assets"
)

// icons holds the embedded icons as resources, by name and, coloured, by name
// and colour: Fyne tells images apart by the resource.
var icons sync.Map

// Icon returns one of the app's line icons by name, without ".svg" ("library",
// "close"), in the colour of the given theme name. The names are the files of
// assets/icons; an unknown name panics, since it can only be a slip in code.
func Icon(name string, colour fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(lineIcon(name), colour)
}

// Drawn returns a line icon in a fixed colour. Its resource is named after both,
// so that a drawing of it can be told to be up to date.
func Drawn(name string, colour color.NRGBA) fyne.Resource {
	hex := fmt.Sprintf("#%02x%02x%02x", colour.R, colour.G, colour.B)
	key := name + hex + ".svg"
	if r, ok := icons.Load(key); ok {
		return r.(fyne.Resource)
	}
	svg := strings.ReplaceAll(string(lineIcon(name).Content()), "#000000", hex)
	r, _ := icons.LoadOrStore(key, fyne.NewStaticResource(key, []byte(svg)))
	return r.(fyne.Resource)
}

func lineIcon(name string) fyne.Resource {
	if r, ok := icons.Load(name); ok {
		return r.(fyne.Resource)
	}
	data := assets.Icon(name + ".svg")
	if len(data) == 0 {
		panic("look: no icon " + name)
	}
	r, _ := icons.LoadOrStore(name, fyne.NewStaticResource(name+".svg", data))
	return r.(fyne.Resource)
}
