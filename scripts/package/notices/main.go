// Command notices prints the licences of all that a finished program is made
// of: Go itself, and every module that its build information names. The
// licences ask for it: whoever hands on the program hands on their words.
//
//	go run ./scripts/package/notices PROGRAM >NOTICES
package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: notices PROGRAM")
		os.Exit(2)
	}
	if err := write(os.Stdout, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "notices: "+err.Error())
		os.Exit(1)
	}
}

// part is Go or a module, and the folder that holds it.
type part struct{ Path, Version, Dir string }

func write(w io.Writer, program string) error {
	parts, err := partsOf(program)
	if err != nil {
		return err
	}
	for _, p := range parts {
		texts, err := licences(p.Dir)
		if err != nil {
			return err
		}
		if len(texts) == 0 {
			return fmt.Errorf("%s %s has no licence", p.Path, p.Version)
		}
		fmt.Fprintf(w, "%s\n%s %s\n", strings.Repeat("=", 78), p.Path, p.Version)
		for _, t := range texts {
			fmt.Fprintf(w, "%s\n\n%s\n\n", strings.Repeat("-", 78), t)
		}
	}
	return nil
}

// partsOf reads which modules a program holds, and finds them.
func partsOf(program string) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	parts := []part{{"Go", runtime.Version(), strings.TrimSpace(string(root))}}
	download := exec.Command("go", "mod", "download", "-json")
	for _, m := range info.Deps {
		download.Args = append(download.Args, m.Path+"@"+m.Version)
	}
	out, err := download.Output()
	if err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p part
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return parts, nil
		} else if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|unlicense|ofl)([-._].*)?$`)

// licences are the different licence texts in a folder and below it, such as
// those of fonts and of code taken over from others. Of Go's own tree only the
// top counts: what lies below are its tools and their tests.
func licences(dir string) ([]string, error) {
	var texts []string
	seen := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && (d.Name() == "testdata" || d.Name()[0] == '.' || isGo(dir)):
			return fs.SkipDir
		case !d.Type().IsRegular() || !licenceName.MatchString(d.Name()) || strings.HasSuffix(d.Name(), ".go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		plain := strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
		if !seen[plain] {
			seen[plain] = true
			texts = append(texts, plain)
		}
		return nil
	})
	return texts, err
}

// isGo reports whether the folder is a tree of Go itself.
func isGo(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "src", "runtime"))
	return err == nil
}
