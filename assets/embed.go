// Package assets holds the files that travel inside the program: the reading
// typeface, the icons, the sample library and the translations.
//
// It knows nothing of Fyne: it hands out bytes and file systems, and the
// rooms that draw make resources of them.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed fonts/*.ttf fonts/OFL.txt
var fonts embed.FS

//go:embed icons/*.svg icon/512.png
var icons embed.FS

//go:embed sample
var sample embed.FS

//go:embed translations/*.json
var translations embed.FS

// Font returns a font file by its name in fonts/ ("NotoSerif-Regular.ttf"),
// or nil when there is none of that name.
func Font(name string) []byte { return read(fonts, "fonts/"+name) }

// FontLicence returns the licence that the fonts are shared under.
func FontLicence() string { return string(read(fonts, "fonts/OFL.txt")) }

// Icon returns an SVG by its name in icons/ ("library.svg"), or nil when
// there is none of that name.
func Icon(name string) []byte { return read(icons, "icons/"+name) }

// AppIcon returns the program's icon: a PNG of 512 by 512 pixels.
func AppIcon() []byte { return read(icons, "icon/512.png") }

// Sample returns the sample library: briefs as files, and library.json, which
// says what is to be marked and noted on them.
func Sample() fs.FS {
	sub, err := fs.Sub(sample, "sample")
	if err != nil {
		panic(err) // the folder is embedded: only a wrong name here can fail
	}
	return sub
}

// Translations returns the files translations/LANGUAGE.json, in the form that
// Fyne's lang.AddTranslationsFS reads.
func Translations() embed.FS { return translations }

func read(files embed.FS, name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}
