//go:build x11

package e2e

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestWithoutOpenGL: on a screen that has none, as some remote desktops, the
// program says in one line what is missing, and ends.
func TestWithoutOpenGL(t *testing.T) {
	ctx := context.Background()
	// given a display without OpenGL
	display, err := OpenDisplay(ctx, 800, 600, "-extension", "GLX")
	if err != nil {
		t.Fatal(err)
	}
	defer display.Close()

	// when the window is to be opened there
	home := t.TempDir()
	cmd := exec.Command(program(t), "--library", filepath.Join(home, "a.sidelight"))
	cmd.Env = display.env("HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home)
	out, err := cmd.CombinedOutput()

	// then there is one line on it, and a failure
	if err == nil || cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("it ended with %v", err)
	}
	said := string(out)
	if strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "sidelight: ") || !strings.Contains(said, "OpenGL") {
		t.Errorf("it says %q", said)
	}
}
