package web

import (
	"context"
	"net/url"
	"path"
	"strings"

	"sidelight/app/intake/charset"
	"sidelight/app/intake/format"
	"sidelight/app/intake/mime"
	"sidelight/db"
)

// KnownArchive reports a page that a browser saved with all its parts in one
// file (RFC 2557).
func KnownArchive(name string, data []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".mht", ".mhtml":
		return mime.HasHeader(data, "MIME-Version", "Content-Type")
	}
	return mime.HasHeader(data, "Snapshot-Content-Location") || mime.HasHeader(data, "Content-Location") && mime.HasHeader(data, "MIME-Version")
}

// ReadArchive reads the page of such a file; its pictures and frames are left
// out. The errors are those of Read and of package mime.
func ReadArchive(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	m, err := mime.Parse(ctx, data)
	if err != nil {
		return nil, err
	}
	page := m.Root.Shown()
	if page == nil {
		return nil, format.ErrDamaged
	}
	said := page.Charset
	if said == "" {
		said = saidCharset(page.Body)
	}
	var saved *url.URL
	for _, address := range []string{m.Text("Snapshot-Content-Location"), page.Location, m.Text("Content-Location")} {
		if u, err := url.Parse(address); err == nil && u.Host != "" && saved == nil {
			saved = u
		}
	}
	a, err := readPage(ctx, charset.Decode(page.Body, said), saved)
	if err != nil {
		return nil, err
	}
	a.MediaType = "multipart/related"
	frames := -1
	m.Root.Walk(func(p *mime.Part) {
		if p.Type == "text/html" {
			frames++
		}
	})
	if frames > 0 {
		a.Remark(db.RemarkDropped, "frames", "pages within the page: %d", frames)
	}
	return []format.Article{a}, nil
}
