package db

import "context"

// sentenceBytes is more than a sentence takes: mentions that lie further apart
// are in different ones, and their text need not be read.
const sentenceBytes = 2000

// countPassages counts, for each relation of an actor, the sentences of the
// library that name both.
func countPassages(ctx context.Context, q querier, actorID int64, relations []Relation) error {
	counts := map[int64]int{} // by the actor at the other end
	var others []int64
	for _, r := range relations {
		others = append(others, otherEnd(r, actorID))
	}
	// Only the texts that name the actor and one of the others.
	mentions, err := collect(ctx, q, scanMention, `SELECT `+mentionColumns+mentionTables+`
		WHERE m.actor_id IN (SELECT ?1 UNION ALL SELECT value FROM json_each(?2)) AND `+visibleMention+` AND m.brief_id IN (
			SELECT brief_id FROM mention WHERE actor_id = ?1 AND hidden = 0
			INTERSECT
			SELECT brief_id FROM mention WHERE actor_id IN (SELECT value FROM json_each(?2)) AND hidden = 0)
		ORDER BY m.revision_id`, actorID, jsonList(others))
	if err != nil {
		return err
	}
	for len(mentions) > 0 {
		end := 1
		for end < len(mentions) && mentions[end].RevisionID == mentions[0].RevisionID {
			end++
		}
		if err := countSentences(ctx, q, actorID, mentions[:end], counts); err != nil {
			return err
		}
		mentions = mentions[end:]
	}
	for i := range relations {
		relations[i].Passages = counts[otherEnd(relations[i], actorID)]
	}
	return nil
}

func otherEnd(r Relation, actorID int64) int64 {
	if r.ActorID == actorID {
		return r.OtherID
	}
	return r.ActorID
}

// countSentences counts, for each other actor, the sentences of one text that
// name the actor and that one by different words.
func countSentences(ctx context.Context, q querier, actorID int64, mentions []Mention, counts map[int64]int) error {
	type pair struct{ one, other Mention }
	var near []pair
	for _, one := range mentions {
		for _, other := range mentions {
			apart := max(one.Start, other.Start) - min(one.Start, other.Start)
			if one.ActorID == actorID && other.ActorID != actorID && apart > 0 && apart < sentenceBytes {
				near = append(near, pair{one, other})
			}
		}
	}
	if len(near) == 0 {
		return nil
	}
	r, err := findRevision(ctx, q, mentions[0].RevisionID)
	if err != nil {
		return err
	}
	begins := map[int64]int{} // by mention, where its sentence begins
	for _, p := range near {
		for _, m := range []Mention{p.one, p.other} {
			if err := wantOnText(r.Text, m); err != nil {
				return err
			}
			start, _ := blockAround(r.Text, r.Blocks, m.Start)
			begins[m.ID] = start + lastSentence(r.Text[start:m.End])
		}
	}
	type passage struct {
		other    int64
		sentence int
	}
	seen := map[passage]bool{}
	for _, p := range near {
		here := passage{p.other.ActorID, begins[p.one.ID]}
		if begins[p.other.ID] == here.sentence && !seen[here] {
			seen[here] = true
			counts[here.other]++
		}
	}
	return nil
}
