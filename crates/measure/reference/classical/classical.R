# Makes the reference values of the classical analysis: psych (Debian r-cran-psych) and base R.
# Run in this folder: Rscript classical.R. Writes the papers (*.csv, a blank is a missing answer) and expected.csv.
suppressWarnings(suppressMessages(library(psych)))

# Bock & Lieberman 1970, LSAT section 6: the 30 patterns that occur and how many persons gave each.
patterns <- c("00000"=3,"00001"=6,"00010"=2,"00011"=11,"00100"=1,"00101"=1,"00110"=3,"00111"=4,"01000"=1,"01001"=8,
  "01011"=16,"01101"=3,"01110"=2,"01111"=15,"10000"=10,"10001"=29,"10010"=14,"10011"=81,"10100"=3,"10101"=28,
  "10110"=15,"10111"=80,"11000"=16,"11001"=56,"11010"=21,"11011"=173,"11100"=11,"11101"=61,"11110"=28,"11111"=298)
lsat6 <- do.call(rbind, lapply(rep(names(patterns), patterns), function(p) as.integer(strsplit(p, "")[[1]])))
colnames(lsat6) <- paste0("Q", 1:5)

# A paper of eleven items of 1 to 3 points that nobody sat; item 7 is scored backwards.
set.seed(20260901)
n <- 240; theta <- rnorm(n)
greatest <- c(1,1,1,1,2,2,2,3,3,1,1)
made <- sapply(seq_along(greatest), function(i) {
  p <- plogis(1.1 * theta - seq(-1.5, 1.8, length.out = 11)[i] + rnorm(n, 0, 0.3))
  if (i == 7) p <- 1 - p
  rbinom(n, greatest[i], p)
})
colnames(made) <- paste0("T", seq_along(greatest))
gaps <- made
gaps[matrix(runif(length(gaps)) < 0.06, nrow(gaps))] <- NA

out <- NULL
add <- function(paper, quantity, element, value, tol, source)
  out <<- rbind(out, data.frame(paper, quantity, element, value = sprintf("%.12g", value), tol, source))
base <- paste("R", getRversion()); of <- paste("psych", packageVersion("psych"))

analyse <- function(paper, x, greatest) {
  write.csv(x, paste0(paper, ".csv"), row.names = FALSE, quote = FALSE, na = "")
  holes <- anyNA(x); k <- ncol(x); total <- rowSums(x); C <- cov(x, use = "pairwise"); items <- colnames(x)
  sink(nullfile()); p <- suppressWarnings(alpha(x)); sink()
  add(paper, "alpha", "", p$total$raw_alpha, 1e-9, of)
  add(paper, "alpha_ci95_feldt", "low", p$feldt$lower.ci[[1]], 1e-6, of)
  add(paper, "alpha_ci95_feldt", "high", p$feldt$upper.ci[[1]], 1e-6, of)
  add(paper, "lambda6_std", "", p$total$`G6(smc)`, 1e-8, of)
  V <- sum(C)
  add(paper, "lambda2", "", (V - sum(diag(C)) + sqrt(k / (k - 1) * sum((C - diag(diag(C)))^2))) / V, 1e-9, base)
  add(paper, "lambda6", "", 1 - sum(1 / diag(solve(C))) / V, 1e-9, base)
  add(paper, "sem", "", sqrt(V * (1 - p$total$raw_alpha)), 1e-9, base)
  odd <- seq(1, k, 2)
  r <- sum(C[odd, -odd]) / sqrt(sum(C[odd, odd]) * sum(C[-odd, -odd]))
  add(paper, "split_half_spearman_brown", "", 2 * r / (1 + r), 1e-9, base)
  for (i in 1:k) {
    add(paper, "p_value", items[i], mean(x[, i], na.rm = TRUE) / greatest[i], 1e-9, base)
    add(paper, "item_sd", items[i], sd(x[, i], na.rm = TRUE), 1e-9, base)
    add(paper, "item_rest_r", items[i], p$item.stats$r.drop[i], 1e-9, of)
    add(paper, "alpha_if_deleted", items[i], p$alpha.drop$raw_alpha[i], 1e-9, of)
    add(paper, "item_total_r", items[i], sum(C[i, ]) / sqrt(C[i, i] * V), 1e-9, base)
  }
  if (!holes) {
    add(paper, "test_mean", "", mean(total), 1e-9, base)
    add(paper, "test_sd", "", sd(total), 1e-9, base)
    m <- floor(0.27 * nrow(x) + 0.5); o <- order(total)
    for (i in 1:k)
      add(paper, "d27", items[i], (mean(x[tail(o, m), i]) - mean(x[head(o, m), i])) / greatest[i], 1e-9, base)
  }
  if (!holes && all(greatest == 1)) {
    v <- mean((total - mean(total))^2); q <- colMeans(x)
    add(paper, "kr20", "", k / (k - 1) * (1 - sum(q * (1 - q)) / v), 1e-9, base)
    add(paper, "kr21", "", k / (k - 1) * (1 - mean(total) * (k - mean(total)) / (k * v)), 1e-9, base)
    tetra <- tetrachoric(x, correct = 0.5)$rho
    for (j in 2:k) add(paper, "tetrachoric", paste(items[1], items[j]), tetra[1, j], 1e-3, of)
  }
}
analyse("lsat6", lsat6, rep(1, 5))
analyse("made", made, greatest)
analyse("gaps", gaps, greatest)
rasch <- made; rasch[] <- as.integer(sweep(made, 2, greatest / 2, ">")); analyse("right_wrong", rasch, rep(1, 11))
write.csv(out, "expected.csv", row.names = FALSE)
