package intake_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"sidelight/app/intake"
)

func utf16Bytes(text string, big, bom bool) []byte {
	var b []byte
	units := utf16.Encode([]rune(text))
	if bom {
		units = append([]uint16{0xfeff}, units...)
	}
	for _, u := range units {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	const text = "The junta’s “road” — déjà vu\n\nThe convoy left at 6 and did not come back.\n"
	const cyrillic = "Дорога закрыта до весны\n\nКолонна вышла в 6 утра и не вернулась, сообщил 1 очевидец.\n"
	for name, c := range map[string]struct {
		data     []byte
		text     string
		encoding string
	}{
		"UTF-8":                      {[]byte(text), text, "utf-8"},
		"UTF-8 with BOM":             {[]byte("\xef\xbb\xbf" + text), text, "utf-8-bom"},
		"UTF-16 LE with BOM":         {utf16Bytes(text, false, true), text, "utf-16le"},
		"UTF-16 BE with BOM":         {utf16Bytes(text, true, true), text, "utf-16be"},
		"UTF-16 LE":                  {utf16Bytes(text, false, false), text, "utf-16le"},
		"UTF-16 BE":                  {utf16Bytes(text, true, false), text, "utf-16be"},
		"UTF-16 LE, Cyrillic":        {utf16Bytes(cyrillic, false, false), cyrillic, "utf-16le"},
		"UTF-16 BE, Cyrillic":        {utf16Bytes(cyrillic, true, false), cyrillic, "utf-16be"},
		"UTF-16 with emoji":          {utf16Bytes("A 🛰 pass", false, true), "A 🛰 pass", "utf-16le"},
		"UTF-16, half a pair":        {[]byte("\xff\xfeA\x00\x3d\xd8B\x00"), "A\uFFFDB", "utf-16le"},
		"UTF-16, half a unit":        {[]byte("\xff\xfeA\x00B"), "A\uFFFD", "utf-16le"},
		"Windows-1252":               {[]byte("The junta\x92s \x93road\x94 \x97 d\xe9j\xe0 vu"), "The junta’s “road” — déjà vu", "windows-1252"},
		"Windows-1252, unassigned":   {[]byte("caf\xe9 no\xebl \xfcber \x81 a\xf1o, and so on for long enough"), "café noël über \u0081 año, and so on for long enough", "windows-1252"},
		"UTF-8 with a damaged byte":  {[]byte("“a” “b” “c” “d” “e” “f” \xff end"), "“a” “b” “c” “d” “e” “f” \uFFFD end", "utf-8"},
		"CRLF":                       {[]byte("one\r\ntwo\r\n"), "one\ntwo\n", "utf-8"},
		"CR":                         {[]byte("one\rtwo\r"), "one\ntwo\n", "utf-8"},
		"mixed line ends":            {[]byte("one\r\n\rtwo\n"), "one\n\ntwo\n", "utf-8"},
		"nothing trimmed":            {[]byte("  \n\n one \t\n\n\n"), "  \n\n one \t\n\n\n", "utf-8"},
		"not normalised":             {[]byte("e\u0301 Å ﬁ"), "e\u0301 Å ﬁ", "utf-8"},
		"BOM inside stays":           {[]byte("one \ufeff two"), "one \ufeff two", "utf-8"},
		"page breaks":                {[]byte("one\fthe next page\ftwo"), "one\fthe next page\ftwo", "utf-8"},
		"one stray control":          {[]byte("a line with a bell\x07 in it"), "a line with a bell\x07 in it", "utf-8"},
		"short and without any word": {[]byte("42"), "42", "utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := intake.Read(context.Background(), "x.txt", c.data)
			if err != nil {
				t.Fatal(err)
			}
			if d.Text != c.text {
				t.Errorf("text %q, want %q", d.Text, c.text)
			}
			if d.Original.Encoding != c.encoding {
				t.Errorf("encoding %q, want %q", d.Original.Encoding, c.encoding)
			}
			if !bytes.Equal(d.Original.Bytes, c.data) {
				t.Error("the original bytes are not kept")
			}
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":             {nil, intake.ErrEmpty},
		"only a BOM":          {[]byte("\xef\xbb\xbf"), intake.ErrEmpty},
		"blanks":              {[]byte(" \n\t\r\n\u00a0\u200b\ufeff"), intake.ErrEmpty},
		"zero bytes":          {[]byte("text with\x00a zero byte"), intake.ErrBinary},
		"control characters":  {[]byte("\x01\x02\x03\x04 few words \x05\x06\x07"), intake.ErrBinary},
		"picture":             {[]byte("\x89PNG\r\n\x1a\n...."), intake.ErrBinary},
		"compressed":          {[]byte("\x1f\x8b\x08\x00\x00"), intake.ErrBinary},
		"PDF":                 {[]byte("%PDF-1.7\n..."), intake.ErrNotText},
		"office document":     {[]byte("PK\x03\x04\x14\x00"), intake.ErrNotText},
		"rich text":           {[]byte(`{\rtf1\ansi Text}`), intake.ErrNotText},
		"web page":            {[]byte("<!DOCTYPE html>\n<html><body>Text</body></html>"), intake.ErrNotText},
		"too large":           {bytes.Repeat([]byte("a"), intake.MaxFile+1), intake.ErrTooLarge},
		"random UTF-32":       {[]byte("\xff\xfe\x00\x00A\x00\x00\x00"), intake.ErrNotText},
		"only a front matter": {[]byte("---\ntitle: x\n---\n"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := intake.Read(context.Background(), "x.txt", c.data)
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if err != nil && strings.ContainsAny(err.Error(), "\n") {
				t.Errorf("%q is not one sentence", err)
			}
		})
	}
}

func TestReadFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "Note.MD")
	if err := os.WriteFile(path, []byte("# Heading of the note\n\nSome *words* here."), 0o600); err != nil {
		t.Fatal(err)
	}

	d := readOne(t, path)
	if d.Original.Name != "Note.MD" || d.Original.MediaType != "text/markdown" || d.Text != "Heading of the note\n\nSome words here." {
		t.Errorf("got name %q, type %q, text %q", d.Original.Name, d.Original.MediaType, d.Text)
	}

	if _, err := intake.ReadFile(context.Background(), filepath.Join(dir, "absent.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an absent file gives %v", err)
	}
	if _, err := intake.ReadFile(context.Background(), dir); !errors.Is(err, intake.ErrNotText) {
		t.Errorf("a folder gives %v", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := intake.ReadFile(cancelled, path); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled import gives %v", err)
	}
}
