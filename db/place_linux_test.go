package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"sidelight/db"
)

// Root may write anywhere, and disks do not fill up for a test. These tests
// start themselves again, as a user without rights or with mounts of their
// own, that end with the process.

const againVariable = "SIDELIGHT_TEST_AGAIN"

// again runs the test t again in a process with the attributes, and reports
// what it says. It returns true in that process.
func again(t *testing.T, attributes *syscall.SysProcAttr) (inside bool) {
	t.Helper()
	if os.Getenv(againVariable) == t.Name() {
		return true
	}
	// A user without rights cannot reach the folder where go test builds.
	folder, err := os.MkdirTemp("", "again")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	must(t, os.Chmod(folder, 0o777))
	binary := filepath.Join(folder, "again.test")
	copyFile(t, os.Args[0], binary)
	cmd := exec.Command(binary, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), againVariable+"="+t.Name(), "TMPDIR="+folder)
	cmd.Dir = folder
	cmd.SysProcAttr = attributes
	output, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	switch {
	case err == nil && strings.Contains(string(output), "--- PASS: "+t.Name()):
	case err == nil || errors.As(err, &ended):
		t.Errorf("in a process of its own: %v\n%s", err, output)
	default:
		t.Skipf("this machine does not allow a process with %s: %v", describe(attributes), err)
	}
	return false
}

func describe(a *syscall.SysProcAttr) string {
	if a.Credential != nil {
		return "another user"
	}
	return "mounts of its own"
}

// withoutRights is true where permissions count: at once when the user is not
// root, in another process when it is.
func withoutRights(t *testing.T) bool {
	t.Helper()
	if os.Geteuid() != 0 {
		return true
	}
	const nobody = 65534
	return again(t, &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}})
}

// withMounts is true in a process that may mount, and whose mounts nobody else
// sees.
func withMounts(t *testing.T) bool {
	t.Helper()
	attributes := &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		attributes.Cloneflags = syscall.CLONE_NEWUSER
		attributes.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		attributes.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	return again(t, attributes)
}

// mountTmpfs mounts a small file system and returns its folder.
func mountTmpfs(t *testing.T, size string) string {
	t.Helper()
	folder := t.TempDir()
	must(t, syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size))
	t.Cleanup(func() { must(t, syscall.Unmount(folder, syscall.MNT_DETACH)) })
	return folder
}

func TestReadOnly_File(t *testing.T) {
	if !withoutRights(t) {
		return
	}
	// given a file that may not be written in a folder that may
	path := savedLibrary(t)
	must(t, os.Chmod(path, 0o400))
	// when
	l := mustOpen(t, path, db.Options{})
	// then
	wantReadsOnly(t, l)
	must(t, l.Close())
	// and nothing stays that would keep a later writer out
	only(t, filepath.Dir(path), "library.db")
	must(t, os.Chmod(path, 0o600))
	mustAddBrief(t, mustOpen(t, path, db.Options{}), "Next")
}

func TestReadOnly_Folder(t *testing.T) {
	if !withoutRights(t) {
		return
	}
	// given a library in a folder that may not be written
	ctx := context.Background()
	path := savedLibrary(t)
	folder := filepath.Dir(path)
	must(t, os.Chmod(folder, 0o500))
	t.Cleanup(func() { must(t, os.Chmod(folder, 0o700)) })
	// when
	l := mustOpen(t, path, db.Options{})
	// then
	wantReadsOnly(t, l)
	// and a new library cannot be made there
	_, err := db.Open(ctx, filepath.Join(folder, "new.db"), db.Options{})
	if !errors.Is(err, db.ErrReadOnly) {
		t.Errorf("error %v, want ErrReadOnly", err)
	}
	_, err = db.Open(ctx, filepath.Join(folder, "folder", "new.db"), db.Options{})
	if !errors.Is(err, db.ErrReadOnly) {
		t.Errorf("error %v, want ErrReadOnly", err)
	}
}

func TestReadOnly_FolderWithChangesBeside(t *testing.T) {
	if !withoutRights(t) {
		return
	}
	// given a copy of a library that was never closed, in a folder that may not
	// be written
	ctx := context.Background()
	source, _ := newLibrary(t)
	mustAddBrief(t, source, "Only in the log")
	folder := t.TempDir()
	path := filepath.Join(folder, "library.db")
	copyFile(t, source.Path(), path)
	copyFile(t, source.Path()+"-wal", path+"-wal")
	must(t, os.Chmod(folder, 0o500))
	t.Cleanup(func() { must(t, os.Chmod(folder, 0o700)) })
	// when
	l, err := db.Open(ctx, path, db.Options{})
	// then it is all there, or refused: never shown without its last changes
	if err == nil {
		defer l.Close()
		if _, total, err := l.Briefs(ctx, db.BriefFilter{}); err != nil || total != 1 {
			t.Errorf("%d briefs, %v", total, err)
		}
	} else if !errors.Is(err, db.ErrReadOnly) || !strings.Contains(err.Error(), "library.db-wal") {
		t.Errorf("error %v, want ErrReadOnly and the name of the file", err)
	}
}

func TestReadOnly_FileThatMayNotBeRead(t *testing.T) {
	if !withoutRights(t) {
		return
	}
	path := savedLibrary(t)
	must(t, os.Chmod(path, 0o000))
	l, err := db.Open(context.Background(), path, db.Options{})
	if err == nil {
		l.Close()
	}
	if !errors.Is(err, db.ErrReadOnly) {
		t.Errorf("error %v, want ErrReadOnly", err)
	}
}

func TestReadOnly_Mount(t *testing.T) {
	if !withMounts(t) {
		return
	}
	// given a library on a disk that is mounted for reading only
	folder := mountTmpfs(t, "4m")
	path := filepath.Join(folder, "library.db")
	copyFile(t, savedLibrary(t), path)
	must(t, syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	// when
	l := mustOpen(t, path, db.Options{})
	// then
	wantReadsOnly(t, l)
	_, err := db.Open(context.Background(), filepath.Join(folder, "new.db"), db.Options{})
	if !errors.Is(err, db.ErrReadOnly) {
		t.Errorf("error %v, want ErrReadOnly", err)
	}
}

func TestReadOnly_MountWhileOpen(t *testing.T) {
	if !withMounts(t) {
		return
	}
	// given a disk that goes read only under an open library, as one does on errors
	folder := mountTmpfs(t, "4m")
	path := filepath.Join(folder, "library.db")
	l := mustOpen(t, path, db.Options{})
	b := mustAddBrief(t, l, "Before")
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err == nil {
		t.Cleanup(func() { must(t, syscall.Mount("", folder, "", syscall.MS_REMOUNT, "")) })
		if _, err := l.AddNote(context.Background(), db.Note{Body: "x"}); err == nil {
			t.Error("a change was saved on a disk that cannot be written")
		}
	}
	// The system refuses to remount a disk with files open for writing; then
	// there is nothing to see.
	if _, err := l.Brief(context.Background(), b.ID); err != nil {
		t.Error(err)
	}
}

func TestFull(t *testing.T) {
	if !withMounts(t) {
		return
	}
	// given a library on a small disk
	ctx := context.Background()
	folder := mountTmpfs(t, "2m")
	path := filepath.Join(folder, "library.db")
	l := mustOpen(t, path, db.Options{})
	b := mustAddBrief(t, l, "Before")
	// when notes are written until it is full
	var saved []db.Note
	var full error
	for i := 0; full == nil; i++ {
		var n db.Note
		n, full = l.AddNote(ctx, db.Note{Title: fmt.Sprint(i), Body: strings.Repeat(fmt.Sprint(i, " "), 3000)})
		if full == nil {
			saved = append(saved, n)
		}
	}
	// then it says so
	if !errors.Is(full, db.ErrFull) {
		t.Fatalf("error %v, want ErrFull", full)
	}
	if len(saved) == 0 {
		t.Fatal("nothing was saved before")
	}
	// and another brief is refused too, while everything saved before is there
	if _, err := l.AddBrief(ctx, longBrief("Refused", 400_000)); !errors.Is(err, db.ErrFull) {
		t.Errorf("error %v, want ErrFull", err)
	}
	wantSaved := func(l *db.Library) {
		t.Helper()
		for _, n := range saved {
			if got, err := l.Note(ctx, n.ID); err != nil || got != n {
				t.Errorf("note %d: %v", n.ID, err)
			}
		}
		if _, err := l.Brief(ctx, b.ID); err != nil {
			t.Error(err)
		}
		if counts, err := l.Counts(ctx); err != nil || counts.Briefs != 1 || counts.Notes != len(saved) {
			t.Errorf("counts %+v, %v, want %d notes", counts, err, len(saved))
		}
		wantSound(t, l)
	}
	wantSaved(l)
	// and a new library cannot be made
	filler := filepath.Join(folder, "filler")
	fill(t, filler)
	if _, err := db.Open(ctx, filepath.Join(folder, "new.db"), db.Options{}); !errors.Is(err, db.ErrFull) {
		t.Errorf("new library: error %v, want ErrFull", err)
	}
	// and the library is the same when it is opened again on the full disk
	must(t, l.Close())
	again, err := db.Open(ctx, path, db.Options{})
	if err == nil {
		wantSaved(again)
		must(t, again.Close())
	} else if !errors.Is(err, db.ErrFull) {
		t.Errorf("open on a full disk: error %v, want ErrFull", err)
	}
	// when there is space again, it goes on
	must(t, os.Remove(filler))
	must(t, os.Remove(filepath.Join(folder, "new.db")))
	must(t, syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT, "size=8m"))
	l = mustOpen(t, path, db.Options{})
	wantSaved(l)
	mustAddNote(t, l, db.Note{Body: "after"})
}

func TestFull_Backup(t *testing.T) {
	if !withMounts(t) {
		return
	}
	// given a library with a backup, on a disk without space for another
	ctx := context.Background()
	folder := mountTmpfs(t, "2m")
	path := filepath.Join(folder, "library.db")
	l := mustOpen(t, path, db.Options{})
	mustAddBrief(t, l, "Before")
	first, made, err := l.Backup(ctx, db.ReasonByHand)
	if err != nil || !made {
		t.Fatalf("made %t, %v", made, err)
	}
	mustAddBrief(t, l, "After")
	filler := filepath.Join(folder, "filler")
	fill(t, filler)
	// when
	_, _, err = l.Backup(ctx, db.ReasonDaily)
	_, copyErr := l.CopyTo(ctx, filepath.Join(folder, "copy.sidelight"), false)
	_, restoreErr := db.Restore(ctx, path, first.Path, time.Now())
	// then it says so, and nothing half made stays
	for _, err := range []error{err, copyErr} {
		if !errors.Is(err, db.ErrFull) || db.Explain(err).What != "The disk is full, so the backup could not be made." {
			t.Errorf("error %v: %s", err, db.Explain(err))
		}
	}
	if !errors.Is(restoreErr, db.ErrFull) {
		t.Errorf("restore: error %v, want ErrFull", restoreErr)
	}
	for _, place := range []string{db.BackupFolder(path), folder} {
		if left, _ := filepath.Glob(filepath.Join(place, "*.part*")); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	// and the library and the backup before are whole
	wantSound(t, l)
	if all, err := db.Backups(path); err != nil || len(all) != 1 {
		t.Errorf("backups %+v, %v", all, err)
	}
	if c, findings, err := db.Examine(ctx, first.Path); err != nil || len(findings) != 0 || c.Counts.Briefs != 1 {
		t.Errorf("the backup holds %+v, %v, %v", c, findings, err)
	}
	// when there is space, then it goes on
	must(t, os.Remove(filler))
	if _, made, err := l.Backup(ctx, db.ReasonDaily); err != nil || !made {
		t.Errorf("made %t, %v", made, err)
	}
}

// fill writes a file until the disk has no space for another byte.
func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	must(t, err)
	defer f.Close()
	for size := 4096; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else {
			must(t, err)
		}
	}
}

func TestFull_Migration(t *testing.T) {
	if !withMounts(t) {
		return
	}
	// given an older library on a disk without space for a copy
	ctx := context.Background()
	folder := mountTmpfs(t, "2m")
	path := filepath.Join(folder, "library.db")
	copyFile(t, savedLibrary(t), path)
	filler := filepath.Join(folder, "filler")
	fill(t, filler)
	must(t, os.Truncate(filler, 1<<20)) // leaves space for the log, not for the copy
	l := mustOpen(t, path, db.Options{})
	if _, err := l.AddBrief(ctx, longBrief("Long", 150_000)); err != nil {
		t.Fatal(err)
	}
	must(t, l.Close())
	fill(t, filepath.Join(folder, "more"))
	// when
	_, err := db.OpenWith(ctx, path, db.Options{}, migrationsAnd(t, addColour))
	// then it is refused and left as it was, without half a copy
	if !errors.Is(err, db.ErrFull) {
		t.Errorf("error %v, want ErrFull", err)
	}
	if left, _ := filepath.Glob(filepath.Join(db.BackupFolder(path), "*.*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	must(t, os.Remove(filler))
	l = mustOpen(t, path, db.Options{})
	if _, total, err := l.Briefs(ctx, db.BriefFilter{}); err != nil || total != 2 {
		t.Errorf("%d briefs, %v", total, err)
	}
	wantSound(t, l)
}

func TestReadOnly_LeavesNoFilesBesideAnothersLibrary(t *testing.T) {
	if !withoutRights(t) {
		return
	}
	// given a library that its owner may write and this user may only read;
	// here the owner's right is missing, since there is no other user to hand
	path := savedLibrary(t)
	must(t, os.Chmod(path, 0o462))
	for _, readOnly := range []bool{false, true} {
		// when
		l := mustOpen(t, path, db.Options{ReadOnly: readOnly})
		wantReadsOnly(t, l)
		must(t, l.Close())
		// then
		only(t, filepath.Dir(path), "library.db")
	}
}
