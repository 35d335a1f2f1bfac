package collate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// kindPlace is the kind of actor that is a place.
const kindPlace = "place"

// kindMilitary is the kind of actor that other texts call "the army" as well.
const kindMilitary = "military"

// feature is one thing a passage has that another may have too.
type feature struct {
	rule ReasonRule
	key  string
}

// held is a feature of a passage, by its number in the glossary, and where it
// stands.
type held struct {
	id int32
	at span.Span
}

// passage is a block or a sentence with what it has.
type passage struct {
	span.Span
	block   int    // of a sentence: the block that it stands in
	has     []held // in the order of their numbers, each once
	figures []figure
	words   []word // of a sentence
	terms   []Term
}

// prose is a side cut into the blocks that say something, and those into
// sentences.
type prose struct {
	Side
	blocks, sentences []passage
	summary           []bool    // of each block: it sums up what stands elsewhere
	unrecorded        []Mention // names that no actor bears; see Compare
}

// glossary numbers the features of two texts.
type glossary struct {
	ids      map[feature]int32
	features []feature
	names    map[string]bool // stems that are written with a capital only
	general  map[int32]bool  // words that any text may have
}

func (g *glossary) id(f feature) int32 {
	id, ok := g.ids[f]
	if !ok {
		id = int32(len(g.features))
		g.ids[f] = id
		g.features = append(g.features, f)
	}
	return id
}

// readBoth cuts up two sides and finds what their passages have.
func readBoth(left, right Side) (l, r prose, g *glossary) {
	l, r = cut(left), cut(right)
	g = &glossary{ids: map[feature]int32{}, names: namesIn(l, r), general: map[int32]bool{}}
	g.read(&l)
	g.read(&r)
	return l, r, g
}

// cut parts a side into blocks and sentences.
func cut(s Side) prose {
	p := prose{Side: s}
	for _, b := range s.Blocks {
		if !isRunning(b.Kind) {
			continue
		}
		n := len(p.sentences)
		for _, sentence := range reading.Sentences(s.Text[b.Start:b.End]) {
			at := span.Span{Start: b.Start + sentence.Start, End: b.Start + sentence.End}
			if words := wordsIn(s.Text, at); len(words) > 0 {
				p.sentences = append(p.sentences, passage{Span: at, block: len(p.blocks), words: words})
			}
		}
		if len(p.sentences) > n {
			p.blocks = append(p.blocks, passage{Span: span.Span{Start: b.Start, End: b.End}})
			p.summary = append(p.summary, b.Section == db.SectionSummary)
		}
	}
	return p
}

// namesIn are the words that either text writes with a capital inside of a
// sentence and none ever writes small.
func namesIn(all ...prose) map[string]bool {
	names := map[string]bool{}
	for _, small := range []bool{false, true} {
		for _, p := range all {
			for _, s := range p.sentences {
				for _, w := range s.words {
					if small && !w.upper {
						delete(names, w.stem)
					} else if !small && w.capital {
						names[w.stem] = true
					}
				}
			}
		}
	}
	return names
}

// read finds what the sentences of a text have, and so its blocks.
func (g *glossary) read(p *prose) {
	mentions := newCursor(p.Mentions, func(m Mention) span.Span { return m.Span })
	days := newCursor(p.Days, func(d Day) span.Span { return d.Span })
	citations := newCursor(p.Citations, citationSpan)
	terms := newCursor(p.Terms, func(t Term) span.Span { return t.Span })
	for i := range p.sentences {
		s := &p.sentences[i]
		var taken []span.Span // words that stand for something else already
		have := map[int32]span.Span{}
		add := func(f feature, at span.Span) {
			id := g.id(f)
			if _, ok := have[id]; !ok {
				have[id] = at
			}
		}
		for _, m := range mentions.within(s.Span) {
			rule := SharedActor
			if m.Kind == kindPlace {
				rule = SharedPlace
			}
			add(feature{rule, m.key()}, m.Span)
			if m.Kind == kindMilitary {
				add(feature{SharedWord, kindMilitary}, m.Span)
			}
			taken = append(taken, m.Span)
		}
		for _, d := range days.within(s.Span) {
			taken = append(taken, d.Span)
			if d.Earliest != "" && d.Earliest == d.Latest {
				add(feature{SharedDate, d.Earliest}, d.Span)
			}
		}
		for _, c := range citations.within(s.Span) {
			if key := sourceKey(c); key != "" {
				add(feature{SharedSource, key}, citationSpan(c))
			}
			taken = append(taken, groupSpan(c))
		}
		s.terms = terms.within(s.Span)
		for _, t := range s.terms {
			taken = append(taken, t.Span)
			if t.Confidence != "" {
				add(feature{SharedWord, "confidence"}, t.Span) // few judgements say how sure they are
			}
		}
		s.terms = append(s.terms, possible(p.Text, *s)...)
		free := outside(taken)
		for _, f := range figuresIn(p.Text, *s) {
			if !free(f.Number) {
				continue
			}
			s.figures = append(s.figures, f)
			for _, key := range f.keys() {
				add(feature{SharedNumber, key}, f.Whole)
			}
		}
		free = outside(taken)
		for _, w := range s.words {
			if w.common || !free(w.Span) || w.stem == "" || '0' <= w.stem[0] && w.stem[0] <= '9' {
				continue
			}
			if _, isNumber := number(w.Of(p.Text)); isNumber {
				continue
			}
			if g.names[w.stem] {
				add(feature{SharedPlace, nameStem(w.stem)}, w.Span) // most often of a place; people and groups are actors
			} else {
				add(feature{SharedWord, w.stem}, w.Span)
				if w.general {
					g.general[g.ids[feature{SharedWord, w.stem}]] = true
				}
			}
		}
		s.has = sortedHeld(have)
	}
	for i := range p.blocks {
		have := map[int32]span.Span{}
		from, to := p.sentenceRange(i)
		for _, s := range p.sentences[from:to] {
			for _, h := range s.has {
				if _, ok := have[h.id]; !ok {
					have[h.id] = h.at
				}
			}
		}
		p.blocks[i].has = sortedHeld(have)
	}
}

// outside tells of places that come in the order of the text whether they lie
// outside of all spans.
func outside(spans []span.Span) func(at span.Span) bool {
	slices.SortFunc(spans, func(x, y span.Span) int { return cmp.Compare(x.Start, y.Start) })
	next, end := 0, 0 // of those that begin before a place, and how far they reach
	return func(at span.Span) bool {
		for next < len(spans) && spans[next].Start < at.End {
			end = max(end, spans[next].End)
			next++
		}
		return end <= at.Start
	}
}

func sortedHeld(have map[int32]span.Span) []held {
	all := make([]held, 0, len(have))
	for id, at := range have {
		all = append(all, held{id, at})
	}
	slices.SortFunc(all, func(x, y held) int { return cmp.Compare(x.id, y.id) })
	return all
}

// sentenceRange are the sentences of a block, by their index.
func (p prose) sentenceRange(block int) (from, to int) {
	by := func(s passage, b int) int { return cmp.Compare(s.block, b) }
	from, _ = slices.BinarySearchFunc(p.sentences, block, by)
	to, _ = slices.BinarySearchFunc(p.sentences, block+1, by)
	return from, to
}

// mostSentences bounds the sentences of a block that are held against others.
const mostSentences = 200

// compared are the sentences of a block that are held against others, by their
// index.
func (p prose) compared(block int) (from, to int) {
	from, to = p.sentenceRange(block)
	return from, min(to, from+mostSentences)
}

// blocksIn are the blocks that have something in a part of the text, by their
// index.
func (p prose) blocksIn(part span.Span) (from, to int) {
	from, _ = slices.BinarySearchFunc(p.blocks, part.Start+1, func(b passage, at int) int { return cmp.Compare(b.End, at) })
	for to = from; to < len(p.blocks) && p.blocks[to].Start < part.End; to++ {
	}
	return from, to
}

// told is a feature in the words of the text, an actor and a day by its own
// name.
func (p prose) told(f feature, at span.Span) string {
	switch f.rule {
	case SharedDate:
		return f.key
	case SharedActor, SharedPlace:
		if i, ok := slices.BinarySearchFunc(p.Mentions, at, func(m Mention, at span.Span) int {
			return cmp.Or(cmp.Compare(m.Start, at.Start), cmp.Compare(m.End, at.End))
		}); ok {
			return p.Mentions[i].Name
		}
	case SharedSource:
		for _, c := range p.Citations {
			if citationSpan(c) == at {
				return cmp.Or(c.Source, c.Outlet, c.Handle)
			}
		}
	}
	return at.Of(p.Text)
}

// key is the same for mentions of one actor.
func (m Mention) key() string {
	if m.ActorID != 0 {
		return strconv.FormatInt(m.ActorID, 10)
	}
	return "0 " + db.Fold(m.Name)
}

// sourceKey is the same for the same source in both texts.
func sourceKey(c db.Citation) string {
	if c.SourceID != 0 {
		return strconv.FormatInt(c.SourceID, 10)
	}
	return strings.TrimSpace(db.Fold(cmp.Or(c.Outlet, c.Source, c.Handle)))
}

// cursor finds what lies within passages that come in the order of the text.
type cursor[T any] struct {
	all  []T
	at   func(T) span.Span
	next int
}

func newCursor[T any](all []T, at func(T) span.Span) *cursor[T] { return &cursor[T]{all: all, at: at} }

// within returns what lies in a passage that begins no earlier than the one
// before.
func (c *cursor[T]) within(part span.Span) []T {
	for c.next < len(c.all) && c.at(c.all[c.next]).Start < part.Start {
		c.next++
	}
	var found []T
	for i := c.next; i < len(c.all) && c.at(c.all[i]).Start < part.End; i++ {
		if c.at(c.all[i]).End <= part.End {
			found = append(found, c.all[i])
		}
	}
	return found
}
