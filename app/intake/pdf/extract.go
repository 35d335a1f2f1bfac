package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"golang.org/x/text/unicode/norm"

	"sidelight/app/intake/format"
	"sidelight/app/intake/pdf/layout"
)

// extracted is what is taken from a page besides its runs.
type extracted struct {
	layout.Page
	letters int
	unknown int // letters whose meaning the file does not say
	aslant  int // letters set at an angle: a watermark
}

// page reads the letters of a page, from 0, in at most limit letters.
func (d *document) page(index, limit int) (e extracted, err error) {
	err = d.try(func() error {
		loaded, err := d.pdfium.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: index})
		if err != nil {
			return err
		}
		defer func() { _, _ = d.pdfium.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }()
		e, err = d.letters(requests.Page{ByReference: &loaded.Page}, limit)
		return err
	})
	if label, err := d.pdfium.FPDF_GetPageLabel(&requests.FPDF_GetPageLabel{Document: d.ref, Page: index}); err == nil {
		e.Label = clean(label.Label, 16)
	}
	return e, err
}

// box is the part of a page that shows, in the page's own space: y grows upwards.
type box struct{ left, bottom, right, top float64 }

func (d *document) letters(page requests.Page, limit int) (extracted, error) {
	var e extracted
	bounds, err := d.pdfium.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return e, err
	}
	shown := box{float64(bounds.Rect.Left), float64(bounds.Rect.Bottom), float64(bounds.Rect.Right), float64(bounds.Rect.Top)}
	turned := 0
	if r, err := d.pdfium.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page}); err == nil {
		turned = int(r.PageRotation)
	}
	text, err := d.pdfium.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return e, err
	}
	defer func() {
		_, _ = d.pdfium.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	}()
	count, err := d.pdfium.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return e, err
	}
	if count.Count > limit {
		return e, format.ErrTooLong
	}
	// One call tells the places of all letters; asking for each would take ten
	// times as long.
	all, err := d.pdfium.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return e, err
	}
	r := runs{document: d, text: text.TextPage, shown: shown}
	for i, c := range all.Chars {
		r.add(i, c)
	}
	r.end()
	e.letters, e.unknown, e.aslant = r.letters, r.unknown, r.aslant
	main := 0
	for a := range r.byAngle {
		if len(r.byAngle[a]) > len(r.byAngle[main]) || len(r.byAngle[a]) == len(r.byAngle[main]) && (a+turned)%4 == 0 {
			main = a
		}
	}
	e.Width, e.Height = shown.right-shown.left, shown.top-shown.bottom
	if main%2 == 1 {
		e.Width, e.Height = e.Height, e.Width
	}
	e.Runs = r.byAngle[main]
	for a, runs := range r.byAngle {
		if a != main {
			e.Aside = append(e.Aside, runs...)
		}
	}
	if r.letters == 0 {
		e.Pictures = d.pictured(page)
	}
	return e, nil
}

// runs gathers letters to runs.
type runs struct {
	*document
	text    references.FPDF_TEXTPAGE
	shown   box
	byAngle [4][]layout.Run // by quarter turns of the letters, clockwise

	word   strings.Builder
	run    layout.Run
	angle  int
	spaced bool
	bases  []float64 // of its letters
	sure   []float64 // of those that tell it for sure
	place  int
	font   font
	fontAt float64 // the font's size in the file when font was asked for

	leftwards     bool // the run's letters are read from right to left
	firstX, lastX float64

	letters, unknown, aslant int
}

// font is the type of a run.
type font struct {
	size, ratio  float64 // in points; in points for a unit of the file's own size
	bold, italic bool
}

func (r *runs) add(index int, c *responses.GetPageTextStructuredChar) {
	letter, _ := utf8.DecodeRuneInString(c.Text)
	switch {
	case c.Text == "" || letter == utf8.RuneError:
		r.unknown++
		return
	case letter == 0xFFFE || letter == 2:
		letter = '\u00AD' // PDFium's sign for a hyphen at the end of a line
	case unicode.IsSpace(letter) || letter == '\u200B' || letter == '\uFEFF':
		r.end()
		r.spaced = true
		return
	case unicode.IsControl(letter):
		return
	case unicode.Is(unicode.Co, letter) && !bulletSign(letter):
		r.unknown++
		return
	}
	quarter := c.Angle / (math.Pi / 2)
	angle := int(math.Round(quarter))
	if math.Abs(quarter-float64(angle)) > 0.12 {
		r.aslant++
		return
	}
	angle &= 3
	p := c.PointPosition
	if p.Right < r.shown.left || p.Left > r.shown.right || p.Top < r.shown.bottom || p.Bottom > r.shown.top {
		return // outside of what the page shows
	}
	x0, x1, top, bottom := r.upright(angle, p)
	if x1-x0 > 4000 || bottom-top > 4000 || math.IsNaN(x0+x1+top+bottom) {
		return
	}
	r.letters++
	if r.word.Len() > 0 && !r.goesOn(letter, angle, x0, x1, top, bottom) {
		r.end()
	}
	if r.word.Len() == 0 {
		r.angle, r.firstX = angle, x0
		r.leftwards = layout.RightToLeft(letter)
		r.font = r.fontOf(index, letter)
		r.run = layout.Run{X0: x0, X1: x1, Size: r.font.size, Bold: r.font.bold, Italic: r.font.italic, Spaced: r.spaced}
		r.spaced = false
	}
	r.word.WriteString(expand(letter))
	r.run.X0, r.run.X1 = min(r.run.X0, x0), max(r.run.X1, x1)
	r.lastX = x0
	base, sure := r.baseOf(index, letter, angle, top, bottom)
	r.bases = append(r.bases, base)
	if sure {
		r.sure = append(r.sure, base)
	}
}

// upright turns a letter's box so that its text reads from left to right, with
// y growing downwards.
func (r *runs) upright(angle int, p responses.CharPosition) (x0, x1, top, bottom float64) {
	b := r.shown
	switch angle {
	case 1: // the text runs down the page
		return b.top - p.Top, b.top - p.Bottom, b.right - p.Right, b.right - p.Left
	case 2:
		return b.right - p.Right, b.right - p.Left, p.Bottom - b.bottom, p.Top - b.bottom
	case 3: // the text runs up the page
		return p.Bottom - b.bottom, p.Top - b.bottom, p.Left - b.left, p.Right - b.left
	}
	return p.Left - b.left, p.Right - b.left, b.top - p.Top, b.top - p.Bottom
}

// goesOn reports whether a letter continues the run: close by, on the same
// line and of the same height.
func (r *runs) goesOn(letter rune, angle int, x0, x1, top, bottom float64) bool {
	size := r.font.size
	gap := min(math.Abs(x0-r.run.X1), math.Abs(r.run.X0-x1))
	if x0 < r.run.X1 && x1 > r.run.X0 {
		gap = 0 // accents, and letters that reach into each other
	}
	if angle != r.angle || gap > size*0.25 || len(r.bases) >= 400 || layout.RightToLeft(letter) != r.leftwards && unicode.IsLetter(letter) {
		return false
	}
	last := r.bases[len(r.bases)-1]
	if unicode.IsDigit(letter) && len(r.sure) > 0 && bottom < r.sure[len(r.sure)-1]-size*0.22 {
		return false // raised: the mark of a note
	}
	if base, sure := baseOf(letter, top, bottom, size); sure && !r.leftwards && len(r.sure) > 0 {
		// Raised or lowered: the mark of a note, or another line.
		return math.Abs(base-r.sure[len(r.sure)-1]) < size*0.25
	}
	return bottom > last-size*1.1 && top < last+size*0.5
}

func (r *runs) end() {
	if r.word.Len() > 0 {
		if len(r.sure) > 0 {
			r.bases = append(r.bases[:0], r.sure...)
		}
		r.run.Text, r.run.Base = r.word.String(), middle(r.bases)
		if r.leftwards && r.lastX > r.firstX {
			r.run.Text = reverse(r.run.Text) // the file has the letters as they lie, not as they are read
		}
		r.run.Place = r.place
		r.place++
		r.byAngle[r.angle] = append(r.byAngle[r.angle], r.run)
		r.word.Reset()
		r.bases, r.sure = r.bases[:0], r.sure[:0]
	}
}

// fontOf asks for the type of a letter. Sizes in the file are in units of the
// text's own space; the ratio to points is asked for when they change, and for
// what may be the mark of a note.
func (r *runs) fontOf(index int, letter rune) font {
	f := font{ratio: 1}
	at := func(err error) bool { return err == nil }
	if s, err := r.pdfium.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: index}); at(err) {
		f.size = s.FontSize
	}
	if r.font.ratio > 0 && f.size == r.fontAt && f.size > 2 && unicode.IsLetter(letter) {
		f.ratio = r.font.ratio
	} else if m, err := r.pdfium.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: index}); at(err) {
		f.ratio = math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	}
	r.fontAt = f.size
	if f.size = math.Round(f.size*f.ratio*10) / 10; !(f.size > 0.1 && f.size < 2000) {
		f.size = 10
	}
	if w, err := r.pdfium.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: r.text, Index: index}); at(err) {
		f.bold = w.FontWeight >= 600
	}
	if i, err := r.pdfium.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: r.text, Index: index}); at(err) {
		name := strings.ToLower(i.FontName)
		f.bold = f.bold || strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy") || strings.Contains(name, "-demi") || strings.Contains(name, "cmbx")
		f.italic = i.Flags&(1<<6) != 0 || strings.Contains(name, "italic") || strings.Contains(name, "oblique") || strings.Contains(name, "cmti")
	}
	return f
}

// baseOf is where a letter's baseline lies. Letters of Arabic and its like stand
// anywhere around it: for them the file is asked.
func (r *runs) baseOf(index int, letter rune, angle int, top, bottom float64) (base float64, sure bool) {
	if layout.RightToLeft(letter) && angle == 0 {
		if o, err := r.pdfium.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: index}); err == nil {
			return r.shown.top - o.Y, true
		}
	}
	return baseOf(letter, top, bottom, r.font.size)
}

// baseOf is where a letter's baseline lies by its box. Most letters stand on it; of those
// that hang below or float above it, the latter tell it only roughly.
func baseOf(letter rune, top, bottom, size float64) (base float64, sure bool) {
	switch {
	case strings.ContainsRune("gjpqyQ,;()[]{}|/ßçşţ§$", letter):
		return bottom - size*0.21, true
	case strings.ContainsRune("'\"’‘“”°^*", letter):
		return top + size*0.72, false
	case strings.ContainsRune("-‐‑‒–—―−~=+•·\u00AD<>«»‹›", letter):
		return (top+bottom)/2 + size*0.28, false
	case strings.ContainsRune("J34579", letter): // these hang below it in some types
		return bottom, false
	case letter > 0x2E80: // ideographs fill their square
		return bottom - size*0.1, false
	case unicode.Is(unicode.Mn, letter):
		return top + size*0.8, false
	}
	return bottom, true
}

// middle is the median.
func middle(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// bulletSign reports the letters of symbol fonts that stand for bullets.
func bulletSign(letter rune) bool {
	switch letter {
	case '\uF0B7', '\uF0A7', '\uF0D8', '\uF0FC', '\uF076', '\uF02D', '\uF0A8', '\uF06E', '\uF071':
		return true
	}
	return false
}

// expand writes ligatures and presentation forms as the letters they stand for.
func expand(letter rune) string {
	switch {
	case bulletSign(letter):
		return "•"
	case letter >= 0xFB00 && letter <= 0xFB06, letter >= 0xFB13 && letter <= 0xFB4F, letter >= 0xFB50 && letter <= 0xFDFB, letter >= 0xFE70 && letter <= 0xFEFC:
		return norm.NFKC.String(string(letter))
	}
	return string(letter)
}

// pictured reports whether something else than text is drawn on a page.
func (d *document) pictured(page requests.Page) bool {
	n, err := d.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	for i := 0; err == nil && i < min(n.Count, 100); i++ {
		o, err := d.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			break
		}
		if kind, err := d.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject}); err == nil && kind.Type != enums.FPDF_PAGEOBJ_TEXT {
			return true
		}
	}
	return false
}

// clean makes a short string of a file fit for a line: without signs that
// control anything, at most limit letters.
func clean(s string, limit int) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)), " ")
	if r := []rune(s); len(r) > limit {
		s = strings.TrimSpace(string(r[:limit]))
	}
	return s
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
