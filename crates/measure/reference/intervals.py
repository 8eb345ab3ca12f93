"""Prints the rows of values.csv for the intervals of shares: python3 intervals.py

Another way than the crate goes: the ends of Wilson's interval are the roots of
(p - x)^2 = z^2 x (1 - x) / n, solved with 50 digits; the normal point is the library's own.
"""
from decimal import Decimal as D, getcontext
from statistics import NormalDist

getcontext().prec = 50
Z2 = D(NormalDist().inv_cdf(0.975)) ** 2


def wilson(part, whole):
    p, n = D(part) / whole, D(whole)
    a, b, c = 1 + Z2 / n, -(2 * p + Z2 / n), p * p
    root = (b * b - 4 * a * c).sqrt()
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def newcombe(first, second):
    (p1, (l1, u1)), (p2, (l2, u2)) = ((D(a) / n, wilson(a, n)) for a, n in (first, second))
    below = ((p1 - l1) ** 2 + (u2 - p2) ** 2).sqrt()
    above = ((u1 - p1) ** 2 + (p2 - l2) ** 2).sqrt()
    return p1 - p2 - below, p1 - p2 + above


def rows(measure, text, ends, source):
    for name, end in zip(("low", "high"), ends):
        print(f'{measure},{name},{text},{round(end, 15):f},1e-12,"{source}; intervals.py"')


for part, whole in [(81, 263), (15, 148), (0, 20), (1, 29), (20, 20), (12, 25), (899_999, 900_000)]:
    rows("wilson_interval", f"{part}/{whole}", wilson(part, whole), "Newcombe 1998, method 3")
PAIRS = [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((5, 56), (0, 29)), ((0, 10), (0, 20)), ((10, 10), (0, 20))]
for one, other in PAIRS:
    text = f"{one[0]}/{one[1]} | {other[0]}/{other[1]}"
    rows("newcombe_interval", text, newcombe(one, other), "Newcombe 1998, method 10")
rows("share_change", "56/70 | 48/80", newcombe(*PAIRS[0]), "Newcombe 1998, method 10")
