package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// pickTitle chooses among the lines at the top that are nothing else.
func (u *understanding) pickTitle(cands []int, heads map[int]headLine) {
	if want := u.fixed.title; want != "" {
		for _, i := range cands {
			if sameTitle(u.flat(i), want) {
				u.title = i
				u.settle(i, db.KindTitle)
				return
			}
		}
		for _, i := range cands {
			if s := u.flat(i); u.pieces[i].kind == db.KindHeading && wordCount(s, 3) >= 2 && extendsTitle(want, s) && wordCount(want[min(len(want), len(s)):], 8) <= 7 && !strings.HasPrefix(fold(want)[len(fold(s)):], ":") {
				// The title of the page, with the name of the site behind it.
				u.title, u.fixed.title = i, s
				u.settle(i, db.KindTitle)
				u.remark(db.RemarkGuessed, "title", "the heading; the front matter adds the name of the site")
				return
			}
		}
		// A first heading with other words is the page's own title.
		for _, i := range cands {
			if u.pieces[i].kind == db.KindHeading && u.pieces[i].level == 1 && i < 3 {
				u.remark(db.RemarkGuessed, "title", "the text itself is headed “%s”", short(u.flat(i), 80))
				break
			}
		}
		return
	}
	for i := 0; i < min(len(u.pieces), headLines); i++ {
		if h, ok := heads[i]; ok && h.title != "" {
			for _, c := range cands {
				// The line has the name of the site behind the heading of the text.
				if u.pieces[c].kind == db.KindHeading && extendsTitle(h.title, u.flat(c)) {
					u.title = c
					u.settle(c, db.KindTitle)
					u.remark(db.RemarkRecognised, "title", "the first heading, which the line “%s” repeats", short(u.flat(i), 60))
					return
				}
			}
			// "Subject: ...": the words after the colon are the title.
			p := &u.pieces[i]
			p.start = p.end - len(lastPart(u.str(i), h.title))
			u.title = i
			u.settle(i, db.KindTitle)
			u.remark(db.RemarkRecognised, "title", "from the line that names it")
			return
		}
	}
	// The markup says it.
	for _, level := range []int{1, 2} {
		for i := 0; i < min(len(u.pieces), headLines); i++ {
			p := u.pieces[i]
			if p.kind == db.KindHeading && p.sure && p.level == level && !u.dropped[i] && !isSectionName(u.flat(i)) && (level == 1 || i < u.body) {
				if _, known := heads[i]; known {
					continue
				}
				if s := u.flat(i); kickers[foldName(s)] && len(cands) > 1 {
					continue
				}
				u.title = i
				u.settle(i, db.KindTitle)
				u.remark(db.RemarkRecognised, "title", "the first heading")
				return
			}
		}
	}
	if len(cands) == 0 {
		return
	}
	pick := -1
	for _, i := range cands {
		_, _, rest := seriesPrefix(u.flat(i))
		if _, product := u.productLine(u.flat(i)); rest > 0 && !(product && len(cands) > 1) {
			pick = i
			break
		}
	}
	if pick < 0 {
		// A page's name and its heading: the words that stand twice.
		seen := map[string]int{}
		for _, i := range cands {
			f := foldName(u.flat(i))
			if first, ok := seen[f]; ok && wordCount(f, 3) >= 3 {
				pick = first
				break
			}
			seen[f] = i
		}
		for _, a := range cands {
			for _, b := range cands {
				if b > a && pick < 0 && extendsTitle(u.flat(a), u.flat(b)) {
					pick = b
				}
			}
		}
	}
	if pick < 0 {
		var rest []int
		publications := map[string]bool{}
		for _, h := range heads {
			publications[foldName(h.publication)] = h.publication != ""
		}
		for k, i := range cands {
			s := u.flat(i)
			_, _, series := seriesName(s)
			more := k+1 < len(cands)
			words := wordCount(s, 9)
			next, isHead := heads[i+1]
			masthead := isHead && next.volume != "" && next.publication == "" && words <= 5
			if i+1 < len(u.pieces) && rePubWord.MatchString(s) && words <= 8 && releaseNames[foldName(u.flat(i+1))] {
				masthead = true // the office, then "PRESS RELEASE"
			}
			masthead = masthead || isHead && isMasthead(s, next)
			masthead = masthead || publications[foldName(s)]
			// A house, the kind of product, the title: each on its line.
			masthead = masthead || words <= 4 && k+2 < len(cands) && cands[k+2] == i+2 && seriesOnly(u.flat(i+1)) && isHeadline(u.flat(i+2))
			if _, ok := u.productLine(s); ok {
				series = true
			}
			kicker := kickers[foldName(s)] || series || words <= 2 && isUpper(s) && hasLetters(s, 4)
			if more && (masthead || kicker) {
				continue
			}
			rest = append(rest, i)
		}
		if len(rest) == 0 {
			rest = cands[len(cands)-1:]
		}
		pick = rest[0]
		// Short lines above a longer one are the page's menu.
		shortRun, debrisAbove := 0, 0
		for i := range pick {
			if u.dropped[i] {
				debrisAbove++
			}
		}
		for _, i := range rest {
			if wordCount(u.flat(i), 5) >= 4 {
				if shortRun >= 2 || shortRun == 1 && debrisAbove > 0 && wordCount(u.flat(i), 6) >= 5 {
					pick = i
				}
				break
			}
			shortRun++
		}
	}
	u.title = pick
	u.settle(pick, db.KindTitle)
	u.remark(db.RemarkRecognised, "title", "the first line that is nothing else")
	u.joinTitle(cands)
}

// joinTitle takes the next line into a title that plainly goes on there: the
// first ends with a colon or a small word.
func (u *understanding) joinTitle(cands []int) {
	p, next := &u.pieces[u.title], u.title+1
	if !slices.Contains(cands, next) || u.pieces[next].gap || u.pieces[next].kind != "" {
		return
	}
	s := u.flat(u.title)
	last := s[strings.LastIndexByte(s, ' ')+1:]
	more := u.flat(next)
	if !strings.HasSuffix(s, ":") && !stopWords[last] || wordCount(s, 3) < 3 || wordCount(more, 2) < 2 || wordCount(more, 21) > 20 || terminal(more) && lastMark(more) == '.' {
		return
	}
	p.end = u.pieces[next].end
	u.dropped[next], u.decided[next] = true, true // its words are in the title
}

// productLine reads the line of a product that stands above a title or, where
// there is none, for it: "Insight — 18 July 2016", "Analysis | Middle East".
func (u *understanding) productLine(s string) (headLine, bool) {
	if kind, ok := kindAndRegion(s); ok {
		return headLine{kind: db.KindPublication, series: kind}, true
	}
	label, rest, ok := strings.Cut(s, " — ")
	if !ok {
		label, rest, ok = strings.Cut(s, " – ")
	}
	if !ok || !seriesOnly(label) {
		return headLine{}, false
	}
	d, ok := parseDate(rest, u.order)
	name, number, _ := seriesName(label)
	return headLine{kind: db.KindPublication, series: name, issue: number, date: d, dated: true}, ok
}

// isHeadline reports a line set as titles are: without a stop, and all in
// capitals or with more than three words.
func isHeadline(s string) bool {
	return !terminal(s) && wordCount(s, 21) <= 20 && (isUpper(s) || wordCount(s, 4) > 3) && !isNames(s, 2)
}

// releaseNames are kinds of product that stand under the name of who issues them.
var releaseNames = names(`press release, news release, media release, press statement, press releases, news releases, media advisory, media note, press advisory, communiqué de presse, statement`)

// isMasthead reports the name of a house or office above the number, kind or
// date of what it issues.
func isMasthead(s string, next headLine) bool {
	if wordCount(s, 9) > 8 || terminal(s) || strings.ContainsAny(s, ":?") {
		return false
	}
	return next.series != "" && next.issue != "" && rePubWord.MatchString(s) || next.kind == db.KindPublication && reOffice.MatchString(s)
}

// reOffice is an office of state by its full name, and nothing that it does.
var reOffice = regexp.MustCompile(`^(?:(?:The|Royal|Federal|National|State|[A-Z]{2,3}) )*(?:Ministry|Department|Office|Embassy|Directorate|Ministère|Ambassade) (?:of|for|de|des|du|de la) (?:the )?(?:(?:[A-Z]\p{L}+,? )?(?:(?:and|et|&) )?){0,3}(?:Affairs|Defen[cs]e|Security|Interior|Justice|Finance|State|Information|Development|Cooperation|Armées|Intérieur|étrangères|Étrangères)$|^(?:The )?(?:Ministry|Department|Office|Embassy) of (?:the )?\p{Lu}\p{L}+$`)

// lastPart gives the end of line that holds the words of value.
func lastPart(line, value string) string {
	if i := strings.LastIndex(line, value); i >= 0 {
		return line[i:]
	}
	if i := strings.IndexAny(line, ":："); i >= 0 {
		_, size := utf8.DecodeRuneInString(line[i:])
		return strings.TrimLeftFunc(line[i+size:], isSpace)
	}
	return line
}

func hasLetters(s string, n int) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n--
		}
	}
	return n <= 0
}

// sameTitle compares a heading with the title, the label of a series aside.
func sameTitle(a, b string) bool {
	plain := func(s string) string {
		_, _, rest := seriesPrefix(s)
		return foldName(s[rest:])
	}
	return foldName(a) == foldName(b) || plain(a) == plain(b)
}

// extendsTitle reports that page is heading with the name of a site behind it.
func extendsTitle(page, heading string) bool {
	a, b := fold(page), fold(heading)
	if len(b) < 12 || !strings.HasPrefix(a, b) || len(a) == len(b) {
		return false
	}
	rest := strings.TrimLeft(a[len(b):], " ")
	return strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "· ") || strings.HasPrefix(rest, ":")
}

func (u *understanding) finishTitle() {
	title := u.fixed.title
	if title == "" && u.title >= 0 {
		title = u.flat(u.title)
	}
	if title == "" {
		u.Title = u.firstWords()
		u.remark(db.RemarkGuessed, "title", "the text has no title; these are its first words")
		return
	}
	title = strings.Join(strings.Fields(title), " ")
	// "Title | Site": the name of the site is not part of it.
	if left, right, ok := strings.Cut(title, " | "); ok && !strings.Contains(right, " | ") && wordCount(left, 4) >= 3 && wordCount(right, 6) <= 5 && !seriesOnly(left) {
		title = left
		u.remark(db.RemarkGuessed, "title", "“%s” behind the bar is taken for the name of the site", right)
		if u.Publication == "" {
			u.Publication = right
		}
	}
	if series, number, rest := seriesPrefix(title); rest > 0 {
		u.remark(db.RemarkRecognised, "series", "“%s”, before the title", series)
		if _, day := parseDate(title[rest:], u.order); !day { // "Insight — 18 July 2016" has no other words
			title = title[rest:]
		}
		if u.Series == "" {
			u.Series = series
		}
		if u.Issue == "" {
			u.Issue = number
		}
	}
	u.Title = title
}

// firstWords makes a title from the beginning of the text.
func (u *understanding) firstWords() string {
	for i := range u.pieces {
		kind := u.pieces[i].kind
		if u.dropped[i] || kind == db.KindPublication || kind == db.KindByline || kind == db.KindCaption || kind == db.KindHeading && u.pieces[i].section {
			continue
		}
		s := strings.Join(strings.Fields(u.flat(i)), " ")
		if j := strings.IndexAny(s, ".!?"); j > 20 && j < 100 && (j+1 == len(s) || s[j+1] == ' ') {
			return s[:j]
		}
		if utf8.RuneCountInString(s) <= 100 {
			return strings.TrimRight(s, ".")
		}
		cut := string([]rune(s)[:100])
		// Back to a whole word, and not one that only leads on ("to the").
		for j := strings.LastIndexByte(cut, ' '); j > 40; j = strings.LastIndexByte(cut, ' ') {
			cut = cut[:j]
			if !stopWords[strings.ToLower(cut[strings.LastIndexByte(cut, ' ')+1:])] {
				break
			}
		}
		return strings.TrimRight(cut, " ,;:–—-") + "…"
	}
	// Nothing but particulars: the first line has to do.
	if len(u.pieces) > 0 {
		return short(strings.Join(strings.Fields(u.flat(0)), " "), 100)
	}
	return short(strings.Join(strings.Fields(u.text), " "), 100)
}
