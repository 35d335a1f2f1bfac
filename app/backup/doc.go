// Package backup writes copies of a library to places of the user's, sealed with
// a passphrase or not, and restores them. What a copy is, and that it is whole,
// is db's business; sealing is age's (age-encryption.org/v1), so that a copy can
// be opened without Sidelight too: age -d -o library.sidelight COPY.
//
// It must not know the window or the command line: it takes passphrases, and
// asks for none.
package backup
