package widgets

// ruler measures and cuts labels by the widths of their letters, each measured
// once. Zooming cuts hundreds of labels at new places in every frame, for which
// measuring whole words would be too slow. Kerning is left out: the error is a
// pixel or two.
type ruler struct {
	letters lettering
	latin   [0x250]float32 // 0: not measured yet
	others  map[rune]float32
}

func newRuler(letters lettering) *ruler {
	return &ruler{letters: letters, others: map[rune]float32{}}
}

func (r *ruler) letter(c rune) float32 {
	if int(c) < len(r.latin) {
		if r.latin[c] == 0 {
			r.latin[c] = r.letters.width(string(c))
		}
		return r.latin[c]
	}
	w, ok := r.others[c]
	if !ok {
		w = r.letters.width(string(c))
		r.others[c] = w
	}
	return w
}

func (r *ruler) width(s string) (w float32) {
	for _, c := range s {
		w += r.letter(c)
	}
	return w
}

// cut returns s, or as much of its start as fits into max with an ellipsis.
func (r *ruler) cut(s string, max float32) string {
	room, w, fits, n := max-r.letter('…'), float32(0), 0, 0
	for _, c := range s {
		if w <= room {
			fits = n
		}
		n++
		if w += r.letter(c); w > max {
			return cut([]rune(s), fits)
		}
	}
	return s
}
