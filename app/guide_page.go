package app

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"net/url"
	"path"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"sidelight/docs/guide"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// guideMeasure is how wide a page of the guide grows: pictures of the window
// must stay readable.
const guideMeasure float32 = 880

// guidePage is the guide in a tab, a page of it at a time; the list of its
// pages stands beside it. It is read from the program itself.
type guidePage struct {
	*kit
	list     *widgets.RowList
	paper    *widgets.Page
	pages    []guide.Page
	at       int
	pictures []guidePicture // of the page in view
	asked    latest
}

// guidePicture is a picture in its place on the page.
type guidePicture struct {
	name  string
	shown *widgets.Picture
}

func (d *Desk) newGuidePage() *guidePage {
	g := &guidePage{kit: d.kit, list: widgets.NewRowList(), paper: widgets.NewPage()}
	var err error
	if g.pages, err = guide.Pages(); err != nil {
		g.report(fmt.Errorf("open the guide: %w", err))
	}
	g.paper.Measure = guideMeasure
	g.list.Length = func() int { return len(g.pages) }
	g.list.Row = func(i int) widgets.RowData {
		return widgets.RowData{ID: int64(i) + 1, Title: g.pages[i].Title, Detail: g.pages[i].About}
	}
	g.list.OnSelect = func(id int64) { g.show(int(id) - 1) }
	g.list.OnOpen = g.list.OnSelect
	g.show(0)
	return g
}

// show puts a page of the guide up, from its top.
func (g *guidePage) show(i int) {
	if i < 0 || i >= len(g.pages) {
		return
	}
	g.at, g.pictures = i, nil
	g.list.SetSelected(int64(i) + 1)
	page := g.pages[i]
	parts := []fyne.CanvasObject{widgets.NewPageTitle(page.Title)}
	for _, b := range page.Blocks {
		if b.Picture == "" {
			parts = append(parts, container.New(readable{}, widgets.NewProse(b.Markdown, g.follow)))
			continue
		}
		shown := widgets.NewPicture(pictureSize(b.Picture), b.Words)
		shown.OnTheme = g.readPictures
		g.pictures = append(g.pictures, guidePicture{b.Picture, shown})
		parts = append(parts, shown)
	}
	g.paper.SetParts(append(parts, g.steps())...)
	g.paper.SetOffset(0)
	g.readPictures()
	g.events.emit("guide %s", page.Name)
}

// steps leads to the pages before and after this one.
func (g *guidePage) steps() fyne.CanvasObject {
	step := func(i int, words func(page any) string) fyne.CanvasObject {
		if i < 0 || i >= len(g.pages) {
			return blank()
		}
		return widgets.NewTextLink(words(map[string]any{"Page": g.pages[i].Title}), func() { g.show(i) })
	}
	back := step(g.at-1, func(page any) string { return lang.L("Back: {{.Page}}", page) })
	next := step(g.at+1, func(page any) string { return lang.L("Next: {{.Page}}", page) })
	return container.New(insets{look.Space16, 0, look.Space24, 0}, container.NewHBox(back, container.New(insets{left: look.Space24}, next)))
}

// follow opens the page that a link names. Other links go nowhere: the guide
// opens no addresses.
func (g *guidePage) follow(target string) {
	u, err := url.Parse(target)
	if err != nil {
		return
	}
	for i, p := range g.pages {
		if p.Name == strings.TrimSuffix(path.Base(u.Path), ".md") {
			g.show(i)
			return
		}
	}
}

// readPictures reads the pictures of the page as they are in the theme of the
// window, beside the drawing goroutine.
func (g *guidePage) readPictures() {
	dark, wanted := look.CurrentVariant() == theme.VariantDark, g.pictures
	fetch(g.asked.next(g.ctx), g.loop, func(ctx context.Context) ([]image.Image, error) {
		images := make([]image.Image, len(wanted))
		for i, p := range wanted {
			data, err := guide.Picture(p.name, dark)
			if err != nil {
				return nil, err
			}
			if images[i], err = png.Decode(bytes.NewReader(data)); err != nil {
				return nil, fmt.Errorf("the picture %s: %w", p.name, err)
			}
		}
		return images, ctx.Err()
	}, func(images []image.Image, err error) {
		for i, img := range images {
			wanted[i].shown.SetImage(img)
		}
		if err == nil {
			g.events.emit("guide-pictures %d", len(images))
		}
	})
}

// pictureSize reads the size of a picture from its first bytes.
func pictureSize(name string) fyne.Size {
	data, _ := guide.Picture(name, false)
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fyne.NewSize(1, 1)
	}
	return fyne.NewSize(float32(c.Width), float32(c.Height))
}

// readable keeps lines of prose as short as those of a brief, at the left.
type readable struct{}

// Layout implements fyne.Layout.
func (readable) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(min(size.Width, look.Measure), size.Height))
}

// MinSize implements fyne.Layout.
func (readable) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Key implements page.
func (g *guidePage) Key() tabKey { return tabKey{Kind: tabGuide} }

// Title implements page.
func (g *guidePage) Title() string { return lang.L("Guide") }

// Content implements page.
func (g *guidePage) Content() fyne.CanvasObject { return g.paper }

// OnTitle implements page; the title stays.
func (g *guidePage) OnTitle(func()) {}

// Shown implements page.
func (g *guidePage) Shown() {}

// Hidden implements page.
func (g *guidePage) Hidden() {}

// Focus implements page.
func (g *guidePage) Focus() { g.win.Canvas().Focus(g.list) }

// Holds implements page.
func (g *guidePage) Holds(f fyne.Focusable) bool { return f == fyne.Focusable(g.list) }

// faces implements sideGroup.
func (g *guidePage) faces() []sideFace {
	return []sideFace{{id: "guide", title: lang.L("The guide"),
		object: func() fyne.CanvasObject { return g.list },
		focus:  func() bool { g.Focus(); return true },
		places: func(to put) { parts(to, "guide.", g.list) }}}
}

// leave implements sideGroup.
func (g *guidePage) leave() {}

// Close implements page.
func (g *guidePage) Close() { g.asked.stop() }

// SetZoom implements page; the guide is set in the interface's own type.
func (g *guidePage) SetZoom() {}

// Places implements page.
func (g *guidePage) Places(put) {}
