#!/bin/sh
# Rewrites the golden images: runs the widget tests, which write what they
# drew to testdata/failed/ where it differs from the picture kept, and puts
# those in its place. Runs them once more to see that they now agree.
set -eu
tags=$1
CGO_ENABLED=0 go test -count=1 -tags "$tags" ./widgets/... ./app >/dev/null 2>&1 || true
find widgets app -path '*/testdata/failed/*' -type f | while read -r drawn; do
	kept=$(printf '%s\n' "$drawn" | sed 's|/testdata/failed/|/testdata/|')
	mkdir -p "$(dirname "$kept")"
	mv "$drawn" "$kept"
	echo "rewritten: $kept"
done
find widgets app -type d -path '*/testdata/failed*' -empty -delete 2>/dev/null || true
CGO_ENABLED=0 go test -count=1 -tags "$tags" ./widgets/... ./app
