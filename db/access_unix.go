//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package db

import "syscall"

// mayWrite asks the system whether this user may write the file, without
// opening it: on Unix closing any descriptor of it would drop the locks that
// SQLite holds for another Library of this process.
func mayWrite(path string) bool {
	const write = 2
	return syscall.Access(path, write) == nil
}
