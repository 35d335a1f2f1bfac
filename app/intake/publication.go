package intake

import (
	"regexp"
	"strings"

	"sidelight/db"
)

// reNthOfVolume is a number after that of the volume, with what it counts.
var reNthOfVolume = regexp.MustCompile(`^\s*[,;:/–—-]\s*\p{Lu}\p{L}{2,12}\.?\s+(\d{1,3})\b`)

// reHanNumber is volume 5 (第5卷) or issue 3 (第3期) in Chinese and Japanese.
var reHanNumber = regexp.MustCompile(`第 ?(\d{1,4}) ?(卷|期)`)

const reRomanOrNumber = `(\d{1,4}|[IVXLCDMivxlcdm]{1,8})`

// publicationLine reads "Publication: X Volume: 22 Issue: 11" and its kin.
func publicationLine(s string, o order) (headLine, bool) {
	if len(s) > 250 {
		return headLine{}, false
	}
	h := headLine{kind: db.KindPublication}
	rest, labelled := s, false
	if m := reMetaKey.FindStringSubmatch(s); m != nil && metaKeys[foldName(m[1])] == "publication" && !reURL.MatchString(m[2]) {
		rest, labelled = m[2], true
	}
	// What stands before the first number is the name.
	first, last := len(rest), 0
	take := func(start, end int) {
		first, last = min(first, start), max(last, end)
	}
	// A number is only looked for outside the date.
	masked := rest
	if d, start, end, ok := findDate(rest, o); ok {
		h.date, h.dated = d, true
		h.updated = reUpdated.MatchString(rest[:start])
		masked = rest[:start] + strings.Repeat(" ", end-start) + rest[end:]
		take(start, end)
	}
	if m := reVolumeIssue.FindStringSubmatchIndex(masked); m != nil {
		h.volume = masked[m[2]:m[3]]
		if m[4] >= 0 {
			h.issue = masked[m[4]:m[5]]
		} else {
			h.issue = masked[m[6]:m[7]]
		}
		take(m[0], m[1])
	} else {
		if m := reVolume.FindStringSubmatchIndex(masked); m != nil {
			h.volume = masked[m[2]:m[3]]
			take(m[0], m[1])
			// "Volume 31, Comment 4": what each number of the volume is called.
			if n := reNthOfVolume.FindStringSubmatchIndex(masked[m[1]:]); n != nil {
				h.issue = masked[m[1]+n[2] : m[1]+n[3]]
				take(m[1]+n[0], m[1]+n[1])
			}
		}
		if m := reIssue.FindStringSubmatchIndex(masked); m != nil {
			h.issue = masked[m[2]:m[3]]
			take(m[0], m[1])
		}
	}
	for _, m := range reHanNumber.FindAllStringSubmatchIndex(masked, 2) {
		if masked[m[4]:m[5]] == "卷" {
			h.volume = masked[m[2]:m[3]]
		} else {
			h.issue = masked[m[2]:m[3]]
		}
		take(m[0], m[1])
	}
	name := lastCrumb(trimName(rest[:first]))
	after := ""
	if last > first {
		after = trimName(rest[last:])
		if m := reMetaKey.FindStringSubmatch(after); m != nil && metaKeys[foldName(m[1])] == "publication" && name == "" {
			name, after = m[2], ""
		}
		// The year of the volume.
		if d, ok := parseDate(after, o); ok && !h.dated {
			h.date, h.dated, after = d, true, ""
		}
	}
	if name == "" && hasLetters(after, 2) && wordCount(after, 9) <= 8 && !labelled {
		name, after = after, ""
	}
	h.publication = name
	switch {
	case labelled:
		return h, name != "" && wordCount(name, 20) < 16
	case last > 0 && strings.HasPrefix(strings.TrimLeft(rest[last:], " "), ":") && wordCount(after, 2) > 1:
		// "Weekly, Vol. 4: What Comes Next" is a title with its number.
		return headLine{}, false
	case terminal(s) && wordCount(s, 13) > 12, wordCount(name, 11) > 10, wordCount(after, 9) > 8:
		return headLine{}, false
	case h.volume != "":
		if h.issue == "" && !h.dated && name == "" && !isVolumeOnly(masked) {
			return headLine{}, false
		}
		return h, true
	case h.issue != "":
		// "No. 2" closes many a headline: a number alone needs a sign that it
		// numbers a publication.
		before := strings.TrimRightFunc(rest[:first], isSpace)
		parted := before == "" || strings.ContainsAny(before[len(before)-1:], ",|:;)") || strings.HasSuffix(before, "·") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—")
		if series, _, ok := seriesName(before); ok && after == "" {
			h.series, h.publication = series, ""
			return h, true
		}
		return h, (parted || h.dated) && after == "" && wordCount(name, 9) <= 8 && !strings.ContainsAny(name, ":?!")
	}
	return headLine{}, false
}

// lastCrumb takes the last step of the path that a page shows to itself:
// "Home › Publications › Harbour Watch".
func lastCrumb(name string) string {
	for _, sep := range []string{" / ", " › ", " > ", " » "} {
		if parts := strings.Split(strings.TrimRight(name, " /›>»"), sep); len(parts) > 1 {
			return trimName(parts[len(parts)-1])
		}
	}
	return name
}

func isVolumeOnly(s string) bool {
	m := reVolume.FindStringIndex(s)
	return m != nil && strings.Trim(s[:m[0]]+s[m[1]:], " ,.;:()|") == ""
}

// trimName takes the punctuation of a list off the edges of a name.
func trimName(s string) string {
	s = strings.TrimFunc(s, isSpace)
	s = strings.Trim(s, " ,;:|·•–—-_*\t")
	s = strings.TrimFunc(s, isSpace)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasSuffix(s, "(") || strings.HasPrefix(s, ")") {
		s = strings.Trim(s, "() ,;.")
	}
	return s
}

var regexpNumber = regexp.MustCompile(`^(?:[A-Z]{0,3}[-/]?\d[\d./-]*|[IVXLCDM]+)$`)
