package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// The faces beside a brief.
const (
	sideNotes       = "notes"
	sideAnnotations = "annotations"
	sideActors      = "actors"
)

// briefSide is what stands beside a brief: its notes, its annotations and its
// actors.
type briefSide struct {
	*kit
	pane        *sidePane
	annotations *annotationsPane
	actors      *briefActors
	sources     *briefSources
	notes       *noteEditor // nil without a brief in view
	insert      func()
	id          int64 // of the brief; 0: none
}

func newBriefSide(k *kit, pane *sidePane, act markActions, insert func()) *briefSide {
	s := &briefSide{kit: k, pane: pane, insert: insert}
	act.count = func(n int) { pane.setCount(s, sideAnnotations, n) }
	s.annotations = newAnnotationsPane(k, act)
	s.actors = newBriefActors(k, func(n int) { pane.setCount(s, sideActors, n) })
	s.sources = newBriefSources(k, func(n int) { pane.setCount(s, sideSources, n) })
	return s
}

// show brings what belongs to a brief into view.
func (s *briefSide) show(p *briefPage) {
	if p.id == s.id {
		return
	}
	s.leave()
	s.id = p.id
	s.notes = newNoteEditor(s.kit, noteRef{brief: p.id}, s.insert)
	s.pane.show(s, p.Key())
	s.annotations.set(p)
	s.findings(p)
}

// faces implements sideGroup.
func (s *briefSide) faces() []sideFace {
	return []sideFace{
		notesFace(s.notes),
		{sideAnnotations, lang.L("Annotations"), func() fyne.CanvasObject { return s.annotations.content }, s.annotations.focus, s.annotations.places},
		{sideActors, lang.L("Actors"), func() fyne.CanvasObject { return s.actors.content }, s.actors.focus, s.actors.places},
		{sideSources, lang.L("Sources"), func() fyne.CanvasObject { return s.sources.content }, s.sources.focus, s.sources.places},
	}
}

// findings passes what was read of a brief to the faces; nil: there is none in
// view.
func (s *briefSide) findings(p *briefPage) {
	s.actors.set(p)
	s.sources.set(p)
	s.annotations.checks.set(p)
}

// leave implements sideGroup.
func (s *briefSide) leave() {
	s.id = 0
	s.findings(nil)
	s.annotations.comment.close()
	if s.notes != nil {
		s.notes.close()
		s.notes = nil
	}
}

// notesFace is the face in which a record's notes are written.
func notesFace(e *noteEditor) sideFace {
	return sideFace{sideNotes, lang.L("Notes"), func() fyne.CanvasObject { return e.content }, func() bool { e.focus(); return true },
		func(p put) { whole(p, "notes.editor", e.editor) }}
}
