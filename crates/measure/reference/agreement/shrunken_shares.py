"""Shrunken shares by empirical Bayes: the beta-binomial likelihood maximised by SciPy; ends of intervals by integration over
mean and ratio on a fine grid (uniform prior of the mean, the root of the ratio half-Cauchy), quantiles of the beta with the
moments of the mixture.

Run in this folder: python3 shrunken_shares.py > shrunken_shares.csv. Python is not needed to run the tests.
"""

import numpy as np
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
    angle = (np.arange(1500) + 0.5) / 1500 * np.pi / 2
    r = np.tan(angle)[:, None] ** 2
    m = ((np.arange(1500) + 0.5) / 1500)[None, :]
    a0, b0 = m / r, (1 - m) / r
    log = sum(betaln(k + a0, n - k + b0) - betaln(a0, b0) for k, n in groups)
    # Differences of huge log-gammas lose their digits: at such ratios the binomial is exact enough.
    thin = np.broadcast_to(r < 1e-6, log.shape)
    log = np.where(thin, sum(k * np.log(m) + (n - k) * np.log1p(-m) for k, n in groups), log)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    for place, (k, n) in enumerate(groups):
        value = (k + mean / ratio) / (n + 1 / ratio) if ratio else mean
        print(f"{name},shrunken,{place},{value:.10g}")
        a, b = k + a0, n - k + b0
        first = (weight * a / (a + b)).sum()
        variance = (weight * a * b / ((a + b) ** 2 * (a + b + 1))).sum() + (weight * (a / (a + b) - first) ** 2).sum()
        size = first * (1 - first) / variance - 1
        print(f"{name},low,{place},{beta.ppf(0.025, first * size, (1 - first) * size):.10g}")
        print(f"{name},high,{place},{beta.ppf(0.975, first * size, (1 - first) * size):.10g}")
