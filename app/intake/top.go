package intake

import (
	"strings"

	"sidelight/db"
)

// readHead reads the particulars at the top: it walks down to the first prose,
// then picks the title among the lines that are nothing else.
func (u *understanding) readHead() {
	heads := map[int]headLine{}
	var cands []int
	titled := u.fixed.title != ""
	end, debrisSeen := len(u.pieces), 0
walk:
	for i := range u.pieces {
		p, s := u.pieces[i], u.flat(i)
		first := len(cands) == 0
		switch {
		case i >= headLines:
			end = i
			break walk
		case isSectionName(s) && !(p.nav && p.kind == db.KindBullet) && !(first && (i == 0 && notesNames[foldName(s)] || seriesNames[foldName(s)])):
			end = i
			break walk
		case p.kind == db.KindBullet:
			if p.nav || isDebris(s) {
				u.drop(i, "navigation of the page")
				debrisSeen++
				continue
			}
			end = i
			break walk
		case p.kind == db.KindQuote:
			end = i
			break walk
		case p.kind == db.KindCaption:
			continue
		case p.kind == db.KindTable:
			u.tableFields(i, heads)
			continue
		case p.kind == db.KindHeading && p.sure:
			if isDebris(s) {
				u.drop(i, "navigation of the page")
				continue
			}
			if h, ok := recogniseHead(s, u.order, true); ok && h.kind != "" && !(p.level == 1 && first) {
				heads[i] = h
				continue
			}
			cands = append(cands, i)
			continue
		case p.nav && !reByline.MatchString(s) && (first || !isNames(s, 2) || len(splitNames(s)) < 2 || isDebris(s) || rePubWord.MatchString(s)):
			u.drop(i, "navigation of the page")
			debrisSeen++
			continue
		}
		if debrisSeen > 0 && !first && isDigits(s) && len(s) <= 5 && !yearAlone.MatchString(s) {
			u.drop(i, "a counter of the page")
			continue
		}
		if h, ok := recogniseHead(s, u.order, titled || u.anyTitle(cands)); ok {
			if h.debris {
				u.drop(i, "not part of the text")
				debrisSeen++
			} else {
				heads[i] = h
			}
			continue
		}
		if label, rest := summaryLabel(s); rest > 0 && !(first && !terminal(s) && wordCount(s, 31) <= 30 && seriesOnly(label)) {
			end = i
			break
		}
		if !first && isCaption(s, false) || first && i > 0 && reCaptionStart.MatchString(s) {
			u.settle(i, db.KindCaption)
			continue
		}
		if u.prose(i) {
			// A question may be a long title; a full sentence is not one.
			mark := lastMark(s)
			if !(first && !titled && (mark == '?' || mark == '!' || !terminal(s)) && wordCount(s, 36) <= 35 && i+1 < len(u.pieces) && strings.Count(s, ". ") == 0) {
				end = i
				break
			}
		} else if terminal(s) && (!first || titled || i+1 == len(u.pieces)) && lastMark(s) != '?' {
			end = i
			break
		}
		cands = append(cands, i)
	}
	u.body = end
	u.pickTitle(cands, heads)
	// What the lines say, from the top.
	for i := 0; i < end; i++ {
		if h, ok := heads[i]; ok && i != u.title {
			u.take(i, h)
		}
	}
	u.leftovers(cands, heads)
	// Below a standfirst or first paragraph the byline and date may follow.
	for i := end; i < len(u.pieces) && i < end+6; i++ {
		p, s := u.pieces[i], u.flat(i)
		if p.kind != "" || u.decided[i] || isSectionName(s) {
			continue
		}
		if u.namesAuthor(s) {
			u.settle(i, db.KindByline)
			continue
		}
		h, ok := recogniseHead(s, u.order, true)
		if name := namedRole(s); !ok && u.found.author == "" && (name != "" || u.aboveRole(i)) {
			if name == "" {
				name = withoutAddress(s)
				u.settle(i+1, db.KindByline)
			}
			h, ok = headLine{kind: db.KindByline, author: name, guess: true}, true
		}
		if !ok && i+1 < len(u.pieces) && u.pieces[i+1].kind == "" && u.found.publication == "" && rePubWord.MatchString(s) && wordCount(s, 9) <= 8 && !terminal(s) {
			// A house's name right above the number or date of the issue.
			if next, known := recogniseHead(u.flat(i+1), u.order, true); known && !next.debris && next.publication == "" {
				h, ok = headLine{kind: db.KindPublication, publication: s, guess: true}, true
			}
		}
		if !ok || wordCount(s, 21) > 20 {
			continue
		}
		if h.debris {
			u.drop(i, "not part of the text")
		} else if h.title == "" {
			u.take(i, h)
		}
	}
}

// anyTitle reports that one of the lines can be a title: a section's or
// product's name above it does not count.
func (u *understanding) anyTitle(cands []int) bool {
	for _, i := range cands {
		if s := u.flat(i); !kickers[foldName(s)] && !seriesOnly(s) {
			return true
		}
	}
	return false
}

// seriesOnly: a label such as "Summary" that may also be the name of a series.
func seriesOnly(label string) bool { _, _, ok := seriesName(label); return ok }

// tableFields reads a table at the top whose rows are keys and values.
func (u *understanding) tableFields(i int, heads map[int]headLine) {
	var all headLine
	known := 0
	rows := strings.Split(u.str(i), "\n")
	for _, row := range rows[:min(len(rows), 40)] {
		key, value, ok := strings.Cut(row, " | ")
		if !ok {
			continue
		}
		if h, good := metaField(strings.Trim(key, " :|"), strings.Trim(value, " |"), u.order); good {
			all.merge(h)
			known++
		}
	}
	if known > 0 && known*2 >= len(rows) {
		all.kind = db.KindTable
		heads[i] = all
	}
}

// take notes what a line says and settles its kind.
func (u *understanding) take(i int, h headLine) {
	if h.kind == db.KindTitle { // a second line that names a title
		h.kind = db.KindPublication
	}
	if h.kind == db.KindTable || h.kind == db.KindHeading {
		u.decided[i] = true
		u.pieces[i].kind = h.kind
		if h.kind == db.KindHeading {
			p := &u.pieces[i]
			p.level = 2
			if h.subtitle != "" { // the words after "Subtitle:"
				p.start = p.end - len(lastPart(u.str(i), h.subtitle))
			}
		}
	} else {
		u.settle(i, h.kind)
	}
	u.found.merge(h)
	u.explain(h, u.flat(i))
}

func (u *understanding) explain(h headLine, line string) {
	kind := db.RemarkRecognised
	if h.guess {
		kind = db.RemarkGuessed
	}
	line = short(line, 80)
	if h.publication != "" {
		u.remark(kind, "publication", "“%s”, from the line “%s”", h.publication, line)
	}
	if h.volume != "" || h.issue != "" {
		u.remark(db.RemarkRecognised, "issue", "volume %s, issue %s, from the line “%s”", orDash(h.volume), orDash(h.issue), line)
	}
	if h.author != "" {
		u.remark(kind, "author", "“%s”, from the line “%s”", h.author, line)
	}
	if h.dated {
		u.remark(db.RemarkRecognised, "published", "from the line “%s” (%s)", line, h.date.Rule)
	}
	if len(h.tags) > 0 {
		u.remark(db.RemarkRecognised, "tags", "from the line “%s”", line)
	}
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// leftovers settles the lines at the top that are neither the title nor say what
// they are.
func (u *understanding) leftovers(cands []int, heads map[int]headLine) {
	title := u.fixed.title
	if u.title >= 0 {
		title = u.flat(u.title)
	}
	near := func(i int) bool { // beside a date, byline or publication line
		for _, k := range []int{i - 1, i + 1} {
			if h, ok := heads[k]; ok && (h.dated || h.author != "" || h.volume != "") {
				return true
			}
		}
		return false
	}
	dated := func(i int) bool { // right above or below a date
		return heads[i-1].dated || heads[i+1].dated
	}
	beforeProse := func(i int) bool {
		return i+1 < len(u.pieces) && (u.prose(i+1) || u.pieces[i+1].kind == db.KindBullet)
	}
	navAbove := 0
	for _, i := range cands {
		if i < u.title && wordCount(u.flat(i), 4) <= 3 {
			navAbove++
		}
	}
	for _, i := range cands {
		if i == u.title {
			continue
		}
		s := u.flat(i)
		next := heads[i+1]
		switch {
		case u.namesAuthor(s):
			u.settle(i, db.KindByline)
		case title != "" && sameTitle(s, title):
			u.drop(i, "the title once more")
		case u.title > i && extendsTitle(s, title):
			if site := strings.TrimLeft(s[min(len(s), len(title)):], " |-–—·:"); u.found.publication == "" && site != "" && startsUpper(site) {
				u.note(headLine{publication: site, guess: true}, s)
			}
			u.drop(i, "the name of the page")
		case len(title) > 12 && strings.HasPrefix(fold(s), fold(title)):
			h := headLine{kind: db.KindPublication}
			h.date, _, _, h.dated = findDate(s, u.order)
			u.take(i, h)
		case next.volume != "" && next.publication == "" && wordCount(s, 7) <= 6 && u.found.publication == "":
			u.settle(i, db.KindPublication)
			u.note(headLine{publication: s}, s)
		case i > u.title && u.aboveRole(i) && (u.found.author == "" || u.pieces[i-1].kind == db.KindByline):
			u.settle(i, db.KindByline)
			name := withoutAddress(s)
			if u.found.author != "" {
				name, u.found.author = u.found.author+", "+name, ""
			}
			u.note(headLine{author: name, guess: true}, s)
		case i > u.title && namedRole(s) != "" && (u.found.author == "" || u.pieces[i-1].kind == db.KindByline && namedRole(u.flat(i-1)) != ""):
			// One author a line, each with what he is.
			u.settle(i, db.KindByline)
			name := namedRole(s)
			if u.found.author != "" {
				name, u.found.author = u.found.author+", "+name, ""
			}
			u.note(headLine{author: name, guess: true}, s)
		case u.found.author == "" && i > u.title && u.nameRun(i, heads) > 1:
			var names []string
			for k := range u.nameRun(i, heads) {
				u.settle(i+k, db.KindByline)
				names = append(names, u.flat(i+k))
			}
			u.note(headLine{author: strings.Join(names, ", "), guess: true}, strings.Join(names, " / "))
		case u.decided[i]:
			// One of the names above.
		case u.found.author == "" && dated(i) && !rePubWord.MatchString(s) && !reRole.MatchString(s) && isNames(s, 2) && i > u.title && !beforeProse(i):
			u.settle(i, db.KindByline)
			u.note(headLine{author: s, guess: true}, s)
		case u.found.author == "" && i > u.title && len(splitNames(s)) > 1 && isNames(s, 2) && !rePubWord.MatchString(s):
			u.settle(i, db.KindByline)
			u.note(headLine{author: s, guess: true}, s)
		case u.found.author == "" && i == u.title+1 && i+1 < len(u.pieces) && isNames(s, 2) && !rePubWord.MatchString(s) && !reRole.MatchString(s) && isSectionName(u.flat(i+1)):
			// Alone between the title and the summary, where no heading stands.
			u.settle(i, db.KindByline)
			u.note(headLine{author: s, guess: true}, s)
		case authorKeys[foldName(s)] && i+1 < len(u.pieces) && isNames(u.flat(i+1), 2):
			u.settle(i, db.KindByline)
		case i > 0 && u.pieces[i-1].kind == db.KindByline && !u.pieces[i].gap && reRole.MatchString(s):
			u.settle(i, db.KindByline)
		case u.pieces[i].sure:
			// The markup says it is a heading.
		case u.found.author == "" && i > u.title+1 && u.pieces[i-1].kind == db.KindPublication && isNames(s, 2) && wordCount(s, 5) <= 4 && !rePubWord.MatchString(s) && !reRole.MatchString(s) && !beforeProse(i):
			u.settle(i, db.KindByline)
			u.note(headLine{author: s, guess: true}, s)
		case i < u.title && u.takeProductLine(i):
		case seriesOnly(s) && (i < u.title || !beforeProse(i) || !u.pieces[i].gap && (heads[i-1].dated || heads[i-1].author != "")):
			u.settle(i, db.KindPublication)
			name, number, _ := seriesName(s)
			if u.found.series != "" && strings.HasSuffix(foldName(name), " "+foldName(u.found.series)) {
				u.found.series = "" // "News Release" says more than "Release Number 12"
			}
			if u.found.series == "" {
				u.note(headLine{series: name, issue: number}, s)
			}
		case kickers[foldName(s)] && (i < u.title || !beforeProse(i)):
			u.settle(i, db.KindPublication)
			u.remark(db.RemarkGuessed, "text", "“%s” is taken for the name of a section", s)
		case u.found.publication == "" && rePubWord.MatchString(s) && wordCount(s, 9) <= 8 && (near(i) || i < u.title) && !beforeProse(i) && !terminal(s):
			u.settle(i, db.KindPublication)
			u.note(headLine{publication: s, guess: true}, s)
		case u.title >= 0 && i == u.title+1 && (next.kind != "" || i+2 < u.body && isNames(u.flat(i+1), 2)) && !terminal(s) && wordCount(s, 26) <= 25:
			u.settle(i, db.KindHeading)
			u.pieces[i].level = 2
			u.remark(db.RemarkGuessed, "subtitle", "“%s”, right below the title", short(s, 80))
		case i+2 == u.title && u.found.publication == "" && seriesOnly(u.flat(i+1)) && !terminal(s) && wordCount(s, 5) <= 4:
			// The house, the kind of product, the title.
			u.settle(i, db.KindPublication)
			u.note(headLine{publication: s, guess: true}, s)
		case i < u.title && navAbove >= 2:
			u.drop(i, "a line above the title")
		case i < u.title:
			u.settle(i, db.KindPublication)
			u.remark(db.RemarkGuessed, "text", "“%s” stands above the title and is kept as a line of its own", short(s, 60))
		}
	}
}

// takeProductLine takes the line of a product, if the piece is one.
func (u *understanding) takeProductLine(i int) bool {
	h, ok := u.productLine(u.flat(i))
	if ok {
		u.take(i, h)
	}
	return ok
}

// nameRun counts names that stand one below the other from a piece on, above a date.
func (u *understanding) nameRun(i int, heads map[int]headLine) int {
	n := 0
	for ; i+n < u.body && !u.decided[i+n] && u.pieces[i+n].kind == ""; n++ {
		if s := u.flat(i + n); !isNames(s, 2) || wordCount(s, 5) > 4 || rePubWord.MatchString(s) || reRole.MatchString(s) {
			break
		}
	}
	if !heads[i+n].dated {
		return 0
	}
	return n
}

// namesAuthor reports a line that says little more than who wrote the text, as
// the file itself says it.
func (u *understanding) namesAuthor(s string) bool {
	return u.fixed.author != "" && wordCount(s, 12) <= wordCount(u.fixed.author, 12)+4 && strings.Contains(foldName(s), foldName(u.fixed.author)) && !terminal(s)
}

// note records what a line says without settling its kind.
func (u *understanding) note(h headLine, line string) {
	u.found.merge(h)
	if h.series != "" {
		u.remark(db.RemarkRecognised, "series", "“%s”, a line of its own", h.series)
	}
	h.series = ""
	u.explain(h, line)
}
