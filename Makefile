# Sidelight. "make run" opens the window, "make test" runs every test; "make help" lists the rest.
# Both install what they need through the system's package manager and say so (scripts/need.sh).

SHELL := /bin/sh

# Two sets of tags and no third: each set is a cold build of its own.
TEST_TAGS := migrated_fynedo,ci
APP_TAGS  := migrated_fynedo,x11,gles

BINARY := build/sidelight

# What the tour makes the pictures of the guide in; empty: it leaves them alone.
GUIDE = --guide docs/guide

# Headless tests need neither a C compiler nor a screen.
GO_TEST := CGO_ENABLED=0 go test -tags $(TEST_TAGS)

# Rooms that draw nothing run under the race detector as well. It is looking for
# races, not for rare inputs: of the property tests a few rounds will do.
RACE_ROOMS    := ./db/pages ./app/cli ./app/sample/...
RACE_PROPERTY := ./db ./app/anchor ./app/collate/... ./app/export ./app/findings ./app/intake ./app/lookup/... ./app/reading ./app/roster ./app/search ./app/span ./widgets/textlayout

.PHONY: help run test unit check race build e2e tour bench golden generate vet-others package package-test package-test-windows package-twice workflows clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' Makefile

run: ## install what building needs, build, open the window (or the tour, where there is no display)
	@scripts/need.sh build
	@$(MAKE) --no-print-directory build
	@MAKE="$(MAKE)" scripts/run.sh $(BINARY)

test: ## install what the tests need, run all of them
	@scripts/need.sh build tour
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory vet-others
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory race
	@$(MAKE) --no-print-directory e2e
	@echo "All tests passed."

check: ## gofmt, go vet, staticcheck
	@scripts/gofmt.sh
	CGO_ENABLED=0 go vet -tags $(TEST_TAGS) ./...
	go vet -tags $(APP_TAGS) . ./e2e/...
	CGO_ENABLED=0 go tool staticcheck -tags $(TEST_TAGS) ./...
	CGO_ENABLED=0 go tool staticcheck -tags $(APP_TAGS) ./e2e/...

unit: ## every test that needs no screen
	$(GO_TEST) ./...

race: ## the rooms that draw nothing, under the race detector
	CGO_ENABLED=1 go test -race -timeout 20m -tags $(TEST_TAGS) $(RACE_ROOMS)
	CGO_ENABLED=1 go test -race -timeout 20m -tags $(TEST_TAGS) $(RACE_PROPERTY) -rapid.checks=10

build: ## the program, as build/sidelight
	go build -tags $(APP_TAGS) -trimpath -o $(BINARY) .

e2e: build ## the end-to-end test: the real window on a virtual display
	SIDELIGHT_BINARY=$(CURDIR)/$(BINARY) go test -count=1 -v -timeout 40m -tags $(APP_TAGS) ./e2e/...

tour: ## pictures of the real window, step by step, in build/tour/, and from them those of docs/guide
	@scripts/need.sh build tour
	@$(MAKE) --no-print-directory build
	go run -tags $(APP_TAGS) ./e2e/tour --binary $(BINARY) --to build/tour $(GUIDE)

bench: ## the benchmarks, written to build/bench.txt
	@mkdir -p build
	$(GO_TEST) -run '^$$' -bench . -benchmem ./... | tee build/bench.txt

golden: ## rewrite the golden images of the widgets from what they draw now; look at the difference before committing it
	scripts/golden.sh $(TEST_TAGS)

generate: ## rewrite what is derived from the code: translation keys, the README's keyboard table
	$(GO_TEST) -count=1 -run 'TestTranslations|TestKeyboardTable' . -update

# Only main needs cgo there: it is compiled when it is packed.
vet-others: ## go vet for macOS and Windows, of every package that needs no cgo
	CGO_ENABLED=0 GOOS=darwin go vet -tags $(TEST_TAGS) $$(go list -tags $(TEST_TAGS) ./... | grep -v '^sidelight$$')
	CGO_ENABLED=0 GOOS=windows go vet -tags $(TEST_TAGS) $$(go list -tags $(TEST_TAGS) ./... | grep -v '^sidelight$$')

package: ## packages for this system (and, on Linux, for Windows), with checksums and an SBOM, in dist/
	@scripts/need.sh build package windows
	scripts/package.sh

package-test: ## install the .deb of dist/ on a bare Debian, use it, remove it (as root)
	@scripts/need.sh build package tour install
	scripts/package/test.sh

package-test-windows: ## install what "make package" made for Windows under Wine, drive it, remove it; pictures in build/tour-windows/
	@scripts/need.sh build tour windows wine
	scripts/package/test-windows.sh

package-twice: ## pack the same commit twice and compare every byte
	@scripts/need.sh build package windows
	scripts/package/twice.sh

workflows: ## check the workflows of the forge
	@. scripts/package/env.sh; "$$(tool actionlint github.com/rhysd/actionlint/cmd/actionlint)" -shellcheck= -pyflakes=

clean: ## remove what was built
	rm -rf build dist
