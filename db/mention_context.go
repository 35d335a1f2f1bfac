package db

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pageOfMentions is the page size of MentionsOf when the caller names none.
const pageOfMentions = 200

// MentionsOf returns a page of an actor's mentions in context, newest brief
// first (by the day of publication, else of adding), and how many there are.
// Before and After are up to 90 characters of the block around, in whole words,
// with single blanks between them. limit 0: 200. ErrInvalid: a negative page.
func (l *Library) MentionsOf(ctx context.Context, actorID int64, offset, limit int) (rows []MentionInContext, total int, err error) {
	err = l.view(ctx, fmt.Sprintf("list the mentions of actor %d", actorID), func(q querier) error {
		if offset < 0 || limit < 0 {
			return invalid("no such page: %d, %d", offset, limit)
		}
		if limit == 0 {
			limit = pageOfMentions
		}
		err := q.QueryRowContext(ctx, `SELECT count(*)`+mentionTables+`WHERE m.actor_id = ? AND `+visibleMention, actorID).Scan(&total)
		if err != nil || total <= offset {
			return err
		}
		// The page first: only its rows are worth the rest.
		page, err := collect(ctx, q, scanID, `SELECT m.id`+mentionTables+`WHERE m.actor_id = ? AND `+visibleMention+`
			ORDER BY `+newestFirst+` LIMIT ? OFFSET ?`, actorID, limit, offset)
		if err != nil {
			return err
		}
		rows, err = collect(ctx, q, scanMentionInContext, `SELECT `+mentionColumns+`, `+isNew+mentionTables+importTable+`
			WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY `+newestFirst, jsonList(page))
		if err != nil {
			return err
		}
		return addContexts(ctx, q, rows)
	})
	return rows, total, err
}

const newestFirst = briefDay + ` DESC, b.id DESC, m.start_byte, m.end_byte`

func scanMentionInContext(row scanner) (MentionInContext, error) {
	var m MentionInContext
	err := row.Scan(append(mentionFields(&m.Mention), &m.New)...)
	return m, err
}

// addContexts adds the briefs and the words around, reading each text once:
// the mentions of a brief stand together.
func addContexts(ctx context.Context, q querier, rows []MentionInContext) error {
	var brief Brief
	var text Revision
	for i := range rows {
		m := &rows[i]
		var err error
		if m.BriefID != brief.ID {
			if brief, err = findBrief(ctx, q, m.BriefID); err != nil {
				return err
			}
			if text, err = findRevision(ctx, q, m.RevisionID); err != nil {
				return err
			}
		}
		if err := wantOnText(text.Text, m.Mention); err != nil {
			return err
		}
		m.Brief = brief
		m.Paragraph = bodyParagraph(text.Blocks, m.Start)
		m.Before, m.Words, m.After = inContext(text.Text, text.Blocks, m.Start, m.End)
	}
	return nil
}

// wantOnText returns ErrCorrupt for a mention that is damaged.
func wantOnText(text string, m Mention) error {
	if onText(text, m.Start, m.End) {
		return nil
	}
	return fmt.Errorf("%w: mention %d at %d to %d does not lie on its text", ErrCorrupt, m.ID, m.Start, m.End)
}

// contextWidth is how many characters stand on each side of a mention.
const contextWidth = 90

// inContext returns the words text[start:end] and what stands before and after
// them in their block.
func inContext(text string, blocks []Block, start, end int) (before, words, after string) {
	from, to := blockAround(text, blocks, start)
	before, after = text[from:start], text[end:max(end, to)]
	if cut := lastRunes(before, contextWidth); len(cut) < len(before) {
		before = wholeWordsAfter(before[:len(before)-len(cut)], cut)
	}
	if cut := firstRunes(after, contextWidth); len(cut) < len(after) {
		after = wholeWordsBefore(cut, after[len(cut):])
	}
	return strings.TrimLeft(singleBlanks(before), " "), singleBlanks(text[start:end]), strings.TrimRight(singleBlanks(after), " ")
}

// wholeWordsAfter drops the word that the cut between left and s goes through,
// unless it is all there is.
func wholeWordsAfter(left, s string) string {
	r, _ := utf8.DecodeLastRuneInString(left)
	i := strings.IndexFunc(s, unicode.IsSpace)
	if unicode.IsSpace(r) || i < 0 || strings.TrimSpace(s[i:]) == "" {
		return s
	}
	return s[i:]
}

// wholeWordsBefore does the same for the cut between s and right.
func wholeWordsBefore(s, right string) string {
	r, _ := utf8.DecodeRuneInString(right)
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if unicode.IsSpace(r) || i < 0 || strings.TrimSpace(s[:i]) == "" {
		return s
	}
	return s[:i]
}

// singleBlanks turns every run of blanks and line ends into one blank.
func singleBlanks(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			blank = true
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}
