package web

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// attr is the value of an attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// textOf is all text in an element as it stands in the source.
func textOf(n *html.Node) string {
	var b strings.Builder
	each(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		return !unseen[c.DataAtom]
	})
	return b.String()
}

// flatText is the text of an element on one line.
func flatText(n *html.Node) string { return strings.Join(strings.Fields(textOf(n)), " ") }

// each visits a node and all below it in order, going down where f is true.
func each(n *html.Node, f func(*html.Node) bool) {
	if !f(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, f)
	}
}

// find is the first node at or below n that is wanted, or nil.
func find(n *html.Node, wanted func(*html.Node) bool) *html.Node {
	if wanted(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, wanted); found != nil {
			return found
		}
	}
	return nil
}

var (
	reHiddenStyle = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)`)
	reHiddenClass = regexp.MustCompile(`(?i)(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|u-hidden|mw-editsection)(?:\s|$)`)
)

// hidden is true of what a page does not show to readers.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if reHiddenStyle.MatchString(a.Val) {
				return true
			}
		case "class":
			if reHiddenClass.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}
