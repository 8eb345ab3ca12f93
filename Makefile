# Every command there is. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

LISTEN ?= 127.0.0.1:8080
DATA ?= data
CARGO ?= cargo

.PHONY: help run demo build check test bench reference deny setup-tests gallery methods clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

build: ## build the program (release)
	@scripts/need-build-tools.sh
	@echo "vsoko: сборка программы. В первый раз она занимает около четверти часа, потом секунды."
	$(CARGO) build --release --locked -p vsoko

run: build ## build and start on http://$(LISTEN) with an SQLite file in ./data
	./target/release/vsoko serve --data $(DATA) --listen $(LISTEN)

demo: build ## a believable synthetic school in ./demo, and start with it
	@test -d demo || ./target/release/vsoko demo --data demo
	./target/release/vsoko serve --data demo --listen $(LISTEN)

check: ## fast: format, lints, tests of the crates without a browser or a server
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	TZ=UTC $(CARGO) test --workspace --locked --lib

test: ## everything: format, lints, licences, all tests on SQLite and PostgreSQL, browser journeys
	@scripts/test.sh

deny: ## licences and advisories of the dependencies
	@scripts/deny.sh

reference: ## lay the answers of `vsoko measure` beside expected values: make reference REFERENCE=folder
	@test -d "$(REFERENCE)" || { echo "make reference REFERENCE=folder, a folder with CASE.csv and expected_CASE.csv"; exit 2; }
	REFERENCE="$(abspath $(REFERENCE))" $(CARGO) test --locked -p measure_cli --test reference -- --nocapture

bench: build ## speed and memory on the synthetic school (figures, no verdicts)
	@scripts/bench.sh

setup-tests: ## install Chromium, PostgreSQL, LibreOffice and poppler if missing
	@scripts/setup-tests.sh

gallery: ## every element of the design system on one page, in ./target/gallery.html
	$(CARGO) run -p web --example gallery > target/gallery.html

methods: ## METHODS.md again, from the doc comments of the measurement library
	@mkdir -p target
	$(CARGO) run --quiet --locked -p measure_cli --example methods > target/METHODS.md
	mv target/METHODS.md METHODS.md

clean: ## remove what was built
	$(CARGO) clean
