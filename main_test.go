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
	var trouble string
	logger := log.New(&windowTrouble{out: &out, end: func(t string) { trouble = t }}, "", log.LstdFlags)

	// then other lines pass
	logger.Println("Fyne error:  something small")
	if !strings.HasSuffix(out.String(), "something small\n") || trouble != "" {
		t.Errorf("trouble %q, %q", trouble, out.String())
	}

	// and when no window can be opened there is one trouble, and the end
	out.Reset()
	logger.Println("Fyne error:  failed to initialise GLFW")
	logger.Println("  Cause: PlatformUnavailable: X11: Failed to open display :77")
	if !strings.Contains(trouble, "X11: Failed to open display :77") || out.Len() > 0 {
		t.Errorf("trouble %q, %q", trouble, out.String())
	}
}

func TestWindowTrouble_GLFWMadeNoWindowAndCallsItHarmless(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	var trouble string
	logger := log.New(&windowTrouble{out: &out, end: func(t string) { trouble = t }}, "", log.LstdFlags)

	// when something goes wrong in a window that is there
	logger.Println("PlatformError: Win32: Failed to open clipboard: Access denied.")
	// then it is logged
	if !strings.Contains(out.String(), "clipboard") || trouble != "" {
		t.Errorf("trouble %q, %q", trouble, out.String())
	}

	// and when there is no window, it is the end
	out.Reset()
	logger.Println("PlatformError: WGL: Failed to set pixel format for dummy context: Invalid window handle. ")
	if !strings.Contains(trouble, "OpenGL 2.1 (WGL: Failed to set pixel format for dummy context: Invalid window handle).") || out.Len() > 0 {
		t.Errorf("trouble %q, %q", trouble, out.String())
	}
}

func TestNoWindowSaysWhatIsMissingAndWhatToDo(t *testing.T) {
	t.Parallel()
	const tooOld = "VersionUnavailable: WGL: Requested OpenGL version 2.1, got version 1.1"
	for _, c := range []struct{ goos, cause, missing, do string }{
		{"linux", "PlatformUnavailable: X11: Failed to open display :77", "display :77", "DISPLAY"},
		{"linux", "APIUnavailable: GLX: GLX extension not found", "OpenGL 2.1", "libgl1-mesa-dri"},
		{"windows", tooOld, "OpenGL 2.1", "Compatibility Pack"},
		{"darwin", tooOld, "OpenGL 2.1", "graphics acceleration"},
	} {
		got := noWindow(c.goos, c.cause)
		for _, want := range []string{c.cause, c.missing, c.do, "sidelight --help"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s, %s: %q does not say %q", c.goos, c.cause, got, want)
			}
		}
	}
}
