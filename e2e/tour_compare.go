package e2e

// comparing shows two briefs on the same events, a difference between them,
// what they share, and a corrected edition beside the first one.
func (t *tour) comparing() error {
	if err := t.openBeside("what the desert column lost", "two ambushes", "compared matters"); err != nil {
		return err
	}
	if err := t.shoot("compared", "two briefs on the same events: which passages belong together, and what differs"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "F8", "difference"); err != nil {
		return err
	}
	if err := t.shoot("difference", "a difference, both passages in view; it is kept, dismissed or put into the notes"); err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, "side.shared", "pane shared"); err != nil {
		return err
	}
	if err := t.shoot("shared", "what both have, and what only one has"); err != nil {
		return err
	}
	if err := t.Press(t.ctx, "ctrl+w"); err != nil {
		return err
	}
	if err := t.openBeside("what the desert column lost", "desert column lost corrected", "compared editions"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "F8", "difference"); err != nil {
		return err
	}
	if err := t.shoot("editions", "a corrected edition: what was put in, taken out, moved and reworded"); err != nil {
		return err
	}
	if err := t.Press(t.ctx, "ctrl+w"); err != nil {
		return err
	}
	return t.Press(t.ctx, "ctrl+w") // the brief that it was opened from
}

// openBeside opens one brief and another beside it, and waits for an event.
func (t *tour) openBeside(first, second, event string) error {
	for _, s := range []struct{ words, key, event string }{{first, "Return", "lookup closed"}, {second, "ctrl+Return", event}} {
		if _, err := t.Do(t.ctx, "ctrl+k", "lookup open"); err != nil {
			return err
		}
		if err := t.Type(t.ctx, s.words); err != nil {
			return err
		}
		if err := t.waitLookup(s.words); err != nil {
			return err
		}
		if _, err := t.Do(t.ctx, s.key, s.event); err != nil {
			return err
		}
	}
	return nil
}
