"""Prints distributions.csv: python3 distributions.py > distributions.csv (scipy 1.17.1)."""
from scipy import stats as s

print("function,arguments,expected")


def row(function, arguments, value):
    print(f"{function},{' '.join(repr(float(a)) for a in arguments)},{float(value)!r}")


for z in (0.3, 1.4143, 1.96, 2.2, 3.6, 5, 5.7, 12):
    row("normal_sf", [z], s.norm.sf(z))
    row("normal_two_sided", [-z], 2 * s.norm.sf(z))
for p in (0.975, 0.5001, 1e-9):
    row("normal_quantile", [p], s.norm.ppf(p))
for x, d in ((0.1, 1), (3.84, 1), (25, 10), (300, 40), (1000, 900)):
    row("chi_square_sf", [x, d], s.chi2.sf(x, d))
for t, d in ((0.2, 1), (2.5, 3), (10, 7.3), (3, 1e3), (4.4, 1e7)):
    row("t_two_sided", [t, d], 2 * s.t.sf(t, d))
for a, d in ((0.05, 1), (0.05, 4.5), (0.05, 1e3), (0.01, 1e8), (0.05, 30)):
    row("t_point", [a, d], s.t.isf(a / 2, d))
for q, a, b in ((0.5, 3, 9), (4, 2, 60), (30, 5, 1000), (1.1, 2000, 3000)):
    row("f_sf", [q, a, b], s.f.sf(q, a, b))
for q, a, b in ((0.975, 3, 9), (0.025, 2.5, 60), (0.975, 5, 1000)):
    row("f_quantile", [q, a, b], s.f.ppf(q, a, b))
for x, a, b in ((0.5, 0.5, 0.5), (0.01, 3, 4), (0.4, 100, 150), (0.3, 1000, 2000), (0.9, 40, 2)):
    row("beta_lower", [x, a, b], s.beta.cdf(x, a, b))
    row("beta_upper", [x, a, b], s.beta.sf(x, a, b))
for p, a, b in ((0.025, 1, 20), (0.975, 6, 1), (0.025, 300, 700), (0.5, 0.5, 12.5)):
    row("beta_quantile", [p, a, b], s.beta.ppf(p, a, b))
for k, n, p in ((3, 10, 0.5), (0, 7, 0.2), (7, 7, 0.9), (400, 1000, 0.37), (30, 100, 0.7)):
    row("binomial_pmf", [k, n, p], s.binom.pmf(k, n, p))
    row("binomial_at_most", [k, n, p], s.binom.cdf(k, n, p))
