package collate

import (
	"context"
	"strings"
	"unicode"

	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

const (
	// mostlyAlike is the part of the shorter text that stands in the other when
	// they are editions of one text.
	mostlyAlike = 0.5
	// sameSize is how long the shorter must be beside the longer: a note that
	// quotes three sentences of a brief is no edition of it.
	sameSize = 0.2
)

// Guess says which kind of comparison fits two texts. ctx.Err() when ctx ends
// first.
func Guess(ctx context.Context, left, right Side) (Kind, error) {
	l, r := running(left), running(right)
	if l == r {
		return KindEditions, ctx.Err()
	}
	if shorter, longer := min(len(l), len(r)), max(len(l), len(r)); float64(shorter) < sameSize*float64(longer) {
		return KindMatters, ctx.Err()
	}
	alike, err := diff.Alike(ctx, l, r)
	if err != nil {
		return "", err
	}
	if alike > mostlyAlike {
		return KindEditions, nil
	}
	return KindMatters, nil
}

// running is the running text of a side; all of it where no block is told to
// be that.
func running(s Side) string {
	var b strings.Builder
	for _, block := range s.Blocks {
		if at := (span.Span{Start: block.Start, End: block.End}); isRunning(block.Kind) && at.Valid(s.Text) {
			b.WriteString(at.Of(s.Text))
			b.WriteByte('\n')
		}
	}
	if b.Len() == 0 {
		return s.Text
	}
	return b.String()
}

// isRunning reports whether a block is running text, not a title or its like.
func isRunning(k db.BlockKind) bool {
	switch k {
	case db.KindParagraph, db.KindBullet, db.KindQuote, db.KindTable, db.KindFootnote:
		return true
	}
	return false
}

func lineAt(text string, at int) span.Span {
	end := strings.IndexByte(text[at:], '\n')
	if end < 0 {
		end = len(text) - at
	}
	return span.Span{Start: at, End: at + end}
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
