package web_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/app/intake/web"
	"sidelight/db"
)

const prose = "The convoy left the coast on Monday and reached the town after nine days, which is longer than any convoy has taken since the road was cut. "

// page is a page with a heading and this text in its article.
func page(head, body string) []byte {
	return []byte("<!DOCTYPE html><html><head>" + head + "</head><body><article><h1>The road to the mines</h1><p>" + strings.Repeat(prose, 3) + "</p>" + body + "<p>" + strings.Repeat(prose, 3) + "</p></article></body></html>")
}

func read(t *testing.T, data []byte) format.Article {
	t.Helper()
	all, err := web.Read(context.Background(), "page.html", data)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Sound(t, all)
	return all[0]
}

func words(a format.Article) string {
	var b strings.Builder
	for _, block := range a.Blocks {
		b.WriteString(block.Marker + " " + block.Text + "\n")
	}
	return b.String()
}

func TestKnown_ByContentBeforeName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, data string
		want       bool
	}{
		{"a.txt", "<!DOCTYPE html><p>x", true},
		{"a", "\ufeff\n<!-- saved -->\n<html lang=en>", true},
		{"a", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">", true},
		{"a.html", "<div>part of a page</div>", true},
		{"a.html", "no tag at all", false},
		{"a.md", "A note on <div> and <p>", false},
		{"a.txt", "The <html> tag is the root", false},
	} {
		if got := web.Known(c.name, []byte(c.data)); got != c.want {
			t.Errorf("Known(%q, %q) = %t", c.name, c.data, got)
		}
	}
}

func TestRead_KeepsTargetsOfLinksThatCanBeFollowedOnly(t *testing.T) {
	t.Parallel()
	// given
	a := read(t, page(`<link rel="canonical" href="https://post.example/news/1">`,
		`<p>See <a href="../x?a=1">one</a>, <a href="mailto:desk@post.example">two</a>, <a href="javascript:alert(1)">three</a>, <a href="data:text/html,x">four</a> and <a href="file:///etc/passwd">five</a>, all of which are words of the text.</p>`))
	// then
	targets := map[string]string{}
	for _, b := range a.Blocks {
		for _, n := range b.Inlines {
			if n.Kind == db.InlineLink {
				targets[b.Text[n.Start:n.End]] = n.Target
			}
		}
	}
	if len(targets) != 2 || targets["one"] != "https://post.example/x?a=1" || targets["two"] != "mailto:desk@post.example" {
		t.Errorf("targets %v", targets)
	}
	if !strings.Contains(words(a), "one, two, three, four and five") {
		t.Errorf("the words of links are missing: %s", words(a))
	}
}

func TestRead_LeavesOutWhatRuns(t *testing.T) {
	t.Parallel()
	a := read(t, page(``, `<script>document.write("SECRET")</script><p onclick="x()">`+prose+`<img src=x onerror="SECRET"> and more.</p><style>SECRET</style><iframe srcdoc="SECRET">SECRET</iframe><svg><text>SECRET</text></svg><p style="display:none">SECRET</p><template>SECRET</template>`))
	if strings.Contains(words(a), "SECRET") {
		t.Errorf("%s", words(a))
	}
}

func TestRead_NotesListsAndTables(t *testing.T) {
	t.Parallel()
	a := read(t, page(``, `<p>`+prose+`<sup><a href="#n7">7</a></sup></p>
		<ol start="3"><li>third<ul><li>inner</li></ul></li><li>fourth</li></ol>
		<table><tr><th>Town</th><th>Wells</th></tr><tr><td>Ifra</td><td>3</td></tr></table>
		<div id="fn7"><a href="#fnref7">7</a> Seen in <em>May</em>.</div>`))
	got := words(a)
	for _, want := range []string{"[7]\n", "3. third\n• inner\n4. fourth\n", "Town | Wells\nIfra | 3\n", "[7] Seen in May.\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestRead_CharacterSets(t *testing.T) {
	t.Parallel()
	text := "Колонна вышла в шесть утра и не вернулась, сообщил очевидец. "
	cp1251 := func(s string) []byte {
		var out []byte
		for _, r := range s {
			switch {
			case r >= 'А' && r <= 'я':
				out = append(out, byte(r-'А'+0xc0))
			default:
				out = append(out, byte(r))
			}
		}
		return out
	}
	plain := "<html><head>META</head><body><h1>Дорога</h1><p>" + strings.Repeat(text, 12) + "</p></body></html>"
	for meta, data := range map[string][]byte{
		"said":    cp1251(strings.Replace(plain, "META", `<meta charset="windows-1251">`, 1)),
		"guessed": cp1251(strings.Replace(plain, "META", "", 1)),
		"lied":    []byte(strings.Replace(plain, "META", `<meta charset="windows-1251">`, 1)),
	} {
		if a := read(t, data); !strings.Contains(words(a), "Колонна вышла") {
			t.Errorf("%s: %.80s (%s)", meta, words(a), a.Encoding)
		}
	}
}

func TestRead_Bounds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"deep":      {bytes.Repeat([]byte("<div>"), 100_000), format.ErrNested},
		"many tags": {bytes.Repeat([]byte("<p>x"), 500_000), format.ErrTooLong},
	} {
		if _, err := web.Read(context.Background(), "x.html", c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := web.Read(ctx, "x.html", page("", "")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestRead_TitleWithoutItsSite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ head, want string }{
		{`<title>Ten ships wait outside | The Harbour Post</title>`, "Ten ships wait outside"},
		{`<title>The Harbour Post - Ten ships wait outside</title><meta property="og:site_name" content="The Harbour Post">`, "Ten ships wait outside"},
		{`<title>Ten ships wait: why - and for whom</title>`, "Ten ships wait: why - and for whom"},
		{`<title>Ten ships wait outside - HarbourPost</title><link rel="canonical" href="https://www.harbourpost.example/1">`, "Ten ships wait outside"},
	} {
		a := read(t, []byte("<!DOCTYPE html><html><head>"+c.head+"</head><body><p>"+strings.Repeat(prose, 8)+"</p></body></html>"))
		got := ""
		for _, f := range a.Fields {
			if f.Name == "title" {
				got = f.Values[0]
			}
		}
		if got != c.want {
			t.Errorf("%s: %q", c.head, got)
		}
	}
}
