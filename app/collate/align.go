package collate

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"sidelight/app/span"
)

// How much a thing weighs in the likeness of two passages before its rarity: a
// day or a number in common says more than a word.
var ruleWeights = map[ReasonRule]float64{SharedActor: 1.1, SharedPlace: 1.2, SharedDate: 1.4, SharedNumber: 1.3, SharedSource: 0.8, SharedWord: 1}

const (
	leastScore    = 0.08 // for two blocks to belong together
	leastSentence = 0.08 // for two sentences
	nearBest      = 0.6  // a passage may belong to several that are nearly as good as the best
	leastReasons  = 2    // one word in common is chance
	mostReasons   = 8    // told
	// ofSentences is how much of the likeness of their most alike sentences two
	// blocks have: a sentence is soon alike.
	ofSentences = 0.6
	// generalWeight is what a word weighs that any text may have, and countWeight
	// what it does that both count the same, whatever the numbers, if it is not
	// the dead or their like.
	generalWeight = 0.8
	countWeight   = 0.7
	// unsaid stands for what a passage does not say: in a sentence of four words
	// one in common is less than half of it.
	unsaid = 8.0
)

// weights say how telling each thing is between two texts: what stands in
// every passage tells nothing.
type weights []float64

func weigh(g *glossary, left, right prose) weights {
	count := make([]int, len(g.features))
	for _, side := range []prose{left, right} {
		for _, b := range side.blocks {
			for _, h := range b.has {
				count[h.id]++
			}
		}
	}
	n := float64(len(left.blocks) + len(right.blocks))
	w := make(weights, len(g.features))
	for id, f := range g.features {
		weight := ruleWeights[f.rule]
		switch {
		case g.general[int32(id)]:
			weight = generalWeight
		case f.rule == SharedNumber && strings.HasPrefix(f.key, countOf) && !countedActions[f.thing()]:
			weight = countWeight
		}
		w[id] = weight * math.Log(1+n/float64(max(1, count[id])))
	}
	return w
}

// length is the length of a passage as a vector of its features.
func (w weights) length(p passage) float64 {
	sum := float64(unsaid)
	for _, h := range p.has {
		sum += w[h.id] * w[h.id]
	}
	return math.Sqrt(sum)
}

func (w weights) lengths(all []passage) []float64 {
	lengths := make([]float64, len(all))
	for i, p := range all {
		lengths[i] = w.length(p)
	}
	return lengths
}

// dot is what two passages share, and how many things that is.
func (w weights) dot(l, r passage) (sum float64, shared int) {
	for i, j := 0, 0; i < len(l.has) && j < len(r.has); {
		switch x, y := l.has[i].id, r.has[j].id; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += w[x] * w[x]
			shared++
			i, j = i+1, j+1
		}
	}
	return sum, shared
}

// matched are two passages that are alike, by their index.
type matched struct {
	left, right int
	score       float64
}

// aligner holds two texts against each other.
type aligner struct {
	left, right prose
	glossary    *glossary
	w           weights
	// lengths of the sentences, see weights.length
	leftLengths, rightLengths []float64
}

// pairing is two blocks that belong together.
type pairing struct {
	Aligned
	left, right int       // the blocks
	inside      []matched // all sentences of them that are alike
	best        []matched // of those the ones that belong together, as told in Sentences
}

func newAligner(left, right Side) aligner {
	l, r, g := readBoth(left, right)
	a := aligner{left: l, right: r, glossary: g, w: weigh(g, l, r)}
	a.leftLengths, a.rightLengths = a.w.lengths(l.sentences), a.w.lengths(r.sentences)
	return a
}

// align finds the blocks of two texts that belong together, and within them
// the sentences.
func (a aligner) align(ctx context.Context) ([]pairing, error) {
	blocks, err := a.alike(ctx, a.left.blocks, a.right.blocks, leastScore/2)
	if err != nil {
		return nil, err
	}
	return a.together(ctx, blocks)
}

// inside finds the sentences of two blocks that are alike.
func (a aligner) inside(left, right int) []matched {
	var all []matched
	lFrom, lTo := a.left.compared(left)
	rFrom, rTo := a.right.compared(right)
	for i := lFrom; i < lTo; i++ {
		for j := rFrom; j < rTo; j++ {
			dot, shared := a.w.dot(a.left.sentences[i], a.right.sentences[j])
			if score := dot / (a.leftLengths[i] * a.rightLengths[j]); score >= leastSentence && shared >= leastReasons {
				all = append(all, matched{i, j, score})
			}
		}
	}
	return all
}

// mostWith is in how many passages a thing may stand to tell which are worth a
// look.
const mostWith = 400

// alike finds the passages that are alike enough.
func (a aligner) alike(ctx context.Context, left, right []passage, least float64) ([]matched, error) {
	la, lb := a.w.lengths(left), a.w.lengths(right)
	with := make([][]int32, len(a.w)) // passages on the right
	for j, p := range right {
		for _, h := range p.has {
			with[h.id] = append(with[h.id], int32(j))
		}
	}
	var all []matched
	seen := make([]int, len(right)) // by which passage on the left, from 1
	for i, p := range left {
		if i%32 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, h := range p.has {
			if len(with[h.id]) > mostWith {
				continue
			}
			for _, j := range with[h.id] {
				if seen[j] == i+1 {
					continue
				}
				seen[j] = i + 1
				dot, shared := a.w.dot(p, right[j])
				if score := dot / (la[i] * lb[j]); score >= least && shared >= leastReasons {
					all = append(all, matched{i, int(j), score})
				}
			}
		}
	}
	slices.SortFunc(all, func(x, y matched) int { return cmp.Or(cmp.Compare(x.left, y.left), cmp.Compare(x.right, y.right)) })
	return all, nil
}

// together keeps the pairs of blocks that are the best for one of the two, or
// nearly so for both. Two blocks are as alike as all that they say, or nearly
// as the sentences in them that are most alike.
func (a aligner) together(ctx context.Context, blocks []matched) ([]pairing, error) {
	var all []pairing
	bestLeft, bestRight := make([]float64, len(a.left.blocks)), make([]float64, len(a.right.blocks))
	kept := func(m matched) bool {
		near := m.score >= nearBest*bestLeft[m.left] && m.score >= nearBest*bestRight[m.right]
		return near || m.score >= bestLeft[m.left] || m.score >= bestRight[m.right]
	}
	for i, m := range blocks {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		j := pairing{left: m.left, right: m.right, inside: a.inside(m.left, m.right)}
		for _, s := range j.inside {
			m.score = max(m.score, s.score*ofSentences)
		}
		if m.score < leastScore || !kept(m) { // the best only get better
			continue
		}
		j.Aligned = a.pair(a.left.blocks[m.left], a.right.blocks[m.right], blocks[i].score)
		a.tellSentences(&j)
		for _, s := range j.Sentences {
			if s.Score*ofSentences > j.Score {
				j.Score, j.Reasons = s.Score*ofSentences, slices.Clone(s.Reasons)
				for k := range j.Reasons {
					j.Reasons[k].Part *= ofSentences
				}
			}
		}
		if j.Score < leastScore || !telling(j.Reasons) {
			continue
		}
		bestLeft[j.left], bestRight[j.right] = max(bestLeft[j.left], j.Score), max(bestRight[j.right], j.Score)
		all = append(all, j)
	}
	return slices.DeleteFunc(all, func(j pairing) bool { return !kept(matched{j.left, j.right, j.Score}) }), nil
}

// telling reports whether two passages share enough to belong together: two
// things beyond words that any text may have and sources that everybody cites,
// or one and two of those.
func telling(all []Reason) bool {
	strong := 0
	for _, r := range all {
		if r.Rule != SharedSource && !(r.Rule == SharedWord && isGeneral(r.Words)) {
			strong++
		}
	}
	return strong >= leastReasons || strong == 1 && len(all) > leastReasons
}

// isGeneral reports whether a word, or one of two that stand for the same, may
// stand in any text.
func isGeneral(words string) bool {
	first, _, _ := strings.Cut(words, " / ")
	w := stem(strings.ToLower(first))
	return generalWords[w] && sameThing[w] == ""
}

// tellSentences finds the sentences of two blocks that belong together.
func (a aligner) tellSentences(j *pairing) {
	for _, s := range bestInside(j.inside) {
		if one := a.pairOf(s); telling(one.Reasons) {
			j.best = append(j.best, s)
			j.Sentences = append(j.Sentences, one)
		}
	}
}

func (a aligner) pairOf(s matched) Aligned {
	return a.pair(a.left.sentences[s.left], a.right.sentences[s.right], s.score)
}

// bestInside keeps the pairs of sentences that are the best for one of the two
// or nearly so for both, in the order of the left text.
func bestInside(all []matched) []matched {
	left, right := map[int]float64{}, map[int]float64{}
	for _, m := range all {
		left[m.left], right[m.right] = max(left[m.left], m.score), max(right[m.right], m.score)
	}
	var kept []matched
	for _, m := range all {
		near := m.score >= nearBest*left[m.left] && m.score >= nearBest*right[m.right]
		if near || m.score == left[m.left] && m.score == right[m.right] {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(x, y matched) int { return cmp.Or(cmp.Compare(x.left, y.left), cmp.Compare(x.right, y.right)) })
	return kept
}

// common is one thing that two passages share, and where.
type common struct {
	feature
	thing       string // the same for what stands for one thing twice
	left, right span.Span
	part        float64
}

// pair tells what two passages share. What stands for one thing twice, as the
// count of the killed and the word do, is one reason, and so is a name of
// several words.
func (a aligner) pair(l, r passage, score float64) Aligned {
	scale := a.w.length(l) * a.w.length(r)
	var shared []common
	for i, j := 0, 0; i < len(l.has) && j < len(r.has); {
		x, y := l.has[i], r.has[j]
		switch {
		case x.id < y.id:
			i++
		case x.id > y.id:
			j++
		default:
			f := a.glossary.features[x.id]
			shared = append(shared, common{f, f.thing(), x.at, y.at, a.w[x.id] * a.w[x.id] / scale})
			i, j = i+1, j+1
		}
	}
	slices.SortFunc(shared, func(x, y common) int { return cmp.Compare(x.left.Start, y.left.Start) })
	var one []common
	for _, c := range shared {
		if k := slices.IndexFunc(one, c.belongsTo); k >= 0 {
			one[k].join(c)
		} else {
			one = append(one, c)
		}
	}
	reasons := make([]Reason, 0, len(one))
	for _, c := range one {
		reasons = append(reasons, Reason{c.rule, bothWords(a.left.told(c.feature, c.left), a.right.told(c.feature, c.right)), c.part})
	}
	slices.SortFunc(reasons, func(x, y Reason) int {
		return cmp.Or(cmp.Compare(y.Part, x.Part), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Words, y.Words))
	})
	return Aligned{Left: l.Span, Right: r.Span, Score: score, Reasons: reasons[:min(len(reasons), mostReasons)]}
}

// thing is the same for the number of something, for that it is counted, and
// for the word: "count of kill", "4 vehicle", "vehicle".
func (f feature) thing() string {
	if f.rule == SharedNumber || f.rule == SharedWord {
		return f.key[strings.LastIndexByte(f.key, ' ')+1:]
	}
	return string(f.rule) + " " + f.key
}

// nameGap is how much may stand between the words of a name, in bytes: "Dar es
// Salaam".
const nameGap = 4

// belongsTo reports whether two things that passages share are one.
func (c common) belongsTo(o common) bool {
	if c.thing == o.thing || c.left == o.left && c.right == o.right {
		return true
	}
	near := func(x, y span.Span) bool { return x.End <= y.Start && y.Start <= x.End+nameGap }
	return c.rule == SharedPlace && o.rule == SharedPlace && near(o.left, c.left) && near(o.right, c.right)
}

// join makes one of two things; a number tells more than a word.
func (c *common) join(o common) {
	c.part += o.part
	switch {
	case c.rule == SharedPlace && c.thing != o.thing:
		c.left.End, c.right.End = o.left.End, o.right.End
	case o.rule == SharedNumber && c.rule == SharedWord, o.rule == SharedActor && c.rule == SharedWord:
		c.feature, c.left, c.right = o.feature, o.left, o.right
	}
}

// bothWords names a thing as both texts write it.
func bothWords(l, r string) string {
	if strings.EqualFold(l, r) {
		return l
	}
	if plainStem(strings.ToLower(l)) == plainStem(strings.ToLower(r)) {
		return l // only the ending differs
	}
	return l + " / " + r
}
