#!/usr/bin/env bash
# What the door costs on a large network: from the sign-in page to Today besides the password hash, and what knowing who asks
# adds to a page, with a hundred accounts, a delegate and two thousand sessions; each beside its bar.
#
#   bench/door.sh --data DIR [--accounts N] [--sessions N] [--rounds N]
#
# DIR holds a kith.db, such as `bench/pipeline.sh today` leaves in BENCH_DIR/large. It is copied first (as a copy on write
# where the file system can), because accounts are made in it. KITH and DOOR name programs that are built already.
set -euo pipefail
cd "$(dirname "$0")/.."

[ "${1:-}" = --data ] && [ -f "${2:-}/kith.db" ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
data=$2
shift 2
release=${CARGO_TARGET_DIR:-target}/release
[ -n "${KITH:-}" ] || cargo build --quiet --release -p kith -p bench --bins
scratch=$(mktemp -d "${BENCH_DIR:-/tmp}/kith-door-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cp --reflink=auto "$data"/kith.db* "$scratch"
# Migrations and their backup are no part of it.
"${KITH:-$release/kith}" --data "$scratch" acts -n 1 > "$scratch/out"
rm -rf "$scratch/backups"
"${DOOR:-$release/door}" --program "${KITH:-$release/kith}" --data "$scratch" "$@"
