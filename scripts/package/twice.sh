#!/bin/sh
# Packs the same commit twice, in two folders, and compares every file: they
# must be the same to the byte. With "cold" as argument the second build starts
# from an empty build cache: slower, and it shows that nothing rests on what
# was compiled before.
set -eu
cd "$(dirname "$0")/../.."
here=$PWD
trap 'rm -rf "$here/build/twice"' EXIT
rm -rf build/twice
mkdir -p build/twice
git clone -q . build/twice/one
git clone -q . "build/twice/another folder"
build/twice/one/scripts/package.sh >/dev/null
if [ "${1:-}" = cold ]; then
	GOCACHE=$here/build/twice/cache
	export GOCACHE
fi
"build/twice/another folder/scripts/package.sh" >/dev/null
if ! diff build/twice/one/dist/SHA256SUMS "build/twice/another folder/dist/SHA256SUMS" >&2; then
	printf '%s\n' "Two builds of one commit differ." >&2
	exit 1
fi
cat build/twice/one/dist/SHA256SUMS
printf '%s\n' "Two builds of one commit are identical." >&2
