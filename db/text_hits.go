package db

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// scoreUnit is what a score of BM25 is counted in between SQLite and here.
const scoreUnit = 1e-9

// score is BM25 in whole scoreUnits, more being better.
func (t *textTable) score() string {
	return `CAST(bm25(` + t.name + `, ` + t.weights + `) * -1e9 AS INTEGER)`
}

// packedHits reads the hits of a query for id, brief, actor, comparison, day and score in
// one row: a row for each would take four times as long. The query needs a
// LIMIT, so that SQLite does not take it apart.
func (t *textTable) packedHits(ctx context.Context, v querier, query string, args ...any) ([]TextHit, error) {
	var packed string
	err := v.QueryRowContext(ctx, `SELECT ifnull(group_concat(id || ' ' || brief || ' ' || actor || ' ' || comparison || ' ' || score || ' ' || octet_length(day) || ' ' || day, ''), '')
		FROM (`+query+`)`, args...).Scan(&packed)
	if err != nil {
		return nil, err
	}
	var hits []TextHit
	for rest := packed; rest != ""; {
		h := TextHit{Kind: t.kind}
		if rest, err = h.unpack(rest); err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// unpack reads a hit from the front of packed ones and returns the rest.
func (h *TextHit) unpack(packed string) (rest string, err error) {
	var score, length int64
	for _, number := range []*int64{&h.ID, &h.BriefID, &h.ActorID, &h.ComparisonID, &score, &length} {
		digits, after, _ := strings.Cut(packed, " ")
		if *number, err = strconv.ParseInt(digits, 10, 64); err != nil {
			return "", fmt.Errorf("read a hit: %w", err)
		}
		packed = after
	}
	h.Score = float64(score) * scoreUnit
	if length > int64(len(packed)) {
		return "", fmt.Errorf("read a hit: a day of %d bytes in %d", length, len(packed))
	}
	h.Day = packed[:length]
	return packed[length:], nil
}
