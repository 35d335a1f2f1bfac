package collate

import (
	"strings"

	"sidelight/db"
)

// Verdict says what was made of a difference, and the key it is stored under:
// where the sides have been swapped since, the words stand the other way round
// in it.
func (d Difference) Verdict(verdicts map[string]db.DifferenceVerdict) (v db.DifferenceVerdict, key string) {
	if v, ok := verdicts[d.Key]; ok {
		return v, d.Key
	}
	if parts := strings.Split(d.Key, "\n"); len(parts) == 3 {
		swapped := parts[0] + "\n" + parts[2] + "\n" + parts[1]
		if v, ok := verdicts[swapped]; ok {
			return v, swapped
		}
	}
	return db.DifferenceOpen, d.Key
}
