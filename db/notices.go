package db

import (
	"slices"
	"sync"
)

// Notice says what a committed change was about. The types are BriefChanged,
// AnnotationChanged, NoteChanged, LabelChanged, ActorChanged, FindingsChanged,
// SourceChanged, SavedSearchChanged, ComparisonChanged, LibraryChanged.
type Notice interface{ notice() }

// BriefChanged says that a brief was added, edited, trashed or restored. Its
// annotations and notes go to the trash and come back with it, and its
// comparisons are hidden meanwhile.
type BriefChanged struct{ ID int64 }

// AnnotationChanged says that an annotation of a brief was added, edited, trashed or restored.
type AnnotationChanged struct{ ID, BriefID int64 }

// NoteChanged says that a note was added, saved, trashed or restored. BriefID is 0 for
// a free note.
type NoteChanged struct{ ID, BriefID int64 }

// LabelChanged says that a label was added, edited or deleted. A deleted label's
// annotations have none now.
type LabelChanged struct{ ID int64 }

// ActorChanged says that an actor was added, edited, merged, split, trashed or
// restored, or that one of its relations changed.
type ActorChanged struct{ ID int64 }

// LibraryChanged says that many records changed at once.
type LibraryChanged struct{}

func (BriefChanged) notice()      {}
func (AnnotationChanged) notice() {}
func (NoteChanged) notice()       {}
func (LabelChanged) notice()      {}
func (ActorChanged) notice()      {}
func (LibraryChanged) notice()    {}

// subscribers holds who wants to hear of changes, in the order of subscribing.
type subscribers struct {
	mu   sync.Mutex
	next int
	all  []subscriber
}

type subscriber struct {
	id int
	f  func(Notice)
}

// Subscribe has f called for every change that this Library commits, after
// the commit and on the goroutine that committed. f may use the library.
// Changes that another process makes are not told. cancel ends it.
func (l *Library) Subscribe(f func(Notice)) (cancel func()) {
	s := &l.subscribers
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.next
	s.next++
	s.all = append(s.all, subscriber{id, f})
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.all = slices.DeleteFunc(s.all, func(sub subscriber) bool { return sub.id == id })
	}
}

// publish tells the subscribers. No lock is held meanwhile, so that a
// subscriber may subscribe, cancel or write.
func (s *subscribers) publish(notices []Notice) {
	if len(notices) == 0 {
		return
	}
	s.mu.Lock()
	all := slices.Clone(s.all)
	s.mu.Unlock()
	for _, n := range notices {
		for _, sub := range all {
			sub.f(n)
		}
	}
}

// FindingsChanged says that what was read from a brief changed, by reading it
// again or by a decision; BriefID is 0 when it is about many.
type FindingsChanged struct{ BriefID int64 }

// SourceChanged says that a source was edited, merged or parted.
type SourceChanged struct{ ID int64 }

func (FindingsChanged) notice() {}
func (SourceChanged) notice()   {}
