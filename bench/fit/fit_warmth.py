"""Fits the constants of warmth for a new installation (crates/network/src/fitted.rs).

Usage (Python 3.11+, numpy and scipy from pip):

    python3 bench/fit/fit_warmth.py [--data ../shared/ties] [--rust]

Reads the three development sets, takes every tie at a grid of past dates, asks for several horizons whether the
two touched within them, and fits one logistic for all horizons. Prints the constants, the figures by
the protocol of the data's README, and what each set gets when it is left out of the fit. `--rust` prints the
constants as they stand in the Rust file.

How it keeps from learning one set by heart:
  * each set has the same weight, whatever its size; within a set every (date, horizon) by its ties;
  * nine terms, a ridge, and signs that may not turn (silence never makes a tie warmer);
  * a quarter of one set's weight goes to simulated ties of one to four years with rhythms from a day to four months
    that end at some time: the sets are dense and short (at most 526 days) and hold hardly any of those.
"""

import argparse
import gzip
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

DAY = 86_400
# Days past dates are taken at, horizons asked (days), end of the dense part, the protocol's cuts and horizon.
SETS = {
    "eu_email": dict(cuts=np.arange(60, 500, 20.0), horizons=[7, 14, 30, 60, 90, 180], end=526, protocol=[300, 360, 420, 480], h=30),
    "college_msg": dict(cuts=np.arange(20, 180, 8.0), horizons=[3, 7, 14, 30, 60, 90], end=193, protocol=[68, 82, 110, 138], h=14),
    "invs13_meet": dict(cuts=np.arange(2, 10.1, 0.6), horizons=[1, 2, 3, 5, 7], end=11.4, protocol=[4.6, 7.8], h=3),
}
TERMS = ["memory_slow", "memory", "memory_fast", "elapsed", "elapsed_over_rhythm", "rhythm_known", "both_directions", "horizon", "horizon_over_rhythm"]
SIGNS = dict(memory_slow=1, memory=1, memory_fast=1, elapsed=-1, elapsed_over_rhythm=-1)
RIDGE = 1e-4
SIMULATED_WEIGHT = 0.25
GAPS_HALF_KNOWN = 5.0
FIELDS = ["slow", "middle", "fast", "silence", "late", "known", "evenness", "next", "egos", "lo", "hi", "touches_lo", "touches_hi"]
AT = {name: i for i, name in enumerate(FIELDS)}


def read(path):
    with gzip.open(path, "rt") as lines:
        next(lines)
        rows = [tuple(int(x) for x in line.split(",")[:3]) for line in lines]
    rows = np.array(rows, dtype=np.int64)
    return rows[rows[:, 1] != rows[:, 2]]


def late_gap(gaps):
    """The late gap of network::rhythm: nine tenths of the weight of gaps lie at or below it."""
    gaps = gaps[-32:][::-1]
    weights = 0.5 ** (np.arange(len(gaps)) / 8.0) * np.sqrt(gaps)
    order = np.argsort(gaps, kind="stable")
    sums = np.cumsum(weights[order])
    return gaps[order][np.searchsorted(sums, 0.9 * sums[-1])]


def tie(lasts, counts, as_of, evenness):
    """The fields of one tie from its days: last touch (seconds) and number of touches of each, ascending."""
    age = (as_of - lasts) / DAY
    weight = np.log2(1.0 + counts)
    gaps = np.diff(lasts // DAY).astype(float)
    has_rhythm = len(lasts) >= 4
    return dict(
        slow=(weight * (1 + age) ** -0.5).sum(), middle=(weight * (1 + age) ** -0.75).sum(), fast=(weight * (1 + age) ** -1.25).sum(),
        silence=age[-1], late=late_gap(gaps) if has_rhythm else 1.0,
        known=len(gaps) / (len(gaps) + GAPS_HALF_KNOWN) if has_rhythm else 0.0, evenness=evenness,
    )


def ties_at(rows, cut, undirected):
    """All ties at a cut that the protocol would score: one row of FIELDS each."""
    as_of = rows[0, 0] + cut * DAY
    past, future = rows[rows[:, 0] <= as_of], rows[rows[:, 0] > as_of]
    touches = dict(zip(*(x.tolist() for x in np.unique(past[:, 1:].ravel(), return_counts=True))))
    key = lambda r: np.minimum(r[:, 1], r[:, 2]) * 10**6 + np.maximum(r[:, 1], r[:, 2])
    past_key, future_key = key(past), key(future)
    first = np.unique(future_key, return_index=True)
    next_touch = dict(zip(first[0].tolist(), future[first[1], 0].tolist()))
    order = np.lexsort((past[:, 0], past_key))
    past, past_key = past[order], past_key[order]
    out = []
    bounds = np.r_[0, np.flatnonzero(np.diff(past_key)) + 1, len(past_key)]
    for start, end in zip(bounds[:-1], bounds[1:]):
        lo, hi = divmod(int(past_key[start]), 10**6)
        egos = (touches[lo] >= 20) + (touches[hi] >= 20)
        if end - start < 2 or egos == 0:
            continue
        time = past[start:end, 0]
        day_end = np.flatnonzero(np.r_[np.diff(time // DAY) > 0, True])
        from_lo = int((past[start:end, 1] == lo).sum())
        evenness = 1.0 if undirected else 2 * min(from_lo, end - start - from_lo) / (end - start)
        row = tie(time[day_end], np.diff(np.r_[-1, day_end]), as_of, evenness)
        row |= dict(next=(next_touch.get(int(past_key[start]), np.inf) - as_of) / DAY, egos=egos)
        row |= dict(lo=lo, hi=hi, touches_lo=touches[lo], touches_hi=touches[hi])
        out.append([row[f] for f in FIELDS])
    return np.array(out)


def simulated(count=3000, seed=7):
    """Long, regular ties that end at some time, seen on a day of a span of one to four years."""
    random = np.random.default_rng(seed)
    out = []
    while len(out) < count:
        gap, span = np.exp(random.uniform(0, np.log(120))), random.uniform(365, 1460)
        end = random.exponential(1.5 * span)
        day, days = 0.0, [0]
        while day < span + 400:
            day += max(1, random.gamma(2.0, gap / 2.0))
            days.append(int(day))
        days = np.unique([d for d in days if d <= end])
        past, future = days[days <= int(span)], days[days > int(span)]
        if len(past) < 2:
            continue
        row = tie(past * DAY, 1 + random.poisson(0.7, len(past)), int(span) * DAY, random.choice([1.0, 0.8, 0.5, 0.2]))
        row |= dict(next=future[0] - int(span) if len(future) else np.inf, egos=1, lo=0, hi=0, touches_lo=0, touches_hi=0)
        out.append([row[f] for f in FIELDS])
    return np.array(out)


def terms(ties, horizon):
    field = lambda name: ties[:, AT[name]]
    silence, late, known = field("silence"), field("late"), field("known")
    return np.column_stack([
        np.log(field("slow")), np.log(field("middle")), np.log(field("fast")),
        (1 - known) * np.log1p(silence / 7), known * np.log1p(silence / (late + 1)) ** 2, known, field("evenness"),
        np.full(len(ties), np.log(horizon)), known * np.log1p(horizon / late),
    ])


def samples(ties, horizons):
    parts = [(terms(t, h), t[:, AT["next"]] <= h, t[:, AT["egos"]]) for end, cut, t in ties for h in horizons if cut + h <= end]
    x, y, w = (np.concatenate(p) for p in zip(*parts))
    return x, y, w / w.sum()


def fit(parts):
    x, y, w = (np.concatenate(p) for p in zip(*parts))
    w = w / w.sum()
    mean = np.average(x, axis=0, weights=w)
    spread = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=w))
    scaled, target = (x - mean) / spread, y.astype(float)

    def loss(b):
        z = b[0] + scaled @ b[1:]
        error = w * (1 / (1 + np.exp(-z)) - target)
        value = (w * (np.logaddexp(0, z) - target * z)).sum() + RIDGE * (b[1:] ** 2).sum()
        return value, np.r_[error.sum(), scaled.T @ error + 2 * RIDGE * b[1:]]

    bound = {1: (0, None), -1: (None, 0), 0: (None, None)}
    bounds = [(None, None)] + [bound[SIGNS.get(t, 0)] for t in TERMS]
    found = minimize(loss, np.zeros(1 + len(TERMS)), jac=True, method="L-BFGS-B", bounds=bounds, options=dict(maxiter=1000)).x
    coefficients = found[1:] / spread
    return found[0] - (coefficients * mean).sum(), coefficients, mean


def auc(label, score):
    positive = label.sum()
    if positive in (0, len(label)):
        return np.nan
    return (rankdata(score)[label].sum() - positive * (positive + 1) / 2) / (positive * (len(label) - positive))


def figures(ties, horizon, score):
    """AUC, AUC within egos, ECE over ordered pairs of one cut."""
    p, label = score(ties), ties[:, AT["next"]] <= horizon
    sides = [(ties[:, AT[ego]], ties[:, AT[n]] >= 20) for ego, n in (("lo", "touches_lo"), ("hi", "touches_hi"))]
    ego = np.concatenate([e[m] for e, m in sides])
    p, label = np.concatenate([p[m] for _, m in sides]), np.concatenate([label[m] for _, m in sides])
    within = np.nanmean([auc(label[ego == e], p[ego == e]) for e in np.unique(ego)])
    bins = np.array_split(np.argsort(p, kind="stable"), 10)
    ece = sum(len(b) * abs(p[b].mean() - label[b].mean()) for b in bins) / len(p)
    return auc(label, p), within, ece


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared/ties")
    arguments.add_argument("--rust", action="store_true", help="print the constants as they stand in fitted.rs")
    arguments = arguments.parse_args()
    if not arguments.data.is_dir():
        sys.exit(f"no development sets at {arguments.data}: say where they are with --data")
    at = {}
    for name, s in SETS.items():
        rows = read(arguments.data / f"{name}.csv.gz")
        cuts = sorted(set(s["cuts"].round(2).tolist()) | {float(c) for c in s["protocol"]})
        at[name] = {cut: ties_at(rows, cut, name == "invs13_meet") for cut in cuts}
    parts = {n: samples([(s["end"], c, t) for c, t in at[n].items() if len(t)], s["horizons"]) for n, s in SETS.items()}
    x, y, w = samples([(np.inf, 0, simulated())], [7, 14, 30, 60, 90, 180])
    extra = (x, y, SIMULATED_WEIGHT * w)
    everything = fit([*parts.values(), extra])
    show(everything, arguments.rust)
    for name, s in SETS.items():
        left_out = fit([p for n, p in parts.items() if n != name] + [extra])
        memory = lambda t: t[:, AT["middle"]]
        rows = [("memory d=0.75", memory)]
        rows += [(label, lambda t, m=m: 1 / (1 + np.exp(-(m[0] + terms(t, s["h"]) @ m[1])))) for label, m in (("fitted", everything), ("this set left out", left_out))]
        for label, score in rows:
            mean = np.mean([figures(at[name][c], s["h"], score) for c in s["protocol"]], axis=0)
            ece = "" if label.startswith("memory") else f"  ECE {mean[2]:.3f}"
            print(f"{name:12} {label:18} AUC {mean[0]:.4f}  within ego {mean[1]:.4f}{ece}")


def show(model, rust):
    intercept, coefficients, means = model
    if rust:
        listed = lambda values: ", ".join(f"{v:.4f}" for v in values)
        print(f"    intercept: {intercept:.4f},\n    coefficients: [{listed(coefficients)}],\n    means: [{listed(means)}],")
        return
    print(f"{'intercept':20} {intercept:8.4f}")
    for name, coefficient, mean in zip(TERMS, coefficients, means):
        print(f"{name:20} {coefficient:8.4f}   mean {mean:8.4f}")


if __name__ == "__main__":
    main()
