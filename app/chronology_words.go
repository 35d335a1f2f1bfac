package app

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// What the chronology says of events.

// eventWords is what happened: the analyst's title, or the sentence.
func eventWords(e db.Event) string {
	if e.Title != "" {
		return e.Title
	}
	return oneLine(e.Sentence)
}

func keptEvent(s db.State) bool {
	return s == db.StateKept || s == db.StateEdited || s == db.StateAdded
}

// exactness says how exactly a day is known: "day", "month", "year", or the
// days that it lies between.
func exactness(d db.Date) string {
	from, err := time.Parse(isoDay, d.Earliest)
	if err != nil {
		return lang.L("no day known")
	}
	to, err := time.Parse(isoDay, d.Latest)
	if err != nil {
		to = from
	}
	next := to.AddDate(0, 0, 1)
	switch {
	case from.Equal(to):
		return lang.L("day")
	case from.Day() == 1 && next.Equal(from.AddDate(0, 1, 0)):
		return lang.L("month")
	case from.YearDay() == 1 && next.Equal(from.AddDate(1, 0, 0)):
		return lang.L("year")
	}
	return lang.L("{{.Days}} · range", map[string]any{"Days": spanText(from, to)})
}

// spanText says the first and last day of a range, without what they share:
// "28 Jul – 2 Aug 2024".
func spanText(from, to time.Time) string {
	last := dateText(dayDate(to), true)
	first := strconv.Itoa(from.Day())
	switch {
	case from.Year() != to.Year():
		first = dateText(dayDate(from), true)
	case from.Month() != to.Month():
		first = strings.TrimSuffix(dateText(dayDate(from), true), " "+strconv.Itoa(from.Year()))
	default:
		return first + "–" + last
	}
	return first + " – " + last
}

func dayDate(t time.Time) db.Date {
	return db.Date{Earliest: t.Format(isoDay), Latest: t.Format(isoDay)}
}

// lasting reports whether a range is the days from one to another, as in "July
// 28 to August 2", and not some day between two, as in "late July".
func lasting(d db.Date) bool {
	if strings.Contains(d.Written, "/") {
		return false // numbers that can be read in two ways
	}
	days := 0
	for _, word := range strings.FieldsFunc(d.Written, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(word) <= 2 {
			days++
		}
	}
	return days >= 2
}

// timelineEvents are events as the timeline draws them; those without a day
// are not drawn.
func timelineEvents(events []db.Event) []widgets.TimelineEvent {
	drawn := make([]widgets.TimelineEvent, 0, len(events))
	for _, e := range events {
		from, err := time.Parse(isoDay, e.Date.Earliest)
		if err != nil {
			continue
		}
		to, err := time.Parse(isoDay, e.Date.Latest)
		if err != nil {
			to = from
		}
		drawn = append(drawn, widgets.TimelineEvent{ID: e.ID, Earliest: from, Latest: to, Label: shorten(eventWords(e), 90),
			When: dateText(e.Date, false), Strong: keptEvent(e.State), Uncertain: !from.Equal(to) && !lasting(e.Date)})
	}
	return drawn
}

// eventRow is an event as the list shows it; named says that the brief is
// worth telling.
func eventRow(e db.Event, named bool) widgets.EventRow {
	r := widgets.EventRow{When: dateText(e.Date, false), Exact: exactness(e.Date), Words: eventWords(e),
		Strong: keptEvent(e.State), Gone: e.State == db.StateDismissed}
	if r.Gone {
		r.Exact = lang.L("dismissed")
	}
	sources := strings.Join(e.Sources, ", ")
	if named {
		r.About = [2]string{e.BriefTitle, sources}
	} else {
		r.About = [2]string{sources, ""}
	}
	if e.Date.Rule == db.RuleByHand || !strings.Contains(e.Date.Written, yearOf(e.Date)) {
		r.Note = dateRule(e.Date) // what the row itself does not say
	}
	if e.Title != "" {
		r.Note = joinNonEmpty("\n", "“"+shorten(e.Sentence, 300)+"”", r.Note)
	}
	return r
}
