package db

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// loser hears what cannot be kept as it was.
type loser = func(kind, title, format string, args ...any)

// mendTexts looks whether each text and each original is what was imported.
// Where one of the two is, and they were the same, it stands in for the other;
// else what is there is taken as it is.
func mendTexts(ctx context.Context, c *change, lose loser) error {
	ids, err := collect(ctx, c, scanID, `SELECT id FROM revision ORDER BY id`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := mendText(ctx, c, id, lose); err != nil {
			return err
		}
	}
	ids, err = collect(ctx, c, scanID, `SELECT id FROM original ORDER BY id`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		var sum, name string
		var data []byte
		if err := c.QueryRowContext(ctx, `SELECT sha256, name, bytes FROM original WHERE id = ?`, id).Scan(&sum, &name, &data); err != nil {
			return err
		}
		if is := hash(data); !strings.EqualFold(is, sum) {
			lose("original", name, "the imported file is not as it was")
			// Another one may have that hash already: then this one is the same.
			if _, err := c.ExecContext(ctx, `UPDATE OR IGNORE original SET sha256 = ? WHERE id = ?`, is, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func mendText(ctx context.Context, c *change, id int64, lose loser) error {
	var text, sum, title, originalSum string
	var original int64
	var data []byte
	err := c.QueryRowContext(ctx, `SELECT r.text, r.text_sha256, b.title, o.id, o.sha256, o.bytes FROM revision r JOIN brief b ON b.id = r.brief_id
		JOIN original o ON o.id = r.original_id WHERE r.id = ?`, id).Scan(&text, &sum, &title, &original, &originalSum, &data)
	if err != nil {
		return err
	}
	sound, same := hash([]byte(text)) == sum && validateText(text) == nil, strings.EqualFold(sum, originalSum)
	switch {
	case sound && same && !strings.EqualFold(hash(data), originalSum):
		_, err := c.ExecContext(ctx, `UPDATE original SET bytes = ? WHERE id = ?`, []byte(text), original)
		return err
	case sound:
		return nil
	case same && strings.EqualFold(hash(data), sum):
		_, err := c.ExecContext(ctx, `UPDATE revision SET text = ? WHERE id = ?`, string(data), id)
		return err
	}
	lose("brief", title, "part of its text is not as it was imported")
	text = strings.ReplaceAll(strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\ufeff"), "\r", "\n")
	text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	if strings.TrimSpace(text) == "" {
		text = title
	}
	_, err = c.ExecContext(ctx, `UPDATE revision SET text = ?, text_sha256 = ? WHERE id = ?`, text, hash([]byte(text)), id)
	return err
}

// mendStructures gives a text whose blocks are lost, or off it, its paragraphs.
func mendStructures(ctx context.Context, c *change, lose loser) error {
	ids, err := collect(ctx, c, scanID, `SELECT id FROM revision ORDER BY id`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		r, err := findRevision(ctx, c, id)
		if err == nil && structureFits(r) {
			continue
		}
		var text, title string
		if err := c.QueryRowContext(ctx, `SELECT r.text, b.title FROM revision r JOIN brief b ON b.id = r.brief_id WHERE r.id = ?`, id).Scan(&text, &title); err != nil {
			return err
		}
		lose("brief", title, "its structure is lost; its paragraphs are told by the empty lines")
		blocks, err := json.Marshal(packBlocks(paragraphs(text)))
		if err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, `INSERT OR REPLACE INTO structure (revision_id, blocks, inlines) VALUES (?, ?, '[]')`, id, string(blocks)); err != nil {
			return err
		}
	}
	return nil
}

func structureFits(r Revision) bool {
	for _, b := range r.Blocks {
		if !onText(r.Text, b.Start, b.End) {
			return false
		}
	}
	for _, in := range r.Inlines {
		if !onText(r.Text, in.Start, in.End) {
			return false
		}
	}
	return validatePages(r.Text, r.Pages) == nil
}

// paragraphs are the parts of a text between empty lines.
func paragraphs(text string) (blocks []Block) {
	start, at := -1, 0
	end := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			if start >= 0 {
				blocks = append(blocks, Block{Kind: KindParagraph, Start: start, End: end})
			}
			start = -1
		} else {
			if start < 0 {
				start = at
			}
			end = at + len(strings.TrimRight(line, "\n"))
		}
		at += len(line)
	}
	if start >= 0 {
		blocks = append(blocks, Block{Kind: KindParagraph, Start: start, End: end})
	}
	return blocks
}

// mendPassages puts annotations and decisions that are off their words back on
// them, where these are in the text once. An annotation that has no such place
// is detached, with its words; a decision says nothing any more, and goes.
func mendPassages(ctx context.Context, c *change, lose loser) error {
	type passage struct {
		kind       string
		id         int64
		start, end int
		quote      string
		state      string
	}
	revisions, err := collect(ctx, c, scanID, `SELECT revision_id FROM annotation UNION SELECT revision_id FROM decision WHERE revision_id IS NOT NULL`)
	if err != nil {
		return err
	}
	for _, id := range revisions {
		var text, title string
		var current bool
		err := c.QueryRowContext(ctx, `SELECT r.text, b.title, b.revision_id = r.id FROM revision r JOIN brief b ON b.id = r.brief_id WHERE r.id = ?`, id).Scan(&text, &title, &current)
		if err != nil {
			return err
		}
		all, err := collect(ctx, c, func(row scanner) (p passage, err error) {
			err = row.Scan(&p.kind, &p.id, &p.start, &p.end, &p.quote, &p.state)
			return p, err
		}, `SELECT 'annotation', id, start_byte, end_byte, quote, state FROM annotation WHERE revision_id = ?1
			UNION ALL SELECT 'decision', id, start_byte, end_byte, quote, '' FROM decision WHERE revision_id = ?1`, id)
		if err != nil {
			return err
		}
		for _, p := range all {
			lies := onText(text, p.start, p.end)
			bound := p.state == string(AnchorAnchored) || p.kind == "decision" && current
			if lies && (!bound || text[p.start:p.end] == p.quote) {
				continue
			}
			at := strings.Index(text, p.quote)
			found := p.quote != "" && at >= 0 && !strings.Contains(text[at+1:], p.quote)
			switch {
			case found:
				_, err = c.ExecContext(ctx, `UPDATE OR IGNORE `+p.kind+` SET start_byte = ?, end_byte = ? WHERE id = ?`, at, at+len(p.quote), p.id)
			case p.kind == "annotation":
				lose("annotation", title, "“%s” is not in the text any more; it is kept without a place", firstLine(p.quote))
				_, err = c.ExecContext(ctx, `UPDATE annotation SET state = ?, start_byte = 0, end_byte = 0 WHERE id = ?`, AnchorDetached, p.id)
			default:
				lose("decision", title, "what was decided about “%s” is lost: the words are not in the text any more", firstLine(p.quote))
				_, err = c.ExecContext(ctx, `DELETE FROM decision WHERE id = ?`, p.id)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// mendComparisons forgets lines that cannot be read, and comparisons with
// editions of other briefs.
func mendComparisons(ctx context.Context, c *change, lose loser) error {
	findings, err := comparisonFindings(ctx, c)
	if err != nil {
		return err
	}
	for _, f := range findings {
		var id int64
		if _, err := fmt.Sscanf(f.Record, "comparison %d", &id); err != nil {
			return err
		}
		lose("comparison", "", "%s", f.Detail)
		statement := `UPDATE comparison SET lined_up = '[]' WHERE id = ?`
		if strings.Contains(f.Detail, "another brief") {
			statement = `DELETE FROM comparison WHERE id = ?`
		}
		if _, err := c.ExecContext(ctx, statement, id); err != nil {
			return err
		}
	}
	return nil
}
