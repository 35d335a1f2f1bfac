#!/bin/sh
# Installs the packages for Windows that lie in dist/ under Wine, works with
# them, and removes them again. Run by "make package-test-windows".
#
# The prefix (Wine's Windows), the display and the folders are this run's own.
# Pictures of the window, light and dark, are left in build/tour-windows/.
set -eu
cd "$(dirname "$0")/../.."
. scripts/package/env.sh
export LC_ALL=C.UTF-8 # names of files and arguments reach Wine by it

setup=$(ls "$DIST"/sidelight-*-windows-amd64-setup.exe) || {
	printf '%s\n' "There is no installer for Windows in dist/. Make it first: make package" >&2
	exit 1
}
tmp=$(mktemp -d)
export WINEPREFIX="$tmp/prefix" WINEARCH=win64 WINEDEBUG=-all LIBGL_ALWAYS_SOFTWARE=1
# No download of Mono and Gecko, no entries in the menus of this machine.
export WINEDLLOVERRIDES='mscoree=;mshtml=;winemenubuilder.exe=d'
screens=
cleanup() {
	wineserver -k 2>/dev/null || true
	wineserver -w 2>/dev/null || true
	for pid in $screens; do kill "$pid" 2>/dev/null || true; done
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

step() { printf '\n%s\n' "$*"; }
fail() {
	printf 'FAILED: %s\n' "$*" >&2
	exit 1
}
has() { [ -e "$1" ] || fail "$1 is missing"; }
hasnot() { [ ! -e "$1" ] || fail "$1 is still there"; }
# says TEXT COMMAND...: the command succeeds and prints the text.
says() {
	text=$1
	shift
	said=$("$@" 2>&1) || fail "$*: status $?: $said"
	case $said in
	*"$text"*) ;;
	*) fail "$*: does not say \"$text\" but: $said" ;;
	esac
}
# screen OPTIONS...: a virtual display of its own.
screen() {
	rm -f "$tmp/display"
	Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp "$@" 3>"$tmp/display" 2>/dev/null &
	screens="$screens $!"
	until [ -s "$tmp/display" ]; do sleep 0.1; done
	DISPLAY=:$(cat "$tmp/display")
	export DISPLAY
	openbox --sm-disable 2>/dev/null &
	screens="$screens $!"
}
# comes NAME, goes NAME: waits for a window of that name, or for its end. The
# search fails when any window vanishes meanwhile, so it is made again.
comes() { timeout 120 sh -c 'until xdotool search --onlyvisible --name "$0"; do sleep 0.2; done' "$1" >/dev/null 2>&1; }
goes() { timeout 60 sh -c 'while wmctrl -l | grep -q -- "$0"; do sleep 0.2; done' "$1"; }
# registered KEY [VALUE]: is it in the registry?
registered() { wine reg query "$@" >/dev/null 2>&1; }

screen
step "Preparing Windows"
wineboot -i >/dev/null 2>&1
wineserver -w
# Go draws its random numbers from a library that Wine 8 does not have yet.
if [ ! -e "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ]; then
	x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" \
		scripts/package/windows/processprng.c
fi
user=$(echo "$WINEPREFIX"/drive_c/users/"$(id -un)")
local=$user/AppData/Local
installed=$local/Programs/Sidelight
menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Sidelight.lnk"
classes='HKCU\Software\Classes'

step "Installing without a question"
wine reg add "$classes\\.md" /ve /d Other.Editor /f >/dev/null 2>&1
wine "$setup" /S || fail "the installer ended with status $?"
for file in sidelight.exe sidelight.com uninstall.exe LICENSE.txt FONT-LICENSE.txt NOTICES.txt; do has "$installed/$file"; done
has "$menu"
says Other.Editor wine reg query "$classes\\.md" /ve
says Sidelight.Library wine reg query "$classes\\.sidelight" /ve
says '--library' wine reg query "$classes\\Sidelight.Library\\shell\\open\\command" /ve
for type in .txt .text .md .markdown; do
	registered "$classes\\$type\\OpenWithProgids" /v Sidelight.Brief || fail "Sidelight is not offered for $type"
done
says "$VERSION" wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Sidelight' /v DisplayVersion

step "Working from the command line"
mkdir -p "$WINEPREFIX/drive_c/cases"
cp assets/sample/coastal-patrols.txt "$WINEPREFIX/drive_c/cases/Straße nach Süden.txt"
cp assets/sample/gold-and-fuel.md "$WINEPREFIX/drive_c/cases/"
# In a terminal "sidelight" is the .com, which the terminal waits for.
terminal() { (cd "$installed" && wine cmd /c "$@"); }
says "$VERSION" terminal sidelight --version
says added terminal sidelight import 'C:\cases\Straße nach Süden.txt' 'C:\cases\*.md'
has "$local/sidelight/library.sidelight"
says duplicate terminal sidelight import 'C:\cases\gold-and-fuel.md'
quote=$(grep -o '^[A-Z][^.,]*' assets/sample/gold-and-fuel.md | tail -1)
says annotated terminal sidelight annotate 2 --quote "$quote" --label Fact --note "Über die Grenze"
terminal sidelight export --to 'C:\cases\vault' >/dev/null || fail "export"
find "$WINEPREFIX/drive_c/cases/vault" -name '*.md' | grep -q . || fail "nothing was exported"
grep -rq "Über die Grenze" "$WINEPREFIX/drive_c/cases/vault" || fail "the note was not exported"
says sound terminal sidelight check
# A library with a path of its own: spaces, letters beyond ASCII, \\?\.
says added terminal sidelight --library 'C:\cases\Ermittlung 1\ä b.sidelight' import 'C:\cases\gold-and-fuel.md'
says 1 terminal sidelight --library '\\?\C:\cases\Ermittlung 1\ä b.sidelight' list
status=0
terminal sidelight show 99 >/dev/null 2>"$tmp/said" || status=$?
[ "$status" = 1 ] || fail "show of a brief that is not there ended with status $status"
grep -q '^sidelight: ' "$tmp/said" || fail "the error was not said"
# The program for the window says as much, into files and pipes too.
says "$VERSION" wine "$installed/sidelight.exe" --version
says 'Coastal patrols' wine "$installed/sidelight.exe" list --json

step "Opening the window, as the Start menu does"
wine start /unix "$menu"
comes library.sidelight || fail "no window came"
status=0
wine "$setup" /S || status=$?
[ "$status" = 2 ] || fail "the installer overwrote a program that runs (status $status)"
wmctrl -c 'library.sidelight'
goes library.sidelight || fail "the window did not close"
wineserver -w
wine "$setup" /S || fail "installing over an installation ended with status $?"

step "Driving the window: the main job, with pictures"
cat >"$tmp/sidelight" <<EOF
#!/bin/sh
exec wine "$installed/sidelight.exe" "\$@"
EOF
chmod +x "$tmp/sidelight"
go run -tags "$APP_TAGS" ./e2e/tour --binary "$tmp/sidelight" --root Z: --to build/tour-windows
wineserver -w

step "Without OpenGL"
screen -extension GLX
wine "$installed/sidelight.exe" >"$tmp/said" 2>&1 &
comes '^Sidelight$' || fail "nothing says that there is no OpenGL"
import -window root build/tour-windows/no-opengl.png
xdotool key --clearmodifiers Return
wait $! && fail "the program says that it succeeded without a window"
grep -q 'OpenGL 2.1' "$tmp/said" || fail "the terminal is not told that there is no OpenGL"

step "Removing"
wine "$installed/uninstall.exe" /S
wineserver -w
hasnot "$installed"
hasnot "$menu"
for key in '.sidelight' 'Sidelight.Library' 'Sidelight.Brief' 'Applications\sidelight.exe' '.markdown'; do
	! registered "$classes\\$key" || fail "$key is still in the registry"
done
! registered 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Sidelight' || fail "Sidelight is still in the list of programs"
says Other.Editor wine reg query "$classes\\.md" /ve
has "$local/sidelight/library.sidelight"
has "$WINEPREFIX/drive_c/cases/Ermittlung 1/ä b.sidelight"

step "The packages for Windows work. Pictures are in build/tour-windows/."
