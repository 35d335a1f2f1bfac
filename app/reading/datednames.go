package reading

import (
	"regexp"
	"strings"
)

// What looks like a date and is a name, or tells of the text itself.

// isPerson: the month is somebody's name in this text ("Theresa May").
func (d *dater) isPerson(e expression) bool {
	name := " " + e.Of(d.text)
	for at, tries := 0, 0; tries < 8; tries++ {
		i := strings.Index(d.text[at:], name)
		if i < 0 {
			return false
		}
		at += i
		if w := lastWord(d.text[max(0, at-40):at]); isProperName(w) && !monthLeads[strings.ToLower(w)] && partWords[strings.ToLower(w)] == whole {
			return true
		}
		at += len(name)
	}
	return false
}

// isName: the date is a name: of a movement, a square, a famous day.
func (d *dater) isName(e expression) bool {
	if e.from.day == 0 || !e.to.empty() || e.from.year > 0 {
		return false
	}
	day := date{month: e.from.month, day: e.from.day}
	lead := d.wordBefore(e.first)
	name := d.namesAfter(e, lead) || namedBodies[d.nameBefore(e.first)] || namedDays[day] && d.attackAfter(e)
	if lead == "of" || lead == "du" {
		name = name || namedBodies[d.nameBefore(e.first-1)]
	}
	if name {
		d.named[day] = true
	}
	return name || d.named[day] && !monthLeads[lead]
}

// namesAfter: "March 23 Movement", "17 November Revolutionary Organization".
// After a word like "on" only a body that nothing else is called by counts:
// "on July 28 Wagner Forces attacked".
func (d *dater) namesAfter(e expression, lead string) bool {
	for k := 0; k < 3; k++ {
		w := d.wordAfter(e.next + k)
		if k == 0 && (w == "group" || w == "movement") {
			return true
		}
		if w == "" || !startsUpper(w) {
			return false
		}
		if namedBodies[w] || lead != "on" && lead != "since" && namedForces[w] {
			return k == 0 || lead != "on"
		}
	}
	return false
}

func (d *dater) attackAfter(e expression) bool {
	for k := 0; k < 3; k++ {
		if w := strings.ToLower(d.wordAfter(e.next + k)); attackWords[w] {
			return true
		} else if w == "" {
			return false
		}
	}
	return false
}

var (
	metadataExpr = regexp.MustCompile(`(?i)^[\s*_#>|•-]*(?:published|publication|updated|last updated|posted|issued|date|dated|released|accessed|created|modified|version)\b[^.;!?]*$`)
	volumeExpr   = regexp.MustCompile(`(?i)\bvol(?:ume)?\b\.?:?\s*\d`)
)

// longestMetadata bounds a line that tells of the text itself.
const longestMetadata = 160

// isMetadata: the line tells of the text itself: a date alone, "Published:
// June 28, 2024", a volume and its issue; or the date is that of a report in
// brackets ("according to TASS, August 19", "see annex, August 2024").
func (d *dater) isMetadata(e expression) bool {
	if i := strings.LastIndexAny(d.text[max(0, e.Start-longestMetadata):e.Start], "()[]"); i >= 0 {
		aside := d.text[max(0, e.Start-longestMetadata)+i:]
		if reportLeads[firstWord(aside[1:])] {
			return true
		}
	}
	around := lineAround(d.text, e.Span, longestMetadata)
	if around.Len() > 2*longestMetadata {
		return false // a long line
	}
	line := strings.Trim(around.Of(d.text), " \t.*_")
	return line == strings.Trim(e.Of(d.text), ".") || len(line) <= longestMetadata && (metadataExpr.MatchString(line) || volumeExpr.MatchString(line))
}
