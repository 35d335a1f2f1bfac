package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
)

// mentionChooser chooses how "long form (SF)" counts in this library; the
// briefs are then read again in the background.
func (d *Desk) mentionChooser() fyne.CanvasObject {
	c := newChoice([]string{"", "one"}, []string{lang.L("Two mentions"), lang.L("One mention")}, "", nil)
	if !d.canWrite() {
		for _, chip := range c.chips {
			chip.Disable()
		}
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (string, error) { return d.lib.Setting(ctx, findings.SettingOneMention) },
		func(value string, err error) {
			if err != nil {
				d.report(fmt.Errorf("read the settings: %w", err))
				return
			}
			c.set(value)
			c.onChange = d.setOneMention
		})
	return c.content
}

func (d *Desk) setOneMention(value string) {
	store(d.ctx, d.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.lib.SetSetting(ctx, findings.SettingOneMention, value)
	}, func(_ struct{}, err error) {
		if err != nil {
			d.report(fmt.Errorf("change the setting: %w", err))
			return
		}
		d.saved()
		d.events.emit("setting %s %s", findings.SettingOneMention, value)
		d.catchUp.soon()
	})
}
