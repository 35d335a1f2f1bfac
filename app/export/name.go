package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxName is the longest file name, in bytes without the extension. File
// systems allow 255; encrypted and synchronised folders less, and Windows
// counts the whole path.
const maxName = 120

// untitled stands in for a title of which nothing can be kept.
const untitled = "Untitled"

// nameReplacer replaces what some platform refuses in a file name (Windows:
// < > : " / \ | ? *) or what Obsidian refuses in a link target (# | ^ : %%
// [[ ]]) by what reads closest to it.
var nameReplacer = strings.NewReplacer(
	": ", " - ", ":", "-", "/", "-", `\`, "-", "|", "-",
	`"`, "'", "<", "(", ">", ")", "[", "(", "]", ")",
	"?", "", "*", "", "#", "", "^", "",
)

// FileName makes a title into a file name, without extension, that is safe
// on Windows, macOS and Linux and can be the target of an Obsidian link: NFC,
// at most 120 bytes cut between graphemes, no reserved characters or device
// names, no dot at either end, never empty and never a path.
func FileName(title string) string {
	return nameWithSuffix(title, "")
}

// nameWithSuffix is FileName with room kept for a suffix that tells apart two
// titles that would share a name. The suffix must be safe in itself.
func nameWithSuffix(title, suffix string) string {
	name := norm.NFC.String(strings.ToValidUTF8(title, "\uFFFD"))
	name = strings.Map(visible, name)
	name = nameReplacer.Replace(name)
	for strings.Contains(name, "%%") {
		name = strings.ReplaceAll(name, "%%", "%")
	}
	// Once more to NFC: what was dropped may have stood before an accent.
	name = norm.NFC.String(strings.Join(strings.Fields(name), " "))
	name = cutGraphemes(name, maxName-len(suffix)-1)
	name = trimName(name)
	if lower := strings.ToLower(name); strings.HasSuffix(lower, ".md") {
		// [[x.md]] would be taken for the file x.md, not x.md.md.
		name = trimName(name[:len(name)-3]) + " md"
		name = strings.TrimSpace(name)
	}
	if name == "" {
		name = untitled
	}
	if reservedName(name) {
		// Windows reserves the device with any extension too, so what
		// stands before the first dot must change.
		name = "_" + name
	}
	return name + suffix
}

// visible drops what has no place in a name: control characters become
// spaces, invisible direction and format characters vanish (they can make a
// name read as another), except the joiners that emoji and some scripts need.
func visible(r rune) rune {
	switch {
	case r == '\u200c' || r == '\u200d':
		return r
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return ' '
	case unicode.Is(unicode.Cf, r), r == utf8.RuneError:
		return -1
	}
	return r
}

// trimName takes away what may not stand at the ends of a name: a leading dot
// hides the file (and Obsidian passes it over), Windows drops dots and spaces
// at the end.
func trimName(name string) string {
	return strings.TrimFunc(name, func(r rune) bool {
		return r == '.' || r == '\u200c' || r == '\u200d' || unicode.IsSpace(r)
	})
}

// cutGraphemes cuts a name to at most limit bytes without splitting what a
// reader sees as one character; a single grapheme that is longer is cut
// between code points.
func cutGraphemes(name string, limit int) string {
	if len(name) <= limit {
		return name
	}
	end := 0
	for it := graphemes.FromString(name); it.Next() && it.End() <= limit; {
		end = it.End()
	}
	if end == 0 {
		for end = limit; end > 0 && !utf8.RuneStart(name[end]); end-- {
		}
	}
	return name[:end]
}

// reservedName reports whether Windows takes the name for a device.
func reservedName(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	digit, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		digit, ok = strings.CutPrefix(stem, "LPT")
	}
	if !ok || utf8.RuneCountInString(digit) != 1 {
		return false
	}
	return strings.ContainsAny(digit, "0123456789¹²³")
}

// nameKey is equal for two names that some file system takes for one:
// compared without case and in one normal form.
func nameKey(name string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
}

// names gives out file names, none twice.
type names map[string]bool

// take keeps a name from being given out.
func (n names) take(name string) { n[nameKey(name)] = true }

// free reports whether no other file has the name.
func (n names) free(name string) bool { return !n[nameKey(name)] }

// give returns a free name for the title and takes it. The plain name if it
// is free; else one with the end of the uid, which is the same at every
// export.
func (n names) give(title, uid string) string {
	name := FileName(title)
	id := plainID(uid)
	for length := 6; !n.free(name); length += 6 {
		if length > len(id) {
			// Only when a record with this very uid was named already,
			// which a library does not hold: still no name twice.
			id += "x"
		}
		name = nameWithSuffix(title, " ("+id[max(0, len(id)-length):]+")")
	}
	n.take(name)
	return name
}

// plainID keeps the letters and digits of a uid, in lower case.
func plainID(uid string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, uid)
	if id == "" {
		return "0"
	}
	return id[max(0, len(id)-32):]
}
