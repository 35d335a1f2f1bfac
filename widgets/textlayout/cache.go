package textlayout

import (
	"strings"
	"sync"
)

// cacheWords is how many words one generation of the cache holds. Two
// generations of this size are about 25 MB at worst, and hold the words of
// several books.
const cacheWords = 40000

// wordCache remembers shaped words in two generations: when the young one is
// full it becomes the old one, and what is not used again goes with the next
// change. Words in use by a document stay alive through it.
type wordCache struct {
	mu    sync.RWMutex
	young [faceCount]map[string]*Word
	old   [faceCount]map[string]*Word
	count int
}

func (c *wordCache) init() {
	for i := range c.young {
		c.young[i] = map[string]*Word{}
	}
	// Body text fills these: growing on the way costs as much as a sixth of
	// shaping.
	c.young[face{}.index()] = make(map[string]*Word, cacheWords/4)
}

// forget drops all words.
func (c *wordCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.init()
	c.old = [faceCount]map[string]*Word{}
	c.count = 0
}

// get returns the shaped word or nil.
func (c *wordCache) get(f face, text string) *Word {
	i := f.index()
	c.mu.RLock()
	w, old := c.young[i][text], (*Word)(nil)
	if w == nil {
		old = c.old[i][text]
	}
	c.mu.RUnlock()
	if old != nil {
		return c.put(f, text, old)
	}
	return w
}

// put adds a word and returns the one to use: another goroutine may have been
// first.
func (c *wordCache) put(f face, text string, w *Word) *Word {
	i := f.index()
	c.mu.Lock()
	defer c.mu.Unlock()
	if first := c.young[i][text]; first != nil {
		return first
	}
	if c.count >= cacheWords {
		c.old = c.young
		c.init()
		c.count = 0
	}
	// The key must not keep the document alive that text is a part of.
	c.young[i][strings.Clone(text)] = w
	c.count++
	return w
}
