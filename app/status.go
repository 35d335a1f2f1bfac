package app

import (
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// messageTime is how long a quiet line stays in the status bar.
const messageTime = 6 * time.Second

// statusLine is the bar at the bottom: library, counts, work under way, and
// when the last save reached the disk.
type statusLine struct {
	*kit
	content fyne.CanvasObject
	bar     *widgets.StatusBar
	fade    debounce
	cancel  func()
}

func newStatusLine(k *kit, library string) *statusLine {
	s := &statusLine{kit: k, bar: widgets.NewStatusBar()}
	s.fade = debounce{loop: k.loop, delay: messageTime}
	s.bar.SetLibrary(library)
	s.bar.OnCancel = func() {
		if s.cancel != nil {
			s.cancel()
		}
	}
	s.content = s.bar
	return s
}

// say shows a quiet line for a while.
func (s *statusLine) say(text string) {
	s.bar.SetMessage(text)
	s.fade.call(func() { s.bar.SetMessage("") })
	s.events.emit("said %s", text)
}

func (s *statusLine) saved(at time.Time) { s.bar.SetSaved(at) }

func (s *statusLine) counts(c db.Counts) {
	text := plural(c.Briefs, "{{.N}} brief", "{{.N}} briefs")
	if c.Actors > 0 {
		text += " · " + plural(c.Actors, "{{.N}} actor", "{{.N}} actors")
	}
	if c.Annotations > 0 {
		text += " · " + plural(c.Annotations, "{{.N}} annotation", "{{.N}} annotations")
	}
	if c.Review > 0 {
		text += " (" + lang.L("{{.N}} to review", count(c.Review)) + ")"
	}
	if c.Notes > 0 {
		text += " · " + plural(c.Notes, "{{.N}} note", "{{.N}} notes")
	}
	s.bar.SetCounts(text)
}

// ShowJob implements jobView.
func (s *statusLine) ShowJob(what string, done, total int, cancel func()) {
	s.cancel = cancel
	if total > 0 {
		s.bar.SetWork(fmt.Sprintf("%s %s/%s", what, number(done), number(total)), float64(done)/float64(total))
		return
	}
	s.bar.SetWork(what, -1)
}

// HideJob implements jobView.
func (s *statusLine) HideJob() {
	s.cancel = nil
	s.bar.ClearWork()
}

// bannerStack holds what is said above the panes until it is dismissed.
type bannerStack struct {
	content  *fyne.Container
	onChange func() // its height changed
}

// bannersShown is how many banners stand at once; older ones give way.
const bannersShown = 3

func newBannerStack() *bannerStack { return &bannerStack{content: stacked(), onChange: func() {}} }

// add shows a banner until the user dismisses it, in the place of one that says
// the same: a damaged file is met by every pane that reads it.
func (s *bannerStack) add(b *widgets.Banner) {
	b.OnDismiss = func() { s.remove(b) }
	for _, o := range s.content.Objects {
		if b.Repeats(o.(*widgets.Banner)) {
			s.content.Remove(o)
			break
		}
	}
	if len(s.content.Objects) >= bannersShown {
		s.content.Remove(s.content.Objects[0])
	}
	s.content.Add(b)
	s.onChange()
}

func (s *bannerStack) remove(b *widgets.Banner) {
	s.content.Remove(b)
	s.onChange()
}

// showTrouble maps an error to what happened, what is safe and what to do.
func (d *Desk) showTrouble(err error) {
	t := db.Explain(err)
	fmt.Fprintln(os.Stderr, "sidelight: "+err.Error())
	d.events.journal.Note("failed: %s", err)
	d.banners.add(widgets.NewBanner(widgets.BannerError, lang.L(t.What), lang.L(t.Safe), lang.L(t.Do)))
	d.events.emit("trouble %s", t.String())
}

// unsavedBanner is shown while words cannot be saved, once for all of them.
type unsavedBanner struct{ banner *widgets.Banner }

var _ jobView = (*statusLine)(nil)

// showSaving tells how a text stands to the disk. While any text cannot be
// saved the bar says so and a banner says why.
func (d *Desk) showSaving(what string, s saveState, at time.Time, err error) {
	switch s {
	case saveRunning:
		if !d.savers.failing() {
			d.status.bar.SetSaving()
		}
	case saveFailed:
		t := db.Explain(err)
		d.status.bar.SetNotSaved(lang.L("Not saved"))
		d.events.emit("not-saved %s %s", what, t.What)
		if d.unsaved.banner == nil {
			b := widgets.NewBanner(widgets.BannerError, lang.L("Your {{.What}} could not be saved: {{.Why}}", map[string]any{"What": what, "Why": lang.L(t.What)}),
				lang.L("The words are kept in the window and saving is tried again."), lang.L(t.Do))
			d.unsaved.banner = b
			d.banners.add(b)
			b.OnDismiss = func() { d.banners.remove(b) }
		}
	case saveDone:
		if d.savers.failing() {
			return
		}
		d.status.saved(at)
		if d.unsaved.banner != nil {
			d.banners.remove(d.unsaved.banner)
			d.unsaved.banner = nil
		}
	}
}
