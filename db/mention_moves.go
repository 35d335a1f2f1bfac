package db

import "context"

// Mentions follow names at once when actors are merged, split or parted again,
// so that nothing is missing until the texts have been searched once more.

// joinMentions gives the mentions of one actor to another. Where both were
// found by the same words, one is left.
func joinMentions(ctx context.Context, c *change, into, from int64) error {
	_, err := c.ExecContext(ctx, `DELETE FROM mention WHERE actor_id = ?2 AND state = 'found' AND EXISTS (SELECT 1 FROM mention o
		WHERE o.revision_id = mention.revision_id AND o.start_byte = mention.start_byte AND o.end_byte = mention.end_byte
			AND o.actor_id = ?1 AND o.state = 'found')`, into, from)
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, `UPDATE mention SET actor_id = ? WHERE actor_id = ?`, into, from)
	return err
}

// partMentions gives an actor the mentions of another that were found by a name
// which is its own now, and those that were decided to be its. Where both bear
// the name, both are left.
func partMentions(ctx context.Context, c *change, giver, taker int64) error {
	keeps, err := searchedNames(ctx, c, giver)
	if err != nil {
		return err
	}
	takes, err := searchedNames(ctx, c, taker)
	if err != nil {
		return err
	}
	found, err := collect(ctx, c, scanText, `SELECT DISTINCT alias FROM mention WHERE actor_id = ? AND state = 'found'`, giver)
	if err != nil {
		return err
	}
	var shared, taken []string
	for _, alias := range found {
		switch key := foldKey(alias); {
		case takes[key] && keeps[key]:
			shared = append(shared, alias)
		case takes[key]:
			taken = append(taken, alias)
		}
	}
	_, err = c.ExecContext(ctx, `INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, actor_id, state, hidden)
		SELECT brief_id, revision_id, start_byte, end_byte, alias, ?2, state, hidden FROM mention m
		WHERE actor_id = ?1 AND state = 'found' AND alias IN (SELECT value FROM json_each(?3)) AND NOT EXISTS (SELECT 1 FROM mention o
			WHERE o.revision_id = m.revision_id AND o.start_byte = m.start_byte AND o.end_byte = m.end_byte AND o.actor_id = ?2 AND o.state = 'found')`,
		giver, taker, jsonList(shared))
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, `UPDATE mention SET actor_id = ?2
		WHERE actor_id = ?1 AND state = 'found' AND alias IN (SELECT value FROM json_each(?3))`, giver, taker, jsonList(taken))
	if err != nil {
		return err
	}
	return layMentionsOf(ctx, c, taker)
}

// searchedNames are the names by which texts link to an actor, folded.
func searchedNames(ctx context.Context, q querier, id int64) (map[string]bool, error) {
	a, err := findActor(ctx, q, id)
	keys := map[string]bool{foldKey(a.Name): true}
	for _, alias := range a.Aliases {
		if !alias.Weak {
			keys[foldKey(alias.Name)] = true
		}
	}
	return keys, err
}
