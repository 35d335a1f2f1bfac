# Puts Sidelight where the desktop finds it:
#
#   sudo make install           for everybody, below /usr/local
#   make install PREFIX=~/.local   for you alone
#
# "make uninstall", with the same PREFIX, takes it away; your library stays.

PREFIX := /usr/local

files := $(shell find bin share -type f)

.PHONY: install uninstall refresh

install:
	@for file in $(files); do mode=644; [ -x "$$file" ] && mode=755; install -D -m $$mode "$$file" "$(DESTDIR)$(PREFIX)/$$file" || exit 1; done
	@$(MAKE) --no-print-directory refresh

uninstall:
	@for file in $(files); do rm -f "$(DESTDIR)$(PREFIX)/$$file"; done
	@$(MAKE) --no-print-directory refresh

# What desktops remember of file types and icons, where they do.
refresh:
	@command -v update-mime-database >/dev/null && update-mime-database "$(DESTDIR)$(PREFIX)/share/mime" || true
	@command -v update-desktop-database >/dev/null && update-desktop-database -q "$(DESTDIR)$(PREFIX)/share/applications" || true
	@command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -q -t -f "$(DESTDIR)$(PREFIX)/share/icons/hicolor" || true
