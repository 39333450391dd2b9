"""Fits what surrounds a tie (crates/network/src/score/circles.rs): what its terms add to the constants of warmth.

Usage (Python 3.11+, numpy and scipy from pip):

    python3 bench/fit/fit_circles.py [--data ../shared/ties]

Takes every tie of the three development sets at a grid of past dates and three horizons each, holds the constants of
warmth (fitted.rs) as they are, and fits eight more terms and a level beside them. Each set has the same weight; a
ridge; signs that may not turn. Prints the constants and, for each set, what it gets when it is left out.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import coo_matrix

import fit_warmth as warmth

DAY = warmth.DAY
INTERCEPT = -1.4605
OWN = np.array([0.4830, 0.1787, 0.1183, -0.5705, -1.0234, 0.1143, 0.2298, 0.4993, 0.8256])
TERMS = ["common_contacts", "lately", "quiet_least", "quiet_most", "circle_least", "circle_most", "trend_least", "trend_most"]
SIGNS = [0, 1, -1, -1, 1, 1, 1, 1]
RIDGE = 1e-2
# Days past dates are taken at, horizons asked, end of the dense part.
GRID = {
    "eu_email": (np.arange(90, 500, 60.0), [7, 30, 90], 526),
    "college_msg": (np.arange(30, 180, 24.0), [4, 14, 45], 193),
    "invs13_meet": (np.arange(2.6, 10.5, 1.1), [1, 3, 5], 11.4),
}


def around(rows, ties, cut, horizon, undirected):
    """The eight terms of these ties (rows of warmth.FIELDS) at a cut."""
    as_of = rows[0, 0] + int(cut * DAY)
    past = rows[rows[:, 0] <= as_of]
    people = int(rows[:, 1:].max()) + 1
    age = (as_of - past[:, 0]) / DAY / horizon
    either, ages = past[:, 1:].T.ravel(), np.tile(age, 2)
    count = lambda part: np.bincount(either[ages <= part], minlength=people)
    trend = np.log((count(0.25) + 0.5) / (count(1) + 0.5))
    quiet = np.full(people, cut / horizon)
    np.minimum.at(quiet, *((either, ages) if undirected else (past[:, 1], age)))
    low, high = past[:, 1:].min(axis=1), past[:, 1:].max(axis=1)
    pairs, at = np.unique(low * people + high, return_inverse=True)
    lately, last = np.bincount(at, 0.5**age), np.full(len(pairs), np.inf)
    np.minimum.at(last, at, age)
    low, high = pairs // people, pairs % people
    circle = np.log(np.bincount(np.r_[low, high][np.tile(last <= 1, 2)], minlength=people) + 0.5)
    ones = np.ones(2 * len(pairs))
    known = coo_matrix((ones, (np.r_[low, high], np.r_[high, low])), shape=(people, people)).tocsr()
    contacts = np.asarray(known.sum(axis=1)).ravel()
    a, b = (ties[:, warmth.AT[side]].astype(int) for side in ("lo", "hi"))
    common = np.asarray(known[a].multiply(known[b]).sum(axis=1)).ravel()
    of_pair = np.searchsorted(pairs, a * people + b)
    both = lambda of: (np.minimum(of[a], of[b]), np.maximum(of[a], of[b]))
    shared = common / np.maximum(1, contacts[a] + contacts[b] - common)
    return np.column_stack([shared, np.log(0.01 + lately[of_pair]), *both(np.log1p(quiet)), *both(circle), *both(trend)])


def own_logit(ties, horizon):
    return INTERCEPT + warmth.terms(ties, horizon) @ OWN


def fit(parts):
    x, own, y, w = (np.concatenate(p) for p in zip(*parts))
    w = w / w.sum()
    mean = np.average(x, axis=0, weights=w)
    spread = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=w))
    scaled = (x - mean) / spread

    def loss(b):
        z = own + b[0] + scaled @ b[1:]
        error = w * (1 / (1 + np.exp(-z)) - y)
        return (w * (np.logaddexp(0, z) - y * z)).sum() + RIDGE * (b[1:] ** 2).sum(), np.r_[error.sum(), scaled.T @ error + 2 * RIDGE * b[1:]]

    bounds = [(None, None)] + [{0: (None, None), 1: (0, None), -1: (None, 0)}[s] for s in SIGNS]
    found = minimize(loss, np.zeros(1 + len(TERMS)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return found[0], found[1:] / spread, mean


def part(rows, cut, horizon, undirected, share):
    ties = warmth.ties_at(rows, cut, undirected)
    weight = ties[:, warmth.AT["egos"]]
    touched = (ties[:, warmth.AT["next"]] <= horizon).astype(float)
    return around(rows, ties, cut, horizon, undirected), own_logit(ties, horizon), touched, share * weight / weight.sum()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared/ties")
    data = arguments.parse_args().data
    if not data.is_dir():
        sys.exit(f"no development sets at {data}: say where they are with --data")
    rows = {name: warmth.read(data / f"{name}.csv.gz") for name in GRID}
    parts = {}
    for name, (cuts, horizons, end) in GRID.items():
        asked = [(cut, h) for cut in cuts for h in horizons if cut + h <= end]
        parts[name] = [part(rows[name], cut, h, name == "invs13_meet", 1 / len(asked)) for cut, h in asked]
    level, coefficients, means = everything = fit(sum(parts.values(), []))
    print(f"{'level':16} {level:8.3f}")
    for name, coefficient, mean in zip(TERMS, coefficients, means):
        print(f"{name:16} {coefficient:8.3f}   mean {mean:8.3f}")
    for name, s in warmth.SETS.items():
        left_out = fit(sum((p for n, p in parts.items() if n != name), []))
        for label, (level, coefficients, means) in (("fitted", everything), ("this set left out", left_out)):
            found = []
            for cut in s["protocol"]:
                ties = warmth.ties_at(rows[name], cut, name == "invs13_meet")
                logit = own_logit(ties, s["h"]) + level
                logit = logit + (around(rows[name], ties, cut, s["h"], name == "invs13_meet") - means) @ coefficients
                found.append(warmth.figures(ties, s["h"], lambda _, z=logit: 1 / (1 + np.exp(-z))))
            print("{:12} {:18} AUC {:.4f}  within ego {:.4f}  ECE {:.3f}".format(name, label, *np.mean(found, axis=0)))


if __name__ == "__main__":
    main()
