# Makes pupils.csv, answers.csv and expected.csv: data of our own (seeded) and what lme4 answers.
# Run in this folder: Rscript make.R. R is not needed to run the tests.
suppressPackageStartupMessages(library(lme4))
set.seed(20261122)

schools <- 8
pupils <- do.call(rbind, lapply(1:schools, function(s) {
  do.call(rbind, lapply(c("А", "Б", "В", "Г", "Д"), function(k) {
    n <- sample(6:16, 1)
    data.frame(school = s, class = k, n = seq_len(n))
  }))
}))
n <- nrow(pupils)
unit <- paste(pupils$school, pupils$class)
pupils$teacher <- sample(sprintf("T%02d", 1:14), n, replace = TRUE)
pupils$sex <- sample(c("F", "M"), n, replace = TRUE)
pupils$intake <- round(rnorm(n, 50, 10), 1)
pupils$year <- sample(2018:2022, n, replace = TRUE)
level <- setNames(rnorm(length(unique(unit)), 0, 4), unique(unit))
slope <- setNames(rnorm(length(unique(unit)), 0, 0.25) + 0.03 * level, unique(unit))
top <- rnorm(schools, 0, 3)
taught <- setNames(rnorm(14, 0, 2), sprintf("T%02d", 1:14))
pupils$score <- round(30 + 0.6 * pupils$intake - 2 * (pupils$sex == "M") + top[pupils$school] + level[unit] +
  slope[unit] * (pupils$intake - 50) + taught[pupils$teacher] + rnorm(n, 0, 6), 2)
# Nothing differs between the classes here, less than chance would have it.
pupils$flat <- round(ave(rnorm(n), unit, FUN = function(v) v - mean(v)) + 3 + 0.02 * pupils$intake, 3)
pupils$score[sample(n, 9)] <- NA
pupils$intake[sample(n, 6)] <- NA
pupils$sex[sample(n, 4)] <- NA
pupils$n <- NULL
write.csv(pupils, "pupils.csv", row.names = FALSE, quote = FALSE)

answers <- expand.grid(pupil = 1:60, task = sprintf("z%d", 1:11), KEEP.OUT.ATTRS = FALSE)
answers <- answers[sample(nrow(answers), 430), ]
able <- rnorm(60, 0, 1.2)
hard <- setNames(rnorm(11, 0, 0.9), sprintf("z%d", 1:11))
answers$points <- round(5 + able[answers$pupil] + hard[as.character(answers$task)] + rnorm(nrow(answers), 0, 1.1), 2)
write.csv(answers, "answers.csv", row.names = FALSE, quote = FALSE)

data <- list(pupils = read.csv("pupils.csv"), answers = read.csv("answers.csv"))
cases <- list(
  c("pupils", "score ~ 1 + (1|class)"),
  c("pupils", "score ~ intake + sex + (1|school:class)"),
  c("pupils", "score ~ intake*sex + year + (1|school/class)"),
  c("pupils", "score ~ intake + sex + (1|school/class) + (1|teacher)"),
  c("pupils", "score ~ intake + sex + (1+intake|school:class)"),
  c("pupils", "score ~ intake + sex + (1+intake||school:class) + (1|teacher)"),
  c("pupils", "score ~ intake + (1+intake|school:class) + (1|teacher)"),
  c("pupils", "score ~ 0 + sex + factor(year) + (0+intake|teacher)"),
  c("pupils", "score ~ intake + (1+sex|teacher)"),
  c("pupils", "flat ~ intake + (1|school:class)"),
  c("answers", "points ~ 1 + (1|pupil) + (1|task)"),
  c("answers", "points ~ 1 + (1|task)")
)
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9, maxfun = 1e6),
  check.conv.grad = "ignore", check.conv.singular = "ignore", check.conv.hess = "ignore")
rows <- list()
say <- function(case, criterion, quantity, element, value) {
  rows[[length(rows) + 1]] <<- data.frame(data = case[1], formula = case[2], criterion, quantity, element,
    value = trimws(formatC(value, digits = 12, format = "g")))
}
for (case in cases) for (criterion in c("REML", "ML")) {
  Sys.setlocale("LC_COLLATE", "C")
  fit <- suppressMessages(suppressWarnings(
    lmer(as.formula(case[2]), data[[case[1]]], REML = criterion == "REML", control = tight)))
  effects <- coef(summary(fit))
  say(case, criterion, "n", "", nobs(fit))
  for (name in rownames(effects)) {
    say(case, criterion, "fixef", name, effects[name, 1])
    say(case, criterion, "fixef_se", name, effects[name, 2])
  }
  spread <- as.data.frame(VarCorr(fit))
  # lme4 splits (x||school:class) into school.class and school.class.1: here both are school:class.
  spread$grp <- sub("^school\\.class$", "school:class", sub("\\.1$", "", spread$grp))
  for (i in seq_len(nrow(spread))) {
    element <- trimws(paste(spread$grp[i], ifelse(is.na(spread$var1[i]), "", spread$var1[i])))
    if (is.na(spread$var2[i])) say(case, criterion, "variance", element, spread$vcov[i])
    else if (!is.nan(spread$sdcor[i]))
      say(case, criterion, "correlation", paste(element, spread$var2[i]), spread$sdcor[i])
  }
  say(case, criterion, "loglik", "", as.numeric(logLik(fit)))
  say(case, criterion, "aic", "", AIC(fit))
  say(case, criterion, "bic", "", BIC(fit))
  say(case, criterion, "singular", "", as.numeric(isSingular(fit)))
  around <- ranef(fit, condVar = TRUE)
  for (group in names(around)) {
    values <- around[[group]]
    deviations <- as.data.frame(around)
    deviations <- deviations[deviations$grpvar == group, ]
    for (i in c(1, 2, nrow(values))) for (column in names(values)) {
      name <- rownames(values)[i]
      element <- paste(name, column)
      say(case, criterion, paste0("ranef_", group), element, values[i, column])
      own <- deviations[deviations$grp == name & deviations$term == column, "condsd"]
      if (length(own) == 1) say(case, criterion, paste0("ranef_sd_", group), element, own)
    }
  }
}
write.csv(do.call(rbind, rows), "expected.csv", row.names = FALSE)
cat(R.version.string, "lme4", as.character(packageVersion("lme4")), length(rows), "values\n")
