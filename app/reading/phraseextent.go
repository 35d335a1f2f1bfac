package reading

import (
	"slices"
	"strings"
)

// extent is the end of the sequence of words from i that may be a name, i when
// none begins there.
func (r *capReader) extent(i int) int {
	w, end := r.words[i:], 0
	is := func(k int, t trait) bool { return k < len(w) && !w[k].apart && w[k].is.has(t) }
	switch {
	case r.monthAt(i):
		if is(1, numberTrait) && is(2, unitTrait) && is(2, capitalTrait) {
			end = 3 // "March 23 Movement"
		}
	case w[0].is.has(numberTrait | ordinalTrait):
		switch {
		case is(1, unitTrait) && is(1, capitalTrait), w[0].is.has(ordinalTrait) && r.nameAt(i+1):
			end = 2
		case is(1, monthTrait) && is(2, unitTrait) && is(2, capitalTrait):
			end = 3 // "23 March Movement"
		}
	case w[0].is.has(dayTrait) || r.titleAt(i) || w[0].is.has(functionTrait) && !w[0].is.has(stateTrait|leadTrait) && !r.placeAt(i, i+2):
	case w[0].is.has(capitalTrait):
		end = 1
	case w[0].is.has(leadTrait) && r.nameAt(i+1):
		end = 2
	}
	if end == 0 {
		return i
	}
	for end += i; end < len(r.words) && end-i < mostNameWords && !r.words[end].apart; {
		last := r.words[end-1]
		if last.owner && !(last.is.has(ownerTrait) && (r.nameAt(end) || r.words[end].folded == "of")) {
			break
		}
		n := r.goesOn(i, end)
		if n == 0 {
			break
		}
		end += n
	}
	if r.afterTitle(i) >= 0 { // "the envoy for Syria Staffan de Mistura"
		for k := end - 1; k > i; k-- {
			if r.placeAt(i, k) {
				return k
			}
		}
	}
	return end
}

// mostNameWords is the length of the longest name.
const mostNameWords = 24

// placeAt says whether the words from i to j name a place.
func (r *capReader) placeAt(i, j int) bool {
	return i < j && j-i <= 3 && j <= len(r.words) && places[oneLine(r.text[r.words[i].Start:r.words[j-1].End])]
}

// afterTitle is where the title stands that "of" or "for" joins to the word at
// i, or -1.
func (r *capReader) afterTitle(i int) int {
	k := i - 1
	if k > 0 && r.words[k].folded == "the" {
		k--
	}
	if k < 1 || r.words[i].apart || r.words[k].folded != "of" && r.words[k].folded != "for" || !r.words[k-1].is.has(titleTrait) {
		return -1
	}
	return k - 1
}

// nameAt says whether the word at k goes on with a name.
func (r *capReader) nameAt(k int) bool {
	if k >= len(r.words) || r.words[k].apart || !r.words[k].is.has(capitalTrait) || r.words[k].is.has(dayTrait) || r.titleAt(k) {
		return false
	}
	w := r.words[k]
	if r.monthAt(k) {
		return w.folded == "may" && !r.numberAt(k+1) // "Theresa May", but not "May 4"
	}
	return !w.is.has(functionTrait) || w.is.has(stateTrait)
}

// monthAt says whether the word at k is a month; shortened ones need their
// full stop or a number beside them.
func (r *capReader) monthAt(k int) bool {
	w := r.words[k]
	return w.is.has(monthTrait) && (len(w.folded) > 3 || w.folded == "may" || r.numberAt(k+1) || k > 0 && r.numberAt(k-1) || strings.HasPrefix(r.text[w.End:], "."))
}

func (r *capReader) numberAt(k int) bool { return k < len(r.words) && r.words[k].is.has(numberTrait) }

// titleAt says whether the word at k is a title of a person, and not the first
// word of a body ("General Staff").
func (r *capReader) titleAt(k int) bool {
	if !r.words[k].is.has(titleTrait) || !r.words[k].is.has(capitalTrait) {
		return false
	}
	for next := k + 1; next < min(len(r.words), k+mostNameWords); next++ {
		w := r.words[next]
		if w.apart || !w.is.has(capitalTrait) {
			return true
		}
		if !w.is.has(titleTrait) { // "Attorney General’s Office" has none
			return !w.is.has(headTrait | topicTrait)
		}
	}
	return true
}

// portfolio counts the words from i that belong to a title before them:
// "Minister of Foreign Affairs and Trade".
func (r *capReader) portfolio(i int) int {
	title := r.afterTitle(i)
	if title < 0 {
		return 0
	}
	end := i
	for end < len(r.words) && (end == i || !r.words[end].apart) {
		w := r.words[end]
		if !w.is.has(topicTrait) && w.folded != "and" && !(w.folded == "state" && r.words[title].folded == "secretary") {
			break
		}
		end++
	}
	if end < len(r.words) && !r.words[end].apart && r.words[end].is.has(headTrait) {
		return 0 // "Director of the Federal Security Service"
	}
	return end - i
}

// goesOn counts the words at j that go on with the name that began at i.
func (r *capReader) goesOn(i, j int) int {
	w, last := r.words[j], r.words[j-1]
	switch {
	case r.nameAt(j):
		return 1
	case w.is.has(capitalTrait):
		return 0
	case w.is.has(numberTrait):
		if last.is.has(numberedTrait) && !isYear(w.folded) {
			return 1
		}
		return 0
	case w.is.has(ordinalTrait|particleTrait) && r.nameAt(j+1):
		return 2
	case w.is.has(particleTrait) && j+1 < len(r.words) && r.words[j+1].is.has(particleTrait) && r.nameAt(j+2):
		return 3
	case w.is.has(joinerTrait):
		return r.joined(i, j)
	}
	if r.words[i].is.has(frenchHeadTrait) && w.is.has(frenchTrait|frenchSmallTrait) {
		return r.french(j)
	}
	return 0
}

// isYear: "the Army 2023" is no unit.
func isYear(number string) bool {
	return len(number) == 4 && (strings.HasPrefix(number, "19") || strings.HasPrefix(number, "20"))
}

// joined counts the words at j where a small word joins the parts of the name
// of a body.
func (r *capReader) joined(i, j int) int {
	next := j + 1
	if next < len(r.words) && r.words[next].folded == "the" && !r.words[next].apart {
		next++
	}
	if next >= len(r.words) || r.words[next].apart {
		return 0
	}
	last, after := r.words[j-1], r.words[next]
	if of := r.words[j].folded == "of" && last.is.has(headTrait); !r.nameAt(next) && !(of && after.is.has(titleTrait) && after.is.has(capitalTrait)) {
		return 0 // a title may follow: "Board of Governors"
	}
	body := slices.ContainsFunc(r.words[i:j], func(w capWord) bool { return w.folded == "of" || w.folded == "for" })
	joins := false
	switch r.words[j].folded {
	case "of":
		joins = body || last.owner || last.is.has(headTrait|instrumentTrait) || last.is.has(topicTrait) && r.headAfter(next)
	case "for":
		joins = body || last.is.has(headTrait)
	case "and":
		joins = after.is.has(topicTrait) && (body || last.is.has(topicTrait)) && !r.titleAfter(next) || pairs[last.folded+" "+after.folded]
	case "in":
		joins = bodiesIn[last.folded] || strings.Contains(last.folded, "qa") && placesOfQaeda[after.folded]
	case "to":
		joins = last.folded == "delegation" || last.folded == "mission"
	case "on", "against":
		joins = last.is.has(headTrait) && (body || after.is.has(topicTrait|nationTrait|stateTrait)) || body && places[after.Of(r.text)]
	}
	if !joins {
		return 0
	}
	return next - j + 1
}

// headAfter: the words after the one at k lead up to a head: "Freedom of Russia
// Legion".
func (r *capReader) headAfter(k int) bool {
	for k, end := k+1, k+mostNameWords; k < end && r.nameAt(k); k++ {
		if r.words[k].is.has(headTrait) {
			return true
		}
	}
	return false
}

// titleAfter: the words from k on lead up to a title: "Foreign Minister".
func (r *capReader) titleAfter(k int) bool {
	for end := min(len(r.words), k+mostNameWords); k < end && !r.words[k].apart && r.words[k].is.has(capitalTrait); k++ {
		if r.titleAt(k) {
			return true
		}
	}
	return false
}

// french counts the words at j that go on with the French name of a body, the
// last of them a noun or an adjective.
func (r *capReader) french(j int) int {
	n := 0
	for k := j; k < min(len(r.words), j+mostNameWords) && !r.words[k].apart; k++ {
		w := r.words[k]
		switch {
		case w.is.has(capitalTrait) && r.nameAt(k), w.is.has(frenchTrait):
			n = k - j + 1
		case !w.is.has(frenchSmallTrait):
			return n
		}
	}
	return n
}

// bodiesIn take "in" into their names, pairs take "and", and after "al-Qaeda
// in" the name goes on with these.
var (
	bodiesIn      = words("mission cooperation assistance")
	placesOfQaeda = words("islamic arabian indian lands land")
	pairs         = map[string]bool{"iraq levant": true, "bosnia herzegovina": true, "trinidad tobago": true, "antigua barbuda": true}
)
