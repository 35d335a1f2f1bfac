package app

import (
	"os"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/place"
	"sidelight/widgets"
)

// whereabouts is where a library is, looked at before anything is written there.
type whereabouts struct {
	risk  place.Risk
	risky bool
	fresh bool // there is no library yet
}

func whereaboutsOf(path string) whereabouts {
	var s whereabouts
	s.risk, s.risky = place.Of(path)
	_, err := os.Stat(path)
	s.fresh = os.IsNotExist(err)
	return s
}

// placeText says what is wrong with a place, and why that matters.
func placeText(r place.Risk) (what, why string) {
	if r.Kind == place.Network {
		return lang.L("This folder is on another machine ({{.Name}}).", map[string]any{"Name": r.Name}),
			lang.L("The locks that keep a library whole do not reach there: it can be damaged when the connection breaks, or when two machines open it.")
	}
	return lang.L("This folder is synchronised by {{.Name}}.", map[string]any{"Name": r.Name}),
		lang.L("It may copy the library in the middle of a change, or put an older copy over a newer one; two machines would overwrite each other’s work.")
}

// askPlace asks before a new library is made at a place that may harm it.
func (sh *shell) askPlace(path string, r place.Risk) {
	what, why := placeText(r)
	sh.showPage(lang.L("Not a good place for a library"), path,
		[]string{what, why, lang.L("Keep the library in a folder of this machine, and save copies of it here: File, Backups.")},
		[]*widgets.Button{
			widgets.NewPrimaryButton(lang.L("Use another folder…"), func() { sh.askLibrary(DefaultLibrary()) }),
			widgets.NewButton(lang.L("Go on here"), func() { sh.openAt(path, true) }),
			widgets.NewButton(lang.L("Quit"), sh.close)})
	sh.events.emit("place %s %s", r.Kind, r.Name)
}

// mindPlace marks a library that is at a risky place for as long as it is open,
// and says why the first time that it is opened there.
func (d *Desk) mindPlace(s whereabouts) {
	if !s.risky {
		return
	}
	name := libraryName(d.lib.Path())
	d.status.bar.SetLibrary(lang.L("{{.Library}} (in {{.Place}})", map[string]any{"Library": name, "Place": s.risk.Name}))
	d.events.emit("place %s %s", s.risk.Kind, s.risk.Name)
	key := "place." + tabsKey(d.lib.Path())
	if d.app.Preferences().String(key) == s.risk.Name {
		return
	}
	d.app.Preferences().SetString(key, s.risk.Name)
	what, why := placeText(s.risk)
	d.banners.add(widgets.NewBanner(widgets.BannerInfo, what, why, lang.L("Better keep the library elsewhere, and save copies of it here: File, Backups.")))
}
