package place

import (
	"path/filepath"
	"strings"
)

// services are the programs that synchronise folders, by the names their
// folders have and by what they leave in them. A name that others may give a
// folder as well counts only at the top of the user's own.
var services = []struct {
	name    string
	folders []string // lower case; one ending in a space or a dash is a beginning
	atHome  []string // lower case; in the home folder only
	marks   []string // patterns of names in the folder
}{
	{name: "Dropbox", folders: []string{"dropbox", "dropbox "}, marks: []string{".dropbox", ".dropbox.cache"}},
	{name: "OneDrive", folders: []string{"onedrive", "onedrive ", "onedrive-"}},
	{name: "Google Drive", folders: []string{"google drive", "googledrive", "googledrive-", "google drive "}, marks: []string{".tmp.drivedownload", ".tmp.driveupload"}},
	{name: "iCloud Drive", folders: []string{"mobile documents", "iclouddrive", "icloud drive"}},
	{name: "Nextcloud", folders: []string{"nextcloud", "nextcloud-"}, marks: []string{".nextcloudsync.log"}},
	{name: "ownCloud", folders: []string{"owncloud", "owncloud "}, marks: []string{".owncloudsync.log", "._sync_*.db", ".sync_*.db"}},
	{name: "Syncthing", marks: []string{".stfolder"}},
	{name: "Box", folders: []string{"box sync", "box-box"}, atHome: []string{"box"}},
	{name: "pCloud", folders: []string{"pclouddrive", "pcloud drive", "pcloud sync", "pcloud-"}, atHome: []string{"pcloud"}},
	{name: "MEGA", folders: []string{"megasync", "mega downloads"}, atHome: []string{"mega"}, marks: []string{".megaignore"}},
	{name: "Proton Drive", folders: []string{"proton drive", "protondrive-"}},
	{name: "Resilio Sync", folders: []string{"resilio sync"}},
}

// synchronised looks for a service in the names of the folders above a file,
// and in what lies in them.
func synchronised(folder, home string, getenv func(string) string, has func(folder, pattern string) bool) (Risk, bool) {
	// OneDrive says where it is: on Windows its folder may have any name.
	for _, name := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if root := getenv(name); root != "" && within(folder, root) {
			return Risk{Synchronised, "OneDrive", root}, true
		}
	}
	for at := folder; ; at = filepath.Dir(at) {
		base := strings.ToLower(filepath.Base(at))
		if strings.EqualFold(filepath.Base(filepath.Dir(at)), "CloudStorage") {
			// macOS: Library/CloudStorage/Name-account.
			return Risk{Synchronised, cloudStorage(filepath.Base(at)), at}, true
		}
		for _, s := range services {
			if named(base, s.folders) || filepath.Dir(at) == filepath.Clean(home) && named(base, s.atHome) || marked(at, s.marks, has) {
				return Risk{Synchronised, s.name, at}, true
			}
		}
		if at == filepath.Dir(at) {
			return Risk{}, false
		}
	}
}

// cloudStorage names the service of a folder as macOS calls it.
func cloudStorage(folder string) string {
	for _, s := range services {
		if named(strings.ToLower(folder), s.folders) {
			return s.name
		}
	}
	name, _, _ := strings.Cut(folder, "-")
	return name
}

func named(base string, names []string) bool {
	for _, name := range names {
		beginning := strings.HasSuffix(name, " ") || strings.HasSuffix(name, "-")
		if base == name || beginning && strings.HasPrefix(base, name) {
			return true
		}
	}
	return false
}

func marked(folder string, patterns []string, has func(folder, pattern string) bool) bool {
	for _, p := range patterns {
		if has(folder, p) {
			return true
		}
	}
	return false
}

// within reports whether a folder is another or below it.
func within(folder, root string) bool {
	rel, err := filepath.Rel(root, folder)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
