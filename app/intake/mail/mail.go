// Package mail reads messages (.eml, RFC 5322): the subject is the title, the
// words are the text, and each file attached is an article of its own. What a
// reply quotes and the signature are left out and told.
//
// What is written in HTML is read by the room for web pages; it must not know
// how the structure of a brief is worked out.
package mail

import (
	"context"
	"net/mail"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sidelight/app/intake/charset"
	"sidelight/app/intake/format"
	"sidelight/app/intake/mime"
	"sidelight/app/intake/web"
	"sidelight/db"
)

// Known reports a message by headers that only messages have, or by its name
// and a header.
func Known(name string, data []byte) bool {
	if strings.EqualFold(path.Ext(name), ".eml") {
		return mime.HasHeader(data, "From", "Subject", "Date", "Received", "To")
	}
	return mime.HasHeader(data, "Message-ID", "Received", "MIME-Version", "Return-Path") && mime.HasHeader(data, "From")
}

// Read reads a message and gives its attachments, unread. The errors are those
// of package mime; format.ErrLocked for a message that is enciphered.
func Read(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	m, err := mime.Parse(ctx, data)
	if err != nil {
		return nil, err
	}
	a := format.Article{MediaType: "message/rfc822", Fields: fields(m)}
	shown := m.Root.Shown()
	if shown == nil {
		locked := false
		m.Root.Walk(func(p *mime.Part) {
			locked = locked || strings.HasSuffix(p.Type, "pkcs7-mime") || strings.HasSuffix(p.Type, "pgp-encrypted")
		})
		if locked {
			return nil, format.ErrLocked
		}
	} else {
		said := shown.Charset
		text := charset.Decode(shown.Body, said)
		a.Encoding = text.Name
		if text.Loss > 0 {
			a.Remark(db.RemarkDropped, "encoding", "%d characters could not be read and stand as \uFFFD", text.Loss)
		}
		forwarded := reForward.MatchString(m.Text("Subject"))
		if shown.Type == "text/plain" {
			a.Text = plain(&a, text.String, shown.Flowed, forwarded)
		} else if a.Blocks, err = page(&a, text.String, forwarded); err != nil {
			return nil, err
		}
	}
	all := []format.Article{a}
	if strings.TrimSpace(a.Text) == "" && len(a.Blocks) == 0 {
		all = nil // nothing but attachments
	}
	seen := map[string]bool{}
	m.Root.Walk(func(p *mime.Part) {
		if p == shown || len(p.Body) == 0 || !p.Attached && (p.Name == "" || strings.HasPrefix(p.Type, "image/")) && p.Type != "message/rfc822" {
			return
		}
		if p.Name == "" {
			p.Name = "message.eml"
		}
		part := p.Name
		for n := 2; seen[part]; n++ {
			part = p.Name + " (" + strconv.Itoa(n) + ")"
		}
		seen[part] = true
		all = append(all, format.Article{Part: part, Inner: &format.File{Name: p.Name, Open: func(limit int64) ([]byte, error) {
			if int64(len(p.Body)) > limit {
				return nil, format.ErrUnpacked
			}
			return p.Body, nil
		}}})
	})
	return all, nil
}

var (
	rePrefix  = regexp.MustCompile(`(?i)^(?:(?:re|fwd?|aw|wg|tr|sv|rv)(?:\[\d+\])?\s*:\s*)+`)
	reForward = regexp.MustCompile(`(?i)^(?:fwd?|wg|tr|rv)(?:\[\d+\])?\s*:`)
)

const from = "the message’s header"

// fields are what the header says. A letter that goes to a list comes from its
// publisher, any other from its author; either gives way to what the text says.
func fields(m *mime.Message) []format.Field {
	var all []format.Field
	add := func(name, value string, weak bool) {
		if value != "" {
			all = append(all, format.Field{Name: name, Values: []string{value}, From: from, Weak: weak})
		}
	}
	add("title", rePrefix.ReplaceAllString(m.Text("Subject"), ""), false)
	sender := ""
	if address, err := mail.ParseAddress(m.Text("From")); err == nil {
		sender = address.Name
	} else {
		name, _, _ := strings.Cut(m.Text("From"), "<")
		sender = strings.Trim(name, ` "`)
	}
	sender = format.Label(sender)
	list, _, _ := strings.Cut(m.Text("List-Id"), "<")
	list = strings.Trim(list, ` "`)
	switch {
	case list != "":
		add("publication", list, true)
	case m.Text("List-Unsubscribe") != "":
		add("publication", sender, true)
	default:
		add("author", sender, true)
	}
	add("publication", m.Text("Organization"), true)
	if day, err := mail.ParseDate(m.Text("Date")); err == nil {
		add("published", day.Format("2006-01-02"), true)
	}
	return all
}

var (
	reQuoting   = regexp.MustCompile(`(?i)^(?:on .{4,200} wrote:|le .{4,200} a écrit\s?:|am .{4,200} schrieb.{0,100}:)\s*$`)
	reOriginal  = regexp.MustCompile(`(?i)^[-_ ]{3,}\s*(?:original message|reply above this line|ursprüngliche nachricht|message d'origine)\s*[-_ ]*$`)
	reForwarded = regexp.MustCompile(`(?i)^[-_ ]{3,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré)\s*[-_ ]*$`)
	reHeader    = regexp.MustCompile(`(?i)^(?:from|to|cc|sent|date|subject|reply-to|von|an|gesendet|betreff|de|à|objet|envoyé)\s*:\s`)
)

// plain is a message in plain text without what it quotes and its signature.
// What was passed on is the message.
func plain(a *format.Article, text string, flowed, forwarded bool) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if flowed {
		text = flow(text)
	}
	lines := strings.Split(text, "\n")
	var kept []string
	quoted := 0
	for i := 0; i < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		switch {
		case reForwarded.MatchString(l):
			// Its header follows, up to a blank line.
			for i+1 < len(lines) && (reHeader.MatchString(strings.TrimSpace(lines[i+1])) || strings.HasPrefix(lines[i+1], " ")) {
				i++
			}
			forwarded = true
			continue
		case !forwarded && reOriginal.MatchString(l):
			quoted += len(lines) - i
			i = len(lines)
			continue
		case !forwarded && (strings.HasPrefix(l, ">") || reQuoting.MatchString(l)):
			quoted++
			continue
		case forwarded && strings.HasPrefix(l, ">"):
			kept = append(kept, strings.TrimLeft(l, "> "))
			continue
		case strings.TrimRight(lines[i], " ") == "--" && len(lines)-i <= 20:
			a.Remark(db.RemarkDropped, "signature", "the signature below the message: %d lines", len(lines)-i-1)
			i = len(lines)
			continue
		}
		kept = append(kept, lines[i])
	}
	if quoted > 0 {
		a.Remark(db.RemarkDropped, "quotation", "what the message quotes of others: %d lines", quoted)
	}
	return strings.Trim(strings.Join(kept, "\n"), "\n")
}

// flow joins the lines that were broken for sending (RFC 3676).
func flow(text string) string {
	var b strings.Builder
	for _, l := range strings.Split(text, "\n") {
		if l != "-- " && strings.HasSuffix(l, " ") && strings.TrimSpace(l) != "" {
			b.WriteString(l)
			continue
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

// reService are lines that services put into letters for their own ends.
var reService = regexp.MustCompile(`(?i)\b(?:unsubscribe|view (?:this (?:email|message|newsletter) )?in (?:your |a )?(?:web )?browser|manage (?:your )?(?:email )?preferences|you (?:are receiving|received) this (?:e-?mail|message)|update your preferences|forward (?:this )?to a friend|se désabonner|abbestellen)\b`)

// page is a message in HTML without what it quotes.
func page(a *format.Article, source string, forwarded bool) ([]format.Block, error) {
	doc, err := web.Parse(source)
	if err != nil {
		return nil, err
	}
	quoted, service := 0, 0
	blocks := web.Blocks(doc, nil, func(n *html.Node) bool {
		if n.DataAtom == atom.Head {
			return false
		}
		if !forwarded && quotes(n) {
			quoted++
			return false
		}
		return true
	})
	kept := blocks[:0]
	for _, b := range blocks {
		if len(b.Text) < 400 && reService.MatchString(b.Text) {
			service++
			continue
		}
		kept = append(kept, b)
	}
	if quoted > 0 {
		a.Remark(db.RemarkDropped, "quotation", "what the message quotes of others")
	}
	if service > 0 {
		a.Remark(db.RemarkDropped, "service", "lines about the mailing itself: %d", service)
	}
	return kept, nil
}

// quotes reports the box in which programs for mail put what a reply quotes.
func quotes(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "type":
			if n.DataAtom == atom.Blockquote && a.Val == "cite" {
				return true
			}
		case "class":
			for _, c := range strings.Fields(a.Val) {
				if c == "gmail_quote" || c == "moz-cite-prefix" || c == "yahoo_quoted" || c == "gmail_signature" || c == "protonmail_quote" {
					return true
				}
			}
		case "id":
			if a.Val == "divRplyFwdMsg" || a.Val == "appendonsend" || a.Val == "Signature" {
				return true
			}
		}
	}
	return false
}
