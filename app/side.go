package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
)

// sideFace is one tab of the side pane.
type sideFace struct {
	id, title string
	object    func() fyne.CanvasObject
	focus     func() bool // gives it the keyboard; false: it has nothing to focus
	places    func(p put)
}

// sideGroup is what stands beside one kind of page: a few faces about the
// record in view.
type sideGroup interface {
	faces() []sideFace
	leave() // another record comes into view; nothing may be lost
}

// sidePane holds what belongs to the page in view. Which face was chosen last
// is remembered for each kind of page.
type sidePane struct {
	*kit
	content fyne.CanvasObject
	tabs    *widgets.SideTabs
	body    *fyne.Container
	none    fyne.CanvasObject
	group   sideGroup // nil: nothing belongs to the page in view, or there is none
	key     tabKey
	shown   []sideFace
	chosen  map[tabKind]string
}

func newSidePane(k *kit) *sidePane {
	s := &sidePane{kit: k, chosen: map[tabKind]string{tabBrief: sideAnnotations}}
	s.tabs = widgets.NewSideTabs()
	s.none = widgets.NewEmptyState("sidebar", lang.L("Nothing to show"), lang.L("What belongs to a brief or an actor in view stands here."))
	s.body = container.NewStack(s.none)
	s.tabs.OnSelect = func(id string) { s.choose(id); s.focus() }
	s.content = widgets.NewGround(widgets.GroundSurface, widgets.NewDock(s.tabs, nil, nil, nil, s.body))
	return s
}

// show brings what belongs to a page into view; nil: nothing does.
func (s *sidePane) show(group sideGroup, key tabKey) {
	s.group, s.key, s.shown = group, key, nil
	var tabs []widgets.SideTab
	if group != nil {
		s.shown = group.faces()
		for _, f := range s.shown {
			tabs = append(tabs, widgets.SideTab{ID: f.id, Title: f.title, Count: -1})
		}
	}
	s.tabs.SetTabs(tabs...)
	if id := s.chosen[key.Kind]; s.index(id) >= 0 {
		s.tabs.SetActive(id)
	} else if len(s.shown) > 0 {
		s.tabs.SetActive(s.shown[0].id)
	}
	s.draw()
}

// choose brings one of the faces to the front. One that the page in view does
// not have is remembered for the next page of a brief.
func (s *sidePane) choose(id string) {
	if s.group == nil {
		s.chosen[tabBrief] = id
		return
	}
	if s.index(id) < 0 {
		return
	}
	s.chosen[s.key.Kind] = id
	s.tabs.SetActive(id)
	s.draw()
}

// setCount changes the number at a face of the group, if it is in view.
func (s *sidePane) setCount(g sideGroup, id string, n int) {
	if s.group == g {
		s.tabs.SetCount(id, n)
	}
}

func (s *sidePane) index(id string) int {
	for i, f := range s.shown {
		if f.id == id {
			return i
		}
	}
	return -1
}

// face is the one in view; ok is false when there is none.
func (s *sidePane) face() (f sideFace, ok bool) {
	if i := s.index(s.tabs.Active()); i >= 0 {
		return s.shown[i], true
	}
	return sideFace{}, false
}

// active is the id of the face in view, or "".
func (s *sidePane) active() string {
	f, _ := s.face()
	return f.id
}

func (s *sidePane) draw() {
	o := s.none
	if f, ok := s.face(); ok {
		o = f.object()
	}
	if len(s.body.Objects) == 1 && s.body.Objects[0] == o {
		return
	}
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
	if id := s.active(); id != "" {
		s.events.emit("pane %s", id)
	}
}

// focus gives the keyboard to what is in view.
func (s *sidePane) focus() {
	if f, ok := s.face(); ok && !f.focus() {
		s.win.Canvas().Focus(s.tabs)
	}
}

func (s *sidePane) places(p put) {
	parts(p, "side.", s.tabs)
	if f, ok := s.face(); ok {
		f.places(p)
	}
}
