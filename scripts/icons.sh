#!/bin/sh
# Draws the program's icon in every size that packages need, from assets/icon.svg
# and, where pixels count, from a drawing of its own for the size. The pictures
# are kept: look at them on light and dark ground before committing them.
set -eu
cd "$(dirname "$0")/../assets/icon"
for size in 16 24 32 48 64 128 256 512; do
	drawing=$size.svg
	[ -e "$drawing" ] || drawing=../icon.svg
	rsvg-convert --width "$size" --height "$size" --output "$size.png" "$drawing"
done
