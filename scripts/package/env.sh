# What the scripts of a package agree on. To be sourced, from the top of the
# checkout:
#
#   VERSION            of the program, from FyneApp.toml
#   COMMIT             the commit that is packed; with "+changes" when files differ from it
#   MAINTAINER         who answers for the packages
#   SOURCE_DATE_EPOCH  the time of that commit: the one time that packages may hold
#   DIST               where finished files go: dist/
#   WORK               where half-made ones lie: build/package/
#   APP_TAGS           for go build on Linux
#   SYSTEM_TAGS        for go build for Windows and macOS
#   LDFLAGS            for every go build, together with -trimpath
#   tool NAME PACKAGE  builds a tool at the version that tools/go.mod pins, and prints its path
#   sbom PROGRAM NAME  writes dist/NAME.cdx.json: what a finished program is made of (CycloneDX)
#
# Nothing else may reach a package: no clock, no user, no path of this machine,
# so that two builds of one commit are the same to the byte.

VERSION=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
COMMIT=$(git rev-parse HEAD)
[ -z "$(git status --porcelain --untracked-files=no)" ] || COMMIT="$COMMIT+changes"
MAINTAINER='The Sidelight authors <authors@sidelight.invalid>'
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
DIST=$PWD/dist
WORK=$PWD/build/package
APP_TAGS=$(sed -n 's/^APP_TAGS *:= *//p' Makefile)
SYSTEM_TAGS=migrated_fynedo
LDFLAGS="-s -w -X sidelight/app/version.commit=$COMMIT"
export VERSION COMMIT MAINTAINER SOURCE_DATE_EPOCH DIST WORK APP_TAGS SYSTEM_TAGS LDFLAGS
# The zone and the language decide how dates and sorted lists come out.
export TZ=UTC LC_ALL=C
umask 022

tool() {
	CGO_ENABLED=0 go -C scripts/package/tools build -trimpath -buildvcs=false -o "$WORK/bin/$1" "$2" >&2
	printf '%s\n' "$WORK/bin/$1"
}

sbom() {
	"$(tool cyclonedx-gomod github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod)" bin -json -licenses -std -noserial -notimestamp \
		-version "v$VERSION" -output "$DIST/$2.cdx.json" "$1" >&2
}
