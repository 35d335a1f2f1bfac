// Package near tells how much of two texts is the same, from a short sketch of
// each: min-hashing over runs of three words (Broder, "On the resemblance and
// containment of documents", 1997). A sketch is a quarter of a kilobyte, so that
// one text can be held against every text of a large library.
//
// It is pure: text in, numbers out.
package near

import (
	"encoding/binary"
	"math"
	"unicode"
	"unicode/utf8"
)

// Rules names the way sketches are made. One that was made by other rules says
// nothing and has to be made again.
const Rules = "minhash 3x64 v1"

// run is how many words in a row are one feature of a text.
const run = 3

// size is how many features a sketch keeps: an estimate from 64 is off by six
// hundredths on average.
const size = 64

// Sketch is what is kept of a text: for each of 64 orders of all runs of words,
// the first that the text has. The zero value is that of a text with no words.
type Sketch [size]uint32

// Of makes the sketch of a text, of which only letters and digits count, in
// lower case.
func Of(text string) Sketch {
	var s Sketch
	for i := range s {
		s[i] = math.MaxUint32
	}
	var words [run]uint64
	n := 0
	for at := 0; at < len(text); {
		hash, next, ok := nextWord(text, at)
		if !ok {
			break
		}
		at = next
		words[n%run] = hash
		n++
		if n >= run {
			s.add(join(words, n))
		}
	}
	if 0 < n && n < run { // a text of one or two words is one feature
		s.add(join(words, n))
	}
	if n == 0 {
		return Sketch{}
	}
	return s
}

// nextWord hashes the next run of letters and digits (FNV-1a).
func nextWord(text string, at int) (hash uint64, next int, ok bool) {
	hash = 14695981039346656037
	for at < len(text) {
		r, width := utf8.DecodeRuneInString(text[at:])
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if !letter && ok {
			break
		}
		at += width
		if letter {
			ok = true
			hash = (hash ^ uint64(unicode.ToLower(r))) * 1099511628211
		}
	}
	return hash, at, ok
}

// join makes one number of the last words, in their order.
func join(words [run]uint64, n int) uint64 {
	h := uint64(0)
	for i := n - min(n, run); i < n; i++ {
		h = mix(h ^ words[i%run])
	}
	return h
}

// mix spreads a number over all its bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// add takes a feature into the sketch: each place orders all features by
// another function of two halves of one hash (Kirsch and Mitzenmacher, 2006).
func (s *Sketch) add(feature uint64) {
	a, b := uint32(feature), uint32(feature>>32)|1
	for i := range s {
		h := a + uint32(i)*b
		h ^= h >> 16
		h *= 0x7feb352d
		h ^= h >> 15
		s[i] = min(s[i], h)
	}
}

// Alike estimates which part of the runs of words of two texts they share, from
// 0 to 1.
func Alike(a, b Sketch) float64 {
	if a == (Sketch{}) || b == (Sketch{}) {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / size
}

// Bytes is the sketch as it is stored, 256 bytes.
func (s Sketch) Bytes() []byte {
	data := make([]byte, 0, 4*size)
	for _, v := range s {
		data = binary.LittleEndian.AppendUint32(data, v)
	}
	return data
}

// Parse reads a stored sketch; ok is false when it is none.
func Parse(data []byte) (s Sketch, ok bool) {
	if len(data) != 4*size {
		return Sketch{}, false
	}
	for i := range s {
		s[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	return s, true
}
