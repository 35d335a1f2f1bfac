package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
)

// The tabs of the side pane.
const (
	sideNotes       = "notes"
	sideAnnotations = "annotations"
)

// sidePane holds what belongs to the brief in view: its notes and its
// annotations.
type sidePane struct {
	*kit
	content     fyne.CanvasObject
	tabs        *widgets.SideTabs
	body        *fyne.Container
	none        fyne.CanvasObject
	annotations *annotationsPane
	notes       *noteEditor // nil without a brief in view
	insert      func()
	brief       int64
}

func newSidePane(k *kit, act markActions, insert func()) *sidePane {
	s := &sidePane{kit: k, insert: insert}
	s.tabs = widgets.NewSideTabs(
		widgets.SideTab{ID: sideNotes, Title: lang.L("Notes"), Count: -1},
		widgets.SideTab{ID: sideAnnotations, Title: lang.L("Annotations")})
	act.count = func(n int) { s.tabs.SetCount(sideAnnotations, n) }
	s.annotations = newAnnotationsPane(k, act)
	s.none = widgets.NewEmptyState("sidebar", lang.L("Nothing open"), lang.L("Open a brief: its notes and annotations stand here."))
	s.body = container.NewStack(s.none)
	s.tabs.OnSelect = func(string) { s.draw(); s.focus() }
	s.tabs.SetActive(sideAnnotations)
	s.content = widgets.NewGround(widgets.GroundSurface, widgets.NewDock(s.tabs, nil, nil, nil, s.body))
	return s
}

// show brings what belongs to a brief into view; nil: no brief is in view.
func (s *sidePane) show(p *briefPage) {
	id := int64(0)
	if p != nil {
		id = p.id
	}
	if id == s.brief {
		return
	}
	s.annotations.comment.close()
	if s.notes != nil {
		s.notes.close()
		s.notes = nil
	}
	s.brief = id
	if p != nil {
		s.notes = newNoteEditor(s.kit, noteRef{brief: id}, s.insert)
		s.annotations.set(p.marks, p.place)
	} else {
		s.tabs.SetCount(sideAnnotations, 0)
	}
	s.draw()
}

// choose brings one of the tabs to the front.
func (s *sidePane) choose(id string) {
	s.tabs.SetActive(id)
	s.draw()
}

func (s *sidePane) draw() {
	var o fyne.CanvasObject
	switch {
	case s.brief == 0:
		o = s.none
	case s.tabs.Active() == sideNotes:
		o = s.notes.content
	default:
		o = s.annotations.content
	}
	if len(s.body.Objects) == 1 && s.body.Objects[0] == o {
		return
	}
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
	s.events.emit("pane %s", s.tabs.Active())
}

// focus gives the keyboard to what is in view.
func (s *sidePane) focus() {
	switch {
	case s.brief == 0:
	case s.tabs.Active() == sideNotes:
		s.notes.focus()
	case len(s.annotations.marks) == 0:
		s.win.Canvas().Focus(s.tabs)
	default:
		s.win.Canvas().Focus(s.annotations.list)
	}
}

// close lets go of the notes; nothing is lost.
func (s *sidePane) close() {
	s.annotations.comment.close()
	if s.notes != nil {
		s.notes.close()
		s.notes = nil
	}
}
