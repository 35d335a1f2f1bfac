// Package made makes briefs up for tests and measurements, always the same
// ones: a brief is told by its number alone. They have what briefs have
// (title, publication line, summary, citations, dates, acronyms, a cast of
// actors) in words of no language. Nothing that ships uses it.
package made

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"sidelight/db"
)

const (
	// Rare is a name that one brief in a hundred has (see HasRare). No actor of
	// Actors bears it.
	Rare = "Tamrit Column"
	// Never is a name that no brief has.
	Never = "Quessel Assembly"
)

// HasRare reports whether the brief of this number has the name Rare.
func HasRare(number int) bool { return number%100 == 37 }

const (
	vocabulary   = 20_000 // different words of running text
	wordsOfBrief = 1_000
	groups       = 60 // actors that are armed groups; there are as many places
)

var (
	words   = makeWords()
	outlets = strings.Fields("Coast_Herald Northern_Gazette The_Ferryman Hill_Radio Le_Phare Delta_Wire Harbour_Post Radio_Salt " +
		"X/@duneline Telegram/@riverpost Plateau_Times Border_Review")
	signals = []string{"", "", "", "", "see ", "see also "}
	kinds   = []string{"Front", "Movement", "Brigade", "Alliance"}
)

// makeWords makes the vocabulary, the common words first and shorter.
func makeWords() []string {
	random := rand.New(rand.NewPCG(11, 7))
	syllables := strings.Fields("ba ke lo mi nu ra se ti vo wa zi an er in on un al es it or pra stri men tion able ism ist kon der fal gar")
	all := make([]string, vocabulary)
	for i := range all {
		var word strings.Builder
		for range 1 + min(i/300, 2) + random.IntN(2) {
			word.WriteString(syllables[random.IntN(len(syllables))])
		}
		all[i] = word.String()
	}
	return all
}

// Actors are the actors that the briefs name, each group with its acronym.
func Actors() []db.Actor {
	var all []db.Actor
	for i := range groups {
		all = append(all,
			db.Actor{Name: group(i), Kind: "armed group", Aliases: []db.Alias{{Name: acronym(i), Kind: db.AliasAcronym}}},
			db.Actor{Name: place(i), Kind: "place"})
	}
	return all
}

func group(i int) string {
	return fmt.Sprintf("%s %s of %s", capital(words[900+i]), kinds[i%len(kinds)], place(i))
}

// acronym has four letters of its own, two of which tell the group.
func acronym(i int) string {
	return string([]byte{'Q', byte('A' + i/26), byte('A' + i%26), 'X'})
}

func place(i int) string { return capital(words[2000+7*i]) + "stad" }

// stranger is a name that no actor bears.
func stranger(i int) string { return capital(words[5000+11*i]) + " Council" }

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// maker writes one brief.
type maker struct {
	*rand.Rand
	zipf      *rand.Zipf
	text      strings.Builder
	blocks    []db.Block
	published time.Time
}

// Brief makes the brief of this number, about a thousand words long.
func Brief(number int) db.NewBrief {
	random := rand.New(rand.NewPCG(uint64(number), 5))
	m := &maker{Rand: random, zipf: rand.NewZipf(random, 1.1, 8, vocabulary-1),
		published: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number*7919%3600)}
	title := fmt.Sprintf("%s %s after %s (%d)", capital(m.word()), m.word(), place(m.IntN(groups)), number)
	publication, volume := "Border Review", fmt.Sprint(1+number/400)
	m.block(db.KindTitle, "", title)
	m.block(db.KindPublication, "", fmt.Sprintf("Publication: %s Volume: %s", publication, volume))
	m.block(db.KindHeading, db.SectionSummary, "Executive Summary")
	for range 3 {
		m.block(db.KindBullet, db.SectionSummary, m.sentence())
	}
	main := m.IntN(groups)
	m.block(db.KindParagraph, "", fmt.Sprintf("The %s (%s) left %s on %s %s. %s", group(main), acronym(main), place(main), m.day(), m.citation(), m.paragraph()))
	for i := 0; m.words() < wordsOfBrief; i++ {
		if i%4 == 1 {
			m.block(db.KindHeading, "", capital(m.word())+" "+m.word())
		}
		m.block(db.KindParagraph, "", m.paragraph())
	}
	if HasRare(number) {
		m.block(db.KindParagraph, "", "The "+Rare+" was seen at "+place(main)+", and it is unlikely to stay.")
	}
	written := m.published.Format(time.DateOnly)
	return db.NewBrief{Title: title, Publication: publication, Volume: volume, Text: m.text.String(), Blocks: m.blocks,
		Published: db.Date{Written: written, Earliest: written, Latest: written, Rule: "as written"}}
}

func (m *maker) block(kind db.BlockKind, section, text string) {
	if m.text.Len() > 0 {
		m.text.WriteString("\n\n")
	}
	start := m.text.Len()
	m.text.WriteString(text)
	m.blocks = append(m.blocks, db.Block{Kind: kind, Section: section, Level: level(kind), Start: start, End: m.text.Len()})
}

func level(kind db.BlockKind) int {
	if kind == db.KindHeading {
		return 2
	}
	return 0
}

func (m *maker) words() int { return len(strings.Fields(m.text.String())) }

func (m *maker) word() string { return words[m.zipf.Uint64()] }

func (m *maker) paragraph() string {
	var sentences []string
	for range 5 {
		sentences = append(sentences, m.sentence())
	}
	return strings.Join(sentences, " ")
}

// sentence has about twenty words; some name an actor, somebody who is none, a
// day or a likelihood, and every third rests on a source.
func (m *maker) sentence() string {
	parts := []string{capital(m.word())}
	for range 12 + m.IntN(10) {
		parts = append(parts, m.word())
	}
	switch m.IntN(7) {
	case 0:
		parts = append(parts, "near", place(m.IntN(groups)))
	case 1:
		parts = append(parts, "against the", acronym(m.IntN(groups)))
	case 2:
		parts = append(parts, "and is", []string{"likely", "unlikely", "expected to"}[m.IntN(3)], m.word())
	case 3:
		parts = append(parts, "on", m.day())
	case 4:
		parts = append(parts, "with the", stranger(m.IntN(5*groups)))
	}
	if m.IntN(3) == 0 {
		parts = append(parts, m.citation())
	}
	return strings.Join(parts, " ") + "."
}

// day is one of the three months before the publication, without its year.
func (m *maker) day() string {
	return m.published.AddDate(0, 0, -1-m.IntN(90)).Format("January 2")
}

func (m *maker) citation() string {
	items := make([]string, 1+m.IntN(2))
	for i := range items {
		items[i] = signals[m.IntN(len(signals))] + strings.ReplaceAll(outlets[m.IntN(len(outlets))], "_", " ") + ", " + m.day()
	}
	return "(" + strings.Join(items, "; ") + ")"
}
