"""Prints independent.csv: python3 independent.py > independent.csv (numpy, scipy, statsmodels).

Values of functions that no package offers, computed here a second time from their definitions, in another language and with
another method wherever there is one: ranks by scipy, derivatives by differences, chances by counting or by a million
exchanges. The data are made by the same formulas in tests/independent_reference.rs. Columns: quantity, element, value, tolerance.
"""
import numpy as np
import scipy.stats as st
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(20261122)


def put(quantity, element, value, tolerance):
    print(f'{quantity},{element},{float(value):.12g},{tolerance:g}')


def class_of(seed, n, span):
    """Scores without any generator: 0..span-1."""
    return np.array([(seed * 7 + at * at * 3 + at * 5) % span for at in range(n)])


print("quantity,element,value,tolerance")

# Narrow spread: dispersion v / (m (M - m)) over the pooled one; the chance by resampling standardised deviations.
others = [class_of(seed, 22 + seed, 15) + 3 for seed in range(6)]
own = class_of(9, 24, 13) + 4
top = 20
dispersion = lambda x: x.var(ddof=1) / (x.mean() * (top - x.mean()))
usual = np.average([dispersion(x) for x in others], weights=[len(x) - 1 for x in others])
statistic = dispersion(own) / usual
pool = np.concatenate([(x - x.mean()) * np.sqrt(len(x) / (len(x) - 1) / (x.mean() * (top - x.mean()))) for x in others])
drawn = rng.choice(pool, size=(400_000, len(own))).var(axis=1, ddof=1) / usual
put("narrow_spread", "statistic", statistic, 1e-10)
chance = (drawn <= statistic).mean()
put("narrow_spread", "p", chance, 0.6 * chance)
low, high = np.quantile(drawn, [0.025, 0.975])
put("narrow_spread", "low", statistic / high, 0.05 * statistic / high)
put("narrow_spread", "high", statistic / low, 0.05 * statistic / low)

# A break of a cohort: ridits by scipy, the chance by a million exchanges.
references = [class_of(3, 80, 20), class_of(4, 70, 18)]
classes = [class_of(5, 25, 17) + 2, class_of(6, 23, 14)]
places = [np.array([st.percentileofscore(r, x, kind="mean") / 100 for x in c]) for r, c in zip(references, classes)]
statistic = places[1].mean() - places[0].mean()
half = st.norm.ppf(0.975) * np.sqrt(sum(p.var(ddof=1) / len(p) for p in places))
put("cohort_break", "statistic", statistic, 1e-10)
put("cohort_break", "low", statistic - half, 1e-9)
put("cohort_break", "high", statistic + half, 1e-9)
test = st.permutation_test(
    (places[1], places[0]), lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis), vectorized=True,
    n_resamples=200_000, batch=20_000, alternative="two-sided", random_state=rng)
put("cohort_break", "p", test.pvalue, 0.6 * test.pvalue)

# Item profile: strata of equal totals; moments of the exchange by the hypergeometric variance of scipy's finite population.
paper = lambda n, shift: np.array(
    [[int((person * 5 + item * 3 + person * item + shift) % 11 > item + 1) for item in range(8)] for person in range(n)])
reference, own = paper(90, 0), paper(26, 4)
own[::3, 4:] = 1
both = np.vstack([own, reference])
hard = np.argsort(both.sum(axis=0), kind="stable")[:4]
assert len(set(both.sum(axis=0))) == 8, "no ties at the border of the halves"
total, part, is_own = both.sum(axis=1), both[:, hard].mean(axis=1), np.arange(len(both)) < len(own)
total_difference, variance, matched, strata = 0.0, 0.0, 0, []
for score in np.unique(total):
    x, k = part[total == score], int(is_own[total == score].sum())
    if 0 < k < len(x):
        matched += k
        total_difference += part[(total == score) & is_own].sum() - k * x.mean()
        variance += k * (len(x) - k) / len(x) * x.var(ddof=1)
        strata.append((x, k))
put("item_profile", "matched", matched, 0)
put("item_profile", "statistic", total_difference / matched, 1e-10)
half = st.norm.ppf(0.975) * np.sqrt(variance) / matched
put("item_profile", "low", total_difference / matched - half, 1e-9)
put("item_profile", "high", total_difference / matched + half, 1e-9)
sums = np.zeros(100_000)
for x, k in strata:
    sums += rng.permuted(np.tile(x, (100_000, 1)), axis=1)[:, :k].sum(axis=1) - k * x.mean()
chance = (sums >= total_difference - 1e-9).mean()
put("item_profile", "p", chance, 0.6 * chance)

# Test information: the variance of the score function, by differences of log-probabilities.
items = [(1.0, [-0.5]), (1.7, [0.3]), (0.8, [-1.0, 0.2, 0.9])]


def probabilities(slope, steps, ability):
    weights = np.exp(np.concatenate([[0], np.cumsum(slope * (ability - np.array(steps)))]))
    return weights / weights.sum()


for ability in (-2.0, 0.0, 1.5):
    information = expected = 0.0
    for slope, steps in items:
        p = probabilities(slope, steps, ability)
        step = 1e-5
        slopes = (np.log(probabilities(slope, steps, ability + step)) - np.log(probabilities(slope, steps, ability - step))) / (2 * step)
        information += (p * slopes ** 2).sum()
        expected += (p * np.arange(len(p))).sum()
    put("test_information", f"information {ability}", information, 1e-7)
    put("test_information", f"error {ability}", information ** -0.5, 1e-7)
    put("test_information", f"total {ability}", expected, 1e-10)

# Return of a share: the moment estimator of DerSimonian and Laird by weighted regression on a constant.
k = np.array([8, 15, 14, 17, 12, 3, 20])
n = np.array([25, 25, 24, 26, 25, 22, 28])
p = k / n
middle = np.average(p, weights=n)
spread = middle * (1 - middle)
q = st.chi2_contingency(np.array([k, n - k]), correction=False).statistic
between = max(0.0, (q - (len(k) - 1)) * spread / (n.sum() - (n ** 2).sum() / n.sum()))
for place in (0, 5, 6):
    reliability = between / (between + spread / n[place])
    put("return_of_share", f"drawn {place}", middle + reliability * (p[place] - middle), 1e-10)
    put("return_of_share", f"reliability {place}", reliability, 1e-10)
put("return_of_share", "between 0", between, 1e-10)
put("return_of_share", "middle 0", middle, 1e-10)

# Shares ahead, by the naive method on empirical logits.
k, n = np.array([14, 17, 15, 19, 20, 18]), np.array([25, 26, 24, 27, 26, 25])
logits = np.log((k + 0.5) / (n - k + 0.5))
noise = lambda share, whole: 1 / (whole * share * (1 - share))
past = np.mean([noise((a + 0.5) / (b + 1), b) for a, b in zip(k, n)])
step_variance = np.mean(np.diff(logits) ** 2)
share = 1 / (1 + np.exp(-logits[-1]))
for horizon in (1, 2):
    reach = st.norm.ppf(0.975) * np.sqrt(max(step_variance * horizon - past, 0) + noise(share, 25))
    ends = [(26 / (1 + np.exp(-(logits[-1] + side * reach))) - 0.5) / 25 for side in (-1, 1)]
    put("forecast_shares", f"mean {horizon}", share, 1e-10)
    put("forecast_shares", f"low {horizon}", np.clip(ends[0], 0, 1), 1e-9)
    put("forecast_shares", f"high {horizon}", np.clip(ends[1], 0, 1), 1e-9)

# The past replayed, by the naive method.
series = np.array([3.1, 4.0, 3.6, 5.2, 4.9, 6.1, 5.8, 7.4, 6.9])
errors = {1: [], 2: []}
for origin in range(5, len(series)):
    usual = np.abs(np.diff(series[:origin])).mean()
    deviation = np.sqrt(np.mean(np.diff(series[:origin]) ** 2))
    for horizon in (1, 2):
        if origin + horizon <= len(series):
            error = abs(series[origin + horizon - 1] - series[origin - 1])
            errors[horizon].append((error, error / usual, error <= st.norm.ppf(0.975) * deviation * np.sqrt(horizon)))
for horizon, rows in errors.items():
    put("backtest", f"n {horizon}", len(rows), 0)
    put("backtest", f"mae {horizon}", np.mean([row[0] for row in rows]), 1e-10)
    put("backtest", f"mase {horizon}", np.mean([row[1] for row in rows]), 1e-10)
    put("backtest", f"covered {horizon}", sum(row[2] for row in rows), 0)

# Places: 1 is the highest; the ends hold 95 % of the draws, outwards.
draws = np.array([[np.sin(unit * 3.7 + at * 1.3 + at * at * 0.01) + 0.25 * unit for at in range(1000)] for unit in range(7)])
ranks = st.rankdata(-draws, axis=0, method="ordinal")
for unit in range(7):
    row = np.sort(ranks[unit])
    put("rank_spread", f"best {unit}", row[25], 0)
    put("rank_spread", f"median {unit}", row[499], 0)
    put("rank_spread", f"worst {unit}", row[-26], 0)

# The dossier: Bonferroni within a class, Benjamini and Hochberg between classes.
chances = {"A": [0.004, 0.5], "B": [0.02, 0.5, 0.03], "C": [0.9], "D": [0.3, 0.018]}
least = {name: multipletests(row, method="bonferroni")[1].min() for name, row in chances.items()}
for name, adjusted in zip(least, multipletests(list(least.values()), method="fdr_bh")[1]):
    put("dossier", f"p {name}", least[name], 1e-10)
    put("dossier", f"adjusted {name}", adjusted, 1e-10)
