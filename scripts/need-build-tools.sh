#!/usr/bin/env bash
# What a build needs beyond Rust: a C compiler (SQLite) and npm (fonts and scripts). Installs the compiler when it can.
set -euo pipefail
command -v cargo >/dev/null || { echo "Нужен Rust (cargo): https://rustup.rs" >&2; exit 1; }
command -v npm >/dev/null || { echo "Нужен Node.js с npm (версия 20 или новее)." >&2; exit 1; }
if ! command -v cc >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Устанавливаю компилятор C…"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev
    else
        echo "Нужен компилятор C: установите пакет gcc (apt-get install gcc libc6-dev)." >&2
        exit 1
    fi
fi
