#!/bin/sh
# Makes every package that this machine can, with checksums and a list of what
# is in them, in dist/. docs/packaging.md says what comes out and how.
#
# On Linux: .deb, .rpm and .tar.xz for it (scripts/package/linux.sh), and what
# can be made for Windows (scripts/package/windows.sh). On a Mac: .app and .dmg
# (scripts/package/macos.sh).
set -eu
cd "$(dirname "$0")/.."
. scripts/package/env.sh

rm -rf "$DIST" "$WORK"
mkdir -p "$DIST" "$WORK/bin"
printf 'Packing Sidelight %s of commit %s\n' "$VERSION" "$COMMIT" >&2
case $(uname -s) in
Darwin) parts='macos' ;;
Linux) parts='linux windows' ;;
*)
	printf '%s\n' "Packages are made on Linux and macOS." >&2
	exit 1
	;;
esac
for part in $parts; do
	if [ -x "scripts/package/$part.sh" ]; then
		"scripts/package/$part.sh"
	fi
done
cd "$DIST"
if command -v sha256sum >/dev/null; then
	sha256sum -- * >SHA256SUMS
else
	shasum -a 256 -- * >SHA256SUMS # macOS
fi
cat SHA256SUMS
