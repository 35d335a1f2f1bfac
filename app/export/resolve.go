package export

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"sidelight/db"
)

// linkFiles settles what links to the files name: the base name says enough
// unless another file has it too.
func (e *exporter) linkFiles() {
	bases := map[string]int{}
	for _, at := range e.paths {
		bases[nameKey(path.Base(at))]++
	}
	e.links, e.owners = map[string]string{}, map[string]string{}
	for _, uid := range slices.Sorted(maps.Keys(e.paths)) {
		at := e.paths[uid]
		base := path.Base(at)
		e.owners[nameKey(strings.TrimSuffix(base, path.Ext(base)))] = uid
		if bases[nameKey(base)] == 1 {
			at = base
		}
		e.links[uid] = strings.TrimSuffix(at, path.Ext(at))
	}
	e.briefLinks, e.actorLinks = map[int64]string{}, map[int64]string{}
	for _, b := range e.briefs {
		e.briefLinks[b.ID] = e.links[b.UID]
	}
	for _, a := range e.actors {
		e.actorLinks[a.ID] = e.links[a.UID]
	}
}

// linkKey is equal for two targets of links that mean the same.
func linkKey(target string) string {
	return db.Fold(strings.Join(strings.Fields(target), " "))
}

// resolver finds the file that a link in a note means: by the title, the
// title with its series, or the uid of a brief, by the title of a free note,
// by a name that one actor alone bears, or by the name of the file.
func (e *exporter) resolver(ctx context.Context) resolver {
	type place struct {
		file    string
		briefID int64
	}
	places := map[string]place{}
	add := func(key string, p place) {
		if key = linkKey(key); key == "" || p.file == "" {
			return
		}
		if _, taken := places[key]; !taken {
			places[key] = p // of two with one title the older one
		}
	}
	for _, b := range e.briefs {
		p := place{e.links[b.UID], b.ID}
		add(b.Title, p)
		add(fullTitle(b), p)
		add(b.UID, p)
	}
	for _, n := range e.notes {
		add(n.Title, place{file: e.links[n.UID]})
	}
	for key, uid := range e.bearers() {
		add(key, place{file: e.links[uid]})
	}
	for _, a := range e.actors {
		add(a.UID, place{file: e.links[a.UID]})
	}
	// A link may also name the file itself, as it was made in Obsidian.
	byUID := map[string]int64{}
	for _, b := range e.briefs {
		byUID[b.UID] = b.ID
	}
	for _, uid := range slices.Sorted(maps.Keys(e.paths)) {
		at := path.Base(e.paths[uid])
		add(strings.TrimSuffix(at, path.Ext(at)), place{e.links[uid], byUID[uid]})
	}
	marks := map[int64]map[string]bool{} // by brief: the block ids of its annotations
	return func(target, block string) (file string, lost, ok bool) {
		p, ok := places[linkKey(target)]
		if !ok {
			return "", false, false
		}
		switch {
		case !ourBlock(block):
			return p.file, false, true
		case p.briefID == 0:
			return p.file, true, true // only briefs have annotations
		}
		ids, read := marks[p.briefID]
		if !read {
			// An error here shows again when the brief itself is read; a
			// link more or less is not worth a second path.
			list, err := e.lib.Annotations(ctx, p.briefID)
			if err != nil {
				return p.file, false, true
			}
			ids = map[string]bool{}
			for _, a := range list {
				ids[BlockID(a.UID)] = true
				ids["a-"+plainID(a.UID)] = true
			}
			marks[p.briefID] = ids
		}
		return p.file, !ids[strings.ToLower(block)], true
	}
}

// bearers gives the uid of the actor that a name means, by linkKey: the name
// of a record before an alias, a strong one, and only what one alone bears.
func (e *exporter) bearers() map[string]string {
	names, aliases := map[string]string{}, map[string]string{}
	bear := func(all map[string]string, name, uid string) {
		key := linkKey(name)
		if other, taken := all[key]; taken && other != uid {
			uid = "" // nobody: no link is invented
		}
		all[key] = uid
	}
	for _, a := range e.actors {
		bear(names, a.Name, a.UID)
		for _, alias := range a.Aliases {
			if !alias.Weak {
				bear(aliases, alias.Name, a.UID)
			}
		}
	}
	maps.Copy(aliases, names)
	return aliases
}

// ourBlock reports whether a block id has the form of an annotation's.
func ourBlock(block string) bool {
	id, ok := strings.CutPrefix(strings.ToLower(block), "a-")
	if !ok || (len(id) != 12 && len(id) != 32) {
		return false
	}
	return strings.Trim(id, "0123456789abcdef") == ""
}
