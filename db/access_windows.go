package db

import (
	"errors"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
)

// mayWrite leaves the question to the attempt to write.
func mayWrite(string) bool { return true }

// lockedElsewhere leaves the question to the attempt to rename the file, which
// fails while another program has it open.
func lockedElsewhere(string) bool { return false }

// makeFolders makes a folder and those above it that are missing. Windows
// knows no modes: what is made gets an access list that shuts out all but the
// user, the system and administrators, as the folders of a user's profile
// have, and hands it down to all that comes to lie in it, SQLite's files
// beside the library too.
func makeFolders(dir string) error {
	first := dir // the highest that is missing
	for up := filepath.Dir(first); up != first; up = filepath.Dir(first) {
		if _, err := os.Stat(up); err == nil || !errors.Is(err, os.ErrNotExist) {
			break
		}
		first = up
	}
	if _, err := os.Stat(first); errors.Is(err, os.ErrNotExist) {
		if err := makeClosedFolder(first); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return os.MkdirAll(dir, 0o700)
}

func makeClosedFolder(dir string) error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return err
	}
	// Protected from what the folder above would hand down (P); full access
	// (FA), handed down to files and folders (OI, CI).
	closed, err := windows.SecurityDescriptorFromString(
		"D:P(A;OICI;FA;;;" + user.User.Sid.String() + ")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)")
	if err != nil {
		return err
	}
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return err
	}
	attributes := windows.SecurityAttributes{SecurityDescriptor: closed}
	attributes.Length = uint32(unsafe.Sizeof(attributes))
	if err := windows.CreateDirectory(name, &attributes); err != nil {
		return &os.PathError{Op: "mkdir", Path: dir, Err: err}
	}
	return nil
}

// classifySystem knows what Windows calls a full disk and one that cannot be
// written; Go's names for them are Unix's.
func classifySystem(err error) error {
	switch {
	case errors.Is(err, windows.ERROR_DISK_FULL), errors.Is(err, windows.ERROR_HANDLE_DISK_FULL), errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED):
		return ErrFull
	case errors.Is(err, windows.ERROR_WRITE_PROTECT):
		return ErrReadOnly
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION), errors.Is(err, windows.ERROR_LOCK_VIOLATION):
		return ErrBusy
	}
	return nil
}
