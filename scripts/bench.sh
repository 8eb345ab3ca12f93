#!/usr/bin/env bash
# Speed and memory on an invented school: 1,000 students, 40 classes, 900,000 gradebook marks a year, three years, on
# SQLite and on PostgreSQL. Prints figures and judges nothing; what is not installed is left out and said.
#
#   scripts/bench.sh [STUDENTS] [YEARS]
set -euo pipefail
cd "$(dirname "$0")/.."
students=${1:-1000}
years=${2:-3}
newest=2025

# PostgreSQL: a throw-away cluster around this very script.
if [ -z "${VSOKO_TEST_POSTGRES:-}" ] && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    exec scripts/with-postgres.sh "$0" "$@"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/vsoko-bench.XXXXXX")
pids=()
finish() {
    for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

cargo build --release --locked --quiet -p vsoko --bins --examples
vsoko=$PWD/target/release/vsoko
tools=$PWD/target/release/examples
row() { printf '  %-62s %s\n' "$1" "$2"; }
part() { printf '\n== %s\n' "$1"; }

# measured NAME COMMAND…: wall time, processor time, peak memory of a command
measured() {
    local name=$1 note="$work/time" code=0
    shift
    if [ ! -x /usr/bin/time ]; then
        local begin=$EPOCHREALTIME
        "$@" >"$work/out" 2>"$work/err" || code=$?
        row "$name" "$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f s", b - a }')$(fate $code)"
        return
    fi
    /usr/bin/time -f '%e s wall, %U + %S s processor, peak %M KB' -o "$note" "$@" >"$work/out" 2>"$work/err" || code=$?
    row "$name" "$(tail -n 1 "$note")$(fate $code)"
}
fate() { [ "$1" = 0 ] || printf '  (exit code %s: %s)' "$1" "$(tail -n 1 "$work/err")"; }

# database KIND NAME: where the next commands find their data
database() {
    data="$work/data-$1-$2"
    unset VSOKO_DATABASE_URL
    if [ "$1" = PostgreSQL ]; then
        psql -q "$VSOKO_TEST_POSTGRES" -c "CREATE DATABASE $2"
        export VSOKO_DATABASE_URL="${VSOKO_TEST_POSTGRES%/*}/$2"
    fi
}

lists() {
    "$vsoko" import --create-missing --year "$newest" "$work/files/Сведения о педагогах.xlsx" --data "$data" >/dev/null
    "$vsoko" import --create-missing --year "$newest" "$(ls "$work"/files/Список*.xlsx | sort | tail -n 1)" --data "$data" >/dev/null
}

imports() {
    part "$1: importing a year of gradebook marks"
    database "$1" bench_csv
    lists
    measured "preview of the CSV" "$vsoko" import --preview "$journal" --data "$data"
    measured "import of the CSV" "$vsoko" import --create-missing "$journal" --data "$data"
    measured "the same file again" "$vsoko" import --create-missing "$journal" --data "$data"
    database "$1" bench_xlsx
    lists
    measured "import of the XLSX" "$vsoko" import --create-missing "$table" --data "$data"
}

# The whole school, then everything that is asked of it.
school() {
    part "$1: the whole school, $years years"
    database "$1" bench_school
    measured "demo --students $students --years $years" "$vsoko" demo --students "$students" --years "$years" --data "$data"
    login=$(sed -n 's/^Вход: //p' "$work/out")
    password=$(sed -n 's/^Пароль: //p' "$work/out")
    if [ -f "$data/vsoko.sqlite" ]; then row "size of the database" "$(stat -c %s "$data/vsoko.sqlite") bytes"; fi
    "$tools/timings" "$data" "$newest"
    local ending
    for ending in docx pdf html; do
        measured "report as a new process, $ending" \
            "$vsoko" report self-evaluation --year "$newest" --out "$work/report.$ending" --data "$data"
    done
    measured "backup" "$vsoko" backup "$work/$1.vsoko" --data "$data"
    measured "verify" "$vsoko" verify "$work/$1.vsoko"
    serving
}

# Five years of work: 2,000 procedures, 20,000 action items, and every list and calendar that they make long.
history_of_work() {
    part "$1: five years of work"
    database "$1" bench_history
    measured "demo --students 300 --years 5" "$vsoko" demo --students 300 --years 5 --data "$data"
    login=$(sed -n 's/^Вход: //p' "$work/out")
    password=$(sed -n 's/^Пароль: //p' "$work/out")
    measured "2,000 procedures and 20,000 action items" "$tools/long_history" "$data" "$newest" 5
    measured "vsoko check --json" "$vsoko" check --json --year "$newest" --data "$data"
    serve_and lists_of_work
}

serving() { serve_and pages; }

# serve_and WHAT: starts the server, tells its start and its memory, and in between does WHAT
serve_and() {
    local port=18431 begin=$EPOCHREALTIME server
    "$vsoko" serve --listen 127.0.0.1:$port --data "$data" >"$work/serve" 2>/dev/null &
    server=$!
    pids+=("$server")
    for _ in $(seq 2000); do
        curl -sf "http://127.0.0.1:$port/health" >/dev/null && break
        sleep 0.005
    done
    row "start to the first answer" "$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.0f ms", (b - a) * 1000 }')"
    sleep 2
    row "resident memory when idle" "$(awk '/VmRSS/ { print $2, $3 }' "/proc/$server/status")"
    if command -v wrk >/dev/null; then "$1" $port; else row "wrk is not installed" "pages were not measured"; fi
    row "resident memory after the pages" "$(awk '/VmRSS/ { print $2, $3 }' "/proc/$server/status")"
    kill "$server" && wait "$server" 2>/dev/null || true
}

# sign_in SITE: the cookie of the principal
sign_in() {
    local site=$1 jar="$work/cookies" token
    token=$(curl -s -c "$jar" "$site/sign-in" | sed -n 's/.*name="form_token" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
    curl -s -o /dev/null -b "$jar" -c "$jar" --data-urlencode "form_token=$token" --data-urlencode "login=$login" \
        --data-urlencode "password=$password" "$site/sign-in"
    awk '$6 == "vsoko" { print "vsoko=" $7 }' "$jar"
}

# Pages of a signed-in principal at 16 connections, beside nginx with the same page as a file.
pages() {
    local site="http://127.0.0.1:$1" cookie page name
    cookie=$(sign_in "$site")
    mkdir -p "$work/site"
    for page in /analyse/indicators /analyse/heatmap /; do
        name=$(echo "page$page" | tr '/' '_').html
        curl -s -H "Cookie: $cookie" "$site$page" >"$work/site/$name"
        row "page $page" "$(stat -c %s "$work/site/$name") bytes"
        wrk -t2 -c16 -d8s --latency -H "Cookie: $cookie" "$site$page" >"$work/wrk"
        row "  vsoko: requests a second; p50, p99" "$(wrk_figures)"
        nginx_beside "$name"
    done
}

# Every list and calendar of the cycle, four people at once.
lists_of_work() {
    local site="http://127.0.0.1:$1" cookie page
    cookie=$(sign_in "$site")
    for page in / /plan/calendar /plan/calendar/grid /plan/calendar/months /plan/calendar/gantt /plan/model \
        /plan/responsibility /plan/roadmap /plan/proposals /plan/local-acts /plan/cards /analyse/inspections \
        /analyse/problems /decide/orders /decide/meetings /decide/methods /act/action-items \
        '/act/action-items?state=done' '/act/action-items?state=overdue' /act/action-items/board /act/audits \
        /act/nonconformities /evaluate/effects /settings/history; do
        wrk -t1 -c4 -d3s --latency -H "Cookie: $cookie" "$site$page" >"$work/wrk"
        row "$page: requests a second; p50, p99" "$(wrk_figures)"
    done
}

wrk_figures() {
    awk '/Requests\/sec/ { rate = $2 } $1 == "50%" { half = $2 } $1 == "99%" { last = $2 } /Non-2xx/ { bad = $0 }
        END { printf "%s; %s, %s%s", rate, half, last, bad }' "$work/wrk"
}

nginx_beside() {
    if ! command -v nginx >/dev/null; then row "  nginx is not installed" "no peer to compare with"; return; fi
    printf '%s\n' "daemon off; pid $work/nginx.pid; error_log $work/nginx.log; worker_processes 2;" \
        "events { worker_connections 256; }" \
        "http { access_log off; client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work;" \
        "  uwsgi_temp_path $work; scgi_temp_path $work; sendfile on; keepalive_requests 1000000;" \
        "  server { listen 127.0.0.1:18432; root $work/site; default_type text/html; } }" >"$work/nginx.conf"
    [ "$(id -u)" = 0 ] && sed -i '1s/^/user root; /' "$work/nginx.conf"
    nginx -c "$work/nginx.conf" 2>/dev/null &
    local peer=$!
    pids+=("$peer")
    until curl -sf -o /dev/null "http://127.0.0.1:18432/$1"; do sleep 0.05; done
    wrk -t2 -c16 -d8s --latency "http://127.0.0.1:18432/$1" >"$work/wrk"
    row "  nginx, the same page as a file" "$(wrk_figures)"
    kill "$peer" && wait "$peer" 2>/dev/null || true
}

part "the machine"
row "processors" "$(nproc)"
row "program" "$("$vsoko" --version), $(stat -c %s "$vsoko") bytes"
part "the measurement library: estimation only, 20 items"
cargo build --release --locked --quiet -p measure_cli --examples
"$tools/measure_bench"
part "files of an invented school: $students students, $years years"
mkdir -p "$work/files"
measured "made" "$tools/school_files" "$work/files" "$students" "$years" "$newest"
journal=$(ls "$work"/files/Журнал*.csv | sort | tail -n 1)
table="$work/Журнал.xlsx"
measured "the newest gradebook as XLSX" "$tools/csv_to_xlsx" "$journal" "$table"
row "gradebook marks in the newest year" "$(($(wc -l <"$journal") - 1))"
row "the gradebook as CSV, as XLSX" "$(stat -c %s "$journal"), $(stat -c %s "$table") bytes"
for kind in SQLite PostgreSQL; do
    if [ "$kind" = PostgreSQL ] && [ -z "${VSOKO_TEST_POSTGRES:-}" ]; then
        part "PostgreSQL is not installed"
        continue
    fi
    imports "$kind"
    school "$kind"
    history_of_work "$kind"
done
