package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake"
	"sidelight/db"
)

// outline writes blocks as short lines: kind, section and level, words.
func outline(d *intake.Draft) string {
	var b strings.Builder
	for _, k := range d.Blocks {
		mark := ""
		if k.Section != "" {
			mark = "*"
		}
		level := ""
		if k.Kind == db.KindHeading || k.Kind == db.KindBullet {
			level = fmt.Sprint(k.Level)
		}
		text := strings.ReplaceAll(d.Text[k.Start:k.End], "\n", "/")
		if r := []rune(text); len(r) > 34 {
			text = string(r[:34]) + "…"
		}
		fmt.Fprintf(&b, "%s%s%s %s\n", k.Kind, level, mark, text)
	}
	return b.String()
}

// prose are sentences for bodies of texts.
const (
	prose1 = "The traders waited for a third week at the closed gate and then began to sell their lorries one by one."
	prose2 = "Nobody in the town believes that the road will open before the rains end, and few still ask when."
	prose3 = "The governor has not spoken about the road since the spring, although two letters were sent to him."
)

func TestPlainStructure(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"every bullet": {
			"Title of the Piece\n\nKey Points\n• one point\n‣ two point\n▪ three point\n● four point\n■ five point\n➢ six point\n\n" + prose1 + "\n\n" + prose2,
			"title Title of the Piece\nheading2* Key Points\nbullet0* one point\nbullet0* two point\nbullet0* three point\nbullet0* four point\nbullet0* five point\nbullet0* six point\nparagraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\n",
		},
		"dashes, stars and numbers": {
			"Title of the Piece\n\n" + prose1 + "\n\n- dash one\n- dash two\n\n* star one\n* star two\n\n– short dash\n– short dash again\n\n— long dash\n— long dash again\n\n1. first\n2. second\n\na) letter\nb) letter\n\n(i) roman\n(ii) roman\n\no round\no round again\n\n" + prose2,
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nbullet0 dash one\nbullet0 dash two\nbullet0 star one\nbullet0 star two\nbullet0 short dash\nbullet0 short dash again\nbullet0 long dash\nbullet0 long dash again\nbullet0 first\nbullet0 second\nbullet0 letter\nbullet0 letter\nbullet0 roman\nbullet0 roman\nbullet0 round\nbullet0 round again\nparagraph Nobody in the town believes that t…\n",
		},
		"glyph alone on its line": {
			"Title of the Piece\n\nHighlights\n\n•\nThe first point of two.\n•\nThe second point of two.\n\n" + prose1,
			"title Title of the Piece\nheading2* Highlights\nbullet0* The first point of two.\nbullet0* The second point of two.\nparagraph The traders waited for a third wee…\n",
		},
		"glyph without a blank": {
			"Title of the Piece\n\nHighlights:\n•The first point.\n•The second point.\n\n" + prose1,
			"title Title of the Piece\nheading2* Highlights:\nbullet0* The first point.\nbullet0* The second point.\nparagraph The traders waited for a third wee…\n",
		},
		"inner list by indentation": {
			"Title of the Piece\n\n" + prose1 + "\n\n  • outer\n      - inner\n      - inner again\n  • outer again\n",
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nbullet0 outer\nbullet1 inner\nbullet1 inner again\nbullet0 outer again\n",
		},
		"a name with an initial is no list": {
			"Title of the Piece\n\nA. Roe of the harbour office said that the gate had been closed by a letter and not by an order.\n\n" + prose1,
			"title Title of the Piece\nparagraph A. Roe of the harbour office said …\nparagraph The traders waited for a third wee…\n",
		},
		"a dash inside a sentence is no list": {
			"Title of the Piece\n\nThe traders who had waited at the gate for a third week now began\n- as everybody had expected since the spring rains failed to come -\nto sell their lorries one by one to whoever still had the money for\nit, and most of them left the town for good before the month ended.\n\n" + prose2,
			"title Title of the Piece\nparagraph The traders who had waited at the …\nparagraph Nobody in the town believes that t…\n",
		},
		"summary as paragraphs to the next heading": {
			"Title of the Piece\n\nExecutive Summary\n\n" + prose1 + "\n\n" + prose2 + "\n\nBACKGROUND\n\n" + prose3 + " " + prose1 + " " + prose2,
			"title Title of the Piece\nheading2* Executive Summary\nparagraph* The traders waited for a third wee…\nparagraph* Nobody in the town believes that t…\nheading2 BACKGROUND\nparagraph The governor has not spoken about …\n",
		},
		"summary paragraph without a heading after": {
			"Title of the Piece\n\nSummary:\n\n" + prose1 + "\n\n" + prose2 + "\n\n" + prose3,
			"title Title of the Piece\nheading2* Summary:\nparagraph* The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\nparagraph The governor has not spoken about …\n",
		},
		"label before the words": {
			"Title of the Piece\n\nBottom Line Up Front: " + prose1 + "\n\n" + prose2,
			"title Title of the Piece\nheading2* Bottom Line Up Front:\nparagraph* The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\n",
		},
		"summary heading at the end of a long text is a heading": {
			"Title of the Piece\n\n" + strings.Repeat(prose1+" "+prose2+"\n\n", 8) + "In Summary\n\n" + prose3,
			"title Title of the Piece\n" + strings.Repeat("paragraph The traders waited for a third wee…\n", 8) + "heading2 In Summary\nparagraph The governor has not spoken about …\n",
		},
		"headings of four kinds": {
			"Title of the Piece\n\n" + prose1 + "\n\nTHE GATE\n\n" + prose2 + "\n\nThe Men at the Gate\n\n" + prose3 + "\n\n2.1 Tolls and Fees\n\n" + prose1 + "\n\nWhat happens next\n\n" + prose2,
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nheading2 THE GATE\nparagraph Nobody in the town believes that t…\nheading3 The Men at the Gate\nparagraph The governor has not spoken about …\nheading3 2.1 Tolls and Fees\nparagraph The traders waited for a third wee…\nheading3 What happens next\nparagraph Nobody in the town believes that t…\n",
		},
		"numbered headings": {
			"Title of the Piece\n\n1. Introduction\n\n" + prose1 + "\n\n2. The Gate\n\n" + prose2 + "\n\n3. Outlook\n\n" + prose3,
			"title Title of the Piece\nheading2 1. Introduction\nparagraph The traders waited for a third wee…\nheading2 2. The Gate\nparagraph Nobody in the town believes that t…\nheading2 3. Outlook\nparagraph The governor has not spoken about …\n",
		},
		"a closing line is no heading": {
			"Title of the Piece\n\n" + prose1 + "\n\n" + prose2 + "\n\nHarbour Desk",
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\nparagraph Harbour Desk\n",
		},
		"a lead-in to a list is no heading": {
			"Title of the Piece\n\n" + prose1 + "\n\nThe gate has three keepers, who are\n\n• the governor\n• the traders\n• the rain\n",
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nparagraph The gate has three keepers, who ar…\nbullet0 the governor\nbullet0 the traders\nbullet0 the rain\n",
		},
		"block quotes": {
			"Title of the Piece\n\n" + prose1 + "\n\n> We waited and waited.\n> Then we left.\n\n" + prose2 + "\n\n        We would have paid, had anybody asked us for money at the gate.\n\n" + prose3,
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nquote We waited and waited./> Then we le…\nparagraph Nobody in the town believes that t…\nquote We would have paid, had anybody as…\nparagraph The governor has not spoken about …\n",
		},
		"footnotes under a heading": {
			"Title of the Piece\n\n" + prose1 + "\n\n" + prose2 + "\n\nEndnotes\n\n1. Interview with a trader.\n2. Letter in the town archive,\n   second folder.\n",
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\nheading2 Endnotes\nfootnote 1. Interview with a trader.\nfootnote 2. Letter in the town archive,/   …\n",
		},
		"footnotes without a heading": {
			"Title of the Piece\n\n" + prose1 + " [1]\n\n" + prose2 + " [2]\n\n[1] Interview with a trader.\n[2] Letter in the town archive.\n",
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\nfootnote [1] Interview with a trader.\nfootnote [2] Letter in the town archive.\n",
		},
		"one paragraph a line": {
			"Title of the Piece\n" + prose1 + "\n" + prose2 + "\nThe Men at the Gate\n" + prose3 + "\n" + prose1,
			"title Title of the Piece\nparagraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\nheading2 The Men at the Gate\nparagraph The governor has not spoken about …\nparagraph The traders waited for a third wee…\n",
		},
		"a broken line goes on in small letters": {
			"Title of the Piece\n\nThe traders waited at the \ngate\n for a third week, and then they began to sell their lorries.\n" + prose2,
			"title Title of the Piece\nparagraph The traders waited at the /gate/ f…\nparagraph Nobody in the town believes that t…\n",
		},
		"first lines set in": {
			"   The traders waited for a third week at the closed gate, and then\nthey began to sell their lorries one by one, as many had feared that\nthey would.\n   Nobody in the town believes that the road will open before the end\nof the rains, and few of the people who live beside it still ask when\nthat will be.\n",
			"paragraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\n",
		},
		"no title but paragraphs": {
			prose1 + "\n\n" + prose2,
			"paragraph The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\n",
		},
		"only a title": {"Title of the Piece", "title Title of the Piece\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "x.txt", c.text)
			if diff := cmp.Diff(c.want, outline(d)); diff != "" {
				t.Errorf("outline (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLongText(t *testing.T) {
	t.Parallel()
	// Given a text of 150 kB in sections
	var b strings.Builder
	b.WriteString("The Road to the Mines Stays Shut\n\nHarbour Watch, Vol. 2, No. 1\n\n")
	sections := 0
	for b.Len() < 150_000 {
		sections++
		fmt.Fprintf(&b, "The Gate in Its %s Year\n\n%s %s\n\n%s\n\n• %s\n• %s\n\n", strings.Repeat("Long ", sections%3+1), prose1, prose2, prose3, prose2, prose3)
	}
	b.WriteString(prose1)
	// When it is read, then every section has its heading, paragraphs and bullets
	d := read(t, "x.txt", b.String())
	count := map[db.BlockKind]int{}
	for _, k := range d.Blocks {
		count[k.Kind]++
	}
	want := map[db.BlockKind]int{db.KindTitle: 1, db.KindPublication: 1, db.KindHeading: sections, db.KindParagraph: 2*sections + 1, db.KindBullet: 2 * sections}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestTextWithoutATitleBlock(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		prose1:                                         "The traders waited for a third week at the closed gate and then began to sell their lorries one…",
		"Abstract: " + prose2 + "\n\n" + prose1:        "Nobody in the town believes that the road will open before the rains end, and few still ask when",
		"The gate is shut. " + prose1:                  "The gate is shut. The traders waited for a third week at the closed gate and then began to sell…",
		"The gate at the mines is shut. " + prose1:     "The gate at the mines is shut",
		"By Jane Roe\nMay 4, 2024\n\n" + prose2:        "Nobody in the town believes that the road will open before the rains end, and few still ask when",
		"• a point of the list\n• another point of it": "a point of the list",
	} {
		d := read(t, "", text)
		if d.Title != want {
			t.Errorf("title of %q is %q, want %q", text, d.Title, want)
		}
		for _, b := range d.Blocks {
			if b.Kind == db.KindTitle {
				t.Errorf("%q has a title block", text)
			}
		}
	}
}

func TestSummaryNames(t *testing.T) {
	t.Parallel()
	for _, heading := range []string{"Executive Summary", "EXECUTIVE SUMMARY:", "Key Takeaways", "Key takeaways:", "Key Points", "Bottom Line Up Front", "BLUF", "Bottom Line Up Front (BLUF)",
		"Summary", "Key Judgments", "Key Judgements", "Highlights", "Key Findings", "At a Glance", "Résumé", "Points clés", "1. Executive Summary", "**Key Takeaways**", "Toplines"} {
		t.Run(heading, func(t *testing.T) {
			t.Parallel()
			d := read(t, "", "The Road to the Mines Stays Shut\n\n"+heading+"\n\n• The first point of the summary.\n• The second point of the summary.\n\n"+prose1+"\n\n"+prose2)
			in := 0
			for _, b := range d.Blocks {
				if b.Section == db.SectionSummary {
					in++
				}
			}
			if in != 3 {
				t.Errorf("%d blocks are in the summary, want 3:\n%s", in, outline(d))
			}
		})
	}
}

func TestRemarksSayWhatWasDone(t *testing.T) {
	t.Parallel()
	d := read(t, "x.md", "---\ntitle: The Gate\ndate: someday\nlayout: post\n---\n\nSkip to content\n\n"+prose1+" <b>Bold</b>.\n\nThe keepers\n\n"+prose2)
	have := map[string]bool{}
	for _, r := range d.Remarks {
		if r.Detail == "" || strings.HasSuffix(r.Detail, ".") {
			t.Errorf("%+v is no plain sentence", r)
		}
		have[string(r.Kind)+" "+r.Field] = true
	}
	for _, want := range []string{"recognised encoding", "recognised title", "dropped published", "dropped front matter", "dropped text", "dropped html", "guessed headings"} {
		if !have[want] {
			t.Errorf("no remark %q in %+v", want, d.Remarks)
		}
	}
}
