package e2e

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Number reads the n-th word of an event, from 0 for its name, as a number.
func Number(event string, n int) (int, error) {
	words := strings.Fields(event)
	if n >= len(words) {
		return 0, fmt.Errorf("event %q has no word %d", event, n)
	}
	value, err := strconv.Atoi(words[n])
	if err != nil {
		return 0, fmt.Errorf("event %q: %w", event, err)
	}
	return value, nil
}

// Do presses the keys and waits for an event that begins with one of the
// words; only events after the key press count.
func (p *Program) Do(ctx context.Context, keys string, words ...string) (string, error) {
	p.Forget()
	if err := p.Press(ctx, keys); err != nil {
		return "", err
	}
	return p.Wait(ctx, words...)
}

// ClickFor clicks a named control and waits for an event that begins with
// one of the words.
func (p *Program) ClickFor(ctx context.Context, name string, words ...string) (string, error) {
	r, err := p.WaitAt(ctx, name)
	if err != nil {
		return "", err
	}
	p.Forget()
	x, y := r.Middle()
	if err := p.ClickAt(ctx, x, y); err != nil {
		return "", err
	}
	return p.Wait(ctx, words...)
}

// Fill replaces what stands in a named field.
func (p *Program) Fill(ctx context.Context, field, text string) error {
	if err := p.Click(ctx, field); err != nil {
		return err
	}
	if err := p.Press(ctx, "ctrl+a"); err != nil {
		return err
	}
	return p.Paste(ctx, text)
}

// Select selects the words of the brief in view whose canonical text is
// given, as a person does who wants whole words: a double click on the first
// of them, dragged to the last. It returns the bytes that the program says
// were selected. The words must stand once in the text.
func (p *Program) Select(ctx context.Context, text, words string) (start, end int, err error) {
	at := strings.Index(text, words)
	if at < 0 || strings.Count(text, words) != 1 {
		return 0, 0, fmt.Errorf("the words %q stand %d times in the text", words, strings.Count(text, words))
	}
	// Letters differ in width, so the hand aims at the middle of a word.
	first, _, _ := strings.Cut(words, " ")
	last := words[strings.LastIndexByte(words, ' ')+1:]
	fromX, fromY, err := p.point(at + len(first)/2)
	if err != nil {
		return 0, 0, err
	}
	toX, toY, err := p.point(at + len(words) - (len(last)+1)/2)
	if err != nil {
		return 0, 0, err
	}
	// On a machine under load the second press can come too late to make a
	// double click; a person tries again.
	for try := 1; ; try++ {
		p.Forget()
		if err := p.DragWords(ctx, fromX, fromY, toX, toY); err != nil {
			return 0, 0, err
		}
		start, end, err = p.settledSelection(ctx)
		if err != nil || try == 5 || start == at && end == at+len(words) {
			return start, end, err
		}
	}
}

// settledSelection waits until the selection has come to rest and returns it.
func (p *Program) settledSelection(ctx context.Context) (start, end int, err error) {
	if _, err := p.Wait(ctx, "selection"); err != nil {
		return 0, 0, err
	}
	if _, err := p.Wait(ctx, "settled"); err != nil {
		return 0, 0, err
	}
	all := p.Events("selection")
	last := all[len(all)-1]
	if start, err = Number(last, 1); err == nil {
		end, err = Number(last, 2)
	}
	return start, end, err
}

// point is where a byte of the text stands in the window, by proportion
// within its line.
func (p *Program) point(offset int) (x, y int, err error) {
	for _, l := range p.Lines() {
		if l.Start <= offset && offset <= l.End && l.End > l.Start {
			return l.X + l.W*(offset-l.Start)/(l.End-l.Start), l.Y + l.H/2, nil
		}
	}
	return 0, 0, fmt.Errorf("byte %d of the text is not in view", offset)
}

// ClickText clicks on a byte of the brief's text.
func (p *Program) ClickText(ctx context.Context, offset int) error {
	x, y, err := p.point(offset)
	if err != nil {
		return err
	}
	return p.ClickAt(ctx, x, y)
}
