package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

func TestNoteMarks(t *testing.T) {
	t.Parallel()
	text := "It fell.[1] It rose.² Ten km² burned,[3], [4, 5] then more [6–7].[^8] A [link](x) and [2024].\n\n[1] First.\n² Second.\n8. Eighth.\n"
	var footnotes []span.Span
	for _, words := range []string{"[1] First.", "Second.", "8. Eighth."} {
		at := strings.Index(text, words)
		footnotes = append(footnotes, span.Span{Start: at, End: at + len(words)})
	}
	var got []string
	for _, m := range reading.NoteMarks(text, footnotes) {
		got = append(got, fmt.Sprintf("%d %s>%s", m.Number, m.Of(text), m.Footnote.Of(text)))
	}
	want := "1 [1]>[1] First.|2 ²>Second.|3 [3]>|4 4>|5 5>|6 [6–7]>|7 [6–7]>|8 [^8]>8. Eighth."
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestNoteMarksWithoutNumbers(t *testing.T) {
	t.Parallel()
	text := "One[1] and two[2].\n\nAlpha\nBeta"
	notes := []span.Span{{Start: len(text) - 10, End: len(text) - 5}, {Start: len(text) - 4, End: len(text)}}
	marks := reading.NoteMarks(text, notes)
	if len(marks) != 2 || marks[0].Footnote != notes[0] || marks[1].Footnote != notes[1] {
		t.Errorf("got %+v: footnotes without a number count by their place", marks)
	}
}

func TestUsedBeforeDefined(t *testing.T) {
	t.Parallel()
	text := "PMC losses. The JNIM won (CMF, May 3). A private military company (PMC) and the Combined Maritime Forces (CMF) left the PMC."
	var got []string
	for _, u := range reading.UsedBeforeDefined(text) {
		got = append(got, fmt.Sprintf("%s at %d, defined %q", u.Short, u.Start, u.Defined.Of(text)))
	}
	if s := strings.Join(got, "|"); s != `PMC at 0, defined "private military company (PMC)"` {
		t.Errorf("got %s: the acronym of the heading alone, no source of a citation", s)
	}
}
