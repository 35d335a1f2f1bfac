package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"sidelight/app/intake/charset"
)

// encoding says how the bytes of a file became text.
type encoding struct {
	name   string // as in db.Original.Encoding
	detail string // for the remark
	loss   int    // characters that could not be read
}

// strangers are files that are often tried and that are not text, by how they
// begin. A document is told apart from bare data: there the reader has a way,
// to save its text.
var strangers = []struct {
	magic, what string
	err         error
}{
	{"%PDF-", "a PDF document", ErrNotText},
	{"{\\rtf", "a Rich Text document", ErrNotText},
	{"PK\x03\x04", "a ZIP archive", ErrNotText},
	{"\xd0\xcf\x11\xe0", "an older office document, which Word or LibreOffice can save as .docx", ErrNotText},
	{"\x89PNG", "a picture", ErrBinary},
	{"\xff\xd8\xff", "a picture", ErrBinary},
	{"GIF8", "a picture", ErrBinary},
	{"SQLite format 3\x00", "a database", ErrBinary},
	{"\x7fELF", "a program", ErrBinary},
	{"\x1f\x8b", "a compressed file", ErrBinary},
	{"7z\xbc\xaf", "an archive", ErrBinary},
	{"Rar!\x1a", "an archive", ErrBinary},
}

// decode turns bytes into the canonical text: the byte order mark removed and
// line ends made LF, nothing else changed.
func decode(data []byte) (string, encoding, error) {
	if len(data) > MaxFile {
		return "", encoding{}, ErrTooLarge
	}
	for _, f := range strangers {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			return "", encoding{}, fmt.Errorf("%w: it is %s", f.err, f.what)
		}
	}
	var text string
	var enc encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		text, enc = decodeUTF8(data[3:])
		if enc.name == "utf-8" {
			enc.name, enc.detail = "utf-8-bom", "UTF-8 with a byte order mark"
		}
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "", encoding{}, fmt.Errorf("%w: it is text in UTF-32", ErrNotText)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		text, enc = decodeUTF16(data[2:], false)
		enc.detail += " with a byte order mark"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, enc = decodeUTF16(data[2:], true)
		enc.detail += " with a byte order mark"
	default:
		if big, ok := looksLikeUTF16(data); ok {
			text, enc = decodeUTF16(data, big)
			enc.detail += " without a byte order mark, known by its zero bytes"
		} else {
			text, enc = decodeUTF8(data)
		}
	}
	if strings.IndexByte(text, 0) >= 0 || manyControls(text) {
		return "", encoding{}, ErrBinary
	}
	text = unixLines(text)
	if isBlank(text) {
		return "", encoding{}, ErrEmpty
	}
	if head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 64)])); strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return "", encoding{}, fmt.Errorf("%w: it is the source of a web page", ErrNotText)
	}
	return text, enc, nil
}

// decodeUTF8 reads UTF-8; what is not valid UTF-8 is read as Windows-1252,
// unless it is plainly UTF-8 with a few damaged bytes.
func decodeUTF8(data []byte) (string, encoding) {
	if utf8.Valid(data) {
		return string(data), encoding{name: "utf-8", detail: "UTF-8"}
	}
	if bad, few := charset.Damaged(data); few {
		return strings.ToValidUTF8(string(data), "\uFFFD"), encoding{name: "utf-8", detail: "UTF-8 with damaged bytes", loss: bad}
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/16)
	for _, c := range data {
		switch c {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			// Unassigned: WHATWG makes them the controls of the same number.
			b.WriteRune(rune(c))
		default:
			b.WriteRune(charmap.Windows1252.DecodeByte(c))
		}
	}
	return b.String(), encoding{name: "windows-1252", detail: "Windows-1252, as it is not valid UTF-8"}
}

func decodeUTF16(data []byte, big bool) (string, encoding) {
	enc := encoding{name: "utf-16le", detail: "UTF-16 little-endian"}
	if big {
		enc = encoding{name: "utf-16be", detail: "UTF-16 big-endian"}
	}
	var b strings.Builder
	b.Grow(len(data)/2 + len(data)/8)
	unit := func(i int) rune {
		if big {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	for i := 0; i+1 < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			pair := rune(unicode.ReplacementChar)
			if i+3 < len(data) {
				pair = utf16.DecodeRune(r, unit(i+2))
			}
			if pair == unicode.ReplacementChar {
				enc.loss++
			} else {
				i += 2
			}
			r = pair
		}
		b.WriteRune(r)
	}
	if len(data)%2 == 1 {
		enc.loss++
		b.WriteRune(unicode.ReplacementChar)
	}
	return b.String(), enc
}

// looksLikeUTF16 knows UTF-16 without a byte order mark by where the zero
// bytes stand: spaces, digits and stops have one in every script, always on
// the same side.
func looksLikeUTF16(data []byte) (big, ok bool) {
	if len(data) < 4 || len(data)%2 == 1 {
		return false, false
	}
	sample := data[:min(len(data), 4096)]
	var even, odd, both int
	for i := 0; i+1 < len(sample); i += 2 {
		switch {
		case sample[i] == 0 && sample[i+1] == 0:
			both++
		case sample[i] == 0:
			even++
		case sample[i+1] == 0:
			odd++
		}
	}
	pairs := len(sample) / 2
	if both > 0 {
		return false, false
	}
	switch {
	case odd*10 >= pairs && even*50 <= odd:
		return false, true
	case even*10 >= pairs && odd*50 <= even:
		return true, true
	}
	return false, false
}

// manyControls reports whether the text holds more control characters than a
// text has: over one in fifty, tabs, line ends and page breaks aside.
func manyControls(text string) bool {
	count := 0
	for _, r := range text {
		if (r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v') || (r >= 0x7f && r < 0xa0 && r != 0x85) {
			count++
		}
	}
	return count > 1 && count*50 > len(text)
}

// unixLines makes every line end LF.
func unixLines(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// isSpace is true of blanks and of characters that show nothing at the edge of
// a line.
func isSpace(r rune) bool {
	switch r {
	case '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff', '\u00ad':
		return true
	}
	return unicode.IsSpace(r)
}

func isBlank(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !isSpace(r) }) < 0
}
