//go:build !ci

package reader

import (
	"context"
	"fmt"
	"image"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// With SIDELIGHT_LIVE set the test binary opens a real window on the measured
// text, scrolls and pages through all of it, and prints frames a second and
// memory; see docs/performance.md for the command. It is kept out of the tests
// by its build tag, because it needs a screen.
func TestMain(m *testing.M) {
	if os.Getenv("SIDELIGHT_LIVE") == "" {
		os.Exit(m.Run())
	}
	start := time.Now()
	a := app.NewWithID("org.sidelight.live")
	a.Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := a.NewWindow("Sidelight live")
	r := New()
	w.SetPadded(false)
	w.SetContent(r)
	w.Resize(fyne.NewSize(benchW, benchH))
	if os.Getenv("SIDELIGHT_LIVE") == "brief" {
		go showBrief(r)
	} else {
		go live(r, w, start)
	}
	w.ShowAndRun()
}

// showBrief shows the brief of the golden images, to be looked at.
func showBrief(r *Reader) {
	shaper, err := NewShaper()
	if err != nil {
		panic(err)
	}
	doc := brief()
	p, err := textlayout.Prepare(context.Background(), doc, shaper)
	if err != nil {
		panic(err)
	}
	fyne.Do(func() {
		r.SetPrepared(p)
		var t testing.T
		r.SetMarks([]Mark{
			mark(&t, 1, doc.Text, "the second one lost most of its fuel there", "fact", "solid", "F"),
			mark(&t, 2, doc.Text, "its account is unlikely to be complete", "judgement", "double", "J"),
			mark(&t, 4, doc.Text, "Neither side admits to the other, since each would pay", "assumption", "dashed", "A"),
		})
		r.OnMark = func(id int64) { fmt.Println("mark", id) }
		r.OnSelection = func(s, e int, where fyne.Position) { fmt.Printf("selection %q at %v\n", doc.Text[s:e], where) }
		r.OnMetaAction = func() { fmt.Println("action") }
		r.OnTypedRune = func(c rune) bool { fmt.Printf("rune %q\n", c); return true }
		r.OnShortcut = func(s fyne.Shortcut) bool { fmt.Println("shortcut", s.ShortcutName()); return true }
	})
}

// live drives the window; it is not on the drawing goroutine.
func live(r *Reader, w fyne.Window, start time.Time) {
	var frames int
	var paint, worst time.Duration
	fyne.DoAndWait(func() {
		draw := r.raster.Generator
		r.raster.Generator = func(w, h int) image.Image {
			began := time.Now()
			img := draw(w, h)
			took := time.Since(began)
			frames, paint, worst = frames+1, paint+took, max(worst, took)
			return img
		}
	})
	count := func() (n int) { fyne.DoAndWait(func() { n = frames }); return n }
	doc, marks := benchDocument()
	began := time.Now()
	shaper, err := NewShaper()
	if err != nil {
		panic(err)
	}
	p, err := textlayout.Prepare(context.Background(), doc, shaper)
	if err != nil {
		panic(err)
	}
	fmt.Printf("prepared in %.0f ms\n", time.Since(began).Seconds()*1000)
	before := count()
	fyne.DoAndWait(func() { r.SetPrepared(p); r.SetMarks(marks) })
	for count() == before {
		time.Sleep(time.Millisecond)
	}
	fmt.Printf("text in view %.0f ms after the start, %s\n", time.Since(start).Seconds()*1000, memory())

	measure := func(name string, n int, step func(i int)) {
		done := make(chan struct{})
		fyne.DoAndWait(func() {
			frames, paint, worst = 0, 0, 0
			began, i := time.Now(), 0
			var drive *fyne.Animation
			// One step a frame, as a movement of the reader's own would be.
			drive = &fyne.Animation{Duration: time.Hour, Tick: func(float32) {
				if i == n {
					drive.Stop()
					took := time.Since(began)
					fmt.Printf("%s: %d frames in %.1f s, %.0f frames/s, paint mean %.2f ms, worst %.2f ms, %s\n", name, frames, took.Seconds(),
						float64(frames)/took.Seconds(), paint.Seconds()*1000/float64(max(frames, 1)), worst.Seconds()*1000, memory())
					close(done)
					i++
				} else if i < n {
					step(i)
					i++
				}
			}}
			drive.Start()
		})
		<-done
	}
	measure("steps of a line", 400, func(i int) { r.scroll.to(r.scroll.top+25, false) })
	pages := 0
	fyne.DoAndWait(func() { pages = int(r.scroll.limit()/float64(r.view.Height)) + 1 })
	measure("pages through all of it", pages, func(i int) { r.scroll.to(float64(i+1)*float64(r.view.Height)-float64(i%2), false) })
	measure("pages back", pages-1, func(i int) { r.scroll.to(float64(pages-i-1)*float64(r.view.Height)-float64(i%2)-1, false) })
	fyne.Do(w.Close)
}

// memory returns the resident memory now and at its greatest, as Linux counts.
func memory() string {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "memory unknown"
	}
	var out []string
	for _, line := range strings.Split(string(data), "\n") {
		if f := strings.Fields(line); len(f) > 1 && (f[0] == "VmRSS:" || f[0] == "VmHWM:") {
			var kb int
			fmt.Sscan(f[1], &kb)
			out = append(out, fmt.Sprintf("%s %d MB", strings.Trim(f[0], ":Vm"), kb/1024))
		}
	}
	return strings.Join(out, ", ")
}
