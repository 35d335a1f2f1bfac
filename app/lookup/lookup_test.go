package lookup_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sidelight/app/lookup"
	"sidelight/db"
)

// names are entries of a few actors with their aliases and of briefs.
func names() []lookup.Entry {
	var entries []lookup.Entry
	actor := func(id int64, name string, aliases ...string) {
		entries = append(entries, lookup.Entry{Kind: db.KindActor, ID: id, Text: name})
		for _, a := range aliases {
			entries = append(entries, lookup.Entry{Kind: db.KindActor, ID: id, Text: a, Title: name, Alias: db.AliasOther})
		}
	}
	actor(1, "Group for the Support of Islam and Muslims", "JNIM", "Jama'at Nusrat al-Islam wal-Muslimin")
	actor(2, "Al-Qaeda in the Islamic Maghreb", "AQIM")
	actor(3, "Yevgeny Prigozhin", "Евгений Пригожин")
	actor(4, "Wagner/Africa Corps")
	actor(5, "N'Djamena")
	actor(6, "Coordination of Azawad Movements", "CMA")
	actor(7, "Aïchatou Mindaoudou")
	actor(8, "Mali")
	brief := func(id int64, title, context string, recent int64) {
		entries = append(entries, lookup.Entry{Kind: db.KindBrief, ID: id, Text: title, Context: context, Recent: recent})
	}
	brief(1, "Jihadists near the Niger interior move south", "Terrorism Monitor, 2024-08-19", 900)
	brief(2, "Mali turns to Moscow", "Terrorism Monitor, 2024-08-19", 100)
	brief(3, "Mali’s “Kïdal” offensive — one year on", "Eurasia Daily Monitor, 2024-11-02", 200)
	brief(4, "Ansar al-Qaeda remnants in the Sahel", "Eurasia Daily Monitor, 2023-01-12", 300)
	entries = append(entries,
		lookup.Entry{Kind: lookup.KindCommand, Command: "open-mali", Text: "Open the map", Context: "Ctrl+M"},
		lookup.Entry{Kind: db.KindAnnotation, ID: 1, BriefID: 2, Text: "grain for gold", Label: "Fact", Context: "Mali turns to Moscow"},
		lookup.Entry{Kind: db.KindAnnotation, ID: 2, BriefID: 2, Text: "a turn that is hardly meant", Label: "Judgement", Context: "Mali turns to Moscow"},
		lookup.Entry{Kind: lookup.KindLabel, ID: 1, Text: "Fact"},
		lookup.Entry{Kind: lookup.KindLabel, ID: 2, Text: "Judgement"},
	)
	return entries
}

func find(t *testing.T, ix *lookup.Index, typed string) []lookup.Match {
	t.Helper()
	r, err := ix.Find(context.Background(), lookup.Ask(typed).Query)
	if err != nil {
		t.Fatal(err)
	}
	return r.Matches
}

// tell writes a match as a reader sees it: the tier, the text with what
// matched in brackets, the reasons.
func tell(m lookup.Match) string {
	var b strings.Builder
	b.WriteString(m.Tier.String() + ": ")
	at := 0
	for _, s := range m.Spans {
		b.WriteString(m.Entry.Text[at:s.Start] + "[" + m.Entry.Text[s.Start:s.End] + "]")
		at = s.End
	}
	b.WriteString(m.Entry.Text[at:])
	for _, s := range m.ContextSpans {
		fmt.Fprintf(&b, " (%s)", m.Entry.Context[s.Start:s.End])
	}
	for _, w := range m.Why {
		b.WriteString("; " + w.String())
	}
	return b.String()
}

func TestFirstRow(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex(names())
	for _, c := range []struct{ typed, want string }{
		{"JNIM", "exact: [JNIM]; alias of Group for the Support of Islam and Muslims"},
		{"jni", "prefix: [JNI]M; alias of Group for the Support of Islam and Muslims"},
		{"mali", "exact: [Mali]"},
		{"al qaeda", "prefix: [Al-Qaeda] in the Islamic Maghreb"},
		{"alqaeda", "prefix: [Al-Qaeda] in the Islamic Maghreb"},
		{"al-qaeda", "prefix: [Al-Qaeda] in the Islamic Maghreb"},
		{"alqaeda remnants", "word prefix: Ansar [al-Qaeda remnants] in the Sahel"},
		{"ndjamena", "exact: [N'Djamena]"},
		{"n djamena", "exact: [N'Djamena]"},
		{"n’djam", "prefix: [N'Djam]ena"},
		{"africacorps", "word prefix: Wagner/[Africa Corps]"},
		{"corps afr", "word prefix: Wagner/[Afr]ica [Corps]"},
		{"aichatou", "prefix: [Aïchatou] Mindaoudou"},
		{"mindaoudou aich", "word prefix: [Aïch]atou [Mindaoudou]"},
		{"пригожин", "word prefix: Евгений [Пригожин]; alias of Yevgeny Prigozhin"},
		{"kidal offensive", "word prefix: Mali’s “[Kïdal” offensive] — one year on"},
		{"moscow 2024", "word prefix: Mali turns to [Moscow] (2024); found in Terrorism Monitor, 2024-08-19"},
		{"gozhin", "substring: Yevgeny Pri[gozhin]"},
		{"gsim", "fuzzy: [G]roup for the [S]upport of [I]slam and [M]uslims; letters in order"},
		{">map", "word prefix: Open the [map]"},
		{"> open", "prefix: [Open] the map"},
		{"@mali", "exact: [Mali]"},
		{"#ju", "prefix: Judgement"},
		{"#fact gold", "word prefix: grain for [gold]"},
		{"#fact moscow", ""},
		{"Prigojin", "spelling: Yevgeny [Prigozhin]; sounds like: prigojin ≈ Prigozhin"},
		{"prigozhni", "spelling: Yevgeny [Prigozhin]; one letter apart: prigozhni ≈ Prigozhin"},
		{"evgeni prigojine", "spelling: [Yevgeny Prigozhin]; sounds like: evgeni ≈ Yevgeny; sounds like: prigojine ≈ Prigozhin"},
		{"prgzhn", "fuzzy: Yevgeny [Pr]i[g]o[zh]i[n]; letters in order"},
		{"alkaida", "spelling: [Al-Qaeda] in the Islamic Maghreb; sounds like: kaida ≈ Qaeda"},
		{"el qaida", "spelling: [Al-Qaeda] in the Islamic Maghreb; sounds like: elqaida ≈ Al-Qaeda"},
		{"afrikakorps", "spelling: Wagner/[Africa Corps]; sounds like: afrika ≈ Africa; sounds like: korps ≈ Corps"},
		{"offensive mali year", "word prefix: [Mali]’s “Kïdal” [offensive] — one [year] on"},
		{"qqqq", ""},
		{"?!", ""},
	} {
		got := ""
		if rows := find(t, ix, c.typed); len(rows) > 0 {
			got = tell(rows[0])
		}
		if got != c.want {
			t.Errorf("%q finds first\n     %s\nwant %s", c.typed, got, c.want)
		}
	}
}

func TestExactComesBeforeLettersInOrder(t *testing.T) {
	t.Parallel()
	rows := find(t, lookup.NewIndex(names()), "JNIM")
	if len(rows) < 2 || rows[0].Entry.ID != 1 || rows[0].Entry.Kind != db.KindActor {
		t.Fatalf("the actor does not come first: %v", rows)
	}
	if i := slices.IndexFunc(rows, func(m lookup.Match) bool { return m.Entry.Kind == db.KindBrief }); i < 0 || rows[i].Tier != lookup.TierFuzzy {
		t.Errorf("the title with the letters is not found as such: %v", rows)
	}
}

func TestRowsThatMatchAlike(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex([]lookup.Entry{
		{Kind: db.KindBrief, ID: 1, Text: "Drones over Gao", Recent: 100},
		{Kind: db.KindBrief, ID: 2, Text: "Drones over Aru", Recent: 300},
		{Kind: db.KindBrief, ID: 3, Text: "Drones over Bam", Recent: 200, Weight: 1},
		{Kind: db.KindBrief, ID: 4, Text: "Drones over Moa", Recent: 200, Weight: 2},
		{Kind: lookup.KindCommand, Command: "a", Text: "Drones over Ada"},
		{Kind: db.KindNote, ID: 5, Text: "Drones over Zzz"},
		{Kind: db.KindActor, ID: 6, Text: "Drones over Xyz"},
		{Kind: db.KindActor, ID: 7, Text: "Drones over Abc"},
	})
	for _, typed := range []string{"drones", "over", "rones", "dronse"} {
		var got []string
		for _, m := range find(t, ix, typed) {
			got = append(got, strings.TrimPrefix(m.Entry.Text, "Drones over "))
		}
		// The latest, then the heaviest, then by kind, then by name.
		if want := "Aru Moa Bam Gao Abc Xyz Zzz Ada"; strings.Join(got, " ") != want {
			t.Errorf("%q finds %v, want %s", typed, got, want)
		}
	}
}

func TestOneRowARecord(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex([]lookup.Entry{
		{Kind: db.KindActor, ID: 1, Text: "Ansar Dine Aid", Title: "Ansar Dine"},
		{Kind: db.KindActor, ID: 1, Text: "Ansar Dine"},
		{Kind: db.KindActor, ID: 1, Text: "Ansar al-Din", Title: "Ansar Dine"},
		{Kind: db.KindActor, ID: 2, Text: "Front One", Title: "Front Two"},
		{Kind: db.KindActor, ID: 2, Text: "Front Two"},
		{Kind: db.KindSource, ID: 1, Text: "Ansar Post"},
		{Kind: lookup.KindCommand, Command: "x", Text: "Ansar command"},
		{Kind: lookup.KindCommand, Command: "y", Text: "Ansar commands"},
	})
	for typed, want := range map[string]string{
		"ansar":    "Ansar Dine, Ansar Post, Ansar command, Ansar commands",
		"ansar al": "Ansar al-Din",
		"front":    "Front Two", // its own name before another one
	} {
		var got []string
		for _, m := range find(t, ix, typed) {
			got = append(got, m.Entry.Text)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
}

func TestWholeWordsComeBeforeBeginnings(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex([]lookup.Entry{
		{Kind: db.KindBrief, ID: 1, Text: "Gaoua nearby", Recent: 5},
		{Kind: db.KindBrief, ID: 2, Text: "Gao region", Recent: 1},
		{Kind: db.KindBrief, ID: 3, Text: "The Gaoua road", Recent: 5},
		{Kind: db.KindBrief, ID: 4, Text: "The Gao road", Recent: 1},
		{Kind: db.KindBrief, ID: 5, Text: "A road to the north", Context: "Gao Times", Recent: 9},
	})
	var got []string
	for _, m := range find(t, ix, "gao") {
		got = append(got, m.Entry.Text)
	}
	if want := "Gao region, Gaoua nearby, The Gao road, The Gaoua road"; strings.Join(got, ", ") != want {
		t.Errorf("gao finds %q, want %q", got, want)
	}
	if rows := find(t, ix, "gao road"); len(rows) < 3 || rows[0].Entry.ID != 4 || rows[2].Entry.ID != 5 {
		t.Errorf("gao road finds %v: the context does not come last", rows)
	}
}

func TestScatteredLettersAreNoMatch(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex([]lookup.Entry{
		{Kind: db.KindBrief, ID: 1, Text: "Jordan needs Iraqi border traffic under watchful monitors"},
		{Kind: db.KindBrief, ID: 2, Text: "Majorities and minorities near the interim mayor"},
		{Kind: db.KindBrief, ID: 3, Text: "Jets of the navy in Mali"},
	})
	if rows := find(t, ix, "joir"); len(rows) > 0 && rows[0].Tier == lookup.TierFuzzy { // Jordan, Iraqi: a word lies between
		t.Errorf("joir finds %v", rows)
	}
	rows := find(t, ix, "jnim")
	if len(rows) != 1 || rows[0].Entry.ID != 3 || rows[0].Tier != lookup.TierFuzzy {
		t.Errorf("jnim finds %v", rows)
	}
}

func TestWithoutWords(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex(names())
	rows := find(t, ix, "")
	if len(rows) == 0 || rows[0].Entry.Recent != 900 {
		t.Errorf("%d rows, the first %+v", len(rows), rows[0])
	}
	if rows := find(t, ix, ">"); len(rows) != 1 || rows[0].Entry.Command != "open-mali" {
		t.Errorf("> finds %v", rows)
	}
	var got []string
	for _, m := range find(t, ix, "#") {
		got = append(got, m.Entry.Text)
	}
	if want := "Fact, Judgement, a turn that is hardly meant, grain for gold"; strings.Join(got, ", ") != want {
		t.Errorf("# finds %q, want %q", got, want)
	}
	got = nil
	for _, m := range find(t, ix, "#ju") {
		got = append(got, m.Entry.Text)
	}
	if want := "Judgement, a turn that is hardly meant"; strings.Join(got, ", ") != want {
		t.Errorf("#ju finds %q, want %q", got, want)
	}
}

func TestQuickLeavesMisspellingsOut(t *testing.T) {
	t.Parallel()
	ix := lookup.NewIndex(names())
	r, err := ix.Find(t.Context(), lookup.Query{Text: "Prigojin", Quick: true})
	if err != nil || len(r.Matches) != 0 || !r.Rough {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = ix.Find(t.Context(), lookup.Query{Text: "drigojin"})
	if err != nil || r.Rough {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = ix.Find(t.Context(), lookup.Query{Text: "mali", Quick: true, Limit: 2})
	if err != nil || len(r.Matches) != 2 || r.Rough {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	actors, commands := []db.Kind{db.KindActor}, []db.Kind{lookup.KindCommand}
	labels, annotations := []db.Kind{lookup.KindLabel, db.KindAnnotation}, []db.Kind{db.KindAnnotation}
	for typed, want := range map[string]lookup.Asked{
		"":             {},
		"  ":           {},
		"mali":         {Query: lookup.Query{Text: "mali"}},
		"> open":       {Query: lookup.Query{Text: "open", Kinds: commands}},
		">":            {Query: lookup.Query{Kinds: commands}},
		" @ mali":      {Query: lookup.Query{Text: "mali", Kinds: actors}},
		"@mali":        {Query: lookup.Query{Text: "mali", Kinds: actors}},
		"/mali moscow": {Query: lookup.Query{Text: "mali moscow"}, Texts: true},
		"#":            {Query: lookup.Query{Kinds: labels}},
		"# ju":         {Query: lookup.Query{Label: "ju", Kinds: labels}},
		"#fact mali":   {Query: lookup.Query{Label: "fact", Text: "mali", Kinds: annotations}},
		"#fact ":       {Query: lookup.Query{Label: "fact", Kinds: annotations}},
		"a > b":        {Query: lookup.Query{Text: "a > b"}},
	} {
		if got := lookup.Ask(typed); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %+v, want %+v", typed, got, want)
		}
	}
}
