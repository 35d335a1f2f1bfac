package widgets

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// marksOf finds words in a text, as a search would have.
func marksOf(text string, words ...string) []Mark {
	var marks []Mark
	for _, w := range words {
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			marks = append(marks, Mark{from + at, from + at + len(w)})
			from += at + len(w)
		}
	}
	return marks
}

func lookupRowOf(kind, title, detail string, words ...string) LookupRow {
	return LookupRow{Kind: kind, Title: title, Marks: marksOf(title, words...), Detail: detail}
}

func sampleLookup() []LookupRow {
	return []LookupRow{
		lookupRowOf("Actor", "Coordination of Azawad Movements", "Azaouad ~ Azawad · 42 mentions", "Azawad", "Mov"),
		lookupRowOf("Actor", "National Movement for the Liberation of Azawad (MNLA)", "Azaouad ~ Azawad", "Azawad", "Mov"),
		lookupRowOf("Brief", "After the accord: the Azawad movements regroup", "Sahel Review 6/11 · Dec 2023", "Azawad", "mov"),
		lookupRowOf("Annotation", "“the movements of Azawad had no common staff”", "Fact · Frontier Notes 12/6", "Azawad", "mov"),
		lookupRowOf("Note", "Weekly: Azawad command and movement of units", "yesterday", "Azawad", "mov"),
	}
}

const lookupKeys = "Enter open  ·  Ctrl+Enter beside  ·  Alt+Enter insert link  ·  > commands   @ actors   # labels   / text"

func sampleBox() *LookupBox {
	b := NewLookupBox()
	b.Hint, b.Keys = "Look up anything", lookupKeys
	return b
}

func samplePreview() *LookupPreview {
	body := "Armed group · first seen in Sahel Review 6/2, 14 May 2023.\n\nAlso called CMA, Coordination des mouvements de l’Azawad. The Azawad movements signed the accord of 2015 together; by the summer of 2023 they had joined their staffs, and the garrisons in the north were left to one command."
	return &LookupPreview{Title: "Coordination of Azawad Movements", Detail: "Actor · 42 mentions in 17 briefs", Body: body, Marks: marksOf(body, "Azawad", "mov")}
}

// pageBehind is something for the box to stand over.
func pageBehind() fyne.CanvasObject {
	list := listOf(sampleRows())
	return NewGround(GroundPage, NewDock(nil, nil, NewGround(GroundSurface, list), nil, nil))
}

func goldenBox(t *testing.T, name string, width, height float32, fill func(b *LookupBox)) {
	t.Helper()
	golden(t, name, width, height, func(w fyne.Window) fyne.CanvasObject {
		b := sampleBox()
		b.Show(w.Canvas())
		fill(b)
		return pageBehind()
	})
}

func TestGoldenLookup(t *testing.T) {
	goldenBox(t, "lookup", 1280, 620, func(b *LookupBox) {
		b.SetText("azaouad mov")
		b.SetRows(sampleLookup(), -1)
		b.SetPreview(samplePreview())
		b.rows.hovered = 3
	})
}

func TestGoldenLookupWithoutPreview(t *testing.T) {
	golden(t, "lookup_rows", 1000, 540, func(w fyne.Window) fyne.CanvasObject {
		b := sampleBox()
		b.NoPreview = true
		b.SetText("azaouad mov")
		b.SetRows(sampleLookup(), -1)
		b.Show(w.Canvas())
		b.busy.after = soon
		b.SetBusy(true)
		return pageBehind()
	})
}

func TestGoldenLookupRecent(t *testing.T) {
	goldenBox(t, "lookup_recent", 900, 540, func(b *LookupBox) {
		rows := []LookupRow{{Title: "Opened last", Head: true},
			lookupRowOf("Brief", "Two ambushes, one retreat: the road to Tinzaouaten", "Sahel Review 7/3 · 9 Aug 2024"),
			lookupRowOf("Actor", "Coordination of Azawad Movements", "42 mentions"),
			lookupRowOf("Source", "The Courier of the Long Road", "B · 19 citations"),
			{Title: "Commands", Head: true}}
		for i := range 12 {
			rows = append(rows, lookupRowOf("Command", "Command number "+strconv.Itoa(i+1), "Ctrl+"+strconv.Itoa(i%10)))
		}
		b.SetRows(rows, -1)
	})
}

func TestGoldenLookupEmpty(t *testing.T) {
	goldenBox(t, "lookup_empty", 900, 540, func(b *LookupBox) {
		b.SetText("prigoshin")
		b.SetEmpty(LookupEmpty{Title: "Nothing is called “prigoshin”",
			Detail: "Looked in the names of 214 briefs, 87 actors with 301 aliases, 19 sources, 640 annotations and 88 notes.",
			Offers: []LookupOffer{{Text: "Yevgeny Prigozhin"}, {Text: "Look for “prigoshin” in the text of the briefs"}, {Text: "New actor “prigoshin”"}}})
		b.rows.move(1)
	})
}

func TestGoldenLookupNarrow(t *testing.T) {
	goldenBox(t, "lookup_narrow", 520, 380, func(b *LookupBox) {
		b.SetText("azaouad")
		b.SetRows(sampleLookup(), 1)
	})
}

func TestGoldenLookupLongNames(t *testing.T) {
	goldenBox(t, "lookup_long", 1000, 560, func(b *LookupBox) {
		b.SetText("council")
		long := "The Provisional Coordinating Committee of the Harbour Towns, the Lower Fords and the Islands beyond Them, as Reconstituted by the Council of Elders"
		b.SetRows([]LookupRow{
			lookupRowOf("Actor", long, "one letter apart", "Council"),
			lookupRowOf("Actor", long, "alias of the Provisional Coordinating Committee of the Harbour Towns · 42 mentions", "Provisional"),
			lookupRowOf("Saved search", "council", "alias of the Provisional Coordinating Committee of the Harbour Towns, as Reconstituted by its Elders", "council"),
			lookupRowOf("Actor", "国家情報評議会と北部沿岸警備隊の合同委員会による第二次報告書の要約および附属文書一覧、ならびにその訳注", "評議会", "評議会"),
			lookupRowOf("Actor", "حركة تحرير أزواد", "Arabic name", "أزواد"),
			lookupRowOf("Actor", "CMA (תנועת אזוואד) in the north", "Hebrew name", "אזוואד"),
			lookupRowOf("Actor", "Coördination Élargie d’Ázawád", "accents", "Ázawád"),
			lookupRowOf("Note", "with\ta tab,\na line feed and \u202eturned round\u202c", "", "feed"),
			lookupRowOf("Brief", strings.Repeat("unbroken", 60), "one word", "brokenun"),
		}, -1)
	})
}

// sampleResults is what a search for ambush or convoy found.
func sampleResults() []ResultGroup {
	passage := func(kind, text string) ResultPassage {
		return ResultPassage{Kind: kind, Text: text, Marks: marksOf(text, "ambush", "convoy", "convoys", "ambushes")}
	}
	title := "Two ambushes, one retreat: the road to Tinzaouaten"
	return []ResultGroup{
		{Title: title, Marks: marksOf(title, "ambushes"), Detail: "Sahel Review 7/3 · 9 Aug 2024", Count: "14 hits", New: true, Passages: []ResultPassage{
			passage("", "…the second ambush killed most of the foreign contractors, and by evening both sides had published the first pictures of the wreck; the convoy had turned back an hour before, which neither account mentions…"),
			passage("", "A convoy of eleven vehicles left the garrison before dawn."),
			passage("Fact", "the second ambush killed most of the foreign contractors"),
			passage("Note", "Compare the two accounts of the ambush: the later one moves it half a day, and so the convoy cannot have been late."),
		}},
		{Title: "What the desert column lost", Detail: "Frontier Notes 12/8 · 2 Aug 2024", Count: "3 hits", Passages: []ResultPassage{
			passage("", "…of the convoys that used the road in July, four were stopped."),
		}},
		{Title: "Weekly: roads", Detail: "Note · yesterday", Count: "1 hit", New: true, Passages: []ResultPassage{passage("", "Ask again who escorted the convoy.")}},
		{Title: "Convoy protection: a short history", Marks: []Mark{{0, 6}}, Detail: "Gulf Watch 3/14 · 28 Jun 2024", Count: "title"},
		{Title: "北部の車列", Detail: "Gulf Watch 3/2 · 2 May 2024", Count: "1 hit", Passages: []ResultPassage{{Text: "車列は夜明け前に駐屯地を出発したが、正午までに二度の待ち伏せに遭い、外国人請負業者の大半が死亡した。双方が夕方までに最初の写真を公開し、車列は一時間前に引き返していたという。", Marks: marksOf("車列は夜明け前に駐屯地を出発したが、正午までに二度の待ち伏せに遭い、外国人請負業者の大半が死亡した。双方が夕方までに最初の写真を公開し、車列は一時間前に引き返していたという。", "車列", "待ち伏せ")}}},
	}
}

func resultsOf(groups []ResultGroup) *ResultList {
	l := NewResultList()
	l.Length = func() int { return len(groups) }
	l.Group = func(i int) ResultGroup { return groups[i] }
	return l
}

func TestGoldenResults(t *testing.T) {
	golden(t, "results", 760, 500, func(fyne.Window) fyne.CanvasObject {
		l := resultsOf(sampleResults())
		l.Choose(0, 1)
		l.focused = true
		l.hovered = resultSpot{1, -1}
		return l
	})
}

func TestGoldenResultsNarrow(t *testing.T) {
	golden(t, "results_narrow", 300, 460, func(fyne.Window) fyne.CanvasObject {
		l := resultsOf(sampleResults())
		l.Choose(0, 0)
		l.hovered = resultSpot{0, 2}
		return l
	})
}

func sampleFacets() []FacetSection {
	return []FacetSection{
		{Title: "Publication", Values: []FacetValue{
			{ID: "tm", Name: "Terrorism Monitor", Count: "112"}, {ID: "sr", Name: "Sahel Review", Count: "64", Active: true},
			{ID: "fn", Name: "Frontier Notes", Count: "31"}, {ID: "long", Name: "Proceedings of the Institute for the Long Road and the Coast", Count: "1,204"},
			{ID: "gw", Name: "Gulf Watch", Count: "9"}, {ID: "a", Name: "Annals", Count: "2"}, {ID: "b", Name: "Bulletin", Count: "2"},
			{ID: "c", Name: "Chronicle", Count: "1", Active: true}}},
		{Title: "Year", Values: []FacetValue{{ID: "2024", Name: "2024", Count: "88"}, {ID: "2023", Name: "2023", Count: "61"}, {ID: "2022", Name: "2022", Count: "20"}}},
		{Title: "Label", Values: []FacetValue{{ID: "f", Name: "Fact", Count: "40"}, {ID: "j", Name: "Judgement", Count: "17"}}},
	}
}

func TestGoldenFacets(t *testing.T) {
	golden(t, "facets", 220, 460, func(fyne.Window) fyne.CanvasObject {
		l := NewFacetList()
		l.SetSections(sampleFacets())
		l.focused, l.cursor = true, facetLine{kind: facetValue, title: "Year", id: "2024"}
		l.hovered = 3
		return l
	})
}

func TestGoldenLookupField(t *testing.T) {
	golden(t, "lookup_field", 330, 120, func(fyne.Window) fyne.CanvasObject {
		quiet, hovered, focused := NewLookupField("Look up anything", "Ctrl+K", nil), NewLookupField("Look up anything", "Ctrl+K", nil), NewLookupField("Nachschlagen, was auch immer", "Strg+Umschalt+K", nil)
		hovered.hovered, focused.focused = true, true
		return NewGround(GroundBars, padded(8, NewStrip(quiet, padded(4, hovered), focused)))
	})
}

func TestGoldenSavedSearches(t *testing.T) {
	golden(t, "saved_searches", 255, 170, func(fyne.Window) fyne.CanvasObject {
		l := listOf([]RowData{
			{ID: 1, Title: "Convoys in the north", Detail: "convoy* near escort · 3 Aug", Mark: "3 new", News: true},
			{ID: 2, Title: "Port tolls", Detail: "toll OR levy in:notes", Mark: "12 new", News: true},
			{ID: 3, Title: "Retractions", Detail: "corrected", Mark: "0 new"}})
		l.SetSelected(2)
		return l
	})
}
