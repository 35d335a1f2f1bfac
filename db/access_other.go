//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package db

// mayWrite leaves the question to the attempt to write.
func mayWrite(string) bool { return true }

// lockedElsewhere leaves the question to the attempt to rename the file, which
// fails while another program has it open.
func lockedElsewhere(string) bool { return false }
