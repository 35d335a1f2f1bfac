#!/bin/sh
# The packages for Linux. Run by scripts/package.sh.
set -eu
. scripts/package/env.sh

CGO_ENABLED=1 go build -tags "$APP_TAGS" -trimpath -ldflags "$LDFLAGS" -o "$WORK/linux/sidelight" .
cp "$WORK/linux/sidelight" "$DIST/sidelight-$VERSION-linux-$(go env GOARCH)"
