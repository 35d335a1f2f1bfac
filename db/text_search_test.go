package db_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// inWords asks for words that follow one another anywhere.
func inWords(all ...string) db.Words { return db.Words{Words: all} }

// document names a hit without what else it has.
type document struct {
	Kind db.Kind
	ID   int64
}

func byDocument(a, b document) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}

func foundTexts(tb testing.TB, l *db.Library, where db.TextExpr) []document {
	tb.Helper()
	hits, err := l.FindTexts(context.Background(), db.TextQuery{Where: where})
	must(tb, err)
	documents := []document{}
	for _, h := range hits {
		documents = append(documents, document{h.Kind, h.ID})
	}
	return documents
}

func wantTexts(tb testing.TB, l *db.Library, where db.TextExpr, want ...document) {
	tb.Helper()
	got := foundTexts(tb, l, where)
	slices.SortFunc(got, byDocument)
	slices.SortFunc(want, byDocument)
	if !slices.Equal(got, want) {
		tb.Errorf("%#v finds %v, want %v", where, got, want)
	}
}

func TestFindTexts_Words(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Kidal")
	a := mustAnnotate(t, l, b, "Łódź, of all places")
	n := mustAddNote(t, l, db.Note{Title: "Loose ends", Body: "Who paid for the raid?"})
	brief, annotation, note := document{db.KindBrief, b.ID}, document{db.KindAnnotation, a.ID}, document{db.KindNote, n.ID}
	for _, row := range []struct {
		where db.TextExpr
		want  []document
	}{
		{inWords("raid"), []document{brief, note}},
		{inWords("N'DJAMENA"), []document{brief}},
		{inWords("menaka"), []document{brief}},
		{inWords("lodz"), []document{annotation}},
		{inWords("widened", "the", "gap"), []document{brief, annotation}},
		{inWords("the gap", "widened"), nil},
		{db.Words{Words: []string{"wid"}, Prefix: true}, []document{brief, annotation}},
		{db.Words{Words: []string{"the", "ga"}, Prefix: true}, []document{brief, annotation}},
		{inWords("wid"), nil},
		{inWords("AND"), []document{brief}},
		{inWords("monitor 22(11)"), []document{brief}},
		{db.Words{Field: db.FieldPublication, Words: []string{"Sahel Monitor"}}, []document{brief, annotation}},
		{db.Words{Field: db.FieldPublication, Words: []string{"Kidal"}}, nil},
		{db.Words{Field: db.FieldTitle, Words: []string{"kidal"}}, []document{brief, annotation}},
		{db.Words{Field: db.FieldTitle, Words: []string{"loose"}}, []document{note}},
		{db.Near{Words: []db.Words{inWords("gap"), inWords("raid")}, Within: 1}, nil},
		{db.Near{Words: []db.Words{inWords("gap"), inWords("raid")}, Within: 2}, []document{brief}},
		{db.Near{Words: []db.Words{inWords("gap"), inWords("raid"), inWords("widened")}, Within: 0}, nil},
		{db.Near{Words: []db.Words{inWords("gap"), inWords("raid"), inWords("widened")}, Within: 1}, []document{brief}},
		{db.Near{Words: []db.Words{inWords("gap"), {Words: []string{"rai"}, Prefix: true}}, Within: 9}, []document{brief}},
		{db.AllOf{inWords("raid"), db.Not{Expr: inWords("paid")}}, []document{brief}},
		{db.Not{Expr: inWords("raid")}, []document{annotation}},
		{db.AnyOf{inWords("paid"), db.Not{Expr: inWords("widened")}}, []document{note}},
		{db.AllOf{inWords("raid"), db.IsKind{Kinds: []db.Kind{db.KindNote}}}, []document{note}},
		{db.Labelled{LabelIDs: []int64{1, 3}}, []document{annotation}},
		{db.Published{From: "2024-08-19", To: "2024-08-19"}, []document{brief, annotation, note}}, // the note was made then
		{db.Published{To: "2024-08-18"}, nil},
		{db.AllOf{}, []document{brief, annotation, note}},
		{db.AnyOf{}, nil},
		{nil, nil},
	} {
		wantTexts(t, l, row.where, row.want...)
	}
	for _, where := range []db.TextExpr{inWords(), inWords("…", "?"), db.Words{Field: "body", Words: []string{"x"}}, db.Near{}, db.Not{}, db.AllOf{nil}} {
		if _, err := l.FindTexts(ctx, db.TextQuery{Where: where}); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%#v: error %v, want ErrInvalid", where, err)
		}
	}
}

func TestFindTexts_Order(t *testing.T) {
	t.Parallel()
	// given briefs with the same word more and less often, and one without a day
	ctx := context.Background()
	l, c := newLibrary(t)
	add := func(title, day, text string) db.Brief {
		c.advance(time.Hour)
		b, err := l.AddBrief(ctx, db.NewBrief{Title: title, Text: text, Published: db.Date{Earliest: day, Latest: day}})
		must(t, err)
		return b
	}
	filler := strings.Repeat("words that say nothing ", 20)
	once := add("First", "2024-03-01", filler+"A raid.")
	often := add("Second", "2024-01-01", filler+"A raid, a raid and a raid.")
	inTitle := add("The raid", "2024-02-01", filler+"Nothing.")
	undated := add("Fourth", "", filler+"Raid or no.")
	for i := range 8 { // a word that most have ranks nothing
		add(fmt.Sprint("Other ", i), "2023-01-01", filler+fmt.Sprint(i))
	}
	briefs := func(q db.TextQuery) []int64 {
		hits, err := l.FindTexts(ctx, q)
		must(t, err)
		var all []int64
		for _, h := range hits {
			if h.Kind != db.KindBrief || h.BriefID != h.ID || h.ActorID != 0 || (h.Score > 0) != (q.Order != db.TextByDate) {
				t.Errorf("hit %+v", h)
			}
			all = append(all, h.ID)
		}
		return all
	}
	for name, row := range map[string]struct {
		q    db.TextQuery
		want []int64
	}{
		"by relevance":        {db.TextQuery{Where: inWords("raid")}, []int64{inTitle.ID, often.ID, once.ID, undated.ID}},
		"by date":             {db.TextQuery{Where: inWords("raid"), Order: db.TextByDate}, []int64{once.ID, inTitle.ID, often.ID, undated.ID}},
		"the newest added":    {db.TextQuery{Where: inWords("raid"), Order: db.TextByDate, Newest: 2}, []int64{inTitle.ID, undated.ID}},
		"since":               {db.TextQuery{Where: inWords("raid"), Order: db.TextByDate, Since: often.AddedAt}, []int64{inTitle.ID, undated.ID}},
		"since the last":      {db.TextQuery{Where: inWords("raid"), Order: db.TextByDate, Since: c.now()}, nil},
		"words or what ranks": {db.TextQuery{Where: db.AnyOf{db.AllOf{inWords("raid"), db.Published{From: "2024-01-01"}}, inWords("fourth")}}, []int64{undated.ID, inTitle.ID, often.ID, once.ID}},
	} {
		if got := briefs(row.q); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
	for _, q := range []db.TextQuery{{Order: "best"}, {Newest: -1}} {
		q.Where = inWords("raid")
		if _, err := l.FindTexts(ctx, q); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%+v: error %v, want ErrInvalid", q, err)
		}
	}
}

func TestFindTexts_OfBriefsAndActors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Kidal")
	a := mustAnnotate(t, l, b, "zq")
	ash := mustAddActor(t, l, "Ash")
	for _, n := range []db.Note{{Body: "zq"}, {Body: "zq", BriefID: b.ID}, {Body: "zq", ActorID: ash.ID}} {
		mustAddNote(t, l, n)
	}
	hits, err := l.FindTexts(ctx, db.TextQuery{Where: inWords("zq"), Order: db.TextByDate})
	must(t, err)
	want := []db.TextHit{
		{Kind: db.KindAnnotation, ID: a.ID, BriefID: b.ID, Day: "2024-08-19"},
		{Kind: db.KindNote, ID: 3, ActorID: ash.ID, Day: "2024-08-19"},
		{Kind: db.KindNote, ID: 2, BriefID: b.ID, Day: "2024-08-19"},
		{Kind: db.KindNote, ID: 1, Day: "2024-08-19"},
	}
	if diff := gocmp.Diff(want, hits); diff != "" {
		t.Error(diff)
	}
}

// TestFindTexts_Hostile asks for what nobody would type.
func TestFindTexts_Hostile(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Kidal")
	brief := document{db.KindBrief, b.ID}
	// nested draws n brackets, each with something beside what it is around.
	nested := func(n int, beside func(i int) db.TextExpr) db.TextExpr {
		e := db.TextExpr(inWords("raid"))
		for i := range n {
			switch i % 3 {
			case 0:
				e = db.AnyOf{beside(i), e}
			case 1:
				e = db.AllOf{inWords("kidal"), e}
			default:
				e = db.Not{Expr: db.Not{Expr: e}}
			}
		}
		return e
	}
	for n := range 70 {
		wantTexts(t, l, nested(n, func(int) db.TextExpr { return inWords("nowhere") }), brief)
		wantTexts(t, l, nested(n, func(i int) db.TextExpr { return db.Cites{SourceIDs: []int64{int64(i)}} }), brief)
	}
	if _, err := l.FindTexts(ctx, db.TextQuery{Where: nested(100_000, func(int) db.TextExpr { return inWords("x") })}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	// brackets around brackets are none
	e := db.TextExpr(inWords("raid"))
	for range 100_000 {
		e = db.AllOf{e}
	}
	wantTexts(t, l, e, brief)
	// thousands beside each other
	many := db.AllOf{}
	for i := range 1000 {
		many = append(many, inWords("raid"), db.Not{Expr: inWords(fmt.Sprint("nowhere", i%300))}, db.Not{Expr: db.Cites{SourceIDs: []int64{1}}}, db.Words{Field: db.FieldPublication, Words: []string{"sahel"}})
	}
	wantTexts(t, l, many, brief)
	wantTexts(t, l, db.AnyOf(many), brief)
	for _, word := range []string{strings.Repeat("a", 100_000), strings.Repeat("a b ", 20_000), "raid\x00", "\xff\xfe raid", `"raid" OR *`, "raid) OR (x", "{title}: raid"} {
		if _, err := l.FindTexts(ctx, db.TextQuery{Where: inWords(word)}); err != nil {
			t.Errorf("%.20q: %v", word, err)
		}
	}
	wantTexts(t, l, db.Words{Words: []string{"(raid)\x00"}, Prefix: true}, brief)
	wantTexts(t, l, db.Near{Words: []db.Words{inWords("raid"), inWords("gap")}, Within: math.MaxInt}, brief)
}

func TestFindTexts_Cancelled(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	mustAddBrief(t, l, "Kidal")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	q := db.TextQuery{Where: inWords("raid")}
	if _, err := l.FindTexts(ctx, q); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	if _, err := l.FindTextFacets(ctx, q); !errors.Is(err, context.Canceled) {
		t.Errorf("facets: error %v, want context.Canceled", err)
	}
}

func TestFindTextFacets(t *testing.T) {
	t.Parallel()
	// given briefs of two publications, one of them spelled in two ways, with actors and labels
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch := mustAddActor(t, l, "Ash"), mustAddActor(t, l, "Birch")
	gone := mustAddActor(t, l, "Gone")
	add := func(publication, day, text string) db.Brief {
		b, err := l.AddBrief(ctx, db.NewBrief{Title: text, Publication: publication, Published: db.Date{Earliest: day, Latest: day}, Text: text})
		must(t, err)
		search(t, l, b)
		return b
	}
	first := add("Sahel Monitor", "2023-05-05", "The raid of Ash on Birch and Ash.")
	add("Sahel monitor", "2024-05-05", "A raid of Ash, Gone since.")
	add("Sahel Monitor", "2024-06-05", "A raid of nobody.")
	add("", "", "One more raid by Birch.")
	add("Quay Letter", "2020-01-01", "All quiet at Ash.")
	trashed := add("Quay Letter", "2020-01-01", "A raid that is in the trash, by Ash.")
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	must(t, l.Trash(ctx, db.KindActor, gone.ID))
	for _, label := range []int64{1, 1, 2} {
		must(t, second(l.AddAnnotation(ctx, db.NewAnnotation{BriefID: first.ID, LabelID: label, Start: 4, End: 8, Quote: "raid"})))
	}
	mustAddNote(t, l, db.Note{Body: "raid"})
	// when
	got, err := l.FindTextFacets(ctx, db.TextQuery{Where: inWords("raid")})
	must(t, err)
	// then
	want := db.TextFacets{
		Publications: []db.Facet{{Name: "Sahel Monitor", Briefs: 3}},
		Years:        []db.Facet{{Name: "2024", Briefs: 2}, {Name: "2023", Briefs: 1}},
		Actors:       []db.Facet{{ID: ash.ID, Name: "Ash", Briefs: 2}, {ID: birch.ID, Name: "Birch", Briefs: 2}},
		Labels:       []db.Facet{{ID: 1, Name: "Fact", Briefs: 1}, {ID: 2, Name: "Judgement", Briefs: 1}},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// and a merged actor counts as the one it was merged into
	must(t, second(l.MergeActors(ctx, birch.ID, ash.ID)))
	got, err = l.FindTextFacets(ctx, db.TextQuery{Where: inWords("raid")})
	must(t, err)
	if diff := gocmp.Diff([]db.Facet{{ID: birch.ID, Name: "Birch", Briefs: 3}}, got.Actors); diff != "" {
		t.Error(diff)
	}
	wantTexts(t, l, db.AllOf{db.Mentions{ActorIDs: []int64{ash.ID}}, inWords("gone")}, document{db.KindBrief, 2})
	// and nothing is asked of nothing
	if got, err := l.FindTextFacets(ctx, db.TextQuery{}); err != nil || !reflect.DeepEqual(got, db.TextFacets{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestFindTexts_OwnWordsBesideBriefs(t *testing.T) {
	t.Parallel()
	// given a library whose only note is about what few briefs have
	ctx := context.Background()
	l, _ := newLibrary(t)
	for i := range 20 {
		text := fmt.Sprint("Brief of ", i)
		if i%5 == 0 {
			text += " on Tamrit"
		}
		must(t, second(l.AddBrief(ctx, db.NewBrief{Title: fmt.Sprint("Brief ", i), Text: text})))
	}
	inTitle, err := l.AddBrief(ctx, db.NewBrief{Title: "Tamrit", Text: "Brief of Tamrit"})
	must(t, err)
	n := mustAddNote(t, l, db.Note{Body: "Note of Tamrit"})
	// when
	got := foundTexts(t, l, inWords("tamrit"))
	// then the note stands below the brief that is about it, and above the others
	if len(got) != 6 || got[0] != (document{db.KindBrief, inTitle.ID}) || got[1] != (document{db.KindNote, n.ID}) {
		t.Errorf("found %v", got)
	}
}
