package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// addRevision stores the text of n as a revision of the brief, with its
// original where that is not in the library yet.
func addRevision(ctx context.Context, c *change, briefID int64, n NewBrief) (int64, error) {
	original, err := addOriginal(ctx, c, n.Original)
	if err != nil {
		return 0, err
	}
	uid, err := newUID()
	if err != nil {
		return 0, err
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO revision (uid, brief_id, original_id, part, imported_at, text_sha256, text) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		uid, briefID, original, n.Part, c.now.UnixMicro(), hash([]byte(n.Text)), n.Text)
	if err != nil {
		return 0, err
	}
	blocks, err := json.Marshal(packBlocks(n.Blocks))
	if err != nil {
		return 0, err
	}
	inlines, err := json.Marshal(packInlines(n.Inlines))
	if err != nil {
		return 0, err
	}
	pages, err := json.Marshal(packPages(n.Pages))
	if err != nil {
		return 0, err
	}
	_, err = c.ExecContext(ctx, `INSERT INTO structure (revision_id, blocks, inlines, pages) VALUES (?, ?, ?, ?)`,
		id, string(blocks), string(inlines), string(pages))
	if err != nil {
		return 0, err
	}
	return id, addImportLog(ctx, c, id, n.Remarks)
}

// addOriginal returns the id of the original with these bytes. Two revisions
// of the same bytes share it.
func addOriginal(ctx context.Context, c *change, o Original) (id int64, err error) {
	err = c.QueryRowContext(ctx, `SELECT id FROM original WHERE sha256 = ?`, o.SHA256).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	return insert(ctx, c.Tx, `INSERT INTO original (sha256, name, media_type, encoding, bytes) VALUES (?, ?, ?, ?, ?)`,
		o.SHA256, o.Name, o.MediaType, o.Encoding, o.Bytes)
}

// Revision returns a text with its blocks and inlines. ErrNotFound.
func (l *Library) Revision(ctx context.Context, revisionID int64) (Revision, error) {
	r, err := findRevision(ctx, l.read, revisionID)
	return r, doing("read text", err)
}

func findRevision(ctx context.Context, q querier, id int64) (Revision, error) {
	var r Revision
	var blocks, inlines, pages string
	err := q.QueryRowContext(ctx, `SELECT r.id, r.uid, r.brief_id, r.text, r.text_sha256, r.part, r.imported_at, s.blocks, s.inlines, s.pages
		FROM revision r JOIN structure s ON s.revision_id = r.id WHERE r.id = ?`, id).
		Scan(&r.ID, &r.UID, &r.BriefID, &r.Text, &r.TextSHA256, &r.Part, moment{&r.ImportedAt}, &blocks, &inlines, &pages)
	if errors.Is(err, sql.ErrNoRows) {
		return Revision{}, notFound("revision", id)
	}
	if err != nil {
		return Revision{}, mapError(err)
	}
	r.Blocks, err = unpackBlocks(blocks)
	if err != nil {
		return Revision{}, fmt.Errorf("%w: the blocks of revision %d: %w", ErrCorrupt, id, err)
	}
	r.Inlines, err = unpackInlines(inlines)
	if err != nil {
		return Revision{}, fmt.Errorf("%w: the inlines of revision %d: %w", ErrCorrupt, id, err)
	}
	r.Pages, err = unpackPages(pages)
	if err != nil {
		return Revision{}, fmt.Errorf("%w: the pages of revision %d: %w", ErrCorrupt, id, err)
	}
	return r, nil
}

// updateBlocks replaces the blocks of a revision and reports whether they
// differ from those it had.
func updateBlocks(ctx context.Context, c *change, revisionID int64, blocks []Block) (bool, error) {
	r, err := findRevision(ctx, c, revisionID)
	if err != nil {
		return false, err
	}
	if slices.Equal(r.Blocks, blocks) {
		return false, nil
	}
	if err := validateBlocks(r.Text, blocks); err != nil {
		return false, err
	}
	packed, err := json.Marshal(packBlocks(blocks))
	if err != nil {
		return false, err
	}
	return true, changedRow(ctx, c, "revision", revisionID, `UPDATE structure SET blocks = ? WHERE revision_id = ?`, string(packed), revisionID)
}

// Original returns the imported file of a revision, byte for byte. ErrNotFound.
func (l *Library) Original(ctx context.Context, revisionID int64) (Original, error) {
	var o Original
	err := l.read.QueryRowContext(ctx, `SELECT o.sha256, o.name, o.media_type, o.encoding, o.bytes
		FROM revision r JOIN original o ON o.id = r.original_id WHERE r.id = ?`, revisionID).
		Scan(&o.SHA256, &o.Name, &o.MediaType, &o.Encoding, &o.Bytes)
	if errors.Is(err, sql.ErrNoRows) {
		err = notFound("revision", revisionID)
	}
	return o, doing("read original", err)
}

// packed is a block or an inline as the structure table holds it:
// [kind, section or target, level, start, end].
type packed struct {
	kind, word        string
	level, start, end int
}

func (p packed) MarshalJSON() ([]byte, error) {
	return json.Marshal([5]any{p.kind, p.word, p.level, p.start, p.end})
}

func (p *packed) UnmarshalJSON(data []byte) error {
	fields := [5]any{&p.kind, &p.word, &p.level, &p.start, &p.end}
	return json.Unmarshal(data, &fields)
}

func packBlocks(blocks []Block) []packed {
	all := make([]packed, len(blocks))
	for i, b := range blocks {
		all[i] = packed{string(b.Kind), b.Section, b.Level, b.Start, b.End}
	}
	return all
}

func unpackBlocks(text string) ([]Block, error) {
	all, err := unpack(text)
	blocks := make([]Block, len(all))
	for i, p := range all {
		blocks[i] = Block{Kind: BlockKind(p.kind), Section: p.word, Level: p.level, Start: p.start, End: p.end}
	}
	return blocks, err
}

func packInlines(inlines []Inline) []packed {
	all := make([]packed, len(inlines))
	for i, in := range inlines {
		all[i] = packed{string(in.Kind), in.Target, 0, in.Start, in.End}
	}
	return all
}

func unpackInlines(text string) ([]Inline, error) {
	all, err := unpack(text)
	inlines := make([]Inline, len(all))
	for i, p := range all {
		inlines[i] = Inline{Kind: InlineKind(p.kind), Target: p.word, Start: p.start, End: p.end}
	}
	return inlines, err
}

func unpack(text string) ([]packed, error) {
	var all []packed
	err := json.Unmarshal([]byte(text), &all)
	return all, err
}
