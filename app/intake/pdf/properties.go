package pdf

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// properties is what a document says of itself beside its pages. Much of it is
// left over from a template or is the name of whoever pressed a button.
type properties struct {
	title, author, subject, keywords, created, producer string
}

func (d *document) properties() properties {
	get := func(tag string) string {
		var value string
		_ = d.try(func() error {
			m, err := d.pdfium.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.ref, Tag: tag})
			if err == nil {
				value = clean(m.Value, 400)
			}
			return err
		})
		return value
	}
	p := properties{title: get("Title"), author: get("Author"), subject: get("Subject"), keywords: get("Keywords"), created: get("CreationDate"), producer: get("Creator")}
	if p.producer == "" {
		p.producer = get("Producer")
	}
	return p
}

const fromProperties = "the document's properties"

var (
	reRubbishTitle = regexp.MustCompile(`(?i)^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document\d*|(?:slide|page|layout) ?\d*|template.*|no ?title|powerpoint presentation|.*\.(?:docx?|pdf|indd|qxd|qxp|pptx?|xlsx?|odt|tex|dvi|rtf|pub|ai|html?)|[\w-]*\d{4,}[\w-]*|[a-z]:\\.*|file:.*|.{0,3})$`)
	reRubbishName  = regexp.MustCompile(`(?i)^(?:admin(?:istrator)?|user\d*|owner|default|unknown|author|microsoft.*|windows.*|office.*|hp|dell|lenovo|acer|asus|guest|test|.*@.*|[a-z]+\d+)$`)
	// D:20260410172559Z, of which only the day counts.
	reCreated = regexp.MustCompile(`^(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)`)
	reCover   = regexp.MustCompile(`(?i)\bcover date:\s*([\pL]+ \d{1,2}, \d{4})`)
)

// fields are the properties that can be believed: a title or an author that the
// first page has too. The day on which the file was made is taken only where
// the text tells none.
func (p properties) fields(a *format.Article, first string) []format.Field {
	var out []format.Field
	page := plain(first)
	if p.title != "" {
		switch {
		case reRubbishTitle.MatchString(p.title):
			a.Remark(db.RemarkDropped, "title", "the document's properties give it as “%s”, which is no title", p.title)
		case strings.Contains(page, plain(p.title)) && len(plain(p.title)) >= 8:
			out = append(out, format.Field{Name: "title", Values: []string{p.title}, From: fromProperties})
		default:
			a.Remark(db.RemarkGuessed, "title", "the document's properties give it as “%s”, which the first page does not", p.title)
		}
	}
	if p.author != "" {
		names := authors(p.author)
		switch {
		case len(names) == 0:
			a.Remark(db.RemarkDropped, "author", "the document's properties give “%s”, which is nobody's name", p.author)
		default:
			out = append(out, format.Field{Name: "author", Values: names, From: fromProperties, Weak: !known(a.Blocks, names)})
		}
	}
	if m := reCover.FindStringSubmatch(p.keywords + " " + p.subject); m != nil {
		out = append(out, format.Field{Name: "date", Values: []string{m[1]}, From: fromProperties})
	}
	if m := reCreated.FindStringSubmatch(p.created); m != nil {
		out = append(out, format.Field{Name: "date", Values: []string{m[1] + "-" + m[2] + "-" + m[3]}, From: "the day on which the file was made", Weak: true})
	}
	return out
}

// authors parts the names of authors.
func authors(s string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '&' || r == '/' }) {
		for _, n := range strings.Split(name, " and ") {
			if n = strings.TrimSpace(n); n != "" && !reRubbishName.MatchString(n) {
				out = append(out, n)
			}
		}
	}
	// "Blanchard, Christopher": parted by the comma, one name.
	if len(out) == 2 && !strings.Contains(out[0], " ") && !strings.Contains(out[1], " ") {
		return []string{out[1] + " " + out[0]}
	}
	if len(out) == 1 && !strings.Contains(out[0], " ") {
		return nil // an account of a computer
	}
	return out
}

// known reports whether the text names one of the authors.
func known(blocks []format.Block, names []string) bool {
	for _, b := range blocks {
		text := plain(b.Text)
		for _, n := range names {
			if strings.Contains(text, plain(n)) {
				return true
			}
		}
	}
	return false
}

// plain is a text for comparing: its letters and digits, small.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
