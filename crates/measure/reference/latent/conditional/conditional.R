# Makes the data and the expected values for conditional likelihood: Rscript conditional.R (in this folder).
# Packages: eRm, psychotools. R is not needed to run the tests.
# LSAT6: Bock, Lieberman (1970), Psychometrika 35; LSAT7: Bock, Aitkin (1981), Psychometrika 46: counts of the 32 patterns 00000, 00001 ... 11111.
suppressMessages({library(eRm); library(psychotools)})
options(digits = 15)

out <- data.frame()
put <- function(case, quantity, element, value, tolerance, source)
  out <<- rbind(out, data.frame(case, quantity, element, value = sprintf("%.12g", value), tolerance, source))
erm <- paste("eRm", packageVersion("eRm")); pst <- paste("psychotools", packageVersion("psychotools"))
own <- "R: formula of Warm (1989)"

patterns <- as.matrix(expand.grid(rep(list(0:1), 5))[, 5:1])
table_of <- function(counts) patterns[rep(seq_len(32), counts), ]
lsat6 <- table_of(c(3,6,2,11,1,1,3,4,1,8,0,16,0,3,2,15,10,29,14,81,3,28,15,80,16,56,21,173,11,61,28,298))
lsat7 <- table_of(c(12,19,1,7,3,19,3,17,10,5,3,7,7,23,8,28,7,39,11,34,14,51,15,90,6,25,7,35,18,136,32,308))

set.seed(20261122)
rasch <- function(theta, b) matrix(rbinom(length(theta) * length(b), 1, plogis(outer(theta, b, "-"))), length(theta))
steps <- list(c(-0.8), c(-1.2, 0.3), c(-0.5, 0.4, 1.1), c(0.6, -0.4), c(0.9), c(-1.5, 0, 1.5), c(-0.3, 0.8), c(0.2, 0.5))
pcm <- function(theta, steps) sapply(steps, function(b) sapply(theta, function(t) {
  sample(0:length(b), 1, prob = exp(c(0, cumsum(t - b)))) }))

booklets <- rasch(rnorm(360, 0.2, 1.2), seq(-2, 2, length.out = 9))
booklets[1:120, 7:9] <- NA; booklets[121:240, 1:3] <- NA; booklets[241:360, c(2, 5, 8)] <- NA
partial <- pcm(rnorm(400, 0, 1.1), steps)
partial_missing <- partial; partial_missing[1:150, 7:8] <- NA; partial_missing[151:300, 1:2] <- NA; partial_missing[301:320, 4] <- NA
three_missing <- pcm(rnorm(400, 0, 1.1), lapply(c(-1, -0.5, 0, 0.2, 0.6, 1), function(d) d + c(-0.5, 0.4)))
three_missing[1:150, 5:6] <- NA; three_missing[151:300, 1:2] <- NA; three_missing[301:320, 4] <- NA
rating <- pcm(rnorm(250), lapply(c(-1, -0.4, 0, 0.3, 0.7, 1.2), function(d) d + c(-0.9, 0.1, 0.8)))
for (case in c("lsat6", "lsat7", "booklets", "partial", "partial_missing", "three_missing", "rating")) {
  data <- get(case); colnames(data) <- paste0("Q", seq_len(ncol(data)))
  write.csv(data, paste0(case, ".csv"), row.names = FALSE, na = "", quote = FALSE)
  assign(case, data)
}

warm <- function(b, total) {
  f <- function(t) { p <- plogis(t - b); total - sum(p) + sum(p * (1 - p) * (1 - 2 * p)) / (2 * sum(p * (1 - p))) }
  t <- uniroot(f, c(-20, 20), tol = 1e-13)$root
  c(t, 1 / sqrt(sum(plogis(t - b) * (1 - plogis(t - b)))))
}
for (case in c("lsat6", "lsat7", "booklets")) {
  data <- get(case); k <- ncol(data)
  fit <- raschmodel(data, reltol = 1e-300, maxit = 2000)
  free <- itempar(fit, ref = 1, vcov = TRUE)
  sum0 <- itempar(fit, vcov = TRUE)
  se <- function(x) sqrt(pmax(0, diag(vcov(x))))
  for (i in seq_len(k)) {
    put(case, "cml_rasch_difficulty", paste0("Q", i), sum0[i], 1e-6, pst)
    put(case, "cml_rasch_se", paste0("Q", i), se(sum0)[i], 1e-6, pst)
    put(case, "cml_rasch_difficulty_first0", paste0("Q", i), free[i], 1e-6, pst)
    put(case, "cml_rasch_se_first0", paste0("Q", i), se(free)[i], 1e-6, pst)
  }
  put(case, "cml_loglik", "", fit$loglik, 1e-6, pst)
  model <- RM(data)
  for (i in seq_len(k)) put(case, "cml_rasch_difficulty_erm", paste0("Q", i), -model$betapar[i], 1e-4, erm)
  test <- LRtest(model, splitcr = as.integer(unlist(tapply(seq_len(nrow(data)), seq_len(nrow(data)), function(j) {
    same <- apply(is.na(data), 1, function(x) all(x == is.na(data[j, ])))
    sum(data[j, ], na.rm = TRUE) > mean(rowSums(data[same, , drop = FALSE], na.rm = TRUE)) }))))
  put(case, "andersen_lr", "chi2", test$LR, 1e-4, erm); put(case, "andersen_lr", "df", test$df, 0, erm)
  put(case, "andersen_lr", "p", test$pvalue, 1e-5, erm)
  persons <- person.parameter(model)
  fits <- itemfit(persons)
  for (i in seq_len(k)) {
    put(case, "outfit_msq", paste0("Q", i), fits$i.outfitMSQ[i], 1e-4, erm); put(case, "infit_msq", paste0("Q", i), fits$i.infitMSQ[i], 1e-4, erm)
    put(case, "outfit_t", paste0("Q", i), fits$i.outfitZ[i], 2e-3, erm); put(case, "infit_t", paste0("Q", i), fits$i.infitZ[i], 2e-3, erm)
  }
  pf <- personfit(persons)
  rows <- sub("P", "", names(pf$p.outfitMSQ))
  for (j in head(seq_along(rows), 400)[c(TRUE, rep(FALSE, 36))]) {
    put(case, "person_outfit_msq", rows[j], pf$p.outfitMSQ[j], 2e-4, erm); put(case, "person_infit_msq", rows[j], pf$p.infitMSQ[j], 2e-4, erm)
    put(case, "person_outfit_t", rows[j], pf$p.outfitZ[j], 1e-3, erm); put(case, "person_infit_t", rows[j], pf$p.infitZ[j], 1e-3, erm)
  }
  if (!anyNA(data)) {
    b <- as.vector(sum0)
    for (r in 0:k) { w <- warm(b, r); put(case, "wle_theta_by_score", r, w[1], 1e-6, own); put(case, "wle_se_by_score", r, w[2], 1e-6, own) }
    for (r in 1:(k - 1)) put(case, "mle_theta_by_score", r, uniroot(function(t) r - sum(plogis(t - b)), c(-20, 20), tol = 1e-13)$root, 1e-6, "R: uniroot")
    theta <- sapply(rowSums(data), function(r) warm(b, r)[1])
    q3 <- cor(data - plogis(outer(theta, b, "-")))
    for (i in 1:(k - 1)) for (j in (i + 1):k) put(case, "yen_q3", paste0("Q", i, " Q", j), q3[i, j], 1e-6, "R: cor of residuals at the WLE")
    error <- sapply(rowSums(data), function(r) warm(b, r)[2])
    put(case, "wle_reliability", "", 1 - mean(error^2) / var(theta), 1e-6, "R: formula of TAM")
  }
}

polytomous <- function(case, model, data) {
  fit <- model(data)
  put(case, "cml_loglik", "", fit$loglik, 1e-4, erm)
  t <- thresholds(fit)
  names <- sub("thresh beta ", "", names(t$threshpar))
  for (i in seq_along(names)) {
    put(case, "threshold", names[i], t$threshpar[i], 2e-4, erm)
    put(case, "threshold_se", names[i], t$se.thresh[i], 2e-4, erm)
  }
  persons <- person.parameter(fit)
  fits <- itemfit(persons)
  for (i in seq_len(ncol(data))) {
    put(case, "outfit_msq", paste0("Q", i), fits$i.outfitMSQ[i], 2e-3, erm); put(case, "infit_msq", paste0("Q", i), fits$i.infitMSQ[i], 2e-3, erm)
    put(case, "outfit_t", paste0("Q", i), fits$i.outfitZ[i], 1e-2, erm); put(case, "infit_t", paste0("Q", i), fits$i.infitZ[i], 1e-2, erm)
  }
  fit
}
for (case in c("partial", "three_missing")) invisible(polytomous(case, PCM, get(case)))
invisible(polytomous("rating", RSM, rating))
# Differences of the cumulated parameters: threshpar() of this version mixes up items of unequal length.
tight <- function(case, fit) {
  m <- apply(get(case), 2, max)
  b <- unlist(lapply(split(c(0, coef(fit)), rep(seq_along(m), m)), function(x) diff(c(0, x))))
  put(case, "cml_loglik_psychotools", "", fit$loglik, 1e-6, pst)
  put(case, "cml_pcm_threshold_mean0", paste0("Q", rep(seq_along(m), m), "-C", sequence(m)), b - mean(b), 1e-6, pst)
}
tight("partial", pcmodel(partial, reltol = 1e-300, maxit = 2000))
t <- unlist(threshpar(rsmodel(rating, reltol = 1e-300, maxit = 2000), relative = FALSE))
put("rating", "cml_pcm_threshold_mean0", paste0("Q", rep(1:6, each = 3), "-C", 1:3), t - mean(t), 1e-6, pst)

# Items of unequal length with missing responses: eRm 1.0.2 does not reach the maximum there, so it is sought plainly.
plain <- function(case) {
  d <- get(case); m <- apply(d, 2, max, na.rm = TRUE); id <- rep(seq_along(m), m)
  key <- apply(is.na(d), 1, paste, collapse = "")
  minus <- function(beta) {
    s <- 0
    for (k in unique(key)) {
      x <- d[key == k, , drop = FALSE]; items <- which(!is.na(x[1, ])); g <- 1
      for (i in items) {
        e <- exp(-c(0, beta[id == i])); h <- numeric(length(g) + m[i])
        for (q in seq_along(e)) h[q - 1 + seq_along(g)] <- h[q - 1 + seq_along(g)] + e[q] * g
        g <- h
        for (q in seq_len(m[i])) s <- s + sum(x[, i] == q) * beta[id == i][q]
      }
      s <- s + sum(log(g[rowSums(x[, items, drop = FALSE]) + 1]))
    }
    s
  }
  free <- function(eta) c(-sum(eta), eta)
  found <- optim(numeric(length(id) - 1), function(eta) minus(free(eta)), method = "BFGS", control = list(reltol = 1e-15, maxit = 500))
  v <- solve(optimHess(found$par, function(eta) minus(free(eta)), control = list(ndeps = rep(1e-3, length(found$par)))))
  into <- rbind(-1, diag(length(found$par)))
  steps <- diag(length(id)); steps[cbind(which(sequence(m) > 1), which(sequence(m) > 1) - 1)] <- -1
  put(case, "cml_loglik", "", -found$value, 1e-6, "R: optim")
  names <- paste0("Q", id, ".c", sequence(m))
  put(case, "threshold", names, steps %*% free(found$par), 1e-4, "R: optim")
  put(case, "threshold_se", names, sqrt(diag(steps %*% into %*% v %*% t(into) %*% t(steps))), 1e-4, "R: optimHess")
}
plain("partial_missing")
write.csv(out, "expected.csv", row.names = FALSE, quote = FALSE)
