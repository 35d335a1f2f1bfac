package roster

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	encodings "golang.org/x/text/encoding/unicode"

	"sidelight/app/intake/charset"
)

// decode turns the bytes of a list into text: valid UTF-8 with LF line ends
// and no byte order mark. UTF-16 is known by its mark or its zero bytes; what
// is not UTF-8 otherwise is read as Windows-1252.
func decode(data []byte) (string, error) {
	if len(data) > MaxFile {
		return "", ErrTooLarge
	}
	// ZIP archives are office documents for the most part.
	for _, magic := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-", "\x1f\x8b", "SQLite format 3\x00"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return "", ErrNotText
		}
	}
	data, err := encodingOf(data).NewDecoder().Bytes(data)
	if err != nil {
		return "", ErrNotText
	}
	text := strings.ToValidUTF8(string(data), "\uFFFD")
	text = strings.TrimPrefix(text, "\uFEFF")
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if mostlyControls(text) {
		return "", ErrNotText
	}
	if strings.TrimSpace(text) == "" {
		return "", ErrEmpty
	}
	return text, nil
}

func encodingOf(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return encodings.UTF16(encodings.LittleEndian, encodings.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return encodings.UTF16(encodings.BigEndian, encodings.UseBOM)
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[3] == 0:
		return encodings.UTF16(encodings.LittleEndian, encodings.IgnoreBOM)
	case len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0:
		return encodings.UTF16(encodings.BigEndian, encodings.IgnoreBOM)
	}
	if _, few := charset.Damaged(data); few || utf8.Valid(data) {
		return encoding.Nop
	}
	return charmap.Windows1252
}

// mostlyControls reports whether over one character in fifty is a control
// character that a text does not have.
func mostlyControls(text string) bool {
	count, all := 0, 0
	for _, r := range text {
		all++
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\f' && r != '\v' && r != '\u0085' {
			count++
		}
	}
	return count > 1 && count*50 > all
}

// clean makes words fit for one line: control characters and byte order marks
// taken out, any run of blanks one space.
func clean(s string) string {
	return strings.Join(strings.Fields(withoutControls(s)), " ")
}

// cleanLines is clean for words of several lines.
func cleanLines(s string) string {
	return strings.TrimSpace(withoutControls(strings.ReplaceAll(s, "\r\n", "\n")))
}

func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\uFEFF' || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// cut shortens words to a number of characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n == most {
			return strings.TrimSpace(s[:i])
		}
		n++
	}
	return s
}
