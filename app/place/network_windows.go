package place

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// network names the file system of a folder when it is of another machine.
func network(folder string) string {
	if isShare(folder) {
		return "network folder"
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(folder) + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "network drive"
	}
	return ""
}
