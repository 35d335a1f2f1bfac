package db

import (
	"context"
	"math"
)

const (
	// ownWords is how much more a word of the analyst counts than the same word
	// in as short a brief.
	ownWords = 1.1
	// rarityCounted bounds how many briefs are counted that have a word, and
	// rarityWords how many words of a search are.
	rarityCounted = 2000
	rarityWords   = 8
	// leastRarity is FTS5's for what most documents have.
	leastRarity = 1e-6
)

// likeBriefs makes the scores of notes or annotations such as briefs would
// have. BM25 weighs a word by how rare it is among the documents of a kind, so
// that in the few notes of a library a name that is in half of them counts for
// nothing, though hardly any brief has it.
func (t *textTable) likeBriefs(ctx context.Context, v querier, hits []TextHit, words []string) error {
	words = distinct(words)
	words = words[:min(len(words), rarityWords)]
	var all, briefs int
	err := v.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM `+t.name+`_docsize), (SELECT ifnull(max(id), 0) FROM brief)`).Scan(&all, &briefs)
	if err != nil {
		return err
	}
	var own, among float64
	for _, word := range words {
		n, err := t.countMatching(ctx, v, word, -1)
		if err != nil {
			return err
		}
		own += rarity(all, n)
		if n, err = briefTexts.countMatching(ctx, v, word, rarityCounted); err != nil {
			return err
		}
		among += rarity(briefs, n)
	}
	for i := range hits {
		hits[i].Score *= ownWords * among / own
	}
	return nil
}

// countMatching counts documents up to a limit.
func (t *textTable) countMatching(ctx context.Context, v querier, match string, limit int) (n int, err error) {
	err = v.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM `+t.name+` WHERE `+t.name+` MATCH ? LIMIT ?)`, match, limit).Scan(&n)
	return n, err
}

// rarity is the inverse document frequency as FTS5 has it.
func rarity(all, having int) float64 {
	idf := math.Log((float64(all-having) + 0.5) / (float64(having) + 0.5))
	if !(idf > leastRarity) { // also where more have it than there are
		return leastRarity
	}
	return idf
}
