package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// monthForms are the spellings of months in texts: names in full, English ones
// with a capital; abbreviations, the French ones only with their full stop.
var monthForms = func() map[string]int {
	forms := map[string]int{}
	for _, name := range strings.Fields(`January February March April May June July August September October November December
		Janvier Février Fevrier Mars Avril Mai Juin Juillet Août Aout Septembre Octobre Novembre Décembre Decembre
		janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre
		Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec janv. févr. avr. juil. déc.`) {
		forms[name] = Month(name)
	}
	return forms
}()

// shortMonths may end in a full stop that belongs to them.
var shortMonths = words("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec")

// longestMonth bounds the name of a month, in bytes.
const longestMonth = len("septembre") + 1

// cursor reads a date expression from its start. What it cannot read it leaves.
type cursor struct {
	text string
	at   int
}

func (c *cursor) month() int {
	n := 0
	for rest := c.text[c.at:]; n < len(rest) && n <= longestMonth; {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if !unicode.IsLetter(r) {
			break
		}
		n += size
	}
	word := c.text[c.at : c.at+n]
	stop := n > 0 && strings.HasPrefix(c.text[c.at+n:], ".")
	if month := monthForms[word]; month > 0 {
		if c.at += n; stop && shortMonths[word] {
			c.at++
		}
		return month
	}
	if stop {
		if month := monthForms[c.text[c.at:c.at+n+1]]; month > 0 {
			c.at += n + 1
			return month
		}
	}
	return 0
}

// day reads one or two digits with their ordinal ending: no part of a larger
// number, no decimal.
func (c *cursor) day() int {
	start := c.at
	n := c.number(1, 2)
	if n == 0 || n > 31 {
		c.at = start
		return 0
	}
	for _, ending := range []string{"st", "nd", "rd", "th", "er"} {
		if strings.HasPrefix(c.text[c.at:], ending) {
			c.at += len(ending)
			break
		}
	}
	rest := c.text[c.at:]
	if c.inWord() || len(rest) > 3 && rest[0] == ',' && digits(rest[1:4]) == 3 {
		c.at = start
		return 0
	}
	return n
}

func (c *cursor) year() int {
	start := c.at
	n := c.number(4, 4)
	if n < 1500 || n > 2099 || c.inWord() {
		c.at = start
		return 0
	}
	return n
}

// number reads that many digits.
func (c *cursor) number(least, most int) int {
	k := min(digits(c.text[c.at:]), most+1)
	if k < least || k > most {
		return 0
	}
	n := 0
	for _, r := range c.text[c.at : c.at+k] {
		n = 10*n + int(r-'0')
	}
	c.at += k
	return n
}

func digits(s string) int {
	n := 0
	for n < len(s) && n < 8 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// space reads up to three blanks: a line may end within a date.
func (c *cursor) space() bool {
	read := 0
	for read < 3 {
		rest := c.text[c.at:]
		switch {
		case rest != "" && (rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t'):
			c.at++
		case strings.HasPrefix(rest, "\u00a0"):
			c.at += len("\u00a0")
		case strings.HasPrefix(rest, "\u202f"):
			c.at += len("\u202f")
		default:
			return read > 0
		}
		read++
	}
	return true
}

// dash reads what joins the ends of a range.
func (c *cursor) dash() bool {
	_, ok := c.rangeMark(false)
	return ok
}

// rangeMark reads a dash, with blanks around it or not, or a word that means
// it; a slash too where it is asked for ("the night of July 27/28").
func (c *cursor) rangeMark(slash bool) (spaced, ok bool) {
	if slash && c.slash() {
		return false, true
	}
	start := c.at
	spaced = c.space()
	for _, mark := range []string{"–", "-", "—", "‑"} {
		if c.word(mark) {
			return c.space() || spaced, true
		}
	}
	for _, mark := range []string{"to", "through", "au"} {
		if spaced && c.word(mark) && c.space() {
			return false, true
		}
	}
	c.at = start
	return false, false
}

func (c *cursor) slash() bool { return c.skip('/') }

// and reads what joins two months: "June and July 2024".
func (c *cursor) and() bool {
	start := c.at
	if c.space() && (c.word("and") || c.word("&") || c.word("et")) && c.space() {
		return true
	}
	c.at = start
	return false
}

// of reads "of" and "de" before a month or a year.
func (c *cursor) of() {
	start := c.at
	if (c.word("of") || c.word("de")) && c.space() {
		return
	}
	c.at = start
}

func (c *cursor) skip(b byte) bool {
	if c.at < len(c.text) && c.text[c.at] == b {
		c.at++
		return true
	}
	return false
}

func (c *cursor) word(w string) bool {
	if strings.HasPrefix(c.text[c.at:], w) {
		c.at += len(w)
		return true
	}
	return false
}

// inWord: a letter or digit follows, so that the expression is part of a word.
func (c *cursor) inWord() bool { return startsWord(c.text[c.at:]) }
