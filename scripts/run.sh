#!/bin/sh
# Opens the window; on a machine without a display shows it on a virtual one.
set -eu
binary=$1
shift
if [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
	exec "$binary" "$@"
fi
printf '%s\n' "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened." \
	"A guided tour of the same program runs on a virtual display instead; its pictures are written to build/tour/." >&2
exec "${MAKE:-make}" tour GUIDE=
