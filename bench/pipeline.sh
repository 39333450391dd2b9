#!/usr/bin/env bash
# How much the whole pipeline costs, each figure beside its bar: from an archive to people, ties and numbers in a
# database, and from a large database to today's list.
#
#   bench/pipeline.sh mail ARCHIVE      import an mbox of 50,000 mails into a fresh folder, then the same again
#   bench/pipeline.sh memory ARCHIVE    import one of 2 GB: five copies of ARCHIVE, each with Message-IDs of its own
#   bench/pipeline.sh peers ARCHIVE     what notmuch and mu need to index the same mails, where they are installed
#   bench/pipeline.sh touches           ten million touches through `kith lab score`, and one more touch
#   bench/pipeline.sh today             a database of 100,000 people and five million interactions, then `kith today`
#
# ARCHIVE comes from gen_mail.py of the peers (see README.md), or is any mbox. Scratch files go to BENCH_DIR, otherwise to
# a folder under /tmp that is removed at the end. With BENCH_DIR, `today` fills its database once and uses it again.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${BENCH_DIR:-$(mktemp -d /tmp/kith-bench-XXXXXX)}
mkdir -p "$scratch"
[ -n "${BENCH_DIR:-}" ] || trap 'rm -rf "$scratch"' EXIT
release=${CARGO_TARGET_DIR:-target}/release

build() { cargo build --quiet --release -p kith -p bench --bins; }

# Runs a command and says what it cost: CPU seconds of all its threads, wall seconds, the most memory it held.
measured() {
  local title=$1 bar=$2
  shift 2
  command time --output "$scratch/cost" --format '%U %S %e %M' "$@" > "$scratch/out" 2> "$scratch/err" || {
    echo "$title failed:" >&2
    tail -3 "$scratch/err" >&2
    return 1
  }
  awk -v title="$title" -v bar="$bar" \
    '{ printf "%-52s %8.2f CPU s  %8.2f s  %6.0f MB   %s\n", title, $1 + $2, $3, $4 / 1024, bar }' <(tail -1 "$scratch/cost")
}

fresh() { rm -rf "$scratch/data" && mkdir "$scratch/data"; }

kith() { "$release/kith" --data "$scratch/data" "$@"; }

# Whose archive it is: the likeliest address, as the import itself proposes it.
owner_of() { { kith import "$1" 2>&1 < /dev/null || true; } | sed -n 's/.*again with --me \([^ ]*\).*/\1/p'; }

import() {
  local title=$1 bar=$2 archive=$3 me=$4
  measured "$title" "$bar" "$release/kith" --data "$scratch/data" import "$archive" --me "$me"
  sed 's/^/    /' "$scratch/out"
}

mail() {
  fresh
  local me; me=$(owner_of "$1")
  import "import of $(du -m --apparent-size "$1" | cut -f1) MB of mail" "bar: 4 CPU s, 300 MB" "$1" "$me"
  import "the same again" "" "$1" "$me"
}

memory() {
  fresh
  local big=$scratch/big.mbox me copy
  me=$(owner_of "$1")
  : > "$big"
  for copy in 1 2 3 4 5; do sed "s/^\(message-id: *<\)/\1copy$copy./I" "$1" >> "$big"; done
  import "import of $(du -m --apparent-size "$big" | cut -f1) MB of mail" "bar: 300 MB" "$big" "$me"
  rm "$big"
}

peers() {
  local maildir=$scratch/maildir
  rm -rf "$maildir" && mkdir -p "$maildir/cur" "$maildir/new" "$maildir/tmp"
  awk -v to="$maildir/cur" '/^From / { if (out) close(out); out = to "/" ++n ":2,S"; next } out { print > out }' "$1"
  if command -v notmuch > /dev/null; then
    printf '[database]\npath=%s\n[user]\nname=Bench\nprimary_email=bench@example.org\n[new]\ntags=\n' "$maildir" \
      > "$scratch/notmuch"
    measured "notmuch $(notmuch --version | cut -d' ' -f2), first index" "bodies too" \
      env NOTMUCH_CONFIG="$scratch/notmuch" notmuch new --quiet
    rm -rf "$maildir/.notmuch"
  fi
  if command -v mu > /dev/null; then
    mu init --quiet --muhome="$scratch/mu" --maildir="$maildir"
    measured "$(mu --version | sed -n 's/^mu (.*) version /mu /p;s/^mu (.*) \([0-9.]*\)$/mu \1/p' | head -1), first index" \
      "bodies too" mu index --quiet --muhome="$scratch/mu"
    rm -rf "$scratch/mu"
  fi
  rm -rf "$maildir"
}

touches() {
  [ -f "$scratch/touches.csv" ] || "$release/touches" write 10000000 > "$scratch/touches.csv"
  local as_of; as_of=$(tail -1 "$scratch/touches.csv" | cut -d, -f1)
  measured "kith lab score, 10 million touches" "bar: 10 s, 1 GB" \
    "$release/kith" lab score "$scratch/touches.csv" --as-of "$as_of" --horizon 30 --out "$scratch/scores.csv"
  "$release/touches" time 10000 | grep "one more"
  echo "    bar: 1 ms"
}

# The least and the middle wall time of eleven runs, in milliseconds.
times_of() {
  local title=$1 bar=$2 n begun
  shift 2
  for n in {1..11}; do
    begun=$EPOCHREALTIME
    "$@" > /dev/null
    echo $(((${EPOCHREALTIME/[.,]/} - ${begun/[.,]/}) / 100))
  done | sort -n | awk -v title="$title" -v bar="$bar" \
    '{ t[NR] = $1 / 10 } END { printf "%-52s %8.1f ms at best, %.1f ms in the middle of %d   %s\n", title, t[1], t[6], NR, bar }'
}

today() {
  local data=$scratch/large large name number
  large=("$release/kith" --data "$data")
  [ -f "$data/kith.db" ] || measured "kith sample, 100,000 people, 5 million interactions" "" \
    "${large[@]}" sample --people 100000 --interactions 5000000
  "${large[@]}" today | sed 's/^/    /'
  times_of "kith today" "bar: 300 ms" "${large[@]}" today
  if sync && echo 3 2> /dev/null > /proc/sys/vm/drop_caches; then
    measured "kith today, nothing of the file in memory" "" "${large[@]}" today
  fi
  name=$("${large[@]}" --json people | sed -n 's/^ *"name": "\(.*\)",$/\1/p' | head -1)
  number=$("${large[@]}" --json people | sed -n 's/^ *"id": \([0-9]*\),$/#\1/p' | head -1)
  times_of "kith people" "" "${large[@]}" people
  times_of "kith people TEXT" "" "${large[@]}" people "${name%% *}"
  times_of "kith person NAME" "" "${large[@]}" person "$name"
  times_of "kith log NUMBER call" "" "${large[@]}" log "$number" call
}

case ${1:-} in
  mail | memory | peers)
    [ -f "${2:-}" ] || { echo "usage: bench/pipeline.sh $1 ARCHIVE" >&2; exit 2; }
    build
    "$1" "$2"
    ;;
  touches | today) build; "$1" ;;
  *) sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
