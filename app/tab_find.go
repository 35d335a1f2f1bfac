package app

// each calls f with every open page, the sides of pairs one by one, until f
// returns false.
func (t *tabArea) each(f func(p page, tab int) bool) {
	for i, open := range t.pages {
		sides := []page{open}
		if p, ok := open.(*pair); ok {
			sides = p.sides[:]
		}
		for _, p := range sides {
			if !f(p, i) {
				return
			}
		}
	}
}

// find is the open page of a key and the index of its tab; nil, -1 when it is
// not open.
func (t *tabArea) find(k tabKey) (found page, tab int) {
	tab = -1
	t.each(func(p page, i int) bool {
		if p.Key() == k && (found == nil || i == t.active) { // one in view before others
			found, tab = p, i
		}
		return found == nil || tab != t.active
	})
	return found, tab
}

// bring brings the open page of a key into view and puts it to work; nil when
// it is not open.
func (t *tabArea) bring(k tabKey) page {
	p, tab := t.find(k)
	if p == nil {
		return nil
	}
	t.show(tab)
	if pair := t.pairInView(); pair != nil {
		pair.work(pair.sideOf(k))
	}
	return p
}

// shows reports whether the page of a key is in view.
func (t *tabArea) shows(k tabKey) bool {
	p, tab := t.find(k)
	return p != nil && tab == t.active
}
