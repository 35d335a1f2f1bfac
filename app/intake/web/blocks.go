package web

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// Blocks are the paragraphs, headings, lists, quotes, tables and notes of an
// element, as a page shows them. Addresses are made whole by base, which may be
// nil. Keep says of an element or text whether it belongs to them; nil: all does.
// Pictures, scripts and controls never are.
func Blocks(root *html.Node, base *url.URL, keep func(*html.Node) bool) []format.Block {
	w := &writer{base: base, keep: keep}
	w.children(root, place{})
	w.flush(place{})
	return w.blocks
}

// writer writes the blocks of a page.
type writer struct {
	base     *url.URL
	keep     func(*html.Node) bool
	run      run
	blocks   []format.Block
	pictures int
	links    int    // bytes of link text, also of links that lead nowhere
	item     string // the marker of a list item whose first words are to come
	note     string // that of a note
}

// place is where a block lies.
type place struct {
	kind  db.BlockKind
	level int // of a heading
	deep  int // of a list, from 1
	pre   bool
}

// flush ends the block under way.
func (w *writer) flush(at place) {
	w.links += w.run.links
	b, ok := w.run.take()
	if !ok {
		return
	}
	b.Kind, b.Level = at.kind, at.level
	switch {
	case w.note != "":
		b.Kind, b.Level, b.Marker, w.note = db.KindFootnote, 0, w.note, ""
		b.Text, b.Inlines = cutMarker(b.Text, b.Inlines, b.Marker)
	case w.item != "" && b.Kind != db.KindHeading && b.Kind != db.KindCaption:
		b.Kind, b.Level, b.Marker, w.item = db.KindBullet, at.deep-1, w.item, ""
	}
	if b.Text == "" { // a note that is nothing but its number
		return
	}
	w.blocks = append(w.blocks, b)
}

// unseen are elements that show no text of the page's own.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Math: false, atom.Iframe: true, atom.Object: true, atom.Embed: true,
	atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Map: true, atom.Head: true, atom.Dialog: true, atom.Menu: true,
}

// blockish are the elements that begin a block of their own.
var blockish = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Footer: true, atom.Aside: true, atom.Nav: true, atom.Address: true,
	atom.Figure: true, atom.Figcaption: true, atom.Blockquote: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Pre: true, atom.Hr: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Table: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Caption: true,
	atom.Details: true, atom.Summary: true, atom.Form: true, atom.Fieldset: true, atom.Legend: true, atom.Center: true, atom.Body: true, atom.Html: true, atom.Hgroup: true, atom.Search: true,
}

func (w *writer) children(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, at)
	}
}

func (w *writer) node(n *html.Node, at place) {
	switch n.Type {
	case html.TextNode:
		if w.keep != nil && !w.keep(n) {
			return
		}
		if at.pre {
			for i, l := range strings.Split(n.Data, "\n") {
				if i > 0 {
					w.run.line()
				}
				w.run.words(l)
			}
		} else {
			w.run.words(n.Data)
		}
		return
	case html.ElementNode:
	default:
		return
	}
	if unseen[n.DataAtom] || hidden(n) || w.keep != nil && !w.keep(n) {
		return
	}
	if label, is := pageBreak(n); is {
		if label != "" {
			w.run.pages = append(w.run.pages, db.Page{Label: label, Start: w.run.b.Len()})
		}
		return
	}
	if !blockish[n.DataAtom] {
		w.inline(n, at)
		return
	}
	if n.DataAtom != atom.Dd || w.run.b.Len() == 0 {
		w.flush(at)
	}
	inner := at
	if number, is := noteNumber(n); is && w.note == "" && at.kind != db.KindFootnote {
		w.note = "[" + number + "]"
		w.item = ""
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		inner.kind, inner.level = db.KindHeading, int(n.Data[1]-'0')
	case atom.Blockquote:
		inner.kind = db.KindQuote
	case atom.Figcaption, atom.Caption:
		inner.kind = db.KindCaption
	case atom.Pre:
		inner.pre = true
	case atom.Ul, atom.Ol:
		w.list(n, at)
		return
	case atom.Dt, atom.Dd:
		w.term(n, inner)
		return
	case atom.P:
		w.children(n, inner)
		w.wordItem(n, &inner)
		w.flush(inner)
		w.item, w.note = "", ""
		return
	case atom.Table:
		if w.table(n) {
			return
		}
	}
	w.children(n, inner)
	w.flush(inner)
	if w.note != "" {
		w.note = "" // an empty note
	}
}

// term writes a term and what it means, on one line where both are short:
// "Published: 12 September 2024".
func (w *writer) term(n *html.Node, at place) {
	if n.DataAtom == atom.Dt {
		next := n.NextSibling
		for next != nil && next.Type != html.ElementNode {
			next = next.NextSibling
		}
		w.children(n, at)
		if name := flatText(n); next != nil && next.DataAtom == atom.Dd && wordsIn(name) <= 4 && len(flatText(next)) < 120 && w.run.b.Len() > 0 {
			if !strings.HasSuffix(name, ":") {
				w.run.b.WriteByte(':')
			}
			w.run.blank = true
			return
		}
		w.flush(at)
		return
	}
	w.children(n, at)
	w.flush(at)
}

var reWordItem = regexp.MustCompile(`^([·•o§▪–-]|\(?[0-9A-Za-z]{1,4}[.)])[ \x{a0}]+`)

// wordItem makes an item of a paragraph that a word processor set as one and
// saved as a page: its marker is part of the words.
func (w *writer) wordItem(p *html.Node, at *place) {
	style := attr(p, "style")
	i := strings.Index(style, "mso-list:")
	if i < 0 || strings.HasPrefix(style[i:], "mso-list:none") || w.item != "" {
		return
	}
	m := reWordItem.FindStringSubmatch(w.run.b.String())
	if m == nil {
		return
	}
	w.item = "•"
	if len(m[1]) > 1 && strings.ContainsAny(m[1], ".)") {
		w.item = m[1]
	}
	at.deep = 1
	if l := strings.Index(style, "level"); l >= 0 && l+5 < len(style) && style[l+5] >= '1' && style[l+5] <= '9' {
		at.deep = int(style[l+5] - '0')
	}
	w.run.cut(len(m[0]))
}

// list writes the items of a list, also when other elements stand between.
func (w *writer) list(n *html.Node, at place) {
	at.deep++
	number, err := strconv.Atoi(attr(n, "start"))
	if err != nil {
		number = 1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Li {
			w.node(c, at)
			continue
		}
		if hidden(c) || w.keep != nil && !w.keep(c) {
			continue
		}
		if v, err := strconv.Atoi(attr(c, "value")); err == nil {
			number = v
		}
		if name, is := noteNumber(c); is {
			if !hasDigit(name) {
				name = strconv.Itoa(number)
			}
			w.note = "[" + name + "]"
		} else if n.DataAtom == atom.Ol {
			w.item = ordinal(number, attr(n, "type"))
		} else {
			w.item = "•"
		}
		w.children(c, at)
		w.flush(at)
		w.item, w.note = "", ""
		number++
	}
}

func ordinal(n int, style string) string {
	switch {
	case style == "a" && n >= 1 && n <= 26:
		return string(rune('a'+n-1)) + "."
	case style == "A" && n >= 1 && n <= 26:
		return string(rune('A'+n-1)) + "."
	}
	return strconv.Itoa(n) + "."
}

func (w *writer) inline(n *html.Node, at place) {
	kind, target := db.InlineKind(""), ""
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak(n, at)
		return
	case atom.Img, atom.Picture:
		w.pictures++
		return
	case atom.Wbr:
		return
	case atom.B, atom.Strong:
		kind = db.InlineStrong
	case atom.I, atom.Em, atom.Cite, atom.Dfn:
		kind = db.InlineEmphasis
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		kind = db.InlineCode
	case atom.A:
		if backReference(n) {
			return
		}
		if number, is := noteReference(n); is {
			w.run.begin(db.InlineLink, "#footnote-"+number)
			w.run.write("[" + number + "]")
			w.run.end()
			return
		}
		kind, target = db.InlineLink, address(w.base, attr(n, "href"))
	}
	if kind == "" || at.pre {
		w.children(n, at)
		return
	}
	w.run.begin(kind, target)
	w.children(n, at)
	w.run.end()
}

// lineBreak ends the line; two in a row end the paragraph, as pages without
// paragraphs have it.
func (w *writer) lineBreak(n *html.Node, at place) {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.TextNode && strings.TrimSpace(p.Data) == "" || p.Type == html.CommentNode {
			continue
		}
		if p.Type == html.ElementNode && p.DataAtom == atom.Br {
			w.flush(at)
			return
		}
		break
	}
	w.run.line()
}

var (
	reNoteID  = regexp.MustCompile(`(?i)^_?(?:fn|ftn|edn|footnote|endnote|note|cite_note|sdfootnote|sdendnote|user-content-fn)[-_:.]?(?:[a-z]+[-_:])*?(\d{1,4})(?:sym)?(?:[-_:]\d+)?$`)
	reNoteRef = regexp.MustCompile(`(?i)^#_?(?:fn|ftn|edn|footnote|endnote|note|cite_note|sdfootnote|sdendnote|user-content-fn|n)[-_:.]?`)
	reBackRef = regexp.MustCompile(`(?i)^#.*(?:fnref|ftnref|ednref|cite_ref|noteref|footnote-ref|footnote-anchor|ref[-_:]?\d|anc$|-back|^#(?:r|b)\d+$)`)
	reNumber  = regexp.MustCompile(`^[\[(]?([0-9]{1,4}|[*†‡§]|[a-z]|[ivx]{1,5})[\])]?$`)
)

// noteNumber reports that an element is a footnote and its number, where its
// name has one.
func noteNumber(n *html.Node) (string, bool) {
	switch n.DataAtom {
	case atom.Li, atom.P, atom.Div, atom.Aside, atom.Dd:
	default:
		return "", false
	}
	if kind := attr(n, "epub:type"); kind == "footnote" || kind == "endnote" || kind == "rearnote" {
		if m := reDigits.FindString(attr(n, "id")); m != "" {
			return m, true
		}
		return "*", true
	}
	if role := attr(n, "role"); role == "doc-footnote" || role == "doc-endnote" {
		if m := reDigits.FindString(attr(n, "id")); m != "" {
			return m, true
		}
		return "*", true
	}
	if m := reNoteID.FindStringSubmatch(attr(n, "id")); m != nil {
		return m[1], true
	}
	if n.DataAtom == atom.Div && reNoteClass.MatchString(attr(n, "class")) {
		// The number stands in an anchor of its own.
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if m := reNoteID.FindStringSubmatch(attr(c, "id")); m != nil && c.DataAtom == atom.A {
				return m[1], true
			}
		}
	}
	return "", false
}

var reNoteClass = regexp.MustCompile(`(?:^|\s)(?:footnote|endnote)(?:$|\s)`)

var reDigits = regexp.MustCompile(`\d{1,4}$`)

// noteReference reads the mark in the text that leads to a footnote.
func noteReference(a *html.Node) (string, bool) {
	href := attr(a, "href")
	if i := strings.IndexByte(href, '#'); i > 0 && (attr(a, "epub:type") == "noteref" || attr(a, "role") == "doc-noteref") {
		href = href[i:]
	}
	if !strings.HasPrefix(href, "#") {
		return "", false
	}
	m := reNumber.FindStringSubmatch(strings.Join(strings.Fields(textOf(a)), ""))
	if m == nil {
		return "", false
	}
	raised := a.Parent != nil && a.Parent.DataAtom == atom.Sup || a.FirstChild != nil && a.FirstChild.DataAtom == atom.Sup
	if !raised && !reNoteRef.MatchString(href) && attr(a, "epub:type") != "noteref" {
		return "", false
	}
	return m[1], true
}

// backReference is a link from a footnote back into the text.
func backReference(a *html.Node) bool {
	href := attr(a, "href")
	i := strings.IndexByte(href, '#')
	if i < 0 {
		return false
	}
	text := strings.TrimSpace(textOf(a))
	switch strings.Trim(text, "\ufe0e\ufe0f") {
	case "↩", "↵", "↑", "^", "⤴", "⏎", "[↩]", "Back", "back", "Jump up":
		return true
	}
	return reBackRef.MatchString(href[i:]) && len(text) <= 12
}

// cutMarker takes the number off a note's words where it stands there as well.
func cutMarker(text string, inlines []db.Inline, marker string) (string, []db.Inline) {
	number := strings.Trim(marker, "[]")
	for _, m := range []string{marker, "(" + number + ")", number + ".", number + ")", number + " ", number + "\u00a0"} {
		rest, ok := strings.CutPrefix(text, m)
		if !ok {
			continue
		}
		cut := len(text) - len(strings.TrimLeft(rest, " \u00a0\n"))
		var moved []db.Inline
		for _, n := range inlines {
			if n.Start, n.End = max(0, n.Start-cut), n.End-cut; n.Start < n.End {
				moved = append(moved, n)
			}
		}
		return text[cut:], moved
	}
	return text, inlines
}

// pageBreak reads where a page of the printed edition begins.
func pageBreak(n *html.Node) (label string, is bool) {
	if attr(n, "epub:type") != "pagebreak" && attr(n, "role") != "doc-pagebreak" {
		return "", false
	}
	for _, s := range []string{attr(n, "aria-label"), attr(n, "title"), textOf(n)} {
		s = strings.Trim(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "page"), " .")
		if s != "" && len(s) <= 12 {
			return s, true
		}
	}
	return "", true
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
