package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// chronology is what a brief or two tell, in no order.
func chronology() []TimelineEvent {
	return []TimelineEvent{
		{ID: 1, Earliest: day(2024, 7, 25), Latest: day(2024, 7, 25), Label: "The column leaves for the north", When: "25 July 2024", Strong: true},
		{ID: 2, Earliest: day(2024, 7, 27), Latest: day(2024, 7, 27), Label: "First ambush on the ridge", When: "27 July 2024", Strong: true, Tone: "gap"},
		{ID: 3, Earliest: day(2024, 7, 27), Latest: day(2024, 7, 27), Label: "Pictures of the wreck are published", When: "27 July 2024"},
		{ID: 4, Earliest: day(2024, 7, 28), Latest: day(2024, 7, 28), Label: "A second force closes the valley", When: "28 July 2024"},
		{ID: 5, Earliest: day(2024, 8, 1), Latest: day(2024, 8, 31), Label: "Strikes from the air on markets", When: "August 2024", Strong: true, Uncertain: true},
		{ID: 6, Earliest: day(2024, 5, 1), Latest: day(2024, 7, 20), Label: "Truce between the two groups", When: "May to July 2024", Strong: true, Tone: "assumption"},
		{ID: 7, Earliest: day(2024, 6, 1), Latest: day(2024, 6, 30), Label: "Fuel runs short in the garrisons", When: "June 2024", Uncertain: true},
		{ID: 8, Earliest: day(2024, 9, 10), Latest: day(2024, 9, 24), Label: "The garrison is relieved", When: "10 to 24 September 2024"},
		{ID: 9, Earliest: day(2024, 8, 9), Latest: day(2024, 8, 9), Label: "The brief is published", When: "9 August 2024", Tone: "question"},
	}
}

// crowd is n events over some years, dense in the middle.
func crowd(n int) []TimelineEvent {
	events := make([]TimelineEvent, n)
	for i := range events {
		d := day(2018, 1, 1).AddDate(0, 0, (i*i*31+i*17)%2900)
		events[i] = TimelineEvent{ID: int64(i + 1), Earliest: d, Latest: d.AddDate(0, 0, i%9/6*(i%40)), Label: fmt.Sprintf("Event %d of a long record of roads and wells", i+1),
			When: d.Format("2 January 2006"), Strong: i%7 == 0, Uncertain: i%4 == 0}
	}
	return events
}

func TestGoldenTimeline(t *testing.T) {
	golden(t, "timeline", 760, 260, func(fyne.Window) fyne.CanvasObject {
		l := NewTimeline()
		l.SetEvents(chronology())
		l.SetChosen(2)
		l.cursor, l.focused = 7, true
		return l
	})
}

func TestGoldenTimelineDays(t *testing.T) {
	golden(t, "timeline_days", 760, 200, func(w fyne.Window) fyne.CanvasObject {
		l := NewTimeline()
		l.SetEvents(chronology())
		l.Resize(fyne.NewSize(760, 200))
		l.SetChosen(3)
		for range 12 {
			l.zoom(l.focus(), zoomStep)
		}
		l.hovered = 1
		return l
	})
}

func TestGoldenTimelineCrowd(t *testing.T) {
	golden(t, "timeline_crowd", 760, 260, func(fyne.Window) fyne.CanvasObject {
		l := NewTimeline()
		l.SetEvents(crowd(160))
		return l
	})
}
