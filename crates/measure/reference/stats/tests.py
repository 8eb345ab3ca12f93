"""Prints tests.csv: python3 tests.py > tests.csv

scipy 1.17.1, statsmodels 0.15.0, scikit-learn, pingouin, krippendorff; data made here with a fixed seed.
Columns: quantity, input (lists of numbers separated by |), expected, tolerance, source.
"""
import itertools
import random
import warnings

import krippendorff
import numpy as np
import pandas as pd
import pingouin
from scipy import stats as s
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import contingency_tables as ct
from statsmodels.stats import inter_rater, multitest, proportion

warnings.simplefilter("ignore")
rng = random.Random(20260314)
print("quantity,input,expected,tolerance,source")


def text(*lists):
    return " | ".join(" ".join(repr(float(v)).removesuffix(".0") for v in one) for one in lists)


def row(quantity, lists, value, source, tolerance="1e-10"):
    print(f"{quantity},{text(*lists)},{float(value)!r},{tolerance},{source}")


# Intervals and tests of shares.
for k, n in ((0, 5), (5, 5), (1, 10), (12, 25), (81, 263), (997, 1000), (40_000, 90_000)):
    for name, method in (("wilson", "wilson"), ("clopper_pearson", "beta"), ("agresti_coull", "agresti_coull"),
                         ("jeffreys", "jeffreys"), ("wald", "normal")):
        low, high = proportion.proportion_confint(k, n, 0.05, method)
        row(f"{name}_low", [[k, n]], low, "statsmodels")
        row(f"{name}_high", [[k, n]], high, "statsmodels")
    cc = s.binomtest(k, n).proportion_ci(0.95, "wilsoncc")
    row("wilson_cc_low", [[k, n]], cc.low, "scipy")
    row("wilson_cc_high", [[k, n]], cc.high, "scipy")
    for p in (0.5, 0.3, 0.37):
        row("binomial_p", [[k, n], [p]], s.binomtest(k, n, p).pvalue, "scipy")
        row("binomial_at_least", [[k, n], [p]], s.binomtest(k, n, p, "greater").pvalue, "scipy")
for a, m, b, n in ((12, 25, 20, 27), (0, 9, 4, 11), (3, 4, 1, 4), (56, 70, 48, 80), (150, 900, 210, 1000)):
    table = [[a, m - a], [b, n - b]]
    z, p = proportion.proportions_ztest([a, b], [m, n])
    row("two_proportions_z", [[a, m], [b, n]], z, "statsmodels")
    row("two_proportions_p", [[a, m], [b, n]], p, "statsmodels")
    row("fisher_p", [[a, m], [b, n]], s.fisher_exact(table)[1], "scipy")
    row("fisher_less", [[a, m], [b, n]], s.fisher_exact(table, "less")[1], "scipy")
    low, high = proportion.confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff")
    row("newcombe_low", [[a, m], [b, n]], low, "statsmodels")
    row("newcombe_high", [[a, m], [b, n]], high, "statsmodels")
for b, c in ((12, 4), (1, 0), (7, 7), (30, 51)):
    row("mcnemar_exact_p", [[b, c]], ct.mcnemar([[0, b], [c, 0]], exact=True).pvalue, "statsmodels")
    row("mcnemar_chi2_p", [[b, c]], ct.mcnemar([[0, b], [c, 0]], exact=False, correction=False).pvalue, "statsmodels")
    # For b = c statsmodels corrects 0 away from 0; here it stays 0.
    if b != c:
        row("mcnemar_cc_p", [[b, c]], ct.mcnemar([[0, b], [c, 0]], exact=False).pvalue, "statsmodels")
    pmf = s.binom.pmf(min(b, c), b + c, 0.5)
    mid = 1 - pmf / 2 if b == c else 2 * s.binom.cdf(min(b, c), b + c, 0.5) - pmf
    row("mcnemar_mid_p", [[b, c]], mid, "scipy binom by Fagerland 2013")


def marks(n, shift=0):
    return [min(5, max(2, round(rng.gauss(3.6 + shift, 0.9)))) for _ in range(n)]


def points(n, shift=0):
    return [round(rng.gauss(20 + shift, 6), 1) for _ in range(n)]


def exact_two_sided(values, observed):
    values = np.asarray(values)
    low, high = np.mean(values <= observed + 1e-9), np.mean(values >= observed - 1e-9)
    return min(1, 2 * min(low, high))


def shared_out(x, y):
    ranks = s.rankdata(x + y)
    sums = [ranks[list(c)].sum() for c in itertools.combinations(range(len(ranks)), len(x))]
    return exact_two_sided(sums, ranks[: len(x)].sum())


SAMPLES = [(points(7), points(9, 3)), (marks(8), marks(6, 0.7)), (points(25), points(31, 2)), (marks(40), marks(33, 0.5))]
for x, y in SAMPLES:
    has_ties = len(set(x + y)) < len(x + y)
    u = s.mannwhitneyu(x, y, use_continuity=False, method="asymptotic")
    row("mannwhitney_u", [x, y], u.statistic, "scipy")
    row("mannwhitney_p_nocc", [x, y], u.pvalue, "scipy")
    row("mannwhitney_p_cc", [x, y], s.mannwhitneyu(x, y, method="asymptotic").pvalue, "scipy")
    if len(x) < 10:
        row("mannwhitney_exact_p", [x, y], shared_out(x, y), "all ways of sharing out")
    if not has_ties:
        row("mannwhitney_exact_p", [x, y], s.mannwhitneyu(x, y, method="exact").pvalue, "scipy")
    row("rank_biserial", [x, y], 2 * u.statistic / len(x) / len(y) - 1, "scipy")
    t = s.ttest_ind(x, y, equal_var=False)
    ci = t.confidence_interval(0.95)
    for name, value in (("welch_t", t.statistic), ("welch_df", t.df), ("welch_p", t.pvalue), ("welch_low", ci.low),
                        ("welch_high", ci.high)):
        row(name, [x, y], value, "scipy")
    row("cohen_d", [x, y], pingouin.compute_effsize(x, y, eftype="cohen"), "pingouin")
    row("hedges_g", [x, y], pingouin.compute_effsize(x, y, eftype="hedges"), "pingouin")
    ks = s.ks_2samp(x, y)
    row("ks_d", [x, y], ks.statistic, "scipy")
    row("ks_p", [x, y], ks.pvalue, "scipy")
    for at, values in enumerate((x, y)):
        if at == 0:
            row("skew_g1", [values], s.skew(values), "scipy")
            row("kurtosis_g2", [values], s.kurtosis(values), "scipy")
            row("sd", [values], np.std(values, ddof=1), "numpy")
            for number, method in enumerate(("inverted_cdf", "averaged_inverted_cdf", "closest_observation",
                                             "interpolated_inverted_cdf", "hazen", "weibull", "linear",
                                             "median_unbiased", "normal_unbiased"), 1):
                for share in (0.1, 0.25, 0.5, 0.77):
                    row(f"quantile_type{number}", [values, [share]], np.quantile(values, share, method=method), "numpy")

THREE = [[marks(12), marks(9, 0.5), marks(15, -0.3)], [points(5), points(8), points(6, 4), points(11, 1)]]
for groups in THREE:
    row("kruskal_h", groups, s.kruskal(*groups).statistic, "scipy")
    row("kruskal_p", groups, s.kruskal(*groups).pvalue, "scipy")
    row("anova_f", groups, s.f_oneway(*groups).statistic, "scipy")
    row("anova_p", groups, s.f_oneway(*groups).pvalue, "scipy")

# The same students twice; the last pair has so few changes that are not 0 that all signs are gone through.
PAIRS = [(points(9), points(9, 2)), (marks(30), marks(30, 0.4)), (points(40), points(40, 1)), (marks(7), marks(7, 1))]
for x, y in PAIRS:
    changes = [round(a - b, 6) for a, b in zip(x, y)]
    rest = [c for c in changes if c]
    w = s.wilcoxon(changes, method="asymptotic")
    row("wilcoxon_w", [changes], w.statistic, "scipy")
    row("wilcoxon_p_nocc", [changes], w.pvalue, "scipy")
    row("wilcoxon_p_cc", [changes], s.wilcoxon(changes, method="asymptotic", correction=True).pvalue, "scipy")
    if len(rest) <= 12:
        ranks = s.rankdata(np.abs(rest))
        sums = [sum(r for r, up in zip(ranks, signs) if up) for signs in itertools.product((0, 1), repeat=len(rest))]
        row("wilcoxon_exact_p", [changes], exact_two_sided(sums, sum(r for r, c in zip(ranks, rest) if c > 0)),
            "all signs")
    if len(set(map(abs, changes))) == len(changes) and 0 not in changes:
        row("wilcoxon_exact_p", [changes], s.wilcoxon(changes, method="exact").pvalue, "scipy")
    t = s.ttest_1samp(changes, 0)
    row("paired_t", [changes], t.statistic, "scipy")
    row("paired_t_p", [changes], t.pvalue, "scipy")
    row("pearson", [x, y], s.pearsonr(x, y).statistic, "scipy")
    row("pearson_p", [x, y], s.pearsonr(x, y).pvalue, "scipy")
    ci = s.pearsonr(x, y).confidence_interval(0.95)
    row("pearson_low", [x, y], ci.low, "scipy")
    row("pearson_high", [x, y], ci.high, "scipy")
    row("spearman", [x, y], s.spearmanr(x, y).statistic, "scipy")
    row("spearman_p", [x, y], s.spearmanr(x, y).pvalue, "scipy")
    row("kendall_tau_b", [x, y], s.kendalltau(x, y).statistic, "scipy")
    row("kendall_tau_c", [x, y], s.kendalltau(x, y, variant="c").statistic, "scipy")
    row("kendall_p", [x, y], s.kendalltau(x, y).pvalue, "scipy auto")
    row("kendall_asymptotic_p", [x, y], s.kendalltau(x, y, method="asymptotic").pvalue, "scipy")
    row("somers_d", [x, y], s.somersd(x, y).statistic, "scipy")
    if len(set(x)) == len(x) and len(set(y)) == len(y):
        row("kendall_exact_p", [x, y], s.kendalltau(x, y, method="exact").pvalue, "scipy")
x, y = [1, 2, 2, 3, 4, 4, 5], [2, 1, 3, 3, 5, 4, 4]
score = lambda order: sum(np.sign(x[i] - x[j]) * np.sign(order[i] - order[j]) for i in range(7) for j in range(i))
scores = [abs(score(order)) for order in itertools.permutations(y)]
row("kendall_exact_p", [x, y], np.mean(np.array(scores) >= abs(score(y))), "all orders")

for series in ([3.71, 3.78, 3.69, 3.84, 3.76, 3.83, 3.72, 3.9, 3.8, 3.86], [52, 48, 55, 55, 60, 58], points(45)):
    years = list(range(len(series)))
    line = s.theilslopes(series, years)
    row("theil_sen_slope", [years, series], line.slope, "scipy")
    row("theil_sen_intercept", [years, series], line.intercept, "scipy")
    row("theil_sen_low", [years, series], line.low_slope, "scipy")
    row("theil_sen_high", [years, series], line.high_slope, "scipy")
    row("mann_kendall_p", [series], s.kendalltau(years, series).pvalue, "scipy auto")

# Two judges: the gradebook and the paper.
for size, shift in ((60, -0.4), (48, 0.2)):
    one = marks(size)
    two = [min(5, max(2, m + rng.choice((-1, 0, 0, 0, 1)) + round(shift + rng.random() - 0.5))) for m in one]
    labels = [2, 3, 4, 5]
    table = np.array([[sum(a == i and b == j for a, b in zip(one, two)) for j in labels] for i in labels])
    rows = [list(r) for r in table]
    for name, weights, kind in (("unweighted", None, None), ("linear", "linear", "linear"), ("quadratic", "quadratic", "quadratic")):
        row(f"cohen_kappa_{name}", rows, cohen_kappa_score(one, two, labels=labels, weights=weights), "scikit-learn")
        found = inter_rater.cohens_kappa(table, weights=np.arange(4) if kind else None, wt=kind)
        row(f"cohen_kappa_{name}_se", rows, found.std_kappa, "statsmodels")
        row(f"cohen_kappa_{name}_se0", rows, found.std_kappa0, "statsmodels")
    square = ct.SquareTable(table, shift_zeros=False)
    row("bowker_chi2", rows, square.symmetry("bowker").statistic, "statsmodels")
    row("bowker_df", rows, square.symmetry("bowker").df, "statsmodels")
    row("bowker_p", rows, square.symmetry("bowker").pvalue, "statsmodels")
    row("stuart_maxwell_chi2", rows, square.homogeneity().statistic, "statsmodels")
    row("stuart_maxwell_p", rows, square.homogeneity().pvalue, "statsmodels")
    full = table[table.sum(1) > 0][:, table.sum(0) > 0]
    chi = s.chi2_contingency(full, correction=False)
    row("chi2_independence", rows, chi.statistic, "scipy")
    row("chi2_p", rows, chi.pvalue, "scipy")
    row("cramers_v", rows, s.contingency.association(full, "cramer"), "scipy")
row("chi2_yates", [[10, 20], [20, 12]], s.chi2_contingency([[10, 20], [20, 12]]).statistic, "scipy")

# Three judges and four; one thing a row.
for judges, things in ((3, 14), (4, 8)):
    truth = marks(things)
    table = [[min(5, max(2, t + rng.choice((-1, 0, 0, 1)))) for _ in range(judges)] for t in truth]
    counts = [[line.count(mark) for mark in (2, 3, 4, 5)] for line in table]
    row("fleiss_kappa", counts, inter_rater.fleiss_kappa(np.array(counts)), "statsmodels")
    frame = pd.DataFrame([(i, j, float(v)) for i, line in enumerate(table) for j, v in enumerate(line)],
                         columns=["thing", "judge", "mark"])
    icc = pingouin.intraclass_corr(frame, "thing", "judge", "mark")
    for name, value, f, p in zip(("1_1", "2_1", "3_1", "1_k", "2_k", "3_k"), icc["ICC"], icc["F"], icc["pval"] if "pval" in icc else icc["p-val"]):
        row(f"icc_{name}", table, value, "pingouin")
        if not name.endswith("k"):
            row(f"icc_{name}_f", table, f, "pingouin")
            row(f"icc_{name}_p", table, p, "pingouin")
    for level in ("nominal", "ordinal", "interval"):
        reliability = np.array(table, dtype=float).T
        row(f"krippendorff_{level}", table, krippendorff.alpha(reliability, level_of_measurement=level), "krippendorff")
        gaps = [line[: 1 + i % judges] for i, line in enumerate(table)]
        holed = np.array([line + [np.nan] * (judges - len(line)) for line in gaps], dtype=float).T
        row(f"krippendorff_{level}", gaps, krippendorff.alpha(holed, level_of_measurement=level), "krippendorff")

p = [round(rng.random() ** 3, 4) for _ in range(12)]
for name, method in (("bh", "fdr_bh"), ("holm", "holm")):
    for at, value in enumerate(multitest.multipletests(p, method=method)[1]):
        row(f"{name}_{at}", [p], value, "statsmodels")
