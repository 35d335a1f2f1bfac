package export

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFileName(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Wagner’s Partial Withdrawal": "Wagner’s Partial Withdrawal",
		"Mali: After Tinzaouaten":     "Mali - After Tinzaouaten",
		"a/b\\c|d":                    "a-b-c-d",
		`"Who?" <now> *`:              "'Who' (now)",
		"../../etc/passwd":            "-..-etc-passwd",
		"C# [draft] ^1 %%x%%":         "C (draft) 1 %x%",
		"CON":                         "_CON",
		"nul.txt":                     "_nul.txt",
		"com¹":                        "_com¹",
		"COM10":                       "COM10",
		"Consul":                      "Consul",
		"ends with dots ... ":         "ends with dots",
		".hidden":                     "hidden",
		"":                            "Untitled",
		" \t\n":                       "Untitled",
		"...":                         "Untitled",
		"???":                         "Untitled",
		"two\nlines":                  "two lines",
		"readme.md":                   "readme md",
		"e\u0301tat":                  "état",
		"abc\u202egnp.exe":            "abcgnp.exe",
		"👩\u200d💻 notes":              "👩\u200d💻 notes",
		"\x00\x01":                    "Untitled",
		"日本語の題名":                      "日本語の題名",
	} {
		if got := FileName(title); got != want {
			t.Errorf("FileName(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestFileNameIsCutBetweenGraphemes(t *testing.T) {
	t.Parallel()
	// given a name of families, 25 bytes each
	family := "👨\u200d👩\u200d👧\u200d👦"
	got := FileName(strings.Repeat(family, 20))
	if len(got) > maxName || strings.ReplaceAll(got, family, "") != "" {
		t.Errorf("cut to %q (%d bytes)", got, len(got))
	}
	// and one that is a single grapheme without end
	got = FileName("a" + strings.Repeat("\u0301", 200))
	if len(got) > maxName || !utf8.ValidString(got) || got == "" {
		t.Errorf("cut to %q (%d bytes)", got, len(got))
	}
}

// hostileTitle draws titles from what breaks names and Markdown.
func hostileTitle() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"CON", "nul", "aux.", "COM1", "lpt¹", "..", "/", `\`, ":", "|", "?", "*", `"`, "<", ">", "[[", "]]", "#", "^", "%%",
			"%%%", ".md", ".MD", " ", ".", "\n", "\r", "\t", "\x00", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\u202e", "\ufeff", "\ufffe", "\uffff", "\xff", "é", "e\u0301", "ẞ", "ß", "İ",
			"👨\u200d👩\u200d👧\u200d👦", "日本", "---", "``` ", "~~~", "`", "<!--", "<script>", "$$", "==", "- ", "1. ", "> ", "# ", "^a-1", "^dup", "&amp;", "x_y", "_z_", "~a~", "'", ": ", " #", "!", "&a", "*a", "yes", "null", "2024-01-01", "{", "}", ",", "@"}),
		rapid.StringN(0, 8, 32),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
	})
}

func TestFileNamesAreSafe(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		given := names{}
		seen := map[string]bool{}
		for i, title := range rapid.SliceOfN(hostileTitle(), 1, 6).Draw(t, "titles") {
			name := given.give(title, "0192-uid-"+strings.Repeat("0", i)+"7")
			if err := safeName(name); err != "" {
				t.Fatalf("title %q: name %q: %s", title, name, err)
			}
			if seen[nameKey(name)] {
				t.Fatalf("name %q given twice", name)
			}
			seen[nameKey(name)] = true
			if again := FileName(FileName(title)); again != FileName(title) {
				t.Fatalf("FileName is not stable: %q, then %q", FileName(title), again)
			}
		}
	})
}

// safeName says what is wrong with a file name, by rules written down here
// once more and not shared with the code.
func safeName(name string) string {
	switch {
	case name == "":
		return "empty"
	case len(name) > 120:
		return "too long"
	case !utf8.ValidString(name) || !norm.NFC.IsNormalString(name):
		return "not NFC"
	case strings.ContainsAny(name, "/\\:*?\"<>|#^[]") || strings.Contains(name, "%%"):
		return "reserved character"
	case strings.Trim(name, ". ") != name:
		return "dot or space at an end"
	case strings.HasSuffix(strings.ToLower(name), ".md"):
		return "has the extension in itself"
	}
	for _, r := range name {
		if r < ' ' || r == 0x7f || (0x80 <= r && r < 0xa0) || (0x202a <= r && r <= 0x202e) {
			return "control character"
		}
	}
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	for _, device := range strings.Fields("CON PRN AUX NUL COM1 COM2 COM9 COM¹ LPT1 LPT9 LPT¹") {
		if stem == device {
			return "a device"
		}
	}
	return ""
}

func TestNamesWithOneTitleDifferByUID(t *testing.T) {
	t.Parallel()
	n := names{}
	first := n.give("Mali", "0192aaaa-0000-7000-8000-00000000aaaa")
	second := n.give("MALI", "0192aaaa-0000-7000-8000-00000000bbbb")
	if first != "Mali" || second != "MALI (00bbbb)" {
		t.Errorf("got %q and %q", first, second)
	}
}
