package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// backupsSheet lists the backups of the library with what is in each, makes
// new ones, and restores one.
type backupsSheet struct {
	*kit
	shell   *shell
	path    string // of the library
	panel   *widgets.Sheet
	list    *widgets.RowList
	empty   *widgets.EmptyState
	about   *widgets.Text // the chosen one: where it is, and whether it is whole
	restore *widgets.Button
	other   *widgets.Button
	copy    *widgets.Button
	rows    []backupRow
	reading latest // what is in each
	looking latest // the chosen one, whole
}

// backupRow is a backup and what is known of its contents so far.
type backupRow struct {
	db.Backup
	held   db.Contents
	err    error
	opened bool
}

// backupsSize is the room of the list.
var backupsSize = fyne.NewSize(680, 300)

// showBackups opens the sheet of the backups.
func (d *Desk) showBackups() {
	s := newBackupsSheet(d.kit, d.shell, d.lib.Path())
	daily := d.dailyTick()
	s.build(container.New(insets{0, 0, look.Space8, 0}, daily))
	save := s.panel.AddButton(lang.L("Save a copy…"), func() { d.askCopy() })
	now := s.panel.AddButton(lang.L("Back up now"), func() { d.keeper.backUpNow(s.load) })
	s.show(fields{"backups.now": now, "backups.save": save, "backups.daily": daily})
}

// showBackupsOf opens the sheet for a library that cannot be opened.
func (sh *shell) showBackupsOf(path string) {
	k := &kit{ctx: context.Background(), app: sh.app, win: sh.win, loop: sh.loop, events: sh.events, say: func(string) {}}
	k.sheet = func(name string, s *widgets.Sheet, _ fields) {
		s.Show(sh.win.Canvas())
		sh.events.emit("sheet %s", name)
	}
	s := newBackupsSheet(k, sh, path)
	k.report = func(err error) { s.about.SetText(happened(err)) }
	s.build(nil)
	s.show(fields{})
}

func newBackupsSheet(k *kit, sh *shell, path string) *backupsSheet {
	return &backupsSheet{kit: k, shell: sh, path: path, list: widgets.NewRowList()}
}

// build makes the sheet, with something above the list.
func (s *backupsSheet) build(above fyne.CanvasObject) {
	s.list.Length = func() int { return len(s.rows) }
	s.list.Row = s.row
	s.list.OnSelect = func(int64) { s.chosen() }
	s.list.OnOpen = func(int64) { s.askRestore() }
	s.empty = widgets.NewEmptyState("library", lang.L("No backups yet"), lang.L("The first one is made by itself while you work, or now."))
	s.empty.Hide()
	s.about = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	s.restore = widgets.NewButton(lang.L("Restore…"), s.askRestore)
	s.copy = widgets.NewButton(lang.L("Copy its path"), s.copyPath)
	s.other = widgets.NewButton(lang.L("Restore from a file…"), s.askFile)
	body := widgets.NewDock(above,
		container.NewVBox(
			container.New(insets{look.Space8, 0, 0, 0}, container.New(fixedHeight{36}, s.about)),
			container.New(insets{look.Space4, 0, 0, 0}, container.New(row{gap: look.Space8, grow: -1}, s.restore, s.other, s.copy))),
		nil, nil, container.New(atLeast{backupsSize}, widgets.NewGround(widgets.GroundSurface, container.NewStack(s.list, s.empty))))
	s.panel = widgets.NewSheet(lang.L("Backups of {{.Name}}", map[string]any{"Name": libraryName(s.path)}), body)
	s.panel.Width = backupsSize.Width + 2*gap
	s.panel.CancelText = lang.L("Close")
	s.panel.First = s.list
	s.panel.OnCancel = func() {
		s.reading.stop()
		s.looking.stop()
		s.events.emit("sheet-closed backups")
	}
}

// show brings the sheet up; named are the fields that it has beside its own.
func (s *backupsSheet) show(named fields) {
	named["backups.restore"], named["backups.file"], named["backups.copy"], named["backups.list"] = s.restore, s.other, s.copy, s.list
	s.chosen()
	s.load()
	s.sheet("backups", s.panel, named)
}

// load lists the backups, and then opens one after the other.
func (s *backupsSheet) load() {
	ctx := s.reading.next(s.ctx)
	fetch(ctx, s.loop, func(context.Context) ([]db.Backup, error) { return db.Backups(s.path) }, func(all []db.Backup, err error) {
		if err != nil {
			s.report(fmt.Errorf("list the backups: %w", err))
			return
		}
		s.rows = make([]backupRow, len(all))
		for i, b := range all {
			s.rows[i] = backupRow{Backup: b}
		}
		setShown(s.empty, len(all) == 0)
		setShown(s.list, len(all) > 0)
		s.list.Refresh()
		s.chosen()
		s.events.listed("backups", len(all))
		s.open(ctx, 0)
	})
}

// open looks into a backup, and then into the next.
func (s *backupsSheet) open(ctx context.Context, i int) {
	if i >= len(s.rows) {
		s.events.emit("backups-read")
		return
	}
	path := s.rows[i].Path
	fetch(ctx, s.loop, func(ctx context.Context) (db.Contents, error) { return db.Peek(ctx, path) }, func(c db.Contents, err error) {
		s.rows[i].held, s.rows[i].err, s.rows[i].opened = c, err, true
		s.list.Refresh()
		s.open(ctx, i+1)
	})
}

func (s *backupsSheet) row(i int) widgets.RowData {
	if i >= len(s.rows) {
		return widgets.RowData{}
	}
	r := s.rows[i]
	detail := lang.L("Reading…")
	switch {
	case r.err != nil:
		detail = lang.L("Cannot be opened: {{.Why}}", map[string]any{"Why": happened(r.err)})
	case r.opened:
		detail = contentsText(r.held)
	}
	if r.Damaged {
		detail = lang.L("Not sound") + " · " + detail
	}
	return widgets.RowData{ID: int64(i + 1), Title: joinNonEmpty(" · ", whenText(r.MadeAt, s.loop.Now()), backupReason(r.Reason)),
		Detail: detail, Mark: fileSize(r.Size), Quiet: r.Damaged || r.err != nil}
}

// contentsText says what a library file holds.
func contentsText(c db.Contents) string {
	return countsText(c.Counts) + " · " + lang.L("version {{.N}}", map[string]any{"N": c.Version})
}

func countsText(c db.Counts) string {
	return strings.Join([]string{plural(c.Briefs, "{{.N}} brief", "{{.N}} briefs"), plural(c.Annotations, "{{.N}} annotation", "{{.N}} annotations"),
		plural(c.Notes, "{{.N}} note", "{{.N}} notes"), plural(c.Actors, "{{.N}} actor", "{{.N}} actors")}, " · ")
}

// whenText is a moment as the user's clock shows it, the days next to today by
// their names.
func whenText(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	clock := t.Format("15:04")
	switch t.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return lang.L("Today {{.Time}}", map[string]any{"Time": clock})
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return lang.L("Yesterday {{.Time}}", map[string]any{"Time": clock})
	}
	return t.Format("2 Jan 2006 15:04")
}

func backupReason(r db.Reason) string {
	switch r {
	case db.ReasonDaily:
		return lang.L("daily")
	case db.ReasonByHand:
		return lang.L("by hand")
	case db.ReasonMigration:
		return lang.L("before a new version of Sidelight")
	case db.ReasonTrash:
		return lang.L("before emptying the trash")
	case db.ReasonImport:
		return lang.L("before a large import")
	case db.ReasonMerge:
		return lang.L("before merging")
	case db.ReasonRepair:
		return lang.L("before a repair")
	case db.ReasonRestore:
		return lang.L("set aside when a backup was restored")
	}
	return string(r)
}

// fileSize is a size in the unit that fits.
func fileSize(bytes int64) string {
	const k = 1024
	switch {
	case bytes < k*k:
		return fmt.Sprintf("%d KB", (bytes+k-1)/k)
	case bytes < k*k*k:
		return fmt.Sprintf("%.1f MB", float64(bytes)/k/k)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/k/k/k)
}

// current is the chosen backup, or nil.
func (s *backupsSheet) current() *backupRow {
	i := int(s.list.Current()) - 1
	if i < 0 || i >= len(s.rows) {
		return nil
	}
	return &s.rows[i]
}

// chosen says where the chosen backup is, reads the whole of it, and says
// whether it is sound.
func (s *backupsSheet) chosen() {
	ctx := s.looking.next(s.ctx)
	r := s.current()
	for _, b := range []*widgets.Button{s.restore, s.copy} {
		if r == nil {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	if r == nil {
		s.about.SetText(lang.L("Backups are in {{.Folder}}. Choose one to see whether it is whole.", map[string]any{"Folder": db.BackupFolder(s.path)}))
		return
	}
	path := r.Path
	s.about.SetText(lang.L("Examining {{.Path}}", map[string]any{"Path": path}))
	fetch(ctx, s.loop, func(ctx context.Context) ([]db.Finding, error) {
		_, findings, err := db.Examine(ctx, path)
		return findings, err
	}, func(findings []db.Finding, err error) {
		switch {
		case err != nil:
			s.about.SetText(lang.L("Cannot be restored: {{.Why}}", map[string]any{"Why": happened(err)}) + "\n" + path)
			s.restore.Disable()
		case len(findings) > 0:
			s.about.SetText(plural(len(findings), "{{.N}} thing is wrong in it.", "{{.N}} things are wrong in it.") + "\n" + path)
			s.restore.Disable()
		default:
			s.about.SetText(lang.L("Examined: whole and sound.") + "\n" + path)
		}
		s.events.emit("examined %d", len(findings))
	})
}

func (s *backupsSheet) copyPath() {
	if r := s.current(); r != nil {
		s.app.Clipboard().SetContent(r.Path)
		s.say(lang.L("Copied"))
	}
}

// askRestore says what restoring the chosen backup does, and asks.
func (s *backupsSheet) askRestore() {
	r := s.current()
	if r == nil || !r.opened || r.err != nil || s.restore.Disabled() {
		return
	}
	when := whenText(r.MadeAt, s.loop.Now())
	s.confirm(r.Path, "", lang.L("Restore the backup “{{.When}}”?", map[string]any{"When": when}), contentsText(r.held))
}

func (s *backupsSheet) confirm(path, passphrase, title, held string) {
	sentence := lang.L("The library becomes what it was then: {{.Contents}}. What it is now is kept among the backups, so that you can go back. The window then opens the restored library.",
		map[string]any{"Contents": held})
	if held == "" {
		sentence = lang.L("What the library is now is kept among the backups, so that you can go back. The window then opens the restored library.")
	}
	s.sheet("confirm", widgets.ShowConfirm(s.win.Canvas(), title, sentence, lang.L("Restore"), false, func() {
		s.panel.Hide()
		s.panel.OnCancel()
		s.shell.restore(s.path, path, passphrase)
	}), nil)
}

// askFile lets the user choose a backup elsewhere.
func (s *backupsSheet) askFile() {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		_ = r.Close()
		s.given(path)
	}, s.win)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	s.events.emit("sheet file-open")
}

// given looks whether a backup is sealed before it asks.
func (s *backupsSheet) given(path string) {
	title := lang.L("Restore “{{.Name}}”?", map[string]any{"Name": shorten(libraryName(path), 40)})
	fetch(s.ctx, s.loop, func(context.Context) (bool, error) { return sealedFile(path) }, func(sealed bool, err error) {
		switch {
		case err != nil && !errors.Is(err, context.Canceled):
			s.report(err)
		case sealed:
			askPassphrase(s.kit, func(passphrase string) { s.confirm(path, passphrase, title, "") })
		default:
			s.confirm(path, "", title, "")
		}
	})
}

// happened says in one sentence what an error means.
func happened(err error) string {
	t := db.Explain(err)
	return lang.L(t.What)
}
