# Makes the reference values of the comparison of groups with base R: mantelhaen.test, glm, and Mantel's formula.
# Run in this folder: Rscript dif.R. Writes made.csv (right_wrong and points) and expected.csv.
set.seed(20260902)
n <- 600; k <- 12
group <- rep(c("a", "b"), c(360, 240))
theta <- rnorm(n, ifelse(group == "a", 0.2, -0.2))
focal <- as.numeric(group == "b")
b <- seq(-1.6, 1.6, length.out = k)
# Item 3 is harder for the focal group, item 9 easier, item 6 changes sides.
eta <- sapply(1:k, function(i) 1.2 * (theta - b[i]))
eta[, 3] <- eta[, 3] - 1.2 * focal
eta[, 9] <- eta[, 9] + 1.3 * focal
eta[, 6] <- eta[, 6] + 1.1 * focal * theta
x <- matrix(rbinom(n * k, 1, plogis(eta)), n)
# Two items of three points, the second harder for the focal group.
y <- cbind(rbinom(n, 3, plogis(theta)), rbinom(n, 3, plogis(theta - 0.7 * focal)))
colnames(x) <- paste0("Q", 1:k); colnames(y) <- c("P1", "P2")
write.csv(data.frame(x, y, group), "made.csv", row.names = FALSE, quote = FALSE)

out <- NULL
add <- function(quantity, element, value, tol)
  out <<- rbind(out, data.frame(quantity, element, value = sprintf("%.12g", value), tol, source = paste("R", getRversion())))
total <- rowSums(x)
for (i in 1:k) {
  name <- colnames(x)[i]
  table <- table(group, factor(x[, i], 1:0), total)
  table <- table[, , apply(table, 3, function(t) all(rowSums(t) > 0) && all(colSums(t) > 0))]
  mh <- mantelhaen.test(table)
  add("dif_mh_or", name, mh$estimate, 1e-9)
  add("dif_mh_chi2", name, mh$statistic, 1e-9)
  add("dif_mh_delta", name, -2.35 * log(mh$estimate), 1e-9)
  # The interval of R is of the same standard error.
  add("log_odds_se", name, diff(log(mh$conf.int)) / (2 * qnorm(0.975)), 1e-9)
  exact <- list(epsilon = 1e-14, maxit = 100)
  m0 <- glm(x[, i] ~ total, binomial, control = exact)
  m1 <- glm(x[, i] ~ total + focal, binomial, control = exact)
  m2 <- glm(x[, i] ~ total * focal, binomial, control = exact)
  add("dif_logistic_chi2_uniform", name, deviance(m0) - deviance(m1), 1e-8)
  add("dif_logistic_chi2_nonuniform", name, deviance(m1) - deviance(m2), 1e-8)
  add("group_effect", name, coef(m1)[["focal"]], 1e-8)
  # glm() keeps the weights of the step before the last; the information is taken at the solution.
  design <- model.matrix(m1); p <- fitted(m1)
  add("group_effect_se", name, sqrt(solve(crossprod(design * (p * (1 - p)), design))["focal", "focal"]), 1e-8)
  r2 <- function(m) (1 - exp((m$deviance - m$null.deviance) / n)) / (1 - exp(-m$null.deviance / n))
  add("r2_change", name, r2(m2) - r2(m0), 1e-9)
}
total <- rowSums(x) + rowSums(y)
for (j in 1:2) {
  e <- v <- d <- w <- 0
  for (t in unique(total)) {
    of <- total == t; f <- y[of & focal == 1, j]; r <- y[of & focal == 0, j]; all <- y[of, j]; m <- length(all)
    if (length(f) == 0 || length(r) == 0) next
    e <- e + sum(f) - length(f) * mean(all)
    v <- v + length(f) * length(r) / m * var(all)
    d <- d + length(f) * (mean(f) - mean(r)); w <- w + length(f)
  }
  add("mantel_chi2", colnames(y)[j], e^2 / v, 1e-9)
  add("mantel_smd", colnames(y)[j], d / w, 1e-9)
  add("mantel_effect", colnames(y)[j], d / w / sd(y[, j]), 1e-9)
}
write.csv(out, "expected.csv", row.names = FALSE)

# Difficulties of both groups by conditional likelihood, with the mean of all items or of the anchors at zero: psychotools. Items
# of three points by the partial credit model, the place of an item being the mean of its steps.
suppressWarnings(suppressMessages(library(psychotools)))
rasch <- NULL
compare <- function(name, data, fit, anchors) {
  of <- lapply(c("a", "b"), function(g) itempar(fit(data[group == g, ]), ref = anchors, alias = TRUE))
  d <- coef(of[[2]]) - coef(of[[1]]); se <- sqrt(diag(vcov(of[[1]])) + diag(vcov(of[[2]])))
  rasch <<- rbind(rasch, data.frame(case = name, item = colnames(data), difference = sprintf("%.10g", d),
    standard_error = sprintf("%.10g", se), source = paste("psychotools", packageVersion("psychotools"))))
}
exact <- function(data) raschmodel(data, reltol = 1e-14)
partial <- function(data) pcmodel(data, reltol = 1e-14)
compare("rasch", x, exact, 1:k)
compare("rasch anchored", x, exact, c(1, 2, 4, 5, 7, 8, 10, 11, 12))
compare("partial credit", cbind(x, y), partial, 1:(k + 2))
write.csv(rasch, "expected_rasch.csv", row.names = FALSE)
