package intake

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"sidelight/db"
)

// anyIndent makes a paragraph of indented lines too. In a brief, four blanks
// before a line are an accident of conversion, never a program.
type anyIndent struct{ parser.BlockParser }

// CanAcceptIndentedLine implements parser.BlockParser.
func (anyIndent) CanAcceptIndentedLine() bool { return true }

// newMarkdownParser is CommonMark with tables, struck text, bare addresses and
// footnotes, and without indented code (see anyIndent).
func newMarkdownParser() parser.Parser {
	blocks := []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(anyIndent{parser.NewParagraphParser()}, 1000),
	}
	blocks = append(blocks, util.Prioritized(extension.NewFootnoteBlockParser(), 999))
	inlines := append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(), 999))
	paragraphs := append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(paragraphs...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// looksLikeMarkdown reports a pasted text that is plainly written in Markdown:
// front matter, or a heading together with links or emphasis.
func looksLikeMarkdown(text string) bool {
	if fence, front, _ := splitFrontMatter(text); fence == "---" {
		if pairs, err := yamlPairs(front); err == nil && len(pairs) > 0 {
			return true
		}
		return len(linePairs(front, ":")) >= 2
	}
	sample := text[:min(len(text), 64<<10)]
	return reMDHeading.MatchString(sample) && reMDInline.MatchString(sample)
}

var (
	reMDHeading = regexp.MustCompile(`(?m)^#{1,3} \S`)
	reMDInline  = regexp.MustCompile(`\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(https?://[^)\n]+\)|(?m:^[-*] \S)|(?m:^> \S)|(?m:^#{2,4} \S)`)
)

// readMarkdown makes the text that a reader sees, with its pieces and inlines.
func readMarkdown(ctx context.Context, d *Draft, source string) document {
	body := repairMarkdown(readFrontMatter(d, source))
	src := []byte(body)
	reader := newMarkdownParser()
	tree := reader.Parse(gmtext.NewReader(src))
	m := &markdown{ctx: ctx, src: src, parser: reader, labels: map[int]string{}}
	m.nameFootnotes(tree)
	m.blocks(tree, place{})
	m.footnotes()
	if m.html > 0 {
		d.remark(db.RemarkDropped, "html", "HTML tags removed: %d; the text in them is kept", m.html)
	}
	if m.images > 0 {
		d.remark(db.RemarkDropped, "images", "pictures left out: %d; their descriptions are kept as captions", m.images)
	}
	if m.nested {
		d.remark(db.RemarkDropped, "nesting", "what is nested more than %d deep", maxDepth)
	}
	return document{text: m.out.String(), pieces: m.pieces, inlines: m.inlines, nested: m.nested}
}

// place is where a block lies.
type place struct {
	quote   bool
	list    bool
	depth   int // of the list
	note    string
	pending marker // of the item whose first paragraph comes next
}

type markdown struct {
	ctx      context.Context
	src      []byte
	out      strings.Builder
	pieces   []piece
	inlines  []db.Inline
	lists    []*extast.FootnoteList
	labels   map[int]string // shown label of a footnote by its index
	parser   parser.Parser
	html     int
	images   int
	pictured bool // the last block was nothing but a picture
	tight    bool // the next block follows on the next line, not after a blank one

	deep   int
	nested bool // something lay too deep to be read
}

// maxDepth bounds nesting, so that a hostile text cannot exhaust the stack.
const maxDepth = 100

// gap parts the next block from the one before.
func (m *markdown) gap() {
	if m.out.Len() > 0 {
		m.out.WriteByte('\n')
		if !m.tight {
			m.out.WriteByte('\n')
		}
	}
	m.tight = false
}

func (m *markdown) blocks(parent ast.Node, at place) {
	if m.deep++; m.deep > maxDepth {
		m.deep--
		m.nested = true
		return
	}
	defer func() { m.deep-- }()
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if m.ctx.Err() != nil {
			return
		}
		m.block(n, &at)
	}
}

func (m *markdown) block(n ast.Node, at *place) {
	switch n := n.(type) {
	case *ast.Heading:
		m.paragraph(n, piece{kind: db.KindHeading, sure: true, level: n.Level}, at)
	case *ast.Paragraph, *ast.TextBlock:
		m.paragraph(n, piece{}, at)
	case *ast.Blockquote:
		inner := *at
		inner.quote = true
		m.blocks(n, inner)
	case *ast.List:
		m.list(n, *at)
	case *ast.FencedCodeBlock:
		m.code(n.Lines())
	case *ast.HTMLBlock:
		var source strings.Builder
		for i := range n.Lines().Len() {
			seg := n.Lines().At(i)
			source.Write(seg.Value(m.src))
		}
		if n.HasClosure() {
			source.Write(n.ClosureLine.Value(m.src))
		}
		m.html++
		for _, l := range htmlText(source.String()) {
			m.gap()
			start := m.out.Len()
			m.out.WriteString(l)
			m.push(piece{start: start, from: start, end: m.out.Len(), gap: true, lines: 1})
		}
	case *extast.Table:
		m.table(n)
	case *extast.FootnoteList:
		m.lists = append(m.lists, n)
	case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
	default:
		if n.Type() == ast.TypeBlock && n.FirstChild() != nil {
			m.blocks(n, *at)
		}
	}
}

func (m *markdown) push(p piece) { m.pieces = append(m.pieces, p) }

func (m *markdown) list(l *ast.List, at place) {
	number := l.Start
	tight := l.IsTight
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		inner := at
		if at.list {
			inner.depth = at.depth + 1
		}
		inner.list = true
		glyph := "•"
		if l.IsOrdered() {
			glyph = strconv.Itoa(number) + string(l.Marker)
			number++
		}
		inner.pending = marker{glyph: glyph, style: glyph, width: len(glyph) + 1}
		if l.IsOrdered() {
			inner.pending.style = "0" + string(l.Marker)
			inner.pending.n = number - 1
		}
		if item != l.FirstChild() || at.list {
			m.tight = tight && len(m.pieces) > 0 && m.pieces[len(m.pieces)-1].kind == db.KindBullet
		}
		m.blocks(item, inner)
		m.tight = false
	}
}

// paragraph writes a block of inlines and its piece.
func (m *markdown) paragraph(n ast.Node, p piece, at *place) {
	if lines := n.Lines(); lines != nil && lines.Len() > 0 && p.kind == "" && at.pending.glyph == "" {
		if m.barTable(lines) {
			return
		}
	}
	w := &inlineWriter{m: m}
	w.walk(n, 0)
	text := strings.TrimRightFunc(w.b.String(), isSpace)
	lead := len(text) - len(strings.TrimLeftFunc(text, isSpace))
	if lead == len(text) {
		m.caption(w.captions)
		m.pictured = len(w.captions) > 0
		return
	}
	pictured := m.pictured
	m.pictured = false
	m.gap()
	p.from = m.out.Len()
	p.gap = true
	item := at.pending.glyph != "" && p.kind == ""
	if item {
		m.out.WriteString(strings.Repeat("  ", min(at.depth, 12)))
		m.out.WriteString(at.pending.glyph)
		m.out.WriteByte(' ')
		p.kind, p.level, p.sure, p.marker = db.KindBullet, at.depth, true, at.pending
		p.marker.width = m.out.Len() - p.from
		at.pending = marker{}
	}
	switch {
	case at.note != "" && p.kind == "":
		m.out.WriteString(at.note)
		at.note = ""
		p.kind, p.sure = db.KindFootnote, true
	case at.quote && p.kind == "":
		p.kind, p.sure = db.KindQuote, true
	}
	base := m.out.Len()
	m.out.WriteString(text[lead:])
	p.start, p.end = base, m.out.Len()
	if p.kind == db.KindFootnote {
		p.start = p.from
	}
	p.lines = 1
	shown := len(text) - lead
	p.strong = w.strong*10 >= shown*9
	if pictured && p.kind == "" && w.slanted*10 >= shown*9 && wordCount(text, 61) <= 60 {
		// Words in italics right under a picture describe it.
		p.kind, p.sure = db.KindCaption, true
	}
	p.nav = w.links*10 >= shown*7 && w.linkCount >= 1 && shown > 0 && (w.links*20 >= shown*19 && p.kind == db.KindBullet || w.linkCount >= 2 || isDebris(text))
	for _, n := range w.inlines {
		n.Start, n.End = max(n.Start-lead, 0)+base, min(n.End-lead, shown)+base
		if n.Start, n.End = trimInline(text[lead:], n.Start-base, n.End-base); n.Start < n.End {
			n.Start += base
			n.End += base
			m.inlines = append(m.inlines, n)
		}
	}
	m.splitLines(p, w, lead, base)
	m.caption(w.captions)
}

// splitLines parts a paragraph whose lines are the particulars of the brief
// ("**Author:** ..." above "**Date:** ..."): what a reader of the source sees
// as lines of their own. A wrapped sentence stays whole.
func (m *markdown) splitLines(p piece, w *inlineWriter, lead, base int) {
	if p.kind != "" || len(w.breaks) == 0 || len(m.pieces) > headLines {
		m.push(p)
		return
	}
	text := w.b.String()
	var cuts []int
	known, start := 0, lead
	lines := 0
	last := lead + p.end - base // of the paragraph, as the breaks count
	for _, b := range append(w.breaks, brk{at: last}) {
		end := min(b.at, last)
		if end <= start {
			continue
		}
		s := strings.TrimFunc(text[start:end], isSpace)
		lines++
		if h, ok := recogniseHead(s, orderUnknown, true); len(s) <= 200 && (ok && !h.debris || reBoldKey.MatchString(s) && metaKeys[foldName(strings.SplitN(s, ":", 2)[0])] != "") {
			known++
		} else if terminal(s) && wordCount(s, 16) > 12 || len(s) > 200 {
			known -= 100
		}
		cuts = append(cuts, end)
		start = end + 1
	}
	if known <= 0 || lines < 2 {
		m.push(p)
		return
	}
	// A blank and a line end are one byte each: offsets stay as they are.
	whole := []byte(m.out.String())
	from := base
	for _, c := range cuts {
		end := base + c - lead
		q := p
		q.from, q.start, q.end = from, from, end
		q.gap = from == base
		if end < len(whole) {
			whole[end] = '\n'
		}
		if q.start, q.end = trim(string(whole[from:end]), 0, end-from); q.start < q.end {
			q.start += from
			q.end += from
			m.push(q)
		}
		from = end + 1
	}
	m.out.Reset()
	m.out.Write(whole)
}

var reBoldKey = regexp.MustCompile(`^[\p{L}][\p{L} .]{1,38}:\s*\S`)

// pictureWords say only that there is a picture.
var pictureWords = names(`logo, image, photo, picture, banner, icon, avatar, thumbnail, header image, featured image, hero image, img, cover, cover image, profile picture, main image`)

// caption writes the descriptions of pictures.
func (m *markdown) caption(captions []string) {
	for _, c := range captions {
		if c = strings.Join(strings.Fields(c), " "); isBlank(c) || pictureWords[foldName(c)] {
			continue
		}
		m.gap()
		start := m.out.Len()
		m.out.WriteString(c)
		m.push(piece{kind: db.KindCaption, sure: true, from: start, start: start, end: m.out.Len(), gap: true, lines: 1})
	}
}

func (m *markdown) code(lines *gmtext.Segments) {
	var b strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		b.Write(seg.Value(m.src))
	}
	text := strings.Trim(b.String(), "\n")
	if isBlank(text) {
		return
	}
	m.gap()
	start := m.out.Len()
	m.out.WriteString(text)
	start, end := trim(m.out.String(), start, m.out.Len())
	m.push(piece{kind: db.KindParagraph, sure: true, from: start, start: start, end: end, gap: true, lines: 1})
	m.inlines = append(m.inlines, db.Inline{Kind: db.InlineCode, Start: start, End: end})
}
