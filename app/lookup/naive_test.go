package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sidelight/app/span"
	"sidelight/db"
)

// naive finds what Find finds without any of its short cuts: every matcher
// looks at every row.
func naive(t *testing.T, ix *Index, asked Query) []found {
	typing := ix.NewTyping()
	typing.next()
	q := ix.read(asked)
	finders := []func(context.Context, *query, *ranking) (matcher, error){
		ix.exact, ix.prefix, typing.wordPrefix, typing.substring, typing.fuzzy, typing.misspelt,
	}
	var all []found
	taken := map[int32]bool{}
	for tier, find := range finders {
		better := len(all)
		for i := len(all) - 1; i >= 0 && all[i].tier == TierFuzzy; i-- {
			better--
		}
		if Tier(tier) == TierSpelling && enough(&q, better) || len(all) >= q.limit {
			break
		}
		ranked := newRanking(q.limit - len(all))
		ranked.taken = taken
		for r := range taken {
			ranked.sealed = append(ranked.sealed, found{record: r})
			ranked.limit++
		}
		m, err := find(t.Context(), &q, ranked)
		if err != nil {
			t.Fatal(err)
		}
		if m == nil {
			continue
		}
		var rows []found
		for id := range int32(ix.Len()) {
			if Tier(tier) == TierExact && squeeze(ix.folded(id)) != q.squeezed || taken[ix.record[id]] || !ix.allows(&q, id) {
				continue
			}
			if score, _, ok := m(id, nil); ok {
				rows = append(rows, found{Tier(tier), int32(score), ix.rank[id], id, ix.record[id]})
			}
		}
		slices.SortFunc(rows, compareFound)
		for _, f := range rows {
			if !taken[f.record] {
				taken[f.record] = true
				all = append(all, f)
			}
		}
	}
	return all[:min(len(all), q.limit)]
}

var (
	someWords = rapid.SampledFrom(strings.Fields(`mali Malian al al-Qaeda Qaeda N'Djamena Kïdal kidal Azawad Azaouad Wagner/Africa Corps corps Africa Kharkiv Харків
		Prigozhin Prigozhyn (JNIM) JNIM jnim the of for a an m movement Movement Łódź straße ﬁn İzmir e´ U.S. u.s. us 马里 马 — 2024 2024-08-19 Jama'at`))
	someNames = rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(someWords, 1, 5).Draw(t, "words"), " ") })
	someTexts = rapid.OneOf(someNames, someNames, rapid.String(), rapid.StringN(0, 400, -1))
	someKinds = rapid.SampledFrom([]db.Kind{db.KindActor, db.KindBrief, db.KindNote, db.KindAnnotation, KindLabel, KindCommand})
	someEntry = rapid.Custom(func(t *rapid.T) Entry {
		e := Entry{
			Kind: someKinds.Draw(t, "kind"), ID: rapid.Int64Range(0, 20).Draw(t, "id"), Text: someTexts.Draw(t, "text"),
			Context: rapid.SampledFrom([]string{"", "", "Terrorism Monitor, 2024-08-19", "Mali Watch", "Le Sahel (Kïdal)"}).Draw(t, "context"),
			Recent:  rapid.Int64Range(0, 5).Draw(t, "recent"), Weight: rapid.IntRange(0, 2).Draw(t, "weight"),
		}
		switch e.Kind {
		case KindCommand:
			e.Command = "command " + fmt.Sprint(e.ID)
		case db.KindAnnotation:
			e.Label = rapid.SampledFrom([]string{"", "Fact", "Judgement"}).Draw(t, "label")
		case db.KindActor:
			e.Title = rapid.SampledFrom([]string{"", "Mali"}).Draw(t, "title")
		}
		return e
	})
	// Pieces of words make queries that hit at the borders.
	someQuery = rapid.Custom(func(t *rapid.T) string {
		if rapid.IntRange(0, 9).Draw(t, "any") == 0 {
			return rapid.String().Draw(t, "text")
		}
		var parts []string
		for _, w := range rapid.SliceOfN(someWords, 1, 4).Draw(t, "parts") {
			r := []rune(w)
			from := rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "from")
			to := rapid.IntRange(1, len(r)).Draw(t, "to")
			parts = append(parts, string(r[min(from, to-1):to]))
		}
		return strings.Join(parts, rapid.SampledFrom([]string{" ", " ", "", "-", "  "}).Draw(t, "between"))
	})
)

func TestFindRanksAsIfItLookedAtEverything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		ix := NewIndex(rapid.SliceOfN(someEntry, 0, 60).Draw(rt, "entries"))
		typing := ix.NewTyping()
		for range 4 {
			q := Query{Text: someQuery.Draw(rt, "query"), Limit: rapid.SampledFrom([]int{0, 1, 3, 7}).Draw(rt, "limit")}
			switch rapid.IntRange(0, 5).Draw(rt, "narrow") {
			case 0:
				q.Kinds = []db.Kind{someKinds.Draw(rt, "kind")}
			case 1:
				q.Label = "fa"
			}
			if squeeze(fold(q.Text)) == "" {
				continue
			}
			want := naive(t, ix, q)
			got, err := typing.Find(t.Context(), q)
			if err != nil {
				rt.Fatal(err)
			}
			if len(got.Matches) != len(want) {
				rt.Fatalf("%+v: %d rows, want %d", q, len(got.Matches), len(want))
			}
			for i, m := range got.Matches {
				if w := want[i]; m.Tier != w.tier || m.Score != int(w.score) || m.Entry != ix.entry(w.id) {
					rt.Fatalf("%+v: row %d is %+v, want %s %d %+v", q, i, m, w.tier, w.score, ix.entry(w.id))
				}
			}
		}
	})
}

func TestSpansCoverWhatMatched(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		entries := rapid.SliceOfN(someEntry, 1, 20).Draw(rt, "entries")
		q := Query{Text: someQuery.Draw(rt, "query")}
		r, err := NewIndex(entries).Find(t.Context(), q)
		if err != nil {
			rt.Fatal(err)
		}
		typed := squeeze(fold(q.Text))
		for _, m := range r.Matches {
			covered := spelled(rt, m.Entry.Text, m.Spans)
			around := spelled(rt, m.Entry.Context, m.ContextSpans)
			if typed == "" {
				continue
			}
			if covered == "" {
				rt.Fatalf("%q: nothing of %q is shown", q.Text, m.Entry.Text)
			}
			switch m.Tier {
			case TierExact, TierPrefix:
				// A letter that became two is covered as a whole.
				if !strings.HasPrefix(covered, typed) || len(covered) > len(typed)+3 {
					rt.Fatalf("%q: %q of %q is shown", q.Text, covered, m.Entry.Text)
				}
			case TierWordPrefix, TierSubstring, TierFuzzy:
				for _, w := range strings.FieldsFunc(fold(q.Text), func(r rune) bool { return r == space || r == link }) {
					if !strings.Contains(covered, w) && !strings.Contains(around, w) && !subsequence(covered, w) {
						rt.Fatalf("%q: %q and %q of %q are shown, without %q", q.Text, covered, around, m.Entry.Text, w)
					}
				}
			}
		}
	})
}

// spelled is the folded text that spans cover, after a look at their order.
func spelled(rt *rapid.T, text string, spans []span.Span) string {
	var covered strings.Builder
	last := 0
	for _, s := range spans {
		if !s.Valid(text) || s.Empty() || s.Start < last {
			rt.Fatalf("%q: %v are no spans of it", text, spans)
		}
		last = s.End
		covered.WriteString(squeeze(fold(s.Of(text))))
	}
	return covered.String()
}

func subsequence(text, letters string) bool {
	i := 0
	for j := 0; j < len(text) && i < len(letters); j++ {
		if text[j] == letters[i] {
			i++
		}
	}
	return i == len(letters)
}

func TestAFoldedNameHasAPlaceForEachByte(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(someTexts, rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(rt, "text")
		var f folder
		folded, places := fold(text), f.foldPlaces(text)
		if len(folded) != len(places) || len(folded) > maxFolded+8 {
			rt.Fatalf("%q: %d bytes, %d places", text, len(folded), len(places))
		}
		var last span.Span
		for i, p := range places {
			if p.Empty() != isGap(folded[i]) || !p.Empty() && (!p.Valid(text) || p.Start < last.End && p != last) {
				rt.Fatalf("%q: byte %d of %q comes from %v", text, i, folded, p)
			}
			if !p.Empty() {
				last = p
			}
		}
		if again := fold(folded); again != folded && len(folded) < maxFolded {
			rt.Fatalf("%q folds to %q, and that to %q", text, folded, again)
		}
	})
}
