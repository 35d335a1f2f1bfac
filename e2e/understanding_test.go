//go:build x11

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const ridges = `Brief: Who holds the ferry at Bourem

Publication: Sahel Review Volume: 7 Issue: 5

October 2, 2024

Executive Summary:

  • The River Brigade is unlikely to give the ferry back.

Men of the River Brigade took the ferry on September 28 (Le Courrier, September 29; see Desert Radio, September 30). The town council said on September 30 that nobody was hurt (Channel 9, September 29).

The River Brigade has held two other crossings since May. Its commander asked for fuel, and the town council refused (Le Courrier, October 1).
`

// TestUnderstanding goes the way of an analyst who reads: a name in the text
// becomes an actor by one key, its page shows every mention and leads back to
// the words, a check is dismissed, and all of it is there from outside and
// after a new start.
func TestUnderstanding(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	// given a brief
	path := filepath.Join(d.home, "ridges.txt")
	d.must(os.WriteFile(path, []byte(ridges), 0o600))
	d.headless("import", path)
	brief, err := FindBrief(d.ctx, d.binary, d.home, d.library, "Who holds the ferry at Bourem")
	d.must(err)
	d.start()
	d.must(d.Resize(d.ctx, 1280, 800))
	d.got(d.ClickFor(d.ctx, fmt.Sprintf("list.brief.%d", brief), "opened"))
	shown := d.show(int(brief))

	// when a name is selected and A is pressed, and Enter takes what is offered
	d.got(d.Seen(d.ctx, "lines")) // where the lines of the text stand has been told
	if err := d.selectName(shown.Text); err != nil {
		t.Fatal(err)
	}
	d.got(d.Do(d.ctx, "a", "sheet name"))
	d.picture("name-sheet")
	d.got(d.Do(d.ctx, "Return", "named"))
	d.got(d.Wait(d.ctx, "read"))

	// then every place that names it is a mention, in the window and outside
	actors, err := Actors(d.ctx, d.binary, d.home, d.library)
	d.must(err)
	if len(actors) != 1 || actors[0].Name != "River Brigade" || actors[0].Mentions != 3 {
		t.Fatalf("actors %+v, want the River Brigade with 3 mentions", actors)
	}
	if got := d.show(int(brief)).Mentions; len(got) != 3 || got[0].Actor != "River Brigade" {
		t.Errorf("mentions %+v", got)
	}
	d.got(d.ClickFor(d.ctx, "rail.actors", "pane actors"))
	d.got(d.ClickFor(d.ctx, fmt.Sprintf("list.actor.%d", actors[0].ID), "actor"))
	d.got(d.ClickFor(d.ctx, "mention.2", "pointed"))
	d.picture("pointed")

	// and undo takes it back, redo brings it again
	d.got(d.Do(d.ctx, "ctrl+z", "undone"))
	if actors, err = Actors(d.ctx, d.binary, d.home, d.library); err != nil || len(actors) != 0 {
		t.Errorf("after undo %+v, %v", actors, err)
	}
	d.got(d.Do(d.ctx, "ctrl+shift+z", "redone"))

	// given the check of the source that is older than what it reports
	var older bool
	for _, c := range d.show(int(brief)).Checks {
		older = older || strings.Contains(c.Kind, "older than the event")
	}
	if !older {
		t.Errorf("checks %+v", d.show(int(brief)).Checks)
	}
	d.must(d.Close(d.ctx))

	// when the program starts again, then the actor is there
	d.start()
	d.got(d.ClickFor(d.ctx, "rail.actors", "pane actors"))
	d.got(d.First(d.ctx, "list.actor."))
	d.must(d.Close(d.ctx))
}

// selectName selects the first "River Brigade" of the body: the words stand
// several times in the text, so a longer stretch is selected and the keyboard
// takes back what is too much.
func (d *desk) selectName(text string) error {
	if _, _, err := d.Select(d.ctx, text, "River Brigade has held"); err != nil {
		return err
	}
	for range strings.Fields("has held") {
		if err := d.Press(d.ctx, "ctrl+shift+Left"); err != nil {
			return err
		}
	}
	return d.Press(d.ctx, "shift+Left")
}
