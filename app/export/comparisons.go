package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"sidelight/app/collate"
	"sidelight/db"
)

// ComparisonFile writes one comparison into one file, in the form that Vault
// writes, and merges it in the same way when the file is there. It is compared
// by its View. One that is not stored can be written too: it has no verdicts and
// no note. Errors: db.ErrNotFound when a text is gone; ErrForeign when the file
// is there and is not an export of this comparison.
func ComparisonFile(ctx context.Context, lib *db.Library, c db.Comparison, name string) (_ Report, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("export to %q: %w", name, err)
		}
	}()
	e := &exporter{lib: lib, handling: newHandling(db.TLPNone)}
	s, err := e.comparisonSource(ctx, c)
	if err != nil {
		return Report{}, err
	}
	return writeFile(name, s.comparison.UID, renderComparison(s, renderOptions{handling: e.handling}))
}

// ComparisonMarkdown gives one comparison as one plain document, without front
// matter and markers.
func ComparisonMarkdown(ctx context.Context, lib *db.Library, c db.Comparison) (string, error) {
	e := &exporter{lib: lib, handling: newHandling(db.TLPNone)}
	s, err := e.comparisonSource(ctx, c)
	if err != nil {
		return "", err
	}
	return renderComparison(s, renderOptions{handling: e.handling}).document(), nil
}

// comparisonSource holds both texts against each other and reads all that the
// export says of it.
func (e *exporter) comparisonSource(ctx context.Context, c db.Comparison) (s comparisonSource, err error) {
	if c.UID == "" {
		if c.UID, err = e.unstoredUID(ctx, c); err != nil {
			return s, err
		}
	}
	s.comparison = c
	if s.left, err = e.comparedSide(ctx, c.Left, c.LeftTitle, c.Right); err != nil {
		return s, err
	}
	if s.right, err = e.comparedSide(ctx, c.Right, c.RightTitle, c.Left); err != nil {
		return s, err
	}
	if s.result, err = collate.Compare(ctx, s.left.Side, s.right.Side, collate.Kind(c.View)); err != nil || c.ID == 0 {
		return s, err
	}
	if s.verdicts, err = e.lib.DifferenceVerdicts(ctx, c.ID); err != nil {
		return s, err
	}
	s.note, err = e.lib.ComparisonNote(ctx, c.ID)
	s.note = e.handling.noteOf(s.note)
	return s, err
}

// unstoredUID is the identity of a comparison that is not in the library, always
// the same for the same texts in the same order.
func (e *exporter) unstoredUID(ctx context.Context, c db.Comparison) (string, error) {
	name := "sidelight comparison"
	for _, ref := range []db.SideRef{c.Left, c.Right} {
		var uid string
		switch {
		case ref.Kind == db.KindNote:
			n, err := e.lib.Note(ctx, ref.ID)
			if err != nil {
				return "", err
			}
			uid = n.UID
		case ref.RevisionID != 0:
			r, err := e.lib.Revision(ctx, ref.RevisionID)
			if err != nil {
				return "", err
			}
			uid = r.UID
		default:
			b, err := e.lib.Brief(ctx, ref.ID)
			if err != nil {
				return "", err
			}
			uid = b.UID
		}
		name += " " + uid
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String(), nil
}

// comparedSide loads a text. Two editions of one brief are told apart by when
// they were imported.
func (e *exporter) comparedSide(ctx context.Context, ref db.SideRef, title string, other db.SideRef) (s comparedSide, err error) {
	if s.Side, err = collate.Load(ctx, e.lib, ref); err != nil {
		return s, err
	}
	s.name = cmp.Or(strings.TrimSpace(title), untitled)
	if ref.Kind == db.KindNote {
		err = e.nameNote(ctx, &s)
		return s, err
	}
	s.link = e.linkOf(e.briefLinks[ref.ID], title)
	if ref.RevisionID == 0 && (other.Kind != ref.Kind || other.ID != ref.ID) {
		return s, nil
	}
	edition := ref.RevisionID
	if edition == 0 {
		b, err := e.lib.Brief(ctx, ref.ID)
		if err != nil {
			return s, err
		}
		edition = b.RevisionID
	}
	r, err := e.lib.Revision(ctx, edition)
	imported := ", imported " + r.ImportedAt.Format("2006-01-02")
	s.name, s.link = s.name+imported, s.link+imported
	return s, err
}

// nameNote names a note and links to its page: that of a free note, or else of
// what it is about, by which it is told then.
func (e *exporter) nameNote(ctx context.Context, s *comparedSide) error {
	n, err := e.lib.Note(ctx, s.Ref.ID)
	if err != nil {
		return err
	}
	const about = "Note about "
	switch {
	case n.BriefID != 0:
		b, err := e.lib.Brief(ctx, n.BriefID)
		s.name, s.link = about+b.Title, about+e.linkOf(e.briefLinks[b.ID], b.Title)
		return err
	case n.ActorID != 0:
		a, err := e.lib.Actor(ctx, n.ActorID)
		s.name, s.link = about+a.Name, about+e.linkOf(e.actorLinks[a.ID], a.Name)
		return err
	}
	s.link = e.linkOf(e.links[n.UID], s.name)
	return nil
}

// linkOf links to a file of the vault, or names what has none there. Where there
// is no vault, the link is to the name that the file would have.
func (e *exporter) linkOf(file, title string) string {
	if e.paths == nil {
		file = FileName(title)
	}
	if file == "" {
		return heading(title)
	}
	return linkTo(file, title)
}

// readComparisons reads all comparisons that lists know, the oldest first.
func (e *exporter) readComparisons(ctx context.Context) error {
	for {
		some, total, err := e.lib.Comparisons(ctx, "", len(e.comparisons), 0)
		if err != nil {
			return err
		}
		e.comparisons = append(e.comparisons, some...)
		if len(some) == 0 || len(e.comparisons) >= total {
			break
		}
	}
	slices.SortFunc(e.comparisons, func(a, b db.Comparison) int { return cmp.Compare(a.UID, b.UID) })
	e.comparisons = slices.CompactFunc(e.comparisons, func(a, b db.Comparison) bool { return a.UID == b.UID })
	return nil
}

// chooseComparisons gives the comparisons that are named, and those of which
// the analyst made something, with the whole library or where both texts are
// among the briefs.
func (e *exporter) chooseComparisons(ctx context.Context, o Options) ([]db.Comparison, error) {
	chosen := func(r db.SideRef) bool {
		return len(o.Briefs) == 0 || r.Kind == db.KindBrief && slices.Contains(o.Briefs, r.ID)
	}
	missing := slices.Clone(o.Comparisons)
	var all []db.Comparison
	for _, c := range e.comparisons {
		take := slices.Contains(o.Comparisons, c.ID)
		missing = slices.DeleteFunc(missing, func(id int64) bool { return id == c.ID })
		if !take && chosen(c.Left) && chosen(c.Right) {
			n, err := e.lib.ComparisonNote(ctx, c.ID)
			if err != nil {
				return nil, err
			}
			take = c.Kept > 0 || strings.TrimSpace(n.Body) != ""
		}
		switch {
		case !take:
		case e.handling.passes(c.TLP):
			all = append(all, c)
		default:
			e.handling.left[c.TLP]++
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("%w: comparison %d", db.ErrNotFound, missing[0])
	}
	return all, nil
}
