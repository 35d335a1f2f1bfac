package e2e

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Title is the window's title or a part of it, by which it is found.
const Title = "Sidelight"

// Rect is a rectangle in pixels, relative to the window's content.
type Rect struct{ X, Y, W, H int }

// Middle is the point a person would click.
func (r Rect) Middle() (x, y int) { return r.X + r.W/2, r.Y + r.H/2 }

// Line is a line of text in view: where it stands and which bytes of the
// brief's canonical text it shows.
type Line struct {
	Rect
	Start, End int
}

// Program is a running Sidelight and its window.
type Program struct {
	display *Display
	cmd     *exec.Cmd
	window  string // X window id

	Started    time.Time
	ReadyAfter time.Duration // until its window was ready

	mu     sync.Mutex
	news   *sync.Cond
	events []string        // every line so far
	rects  map[string]Rect // named controls in view, as of the last "settled"
	coming map[string]Rect // those announced since
	lines  []Line          // lines of text in view
	heard  int             // the event that the last Wait returned
	rest   int             // the last "settled"
	ended  bool
	stderr bytes.Buffer
	from   int // events before this one are history: Wait looks after it
	exited chan error
}

// Start runs the binary on the display with the arguments given (--events is
// added) and returns when its window is ready for the keyboard, or asks whether
// to reopen what was open. Settings and
// user folders are kept under home, so that nothing of the user is touched.
func Start(ctx context.Context, display *Display, binary, home string, args ...string) (*Program, error) {
	for _, folder := range []string{"config", "data", "cache", "state"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
			return nil, err
		}
	}
	p := &Program{display: display, rects: map[string]Rect{}, exited: make(chan error, 1)}
	p.news = sync.NewCond(&p.mu)
	line := append([]string{binary, "--events"}, args...)
	if display.Sockets != nil {
		line = display.Sockets.command(line)
	}
	p.cmd = exec.Command(line[0], line[1:]...)
	p.cmd.Env = display.env("HOME="+home, "XDG_CONFIG_HOME="+home+"/config", "XDG_DATA_HOME="+home+"/data",
		"XDG_CACHE_HOME="+home+"/cache", "XDG_STATE_HOME="+home+"/state", "FYNE_SCALE=1", "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
		"LIBGL_ALWAYS_SOFTWARE=1")
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	p.Started = time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go p.listen(stdout, stderr)
	if _, err := p.Wait(ctx, "ready", "sheet reopen"); err != nil {
		p.Kill()
		return nil, err
	}
	p.ReadyAfter = time.Since(p.Started)
	found, err := display.run(ctx, "xdotool", "search", "--sync", "--onlyvisible", "--name", Title)
	if err != nil {
		p.Kill()
		return nil, err
	}
	p.window, _, _ = strings.Cut(found, "\n")
	// Keys go to the window that the manager has made the active one.
	if _, err := display.run(ctx, "xdotool", "windowactivate", "--sync", p.window, "windowfocus", "--sync", p.window); err != nil {
		p.Kill()
		return nil, err
	}
	return p, nil
}

// listen reads the program's output until it ends.
func (p *Program) listen(stdout, stderr io.Reader) {
	var both sync.WaitGroup
	both.Add(1)
	go func() {
		defer both.Done()
		scan := bufio.NewScanner(stderr)
		for scan.Scan() {
			p.mu.Lock()
			p.stderr.WriteString(scan.Text() + "\n")
			p.mu.Unlock()
		}
	}()
	scan := bufio.NewScanner(stdout)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		p.mu.Lock()
		p.take(scan.Text())
		p.news.Broadcast()
		p.mu.Unlock()
	}
	both.Wait()
	err := p.cmd.Wait()
	p.mu.Lock()
	p.ended = true
	p.news.Broadcast()
	p.mu.Unlock()
	p.exited <- err
}

// take keeps an event and what it says of where things stand.
func (p *Program) take(line string) {
	p.events = append(p.events, line)
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "at": // at X Y W H NAME
		if n, name, ok := numbers(rest, 4); ok {
			if p.coming == nil {
				p.coming = map[string]Rect{}
			}
			p.coming[name] = Rect{n[0], n[1], n[2], n[3]}
		}
	case "settled": // all that stands somewhere else than before was announced anew, the whole of it
		if p.coming != nil {
			p.rects, p.coming = p.coming, nil
		}
		p.rest = len(p.events) - 1
	case "lines": // the lines of text in view follow
		p.lines = nil
	case "line": // line X Y W H START END
		if n, _, ok := numbers(rest, 6); ok {
			p.lines = append(p.lines, Line{Rect{n[0], n[1], n[2], n[3]}, n[4], n[5]})
		}
	}
}

// numbers reads count numbers and returns them with what follows them.
func numbers(s string, count int) (values []int, rest string, ok bool) {
	rest = s
	for range count {
		var word string
		word, rest, _ = strings.Cut(rest, " ")
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, "", false
		}
		values = append(values, n)
	}
	return values, rest, true
}

// Wait returns the first event that begins with one of the words given and
// comes after the one that the last Wait returned.
func (p *Program) Wait(ctx context.Context, words ...string) (string, error) {
	stop := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		p.news.Broadcast()
		p.mu.Unlock()
	})
	defer stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := p.from; ; i++ {
		for i >= len(p.events) {
			if p.ended || ctx.Err() != nil {
				return "", p.missed(words, ctx.Err())
			}
			p.news.Wait()
		}
		for _, word := range words {
			if p.events[i] == word || strings.HasPrefix(p.events[i], word+" ") {
				p.from, p.heard = i+1, i
				return p.events[i], nil
			}
		}
	}
}

// WaitAt returns where the named control stands, once it is in view and the
// window has come to rest after the last event that was waited for.
func (p *Program) WaitAt(ctx context.Context, name string) (Rect, error) {
	stop := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		p.news.Broadcast()
		p.mu.Unlock()
	})
	defer stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if r, there := p.rects[name]; there && p.rest >= p.heard {
			return r, nil
		}
		if p.ended || ctx.Err() != nil {
			return Rect{}, p.missed([]string{"at ... " + name}, ctx.Err())
		}
		p.news.Wait()
	}
}

// First returns the highest named control in view whose name begins so.
func (p *Program) First(ctx context.Context, prefix string) (string, error) {
	if err := p.Settle(ctx); err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	first := ""
	for name, r := range p.rects {
		if strings.HasPrefix(name, prefix) && (first == "" || r.Y < p.rects[first].Y) {
			first = name
		}
	}
	if first == "" {
		return "", fmt.Errorf("nothing in view has a name that begins with %q", prefix)
	}
	return first, nil
}

// Settle waits until the window has come to rest, drawn, after the last event
// that was waited for.
func (p *Program) Settle(ctx context.Context) error {
	p.mu.Lock()
	rested := p.rest >= p.heard
	p.mu.Unlock()
	if rested {
		return nil
	}
	_, err := p.Wait(ctx, "settled")
	return err
}

// missed says what was waited for in vain and what came instead.
func (p *Program) missed(words []string, cause error) error {
	state := "the program is still running"
	if p.ended {
		state = "the program has ended"
	}
	var last []string
	for _, e := range p.events[min(p.from, len(p.events)):] {
		if !strings.HasPrefix(e, "at ") && !strings.HasPrefix(e, "line ") {
			last = append(last, e)
		}
	}
	return errors.Join(cause, fmt.Errorf("waited for %q; %s; events since: %q; standard error: %s",
		words, state, last[max(0, len(last)-20):], p.stderr.String()))
}

// Events returns every event so far that begins with the word.
func (p *Program) Events(word string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found []string
	for _, e := range p.events {
		if e == word || strings.HasPrefix(e, word+" ") {
			found = append(found, e)
		}
	}
	return found
}

// Seen returns the first event that begins with one of the words, from the
// program's start on: for what may have happened before anybody looked.
func (p *Program) Seen(ctx context.Context, words ...string) (string, error) {
	p.mu.Lock()
	p.from = 0
	p.mu.Unlock()
	return p.Wait(ctx, words...)
}

// Ended reports whether the program has ended.
func (p *Program) Ended() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ended
}

// Forget makes the next Wait look only at what happens from now on.
func (p *Program) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.from = len(p.events)
}

// Lines returns the lines of text in view.
func (p *Program) Lines() []Line {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Line(nil), p.lines...)
}

// Stderr returns what the program wrote to standard error.
func (p *Program) Stderr() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stderr.String()
}

// Kill ends the program without a word, as a power cut would.
func (p *Program) Kill() {
	_ = p.cmd.Process.Signal(os.Kill)
	<-p.exited
}

// Close closes the window the way its close button does and returns how the
// program ended.
func (p *Program) Close(ctx context.Context) error {
	if _, err := p.display.run(ctx, "wmctrl", "-i", "-c", p.window); err != nil {
		return err
	}
	if _, err := p.Wait(ctx, "closed"); err != nil {
		return err
	}
	_, err := within(ctx, func() (struct{}, error) { return struct{}{}, <-p.exited })
	return err
}
