package db_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"sidelight/db"
)

// searchedText is a document as lists tell of it, with what a search may ask.
type searchedText struct {
	document
	title, publication string
	own                []string // the fields that are its own
	day                string
	label              int64
	actors, sources    []int64
}

// naiveWords splits as a reader would: at all that is no letter or digit.
func naiveWords(s string) []string {
	return strings.FieldsFunc(db.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// searchedTexts are all documents of a library, without the help of an index.
func searchedTexts(t rapid.TB, l *db.Library) []searchedText {
	ctx := context.Background()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var all []searchedText
	briefs, _, err := l.Briefs(ctx, db.BriefFilter{})
	check(err)
	byID := map[int64]searchedText{}
	for _, b := range briefs {
		r, err := l.Revision(ctx, b.RevisionID)
		check(err)
		d := searchedText{document: document{db.KindBrief, b.ID}, title: b.Title, publication: b.Publication + " " + b.Volume + " " + b.Issue, day: b.Published.Earliest}
		d.own = []string{d.title, d.publication, r.Text}
		mentions, err := l.Mentions(ctx, b.ID)
		check(err)
		for _, m := range mentions {
			d.actors = append(d.actors, m.ActorID)
		}
		citations, err := l.Citations(ctx, db.CitationFilter{BriefID: b.ID})
		check(err)
		for _, c := range citations {
			if c.State != db.StateDismissed {
				d.sources = append(d.sources, c.SourceID)
			}
		}
		byID[b.ID], all = d, append(all, d)
		annotations, err := l.Annotations(ctx, b.ID)
		check(err)
		for _, a := range annotations {
			all = append(all, searchedText{document: document{db.KindAnnotation, a.ID}, title: d.title, publication: d.publication,
				own: []string{a.Quote, a.Note}, day: d.day, label: a.LabelID})
		}
	}
	notes, err := l.Notes(ctx, db.NoteFilter{})
	check(err)
	for _, n := range notes {
		d := searchedText{document: document{db.KindNote, n.ID}, title: n.Title, own: []string{n.Title, n.Body}, day: n.CreatedAt.Format(time.DateOnly)}
		if n.BriefID != 0 {
			d.publication, d.day = byID[n.BriefID].publication, byID[n.BriefID].day
		}
		all = append(all, d)
	}
	return all
}

// fields are where words of a field are looked for.
func (d searchedText) fields(field db.TextField) []string {
	switch field {
	case db.FieldTitle:
		return []string{d.title}
	case db.FieldPublication:
		return []string{d.publication}
	}
	return d.own
}

// places are where the words stand in a text, one after another.
func places(text []string, w db.Words) (starts []int, length int) {
	words := naiveWords(strings.Join(w.Words, " "))
	for i := 0; i+len(words) <= len(text); i++ {
		here := true
		for j, word := range words {
			here = here && (text[i+j] == word || w.Prefix && j == len(words)-1 && strings.HasPrefix(text[i+j], word))
		}
		if here {
			starts = append(starts, i)
		}
	}
	return starts, len(words)
}

// near reports whether all of the words stand in a text so that between the
// end of each and the start of the last one are at most within others.
func near(text []string, n db.Near) bool {
	var starts [][]int
	var lengths []int
	for _, w := range n.Words {
		at, length := places(text, w)
		starts, lengths = append(starts, at), append(lengths, length)
	}
	within := n.Within
	if len(lengths) > 2 {
		sorted := slices.Sorted(slices.Values(lengths))
		for _, length := range sorted[:len(sorted)-2] {
			within += length
		}
	}
	for last := range text {
		all, stands := true, false
		for i, at := range starts {
			all = all && slices.ContainsFunc(at, func(start int) bool { return start <= last && last-start-lengths[i] <= within })
			stands = stands || slices.Contains(at, last)
		}
		if all && stands {
			return true
		}
	}
	return false
}

// holds evaluates an expression by looking.
func (d searchedText) holds(e db.TextExpr, names map[int64][]string) bool {
	switch e := e.(type) {
	case db.AllOf:
		return !slices.ContainsFunc(e, func(part db.TextExpr) bool { return !d.holds(part, names) })
	case db.AnyOf:
		return slices.ContainsFunc(e, func(part db.TextExpr) bool { return d.holds(part, names) })
	case db.Not:
		return !d.holds(e.Expr, names)
	case db.Words:
		return slices.ContainsFunc(d.fields(e.Field), func(text string) bool {
			at, _ := places(naiveWords(text), e)
			return len(at) > 0
		})
	case db.Near:
		field := db.FieldAny
		for _, w := range e.Words {
			if field != db.FieldAny && w.Field != db.FieldAny && w.Field != field {
				return false
			}
			if w.Field != db.FieldAny {
				field = w.Field
			}
		}
		return slices.ContainsFunc(d.fields(field), func(text string) bool { return near(naiveWords(text), e) })
	case db.Mentions:
		if d.Kind == db.KindBrief {
			return slices.ContainsFunc(e.ActorIDs, func(id int64) bool { return slices.Contains(d.actors, id) })
		}
		return slices.ContainsFunc(e.ActorIDs, func(id int64) bool {
			return slices.ContainsFunc(names[id], func(name string) bool { return d.holds(db.Words{Words: []string{name}}, nil) })
		})
	case db.Cites:
		return slices.ContainsFunc(e.SourceIDs, func(id int64) bool { return slices.Contains(d.sources, id) })
	case db.Labelled:
		return d.label != 0 && slices.Contains(e.LabelIDs, d.label)
	case db.Published:
		return d.day != "" && d.day >= e.From && (e.To == "" || d.day <= e.To)
	case db.IsKind:
		return slices.Contains(e.Kinds, d.Kind)
	}
	panic(fmt.Sprintf("an expression %T", e))
}

// vocabulary is what the texts of these tests are made of.
var vocabulary = []string{"Ash", "ash", "ashes", "Birch", "Côte", "cote", "Łódź", "N’Djamena", "raid", "raids", "🛰", "don't", "AND", "42", "Ash Birch", "Ménaka —"}

var days = []string{"", "2024-05-01", "2024-05-02", "2024-08-19", "2025-01-31"}

func anyWords(t *rapid.T, least, most int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), least, most).Draw(t, "words"), " ")
}

// anyExpr draws a condition of any shape.
func anyExpr(t *rapid.T, depth int, actors, sources []int64) db.TextExpr {
	field := rapid.SampledFrom([]db.TextField{db.FieldAny, db.FieldAny, db.FieldTitle, db.FieldPublication})
	words := func() db.Words {
		w := db.Words{Field: field.Draw(t, "field"), Words: []string{rapid.SampledFrom([]string{"ash", "AS", "birch", "cote", "lodz", "n'djamena", "djamena raid", "rai", "don t", "and", "or", "not", "near", "4", "42"}).Draw(t, "word")}}
		if rapid.IntRange(0, 3).Draw(t, "phrase") == 0 {
			w.Words = append(w.Words, "ash")
		}
		w.Prefix = rapid.Bool().Draw(t, "prefix")
		return w
	}
	shapes := 9
	if depth > 0 {
		shapes = 15
	}
	some := func(ids []int64) []int64 {
		if len(ids) == 0 {
			return nil
		}
		return rapid.SliceOfN(rapid.SampledFrom(ids), 0, 2).Draw(t, "ids")
	}
	parts := func() []db.TextExpr {
		var all []db.TextExpr
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			all = append(all, anyExpr(t, depth-1, actors, sources))
		}
		return all
	}
	switch rapid.IntRange(0, shapes).Draw(t, "shape") {
	case 0, 1, 2:
		return words()
	case 3:
		n := db.Near{Within: rapid.IntRange(0, 4).Draw(t, "within")}
		for range rapid.IntRange(1, 3).Draw(t, "near") {
			n.Words = append(n.Words, words())
		}
		return n
	case 4, 5:
		return db.Mentions{ActorIDs: some(actors)}
	case 6:
		return db.Cites{SourceIDs: some(sources)}
	case 7:
		return db.Labelled{LabelIDs: some([]int64{1, 2})}
	case 8:
		return db.Published{From: rapid.SampledFrom(days).Draw(t, "from"), To: rapid.SampledFrom(days).Draw(t, "to")}
	case 9:
		return db.IsKind{Kinds: rapid.SliceOfN(rapid.SampledFrom([]db.Kind{db.KindBrief, db.KindNote, db.KindAnnotation}), 0, 2).Draw(t, "kinds")}
	case 10, 11:
		return db.Not{Expr: anyExpr(t, depth-1, actors, sources)}
	case 12, 13:
		return db.AllOf(parts())
	default:
		return db.AnyOf(parts())
	}
}

// TestFindTexts_AnySequence does any changes in any order and wants every
// search to find exactly what a look at every document finds.
func TestFindTexts_AnySequence(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	libraries := 0
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		libraries++
		c := newClock()
		l, err := db.Open(ctx, filepath.Join(folder, fmt.Sprint(libraries), "library.db"), db.Options{Clock: c.now})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		check := func(t *rapid.T, err error) {
			if err != nil && !errors.Is(err, db.ErrExists) && !errors.Is(err, db.ErrInvalid) && !errors.Is(err, db.ErrNotFound) {
				t.Fatal(err)
			}
		}
		ash, err := l.AddActor(ctx, db.Actor{Name: "Ash", Aliases: []db.Alias{{Name: "Côte"}, {Name: "birch", Weak: true}}})
		check(t, err)
		lodz, err := l.AddActor(ctx, db.Actor{Name: "Łódź", Aliases: []db.Alias{{Name: "N'Djamena"}, {Name: "🛰"}}})
		check(t, err)
		made := map[db.Kind][]int64{db.KindActor: {ash.ID, lodz.ID}}
		var deleted []db.DeletedComparison
		pick := func(t *rapid.T, kind db.Kind) int64 {
			if len(made[kind]) == 0 {
				t.Skip("there is none")
			}
			return rapid.SampledFrom(made[kind]).Draw(t, string(kind))
		}
		kinds := rapid.SampledFrom([]db.Kind{db.KindBrief, db.KindBrief, db.KindNote, db.KindAnnotation, db.KindActor})
		add := func(t *rapid.T) {
			n := db.NewBrief{Title: anyWords(t, 1, 2) + "x", Publication: anyWords(t, 0, 1), Volume: rapid.SampledFrom([]string{"", "42"}).Draw(t, "volume"), Text: "Text " + anyWords(t, 1, 8)}
			n.Published.Earliest = rapid.SampledFrom(days).Draw(t, "day")
			b, err := l.AddBrief(ctx, n)
			check(t, err)
			if err != nil {
				return
			}
			made[db.KindBrief] = append(made[db.KindBrief], b.ID)
			f := db.Findings{BriefID: b.ID, RevisionID: b.RevisionID}
			for name, id := range map[string]int64{"Ash": ash.ID, "Łódź": lodz.ID} {
				if at := strings.Index(n.Text, name); at >= 0 {
					f.Mentions = append(f.Mentions, db.FoundMention{Start: at, End: at + len(name), Alias: name, Actors: []int64{id}})
				}
			}
			if at := strings.Index(n.Text, "raid"); at >= 0 {
				cited := db.FoundCitation{Outlet: rapid.SampledFrom([]string{"Quay Radio", "Harbour News"}).Draw(t, "outlet")}
				cited.GroupStart, cited.Start, cited.GroupEnd, cited.End = at, at, at+4, at+4
				f.Citations = append(f.Citations, cited)
			}
			check(t, l.StoreFindings(ctx, rules, []db.Findings{f}))
		}
		t.Repeat(map[string]func(*rapid.T){
			"add brief":   add,
			"add another": add,
			"edit brief": func(t *rapid.T) {
				title, publication, issue := anyWords(t, 1, 2)+"x", anyWords(t, 0, 1), "7"
				check(t, second(l.UpdateBrief(ctx, pick(t, db.KindBrief), db.BriefUpdate{Title: &title, Publication: &publication, Issue: &issue})))
			},
			"annotate": func(t *rapid.T) {
				id := pick(t, db.KindBrief)
				b, err := l.Brief(ctx, id)
				check(t, err)
				if err != nil {
					return
				}
				r, err := l.Revision(ctx, b.RevisionID)
				check(t, err)
				a, err := l.AddAnnotation(ctx, db.NewAnnotation{BriefID: id, LabelID: rapid.Int64Range(0, 2).Draw(t, "label"), Start: 5, End: len(r.Text), Quote: r.Text[5:], Note: anyWords(t, 0, 2)})
				check(t, err)
				made[db.KindAnnotation] = append(made[db.KindAnnotation], a.ID)
			},
			"edit annotation": func(t *rapid.T) {
				note, label := anyWords(t, 0, 2), rapid.Int64Range(0, 2).Draw(t, "label")
				check(t, second(l.UpdateAnnotation(ctx, pick(t, db.KindAnnotation), db.AnnotationUpdate{Note: &note, LabelID: &label})))
			},
			"add note": func(t *rapid.T) {
				n := db.Note{Title: anyWords(t, 0, 1), Body: anyWords(t, 0, 4)}
				switch rapid.IntRange(0, 3).Draw(t, "of") {
				case 1:
					n.BriefID = pick(t, db.KindBrief)
				case 2:
					n.ActorID = pick(t, db.KindActor)
				case 3:
					n.ComparisonID = pick(t, db.KindComparison)
				}
				n, err := l.AddNote(ctx, n)
				check(t, err)
				if err == nil {
					made[db.KindNote] = append(made[db.KindNote], n.ID)
				}
			},
			"save note": func(t *rapid.T) {
				check(t, second(l.SaveNote(ctx, pick(t, db.KindNote), anyWords(t, 0, 1), anyWords(t, 0, 4))))
			},
			"trash": func(t *rapid.T) {
				kind := kinds.Draw(t, "kind")
				check(t, l.Trash(ctx, kind, pick(t, kind)))
			},
			"restore": func(t *rapid.T) {
				kind := kinds.Draw(t, "kind")
				check(t, l.Restore(ctx, kind, pick(t, kind)))
			},
			"merge": func(t *rapid.T) {
				check(t, second(l.MergeActors(ctx, pick(t, db.KindActor), pick(t, db.KindActor))))
			},
			"compare": func(t *rapid.T) {
				var sides [2]db.SideRef
				for i := range sides {
					kind := rapid.SampledFrom([]db.Kind{db.KindBrief, db.KindNote}).Draw(t, "side")
					sides[i] = db.SideRef{Kind: kind, ID: pick(t, kind)}
				}
				opened, err := l.OpenComparison(ctx, sides[0], sides[1])
				check(t, err)
				if err == nil {
					made[db.KindComparison] = append(made[db.KindComparison], opened.ID)
				}
			},
			"delete comparison": func(t *rapid.T) {
				gone, err := l.DeleteComparison(ctx, pick(t, db.KindComparison))
				check(t, err)
				if err == nil {
					deleted = append(deleted, gone)
				}
			},
			"bring back comparison": func(t *rapid.T) {
				if len(deleted) == 0 {
					t.Skip("none was deleted")
				}
				check(t, l.RestoreComparison(ctx, rapid.SampledFrom(deleted).Draw(t, "deleted")))
			},
			"take back": func(t *rapid.T) {
				check(t, l.UndoRearrangement(ctx, rapid.Int64Range(1, 3).Draw(t, "rearrangement")))
			},
			"empty trash": func(t *rapid.T) {
				if rapid.IntRange(0, 3).Draw(t, "really") == 0 {
					check(t, second(l.EmptyTrash(ctx)))
				}
			},
			"": func(t *rapid.T) { c.advance(time.Hour) },
		})
		findings, err := l.Check(ctx)
		if err != nil || len(findings) > 0 {
			t.Fatalf("check: %v, %v", findings, err)
		}
		all := searchedTexts(t, l)
		names := map[int64][]string{}
		actors, err := l.Actors(ctx)
		check(t, err)
		listed := []int64{}
		for _, a := range actors {
			listed = append(listed, a.ID)
			names[a.ID] = []string{a.Name}
			for _, alias := range a.Aliases {
				if !alias.Weak && len(naiveWords(alias.Name)) > 0 {
					names[a.ID] = append(names[a.ID], alias.Name)
				}
			}
		}
		compare := func(e db.TextExpr) {
			want := []document{}
			for _, d := range all {
				if d.holds(e, names) {
					want = append(want, d.document)
				}
			}
			hits, err := l.FindTexts(ctx, db.TextQuery{Where: e})
			if err != nil {
				t.Fatalf("%#v: %v", e, err)
			}
			got := []document{}
			for _, h := range hits {
				got = append(got, document{h.Kind, h.ID})
			}
			slices.SortFunc(got, byDocument)
			slices.SortFunc(want, byDocument)
			if !slices.Equal(got, want) {
				t.Fatalf("%#v finds %v, want %v in %+v", e, got, want, all)
			}
		}
		known := map[string]bool{}
		for _, d := range all {
			for _, field := range d.own {
				for _, word := range naiveWords(field) {
					known[word] = true
				}
			}
		}
		for word := range known {
			compare(inWords(word))
		}
		for range 12 {
			compare(anyExpr(t, 3, listed, []int64{1, 2}))
		}
	})
}
