package diff

import (
	"context"

	"sidelight/app/span"
)

// Step says where words of the old text stand in the new one. Where they are
// the Same, and where as many words took their place, a step is one word;
// otherwise it is a run of words, and New is empty where they went.
type Step struct {
	Old, New span.Span
	Same     bool
}

// Trace follows the words of the old text into the new one, through moved
// blocks too, in the order of the old text and without the tidying of Texts:
// made for places, not for readers. Words of blocks that went have no step.
// Blocks are as for Texts. ctx.Err() when ctx ends first.
func Trace(ctx context.Context, old, new string, oldBlocks, newBlocks []span.Span) ([]Step, error) {
	words := newVocabulary()
	a := words.read(old, oldBlocks)
	b := words.read(new, newBlocks)
	matches, err := match(ctx, a, b)
	if err != nil {
		return nil, err
	}
	t := tracer{a: a, b: b, steps: make([]Step, 0, len(a.tokens))}
	for _, m := range joinCut(a, b, matches) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.blocks(a.tokensOf(m.old, m.oldEnd), b.tokensOf(m.new, m.newEnd))
	}
	return t.steps, nil
}

type tracer struct {
	a, b  *text
	steps []Step
}

// blocks follows the words of blocks that belong together.
func (t *tracer) blocks(from, to run) {
	var edits []edit
	comparison{t.a, t.b, &edits}.runs(from, to)
	for _, e := range append(edits, edit{run{from.to, from.to}, run{to.to, to.to}}) {
		t.words(run{from.from, e.old.from}, run{to.from, e.new.from}, true)
		switch {
		case e.old.len() == e.new.len():
			t.words(e.old, e.new, false)
		case e.old.len() > 0:
			t.steps = append(t.steps, Step{Old: t.a.spanOf(e.old), New: t.b.spanOf(e.new)})
		}
		from.from, to.from = e.old.to, e.new.to
	}
}

// words adds a step for each word of two runs of one length.
func (t *tracer) words(from, to run, same bool) {
	for k := range from.len() {
		x, y := t.a.tokens[from.from+k], t.b.tokens[to.from+k]
		t.steps = append(t.steps, Step{span.Span{Start: int(x.start), End: int(x.end)}, span.Span{Start: int(y.start), End: int(y.end)}, same})
	}
}
