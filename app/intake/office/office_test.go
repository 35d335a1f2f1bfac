package office_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/app/intake/office"
	"sidelight/db"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

// pack makes an archive of pairs of names and texts.
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

// docx makes a document of Word with this body; its styles are those of a German
// Word, whose ids are German and whose names are not.
func docx(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	entries := append([]string{
		"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + wordNames + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml", `<w:styles ` + wordNames + `>
			<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
			<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
			<w:style w:type="paragraph" w:styleId="Meine"><w:name w:val="Meine Überschrift"/><w:basedOn w:val="berschrift1"/></w:style>
			<w:style w:type="paragraph" w:styleId="Fremd"><w:name w:val="Titre 2"/></w:style>
			<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
			<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>
			<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
			<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
		"word/numbering.xml", `<w:numbering ` + wordNames + `>
			<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
			<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
			<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://wire.example/1" TargetMode="External"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`,
		"word/footnotes.xml", `<w:footnotes ` + wordNames + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Seen in May.</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Seen in June.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
	}, more...)
	return pack(t, entries...)
}

func p(style, words string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + words + `</w:p>`
}

func r(words string) string { return `<w:r><w:t xml:space="preserve">` + words + `</w:t></w:r>` }

// lines are the blocks of an article as "kind level marker text".
func lines(a format.Article) []string {
	var all []string
	for _, b := range a.Blocks {
		s := string(b.Kind)
		if b.Kind == "" {
			s = "-"
		}
		if b.Kind == db.KindHeading || b.Level > 0 {
			s += " " + string(rune('0'+b.Level))
		}
		if b.Marker != "" {
			s += " " + b.Marker
		}
		all = append(all, s+": "+strings.TrimSpace(b.Text))
	}
	return all
}

func one(t *testing.T, read format.Reader, data []byte) format.Article {
	t.Helper()
	all, err := read(context.Background(), "note.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Sound(t, all)
	return all[0]
}

func TestReadDOCX(t *testing.T) {
	t.Parallel()
	list := func(id, level, words string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr>` + r(words) + `</w:p>`
	}
	// given
	a := one(t, office.ReadDOCX, docx(t,
		p("Titel", r("Wells of the north"))+
			`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>`+p("Verz1", r("What is known 2"))+`</w:sdtContent></w:sdt>`+
			p("berschrift1", r("What is known"))+
			p("", r("The ")+`<w:r><w:rPr><w:b/></w:rPr><w:t>dry</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Fett"/></w:rPr><w:t xml:space="preserve"> wells</w:t></w:r>`+r(" lie north.")+`<w:r><w:footnoteReference w:id="4"/></w:r>`)+
			p("", r("A ")+`<w:ins w:author="x">`+r("second ")+`</w:ins><w:del w:author="x"><w:r><w:delText>third </w:delText></w:r></w:del>`+r("paragraph")+`<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>`+r("."))+
			p("Meine", r("Where the roads lead"))+
			p("Liste", r("to the market"))+list("2", "0", "to the well")+list("2", "1", "by the rock")+list("2", "0", "to the gate")+
			p("Fremd", r("Sources"))+
			p("Zitat", r("Nobody passes."))+
			p("", `<w:hyperlink r:id="rId1">`+r("The wire")+`</w:hyperlink>`+r(", ")+`<w:hyperlink r:id="rId2">`+r("a file")+`</w:hyperlink>`+r(" and ")+
				`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://post.example/2" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+r("the post")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+r(".")+
				`<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r>`)+
			`<w:tbl><w:tr><w:tc>`+p("", r("Town"))+`</w:tc><w:tc>`+p("", r("Wells"))+`</w:tc></w:tr><w:tr><w:tc>`+p("", r("Ifra"))+`</w:tc><w:tc>`+p("", r("3"))+`</w:tc></w:tr></w:tbl>`+
			p("", r("Beside it:")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+p("", r("In a box."))+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+p("", r("In a box."))+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`)+
			`<w:sectPr/>`,
		"word/header1.xml", `<w:hdr `+wordNames+`>`+p("", r("HEADER"))+`</w:hdr>`,
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Wells of the north</dc:title><dc:creator>R. Marlow</dc:creator></cp:coreProperties>`))
	// then
	want := []string{
		"heading 1: Wells of the north", "heading 1: What is known", "-: The dry wells lie north.[1]", "-: A second paragraph[2].", "heading 1: Where the roads lead",
		"bullet •: to the market", "bullet 3.: to the well", "bullet 1 3.a): by the rock", "bullet 4.: to the gate",
		"heading 2: Sources", "quote: Nobody passes.", "-: The wire, a file and the post.", "table: Town | Wells\nIfra | 3", "-: Beside it:", "-: In a box.",
		"footnote [1]: Seen in May.", "footnote [2]: Seen in June.",
	}
	if diff := cmp.Diff(want, lines(a)); diff != "" {
		t.Error(diff)
	}
	inlines := map[string]string{}
	for _, b := range a.Blocks {
		for _, n := range b.Inlines {
			inlines[b.Text[n.Start:n.End]] = string(n.Kind) + " " + n.Target
		}
	}
	if diff := cmp.Diff(map[string]string{"dry wells": "strong ", "[1]": "link #footnote-1", "[2]": "link #footnote-2", "The wire": "link https://wire.example/1", "the post": "link https://post.example/2"}, inlines); diff != "" {
		t.Error(diff)
	}
	log := ""
	for _, m := range a.Remarks {
		log += m.Detail + "\n"
	}
	for _, want := range []string{"comments (1)", "tracked deletions (1)", "tracked insertions are taken as part of the text: 1", "headers and footers, tables of contents"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
	if f := a.Fields; len(f) != 2 || f[0].Weak || f[1].Name != "author" || !f[1].Weak {
		t.Errorf("fields %+v", f)
	}
}

const odtNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"`

func odt(t testing.TB, body string) []byte {
	return pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content `+odtNames+`><office:automatic-styles>
		<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
		<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
		<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2"/></text:list-style></office:automatic-styles>
		<office:body><office:text>`+body+`</office:text></office:body></office:document-content>`,
		"meta.xml", `<office:document-meta `+odtNames+` xmlns:dc="d"><office:meta><dc:title>Wells</dc:title><dc:creator>R. Marlow</dc:creator></office:meta></office:document-meta>`)
}

func TestReadODT(t *testing.T) {
	t.Parallel()
	a := one(t, office.ReadODT, odt(t, `<text:tracked-changes><text:changed-region><text:deletion><text:p>GONE</text:p></text:deletion></text:changed-region></text:tracked-changes>
		<text:p text:style-name="P1">Wells of the north</text:p><text:h text:outline-level="2">What is known</text:h>
		<text:p>The <text:span text:style-name="T1">dry</text:span><text:s text:c="1"/>wells<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Seen in May.</text:p></text:note-body></text:note> lie
			north of <text:a xlink:href="https://wire.example/1">the wire</text:a>.</text:p>
		<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
		<table:table><table:table-row><table:table-cell><text:p>Town</text:p></table:table-cell><table:table-cell><text:p>Wells</text:p></table:table-cell></table:table-row></table:table>
		<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>`))
	want := []string{"heading 1: Wells of the north", "heading 2: What is known", "-: The dry wells[1] lie north of the wire.", "bullet 1.: one", "bullet 1 •: inner", "bullet 2.: two", "table: Town | Wells", "-: In a box.", "footnote [1]: Seen in May."}
	if diff := cmp.Diff(want, lines(a)); diff != "" {
		t.Error(diff)
	}
}

func TestKnown_WhateverTheName(t *testing.T) {
	t.Parallel()
	word, open, other := docx(t, p("", r("x"))), odt(t, "<text:p>x</text:p>"), pack(t, "a.txt", "x", "inner/word/document.xml", "x")
	for _, c := range []struct {
		data      []byte
		word, odt bool
	}{{word, true, false}, {open, false, true}, {other, false, false}, {[]byte("PK\x03\x04 cut"), false, false}} {
		if got := office.KnownDOCX("x.zip", c.data); got != c.word {
			t.Errorf("KnownDOCX = %t, want %t", got, c.word)
		}
		if got := office.KnownODT("x.zip", c.data); got != c.odt {
			t.Errorf("KnownODT = %t, want %t", got, c.odt)
		}
	}
}

func TestRead_HostileXML(t *testing.T) {
	t.Parallel()
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><w:document ` + wordNames + `><w:body><w:p><w:r><w:t>&lol2;</w:t></w:r></w:p></w:body></w:document>`
	outside := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ` + wordNames + `><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`
	for name, c := range map[string]struct {
		xml  string
		want error
	}{
		"expansion": {laughs, format.ErrDamaged},
		"external":  {outside, format.ErrDamaged},
		"deep":      {`<w:document ` + wordNames + `><w:body>` + strings.Repeat("<w:sdt>", 5000), format.ErrNested},
		"cut":       {`<w:document ` + wordNames + `><w:body><w:p><w:r><w:t>A para`, format.ErrDamaged},
		"no XML":    {"\x00\x01\x02", format.ErrDamaged},
	} {
		data := pack(t, "[Content_Types].xml", "<Types/>", "word/document.xml", c.xml)
		if _, err := office.ReadDOCX(context.Background(), "x.docx", data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>Words</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:fldChar w:fldCharType="end"/><w:footnoteReference w:id="2"/></w:r></w:p>`)
	f.Add(`<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:txbxContent><w:p/></w:txbxContent></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		all, err := office.ReadDOCX(context.Background(), "x.docx", docx(t, body))
		if err != nil {
			formattest.Sentence(t, err)
			return
		}
		formattest.Sound(t, all)
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>Words<text:s text:c="-1"/></text:p><text:list><text:list-item><text:h text:outline-level="x">a</text:h></text:list-item></text:list>`)
	f.Add(`<text:p><text:note><text:note-body><text:p>a</text:p></text:note-body><text:note-citation/></text:note></text:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		all, err := office.ReadODT(context.Background(), "x.odt", odt(t, body))
		if err != nil {
			formattest.Sentence(t, err)
			return
		}
		formattest.Sound(t, all)
	})
}

func FuzzArchive(f *testing.F) {
	read := func(ctx context.Context, name string, data []byte) ([]format.Article, error) {
		if office.KnownODT(name, data) {
			return office.ReadODT(ctx, name, data)
		}
		return office.ReadDOCX(ctx, name, data)
	}
	formattest.Fuzz(f, read, docx(f, p("", r("Words"))), odt(f, "<text:p>Words</text:p>"))
}
