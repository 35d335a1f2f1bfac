//go:build x11

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const wells = `Brief: The attack on the wells at Tassalit

Publication: Sahel Review Volume: 7 Issue: 6

October 9, 2024

Gunmen attacked the wells at Tassalit on October 3 and killed 14 soldiers, the governor said (Le Courrier, October 4). The River Brigade was probably behind it.

The army closed the road to Kidal on October 5 (Desert Radio, October 6).
`

const otherWells = `Brief: Tassalit after the raid

Publication: Coast Letter Volume: 3 Issue: 8

October 8, 2024

At least 31 soldiers were killed when gunmen attacked the wells at Tassalit on October 3 (Channel 9, October 5). It is unlikely that the River Brigade was behind the attack.

Traders in Gao pay twice the price for salt. Nobody in the market knows why.
`

// TestComparing puts two briefs on one event side by side, goes through what
// differs, keeps a difference, and finds all of it again after a new start;
// then it compares a brief with its corrected edition.
func TestComparing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	corrected := strings.Replace(strings.Replace(wells, "killed 14 soldiers", "killed 17 soldiers", 1), "The attack on", "Corrected: the attack on", 1)
	for name, text := range map[string]string{"wells.txt": wells, "other.txt": otherWells, "corrected.txt": corrected} {
		path := filepath.Join(d.home, name)
		d.must(os.WriteFile(path, []byte(text), 0o600))
		d.headless("import", path)
	}
	d.start()
	d.must(d.Resize(d.ctx, 1280, 800))

	// given a brief in view, when another is opened beside it, then they are compared
	d.lookUp("the attack on the wells at", "Return", "opened")
	d.lookUp("tassalit after", "ctrl+Return", "compared matters")
	for _, side := range []string{"left.reader", "right.reader"} {
		_, err := d.WaitAt(d.ctx, side)
		d.must(err)
	}
	d.picture("compared")

	// when going through the differences, then the figures come first; it is kept
	d.got(d.Do(d.ctx, "F8", "difference"))
	d.picture("difference")
	d.got(d.ClickFor(d.ctx, "difference.1.keep", "decided"))
	found := d.compare("The attack on the wells at Tassalit", "Tassalit after the raid")
	if found.Kind != "matters" || len(found.Aligned) == 0 || len(found.Differences) < 2 || found.Differences[0].Kind != "figures" {
		t.Fatalf("the headless command finds %+v", found)
	}
	d.must(d.Close(d.ctx))

	// when the program starts again, then the comparison is in view
	d.start()
	d.got(d.Seen(d.ctx, "compared matters"))
	d.must(d.Press(d.ctx, "ctrl+w"))

	// when a brief is held against its corrected edition, then its changes are shown
	d.lookUp("the attack on the wells at", "Return", "lookup closed")
	d.lookUp("corrected", "ctrl+Return", "compared editions")
	d.picture("editions")
	edition := d.compare("The attack on the wells at Tassalit", "Corrected: the attack on the wells at Tassalit")
	var changed bool
	for _, c := range edition.Changes {
		changed = changed || c.LeftText == "14" && c.RightText == "17"
	}
	if edition.Kind != "editions" || !changed {
		t.Errorf("the headless command finds %+v", edition)
	}
	d.must(d.Close(d.ctx))
}

// lookUp looks words up and presses a key on the first row.
func (d *desk) lookUp(words, key, event string) {
	d.t.Helper()
	d.got(d.Do(d.ctx, "ctrl+k", "lookup open"))
	d.must(d.Type(d.ctx, words))
	for answered := ""; !strings.HasSuffix(answered, " "+words); {
		var err error
		answered, err = d.Wait(d.ctx, "lookup")
		d.must(err)
	}
	d.got(d.Do(d.ctx, key, event))
}

// compared is what the tests read of "compare --json".
type compared struct {
	Kind        string
	Changes     []struct{ LeftText, RightText string }
	Aligned     []struct{ Score float64 }
	Differences []struct{ Kind string }
}

func (d *desk) compare(left, right string) compared {
	d.t.Helper()
	out, err := Headless(d.ctx, d.binary, d.home, d.library, "compare", "--json", "--", left, right)
	d.must(err)
	var c struct {
		compared
		Changes []struct {
			LeftText  string `json:"left_text"`
			RightText string `json:"right_text"`
		}
	}
	d.must(json.Unmarshal([]byte(out), &c))
	for _, one := range c.Changes {
		c.compared.Changes = append(c.compared.Changes, struct{ LeftText, RightText string }(one))
	}
	return c.compared
}
