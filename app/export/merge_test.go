package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"sidelight/db"
)

const uidOne = "01920000-0000-7000-8000-0123456789ab"

// sample is a brief with a note and two annotations.
func sample() Source {
	return Source{
		Brief: db.Brief{UID: uidOne, Title: "Partial Withdrawal", Series: "Brief", Publication: "Terrorism Monitor",
			Volume: "22", Issue: "11", Tags: []string{"Mali", "private military"}},
		SHA256: "0d0486a4",
		Labels: map[int64]db.Label{2: {ID: 2, Name: "Judgement"}},
		Annotations: []db.Annotation{
			{UID: "01920000-0000-7000-8000-bbbbbbbbbbbb", LabelID: 2, Quote: "It is unlikely\n\nthat [they] leave", Start: 50, End: 80, Note: "Why not?"},
			{UID: "01920000-0000-7000-8000-aaaaaaaaaaaa", Quote: "led to", Start: 10, End: 16},
		},
		Notes: []db.Note{{UID: "n1", Body: "My *note* on [[Other brief]].\n"}},
	}
}

func render(s Source) page { return renderBrief(s, renderOptions{}) }

func TestNewFile(t *testing.T) {
	t.Parallel()
	got, kept := merge("", render(sample()))
	want := `---
sidelight: 1
uid: "01920000-0000-7000-8000-0123456789ab"
title: "Partial Withdrawal"
aliases:
  - "Partial Withdrawal"
  - "Brief: Partial Withdrawal"
series: "Brief"
publication: "Terrorism Monitor"
volume: "22"
issue: "11"
tags:
  - "Mali"
  - "private-military"
sha256: "0d0486a4"
---

%% sidelight:begin brief HASH HASH HASH %%

# Partial Withdrawal

Brief · Terrorism Monitor · Volume 22 · Issue 11

%% sidelight:end brief %%

%% sidelight:begin notes HASH %%

## Notes

My *note* on [[Other brief]].

%% sidelight:end notes %%

%% sidelight:begin annotations HASH %%

## Annotations

**Highlight**

> led to

^a-aaaaaaaaaaaa

**Judgement**

> It is unlikely
>
> that \[they\] leave

^a-bbbbbbbbbbbb

Why not?

%% sidelight:end annotations %%
`
	if diff := cmp.Diff(want, hideHashes(got)); diff != "" {
		t.Error(diff)
	}
	if kept {
		t.Error("a new file keeps nothing aside")
	}
}

// hideHashes makes expected files readable.
func hideHashes(file string) string {
	var out []string
	for line := range strings.SplitSeq(file, "\n") {
		if m := marker.FindStringSubmatch(line); m != nil && m[3] != "" {
			line = strings.Replace(line, m[3], strings.Repeat(" HASH", len(strings.Fields(m[3]))), 1)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestMergeTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	file, _ := merge("", render(sample()))
	again, kept := merge(file, render(sample()))
	if diff := cmp.Diff(file, again); diff != "" || kept {
		t.Errorf("kept %t\n%s", kept, diff)
	}
}

func TestWordsOutsideTheParts(t *testing.T) {
	t.Parallel()
	// given a file with words before, between and after the parts
	file, _ := merge("", render(sample()))
	file = strings.Replace(file, "---\n\n%%", "---\nAbove all.\n\n%%", 1)
	file = strings.Replace(file, "%% sidelight:end notes %%\n", "%% sidelight:end notes %%\nRight below.\n", 1)
	file += "\n## Mine\n\nAt the end ^mine"

	// when the brief changes and is exported again
	s := sample()
	s.Notes[0].Body = "Another note."
	s.Annotations = s.Annotations[:1]
	got, kept := merge(file, render(s))

	// then they are there, in their places
	for _, words := range []string{"---\nAbove all.\n\n%% sidelight:begin brief", "%% sidelight:end notes %%\n\nRight below.\n", "\n## Mine\n\nAt the end ^mine"} {
		if !strings.Contains(got, words) {
			t.Errorf("lost %q in\n%s", words, got)
		}
	}
	if kept {
		t.Error("nothing was changed inside a part")
	}
	if strings.Contains(got, "My *note*") || !strings.Contains(got, "Another note.") {
		t.Errorf("the note is not the new one:\n%s", got)
	}
	if again, _ := merge(got, render(s)); again != got {
		t.Error(cmp.Diff(got, again))
	}
}

func TestWordsInsideAPartAreKeptAside(t *testing.T) {
	t.Parallel()
	// given a file in which somebody wrote into our part
	file, _ := merge("", render(sample()))
	file = strings.Replace(file, "Why not?\n", "Why not? Because of the airfield.\n\nAnd of the mine ^a-aaaaaaaaaaaa %%secret%%\n", 1)

	// when it is exported again
	got, kept := merge(file, render(sample()))

	// then the part is ours again and the words stand below it
	if !kept {
		t.Error("not reported as kept")
	}
	_, below, _ := strings.Cut(got, "%% sidelight:end annotations %%\n")
	for _, line := range []string{"> Why not? Because of the airfield.", `> And of the mine ^a-aaaaaaaaaaaa %\%secret%\%`} {
		if !strings.Contains(below, line+"\n") {
			t.Errorf("no line %q in\n%s", line, below)
		}
	}
	if strings.Contains(below, "> Why not?\n") || strings.Contains(below, "led to") {
		t.Errorf("unchanged lines are kept too:\n%s", below)
	}
	// and the next export leaves it at that
	again, kept := merge(got, render(sample()))
	if diff := cmp.Diff(got, again); diff != "" || kept {
		t.Errorf("kept %t\n%s", kept, diff)
	}
}

func TestBrokenMarkers(t *testing.T) {
	t.Parallel()
	whole, _ := merge("", render(sample()))
	for name, broken := range map[string]string{
		"no end":        strings.Replace(whole, "%% sidelight:end notes %%\n", "My words.\n", 1),
		"no beginning":  strings.Replace(whole, hashed(whole, "notes"), "My words.\n", 1),
		"last end gone": strings.Replace(whole, "%% sidelight:end annotations %%\n", "My words.\n", 1),
		"twice":         whole + "\nMy words.\n" + whole[strings.Index(whole, "%% sidelight:begin notes"):],
		"part deleted":  whole[:strings.Index(whole, "%% sidelight:begin notes")] + "My words.\n",
		"all gone":      whole[:strings.Index(whole, "%% sidelight:begin brief")] + "My words.",
	} {
		got, _ := merge(broken, render(sample()))
		if !strings.Contains(got, "My words.") {
			t.Errorf("%s: words lost:\n%s", name, got)
		}
		for _, id := range []string{"\n^a-aaaaaaaaaaaa\n", "\n^a-bbbbbbbbbbbb\n"} {
			if strings.Count(got, id) != 1 {
				t.Errorf("%s: block id %q %d times in\n%s", name, id, strings.Count(got, id), got)
			}
		}
		if again, _ := merge(got, render(sample())); again != got {
			t.Errorf("%s: not stable:\n%s", name, cmp.Diff(got, again))
		}
	}
}

// hashed is the line that begins a part.
func hashed(file, name string) string {
	at := strings.Index(file, "%% sidelight:begin "+name)
	return file[at : at+strings.Index(file[at:], "\n")+1]
}

func TestPartThatIsNotExportedAnyMore(t *testing.T) {
	t.Parallel()
	s := sample()
	s.Text, s.Blocks = "One paragraph.", []db.Block{{Kind: db.KindParagraph, Start: 0, End: 14}}
	with, _ := merge("", renderBrief(s, renderOptions{withText: true}))
	if !strings.Contains(with, "## Text\n\nOne paragraph.\n") {
		t.Fatalf("no text in\n%s", with)
	}
	without, kept := merge(with, render(s))
	if strings.Contains(without, "One paragraph.") || kept {
		t.Errorf("kept %t:\n%s", kept, without)
	}
	if back, _ := merge(without, renderBrief(s, renderOptions{withText: true})); !strings.Contains(back, "One paragraph.") {
		t.Errorf("the text did not come back:\n%s", back)
	}
}

func TestLineEndsAndByteOrderMark(t *testing.T) {
	t.Parallel()
	// given a file that an editor saved with CRLF
	file, _ := merge("", render(sample()))
	file = strings.ReplaceAll(file+"\nMine.\n", "\n", "\r\n")
	// then it stays so, and unchanged is unchanged
	got, kept := merge(file, render(sample()))
	if got != file || kept {
		t.Errorf("kept %t\n%s", kept, cmp.Diff(file, got))
	}
	if got, _ := merge("\uFEFF"+file, render(sample())); got != file {
		t.Error("a byte order mark makes it another file")
	}
}

func TestForeignProperties(t *testing.T) {
	t.Parallel()
	file, _ := merge("", render(sample()))
	mine := "# about this\nrating: 5 # stars\n\"odd key\": {a: [1, 2]}\nlong: |\n  uid: not one\n\n  end\ncssclasses:\n- wide\n"
	file = strings.Replace(file, "series:", mine+"series:", 1)
	s := sample()
	s.Brief.Issue = "12"
	got, kept := merge(file, render(s))
	head, _, _ := splitFrontMatter(got)
	if !strings.HasSuffix(head, mine) || !strings.Contains(head, `issue: "12"`) || kept {
		t.Errorf("kept %t:\n%s", kept, head)
	}
	if again, _ := merge(got, render(s)); again != got {
		t.Error(cmp.Diff(got, again))
	}
}

func TestPropertiesAsAnotherProgramWritesThem(t *testing.T) {
	t.Parallel()
	// given front matter that Obsidian wrote anew: without quotes, other indents
	file, _ := merge("", render(sample()))
	head, body, _ := splitFrontMatter(file)
	head = strings.NewReplacer(`title: "Partial Withdrawal"`, "title: Partial Withdrawal", `"Mali"`, "Mali", `  - "private`, `    - "private`).Replace(head)
	head = strings.Replace(head, `    - "private`, `  - "private`, 1)
	// then that is no change by hand
	got, kept := merge("---\n"+head+"---\n"+body, render(sample()))
	if got != file || kept {
		t.Errorf("kept %t\n%s", kept, cmp.Diff(file, got))
	}
}

func TestChangedProperties(t *testing.T) {
	t.Parallel()
	// given a file in which somebody added a tag and an alias and an author, and corrected the issue
	file, _ := merge("", render(sample()))
	file = strings.NewReplacer("tags:\n", "tags:\n  - mine\n", "aliases:\n", "aliases:\n  - Wagner leaves\n",
		`issue: "11"`, "issue: 12\nauthor: Somebody").Replace(file)

	// when a tag is added in the library and it is exported again
	s := sample()
	s.Brief.Tags = append(s.Brief.Tags, "Sahel")
	got, kept := merge(file, render(s))

	// then the lists hold both, the author stays, and the issue is ours, with theirs aside
	head, body, _ := splitFrontMatter(got)
	var props struct {
		Aliases, Tags         []string
		Issue, Author, Series string
	}
	if err := yaml.Unmarshal([]byte(head), &props); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(props.Tags, []string{"Mali", "private-military", "Sahel", "mine"}) ||
		!slices.Contains(props.Aliases, "Wagner leaves") || props.Author != "Somebody" || props.Issue != "11" {
		t.Errorf("%+v", props)
	}
	if !kept || !strings.Contains(body, "> issue: 12\n") {
		t.Errorf("kept %t:\n%s", kept, body)
	}
	if again, kept := merge(got, render(s)); again != got || kept {
		t.Errorf("kept %t\n%s", kept, cmp.Diff(got, again))
	}
}

func TestRemovedTagGoes(t *testing.T) {
	t.Parallel()
	file, _ := merge("", render(sample()))
	s := sample()
	s.Brief.Tags, s.Brief.Volume = nil, ""
	got, kept := merge(file, render(s))
	if strings.Contains(got, "tags:") || strings.Contains(got, "volume:") || kept {
		t.Errorf("kept %t:\n%s", kept, got)
	}
}

func TestBrokenFrontMatterIsKeptAside(t *testing.T) {
	t.Parallel()
	file, _ := merge("", render(sample()))
	file = strings.Replace(file, "series:", "mine: [unclosed\nseries:", 1)
	head, _, _ := splitFrontMatter(file)
	if uid, _ := identity(head); uid != uidOne {
		t.Fatalf("not found again: %q", uid)
	}
	got, kept := merge(file, render(sample()))
	if !kept || !strings.Contains(got, "> mine: [unclosed\n") {
		t.Errorf("kept %t:\n%s", kept, got)
	}
	head, _, _ = splitFrontMatter(got)
	if _, ok := readProperties(head); !ok {
		t.Errorf("still broken:\n%s", head)
	}
}

// hostileSource draws a brief in which every word may be anything.
func hostileSource() *rapid.Generator[Source] {
	return rapid.Custom(func(t *rapid.T) Source {
		word := func(name string) string { return hostileTitle().Draw(t, name) }
		body := func(name string) string {
			return strings.Join(rapid.SliceOfN(hostileTitle(), 0, 5).Draw(t, name), "\n")
		}
		s := Source{
			Brief: db.Brief{UID: uidOne, Title: word("title"), Series: word("series"), Publication: word("publication"),
				Volume: word("volume"), Author: word("author"), Tags: []string{word("tag"), word("tag")},
				Published: db.Date{Written: word("date")}},
			SHA256: "00ff",
			Labels: map[int64]db.Label{1: {ID: 1, Name: word("label")}},
			Text:   clean(body("text")),
		}
		s.Blocks = []db.Block{{Kind: rapid.SampledFrom(db.BlockKinds).Draw(t, "kind"), Level: rapid.IntRange(0, 9).Draw(t, "level"), Start: 0, End: len(s.Text)}}
		for range rapid.IntRange(0, 3).Draw(t, "annotations") {
			// The same few uids, so that ids meet.
			s.Annotations = append(s.Annotations, db.Annotation{UID: rapid.SampledFrom([]string{"", "a", "01920000-0000-7000-8000-aaaaaaaaaaaa", "01930000-0000-7000-8000-aaaaaaaaaaaa"}).Draw(t, "uid"),
				LabelID: 1, Quote: body("quote"), Note: body("comment"), Start: rapid.IntRange(0, 3).Draw(t, "start")})
		}
		for range rapid.IntRange(0, 2).Draw(t, "notes") {
			s.Notes = append(s.Notes, db.Note{UID: word("uid"), Title: word("title"), Body: body("note")})
		}
		return s
	})
}

func TestAnyBriefMergesCleanly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := hostileSource().Draw(t, "brief")
		p := renderBrief(s, renderOptions{withText: true})
		file, kept := merge("", p)

		// exported twice, nothing changes
		if again, k := merge(file, p); again != file || kept || k {
			t.Fatalf("kept %t, %t\n%s", kept, k, cmp.Diff(file, again))
		}
		// the front matter says what the library says
		head, body, ok := splitFrontMatter(file)
		if !ok {
			t.Fatalf("no front matter in\n%s", file)
		}
		var props map[string]any
		if err := yaml.Unmarshal([]byte(head), &props); err != nil {
			t.Fatalf("%v in\n%s", err, head)
		}
		for _, q := range p.properties {
			var want any
			switch {
			case q.key == formatKey:
				want = 1
			case len(q.values) > 0 && q.list:
				list := []any{}
				for _, v := range q.values {
					list = append(list, v)
				}
				want = list
			case len(q.values) > 0:
				want = q.values[0]
			}
			if diff := cmp.Diff(want, props[q.key]); diff != "" {
				t.Fatalf("%s: %s", q.key, diff)
			}
		}
		// the parts are found again as they were written
		var found []string
		for _, piece := range splitPieces(body) {
			if piece.name != "" {
				found = append(found, piece.name)
			}
		}
		var want []string
		for _, q := range p.parts {
			if q.body != "" {
				want = append(want, q.name)
			}
		}
		if !slices.Equal(found, want) {
			t.Fatalf("parts %v, want %v in\n%s", found, want, file)
		}
		// no block id twice
		seen := map[string]bool{}
		for line := range strings.SplitSeq(body, "\n") {
			if m := blockID.FindStringSubmatch(line); m != nil {
				if seen[strings.ToLower(m[2])] {
					t.Fatalf("block id %s twice in\n%s", m[2], file)
				}
				seen[strings.ToLower(m[2])] = true
			}
		}
		for id := range p.blocks {
			if strings.HasPrefix(id, "a-a") && !seen[id] {
				t.Fatalf("block id %s is missing in\n%s", id, file)
			}
		}
	})
}

func TestWhatTheUserAddsSurvives(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := hostileSource().Draw(t, "before")
		after := hostileSource().Draw(t, "after")
		file, _ := merge("", renderBrief(before, renderOptions{}))

		// given words put between any two lines of the body, inside our parts or outside
		lines := strings.SplitAfter(file, "\n")
		first := slices.Index(lines[1:], "---\n") + 2
		at := rapid.IntRange(first, len(lines)-1).Draw(t, "line")
		file = strings.Join(lines[:at], "") + "words of mine\n" + strings.Join(lines[at:], "")

		// when the brief changes in every respect
		p := renderBrief(after, renderOptions{})
		got, _ := merge(file, p)

		// then they are there, and nothing moves any more
		if !strings.Contains(got, "words of mine\n") {
			t.Fatalf("lost from\n%s\nin\n%s", file, got)
		}
		if again, kept := merge(got, p); again != got || kept {
			t.Fatalf("kept %t\n%s", kept, cmp.Diff(got, again))
		}
	})
}

func TestMergeIntoAnything(t *testing.T) {
	t.Parallel()
	line := rapid.OneOf(rapid.SampledFrom([]string{"---", "a: b", "- c", "%% sidelight:begin notes %%", "%% sidelight:end notes %%",
		"%% sidelight:begin brief 0123456789ab 0123456789ab 0123456789ab %%", "%% sidelight:end brief %%", "%% sidelight:begin other %%", "```", "^a-aaaaaaaaaaaa", "\r", "tags: x", "title: |", "  y", "#z"}),
		hostileTitle())
	rapid.Check(t, func(t *rapid.T) {
		file := clean(strings.Join(rapid.SliceOfN(line, 0, 12).Draw(t, "lines"), "\n"))
		got, _ := merge(file, render(sample()))
		if again, kept := merge(got, render(sample())); again != got || kept {
			t.Fatalf("given\n%s\nkept %t\n%s", file, kept, cmp.Diff(got, again))
		}
	})
}
