package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// Windows asks of every program to be either for the console or for the
// window. sidelight.exe is for the window, so that no console flashes up beside
// it, and what follows gives it a voice in a terminal all the same. The same
// program for the console, sidelight.com, is what terminals find first: they
// wait for it to end and know its exit status, which they do of no program for
// the window.

var (
	kernel32      = windows.NewLazySystemDLL("kernel32.dll")
	attachConsole = kernel32.NewProc("AttachConsole")
	freeConsole   = kernel32.NewProc("FreeConsole")
)

// attachParentProcess is ATTACH_PARENT_PROCESS: the console of whoever started
// this program.
const attachParentProcess = ^uintptr(0)

// joinConsole turns standard streams that lead nowhere to the console that the
// program was started from, if there is one. Streams that were redirected stay.
// leave goes out of that console again, so that neither Ctrl+C in it nor
// closing it ends the window.
func joinConsole() (leave func()) {
	if joined, _, _ := attachConsole.Call(attachParentProcess); joined == 0 {
		return func() {}
	}
	for _, s := range []struct {
		file   **os.File
		number uint32
		name   string
	}{
		{&os.Stdin, windows.STD_INPUT_HANDLE, "CONIN$"},
		{&os.Stdout, windows.STD_OUTPUT_HANDLE, "CONOUT$"},
		{&os.Stderr, windows.STD_ERROR_HANDLE, "CONOUT$"},
	} {
		if leadsSomewhere(s.number) {
			continue
		}
		f, err := os.OpenFile(s.name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		// The runtime asks the system where to write when the program crashes.
		_ = windows.SetStdHandle(s.number, windows.Handle(f.Fd()))
		*s.file = f
	}
	return func() { _, _, _ = freeConsole.Call() }
}

// leadsSomewhere reports whether a standard stream is a file, a pipe or a
// console.
func leadsSomewhere(number uint32) bool {
	h, err := windows.GetStdHandle(number)
	if err != nil || h == 0 || h == windows.InvalidHandle {
		return false
	}
	kind, err := windows.GetFileType(h)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}

// heard reports whether standard error leads to somebody.
func heard() bool { return leadsSomewhere(windows.STD_ERROR_HANDLE) }

// alert shows a trouble in a box of the system's own, which needs no OpenGL,
// and waits until it is closed.
func alert(text string) {
	title, _ := windows.UTF16PtrFromString("Sidelight")
	words, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return // a zero byte: nothing that we say
	}
	_, _ = windows.MessageBox(0, words, title, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
