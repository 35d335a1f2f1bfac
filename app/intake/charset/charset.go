// Package charset turns the bytes of a text into UTF-8 when the text may say
// itself in which character set it is, as web pages, messages and tables do. It
// must not know any format.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// sample is how many bytes a guess rests on.
const sample = 8 << 10

// Text is a decoded text: valid UTF-8 without a byte order mark.
type Text struct {
	String string
	Name   string // of the character set: "utf-8", "windows-1252"
	Detail string // how it was known, for the log
	Loss   int    // characters that could not be read and stand as U+FFFD
}

// Decode reads the bytes. What is valid UTF-8 is UTF-8, whatever it says of
// itself: other sets hardly ever come out valid by chance. Then a byte order
// mark counts, then what the text says (said: "windows-1251", "" for nothing),
// then a guess by the frequency of letters, then Windows-1252.
func Decode(data []byte, said string) Text {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return with(data, "utf-16", "its byte order mark")
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	}
	if utf8.Valid(data) && !wide(said) {
		return Text{String: string(data), Name: "utf-8", Detail: "UTF-8"}
	}
	if _, few := Damaged(data); few {
		s := strings.ToValidUTF8(string(data), "\uFFFD")
		return Text{String: s, Name: "utf-8", Detail: "UTF-8 with damaged bytes", Loss: strings.Count(s, "\uFFFD")}
	}
	if _, name := charset.Lookup(said); name != "" && name != "utf-8" {
		return with(data, name, "what it says itself")
	}
	if best, err := chardet.NewHtmlDetector().DetectBest(around(data)); err == nil && best.Confidence >= 30 {
		if _, name := charset.Lookup(best.Charset); name != "" && name != "utf-8" {
			return with(data, name, "the frequency of its letters, a guess")
		}
	}
	return with(data, "windows-1252", "being no valid UTF-8, a guess")
}

// wide is true of sets whose text can be valid UTF-8 by its zero bytes or
// escapes.
func wide(said string) bool {
	_, name := charset.Lookup(said)
	return strings.HasPrefix(name, "utf-16") || name == "iso-2022-jp"
}

// around is the part of a text to guess by: from the first byte on that is not
// ASCII.
func around(data []byte) []byte {
	at := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf || r == utf8.RuneError })
	at = max(0, at-sample/4)
	return data[at:min(len(data), at+sample)]
}

// Damaged reports UTF-8 in which a few bytes are wrong, and how many: other
// sets hardly ever form a valid sequence by chance.
func Damaged(data []byte) (wrong int, ok bool) {
	good := 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			wrong++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return wrong, good >= 10*wrong
}

func with(data []byte, name, how string) Text {
	enc, canonical := charset.Lookup(name)
	if name == "utf-16" {
		enc, canonical = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16"
	}
	out, _, err := transform.Bytes(enc.NewDecoder(), data)
	if err != nil {
		out = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	s := strings.TrimPrefix(strings.ToValidUTF8(string(out), "\uFFFD"), "\ufeff")
	return Text{String: s, Name: canonical, Detail: canonical + ", by " + how, Loss: strings.Count(s, "\uFFFD")}
}
