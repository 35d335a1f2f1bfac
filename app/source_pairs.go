package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sidelight/app/reading"
	"sidelight/db"
)

// sourcePair is two sources that may be one outlet.
type sourcePair struct {
	into, from db.Source
	why        string
}

// key names the pair, in whatever order.
func (p sourcePair) key() string { return db.SameSourceKey(p.into.Name, p.from.Name) }

const (
	// sourcesRead is how many sources are read at once to be compared.
	sourcesRead = 1000
	// mostAlike is how many sources that share a trait are compared with each
	// other: what more share tells nothing.
	mostAlike = 60
	// pairsDelay lets a burst of changes end before sources are compared.
	pairsDelay = 400 * time.Millisecond
)

// sourcePairs keeps the pairs of sources that may be one outlet. They are
// looked for anew when sources have changed.
type sourcePairs struct {
	*kit
	all      []sourcePair
	same     func(a, b string) (why string, ok bool)
	reload   reloader
	rest     debounce
	watchers []*func()
	inView   bool // else sources are not compared
	stale    bool // they are to be compared when somebody looks
}

// newSourcePairs looks for pairs; changed hears of their number.
func newSourcePairs(k *kit, changed func(n int)) *sourcePairs {
	s := &sourcePairs{kit: k, same: reading.SameOutlet}
	s.rest = debounce{loop: k.loop, delay: pairsDelay}
	s.reload = reloader{load: s.load}
	s.watch(func() { changed(len(s.all)) })
	k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.SourceChanged, db.FindingsChanged, db.LibraryChanged:
			s.rest.call(s.changed)
		}
	})
	s.changed()
	return s
}

// changed compares the sources anew, now or when somebody looks.
func (s *sourcePairs) changed() {
	if s.stale = !s.inView; s.inView {
		s.reload.call()
	}
}

// setInView says whether anybody sees the pairs or their number.
func (s *sourcePairs) setInView(on bool) {
	s.inView = on
	if on && s.stale {
		s.changed()
	}
}

// watch calls the function whenever the pairs have been looked for, until the
// returned one is called.
func (s *sourcePairs) watch(f func()) (stop func()) {
	watcher := &f
	s.watchers = append(s.watchers, watcher)
	return func() {
		s.watchers = slices.DeleteFunc(s.watchers, func(w *func()) bool { return w == watcher })
	}
}

func (s *sourcePairs) load(done func()) {
	same := s.same
	fetch(s.ctx, s.loop, func(ctx context.Context) ([]sourcePair, error) {
		all, dismissed, err := sourcesToCompare(ctx, s.lib)
		return likelyPairs(all, dismissed, same), err
	}, func(pairs []sourcePair, err error) {
		defer done()
		if err != nil {
			s.report(fmt.Errorf("compare the sources: %w", err))
			return
		}
		s.all = pairs
		for _, f := range slices.Clone(s.watchers) {
			(*f)()
		}
	})
}

// sourcesToCompare reads all sources, and the pairs that the analyst said are two.
func sourcesToCompare(ctx context.Context, lib *db.Library) (all []db.Source, dismissed map[string]bool, err error) {
	for {
		rows, total, err := lib.Sources(ctx, db.SourceFilter{Offset: len(all), Limit: sourcesRead})
		if err != nil {
			return nil, nil, err
		}
		all = append(all, rows...)
		if len(rows) == 0 || len(all) >= total {
			break
		}
	}
	decisions, err := lib.Decisions(ctx, 0, db.DecideSameSource)
	dismissed = map[string]bool{}
	for _, d := range decisions {
		dismissed[d.Key] = d.Verdict == db.StateDismissed
	}
	return all, dismissed, err
}

// likelyPairs finds the pairs that same says may be one outlet, most cited
// first. Only sources that share a trait are compared, so that the time grows
// with the number of sources and not with its square.
func likelyPairs(all []db.Source, dismissed map[string]bool, same func(a, b string) (string, bool)) []sourcePair {
	alike := map[string][]db.Source{}
	for _, s := range all {
		for _, trait := range traits(s) {
			alike[trait] = append(alike[trait], s)
		}
	}
	var pairs []sourcePair
	seen := map[string]bool{}
	for _, group := range alike {
		slices.SortFunc(group, fuller)
		group = group[:min(len(group), mostAlike)]
		for i, into := range group {
			for _, from := range group[i+1:] {
				p := sourcePair{into: into, from: from}
				if seen[p.key()] || dismissed[p.key()] {
					continue
				}
				seen[p.key()] = true
				if p.why = sameOutlet(into, from, same); p.why != "" {
					pairs = append(pairs, p)
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b sourcePair) int {
		return cmp.Or(cmp.Compare(b.into.Citations+b.from.Citations, a.into.Citations+a.from.Citations), cmp.Compare(a.key(), b.key()))
	})
	return pairs
}

// fuller puts first the source that gives a pair its name: a name before an
// address, then the one cited more often, then the longer.
func fuller(a, b db.Source) int {
	address := func(s db.Source) int { return strings.Count(s.Name, ".") }
	return cmp.Or(cmp.Compare(min(address(a), 1), min(address(b), 1)), cmp.Compare(b.Citations, a.Citations),
		cmp.Compare(len(b.Name), len(a.Name)), cmp.Compare(a.ID, b.ID))
}

// sameOutlet compares every spelling of two sources.
func sameOutlet(a, b db.Source, same func(a, b string) (string, bool)) string {
	for _, x := range spellings(a) {
		for _, y := range spellings(b) {
			if why, ok := same(x, y); ok {
				return why
			}
		}
	}
	return ""
}

func spellings(s db.Source) []string {
	if len(s.Variants) == 0 {
		return []string{s.Name}
	}
	return s.Variants
}

// traits are what two spellings of one outlet are likely to share: the letters
// of the name without what may stand around it, all of them but one, the
// initials of its words, the name in a web address.
func traits(s db.Source) []string {
	var all []string
	add := func(trait string) {
		if utf8.RuneCountInString(trait) > 1 && !slices.Contains(all, trait) {
			all = append(all, trait)
		}
	}
	for _, spelling := range spellings(s) {
		words := nameWords(spelling)
		if len(words) == 0 {
			continue
		}
		add(strings.Join(words, ""))
		add(initials(words))
		add(initials(slices.DeleteFunc(slices.Clone(words), func(word string) bool { return smallWords[word] })))
		if len(words) > 1 && articles[words[0]] {
			words = words[1:]
		}
		bare := words
		for len(bare) > 1 && endings[bare[len(bare)-1]] {
			bare = bare[:len(bare)-1]
		}
		add(strings.Join(bare, ""))
		name := strings.Join(words, "")
		add(name)
		add("~" + name)
		for i, r := range name {
			add("~" + name[:i] + name[i+utf8.RuneLen(r):])
		}
	}
	return all
}

// nameWords are the folded words of a spelling; of a web address the name in
// it.
func nameWords(spelling string) []string {
	name := strings.ToLower(spelling)
	if _, rest, ok := strings.Cut(name, "://"); ok {
		name = rest
	}
	name, _, _ = strings.Cut(name, "(")
	if host, _, _ := strings.Cut(name, "/"); strings.Contains(host, ".") && !strings.Contains(host, " ") {
		labels := strings.Split(host, ".")
		name = slices.MaxFunc(labels[:len(labels)-1], func(a, b string) int { return cmp.Compare(len(a), len(b)) })
		name = strings.ReplaceAll(name, "-", "")
	}
	return strings.FieldsFunc(db.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func initials(words []string) string {
	var letters strings.Builder
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		letters.WriteRune(first)
	}
	return letters.String()
}

// smallWords are those that an acronym leaves out.
var smallWords = map[string]bool{"of": true, "for": true, "and": true, "in": true, "on": true, "de": true, "des": true, "du": true, "et": true, "pour": true}

// articles may stand before a name or not, endings after it.
var (
	articles = map[string]bool{"the": true, "le": true, "la": true, "les": true, "l": true, "el": true, "los": true, "las": true, "al": true, "il": true, "der": true, "die": true, "das": true}
	endings  = map[string]bool{"news": true, "online": true, "newspaper": true, "magazine": true, "website": true, "agency": true, "network": true, "channel": true, "tv": true, "service": true, "daily": true}
)
