"""Shrunken shares by empirical Bayes: the beta-binomial likelihood maximised by SciPy, posterior quantiles of its beta.

Run in this folder: python3 shrunken_shares.py > shrunken_shares.csv. Python is not needed to run the tests.
"""

from scipy.optimize import minimize
from scipy.special import expit, betaln
from scipy.stats import beta

CASES = {
    "classes": [(3, 24), (9, 26), (12, 22), (0, 4), (7, 25), (1, 23), (6, 6), (10, 28), (2, 19), (5, 21)],
    "wide": [(1, 30), (28, 30), (15, 31), (2, 29), (30, 30), (0, 12)],
    "like chance": [(5, 20), (6, 20), (5, 21), (4, 19), (5, 20)],
}

print("case,quantity,group,value")
for name, groups in CASES.items():
    def lack(place):
        mean, ratio = expit(place[0]), 2.718281828459045 ** place[1]
        a, b = mean / ratio, (1 - mean) / ratio
        return -sum(betaln(k + a, n - k + b) - betaln(a, b) for k, n in groups)

    starts = [minimize(lack, start, method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 9999})
              for start in ([-0.5, -2.0], [0.0, 0.0])]
    best = min(starts, key=lambda found: found.fun)
    mean, ratio = expit(best.x[0]), 2.718281828459045 ** best.x[1]
    if ratio < 1e-6:
        mean, ratio = sum(k for k, _ in groups) / sum(n for _, n in groups), 0.0
    print(f"{name},mean,,{mean:.10g}")
    print(f"{name},intraclass,,{ratio / (1 + ratio):.10g}")
    for place, (k, n) in enumerate(groups):
        if ratio:
            a, b = k + mean / ratio, n - k + (1 - mean) / ratio
            print(f"{name},shrunken,{place},{a / (a + b):.10g}")
            print(f"{name},low,{place},{beta.ppf(0.025, a, b):.10g}")
            print(f"{name},high,{place},{beta.ppf(0.975, a, b):.10g}")
        else:
            print(f"{name},shrunken,{place},{mean:.10g}")
