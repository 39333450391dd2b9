#!/usr/bin/env bash
# How fast the pages come from a large network: p50, p95 and p99 of each kind of page with 16 clients, time until ready, and
# memory, each beside its bar. Without --pause the clients ask without one: what is measured then is how much the machine
# can do at most, clients and server together.
#
#   bench/pages.sh --data DIR [--clients N] [--seconds N] [--pause MS] [--only TEXT]
#
# DIR holds a kith.db, such as `bench/pipeline.sh today` leaves in BENCH_DIR/large. It is copied first (as a copy on write
# where the file system can), because the program migrates what it opens. KITH names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."

data=""
rest=()
while [ $# -gt 0 ]; do
  if [ "$1" = --data ] && [ $# -gt 1 ]; then data=$2; shift 2; else rest+=("$1"); shift; fi
done
[ -f "$data/kith.db" ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }

release=${CARGO_TARGET_DIR:-target}/release
if [ -z "${KITH:-}" ]; then
  cargo build --quiet --release -p kith -p bench --bins
fi
scratch=$(mktemp -d "${BENCH_DIR:-/tmp}/kith-pages-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cp --reflink=auto "$data"/kith.db* "$scratch"
# Migrations and their backup are no part of a start.
"${KITH:-$release/kith}" --data "$scratch" acts -n 1 > "$scratch/out"
rm -rf "$scratch/backups"
"${PAGES:-$release/pages}" --program "${KITH:-$release/kith}" --data "$scratch" "${rest[@]}"
