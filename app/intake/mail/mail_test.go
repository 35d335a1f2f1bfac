package mail_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/app/intake/mail"
)

// letter joins headers, a blank line and a body with the line ends of mail.
func letter(headers []string, body string) []byte {
	return []byte(strings.ReplaceAll(strings.Join(headers, "\n")+"\n\n"+body, "\n", "\r\n"))
}

var plainLetter = letter([]string{
	"Received: from x by y", "From: =?utf-8?q?R=C3=BAt_Marlow?= <marlow@post.example>", "To: desk@post.example", "Subject: Re: =?utf-8?b?V2VsbHMgb2YgdGhlIG5vcnRo?=",
	"Date: Mon, 6 May 2024 07:30:00 +0200", "Message-ID: <1@post.example>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8; format=flowed", "Content-Transfer-Encoding: quoted-printable"},
	"The wells of the north have been dry since Monday, and nobody=20\nsays when they will fill again =E2=80=93 not even the mayor.\n\nOn Sun, 5 May 2024, the desk wrote:\n> What about the wells?\n> And the road?\n\nMore tomorrow.\n\n--=20\nRuth Marlow\nTessaka\n")

var multipart = letter([]string{
	"From: Basin Weekly <news@basin.example>", "Subject: Fwd: Who pays for the wells", "Date: Tue, 7 May 2024 10:00:00 +0000", "MIME-Version: 1.0", "List-Id: Basin Weekly <weekly.basin.example>",
	`Content-Type: multipart/mixed; boundary="outer"`},
	`--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain

Plain words.
--inner
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: base64

PGh0bWw+PGJvZHk+PHAgc3R5bGU9ImRpc3BsYXk6bm9uZSI+cHJlaGVhZGVyPC9wPjxoMT5XaG8g
cGF5cyBmb3IgdGhlIHdlbGxzPC9oMT48cD5Ob2JvZHkga25vd3MgliB5ZXQuPC9wPjxwPjxhIGhy
ZWY9Imh0dHBzOi8vYmFzaW4uZXhhbXBsZS91Ij5VbnN1YnNjcmliZTwvYT48L3A+PC9ib2R5Pjwv
aHRtbD4=
--inner--
--outer
Content-Type: text/plain; name="../../notes.txt"
Content-Disposition: attachment; filename="../../notes.txt"

An attached note.
--outer
Content-Type: image/png
Content-Disposition: inline; filename=logo.png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--outer
Content-Type: text/plain
Content-Disposition: attachment; filename=notes.txt

Another.
--outer--
`)

func read(t *testing.T, data []byte) []format.Article {
	t.Helper()
	all, err := mail.Read(context.Background(), "x.eml", data)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Sound(t, all)
	return all
}

func fields(a format.Article) (all []string) {
	for _, f := range a.Fields {
		all = append(all, fmt.Sprintf("%s %v %t", f.Name, f.Values, f.Weak))
	}
	return all
}

func TestRead_PlainReply(t *testing.T) {
	t.Parallel()
	a := read(t, plainLetter)[0]
	if diff := cmp.Diff("The wells of the north have been dry since Monday, and nobody says when they will fill again – not even the mayor.\n\n\nMore tomorrow.", a.Text); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"title [Wells of the north] false", "author [Rút Marlow] true", "published [2024-05-06] true"}, fields(a)); diff != "" {
		t.Error(diff)
	}
	if len(a.Remarks) != 2 {
		t.Errorf("log %v", a.Remarks)
	}
}

func TestRead_HTMLAndAttachments(t *testing.T) {
	t.Parallel()
	all := read(t, multipart)
	var words []string
	for _, b := range all[0].Blocks {
		words = append(words, b.Text)
	}
	if diff := cmp.Diff([]string{"Who pays for the wells", "Nobody knows – yet."}, words); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"title [Who pays for the wells] false", "publication [Basin Weekly] true", "published [2024-05-07] true"}, fields(all[0])); diff != "" {
		t.Error(diff)
	}
	var parts []string
	for _, a := range all[1:] {
		data, err := a.Inner.Open(1 << 20)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, a.Part+" = "+a.Inner.Name+": "+strings.TrimSpace(string(data)))
		if _, err := a.Inner.Open(3); !errors.Is(err, format.ErrUnpacked) {
			t.Errorf("beyond its limit: %v", err)
		}
	}
	if diff := cmp.Diff([]string{"notes.txt = notes.txt: An attached note.", "notes.txt (2) = notes.txt: Another."}, parts); diff != "" {
		t.Error(diff)
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	memo := []byte("From: the desk\nTo: all\nSubject: wells\nDate: today\n\nThe wells are dry.")
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{{"x.txt", plainLetter, true}, {"x.eml", memo, true}, {"x.txt", memo, false}, {"x.eml", []byte("no header"), false}} {
		if got := mail.Known(c.name, c.data); got != c.want {
			t.Errorf("Known(%s, %.20q) = %t", c.name, c.data, got)
		}
	}
}

func TestRead_Hostile(t *testing.T) {
	t.Parallel()
	deep := "Content-Type: text/plain\n\nx"
	for i := range 40 {
		deep = fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s\n--b%d--", i, i, deep, i)
	}
	if _, err := mail.Read(context.Background(), "x.eml", []byte("From: a\n"+deep)); !errors.Is(err, format.ErrNested) {
		t.Errorf("deep: %v", err)
	}
	many := "From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: text/plain\n\nx\n", 3000)
	if _, err := mail.Read(context.Background(), "x.eml", []byte(many)); !errors.Is(err, format.ErrUnpacked) {
		t.Errorf("many: %v", err)
	}
	locked := "From: a\nContent-Type: application/pkcs7-mime\n\nx"
	if _, err := mail.Read(context.Background(), "x.eml", []byte(locked)); !errors.Is(err, format.ErrLocked) {
		t.Errorf("enciphered: %v", err)
	}
	for _, whole := range [][]byte{plainLetter, multipart} {
		for cut := 0; cut < len(whole); cut += 7 {
			if _, err := mail.Read(context.Background(), "x.eml", whole[:cut]); err != nil {
				formattest.Sentence(t, err)
			}
		}
	}
}

func FuzzRead(f *testing.F) { formattest.Fuzz(f, mail.Read, plainLetter, multipart) }
