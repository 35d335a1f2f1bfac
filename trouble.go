package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
)

// noScreen says why no window can be opened, or "". Elsewhere than on X11 and
// Wayland a session always has a screen.
func noScreen(goos string, getenv func(string) string) string {
	switch goos {
	case "linux", "freebsd", "openbsd", "netbsd", "dragonfly":
	default:
		return ""
	}
	if getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != "" {
		return ""
	}
	return "there is no screen to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set); the headless commands work, see sidelight --help"
}

// windowTrouble passes on what is logged, but for the words of Fyne and GLFW on
// a window that cannot be opened. There is no error for that: they log a few
// lines and go on, into a panic or a program without a window. One sentence and
// the end serve better.
type windowTrouble struct {
	out  io.Writer
	end  func(trouble string) // says the trouble and ends the program
	seen bool                 // the next line has the cause
}

// fatalWords are Fyne v2.8.1's, in internal/driver/glfw and internal/painter/gl;
// the next line has the cause.
var fatalWords = []string{"failed to initialise GLFW", "window creation error", "failed to initialise OpenGL"}

// fatalCauses are words of GLFW 3.4 on why it made no window, in errors that
// its binding takes for harmless and logs.
var fatalCauses = []string{"dummy context", "pixel format", "opengl32.dll", "entry points", "retrieve DC", "retrieve PFD",
	"retrieve Visual", "create window"}

func (w *windowTrouble) Write(line []byte) (int, error) {
	text := string(line)
	if w.seen {
		_, cause, _ := strings.Cut(strings.TrimSpace(text), "Cause: ")
		w.end(noWindow(runtime.GOOS, cause))
		return len(line), nil
	}
	if _, cause, found := strings.Cut(text, "PlatformError: "); found && containsAny(cause, fatalCauses) {
		w.end(noWindow(runtime.GOOS, strings.TrimRight(cause, ". \n")))
		return len(line), nil
	}
	if containsAny(text, fatalWords) {
		w.seen = true
		return len(line), nil
	}
	return w.out.Write(line)
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// noWindow says what is missing where GLFW cannot open a window, what to do
// about it and what is safe, a line each. A display that is not there is X11's
// or Wayland's only; all else that a window can want for is OpenGL.
func noWindow(goos, cause string) string {
	const safe = "The library is as it was, and the headless commands work: sidelight --help."
	if strings.Contains(cause, "display") {
		return fmt.Sprintf("the window cannot be opened (%s).\nCheck the screen that DISPLAY or WAYLAND_DISPLAY names.\n%s", cause, safe)
	}
	do := "Install the driver of the graphics card, or Mesa’s software renderer (libgl1-mesa-dri on Debian)."
	switch goos {
	case "windows":
		do = "Install the driver of the graphics card or, in a virtual machine, the “OpenCL, OpenGL and Vulkan Compatibility Pack” from the Microsoft Store; over a remote desktop, try at the machine itself."
	case "darwin":
		do = "In a virtual machine, switch its graphics acceleration on."
	}
	return fmt.Sprintf("the window cannot be opened, because this screen offers no OpenGL 2.1 (%s).\n%s\n%s", cause, do, safe)
}
