package widgets

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// spell writes pieces as they stand, what is marked in brackets, a line to
// each line.
func spell(pieces []markedPiece) string {
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 && p.line != pieces[i-1].line {
			b.WriteByte('\n')
		}
		if p.marked {
			fmt.Fprintf(&b, "[%s]", p.text)
		} else {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

func TestMarksStandInTheirWords(t *testing.T) {
	newApp(t)
	for _, c := range []struct {
		text  string
		marks []Mark
		want  string
	}{
		{"Azawad", nil, "Azawad"},
		{"Azawad", []Mark{{0, 3}}, "[Aza]wad"},
		{"of Azawad now", []Mark{{3, 9}}, "of[Azawad]now"},
		{"of  Azawad\tnow ", []Mark{{4, 10}}, "of[Azawad]now"},
		{"two words", []Mark{{0, 9}}, "[two words]"},
		{"unsorted and joined", []Mark{{9, 12}, {0, 2}, {1, 8}}, "[unsorted and]joined"},
		{"out of range", []Mark{{-4, 3}, {7, 400}, {8, 2}, {3, 3}}, "[out]of[range]"},
		{"e\u0301t\u00e9", []Mark{{0, 1}}, "[e\u0301]t\u00e9"}, // with its accent
		{"d\u2019Azawad", []Mark{{4, 10}}, "d\u2019[Azawad]"},
		{"a\xffb", []Mark{{1, 2}}, "a[\ufffd]b"},
		{"\u202eturned\u202c", []Mark{{0, 9}}, "[turned]"},
		{"", []Mark{{0, 4}}, ""},
		{" \n ", []Mark{{0, 4}}, ""},
		{"می\u200cخواهم", []Mark{{0, 4}}, "[می\u200cخواهم]"},
		{"حركة أزواد", marksOf("حركة أزواد", "واد"), "حركة[أزواد]"}, // joined letters are not parted
	} {
		got := spell(wordLetters.lines(c.text, c.marks, 1000, 0, 1))
		same(t, fmt.Sprintf("%q %v", c.text, c.marks), got, c.want)
	}
}

func TestTheFirstMarkIsInView(t *testing.T) {
	newApp(t)
	long := "The Provisional Coordinating Committee of the Harbour Towns and the Islands beyond, as Reconstituted by the Council of Elders of the Lower Fords"
	for _, word := range []string{"The", "Provisional", "Harbour", "Council", "Fords"} {
		for _, width := range []float32{120, 200, 300} {
			for lines := 1; lines <= 2; lines++ {
				got := spell(wordLetters.lines(long, marksOf(long, word)[:1], width, 0, lines))
				if !strings.Contains(got, "["+word+"]") {
					t.Errorf("%s in %v, %d lines: %q", word, width, lines, got)
				}
			}
		}
	}
	// one that needs nearly all of the room
	wide := "of the old Reconstitutionalisation and more of it"
	for lines := 1; lines <= 2; lines++ {
		got := spell(wordLetters.lines(wide, []Mark{{11, 34}}, bold.width("Reconstitutionalisation")+40, 0, lines))
		if !strings.Contains(got, "[Reconstitutionalisation]") {
			t.Errorf("a wide one in %d lines: %q", lines, got)
		}
	}
	// deep in a text of a megabyte too
	deep := strings.Repeat("a word and ", 100_000)
	got := spell(wordLetters.lines(deep+"Azawad"+deep, []Mark{{len(deep), len(deep) + 6}}, 300, 0, 1))
	if !strings.HasPrefix(got, "…") || !strings.Contains(got, "[Azawad]") || !strings.HasSuffix(got, "…") {
		t.Errorf("in the middle of a long text: %q", got)
	}
	// and what has room is not cut
	same(t, "short", spell(wordLetters.lines("short Azawad", []Mark{{6, 12}}, 300, 0, 1)), "short[Azawad]")
}

func TestPiecesFromRightToLeftChangePlaces(t *testing.T) {
	newApp(t)
	text := "CMA (תנועת אזוואד) north"
	pieces := wordLetters.lines(text, marksOf(text, "אזוואד"), 1000, 0, 1)
	at := map[string]float32{}
	for _, p := range pieces {
		at[p.text] = p.x
	}
	order := []string{"CMA", "(", "אזוואד", "תנועת", ")", "north"}
	for i, word := range order[1:] {
		if x, there := at[word]; !there || x <= at[order[i]] {
			t.Errorf("%q is not at the right of %q: %v", word, order[i], pieces)
		}
	}
}

func TestBracketsFromRightToLeftFaceTheirWords(t *testing.T) {
	newApp(t)
	at := map[string]float32{}
	for _, p := range wordLetters.lines("צפון (חוף) נהר", nil, 1000, 0, 1) {
		at[p.text] = p.x
	}
	order := []string{"נהר", "(", "חוף", ")", "צפון"} // as they stand, from the left
	for i, word := range order[1:] {
		if at[word] <= at[order[i]] {
			t.Errorf("%q is not at the right of %q: %v", word, order[i], at)
		}
	}
}

func TestIdeographsBreakAnywhereButBeforeAStop(t *testing.T) {
	newApp(t)
	text := strings.Repeat("車列は夜明け前に駐屯地を出発した。", 4)
	for width := float32(60); width < 400; width += 7 {
		pieces := wordLetters.lines(text, marksOf(text, "駐屯地"), width, 0, 9)
		for i, p := range pieces {
			if i > 0 && p.line != pieces[i-1].line && strings.HasPrefix(p.text, "。") {
				t.Fatalf("at %v line %d begins with a stop: %q", width, p.line, spell(pieces))
			}
		}
	}
}

// TestMarkedTextIsWithinItsRoom holds for any text and marks: lines are as wide
// as they may be, and what is shown is of the text and in its order.
func TestMarkedTextIsWithinItsRoom(t *testing.T) {
	newApp(t)
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Azawad", "of", "movements", "軍", "הארץ", "(", "\xff", "e\u0301", "—"}))
		text := strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), rapid.SampledFrom([]string{" ", "", "\n"}).Draw(t, "between"))
		number := rapid.IntRange(-5, len(text)+5)
		var marks []Mark
		for range rapid.IntRange(0, 4).Draw(t, "marks") {
			marks = append(marks, Mark{number.Draw(t, "start"), number.Draw(t, "end")})
		}
		width := float32(rapid.IntRange(-1, 400).Draw(t, "width"))
		indent := float32(rapid.IntRange(0, 60).Draw(t, "indent"))
		limit := rapid.IntRange(1, 4).Draw(t, "lines")
		for _, p := range wordLetters.lines(text, marks, width, indent, limit) {
			if p.line < 0 || p.line >= limit {
				t.Fatalf("a piece in line %d of %d", p.line, limit)
			}
			if p.text == "" || p.x < 0 {
				t.Fatalf("a piece %+v", p)
			}
			if width >= 60 && indent < width/2 && p.x+p.w > width+20 {
				t.Fatalf("%q ends at %v of %v", p.text, p.x+p.w, width)
			}
		}
	})
}
