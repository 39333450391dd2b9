#!/usr/bin/env bash
# How long a backup of a large network takes while pages are asked for, what that does to the pages, and what looking it over
# and restoring it cost, each beside its bar.
#
#   bench/backup.sh --data DIR
#
# DIR holds a kith.db, such as `bench/pipeline.sh today` leaves in BENCH_DIR/large. It is copied first (as a copy on write
# where the file system can). KITH names a program that is built already. Scratch files go to BENCH_DIR, else to /tmp.
set -euo pipefail
cd "$(dirname "$0")/.."

[ "${1:-}" = --data ] && [ -f "${2:-}/kith.db" ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
kith=${KITH:-${CARGO_TARGET_DIR:-target}/release/kith}
[ -n "${KITH:-}" ] || cargo build --quiet --release -p kith
scratch=$(mktemp -d "${BENCH_DIR:-/tmp}/kith-backup-XXXXXX")
server=""
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$scratch"' EXIT
mkdir "$scratch/data"
cp --reflink=auto "$2"/kith.db* "$scratch/data"
"$kith" --data "$scratch/data" acts -n 1 > /dev/null
rm -rf "$scratch/data/backups"

port=$((20000 + $$ % 20000))
"$kith" --data "$scratch/data" --no-sign-in --listen "127.0.0.1:$port" > /dev/null 2> "$scratch/log" &
server=$!
until curl -sf "http://localhost:$port/readyz" > /dev/null; do sleep 0.2; done

# One request after the other, until the file is there or so many have come.
ask() {
  local times=$1 most=$2 until=$3 page
  : > "$times"
  while [ "$most" -gt 0 ] && [ ! -e "$until" ]; do
    for page in / /people "/people?q=an" /organizations; do
      curl -s -o /dev/null -w '%{time_total}\n' "http://localhost:$port$page" >> "$times"
      most=$((most - 1))
    done
  done
}

told() {
  sort -n "$1" | awk -v title="$2" '{ t[NR] = $1 * 1000 }
    END { printf "%-44s p50 %6.1f ms  p95 %6.1f ms  of %d requests\n", title, t[int((NR + 1) / 2)], t[int(NR * 0.95 + 0.5)], NR }'
}

measured() {
  local title=$1 bar=$2
  shift 2
  command time --output "$scratch/cost" --format '%e %U %S %M' "$@" > "$scratch/out" 2> "$scratch/err" || { cat "$scratch/err" >&2; return 1; }
  awk -v title="$title" -v bar="$bar" \
    '{ printf "%-44s %6.1f s  %6.1f CPU s  %5.0f MB   %s\n", title, $1, $2 + $3, $4 / 1024, bar }' <(tail -1 "$scratch/cost")
}

ask "$scratch/warm" 40 /nonexistent
ask "$scratch/quiet" 200 /nonexistent
ask "$scratch/busy" 100000 "$scratch/done" &
asking=$!
measured "backup, while pages are asked for" "bar: 60 s" "$kith" --data "$scratch/data" backup "$scratch/kith.tar"
touch "$scratch/done"
wait "$asking"
told "$scratch/quiet" "pages without a backup"
told "$scratch/busy" "pages meanwhile (bar: twice as long)"
ls -l "$scratch/data/kith.db" "$scratch/kith.tar" | awk '{ printf "    %-10s %7.1f MB\n", (NR == 1 ? "database" : "backup"), $5 / 1e6 }'
kill "$server"; wait "$server" || true; server=""
measured "verify, with a restore on trial" "" "$kith" --data "$scratch/data" verify "$scratch/kith.tar"
measured "restore into an empty folder" "" "$kith" --data "$scratch/elsewhere" restore "$scratch/kith.tar"
