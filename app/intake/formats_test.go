package intake_test

import (
	"strings"
	"testing"

	"sidelight/app/intake"
)

func TestSniffable(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"a.txt": true, "a.TXT": true, "dir/a.md": true, "a.markdown": true, "a.text": true, "a.zip": true,
		"a.png": false, "a": false, ".hidden.txt": false, "a.txt.bak": false, "dir.md/a": false,
	} {
		if got := intake.Sniffable(path); got != want {
			t.Errorf("Sniffable(%q) = %t, want %t", path, got, want)
		}
	}
}

func TestFormats_EachHasNamesToBeFoundBy(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, f := range intake.Formats() {
		if f.Name == "" || len(f.Extensions) == 0 {
			t.Errorf("%+v lacks a name or an extension", f)
		}
		for _, e := range f.Extensions {
			if e != strings.ToLower(e) || !strings.HasPrefix(e, ".") || seen[e] != "" {
				t.Errorf("extension %q of %s", e, f.Name)
			}
			seen[e] = f.Name
		}
	}
}
