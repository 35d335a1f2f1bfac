#!/bin/sh
# The packages for Linux: .deb, .rpm and .tar.xz. Run by scripts/package.sh.
#
# All three hold the same tree, laid out once under build/package/linux/root.
# The tar.xz is not made by "fyne package": that one stores the time of packing
# and has no place for a manual page, completion, sizes of icons or file types.
set -eu
. scripts/package/env.sh

arch=$(go env GOARCH)
id=net.sidelight.desk
from=scripts/package/linux
work=$WORK/linux
root=$work/root
doc=$root/share/doc/sidelight

# put FILE PATH: lays a file into the tree.
put() { install -D -m 644 "$1" "$root/$2"; }

CGO_ENABLED=1 go build -tags "$APP_TAGS" -trimpath -ldflags "$LDFLAGS" -o "$work/sidelight" .
install -D -m 755 "$work/sidelight" "$root/bin/sidelight"

desktop-file-validate "$from/$id.desktop"
appstreamcli validate --no-net "$from/$id.metainfo.xml" >&2
put "$from/$id.desktop" "share/applications/$id.desktop"
put "$from/$id.metainfo.xml" "share/metainfo/$id.metainfo.xml"
put "$from/$id.mime.xml" "share/mime/packages/$id.xml"
for size in 16 24 32 48 64 128 256 512; do
	put "assets/icon/$size.png" "share/icons/hicolor/${size}x$size/apps/$id.png"
done
put assets/icon.svg "share/icons/hicolor/scalable/apps/$id.svg"

mkdir -p "$root/share/man/man1" "$root/share/bash-completion/completions" "$root/share/zsh/site-functions" "$root/share/fish/vendor_completions.d"
"$work/sidelight" manual | gzip -9n >"$root/share/man/man1/sidelight.1.gz"
"$work/sidelight" completion bash >"$root/share/bash-completion/completions/sidelight"
"$work/sidelight" completion zsh >"$root/share/zsh/site-functions/_sidelight"
"$work/sidelight" completion fish >"$root/share/fish/vendor_completions.d/sidelight.fish"

# paragraph: a licence as a field of a copyright file.
paragraph() { sed 's/[[:space:]]*$//; s/^$/./; s/^/ /' "$1"; }
mkdir -p "$doc"
{
	cat "$from/copyright"
	printf '\nLicense: MIT\n'
	sed 1d LICENSE | paragraph /dev/stdin
	printf '\nLicense: OFL-1.1\n'
	paragraph assets/fonts/OFL.txt
} >"$doc/copyright"
go run ./scripts/package/notices "$work/sidelight" | gzip -9n >"$doc/NOTICES.gz"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

# What Debian wants beside it.
gzip -9n >"$work/changelog.Debian.gz" <<-EOF
	sidelight ($VERSION-1) unstable; urgency=medium

	  * Packed from commit $COMMIT.

	 -- $MAINTAINER  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
EOF

# The C library that the program was linked against decides which it needs.
GLIBC=$(objdump -T "$work/sidelight" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -V | tail -n 1)
ARCH=$arch
export GLIBC ARCH
nfpm=$(tool nfpm github.com/goreleaser/nfpm/v2/cmd/nfpm)
# A .deb has no field for the licence, but a file.
sed '/^license:/d' "$from/nfpm.yaml" >"$work/deb.yaml"
"$nfpm" package --config "$work/deb.yaml" --packager deb --target "$DIST/" >&2
"$nfpm" package --config "$from/nfpm.yaml" --packager rpm --target "$DIST/" >&2

# The tar: the tree, with a Makefile that puts it below /usr/local or ~/.local.
name=sidelight-$VERSION-linux-$arch
mkdir "$work/$name"
cp -a "$root/bin" "$root/share" "$work/$name/"
cp "$from/tar.mk" "$work/$name/Makefile"
tar --create --directory "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu "$name" |
	xz -9 --threads=1 >"$DIST/$name.tar.xz"

sbom "$work/sidelight" "$name"
