package office

import (
	"regexp"
	"strconv"
	"strings"

	"sidelight/app/intake/format"
)

// style is what a style of Word says of the paragraphs and runs set in it.
type style struct {
	name             string // in English and small letters, whatever language Word speaks
	based            string
	outline          int // 1 to 9, or 0
	list             string
	level            int
	strong, emphasis bool
}

func (s *style) named() string {
	if s == nil {
		return ""
	}
	return s.name
}

// reHeading are the names that word processors give to headings, where a style
// does not say its level itself: Word's are in English in every language, those
// that others write are in their own.
var reHeading = regexp.MustCompile(`^(?:heading|überschrift|titre|título|titulo|titolo|rubrik|overskrift|otsikko|kop|nagłówek|nadpis|заголовок|başlık|عنوان)[ _]?([1-9])$`)

func (d *docx) readStyles(x *format.XML) error {
	err := x.Find("style", func(e format.Element) error {
		s := &style{}
		d.styles[e.Attr("styleId")] = s
		var child func(e format.Element) error
		child = func(e format.Element) error {
			on := e.Attr("val") != "0" && e.Attr("val") != "false"
			switch e.Name {
			case "name":
				s.name = strings.ToLower(e.Attr("val"))
			case "basedOn":
				s.based = e.Attr("val")
			case "outlineLvl":
				if n, err := strconv.Atoi(e.Attr("val")); err == nil && n >= 0 && n < 9 {
					s.outline = n + 1
				}
			case "numId":
				s.list = e.Attr("val")
			case "ilvl":
				s.level = bounded(e.Attr("val"), 8)
			case "b":
				s.strong = on
			case "i":
				s.emphasis = on
			}
			return x.Each(child, nil)
		}
		return x.Each(child, nil)
	})
	if err != nil {
		return err
	}
	for _, s := range d.styles {
		if s.outline == 0 {
			if m := reHeading.FindStringSubmatch(s.name); m != nil {
				s.outline, _ = strconv.Atoi(m[1])
			}
		}
	}
	for _, s := range d.styles {
		// What a style does not say, the one that it is based on says.
		for base, steps := d.styles[s.based], 0; base != nil && steps < 12; base, steps = d.styles[base.based], steps+1 {
			if s.outline == 0 && s.name != "title" && !strings.HasPrefix(s.name, "toc") {
				s.outline = base.outline
			}
			if s.list == "" {
				s.list, s.level = base.list, max(s.level, base.level)
			}
		}
	}
	return nil
}

// lists are the numberings of a document: formats by list and level.
type lists struct {
	abstract map[string][]levelFormat // by abstractNumId
	of       map[string]string        // abstractNumId by numId
}

type levelFormat struct {
	format string // "bullet", "decimal", "lowerLetter" ...
	text   string // "%1.%2."
	start  int
}

func (d *docx) readLists(x *format.XML) error {
	d.lists = lists{map[string][]levelFormat{}, map[string]string{}}
	return x.Each(func(e format.Element) error { // numbering
		return x.Each(func(e format.Element) error {
			switch e.Name {
			case "abstractNum":
				id := e.Attr("abstractNumId")
				levels := make([]levelFormat, 9)
				d.lists.abstract[id] = levels
				return x.Each(func(e format.Element) error {
					if e.Name != "lvl" {
						return x.Skip()
					}
					l := &levels[bounded(e.Attr("ilvl"), 8)]
					l.start = 1
					return x.Each(func(e format.Element) error {
						switch e.Name {
						case "numFmt":
							l.format = e.Attr("val")
						case "lvlText":
							l.text = e.Attr("val")
						case "start":
							l.start = bounded(e.Attr("val"), 1<<20)
						}
						return x.Skip()
					}, nil)
				}, nil)
			case "num":
				id := e.Attr("numId")
				return x.Each(func(e format.Element) error {
					if e.Name == "abstractNumId" {
						d.lists.of[id] = e.Attr("val")
					}
					return x.Skip()
				}, nil)
			}
			return x.Skip()
		}, nil)
	}, nil)
}

// marker counts an item of a list and gives what stands before it; numbered
// says that it is a number.
func (d *docx) marker(list string, level int) (marker string, numbered bool) {
	abstract, known := d.lists.of[list]
	levels := d.lists.abstract[abstract]
	if !known || level >= len(levels) {
		return "•", false
	}
	counts := d.counters[abstract]
	if counts == nil {
		counts = make([]int, 9)
		for i := range counts {
			counts[i] = levels[i].start - 1
		}
		d.counters[abstract] = counts
	}
	counts[level]++
	for i := level + 1; i < len(counts); i++ {
		counts[i] = levels[i].start - 1
	}
	l := levels[level]
	switch l.format {
	case "none":
		return "", false
	case "bullet", "":
		return "•", false
	}
	text := l.text
	for i := 0; i <= level; i++ {
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), counted(max(counts[i], 1), levels[i].format))
	}
	return strings.TrimSpace(text), true
}

// counted is a number in the format of a list.
func counted(n int, format string) string {
	switch format {
	case "lowerLetter", "upperLetter":
		if n > 26*10 {
			break
		}
		s := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			s = strings.ToUpper(s)
		}
		return s
	case "lowerRoman":
		if n < 4000 {
			return roman(n)
		}
	case "upperRoman":
		if n < 4000 {
			return strings.ToUpper(roman(n))
		}
	}
	return strconv.Itoa(n)
}
