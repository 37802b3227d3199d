# What a contributor or a user types; `make help` lists it.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
BUILD ?= $(SWIFT) build
RELEASE = -c release --static-swift-stdlib
CASE ?= intents/aks-three-tier/05-web

.PHONY: help
help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: dependencies
dependencies:  ## install the C libraries that are missing, through apt
	@Tools/dependencies

.PHONY: build
build: dependencies  ## build for debugging
	$(BUILD)

# The case holds two intents that are there to be refuted, so that status 1 is what is expected.
.PHONY: verify
verify: build  ## build netproof and verify a worked case (CASE=intents/...)
	@$$($(BUILD) --show-bin-path)/netproof verify $(CASE); status=$$?; \
	  echo; echo "exit status $$status"; test $$status -le 1

.PHONY: test
test: dependencies  ## run every test
	$(SWIFT) test --disable-xctest

.PHONY: lint
lint: dependencies  ## format, imports, and the rules of the architecture
	@Tools/lint

.PHONY: record
record: dependencies  ## write golden files and transcripts anew; read the difference
	@RECORD=1 $(SWIFT) test; git --no-pager diff --stat; \
	  echo "recorded: read the difference before you commit it"

.PHONY: mutants
mutants: dependencies  ## plant faults one at a time: a test must notice each
	Tests/mutants/run

.PHONY: verified-check
verified-check:  ## check the certificates with checkers that are proved correct in Coq
	@proofs/checker/dependencies
	@$(MAKE) --no-print-directory -C proofs/checker
	@proofs/checker/tests/run
	@$(BUILD) --product netproof-check
	@proofs/checker/recheck "$$($(BUILD) --show-bin-path)/netproof-check"

.PHONY: install
install: dependencies  ## a release binary with the Swift library linked in, to PREFIX/bin
	$(BUILD) $(RELEASE) --product netproof
	$(BUILD) $(RELEASE) --product netproof-check
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 -s "$$($(BUILD) $(RELEASE) --show-bin-path)/netproof" "$(DESTDIR)$(PREFIX)/bin/netproof"
	install -m 755 -s "$$($(BUILD) $(RELEASE) --show-bin-path)/netproof-check" "$(DESTDIR)$(PREFIX)/bin/netproof-check"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/netproof, which needs:"
	@ldd "$(DESTDIR)$(PREFIX)/bin/netproof" | sed 's/ (0x.*//; s/ =>.*//'

SIZES ?= small
.PHONY: bench
bench: dependencies  ## measure the installed program against a bare pass of libyaml (SIZES=small|all)
	Benchmarks/prepare
	$(MAKE) install DESTDIR="$(CURDIR)/Benchmarks/.build/installed" PREFIX=
	cd Benchmarks && $(BUILD) $(RELEASE) --product netproof-generate && $(BUILD) $(RELEASE) --product netproof-bare
	@Benchmarks/Scripts/measure.py --sizes $(SIZES) --netproof Benchmarks/.build/installed/bin/netproof \
	  --check Benchmarks/.build/installed/bin/netproof-check --programs Benchmarks/.build/release

.PHONY: clean
clean:  ## remove what was built
	$(SWIFT) package clean
