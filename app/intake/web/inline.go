package web

import (
	"net/url"
	"strings"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// run collects the words of one block.
type run struct {
	b       strings.Builder
	blank   bool // a blank is due before the next word
	inlines []db.Inline
	open    []db.Inline // that have begun and not ended; End unused
	pages   []db.Page
	links   int // bytes of link text
	linked  int // links
	strong  int // bytes in bold
	bold    int // how many elements in bold are open
}

// words adds text as a page shows it: blanks in a row are one.
func (r *run) words(s string) {
	for len(s) > 0 {
		i := strings.IndexAny(s, " \t\n\r\f")
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			r.write(s[:i])
		}
		if i < len(s) {
			r.blank = true
			i++
		}
		s = s[i:]
	}
}

func (r *run) write(s string) {
	from := r.b.Len()
	if r.blank && from > 0 && r.b.String()[from-1] != '\n' {
		r.b.WriteByte(' ')
	}
	r.blank = false
	r.b.WriteString(s)
	if r.bold > 0 {
		r.strong += r.b.Len() - from
	}
}

// line ends the line within the block.
func (r *run) line() {
	if r.b.Len() > 0 {
		r.b.WriteByte('\n')
	}
	r.blank = false
}

func (r *run) begin(kind db.InlineKind, target string) {
	if kind == db.InlineStrong {
		r.bold++
	}
	at := r.b.Len()
	if r.blank && at > 0 {
		at++
	}
	r.open = append(r.open, db.Inline{Kind: kind, Target: target, Start: at})
}

func (r *run) end() {
	last := len(r.open) - 1
	n := r.open[last]
	r.open = r.open[:last]
	if n.Kind == db.InlineStrong {
		r.bold--
	}
	r.close(n)
}

func (r *run) close(n db.Inline) {
	n.End = r.b.Len()
	if n.Start >= n.End {
		return
	}
	if n.Kind == db.InlineLink {
		r.links += n.End - n.Start
		r.linked++
		if n.Target == "" {
			return
		}
	}
	r.inlines = append(r.inlines, n)
}

// take ends the block and begins the next; what is open goes on in it.
func (r *run) take() (format.Block, bool) {
	for _, n := range r.open {
		r.close(n)
	}
	text := strings.TrimRight(r.b.String(), " \n")
	b := format.Block{Text: text, Inlines: r.inlines, Pages: r.pages}
	for i := range b.Inlines {
		b.Inlines[i].End = min(b.Inlines[i].End, len(text))
	}
	b.Strong = len(text) > 0 && r.strong*10 >= len(text)*9
	b.Nav = len(text) > 0 && r.links*10 >= len(text)*7 && (r.linked >= 2 || r.links*20 >= len(text)*19 && r.linked >= 1)
	shown := strings.Trim(text, " \n\u00a0\u200b") != ""
	next := run{open: r.open, bold: r.bold}
	if !shown {
		// A page that begins between blocks begins with the next.
		for _, p := range r.pages {
			next.pages = append(next.pages, db.Page{Label: p.Label})
		}
	}
	*r = next
	for i := range r.open {
		r.open[i].Start = 0
	}
	return b, shown
}

// cut takes bytes off the front of the block.
func (r *run) cut(n int) {
	rest := r.b.String()[n:]
	r.b.Reset()
	r.b.WriteString(rest)
	kept := r.inlines[:0]
	for _, in := range r.inlines {
		if in.Start, in.End = max(0, in.Start-n), in.End-n; in.Start < in.End {
			kept = append(kept, in)
		}
	}
	r.inlines = kept
}

// address is the target of a link: one that a reader may follow, or "".
func address(base *url.URL, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || len(href) > 2000 {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	return u.String()
}
