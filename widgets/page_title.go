package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// MetaItem is one item of the quiet line under a page's title: words, a link,
// or words before a link.
type MetaItem struct {
	Text string // "first seen in"
	Link string // "Gulf Watch 3/2"
	ID   string // of the link, given to OnLink
}

// PageTitle heads the page of a record: its name, and a quiet line of items
// with dots between them, some of them links.
type PageTitle struct {
	widget.BaseWidget
	onPage
	OnLink func(id string)

	title string
	meta  []MetaItem
	links []*TextLink // by index of item; nil where it has none

	lines, words []*canvas.Text
}

// metaWord is a stretch of the quiet line: a link, or as many words as stand on
// one line.
type metaWord struct {
	text    string
	link    *TextLink // nil: quiet words
	x, y, w float32
}

// pageTitle is how a page's title is set.
var pageTitle = lettering{size: look.TitleSize, style: fyne.TextStyle{Bold: true}}

const (
	titleLine  float32 = 30
	titleLines         = 3
	metaTop    float32 = 4  // between title and quiet line
	metaBottom float32 = 16 // below the quiet line
)

// NewPageTitle makes the head of a page.
func NewPageTitle(title string, meta ...MetaItem) *PageTitle {
	t := &PageTitle{title: title}
	t.self = t
	t.ExtendBaseWidget(t)
	t.SetMeta(meta...)
	return t
}

// SetTitle changes the name.
func (t *PageTitle) SetTitle(title string) { t.title = title; t.changed() }

// SetMeta replaces the items of the quiet line.
func (t *PageTitle) SetMeta(meta ...MetaItem) {
	t.meta = append([]MetaItem(nil), meta...)
	t.links = make([]*TextLink, len(meta))
	for i, item := range meta {
		if item.Link == "" {
			continue
		}
		t.links[i] = NewTextLink(item.Link, func() {
			if t.OnLink != nil {
				t.OnLink(item.ID)
			}
		})
		t.links[i].onFocus = func() { t.reveal(0, t.Size().Height) }
	}
	t.changed()
}

// metaWords sets the items into lines from y down, breaking at spaces.
func (t *PageTitle) metaWords(width, y float32) (words []metaWord, bottom float32) {
	x := float32(0)
	space := small.width(" ")
	add := func(text string, link *TextLink) {
		w := small.width(text)
		if x > 0 && x+space+w > width {
			x, y = 0, y+lineHeight
		}
		if n := len(words) - 1; link == nil && x > 0 && words[n].link == nil {
			words[n].text += " " + text
			words[n].w = small.width(words[n].text)
			x = words[n].x + words[n].w
			return
		}
		if x > 0 {
			x += space
		}
		words = append(words, metaWord{text, link, x, y, min(w, width)})
		x += w
	}
	for i, item := range t.meta {
		if i > 0 {
			add("·", nil)
		}
		for word := range strings.FieldsSeq(item.Text) {
			add(word, nil)
		}
		if t.links[i] != nil {
			add(item.Link, t.links[i])
		}
	}
	if len(words) == 0 {
		return nil, y
	}
	return words, y + lineHeight
}

// CreateRenderer implements fyne.Widget.
func (t *PageTitle) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: t, refresh: func() {}, layout: t.layout,
		objects: func() []fyne.CanvasObject {
			var all []fyne.CanvasObject
			for _, texts := range [][]*canvas.Text{t.lines, t.words} {
				for _, text := range texts {
					all = append(all, text)
				}
			}
			for _, l := range t.links {
				if l != nil {
					all = append(all, l)
				}
			}
			return all
		},
		min: func() fyne.Size {
			width := t.Size().Width
			if width <= 0 {
				width = look.Measure
			}
			_, bottom := t.metaWords(width, t.metaY(width))
			return fyne.NewSize(120, bottom+metaBottom)
		}}
}

func (t *PageTitle) metaY(width float32) float32 {
	return float32(len(pageTitle.wrap(t.title, max(width, 40), titleLines)))*titleLine + metaTop
}

func (t *PageTitle) layout(s fyne.Size) {
	p := look.Current()
	t.lines, t.words = t.lines[:0], t.words[:0]
	for i, line := range pageTitle.wrap(t.title, max(s.Width, 40), titleLines) {
		text := canvas.NewText("", nil)
		pageTitle.set(text, line, p.Text)
		place(text, 0, float32(i)*titleLine, s.Width, titleLine)
		t.lines = append(t.lines, text)
	}
	words, _ := t.metaWords(s.Width, t.metaY(s.Width))
	for _, w := range words {
		if w.link != nil {
			if short := small.elide(w.text, s.Width); short != w.link.Text() {
				w.link.SetText(short)
			}
			place(w.link, w.x, w.y, w.w, lineHeight)
			continue
		}
		text := canvas.NewText("", nil)
		small.set(text, w.text, p.Quiet)
		place(text, w.x, w.y, w.w, lineHeight)
		t.words = append(t.words, text)
	}
}
