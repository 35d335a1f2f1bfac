package web

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// maxHeadLine is how long a line between the title and the text may be, in
// bytes: a byline, a date, a standfirst.
const maxHeadLine = 500

// maxHeadLines is how many of them are taken.
const maxHeadLines = 10

// headBlocks are the title and what stands between it and the text: byline,
// date, the line of the publication. The structure of a brief is worked out
// from them as from any text.
func (c *content) headBlocks(w *writer) []format.Block {
	if c.title == nil {
		return nil
	}
	// Places in the order of the page: where a node begins and what it ends with.
	begins, ends := map[*html.Node]int{}, map[*html.Node]int{}
	count := 0
	var number func(*html.Node)
	number = func(n *html.Node) {
		count++
		begins[n] = count
		for m := n.FirstChild; m != nil; m = m.NextSibling {
			number(m)
		}
		ends[n] = count
	}
	number(c.body)
	first := c.firstText(c.body, begins, ends[c.title])
	if first == nil {
		first = c.body
	}
	limit := begins[first]
	if c.whole || limit < ends[c.title] {
		limit = ends[c.title] // the text begins right below
	}
	between := func(n *html.Node) bool { return begins[n] > ends[c.title] && ends[n] < limit }
	part := func(n *html.Node) bool {
		if n.Type == html.TextNode {
			return between(n) && !c.kept[n.Parent]
		}
		if !between(n) {
			return begins[n] < limit && ends[n] > ends[c.title] && n != c.title // it reaches into the place between
		}
		why := furniture(n)
		if why == "the author’s biography" && wordsIn(flatText(n)) < 16 {
			why = ""
		}
		if why != "" {
			c.left[why]++
			return false
		}
		return true
	}
	each(c.body, func(n *html.Node) bool {
		if between(n) && n.Type == html.ElementNode {
			setApart(n, func(mark, next *html.Node) { begins[mark], ends[mark] = begins[next], begins[next] })
		}
		return true
	})
	lines := &writer{base: w.base, keep: part}
	lines.children(c.body, place{})
	lines.flush(place{})
	title := &writer{base: w.base}
	title.children(c.title, place{})
	title.flush(place{})
	var blocks []format.Block
	for _, l := range c.aboveTitle() {
		blocks = append(blocks, format.Block{Text: l})
	}
	var words []string
	for _, b := range title.blocks {
		words = append(words, strings.ReplaceAll(b.Text, "\n", " "))
	}
	blocks = append(blocks, format.Block{Kind: db.KindHeading, Level: 1, Text: strings.Join(words, " ")})
	for _, b := range lines.blocks {
		if len(b.Text) > maxHeadLine || len(blocks) > maxHeadLines || b.Kind == db.KindBullet && b.Nav || strings.Trim(b.Text, "0123456789 ,.|") == "" {
			continue
		}
		b.Nav = b.Nav && b.Kind == db.KindBullet // names and dates are links as well
		if b.Kind == db.KindHeading {
			b.Kind, b.Level = "", 0 // a standfirst, a name: nothing below the title heads anything yet
		}
		if b.Kind == "" && strings.Contains(b.Text, "\n") {
			for _, l := range strings.Split(b.Text, "\n") {
				blocks = append(blocks, format.Block{Text: l})
			}
			continue
		}
		blocks = append(blocks, b)
	}
	each(c.body, func(n *html.Node) bool {
		if between(n) && !c.kept[n] {
			c.head[n] = true
		}
		return true
	})
	return blocks
}

// setApart parts elements in a row that a page sets apart by their style alone:
// "By A. Writer" and "9 August" in two boxes without a blank between.
func setApart(n *html.Node, added func(mark, next *html.Node)) {
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		next := m.NextSibling
		if m.Type != html.ElementNode || blockish[m.DataAtom] || unseen[m.DataAtom] || next == nil || next.Type != html.ElementNode || blockish[next.DataAtom] || unseen[next.DataAtom] || next.DataAtom == atom.Br || m.DataAtom == atom.Br {
			continue
		}
		a, b := flatText(m), flatText(next)
		if a == "" || b == "" || strings.HasSuffix(a, ":") || strings.HasSuffix(textOf(m), " ") || strings.HasPrefix(textOf(next), " ") || strings.ContainsAny(b[:1], ",.;:|)") {
			continue
		}
		mark := &html.Node{Type: html.TextNode, Data: " | "}
		n.InsertBefore(mark, next)
		added(mark, next)
	}
}

// firstText is the first block of the text below the title that holds words
// and no other block of it.
func (c *content) firstText(n *html.Node, begins map[*html.Node]int, after int) *html.Node {
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		if m.Type == html.ElementNode && (c.kept[m] || c.above[m]) {
			if found := c.firstText(m, begins, after); found != nil {
				return found
			}
			if c.kept[m] && blockish[m.DataAtom] && begins[m] > after && wordsIn(flatText(m)) > 0 {
				return m
			}
		}
		if m.Type == html.TextNode && c.kept[n] && begins[m] > after && len(strings.TrimSpace(m.Data)) > 40 {
			return m
		}
	}
	return nil
}

var rePublicationLine = regexp.MustCompile(`(?i)\b(?:publication|volume|vol\.|issue|no\.)\s*:?\s*(?:\d|[A-Z])`)

// aboveTitle are lines that name the publication and stand right above the
// title.
func (c *content) aboveTitle() []string {
	var lines []string
	for n := c.title; n != nil && n != c.body && len(lines) == 0; n = n.Parent {
		steps := 0
		for p := n.PrevSibling; p != nil && steps < 4; p = p.PrevSibling {
			if p.Type != html.ElementNode || unseen[p.DataAtom] || hidden(p) {
				continue
			}
			steps++
			if t := flatText(p); len(t) < 160 && rePublicationLine.MatchString(t) && !c.kept[p] {
				lines = append([]string{t}, lines...)
			}
		}
	}
	return lines
}
