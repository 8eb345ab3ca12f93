"""Prints screens.csv: python3 screens.py > screens.csv (numpy, scipy, statsmodels).

The scores were made up for these tests: score_counts.csv, one row per case and score.
"""
import csv

import numpy as np
import scipy.stats as st
import statsmodels.api as sm

cases = {}
for row in csv.DictReader(open("score_counts.csv")):
    cases.setdefault(row["case"], []).append(int(row["count"]))


def put(quantity, element, value):
    print(f'{quantity},"{element}",{value:.15g}')


print("quantity,element,value")
for case, counts in cases.items():
    c = np.array(counts)
    x = np.arange(len(c))
    for cut in (10, 14):
        for width in (1, 2):
            above, below = c[cut:cut + width].sum(), c[cut - width:cut].sum()
            test = st.binomtest(int(above), int(above + below), 0.5, alternative="greater")
            put("binomial_p_above_more", f"{case} {cut} {width}", test.pvalue)
            put("log_ratio_above_below", f"{case} {cut} {width}", np.log(above / below))
        beside = (x < cut - 2) | (x > cut)
        for degree in (1, 2, 3, 5):
            fit = np.polyval(np.polyfit(x[beside], c[beside], degree), x)
            put("excess_mass", f"{case} {cut} {degree}", c[cut] - fit[cut])
            put("missing_mass", f"{case} {cut} {degree}", (fit - c)[cut - 2:cut].sum())
    z = (x - x.mean()) / x.max()
    smooth = sm.GLM(c, np.vander(z, 4), family=sm.families.Poisson()).fit(tol=1e-14).mu
    for score in (0, 7, 14):
        put("log_linear_3", f"{case} {score}", smooth[score] / c.sum())

# Beta-binomial: 0..n, then at least k of them.
for n, k, wins, losses in [(25, 20, 60, 60), (12, 12, 7, 2), (30, 3, 0, 55)]:
    put("beta_binomial_at_least", f"{n} {k} {wins} {losses}", st.betabinom(n, wins + .5, losses + .5).sf(k - 1))
# Dirichlet-multinomial: none of the first kind, at least k of the third.
for n, k, a, b, c in [(25, 20, 60, 640, 100), (10, 5, 3, 30, 25), (15, 0, 1, 40, 20)]:
    d = st.dirichlet_multinomial([a + .5, b + .5, c + .5], n)
    put("none_of_first", f"{n} {k} {a} {b} {c}", sum(d.pmf([0, n - j, j]) for j in range(k, n + 1)))
# Generalised binomial by the discrete Fourier transform (Hong 2013).
chances = np.array([((i * 37) % 89 + 5) / 100 for i in range(30)])
grid = np.exp(-2j * np.pi * np.arange(31) / 31)
pmf = np.fft.fft([np.prod(1 - chances + chances * np.conj(w)) for w in grid]).real / 31
for k in (5, 15, 20, 25):
    put("generalised_binomial_at_least", str(k), pmf[k:].sum())
