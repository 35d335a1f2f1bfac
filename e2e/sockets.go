package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Sockets watches which sockets a program opens. Sidelight needs none but those
// of its display and of the desktop's own bus, which are files of this machine.
//
// Where the system lets one program trace another (strace), every call is seen.
// Elsewhere the program runs in a network namespace of its own, which is empty,
// where it may be made. In any case the sockets that it has at the end are
// looked at.
type Sockets struct {
	How   string // what is used: "strace", "unshare", or "" for neither
	trace string // strace's file
	wrap  []string
}

// WatchSockets finds out what this system permits. The folder is for files of
// its own.
func WatchSockets(ctx context.Context, folder string) *Sockets {
	s := &Sockets{trace: filepath.Join(folder, "sockets.trace")}
	for _, try := range []struct {
		how  string
		wrap []string
	}{
		// The tracer is the grandchild (-D), so that the program is still the process that was started.
		{"strace", []string{"strace", "-D", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,connect", "-e", "signal=none", "-A", "-o", s.trace}},
		{"unshare", []string{"unshare", "--net"}},
		{"unshare", []string{"unshare", "--map-root-user", "--net"}},
	} {
		if exec.CommandContext(ctx, try.wrap[0], append(slices.Clone(try.wrap[1:]), "true")...).Run() == nil {
			s.How, s.wrap = try.how, try.wrap
			break
		}
	}
	return s
}

// command is the command line that runs another one watched.
func (s *Sockets) command(line []string) []string {
	return append(slices.Clone(s.wrap), line...)
}

var (
	socketCall  = regexp.MustCompile(`\bsocket\((\w+)`)
	connectCall = regexp.MustCompile(`\bconnect\(.*?sa_family=(\w+)(?:, sun_path=@?"([^"]*)")?`)
)

// homely are the sockets of this machine that a window needs: the display's, the
// desktop's bus, and the name service that tells the user's home folder.
var homely = regexp.MustCompile(`/\.X11-unix/|/wayland-|/bus$|/dbus|/nscd/`)

// Strange lists the calls seen that open a socket to anything else, once the
// program has ended. Without strace there are none to see.
func (s *Sockets) Strange() ([]string, error) {
	if s.How != "strace" {
		return nil, nil
	}
	trace, err := os.ReadFile(s.trace)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(string(trace), "socket(AF_UNIX") {
		return nil, fmt.Errorf("strace saw not even the socket of the display:\n%s", trace)
	}
	var strange []string
	for line := range strings.Lines(string(trace)) {
		line = strings.TrimSpace(line)
		if m := socketCall.FindStringSubmatch(line); m != nil && m[1] != "AF_UNIX" {
			strange = append(strange, line)
		}
		if m := connectCall.FindStringSubmatch(line); m != nil && (m[1] != "AF_UNIX" || !homely.MatchString(m[2])) {
			strange = append(strange, line)
		}
	}
	return strange, nil
}

// InetSockets lists the network sockets that the running program holds.
func (p *Program) InetSockets() ([]string, error) {
	at := fmt.Sprintf("/proc/%d", p.cmd.Process.Pid)
	files, err := os.ReadDir(at + "/fd")
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	for _, f := range files {
		if to, err := os.Readlink(at + "/fd/" + f.Name()); err == nil && strings.HasPrefix(to, "socket:[") {
			own[strings.Trim(to, "socket:[]")] = true
		}
	}
	var found []string
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "raw", "raw6"} {
		data, err := os.ReadFile(at + "/net/" + table)
		if err != nil {
			continue // a system without it
		}
		for line := range strings.Lines(string(data)) {
			if cells := strings.Fields(line); len(cells) > 9 && own[cells[9]] {
				found = append(found, table+" "+cells[1]+" to "+cells[2])
			}
		}
	}
	return found, nil
}
