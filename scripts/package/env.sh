# What the scripts of a package agree on. To be sourced, from the top of the
# checkout:
#
#   VERSION            of the program, from FyneApp.toml
#   COMMIT             the commit that is packed; with "+changes" when files differ from it
#   SOURCE_DATE_EPOCH  the time of that commit: the one time that packages may hold
#   DIST               where finished files go: dist/
#   WORK               where half-made ones lie: build/package/
#   APP_TAGS, LDFLAGS  for go build, together with -trimpath
#   tool NAME PACKAGE  builds a tool at the version that tools/go.mod pins, and prints its path
#   sbom PROGRAM NAME  writes dist/NAME.cdx.json: what a finished program is made of (CycloneDX)
#
# Nothing else may reach a package: no clock, no user, no path of this machine,
# so that two builds of one commit are the same to the byte.

VERSION=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
COMMIT=$(git rev-parse HEAD)
[ -z "$(git status --porcelain --untracked-files=no)" ] || COMMIT="$COMMIT+changes"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
DIST=$PWD/dist
WORK=$PWD/build/package
APP_TAGS=$(sed -n 's/^APP_TAGS *:= *//p' Makefile)
LDFLAGS="-s -w -X sidelight/app/version.commit=$COMMIT"
export VERSION COMMIT SOURCE_DATE_EPOCH DIST WORK APP_TAGS LDFLAGS
# The zone and the language decide how dates and sorted lists come out.
export TZ=UTC LC_ALL=C
umask 022

tool() {
	CGO_ENABLED=0 go -C scripts/package/tools build -o "$WORK/bin/$1" "$2" >&2
	printf '%s\n' "$WORK/bin/$1"
}
