package db

import (
	"errors"
	"fmt"
	"io/fs"
)

var (
	// ErrBackup: a backup could not be made; the error is one of the others too.
	ErrBackup = errors.New("the backup could not be made")
	// ErrRestore: a backup could not be restored; the error is one of the others too.
	ErrRestore = errors.New("the backup could not be restored")
)

func noBackup(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrBackup, mapError(err))
}

// explainBackup is Explain for what keeps a backup from being made.
func explainBackup(err error) Trouble {
	err = mapError(err)
	const safe = "The library and the backups made before are as they were."
	switch {
	case errors.Is(err, ErrFull):
		return Trouble{"The disk is full, so the backup could not be made.", safe, "Free some space and try again."}
	case errors.Is(err, ErrCorrupt):
		return Trouble{"The library is damaged, so no backup was made of it.", safe,
			"Check the library; then repair it, or restore a backup."}
	case errors.Is(err, ErrReadOnly), errors.Is(err, fs.ErrPermission):
		return Trouble{"The folder for the backup cannot be written.", safe, "Allow writing to it, or choose another place."}
	case errors.Is(err, ErrExists):
		return Trouble{"A file of this name is there already, so the backup was not made.", safe, "Choose another name."}
	case errors.Is(err, ErrBusy):
		return Trouble{"Another program is using the library, so the backup could not be made in time.", safe,
			"Close the other program, or wait a moment, and try again."}
	case errors.Is(err, ErrNotFound):
		return Trouble{"The folder for the backup is not there.", safe, "Make the folder, or choose another place."}
	}
	return Trouble{sentence(err.Error()), safe, "Try again, or choose another place."}
}

// explainRestore is Explain for what keeps a backup from being restored.
func explainRestore(err error) Trouble {
	err = mapError(err)
	const safe = "The library is as it was."
	switch {
	case errors.Is(err, ErrFull):
		return Trouble{"The disk is full, so the backup was not restored.", safe, "Free some space and try again."}
	case errors.Is(err, ErrCorrupt):
		return Trouble{"The backup is damaged, so it was not restored.", safe, "Choose another backup, or repair this one first."}
	case errors.Is(err, ErrNewer):
		return Trouble{"The backup was made by a newer version of Sidelight.", safe, "Restore it with the newer version."}
	case errors.Is(err, ErrForeign):
		return Trouble{"The file is a database of another program, not a backup of a library.", safe, "Choose another file."}
	case errors.Is(err, ErrBusy):
		return Trouble{"Another program has the library open, so the backup was not restored.", safe, "Close the other program and try again."}
	case errors.Is(err, ErrReadOnly), errors.Is(err, fs.ErrPermission):
		return Trouble{"The library file or its folder cannot be written, so the backup was not restored.", safe,
			"Allow writing to the file and its folder, and try again."}
	case errors.Is(err, ErrNotFound):
		return Trouble{"There is no such backup.", safe, "Choose another one."}
	case errors.Is(err, ErrInvalid):
		return Trouble{"The file is no backup of a library.", safe, "Choose another file."}
	}
	return Trouble{sentence(err.Error()), safe, "Choose another backup."}
}
