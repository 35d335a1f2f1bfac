package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
)

// lastYear is a year of counts as the strip shows them.
func lastYear() []MonthBar {
	counts := []int{1, 0, 2, 1, 3, 2, 4, 2, 3, 6, 9, 5}
	months := make([]MonthBar, len(counts))
	for i, n := range counts {
		months[i] = MonthBar{Label: string("SONDJFMAMJJA"[i]), Tip: "a month", Count: n, Strong: i > 8}
	}
	return months
}

func sampleNames() []NameChip {
	return []NameChip{
		{ID: 1, Text: "Support Group for the Northern Roads and Wells", Kind: "translation"},
		{ID: 2, Text: "Jama'at al-Turuq wal-Abar al-Shamaliyya", Kind: "transliteration"},
		{ID: 3, Text: "SGNR", Kind: "acronym"}, {ID: 4, Text: "the group", Kind: "weak"}, {ID: 5, Text: "+ alias", Accent: true},
	}
}

func samplePassages() []ContextRow {
	return []ContextRow{
		{New: true, Reference: "Sahel Review 7/3 · ¶1", Before: "and by evening ", Words: "SGNR", After: " had published the first pictures of the wreck"},
		{New: true, Reference: "Frontier Notes 12/8 · ¶2", Before: "the figures were given in a statement of the ", Words: "Support Group for the Northern Roads and Wells", After: " that counted eighty-four dead", State: "ambiguous"},
		{Reference: "Gulf Watch 3/14 · ¶1", Before: "None of this surprised the traders at the wells, who had been told in the spring that the coastal cells of ", Words: "SGNR", After: " would cross into the next valley twice before the rains came and the road was cut"},
		{Reference: "The Long Road to the Coast · ¶11", Words: "SGNR", After: ".", Quiet: true},
	}
}

func contextOf(rows []ContextRow, lines int) *ContextList {
	l := NewContextList(lines)
	l.Row = func(i int) (ContextRow, bool) {
		if i >= len(rows) {
			return ContextRow{}, false
		}
		return rows[i], true
	}
	l.SetCount(len(rows))
	return l
}

func recordPage() *Page {
	title := NewPageTitle("SGNR", MetaItem{Text: "Armed group"}, MetaItem{Text: "first seen in", Link: "Gulf Watch 3/2", ID: "first"}, MetaItem{Link: "Edit", ID: "edit"})
	months, relations, mentions := NewSectionHead("Mentions by month"), NewSectionHead("Relations"), NewSectionHead("Mentions in context")
	months.SetCount("61 in 23 briefs")
	relations.SetCount("4")
	relations.SetActions(NewQuietButton("Add", nil))
	mentions.SetCount("2 new since 2 August")
	facts := NewFactTable(Fact{Name: "fights", Text: "Armed forces of the river state", Detail: "since 2017 · 9 passages"},
		Fact{Name: "fights", Text: "Desert Column Company", Detail: "2021– · 12 passages"},
		Fact{Name: "truce with", Text: "Coordination of the Northern Movements", Detail: "May 2024–? · 2 passages"})
	facts.hovered = 1
	facts.OnChoose = func(int) {}
	list := contextOf(samplePassages(), 1)
	list.SetCount(5) // the last is still loading
	list.focused, list.current = true, 2
	return NewPage(title, NewChipFlow(sampleNames()...), months, NewMonthStrip(lastYear()...), relations, facts, mentions, list)
}

func TestGoldenRecordPage(t *testing.T) {
	golden(t, "record_page", 656, 660, func(fyne.Window) fyne.CanvasObject { return recordPage() })
}

// manyMonths is n months with counts that rise and fall.
func manyMonths(n int) []MonthBar {
	months := make([]MonthBar, n)
	for i := range months {
		months[i] = MonthBar{Label: string("JFMAMJJASOND"[i%12]), Tip: "a month", Count: i * 7 % 11, Strong: i >= n-3}
	}
	return months
}

// TestGoldenPanePage shows the same parts in a narrow pane.
func TestGoldenPanePage(t *testing.T) {
	golden(t, "pane_page", 320, 760, func(fyne.Window) fyne.CanvasObject {
		chips := NewChipFlow(sampleNames()...)
		chips.focused, chips.hovered, chips.cursor = true, 2, 1
		long, one := NewMonthStrip(manyMonths(200)...), NewMonthStrip(manyMonths(1)...)
		one.SetMonths([]MonthBar{{Label: "Aug", Count: 4, Strong: true}})
		long.focused, long.cursor, long.hovered = true, 195, 190
		facts := NewFactTable(Fact{Name: "fights", Text: "Armed forces of the river state", Detail: "since 2017 · 9 passages"},
			Fact{Name: "successor of", Text: "Free Column", Detail: "2 passages", Quiet: true})
		head := NewSectionHead("Passages that rest on it")
		head.SetCount("4")
		passages := samplePassages()
		passages[3] = ContextRow{Reference: "Sahel Review 7/3 · ¶4", After: "The second convoy was late, and by the time it reached the wells the first had been burning for most of an hour, which nobody on the ridge had seen fit to report."}
		list := contextOf(passages, 2)
		list.current = 3
		title := NewPageTitle("The Courier of the Long Road to the Coast", MetaItem{Text: "Newspaper"}, MetaItem{Text: "19 citations in 7 briefs"}, MetaItem{Text: "reliability", Link: "B", ID: "grade"}, MetaItem{Link: "Merge", ID: "merge"})
		return NewPanePage(title, chips, long, one, NewSectionHead("Relations"), facts, head, list)
	})
}

func TestGoldenChoiceTable(t *testing.T) {
	golden(t, "choice_table", 640, 420, func(w fyne.Window) fyne.CanvasObject {
		rows := []ChoiceRow{
			{Text: "Coordination of the Northern Movements", Detail: "Armed group · 3 aliases", Options: []string{"Add", "Leave out"}},
			{Text: "SGNR", Detail: "Armed group · 5 aliases", Options: []string{"Add", "Merge with “Support Group for the Northern Roads”", "Leave out"}, Chosen: 1},
			{Text: "River Guard", Detail: "Military", Options: []string{"Add", "Leave out"}, Chosen: 1, Quiet: true},
			{Text: "(line 14)", Detail: "A row without a name", Options: []string{"Left out"}, Quiet: true},
		}
		table := NewChoiceTable()
		table.Row = func(i int) ChoiceRow { return rows[i%len(rows)] }
		table.SetCount(10_000)
		table.focused, table.current = true, 1
		page := NewPanePage(table)
		page.Least, page.Framed = 260, true
		s := NewSheet("Import actors", page)
		s.Confirm, s.Width = "Import 9,200 actors", 560
		s.Show(w.Canvas())
		return NewGround(GroundPage, nil)
	})
}

func TestGoldenCardActions(t *testing.T) {
	golden(t, "card_actions", 319, 400, func(fyne.Window) fyne.CanvasObject {
		judge := []CardAction{{"keep", "Keep"}, {"dismiss", "Dismiss"}}
		l := NewCardList()
		l.SetCards([]CardData{
			{ID: 1, Colour: "gap", Title: "Source older than the event", Quote: "(Channel 9, July 27)", Note: "The sentence reports what happened on July 28.", Meta: "Check · ¶2", Dashed: true, Actions: judge},
			{ID: 2, Colour: "slate", Title: "Coordination of the Northern Movements", Meta: "3 uses · 2 briefs", Dashed: true, Actions: []CardAction{{"actor", "New actor"}, {"alias", "Add to an actor"}, {"dismiss", "Dismiss"}}},
			{ID: 3, Colour: "gap", Title: "Year missing", Meta: "Check", Dashed: true, Actions: judge},
		})
		l.SetActive(2)
		l.focused, l.picked = true, 1
		l.hovered, l.over = 2, "keep"
		return l
	})
}
