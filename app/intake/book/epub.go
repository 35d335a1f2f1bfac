// Package book reads EPUB books (W3C EPUB 3.3, and 2): every chapter is an
// article of its own, under the name that the table of contents has for it.
// Covers, title pages and tables of contents are left out and told.
//
// Books are pages in an archive; what a page says is read by the room for web
// pages. It must not know how the structure of a brief is worked out.
package book

import (
	"context"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sidelight/app/intake/charset"
	"sidelight/app/intake/format"
	"sidelight/app/intake/web"
	"sidelight/db"
)

const typeEPUB = "application/epub+zip"

// minWords is how many words a chapter has at least; less is a divider.
const minWords = 40

// Known reports a book by what is in the archive.
func Known(_ string, data []byte) bool {
	if !format.IsZip(data) {
		return false
	}
	z, err := format.OpenZip(data)
	return err == nil && z.Has("META-INF/container.xml")
}

// Read reads a book. The errors are those of package format, and the context's.
func Read(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	z, err := format.OpenZip(data)
	if err != nil {
		return nil, err
	}
	b := &book{ctx: ctx, zip: z, items: map[string]item{}, titles: map[string]string{}, landmarks: map[string]string{}}
	if err := b.readPackage(); err != nil {
		return nil, err
	}
	if err := b.readContents(); err != nil {
		return nil, err
	}
	return b.chapters()
}

// item is a file of the book.
type item struct {
	path, kind, properties string
}

type book struct {
	ctx       context.Context
	zip       *format.Zip
	folder    string          // of the package document
	items     map[string]item // by id
	spine     []string        // the files in their order
	fields    []format.Field
	nav, ncx  string
	titles    map[string]string // by file: what the table of contents calls it
	landmarks map[string]string // by file: what it is: "cover", "toc", "titlepage"
}

func (b *book) xml(name string) (*format.XML, error) {
	data, err := b.zip.Read(name)
	if err != nil {
		return nil, err
	}
	return format.NewXML(b.ctx, data), nil
}

// readPackage reads what the book consists of.
func (b *book) readPackage() error {
	x, err := b.xml("META-INF/container.xml")
	if err != nil {
		return err
	}
	root := ""
	if err := x.Find("rootfile", func(e format.Element) error {
		if root == "" {
			root = e.Attr("full-path")
		}
		return x.Skip()
	}); err != nil {
		return err
	}
	if b.zip.Has("META-INF/encryption.xml") {
		if locked, err := b.locked(); err != nil || locked {
			if err == nil {
				err = format.ErrLocked
			}
			return err
		}
	}
	if x, err = b.xml(root); err != nil {
		return err
	}
	b.folder = path.Dir(root)
	values := map[string][]string{}
	toc := ""
	var child func(format.Element) error
	child = func(e format.Element) error {
		switch e.Name {
		case "title", "creator", "date", "publisher", "subject":
			role := e.AttrIn("opf", "role")
			s, err := x.Text()
			if s = strings.Join(strings.Fields(s), " "); s != "" && (e.Name != "creator" || role == "" || role == "aut") {
				values[e.Name] = append(values[e.Name], s)
			}
			return err
		case "item":
			it := item{b.at(b.folder, e.Attr("href")), e.Attr("media-type"), " " + e.Attr("properties") + " "}
			b.items[e.Attr("id")] = it
			if strings.Contains(it.properties, " nav ") {
				b.nav = it.path
			}
		case "spine":
			toc = e.Attr("toc")
		case "itemref":
			if it, ok := b.items[e.Attr("idref")]; ok {
				b.spine = append(b.spine, it.path)
			}
		case "reference":
			b.landmarks[b.at(b.folder, e.Attr("href"))] = strings.ToLower(e.Attr("type"))
		}
		return x.Each(child, nil)
	}
	if err := x.Each(child, nil); err != nil {
		return err
	}
	b.ncx = b.items[toc].path
	const from = "the book’s package document"
	if t := values["title"]; len(t) > 0 {
		b.fields = append(b.fields, format.Field{Name: "publication", Values: t[:1], From: from, Weak: true})
	}
	for _, f := range []struct{ name, field string }{{"creator", "author"}, {"date", "published"}, {"subject", "tags"}} {
		if v := values[f.name]; len(v) > 0 {
			b.fields = append(b.fields, format.Field{Name: f.field, Values: v, From: from, Weak: f.field != "tags"})
		}
	}
	if len(b.spine) > format.MaxArticles {
		return format.ErrTooMany
	}
	return nil
}

// locked reports a book whose texts are enciphered; fonts often are, for other
// reasons.
func (b *book) locked() (bool, error) {
	x, err := b.xml("META-INF/encryption.xml")
	if err != nil {
		return false, err
	}
	found := false
	err = x.Find("CipherReference", func(e format.Element) error {
		switch strings.ToLower(path.Ext(e.Attr("URI"))) {
		case ".xhtml", ".html", ".htm", ".xml":
			found = true
		}
		return x.Skip()
	})
	return found, err
}

// at is the file that an address within the book means.
func (b *book) at(folder, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if u, err := url.PathUnescape(href); err == nil {
		href = u
	}
	return strings.TrimPrefix(path.Join(folder, href), "/")
}

// readContents reads the table of contents, by which chapters are named: that
// of EPUB 3, or of EPUB 2.
func (b *book) readContents() error {
	if b.nav != "" && b.zip.Has(b.nav) {
		data, err := b.zip.Read(b.nav)
		if err != nil {
			return err
		}
		doc, err := web.Parse(charset.Decode(data, "").String)
		if err != nil {
			return err
		}
		b.landmarks[b.nav] = "toc"
		b.readNav(doc, "")
		return nil
	}
	if b.ncx == "" || !b.zip.Has(b.ncx) {
		return nil
	}
	x, err := b.xml(b.ncx)
	if err != nil {
		return err
	}
	return x.Find("navMap", func(format.Element) error {
		title := ""
		var child func(format.Element) error
		child = func(e format.Element) error {
			switch e.Name {
			case "text":
				s, err := x.Text()
				title = strings.Join(strings.Fields(s), " ")
				return err
			case "content":
				b.name(b.at(path.Dir(b.ncx), e.Attr("src")), title)
			}
			return x.Each(child, nil)
		}
		return x.Each(child, nil)
	})
}

// name keeps the first name that the table of contents has for a file: others
// are of sections in it.
func (b *book) name(file, title string) {
	if b.titles[file] == "" {
		b.titles[file] = title
	}
}

func (b *book) readNav(n *html.Node, list string) {
	attr := func(key string) string {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	if n.DataAtom == atom.Nav {
		list = attr("epub:type")
	}
	if n.DataAtom == atom.A && attr("href") != "" {
		file := b.at(path.Dir(b.nav), attr("href"))
		if list == "landmarks" {
			b.landmarks[file] = strings.ToLower(attr("epub:type"))
		} else if list != "page-list" {
			b.name(file, words(n))
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.readNav(c, list)
	}
}

func words(n *html.Node) string {
	var b strings.Builder
	for _, block := range web.Blocks(n, nil, nil) {
		b.WriteString(block.Text + " ")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// reFront are the names of what is no chapter.
var reFront = regexp.MustCompile(`(?i)^(?:cover|cover ?page|title ?page|half ?title|copyright|copyright page|table of contents|contents|toc|imprint|colophon|dedication|also by .*|about the publisher|index|list of (?:figures|tables|maps|illustrations))$`)

// front are the landmarks that are no chapters (EPUB 3 Structural Semantics, and
// the guide of EPUB 2).
var front = map[string]bool{"cover": true, "toc": true, "titlepage": true, "title-page": true, "halftitlepage": true, "copyright-page": true, "copyright": true, "dedication": true, "index": true, "loi": true, "lot": true}

// chapters reads the files of the spine. Those that the table of contents does
// not name go on the chapter before.
func (b *book) chapters() ([]format.Article, error) {
	var all []format.Article
	var left []string
	seen := map[string]bool{}
	named := 0
	for _, file := range b.spine {
		if b.titles[file] != "" {
			named++
		}
	}
	for _, file := range b.spine {
		if err := b.ctx.Err(); err != nil {
			return nil, err
		}
		if seen[file] || !b.zip.Has(file) {
			continue
		}
		seen[file] = true
		title := b.titles[file]
		if front[b.landmarks[file]] || reFront.MatchString(title) {
			left = append(left, label(title, file))
			continue
		}
		data, err := b.zip.Read(file)
		if err != nil {
			return nil, err
		}
		blocks, err := page(data)
		if err != nil {
			return nil, err
		}
		count := 0
		for _, block := range blocks {
			count += len(strings.Fields(block.Text))
		}
		switch {
		case count == 0:
			continue
		case title == "" && named > 1 && len(all) > 0:
			last := &all[len(all)-1]
			last.Blocks = append(last.Blocks, blocks...)
			continue
		case title == "" && named > 1, count < minWords:
			left = append(left, label(title, file))
			continue
		}
		a := format.Article{Part: format.Label(file), MediaType: typeEPUB, Fields: b.fields, Blocks: blocks}
		if head := blocks[0]; head.Kind == db.KindHeading && strings.HasSuffix(title, head.Text) {
			title = head.Text // the table of contents numbers it
		}
		if title != "" {
			a.Fields = append([]format.Field{{Name: "title", Values: []string{title}, From: "the book’s table of contents"}}, a.Fields...)
		}
		all = append(all, a)
	}
	if len(all) > 0 && len(left) > 0 {
		all[0].Remark(db.RemarkDropped, "chapters", "what is no chapter: %s", strings.Join(left, ", "))
	}
	return all, nil
}

func label(title, file string) string {
	if title != "" {
		return format.Label(title)
	}
	return format.Label(path.Base(file))
}

// page reads the blocks of a chapter.
func page(data []byte) ([]format.Block, error) {
	doc, err := web.Parse(charset.Decode(data, "").String)
	if err != nil {
		return nil, err
	}
	return web.Blocks(doc, nil, func(n *html.Node) bool { return n.DataAtom != atom.Head && n.DataAtom != atom.Nav }), nil
}
