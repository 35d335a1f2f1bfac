// Package mime takes messages apart: web pages saved as one file (.mhtml) and
// mail are both headers and a tree of parts. It must not know what the parts
// are for.
package mime

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"sidelight/app/intake/format"
)

// maxParts and maxDeep bound the tree of a message.
const (
	maxParts = 2_000
	maxDeep  = 12
)

// Part is a part of a message: a leaf with its bytes, or a node with parts.
type Part struct {
	Type       string // "text/html"
	Charset    string // as it says, or ""
	Name       string // of the file it is, or ""
	Attached   bool   // as an attachment, not to be shown in the text
	ID         string // Content-ID without its brackets
	Location   string // Content-Location
	Start      string // of multipart/related: the ID of the part that is shown
	Flowed     bool   // its lines go on where they end in a blank (RFC 3676)
	Body       []byte
	Parts      []*Part
	parameters map[string]string
}

// Message is the header and the whole of a message.
type Message struct {
	Header mail.Header
	Root   *Part
}

// Text is a header in words: encoded words decoded, on one line.
func (m *Message) Text(key string) string {
	raw := m.Header.Get(key)
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if s, err := words.DecodeHeader(raw); err == nil {
		raw = s
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(raw, "\uFFFD")), " ")
}

// HasHeader reports whether the bytes begin with lines "Name: value" among which
// one of the names stands.
func HasHeader(data []byte, names ...string) bool {
	head := data[:min(len(data), 16<<10)]
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for first := true; ; first = false {
		line, rest, more := bytes.Cut(head, []byte("\n"))
		head = rest
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 || !more {
			return false
		}
		if !first && (line[0] == ' ' || line[0] == '\t') {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(name) == 0 || bytes.ContainsAny(name, " \t<>") {
			if first && bytes.HasPrefix(line, []byte("From ")) {
				continue // an mbox of one message
			}
			return false
		}
		for _, n := range names {
			if strings.EqualFold(string(name), n) {
				return true
			}
		}
	}
}

// Parse takes a message apart. What is cut short or damaged within keeps what
// came before. format.ErrDamaged; format.ErrUnpacked for too many parts; the
// context's.
func Parse(ctx context.Context, data []byte) (*Message, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(data, []byte("From ")) {
		if _, rest, ok := bytes.Cut(data, []byte("\n")); ok {
			data = rest
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, format.ErrDamaged
	}
	r := reader{ctx: ctx, left: maxParts}
	root, err := r.part(header(m.Header), m.Body, 0)
	if err != nil {
		return nil, err
	}
	return &Message{m.Header, root}, nil
}

// header is that of a message or part.
type header map[string][]string

func (h header) get(key string) string { return mail.Header(h).Get(key) }

type reader struct {
	ctx  context.Context
	left int
}

func (r *reader) part(h header, body io.Reader, deep int) (*Part, error) {
	if err := r.ctx.Err(); err != nil {
		return nil, err
	}
	if r.left--; r.left < 0 {
		return nil, format.ErrUnpacked
	}
	if deep > maxDeep {
		return nil, format.ErrNested
	}
	p := &Part{Type: "text/plain", ID: strings.Trim(h.get("Content-ID"), "<> "), Location: h.get("Content-Location")}
	if kind, parameters, err := mime.ParseMediaType(h.get("Content-Type")); err == nil || kind != "" {
		p.Type, p.parameters = strings.ToLower(kind), parameters
	}
	p.Charset, p.Start = p.parameters["charset"], strings.Trim(p.parameters["start"], "<> ")
	p.Flowed = strings.EqualFold(p.parameters["format"], "flowed")
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	disposition, more, _ := mime.ParseMediaType(h.get("Content-Disposition"))
	p.Attached = strings.EqualFold(disposition, "attachment")
	for _, name := range []string{more["filename"], p.parameters["name"]} {
		if decoded, err := words.DecodeHeader(name); err == nil {
			name = decoded
		}
		if p.Name == "" {
			p.Name = format.Label(name[strings.LastIndexAny(name, `/\`)+1:])
		}
	}
	if strings.HasPrefix(p.Type, "multipart/") && p.parameters["boundary"] != "" {
		parts := multipart.NewReader(body, p.parameters["boundary"])
		for {
			next, err := parts.NextRawPart()
			if err != nil {
				if r.ctx.Err() != nil {
					return nil, r.ctx.Err()
				}
				return p, nil // the end, or all there is of it
			}
			inner, err := r.part(header(next.Header), next, deep+1)
			if err != nil {
				return nil, err
			}
			p.Parts = append(p.Parts, inner)
		}
	}
	switch strings.ToLower(strings.TrimSpace(h.get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &lettersOnly{body})
	}
	// A part that ends in a damaged code keeps what was read of it.
	p.Body, _ = io.ReadAll(body)
	return p, nil
}

// lettersOnly passes over what does not belong to base64, as readers of mail
// must (RFC 2045, 6.8).
type lettersOnly struct{ r io.Reader }

// Read implements io.Reader.
func (l *lettersOnly) Read(p []byte) (int, error) {
	for {
		n, err := l.r.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

// Walk calls f for every leaf in order.
func (p *Part) Walk(f func(*Part)) {
	if len(p.Parts) == 0 {
		f(p)
	}
	for _, inner := range p.Parts {
		inner.Walk(f)
	}
}

// Shown is the leaf that a reader of the message would see: of alternatives the
// one in HTML, of related parts the one that they start with.
func (p *Part) Shown() *Part {
	var html, plain *Part
	p.Walk(func(q *Part) {
		switch {
		case q.Attached:
		case q.Type == "text/html" || q.Type == "application/xhtml+xml":
			if html == nil || p.Start != "" && q.ID == p.Start {
				html = q
			}
		case q.Type == "text/plain" && plain == nil && len(bytes.TrimSpace(q.Body)) > 0:
			plain = q
		}
	})
	if html != nil {
		return html
	}
	return plain
}
