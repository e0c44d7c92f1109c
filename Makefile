# Everything a person does here. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PREFIX = /usr/local
DESTDIR =
# Handed to `postflight run` by `make run`, to `swift test` by `make test`.
ARGS =
EVENTS = 1000000
SECONDS = 60

BUILD_PACKAGES = libncurses-dev zlib1g-dev
TEST_PACKAGES = curl git iputils-ping jq libncurses-dev libxml2-utils netcat-openbsd openscap-scanner \
  openssh-client openssl procps python3 python3-venv ruby shellcheck shfmt strace systemd tmux zlib1g-dev
BENCH_PACKAGES = dialog git ncdu openscap-scanner openssh-client python3 tig whiptail
TEST_MODULES = awscli==1.46.3 check-jsonschema compliance-trestle==5.2.0 cryptography duckdb gsutil \
  html5lib jmespath jsonschema jsonschema-rs junitparser 'moto[server]==5.2.5' pglast pyte PyYAML \
  sarif-tools

POSTFLIGHT = .build/release/postflight
SHARE = $(DESTDIR)$(PREFIX)/share

# Our code counts the ways taken; all code is watched for wrong addresses.
FUZZ_FLAGS = -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing \
  -Xcc -fsanitize=address,fuzzer-no-link -Xcc -fsanitize-coverage-ignorelist=Tests/Fuzz/uncounted

.PHONY: help run build test soak exhaustive faults fuzz lint format bench install clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r goal does; do \
	  printf '  make %-10s %s\n' "$$goal" "$$does"; done

run: build ## install what is missing, build, start a review (ARGS="--plain")
	@$(POSTFLIGHT) run $(ARGS)

build: ## build the release binary, .build/release/postflight
	@.ci/install $(BUILD_PACKAGES)
	swift build -c release --static-swift-stdlib --product postflight

test: .venv/made ## install what tests need, run all tests (ARGS="--filter TextGridTests")
	@.ci/install $(TEST_PACKAGES)
	$(MAKE) soak EVENTS=200000
	PATH="$(CURDIR)/.venv/bin:$$PATH" swift test --disable-xctest $(ARGS)

# Programs of others that read what Postflight writes, and the clients that the shipped checklists
# name, apart from the system's own Python. The Azure CLI cannot live beside the other modules.
.venv/made: Makefile
	@.ci/install $(TEST_PACKAGES)
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check $(TEST_MODULES)
	python3 -m venv .venv/azure
	.venv/azure/bin/pip install --quiet --disable-pip-version-check azure-cli
	@command -v kubectl >/dev/null || .ci/install kubernetes-client
	@touch $@

soak: ## a million random keys, pastes and sizes (EVENTS=1000000)
	swift build -c release --product Soak
	@.build/release/Soak $(EVENTS) > .build/soak.log || { tail -n 3 .build/soak.log; exit 1; }
	@tail -n 1 .build/soak.log

exhaustive: build ## every small change to a complete report: none is accepted
	@.ci/install openssh-client
	swift build -c release --static-swift-stdlib --product Exhaustive
	Tests/Exhaustive/run

fuzz: ## make up inputs for every reader (SECONDS=60 each, ARGS="report trust-list")
	@.ci/install $(BUILD_PACKAGES)
	POSTFLIGHT_FUZZ=1 swift build -c release --product Fuzz --scratch-path .build-fuzz $(FUZZ_FLAGS)
	Tests/Fuzz/run $(SECONDS) $(ARGS)

faults: build ## make each system call of a review fail in each way (ARGS="--only walk")
	@.ci/install openssh-client python3 strace
	Tests/Faults/run $(ARGS)

lint: ## check style, structure and the shipped checklists
	git ls-files -z '*.swift' | xargs -0 swift format lint --strict --parallel
	.ci/structure
	@.ci/install $(BUILD_PACKAGES)
	swift build --product postflight
	.build/debug/postflight lint --strict checklists/*.yaml

format: ## put all Swift files into the house style
	git ls-files -z '*.swift' | xargs -0 swift format format --in-place --parallel

bench: build ## measure speed and size beside other programs, against the bars (ARGS=RUNS)
	@.ci/install $(BENCH_PACKAGES)
	swift build -c release --static-swift-stdlib --product BareBenchmark
	Benchmarks/run $(ARGS)

install: ## copy binary, checklists, documents (PREFIX=/usr/local DESTDIR=)
	@[ -x $(POSTFLIGHT) ] || $(MAKE) build
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(SHARE)/postflight/checklists' '$(SHARE)/doc/postflight'
	install -s -m 755 $(POSTFLIGHT) '$(DESTDIR)$(PREFIX)/bin/postflight'
	install -m 644 checklists/* '$(SHARE)/postflight/checklists'
	@for document in README.md LICENSE Documentation Integrations; do \
	  if [ -e "$$document" ]; then cp -R "$$document" '$(SHARE)/doc/postflight/'; fi; done

clean: ## remove what was built, and the tests' Python
	rm -rf .build .build-fuzz .venv
