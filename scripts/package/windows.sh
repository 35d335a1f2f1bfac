#!/bin/sh
# The packages for Windows, cross-compiled with mingw-w64: an installer, and a
# .zip of the same files for where nothing may be installed. Run by
# scripts/package.sh.
set -eu
. scripts/package/env.sh

here=scripts/package/windows
out=$WORK/windows
name=sidelight-$VERSION-windows-amd64
files=$out/$name
rm -rf "$out"
mkdir -p "$files"

# Icon, version and manifest. Go links every .syso beside the source.
numbers=$(printf '%s' "$VERSION" | sed 's/[^0-9.].*//').0
printf '#define VERSION_TEXT "%s"\n#define VERSION_NUMBERS %s\n' "$VERSION" "$(printf '%s' "$numbers" | tr . ,)" >"$out/version.h"
icons=
for size in 16 24 32 48 64 128 256; do icons="$icons assets/icon/$size.png"; done
# shellcheck disable=SC2086 # the list is meant to be split
convert $icons -strip "$out/sidelight.ico"
# The picture on the installer's last page has this size.
convert -size 164x314 'xc:#1B2A3F' assets/icon/128.png -gravity center -composite -type TrueColor "BMP3:$out/side.bmp"
trap 'rm -f sidelight_windows_amd64.syso' EXIT
x86_64-w64-mingw32-windres -I "$out" -I "$here" -O coff "$here/sidelight.rc" sidelight_windows_amd64.syso

# The same program twice: for the window, and for the console (console_windows.go
# says why). A command that names no extension finds the .com first.
build() {
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc \
		go build -tags "$SYSTEM_TAGS" -trimpath -ldflags "$LDFLAGS ${2:-}" -o "$files/$1" .
}
build sidelight.exe -H=windowsgui
build sidelight.com
crlf() { sed 's/$/\r/' "$1" >"$files/$2"; }
crlf LICENSE LICENSE.txt
crlf assets/fonts/OFL.txt FONT-LICENSE.txt
go run ./scripts/package/notices "$files/sidelight.exe" | sed 's/$/\r/' >"$files/NOTICES.txt"
find "$files" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

(cd "$out" && find "$name" | sort | zip -q -X -9 -@ "$DIST/$name.zip")
makensis -V2 -NOCD "-DVERSION=$VERSION" "-DVERSION_NUMBERS=$numbers" "-DFILES=$files" \
	"-DICON=$out/sidelight.ico" "-DSIDE=$out/side.bmp" "-DOUT=$DIST/$name-setup.exe" "$here/sidelight.nsi"
sbom "$files/sidelight.exe" "$name"
