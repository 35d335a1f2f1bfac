//go:build x11

package e2e

import (
	"os/exec"
	"strings"
	"testing"
)

// What reaches for the network is told, and what opens the display is not.
func TestStrangeSocketsAreSeen(t *testing.T) {
	t.Parallel()
	s := WatchSockets(t.Context(), t.TempDir())
	if s.How != "strace" {
		t.Logf("strace is not permitted here (%q is used)", s.How)
		return
	}
	display, err := OpenDisplay(t.Context(), 320, 200)
	if err != nil {
		t.Fatal(err)
	}
	defer display.Close()
	for script, want := range map[string]int{"xdpyinfo": 0, "xdpyinfo; exec 3<>/dev/udp/127.0.0.1/9": 2} {
		s := WatchSockets(t.Context(), t.TempDir())
		line := s.command([]string{"bash", "-c", script})
		cmd := exec.CommandContext(t.Context(), line[0], line[1:]...)
		cmd.Env = display.env()
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		strange, err := s.Strange()
		if err != nil {
			t.Fatal(err)
		}
		if len(strange) != want || want > 0 && !strings.Contains(strange[0], "AF_INET") {
			t.Errorf("%s: %q, want %d", script, strange, want)
		}
	}
}
