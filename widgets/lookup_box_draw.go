package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

const (
	lookupWidth    float32 = 680  // of the field and the rows
	lookupAside    float32 = 300  // of the preview
	lookupWide     float32 = 1000 // a window from which there is room for a preview
	lookupNarrow   float32 = 560  // rows below this have a narrower column of kinds
	lookupTop      float32 = 86
	lookupField    float32 = 48 // with the line below
	lookupFoot     float32 = 31 // with the line above
	lookupRow      float32 = 35
	lookupHead     float32 = 28
	lookupInView           = 10 // rows
	lookupLeast            = 3  // rows, in the lowest window
	lookupPad      float32 = 18
	lookupKind     float32 = 86 // column, with the gap
	lookupKindLess float32 = 74 // in a narrow box
	lookupShadow   float32 = 32
)

// lookupShape is where the parts of the box stand in a window.
type lookupShape struct {
	x, y, width, rows, height float32 // rows is their width, height that of the panel
	aside                     bool    // there is room for a preview
}

func (b *LookupBox) shape(window fyne.Size) lookupShape {
	var s lookupShape
	s.aside = !b.NoPreview && window.Width >= lookupWide
	want := lookupWidth
	if s.aside {
		want += lookupAside
	}
	margin := look.Space24
	if s.aside && window.Width < want+2*margin {
		margin = look.Space8
	}
	s.width = max(160, min(want, window.Width-2*margin))
	s.rows = s.width
	if s.aside {
		s.rows -= lookupAside
	}
	s.x = (window.Width - s.width) / 2
	s.y = min(lookupTop, max(look.Space8, window.Height*0.11))
	room := window.Height - s.y - lookupField - lookupFoot - look.Space24
	rows := max(lookupLeast, min(lookupInView, int(room/lookupRow)))
	s.height = lookupField + float32(rows)*lookupRow + lookupFoot
	return s
}

// CreateRenderer implements fyne.Widget.
func (o *lookupOverlay) CreateRenderer() fyne.WidgetRenderer {
	b := o.box
	return &renderer{owner: o, layout: b.layout,
		refresh: func() { b.rows.Refresh(); b.preview.Refresh(); b.busy.Refresh() },
		min:     func() fyne.Size { return fyne.Size{} },
		objects: fixed(b.panel, b.line, b.footing, b.keys, b.rows, b.preview, b.busy, b.framed, b.tips)}
}

func (b *LookupBox) layout(size fyne.Size) {
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	p := look.Current()
	s := b.shape(size)
	lift(b.panel, p)
	b.panel.Shadow = canvas.Shadow{Color: p.Shadow, BlurRadius: lookupShadow, Offset: fyne.NewPos(0, 8), Variant: canvas.DropShadow}
	b.line.FillColor, b.footing.FillColor = p.Lines, p.Lines
	place(b.panel, s.x, s.y, s.width, s.height)
	place(b.tips, 0, 0, size.Width, size.Height)
	const edge = look.Hairline // the panel's own line stays free
	line := b.framed.MinSize().Height
	left := s.x + edge + lookupPad
	room := s.width - 2*(edge+lookupPad)
	place(b.framed, left-lookupInner, s.y+(lookupField-line)/2, room+2*lookupInner, line)
	place(b.line, s.x+edge, s.y+lookupField-look.Hairline, s.width-2*edge, look.Hairline)
	place(b.busy, s.x+edge, s.y+lookupField-look.AccentLine, s.width-2*edge, look.AccentLine)
	inner := s.height - lookupField - lookupFoot
	place(b.rows, s.x+edge, s.y+lookupField, s.rows-2*edge, inner)
	show(b.preview, s.aside)
	if s.aside {
		place(b.preview, s.x+s.rows-edge, s.y+lookupField, lookupAside, inner)
	}
	foot := s.y + s.height - lookupFoot
	place(b.footing, s.x+edge, foot, s.width-2*edge, look.Hairline)
	small.set(b.keys, small.elide(b.Keys, room), p.Quiet)
	place(b.keys, left, foot+look.Hairline, room, lookupFoot-2*look.Hairline)
}
