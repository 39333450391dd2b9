#!/bin/sh
# The map beside graphology's ForceAtlas2 with Barnes-Hut, one thread each:  bench/layout.sh [FOLDER]
# FOLDER has the npm packages (npm i graphology graphology-layout-forceatlas2) and gets the networks; without them
# only Kith's part runs.
set -eu
cd "$(dirname "$0")/.."
folder="${1:-$(mktemp -d)}"
cargo build --release -p bench --bin graph --bin shape
binaries="${CARGO_TARGET_DIR:-target}/release"
for size in "10000 100000 20" "100000 1000000 5"; do
  set -- $size
  network="$folder/shape-$1.tsv"
  [ -f "$network" ] || "$binaries/graph" make "$1" "$2" > "$network"
  RAYON_NUM_THREADS=1 "$binaries/shape" "$network" --map-only --iterations "$3"
  if [ -d "$folder/node_modules/graphology-layout-forceatlas2" ]; then
    node bench/layout/graphology.mjs "$folder" "$network" "$3"
  fi
done
