package search_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/app/search"
	"sidelight/db"
)

// FuzzRead holds that whatever is typed is read, that the library takes what
// came of it, and that it marks whole letters of any text.
func FuzzRead(f *testing.F) {
	for _, typed := range []string{
		"", " ", "mali", `"salt front`, "“salt front” OR wells | «al-Qaeda»", "a OR", "OR OR a", "-", "--a -", "- -", "NOT NOT -a", "-(a -(b OR -c))",
		"()", "(", ")", "((a) b", strings.Repeat("(", 10_000), strings.Repeat("(a OR ", 3_000), strings.Repeat("-", 5_000) + "a", strings.Repeat("a OR ", 2_000) + "b",
		"near", "near(", "near()", "near(a)", "near(a b, 99999999999999999999)", "a NEAR", "NEAR", "a NEAR/0 b NEAR/5 \"c d\"", `"a b"~`, `"a b c"~3*`, "(a b) NEAR c",
		"title:", "title:()", "title:(a OR (b c", "actor:front", `actor:"Salt Front"`, "actor:*", "source:x", "label:", "label:f in:notes", "in:title in:notes -in:title a", "in:",
		"before:2024 after:x on:2024-02-30", "on:2023..2024-05", "after:19 Aug 2024", "before:0000", "before:9999-12-31", "foo:bar foo:", "10:30 https://x.org/a?b=c N'Djamena C++ a:b",
		"m* ma* *", "\x00\xff\xfe", "ﬁn½ ｍａｌｉ İstanbul", "кидаль 马里 किताब", "a\u00adb e\u0301", `"""`, "'", "\\", "%_^", `" OR "`, "{title text}:x", "a+b ^c", strings.Repeat("wort ", 3000),
	} {
		f.Add(typed, true)
		f.Add(typed, false)
	}
	lib := newLibrary(f)
	text := "The Salt Front took the wells of Ménaka; al-Qaeda’s 2 ½ men in Kidal wrote “fin” on July 28."
	b := addBrief(f, lib, "Wells of the north", "2024-08-19", text)
	annotate(f, lib, b, "Fact", "took the wells", "by the Salt Front")
	_, err := lib.AddActor(context.Background(), db.Actor{Name: "Salt Front", Kind: "armed group"})
	must(f, err)
	f.Fuzz(func(t *testing.T, typed string, whole bool) {
		q, err := search.Read(t.Context(), lib, typed, whole)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		for _, r := range q.Readings {
			if r.String() == "" || r.Of == "" {
				t.Errorf("%q: %#v says nothing", typed, r)
			}
		}
		for _, r := range q.Remarks {
			if !strings.HasSuffix(r.String(), ".") {
				t.Errorf("%q: %#v is no sentence", typed, r)
			}
		}
		r, err := search.Find(t.Context(), lib, q, search.Options{Quick: !whole})
		if err != nil {
			t.Fatalf("%q, read as %#v: %v", typed, q.Where, err)
		}
		page, err := r.Page(t.Context(), lib, 0, 10)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		for _, s := range page {
			for _, p := range s.Passages {
				if !utf8.ValidString(p.Snippet) || strings.ContainsAny(p.Snippet, "\n\t") {
					t.Errorf("%q: the snippet is no line: %q", typed, p.Snippet)
				}
				for _, m := range p.Marks {
					if m.Empty() || !m.Valid(p.Snippet) {
						t.Errorf("%q: %v is no place in %q", typed, m, p.Snippet)
					}
				}
			}
		}
		if _, err := search.Suggest(t.Context(), lib, q, 5); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
		end := 0
		for _, text := range []string{text, typed, strings.ToValidUTF8(typed, "?")} {
			end = 0
			for _, m := range q.Marks(text, true) {
				if m.Empty() || m.Start < end || m.End > len(text) || utf8.ValidString(text) && !m.Valid(text) {
					t.Errorf("%q marks %v in %q", typed, m, text)
				}
				end = m.End
			}
		}
	})
}
