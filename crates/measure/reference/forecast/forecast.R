# Makes forecast.csv from series.csv with R and the package forecast: Rscript forecast.R
# series.csv: nile is the annual flow of the Nile at Aswan, 1871-1970 (Cobb G. W. (1978), Biometrika 65, 243-251; `Nile` of R);
# the other series were made up for these tests.
suppressMessages(library(forecast))
series <- read.csv("series.csv")
rows <- list()
put <- function(series, quantity, horizon, value)
  rows[[length(rows) + 1]] <<- sprintf("%s,%s,%s,%.12g", series, quantity, horizon, value)
outlook <- function(name, quantity, f) for (h in seq_along(f$mean)) {
  put(name, paste0(quantity, "_mean"), h, f$mean[h])
  put(name, paste0(quantity, "_lo95"), h, f$lower[h])
  put(name, paste0(quantity, "_hi95"), h, f$upper[h])
}
for (name in unique(series$series)) {
  y <- ts(series$value[series$series == name])
  n <- length(y)
  outlook(name, "naive", naive(y, h = 4, level = 95))
  outlook(name, "drift", rwf(y, h = 4, drift = TRUE, level = 95))
  t <- 1:n
  line <- lm(y ~ t)
  p <- predict(line, data.frame(t = n + 1:4), interval = "prediction")
  outlook(name, "ols_trend", list(mean = p[, 1], lower = p[, 2], upper = p[, 3]))
  put(name, "ols_slope_p", "", summary(line)$coefficients[2, 4])
  for (model in c("ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN")) {
    damped <- grepl("d", model)
    least <- 7 + 2 * grepl("A.?N$", substring(model, 2)) + damped
    if (n < least || (substr(model, 1, 1) == "M" && min(y) <= 0)) next
    fit <- ets(y, sub("d", "", model), damped = damped)
    put(name, paste0("ets_", model, "_loglik"), "", fit$loglik)
    put(name, paste0("ets_", model, "_aicc"), "", fit$aicc)
    put(name, paste0("ets_", model, "_bic"), "", fit$bic)
    for (parameter in c("alpha", "beta", "phi")) if (parameter %in% names(fit$par))
      put(name, paste0("ets_", model, "_", parameter), "", fit$par[parameter])
    outlook(name, paste0("ets_", model), forecast(fit, h = 4, level = 95))
  }
  if (n >= 10) {
    best <- ets(y)
    put(name, paste0('"ets_auto_aicc ', best$method, '"'), "", best$aicc)
  }
}
writeLines(c("series,quantity,horizon,value", unlist(rows)), "forecast.csv")
