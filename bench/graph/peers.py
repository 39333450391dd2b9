#!/usr/bin/env python3
"""The measures of a network by other libraries, for bench/graph.sh.

  peers.py run igraph|networkit|rustworkx FILE THREADS none|sample|exact
  peers.py table LOG

`run` prints a line a measure: library, measure, CPU seconds, wall seconds, peak MiB, a figure to compare. PageRank to 1e-10;
lengths are one through the weight; constraint is Burt's, weighted, of all nodes; betweenness from 256 nodes counts edges, exact
betweenness also goes by lengths. `table` puts a log with the lines of several libraries side by side.
"""
import os, resource, sys, time


def step(lib, name, work):
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        note = work()
    except Exception as error:
        note = "failed: " + repr(error)[:80].replace("\n", " ")
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{lib}\t{name}\t{cpu:.3f}\t{wall:.3f}\t{peak:.0f}\t{note}", flush=True)


def edges(file):
    import numpy as np
    return np.fromstring(open(file).read(), dtype=np.int64, sep="\t").reshape(-1, 3)


def run_igraph(file, threads, between):
    import random
    import igraph
    G = None

    def load():
        nonlocal G
        e = edges(file)
        G = igraph.Graph(n=int(e[:, :2].max()) + 1, edges=e[:, :2])
        G.es["w"] = e[:, 2].astype(float)
        return f"{G.vcount()} nodes {G.ecount()} edges"

    def leiden():
        found = G.community_leiden(objective_function="modularity", weights="w", n_iterations=2)
        return f"Q {G.modularity(found, weights='w'):.4f}"

    step("igraph", "load", load)
    G.es["d"] = [1.0 / w for w in G.es["w"]]
    step("igraph", "components", lambda: len(G.connected_components()))
    step("igraph", "pagerank", lambda: f"most {max(G.pagerank(weights='w')):.3e}")
    step("igraph", "shortest paths", lambda: sum(d < 1e300 for d in G.distances(source=0, weights="d")[0]))
    step("igraph", "core", lambda: max(G.coreness()))
    step("igraph", "constraint", lambda: "least %.4f" % min(c for c in G.constraint(weights="w") if c == c))
    step("igraph", "communities", leiden)
    if between != "none":
        random.seed(1)
        some = random.sample(range(G.vcount()), 256)
        step("igraph", "betweenness 256", lambda: "most %.0f" % max(G.betweenness(sources=some)))
    if between == "exact":
        step("igraph", "betweenness", lambda: "most %.0f" % max(G.betweenness()))
        step("igraph", "betweenness, lengths", lambda: "most %.0f" % max(G.betweenness(weights="d")))


def run_networkit(file, threads, between):
    import numpy as np
    import networkit as nk
    nk.setNumberOfThreads(threads)
    G = D = None

    def graph(e, weights):
        ends = (e[:, 0].astype(np.uint64), e[:, 1].astype(np.uint64))
        return nk.GraphFromCoo((weights, ends), n=int(e[:, :2].max()) + 1, weighted=True)

    def load():
        nonlocal G
        e = edges(file)
        G = graph(e, e[:, 2].astype(float))
        return f"{G.numberOfNodes()} nodes {G.numberOfEdges()} edges"

    def leiden():
        c = nk.community.ParallelLeiden(G, 3, False, 1)
        c.run()
        return f"Q {nk.community.Modularity().getQuality(c.getPartition(), G):.4f}"

    step("networkit", "load", load)
    e = edges(file)
    D = graph(e, 1.0 / e[:, 2])
    del e
    step("networkit", "components", lambda: nk.components.ConnectedComponents(G).run().numberOfComponents())
    step("networkit", "pagerank", lambda: f"most {max(nk.centrality.PageRank(G, .85, 1e-10).run().scores()):.3e}")
    step("networkit", "shortest paths", lambda: sum(d < 1e300 for d in nk.distance.Dijkstra(D, 0, False).run().getDistances()))
    step("networkit", "core", lambda: int(max(nk.centrality.CoreDecomposition(G).run().scores())))
    step("networkit", "communities", leiden)
    plain = nk.graphtools.toUnweighted(G)
    if between != "none":
        step("networkit", "betweenness 256", lambda: "most %.0f" % max(nk.centrality.EstimateBetweenness(plain, 256, False, False).run().scores()))
    if between == "exact":
        step("networkit", "betweenness", lambda: "most %.0f" % (max(nk.centrality.Betweenness(plain).run().scores()) / 2))
        step("networkit", "betweenness, lengths", lambda: "most %.0f" % (max(nk.centrality.Betweenness(D).run().scores()) / 2))


def run_rustworkx(file, threads, between):
    import rustworkx as rx
    G = None

    def load():
        nonlocal G
        e = edges(file)
        G = rx.PyGraph(multigraph=False)
        G.add_nodes_from(range(int(e[:, :2].max()) + 1))
        G.add_edges_from(list(zip(e[:, 0].tolist(), e[:, 1].tolist(), e[:, 2].astype(float).tolist())))
        return f"{G.num_nodes()} nodes {G.num_edges()} edges"

    step("rustworkx", "load", load)
    step("rustworkx", "components", lambda: len(rx.connected_components(G)))
    D = G.to_directed()
    step("rustworkx", "pagerank", lambda: "most %.3e" % max(rx.pagerank(D, alpha=.85, weight_fn=float, tol=1e-10, max_iter=300).values()))
    del D
    step("rustworkx", "shortest paths", lambda: len(rx.dijkstra_shortest_path_lengths(G, 0, lambda w: 1.0 / w)) + 1)
    step("rustworkx", "core", lambda: max(rx.core_number(G).values()))
    if between == "exact":
        step("rustworkx", "betweenness", lambda: "most %.0f" % max(rx.betweenness_centrality(G, normalized=False).values()))


def table(log):
    rows, libs = {}, []
    for line in open(log):
        lib, name, cpu, wall, peak, note = line.rstrip("\n").split("\t")
        libs += [lib] if lib not in libs else []
        rows.setdefault(name, {})[lib] = (cpu, wall, peak, note)
    print("| CPU s / wall s / peak MiB | " + " | ".join(libs) + " |\n|---|" + "---|" * len(libs))
    for name, row in rows.items():
        cells = ["{} / {} / {} ({})".format(*row[lib]) if lib in row else "–" for lib in libs]
        print(f"| {name} | " + " | ".join(cells) + " |")


if sys.argv[1] == "table":
    table(sys.argv[2])
else:
    lib, file, threads, between = sys.argv[2:6]
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[variable] = threads
    {"igraph": run_igraph, "networkit": run_networkit, "rustworkx": run_rustworkx}[lib](file, int(threads), between)
