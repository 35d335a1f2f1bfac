package db

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// underlines are the ways in which a highlight's line can be drawn, so that
// labels differ by more than their colour.
var underlines = []string{"solid", "double", "dashed", "dotted", "thick"}

// defaultLabels are those of a new library.
var defaultLabels = []Label{
	{Name: "Fact", Key: "1", Letter: "F", Colour: "fact", Underline: "solid"},
	{Name: "Judgement", Key: "2", Letter: "J", Colour: "judgement", Underline: "double"},
	{Name: "Assumption", Key: "3", Letter: "A", Colour: "assumption", Underline: "dashed"},
	{Name: "Gap", Key: "4", Letter: "G", Colour: "gap", Underline: "dotted"},
	{Name: "Question", Key: "5", Letter: "Q", Colour: "question", Underline: "thick"},
}

func addDefaultLabels(ctx context.Context, tx *sql.Tx) error {
	for i, label := range defaultLabels {
		label.Position = i + 1
		if _, err := insertLabel(ctx, tx, label); err != nil {
			return err
		}
	}
	return nil
}

const labelColumns = `id, uid, name, key, letter, colour, underline, position`

func scanLabel(row scanner) (Label, error) {
	var v Label
	err := row.Scan(&v.ID, &v.UID, &v.Name, &v.Key, &v.Letter, &v.Colour, &v.Underline, &v.Position)
	return v, err
}

// Labels returns every label by position.
func (l *Library) Labels(ctx context.Context) ([]Label, error) {
	labels, err := collect(ctx, l.read, scanLabel, `SELECT `+labelColumns+` FROM label ORDER BY position, id`)
	return labels, doing("list labels", err)
}

// AddLabel stores a new label and returns it. Without a position it comes
// last; without a letter it has the first of its name. ErrExists: another
// label has the name or the key. ErrInvalid: no name, a key that is not "1" to
// "9" or "", an unknown underline.
func (l *Library) AddLabel(ctx context.Context, label Label) (Label, error) {
	var added Label
	err := l.update(ctx, fmt.Sprintf("add label %q", label.Name), func(c *change) error {
		label, err := validLabel(label)
		if err != nil {
			return err
		}
		if label.Position == 0 {
			err := c.QueryRowContext(ctx, `SELECT coalesce(max(position), 0) + 1 FROM label`).Scan(&label.Position)
			if err != nil {
				return err
			}
		}
		if added, err = insertLabel(ctx, c.Tx, label); err != nil {
			return err
		}
		c.tell(LabelChanged{added.ID})
		return nil
	})
	return added, err
}

func insertLabel(ctx context.Context, tx *sql.Tx, label Label) (_ Label, err error) {
	if label.UID, err = newUID(); err != nil {
		return Label{}, err
	}
	label.ID, err = insert(ctx, tx, `INSERT INTO label (uid, name, name_key, key, letter, colour, underline, position)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		label.UID, label.Name, foldKey(label.Name), label.Key, label.Letter, label.Colour, label.Underline, label.Position)
	if err != nil {
		return Label{}, err
	}
	return label, nil
}

// UpdateLabel stores all fields of the label with this id, but for its uid.
// Errors as AddLabel, and ErrNotFound.
func (l *Library) UpdateLabel(ctx context.Context, label Label) error {
	return l.update(ctx, fmt.Sprintf("update label %d", label.ID), func(c *change) error {
		label, err := validLabel(label)
		if err != nil {
			return err
		}
		err = changedRow(ctx, c, "label", label.ID, `UPDATE label SET name = ?, name_key = ?, key = ?, letter = ?, colour = ?, underline = ?, position = ? WHERE id = ?`,
			label.Name, foldKey(label.Name), label.Key, label.Letter, label.Colour, label.Underline, label.Position, label.ID)
		if err != nil {
			return err
		}
		c.tell(LabelChanged{label.ID})
		return nil
	})
}

// DeleteLabel deletes a label for good. Annotations keep their passage and
// note, and have no label then. ErrNotFound.
func (l *Library) DeleteLabel(ctx context.Context, id int64) error {
	return l.update(ctx, fmt.Sprintf("delete label %d", id), func(c *change) error {
		if err := changedRow(ctx, c, "label", id, `DELETE FROM label WHERE id = ?`, id); err != nil {
			return err
		}
		c.tell(LabelChanged{id})
		return nil
	})
}

func validLabel(label Label) (Label, error) {
	label.Name = strings.TrimSpace(label.Name)
	if label.Name == "" {
		return label, invalid("a label needs a name")
	}
	if label.Key != "" && (len(label.Key) != 1 || label.Key < "1" || label.Key > "9") {
		return label, invalid("the key of a label is 1 to 9, not %q", label.Key)
	}
	if label.Underline == "" {
		label.Underline = underlines[0]
	}
	if !slices.Contains(underlines, label.Underline) {
		return label, invalid("no such underline: %q", label.Underline)
	}
	if label.Letter == "" {
		label.Letter = string(unicode.ToUpper([]rune(label.Name)[0]))
	}
	return label, nil
}
