package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// readMade reads a document that is one article.
func readMade(t *testing.T, m *made) format.Article {
	t.Helper()
	all, err := Read(t.Context(), "made.pdf", m.bytes())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d articles, %v", len(all), err)
	}
	return all[0]
}

// told is what a test compares: a line a block.
func told(a format.Article) []string {
	var out []string
	for _, b := range a.Blocks {
		if b.Text == "" {
			continue
		}
		kind := string(b.Kind)
		if b.Level > 0 {
			kind += fmt.Sprint(b.Level)
		}
		out = append(out, strings.TrimSpace(kind+" "+b.Marker)+": "+b.Text)
	}
	return out
}

const (
	wells = "The wells of the north lie two days apart, and who holds them decides who travels. In the spring the older families kept seven of them open for every caravan that paid its toll, and the road was quiet."
	mills = "Below the mills the river is shallow enough to ford for nine months of the year. Traders from both banks have used the crossing for gene\u00ADrations without papers, and the new post has not changed that."
	posts = "Three posts were built along the ridge last autumn. Two of them stand empty, and the third is held by a doz\u00ADen men who have not been paid since the harvest began."
	fords = "What the ford will look like next year nobody can say. The engineers who measured it in the summer have not returned, and their marks have been washed away."
)

// whole is a text without the places where words may be parted.
func whole(s string) string { return strings.ReplaceAll(s, "\u00AD", "") }

func TestRead_TwoColumnsBelowATitle(t *testing.T) {
	t.Parallel()
	// given a title over the whole width, then two columns with a heading in each,
	// the right one written into the file first
	m := &made{}
	m.at(120, 80, 18, "B", "Wells and roads of the north")
	m.at(330, 140, 12, "B", "The posts")
	y := m.lines(330, 160, 230, 9, "R", posts)
	m.lines(330, y+8, 230, 9, "R", fords)
	m.at(60, 140, 12, "B", "The wells")
	y = m.lines(60, 160, 230, 9, "R", wells)
	m.lines(60, y+8, 230, 9, "R", mills)
	// when
	a := readMade(t, m.page())
	// then
	want := []string{"heading1: Wells and roads of the north",
		"heading2: The wells", ": " + wells, ": " + whole(mills),
		"heading2: The posts", ": " + whole(posts), ": " + fords}
	if diff := cmp.Diff(want, told(a)); diff != "" {
		t.Error(diff)
	}
}

func TestRead_WhatRunsAlongThePagesIsLeftOut(t *testing.T) {
	t.Parallel()
	// given three pages with a head, a number and a paragraph that goes on over
	// the page's end
	words := strings.Fields(strings.Repeat(wells+" ", 3))
	m := &made{}
	for i := range 3 {
		m.at(72, 40, 8, "R", "The Border Letter, No. 12")
		m.at(300, 760, 8, "R", fmt.Sprint(i+17))
		m.lines(72, 100, 460, 10, "R", strings.Join(words[i*len(words)/3:(i+1)*len(words)/3], " "))
		m.page()
	}
	// when
	a := readMade(t, m)
	// then
	text := strings.Join(told(a), "\n")
	if strings.Contains(text, "Border Letter") || strings.Contains(text, "17") {
		t.Errorf("what runs along is in the text:\n%s", text)
	}
	var labels []string
	for _, b := range a.Blocks {
		for _, p := range b.Pages {
			labels = append(labels, p.Label)
		}
	}
	if !slices.Equal(labels, []string{"17", "18", "19"}) {
		t.Errorf("pages %v", labels)
	}
	for _, want := range []string{"what runs along the margin of 3 pages: The Border Letter, No. 12", "the numbers printed on 3 pages"} {
		if !slices.ContainsFunc(a.Remarks, func(r db.Remark) bool { return r.Kind == db.RemarkDropped && r.Detail == want }) {
			t.Errorf("the log does not say %q: %v", want, a.Remarks)
		}
	}
}

func TestRead_FootnotesStandBehindTheText(t *testing.T) {
	t.Parallel()
	// given a mark in the text and a note in small type at the foot of the page,
	// which goes on at the foot of the next one
	m := &made{}
	m.at(72, 100, 11, "R", "The toll was raised in the autumn.").at(72+34*6.6, 96, 6.5, "R", "1").at(72+37*6.6, 100, 11, "R", "Nobody paid it")
	m.lines(72, 113.2, 440, 11, "R", "at first, and those who guarded the wells were told to let every caravan pass until the end of the year, when it was")
	m.at(72, 700, 5, "R", "1").at(77, 703, 8, "R", "Letters of the district office, which were found in the mill and")
	m.page()
	m.lines(72, 100, 440, 11, "R", "raised again. "+wells)
	m.at(72, 703, 8, "R", "are kept in the town.")
	m.at(72, 718, 5, "R", "2").at(77, 721, 8, "R", "Survey of the wells.")
	m.page()
	// when
	a := readMade(t, m)
	// then
	want := []string{": The toll was raised in the autumn.[1] Nobody paid it at first, and those who guarded the wells were told to let every caravan pass until the end of the year, when it was raised again. " + wells,
		"footnote [1]: Letters of the district office, which were found in the mill and are kept in the town.",
		"footnote [2]: Survey of the wells."}
	if diff := cmp.Diff(want, told(a)); diff != "" {
		t.Error(diff)
	}
}

func TestRead_ListsTablesCaptionsAndLigatures(t *testing.T) {
	t.Parallel()
	// given
	m := &made{}
	m.lines(72, 80, 460, 10, "R", wells)
	m.at(72, 140, 10, "R", "•").at(90, 140, 10, "R", "The ﬁrst ﬂood closed the road and it was not opened again before the")
	m.at(90, 152, 10, "R", "harvest.")
	m.at(72, 164, 10, "R", "•").at(90, 164, 10, "R", "The second did not.")
	m.at(72, 200, 9, "B", "Table 1. Carts at the crossings")
	for i, row := range [][]string{{"Crossing", "Carts", "Change"}, {"North gate", "120", "+14%"}, {"Mill bridge", "87", "-3%"}, {"Ferry", "15", "+2%"}} {
		for k, cell := range row {
			m.at(72+float64(k)*150, 220+float64(i)*14, 10, "R", cell)
		}
	}
	m.lines(72, 300, 460, 10, "R", fords)
	// when
	a := readMade(t, m.page())
	// then
	want := []string{": " + wells,
		"bullet •: The first flood closed the road and it was not opened again before the harvest.",
		"bullet •: The second did not.",
		"caption: Table 1. Carts at the crossings",
		"table: Crossing | Carts | Change\nNorth gate | 120 | +14%\nMill bridge | 87 | -3%\nFerry | 15 | +2%",
		": " + fords}
	if diff := cmp.Diff(want, told(a)); diff != "" {
		t.Error(diff)
	}
}

func TestRead_HyphensOfWordsAreKept(t *testing.T) {
	t.Parallel()
	// given lines that end in hyphens, of which two belong to their words
	m := &made{}
	for i, line := range []string{"The well-known road was closed. It was a well-", "known road until the U.S.-", "Canadian convoy came, and gov-", "ernment posts were built, of which none is left to-", "day. See https://example.org/roads-", "of-the-north for a map of the government posts."} {
		m.at(72, 80+float64(i)*12, 10, "R", line)
	}
	// when
	a := readMade(t, m.page())
	// then
	want := []string{": The well-known road was closed. It was a well-known road until the U.S.-Canadian convoy came, and government posts were built, of which none is left today. See https://example.org/roads-of-the-north for a map of the government posts."}
	if diff := cmp.Diff(want, told(a)); diff != "" {
		t.Error(diff)
	}
}

func TestRead_ATurnedPageReadsTheSame(t *testing.T) {
	t.Parallel()
	for _, turn := range []int{90, 180, 270} {
		// given
		m := &made{rotate: turn}
		m.lines(72, 80, 460, 10, "R", wells)
		// when
		a := readMade(t, m.page())
		// then
		if diff := cmp.Diff([]string{": " + wells}, told(a)); diff != "" {
			t.Error(turn, diff)
		}
	}
}

func TestRead_PropertiesAreBelievedWhereThePageHasThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ info, field, want string }{
		{"/Title (Wells of the north)", "title", "Wells of the north"},
		{"/Title (Microsoft Word - wells.docx)", "title", ""},
		{"/Title (Annual accounts)", "title", ""},
		{"/Author (Lena Ostrow; Odo Varga)", "author", "Lena Ostrow, Odo Varga"},
		{"/Author (jsmith)", "author", ""},
		{"/CreationDate (D:20240514120000Z)", "date", "2024-05-14"},
	} {
		// given
		m := &made{info: c.info}
		m.at(72, 80, 18, "B", "Wells of the north").at(72, 100, 10, "R", "By Lena Ostrow")
		m.lines(72, 140, 460, 10, "R", wells)
		// when
		a := readMade(t, m.page())
		// then
		got := ""
		for _, f := range a.Fields {
			if f.Name == c.field {
				got = strings.Join(f.Values, ", ")
			}
		}
		if got != c.want {
			t.Errorf("%s gives %q, want %q", c.info, got, c.want)
		}
	}
}

func TestRead_PagesWithoutTextAreNamed(t *testing.T) {
	t.Parallel()
	// given
	m := &made{}
	m.lines(72, 80, 460, 10, "R", wells)
	m.page().page().page()
	m.lines(72, 80, 460, 10, "R", fords)
	// when
	a := readMade(t, m.page())
	// then
	if !slices.ContainsFunc(a.Remarks, func(r db.Remark) bool { return strings.Contains(r.Detail, "no text on pages 2-3") }) {
		t.Errorf("the log does not name them: %v", a.Remarks)
	}
	pages := 0
	for _, b := range a.Blocks {
		pages += len(b.Pages)
	}
	if pages != 4 {
		t.Errorf("%d pages, want 4", pages)
	}
}
