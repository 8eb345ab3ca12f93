# Makes the reference values of the model of risk: penalised likelihood by Newton's steps written out in base R (with ridge 0
# checked against glm), the area and its error by pROC (Debian r-cran-proc).
# Run in this folder: Rscript risk.R. Writes made.csv and expected.csv.
suppressWarnings(suppressMessages(library(pROC)))
set.seed(20260903)
n <- 300
missed <- rpois(n, 8); mean_mark <- round(rnorm(n, 3.8, 0.5), 2); late <- rpois(n, 3) + round(missed / 4)
p <- plogis(-1.2 + 0.16 * (missed - 8) - 1.9 * (mean_mark - 3.8))
outcome <- rbinom(n, 1, p)
made <- data.frame(missed, mean_mark, late, outcome)
write.csv(made, "made.csv", row.names = FALSE)
x <- scale(as.matrix(made[, 1:3])); X <- cbind(1, x)
ridge <- function(lambda) {
  b <- c(0, 0, 0, 0); P <- diag(c(0, lambda, lambda, lambda))
  for (i in 1:100) {
    p <- plogis(drop(X %*% b)); H <- crossprod(X * (p * (1 - p)), X) + P
    b <- b + drop(solve(H, crossprod(X, outcome - p) - P %*% b))
  }
  p <- plogis(drop(X %*% b))
  list(b = b, p = p, se = sqrt(diag(solve(crossprod(X * (p * (1 - p)), X) + P))),
       loglik = sum(log(ifelse(outcome == 1, p, 1 - p))))
}
plain <- glm(outcome ~ x, binomial, control = list(epsilon = 1e-15))
stopifnot(max(abs(coef(plain) - ridge(0)$b)) < 1e-9)
out <- NULL
add <- function(quantity, element, value, tol, source = paste("R", getRversion()))
  out <<- rbind(out, data.frame(quantity, element, value = sprintf("%.12g", value), tol, source))
for (lambda in c(0, 5)) {
  fit <- ridge(lambda); e <- paste("ridge", lambda)
  add("at_mean", e, fit$b[1], 1e-8)
  for (j in 1:3) {
    add("per_sd", paste(e, j), fit$b[j + 1], 1e-8)
    add("se", paste(e, j), fit$se[j + 1] / attr(x, "scaled:scale")[j], 1e-8)
  }
  add("loglik", e, fit$loglik, 1e-8)
  add("chance", paste(e, 1), fit$p[1], 1e-9)
  r <- roc(outcome, fit$p, quiet = TRUE, direction = "<"); ci <- ci.auc(r, method = "delong")
  of <- paste("pROC", packageVersion("pROC"))
  add("auc", e, r$auc, 1e-9, of)
  add("auc_low", e, ci[1], 1e-9, of)
  add("auc_high", e, ci[3], 1e-9, of)
  add("brier", e, mean((fit$p - outcome)^2), 1e-9)
  s <- glm(outcome ~ qlogis(fit$p), binomial, control = list(epsilon = 1e-15))
  add("slope", e, coef(s)[[2]], 1e-8)
}
# Many equal estimates.
few <- round(ridge(0)$p, 1); r <- roc(outcome, few, quiet = TRUE, direction = "<"); ci <- ci.auc(r, method = "delong")
add("auc", "rounded", r$auc, 1e-9, of); add("auc_low", "rounded", ci[1], 1e-9, of); add("auc_high", "rounded", ci[3], 1e-9, of)
write.csv(out, "expected.csv", row.names = FALSE)
