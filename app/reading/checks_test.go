package reading_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// evidence is what is read of a text, as the checks want it.
func evidence(text, publication string, published reading.Published) reading.Evidence {
	e := reading.Evidence{Text: text, Published: published, Publication: publication, Publisher: house}
	e.Citations = reading.Citations(text, published)
	var skip []span.Span
	for _, c := range e.Citations {
		skip = append(skip, c.Span)
	}
	e.Dates = reading.Dates(text, published, skip)
	return e
}

func house(title string) string {
	switch title {
	case "Terrorism Monitor", "Eurasia Daily Monitor", "Militant Leadership Monitor":
		return "Jamestown Foundation"
	case "Frontier Notes", "Frontier Weekly":
		return "Frontier Press"
	}
	return ""
}

func checksOf(e reading.Evidence, kinds ...reading.CheckKind) string {
	var out []string
	for _, c := range reading.Checks(e) {
		if len(kinds) == 0 || slices.Contains(kinds, c.Kind) {
			out = append(out, fmt.Sprintf("%s: %s: %s", c.Kind, c.Span.Of(e.Text), c.Why))
		}
	}
	return strings.Join(out, "\n")
}

func TestSourceOlderThanTheEvent(t *testing.T) {
	t.Parallel()
	published := reading.Published{Earliest: "2024-08-20", Latest: "2024-08-20"}
	for _, c := range []struct{ text, want string }{
		// one that is
		{"The post fell on July 28 (Channel 9, July 27).", "July 27 < July 28"},
		{"By the evening of July 28 the group had published pictures (Channel 9, July 27).", "July 27 < July 28"},
		{"Three posts have fallen since July 28 (Channel 9, July 27).", "July 27 < July 28"},
		{"The post fell on July 28. (Channel 9, July 27)", "July 27 < July 28"},
		{"It burned (Channel 9, July 27), and on July 29 it burned again (Desert Radio, July 28).", "July 28 < July 29"},
		{"Two posts fell in late July (Channel 9, July 14).", "July 14 < late July"},
		{"Posts fell in August 2024 (Channel 9, July 27).", "July 27 < August 2024"},
		{"The post fell on July 28 (Channel 9, July 26; Desert Radio, July 27).", "July 26 < July 28|July 27 < July 28"},
		{"The massacre of drivers near the well on July 28 was the third.\n\nVideos made since the massacre show the wells (Channel 9, July 27).", "July 27 < what followed the massacre of July 28"},
		{"Few survived the July 28 ambush. In the wake of the ambush they sold the trucks (Channel 9, July 20).", "July 20 < what followed the ambush of July 28"},
		// one that is not
		{"The post fell on July 28 (Channel 9, July 28).", ""},
		{"The post fell on July 28 (Channel 9, August 3).", ""},
		{"The post has been shut since 2012 (Channel 9, July 27, 2011).", ""},
		{"The post, shut since May, fell (Channel 9, May 4).", ""},
		{"Togo has been attacked since May (Le Courrier, May 4).", ""},
		{"Founded in 2012, the group took the post on July 26 (Channel 9, July 27).", ""},
		{"The post fell on July 28 (see Channel 9, July 27).", ""},
		{"The post fell on July 28 (Channel 9, July 29; see Gulf Watch, May 3).", ""},
		{"The post fell on July 28 (Gulf Watch, May 3; Channel 9, July 29).", ""},
		{"The two will meet on September 5 (Channel 9, August 3).", ""},
		{"A meeting was scheduled for August 15 (Channel 9, August 3).", ""},
		{"The ministry announced a vote for August 18 (Channel 9, August 3).", ""},
		{"The post was to be empty before July 28 (Channel 9, July 20).", ""},
		{"The truce held until July 28 (Channel 9, July 20).", ""},
		{"The pact of June 24 was broken on July 28 (Port Gazette, June 25).", ""},
		{"The road (closed from August 3) is long (Channel 9, July 20).", ""},
		{"The post fell (Channel 9, July 27). On July 28 it rained.", ""},
		{"The post fell on December 28, 2023 (Channel 9, December 29, 2023).", ""},
		{"In December the post fell (Channel 9, January 3).", ""},
		{"The massacre on July 28 was the third. Since the massacre it has rained (Channel 9, July 29).", ""},
		{"One attack came on July 20, another attack on July 28. Since the attack it has rained (Channel 9, July 21).", ""},
		{"The attack was reported on July 28. Since the attack it has rained (Channel 9, July 21).", ""},
	} {
		e := evidence(c.text, "Gulf Watch", published)
		var got []string
		for _, check := range reading.Checks(e) {
			if check.Kind == reading.CheckSourceBeforeEvent {
				why := strings.TrimSuffix(strings.TrimPrefix(check.Why, "The source is dated "), ".")
				got = append(got, strings.Replace(why, "; the sentence reports ", " < ", 1))
				if !strings.Contains(c.text, check.Other.Of(c.text)) || check.Other.Empty() {
					t.Errorf("%s: held against nothing", c.text)
				}
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, s, c.want)
		}
	}
}

func TestYearsOfInferredPublicationsMakeNoOldSources(t *testing.T) {
	t.Parallel()
	// given a text of which only the year is known, written in January
	published := reading.Published{Earliest: "2024-01-01", Latest: "2024-12-31", From: "volume 22"}
	e := evidence("The post fell on December 28 (Channel 9, January 3).", "", published)
	if got := checksOf(e, reading.CheckSourceBeforeEvent); got != "" {
		t.Errorf("got %s: the year of December 28 is in doubt, not the source", got)
	}
}

func TestOtherChecks(t *testing.T) {
	t.Parallel()
	known := reading.Published{Earliest: "2024-08-20", Latest: "2024-08-20"}
	for _, c := range []struct {
		name, text string
		published  reading.Published
		want       string
	}{
		{"a year that nothing tells", "The post fell on July 28 (Channel 9, July 29) near the well.", reading.Published{},
			"year missing: July 28: No year is written for “July 28” and for one other date, and none can be inferred."},
		{"another calendar is no missing year", "The post fell (Keyhan, 12 Mordad 1403).", reading.Published{}, ""},
		{"years that are written", "The post fell on July 28, 2024.", reading.Published{}, ""},
		{"two titles of one house in one passage", "The post fell (Frontier Notes, July 3; Frontier Weekly, July 4).", known,
			"sister titles: Frontier Weekly, July 4: Frontier Weekly and Frontier Notes have one publisher, Frontier Press, and count as one source."},
		{"one title twice", "The post fell (Frontier Notes, July 3; Frontier Notes, July 4).", known, ""},
		{"two titles in two passages", "The post fell (Frontier Notes, July 3). Rain fell (Frontier Weekly, July 4).", known, ""},
		{"a sister title of the brief's own, told once", "The post fell (Terrorism Monitor, July 3; see Eurasia Daily Monitor, July 4). Rain fell (see Eurasia Daily Monitor, July 9).", known,
			"sister titles: Eurasia Daily Monitor, July 4: Eurasia Daily Monitor and Terrorism Monitor, in which this stands, have one publisher, Jamestown Foundation, and count as one source.\n" +
				"sister titles: Eurasia Daily Monitor, July 4: Eurasia Daily Monitor and Terrorism Monitor have one publisher, Jamestown Foundation, and count as one source."},
		{"an acronym too early", "The PMC left. A private military company (PMC) came.", known,
			"acronym before its definition: PMC: “PMC” stands here before the text says what it means: “private military company (PMC)”."},
		{"terms of both columns", "It is likely. It is probable. It is probable.", known,
			"both sets: probable: “likely” and “probable” come from the two columns of ICD 203, which asks for terms of one."},
		{"confidence and likelihood", "We judge with high confidence that rain is likely.", known,
			"likelihood and confidence: high confidence: “high confidence” and “likely” stand in one sentence: how sure one is and how likely a thing is are told apart."},
		{"confidence and likelihood in two sentences", "We have high confidence in this.[4] Rain is likely.", known, ""},
	} {
		if got := checksOf(evidence(c.text, "Terrorism Monitor", c.published)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestChecksOfTheReferenceBrief: the brief has one source older than its event,
// two sister titles and one early acronym, and nothing else.
func TestChecksOfTheReferenceBrief(t *testing.T) {
	t.Parallel()
	text, want := reference(t)
	e := evidence(text, want.Publication, reading.InferPublished(text, want.Publication, "22"))
	var got []string
	for _, c := range reading.Checks(e) {
		got = append(got, string(c.Kind)+": "+c.Span.Of(text))
	}
	expected := []string{
		"acronym before its definition: PMC",
		"sister titles: Eurasia Daily Monitor, July 31",
		"sister titles: Militant Leadership Monitor, April 18",
		"source older than the event: Al Arabiya, July 27",
	}
	if !slices.Equal(got, expected) {
		t.Errorf("got %q\nwant %q", got, expected)
	}
}

// TestOldSourcesOfTheSamples: of all texts to hand only two have a source older
// than its event, the planted one of the sample library and that of the
// reference brief.
func TestOldSourcesOfTheSamples(t *testing.T) {
	t.Parallel()
	var files []string
	for _, pattern := range []string{
		filepath.Join("..", "..", "assets", "sample", "*.txt"), filepath.Join("..", "..", "assets", "sample", "*.md"),
		filepath.Join("testdata", "briefs", "*.txt"), filepath.Join("..", "..", "..", "shared", "briefs", "*.txt"),
		filepath.Join("..", "..", "..", "shared", "briefs", "crs-*.md"),
	} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	planted := false
	texts, groups := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts++
		text := string(data)
		e := evidence(text, "", reading.InferPublished(text, "", ""))
		groups += len(e.Citations)
		for _, c := range reading.Checks(e) {
			if c.Kind != reading.CheckSourceBeforeEvent {
				continue
			}
			found := filepath.Base(file) + ": " + c.Span.Of(text)
			t.Logf("%s: %s", found, c.Why)
			switch found {
			case "two-ambushes.txt: Channel 9, July 27":
				planted = true
			case "terrorism-monitor-22-11.txt: Al Arabiya, July 27":
			default:
				t.Errorf("false alarm: %s: %s", found, c.Why)
			}
		}
	}
	t.Logf("%d texts with %d citation groups", texts, groups)
	if !planted {
		t.Error("the planted source of two-ambushes.txt was not found")
	}
}
