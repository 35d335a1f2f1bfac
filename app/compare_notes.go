package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/span"
	"sidelight/db"
)

// insertQuotes puts what is selected on the side at work, or on both, into the
// notes of the comparison.
func (s *compareSide) insertQuotes() {
	if s.page == nil || !s.canWrite() {
		return
	}
	left, right := s.page.selectionOn(leftSide), s.page.selectionOn(rightSide)
	if left.Empty() && right.Empty() {
		s.say(lang.L("Select some words first"))
		return
	}
	s.pane.choose(sideNotes)
	s.notes.insertQuote(s.page.quoteSides(left, right))
}

// selectionOn is what is selected on a side; empty when nothing is.
func (p *comparePage) selectionOn(side int) span.Span {
	if !p.onShow() {
		return span.Span{}
	}
	start, end := p.reader(side).Selection()
	return span.Span{Start: start, End: end}
}

// noteDifference writes both passages of a difference into the notes of the
// comparison and marks it as noted: one step, which is taken back with the
// words it wrote as long as they stand there as they were.
func (s *compareSide) noteDifference(d collate.Difference) {
	p := s.page
	_, key := d.Verdict(p.verdicts)
	words := "**" + differenceName(p, d) + "**\n\n" + p.quoteSides(d.Left, d.Right)
	s.notes.flush() // what is being written comes before it
	var before db.DifferenceVerdict
	s.undo.run(s.ctx, step{What: lang.L("difference to note"),
		Do: func(ctx context.Context) (err error) {
			if err = changeNote(ctx, p.lib, p.id, func(body string) string { return addWords(body, words) }); err != nil {
				return err
			}
			before, err = p.lib.DecideDifference(ctx, p.id, key, db.DifferenceNoted)
			return err
		},
		Undo: func(ctx context.Context) error {
			if err := changeNote(ctx, p.lib, p.id, func(body string) string { return takeWords(body, words) }); err != nil {
				return err
			}
			_, err := p.lib.DecideDifference(ctx, p.id, key, before)
			return err
		},
	}, func() {
		s.saved()
		s.say(lang.L("Quoted into the notes of the comparison"))
		s.events.emit("noted %d", len(words))
	})
}

// changeNote rewrites the note of a comparison, which is made when there is
// none yet.
func changeNote(ctx context.Context, lib *db.Library, comparison int64, rewrite func(body string) string) error {
	n, err := lib.ComparisonNote(ctx, comparison)
	if err != nil {
		return err
	}
	body := rewrite(n.Body)
	switch {
	case body == n.Body:
	case n.ID == 0:
		_, err = lib.AddNote(ctx, db.Note{ComparisonID: comparison, Body: body})
	default:
		_, err = lib.SaveNote(ctx, n.ID, n.Title, body)
	}
	return err
}

// addWords puts words at the end of a note, in paragraphs of their own.
func addWords(body, words string) string { return body + gapAfter(body) + words }

// takeWords takes away the last of the words that addWords put there.
func takeWords(body, words string) string {
	i := strings.LastIndex(body, words)
	if i < 0 {
		return body
	}
	before, after := strings.TrimRight(body[:i], "\n"), body[i+len(words):]
	if before != "" && after != "" {
		before += "\n\n"
	}
	return before + after
}

// gapAfter is what parts the end of a note from a new paragraph.
func gapAfter(body string) string {
	switch {
	case body == "" || strings.HasSuffix(body, "\n\n"):
		return ""
	case strings.HasSuffix(body, "\n"):
		return "\n"
	}
	return "\n\n"
}
