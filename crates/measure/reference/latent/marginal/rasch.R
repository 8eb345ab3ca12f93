# The model of Rasch by marginal likelihood as a logistic model with a random person, by lme4 (adaptive quadrature):
# LSAT 6 and LSAT 7 (Bock, Lieberman 1970). Prints data, difficulties, their errors, variance, log-likelihood.
suppressMessages(library(lme4))
counts <- list(
  lsat6 = c(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
  lsat7 = c(12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308))
for (name in names(counts)) {
  patterns <- as.matrix(expand.grid(q5 = 0:1, q4 = 0:1, q3 = 0:1, q2 = 0:1, q1 = 0:1))[, 5:1]
  rows <- patterns[rep(1:32, counts[[name]]), ]
  long <- data.frame(y = as.vector(rows), item = factor(rep(1:5, each = 1000)), person = factor(rep(1:1000, 5)))
  fit <- glmer(y ~ 0 + item + (1 | person), long, family = binomial, nAGQ = 61,
               control = glmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9, maxfun = 1e5)))
  cat(name, sprintf("%.6f", -fixef(fit)), sprintf("%.6f", sqrt(diag(as.matrix(vcov(fit, use.hessian = TRUE))))),
      sprintf("%.6f", VarCorr(fit)$person[1]), sprintf("%.6f", logLik(fit)), "\n")
}
