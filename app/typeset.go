package app

import (
	"context"
	"sync"

	"sidelight/widgets/reader"
	"sidelight/widgets/textlayout"
)

// typeset prepares briefs for the reader. The shaper under it is made once,
// at the first brief, beside the drawing goroutine.
type typeset struct {
	session *session
	shaper  func() (*textlayout.Shaper, error)
}

func newTypeset(s *session) *typeset {
	return &typeset{session: s, shaper: sync.OnceValues(reader.NewShaper)}
}

// TextSize implements typography.
func (t *typeset) TextSize() float32 { return t.session.TextSize }

// Sans implements typography.
func (t *typeset) Sans() bool { return t.session.Sans }

// Prepare implements typography. It is called off the drawing goroutine.
func (t *typeset) Prepare(ctx context.Context, doc textlayout.Document) (*textlayout.Prepared, error) {
	shaper, err := t.shaper()
	if err != nil {
		return nil, err
	}
	return textlayout.Prepare(ctx, doc, shaper)
}
