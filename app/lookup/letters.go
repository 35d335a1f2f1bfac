package lookup

import (
	"math/bits"
	"runtime"
	"sync"
)

// A set of letters is 64 bits: which of a to z a text has, which of them a
// word begins with, and twelve bits that the other bytes share.

const startBits = 26

// letterBit is the bit of a byte of a folded text.
func letterBit(c byte) uint64 {
	if 'a' <= c && c <= 'z' {
		return 1 << (c - 'a')
	}
	return 1 << (52 + c%12)
}

// startBit is the bit of a byte that begins a word.
func startBit(c byte) uint64 {
	if 'a' <= c && c <= 'z' {
		return 1 << (startBits + c - 'a')
	}
	return letterBit(c)
}

// lettersOf is the set of a folded text.
func lettersOf(folded string) uint64 {
	var set uint64
	start := true
	for i := 0; i < len(folded); i++ {
		c := folded[i]
		if isGap(c) {
			start = true
			continue
		}
		set |= letterBit(c)
		if start {
			set |= startBit(c)
			start = false
		}
	}
	return set
}

// lettered is the rows that have all letters of a set. When the set grows, as
// it does while a name is typed, only those that had the letters before are
// looked at.
type lettered struct {
	need  uint64
	bits  []uint64
	parts []letteredRows // room for what each goroutine finds
	all   letteredRows
}

type letteredRows struct{ initials, others []int32 }

// rows are those that have all letters of a set and are asked for: those with a
// word that begins with each of the letters, and the others. They are valid
// until the next call.
func (l *lettered) rows(ix *Index, q *query, need uint64) (initials, others []int32) {
	if l.bits == nil || need&l.need != l.need {
		l.bits = make([]uint64, (len(ix.rows)+63)/64)
		for i := range l.bits {
			l.bits[i] = ^uint64(0)
		}
		if spare := len(ix.rows) % 64; spare > 0 {
			l.bits[len(l.bits)-1] = 1<<spare - 1
		}
	}
	l.need = need
	starts := need | need&(1<<startBits-1)<<startBits
	parts := min(runtime.GOMAXPROCS(0), 1+len(l.bits)/chunk)
	if len(l.parts) != parts {
		l.parts = make([]letteredRows, parts)
	}
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() {
			found := letteredRows{l.parts[p].initials[:0], l.parts[p].others[:0]}
			to := len(l.bits) * (p + 1) / parts
			for i := len(l.bits) * p / parts; i < to; i++ {
				for left := l.bits[i]; left != 0; left &= left - 1 {
					id := int32(i<<6 + bits.TrailingZeros64(left))
					switch letters := ix.letters[id]; {
					case letters&need != need:
						l.bits[i] &^= left & -left
					case !ix.allows(q, id):
					case letters&starts == starts:
						found.initials = append(found.initials, id)
					default:
						found.others = append(found.others, id)
					}
				}
			}
			l.parts[p] = found
		})
	}
	wait.Wait()
	initials, others = l.all.initials[:0], l.all.others[:0]
	for _, f := range l.parts {
		initials, others = append(initials, f.initials...), append(others, f.others...)
	}
	l.all = letteredRows{initials, others}
	return initials, others
}
