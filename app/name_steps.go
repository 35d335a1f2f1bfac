package app

import (
	"context"
	"slices"
	"unicode"

	"sidelight/db"
)

// decide stores what the analyst said of findings, as one step that can be
// taken back; said is told in the status bar.
func (k *kit) decide(what, said string, then func(), all ...db.Decision) {
	if len(all) == 0 || !k.canWrite() {
		return
	}
	var before []db.Decision
	back := func(ctx context.Context) error {
		for _, d := range slices.Backward(before) {
			if _, err := k.lib.Decide(ctx, d); err != nil {
				return err
			}
		}
		return nil
	}
	k.undo.run(k.ctx, step{
		What: what,
		Do: func(ctx context.Context) error {
			before = before[:0]
			for _, d := range all {
				b, err := k.lib.Decide(ctx, d)
				if err != nil {
					_ = back(ctx) // all of them or none
					return err
				}
				before = append(before, b)
			}
			return nil
		},
		Undo: back,
	}, func() {
		k.saved()
		k.say(said)
		k.events.emit("decided %s %d", all[0].Kind, len(all))
		if then != nil {
			then()
		}
	})
}

// naming is a name that a text gives somebody, on its way to an actor.
type naming struct {
	name   string      // what a new actor is called, or a name that one gains
	also   []db.Alias  // names that come along: the short form of a long one
	origin string      // the title of the brief
	place  db.Decision // of the kind mention, where the words stand; BriefID 0: nowhere in particular
	found  bool        // the place is a mention already: it is settled, not added
	here   bool        // only this place is meant, if nothing else is said
}

// aliases are all the names as aliases.
func (n naming) aliases() []db.Alias {
	kind := db.AliasOther
	if looksLikeAcronym(n.name) {
		kind = db.AliasAcronym
	}
	all := []db.Alias{{Name: n.name, Kind: kind, Origin: n.origin}}
	return append(all, n.also...)
}

// looksLikeAcronym reports whether a name is one word of mostly capitals.
func looksLikeAcronym(name string) bool {
	capitals, letters := 0, 0
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			return false
		case unicode.IsUpper(r):
			capitals++
			letters++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return capitals >= 2 && 2*capitals > letters
}

// bears reports whether an actor has a name already.
func bears(a db.Actor, name string) bool {
	key := db.Fold(name)
	return db.Fold(a.Name) == key || slices.ContainsFunc(a.Aliases, func(s db.Alias) bool { return db.Fold(s.Name) == key })
}

// nameStep gives a name to an actor, as one step that can be taken back and
// done again with the same records.
type nameStep struct {
	lib    *db.Library
	into   db.Actor // ID 0: a new one with this name and kind
	gains  []db.Alias
	settle bool // the place is decided, too
	place  db.Decision

	before  []db.Alias // the actor's, when it was there
	made    bool       // it was not
	decided db.Decision
}

// planName says what giving the name takes. everywhere means that the actor
// gains it, so that it is found in every brief; crowded that others bear it.
func planName(lib *db.Library, n naming, into db.Actor, everywhere, crowded bool) *nameStep {
	s := &nameStep{lib: lib, into: into, place: n.place}
	if everywhere {
		for _, alias := range n.aliases() {
			if !bears(into, alias.Name) {
				s.gains = append(s.gains, alias)
			}
		}
	}
	s.place.Verdict = db.StateAdded
	if n.found {
		s.place.Verdict = db.StateSettled
	}
	// A name that others bear as well, or that was there but did not link,
	// needs the analyst's word for this place.
	s.settle = n.place.BriefID != 0 && (!everywhere || n.found || crowded || into.ID != 0 && len(s.gains) == 0)
	return s
}

// nothing reports whether the step would change nothing.
func (s *nameStep) nothing() bool { return s.into.ID != 0 && len(s.gains) == 0 && !s.settle }

func (s *nameStep) do(ctx context.Context) (err error) {
	if err := s.name(ctx); err != nil || !s.settle {
		return err
	}
	s.place.ActorID = s.into.ID
	if s.decided, err = s.lib.Decide(ctx, s.place); err != nil {
		_ = s.unname(ctx) // both or neither
	}
	return err
}

func (s *nameStep) name(ctx context.Context) error {
	switch {
	case s.made:
		return s.lib.Restore(ctx, db.KindActor, s.into.ID)
	case s.into.ID == 0:
		s.into.Aliases = s.gains
		a, err := s.lib.AddActor(ctx, s.into)
		if err == nil {
			s.into, s.made = a, true
		}
		return err
	case len(s.gains) == 0:
		return nil
	}
	a, err := s.lib.Actor(ctx, s.into.ID)
	if err != nil {
		return err
	}
	s.before = a.Aliases
	names := append(slices.Clone(a.Aliases), s.gains...)
	if _, err = s.lib.UpdateActor(ctx, a.ID, db.ActorUpdate{Aliases: &names}); err != nil {
		return err
	}
	return s.keepIDs(ctx)
}

// keepIDs remembers under which ids the names were stored: doing it again
// brings back the same.
func (s *nameStep) keepIDs(ctx context.Context) error {
	a, err := s.lib.Actor(ctx, s.into.ID)
	for i, gain := range s.gains {
		if j := slices.IndexFunc(a.Aliases, func(alias db.Alias) bool { return alias.Name == gain.Name }); j >= 0 {
			s.gains[i].ID = a.Aliases[j].ID
		}
	}
	return err
}

func (s *nameStep) unname(ctx context.Context) error {
	switch {
	case s.made:
		return s.lib.Trash(ctx, db.KindActor, s.into.ID)
	case len(s.gains) == 0:
		return nil
	}
	_, err := s.lib.UpdateActor(ctx, s.into.ID, db.ActorUpdate{Aliases: &s.before})
	return err
}

func (s *nameStep) undo(ctx context.Context) error {
	if s.settle {
		if _, err := s.lib.Decide(ctx, s.decided); err != nil {
			return err
		}
	}
	return s.unname(ctx)
}
