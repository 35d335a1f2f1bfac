package collate

import (
	"context"
	"strings"
	"testing"

	"sidelight/app/span"
)

func TestOneThingInTwoWords(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"died", "killed"}, {"contractors", "mercenaries"}, {"attacks", "raided"}, {"supplies", "supplied"}, {"fire", "fired"},
		{"withdrew", "retreat"}, {"policemen", "police"}, {"stopping", "stopped"}} {
		if stem(pair[0]) != stem(pair[1]) {
			t.Errorf("%s is %s, %s is %s", pair[0], stem(pair[0]), pair[1], stem(pair[1]))
		}
	}
	for _, pair := range [][2]string{{"rwanda", "rwandan"}, {"mali", "malian"}, {"sudan", "sudanese"}, {"iran", "iranian"}, {"congo", "congolese"},
		{"china", "beijing"}, {"ukraine", "ukrainian"}, {"burundi", "burundian"}} {
		if l, r := nameStem(stem(pair[0])), nameStem(stem(pair[1])); l != r {
			t.Errorf("%s is %s, %s is %s", pair[0], l, pair[1], r)
		}
	}
	if nameStem(stem("niger")) == nameStem(stem("nigerian")) || stem("safe") == wordsIn("SAF", span.Span{End: 3})[0].stem {
		t.Error("two countries, or an acronym and a word, are one")
	}
}

func TestWhatNumbersCount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"At least 47 of the foreign contractors died there.", "At least 47 of the foreign contractors died"},
		{"84 contractors were killed, the group said.", "84 contractors were killed"},
		{"It had killed four attackers, and had arrested about forty.", "killed four attackers|arrested about forty"},
		{"More than fifty people are held.", "More than fifty people are held"},
		{"In 2018 about 1,200 families came.", "about 1,200 families"},
		{"Between three and four thousand soldiers fought.", "four thousand soldiers"},
		{"It cost some 3.5 million dollars a day.", "some 3.5 million dollars"},
		{"It cost at least 2,900 lives.", "at least 2,900 lives"},
		{"Twenty-one ships left.", "Twenty-one ships"},
		{"Nobody came in the year 1999.", ""},
	} {
		s := Side{Text: c.text}
		var got []string
		for _, f := range figuresIn(c.text, cut(sound(s)).sentences[0]) {
			got = append(got, f.Clause.Of(c.text))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWhichNumbersAgree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		left, right string
		agree       bool
	}{
		{"at least 47 died", "47 died", true},
		{"at least 47 died", "50 died", true},
		{"at least 47 died", "84 died", false},
		{"at least 47 died", "at least 50 died", false},
		{"about 280 died", "nearly three hundred died", true},
		{"up to 20 died", "about 12 died", false},
		{"a dozen died", "12 died", true},
		{"14 died", "32 died", false},
	} {
		told := compare(t, Side{Text: "In Gao " + c.left + " in the market."}, Side{Text: "In the market of Gao " + c.right + "."}, KindMatters).Differences
		if len(told) == 0 != c.agree {
			t.Errorf("%s / %s: %v", c.left, c.right, told)
		}
	}
}

func TestWhoIsSaidToHaveDoneIt(t *testing.T) {
	t.Parallel()
	const event = "Sixty lorries with diesel burned beside the bridge of Anefis. "
	for _, c := range []struct{ text, want string }{
		{"Fighters say that the Red Column attacked them.", "Red Column attacked"},
		{"The Red Column (RC) has claimed responsibility.", "Red Column (RC) has claimed responsibility"},
		{"The Red Column was attacked there.", ""},
		{"They were burned and attacked by the Red Column.", "attacked by the Red Column"},
		{"Officials blame the Red Column for it.", "blame the Red Column"},
		{"The minister named the Red Column as the culprit.", "named the Red Column"},
		{"It is said that the Red Column is behind it.", "Red Column is behind"},
		{"The Red Column opened a school.", ""},
		{"The Red Column opened fire.", "Red Column opened fire"},
	} {
		l, r := Side{Text: event + c.text}, Side{Text: event}
		if at := strings.Index(l.Text, "Red Column"); at >= 0 {
			l.Mentions = []Mention{{Span: span.Span{Start: at, End: at + len("Red Column")}, ActorID: 7, Name: "Red Column"}}
		}
		got := ""
		for _, d := range compare(t, l, r, KindMatters).Differences {
			if d.Kind == ActorBlamed {
				got = d.LeftSays
				if !d.Right.Empty() || d.RightSays != "" {
					t.Errorf("%q: the other side says %q", c.text, d.RightSays)
				}
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWhichLikelihoodsDiffer(t *testing.T) {
	t.Parallel()
	likely, unlikely := Term{Low: 55, High: 80}, Term{Low: 20, High: 45}
	almost, hedge := Term{Low: 95, High: 99}, Term{Hedge: true}
	for _, c := range []struct {
		l, r    Term
		differs bool
	}{
		{likely, likely, false}, {likely, unlikely, true}, {likely, Term{Low: 80, High: 95}, true},
		{hedge, likely, false}, {hedge, almost, true}, {hedge, hedge, false},
		{Term{Confidence: "low"}, Term{Confidence: "high"}, true}, {Term{Confidence: "low"}, likely, false},
	} {
		if c.l.differs(c.r) != c.differs || c.r.differs(c.l) != c.differs {
			t.Errorf("%+v / %+v: want %v", c.l, c.r, c.differs)
		}
	}
}

func TestDifferencesKeepTheirKeys(t *testing.T) {
	t.Parallel()
	l, r := sidesOf(t, readTruth(t, "testdata/pairs/coup.json"), true)
	before := compare(t, l, r, "").Differences
	moved := Side{Text: "A line more.\n\n" + r.Text}
	for _, b := range r.Blocks {
		b.Start, b.End = b.Start+14, b.End+14
		moved.Blocks = append(moved.Blocks, b)
	}
	c, err := Compare(context.Background(), l, moved, KindMatters)
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, d := range c.Differences {
		for _, was := range before {
			if d.Key == was.Key {
				kept++
			}
		}
	}
	if kept == 0 {
		t.Errorf("no difference is known again")
	}
}
