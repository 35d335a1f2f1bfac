package rtf_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/app/intake/rtf"
)

const note = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 Times;}{\f2\froman\fcharset2 Symbol;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s15 Title;}{\*\cs10 Default;}}
{\*\generator Riched20 10.0;}{\info{\title Wells}{\author R. Marlow}{\creatim\yr2024}}
{\header\pard HEADER\par}
\pard\s15 Wells of the north\par
\pard\s1 What is known\par
\pard\plain The {\b dry\b0} wells \'96 \'93all\'94 of them \emdash lie {\i north}.{\super\chftn}{\footnote\pard\plain {\super\chftn} Seen in May.}\par
{\f1 \'ca\'ee\'eb\'ee\'ed\'ed\'e0} and \uc1\u8364?\u-10179?\u-8694? signs.{\v HIDDEN}{\deleted GONE}\par
{\listtext\pard\plain\f2 \'b7\tab}\pard\ls1\ilvl0 to the market\par
{\listtext\pard\plain 1.\tab}\pard\ls2\ilvl1 to the well\par
\pard See {\field{\*\fldinst{HYPERLINK "https://wire.example/1"}}{\fldrslt{\ul the wire}}}.\par
\trowd\cellx100\cellx200\pard\intbl Town\cell Wells\cell\row
\trowd\cellx100\cellx200\pard\intbl Ifra\cell 3\cell\row
\pard{\*\bkmkstart x}After{\*\bkmkend x} the table.{\pict\pngblip 89504e470d0a}\par
}trailing`

func lines(a format.Article) []string {
	var all []string
	for _, b := range a.Blocks {
		all = append(all, strings.TrimSpace(string(b.Kind)+" "+b.Marker)+": "+strings.TrimSpace(b.Text))
	}
	return all
}

func TestRead(t *testing.T) {
	t.Parallel()
	all, err := rtf.Read(context.Background(), "note.rtf", []byte(note))
	if err != nil {
		t.Fatal(err)
	}
	formattest.Sound(t, all)
	want := []string{"heading: Wells of the north", "heading: What is known", ": The dry wells – “all” of them —lie north.[1]", ": Колонна and €😊 signs.",
		"bullet •: to the market", "bullet 1.: to the well", ": See the wire.", "table: Town | Wells\nIfra | 3", ": After the table.", "footnote [1]: Seen in May."}
	if diff := cmp.Diff(want, lines(all[0])); diff != "" {
		t.Error(diff)
	}
	inlines := map[string]string{}
	for _, b := range all[0].Blocks {
		for _, n := range b.Inlines {
			inlines[b.Text[n.Start:n.End]] = strings.TrimSpace(string(n.Kind) + " " + n.Target)
		}
	}
	if diff := cmp.Diff(map[string]string{"dry": "strong", "north": "emphasis", "[1]": "link #footnote-1", "the wire": "link https://wire.example/1"}, inlines); diff != "" {
		t.Error(diff)
	}
	if f := all[0].Fields; len(f) != 2 || f[0].Values[0] != "Wells" || f[1].Values[0] != "R. Marlow" {
		t.Errorf("fields %+v", f)
	}
}

func TestRead_Hostile(t *testing.T) {
	t.Parallel()
	if _, err := rtf.Read(context.Background(), "x.rtf", []byte(`{\rtf1 `+strings.Repeat("{", 100_000))); !errors.Is(err, format.ErrNested) {
		t.Errorf("deep: %v", err)
	}
	for cut := range len(note) {
		all, err := rtf.Read(context.Background(), "x.rtf", []byte(note[:cut]))
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		formattest.Sound(t, all)
	}
	// A number too large to skip by, and one below nothing.
	for _, s := range []string{`{\rtf1 \bin99999999999 x}`, `{\rtf1 \bin-5 x}`, `{\rtf1\uc99999 \u-99999999 x}`, `{\rtf1 \'zz\'}`} {
		if _, err := rtf.Read(context.Background(), "x.rtf", []byte(s)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, rtf.Read, []byte(note), []byte(`{\rtf1 {\footnote {\footnote a}}}}`), []byte(`{\rtf1\intbl a\cell\row\cell b`), []byte(`{\rtf1\uc0\u55357 \u56842 }`))
}
