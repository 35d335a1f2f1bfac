package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// Zip is an archive, or a document that is one inside, held within the bounds.
// Its names are labels: nothing is ever written under them.
type Zip struct {
	entries []*zip.File
	byName  map[string]*zip.File
	left    int64 // bytes that may still be unpacked
}

// IsZip reports whether the bytes begin as an archive does.
func IsZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// OpenZip reads the directory of an archive. ErrDamaged; ErrUnpacked when it has
// more entries than MaxEntries, or entries that share their bytes, which only
// archives do that are made to burst.
func OpenZip(data []byte) (*Zip, error) {
	// The directory is counted before it is read: each entry costs memory.
	if bytes.Count(data, []byte("PK\x01\x02")) > MaxEntries {
		return nil, ErrUnpacked
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, ErrDamaged
	}
	z := &Zip{byName: map[string]*zip.File{}, left: MaxUnpacked}
	type extent struct{ from, to int64 }
	var extents []extent
	for _, f := range r.File {
		from, err := f.DataOffset()
		if err != nil {
			return nil, ErrDamaged
		}
		if f.CompressedSize64 > uint64(len(data)) {
			return nil, ErrDamaged
		}
		if f.CompressedSize64 > 0 {
			extents = append(extents, extent{from, from + int64(f.CompressedSize64)})
		}
		if f.FileInfo().IsDir() {
			continue
		}
		z.entries = append(z.entries, f)
		if _, twice := z.byName[f.Name]; !twice {
			z.byName[f.Name] = f
		}
	}
	slices.SortFunc(extents, func(a, b extent) int { return int(a.from - b.from) })
	for i := 1; i < len(extents); i++ {
		if extents[i].from < extents[i-1].to {
			return nil, ErrUnpacked
		}
	}
	return z, nil
}

// Names are the entries that are files, in the order of the archive.
func (z *Zip) Names() []string {
	names := make([]string, len(z.entries))
	for i, f := range z.entries {
		names[i] = f.Name
	}
	return names
}

// Has reports whether there is an entry of this name.
func (z *Zip) Has(name string) bool { return z.byName[name] != nil }

// IsLink reports whether an entry is a link to another file.
func (z *Zip) IsLink(name string) bool {
	f := z.byName[name]
	return f != nil && f.Mode()&fs.ModeSymlink != 0
}

// Read unpacks an entry. ErrDamaged also when there is none; ErrLocked;
// ErrUnpacked when it, or all that was read of the archive, is too much.
func (z *Zip) Read(name string) ([]byte, error) { return z.ReadAtMost(name, MaxUnpacked) }

// ReadAtMost is Read for an entry of no more than limit bytes.
func (z *Zip) ReadAtMost(name string, limit int64) ([]byte, error) {
	f := z.byName[name]
	if f == nil {
		return nil, fmt.Errorf("%w (%s is missing)", ErrDamaged, Label(name))
	}
	if f.Flags&1 != 0 {
		return nil, ErrLocked
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrDamaged
	}
	defer r.Close()
	limit = min(limit, z.left)
	if ratio := int64(f.CompressedSize64) * MaxRatio; ratio < limit {
		limit = min(limit, max(ratio, ratioFrom))
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	z.left -= int64(len(data))
	switch {
	case int64(len(data)) > limit:
		return nil, ErrUnpacked
	case err != nil:
		return nil, ErrDamaged
	}
	return data, nil
}

// Visible is a text without control characters, line ends too, and without those
// that turn the direction of a line.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if hiddenRune(r) {
			return -1
		}
		return r
	}, s)
}

// Label is a name from within a file as it may be shown: Visible, and not too
// long.
func Label(name string) string {
	name = Visible(strings.ToValidUTF8(name, "\uFFFD"))
	if r := []rune(name); len(r) > 200 {
		name = string(r[:199]) + "…"
	}
	return name
}

// hiddenRune is true of control characters and of those that turn the direction
// of a line.
func hiddenRune(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0xfeff
}
