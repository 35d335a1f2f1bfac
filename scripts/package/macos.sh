#!/bin/sh
# The package for macOS, on a Mac and for its own processor: a .app in a .dmg.
# Run by scripts/package.sh. It is signed for nobody ("ad hoc"): Apple's system
# asks before it opens the app for the first time.
set -eu
. scripts/package/env.sh

arch=$(go env GOARCH)
work=$WORK/macos
name=sidelight-$VERSION-macos-$arch
mkdir -p "$work/disk"

CGO_ENABLED=1 MACOSX_DEPLOYMENT_TARGET=11.0 go build -tags "$SYSTEM_TAGS" -trimpath -ldflags "$LDFLAGS" -o "$work/sidelight" .

# fyne rewrites FyneApp.toml where it runs, and runs only where there is a Go
# file: it gets a folder of its own.
fyne=$(tool fyne fyne.io/tools/cmd/fyne)
cp FyneApp.toml go.mod main.go "$work/"
mkdir -p "$work/assets/icon"
cp assets/icon/512.png "$work/assets/icon/"
(cd "$work" && "$fyne" package --target darwin --executable "$work/sidelight" --icon assets/icon/512.png --use-raw-icon --release)
mv "$work/Sidelight.app" "$work/disk/"
info=$work/disk/Sidelight.app/Contents/Info.plist
plutil -replace LSApplicationCategoryType -string public.app-category.productivity "$info"
plutil -replace LSMinimumSystemVersion -string 11.0 "$info"
codesign --force --sign - "$work/disk/Sidelight.app"
ln -s /Applications "$work/disk/Applications"
cp LICENSE "$work/disk/LICENSE.txt"
go run ./scripts/package/notices "$work/sidelight" >"$work/disk/NOTICES.txt"
hdiutil create -volname Sidelight -srcfolder "$work/disk" -format UDZO -quiet "$DIST/$name.dmg"

sbom "$work/sidelight" "$name"
