package layout

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// composer makes the text of a document, page after page.
type composer struct {
	pages     []Page
	fragments [][]fragment
	body      float64 // the size of type in which most of the text is set
	labels    []string
	flow      []line      // of all pages, in the order in which they are read
	tables    [][]string  // rows; a line of the flow stands for each
	feet      []paragraph // footnotes
	notes     map[string]bool
	words     vocabulary
	Text
}

// Compose makes text of pages. The error is the context's.
func Compose(ctx context.Context, pages []Page) (Text, error) {
	c := &composer{pages: pages, notes: map[string]bool{}, words: vocabulary{}}
	if err := c.read(ctx); err != nil {
		return Text{}, err
	}
	c.dropRunning()
	c.body = c.bodySize()
	var notes []line
	for i := range pages {
		if err := ctx.Err(); err != nil {
			return Text{}, err
		}
		notes = append(notes, c.page(i)...)
	}
	c.feet = c.notesOf(notes)
	paragraphs := c.paragraphs()
	c.headings(paragraphs)
	c.write(paragraphs)
	return c.Text, nil
}

// read makes fragments of the runs of every page.
func (c *composer) read(ctx context.Context) error {
	c.fragments = make([][]fragment, len(c.pages))
	for i, p := range c.pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.fragments[i] = fragmentsOf(p.Runs)
		if len(p.Runs) == 0 && len(p.Aside) == 0 {
			c.Empty = append(c.Empty, i+1)
		}
		for _, f := range c.fragments[i] {
			c.words.learn(textOf(f.runs))
		}
		if i == 0 {
			var first []string
			for _, f := range c.fragments[0] {
				first = append(first, textOf(f.runs))
			}
			c.First = strings.Join(first, " ")
		}
	}
	return nil
}

// dropRunning leaves out what runs along the pages.
func (c *composer) dropRunning() {
	r := running{pages: len(c.pages)}
	for i, p := range c.pages {
		r.note(i, p, c.fragments[i])
	}
	out, printed, remarks := r.settle()
	c.Remarks = append(c.Remarks, remarks...)
	for i := range c.fragments {
		kept := c.fragments[i][:0:0]
		for k, f := range c.fragments[i] {
			if !out[[2]int{i, k}] {
				kept = append(kept, f)
			}
		}
		c.fragments[i] = kept
	}
	c.labels = pageLabels(c.pages, printed)
	if c.labels[0] != "1" || c.labels[len(c.labels)-1] != fmt.Sprint(len(c.labels)) {
		c.Remarks = append(c.Remarks, db.Remark{Kind: db.RemarkRecognised, Field: "pages", Detail: fmt.Sprintf("%d pages, called %s to %s as printed", len(c.labels), c.labels[0], c.labels[len(c.labels)-1])})
	} else {
		c.Remarks = append(c.Remarks, db.Remark{Kind: db.RemarkRecognised, Field: "pages", Detail: fmt.Sprintf("%d pages", len(c.labels))})
	}
}

// pageLabels are what pages are called: by the file, else by the number printed
// on them, else by their place. They all differ: where the names that are found
// would not, the places are taken.
func pageLabels(pages []Page, printed []string) []string {
	labels := make([]string, len(pages))
	own := false
	for i, p := range pages {
		own = own || p.Label != "" && p.Label != fmt.Sprint(i+1)
	}
	shift, counted := 0, false
	for i, s := range printed {
		if s != "" && s[0] >= '0' && s[0] <= '9' {
			shift, counted = value(s)-i, true
			break
		}
	}
	seen := map[string]bool{}
	for i, p := range pages {
		switch {
		case printed[i] != "":
			labels[i] = printed[i]
		case own && p.Label != "":
			labels[i] = p.Label
		case counted && i+shift > 0:
			labels[i] = fmt.Sprint(i + shift)
		default:
			labels[i] = fmt.Sprintf("[%d]", i+1)
		}
		seen[labels[i]] = true
	}
	if len(seen) < len(pages) || !counted && !own {
		for i := range labels {
			labels[i] = fmt.Sprint(i + 1)
		}
	}
	return labels
}

// bodySize is the size in which most letters of the document are set.
func (c *composer) bodySize() float64 {
	var all []fragment
	for _, page := range c.fragments {
		for _, f := range page {
			all = append(all, fragment{size: f.size, letters: f.letters})
		}
	}
	return typical(all)
}

// page puts the lines of a page into the flow and returns its footnotes.
func (c *composer) page(i int) []line {
	var notes []line
	height := c.pages[i].Height
	regions := regionsOf(c.fragments[i])
	for k, r := range regions {
		if r.table && c.table(r, i) {
			continue
		}
		lines := linesOf(r, i, height)
		lines, feet := c.cutFeet(lines, k == 0)
		notes = append(notes, feet...)
		c.flow = append(c.flow, lines...)
	}
	if len(c.pages[i].Aside) > 0 {
		aside := linesOf(regionOf(fragmentsOf(c.pages[i].Aside), false), i, height)
		words := make([]string, len(aside))
		for k := range aside {
			words[k] = aside[k].text()
			aside[k].aside = true
		}
		if text := strings.Join(words, " "); len(text) < 120 && len(c.fragments[i]) > 5 {
			c.Remarks = append(c.Remarks, db.Remark{Kind: db.RemarkDropped, Field: "text", Detail: "set sideways in the margin: " + short(text, 60)})
		} else {
			c.flow = append(c.flow, aside...)
		}
	}
	return notes
}

// cutFeet parts the footnotes at the foot of a column from its lines: small
// type down to the end, from the first line that begins with the mark of a note.
func (c *composer) cutFeet(lines []line, whole bool) (kept, feet []line) {
	from := len(lines)
	for from > 0 && lines[from-1].size < c.body*0.94 && lines[from-1].base > lines[from-1].height*0.3 {
		from--
	}
	if from == len(lines) || from == 0 && whole && len(c.pages) == 1 {
		return lines, nil
	}
	// Lines far below the others are something else again.
	end := len(lines)
	for i := from + 1; i < end; i++ {
		if lines[i].base-lines[i-1].base > lines[i].size*3.5 && i > len(lines)-4 && !marked(lines[i:]) {
			end = i
		}
	}
	for i := from; i < end; i++ {
		if number, _ := lines[i].noteMark(); number == "" {
			continue
		}
		// What stands right above it goes on with a note of the page before.
		first := i
		for first > from && len(c.notes) > 0 && lines[first].base-lines[first-1].base < lines[i].size*2.4 {
			first--
		}
		if i-first > 6 || first != from && first < i {
			first = i
		}
		for _, l := range lines[first:end] {
			if n, _ := l.noteMark(); isNumber(n) {
				c.notes[n] = true
			}
		}
		return append(lines[:first:first], lines[end:]...), lines[first:end]
	}
	return lines, nil
}

func marked(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool { mark, _ := l.noteMark(); return mark != "" })
}

// noteMark finds the number or sign that a footnote begins with, and the run at
// which its words begin.
func (l line) noteMark() (mark string, rest int) {
	if len(l.runs) < 2 {
		return "", 0
	}
	first := l.runs[0]
	s := strings.Trim(first.Text, "[]().")
	raised := first.Size < l.runs[1].Size*0.85
	switch {
	case isNumber(s) && (raised || first.Text != s || l.runs[1].X0-first.X1 > l.size*0.2):
		return s, 1
	case slices.Contains([]string{"*", "**", "†", "‡", "§", "¶"}, s):
		return s, 1
	}
	return "", 0
}

// write makes the blocks of the paragraphs, then the footnotes.
func (c *composer) write(paragraphs []paragraph) {
	page := -1
	for _, p := range paragraphs {
		c.Blocks = append(c.Blocks, c.block(p, &page))
	}
	if page < len(c.pages)-1 {
		// Pages without a word of their own begin where the text ends.
		c.Blocks = append(c.Blocks, format.Block{Pages: c.pagesTo(len(c.pages)-1, 0, &page)})
	}
	for _, p := range c.feet {
		if len(p.lines) > 0 && p.lines[0].page != page {
			page = p.lines[0].page - 1
		}
		c.Blocks = append(c.Blocks, c.block(p, &page))
	}
	if n := len(c.feet); n > 0 {
		c.Remarks = append(c.Remarks, db.Remark{Kind: db.RemarkRecognised, Field: "footnotes", Detail: fmt.Sprintf("at the foot of the pages, now behind the text: %d", n)})
	}
	if len(c.words.joined) > 0 {
		c.Remarks = append(c.Remarks, c.words.remark())
	}
}

// pagesTo are the pages that begin at a byte of a block, up to page last.
func (c *composer) pagesTo(last, at int, page *int) []db.Page {
	var out []db.Page
	for *page < last {
		*page++
		out = append(out, db.Page{Label: c.labels[*page], Start: at})
	}
	return out
}
