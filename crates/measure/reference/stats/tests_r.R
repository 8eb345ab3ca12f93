# Prints tests_r.csv: Rscript tests_r.R > tests_r.csv (R 4.2.2, psych 2.2.9).
# Columns: quantity, input (lists of numbers separated by |), expected, tolerance, source.
suppressMessages(library(psych))
text <- function(lists) paste(sapply(lists, function(one) paste(format(one, digits = 15, trim = TRUE), collapse = " ")), collapse = " | ")
row <- function(quantity, lists, value, source, tolerance = "1e-10")
  cat(sprintf("%s,%s,%.17g,%s,%s\n", quantity, text(lists), value, tolerance, source))
cat("quantity,input,expected,tolerance,source\n")

x <- c(3, 4, 3, 5, 2, 4, 4, 3, 3, 5, 4, 3)
y <- c(4, 5, 5, 4, 4, 3, 5, 5, 4, 2, 5, 5, 4, 5)
row("ks_p_ties", list(x, y), ks.test(x, y, exact = TRUE)$p.value, "R ks.test")
a <- c(12.5, 14, 14, 15.5, 17, 20)
b <- c(13, 14, 18, 19, 21, 22.5, 25)
row("ks_p_ties", list(a, b), ks.test(a, b, exact = TRUE)$p.value, "R ks.test")
row("fisher_p", list(c(7, 12), c(2, 13)), fisher.test(rbind(c(7, 5), c(2, 11)))$p.value, "R fisher.test")
row("mannwhitney_exact_p", list(a[-3], b[-2]), wilcox.test(a[-3], b[-2], exact = TRUE)$p.value, "R wilcox.test")
row("kruskal_p", list(x, y, a), kruskal.test(list(x, y, a))$p.value, "R kruskal.test")
row("anova_p", list(x, y, a), anova(lm(c(x, y, a) ~ factor(rep(1:3, c(12, 14, 6)))))$`Pr(>F)`[1], "R lm")

tables <- list(
  rbind(c(9, 2, 5, 8), c(6, 1, 3, 2), c(8, 4, 6, 8), c(7, 1, 2, 6), c(10, 5, 6, 9), c(6, 2, 4, 7)),
  rbind(c(4, 4, 5), c(3, 3, 3), c(5, 4, 5), c(2, 3, 2), c(4, 5, 4), c(3, 4, 3), c(5, 5, 5))
)
for (points in tables) {
  icc <- suppressMessages(ICC(points, lmer = FALSE)$results)
  lists <- lapply(seq_len(nrow(points)), function(i) points[i, ])
  for (at in 1:3) {
    name <- c("icc_1_1", "icc_2_1", "icc_3_1")[at]
    row(name, lists, icc$ICC[at], "psych ICC")
    row(paste0(name, "_low"), lists, icc$`lower bound`[at], "psych ICC")
    row(paste0(name, "_high"), lists, icc$`upper bound`[at], "psych ICC")
  }
}
