package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

const (
	// backupDelay keeps the daily backup out of the way of starting.
	backupDelay = 2 * time.Minute
	// backupInterval is how often a desk that stays open asks whether the day
	// has one.
	backupInterval = time.Hour
)

// settingNoDaily is "off" in a library that makes no daily backups by itself.
const settingNoDaily = "backup.daily"

// keeper makes the backups of the library in the background: one a day, by
// hand, and before something large.
type keeper struct {
	*kit
	banner func(*widgets.Banner)
	timer  func() // cancels what waits
	last   time.Time
	warned bool
}

func newKeeper(k *kit, banner func(*widgets.Banner)) *keeper {
	return &keeper{kit: k, banner: banner, timer: func() {}}
}

// begin looks when the last backup was made, and later whether one is due.
func (k *keeper) begin() {
	k.remember()
	if k.canWrite() {
		k.timer = k.loop.After(backupDelay, k.daily)
	}
}

// remember reads when the last backup was made.
func (k *keeper) remember() {
	fetch(k.ctx, k.loop, func(context.Context) ([]db.Backup, error) { return db.Backups(k.lib.Path()) }, func(all []db.Backup, err error) {
		if err == nil && len(all) > 0 {
			k.last = all[0].MadeAt
		}
	})
}

// lastText says when the last backup was made.
func (k *keeper) lastText() string {
	if k.last.IsZero() {
		return lang.L("No backup yet")
	}
	return lang.L("Last backup: {{.When}}", map[string]any{"When": whenText(k.last, k.loop.Now())})
}

// daily makes the backup of the day when it is due, and asks again later.
func (k *keeper) daily() {
	if k.ctx.Err() != nil {
		return
	}
	k.timer = k.loop.After(backupInterval, k.daily)
	today := k.loop.Now()
	var made bool
	fetch(k.ctx, k.loop, func(ctx context.Context) (b db.Backup, err error) {
		if off, err := k.lib.Setting(ctx, settingNoDaily); err != nil || off == "off" {
			return b, err
		}
		if due, err := k.lib.BackupDue(today); err != nil || !due {
			return b, err
		}
		b, made, err = k.lib.Backup(ctx, db.ReasonDaily)
		return b, err
	}, func(b db.Backup, err error) {
		switch {
		case err != nil:
			k.trouble(err)
		case made:
			k.made(b)
		}
	})
}

// made takes note of a backup, and warns when something in it is wrong.
func (k *keeper) made(b db.Backup) {
	k.last = b.MadeAt
	k.events.emit("backed-up %s", b.Reason)
	if b.Damaged {
		k.warn()
		return
	}
	k.warned = false
}

// trouble says that no backup was made, once for as long as it lasts.
func (k *keeper) trouble(err error) {
	if !k.warned {
		k.warned = true
		k.report(err)
	}
}

// warn says that the library is not sound.
func (k *keeper) warn() {
	if k.warned {
		return
	}
	k.warned = true
	k.banner(widgets.NewBanner(widgets.BannerError, lang.L("Something in the library is not as it was stored."),
		lang.L("A backup was made all the same, and every earlier one is kept."),
		lang.L("Close the window and run “sidelight check --repair” to see what it is and mend it.")))
	k.events.emit("trouble not sound")
}

// backUpNow makes a backup because the user asks for one.
func (k *keeper) backUpNow(then func()) {
	k.run(db.ReasonByHand, func(made bool, err error) {
		switch {
		case errors.Is(err, context.Canceled):
			k.say(lang.L("No backup was made"))
		case err != nil:
			k.report(err)
		case made:
			k.say(lang.L("Backup made"))
		default:
			k.say(lang.L("Nothing has changed since the last backup"))
		}
		then()
	})
}

// before makes a backup and then goes on with something large. When there can
// be none, the user decides.
func (k *keeper) before(reason db.Reason, then func()) {
	k.run(reason, func(_ bool, err error) {
		switch {
		case errors.Is(err, context.Canceled):
			k.say(lang.L("Stopped; nothing was changed"))
		case err != nil:
			t := db.Explain(err)
			k.sheet("confirm", widgets.ShowConfirm(k.win.Canvas(), lang.L("Go on without a backup?"), lang.L(t.What),
				lang.L("Go on"), true, then), nil)
		default:
			then()
		}
	})
}

func (k *keeper) run(reason db.Reason, done func(made bool, err error)) {
	var b db.Backup
	var made bool
	started := k.jobs.start(k.ctx, lang.L("Backing up"), func(ctx context.Context, _ func(int, int)) (err error) {
		b, made, err = k.lib.Backup(ctx, reason)
		return err
	}, func(err error) {
		if err == nil && made {
			k.made(b)
		}
		done(made, err)
	})
	if !started {
		k.say(lang.L("Wait until the work under way is done"))
	}
}

// dailyTick switches the daily backup of this library on and off.
func (d *Desk) dailyTick() fyne.CanvasObject {
	tick := widgets.NewTick(lang.L("Make a backup once a day, in the background, and keep seven days and four weeks"), true)
	if !d.canWrite() {
		tick.Disable()
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (string, error) { return d.lib.Setting(ctx, settingNoDaily) }, func(value string, err error) {
		if err != nil {
			d.report(fmt.Errorf("read the settings: %w", err))
			return
		}
		tick.SetOn(value != "off")
		tick.OnChanged = d.setDaily
	})
	return tick
}

func (d *Desk) setDaily(on bool) {
	value := "off"
	if on {
		value = ""
	}
	store(d.ctx, d.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.lib.SetSetting(ctx, settingNoDaily, value)
	}, func(_ struct{}, err error) {
		if err != nil {
			d.report(fmt.Errorf("change the settings: %w", err))
			return
		}
		d.saved()
		d.events.emit("daily-backup %t", on)
	})
}
