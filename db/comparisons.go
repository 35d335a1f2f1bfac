package db

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// pageOfComparisons is the page size of Comparisons when none is given.
const pageOfComparisons = 200

// comparisonSides joins the texts of a comparison c, and what the notes among
// them are about. The note of a comparison is no side of another one, so that
// it goes no deeper.
const comparisonSides = `
	LEFT JOIN brief lb ON lb.id = c.left_brief LEFT JOIN note ln ON ln.id = c.left_note
	LEFT JOIN brief lnb ON lnb.id = ln.brief_id LEFT JOIN actor lna ON lna.id = ln.actor_id
	LEFT JOIN brief rb ON rb.id = c.right_brief LEFT JOIN note rn ON rn.id = c.right_note
	LEFT JOIN brief rnb ON rnb.id = rn.brief_id LEFT JOIN actor rna ON rna.id = rn.actor_id `

// A comparison has no trash of its own: it is hidden while one of its texts
// is there, and while the actor of such a note is merged into another.
const (
	comparisonTables  = ` FROM comparison c ` + comparisonSides
	comparisonTrashed = `coalesce(lb.trashed_at, ln.trashed_at, lnb.trashed_at, lna.trashed_at, rb.trashed_at, rn.trashed_at, rnb.trashed_at, rna.trashed_at)`
	listedComparison  = comparisonTrashed + ` IS NULL AND lna.merged_into IS NULL AND rna.merged_into IS NULL`
	thereIsComparison = `SELECT 1` + comparisonTables + `WHERE ` + listedComparison + ` AND c.id = ` // which follows
)

// comparisonColumns are what scanComparison reads, in its order. Of a note
// without a title it takes what its beginning can be told from.
const comparisonColumns = `c.id, c.uid,
	coalesce(c.left_brief, 0), coalesce(c.left_revision, 0), coalesce(c.left_note, 0),
	coalesce(lb.title, nullif(trim(ln.title), ''), substr(ln.body, 1, 1000), ''),
	coalesce(c.right_brief, 0), coalesce(c.right_revision, 0), coalesce(c.right_note, 0),
	coalesce(rb.title, nullif(trim(rn.title), ''), substr(rn.body, 1, 1000), ''),
	c.view, c.apart, c.lined_up, (SELECT count(*) FROM difference d WHERE d.comparison_id = c.id AND d.verdict = 'kept'),
	` + comparisonMarks + `, c.opened_at, c.created_at`

func scanComparison(row scanner) (Comparison, error) {
	var c Comparison
	var left, right sideColumns
	var lined string
	err := row.Scan(&c.ID, &c.UID, &left.brief, &left.revision, &left.note, &c.LeftTitle,
		&right.brief, &right.revision, &right.note, &c.RightTitle,
		&c.View, &c.Apart, &lined, &c.Kept, marks{&c.TLP}, moment{&c.OpenedAt}, moment{&c.CreatedAt})
	if err != nil {
		return Comparison{}, err
	}
	c.Left, c.Right = left.ref(), right.ref()
	c.LeftTitle, c.RightTitle = sideTitle(c.Left, c.LeftTitle), sideTitle(c.Right, c.RightTitle)
	c.LinedUp, err = unpackLinedUp(lined)
	return c, err
}

// sideColumns are the columns of one side, 0 for NULL.
type sideColumns struct{ brief, revision, note int64 }

func columnsOf(r SideRef) sideColumns {
	if r.Kind == KindNote {
		return sideColumns{note: r.ID}
	}
	return sideColumns{brief: r.ID, revision: r.RevisionID}
}

func (s sideColumns) ref() SideRef {
	if s.note != 0 {
		return SideRef{Kind: KindNote, ID: s.note}
	}
	return SideRef{Kind: KindBrief, ID: s.brief, RevisionID: s.revision}
}

func (s sideColumns) args() []any {
	return []any{nullable(s.brief), nullable(s.revision), nullable(s.note)}
}

// sideTitle is a title in one line; of a note without one it is the first line
// with words in it.
func sideTitle(r SideRef, title string) string {
	if r.Kind == KindNote {
		return firstLine(title)
	}
	return lineOf(title)
}

func packLinedUp(all []LinedUp) (string, error) {
	pairs := make([][2]int, len(all))
	for i, at := range all {
		pairs[i] = [2]int{at.Left, at.Right}
	}
	packed, err := json.Marshal(pairs)
	return string(packed), err
}

func unpackLinedUp(packed string) ([]LinedUp, error) {
	var pairs [][2]int
	if err := json.Unmarshal([]byte(packed), &pairs); err != nil {
		return nil, fmt.Errorf("%w: what a comparison lines up: %w", ErrCorrupt, err)
	}
	var all []LinedUp
	for _, p := range pairs {
		all = append(all, LinedUp{p[0], p[1]})
	}
	return all, nil
}

// OpenComparison returns the comparison of two texts, in this order or the
// other, made when there is none yet, and notes that it was opened now. One
// that is there comes back with its sides as they were put last. In a library
// that is open for reading only nothing is noted, and one that is not there yet
// comes back without an ID. ErrNotFound: a text is gone or in the trash;
// ErrInvalid: a side of another kind or the note of a comparison, a text
// against itself.
func (l *Library) OpenComparison(ctx context.Context, left, right SideRef) (Comparison, error) {
	const what = "open a comparison"
	var opened Comparison
	if l.ReadOnly() {
		err := l.view(ctx, what, func(q querier) (err error) {
			opened, err = lookComparison(ctx, q, left, right)
			return err
		})
		return opened, err
	}
	err := l.update(ctx, what, func(c *change) (err error) {
		if opened, err = lookComparison(ctx, c, left, right); err != nil {
			return err
		}
		if opened.ID != 0 {
			opened.OpenedAt = c.now
			_, err = c.ExecContext(ctx, `UPDATE comparison SET opened_at = ? WHERE id = ?`, c.now.UnixMicro(), opened.ID)
			return err
		}
		if opened.UID, err = newUID(); err != nil {
			return err
		}
		opened.OpenedAt, opened.CreatedAt = c.now, c.now
		opened.ID, err = insertComparison(ctx, c, opened)
		return err
	})
	return opened, err
}

// lookComparison returns the comparison of two texts, or one that is not stored
// yet.
func lookComparison(ctx context.Context, q querier, left, right SideRef) (Comparison, error) {
	texts := [2]SideRef{}
	for i, r := range []SideRef{left, right} {
		text, err := textOfSide(ctx, q, r)
		if err != nil {
			return Comparison{}, err
		}
		texts[i] = text
	}
	if texts[0] == texts[1] {
		return Comparison{}, invalid("a text is not compared with itself")
	}
	found, err := comparisonOf(ctx, q, left, right)
	if !errors.Is(err, ErrNotFound) {
		return found, err
	}
	return unstoredComparison(ctx, q, left, right)
}

// textOfSide checks a side and names its text by the revision that it has now.
func textOfSide(ctx context.Context, q querier, r SideRef) (SideRef, error) {
	switch r.Kind {
	case KindBrief:
		b, err := findBrief(ctx, q, r.ID)
		if err != nil {
			return r, err
		}
		if !b.TrashedAt.IsZero() {
			return r, notFound("brief", r.ID)
		}
		if r.RevisionID == 0 {
			r.RevisionID = b.RevisionID
			return r, nil
		}
		var one int
		err = q.QueryRowContext(ctx, `SELECT 1 FROM revision WHERE id = ? AND brief_id = ?`, r.RevisionID, r.ID).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return r, notFound("revision", r.RevisionID)
		}
		return r, err
	case KindNote:
		var comparison int64
		err := q.QueryRowContext(ctx, `SELECT coalesce(n.comparison_id, 0)`+noteTables+`WHERE n.id = ? AND `+listedNote, r.ID).Scan(&comparison)
		if errors.Is(err, sql.ErrNoRows) {
			return r, notFound("note", r.ID)
		}
		if err == nil && (comparison != 0 || r.RevisionID != 0) {
			err = invalid("the note of a comparison, or an earlier note, is not compared")
		}
		return r, err
	}
	return r, invalid("a %s is not compared", cmp.Or(r.Kind, "text of no kind"))
}

// comparisonOf finds the comparison of two texts in either order. ErrNotFound.
func comparisonOf(ctx context.Context, q querier, left, right SideRef) (Comparison, error) {
	l, r := columnsOf(left).args(), columnsOf(right).args()
	c, err := scanComparison(q.QueryRowContext(ctx, `SELECT `+comparisonColumns+comparisonTables+`
		WHERE (c.left_brief IS ?1 AND c.left_revision IS ?2 AND c.left_note IS ?3 AND c.right_brief IS ?4 AND c.right_revision IS ?5 AND c.right_note IS ?6)
			OR (c.left_brief IS ?4 AND c.left_revision IS ?5 AND c.left_note IS ?6 AND c.right_brief IS ?1 AND c.right_revision IS ?2 AND c.right_note IS ?3)`,
		append(l, r...)...))
	return c, mapError(err)
}

// unstoredComparison is the comparison of two texts as it is before it is
// stored.
func unstoredComparison(ctx context.Context, q querier, left, right SideRef) (Comparison, error) {
	l, r := columnsOf(left), columnsOf(right)
	c, err := scanComparison(q.QueryRowContext(ctx, `SELECT `+comparisonColumns+` FROM (SELECT 0 AS id, '' AS uid,
			?1 AS left_brief, ?2 AS left_revision, ?3 AS left_note, ?4 AS right_brief, ?5 AS right_revision, ?6 AS right_note,
			'' AS view, 0 AS apart, '[]' AS lined_up, NULL AS opened_at, NULL AS created_at) c`+comparisonSides,
		append(l.args(), r.args()...)...))
	return c, mapError(err)
}

// insertComparison stores a comparison, with its ID when it has one, and tells
// of it.
func insertComparison(ctx context.Context, c *change, n Comparison) (int64, error) {
	lined, err := packLinedUp(n.LinedUp)
	if err != nil {
		return 0, err
	}
	l, r := columnsOf(n.Left), columnsOf(n.Right)
	id, err := insert(ctx, c.Tx, `INSERT INTO comparison (id, uid, left_brief, left_revision, left_note, right_brief, right_revision, right_note,
			view, apart, lined_up, opened_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		nullable(n.ID), n.UID, nullable(l.brief), nullable(l.revision), nullable(l.note), nullable(r.brief), nullable(r.revision), nullable(r.note),
		n.View, n.Apart, lined, n.OpenedAt.UnixMicro(), n.CreatedAt.UnixMicro())
	if err == nil {
		c.tell(ComparisonChanged{id})
	}
	return id, err
}

// Comparison returns one. ErrNotFound: also when one of its texts is in the
// trash.
func (l *Library) Comparison(ctx context.Context, id int64) (Comparison, error) {
	c, err := oneComparison(ctx, l.read, id, listedComparison)
	return c, doing("read comparison", err)
}

// findComparison also finds one of a text in the trash.
func findComparison(ctx context.Context, q querier, id int64) (Comparison, error) {
	return oneComparison(ctx, q, id, `true`)
}

func oneComparison(ctx context.Context, q querier, id int64, where string) (Comparison, error) {
	c, err := scanComparison(q.QueryRowContext(ctx, `SELECT `+comparisonColumns+comparisonTables+`WHERE c.id = ? AND `+where, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Comparison{}, notFound("comparison", id)
	}
	return c, mapError(err)
}

// Comparisons returns the comparisons that have the words in the titles of
// their texts (folded; "" for all), opened last first, and how many there are.
// Those of a text in the trash are left out. limit 0: 200. ErrInvalid: a
// negative page.
func (l *Library) Comparisons(ctx context.Context, text string, offset, limit int) (rows []Comparison, total int, err error) {
	const what = "list the comparisons"
	if offset < 0 || limit < 0 {
		return nil, 0, doing(what, invalid("no such page: %d, %d", offset, limit))
	}
	limit = cmp.Or(limit, pageOfComparisons)
	words := strings.Fields(Fold(text))
	err = eachRow(ctx, l.read, func(row scanner) error {
		c, err := scanComparison(row)
		if err != nil || !holdsWords(Fold(c.LeftTitle+"\n"+c.RightTitle), words) {
			return err
		}
		if total++; total > offset && len(rows) < limit {
			rows = append(rows, c)
		}
		return nil
	}, `SELECT `+comparisonColumns+comparisonTables+`WHERE `+listedComparison+` ORDER BY c.opened_at DESC, c.id DESC`)
	return rows, total, doing(what, err)
}

// UpdateComparison stores the order of the sides, View, Apart and LinedUp (of
// the sides in that order), and returns what they were. When nothing differs it
// writes nothing and tells nobody. ErrNotFound; ErrInvalid: other texts, an
// unknown view, a place before the text.
func (l *Library) UpdateComparison(ctx context.Context, c Comparison) (before Comparison, err error) {
	err = l.update(ctx, fmt.Sprintf("update comparison %d", c.ID), func(ch *change) error {
		if before, err = findComparison(ctx, ch, c.ID); err != nil {
			return err
		}
		if c, err = validComparison(c, before); err != nil || sameComparison(c, before) {
			return err
		}
		lined, err := packLinedUp(c.LinedUp)
		if err != nil {
			return err
		}
		l, r := columnsOf(c.Left), columnsOf(c.Right)
		ch.tell(ComparisonChanged{c.ID})
		_, err = ch.ExecContext(ctx, `UPDATE comparison SET left_brief = ?, left_revision = ?, left_note = ?, right_brief = ?, right_revision = ?, right_note = ?,
				view = ?, apart = ?, lined_up = ? WHERE id = ?`,
			nullable(l.brief), nullable(l.revision), nullable(l.note), nullable(r.brief), nullable(r.revision), nullable(r.note),
			c.View, c.Apart, lined, c.ID)
		return err
	})
	return before, err
}

func validComparison(c, before Comparison) (Comparison, error) {
	asWas := c.Left == before.Left && c.Right == before.Right
	swapped := c.Left == before.Right && c.Right == before.Left
	if !asWas && !swapped {
		return c, invalid("comparison %d is of other texts", c.ID)
	}
	if !slices.Contains([]string{"", "editions", "matters"}, c.View) {
		return c, invalid("there is no view %q of a comparison", c.View)
	}
	c.LinedUp = slices.Clone(c.LinedUp)
	slices.SortFunc(c.LinedUp, func(a, b LinedUp) int { return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right)) })
	for _, at := range c.LinedUp {
		if at.Left < 0 || at.Right < 0 {
			return c, invalid("no text has a place %d | %d", at.Left, at.Right)
		}
	}
	return c, nil
}

// sameComparison compares what UpdateComparison can change.
func sameComparison(a, b Comparison) bool {
	return a.Left == b.Left && a.View == b.View && a.Apart == b.Apart && slices.Equal(a.LinedUp, b.LinedUp)
}
