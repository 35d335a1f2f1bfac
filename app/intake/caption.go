package intake

import (
	"regexp"
	"strings"
)

var (
	reCaptionStart = regexp.MustCompile(`(?i)^(?:(?:(?:photo(?:graph)?s?|image|picture|figure|fig\.?|map|chart|graph(?:ic)?|illustration|table|exhibit|infographic|carte|tableau|graphique|caption)\s*(?:\d+[a-z]?(?:[.-]\d+)?|[IVX]+)\s*[:.–—|-]\s*\S)|(?:(?:photo(?:graph)?|image|picture|map|figure|chart|caption|photo credit|image credit|photo caption|cover (?:photo|image)|credit|credits|illustration|crédit(?: photo)?|photographie)\s*:\s*\S)|(?:(?:photo|image|photograph) (?:by|courtesy|credit)\s)|(?:\((?:photo|image|source|credit)[^()]*\)$)|\([^()]{0,60}\b(?:photo|getty images|afp|reuters)\b[^()]{0,60}\)$|©\s?\S|(?:above|below|left|right|top|bottom|pictured|clockwise from top[a-z -]{0,10})\s*:\s*\S)`)
	reCaptionEnd   = regexp.MustCompile(`(?i)(?:[(\[](?:photo|image|source|credit|picture|photo credit|image credit|photo source|image source|crédit(?: photo)?|photographie)s?\b[^()\[\]]{1,140}[)\]]|[(\[][^()\[\]]{0,60}\b(?:ap photo|getty images?|wikimedia commons|shutterstock|afp via|via getty|via ap|u\.s\. (?:army|navy|air force|marine corps) photo)[^()\[\]]{0,80}[)\]]|\b(?:photo|image|picture) credit: .{2,60}|\. (?:photo|image|picture): .{2,60}|\. (?:photo|image|picture|still|screenshot|screengrab|screen ?shot)s? (?:from|by|courtesy of|taken from) [^.]{2,80}|\bsource: (?:wikimedia|getty|reuters|afp|ap|flickr|x|shutterstock|dvids|author)\b.{0,60})\.?$`)
)

// isCaption reports whether a paragraph describes a picture. Many says that the
// text closes many paragraphs with a source in parentheses, which is then its
// way of citing.
func isCaption(s string, many bool) bool {
	if len(s) > 600 || wordCount(s, 61) > 60 {
		return false
	}
	if reCopyright.MatchString(s) {
		return false
	}
	if reCaptionStart.MatchString(s) {
		return true
	}
	m := reCaptionEnd.FindStringIndex(s)
	if m == nil || many || strings.Count(s[:m[0]], ". ") > 1 {
		return false
	}
	// A day in it makes it a citation: pictures are credited, not dated.
	return !reCitedDay.MatchString(s[m[0]:]) && !strings.Contains(s[m[0]:], ";")
}

// reCopyright is the notice of who owns the text, not the picture.
var reCopyright = regexp.MustCompile(`(?i)^(?:copyright\s*)?©.{0,80}\b(?:19|20)\d{2}\b|^©.{0,80}\ball rights reserved`)

var reCitedDay = regexp.MustCompile(reLongMonth + ` \d|\d ` + reLongMonth)
