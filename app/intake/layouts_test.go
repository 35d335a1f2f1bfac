package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What houses put around a title, one habit a test; whole layouts are in
// testdata/briefs.
func TestHeadLayouts(t *testing.T) {
	t.Parallel()
	const title = "The Road to the Mines Stays Shut"
	for name, c := range map[string]struct {
		file, head            string
		author, date, series  string
		publication, wantText string
	}{
		"name above role": {head: title + "\n\nJane Roe\nSenior Policy Fellow", author: "Jane Roe"},
		"names with roles, one a line": {head: title + "\n\nJane Roe, Senior Fellow\nRichard Roe, Consultant",
			author: "Jane Roe, Richard Roe"},
		"name alone before the summary": {head: title + "\n\nJane Roe\n\nSummary\n\n• Two gates are shut.\n• One is open.", author: "Jane Roe"},
		"day beside the month of issue": {head: "February 2025\n\n" + title + "\n\nFebruary 28, 2025", date: "2025-02-28"},
		"kind, region and reading time": {head: "Report / Africa 31 July 2025 20+ minutes\n\n" + title, date: "2025-07-31", series: "Report"},
		"paper of a year":               {head: title + "\n\nNP Comment 2025/C 12, 14.03.2025, 8 Pages", date: "2025-03-14", publication: "NP Comment"},
		"languages above":               {head: "Available In\nEnglish\nFrançais\n" + title},
		"counters below":                {head: title + "\nWhy nobody has opened it since the rains ended\nJane Roe\nApr 11, 2025\nShare\n12\n3", author: "Jane Roe", date: "2025-04-11"},
		"name of the site in a converter's line": {file: "a.md", head: "Title: " + title + " - Coast Institute\n\nPublished Time: 2025-02-02T10:00:00Z\n\nMarkdown Content:\n# " + title,
			date: "2025-02-02"},
		"name of the site in front matter": {file: "a.md", head: "---\ntitle: " + title + " - Coast Institute\n---\n\n# " + title},
		"linked byline":                    {file: "a.md", head: "# " + title + "\n\nBy [Jane Roe](https://example.org/a), [John Doe](https://example.org/b)", author: "Jane Roe, John Doe"},
		"banner":                           {head: "UNCLASSIFIED//FOR OFFICIAL USE ONLY\n\n" + title},
		"going on after a colon":           {head: "The Road to the Mines:\nWhy It Stays Shut", wantText: "The Road to the Mines: Why It Stays Shut"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, c.file, c.head+body)
			want := [5]string{title, c.author, c.date, c.series, c.publication}
			if c.wantText != "" {
				want[0] = c.wantText
			}
			if got := [5]string{d.Title, d.Author, d.Published.Earliest, d.Series, d.Publication}; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestBodyLayouts(t *testing.T) {
	t.Parallel()
	const lead = "The Road to the Mines Stays Shut\n\nThe road to the mines stayed shut for a third week, and the traders who had waited for it to open began to sell their lorries to whoever would have them, which was mostly the army.\n\n"
	type block = [2]string
	for name, c := range map[string]struct {
		text string
		want []block
	}{
		"pictographs": {"📌 Gate one is open.\n🔴 Gate two is shut.", []block{{"bullet", "Gate one is open."}, {"bullet", "Gate two is shut."}}},
		"sign-off":    {"Nobody was hurt.\n\nReporting by Jane Roe; Editing by John Doe", []block{{"paragraph", "Nobody was hurt."}, {"paragraph", "Reporting by Jane Roe; Editing by John Doe"}}},
		"owner":       {"Nobody was hurt.\n\n© Coast Institute, 2025", []block{{"paragraph", "Nobody was hurt."}, {"paragraph", "© Coast Institute, 2025"}}},
		"end mark":    {"Nobody was hurt.\n\nENDS", []block{{"paragraph", "Nobody was hurt."}}},
		"bare notes":  {"Nobody was hurt.\n\n1 See annex 1.\n2 Ibid.", []block{{"paragraph", "Nobody was hurt."}, {"footnote", "1 See annex 1."}, {"footnote", "2 Ibid."}}},
		"number alone is a paragraph": {"They counted the gates twice and wrote down what they found.\n\n5\n\nNobody was hurt.",
			[]block{{"paragraph", "They counted the gates twice and wrote down what they found."}, {"paragraph", "5"}, {"paragraph", "Nobody was hurt."}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", lead+c.text)
			var got []block
			for _, b := range d.Blocks[2:] {
				got = append(got, block{string(b.Kind), d.Text[b.Start:b.End]})
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
