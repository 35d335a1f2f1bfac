#!/bin/sh
# Fails when a release's tag (v0.1.0) and the version in the files differ.
set -eu
. scripts/package/env.sh
if [ "v$VERSION" != "$1" ]; then
	printf 'The tag is %s, FyneApp.toml says %s: set the version there, in app/version and in the AppStream data, or tag another commit.\n' "$1" "$VERSION" >&2
	exit 1
fi
