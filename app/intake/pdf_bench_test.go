package intake_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"sidelight/app/intake"
)

// BenchmarkReadPDF reads the same reports as other programs do, side by side,
// and holds what each makes of them against the Markdown of the reports. The
// others are measured with the start of their process, as they are used:
// pdftotext (poppler-utils), and recoll's filter (recollcmd), which calls it.
//
//	go test -tags migrated_fynedo,ci -run '^$' -bench ReadPDF ./app/intake
func BenchmarkReadPDF(b *testing.B) {
	dir := shared(b)
	for _, name := range []string{"crs-IN12678", "crs-R48903"} {
		want, err := intake.ReadFile(b.Context(), filepath.Join(dir, name+".md"))
		if err != nil {
			b.Fatal(err)
		}
		file := filepath.Join(dir, name+".pdf")
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		run := func(program string, read func() (string, error)) {
			b.Run(name+"/"+program, func(b *testing.B) {
				var text string
				var err error
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if text, err = read(); err != nil {
						b.Fatal(err)
					}
				}
				recall, precision, order := agreement(folded(text), folded(want[0].Text))
				b.ReportMetric(100*recall, "%found")
				b.ReportMetric(100*precision, "%wanted")
				b.ReportMetric(100*order, "%in-order")
			})
		}
		run("sidelight", func() (string, error) {
			all, err := intake.ReadArticles(b.Context(), name+".pdf", data)
			if err != nil {
				return "", err
			}
			return all[0].Text, nil
		})
		if _, err := exec.LookPath("pdftotext"); err == nil {
			run("pdftotext", func() (string, error) {
				out, err := exec.CommandContext(b.Context(), "pdftotext", file, "-").Output()
				return string(out), err
			})
		}
		const filter = "/usr/share/recoll/filters/rclpdf.py"
		if _, err := os.Stat(filter); err == nil {
			run("recoll", func() (string, error) {
				out, err := exec.CommandContext(b.Context(), filter, "-d", file).Output()
				return reTag.ReplaceAllString(string(out), " "), err
			})
		}
	}
}

// reTag is what recoll's filter puts around the words.
var reTag = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>`)
