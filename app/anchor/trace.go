package anchor

import (
	"context"
	"sort"
	"strings"

	"sidelight/app/collate/diff"
	"sidelight/app/span"
)

// trace compares two editions word by word, both folded. The spans of the steps
// are of runes.
func trace(ctx context.Context, old, new Edition, oldEven, newEven even) ([]diff.Step, error) {
	a, b := newPlain(oldEven), newPlain(newEven)
	steps, err := diff.Trace(ctx, a.text, b.text, a.blocks(old, oldEven), b.blocks(new, newEven))
	if err != nil {
		return nil, err
	}
	for i, s := range steps {
		steps[i].Old, steps[i].New = a.runes(s.Old), b.runes(s.New)
	}
	return steps, nil
}

// plainText is a folded text as a string.
type plainText struct {
	text string
	at   []int32 // the byte at which each rune begins, and the end
}

func newPlain(e even) plainText {
	p := plainText{text: string(e.runes), at: make([]int32, 0, len(e.runes)+1)}
	for i := range p.text {
		p.at = append(p.at, int32(i))
	}
	p.at = append(p.at, int32(len(p.text)))
	return p
}

func (p plainText) runes(s span.Span) span.Span {
	return even{at: p.at}.of(s)
}

// blocks are the blocks of an edition as spans of its folded text.
func (p plainText) blocks(of Edition, e even) []span.Span {
	blocks := of.Blocks
	if len(blocks) == 0 {
		blocks = lines(of.Text)
	}
	folded := make([]span.Span, len(blocks))
	for i, b := range blocks {
		folded[i] = even{at: p.at}.raw(e.of(narrow(of.Text, b)))
	}
	return folded
}

func lines(text string) []span.Span {
	var all []span.Span
	start := 0
	for line := range strings.Lines(text) {
		all = append(all, span.Span{Start: start, End: start + len(line)})
		start += len(line)
	}
	return all
}

// traced is where the words of a passage went: from where its first word went,
// or what took its place, to where its last one did. Empty: they went away.
func (f *follower) traced(s span.Span) span.Span {
	steps := f.touched(s)
	if len(steps) == 0 {
		return span.Span{}
	}
	at := span.Span{Start: -1}
	for _, step := range steps {
		if step.New.Empty() {
			continue
		}
		from, to := step.New.Start, step.New.End
		if step.Same {
			from += max(0, s.Start-step.Old.Start)
			to -= max(0, step.Old.End-s.End)
		}
		if at.Start < 0 {
			at = span.Span{Start: from, End: to}
		}
		at.Start, at.End = min(at.Start, from), max(at.End, to)
	}
	return at
}

// touched are the steps that share a rune with the passage.
func (f *follower) touched(s span.Span) []diff.Step {
	from := sort.Search(len(f.steps), func(i int) bool { return f.steps[i].Old.End > s.Start })
	to := from
	for to < len(f.steps) && f.steps[to].Old.Start < s.End {
		to++
	}
	return f.steps[from:to]
}

// would is where a passage that is gone would stand: after what stood before it.
func (f *follower) would(s span.Span) span.Span {
	i := sort.Search(len(f.steps), func(i int) bool { return f.steps[i].Old.End > s.Start })
	if i == 0 {
		return span.Span{}
	}
	at := f.steps[i-1].New.End
	return span.Span{Start: at, End: at}
}
