package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"

	"fyne.io/fyne/v2"
)

// session is what comes back at the next start and is not worth a place in
// the library: sizes, open tabs, zoom. It lives in Fyne's preferences, which
// are not written safely; losing it costs a rearranged window, never words.
type session struct {
	Width      float32 `json:"width"`  // canvas, in Fyne units
	Height     float32 `json:"height"` // canvas, in Fyne units
	ListWidth  float32 `json:"list_width"`
	SideWidth  float32 `json:"side_width"`
	ListHidden bool    `json:"list_hidden"`
	SideHidden bool    `json:"side_hidden"`
	TextSize   float32 `json:"text_size"`
	Sans       bool    `json:"sans"`
	Theme      string  `json:"theme"`   // "", "light", "dark"
	Library    string  `json:"library"` // opened last

	Watched string   `json:"watched,omitempty"` // a folder whose new files are offered
	Passed  []string `json:"passed,omitempty"`  // the hashes of those that were not wanted

	LensesOff []string `json:"lenses_off,omitempty"`
}

// tabKind says what a tab shows.
type tabKind string

const (
	tabBrief      tabKind = "brief"
	tabNote       tabKind = "note"
	tabActor      tabKind = "actor"
	tabSource     tabKind = "source"
	tabChronology tabKind = "chronology"       // of the library; ID is 0
	tabBriefDates tabKind = "brief chronology" // ID is the brief's
	tabActorDates tabKind = "actor chronology" // ID is the actor's
	tabSearch     tabKind = "search"           // ID is the saved search's; 0 and below: not saved
	tabPair       tabKind = "pair"             // ID is the number of the pair; never stored
	tabComparison tabKind = "comparison"
	tabGuide      tabKind = "guide"   // ID is 0
	tabEdition    tabKind = "edition" // ID is the revision's
)

// tabKey names the thing that a tab shows: a tab is opened once for each.
type tabKey struct {
	Kind tabKind `json:"kind"`
	ID   int64   `json:"id"`
}

// openTabs is the part of the session that belongs to one library.
type openTabs struct {
	Tabs   []tabKey `json:"tabs"`
	Active int      `json:"active"`
	// Beside has what stands beside the page of a tab, by the tab's index.
	Beside map[int]tabKey `json:"beside,omitempty"`
	Pane   string         `json:"pane"` // of the rail
	Side   string         `json:"side"` // the face beside the page in view

	Searches []typedSearch `json:"searches,omitempty"` // what the search tabs ask for
}

const sessionKey = "desk.session"

// defaultSession is the first start's, measured on the drawings.
func defaultSession() session {
	return session{Width: 1280, Height: 800, ListWidth: 256, SideWidth: 320, TextSize: 16}
}

func loadSession(p fyne.Preferences) session {
	s := defaultSession()
	// A broken session is forgotten: nothing of worth is in it.
	if err := json.Unmarshal([]byte(p.String(sessionKey)), &s); err != nil {
		s = defaultSession()
	}
	if s.Width < 640 || s.Height < 400 {
		s.Width, s.Height = 1280, 800
	}
	if s.ListWidth < 120 {
		s.ListWidth = 256
	}
	if s.SideWidth < 160 {
		s.SideWidth = 320
	}
	s.TextSize = clampTextSize(s.TextSize)
	return s
}

func (s session) save(p fyne.Preferences) {
	if data, err := json.Marshal(s); err == nil {
		p.SetString(sessionKey, string(data))
	}
}

// tabsKey keeps the tabs of different libraries apart without writing their
// paths into a key.
func tabsKey(library string) string {
	if abs, err := filepath.Abs(library); err == nil {
		library = abs
	}
	sum := sha256.Sum256([]byte(library))
	return "desk.tabs." + hex.EncodeToString(sum[:8])
}

func loadTabs(p fyne.Preferences, library string) openTabs {
	var t openTabs
	if err := json.Unmarshal([]byte(p.String(tabsKey(library))), &t); err != nil {
		return openTabs{}
	}
	return t
}

func (t openTabs) save(p fyne.Preferences, library string) {
	if data, err := json.Marshal(t); err == nil {
		p.SetString(tabsKey(library), string(data))
	}
}

// The sizes of the reading type that zooming steps through, in Fyne units.
var textSizes = []float32{11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32}

const defaultTextSize = 16

func clampTextSize(size float32) float32 {
	if size == 0 {
		return defaultTextSize
	}
	return min(max(size, textSizes[0]), textSizes[len(textSizes)-1])
}

// stepTextSize returns the next size up or down.
func stepTextSize(size float32, up bool) float32 {
	if up {
		for _, s := range textSizes {
			if s > size {
				return s
			}
		}
		return size
	}
	for i := len(textSizes) - 1; i >= 0; i-- {
		if textSizes[i] < size {
			return textSizes[i]
		}
	}
	return size
}
