package batch

import (
	"context"
	"fmt"

	"sidelight/app/collate/diff"
	"sidelight/app/near"
	"sidelight/db"
)

const (
	// leastAlike is the part of two texts that is the same when they count as
	// nearly the same: a report and its reprint under another title.
	leastAlike = 0.75
	// leastSketched is from which estimate two texts are looked at at all. The
	// estimate counts runs of three words over both texts, and is far lower
	// than the part that is shared: 0.75 of the words in long passages is 0.5.
	leastSketched = 0.3
	// looked bounds how many candidates are held against a text word by word.
	looked = 5
	// sketchedAtOnce is how many texts are sketched in one transaction.
	sketchedAtOnce = 500
)

// nearTexts are the sketches of all texts of a library.
type nearTexts struct {
	lib   *db.Library
	known []sketched
}

type sketched struct {
	brief, revision int64
	sketch          near.Sketch
}

// readNear reads the sketches of a library, and makes those that are missing.
func readNear(ctx context.Context, lib *db.Library) (*nearTexts, error) {
	n := &nearTexts{lib: lib}
	for after := int64(0); ; {
		texts, err := lib.Unsketched(ctx, near.Rules, after, sketchedAtOnce)
		if err != nil {
			return nil, err
		}
		if len(texts) == 0 {
			break
		}
		made := make([]db.TextSketch, len(texts))
		for i, t := range texts {
			made[i] = db.TextSketch{BriefID: t.BriefID, RevisionID: t.RevisionID, Bytes: near.Of(t.Text).Bytes()}
		}
		after = texts[len(texts)-1].BriefID
		if err := lib.KeepSketches(ctx, near.Rules, made); err != nil {
			return nil, err
		}
	}
	kept, err := lib.Sketches(ctx, near.Rules)
	n.take(kept)
	return n, err
}

func (n *nearTexts) take(all []db.TextSketch) {
	for _, t := range all {
		if s, ok := near.Parse(t.Bytes); ok {
			n.known = append(n.known, sketched{t.BriefID, t.RevisionID, s})
		}
	}
}

// add makes a text known that was stored just now.
func (n *nearTexts) add(ctx context.Context, b db.Brief, text string) error {
	s := near.Of(text)
	n.known = append(n.known, sketched{b.ID, b.RevisionID, s})
	return n.lib.KeepSketches(ctx, near.Rules, []db.TextSketch{{BriefID: b.ID, RevisionID: b.RevisionID, Bytes: s.Bytes()}})
}

// nearest finds the brief whose text is most like this one; alike is 0 when
// none is nearly the same.
func (n *nearTexts) nearest(ctx context.Context, text string) (known db.Brief, alike float64, err error) {
	s := near.Of(text)
	var best [looked]struct {
		sketched
		estimate float64
	}
	for _, k := range n.known {
		e := near.Alike(s, k.sketch)
		if e < leastSketched || e <= best[looked-1].estimate {
			continue
		}
		at := looked - 1
		for ; at > 0 && best[at-1].estimate < e; at-- {
			best[at] = best[at-1]
		}
		best[at].sketched, best[at].estimate = k, e
	}
	for _, c := range best {
		if c.estimate == 0 {
			break
		}
		r, err := n.lib.Revision(ctx, c.revision)
		if err != nil {
			return db.Brief{}, 0, fmt.Errorf("hold a text against brief %d: %w", c.brief, err)
		}
		shared, err := diff.Alike(ctx, r.Text, text)
		if err != nil {
			return db.Brief{}, 0, err
		}
		if shared >= leastAlike && shared > alike {
			b, err := n.lib.Brief(ctx, c.brief)
			if err != nil {
				return db.Brief{}, 0, err
			}
			known, alike = b, shared
		}
	}
	return known, alike, nil
}
