package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"sidelight/app/intake/formattest"
	"sidelight/app/intake/web"
)

func pages(f *testing.F, pattern string) (seeds [][]byte) {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("../testdata/pages", pattern))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, data)
	}
	return seeds
}

func FuzzPage(f *testing.F) { formattest.Fuzz(f, web.Read, pages(f, "*.htm*")...) }

func FuzzArchive(f *testing.F) { formattest.Fuzz(f, web.ReadArchive, pages(f, "*.mhtml")...) }
