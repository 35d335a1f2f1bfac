package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"github.com/fsnotify/fsnotify"

	"sidelight/app/batch"
	"sidelight/widgets"
)

// watchDelay is how long a watched folder must have been quiet before it is
// looked at: a file may take a while to be written.
const watchDelay = 2 * time.Second

// maxPassed bounds how many files are remembered as not wanted.
const maxPassed = 5000

// watcher looks after one folder, when the user has named one: new files in it
// are offered, never imported by themselves.
type watcher struct {
	*kit
	session *session
	banners *bannerStack
	offer   func(files []string) // shows what importing them would do
	rest    debounce             // of the folder
	typing  debounce             // of its name
	cancel  context.CancelFunc
	asked   latest
	shown   *widgets.Banner
	fresh   []batch.Fresh // of the banner on show
}

func newWatcher(k *kit, s *session, banners *bannerStack, offer func(files []string)) *watcher {
	return &watcher{kit: k, session: s, banners: banners, offer: offer,
		rest: debounce{loop: k.loop, delay: watchDelay}, typing: debounce{loop: k.loop, delay: watchDelay / 4}}
}

// watch looks after the folder of the session from now on; "" is none.
func (w *watcher) watch() {
	w.stop()
	folder := w.session.Watched
	if folder == "" || !w.canWrite() {
		return
	}
	ctx, cancel := context.WithCancel(w.ctx)
	w.cancel = cancel
	// It ends with the watching, not by itself: the loop must not wait for it.
	go func() {
		if err := follow(ctx, folder, func() { w.loop.Do(func() { w.rest.call(w.look) }) }); err != nil && ctx.Err() == nil {
			w.loop.Do(func() {
				w.say(lang.L("The watched folder cannot be followed: {{.Why}}", map[string]any{"Why": err.Error()}))
			})
		}
	}()
	w.look()
}

func (w *watcher) stop() {
	w.rest.stop()
	w.asked.stop()
	if w.cancel != nil {
		w.cancel()
		w.cancel = nil
	}
}

// follow tells of every change in a folder and in those below it, until ctx
// ends.
func follow(ctx context.Context, folder string, changed func()) error {
	notes, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer notes.Close()
	add := func(top string) error {
		return filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return nil
			}
			if path != folder && d.Name()[0] == '.' {
				return fs.SkipDir
			}
			return notes.Add(path)
		})
	}
	if err := add(folder); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, open := <-notes.Events:
			if !open {
				return nil
			}
			if e.Has(fsnotify.Create) {
				_ = add(e.Name) // a new folder; a file adds nothing
			}
			changed()
		case err, open := <-notes.Errors:
			if !open {
				return nil
			}
			return err
		}
	}
}

// look reads the folder beside the drawing goroutine and offers what is new.
func (w *watcher) look() {
	folder := w.session.Watched
	if folder == "" {
		return
	}
	passed := make(map[string]bool, len(w.session.Passed))
	for _, sha256 := range w.session.Passed {
		passed[sha256] = true
	}
	fetch(w.asked.next(w.ctx), w.loop, func(ctx context.Context) ([]batch.Fresh, error) {
		all, err := batch.FreshFiles(ctx, w.lib, folder)
		return slices.DeleteFunc(all, func(f batch.Fresh) bool { return passed[f.SHA256] }), err
	}, func(all []batch.Fresh, err error) {
		if err != nil {
			w.report(fmt.Errorf("look into the watched folder: %w", err))
			return
		}
		w.show(folder, all)
	})
}

// show offers new files; with none an earlier offer goes.
func (w *watcher) show(folder string, all []batch.Fresh) {
	if slices.Equal(all, w.fresh) {
		return
	}
	if w.shown != nil {
		w.shown.OnDismiss()
	}
	w.fresh = all
	if len(all) == 0 {
		return
	}
	named := map[string]any{"N": number(len(all)), "Folder": shorten(filepath.Base(folder), 40)}
	what := lang.L("{{.N}} new files in “{{.Folder}}”", named)
	if len(all) == 1 {
		what = lang.L("A new file in “{{.Folder}}”: {{.File}}", map[string]any{"Folder": named["Folder"], "File": shorten(filepath.Base(all[0].Path), 60)})
	}
	b := widgets.NewBanner(widgets.BannerInfo, what, lang.L("Nothing is imported until you say so."), "")
	b.AddAction(lang.L("Look at them…"), func() {
		b.OnDismiss()
		files := make([]string, len(all))
		for i, f := range all {
			files[i] = f.Path
		}
		w.offer(files)
	})
	b.AddAction(lang.L("Not these"), func() { b.OnDismiss(); w.pass(all) })
	w.banners.add(b)
	w.shown = b
	b.OnDismiss = func() {
		w.shown, w.fresh = nil, nil
		w.banners.remove(b)
	}
	w.events.emit("watched %d", len(all))
}

// pass remembers files as not wanted.
func (w *watcher) pass(all []batch.Fresh) {
	for _, f := range all {
		w.session.Passed = append(w.session.Passed, f.SHA256)
	}
	if over := len(w.session.Passed) - maxPassed; over > 0 {
		w.session.Passed = w.session.Passed[over:]
	}
	w.session.save(w.app.Preferences())
}

// chooser is the row of the settings: a folder, or none.
func (w *watcher) chooser() fyne.CanvasObject {
	field := widgets.NewField(lang.L("None"))
	field.SetText(w.session.Watched)
	choose := widgets.NewButton(lang.L("Choose…"), func() {
		d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				field.SetText(u.Path())
			}
		}, w.win)
		d.Resize(fyne.NewSize(820, 560))
		d.Show()
	})
	row := widgets.NewFormRow(lang.L("Watched folder"), container.NewBorder(nil, nil, nil, choose, field))
	row.SetHint(lang.L("New files in it are offered, never imported by themselves. Empty: none."))
	field.OnChanged = func(path string) {
		w.typing.call(func() {
			// A folder in a network may take its time to answer.
			fetch(w.ctx, w.loop, func(context.Context) (bool, error) {
				info, err := os.Stat(path)
				return path == "" || err == nil && info.IsDir(), nil
			}, func(there bool, _ error) {
				row.SetError("")
				if !there {
					row.SetError(lang.L("There is no such folder"))
					path = ""
				}
				w.session.Watched = path
				w.session.save(w.app.Preferences())
				w.watch()
			})
		})
	}
	return row
}
