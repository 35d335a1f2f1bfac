//go:build x11

package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkStart starts the program with an empty library, and with the one
// that SIDELIGHT_BENCH_LIBRARY names: until the window is ready, until its list
// is read, and until a look-up is answered, which is when all names are in
// memory.
func BenchmarkStart(b *testing.B) {
	full := os.Getenv("SIDELIGHT_BENCH_LIBRARY")
	for _, c := range []struct{ name, library string }{{"empty", ""}, {"full", full}} {
		b.Run(c.name, func(b *testing.B) {
			library := c.library
			if c.name == "full" && library == "" {
				b.Skip("SIDELIGHT_BENCH_LIBRARY names no library")
			}
			if library == "" {
				library = filepath.Join(b.TempDir(), "empty.sidelight")
			}
			binary := os.Getenv("SIDELIGHT_BINARY")
			if binary == "" {
				b.Skip("SIDELIGHT_BINARY names no program; make build makes one")
			}
			ctx := context.Background()
			display, err := OpenDisplay(ctx, 1400, 900)
			if err != nil {
				b.Fatal(err)
			}
			defer display.Close()
			home := b.TempDir()
			var ready, listed, names time.Duration
			resident := 0
			must := func(_ string, err error) {
				if err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				p, err := Start(ctx, display, binary, home, "--library", library)
				if err != nil {
					b.Fatal(err)
				}
				ready += p.ReadyAfter
				must(p.Seen(ctx, "listed"))
				listed += time.Since(p.Started)
				must(p.Do(ctx, "ctrl+k", "lookup open"))
				must("", p.Type(ctx, "zz"))
				for answered := ""; !strings.HasSuffix(answered, " zz"); {
					if answered, err = p.Wait(ctx, "lookup"); err != nil {
						b.Fatal(err)
					}
				}
				names += time.Since(p.Started)
				resident = max(resident, residentMB(b, p.cmd.Process.Pid))
				must(p.Do(ctx, "Escape", "lookup closed"))
				must("", p.Close(ctx))
			}
			per := func(d time.Duration) float64 { return float64(d) / float64(b.N) / float64(time.Millisecond) }
			b.ReportMetric(per(ready), "ready-ms")
			b.ReportMetric(per(listed), "listed-ms")
			b.ReportMetric(per(names), "names-ms")
			b.ReportMetric(float64(resident), "resident-MB")
		})
	}
}

// residentMB is the memory of a process that is in use.
func residentMB(b *testing.B, pid int) int {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skip("there is no /proc here")
	}
	for line := range strings.SplitSeq(string(status), "\n") {
		if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.Atoi(strings.Fields(kb)[0])
			if err != nil {
				b.Fatal(err)
			}
			return n / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}
