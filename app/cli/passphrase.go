package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// newPassphrase takes a passphrase from a file, or asks for it twice.
func (e *env) newPassphrase(file string) (string, error) {
	first, err := e.passphrase(file)
	if err != nil || file != "" {
		return first, err
	}
	second, err := e.ask("The same again: ")
	if err == nil && first != second {
		return "", sayf("the two passphrases are not the same; nothing was written")
	}
	return first, err
}

// passphrase takes a passphrase from a file, or asks for it on the terminal,
// which does not show it. It is never an argument: those are seen by others.
func (e *env) passphrase(file string) (string, error) {
	var line string
	var err error
	if file != "" {
		line, err = firstLine(file)
	} else {
		line, err = e.ask("Passphrase: ")
	}
	if err == nil && line == "" {
		return "", sayf("the passphrase is empty")
	}
	return line, err
}

func (e *env) ask(prompt string) (string, error) {
	in, ok := e.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", usage("the passphrase is asked for on a terminal; give --passphrase-file FILE where there is none")
	}
	fmt.Fprint(e.stderr, prompt)
	line, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(e.stderr)
	return string(line), err
}

func firstLine(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", sayf("%s: %s", file, why(err))
	}
	defer f.Close()
	line, err := bufio.NewReader(f).ReadString('\n')
	if err != nil && line == "" {
		return "", nil
	}
	return strings.TrimRight(line, "\r\n"), nil
}
