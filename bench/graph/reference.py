#!/usr/bin/env python3
"""Reference values for crates/network/tests/reference.rs, from networkx and igraph (pip install networkx igraph).

  bench/graph/reference.py > crates/network/tests/data/reference.json

Graphs: Zachary's karate club with its weights, and a seeded graph of several components with somebody alone.
Where both libraries have a measure they are checked against each other here; lengths are one through the weight.
"""
import json, random
import igraph, networkx as nx


def same(name, a, b):
    worst = max((abs(x - y) for x, y in zip(a, b) if x == x or y == y), default=0)
    assert worst < 1e-9, (name, worst)


def values(d, n):
    return [d[v] for v in range(n)]


def clean(xs):
    return [None if x != x else x for x in xs]


def scattered():
    r = random.Random(5)
    G = nx.Graph()
    G.add_nodes_from(range(60))
    while G.number_of_edges() < 130:
        a = r.randrange(55)
        b = r.randrange(55) if r.random() < 0.2 else (a // 11 * 11 + r.randrange(11))
        if a // 44 == b // 44 and a != b:
            G.add_edge(a, b, weight=r.choice([1, 1, 1, 2, 3, 5, 8, 40]))
    return G


def measured(G):
    n = len(G)
    edges = sorted((min(a, b), max(a, b), d["weight"]) for a, b, d in G.edges(data=True))
    for a, b, d in G.edges(data=True):
        d["length"] = 1.0 / d["weight"]
    I = igraph.Graph(n=n, edges=[e[:2] for e in edges])
    I.es["weight"], I.es["length"] = [e[2] for e in edges], [1.0 / e[2] for e in edges]
    out = dict(nodes=n, edges=edges)
    out["components"] = nx.number_connected_components(G)
    out["core"] = values(nx.core_number(G), n)
    out["pagerank"] = values(nx.pagerank(G, tol=1e-15, max_iter=2000), n)
    same("pagerank", out["pagerank"], I.pagerank(weights="weight"))
    begin = {0: 2.0, 33: 1.0}
    out["personalised"] = values(nx.pagerank(G, personalization=begin, tol=1e-15, max_iter=2000), n)
    out["betweenness"] = I.betweenness()
    same("betweenness", out["betweenness"], values(nx.betweenness_centrality(G, normalized=False), n))
    # Only igraph calls ways equally long that differ by rounding alone.
    out["betweenness_lengths"] = I.betweenness(weights="length")
    out["closeness"] = values(nx.closeness_centrality(G), n)
    out["closeness_lengths"] = values(nx.closeness_centrality(G, distance="length"), n)
    out["constraint"] = clean(I.constraint())
    same("constraint", I.constraint(), values(nx.constraint(G), n))
    out["constraint_weighted"] = clean(I.constraint(weights="weight"))
    same("constraint weighted", I.constraint(weights="weight"), values(nx.constraint(G, weight="weight"), n))
    out["effective_size"] = clean(values(nx.effective_size(G), n))
    # Node by node: all at once, networkx 3.6 divides by the strongest tie of the wrong end where scipy is installed.
    out["effective_size_weighted"] = clean(values(nx.effective_size(G, nodes=list(G), weight="weight"), n))
    out["transitivity"] = nx.transitivity(G)
    out["clustering"] = values(nx.clustering(G), n)
    out["articulation_points"] = sorted(nx.articulation_points(G))
    assert out["articulation_points"] == sorted(I.articulation_points())
    out["bridges"] = sorted([min(e), max(e)] for e in nx.bridges(G))
    return out


print(json.dumps(dict(made_with=dict(networkx=nx.__version__, igraph=igraph.__version__),
                      karate=measured(nx.karate_club_graph()), scattered=measured(scattered()))))
