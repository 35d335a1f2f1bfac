package reading_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"sidelight/app/reading"
)

// actorNames makes names of one to four words, the same at every call: people,
// groups, places, acronyms.
func actorNames(count int) []reading.Name {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	given, family, place := properNames(random, 2_000), properNames(random, 20_000), properNames(random, 8_000)
	kinds := strings.Fields("Front Movement Brigade Battalion Army Group Council Company Party Union Network Militia")
	seen := map[string]bool{}
	var names []reading.Name
	for len(names) < count {
		var name string
		switch random.IntN(10) {
		case 0, 1, 2:
			name = pick(given) + " " + pick(family)
		case 3:
			name = pick(given) + " al-" + pick(family)
		case 4:
			name = pick(given) + " bin " + pick(given) + " " + pick(family)
		case 5, 6:
			name = pick(place) + " " + pick(kinds)
		case 7:
			name = pick(place) + " Liberation " + pick(kinds)
		case 8:
			name = pick(place)
		default:
			for range 3 + random.IntN(3) {
				name += string(rune('A' + random.IntN(26)))
			}
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, reading.Name{Actor: int64(len(names) / 3), Name: name})
		}
	}
	return names
}

func properNames(random *rand.Rand, count int) []string {
	syllables := strings.Fields("ka mo ri ta lu ben dor sha nim zar el qua ver tos gan pil hou dja wi sen bra kho yev mar")
	var out []string
	for range count {
		var w strings.Builder
		for range 2 + random.IntN(3) {
			w.WriteString(syllables[random.IntN(len(syllables))])
		}
		out = append(out, strings.ToUpper(w.String()[:1])+w.String()[1:])
	}
	return out
}

// newsText makes about size bytes of prose, the same at every call: everyday
// words, rarer words as seldom as they are in prose, a name in thirty words.
func newsText(names []reading.Name, size int) string {
	random := rand.New(rand.NewPCG(3, 4))
	everyday := strings.Fields(`the of and to in a that for on was with as by at from its had were has been which said it their after an this are
		his they be not have or who one but more two than also into over would he during last new under against other between state army group
		forces military government fighters security region city attack town year people international country north several since first`)
	rare := properNames(random, 15_000)
	zipf := rand.NewZipf(random, 1.1, 8, uint64(len(rare)-1))
	var text strings.Builder
	for words := 0; text.Len() < size; words++ {
		switch n := random.IntN(30); {
		case n == 0:
			text.WriteString(names[random.IntN(len(names))].Name)
			text.WriteString([]string{"", "", "", "’s", "-led", " (the group)"}[random.IntN(6)])
		case n == 1: // a proper name of nobody
			text.WriteString(rare[zipf.Uint64()])
		case n < 19:
			text.WriteString(everyday[random.IntN(len(everyday))])
		default:
			text.WriteString(strings.ToLower(rare[zipf.Uint64()]))
		}
		switch n := random.IntN(150); {
		case n < 8:
			text.WriteString(". The ")
		case n < 18:
			text.WriteString(", ")
		case n == 18:
			text.WriteString(".\n\n")
		default:
			text.WriteString(" ")
		}
	}
	return text.String()
}

// heap is what making something leaves in memory, in bytes.
func heap(make func() any) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := make()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(kept)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

// BenchmarkNames finds many aliases in 1 MB of text; it tells the heap that
// the aliases take beside their own letters.
func BenchmarkNames(b *testing.B) {
	for _, count := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			list := actorNames(count)
			text := newsText(list, 1<<20)
			size := heap(func() any { return reading.NewNames(list) })
			names := reading.NewNames(list)
			b.SetBytes(int64(len(text)))
			found := 0
			for b.Loop() {
				found = len(names.Find(text))
			}
			b.ReportMetric(float64(found), "mentions")
			b.ReportMetric(size/1e6, "MB-heap")
		})
	}
}

// BenchmarkNewNames builds the trie of 100,000 aliases.
func BenchmarkNewNames(b *testing.B) {
	list := actorNames(100_000)
	for b.Loop() {
		reading.NewNames(list)
	}
}

// BenchmarkNamesAgainstGrep gives the same names and text to grep in the same
// run, beginning with the list as grep does: its time starts with reading the
// names, ours with building the trie. grep compares bytes: it folds neither
// capitals nor accents nor the spellings of the Arabic article, joins no
// lines, and knows no plurals, acronyms or possessives.
func BenchmarkNamesAgainstGrep(b *testing.B) {
	grep, err := exec.LookPath("grep")
	if err != nil {
		b.Skip("grep is not here:", err)
	}
	for _, count := range []int{10_000, 100_000} {
		list := actorNames(count)
		text := newsText(list, 1<<20)
		folder := b.TempDir()
		namesFile, textFile := filepath.Join(folder, "names"), filepath.Join(folder, "text")
		var lines strings.Builder
		for _, name := range list {
			fmt.Fprintln(&lines, name.Name)
		}
		for file, content := range map[string]string{namesFile: lines.String(), textFile: text} {
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(fmt.Sprint("grep/", count), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			found := 0
			for b.Loop() {
				out, err := exec.Command(grep, "-o", "-w", "-F", "-f", namesFile, textFile).Output()
				if err != nil {
					b.Fatal("grep:", err)
				}
				found = strings.Count(string(out), "\n")
			}
			b.ReportMetric(float64(found), "mentions")
		})
		b.Run(fmt.Sprint("names/", count), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			found := 0
			for b.Loop() {
				found = len(reading.NewNames(list).Find(text))
			}
			b.ReportMetric(float64(found), "mentions")
		})
	}
}
