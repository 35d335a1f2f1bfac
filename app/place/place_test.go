package place

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func none(string) string { return "" }

func TestSynchronised_ByTheNameOfAFolder(t *testing.T) {
	t.Parallel()
	empty := func(string, string) bool { return false }
	for folder, want := range map[string]string{
		"/home/a/Dropbox/work":                          "Dropbox",
		"/home/a/Dropbox (Institute)/work":              "Dropbox",
		"/Users/a/OneDrive - Institute/briefs":          "OneDrive",
		"/home/a/onedrive":                              "OneDrive",
		"/Users/a/Google Drive/x":                       "Google Drive",
		"/Users/a/Library/CloudStorage/GoogleDrive-a@b": "Google Drive",
		"/Users/a/Library/CloudStorage/OneDrive-Inst/x": "OneDrive",
		"/Users/a/Library/CloudStorage/Box-Box/x":       "Box",
		"/Users/a/Library/CloudStorage/Other-a@b/x":     "Other",
		"/Users/a/Library/Mobile Documents/com~apple/x": "iCloud Drive",
		"/home/a/Nextcloud/x":                           "Nextcloud",
		"/home/a/ownCloud":                              "ownCloud",
		"/home/a/Box/x":                                 "Box",
		"/home/a/pCloudDrive/x":                         "pCloud",
		"/home/a/MEGA":                                  "MEGA",
		"/home/a/MEGAsync/x":                            "MEGA",
		"/home/a/work/box":                              "",
		"/home/a/mega projects":                         "",
		"/home/a/Dropboxes":                             "",
		"/home/a/.local/share/sidelight":                "",
		"/":                                             "",
	} {
		r, ok := synchronised(filepath.FromSlash(folder), filepath.FromSlash("/home/a"), none, empty)
		if r.Name != want || ok != (want != "") {
			t.Errorf("%s: %+v, want %q", folder, r, want)
		}
	}
}

func TestSynchronised_ByWhatLiesInAFolder(t *testing.T) {
	t.Parallel()
	for mark, want := range map[string]string{
		".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".sync_0a1b.db": "ownCloud", ".nextcloudsync.log": "Nextcloud",
		".tmp.drivedownload": "Google Drive", ".megaignore": "MEGA",
	} {
		// given a folder that a service has marked, and a library deep in it that
		// is not there yet
		root := t.TempDir()
		if err := os.Mkdir(filepath.Join(root, "mine"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, mark), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		// when
		r, ok := Of(filepath.Join(root, "mine", "not there", "library.sidelight"))
		// then
		if real, _ := filepath.EvalSymlinks(root); !ok || r.Name != want || r.Kind != Synchronised || r.Folder != real {
			t.Errorf("%s: %+v", mark, r)
		}
	}
	if r, ok := Of(filepath.Join(t.TempDir(), "library.sidelight")); ok {
		t.Errorf("a plain folder: %+v", r)
	}
}

func TestSynchronised_BehindALink(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	inside := filepath.Join(root, "Nextcloud", "work")
	if err := os.MkdirAll(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "work")
	if err := os.Symlink(inside, link); err != nil {
		t.Fatal(err)
	}
	if r, ok := Of(filepath.Join(link, "library.sidelight")); !ok || r.Name != "Nextcloud" {
		t.Errorf("%+v", r)
	}
}

func TestSynchronised_WhereOneDriveSaysItIs(t *testing.T) {
	t.Parallel()
	getenv := func(name string) string {
		if name == "OneDriveCommercial" {
			return filepath.FromSlash("/data/institute")
		}
		return ""
	}
	empty := func(string, string) bool { return false }
	for folder, want := range map[string]bool{"/data/institute/x": true, "/data/institute": true, "/data/institutes": false, "/data": false} {
		if _, ok := synchronised(filepath.FromSlash(folder), "/home/a", getenv, empty); ok != want {
			t.Errorf("%s: %t", folder, ok)
		}
	}
}

func TestMounts(t *testing.T) {
	t.Parallel()
	table := strings.Join([]string{
		`22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw`,
		`40 22 0:35 / /home/a/far\040away rw,nosuid shared:20 - fuse.sshfs a@b:/ rw,user_id=1000`,
		`41 22 8:17 / /media/stick rw - fuseblk /dev/sdb1 rw`,
		`42 40 8:18 / /home/a/far\040away/near rw - ext4 /dev/sdc1 rw`,
		`a broken line`,
	}, "\n")
	for folder, want := range map[string]string{
		"/home/a": "", "/home/a/far away": "SSHFS", "/home/a/far away/x": "SSHFS", "/home/a/far away/near/x": "", "/home/a/far awayer": "", "/media/stick/x": "",
	} {
		if got := remoteFUSE(mountedAs(table, folder)); got != want {
			t.Errorf("%s: %q, want %q", folder, got, want)
		}
	}
}

func TestShares(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		`\\server\share\x`: true, `//server/share/x`: true, `\\?\UNC\server\share`: true, `\\?\C:\x`: false, `C:\x`: false, `\\.\pipe\x`: false, `/home/a`: false,
	} {
		if got := isShare(path); got != want {
			t.Errorf("%s: %t", path, got)
		}
	}
}
