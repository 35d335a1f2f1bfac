package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

func padded(n float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(n, n, n, n), o)
}

func sampleRows() []RowData {
	return []RowData{
		{ID: 1, Title: "Two ambushes, one retreat: the road to Tinzaouaten", Detail: "Sahel Review 7/3 · 9 Aug 2024", Mark: "6 ✎"},
		{ID: 2, Title: "What the desert column lost", Detail: "Frontier Notes 12/8 · 2 Aug 2024", Mark: "3 ✎"},
		{ID: 3, Title: "Who guards the junta after the rains", Detail: "Sahel Review 7/2 · 11 Jul 2024"},
		{ID: 4, Title: "In the trash", Detail: "Deleted 3 May 2024", Quiet: true},
	}
}

func listOf(rows []RowData) *RowList {
	l := NewRowList()
	l.Length = func() int { return len(rows) }
	l.Row = func(i int) RowData { return rows[i] }
	return l
}

func sampleCards() []CardData {
	return []CardData{
		{ID: 1, Colour: "fact", Quote: "the second ambush killed most of the foreign contractors", Meta: "Fact · summary"},
		{ID: 2, Colour: "judgement", Quote: "both accounts are unlikely to be complete", Note: "Compare with the corrected edition: “very unlikely”.", Meta: "Judgement · summary"},
		{ID: 3, Colour: "assumption", Quote: "Neither side admits to the other, since each would pay for the company it kept in the eyes of its own supporters, who had been told for years that the other was the enemy", Note: "Holds only while the truce does.", Meta: "Assumption · ¶2 · 11:58"},
		{ID: 4, Colour: "gap", Title: "Source older than the event", Quote: "(Channel 9, July 27)", Meta: "Check", Dashed: true},
	}
}

func TestGoldenRail(t *testing.T) {
	golden(t, "rail", 48, 300, func(fyne.Window) fyne.CanvasObject {
		r := NewRail(RailItem{ID: "library", Icon: "library", Tip: "Library"}, RailItem{ID: "actors", Icon: "actors", Tip: "Actors"},
			RailItem{ID: "search", Icon: "search", Tip: "Search"}, RailItem{ID: "settings", Icon: "settings", Tip: "Settings", Bottom: true})
		r.hovered = 1
		r.focused, r.cursor = true, 2
		return r
	})
}

func TestGoldenListPane(t *testing.T) {
	golden(t, "list_pane", 255, 360, func(fyne.Window) fyne.CanvasObject {
		head := NewPaneHead("Library")
		head.SetCount("6 of 214")
		head.SetActions(NewIconButton("import", "Import briefs", nil))
		l := listOf(sampleRows())
		l.SetGroups([]RowGroup{{At: 0, Title: "2024"}, {At: 3, Title: "Trash"}})
		l.SetSelected(1)
		l.focused = true
		l.hovered = 1
		search := container.New(layout.NewCustomPaddedLayout(8, 8, 12, 12), NewSearchField("Filter briefs"))
		return NewGround(GroundSurface, NewDock(NewStrip(head, search), nil, nil, nil, l))
	})
}

func TestGoldenTabs(t *testing.T) {
	golden(t, "tabs", 520, 120, func(fyne.Window) fyne.CanvasObject {
		few, many := NewTabBar(), NewTabBar()
		few.SetTabs([]Tab{{ID: "1", Title: "Two ambushes, one retreat: the road"}, {ID: "2", Title: "JNIM"}})
		few.SetActive("1")
		few.hovered, few.onClose = 1, true
		many.SetTabs([]Tab{{ID: "1", Title: "Two ambushes, one retreat"}, {ID: "2", Title: "What the desert column lost"},
			{ID: "3", Title: "Who guards the junta"}, {ID: "4", Title: "Coastal patrols"}, {ID: "5", Title: "Gold, fuel"}, {ID: "6", Title: "JNIM and the CMA"}})
		many.SetActive("6")
		many.focused = true
		side := NewSideTabs(SideTab{ID: "n", Title: "Notes"}, SideTab{ID: "a", Title: "Annotations", Count: 6}, SideTab{ID: "s", Title: "Sources", Count: 5})
		side.SetActive("a")
		return NewGround(GroundPage, NewStrip(few, many, side))
	})
}

func TestGoldenCards(t *testing.T) {
	golden(t, "cards", 319, 460, func(fyne.Window) fyne.CanvasObject {
		l := NewCardList()
		l.OnEdit = func(int64) {}
		l.OnRelabel = func(int64, fyne.Position) {}
		l.OnDelete = func(int64) {}
		l.SetCards(sampleCards())
		l.SetActive(3)
		l.focused = true
		l.hovered, l.over = 1, actRelabel
		return l
	})
}

func TestGoldenBars(t *testing.T) {
	golden(t, "bars", 700, 220, func(fyne.Window) fyne.CanvasObject {
		bar := NewSelectionBar(sampleItems()...)
		bar.focused, bar.hovered, bar.cursor = true, 6, 1
		layer := container.NewWithoutLayout(bar)
		bar.Place(fyne.NewPos(350, 10), fyne.NewSize(700, 90))
		find := NewFindBar()
		find.SetQuery("ambush")
		find.SetCount(3, 17)
		none := NewFindBar()
		none.SetQuery("ambuscade")
		none.SetCount(0, 0)
		idle, busy, failed := NewStatusBar(), NewStatusBar(), NewStatusBar()
		idle.SetLibrary("sahel.sidelight")
		idle.SetCounts("214 briefs · 87 actors")
		idle.SetSaved(time.Date(2024, 8, 9, 12, 3, 41, 0, time.UTC))
		busy.SetLibrary("sahel.sidelight")
		busy.SetWork("Importing 3 of 12", 0.25)
		busy.SetSaving()
		failed.SetLibrary("sahel.sidelight")
		failed.SetMessage("Copied with its citation")
		failed.SetNotSaved("Not saved: the disk is full")
		return NewGround(GroundPage, container.NewStack(NewDock(nil, NewStrip(find, none, idle, busy, failed), nil, nil, nil), layer))
	})
}

func sampleItems() []BarItem {
	return []BarItem{{ID: "fact", Key: "1", Text: "Fact", Colour: "fact"}, {ID: "judgement", Key: "2", Text: "Judgement", Colour: "judgement"},
		{ID: "assumption", Key: "3", Text: "Assumption", Colour: "assumption"}, {ID: "gap", Key: "4", Text: "Gap", Colour: "gap"},
		{ID: "question", Key: "5", Text: "Question", Colour: "question"}, {ID: "note", Key: "N", Text: "Note"}, {ID: "copy", Key: "C", Text: "Copy"}}
}

func TestGoldenParts(t *testing.T) {
	golden(t, "parts", 560, 300, func(fyne.Window) fyne.CanvasObject {
		primary, off, ringed := NewPrimaryButton("Import briefs", nil), NewPrimaryButton("Not now", nil), NewButton("With the keyboard", nil)
		off.Disable()
		ringed.focused = true
		pressed, active := NewIconButton("eye", "Preview", nil), NewIconButton("history", "Earlier versions", nil)
		pressed.hovered = true
		active.SetActive(true)
		chip := NewChip("Likelihood", true)
		chip.focused = true
		link := NewTextLink("Edit details", nil)
		link.hovered = true
		date := NewFormRow("Date", NewField(""))
		date.SetError("This is not a date. Write 9 August 2024.")
		title := NewField("")
		title.SetText("Two ambushes")
		name := NewFormRow("Title", title)
		name.SetHint("Without the series prefix.")
		return NewGround(GroundSurface, padded(12, container.NewVBox(
			container.NewHBox(primary, NewButton("Open the sample library", nil), NewDangerButton("Empty trash", nil), off),
			container.NewHBox(ringed, NewIconButton("more", "More", nil), pressed, active, link, NewQuietButton("Find", nil)),
			container.NewHBox(NewChip("Highlights", true), NewChip("Actors", false), chip, NewTick("Keep the original", true), NewTick("Text", false), NewChoice([]string{"Paragraph", "Heading"}, 0)),
			name, date,
			NewText("A line that is too long for the room it has, and so ends in an ellipsis before it is done, as it must", TextStyle{Quiet: true}),
			NewText("In serif", TextStyle{Serif: true, Italic: true, Size: 16}))))
	})
}

func TestGoldenStates(t *testing.T) {
	golden(t, "states", 560, 440, func(fyne.Window) fyne.CanvasObject {
		wrong := NewBanner(BannerError, "The library could not be written: the disk is full.", "What was saved before is safe.", "Free some space, then try again.")
		wrong.AddAction("Try again", nil)
		wrong.OnDismiss = func() {}
		known := NewBanner(BannerInfo, "Already in the library", "It is not stored twice.", "")
		empty := NewEmptyState("library", "Your library is empty", "Import the briefs you read, or look around in a library made to try things out.")
		empty.SetPrimary("Import briefs", nil)
		empty.SetSecondary("Open the sample library", nil)
		empty.SetHint("Or drop files anywhere on this window.")
		return NewGround(GroundPage, NewDock(NewStrip(wrong, known), nil, nil, nil, empty))
	})
}

func TestGoldenSheet(t *testing.T) {
	golden(t, "sheet", 600, 380, func(w fyne.Window) fyne.CanvasObject {
		s := NewSheet("Edit details", container.NewVBox(NewFormRow("Title", NewField("Title")), NewFormRow("Comment", NewArea("What is it about", 3))))
		s.Confirm = "Save"
		s.AddButton("Skip", nil)
		s.Show(w.Canvas())
		return NewGround(GroundPage, nil)
	})
}

const sampleNote = "## Where it stands\n\nHolds the roads, not the towns. See [[Two ambushes, one retreat]].\n\n- claims are *early* and **detailed**\n- figures run high: 84 against 47\n\n> both accounts are unlikely to be complete\n"

func TestGoldenEditor(t *testing.T) {
	golden(t, "editor", 640, 260, func(fyne.Window) fyne.CanvasObject {
		source, reading := NewMarkdownEditor("Write"), NewMarkdownEditor("Write")
		source.SetText(sampleNote)
		reading.SetText(sampleNote)
		reading.SetPreview(true)
		source.offers.set("Tw", []Suggestion{{Title: "Two ambushes, one retreat", Detail: "Brief"}, {Title: "JNIM", Detail: "Actor"}})
		source.offers.Show()
		s := NewSplit(true, padded(12, source), padded(12, reading))
		s.SetOffset(320)
		return NewGround(GroundSurface, s)
	})
}

func TestGoldenHandlingMarks(t *testing.T) {
	golden(t, "handling_marks", 420, 420, func(fyne.Window) fyne.CanvasObject {
		rows := sampleRows()
		for i, mark := range []string{"AMBER+STRICT", "RED", "GREEN", "CLEAR"} {
			rows[i].Handling = mark
		}
		l := listOf(rows)
		l.SetSelected(2)
		tabs := NewTabBar()
		tabs.SetTabs([]Tab{{ID: "1", Title: "Two ambushes, one retreat", Handling: "AMBER+STRICT"}, {ID: "2", Title: "What the desert column lost", Handling: "RED"}, {ID: "3", Title: "JNIM"}})
		tabs.SetActive("2")
		head := NewPaneHead("Two ambushes, one retreat")
		head.SetHandling("TLP:AMBER")
		chip := NewHandlingMark("", nil)
		chip.SetMark("TLP:AMBER+STRICT")
		context := NewContextList(1)
		context.Row = func(int) (ContextRow, bool) {
			return ContextRow{Reference: "Sahel Review 7/3 · ¶1", Handling: "GREEN", Before: "Then the ", Words: "Front", After: " left."}, true
		}
		context.SetCount(1)
		return NewGround(GroundSurface, NewDock(NewStrip(tabs, head, container.NewHBox(chip), context), nil, nil, nil, l))
	})
}
