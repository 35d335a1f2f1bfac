package reading

import (
	"regexp"
	"sort"
	"strings"
	"time"

	"sidelight/app/span"
)

// sourcesBeforeEvents points at sources that are older than what their sentence
// reports. The rule is narrow, because a date in a sentence is often not that
// of what the source tells:
//
//   - Only the words that the group supports within its own sentence count, and
//     only sources without a signal: "see" points to background.
//   - Only dates of a month or less count: years and long ranges are background,
//     and dates in brackets date details. "Before" and "until" a day may be told
//     earlier; a sentence that speaks of plans ("will", "scheduled", "announced")
//     may be older than its dates.
//   - The source must be older than all of these dates, and so must the other
//     sources of the group: else they carry the event.
//   - Where a year was inferred, half a year between the two is the most: beyond
//     that the year is more in doubt than the source.
//
// A day may also be told by its event: "videos since the massacre" are younger
// than the one day on which the text has put the massacre.
func (c *checker) sourcesBeforeEvents() {
	events := c.datedEvents()
	words := span.Span{}
	for i := range c.Citations {
		words = c.supported(i, words)
		latest, items := newest(c.Citations[i])
		if latest == "" {
			continue
		}
		event, what := c.eventNamed(words, events)
		if what == "" {
			event, what = c.firstOf(words, latest)
		}
		if what == "" || !c.olderThan(latest, event) || planWords.MatchString(words.Of(c.Text)) {
			continue
		}
		for _, item := range items {
			c.add(CheckSourceBeforeEvent, item.Span, event.Span, "The source is dated %s; the sentence reports %s.", item.Date.Written, what)
		}
	}
}

// firstOf is the first event of some words by its date, when a source is older
// than all of them, and how it is written.
func (c *checker) firstOf(words span.Span, latest string) (first Day, what string) {
	for _, d := range c.datesIn(words) {
		if d.Earliest == "" || dayOf(d.Latest).Sub(dayOf(d.Earliest)) > longestEvent || c.reachesBack(d) || c.aside(d, words) {
			continue
		}
		if !c.olderThan(latest, d.Day) {
			return Day{}, ""
		}
		if what == "" || d.Earliest < first.Earliest {
			first, what = d.Day, sinceless(d.Written)
		}
	}
	return first, what
}

func sinceless(written string) string {
	for _, word := range []string{"since ", "Since ", "depuis "} {
		written = strings.TrimPrefix(written, word)
	}
	return written
}

// newest is the last day of the newest source of a group that has no signal,
// and these sources.
func newest(group Citation) (latest string, items []CitationItem) {
	for _, item := range group.Items {
		if item.Signal == "" && item.Date.Latest != "" {
			latest = max(latest, item.Date.Latest)
			items = append(items, item)
		}
	}
	return latest, items
}

// longestEvent is the longest range that dates an event; a longer one is background.
const longestEvent = 31 * 24 * time.Hour

// mostWithoutYear is how far a source may lie before an event when a year was
// inferred.
const mostWithoutYear = 183 * 24 * time.Hour

func (c *checker) olderThan(latest string, event Day) bool {
	return latest < event.Earliest && (event.Rule == ruleWritten && c.Published.dayKnown() ||
		dayOf(event.Earliest).Sub(dayOf(latest)) <= mostWithoutYear)
}

// supported are the words of its sentence that a group supports: those before
// it, back to the group before. before are the words of that group: a group
// right after it supports the same.
func (c *checker) supported(i int, before span.Span) span.Span {
	group := c.Citations[i].Span
	at := min(sentenceOf(c.sentences, group.Start), len(c.sentences)-1)
	start, last := c.sentences[at].Start, 0
	if i > 0 {
		last = min(c.Citations[i-1].End, group.Start)
	}
	switch {
	case last > start && !hasWords(c.Text[last:group.Start]):
		return before
	case hasWords(c.Text[max(start, last):max(start, group.Start)]):
		return span.Span{Start: max(start, last), End: group.Start}
	case at == 0:
		return span.Span{}
	}
	s := c.sentences[at-1] // the group stands after the full stop of its sentence
	return span.Span{Start: min(max(s.Start, last), s.End), End: s.End}
}

// datesIn are the dates within a span.
func (c *checker) datesIn(s span.Span) []Dated {
	from := sort.Search(len(c.Dates), func(i int) bool { return c.Dates[i].Start >= s.Start })
	to := from
	for to < len(c.Dates) && c.Dates[to].End <= s.End {
		to++
	}
	return c.Dates[from:to]
}

// aside: a date in brackets dates a detail.
func (c *checker) aside(d Dated, words span.Span) bool {
	before := c.Text[max(words.Start, d.Start-longestAsideDate):d.Start]
	return strings.LastIndexAny(before, "([") > strings.LastIndexAny(before, ")]")
}

// longestAsideDate is how far before a date its bracket may open, in bytes.
const longestAsideDate = 200

// reachesBack: what is said to be before a day may be told before it.
func (c *checker) reachesBack(d Dated) bool {
	before := strings.ToLower(c.Text[max(0, d.Start-24):d.Start])
	return backWords.MatchString(before)
}

var (
	planWords = regexp.MustCompile(`\b(?:[Ww]ill|would|shall|plan|plans|planned|planning|schedul\w+|slated|expect\w*|due (?:on|in|by|for|at)|upcoming|forthcoming|intend\w*|promis\w+|` +
		`propos\w+|pledg\w+|vow\w+|announc\w+|set (?:to|for)|to be|deadline|ahead of|agreed|hop(?:es?|ed)|may|might|could|should|invit\w+|postpon\w+|delay\w+|until|threat\w+|warn\w+)\b`)
	backWords = regexp.MustCompile(`\b(?:before|until|till|prior to|ahead of|through|up to|no later than|leading up to)\s+(?:the\s)?$`)
	sinceThe  = regexp.MustCompile(`\b(?:[Ss]ince|[Aa]fter|[Ff]ollowing|(?:in|In) the (?:wake|aftermath) of)\s+(?:the|this|that)\s+(\p{Ll}+)\b`)
)

// happenings are the nouns that a text dates once and then names: "the
// massacre … on July 28", "since the massacre".
var happenings = words(`massacre ambush attack raid coup strike bombing explosion assassination offensive battle ceasefire truce election vote summit mutiny
	uprising invasion withdrawal kidnapping killing murder crash shooting earthquake flood breakout escape siege fall seizure capture arrest death
	defeat clash blast agreement treaty referendum landing sinking incident accident operation`)

// datedEvents finds the one day on which a text puts an event, by its noun:
// "the massacre of fighters in the north on July 28", "the July 28 massacre". A
// noun with two days, or that the text uses for several events, names none.
func (c *checker) datedEvents() map[string]Dated {
	events, several := map[string]Dated{}, map[string]bool{}
	for _, d := range c.Dates {
		if d.Earliest == "" || d.Earliest != d.Latest {
			continue
		}
		noun := c.nounOf(d)
		if noun == "" {
			continue
		}
		if _, asked := several[noun]; !asked {
			several[noun] = c.several(noun)
		}
		if several[noun] {
			continue
		}
		if before, known := events[noun]; known && before.Earliest != d.Earliest {
			d.Earliest = "" // two of them
		} else if known {
			continue
		}
		events[noun] = d
	}
	return events
}

// several: the text tells of more than one such event.
func (c *checker) several(noun string) bool {
	for _, word := range []string{"another", "second", "third", "new", "other", "earlier", "next", "one"} {
		if strings.Contains(c.Text, " "+word+" "+noun) {
			return true
		}
	}
	return false
}

// nounOf is the event that a day dates: right after it, or before it without a
// verb or a new clause between the two.
func (c *checker) nounOf(d Dated) string {
	if after := strings.Fields(firstOf(c.Text[d.End:], 40)); len(after) > 0 {
		if noun := strings.TrimRight(after[0], ".,;:"); happenings[noun] {
			return noun
		}
	}
	before := c.Text[max(d.Sentence.Start, d.Start-120):d.Start]
	if i := strings.LastIndexAny(before, ",;:()[]—"); i >= 0 {
		before = before[i+1:]
	}
	fields := strings.Fields(before)
	for i := len(fields) - 1; i >= 0 && i >= len(fields)-12; i-- {
		switch w := fields[i]; {
		case happenings[strings.ToLower(w)]:
			return strings.ToLower(w)
		case w == "and" || w == "but" || auxiliaries[w] || strings.HasSuffix(w, "ed") && startsLower(w):
			return ""
		}
	}
	return ""
}

var auxiliaries = words("is are was were be been has have had do did said says took came went led left began saw met which who that")

// eventNamed: the words report what came after an event whose day the text has
// told before.
func (c *checker) eventNamed(words span.Span, events map[string]Dated) (Day, string) {
	text := words.Of(c.Text)
	told := false
	for noun := range events {
		told = told || strings.Contains(text, " "+noun)
	}
	if !told {
		return Day{}, ""
	}
	for _, m := range sinceThe.FindAllStringSubmatch(text, -1) {
		if d, known := events[m[1]]; known && d.Earliest != "" && d.Start < words.Start {
			return d.Day, "what followed the " + m[1] + " of " + sinceless(d.Written)
		}
	}
	return Day{}, ""
}
