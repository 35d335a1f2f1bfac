//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package db

// mayWrite leaves the question to the attempt to write.
func mayWrite(string) bool { return true }
