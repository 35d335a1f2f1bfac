#!/bin/sh
# Makes sure that what a target of the Makefile needs is on this machine.
#
#   scripts/need.sh build          to compile the window: C compiler, pkg-config, OpenGL and X11 headers
#   scripts/need.sh tour           to drive the window on a virtual display and take pictures of it
#   scripts/need.sh package        to make packages, beside what building needs
#   scripts/need.sh install        to install a .deb on a bare Debian, beside what the tour needs
#   scripts/need.sh windows        to make those for Windows: the compiler of mingw-w64 and NSIS
#   scripts/need.sh wine           to try those for Windows
#   scripts/need.sh build tour     two of them
#
# It looks first and installs only what is missing: through apt-get on Debian
# and Ubuntu (with sudo when it is not root), saying which packages. On
# Fedora, Arch and macOS it says which command to run, and stops with status 1.
set -eu

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# What is needed, what shows that it is there, and what each system calls it:
#   kind:proof | Debian | Fedora | Arch
# kind cmd is a command, lib a pkg-config module, hdr a header the compiler finds, swr Mesa's software renderer.
build_needs='
cmd:gcc|gcc|gcc|gcc
hdr:stdlib.h|libc6-dev|glibc-devel|gcc
cmd:pkg-config|pkg-config|pkgconf-pkg-config|pkgconf
lib:gl|libgl-dev|mesa-libGL-devel|libglvnd
lib:x11|libx11-dev|libX11-devel|libx11
lib:xcursor|libxcursor-dev|libXcursor-devel|libxcursor
lib:xrandr|libxrandr-dev|libXrandr-devel|libxrandr
lib:xinerama|libxinerama-dev|libXinerama-devel|libxinerama
lib:xi|libxi-dev|libXi-devel|libxi
lib:xxf86vm|libxxf86vm-dev|libXxf86vm-devel|libxxf86vm
'
tour_needs='
cmd:Xvfb|xvfb|xorg-x11-server-Xvfb|xorg-server-xvfb
swr:dri|libgl1-mesa-dri|mesa-dri-drivers|mesa
cmd:openbox|openbox|openbox|openbox
cmd:xdotool|xdotool|xdotool|xdotool
cmd:import|imagemagick|ImageMagick|imagemagick
cmd:xdpyinfo|x11-utils|xdpyinfo|xorg-xdpyinfo
cmd:wmctrl|wmctrl|wmctrl|wmctrl
cmd:xclip|xclip|xclip|xclip
cmd:strace|strace|strace|strace
'
package_needs='
cmd:git|git|git|git
cmd:objdump|binutils|binutils|binutils
cmd:xz|xz-utils|xz|xz
cmd:desktop-file-validate|desktop-file-utils|desktop-file-utils|desktop-file-utils
cmd:appstreamcli|appstream|appstream|appstream
'
install_needs='
cmd:debootstrap|debootstrap|debootstrap|debootstrap
cmd:lintian|lintian|lintian|lintian
'
windows_needs='
cmd:x86_64-w64-mingw32-gcc|gcc-mingw-w64-x86-64|mingw64-gcc|mingw-w64-gcc
cmd:makensis|nsis|mingw32-nsis|nsis
cmd:convert|imagemagick|ImageMagick|imagemagick
cmd:zip|zip|zip|zip
'
wine_needs='
cmd:wine|wine wine64|wine|wine
'

# there KIND PROOF: is it on this machine?
there() {
	case $1 in
	cmd) have "$2" ;;
	lib) have pkg-config && pkg-config --exists "$2" ;;
	hdr) have gcc && printf '#include <%s>\n' "$2" | gcc -E -x c - >/dev/null 2>&1 ;;
	swr)
		for f in /usr/lib/*/dri/swrast_dri.so /usr/lib/dri/swrast_dri.so /usr/lib64/dri/swrast_dri.so \
			/usr/lib/*/libgallium-*.so /usr/lib/libgallium-*.so /usr/lib64/libgallium-*.so; do
			[ -e "$f" ] && return 0
		done
		return 1
		;;
	esac
}

# missing COLUMN NEEDS: the names of what is not there, in that column's language.
missing() {
	printf '%s\n' "$2" | while IFS='|' read -r proof debian fedora arch; do
		[ -n "$proof" ] || continue
		there "${proof%%:*}" "${proof#*:}" && continue
		case $1 in
		debian) printf '%s ' "$debian" ;;
		fedora) printf '%s ' "$fedora" ;;
		arch) printf '%s ' "$arch" ;;
		*) printf '%s ' "${proof#*:}" ;;
		esac
	done
}

needs=
for what; do
	case $what in
	build) needs="$needs$build_needs" ;;
	tour) needs="$needs$tour_needs" ;;
	package) needs="$needs$package_needs" ;;
	install) needs="$needs$install_needs" ;;
	windows) needs="$needs$windows_needs" ;;
	wine) needs="$needs$wine_needs" ;;
	*)
		say "need.sh: \"$what\" is not known; say build, tour, package, install, windows or wine."
		exit 2
		;;
	esac
done

if ! have go; then
	say "Go is not installed, or not on the PATH. Sidelight needs Go $(sed -n 's/^go //p' go.mod) or later: https://go.dev/dl/"
	exit 1
fi

# macOS brings OpenGL and its window system with the command line tools, and
# has no virtual display to drive.
if [ "$(uname -s)" = Darwin ]; then
	if ! xcode-select -p >/dev/null 2>&1; then
		say "The C compiler is missing. Install it with: xcode-select --install"
		exit 1
	fi
	case " $* " in *" tour "*)
		say "The tour and the end-to-end test drive the window on a virtual X display, which macOS does not have. Run them on Linux; \"make unit\" runs all other tests."
		exit 1
		;;
	esac
	exit 0
fi

[ -n "$(missing any "$needs")" ] || exit 0

if have apt-get; then
	packages=$(missing debian "$needs")
	as_root=
	if [ "$(id -u)" != 0 ]; then
		if ! have sudo; then
			say "These packages are missing and neither root nor sudo is at hand. Install them as root:"
			say "  apt-get install --no-install-recommends $packages"
			exit 1
		fi
		as_root=sudo
		# Without a terminal nobody can type a password: fail at once instead of waiting for one.
		[ -t 0 ] || as_root='sudo -n'
	fi
	say "Installing through apt-get${as_root:+ with sudo}: $packages"
	export DEBIAN_FRONTEND=noninteractive
	# shellcheck disable=SC2086 # the lists are meant to be split
	$as_root apt-get update -qq </dev/null >&2 || say "apt-get update failed; trying with the package lists at hand."
	# shellcheck disable=SC2086
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages </dev/null >&2 || {
		say "The packages could not be installed. Install them by hand and run this again:"
		say "  apt-get install --no-install-recommends $packages"
		exit 1
	}
	left=$(missing debian "$needs")
	if [ -n "$left" ]; then
		say "Still missing after the installation: $left"
		exit 1
	fi
	exit 0
fi

if have dnf; then
	say "Missing packages. Install them and run this again:"
	say "  sudo dnf install $(missing fedora "$needs")"
elif have pacman; then
	say "Missing packages. Install them and run this again:"
	say "  sudo pacman -S --needed $(missing arch "$needs")"
else
	say "Missing, and no package manager known here (apt-get, dnf, pacman) to name the packages by: $(missing any "$needs")"
	say "The names are those of commands and pkg-config modules."
fi
exit 1
