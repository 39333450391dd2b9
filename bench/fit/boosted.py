"""The gradient-boosted reference of `bench --bin accuracy`: what a general learner makes of a file's own past.

Usage (Python 3.11+, numpy, scipy and scikit-learn from pip); the benchmark calls it with `--python`:

    python3 bench/fit/boosted.py FOLDER NAME HORIZON CUT...

For each cut, scikit-learn's HistGradientBoostingClassifier learns from the ties of the same file at up to six earlier
dates, half a horizon apart, whose horizon was over by the cut; later ones weigh more. It sees what Kith's logistic sees
(fit_warmth.py, fit_circles.py) and the plain figures behind it. A second one learns which ties fall silent for eight of
their usual gaps. Prints `cut,lower,higher,p_touch,p_silent`, a pair a line. Nothing after a cut is used for it.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

import fit_circles as circles
import fit_warmth as warmth

DATES = 6
OLDER_COUNTS = 0.7
PAST_NEEDED = 0.2


def table(rows, cut, horizon, undirected):
    """The ties of a date and what is known of each then."""
    ties = warmth.ties_at(rows, cut, undirected)
    if len(ties) == 0:
        return ties, None
    plain = ties[:, [warmth.AT[name] for name in ("slow", "middle", "fast", "silence", "late", "known", "evenness")]]
    people = np.sort(ties[:, [warmth.AT["touches_lo"], warmth.AT["touches_hi"]]], axis=1)
    return ties, np.column_stack([plain, people, circles.around(rows, ties, cut, horizon, undirected)])


def feared(ties, horizon):
    """The silence that is feared: eight late gaps, at least half the horizon and at most twice."""
    known = ties[:, warmth.AT["known"]] > 0
    return np.where(known, np.clip(8 * ties[:, warmth.AT["late"]], horizon / 2, 2 * horizon), 2 * horizon)


def learnt(past, outcome, now):
    """The chances of the ties of now; those of the past alike if it has too little to learn from."""
    parts = [(x, outcome(ties), ties[:, warmth.AT["egos"]] * OLDER_COUNTS**back) for back, (ties, x) in enumerate(past) if len(ties)]
    if not parts:
        return np.full(len(now), 0.5)
    x, y, weight = (np.concatenate(part) for part in zip(*parts))
    if min(y.sum(), len(y) - y.sum()) < 5:
        return np.full(len(now), y.mean())
    leaf = int(np.clip(len(y) // 30, 10, 60))
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=12, min_samples_leaf=leaf, l2_regularization=5.0, random_state=0
    )
    return model.fit(x, y, sample_weight=weight).predict_proba(now)[:, 1]


def main():
    folder, name, horizon, *cuts = sys.argv[1:]
    horizon, undirected = float(horizon), name.endswith("_meet")
    rows, made = warmth.read(Path(folder) / f"{name}.csv.gz"), {}

    def at(date):
        if date not in made:
            made[date] = table(rows, date, horizon, undirected)
        return made[date]

    def before(cut, ahead):
        dates = [round(cut - ahead - horizon * back / 2, 6) for back in range(DATES)]
        return [at(date) for date in dates if date >= PAST_NEEDED * cut]

    for text in cuts:
        cut = float(text)
        ties, now = at(cut)
        touch = learnt(before(cut, horizon), lambda ties: ties[:, warmth.AT["next"]] <= horizon, now)
        silent = learnt(before(cut, 2 * horizon), lambda ties: ties[:, warmth.AT["next"]] > feared(ties, horizon), now)
        for tie, *chances in zip(ties, touch, silent):
            print(text, int(tie[warmth.AT["lo"]]), int(tie[warmth.AT["hi"]]), *(f"{chance:.6f}" for chance in chances), sep=",")


if __name__ == "__main__":
    main()
