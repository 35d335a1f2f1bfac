package book_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/book"
	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/db"
)

const container = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

func pack(t testing.TB, entries ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.Create(entries[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const prose = "The convoy left the coast on Monday and reached the town after nine days, which is longer than any convoy has taken since the road was cut. "

func chapter(title, more string) string {
	return `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Book</title></head><body><section><h1>` + title + `</h1><p>` + strings.Repeat(prose, 3) + `</p>` + more + `</section></body></html>`
}

// epub3 is a book with a cover, a table of contents and three chapters, the
// second in two files.
func epub3(t testing.TB) []byte {
	return pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", container,
		"OEBPS/book.opf", `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xmlns:dc="d" xmlns:opf="http://www.idpf.org/2007/opf"><metadata><dc:title>Roads and Wells</dc:title><dc:creator>R. Marlow</dc:creator><dc:creator opf:role="ill">A. Painter</dc:creator><dc:date>2023-04-05</dc:date></metadata>
			<manifest><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="c1" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="text/two.xhtml" media-type="application/xhtml+xml"/><item id="c2b" href="text/two-b.xhtml" media-type="application/xhtml+xml"/><item id="c3" href="text/three.xhtml" media-type="application/xhtml+xml"/></manifest>
			<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c2b"/><itemref idref="c3"/></spine></package>`,
		"OEBPS/nav.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="cover.xhtml">Cover</a></li><li><a href="text/one%20a.xhtml">The road</a></li><li><a href="text/two.xhtml">The wells</a><ol><li><a href="text/two.xhtml#s1">Inner</a></li></ol></li><li><a href="text/three.xhtml">The gate</a></li></ol></nav></body></html>`,
		"OEBPS/cover.xhtml", chapter("Cover", ""),
		"OEBPS/text/one a.xhtml", chapter("The road", `<p>It ends here.<a epub:type="noteref" href="#n1">1</a></p><span epub:type="pagebreak" title="12" id="p12"></span><p>Page twelve.</p><aside epub:type="footnote" id="n1"><p>Seen in May.</p></aside>`),
		"OEBPS/text/two.xhtml", chapter("The wells", ""),
		"OEBPS/text/two-b.xhtml", `<html><body><p>And so it went on.</p></body></html>`,
		"OEBPS/text/three.xhtml", chapter("The gate", ""))
}

func read(t *testing.T, data []byte) []format.Article {
	t.Helper()
	all, err := book.Read(context.Background(), "book.epub", data)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Sound(t, all)
	return all
}

func TestRead_AChapterAnArticle(t *testing.T) {
	t.Parallel()
	all := read(t, epub3(t))
	var parts []string
	for _, a := range all {
		parts = append(parts, a.Part+": "+a.Fields[0].Values[0])
	}
	if diff := cmp.Diff([]string{"OEBPS/text/one a.xhtml: The road", "OEBPS/text/two.xhtml: The wells", "OEBPS/text/three.xhtml: The gate"}, parts); diff != "" {
		t.Error(diff)
	}
	if last := all[1].Blocks[len(all[1].Blocks)-1].Text; last != "And so it went on." {
		t.Errorf("the second file of the chapter is lost: %q", last)
	}
	var fields []string
	for _, f := range all[0].Fields {
		fields = append(fields, fmt.Sprintf("%s %v %t", f.Name, f.Values, f.Weak))
	}
	if diff := cmp.Diff([]string{"title [The road] false", "publication [Roads and Wells] true", "author [R. Marlow] true", "published [2023-04-05] true"}, fields); diff != "" {
		t.Error(diff)
	}
	note, pages := "", ""
	for _, b := range all[0].Blocks {
		if b.Kind == db.KindFootnote {
			note = b.Marker + " " + b.Text
		}
		for _, p := range b.Pages {
			pages += p.Label + " " + b.Text
		}
	}
	if note != "[1] Seen in May." || pages != "12 Page twelve." {
		t.Errorf("note %q, page %q", note, pages)
	}
	if len(all[0].Remarks) != 1 || !strings.Contains(all[0].Remarks[0].Detail, "Cover, nav.xhtml") {
		t.Errorf("log %v", all[0].Remarks)
	}
}

func TestRead_EPUB2(t *testing.T) {
	t.Parallel()
	all := read(t, pack(t, "META-INF/container.xml", container,
		"OEBPS/book.opf", `<package version="2.0"><metadata/><manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="a" href="a.html" media-type="application/xhtml+xml"/><item id="b" href="b.html" media-type="application/xhtml+xml"/></manifest><spine toc="ncx"><itemref idref="a"/><itemref idref="b"/></spine><guide><reference type="title-page" href="a.html"/></guide></package>`,
		"OEBPS/toc.ncx", `<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap><navPoint><navLabel><text>Front</text></navLabel><content src="a.html"/></navPoint><navPoint><navLabel><text>The only chapter</text></navLabel><content src="b.html#x"/></navPoint></navMap></ncx>`,
		"OEBPS/a.html", chapter("Front", ""), "OEBPS/b.html", chapter("1", "")))
	if len(all) != 1 || all[0].Fields[0].Values[0] != "The only chapter" {
		t.Errorf("%d articles, %+v", len(all), all[0].Fields)
	}
}

func TestRead_Refused(t *testing.T) {
	t.Parallel()
	locked := pack(t, "META-INF/container.xml", container, "META-INF/encryption.xml", `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>`, "OEBPS/book.opf", `<package/>`)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"locked":     {locked, format.ErrLocked},
		"no package": {pack(t, "META-INF/container.xml", container), format.ErrDamaged},
		"cut":        {epub3(t)[:800], format.ErrDamaged},
	} {
		if _, err := book.Read(context.Background(), "x.epub", c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzBook(f *testing.F) { formattest.Fuzz(f, book.Read, epub3(f)) }
