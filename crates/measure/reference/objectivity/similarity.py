"""Prints similarity.csv: python3 similarity.py > similarity.csv (numpy, scipy).

The chances of answers are found another way than in the crate: the penalised log-likelihood of all sheets is maximised at once
by a quasi-Newton method. answer_sheets.csv was made up for these tests; the right answer is 1.
"""
import csv

import numpy as np
from scipy.optimize import minimize

rows = [[int(cell) for cell in row] for row in list(csv.reader(open("answer_sheets.csv")))[1:]]
answers = np.array(rows)
students, items = answers.shape
categories = [np.unique(answers[:, item]) for item in range(items)]
starts = np.concatenate([[0], np.cumsum([len(c) for c in categories])])


def chances(easiness, ability):
    out = []
    for item in range(items):
        worth = (categories[item] == 1).astype(float)
        z = easiness[starts[item]:starts[item + 1]][None, :] + np.atleast_1d(ability)[:, None] * worth[None, :]
        p = np.exp(z - z.max(1, keepdims=True))
        out.append(p / p.sum(1, keepdims=True))
    return out


def target(x):
    easiness, ability = x[:starts[-1]], x[starts[-1]:]
    value, slope_e, slope_a = 0.125 * (ability ** 2).sum(), np.zeros(starts[-1]), 0.25 * ability
    for item, (p, middle) in enumerate(zip(chances(easiness, ability), chances(easiness, 0.0))):
        given = (answers[:, [item]] == categories[item][None, :]).astype(float)
        worth = (categories[item] == 1).astype(float)
        k = len(categories[item])
        value -= (given * np.log(p)).sum() + 0.5 / k * np.log(middle).sum()
        slope_e[starts[item]:starts[item + 1]] -= (given - p).sum(0) + 0.5 / k - 0.5 * middle[0]
        slope_a = slope_a - ((given - p) * worth).sum(1)
    return value, np.concatenate([slope_e, slope_a])


best = minimize(target, np.zeros(starts[-1] + students), jac=True, method="BFGS", options={"gtol": 1e-10, "maxiter": 20000})
fitted = chances(best.x[:starts[-1]], best.x[starts[-1]:])
print("first,second,matches,expected,p")
for first in range(0, students, 3):
    for second in range(first + 1, students, 4):
        same = [float((p[first] * p[second]).sum()) for p in fitted]
        pmf = np.array([1.0])
        for chance in same:
            pmf = np.convolve(pmf, [1 - chance, chance])
        matches = int((answers[first] == answers[second]).sum())
        tail = pmf[matches:].sum() if matches > sum(same) else 1.0
        print(f"{first},{second},{matches},{sum(same):.12g},{tail:.12g}")
