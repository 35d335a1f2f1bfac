package main

import (
	"log"
	"strings"
	"testing"
)

func TestNoScreen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		goos string
		env  map[string]string
		says bool
	}{
		{"linux", nil, true},
		{"freebsd", nil, true},
		{"linux", map[string]string{"DISPLAY": ":0"}, false},
		{"linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, false},
		{"darwin", nil, false},
		{"windows", nil, false},
	} {
		got := noScreen(c.goos, func(name string) string { return c.env[name] })
		if (got != "") != c.says {
			t.Errorf("%s %v: %q", c.goos, c.env, got)
		}
	}
}

func TestWindowTrouble(t *testing.T) {
	t.Parallel()
	// given a log that is watched
	var out strings.Builder
	status := -1
	logger := log.New(&windowTrouble{out: &out, exit: func(s int) { status = s }}, "", log.LstdFlags)

	// then other lines pass
	logger.Println("Fyne error:  something small")
	if !strings.HasSuffix(out.String(), "something small\n") || status != -1 {
		t.Errorf("status %d, %q", status, out.String())
	}

	// and when no window can be opened there is one sentence, and the end
	out.Reset()
	logger.Println("Fyne error:  failed to initialise GLFW")
	logger.Println("  Cause: PlatformUnavailable: X11: Failed to open display :77")
	want := "sidelight: the window cannot be opened (PlatformUnavailable: X11: Failed to open display :77); check the screen that DISPLAY names and the OpenGL driver\n"
	if out.String() != want || status != 1 {
		t.Errorf("status %d, %q", status, out.String())
	}
}
