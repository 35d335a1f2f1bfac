package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/intake"
)

// BenchmarkFormats reads a typical file of each format, and has pandoc, where it
// is installed, make plain text of the same file.
func BenchmarkFormats(b *testing.B) {
	page, err := os.ReadFile("testdata/pages/news-cms.html")
	if err != nil {
		b.Fatal(err)
	}
	para := prose1 + " " + prose2 + " " + prose3
	var word, chapter, csv strings.Builder
	for i := range 100 * 8 { // a hundred pages of eight paragraphs
		if i%8 == 0 {
			fmt.Fprintf(&word, `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Part %d</w:t></w:r></w:p>`, i/8+1)
		}
		fmt.Fprintf(&word, `<w:p><w:r><w:t xml:space="preserve">%s </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>%s</w:t></w:r></w:p>`, prose1+" "+prose2, prose3)
	}
	for range 60 {
		chapter.WriteString("<p>" + para + "</p>")
	}
	var spine, items, points strings.Builder
	book := []string{"mimetype", "application/epub+zip", "META-INF/container.xml", `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`}
	for i := range 30 {
		fmt.Fprintf(&items, `<item id="c%d" href="c%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
		fmt.Fprintf(&points, `<li><a href="c%d.xhtml">Chapter %d</a></li>`, i, i+1)
		book = append(book, fmt.Sprintf("c%d.xhtml", i), fmt.Sprintf(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>c</title></head><body><h1>Chapter %d</h1>%s</body></html>`, i+1, chapter.String()))
	}
	book = append(book, "nav.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>n</title></head><body><nav epub:type="toc"><ol>`+points.String()+`</ol></nav></body></html>`,
		"book.opf", `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Roads</dc:title></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>`+items.String()+`</manifest><spine>`+spine.String()+`</spine></package>`)
	csv.WriteString("title,text,author,date\n")
	for i := range 10_000 {
		fmt.Fprintf(&csv, "Report %d,\"%s\",A. Writer,2024-05-06\n", i, para)
	}
	for _, f := range []struct {
		name, pandoc string
		data         []byte
	}{
		{"page.html", "html", page},
		{"100-pages.docx", "docx", packed(b, "[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
			"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+word.String()+`</w:body></w:document>`)},
		{"30-chapters.epub", "epub", packed(b, book...)},
		{"10000-rows.csv", "", []byte(csv.String())},
	} {
		b.Run(f.name+"/sidelight", func(b *testing.B) {
			b.SetBytes(int64(len(f.data)))
			for b.Loop() {
				if _, err := intake.ReadArticles(context.Background(), f.name, f.data); err != nil {
					b.Fatal(err)
				}
			}
		})
		if _, err := exec.LookPath("pandoc"); err != nil || f.pandoc == "" {
			continue
		}
		path := filepath.Join(b.TempDir(), f.name)
		if err := os.WriteFile(path, f.data, 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run(f.name+"/pandoc", func(b *testing.B) {
			b.SetBytes(int64(len(f.data)))
			for b.Loop() {
				if out, err := exec.Command("pandoc", "-f", f.pandoc, "-t", "plain", "--wrap=none", path).CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
			}
		})
	}
}

// packed makes an archive of pairs of names and texts.
func packed(tb testing.TB, entries ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.Create(entries[i])
		if err == nil {
			_, err = w.Write([]byte(entries[i+1]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
