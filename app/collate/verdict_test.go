package collate

import (
	"testing"

	"sidelight/db"
)

func TestVerdict_IsFoundAgainWhenTheSidesAreSwapped(t *testing.T) {
	t.Parallel()
	verdicts := map[string]db.DifferenceVerdict{"figures\n47\n84": db.DifferenceKept}
	for _, key := range []string{"figures\n47\n84", "figures\n84\n47"} {
		if v, under := (Difference{Key: key}).Verdict(verdicts); v != db.DifferenceKept || under != "figures\n47\n84" {
			t.Errorf("%q is %q under %q", key, v, under)
		}
	}
	if v, under := (Difference{Key: "figures\n47\n85"}).Verdict(verdicts); v != db.DifferenceOpen || under != "figures\n47\n85" {
		t.Errorf("one not decided about is %q under %q", v, under)
	}
}
