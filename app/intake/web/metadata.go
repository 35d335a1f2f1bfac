package web

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sidelight/app/intake/format"
)

// metadata is what a page says of itself beside its text, in the order of trust.
type metadata struct {
	fields  []format.Field
	titles  []string // every title it gives itself
	sites   []string // the names of its site
	address *url.URL // canonical
	paid    bool     // it says that not everybody may read all of it
	list    bool     // it says that it is a list of articles
}

// The places where a page says something, for the log.
const (
	fromLD    = "the page’s JSON-LD"
	fromOG    = "the page’s Open Graph tags"
	fromMeta  = "the page’s meta tags"
	fromMarks = "marks in the page"
	fromHead  = "the page’s title"
)

func (m *metadata) add(from, name string, values ...string) {
	var good []string
	for _, v := range values {
		if v = clean(v); v != "" && len(v) < 1000 && len(good) < 50 {
			good = append(good, v)
		}
	}
	if len(good) == 0 {
		return
	}
	switch name {
	case "title":
		m.titles = append(m.titles, good[0])
	case "published", "date", "pubdate", "publishdate", "publication_date", "created":
		if reMoment.MatchString(good[0]) {
			good[0] = good[0][:10] // the day, where the page is at home
		}
	case "site":
		m.sites = append(m.sites, good[0])
	case "author":
		if good = names(good); len(good) == 0 {
			return
		}
	}
	m.fields = append(m.fields, format.Field{Name: name, Values: good, From: from})
}

// reMoment is a moment of ISO 8601.
var reMoment = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[T ]\d{2}:`)

// clean undoes character references that were written twice, and makes one line.
func clean(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(strings.ToValidUTF8(s, "\uFFFD"))), " ")
}

var reByWord = regexp.MustCompile(`(?i)^by:?\s+`)

// names keeps what can be the names of authors: no addresses, no accounts.
func names(values []string) []string {
	var good []string
	for _, v := range values {
		v = reByWord.ReplaceAllString(v, "")
		switch strings.ToLower(v) {
		case "admin", "administrator", "editor", "webmaster", "staff", "guest", "user", "root", "null", "undefined", "author":
			continue
		}
		if strings.Contains(v, "://") || strings.HasPrefix(v, "@") || strings.HasPrefix(v, "www.") {
			continue
		}
		good = append(good, v)
	}
	return good
}

// readMetadata collects them from the head and the marks of a page.
func readMetadata(doc *html.Node, saved *url.URL) *metadata {
	m := &metadata{address: saved}
	og, tags := &metadata{}, &metadata{}
	title := ""
	base := ""
	each(doc, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				m.linkedData(n.FirstChild.Data)
			}
		case atom.Meta:
			meta(og, tags, n)
		case atom.Title:
			if title == "" && (n.Parent == nil || n.Parent.DataAtom == atom.Head) {
				title = clean(textOf(n))
			}
		case atom.Base:
			if base == "" {
				base = attr(n, "href")
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				m.at(attr(n, "href"))
			}
		}
		return true
	})
	m.at(og.addressText())
	m.at(base)
	for _, more := range []*metadata{og, tags} {
		m.fields = append(m.fields, more.fields...)
		m.titles = append(m.titles, more.titles...)
		m.sites = append(m.sites, more.sites...)
		m.list = m.list || more.list
	}
	m.marks(doc)
	m.add(fromHead, "title", title)
	return m
}

func (m *metadata) at(href string) {
	if m.address != nil || href == "" {
		return
	}
	if u, err := url.Parse(strings.TrimSpace(href)); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		m.address = u
	}
}

func (m *metadata) addressText() string {
	for _, f := range m.fields {
		if f.Name == "url" {
			return f.Values[0]
		}
	}
	return ""
}

// metaNames are the names of meta tags for the fields that front matter has, in
// the order of trust: Highwire Press (which libraries read), Dublin Core, and
// what systems have made up.
var metaNames = map[string]string{
	"citation_title": "title", "dc.title": "title", "dcterms.title": "title", "parsely-title": "title", "sailthru.title": "title", "headline": "title", "twitter:title": "title",
	"citation_author": "author", "dc.creator": "author", "dcterms.creator": "author", "dc.contributor.author": "author", "parsely-author": "author", "sailthru.author": "author", "author": "author", "authors": "author", "byl": "author", "article.author": "author",
	"citation_publication_date": "published", "citation_date": "published", "citation_online_date": "date", "dc.date.issued": "published", "dcterms.issued": "published", "dc.date": "date", "dcterms.date": "date", "parsely-pub-date": "published", "sailthru.date": "date",
	"date": "date", "pubdate": "pubdate", "publishdate": "publishdate", "publish-date": "publishdate", "publish_date": "publishdate", "publication_date": "publication_date", "article.published": "published", "dc.date.created": "created", "last-published": "date", "ptime": "date",
	"citation_journal_title": "journal", "dc.source": "source", "dcterms.ispartof": "publication", "prism.publicationname": "publication", "dc.publisher": "publisher", "dcterms.publisher": "publisher", "publisher": "publisher", "application-name": "site", "citation_publisher": "publisher",
	"citation_volume": "volume", "prism.volume": "volume", "citation_issue": "issue", "prism.number": "issue",
	"citation_keywords": "keywords", "news_keywords": "keywords", "parsely-tags": "keywords", "sailthru.tags": "keywords",
}

func meta(og, tags *metadata, n *html.Node) {
	name := strings.ToLower(attr(n, "property"))
	if name == "" {
		name = strings.ToLower(attr(n, "name"))
	}
	if name == "" {
		name = strings.ToLower(attr(n, "itemprop"))
	}
	value := attr(n, "content")
	switch name {
	case "og:title":
		og.add(fromOG, "title", value)
	case "og:site_name":
		og.add(fromOG, "site", value)
	case "og:url":
		og.fields = append(og.fields, format.Field{Name: "url", Values: []string{value}, From: fromOG})
	case "og:type":
		og.list = strings.EqualFold(value, "website")
	case "article:published_time", "og:article:published_time", "og:published_time":
		og.add(fromOG, "published", value)
	case "article:author", "og:article:author":
		og.join("author", value)
	case "article:tag", "og:article:tag":
		og.join("tags", value)
	case "datepublished":
		tags.add(fromMeta, "published", value)
	default:
		field := metaNames[name]
		switch field {
		case "":
		case "author", "keywords":
			tags.from(fromMeta, field, value)
		default:
			tags.add(fromMeta, field, value)
		}
	}
}

// join adds one more value to a field of Open Graph.
func (m *metadata) join(name, value string) { m.from(fromOG, name, value) }

func (m *metadata) from(from, name, value string) {
	for i, f := range m.fields {
		if f.Name == name && f.From == from && len(f.Values) < 50 {
			more := []string{clean(value)}
			if name == "author" {
				more = names(more)
			}
			m.fields[i].Values = append(f.Values, more...)
			return
		}
	}
	m.add(from, name, value)
}

// marks reads what is marked in the page's own text: microdata and links to
// authors.
func (m *metadata) marks(doc *html.Node) {
	var authors []string
	published := ""
	each(doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return n.Type != html.ElementNode
		}
		prop, rel := attr(n, "itemprop"), " "+attr(n, "rel")+" "
		switch {
		case prop == "datePublished" && published == "":
			published = attr(n, "datetime")
			if published == "" {
				published = attr(n, "content")
			}
			if published == "" {
				published = flatText(n)
			}
		case n.DataAtom == atom.Time && published == "" && (hasAttr(n, "pubdate") || strings.Contains(attr(n, "class"), "published")) && !strings.Contains(attr(n, "class"), "updated published"):
			published = attr(n, "datetime")
		case (prop == "author" || strings.Contains(rel, " author ") || reAuthorClass.MatchString(attr(n, "class"))) && n.DataAtom != atom.Link && len(authors) < 12:
			if furniture(n) != "" || furniture(n.Parent) != "" && furniture(n.Parent) != "the author’s biography" {
				return true
			}
			name := find(n, func(c *html.Node) bool { return attr(c, "itemprop") == "name" })
			if name == nil {
				name = n
			}
			text := attr(name, "content")
			if text == "" {
				text = flatText(name)
			}
			text = reByWord.ReplaceAllString(text, "")
			if w := wordsIn(text); w >= 2 && w <= 6 && !hasDigit(text) && !contains(authors, text) {
				authors = append(authors, text)
				return false
			}
		}
		return true
	})
	m.add(fromMarks, "published", published)
	m.add(fromMarks, "author", authors...)
}

var reAuthorClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:byline|by-line|(?:post|entry|article|story)[-_]{1,2}author|author)(?:[-_]{1,2}name)?(?:$|\s)`)

func contains(all []string, s string) bool {
	for _, a := range all {
		if strings.EqualFold(a, s) {
			return true
		}
	}
	return false
}

// maxLD is how deep objects may lie in JSON-LD.
const maxLD = 12

// linkedData reads a script of JSON-LD (schema.org): of articles what they say
// of themselves, of pages their names.
func (m *metadata) linkedData(source string) {
	source = strings.TrimSpace(source)
	source = strings.TrimSuffix(strings.TrimPrefix(source, "<![CDATA["), "]]>")
	source = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(source), "<!--"), "-->")
	var doc any
	if err := json.Unmarshal([]byte(source), &doc); err != nil {
		return
	}
	byID := map[string]map[string]any{}
	var articles, pages []map[string]any
	var walk func(v any, deep int)
	walk = func(v any, deep int) {
		if deep > maxLD {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, deep+1)
			}
		case map[string]any:
			if id, ok := v["@id"].(string); ok && len(v) > 1 {
				byID[id] = v
			}
			switch kind := kindOf(v); {
			case reArticleKind.MatchString(kind):
				articles = append(articles, v)
				return
			case kind == "CollectionPage" || kind == "ItemList":
				m.list = true
			case kind == "WebPage" || kind == "ItemPage":
				pages = append(pages, v)
			case kind == "WebSite":
				m.add(fromLD, "site", text(v["name"]))
			}
			for _, key := range []string{"@graph", "mainEntity", "itemListElement", "item", "hasPart"} {
				walk(v[key], deep+1)
			}
		}
	}
	walk(doc, 0)
	l := ld{byID}
	if len(articles) > 1 && m.list {
		return // the articles of a list, none of which the page is
	}
	for _, a := range append(articles, pages...) {
		isArticle := reArticleKind.MatchString(kindOf(a))
		title := text(a["headline"])
		if title == "" {
			title = text(a["name"])
		}
		m.add(fromLD, "title", title)
		m.add(fromLD, "published", text(a["datePublished"]))
		if free := a["isAccessibleForFree"]; free == false || strings.EqualFold(text(free), "false") {
			m.paid = true
		}
		if m.address == nil {
			m.at(text(a["url"]))
			m.at(l.id(a["mainEntityOfPage"]))
		}
		if !isArticle {
			continue
		}
		authors := l.names(a["author"], 0)
		if len(authors) == 0 {
			authors = l.names(a["creator"], 0)
		}
		m.add(fromLD, "author", authors...)
		m.partOf(l, a["isPartOf"], 0)
		if publisher := l.names(a["publisher"], 0); len(publisher) > 0 {
			m.add(fromLD, "site", publisher[0])
		}
		m.add(fromLD, "tags", list(a["keywords"])...)
	}
}

// partOf reads the issue, volume and periodical that an article stands in.
func (m *metadata) partOf(l ld, v any, deep int) {
	o := l.object(v)
	if o == nil || deep > 4 {
		return
	}
	m.add(fromLD, "issue", text(o["issueNumber"]))
	m.add(fromLD, "volume", text(o["volumeNumber"]))
	switch kindOf(o) {
	case "Periodical", "Newspaper", "PublicationIssue", "PublicationVolume", "CreativeWorkSeries":
		m.add(fromLD, "publication", text(o["name"]))
	}
	m.partOf(l, o["isPartOf"], deep+1)
}

var reArticleKind = regexp.MustCompile(`^(?:.*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|DiscussionForumPosting)$`)

func kindOf(o map[string]any) string {
	kind := ""
	for _, k := range list(o["@type"]) {
		k = k[strings.LastIndexAny(k, "/#:")+1:]
		if kind == "" || reArticleKind.MatchString(k) {
			kind = k
		}
	}
	return kind
}

// ld follows references between the objects of a script.
type ld struct{ byID map[string]map[string]any }

func (l ld) object(v any) map[string]any {
	switch v := v.(type) {
	case []any:
		if len(v) > 0 {
			return l.object(v[0])
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && l.byID[id] != nil {
			return l.byID[id]
		}
		return v
	}
	return nil
}

func (l ld) id(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	if o, ok := v.(map[string]any); ok {
		return text(o["@id"])
	}
	return ""
}

func (l ld) names(v any, deep int) []string {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "://") {
			if o := l.byID[v]; o != nil {
				return l.names(o, deep+1)
			}
			return nil
		}
		return []string{v}
	case []any:
		var all []string
		for _, e := range v {
			if deep < 4 && len(all) < 30 {
				all = append(all, l.names(e, deep+1)...)
			}
		}
		return all
	case map[string]any:
		o := l.object(v)
		if names := list(o["name"]); len(names) > 0 {
			return names[:1]
		}
	}
	return nil
}

// text is a plain value as words; of a list its first.
func text(v any) string {
	if l := list(v); len(l) > 0 {
		return l[0]
	}
	return ""
}

func list(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case json.Number:
		return []string{v.String()}
	case float64:
		b, _ := json.Marshal(v)
		return []string{string(b)}
	case bool:
		if v {
			return []string{"true"}
		}
		return []string{"false"}
	case []any:
		var all []string
		for _, e := range v {
			if s := text(e); s != "" && len(all) < 100 {
				all = append(all, s)
			}
		}
		return all
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return []string{s}
		}
		if s, ok := v["name"].(string); ok {
			return []string{s}
		}
	}
	return nil
}
