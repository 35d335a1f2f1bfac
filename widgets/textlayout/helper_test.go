package textlayout

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2/theme"

	"sidelight/widgets/textlayout/longtext"
)

// testShaper is shared by all tests, as it is by all documents of the window.
var testShaper = sync.OnceValues(func() (*Shaper, error) {
	var f Fonts
	for i, name := range []string{"Regular", "Bold", "Italic", "BoldItalic"} {
		data, err := os.ReadFile("../../assets/fonts/NotoSerif-" + name + ".ttf")
		if err != nil {
			return nil, err
		}
		f.Serif[i] = data
	}
	f.Sans = [4][]byte{theme.DefaultTextFont().Content(), theme.DefaultTextBoldFont().Content(),
		theme.DefaultTextItalicFont().Content(), theme.DefaultTextBoldItalicFont().Content()}
	f.Mono = theme.DefaultTextMonospaceFont().Content()
	f.Fallback = [][]byte{theme.DefaultSymbolFont().Content(), theme.DefaultEmojiFont().Content()}
	return NewShaper(f)
})

func shaper(t testing.TB) *Shaper {
	t.Helper()
	s, err := testShaper()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func prepare(t testing.TB, doc Document) *Prepared {
	t.Helper()
	p, err := Prepare(context.Background(), doc, shaper(t))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// paragraphs makes a document of body blocks, one for each argument.
func paragraphs(texts ...string) Document {
	doc := Document{Text: strings.Join(texts, "\n\n")}
	at := 0
	for _, s := range texts {
		doc.Blocks = append(doc.Blocks, Block{Start: at, End: at + len(s)})
		at += len(s) + 2
	}
	return doc
}

// longText is a document of about n bytes.
func longText(n int) Document {
	text, spans := longtext.Make(n)
	doc := Document{Text: text}
	for _, s := range spans {
		doc.Blocks = append(doc.Blocks, Block{Start: s[0], End: s[1]})
	}
	return doc
}
