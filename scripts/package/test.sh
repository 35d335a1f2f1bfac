#!/bin/sh
# Installs the .deb of dist/ on a bare Debian, as a person would, and looks at
# what became of it: no dependency is missing, the desktop knows the program and
# its files, the program starts from its desktop entry and imports the file that
# it was given, and removing it leaves the user's library and nothing else.
#
# Needs root. The Debian is fetched the first time and kept in build/debian.tar;
# its release and where it comes from are those of this machine.
set -eu
cd "$(dirname "$0")/../.."
. scripts/package/env.sh

say() { printf '== %s\n' "$*" >&2; }
fail() {
	say "FAILED: $*"
	exit 1
}

[ "$(id -u)" = 0 ] || fail "entering another system (chroot) needs root: sudo make package-test"
deb=$(find "$DIST" -name 'sidelight_*.deb')
[ -n "$deb" ] || fail "there is no .deb in dist/; run \"make package\" first"
user=analyst
root=$PWD/build/package-test/root
base=$PWD/build/debian.tar

in_root() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
install_in_root() { in_root apt-get install -y -qq --no-install-recommends "$@" >>"$root/../apt.log" 2>&1 || fail "apt-get install $*: $(tail -n 5 "$root/../apt.log")"; }

say "lintian"
lintian --allow-root --fail-on error,warning "$deb"

rm -rf build/package-test
mkdir -p "$root"
if [ ! -e "$base" ]; then
	say "fetching a bare Debian"
	apt-get indextargets --format '$(SITE) $(CODENAME) $(CREATED_BY)' | awk '$3 == "Packages" { print $1, $2; exit }' >build/debian.from
	read -r site suite <build/debian.from
	debootstrap --variant=minbase "$suite" "$root" "$site" >build/debootstrap.log 2>&1 || fail "debootstrap: $(tail -n 5 build/debootstrap.log)"
	tar --create --file "$base.part" --directory "$root" .
	mv "$base.part" "$base"
else
	tar --extract --file "$base" --directory "$root"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
in_root apt-get update -qq
in_root useradd --create-home "$user"
in_root find / -xdev -not -path '/proc/*' -not -path '/sys/*' -iname '*sidelight*' >"$root/../before"

say "installing $(basename "$deb") with apt"
cp "$deb" "$root/tmp/sidelight.deb"
install_in_root /tmp/sidelight.deb
rm "$root/tmp/sidelight.deb"
[ -z "$(in_root dpkg --audit)" ] || fail "the package is not whole"
in_root ldd /usr/bin/sidelight | grep 'not found' && fail "a library is missing"
in_root sidelight --version

say "starting it from its desktop entry"
go run -tags "$APP_TAGS" ./e2e/installed --root "$root" --user "$user" --to build/package-test

say "asking the desktop, man and the shells"
install_in_root desktop-file-utils shared-mime-info man-db zsh fish
grep -q '^application/x-sidelight-library=net.sidelight.desk.desktop' "$root/usr/share/applications/mimeinfo.cache" || fail "the desktop does not open libraries with Sidelight"
grep -q '^text/markdown=.*net.sidelight.desk.desktop' "$root/usr/share/applications/mimeinfo.cache" || fail "the desktop does not offer Sidelight for Markdown"
grep -q 'application/x-sidelight-library:\*\.sidelight$' "$root/usr/share/mime/globs2" || fail "the file type of libraries is not known"
# As the user: root would leave a page in the cache.
in_root runuser -u "$user" -- man --warnings sidelight 2>&1 >/dev/null | grep . && fail "man warns of the manual page"
in_root zsh -n /usr/share/zsh/vendor-completions/_sidelight || fail "the completion for zsh is wrong"
in_root fish -c "complete -C 'sidelight searches sa'" | grep -q '^save' || fail "the completion for fish does not complete"
in_root bash -c 'compopt() { :; }; . /usr/share/bash-completion/completions/sidelight; COMP_WORDS=(sidelight imp); COMP_CWORD=1; _sidelight; [ "${COMPREPLY[*]}" = import ]' || fail "the completion for bash does not complete"

say "removing it"
in_root apt-get purge -y -qq sidelight >>"$root/../apt.log" 2>&1
[ -s "$root/home/$user/.local/share/sidelight/library.sidelight" ] || fail "the user's library is gone"
in_root find / -xdev -not -path '/proc/*' -not -path '/sys/*' -not -path "/home/$user/*" -iname '*sidelight*' >"$root/../after"
cmp "$root/../before" "$root/../after" || fail "files are left: $(cat "$root/../after")"
rm -rf "$root"
say "passed; pictures are in build/package-test/"
