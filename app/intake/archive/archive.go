// Package archive opens .zip files: every file in it is an article of its own,
// to be read like any other file. It must not know what can be read.
package archive

import (
	"context"
	"strings"

	"sidelight/app/intake/format"
)

// Known reports a file that begins as an archive does.
func Known(_ string, data []byte) bool { return format.IsZip(data) }

// Read gives the files of an archive, unread; links and hidden files are left
// out. The errors are those of format.OpenZip.
func Read(ctx context.Context, _ string, data []byte) ([]format.Article, error) {
	z, err := format.OpenZip(data)
	if err != nil {
		return nil, err
	}
	var all []format.Article
	seen := map[string]bool{}
	for _, name := range z.Names() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clean := strings.ReplaceAll(name, `\`, "/")
		base := clean[strings.LastIndexByte(clean, '/')+1:]
		if hidden(clean) || z.IsLink(name) || seen[name] {
			continue
		}
		seen[name] = true
		all = append(all, format.Article{Part: format.Label(clean), Inner: &format.File{
			Name: format.Label(base),
			Open: func(limit int64) ([]byte, error) { return z.ReadAtMost(name, limit) },
		}})
	}
	return all, nil
}

// hidden is true of files that systems put into archives for themselves.
func hidden(path string) bool {
	for _, p := range strings.Split(path, "/") {
		if strings.HasPrefix(p, ".") && p != "." && p != ".." || p == "__MACOSX" {
			return true
		}
	}
	return false
}
