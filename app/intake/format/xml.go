package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// XML reads a document element by element. Entities that the document itself
// defines are not expanded, and nothing is opened: neither can make it burst or
// look elsewhere. It keeps to MaxDepth.
type XML struct {
	ctx  context.Context
	dec  *xml.Decoder
	deep int
	seen int
}

// NewXML reads a document in any character set.
func NewXML(ctx context.Context, data []byte) *XML {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	d.Entity = xml.HTMLEntity
	return &XML{ctx: ctx, dec: d}
}

// token is the next start, end or text. io.EOF at the end of the document.
func (x *XML) token() (xml.Token, error) {
	if x.seen++; x.seen%4096 == 0 {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
	}
	t, err := x.dec.Token()
	switch {
	case err == io.EOF:
		return nil, err
	case err != nil:
		return nil, ErrDamaged
	}
	switch t.(type) {
	case xml.StartElement:
		if x.deep++; x.deep > MaxDepth {
			return nil, ErrNested
		}
	case xml.EndElement:
		x.deep--
	}
	return t, nil
}

// Element is an element that has begun.
type Element struct {
	Name string // without its namespace
	attr []xml.Attr
}

// Attr is the value of an attribute by its name without namespace, or "".
func (e Element) Attr(name string) string {
	for _, a := range e.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// AttrIn is Attr for an attribute whose namespace ends in space, where another
// has the same name.
func (e Element) AttrIn(space, name string) string {
	for _, a := range e.attr {
		if a.Name.Local == name && strings.HasSuffix(a.Name.Space, space) {
			return a.Value
		}
	}
	return ""
}

// Each calls child for the elements within the one that has begun, or at the
// top of the document, and text, which may be nil, for the words between them.
// Child must read its element to the end, with Each, Text or Skip.
func (x *XML) Each(child func(Element) error, text func(string)) error {
	for {
		t, err := x.token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := child(Element{t.Name.Local, t.Attr}); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(strings.ToValidUTF8(string(t), "\uFFFD"))
			}
		case xml.EndElement:
			return nil
		}
	}
}

// Skip reads the element that has begun to its end.
func (x *XML) Skip() error { return x.Each(func(Element) error { return x.Skip() }, nil) }

// Text is all text in the element that has begun, which it reads to its end.
func (x *XML) Text() (string, error) {
	var b strings.Builder
	var child func(Element) error
	child = func(Element) error { return x.Each(child, func(s string) { b.WriteString(s) }) }
	err := x.Each(child, func(s string) { b.WriteString(s) })
	return b.String(), err
}

// Find calls found for every element of this name, at any depth; what lies in
// it must be read by found.
func (x *XML) Find(name string, found func(Element) error) error {
	var child func(Element) error
	child = func(e Element) error {
		if e.Name == name {
			return found(e)
		}
		return x.Each(child, nil)
	}
	return x.Each(child, nil)
}
