#!/bin/sh
# Kith's measures of a network beside igraph's, NetworKit's and rustworkx's, in one table:
#   bench/graph.sh FOLDER [SIZE…]      SIZE is 10k, 100k (both by default) or 1M
# FOLDER gets the networks, a Python environment with the peers (from PyPI, once), and what each run printed. Each library
# runs in a process of its own, with one thread and then with two.
set -eu
cd "$(dirname "$0")/.."
folder="$1"; shift
[ $# -gt 0 ] || set -- 10k 100k
mkdir -p "$folder"
cargo build --release -p bench --bin graph
kith="${CARGO_TARGET_DIR:-target}/release/graph"
python="${KITH_PEERS_PYTHON:-$folder/peers/bin/python}"
if [ ! -x "$python" ]; then
  python3 -m venv "$folder/peers"
  "$python" -m pip install --quiet igraph networkit rustworkx numpy
fi
for size in "$@"; do
  case "$size" in
    10k) nodes=10000 edges=100000 between=exact ;;
    100k) nodes=100000 edges=1000000 between=sample ;;
    1M) nodes=1000000 edges=10000000 between=none ;;
    *) echo "no such size: $size" >&2; exit 2 ;;
  esac
  network="$folder/graph-$size.tsv"
  [ -f "$network" ] || "$kith" make "$nodes" "$edges" > "$network"
  for threads in 1 2; do
    log="$folder/graph-$size-$threads.log"
    RAYON_NUM_THREADS=$threads "$kith" time "$network" --between "$between" > "$log"
    for peer in igraph networkit rustworkx; do
      "$python" bench/graph/peers.py run "$peer" "$network" "$threads" "$between" >> "$log"
    done
    echo "## $size, threads: $threads"
    "$python" bench/graph/peers.py table "$log"
  done
done
