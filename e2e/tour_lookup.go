package e2e

// lookingUp shows the look-up box: a name spelt otherwise, the full text
// behind its sigil, and what is said when nothing was found.
func (t *tour) lookingUp() error {
	for _, s := range []struct{ typed, name, what string }{
		{"azaouad mov", "look-up", "the look-up box finds a name however it is spelt, and says why"},
		{"/ridge", "look-up-text", "a slash looks into the texts"},
		{"zzqx", "look-up-nothing", "nothing found: where it looked, and what to try"},
	} {
		if _, err := t.Do(t.ctx, "ctrl+k", "lookup open"); err != nil {
			return err
		}
		if err := t.Type(t.ctx, s.typed); err != nil {
			return err
		}
		if err := t.waitLookup(s.typed); err != nil {
			return err
		}
		if err := t.shoot(s.name, s.what); err != nil {
			return err
		}
		if _, err := t.Do(t.ctx, "Escape", "lookup closed"); err != nil {
			return err
		}
	}
	return nil
}

// waitLookup waits until the box has answered all that was typed.
func (t *tour) waitLookup(typed string) error {
	for {
		event, err := t.Wait(t.ctx, "lookup")
		if err != nil {
			return err
		}
		if len(event) >= len(typed) && event[len(event)-len(typed):] == typed {
			return nil
		}
	}
}

// searching shows the Search tab, and a hit in its brief.
func (t *tour) searching() error {
	if _, err := t.Do(t.ctx, "ctrl+shift+f", "focus search"); err != nil {
		return err
	}
	if err := t.shoot("search-guide", "what a search can ask for"); err != nil {
		return err
	}
	if err := t.Type(t.ctx, `JNIM OR "foreign contractors" after:2024-07`); err != nil {
		return err
	}
	if _, err := t.Wait(t.ctx, "facets"); err != nil {
		return err
	}
	if err := t.shoot("search", "passages by brief, how the query was read, and what narrows it down"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "Return", "hit"); err != nil {
		return err
	}
	if err := t.shoot("search-hit", "the passage with every hit marked; F3 goes on, across briefs"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "Escape", "hits-left"); err != nil {
		return err
	}
	return t.Press(t.ctx, "ctrl+w")
}
