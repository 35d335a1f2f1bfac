package widgets

import (
	"net/url"
	"regexp"
	"strings"

	"fyne.io/fyne/v2/widget"
)

// wikiLink finds [[target]] and [[target|words]].
var wikiLink = regexp.MustCompile(`\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]`)

// wikiScheme marks a link of the preview as one to something in the library.
const wikiScheme = "sidelight-link"

// previewSegments reads Markdown for showing. Links call open with their
// target and go nowhere by themselves, and pictures are shown as their words:
// showing a note must not fetch anything.
func previewSegments(source string, open func(target string)) []widget.RichTextSegment {
	linked := wikiLink.ReplaceAllStringFunc(source, func(s string) string {
		m := wikiLink.FindStringSubmatch(s)
		words := m[2]
		if words == "" {
			words = m[1]
		}
		return "[" + words + "](" + wikiScheme + ":" + url.PathEscape(m[1]) + ")"
	})
	segments := widget.NewRichTextFromMarkdown(linked).Segments
	return tame(segments, open)
}

// tame replaces pictures and gives every link its callback, at any depth.
func tame(segments []widget.RichTextSegment, open func(string)) []widget.RichTextSegment {
	out := make([]widget.RichTextSegment, 0, len(segments))
	for _, segment := range segments {
		switch s := segment.(type) {
		case *widget.HyperlinkSegment:
			target := linkTarget(s.URL)
			s.OnTapped = func() { open(target) }
		case *widget.ImageSegment:
			words := s.Title
			if words == "" && s.Source != nil {
				words = s.Source.Name()
			}
			out = append(out, &widget.TextSegment{Text: words, Style: widget.RichTextStyleEmphasis})
			continue
		case *widget.ParagraphSegment:
			s.Texts = tame(s.Texts, open)
		case *widget.ListSegment:
			s.Items = tame(s.Items, open)
		case *widget.TableSegment:
			for i := range s.Headers {
				s.Headers[i] = tame(s.Headers[i], open)
			}
			for _, row := range s.Rows {
				for i := range row {
					row[i] = tame(row[i], open)
				}
			}
		}
		out = append(out, segment)
	}
	return out
}

// linkTarget returns what a link leads to: the name in a wiki link, else the
// address.
func linkTarget(u *url.URL) string {
	if u == nil {
		return ""
	}
	if u.Scheme != wikiScheme {
		return u.String()
	}
	name, err := url.PathUnescape(strings.TrimPrefix(u.String(), wikiScheme+":"))
	if err != nil {
		return u.Opaque
	}
	return name
}
