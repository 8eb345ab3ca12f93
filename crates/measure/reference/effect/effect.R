# Prints effect.csv: Rscript effect.R > effect.csv (R 4.2.2).
# Columns: quantity, input (lists of numbers separated by |), expected, tolerance, source.
text <- function(lists) paste(sapply(lists, function(one) paste(format(one, digits = 15, trim = TRUE), collapse = " ")), collapse = " | ")
row <- function(quantity, lists, value, source, tolerance = "1e-10")
  cat(sprintf("%s,%s,%.17g,%s,%s\n", quantity, text(lists), value, tolerance, source))
cat("quantity,input,expected,tolerance,source\n")

# The smallest change of a share: k of n before, n after.
for (case in list(c(12, 25), c(300, 500), c(9, 60), c(0, 40))) {
  p <- case[1] / case[2]
  # power.prop.test solves for p2 above p1 only, from p1 on.
  excess <- function(p2) power.prop.test(n = case[2], p1 = p, p2 = p2, tol = 1e-14)$power - 0.8
  found <- uniroot(excess, c(p + 1e-6, 1), tol = 1e-14)$root
  row("detectable_share_up", list(case, case[2]), found - p, "R power.prop.test", "1e-7")
}
# The smallest change of a mean: the error and the degrees of freedom.
for (n in c(2, 4, 10, 20, 120)) {
  found <- power.t.test(n = n, sd = 1, power = 0.8, tol = 1e-12)$delta
  row("detectable_mean", list(c(sqrt(2 / n), 2 * (n - 1))), found, "R power.t.test", "1e-5")
}

# Against the others: changes of classes with the measure and without; one variance.
for (case in list(list(c(12, 9), c(1, -2, 3, 0, 2, 1)), list(7.5, c(1, 0.5, -2, 3, 4)), list(c(3, 1, 4, 2.5), c(0, 2, -1, 1)))) {
  with <- case[[1]]
  without <- case[[2]]
  fit <- lm(c(with, without) ~ rep(c(1, 0), c(length(with), length(without))))
  row("against_others_change", case, coef(fit)[[2]], "R lm")
  row("against_others_low", case, confint(fit)[2, 1], "R lm")
  row("against_others_high", case, confint(fit)[2, 2], "R lm")
  row("against_others_p", case, summary(fit)$coefficients[2, 4], "R lm")
  ways <- combn(length(c(with, without)), length(with))
  differ <- apply(ways, 2, function(at) mean(c(with, without)[at]) - mean(c(with, without)[-at]))
  row("against_others_permutation", case, mean(abs(differ) >= abs(mean(with) - mean(without)) - 1e-9), "R combn")
}

# The return to the mean: starts and ends of those chosen, starts and ends of the others.
set.seed(20260314)
start <- round(rnorm(40, 20, 5), 1)
end <- round(8 + 0.6 * start + rnorm(40, 0, 3), 1)
low <- order(start)[1:9]
end[low] <- end[low] + 2
chosen <- as.numeric(seq_along(start) %in% low)
fit <- lm(end ~ start + chosen)
lists <- list(start[low], end[low], start[-low], end[-low])
row("return_effect", lists, coef(fit)[[3]], "R lm")
row("return_slope", lists, coef(fit)[[2]], "R lm")
row("return_low", lists, confint(fit)[3, 1], "R lm")
row("return_high", lists, confint(fit)[3, 2], "R lm")
row("return_p", lists, summary(fit)$coefficients[3, 4], "R lm")

# The rise of those below a border: by integrating over points and their error.
for (case in list(c(20, 6, 0.8, 14), c(50, 10, 0.5, 55), c(3.6, 0.7, 0.9, 2.5))) {
  inside <- integrate(function(x) x * dnorm(x, case[1], case[2]), -Inf, case[4], rel.tol = 1e-12)$value /
    integrate(function(x) dnorm(x, case[1], case[2]), -Inf, case[4], rel.tol = 1e-12)$value
  row("return_below_cut", list(case), (1 - case[3]) * (case[1] - inside), "R integrate", "1e-8")
}

# Cliff's delta: Newcombe's method 5 with uniroot; the test with R's own.
for (case in list(list(c(2, 3, 3, 4, 3, 5, 2), c(3, 4, 4, 5, 5, 4, 3, 2)), list(c(1, 2, 3), c(4, 5, 6, 7)))) {
  before <- case[[1]]
  after <- case[[2]]
  sign <- outer(after, before, function(a, b) base::sign(a - b))
  theta <- (mean(sign) + 1) / 2
  m <- length(after)
  n <- length(before)
  star <- (m + n) / 2 - 1
  miss <- function(t) (theta - t)^2 - qnorm(0.975)^2 * t * (1 - t) / (m * n) *
    (1 + star * (1 - t) / (2 - t) + star * t / (1 + t))
  row("ordinal_change", case, mean(sign), "by hand")
  row("ordinal_low", case, 2 * uniroot(miss, c(1e-12, theta - 1e-9), tol = 1e-15)$root - 1, "Newcombe 2006", "1e-9")
  if (theta < 1) row("ordinal_high", case, 2 * uniroot(miss, c(theta + 1e-9, 1 - 1e-12), tol = 1e-15)$root - 1, "Newcombe 2006", "1e-9")
}
# The same students: Agresti and Min.
before <- c(2, 3, 3, 4, 3, 5, 2, 3, 4, 4, 3, 3)
after <- c(3, 3, 4, 4, 4, 4, 3, 4, 5, 4, 3, 4)
up <- sum(after > before) + 0.5
down <- sum(after < before) + 0.5
n <- length(before) + 2
reach <- qnorm(0.975) * sqrt(up + down - (up - down)^2 / n) / n
row("paired_ordinal_low", list(before, after), (up - down) / n - reach, "Agresti and Min 2005")
row("paired_ordinal_high", list(before, after), (up - down) / n + reach, "Agresti and Min 2005")
row("paired_mean_low", list(before, after), t.test(after, before, paired = TRUE)$conf.int[1], "R t.test")
row("mean_low", list(before, after), t.test(after, before)$conf.int[1], "R t.test")

# The same students, a share: kept, lost, gained, never (Newcombe 1998, method 10).
for (case in list(c(43, 2, 8, 1), c(40, 3, 18, 39), c(0, 1, 0, 20), c(10, 0, 0, 5), c(3, 9, 4, 30))) {
  n <- sum(case)
  wilson <- function(k) {
    z <- qnorm(0.975)
    # The ends are the roots of (p - x)^2 = z^2 x (1 - x) / n.
    Re(polyroot(c((k / n)^2, -(2 * k / n + z^2 / n), 1 + z^2 / n)))
  }
  after <- case[1] + case[3]
  before <- case[1] + case[2]
  one <- sort(wilson(after))
  two <- sort(wilson(before))
  product <- as.numeric(case[1] + case[2]) * (case[3] + case[4]) * (case[1] + case[3]) * (case[2] + case[4])
  cross <- case[1] * case[4] - case[2] * case[3]
  if (cross > 0) cross <- max(cross - n / 2, 0)
  phi <- if (product > 0) cross / sqrt(product) else 0
  d <- (after - before) / n
  side <- function(e, f) sqrt(e^2 - 2 * phi * e * f + f^2)
  row("paired_share_low", list(case), d - side(after / n - one[1], two[2] - before / n), "Newcombe 1998", "1e-8")
  row("paired_share_high", list(case), d + side(one[2] - after / n, before / n - two[1]), "Newcombe 1998", "1e-8")
}
