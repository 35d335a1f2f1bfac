package web

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markName is the attribute by which elements are found again in the copy that
// readability cuts down.
const markName = "data-sidelight"

// maxJudged is how many elements a page may have for its main content to be
// looked for; in larger ones all of the body is taken.
const maxJudged = 60_000

// content is what of a page is the article.
type content struct {
	body  *html.Node
	kept  map[*html.Node]bool // blocks that are part of it
	above map[*html.Node]bool // elements that hold such blocks
	head  map[*html.Node]bool // what stands between the title and the text
	title *html.Node          // the heading of the page, or nil
	left  map[string]int      // what was left out, by what it is
	whole bool                // no main content was found: all of the body is taken
}

// findContent finds the article of a page. Readability (the algorithm of
// Firefox's reader view) decides which blocks belong to it; they are then read
// in the page itself, which still has the captions, notes and classes that it
// removes. Titles are what the page says of its title.
func findContent(doc *html.Node, address *url.URL, titles []string) content {
	c := content{kept: map[*html.Node]bool{}, above: map[*html.Node]bool{}, head: map[*html.Node]bool{}, left: map[string]int{}}
	body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		body = doc
	}
	boxText(body)
	var elements []*html.Node
	each(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode {
			n.Attr = append(n.Attr, html.Attribute{Key: markName, Val: strconv.Itoa(len(elements))})
			elements = append(elements, n)
		}
		return true
	})
	var main *html.Node
	if len(elements) <= maxJudged {
		parser := readability.NewParser()
		parser.DisableJSONLD = true
		if article, err := parser.ParseDocument(doc, address); err == nil {
			main = article.Node
		}
	}
	if main != nil {
		each(main, func(n *html.Node) bool {
			i, err := strconv.Atoi(attr(n, markName))
			if err != nil || i < 0 || i >= len(elements) {
				return true
			}
			c.kept[elements[i]] = true
			// A box that holds nothing but words loses its mark to the paragraph
			// that readability makes of it.
			if b := elements[i]; !blockish[b.DataAtom] && wordsIn(flatText(b)) > 0 {
				for b = b.Parent; b != nil && !blockish[b.DataAtom]; b = b.Parent {
				}
				if b != nil {
					c.kept[b] = true
				}
			}
			return true
		})
	}
	for _, n := range elements {
		n.Attr = n.Attr[:len(n.Attr)-1]
	}
	c.findTitle(body, titles)
	if len(c.kept) == 0 || tooLittle(c.kept, body) {
		c.whole = true
		clear(c.kept)
		root := find(body, func(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" })
		if root == nil {
			root = body
		}
		c.kept[root] = true
	}
	c.body = body
	for n := range c.kept {
		for p := n.Parent; p != nil && !c.above[p]; p = p.Parent {
			c.above[p] = true
		}
	}
	return c
}

// boxText puts words that stand directly in a box into an element, so that they
// can be marked.
func boxText(body *html.Node) {
	var bare []*html.Node
	each(body, func(n *html.Node) bool {
		if n.Type == html.TextNode && n.Parent != nil && strings.TrimSpace(n.Data) != "" {
			switch n.Parent.DataAtom {
			case atom.Div, atom.Section, atom.Article, atom.Main, atom.Td, atom.Body, atom.Center, atom.Form, atom.Header:
				bare = append(bare, n)
			}
		}
		return !unseen[n.DataAtom]
	})
	for _, n := range bare {
		box := &html.Node{Type: html.ElementNode, DataAtom: atom.Span, Data: "span"}
		n.Parent.InsertBefore(box, n)
		n.Parent.RemoveChild(n)
		box.AppendChild(n)
	}
}

// tooLittle reports a choice that holds next to nothing of what the page says.
func tooLittle(kept map[*html.Node]bool, body *html.Node) bool {
	words, all := 0, 0
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		if n.Type == html.ElementNode && (unseen[n.DataAtom] || hidden(n)) {
			return
		}
		in = in || kept[n]
		if n.Type == html.TextNode {
			size := len(strings.TrimSpace(n.Data))
			all += size
			if in {
				words += size
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
	}
	walk(body, false)
	return words < 200 && all > 3*words
}

// findTitle picks the heading that is the page's title: the one that the page
// names so, or the only one.
func (c *content) findTitle(body *html.Node, titles []string) {
	var heads []*html.Node
	each(body, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (unseen[n.DataAtom] || hidden(n)) {
			return false
		}
		if n.DataAtom == atom.H1 || n.DataAtom == atom.H2 {
			if t := flatText(n); t != "" && len(t) < 400 {
				heads = append(heads, n)
			}
			return false
		}
		return true
	})
	best, most := (*html.Node)(nil), 0.0
	for _, h := range heads {
		text := flatText(h)
		for _, t := range titles {
			s := likeness(text, t)
			if h.DataAtom == atom.H2 {
				s -= 0.2
			}
			if s > most {
				best, most = h, s
			}
		}
	}
	if most >= 0.6 {
		c.title = best
		return
	}
	heads = slices.DeleteFunc(heads, func(n *html.Node) bool {
		return n.DataAtom != atom.H1 || wordsIn(flatText(n)) < 3 || furniture(n) != ""
	})
	if len(heads) == 1 {
		c.title = heads[0]
	}
}

// likeness is the share of words that two titles have in common, of the longer.
func likeness(a, b string) float64 {
	wa, wb := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	left := map[string]int{}
	for _, w := range wa {
		left[strings.Trim(w, ".,:;!?“”\"'‘’")]++
	}
	same := 0
	for _, w := range wb {
		if w = strings.Trim(w, ".,:;!?“”\"'‘’"); left[w] > 0 {
			left[w]--
			same++
		}
	}
	return float64(same) / float64(max(len(wa), len(wb)))
}

func wordsIn(s string) int { return len(strings.Fields(s)) }

// kinds of furniture: what pages put around a text for their own ends, by the
// names that their classes have.
var kinds = []struct {
	name string
	re   *regexp.Regexp
}{
	{"cookie banners", word(`cookies?|consent|gdpr|ccpa|onetrust|didomi`)},
	{"newsletter boxes", word(`newsletters?|subscribe|subscription|signup|sign-up|mailchimp|optin|email-capture|mc4wp`)},
	{"share buttons", word(`share|sharing|sharedaddy|addtoany|addthis|social|socials|social-links|ufi|post-ufi|likes?|sharebar|share-buttons?`)},
	{"related links", word(`related|recommend(?:ed|ations?)?|more-(?:stories|news|from|on|articles)|read-(?:more|next|also)|also-read|trending|most-(?:read|popular)|popular|up-next|jp-relatedposts|outbrain|taboola|latest|teasers?|see-also-box`)},
	{"comments", word(`comments?|disqus|respond|reactions?|discussion`)},
	{"advertisements", word(`ad|ads|adv|advert(?:isement|ising|s)?|sponsor(?:ed)?|dfp|promo(?:tion|box)?|banner`)},
	{"menus", word(`nav(?:bar|igation)?|menu|breadcrumbs?|masthead|site-header|site-footer|topbar|toolbar|skip-?(?:link|to-content)?|pagination|pager|sidebar|widget(?:-area)?|off-?canvas|mega-?menu`)},
	{"calls to subscribe or donate", word(`paywall|donate|donation|support-us|membership|login|register|cta|call-to-action|regwall`)},
	{"the author’s biography", word(`author-(?:bio|box|card|info|profile)|about-(?:the-)?author|bio|contributor-bio`)},
	{"tags", word(`tags?|tag-list|topics|tagcloud|post-tags|article-tags|cat-links|tags-links`)},
}

func word(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[\s_]|--|\b)(?:` + alternatives + `)(?:$|[\s_]|--|\b)`)
}

// furniture says what of a page's furniture an element is by its tag, role and
// names, or "".
func furniture(n *html.Node) string {
	switch n.DataAtom {
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return ""
	case atom.Nav:
		return "menus"
	case atom.Footer:
		if n.Parent != nil && n.Parent.DataAtom == atom.Body {
			return "menus"
		}
	}
	switch attr(n, "role") {
	case "navigation", "search", "menu", "menubar", "contentinfo":
		return "menus"
	case "dialog", "alertdialog":
		return "cookie banners"
	}
	names := attr(n, "class") + " " + attr(n, "id")
	if len(names) < 3 {
		return ""
	}
	for _, k := range kinds {
		if k.re.MatchString(names) {
			return k.name
		}
	}
	return ""
}

// reNotes are the names of a list of notes or sources below a text.
var reNotes = regexp.MustCompile(`(?i)(?:footnotes?|endnotes?|references|bibliography|citations?|wp-block-footnotes|reflist|notes-list|sources)`)

// has decides of every node of the page whether it is part of the article.
func (c *content) has(n *html.Node) bool {
	p := n.Parent
	switch {
	case n == c.title || c.head[n]:
		return false // written before
	case n.Type == html.TextNode:
		return c.kept[p] || !blockish[p.DataAtom]
	case c.kept[n] || c.above[n]:
		return !c.box(n)
	case c.above[p] && !c.kept[p] && (c.whole || !blockish[n.DataAtom]):
		return false // beside the text, not in it
	case !blockish[n.DataAtom]:
		return c.inlineIn(n)
	case c.kept[p] && alone(n):
		// Of boxes in boxes readability keeps one.
		c.kept[n] = true
		return true
	}
	notes := reNotes.MatchString(attr(n, "class") + " " + attr(n, "id"))
	why := furniture(n)
	if c.whole && (why == "related links" || why == "tags" || why == "the author’s biography") {
		why = ""
	}
	if why != "" && !notes {
		c.left[why]++
		return false
	}
	if c.whole {
		c.kept[n] = true
		return true
	}
	if c.wronglyLost(n, notes) {
		each(n, func(m *html.Node) bool {
			if m != n && blockish[m.DataAtom] && furniture(m) != "" {
				return false
			}
			c.kept[m] = true
			return true
		})
		return true
	}
	return false
}

// box is a box of the page's own that readability took for text: one that is
// named as such and holds few words.
func (c *content) box(n *html.Node) bool {
	if !c.kept[n] || c.whole || !blockish[n.DataAtom] {
		return false
	}
	switch why := furniture(n); why {
	case "newsletter boxes", "share buttons", "cookie banners", "related links", "advertisements", "comments", "calls to subscribe or donate":
		if wordsIn(flatText(n)) < 80 {
			c.left[why]++
			return true
		}
	}
	return false
}

// alone reports an element that is all there is in its parent.
func alone(n *html.Node) bool {
	for _, step := range []func(*html.Node) *html.Node{func(m *html.Node) *html.Node { return m.PrevSibling }, func(m *html.Node) *html.Node { return m.NextSibling }} {
		for m := step(n); m != nil; m = step(m) {
			if m.Type == html.ElementNode && !unseen[m.DataAtom] || m.Type == html.TextNode && strings.TrimSpace(m.Data) != "" {
				return false
			}
		}
	}
	return true
}

// inlineIn: words within a block belong to it, whatever they are set in.
func (c *content) inlineIn(n *html.Node) bool {
	if why := furniture(n); why != "" && wordsIn(flatText(n)) < 12 {
		c.left[why]++
		return false
	}
	return true
}

// wronglyLost: what readability takes for furniture by its shape alone though
// it stands in the midst of the text or holds its notes.
func (c *content) wronglyLost(n *html.Node, notes bool) bool {
	if !c.amid(n) {
		return notes && c.above[n.Parent] || c.kept[n.Parent] && (n.DataAtom == atom.Figcaption || n.DataAtom == atom.Caption) ||
			(c.above[n.Parent] || c.kept[n.Parent]) && find(n, func(m *html.Node) bool { _, is := noteNumber(m); return is }) != nil
	}
	text := flatText(n)
	if text == "" || reCallout.MatchString(text) {
		return false
	}
	if n.DataAtom == atom.Aside || n.DataAtom == atom.Form {
		c.left["boxes beside the text"]++
		return false
	}
	if linkShare(n) > 0.5 {
		c.left["related links"]++
		return false
	}
	switch n.DataAtom {
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figcaption, atom.Caption, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Blockquote, atom.Ul, atom.Ol, atom.Li, atom.P:
		return true
	}
	return wordsIn(text) >= 8 && find(n, func(m *html.Node) bool {
		return m.DataAtom == atom.Input || m.DataAtom == atom.Iframe || m.DataAtom == atom.Form
	}) == nil
}

// linkShare is the share of an element's letters that are links.
func linkShare(n *html.Node) float64 {
	links := 0
	each(n, func(m *html.Node) bool {
		if m.DataAtom == atom.A {
			links += utf8.RuneCountInString(flatText(m))
			return false
		}
		return true
	})
	return float64(links) / float64(max(1, utf8.RuneCountInString(flatText(n))))
}

// reCallout opens what a page asks of its readers.
var reCallout = regexp.MustCompile(`(?i)^(?:share (?:this|on)|follow us|sign up|subscribe|read (?:more|next|also)\b|related(?: (?:articles|stories|content|posts|reading))?\s*$|advertisement\s*$|most (?:read|popular)|recommended|more (?:from|on|stories)|you may also|continue reading|listen to this|print this|donate)`)

// amid reports that parts of the text stand before and after n.
func (c *content) amid(n *html.Node) bool {
	part := func(p *html.Node) bool { return c.kept[p] || c.above[p] }
	before, after := false, false
	for p := n.PrevSibling; p != nil && !before; p = p.PrevSibling {
		before = part(p)
	}
	for p := n.NextSibling; p != nil && !after; p = p.NextSibling {
		after = part(p)
	}
	return before && after
}

// leftOut says what was left out, in a fixed order.
func (c *content) leftOut() []string {
	var names []string
	for name := range c.left {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
