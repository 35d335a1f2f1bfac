// Command hostile writes the files that importing is tried on: archives made to
// burst, documents nested without end, entities that grow or look elsewhere,
// names that lead out of a folder. They are small and lie in testdata; run it
// in this folder after changing it:
//
//	go run .
//
// The largest are made when they are needed (see the tests).
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	for name, data := range files() {
		if err := os.WriteFile(filepath.Join("testdata", name), data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// entry is a file of an archive.
type entry struct {
	name string
	data io.Reader
	link bool
}

func text(name, s string) entry { return entry{name: name, data: strings.NewReader(s)} }

// long is a file of n times a text.
func long(name, before, s string, n int64, after string) entry {
	return entry{name: name, data: io.MultiReader(strings.NewReader(before), io.LimitReader(&repeating{text: s}, n*int64(len(s))), strings.NewReader(after))}
}

// repeating reads a text over and over.
type repeating struct {
	text string
	at   int
}

// Read implements io.Reader.
func (r *repeating) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[r.at]
		r.at = (r.at + 1) % len(r.text)
	}
	return len(p), nil
}

// pack makes an archive.
func pack(entries ...entry) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.link {
			h.SetMode(fs.ModeSymlink | 0o777)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := io.Copy(w, e.data); err != nil {
			log.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}

const (
	prose     = "The convoy left the coast on Monday and reached the town after nine days, which is longer than any convoy has taken.\n"
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	wordHead  = `<w:document ` + wordSpace + `><w:body>`
	wordTail  = `</w:body></w:document>`
	container = `<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`
	laughs    = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>`
	elsewhere = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY lol3 SYSTEM "file:///etc/passwd">]>`
)

func docx(document string) []byte {
	return pack(text("[Content_Types].xml", "<Types/>"), text("word/document.xml", document))
}

func odt(content string) []byte {
	return pack(text("mimetype", "application/vnd.oasis.opendocument.text"), text("content.xml", content))
}

func epub(opf string, more ...entry) []byte {
	return pack(append([]entry{text("mimetype", "application/epub+zip"), text("META-INF/container.xml", container), text("book.opf", opf)}, more...)...)
}

const opf = `<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>`

// files are the hostile files by name.
func files() map[string][]byte {
	bomb := pack(long("zeros.txt", "", "0", 200<<20, ""))
	nested := bomb
	for range 4 {
		nested = pack(entry{name: "inner.zip", data: bytes.NewReader(nested)})
	}
	many := make([]entry, 0, 20)
	for i := range 20 {
		many = append(many, entry{name: string(rune('a'+i)) + ".zip", data: bytes.NewReader(bomb)})
	}
	word := `<w:p><w:r><w:t>&lol3;</w:t></w:r></w:p>`
	return map[string][]byte{
		"bomb-flat.zip":      bomb,
		"bomb-nested.zip":    nested,
		"bomb-many.zip":      pack(many...),
		"bomb-overlap.zip":   overlapping(400),
		"bomb-directory.zip": directory(10_001),
		"bomb.docx":          pack(text("[Content_Types].xml", "<Types/>"), long("word/document.xml", wordHead, "<w:p><w:r><w:t>words</w:t></w:r></w:p>", 1_000_000, wordTail)),
		"bomb.epub":          epub(opf, long("a.xhtml", "<html><body>", "<p>words</p>", 3_000_000, "</body></html>")),
		"cells.docx":         pack(text("[Content_Types].xml", "<Types/>"), long("word/document.xml", wordHead+"<w:tbl><w:tr>", "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", 1_000_000, "</w:tr></w:tbl>"+wordTail)),

		"laughs.docx":    docx(laughs + wordHead + word + wordTail),
		"laughs.odt":     odt(laughs + `<document-content><body><text><p>&lol3;</p></text></body></document-content>`),
		"laughs.epub":    epub(laughs + `<package><metadata><title>&lol3;</title></metadata></package>`),
		"laughs.xhtml":   []byte(laughs + `<html><body><p>` + prose + `&lol3;</p></body></html>`),
		"elsewhere.docx": docx(elsewhere + wordHead + word + wordTail),
		"elsewhere.html": []byte(elsewhere + `<html><body><p>` + prose + `&lol3;</p><iframe src="file:///etc/passwd"></iframe><img src="https://tracker.example/x.gif"></body></html>`),

		"deep.html": []byte("<!DOCTYPE html><body>" + strings.Repeat("<div>", 20_000) + prose),
		"deep.docx": docx(wordHead + strings.Repeat("<w:sdt><w:sdtContent>", 5_000)),
		"deep.odt":  odt("<document-content><body><text>" + strings.Repeat("<section>", 5_000)),
		"deep.rtf":  []byte(`{\rtf1 ` + strings.Repeat("{", 50_000)),
		"deep.json": []byte(`[{"text":` + strings.Repeat("[", 50_000)),
		"deep.eml":  deepMail(40),
		"deep.md":   []byte(strings.Repeat("> ", 20_000) + prose),

		"damaged-utf8.txt":  []byte(prose + "\xc3\x28 \xe2\x28\xa1 \xf0\x28\x8c\x28 \xff\xfe\n\n" + prose),
		"damaged-utf8.html": []byte("<!DOCTYPE html><meta charset=utf-8><p>" + prose + "\xc3\x28 \xff</p>"),
		"damaged-utf8.csv":  []byte("title,text\n\xff,\"" + prose + "\xc3\"\n"),
		"turned.html":       []byte("<!DOCTYPE html><title>x</title><h1>Report \u202Efdp.exe\u202C of the \x01north</h1><p>" + prose + "pay \u202E0001\u202C now and \u2066all\u2069 of it \x07.</p>"),
		"turned.csv":        []byte("title,text,author\n\"Report \u202Efdp.exe\",\"" + prose + "\",\"A.\u0000 Writer\"\n"),

		"names.zip": pack(text("../../out.txt", "Out of the folder\n\n"+prose), text("/etc/absolute.txt", "An absolute path\n\n"+prose), text(`C:\windows\drive.txt`, "A drive\n\n"+prose),
			text("CON.txt", "A device\n\n"+prose), text("NUL", "Not a text by its name"), text("turned\u202Etxt.exe.txt", "Turned round\n\n"+prose), text("twice.txt", "The first of two\n\n"+prose), text("twice.txt", "The second of two\n\n"+prose),
			entry{name: "link.txt", data: strings.NewReader("/etc/passwd"), link: true}, text(strings.Repeat("long/", 400)+"name.txt", "A long name\n\n"+prose)),
	}
}

func deepMail(n int) []byte {
	s := "Content-Type: text/plain\n\n" + prose
	for i := range n {
		b := "b" + strings.Repeat("x", i)
		s = "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n" + s + "\n--" + b + "--\n"
	}
	return []byte("From: a <a@b.example>\nMIME-Version: 1.0\n" + s)
}

// overlapping makes an archive of n entries that share the same bytes, so that
// a small file unpacks to n times as much (the idea of David Fifield's bombs).
func overlapping(n int) []byte {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	plain := strings.Repeat(prose, 2000)
	_, _ = io.WriteString(w, plain)
	_ = w.Close()
	return hand(n, packed.Bytes(), uint32(len(plain)), crc32.ChecksumIEEE([]byte(plain)), true)
}

// directory makes an archive that is nothing but its directory.
func directory(n int) []byte { return hand(n, nil, 0, 0, false) }

// hand writes an archive by hand: one file, and n entries that all mean it.
func hand(n int, packed []byte, size, sum uint32, deflated bool) []byte {
	method := uint16(0)
	if deflated {
		method = 8
	}
	var b bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			_ = binary.Write(&b, binary.LittleEndian, v) // a buffer takes everything
		}
	}
	const name = "a.txt"
	put(uint32(0x04034b50), uint16(20), uint16(0), method, uint32(0), sum, uint32(len(packed)), size, uint16(len(name)), uint16(0))
	b.WriteString(name)
	b.Write(packed)
	start := b.Len()
	for range n {
		put(uint32(0x02014b50), uint16(20), uint16(20), uint16(0), method, uint32(0), sum, uint32(len(packed)), size, uint16(len(name)), uint16(0), uint16(0), uint16(0), uint16(0), uint32(0), uint32(0))
		b.WriteString(name)
	}
	end := b.Len()
	put(uint32(0x06054b50), uint16(0), uint16(0), uint16(n), uint16(n), uint32(end-start), uint32(start), uint16(0))
	return b.Bytes()
}
