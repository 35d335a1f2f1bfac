package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// pageOfBriefs is the page size of Briefs when the filter names none.
const pageOfBriefs = 200

// briefColumns are what scanBrief reads, in its order. Annotations are counted
// over an index; tags come as one JSON array.
const briefColumns = `b.id, b.uid, b.title, b.series, b.publication, b.volume, b.issue, b.author,
	b.published_written, b.published_earliest, b.published_latest, b.published_rule,
	b.tlp, b.words, b.revision_id, b.reading_position, b.added_at, b.changed_at, b.trashed_at,
	(SELECT count(*) FROM annotation a WHERE a.brief_id = b.id AND a.trashed_at IS NULL),
	(SELECT json_group_array(t.tag ORDER BY t.position) FROM brief_tag t WHERE t.brief_id = b.id)`

func scanBrief(row scanner) (Brief, error) {
	var b Brief
	var tags string
	err := row.Scan(&b.ID, &b.UID, &b.Title, &b.Series, &b.Publication, &b.Volume, &b.Issue, &b.Author,
		&b.Published.Written, &b.Published.Earliest, &b.Published.Latest, &b.Published.Rule,
		&b.TLP, &b.Words, &b.RevisionID, &b.ReadingPosition, moment{&b.AddedAt}, moment{&b.ChangedAt}, moment{&b.TrashedAt},
		&b.Annotations, &tags)
	if err != nil {
		return Brief{}, err
	}
	if tags != "[]" {
		err = json.Unmarshal([]byte(tags), &b.Tags)
	}
	return b, err
}

// AddBrief stores a new brief whole: its text as the first revision, the
// blocks and inlines beside it, and the original. Hashes, words and uids are
// computed here. An original without bytes (pasted text) is the text itself.
//
// When the same original bytes or the same text are in the library already,
// also in the trash (see Brief.TrashedAt), it returns the brief that has them
// and ErrExists. ErrInvalid: no title, no text, a text that is not canonical
// (valid UTF-8, LF, no BOM), a span that is not on the text's rune boundaries.
func (l *Library) AddBrief(ctx context.Context, n NewBrief) (Brief, error) {
	var added Brief
	err := l.update(ctx, fmt.Sprintf("add brief %q", n.Title), func(c *change) (err error) {
		added, err = addBrief(ctx, c, n)
		return err
	})
	return added, err
}

func addBrief(ctx context.Context, c *change, n NewBrief) (Brief, error) {
	n.Title = strings.TrimSpace(n.Title)
	if err := validateNewBrief(n); err != nil {
		return Brief{}, err
	}
	n.Original = completeOriginal(n)
	existing, err := findSameBrief(ctx, c, n.Original.SHA256, n.Part, hash([]byte(n.Text)))
	if err == nil {
		return existing, fmt.Errorf("%w as brief %d", ErrExists, existing.ID)
	}
	if !errors.Is(err, ErrNotFound) {
		return Brief{}, err
	}

	uid, err := newUID()
	if err != nil {
		return Brief{}, err
	}
	b := Brief{UID: uid, Title: n.Title, Series: n.Series, Publication: n.Publication, Volume: n.Volume,
		Issue: n.Issue, Author: n.Author, Published: n.Published, Tags: cleanTags(n.Tags), TLP: n.TLP, Words: countWords(n.Text)}
	b.ID, err = insert(ctx, c.Tx, `INSERT INTO brief (uid, title, series, publication, volume, issue, author,
			published_written, published_earliest, published_latest, published_rule,
			title_key, folded, tlp, words, added_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.UID, b.Title, b.Series, b.Publication, b.Volume, b.Issue, b.Author,
		b.Published.Written, b.Published.Earliest, b.Published.Latest, b.Published.Rule,
		foldKey(b.Title), foldedBrief(b), b.TLP, b.Words, c.now.UnixMicro(), c.now.UnixMicro())
	if err != nil {
		return Brief{}, err
	}
	if err := setTags(ctx, c, b.ID, b.Tags); err != nil {
		return Brief{}, err
	}
	revision, err := addRevision(ctx, c, b.ID, n)
	if err != nil {
		return Brief{}, err
	}
	if _, err := c.ExecContext(ctx, `UPDATE brief SET revision_id = ? WHERE id = ?`, revision, b.ID); err != nil {
		return Brief{}, err
	}
	if err := indexTexts(ctx, c, texts{briefTexts, `d.id = ?1`, b.ID}); err != nil {
		return Brief{}, err
	}
	c.tell(BriefChanged{b.ID})
	return findBrief(ctx, c, b.ID)
}

// completeOriginal is the original with its hash; of pasted text it is the text.
func completeOriginal(n NewBrief) Original {
	o := n.Original
	if o.Bytes == nil {
		o.Bytes = []byte(n.Text)
		o.MediaType, o.Encoding = "text/plain", "utf-8"
	}
	o.SHA256 = hash(o.Bytes)
	return o
}

func validateNewBrief(n NewBrief) error {
	if n.Title == "" {
		return invalid("a brief needs a title")
	}
	if err := n.TLP.valid(); err != nil {
		return err
	}
	if err := validateText(n.Text); err != nil {
		return err
	}
	if err := validateBlocks(n.Text, n.Blocks); err != nil {
		return err
	}
	for i, in := range n.Inlines {
		if in.Kind == "" {
			return invalid("inline %d has no kind", i)
		}
		if !onText(n.Text, in.Start, in.End) {
			return invalid("inline %d (%s) at %d to %d does not lie on the text", i, in.Kind, in.Start, in.End)
		}
	}
	return validatePages(n.Text, n.Pages)
}

// validateText holds the ground rule for canonical text.
func validateText(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return invalid("a brief needs a text")
	case !utf8.ValidString(text):
		return invalid("the text is not UTF-8")
	case strings.HasPrefix(text, "\ufeff"):
		return invalid("the text begins with a byte order mark")
	case strings.Contains(text, "\r"):
		return invalid("the text has line ends other than LF")
	}
	return nil
}

func validateBlocks(text string, blocks []Block) error {
	for i, b := range blocks {
		if b.Kind == "" {
			return invalid("block %d has no kind", i)
		}
		if !onText(text, b.Start, b.End) {
			return invalid("block %d (%s) at %d to %d does not lie on the text", i, b.Kind, b.Start, b.End)
		}
	}
	return nil
}

// onText reports whether [start, end) lies on text with both ends on rune
// boundaries.
func onText(text string, start, end int) bool {
	return 0 <= start && start <= end && end <= len(text) && onRune(text, start) && onRune(text, end)
}

func onRune(text string, offset int) bool {
	return offset == len(text) || utf8.RuneStart(text[offset])
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// SameBrief finds the brief that AddBrief would find to have the same original
// or the same text already. ErrNotFound.
func (l *Library) SameBrief(ctx context.Context, n NewBrief) (Brief, error) {
	b, err := findSameBrief(ctx, l.read, completeOriginal(n).SHA256, n.Part, hash([]byte(n.Text)))
	return b, doing("look for the same brief", err)
}

// findSameBrief finds the brief that has the same part of the same original or
// the same text in any revision, one outside the trash first.
func findSameBrief(ctx context.Context, q querier, originalSHA256, part, textSHA256 string) (Brief, error) {
	return scanBriefRow(q.QueryRowContext(ctx, `SELECT `+briefColumns+` FROM brief b
		WHERE b.id IN (
			SELECT r.brief_id FROM revision r WHERE r.text_sha256 = ?
			UNION ALL
			SELECT r.brief_id FROM original o JOIN revision r ON r.original_id = o.id WHERE o.sha256 = ? AND r.part = ?)
		ORDER BY b.trashed_at IS NOT NULL, b.id LIMIT 1`, textSHA256, originalSHA256, part))
}

func scanBriefRow(row *sql.Row) (Brief, error) {
	b, err := scanBrief(row)
	return b, mapError(err)
}

// foldedBrief is what the list's filter looks into.
func foldedBrief(b Brief) string {
	return foldKey(b.Title) + "\n" + foldKey(b.Publication) + "\n" + foldKey(b.Author)
}

// cleanTags drops empty tags and second spellings of the same tag, and keeps
// the order.
func cleanTags(tags []string) []string {
	var clean, keys []string
	for _, t := range tags {
		t = strings.TrimSpace(t)
		key := foldKey(t)
		if key == "" || slices.Contains(keys, key) {
			continue
		}
		clean, keys = append(clean, t), append(keys, key)
	}
	return clean
}

func setTags(ctx context.Context, c *change, id int64, tags []string) error {
	if _, err := c.ExecContext(ctx, `DELETE FROM brief_tag WHERE brief_id = ?`, id); err != nil {
		return err
	}
	for i, t := range tags {
		if _, err := c.ExecContext(ctx, `INSERT INTO brief_tag (brief_id, position, tag) VALUES (?, ?, ?)`, id, i, t); err != nil {
			return err
		}
	}
	return nil
}

// Brief returns a brief by id, also when it is in the trash (see
// Brief.TrashedAt). ErrNotFound.
func (l *Library) Brief(ctx context.Context, id int64) (Brief, error) {
	b, err := findBrief(ctx, l.read, id)
	return b, doing("read brief", err)
}

func findBrief(ctx context.Context, q querier, id int64) (Brief, error) {
	b, err := scanBriefRow(q.QueryRowContext(ctx, `SELECT `+briefColumns+` FROM brief b WHERE b.id = ?`, id))
	if errors.Is(err, ErrNotFound) {
		return Brief{}, notFound("brief", id)
	}
	return b, err
}

// FindBriefs finds the briefs outside the trash that ref names: by id, by uid,
// or by title, with or without the series before it ("Brief: ..."), folded.
// Where no title equals ref, those that begin with it count, so that a caller
// who gets more than one knows ref to be ambiguous. Newest added first.
// ErrNotFound when there is none.
func (l *Library) FindBriefs(ctx context.Context, ref string) ([]Brief, error) {
	var found []Brief
	err := l.view(ctx, fmt.Sprintf("find brief %q", ref), func(q querier) (err error) {
		found, err = findBriefs(ctx, q, strings.TrimSpace(ref))
		return err
	})
	return found, err
}

func findBriefs(ctx context.Context, q querier, ref string) ([]Brief, error) {
	key := foldKey(ref)
	if key == "" {
		return nil, ErrNotFound
	}
	if id, err := strconv.ParseInt(ref, 10, 64); err == nil {
		if found, err := briefsWhere(ctx, q, `b.id = ?`, id); err != nil || len(found) > 0 {
			return found, err
		}
	}
	if uid, err := uuid.Parse(ref); err == nil {
		if found, err := briefsWhere(ctx, q, `b.uid = ?`, uid.String()); err != nil || len(found) > 0 {
			return found, err
		}
	}
	if found, err := briefsByTitle(ctx, q, key, `b.title_key = ?`, func(title string) []any { return []any{title} }); err != nil || len(found) > 0 {
		return found, err
	}
	found, err := briefsByTitle(ctx, q, key, `b.title_key >= ? AND b.title_key < ?`, func(title string) []any {
		return []any{title, title + string(utf8.MaxRune)}
	})
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	return found, err
}

// briefsByTitle tries the key as a title, and what follows its first colon as
// the title of a brief of the series before it.
func briefsByTitle(ctx context.Context, q querier, key, where string, args func(title string) []any) ([]Brief, error) {
	found, err := briefsWhere(ctx, q, where, args(key)...)
	if err != nil || len(found) > 0 {
		return found, err
	}
	series, title, ok := strings.Cut(key, ":")
	title = strings.TrimSpace(title)
	if !ok || title == "" {
		return nil, nil
	}
	found, err = briefsWhere(ctx, q, where, args(title)...)
	return slices.DeleteFunc(found, func(b Brief) bool { return foldKey(b.Series) != strings.TrimSpace(series) }), err
}

func briefsWhere(ctx context.Context, q querier, where string, args ...any) ([]Brief, error) {
	return collect(ctx, q, scanBrief, `SELECT `+briefColumns+` FROM brief b
		WHERE `+where+` AND b.trashed_at IS NULL ORDER BY b.added_at DESC, b.id DESC LIMIT 50`, args...)
}

var briefOrders = map[BriefOrder]string{
	"":             `b.published_earliest DESC, b.added_at DESC, b.id DESC`,
	OrderPublished: `b.published_earliest DESC, b.added_at DESC, b.id DESC`,
	OrderAdded:     `b.added_at DESC, b.id DESC`,
	OrderTitle:     `b.title_key, b.id`,
}

// Briefs returns a page of the list and how many briefs the filter picks
// altogether. It reads no texts. Briefs without a date come last in the order
// of publication. The trash is in the order of trashing, newest first, until
// an order is given. ErrInvalid: an unknown order, a negative page.
func (l *Library) Briefs(ctx context.Context, f BriefFilter) (briefs []Brief, total int, err error) {
	order, ok := briefOrders[f.Order]
	if !ok || f.Offset < 0 || f.Limit < 0 {
		return nil, 0, doing("list briefs", invalid("no such order or page: %q, %d, %d", f.Order, f.Offset, f.Limit))
	}
	if f.Limit == 0 {
		f.Limit = pageOfBriefs
	}
	where := `b.trashed_at IS NULL`
	if f.Trashed {
		where = `b.trashed_at IS NOT NULL`
		if f.Order == "" {
			order = `b.trashed_at DESC, b.id DESC`
		}
	}
	var args []any
	for _, word := range strings.Fields(Fold(f.Text)) {
		if mark, ok := markWord(word); ok {
			where, args = where+` AND b.tlp = ?`, append(args, mark)
			continue
		}
		// What LIKE '%word%' finds, without signs that would have to be escaped.
		where += ` AND instr(b.folded, ?)`
		args = append(args, word)
	}
	err = l.view(ctx, "list briefs", func(q querier) error {
		err := q.QueryRowContext(ctx, `SELECT count(*) FROM brief b WHERE `+where, args...).Scan(&total)
		if err != nil || total <= f.Offset {
			return err
		}
		briefs, err = collect(ctx, q, scanBrief, `SELECT `+briefColumns+` FROM brief b WHERE `+where+
			` ORDER BY `+order+` LIMIT ? OFFSET ?`, append(args, f.Limit, f.Offset)...)
		return err
	})
	return briefs, total, err
}

// UpdateBrief changes the fields given and returns the brief as it is then.
// When nothing differs it writes nothing and tells nobody. When something
// does that reading depends on, the brief is unread. ErrNotFound; ErrInvalid:
// no title, a block that is not on the text's rune boundaries.
func (l *Library) UpdateBrief(ctx context.Context, id int64, u BriefUpdate) (Brief, error) {
	var b Brief
	err := l.update(ctx, fmt.Sprintf("update brief %d", id), func(c *change) (err error) {
		b, err = updateBrief(ctx, c, id, u)
		return err
	})
	return b, err
}

func updateBrief(ctx context.Context, c *change, id int64, u BriefUpdate) (Brief, error) {
	before, err := findBrief(ctx, c, id)
	if err != nil {
		return Brief{}, err
	}
	b := before
	for field, value := range map[*string]*string{&b.Title: u.Title, &b.Series: u.Series, &b.Publication: u.Publication,
		&b.Volume: u.Volume, &b.Issue: u.Issue, &b.Author: u.Author} {
		if value != nil {
			*field = strings.TrimSpace(*value)
		}
	}
	if b.Title == "" {
		return Brief{}, invalid("a brief needs a title")
	}
	if u.Published != nil {
		b.Published = *u.Published
	}
	if u.Tags != nil {
		b.Tags = cleanTags(*u.Tags)
	}
	if u.TLP != nil {
		if b.TLP = *u.TLP; b.TLP.valid() != nil {
			return Brief{}, b.TLP.valid()
		}
	}
	blocksChanged := false
	if u.Blocks != nil {
		if blocksChanged, err = updateBlocks(ctx, c, b.RevisionID, *u.Blocks); err != nil {
			return Brief{}, err
		}
	}
	tagsChanged := !slices.Equal(b.Tags, before.Tags)
	if !blocksChanged && !tagsChanged && sameFields(b, before) {
		return before, nil
	}
	if tagsChanged {
		if err := setTags(ctx, c, id, b.Tags); err != nil {
			return Brief{}, err
		}
	}
	var searched []texts
	if !searchesSame(b, before) {
		searched = []texts{{briefTexts, `d.id = ?1`, id}}
	}
	err = reindexTexts(ctx, c, func() error {
		_, err := c.ExecContext(ctx, `UPDATE brief SET title = ?, series = ?, publication = ?, volume = ?, issue = ?, author = ?,
				published_written = ?, published_earliest = ?, published_latest = ?, published_rule = ?,
				title_key = ?, folded = ?, tlp = ?, changed_at = ? WHERE id = ?`,
			b.Title, b.Series, b.Publication, b.Volume, b.Issue, b.Author,
			b.Published.Written, b.Published.Earliest, b.Published.Latest, b.Published.Rule,
			foldKey(b.Title), foldedBrief(b), b.TLP, c.now.UnixMicro(), id)
		return err
	}, searched...)
	if err != nil {
		return Brief{}, err
	}
	if blocksChanged || !readsSame(b, before) {
		if err := forgetReading(ctx, c, id); err != nil {
			return Brief{}, err
		}
	}
	c.tell(BriefChanged{id})
	return findBrief(ctx, c, id)
}

// readsSame compares what reading a text depends on beside it: the years of
// its dates are told from when it appeared.
func readsSame(a, b Brief) bool {
	return a.Published == b.Published && a.Publication == b.Publication && a.Volume == b.Volume
}

// searchesSame compares what is searched beside the text.
func searchesSame(a, b Brief) bool {
	return a.Title == b.Title && a.Publication == b.Publication && a.Volume == b.Volume && a.Issue == b.Issue
}

// sameFields compares what UpdateBrief can change, but for the tags.
func sameFields(a, b Brief) bool {
	return a.Title == b.Title && a.Series == b.Series && a.Publication == b.Publication && a.Volume == b.Volume &&
		a.Issue == b.Issue && a.Author == b.Author && a.Published == b.Published && a.TLP == b.TLP
}

// SetReadingPosition remembers the byte offset of the first words in view. It
// publishes no notice and does not change Brief.ChangedAt. ErrNotFound;
// ErrInvalid: a negative offset.
func (l *Library) SetReadingPosition(ctx context.Context, briefID int64, offset int) error {
	return l.update(ctx, fmt.Sprintf("set reading position of brief %d", briefID), func(c *change) error {
		if offset < 0 {
			return invalid("a reading position of %d", offset)
		}
		return changedRow(ctx, c, "brief", briefID, `UPDATE brief SET reading_position = ? WHERE id = ?`, offset, briefID)
	})
}
