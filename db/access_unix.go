//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package db

import (
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
