package db

import (
	"context"
	"fmt"
)

// pageOfPassages is the page size of PassagesOf when none is asked for.
const pageOfPassages = 200

const citationColumns = `c.id, c.brief_id, c.revision_id, c.group_start, c.group_end, c.start_byte, c.end_byte, c.signal, c.outlet, c.handle,
	c.written, c.earliest, c.latest, c.rule, c.source_id, s.name, s.reliability, s.publisher, c.state`

// citationTables joins what stands of citations: those of current texts that
// no decision hides.
const citationTables = ` FROM citation c JOIN brief b ON b.id = c.brief_id AND b.revision_id = c.revision_id
	JOIN source s ON s.id = c.source_id WHERE c.hidden = 0`

const citationOrder = ` ORDER BY ` + briefDay + ` DESC, b.id DESC, c.group_start, c.start_byte, c.end_byte, c.id LIMIT ? OFFSET ?`

func scanCitation(row scanner) (Citation, error) {
	var c Citation
	err := row.Scan(&c.ID, &c.BriefID, &c.RevisionID, &c.GroupStart, &c.GroupEnd, &c.Start, &c.End, &c.Signal, &c.Outlet, &c.Handle,
		&c.Date.Written, &c.Date.Earliest, &c.Date.Latest, &c.Date.Rule, &c.SourceID, &c.Source, &c.Reliability, &c.Publisher, &c.State)
	return c, err
}

// Citations returns the citations of a brief's current text in its order, or
// of a source in all briefs not in the trash, newest brief first (by the day of
// publication, else of adding); dismissed ones too. ErrInvalid: neither is given, a negative page.
func (l *Library) Citations(ctx context.Context, f CitationFilter) ([]Citation, error) {
	const what = "list citations"
	if f.BriefID == 0 && f.SourceID == 0 || f.Offset < 0 || f.Limit < 0 {
		return nil, doing(what, invalid("citations are those of a brief or of a source, from a page on"))
	}
	if f.Limit == 0 {
		f.Limit = -1 // SQLite's word for no limit
	}
	query, args := `SELECT `+citationColumns+citationTables, []any{}
	if f.BriefID != 0 {
		query, args = query+` AND c.brief_id = ?`, append(args, f.BriefID)
	} else {
		query += ` AND b.trashed_at IS NULL`
	}
	if f.SourceID != 0 {
		query, args = query+` AND c.source_id = ?`, append(args, f.SourceID)
	}
	all, err := collect(ctx, l.read, scanCitation, query+citationOrder, append(args, f.Limit, f.Offset)...)
	return all, doing(what, err)
}

// PassagesOf returns a page of the passages that rest on a source, newest brief
// first, and how many there are: one for each citation of it that is not
// dismissed, in briefs that are not in the trash. A limit of 0 is 200.
// ErrInvalid: a negative page.
func (l *Library) PassagesOf(ctx context.Context, sourceID int64, offset, limit int) (rows []CitedPassage, total int, err error) {
	const what = "list the passages of a source"
	if offset < 0 || limit < 0 {
		return nil, 0, doing(what, invalid("no such page: %d, %d", offset, limit))
	}
	if limit == 0 {
		limit = pageOfPassages
	}
	const where = citationTables + ` AND c.source_id = ? AND c.state <> 'dismissed' AND b.trashed_at IS NULL`
	err = l.view(ctx, what, func(q querier) error {
		if err := q.QueryRowContext(ctx, `SELECT count(*)`+where, sourceID).Scan(&total); err != nil {
			return err
		}
		page, err := collect(ctx, q, scanCitation, `SELECT `+citationColumns+where+citationOrder, sourceID, limit, offset)
		if err != nil {
			return err
		}
		rows, err = citedPassages(ctx, q, page)
		return err
	})
	return rows, total, err
}

// citedPassages reads what citations stand for. Those of a brief stand
// together, so that each text is read once and one is held at a time.
func citedPassages(ctx context.Context, q querier, page []Citation) ([]CitedPassage, error) {
	rows := make([]CitedPassage, 0, len(page))
	var brief Brief
	var text Revision
	var brackets [][2]int
	for _, c := range page {
		if c.RevisionID != text.ID {
			var err error
			if brief, err = findBrief(ctx, q, c.BriefID); err != nil {
				return nil, err
			}
			if text, err = findRevision(ctx, q, c.RevisionID); err != nil {
				return nil, err
			}
			brackets, err = collect(ctx, q, scanPair, `SELECT DISTINCT group_start, group_end FROM citation
				WHERE revision_id = ? AND hidden = 0 AND state <> 'dismissed' ORDER BY group_start`, c.RevisionID)
			if err != nil {
				return nil, err
			}
		}
		if !onText(text.Text, c.GroupStart, c.GroupEnd) {
			return nil, fmt.Errorf("%w: citation %d at %d to %d does not lie on its text", ErrCorrupt, c.ID, c.GroupStart, c.GroupEnd)
		}
		start, end := blockAround(text.Text, text.Blocks, c.GroupStart)
		rows = append(rows, CitedPassage{Citation: c, Brief: brief, Paragraph: bodyParagraph(text.Blocks, c.GroupStart),
			Sentence: citedSentence(text.Text, start, end, c.GroupStart, c.GroupEnd, brackets)})
	}
	return rows, nil
}

func scanPair(row scanner) ([2]int, error) {
	var p [2]int
	err := row.Scan(&p[0], &p[1])
	return p, err
}
