package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Display is a virtual X display with a window manager.
type Display struct {
	Name    string // ":7"
	servers []*exec.Cmd
	// Sockets, if not nil, watches every program that is started on the display.
	Sockets *Sockets
}

// OpenDisplay starts a display of the given size in pixels and returns when
// its window manager is ready. It takes the first free display number, so
// several can run at once. Further options are handed to Xvfb.
func OpenDisplay(ctx context.Context, width, height int, options ...string) (*Display, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	d := &Display{}
	server := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp"}, options...)...)
	server.ExtraFiles = []*os.File{write} // the first extra file is descriptor 3
	if err := d.start(server); err != nil {
		write.Close()
		return nil, err
	}
	write.Close()
	number, err := within(ctx, func() (string, error) { return bufio.NewReader(read).ReadString('\n') })
	if err != nil {
		d.Close()
		return nil, fmt.Errorf("wait for the virtual display: %w", err)
	}
	d.Name = ":" + strings.TrimSpace(number)
	if err := d.manage(ctx); err != nil {
		d.Close()
		return nil, fmt.Errorf("start the window manager: %w", err)
	}
	return d, nil
}

// manage starts openbox and waits until it has taken the root window over.
// The display tells nobody when that happens, so it is asked again and again.
func (d *Display) manage(ctx context.Context) error {
	manager := exec.Command("openbox", "--sm-disable")
	manager.Env = d.env()
	if err := d.start(manager); err != nil {
		return err
	}
	for {
		said, err := d.run(ctx, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		if err == nil && strings.Contains(said, "window id") {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Close ends the window manager and the display.
func (d *Display) Close() {
	for i := len(d.servers) - 1; i >= 0; i-- {
		server := d.servers[i]
		_ = server.Process.Signal(os.Interrupt)
		done := make(chan struct{})
		go func() { _ = server.Wait(); close(done) }()
		select {
		case <-done:
		case <-time.After(5 * time.Second):
			_ = server.Process.Kill()
			<-done
		}
	}
	d.servers = nil
}

func (d *Display) start(cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	d.servers = append(d.servers, cmd)
	return nil
}

// env is this process's environment on the virtual display. Wayland is taken
// away, so that nothing opens on a real screen beside it.
func (d *Display) env(more ...string) []string {
	var env []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "DISPLAY=") && !strings.HasPrefix(entry, "WAYLAND_DISPLAY=") {
			env = append(env, entry)
		}
	}
	return append(append(env, "DISPLAY="+d.Name), more...)
}

func (d *Display) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = d.env()
	return cmd
}

// run runs a command on the display and returns what it printed.
func (d *Display) run(ctx context.Context, name string, args ...string) (string, error) {
	out, err := d.command(ctx, name, args...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(string(out)))
	}
	return strings.TrimSpace(string(out)), nil
}

// within returns what f returns, or the context's error when that ends first.
func within[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
