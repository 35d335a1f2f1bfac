package reading

// dateAt parses the longest date expression at the start of text and says how
// many bytes it takes, 0 when there is none: "July 28", "28th of July 2024",
// "July 28–August 2", "25-27 juillet", "May 2023", "2024-07-28", "31.12.2023",
// "2012".
func dateAt(text string) (date, int) {
	c := cursor{text: text}
	var d date
	if startsDigit(text) {
		d = c.fromDigit()
	} else {
		d = c.fromMonth()
	}
	if c.at == 0 || !d.valid() || c.inWord() {
		return date{}, 0
	}
	return d, c.at
}

func (c *cursor) fromMonth() (d date) {
	if d.month = c.month(); d.month == 0 {
		return date{}
	}
	start := c.at
	if c.space() {
		if d.day = c.day(); d.day > 0 {
			c.tail(&d, true)
			return d
		}
		c.of()
		if d.year = c.year(); d.year > 0 {
			c.monthsTail(&d)
			return d
		}
	}
	c.at = start
	if c.dash() || c.and() {
		if d.endMonth = c.month(); d.endMonth > 0 && c.thenYear(&d) {
			return d
		}
	}
	c.at, d.endMonth = start, 0
	c.thenYear(&d) // "May, 2023"
	return d
}

// monthsTail reads the end of "December 2021 to March 2022".
func (c *cursor) monthsTail(d *date) {
	start := c.at
	if c.dash() {
		if month := c.month(); month > 0 && c.space() {
			if year := c.year(); year > d.year || year == d.year && month > d.month {
				d.endMonth, d.endYear = month, year
				return
			}
		}
	}
	c.at = start
}

func (c *cursor) fromDigit() (d date) {
	if year := c.year(); year > 0 {
		return c.fromYear(year)
	}
	if d.day = c.day(); d.day == 0 {
		return date{}
	}
	start := c.at
	if c.numeric(&d) {
		return d
	}
	c.at = start
	if c.dash() || c.slash() {
		if d.endDay = c.day(); d.endDay == 0 {
			c.at = start
		}
	}
	if c.space() {
		c.of()
		d.month = c.month()
	}
	if d.month == 0 {
		c.at = 0
		return date{}
	}
	c.tail(&d, false)
	return d
}

func (c *cursor) fromYear(year int) date {
	start := c.at
	for _, separator := range []byte{'-', '/'} {
		if c.skip(separator) {
			month := c.number(2, 2)
			if c.skip(separator) {
				if day := c.number(2, 2); month <= 12 && dayExists(year, month, day) && !c.inWord() {
					return date{year: year, month: month, day: day}
				}
			}
		}
		c.at = start
	}
	return date{year: year}
}

// numeric reads the rest of "31.12.2023" or "07/28/2024".
func (c *cursor) numeric(d *date) bool {
	separator := byte('.')
	if !c.skip('.') {
		if separator = '/'; !c.skip('/') {
			return false
		}
	}
	second := c.number(1, 2)
	if second == 0 || !c.skip(separator) {
		return false
	}
	if d.year = c.year(); d.year == 0 {
		return false
	}
	switch d.month = second; {
	case second > 12:
		d.month, d.day = d.day, second
	case d.day <= 12:
		d.either = separator == '/' && d.day != second // with full stops the day comes first
	}
	return d.month <= 12
}

// tail reads what may follow the first day: the end of a range, the year.
func (c *cursor) tail(d *date, monthFirst bool) {
	start := c.at
	spaced, ok := c.rangeMark(d.endDay == 0)
	if ok && d.endDay == 0 {
		if !c.endOfRange(d, monthFirst) || spaced && c.beforeNoun() {
			c.at, d.endMonth, d.endDay = start, 0, 0
		}
	} else {
		c.at = start
	}
	if !c.thenYear(d) || d.endDay > 0 {
		return
	}
	start = c.at // "December 28, 2023 – January 3, 2024"
	c.skip(',')
	if c.dash() && c.endOfRange(d, monthFirst) && d.endMonth > 0 {
		year := d.year
		if d.year = 0; c.thenYear(d) {
			d.year, d.endYear = year, d.year
			return
		}
		d.year = year
	}
	c.at, d.endMonth, d.endDay = start, 0, 0
}

// endOfRange reads the second day of a range, in either order with its month.
func (c *cursor) endOfRange(d *date, monthFirst bool) bool {
	if monthFirst {
		if d.endMonth = c.month(); d.endMonth > 0 {
			if c.space() {
				d.endDay = c.day()
			}
			return d.endDay > 0
		}
	}
	if d.endDay = c.day(); d.endDay == 0 {
		return false
	}
	start := c.at
	if c.space() {
		d.endMonth = c.month()
	}
	if d.endMonth == 0 {
		c.at = start
	}
	return d.endMonth > 0 || monthFirst && d.endDay > d.day
}

// beforeNoun: a number after a dash with blanks counts what comes next
// ("on July 3 – 12 men died").
func (c *cursor) beforeNoun() bool {
	rest := c.text[c.at:]
	return len(rest) > 1 && rest[0] == ' ' && rest[1] >= 'a' && rest[1] <= 'z'
}

// thenYear reads ", 2023" or " 2023".
func (c *cursor) thenYear(d *date) bool {
	start := c.at
	c.skip(',')
	if c.space() {
		c.of()
		if year := c.year(); year > 0 {
			d.year = year
			return true
		}
	}
	c.at = start
	return false
}
