// Package web reads saved web pages: the article without what the page puts
// around it, and what the page says of itself. Nothing is fetched: scripts never
// run, pictures and frames are not looked at, and links are kept as words.
//
// It must not know how the structure of a brief is worked out. The rooms for
// books and mail read their pages with it (Blocks).
package web

import (
	"bytes"
	"context"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"sidelight/app/intake/charset"
	"sidelight/app/intake/format"
	"sidelight/db"
)

// maxTags bounds the tags of a page before it is taken apart: each costs some
// hundred bytes of memory.
const maxTags = 400_000

var (
	reDoctype = regexp.MustCompile(`(?is)^(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])`)
	reAnyTag  = regexp.MustCompile(`(?i)<(?:p|div|h[1-6]|table|body|article|section|br|span)[\s/>]`)
	reCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)
	reXMLName = regexp.MustCompile(`(?i)^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_:.-]{2,40})`)
	reSaved   = regexp.MustCompile(`<!-- saved from url=\(\d+\)(\S{4,1000}) -->`)
)

// Known reports a web page by how it begins or, where that does not tell, by
// its name and its tags.
func Known(name string, data []byte) bool {
	head := bytes.ReplaceAll(data[:min(len(data), 8<<10)], []byte("\x00"), nil) // UTF-16
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	if reDoctype.Match(head) {
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return reAnyTag.Match(data[:min(len(data), 256<<10)])
	}
	return false
}

// Read reads a saved page. The errors are those of package format, and the
// context's.
func Read(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	text := charset.Decode(data, saidCharset(data))
	var saved *url.URL
	if m := reSaved.FindStringSubmatch(text.String[:min(len(text.String), 4<<10)]); m != nil {
		saved, _ = url.Parse(m[1])
	}
	a, err := readPage(ctx, text, saved)
	if err != nil {
		return nil, err
	}
	a.MediaType = "text/html"
	return []format.Article{a}, nil
}

// saidCharset is the character set that a page says it is in.
func saidCharset(data []byte) string {
	head := data[:min(len(data), 8<<10)]
	for _, re := range []*regexp.Regexp{reXMLName, reCharset} {
		if m := re.FindSubmatch(head); m != nil {
			return string(m[1])
		}
	}
	return ""
}

// Parse takes a page apart. format.ErrNested; format.ErrTooLong when it has
// more tags than a page can have.
func Parse(source string) (*html.Node, error) {
	if strings.Count(source, "<") > maxTags {
		return nil, format.ErrTooLong
	}
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil { // the only error that parsing a string has
		return nil, format.ErrNested
	}
	return doc, nil
}

// readPage makes an article of a page.
func readPage(ctx context.Context, source charset.Text, saved *url.URL) (format.Article, error) {
	var a format.Article
	a.Encoding = source.Name
	a.Remark(db.RemarkRecognised, "encoding", "%s", source.Detail)
	if source.Loss > 0 {
		a.Remark(db.RemarkDropped, "encoding", "%d characters could not be read and stand as \uFFFD", source.Loss)
	}
	doc, err := Parse(source.String)
	if err != nil {
		return a, err
	}
	size := 0
	each(doc, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			size += len(n.Data)
		}
		return !unseen[n.DataAtom]
	})
	if size > format.MaxText {
		return a, format.ErrTooLong // before more copies of it are made
	}
	if err := ctx.Err(); err != nil {
		return a, err
	}
	m := readMetadata(doc, saved)
	c := findContent(doc, m.address, m.plainTitles())
	if err := ctx.Err(); err != nil {
		return a, err
	}
	w := &writer{base: m.address}
	a.Blocks = c.headBlocks(w)
	w.keep = c.has
	w.children(c.body, place{})
	w.flush(place{})
	a.Blocks = append(a.Blocks, w.blocks...)
	a.Fields = m.resolved(c)
	if m.address != nil {
		a.Remark(db.RemarkRecognised, "address", "%s", m.address)
	}
	if c.whole {
		a.Remark(db.RemarkGuessed, "text", "no main article was found in the page; all of its text is taken")
	}
	if left := c.leftOut(); len(left) > 0 {
		a.Remark(db.RemarkDropped, "page", "what the page puts around the text: %s", strings.Join(left, ", "))
	}
	if w.pictures > 0 {
		a.Remark(db.RemarkDropped, "images", "pictures: %d; their captions are kept", w.pictures)
	}
	if m.paid || paywall(doc) {
		a.Remark(db.RemarkGuessed, "text", "the page says that only subscribers may read all of it; the end may be missing")
	}
	if (m.list || c.title == nil) && manyLinks(a.Blocks, w.links) {
		a.Remark(db.RemarkGuessed, "text", "this looks like a list of links to articles, not like an article")
	}
	return a, nil
}

// resolved are the fields in the order of trust, with one title, and what only
// stands in when the text itself does not say.
func (m *metadata) resolved(c content) []format.Field {
	var fields []format.Field
	title := ""
	if c.title != nil {
		fields = append(fields, format.Field{Name: "title", Values: []string{flatText(c.title)}, From: "the page’s heading"})
	} else if all := m.plainTitles(); len(all) > 0 {
		title = all[0]
	}
	for _, f := range m.fields {
		switch f.Name {
		case "title":
			if title != "" {
				fields = append(fields, format.Field{Name: "title", Values: []string{title}, From: f.From})
				title = ""
			}
			continue
		case "url":
			continue
		case "site", "publisher", "source":
			f.Name, f.Weak = "publication", true
			f.Values = []string{m.siteOf(f.Values[0])}
		case "author":
			var people []string
			for _, v := range f.Values {
				if !contains(m.sites, v) {
					people = append(people, v)
				}
			}
			if f.Values = people; len(people) == 0 {
				continue
			}
		}
		fields = append(fields, f)
	}
	return fields
}

// siteOf takes a name for the site without what it adds for search engines.
func (m *metadata) siteOf(name string) string {
	for _, sep := range []string{" | ", " :: ", " – ", " — ", " - "} {
		if head, _, ok := strings.Cut(name, sep); ok && wordsIn(head) >= 1 && wordsIn(head) <= 6 {
			return head
		}
	}
	return name
}

// plainTitles are the titles that the page gives itself, without the name of
// the site behind or before.
func (m *metadata) plainTitles() []string {
	var all []string
	for _, t := range m.titles {
		if t = m.cutSite(t); t != "" {
			all = append(all, t)
		}
	}
	return all
}

var titleSeparators = []string{" | ", " || ", " :: ", " » ", " « ", " · ", " • ", " — ", " – ", " - ", " / "}

// cutSite takes "| Site" off a title.
func (m *metadata) cutSite(title string) string {
	for _, sep := range titleSeparators {
		for {
			i := strings.LastIndex(title, sep)
			if i < 0 {
				break
			}
			head, tail := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(sep):])
			switch {
			case m.isSite(tail), (sep == " | " || sep == " || " || sep == " :: " || sep == " » ") && wordsIn(tail) <= 5 && wordsIn(head) >= 3,
				wordsIn(tail) <= 4 && wordsIn(head) >= 3 && m.saidWithout(head):
				title = head
				continue
			case m.isSite(head) && tail != "":
				title = tail
				continue
			}
			break
		}
	}
	return title
}

// isSite reports the name of the page's site, or of its address.
func (m *metadata) isSite(s string) bool {
	if contains(m.sites, s) {
		return true
	}
	if m.address == nil {
		return false
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '.' || r == '-' {
				return -1
			}
			return r
		}, strings.ToLower(s))
	}
	host := strings.TrimPrefix(strings.ToLower(m.address.Hostname()), "www.")
	name := letters(s)
	return len(name) >= 3 && (letters(host) == name || strings.HasPrefix(letters(host), name) && len(name)*2 >= len(letters(host)))
}

// saidWithout reports that another place of the page gives the shorter title.
func (m *metadata) saidWithout(title string) bool { return contains(m.titles, title) }

var rePaywall = regexp.MustCompile(`(?i)(?:subscribe|sign in|log in|register|become a member)[a-z ,]{0,40} to (?:continue|keep) reading|this (?:article|content|story) is (?:for|available to|reserved for|only for) (?:subscribers|members|paying)|already a subscriber\?`)

// paywall reports that the page shows no more to those who do not pay.
func paywall(doc *html.Node) bool {
	return find(doc, func(n *html.Node) bool {
		return n.Type == html.TextNode && n.Parent != nil && !unseen[n.Parent.DataAtom] && len(n.Data) < 400 && rePaywall.MatchString(n.Data)
	}) != nil
}

// manyLinks reports blocks that are links to a good part.
func manyLinks(blocks []format.Block, links int) bool {
	all := 0
	for _, b := range blocks {
		all += len(b.Text)
	}
	return links*3 > all
}
