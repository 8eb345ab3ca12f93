#!/usr/bin/env bash
# Everything that must hold before a change goes in.
set -euo pipefail
cd "$(dirname "$0")/.."
# Snapshots hold moments by the local clock.
export TZ=UTC
# A fresh clone is built once: what would serve a second build only takes time and disk.
[ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0
step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }

step "what the tests need"
scripts/setup-tests.sh
step "format"
cargo fmt --all --check
step "lints"
cargo clippy --workspace --all-targets --locked -- -D warnings
step "licences and advisories"
scripts/deny.sh
step "tests on SQLite and PostgreSQL, documents, browser journeys"
scripts/with-postgres.sh cargo test --workspace --locked
step "done"
