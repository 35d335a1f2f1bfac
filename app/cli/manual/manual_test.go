package manual_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"sidelight/app/cli/manual"
)

// grammar has one of everything: a default command with files, a command in a
// command, values of every kind, and what nobody is to see.
type grammar struct {
	Store string `placeholder:"FILE" help:"Where it's kept: [a file]."`
	Trace bool   `hidden:"" help:"For tests."`

	Open struct {
		Files []string `arg:"" optional:"" name:"file"`
	} `cmd:"" default:"withargs" hidden:""`
	Weigh  weighCmd `cmd:"" help:"Weigh things; or not."`
	Scales struct {
		Set struct {
			Unit string `arg:"" enum:"gram,ounce" help:"One of two."`
		} `cmd:"" help:"Choose a unit."`
		List struct{} `cmd:"" help:"List them."`
	} `cmd:"" help:"Scales."`
	Secret struct{} `cmd:"" hidden:"" help:"For tests."`
}

type weighCmd struct {
	Things []string `arg:"" name:"file" help:"What to weigh."`
	Order  string   `enum:",light,heavy" default:"" placeholder:"KIND" help:"light or heavy - first."`
	Into   string   `required:"" placeholder:"DIR" help:"A \\ folder."`
	Times  int      `short:"n" placeholder:"N" help:"How often."`
}

func model(t *testing.T) *kong.Application {
	t.Helper()
	k, err := kong.New(&grammar{}, kong.Name("scale"), kong.Description("A scale. It weighs."))
	if err != nil {
		t.Fatal(err)
	}
	return k.Model
}

func TestPage(t *testing.T) {
	t.Parallel()
	// when the page of a grammar is written
	var out bytes.Buffer
	section := manual.Section{Title: "FILES", Paragraphs: []string{".scale\tWhere “it” is.", ".hidden\nwords"}}
	if err := manual.Page(&out, model(t), "1.2", section); err != nil {
		t.Fatal(err)
	}
	// then it has everything that can be typed
	for _, want := range []string{
		".TH \"SCALE\" \"1\" \"\" \"scale 1.2\" \"User commands\"\n",
		`scale \- a scale` + "\n",
		`\fBscale\fR [\fIoptions\fR] [\fIfile\fR ...]` + "\n",
		"\nIt weighs.\n",
		`\fBscale weigh\fR \fB\-\-into\fR=\fIDIR\fR [\fIoptions\fR] \fIfile\fR ...` + "\n",
		`\fB\-n\fR, \fB\-\-times\fR=\fIN\fR` + "\nHow often.\n",
		"light or heavy \\- first.\n", `A \e folder.`, `.SS "scales set"`,
		`\fB.scale\fR` + "\nWhere \\[u201C]it\\[u201D] is.\n", "\n\\&.hidden\nwords\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	// and nothing that is hidden
	for _, not := range []string{"trace", "secret", "For tests"} {
		if strings.Contains(out.String(), not) {
			t.Errorf("%q in the page", not)
		}
	}
}

func TestCompletionOfAnUnknownShell(t *testing.T) {
	t.Parallel()
	if err := manual.Completion(&bytes.Buffer{}, model(t), "csh"); err == nil || !strings.Contains(err.Error(), "bash, zsh, fish") {
		t.Errorf("%v", err)
	}
}

// TestCompletionHidesWhatIsHidden, in every shell, and tells the rest.
func TestCompletionHidesWhatIsHidden(t *testing.T) {
	t.Parallel()
	for _, shell := range manual.Shells {
		var out bytes.Buffer
		if err := manual.Completion(&out, model(t), shell); err != nil {
			t.Fatal(err)
		}
		for _, not := range []string{"trace", "secret", "For tests"} {
			if strings.Contains(out.String(), not) {
				t.Errorf("%s: %q in the script", shell, not)
			}
		}
		for _, want := range []string{"weigh", "store", "scales", "set", "times", "light heavy", "gram ounce"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in the script", shell, want)
			}
		}
	}
}

// TestBash presses Tab.
func TestBash(t *testing.T) {
	t.Parallel()
	// given the script, in a folder with a file and a folder
	dir := t.TempDir()
	var script bytes.Buffer
	if err := manual.Completion(&script, model(t), "bash"); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{"completion": script.String(), "two words.txt": ""} {
		if err := os.WriteFile(filepath.Join(dir, path), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typed []string
		want  []string
	}{
		{[]string{"we"}, []string{"weigh"}},
		{[]string{"s"}, []string{"scales"}},
		{[]string{"--"}, []string{"--help", "--store"}},
		{[]string{"t"}, []string{"two words.txt"}},
		{[]string{"scales", ""}, []string{"list", "set"}},
		{[]string{"scales", "set", ""}, []string{"gram", "ounce"}},
		{[]string{"scales", "set", "--"}, []string{"--help", "--store"}},
		{[]string{"weigh", "--"}, []string{"--help", "--into", "--order", "--store", "--times"}},
		{[]string{"weigh", "--order", ""}, []string{"heavy", "light"}},
		{[]string{"weigh", "--order", "=", "h"}, []string{"heavy"}},
		{[]string{"weigh", "--order", "="}, []string{"heavy", "light"}},
		{[]string{"weigh", "--into", ""}, []string{"folder"}},
		{[]string{"weigh", "--times", ""}, nil},
		{[]string{"weigh", "tw"}, []string{"two words.txt"}},
		{[]string{"--store", "tw"}, []string{"two words.txt"}},
	} {
		// when the last of the words is completed
		press := fmt.Sprintf("compopt() { :; }; . ./completion; COMP_WORDS=(scale%s); COMP_CWORD=%d; _scale; printf '%%s\\n' \"${COMPREPLY[@]}\"",
			quoted(c.typed), len(c.typed))
		bash := exec.Command("bash", "-c", press)
		bash.Dir = dir
		out, err := bash.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		// then these are offered
		var got []string
		for line := range strings.Lines(string(out)) {
			if line = strings.TrimSpace(line); line != "" {
				got = append(got, line)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q offers %q, want %q", c.typed, got, c.want)
		}
	}
}

func quoted(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(" '" + w + "'")
	}
	return b.String()
}
