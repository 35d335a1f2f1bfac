package journal

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

const (
	reportsFolder = "crashes"
	reportsKept   = 20
)

// Crash writes a report of a panic that was caught, with the stack of the
// goroutine that panicked: it is called where the panic is recovered. Errors are
// the file system's; a nil Journal writes none.
func (j *Journal) Crash(value any) (report string, err error) {
	if j == nil {
		return "", nil
	}
	stack := string(debug.Stack())
	j.Note("crashed %s", Safe(panicWords(value)))
	j.mu.Lock()
	last := slices.Clone(j.last)
	j.mu.Unlock()
	report, err = j.writeReport("Something in Sidelight failed: "+panicWords(value), stack, last)
	if err == nil && j.run != nil {
		// Should the program not live to its end, this is the report of it.
		_ = os.WriteFile(j.run.path+nameSuffix, []byte(filepath.Base(report)), 0o600)
	}
	return report, err
}

// panicWords tells what a panic was about without words that may be the user's.
func panicWords(value any) string {
	if err, ok := value.(error); ok {
		if _, runtime := value.(interface{ RuntimeError() }); runtime {
			return Redact(err.Error())
		}
		return Shape(err)
	}
	return fmt.Sprintf("%T: %s", value, Redact(fmt.Sprint(value)))
}

// redactTrace keeps of what the runtime wrote where the program was; of the
// words of a panic only those that are not quoted.
func redactTrace(trace string) string {
	var out strings.Builder
	inPanic := false
	for line := range strings.Lines(trace) {
		switch {
		case strings.HasPrefix(line, "panic: "):
			inPanic = true
		case strings.HasPrefix(line, "goroutine ") || strings.TrimSpace(line) == "":
			inPanic = false
		}
		if inPanic || strings.HasPrefix(line, "fatal error: ") {
			line = Redact(strings.TrimRight(line, "\n")) + "\n"
		}
		out.WriteString(line)
	}
	return out.String()
}

// writeReport writes a report, and takes away the oldest of many.
func (j *Journal) writeReport(what, stack string, last []string) (string, error) {
	dir := filepath.Join(j.folder, reportsFolder)
	now := time.Now()
	name := filepath.Join(dir, now.UTC().Format("2006-01-02T15-04-05.000")+".txt")
	text := what + "\n" + now.Format(time.RFC3339) + "\n\n" + j.about + "\n\n" +
		"No words of your briefs and notes are in this report, only where the program was and what it did last.\n\n" +
		"Where it was:\n" + strings.TrimSpace(stack) + "\n\nWhat it did last:\n" + strings.Join(last, "\n") + "\n"
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		return "", err
	}
	reports, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return name, nil
	}
	slices.Sort(reports)
	for _, old := range reports[:max(0, len(reports)-reportsKept)] {
		_ = os.Remove(old)
	}
	return name, nil
}
