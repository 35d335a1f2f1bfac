package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// tour is one walk through the program in one theme.
type tour struct {
	ctx     context.Context
	display *Display
	binary  string
	root    string // what the program calls the root of the disk: "", under Wine "Z:"
	theme   string // "light" or "dark"
	folder  string // where the pictures go
	home    string
	library string
	step    int
	tell    func(string)
	*Program
}

// Tour walks through the main job in one theme ("light", "dark") and writes a
// numbered picture of each step into the folder. Settings and library live in
// a temporary folder and are gone afterwards. root stands before a path that is
// typed into the window: "", or "Z:" for a program that runs under Wine.
func Tour(ctx context.Context, display *Display, binary, root, theme, folder string, tell func(step string)) error {
	home, err := os.MkdirTemp("", "sidelight-tour-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	t := &tour{ctx: ctx, display: display, binary: binary, root: root, theme: theme, folder: folder,
		home: home, library: filepath.Join(home, "sahel.sidelight"), tell: tell}
	defer func() {
		if t.Program != nil && !t.Ended() {
			t.Kill()
		}
	}()
	for _, part := range []func() error{t.firstStart, t.importing, t.reading, t.marking, t.writing, t.finding, t.understanding, t.searching, t.lookingUp, t.comparing, t.exporting, t.trash, t.sheets, t.rosters, t.folders} {
		if err := part(); err != nil {
			return err
		}
	}
	return t.Close(ctx)
}

// TourBrief is the brief that the tour imports.
const TourBrief = `Brief: Fuel tankers and the river crossing at Ansongo

Publication: Sahel Review Volume: 7 Issue: 4

September 20, 2024

Lorries wait for the ferry on the south bank. (Source: Le Courrier)

Executive Summary:

  • The ferry at Ansongo carried no fuel for nine days in September, which is probably the longest pause since 2022.
  • Those who closed it have not said why, and the two explanations on offer are unlikely to be both true.

The ferry at Ansongo stopped carrying tankers on September 4 and took them again on September 13 (Le Courrier, September 14; see also Desert Radio, September 5). In the nine days between, 61 tankers gathered on the south bank.

The governor’s office spoke of a broken winch (X/@gaoregion, September 6). A winch that lifts rice lifts fuel as well.
`

// marked is the brief of the sample that the tour reads.
const marked = "Two ambushes, one retreat: the road to Tinzaouaten"

func (t *tour) start(files ...string) error {
	args := append([]string{"--library", t.library, "--theme", t.theme}, files...)
	p, err := Start(t.ctx, t.display, t.binary, t.home, args...)
	if err != nil {
		return err
	}
	t.Program = p
	return t.Resize(t.ctx, 1280, 800)
}

// shoot writes the picture of a step and tells of it.
func (t *tour) shoot(name, what string) error {
	t.step++
	file := fmt.Sprintf("%02d-%s-%s.png", t.step, name, t.theme)
	if err := t.Picture(t.ctx, filepath.Join(t.folder, file)); err != nil {
		return fmt.Errorf("picture of %s: %w", name, err)
	}
	t.tell(fmt.Sprintf("%-30s %s", file, what))
	return nil
}

func (t *tour) firstStart() error {
	if err := t.start(); err != nil {
		return err
	}
	if _, err := t.WaitAt(t.ctx, "welcome.sample"); err != nil {
		return err
	}
	if err := t.shoot("first-start", "an empty library offers what to do"); err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, "welcome.sample", "sample"); err != nil {
		return err
	}
	return t.Close(t.ctx)
}

func (t *tour) importing() error {
	path := filepath.Join(t.home, "river-crossing.txt")
	if err := os.WriteFile(path, []byte(TourBrief), 0o600); err != nil {
		return err
	}
	if err := t.start(path); err != nil {
		return err
	}
	if _, err := t.Seen(t.ctx, "preview"); err != nil {
		return err
	}
	if err := t.shoot("import", "what was recognised in a file, before it is saved"); err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, "sheet.confirm", "imported"); err != nil {
		return err
	}
	_, err := t.Wait(t.ctx, "opened")
	return err
}

// open opens the brief of that title with a click in the list.
func (t *tour) open(title string) error {
	id, err := FindBrief(t.ctx, t.binary, t.home, t.library, title)
	if err != nil {
		return err
	}
	_, err = t.ClickFor(t.ctx, fmt.Sprintf("list.brief.%d", id), fmt.Sprintf("opened %d", id))
	return err
}

func (t *tour) reading() error {
	if err := t.open(marked); err != nil {
		return err
	}
	return t.shoot("reader", "a brief with highlights, the annotations beside it")
}

func (t *tour) marking() error {
	const words = "with the day the cover of a sandstorm"
	brief, err := Show(t.ctx, t.binary, t.home, t.library, marked)
	if err != nil {
		return err
	}
	if _, _, err := t.Select(t.ctx, brief.Text, words); err != nil {
		return err
	}
	if err := t.shoot("selection", "the bar at a selection"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "5", "annotated"); err != nil {
		return err
	}
	return t.shoot("annotated", "the selection became a highlight and a card")
}

func (t *tour) writing() error {
	if _, err := t.Do(t.ctx, "ctrl+j", "focus notes"); err != nil {
		return err
	}
	t.Forget()
	if err := t.Press(t.ctx, "ctrl+End"); err != nil {
		return err
	}
	if err := t.Paste(t.ctx, "\n## To ask\n\nWho counted the **84**? See [[What the desert column lost]].\n"); err != nil {
		return err
	}
	if _, err := t.Wait(t.ctx, "saved note"); err != nil {
		return err
	}
	return t.shoot("notes", "notes in Markdown beside the brief, saved")
}

func (t *tour) finding() error {
	if _, err := t.Do(t.ctx, "ctrl+f", "focus find"); err != nil {
		return err
	}
	t.Forget()
	if err := t.Press(t.ctx, "ctrl+a"); err != nil {
		return err
	}
	if err := t.Type(t.ctx, "road"); err != nil {
		return err
	}
	if _, err := t.Wait(t.ctx, "find"); err != nil {
		return err
	}
	if err := t.shoot("find", "find in the brief, with a count"); err != nil {
		return err
	}
	return t.Press(t.ctx, "Escape")
}

func (t *tour) exporting() error {
	if _, err := t.Do(t.ctx, "ctrl+e", "sheet export"); err != nil {
		return err
	}
	vault := filepath.Join(t.home, "vault")
	if err := t.Fill(t.ctx, "export.to", t.root+vault); err != nil {
		return err
	}
	if err := t.shoot("export", "export to a folder that opens in Obsidian"); err != nil {
		return err
	}
	_, err := t.ClickFor(t.ctx, "sheet.confirm", "exported")
	return err
}

func (t *tour) trash() error {
	if err := t.open("What the desert column lost"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "alt+2", "pane annotations"); err != nil {
		return err
	}
	card, err := t.First(t.ctx, "card.")
	if err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, card, "card"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "ctrl+Delete", "annotation-removed"); err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, "rail.trash", "pane trash"); err != nil {
		return err
	}
	return t.shoot("trash", "what was deleted can be restored")
}

func (t *tour) sheets() error {
	for _, s := range []struct{ keys, name, what string }{
		{"ctrl+comma", "settings", "settings"},
		{"F1", "help", "every command and its key, from the same table as the menus"},
	} {
		if _, err := t.Do(t.ctx, s.keys, "sheet "+s.name); err != nil {
			return err
		}
		if err := t.shoot(s.name, s.what); err != nil {
			return err
		}
		if _, err := t.Do(t.ctx, "Escape", "sheet-closed "+s.name); err != nil {
			return err
		}
	}
	return nil
}
