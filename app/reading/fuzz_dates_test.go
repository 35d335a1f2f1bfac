package reading_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sidelight/app/reading"
	"sidelight/app/span"
)

var fuzzDays = []reading.Published{
	{}, {Earliest: "2024-08-20", Latest: "2024-08-20", From: "the publication date"}, {Earliest: "2024-01-01", Latest: "2024-12-31", From: "the volume"}, {Latest: "soon"},
}

// FuzzDates: whatever the text, every dated expression lies on it, in its
// sentence and outside what is skipped, in order, and its days are days.
func FuzzDates(f *testing.F) {
	for i, seed := range []string{
		"On July 28 and 30, since late May, in early 2023, mid-August.", "between July 25 and 27, from July 25 to August 2, 2012–2018, winter of 2022–23",
		"du 25 au 27 juillet, depuis mai, fin 2023, le 1er août", "July 28. two days later, the next day, a week earlier", "In 2021, on August 15 and March 6, 2022",
		"will meet on September 5; the 17 November group; February 29; 07/08/2024; 31.04.2024", "last Tuesday, earlier this year, yesterday, last week", "1990s the early 2000s Q2 2023, é July\n28, 1500–",
	} {
		f.Add(seed, i, 3, 9)
	}
	f.Fuzz(func(t *testing.T, text string, day, from, to int) {
		if !utf8.ValidString(text) {
			t.Skip("a canonical text is valid UTF-8")
		}
		var skip []span.Span
		if s := (span.Span{Start: from, End: to}); s.Valid(text) {
			skip = append(skip, s)
		}
		last := 0
		for _, d := range reading.Dates(text, fuzzDays[uint(day)%uint(len(fuzzDays))], skip) {
			if !d.Valid(text) || d.Empty() || d.Start < last {
				t.Fatalf("%v %q does not lie on the text, after the one before", d.Span, d.Written)
			}
			last = d.End
			if !d.Sentence.Valid(text) || !d.Sentence.Contains(d.Start) {
				t.Errorf("%q: sentence %v", d.Written, d.Sentence)
			}
			for _, s := range skip {
				if d.Overlaps(s) {
					t.Errorf("%q lies in what is skipped", d.Written)
				}
			}
			if d.Written == "" || d.Rule == "" || (d.Earliest == "") != (d.Latest == "") {
				t.Errorf("%+v", d)
			}
			if d.Earliest == "" {
				continue
			}
			_, bad1 := time.Parse(time.DateOnly, d.Earliest)
			_, bad2 := time.Parse(time.DateOnly, d.Latest)
			if bad1 != nil || bad2 != nil || d.Earliest > d.Latest {
				t.Errorf("%q from %s to %s", d.Written, d.Earliest, d.Latest)
			}
		}
	})
}

// FuzzChecks: whatever the text, the passages cover its words in order without
// overlapping, and every check lies on it and says why.
func FuzzChecks(f *testing.F) {
	for i, seed := range []string{
		"The post fell on July 28 (Channel 9, July 27). Since the massacre on July 3 it rained.", "(A, May 3) (B, May 4). (C, May 5", "The massacre of July 28.\n\nAfter the massacre (TASS, July 2).",
		"We judge with high confidence that it is likely. Probably. (PMC) private military company (PMC)", "One. (A, May 3). Two (B, n.d.); three.[1] ¹ May 3",
	} {
		f.Add(seed, i, 2, 7)
	}
	f.Fuzz(func(t *testing.T, text string, day, from, to int) {
		if !utf8.ValidString(text) {
			t.Skip("a canonical text is valid UTF-8")
		}
		e := evidence(text, "Frontier Notes", fuzzDays[uint(day)%uint(len(fuzzDays))])
		for _, c := range reading.Checks(e) {
			if !c.Span.Valid(text) || c.Span.Empty() || !c.Other.Valid(text) || !strings.HasSuffix(c.Why, ".") {
				t.Errorf("%+v", c)
			}
		}
		var groups []span.Span
		for _, c := range e.Citations {
			groups = append(groups, c.Span)
		}
		if s := (span.Span{Start: from, End: to}); s.Valid(text) && !s.Empty() {
			groups = append(groups, s)
		}
		last, held := 0, 0
		for _, p := range reading.Passages(text, []span.Span{{Start: 0, End: len(text)}}, groups) {
			if !p.Valid(text) || p.Empty() || p.Start < last {
				t.Errorf("passage %v, the one before ends at %d", p.Span, last)
			}
			last = p.End
			held += len(p.Groups)
			for _, g := range p.Groups {
				if g < 0 || g >= len(groups) {
					t.Errorf("passage %v rests on group %d of %d", p.Span, g, len(groups))
				}
			}
		}
		if held != len(groups) {
			t.Errorf("%d of %d groups are held by a passage", held, len(groups))
		}
	})
}
