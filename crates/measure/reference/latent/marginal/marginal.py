"""Marginal maximum likelihood of item response models, written straight from the formulas with numpy.

Makes responses.csv (two groups, two booklets with common items, items of 1 to 3 points, missing answers; seeded) and
values.csv (model, quantity, element, value). The parameters here are slopes and thresholds themselves, the derivatives are
differences, and the search is scipy's: nothing is shared with the library but the definition.
Run: python3 marginal.py
"""
import csv
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).parent
NODES = np.linspace(-6, 6, 61)
POINTS = [1, 1, 2, 1, 3, 2, 1, 1]
MISSING = -1


def simulate():
    random = np.random.default_rng(20240229)
    slopes = [0.8, 1.2, 1.0, 1.5, 0.9, 0.7, 1.3, 1.1]
    steps = [[-1.2], [-0.4], [-0.8, 0.5], [0.1], [-1.0, 0.2, 1.1], [-0.3, 0.9], [0.6], [1.4]]
    rows = []
    for person in range(600):
        group = person // 300
        ability = random.normal(0.5 * group, 1.0 + 0.2 * group)
        row = []
        for item in range(8):
            logits = np.concatenate([[0], np.cumsum(slopes[item] * (ability - np.array(steps[item])))])
            p = np.exp(logits - logits.max())
            got = int(random.choice(len(p), p=p / p.sum()))
            given = item < 6 if group == 0 else item >= 2
            row.append(got if given and random.uniform() > 0.03 else MISSING)
        rows.append(row)
    return np.array(rows)


def probabilities(graded, slope, thresholds):
    if graded:
        above = 1 / (1 + np.exp(-slope * (NODES[:, None] - thresholds)))
        above = np.hstack([np.ones((61, 1)), above, np.zeros((61, 1))])
        return above[:, :-1] - above[:, 1:]
    logits = np.hstack([np.zeros((61, 1)), np.cumsum(slope * (NODES[:, None] - thresholds), axis=1)])
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


class Model:
    """Names of the free parameters, and how they make slopes, thresholds and groups."""

    def __init__(self, name, data, groups, start, make, graded=False):
        self.name, self.start, self.make, self.graded = name, np.array(start), make, graded
        table = np.column_stack([groups, data])
        self.patterns, self.counts = np.unique(table, axis=0, return_counts=True)

    def log_likelihood(self, free):
        slopes, thresholds, groups = self.make(free)
        shares = []
        for mean, deviation in groups:
            density = np.exp(-0.5 * ((NODES - mean) / deviation) ** 2)
            shares.append(np.log(density / density.sum()))
        logs = np.array(shares)[self.patterns[:, 0]]
        for item, points in enumerate(POINTS):
            with np.errstate(divide="ignore", invalid="ignore"):
                p = np.log(probabilities(self.graded, slopes[item], np.array(thresholds[item])))
            column = self.patterns[:, item + 1]
            logs = logs + np.where((column != MISSING)[:, None], p.T[np.maximum(column, 0)], 0.0)
        most = logs.max(axis=1, keepdims=True)
        value = self.counts @ (np.log(np.exp(logs - most).sum(axis=1)) + most[:, 0])
        return value if np.isfinite(value) else -1e10

    def gradient(self, free, h=2e-3):
        f = self.log_likelihood
        return np.array([(8 * (f(free + h * e) - f(free - h * e)) - f(free + 2 * h * e) + f(free - 2 * h * e)) / (12 * h)
                         for e in np.eye(len(free))])

    def hessian(self, free, h=2e-3):
        g = self.gradient
        rows = [(8 * (g(free + h * e) - g(free - h * e)) - g(free + 2 * h * e) + g(free - 2 * h * e)) / (12 * h)
                for e in np.eye(len(free))]
        return (np.array(rows) + np.array(rows).T) / 2

    def fit(self):
        best = minimize(lambda x: -self.log_likelihood(x), self.start, jac=lambda x: -self.gradient(x), method="BFGS",
                        options={"gtol": 1e-4, "maxiter": 500})
        free = best.x
        for _ in range(3):
            free = free - np.linalg.solve(self.hessian(free), self.gradient(free))
        return free, np.sqrt(np.diag(np.linalg.inv(-self.hessian(free))))


def split(values, lengths):
    ends = np.cumsum(lengths)
    return [values[end - length:end] for end, length in zip(ends, lengths)]


def main():
    data = simulate()
    with open(HERE / "responses.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["group"] + [f"Q{item + 1}" for item in range(8)])
        for person, row in enumerate(data):
            writer.writerow([person // 300] + ["" if cell == MISSING else cell for cell in row])
    one, two = np.zeros(600, int), np.arange(600) // 300
    steps = sum(POINTS)
    names = [f"Q{item + 1} {step + 1}" for item, points in enumerate(POINTS) for step in range(points)]
    slopes = [f"Q{item + 1}" for item in range(8)]
    thresholds = [x for points in POINTS for x in np.linspace(-0.3, 0.3, points + 2)[1:-1]]
    free_slopes = lambda f: (f[:8], split(f[8:8 + steps], POINTS))
    anchored = [np.array([-0.8, 0.5]), np.array([0.1])]

    def rating(f):
        # Difficulties; the deviations of the steps are common to items of equal points and sum to zero.
        two_steps, three = np.array([f[8], -f[8]]), np.array([f[9], f[10], -f[9] - f[10]])
        taus = {1: np.zeros(1), 2: two_steps, 3: three}
        return np.ones(8), [f[item] + taus[points] for item, points in enumerate(POINTS)], [(0, np.exp(f[11]))]

    def with_anchors(f):
        rest = split(f[:steps - 3], [1, 1, 3, 2, 1, 1])
        return np.ones(8), rest[:2] + anchored + rest[2:], [(f[-2], np.exp(f[-1]))]

    slope_names = [("slope", name) for name in slopes]
    step_names = [("threshold", name) for name in names]
    models = [
        ("partial_credit", one, thresholds + [0.0], lambda f: (np.ones(8), split(f, POINTS), [(0, np.exp(f[-1]))]), False,
         step_names + [("log_deviation", "1")]),
        ("rating_scale", one, [0.0] * 8 + [-0.3, -0.3, 0.0, 0.0], rating, False,
         [("location", name) for name in slopes] + [None] * 3 + [("log_deviation", "1")]),
        ("generalised", one, [1.0] * 8 + thresholds, lambda f: (*free_slopes(f), [(0, 1)]), False,
         slope_names + step_names),
        ("graded", one, [1.0] * 8 + thresholds, lambda f: (*free_slopes(f), [(0, 1)]), True, slope_names + step_names),
        ("generalised_two_groups", two, [1.0] * 8 + thresholds + [0.3, 0.0],
         lambda f: (*free_slopes(f), [(0, 1), (f[-2], np.exp(f[-1]))]), False,
         slope_names + step_names + [("mean", "2"), ("log_deviation", "2")]),
        ("partial_credit_anchored", one, thresholds[:2] + thresholds[5:] + [0.0, 0.0], with_anchors, False,
         [("threshold", name) for name in names if name.split()[0] not in ("Q3", "Q4")]
         + [("mean", "1"), ("log_deviation", "1")]),
    ]
    with open(HERE / "values.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["model", "quantity", "element", "value"])
        for name, groups, start, make, graded, labels in models:
            model = Model(name, data, groups, start, make, graded)
            free, errors = model.fit()
            writer.writerow([name, "log_likelihood", "", f"{model.log_likelihood(free):.9f}"])
            for label, value, error in zip(labels, free, errors):
                if label is not None:
                    writer.writerow([name, label[0], label[1], f"{value:.9f}"])
                    writer.writerow([name, f"{label[0]}_error", label[1], f"{error:.9f}"])
            print(name, model.log_likelihood(free), np.abs(model.gradient(free)).max())


if __name__ == "__main__":
    main()
