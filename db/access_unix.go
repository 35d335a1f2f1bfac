//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package db

import (
	"errors"
	"os"
	"syscall"
)

// mayWrite asks the system whether this user may write the file, without
// opening it: on Unix closing any descriptor of it would drop the locks that
// SQLite holds for another Library of this process.
func mayWrite(path string) bool {
	const write = 2
	return syscall.Access(path, write) == nil
}

// lockedElsewhere reports whether another process has a lock on a file that
// SQLite itself cannot open. No Library of this process may have it open.
func lockedElsewhere(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	// Where SQLite locks: the pending, the reserved and the 510 shared bytes.
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: 0x40000000, Len: 512}
	return syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &lock) == nil && lock.Type != syscall.F_UNLCK
}

// makeFolders makes a folder and those above it that are missing, closed to
// other users.
func makeFolders(dir string) error { return os.MkdirAll(dir, 0o700) }

// classifySystem knows what Unix calls a full disk and one that cannot be
// written.
func classifySystem(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrFull
	case errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	return nil
}
