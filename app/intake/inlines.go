package intake

import (
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"sidelight/db"
)

func trimInline(s string, start, end int) (int, int) {
	if start >= end || end > len(s) {
		return 0, 0
	}
	return trim(s, start, end)
}

// inlineWriter writes the words of one block.
type inlineWriter struct {
	m         *markdown
	b         strings.Builder
	inlines   []db.Inline
	captions  []string
	breaks    []brk
	strong    int // bytes set in bold
	slanted   int // bytes set in italics
	links     int // bytes of link text
	linkCount int
}

// brk is a line end in the source, at a byte of the written text.
type brk struct {
	at int
}

func (w *inlineWriter) walk(parent ast.Node, deep int) {
	if deep > maxDepth {
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.node(n, deep)
	}
}

func (w *inlineWriter) mark(kind db.InlineKind, target string, start int) {
	if w.b.Len() > start {
		w.inlines = append(w.inlines, db.Inline{Kind: kind, Target: target, Start: start, End: w.b.Len()})
	}
}

func (w *inlineWriter) node(n ast.Node, deep int) {
	start := w.b.Len()
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(w.m.src)
		if n.IsRaw() {
			w.b.Write(value)
		} else {
			w.b.WriteString(plainWords(value))
		}
		switch {
		case n.HardLineBreak():
			w.breaks = append(w.breaks, brk{w.b.Len()})
			w.b.WriteByte('\n')
		case n.SoftLineBreak():
			w.breaks = append(w.breaks, brk{w.b.Len()})
			w.b.WriteByte(' ')
		}
	case *ast.String:
		w.b.Write(n.Value)
	case *ast.CodeSpan:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				w.b.WriteString(strings.ReplaceAll(string(t.Segment.Value(w.m.src)), "\n", " "))
			}
		}
		w.mark(db.InlineCode, "", start)
	case *ast.Emphasis:
		w.walk(n, deep+1)
		if n.Level >= 2 {
			w.strong += w.b.Len() - start
			w.mark(db.InlineStrong, "", start)
		} else {
			w.slanted += w.b.Len() - start
			w.mark(db.InlineEmphasis, "", start)
		}
	case *ast.Link:
		w.walk(n, deep+1)
		w.links += w.b.Len() - start
		w.linkCount++
		w.mark(db.InlineLink, string(n.Destination), start)
	case *ast.AutoLink:
		w.b.Write(n.Label(w.m.src))
		w.links += w.b.Len() - start
		w.linkCount++
		w.mark(db.InlineLink, string(n.URL(w.m.src)), start)
	case *ast.Image:
		alt := &inlineWriter{m: w.m}
		alt.walk(n, deep+1)
		w.m.images++
		w.captions = append(w.captions, alt.b.String())
	case *extast.FootnoteLink:
		label := w.m.labels[n.Index]
		if label == "" {
			label = strconv.Itoa(n.Index)
		}
		w.b.WriteString("[" + label + "]")
		w.mark(db.InlineLink, "#footnote-"+label, start)
	case *ast.RawHTML:
		w.m.html++
		var tag strings.Builder
		for i := range n.Segments.Len() {
			seg := n.Segments.At(i)
			tag.Write(seg.Value(w.m.src))
		}
		if t := strings.ToLower(tag.String()); strings.HasPrefix(t, "<br") {
			w.breaks = append(w.breaks, brk{w.b.Len()})
			w.b.WriteByte('\n')
		}
	default:
		w.walk(n, deep+1)
	}
}

// plainWords resolves backslashes and character references.
func plainWords(value []byte) string {
	s := string(value)
	if strings.IndexByte(s, '\\') >= 0 {
		s = string(util.UnescapePunctuations(value))
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\x00", "\uFFFD"), "\r", " ")
}
