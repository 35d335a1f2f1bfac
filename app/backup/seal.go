package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

var (
	// ErrPassphrase: the copy was sealed with another passphrase.
	ErrPassphrase = errors.New("the passphrase is not the one that the backup was sealed with")
	// ErrTruncated: the sealed copy is not whole.
	ErrTruncated = errors.New("the sealed backup is incomplete or was altered")
	// ErrNoPassphrase: the copy is sealed, and no passphrase was given.
	ErrNoPassphrase = errors.New("the backup is sealed with a passphrase")
)

// Extension is that of a sealed copy.
const Extension = ".age"

// SealedName reports whether a copy under this name is to be sealed.
func SealedName(file string) bool { return strings.EqualFold(filepath.Ext(file), Extension) }

// sealedMagic begins every file of age's.
const sealedMagic = "age-encryption.org/"

// Sealed reports whether a file is sealed, by how it begins.
func Sealed(file string) (bool, error) {
	f, err := os.Open(file)
	if err != nil {
		return false, err
	}
	defer f.Close()
	begin := make([]byte, len(sealedMagic))
	n, err := io.ReadFull(f, begin)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return bytes.Equal(begin[:n], []byte(sealedMagic)), nil
}

// workFactor is the cost of a guess at the passphrase: 2^18 rounds of scrypt,
// about a second and 256 MB. Tests take less.
var workFactor = 18

// seal encrypts what it reads.
func seal(ctx context.Context, to io.Writer, from io.Reader, passphrase string) error {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return err
	}
	recipient.SetWorkFactor(workFactor)
	w, err := age.Encrypt(to, recipient)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, reader{ctx, from}); err != nil {
		return err
	}
	return w.Close()
}

// unseal decrypts what it reads. ErrPassphrase, ErrTruncated.
func unseal(ctx context.Context, to io.Writer, from io.Reader, passphrase string) error {
	if passphrase == "" {
		return ErrNoPassphrase
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return err
	}
	// A file made to be hard to open may not take hours or all the memory.
	identity.SetMaxWorkFactor(22)
	input := &watched{r: reader{ctx, from}}
	r, err := age.Decrypt(input, identity)
	var wrong *age.NoIdentityMatchError
	switch {
	case errors.As(err, &wrong):
		return ErrPassphrase
	case err != nil && input.err == nil:
		return fmt.Errorf("%w (%w)", ErrTruncated, err)
	case err != nil:
		return err
	}
	written := &watchedWriter{w: to}
	_, err = io.Copy(written, r)
	switch {
	case err == nil:
		return nil
	case input.err != nil:
		return input.err
	case written.err != nil:
		return written.err
	}
	return fmt.Errorf("%w (%w)", ErrTruncated, err)
}

// reader ends with its context.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// watched keeps the error of reading a file apart from what age says of its
// contents.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// watchedWriter keeps the error of writing a file apart as well.
type watchedWriter struct {
	w   io.Writer
	err error
}

func (w *watchedWriter) Write(p []byte) (n int, err error) {
	n, err = w.w.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}
