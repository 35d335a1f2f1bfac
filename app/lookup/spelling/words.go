package spelling

import "math/bits"

// Words is a list of different folded words made ready for Near. It never
// changes; it may be used from many goroutines. A word costs about 30 bytes
// on top of the list itself.
type Words struct {
	words   []string
	keys    string   // all keys, one behind the other
	keyEnds []uint32 // where the key of each word ends in keys
	letters []letterSet
	sounds  []letterSet
}

// NewWords makes the list; it keeps words.
func NewWords(words []string) *Words {
	w := &Words{
		words:   words,
		keyEnds: make([]uint32, len(words)),
		letters: make([]letterSet, len(words)),
		sounds:  make([]letterSet, len(words)),
	}
	var keys []byte
	for i, word := range words {
		begin := len(keys)
		keys = appendKey(keys, word)
		w.keyEnds[i] = uint32(len(keys))
		w.letters[i] = lettersOf(word)
		w.sounds[i] = lettersOf(string(keys[begin:]))
	}
	w.keys = string(keys)
	return w
}

func (w *Words) key(i int) string {
	var begin uint32
	if i > 0 {
		begin = w.keyEnds[i-1]
	}
	return w.keys[begin:w.keyEnds[i]]
}

// letterSet says which letters a word has, and which twice; and in its lowest
// bits which one it begins with. A letter more or less changes one bit at
// most, a swap none: so two sets tell how far apart words are at the least.
type letterSet uint64

const (
	firstBits  = 5
	firstMask  = 1<<firstBits - 1
	otherBits  = 64 - firstBits - 2*26
	otherBegin = 64 - otherBits
)

func lettersOf(word string) letterSet {
	var set letterSet
	first := true
	for _, r := range word {
		if first {
			set, first = letterSet(r)&firstMask, false
		}
		if r < 'a' || r > 'z' {
			set |= 1 << (otherBegin + uint32(r)%otherBits)
			continue
		}
		once := letterSet(1) << (firstBits + 2*(r-'a'))
		if set&once != 0 {
			set |= once << 1
		}
		set |= once
	}
	return set
}

// lacks is how many letters of s the other has not, at the least.
func (s letterSet) lacks(other letterSet) int {
	return bits.OnesCount64(uint64(s &^ other &^ firstMask))
}

// consonants is the set without its vowels.
func (s letterSet) consonants() letterSet { return s &^ vowels }

// vowels are the letters a, e, i, o and u.
const vowels letterSet = 3 << firstBits * (1 | 1<<8 | 1<<16 | 1<<28 | 1<<40)

// sameStart reports whether both may begin with the same letter.
func (s letterSet) sameStart(other letterSet) bool {
	return (s^other)&firstMask == 0
}
