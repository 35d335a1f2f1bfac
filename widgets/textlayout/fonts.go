package textlayout

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
)

// Fonts are the font files a Shaper sets text in. Serif and Sans hold regular,
// bold, italic and bold italic, in that order; a missing one falls back to
// regular.
type Fonts struct {
	Serif, Sans [4][]byte
	Mono        []byte
	// Fallback is searched in order for what the family of a text lacks.
	Fallback [][]byte
	// System, where not nil, is asked last: it returns a font for a rune, or
	// nil. It is called under a lock, so it need not be safe for concurrent use.
	System func(r rune, serif bool) *font.Font
}

// FontID names one font of a Shaper.
type FontID uint16

// noFont marks a rune that no font has.
const noFont = ^FontID(0)

// family is the font family a run is set in.
type family uint8

const (
	serif family = iota
	sans
	mono
)

// face is a font family with weight, slant and the transformation of small
// headings. It is the part of a style that changes the shape of a word.
type face struct {
	family       family
	bold, italic bool
	caps         bool // letter-spaced capitals
}

// index numbers the faces, for arrays.
func (f face) index() int {
	i := int(f.family)
	if f.bold {
		i |= 4
	}
	if f.italic {
		i |= 8
	}
	if f.caps {
		i |= 16
	}
	return i
}

// faceCount is one more than the greatest index of a face.
const faceCount = 32

// Shaper turns words into positioned glyphs and remembers them. One is shared
// by all documents and safe for concurrent use.
type Shaper struct {
	words wordCache

	mu      sync.Mutex // guards what follows
	fonts   []*font.Font
	system  func(r rune, serif bool) *font.Font
	byFont  map[*font.Font]FontID
	found   map[lackKey]FontID // what System answered
	workers []*worker

	chains [faceCount][]FontID // fixed after NewShaper
}

type lackKey struct {
	r     rune
	serif bool
}

// NewShaper parses the fonts. The error tells which font cannot be read.
func NewShaper(f Fonts) (*Shaper, error) {
	s := &Shaper{
		system: f.System,
		byFont: map[*font.Font]FontID{},
		found:  map[lackKey]FontID{},
	}
	var errs []error
	load := func(name string, data []byte) FontID {
		if len(data) == 0 {
			return noFont
		}
		parsed, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			errs = append(errs, fmt.Errorf("read font %s: %w", name, err))
			return noFont
		}
		return s.register(parsed.Font)
	}
	var ids [2][4]FontID
	for i := range 4 {
		ids[serif][i] = load(fmt.Sprintf("serif %d", i), f.Serif[i])
		ids[sans][i] = load(fmt.Sprintf("sans %d", i), f.Sans[i])
	}
	monoID := load("mono", f.Mono)
	var fallback []FontID
	for i, data := range f.Fallback {
		fallback = append(fallback, load(fmt.Sprintf("fallback %d", i), data))
	}
	for i := range faceCount {
		weight := i >> 2 & 3
		var chain []FontID
		add := func(list ...FontID) {
			for _, id := range list {
				if id != noFont {
					chain = append(chain, id)
				}
			}
		}
		switch family(i & 3) {
		case serif:
			add(ids[serif][weight], ids[serif][0], ids[sans][weight], ids[sans][0])
		case sans:
			add(ids[sans][weight], ids[sans][0], ids[serif][weight])
		case mono:
			add(monoID, ids[sans][0])
		}
		add(fallback...)
		s.chains[i] = chain
	}
	if len(s.fonts) == 0 {
		errs = append(errs, errors.New("no fonts to set text in"))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	s.words.init()
	return s, nil
}

// register gives a font its number. The caller holds mu, or is NewShaper.
func (s *Shaper) register(f *font.Font) FontID {
	if id, ok := s.byFont[f]; ok {
		return id
	}
	id := FontID(len(s.fonts))
	s.fonts = append(s.fonts, f)
	s.byFont[f] = id
	return id
}

// Font returns a font by its number, to draw glyphs with.
func (s *Shaper) Font(id FontID) *font.Font {
	s.mu.Lock()
	defer s.mu.Unlock()
	if int(id) >= len(s.fonts) {
		return nil
	}
	return s.fonts[id]
}

// lookSystem asks the system for a font that has the rune.
func (s *Shaper) lookSystem(r rune, serif bool) FontID {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.system == nil {
		return noFont
	}
	key := lackKey{r, serif}
	if id, ok := s.found[key]; ok {
		return id
	}
	id := noFont
	if f := s.system(r, serif); f != nil {
		if _, has := f.NominalGlyph(r); has {
			id = s.register(f)
		}
	}
	s.found[key] = id
	return id
}
