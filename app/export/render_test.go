package export

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestEDTF(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]db.Date{
		"":                      {Written: "some day"},
		"2024-08-19":            {Earliest: "2024-08-19", Latest: "2024-08-19"},
		"2024-02":               {Earliest: "2024-02-01", Latest: "2024-02-29"},
		"2024":                  {Earliest: "2024-01-01", Latest: "2024-12-31"},
		"2024-08-19/2024-08-21": {Earliest: "2024-08-19", Latest: "2024-08-21"},
		"2024-08-19/..":         {Earliest: "2024-08-19"},
		"../2024-08-19":         {Latest: "2024-08-19"},
	} {
		if got := EDTF(d); got != want {
			t.Errorf("EDTF(%+v) = %q, want %q", d, got, want)
		}
	}
}

func TestTagsAsObsidianTakesThem(t *testing.T) {
	t.Parallel()
	got := mapTags([]string{"#Mali", "private military", "2024", "a/b", "é: x!", " ", "--"})
	if diff := cmp.Diff([]string{"Mali", "private-military", "_2024", "a/b", "é-x"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestDocument(t *testing.T) {
	t.Parallel()
	// given a brief with blocks of every kind
	text := "Title\nPublication: X\nA caption\nExecutive Summary:\nfirst\nnested\nBackground\n1. One\nTwo\nquoted"
	at := func(kind db.BlockKind, words string, level int) db.Block {
		start := 0
		for ; text[start:start+len(words)] != words; start++ {
		}
		return db.Block{Kind: kind, Level: level, Start: start, End: start + len(words)}
	}
	s := sample()
	s.Text = text
	s.Blocks = []db.Block{at(db.KindTitle, "Title", 1), at(db.KindPublication, "Publication: X", 0), at(db.KindCaption, "A caption", 0),
		at(db.KindHeading, "Executive Summary:", 1), at(db.KindBullet, "first", 2), at(db.KindBullet, "nested", 1),
		at(db.KindHeading, "Background", 2), at(db.KindParagraph, "1. One\nTwo", 0), at(db.KindQuote, "quoted", 0)}

	// then the plain document has them without marks of the vault
	want := `# Partial Withdrawal

Brief · Terrorism Monitor · Volume 22 · Issue 11

## Notes

My *note* on [[Other brief]].

## Annotations

**Highlight**

> led to

**Judgement**

> It is unlikely
>
> that \[they\] leave

Why not?

## Text

*A caption*

### Executive Summary:

- first
  - nested

#### Background

1\. One
Two

> quoted
`
	if diff := cmp.Diff(want, document(s, renderOptions{withText: true})); diff != "" {
		t.Error(diff)
	}
}

func TestDocument_SaysWhichAnnotationsAnotherEditionLeftInDoubt(t *testing.T) {
	t.Parallel()
	// given annotations that lost their words, or may have
	s := sample()
	s.Notes = nil
	s.Annotations[0].State, s.Annotations[1].State = db.AnchorReview, db.AnchorDetached
	// then the document has the words they had, and says so
	got := document(s, renderOptions{})
	for _, want := range []string{"(its place in the text is to be reviewed)", "> led to", "(these words are no longer in the text)", "> It is unlikely"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestBlockID(t *testing.T) {
	t.Parallel()
	if got := BlockID("01920000-0000-7000-8000-0123456789AB"); got != "a-0123456789ab" {
		t.Errorf("BlockID = %q", got)
	}
}
