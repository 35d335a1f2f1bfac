#!/bin/sh
# Fails, naming them, when Go files are not formatted.
set -eu
echo "gofmt -l"
files=$(find . -name '*.go' -not -path './build/*' -not -path './.git/*' -exec gofmt -l {} +)
if [ -n "$files" ]; then
	printf 'These files are not formatted (gofmt -w FILE):\n%s\n' "$files" >&2
	exit 1
fi
