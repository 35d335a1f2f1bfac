package findings_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/app/sample/made"
	"sidelight/db"
)

const benchBriefs = 10_000

// BenchmarkRead reads one brief of a thousand words with 120 actors.
func BenchmarkRead(b *testing.B) {
	n := made.Brief(1)
	var names []reading.Name
	for i, a := range made.Actors() {
		names = append(names, reading.Name{Actor: int64(i), Name: a.Name})
		for _, alias := range a.Aliases {
			names = append(names, reading.Name{Actor: int64(i), Name: alias.Name})
		}
	}
	trie := reading.NewNames(names)
	brief, rev := db.Brief{ID: 1, Published: n.Published}, db.Revision{ID: 1, Text: n.Text, Blocks: n.Blocks}
	b.SetBytes(int64(len(n.Text)))
	var f db.Findings
	for b.Loop() {
		f = findings.Read(brief, rev, trie, false)
	}
	b.ReportMetric(float64(len(f.Citations)), "citations")
	b.ReportMetric(float64(len(f.Mentions)), "mentions")
	b.ReportMetric(float64(len(f.Phrases)), "phrases")
}

// BenchmarkOf tells everything about one brief that was read.
func BenchmarkOf(b *testing.B) {
	lib := newLibrary(b)
	addMade(b, lib, 1)
	for b.Loop() {
		report(b, lib, 1)
	}
}

// BenchmarkCatchUp reads a library of ten thousand briefs of a thousand words:
// all of it for the first time, and again after an actor got or lost a name
// that one brief in a hundred has, or none. Meanwhile another goroutine looks
// up briefs by title, as the window would.
func BenchmarkCatchUp(b *testing.B) {
	unread := makeLibrary(b, benchBriefs)
	read := filepath.Join(b.TempDir(), "read.sidelight")
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			copyFile(b, unread, read)
			lib := mustOpen(b, read, db.Options{})
			b.StartTimer()
			measured(b, lib, benchBriefs)
			b.StopTimer()
			must(b, lib.Checkpoint(context.Background()))
			b.StartTimer()
		}
	})
	for _, name := range []string{made.Rare, made.Never} {
		briefs := 0
		if name == made.Rare {
			briefs = benchBriefs / 100
		}
		b.Run(fmt.Sprintf("name in %d", briefs), func(b *testing.B) {
			lib := mustOpen(b, read, db.Options{})
			if n := countUnread(b, lib); n > 0 {
				b.Skipf("%d briefs are unread: run this with the first", n)
			}
			actors, err := lib.Actors(context.Background())
			must(b, err)
			aliases := []string{}
			for b.Loop() {
				b.StopTimer()
				if len(aliases) == 0 {
					aliases = []string{name}
				} else {
					aliases = []string{}
				}
				rename(b, lib, actors[0].ID, aliases...)
				b.StartTimer()
				measured(b, lib, briefs)
			}
		})
	}
}

// measured catches up and reports, beside the time: the milliseconds a brief,
// the slowest of a hundred look-ups made meanwhile, and the peak of the heap.
func measured(b *testing.B, lib *db.Library, briefs int) {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var waits []time.Duration
	var peak atomic.Uint64
	var beside sync.WaitGroup
	beside.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			title := made.Brief(i * 31 % benchBriefs).Title
			began := time.Now()
			if _, err := lib.FindBriefs(ctx, title); err != nil && ctx.Err() == nil {
				b.Error(err)
			}
			waits = append(waits, time.Since(began))
			time.Sleep(5 * time.Millisecond)
		}
	})
	beside.Go(func() {
		for ctx.Err() == nil {
			peak.Store(max(peak.Load(), heap()))
			time.Sleep(time.Millisecond)
		}
	})
	runtime.GC()
	began := time.Now()
	must(b, findings.CatchUp(context.Background(), lib, nil))
	took := time.Since(began)
	stop()
	beside.Wait()
	slices.Sort(waits)
	b.ReportMetric(took.Seconds(), "s")
	if briefs > 0 {
		b.ReportMetric(float64(took.Microseconds())/1000/float64(briefs), "ms/brief")
	}
	b.ReportMetric(float64(waits[len(waits)*99/100].Microseconds())/1000, "p99-lookup-ms")
	b.ReportMetric(float64(peak.Load())/(1<<20), "peak-heap-MB")
}

// heap is the memory in living and not yet collected objects.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// addMade adds the first so many made briefs.
func addMade(b *testing.B, lib *db.Library, briefs int) {
	b.Helper()
	for number := range briefs {
		add(b, lib, made.Brief(number))
	}
}

// makeLibrary makes a library of made briefs, unread, and closes it.
func makeLibrary(b *testing.B, briefs int) (path string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "unread.sidelight")
	lib, err := db.Open(context.Background(), path, db.Options{})
	must(b, err)
	addMade(b, lib, briefs)
	for _, a := range made.Actors() {
		_, err := lib.AddActor(context.Background(), a)
		must(b, err)
	}
	must(b, lib.Close())
	return path
}

func copyFile(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	must(b, err)
	defer in.Close()
	out, err := os.Create(to)
	must(b, err)
	_, err = io.Copy(out, in)
	must(b, err)
	must(b, out.Close())
}
