package intake

import (
	"regexp"
	"slices"
	"strings"

	"sidelight/db"
)

// settleBullets gives list items their depth: by indentation, and at one
// margin by their signs, where an inner list stands between two items of the
// outer one.
func (u *understanding) settleBullets() {
	type depth struct {
		indent int
		style  string
	}
	var stack []depth
	var last map[depth]int // the last item of each kind in the list at hand
	for i := range u.pieces {
		p := &u.pieces[i]
		if p.kind == db.KindBullet && p.counted {
			p.kind = db.KindParagraph
			p.start = u.lineStart(i)
		}
		if p.kind != db.KindBullet {
			if !u.dropped[i] {
				stack, last = stack[:0], nil
			}
			continue
		}
		if p.sure { // the markup gave the depth
			continue
		}
		if last == nil {
			last = map[depth]int{}
			for k := i; k < len(u.pieces) && (u.pieces[k].kind == db.KindBullet || u.dropped[k]); k++ {
				last[depth{u.pieces[k].indent, u.pieces[k].marker.style}] = k
			}
		}
		here := depth{p.indent, p.marker.style}
		for len(stack) > 0 && stack[len(stack)-1].indent > here.indent {
			stack = stack[:len(stack)-1]
		}
		found := slices.Index(stack, here)
		top := len(stack) - 1
		switch {
		case found >= 0:
			stack = stack[:found+1]
		case len(stack) == 0, stack[top].indent+1 < here.indent:
			stack = append(stack, here)
		case last[stack[top]] > i, !p.gap && strings.Contains("◦o○", here.style) && strings.Contains("•●■", stack[top].style):
			stack = append(stack, here)
		default:
			stack[top] = here
		}
		p.level = len(stack) - 1
	}
}

// readSections marks what belongs to the executive summary.
func (u *understanding) readSections() {
	for i := 0; i < len(u.pieces); i++ {
		p := u.pieces[i]
		if p.kind != db.KindHeading || u.dropped[i] {
			continue
		}
		name := foldName(u.flat(i))
		if m, ok := numberMarker(name); ok {
			name = foldName(name[m.width:])
		}
		if !summaryNames[name] || !u.front(i, name) {
			continue
		}
		u.unmarked(i)
		end := u.summaryEnd(i)
		if end == i+1 {
			continue
		}
		bullets, paragraphs := 0, 0
		for k := i; k < end; k++ {
			q := &u.pieces[k]
			q.section = true
			if u.dropped[k] || k == i {
				continue
			}
			if q.counted {
				q.kind = db.KindBullet
				q.start = q.from
				start, _ := trim(u.text, q.from, q.end)
				q.start = start + q.marker.width
			}
			if q.kind == db.KindBullet {
				bullets++
			} else {
				paragraphs++
			}
		}
		u.remark(db.RemarkRecognised, "summary", "under the heading “%s”: %d bullets, %d paragraphs", u.flat(i), bullets, paragraphs)
		i = end - 1
	}
}

// summaryEnd is the piece after the summary that piece i heads. A summary that
// begins with bullets ends with them; one that begins with paragraphs goes on
// to the next heading, or is its first paragraph where no heading follows soon.
func (u *understanding) summaryEnd(i int) int {
	n := len(u.pieces)
	isBullet := func(k int) bool { return u.pieces[k].kind == db.KindBullet || u.pieces[k].counted }
	k := i + 1
	for k < n && (u.dropped[k] || u.pieces[k].kind == db.KindCaption) {
		k++
	}
	if k == n || u.pieces[k].kind == db.KindHeading || u.pieces[k].kind == db.KindFootnote {
		return i + 1
	}
	if u.pieces[i].runIn && !isBullet(k) {
		if k+1 < n && isBullet(k+1) {
			return u.listEnd(k + 1)
		}
		return k + 1
	}
	// A line or two may lead in to the bullets.
	lead := k
	for lead < n && lead < k+2 && !isBullet(lead) && (u.pieces[lead].kind == "" || u.pieces[lead].kind == db.KindParagraph) {
		if s := u.str(lead); lead == k && strings.HasSuffix(s, ":") || wordCount(s, 31) <= 30 || lead+1 < n && isBullet(lead+1) {
			lead++
			continue
		}
		break
	}
	heading := -1
	words := 0
	for j := k; j < n; j++ {
		if u.pieces[j].kind == db.KindHeading {
			heading = j
			break
		}
		words += wordCount(u.str(j), 1000)
	}
	near := heading >= 0 && heading-k <= 12 && (words*2 <= u.words || words <= 250)
	leadsIn := lead == k || lead == k+1 && !terminal(u.str(k))
	switch {
	case lead < n && isBullet(lead) && (heading < 0 || lead < heading) && (leadsIn || !near):
		return u.listEnd(lead)
	case near:
		return heading
	}
	// Points of one sentence each, then the longer paragraphs of the body.
	run := k
	for run < n && u.pieces[run].kind == "" && sentences(u.str(run)) == 1 && wordCount(u.str(run), 61) <= 60 {
		run++
	}
	if run >= k+2 && run < n && u.pieces[run].kind == "" && sentences(u.str(run)) >= 2 && wordCount(u.str(run), 40) >= 40 {
		return run
	}
	return k + 1
}

// unmarked finds bullets that lost their signs when a page was copied: right
// under the heading of a summary, lines of one sentence each without a blank
// line between. The body begins at a blank line, a heading or a longer paragraph.
func (u *understanding) unmarked(i int) {
	end := i + 1
	for end < len(u.pieces) {
		p, s := u.pieces[end], u.str(end)
		if p.kind == db.KindHeading && !p.sure && end > i+1 && !p.gap {
			// The last of short lines looks like a heading of what follows.
			after := end+1 < len(u.pieces) && u.pieces[end+1].gap
			if !after || terminal(u.str(end-1)) {
				break
			}
		} else if p.kind != "" || u.decided[end] {
			break
		}
		if p.gap && end > i+1 || wordCount(s, 61) > 60 || p.lines > 1 || sentences(s) > 1 || strings.HasSuffix(s, ":") {
			break
		}
		end++
	}
	if end-i-1 < 2 {
		return
	}
	for k := i + 1; k < end; k++ {
		u.settle(k, db.KindBullet)
		u.pieces[k].level = 0
	}
	u.remark(db.RemarkGuessed, "summary", "lines under “%s” taken for bullets: %d", u.flat(i), end-i-1)
}

// sentences counts the sentences of a paragraph, roughly.
func sentences(s string) int { return 1 + len(reSentenceEnd.FindAllString(s, -1)) }

var reSentenceEnd = regexp.MustCompile(`\p{Ll}[)”"’\]]*[.!?][”"’)]*(?:\[?\d{1,3}\]?)?\s+[“"‘(]?\p{Lu}`)

// listEnd is the piece after the list that begins with piece i.
func (u *understanding) listEnd(i int) int {
	end := i
	for end < len(u.pieces) {
		q := u.pieces[end]
		// A paragraph set in under its bullet belongs to it.
		inner := (q.kind == "" || q.kind == db.KindParagraph) && end > i && q.indent > u.pieces[i].indent && !q.sure
		if q.kind != db.KindBullet && !q.counted && !inner && !u.dropped[end] {
			break
		}
		end++
	}
	for end > i && u.dropped[end-1] {
		end--
	}
	return end
}
