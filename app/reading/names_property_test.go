package reading_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"sidelight/app/reading"
)

var propertyNames = []reading.Name{
	{Actor: 1, Name: "Azawad Front"}, {Actor: 2, Name: "Azawad"}, {Actor: 3, Name: "al-Nusra Front"}, {Actor: 3, Name: "the Nusra"}, {Actor: 4, Name: "UN"},
	{Actor: 5, Name: "U.S. Army"}, {Actor: 6, Name: "Army"}, {Actor: 7, Name: "IS-K"}, {Actor: 8, Name: "MoD", Acronym: true}, {Actor: 9, Name: "Kïdal"},
	{Actor: 10, Name: "N'Djamena Front of Azawad"}, {Actor: 11, Name: "The Front"}, {Actor: 12, Name: "The Front of Azawad"}, {Actor: 13, Name: "Storm"},
	{Actor: 14, Name: "front al-Azawad al-Nusra"}, {Actor: 15, Name: "UNs"}, {Actor: 16, Name: "azawad"}, {Actor: 4, Name: "Azawad Front"}, {Actor: 17, Name: "Côte d’Azawad"},
}

// TestFindEqualsTheSlowWay holds the trie to a plain search, name by name and
// word by word, on texts made of names and what stands around them.
func TestFindEqualsTheSlowWay(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"Azawad", "azawad", "AZAWAD", "Azawads", "Front", "front", "Fronts", "FRONT", "of", "the", "The", "al", "Al", "an", "el", "Nusra", "alNusra", "UN", "UNS", "UNs", "U.N.", "U.S.", "U.S",
		"Army", "Armys", "IS", "K", "MoD", "MOD", "Kidal", "KÏDAL", "Kïdal’s", "N’Djamena", "N'Djamena", "NDjamena", "Storm", "STORM", "Côte", "Cote", "d", "Aza\u00adwad", "A.", "St", "l’", "'s", "’s", "s",
		" ", " ", " ", " ", "\n", "\n\n", "\t", "-", "–", "—", "/", ".", ". ", ",", "(", "“", "”", "’", "\u00a0", "\u200b", "\u00ad", "[1]", "¹", "@", "_", "http://", "•", "é", "1",
	}
	names := reading.NewNames(propertyNames)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 25).Draw(t, "pieces"), "")

		got, want := names.Find(text), slowFind(propertyNames, text)

		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%q\n got %v\nwant %v", text, got, want)
		}
	})
}

// slowWord is a word of a text as names are compared by.
type slowWord struct {
	start, end int
	folded     string
}

func slowFind(list []reading.Name, text string) []reading.Mention {
	words := slowWords(text)
	var out []reading.Mention
	for i := 0; i < len(words); {
		best, count, whole := reading.Mention{}, 0, false
		for _, name := range list {
			for _, form := range slowForms(name.Name) {
				n := len(form)
				if i+n > len(words) || !slowTogether(text, words[i:i+n]) {
					continue
				}
				for _, plural := range []string{"s", ""} {
					if !slowSame(words[i:i+n], form, plural) || !slowCapitals(name, text[words[i].start:words[i+n-1].end], plural) {
						continue
					}
					if n < count || n == count && whole && plural != "" {
						continue
					}
					m := reading.Mention{}
					m.Start, m.End = words[i].start, words[i+n-1].end
					if n == count && whole == (plural == "") {
						m = best
					}
					count, whole = n, plural == ""
					if written := m.Of(text)[:m.End-m.Start-len(plural)]; m.Alias == "" || name.Name == written {
						m.Alias = name.Name
					}
					if !slices.Contains(m.Actors, name.Actor) {
						m.Actors = append(m.Actors, name.Actor)
					}
					best = m
				}
			}
		}
		if count == 0 || count == 1 && slowShouted(text, best) || slowAddress(text, best) {
			i++
			continue
		}
		out = append(out, best)
		i += count
	}
	return out
}

var (
	slowInitials = regexp.MustCompile(`^(?:(?:[A-Z]\.)+[A-Z](?:$|[^\pL\p{Nd}])|(?:[A-Z]\.){2,})`)
	slowJoints   = regexp.MustCompile("^(?:[ \u00a0]*\n?[ \u00a0]*|[ \u00a0]*[-–/“”’'][ \u00a0]*\n?[ \u00a0]*|—|\\.)$")
	slowStop     = regexp.MustCompile("^[ \u00a0]*\\.[ \u00a0]*\n?[ \u00a0]*$")
	slowArticle  = regexp.MustCompile(`^(?:al|el|ul|an|as|ash|ar|ad|adh|at|ath|az|es|esh|er|ed|en|ez)$`)
	slowUnseen   = strings.NewReplacer("\u200b", "", "\u00ad", "")
)

func slowWords(text string) []slowWord {
	letter := func(s string) bool {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	var out []slowWord
	for i := 0; i < len(text); {
		_, n := utf8.DecodeRuneInString(text[i:])
		if !letter(text[i:]) {
			i += n
			continue
		}
		end := i
		if m := slowInitials.FindString(text[i:]); m != "" {
			end += len(strings.TrimRightFunc(m, func(r rune) bool { return r != '.' && !unicode.IsUpper(r) }))
		}
		for done := end > i; !done && end < len(text); {
			r, n := utf8.DecodeRuneInString(text[end:])
			rest := text[end+n:]
			possessive := len(rest) > 0 && strings.ContainsAny(rest[:1], "sS") && !letter(rest[1:])
			elided := slices.Contains([]string{"l", "d"}, strings.ToLower(text[i:end]))
			switch {
			case letter(text[end:]):
			case (r == '’' || r == '\'') && letter(rest) && !possessive && !elided:
			case slowUnseen.Replace(string(r)) == "" && letter(slowUnseen.Replace(rest)):
			default:
				n = 0
			}
			end += n
			done = n == 0
		}
		folded := strings.ToLower(strings.Map(func(r rune) rune {
			if unicode.IsMark(r) || strings.ContainsRune("'’.\u200b\u00ad", r) {
				return -1
			}
			return r
		}, norm.NFKD.String(text[i:end])))
		if rest := text[end:]; slowArticle.MatchString(folded) && (strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || folded == "el" && strings.HasPrefix(rest, " ")) {
			folded = "al"
		}
		out = append(out, slowWord{i, end, folded})
		i = end
	}
	return out
}

// slowForms are the sequences of words that a name is found by.
func slowForms(name string) [][]string {
	var form []string
	for _, w := range slowWords(name) {
		form = append(form, w.folded)
	}
	if strings.HasPrefix(name, "the ") || strings.HasPrefix(name, "The ") && len(form) > 2 {
		form = form[1:]
	}
	forms := [][]string{form}
	for i := range len(form) - 1 {
		if form[i] == "al" {
			forms = append(forms, slices.Concat(form[:i], []string{"al" + form[i+1]}, form[i+2:]))
		}
	}
	return forms
}

func slowTogether(text string, words []slowWord) bool {
	for i := 1; i < len(words); i++ {
		before, between := text[words[i-1].start:words[i-1].end], slowUnseen.Replace(text[words[i-1].end:words[i].start])
		abbreviated := utf8.RuneCountInString(before) == 1 || strings.EqualFold(before, "st")
		if !slowJoints.MatchString(between) && !(abbreviated && slowStop.MatchString(between)) {
			return false
		}
	}
	return true
}

func slowSame(words []slowWord, form []string, plural string) bool {
	for i, w := range words {
		want := form[i]
		if i == len(words)-1 && plural != "" {
			if want += plural; len(want) < 3 || strings.HasSuffix(want, "ss") {
				return false
			}
		}
		if w.folded != want {
			return false
		}
	}
	return true
}

func slowCapitals(name reading.Name, written, plural string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	bare := strings.TrimPrefix(name.Name, "the ")
	if slices.Contains([]string{"UN", "IS-K", "MoD"}, name.Name) {
		return letters(written) == letters(name.Name)+plural
	}
	first, _ := utf8.DecodeRuneInString(written)
	if name.Name == "The Front of Azawad" {
		bare = "Front of Azawad"
	}
	return unicode.IsLower(rune(bare[0])) || unicode.IsUpper(first)
}

func slowShouted(text string, m reading.Mention) bool {
	line := text[strings.LastIndex(text[:m.Start], "\n")+1:]
	line, _, _ = strings.Cut(line, "\n")
	return slices.Contains([]string{"storm", "army", "front"}, strings.ToLower(m.Of(text))) && strings.ToUpper(line) == line && len(strings.Fields(line)) > 2
}

var slowRun = regexp.MustCompile(`[^ \n\t(<[]*$`)

func slowAddress(text string, m reading.Mention) bool {
	before, after := slowRun.FindString(text[:m.Start]), text[m.End:]
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(after, "_"))
	return strings.HasSuffix(before, "@") || strings.Contains(before, "://") || strings.HasSuffix(before, "_") && before != "_" ||
		strings.HasPrefix(after, "_") && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
