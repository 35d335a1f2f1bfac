package export

import (
	"strings"
	"time"

	"sidelight/db"
)

// EDTF writes what is known of a date in the Extended Date/Time Format (ISO
// 8601-2): a day, a month, a year, or an interval, open (..) where one end is
// not known. "" if nothing is known.
func EDTF(d db.Date) string {
	first, errFirst := time.Parse(time.DateOnly, d.Earliest)
	last, errLast := time.Parse(time.DateOnly, d.Latest)
	switch {
	case errFirst != nil && errLast != nil:
		return ""
	case errLast != nil:
		return d.Earliest + "/.."
	case errFirst != nil:
		return "../" + d.Latest
	case first.Equal(last):
		return d.Earliest
	case first.Day() == 1 && last.Equal(first.AddDate(0, 1, -1)):
		return first.Format("2006-01")
	case first.YearDay() == 1 && last.Equal(first.AddDate(1, 0, -1)):
		return first.Format("2006")
	}
	return d.Earliest + "/" + d.Latest
}

// edtfRead is EDTF of a date that was read from a text: what rests on a year
// that was inferred is uncertain ("?"), and of a date whose day and month may
// stand either way round only the year is known.
func edtfRead(d db.Date) string {
	edtf := EDTF(d)
	first, last, interval := strings.Cut(edtf, "/")
	switch {
	case edtf == "":
		return ""
	case first == d.Earliest && strings.HasPrefix(d.Rule, "day and month cannot be told apart"):
		year, _, _ := strings.Cut(first, "-")
		return year + "-XX-XX"
	case !strings.HasPrefix(d.Rule, "year inferred"):
		return edtf
	case interval:
		return uncertain(first) + "/" + uncertain(last)
	}
	return uncertain(first)
}

// uncertain marks one end of a span; an open one stays so.
func uncertain(edtf string) string {
	if edtf == ".." {
		return edtf
	}
	return edtf + "?"
}

// dated is a date as it was read, with the words where they say it otherwise.
func dated(d db.Date) string {
	edtf, written := edtfRead(d), escapeInline(d.Written)
	switch {
	case edtf == "":
		return written
	case written == "" || written == edtf:
		return edtf
	}
	return edtf + " (" + written + ")"
}
